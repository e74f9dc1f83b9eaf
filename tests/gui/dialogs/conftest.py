"""A small book with a runner on it, and a window for dialogs to belong to."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.base.clock import FixedClock
from collectdesk.bootstrap import new_book, open_desk
from collectdesk.gui import theme
from collectdesk.gui.dialogs import asking, paperwork
from collectdesk.gui.runner import Runner
from collectdesk.usecases.customers import (
    ContactForm,
    CustomerForm,
    SaveContact,
    SaveCustomer,
    save_contact,
    save_customer,
)
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import IssueInvoice, issue_invoice
from tests.gui.dialogs.hands import wait_for_pages

TODAY = date(2026, 3, 31)
CLOCK = FixedClock(datetime(2026, 3, 31, 9, 30))
HOSTILE_NAME = "Fish &Chips <b>bold</b> <img src=/etc/passwd> 株式会社 مكتبة"
HARBOR, HOSTILE = 1, 2
SOLD = ((120, "1220.00"), (80, "2400.00"), (45, "1740.00"), (5, "1560.00"))

OpenDialog = Callable[[Callable[[], object]], Any]


def _fill(desk: Desk) -> None:
    for name in ("Harbor Point Dental", HOSTILE_NAME):
        form = CustomerForm(name=name, billing_address="88 Marina Blvd\nSan Francisco, CA 94123")
        customer_id = desk.do(save_customer, SaveCustomer(form)).result
        person = ContactForm(customer_id=customer_id, name="Maria Alvarez", role="accounts payable")
        desk.do(save_contact, SaveContact(person))
        for days, price in SOLD:
            line = LineForm("Goods as ordered", "1", "each", price)
            invoice = InvoiceForm(
                customer_id=customer_id,
                issue_date=TODAY - timedelta(days),
                terms="Net 30",
                lines=(line,),
            )
            desk.do(issue_invoice, IssueInvoice(invoice))
    dispute = NewDispute(invoice_id=2, amount=240_000, reason="damaged", note="Two boxes wet")
    desk.do(open_dispute, OpenDispute(HARBOR, dispute))


@pytest.fixture(scope="session")
def filled_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed book: two customers with four invoices each, one of Harbor's in dispute."""
    path = tmp_path_factory.mktemp("book") / "Harbor Supplies.collectdesk"
    new_book(path, firm="Harbor Supplies", clock=CLOCK)
    desk = open_desk(path, CLOCK)
    _fill(desk)
    desk.close()
    return path


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> None:
    """The application as its owner sees it."""
    theme.load_fonts()
    theme.wear(qapp, dark=False)


@pytest.fixture
def runner(filled_book: Path, tmp_path: Path, qtbot: QtBot, dressed: None) -> Iterator[Runner]:
    """A runner on a copy of the filled book."""
    path = tmp_path / filled_book.name
    shutil.copyfile(filled_book, path)
    running = Runner(lambda: open_desk(path, CLOCK))
    with qtbot.waitSignal(running.opened):
        running.open()
    yield running
    running.close()


@pytest.fixture
def asked(runner: Runner, qtbot: QtBot) -> Callable[..., Any]:
    """Ask the book and wait for the answer."""

    def ask(query: Callable[..., Any], *args: Any) -> Any:
        answers: list[Any] = []
        runner.ask(query, *args, then=answers.append, failed=answers.append)
        qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    return ask


@pytest.fixture
def host(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    """The window that dialogs belong to; a question that no test expects fails."""

    def unexpected(parent: QWidget, question: str, yes: str, no: str) -> bool:
        raise AssertionError(f"nobody expected the question: {question}")

    monkeypatch.setattr(asking, "confirm", unexpected)
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def opened(host: QWidget, qtbot: QtBot) -> OpenDialog:
    """Call something that opens a dialog; returns the dialog once it shows."""

    def wait_for(opener: Callable[[], object]) -> Any:
        before = set(host.findChildren(QDialog))
        opener()

        def shown() -> list[QDialog]:
            dialogs = [each for each in host.findChildren(QDialog) if each not in before]
            return [each for each in dialogs if each.isVisible()]

        qtbot.waitUntil(lambda: bool(shown()))
        return shown()[0]

    return wait_for


@pytest.fixture
def notices(host: QWidget, runner: Runner, opened: Any, qtbot: QtBot) -> Any:
    """All notices that are due today."""
    dialog = opened(lambda: paperwork.open_notices(host, runner, None))
    wait_for_pages(dialog, qtbot)
    return dialog
