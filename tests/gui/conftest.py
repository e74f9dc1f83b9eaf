"""A book with a few customers in different situations, and the main window on a copy of it."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from collectdesk.base.clock import Clock, FixedClock
from collectdesk.base.paths import UserPlaces, user_places
from collectdesk.bootstrap import new_book, open_desk, protect_book
from collectdesk.domain.rows import CustomerPage
from collectdesk.gui import app, theme
from collectdesk.gui.garbage import collect_due
from collectdesk.gui.main_window import MainWindow
from collectdesk.gui.runner import Runner
from collectdesk.gui.session import Session
from collectdesk.usecases.customers import (
    ContactForm,
    CustomerForm,
    SaveContact,
    SaveCustomer,
    save_contact,
    save_customer,
)
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import IssueInvoice, issue_invoice
from collectdesk.usecases.payments import RecordPayment, record_payment
from tests.gui.owner import SECRET, Owner

MONDAY = date(2026, 11, 23)
HARBOR = "Harbor Point Dental"
RIDGELINE = "Ridgeline Builders LLC"
HOSTILE = "Fish &Chips <b>bold</b> <img src=/etc/passwd> 株式会社 مكتبة 🚀"
PUNCTUAL = "Ångström Optics"
SALES = (
    (HARBOR, "INV-1042", 103, "1220.00"),
    (HARBOR, "INV-1077", 66, "2400.00"),
    (HARBOR, "INV-1131", 14, "1560.00"),
    (RIDGELINE, "INV-2001", 60, "7215.50"),
    (HOSTILE, "INV-3001", 75, "990.00"),
    (PUNCTUAL, "INV-4001", 5, "640.00"),
)


def clock_of(day: date) -> FixedClock:
    return FixedClock(datetime(day.year, day.month, day.day, 9, 30))


@dataclass
class MovingClock:
    """A clock whose day the test moves."""

    day: date

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return clock_of(self.day).now()


@pytest.fixture(scope="module", autouse=True)
def garbage_of_one_module() -> Iterator[None]:
    """Garbage is freed in this thread alone, as in the program, before another module's tests."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def garbage_in_this_thread(garbage_of_one_module: None) -> Iterator[None]:
    """What a test left is freed after it, a little at a time."""
    gc.disable()
    yield
    collect_due()


def bury(thing: QObject) -> None:
    """Delete it now, with all its children, and not when some later test waits."""
    thing.deleteLater()
    QCoreApplication.sendPostedEvents(thing, QEvent.Type.DeferredDelete)


def fill(desk: Desk) -> None:
    ids = {}
    for name in dict.fromkeys(name for name, *_ in SALES):
        form = CustomerForm(name=name, terms="Net 30", credit_limit=800_000)
        ids[name] = desk.do(save_customer, SaveCustomer(form)).result
        person = ContactForm(
            customer_id=ids[name],
            name="Maria Alvarez",
            role="accounts payable",
            phone="(415) 555-0137",
            email="ap@harborpoint.example",
        )
        desk.do(save_contact, SaveContact(person))
    for name, number, age, price in SALES:
        invoice = InvoiceForm(
            customer_id=ids[name],
            number=number,
            issue_date=MONDAY - timedelta(age),
            terms="Net 30",
            lines=(LineForm("Goods as ordered", "1", "each", price),),
        )
        desk.do(issue_invoice, IssueInvoice(invoice))
    paid = RecordPayment(ids[HARBOR], 50_000, MONDAY - timedelta(20), "cheque", "2291")
    desk.do(record_payment, paid)


@pytest.fixture(scope="session")
def filled_desk_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed book in which four customers buy and three are late."""
    path = tmp_path_factory.mktemp("desk-book") / "Harbor Supplies.collectdesk"
    new_book(path, firm="Harbor Supplies", clock=clock_of(MONDAY))
    desk = open_desk(path, clock_of(MONDAY))
    fill(desk)
    desk.close()
    return path


@pytest.fixture
def desk_book(filled_desk_book: Path, tmp_path: Path) -> Path:
    """A copy of that book, free to change."""
    path = tmp_path / filled_desk_book.name
    shutil.copyfile(filled_desk_book, path)
    return path


@pytest.fixture
def home(tmp_path: Path) -> UserPlaces:
    """The folders of a user who starts the program for the first time."""
    places = user_places({"COLLECTDESK_HOME": str(tmp_path / "home")})
    places.create()
    return places


@pytest.fixture
def session(qapp: QApplication, home: UserPlaces) -> Iterator[Session]:
    """One run of the program for that user, dressed in light."""
    theme.load_fonts()
    theme.load_other_scripts()
    made = Session(qapp, home)
    theme.wear(qapp, dark=False)
    yield made
    theme.wear(qapp, dark=False)
    bury(made)


@dataclass
class Desktop:
    """The main window and the hands and eyes of its owner."""

    window: MainWindow
    qtbot: QtBot
    troubles: list[str]

    def press(self, key: Qt.Key, *, ctrl: bool = False, alt: bool = False, shift: bool = False
              ) -> None:  # fmt: skip
        """Press a key where the focus is."""
        modifiers = Qt.KeyboardModifier.NoModifier
        for held, modifier in (
            (ctrl, Qt.KeyboardModifier.ControlModifier),
            (alt, Qt.KeyboardModifier.AltModifier),
            (shift, Qt.KeyboardModifier.ShiftModifier),
        ):
            if held:
                modifiers |= modifier
        focus = QApplication.focusWidget() or self.window
        self.qtbot.keyClick(focus, key, modifiers)

    def type(self, text: str) -> None:
        """Type text where the focus is."""
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def wait(self, until: Callable[[], Any]) -> None:
        """Wait until something can be seen."""
        self.qtbot.waitUntil(lambda: bool(until()), timeout=5000)

    def show(self, name: str) -> None:
        """Choose a customer of the list by name."""
        rows = self.window.desk.customers.list.customers

        def names() -> list[str]:
            return [rows.row_at(at).name for at in range(rows.rowCount())]

        self.wait(lambda: name in names())
        self.window.desk.customers.list.choose_at(names().index(name))
        self.wait(lambda: self.shown_name() == name)

    @property
    def page(self) -> CustomerPage:
        """What is shown of the chosen customer."""
        page = self.window.scene.page
        assert page is not None
        return page

    @property
    def place(self) -> Any:
        """The place that is shown beside the desk."""
        return self.window.place()

    def shown_name(self) -> str:
        """The customer whose page is shown."""
        page = self.window.scene.page
        return page.head.name if page else ""

    def ask(self, query: Callable[..., Any], *args: Any) -> Any:
        """Ask the book itself."""
        answers: list[Any] = []
        self.window.runner.ask(query, *args, then=answers.append, failed=answers.append)
        self.wait(lambda: answers)
        return answers[0]


def choose_reason(desktop: Desktop, reason: str = "oversight") -> None:
    """Note in the console why it is late."""
    box = desktop.window.desk.calls.fields.reason
    box.setCurrentIndex(box.findData(reason))


@contextmanager
def desktop_on(path: Path, day: date | Clock, session: Session, qtbot: QtBot) -> Iterator[Desktop]:
    """The main window on a book on that day, until the block ends; no trouble may be told."""
    clock = clock_of(day) if isinstance(day, date) else day
    runner = Runner(lambda: open_desk(path, clock))
    window = MainWindow(runner, session)
    troubles: list[str] = []
    runner.troubled.disconnect()
    runner.troubled.connect(troubles.append)
    runner.broke.disconnect()
    runner.broke.connect(lambda error: troubles.append(repr(error)))
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    with qtbot.waitSignal(runner.opened):
        runner.open(failed=lambda error: troubles.append(str(error)))
    yield Desktop(window, qtbot, troubles)
    window.close()
    bury(window)
    assert not troubles


@pytest.fixture
def desktop(
    desk_book: Path, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desktop]:
    """The main window on the book, with the first customer of today shown."""
    monkeypatch.setattr(session, "may_lose_call", lambda parent: True)
    with desktop_on(desk_book, MONDAY, session, qtbot) as made:
        made.wait(lambda: made.window.scene.page is not None)
        yield made


@pytest.fixture
def owner(
    qapp: QApplication, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Owner]:
    """Who starts the program on the Monday, in folders of their own."""
    monkeypatch.setenv("COLLECTDESK_TODAY", MONDAY.isoformat())
    monkeypatch.setenv("COLLECTDESK_HOME", str(session.places.data))
    made = Owner(app.Program(qapp, session), qtbot)
    yield made
    for window in (made.program.main_window, made.program.start_window):
        if window is not None:
            window.close()
            bury(window)
    bury(made.program)


@pytest.fixture(scope="session")
def locked_once(
    filled_desk_book: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """A book under SECRET, and its recovery key."""
    path = tmp_path_factory.mktemp("locked") / filled_desk_book.name
    shutil.copyfile(filled_desk_book, path)
    return path, protect_book(path, SECRET)


@pytest.fixture
def locked_book(locked_once: tuple[Path, str], tmp_path: Path) -> tuple[Path, str]:
    """A copy of it, free to change."""
    for made in locked_once[0].parent.iterdir():
        shutil.copyfile(made, tmp_path / made.name)
    return tmp_path / locked_once[0].name, locked_once[1]


@pytest.fixture
def contrast_pairs() -> Callable[[theme.Colours], list[tuple[str, str]]]:
    """Every ink with every ground that it is read on."""

    def pairs(colours: theme.Colours) -> list[tuple[str, str]]:
        panes = (colours.pane, colours.window, colours.chosen, colours.hover, colours.card)
        tones = (colours.text, colours.late, colours.careful, colours.good, colours.accent)
        found = [(ink, ground) for ink in tones for ground in (colours.pane, colours.chosen)]
        found.append((colours.quiet, colours.pane))
        found += [(ink, ground) for ink in (colours.quiet_tinted, colours.text) for ground in panes]
        for name in ("plain", "accent", "late", "careful", "good", "violet"):
            tinted = (getattr(colours, f"{name}_ink"), getattr(colours, f"{name}_tint"))
            found.append(tinted)
        found += [(colours.on_accent, colours.accent), (colours.on_accent, colours.accent_hover)]
        found.append((colours.on_switch, colours.switch))
        found += [(theme.readable_on(ground), ground) for ground in colours.aging]
        return found

    return pairs
