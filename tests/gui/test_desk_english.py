"""What the owner reads in the window is written as in the country of the book's money."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from collectdesk.bootstrap import new_book, open_desk
from collectdesk.gui import dialogs
from collectdesk.gui.dialogs import dealings, paperwork
from collectdesk.gui.runner import Runner
from collectdesk.gui.session import Session
from collectdesk.gui.widgets.segmented import Segmented
from collectdesk.usecases.calls import LogCall, log_call
from collectdesk.usecases.customers import PlaceAccount, place_account
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.plans import MakePlan, make_plan
from collectdesk.usecases.promises import CancelPromise, NewPromise, cancel_promise, promise_rows
from tests.gui.conftest import HARBOR, MONDAY, RIDGELINE, Desktop, bury, clock_of, desktop_on, fill

AMERICAN = re.compile(
    r"^check$|\b(?:checks? (?:no|number|2291|77)|by check|installments?|canceled|aging|color"
    r"|acknowledgment|attorney|ZIP code|in the mail|tax ID|past[ -]due|routing|sales tax)\b",
    re.IGNORECASE,
)
BRITISH = re.compile(
    r"\b(?:cheques?|instalments?|cancelled|ageing|colour|acknowledgement|solicitor|postcode"
    r"|in the post|VAT|sort code)\b",
    re.IGNORECASE,
)
FOREIGN = {"USD": BRITISH, "GBP": AMERICAN}
PLACES = ("invoices", "calls", "documents", "statements", "watch", "insights")
CUSTOMER, INVOICE = 1, 1
WITH_AN_ATTORNEY = 2

FORMS: dict[str, Callable[[QWidget, Runner], object]] = {
    "payment": lambda host, runner: dialogs.open_payment_form(host, runner, CUSTOMER),
    "promise": lambda host, runner: dialogs.open_promise_form(host, runner, CUSTOMER),
    "plan": lambda host, runner: dialogs.open_plan_form(host, runner, CUSTOMER),
    "invoice": lambda host, runner: dialogs.open_invoice_detail(host, runner, INVOICE),
    "new invoice": lambda host, runner: dialogs.open_invoice_form(host, runner, CUSTOMER),
    "customer": lambda host, runner: dialogs.open_customer_form(host, runner, CUSTOMER),
    "notices": lambda host, runner: paperwork.open_notices(host, runner, None),
    "month end": lambda host, runner: paperwork.open_month_end(host, runner, None),
    "receipts": lambda host, runner: paperwork.open_receipts(host, runner),
    "record": lambda host, runner: paperwork.open_paper(host, runner, "customer_record", CUSTOMER),
    "settings": lambda host, runner: dialogs.open_settings(host, runner),
    "letter texts": lambda host, runner: paperwork.open_letter_texts(host, runner),
    "trail": lambda host, runner: dialogs.open_trail(host, runner),
    "payments": lambda host, runner: dealings.open_payments_received(host, runner, CUSTOMER),
    "agreements": lambda host, runner: dealings.open_agreements(host, runner, CUSTOMER),
    "credit": lambda host, runner: dealings.open_use_credit(host, runner, CUSTOMER),
    "refund": lambda host, runner: dealings.open_refund(host, runner, CUSTOMER),
    "settlement": lambda host, runner: dealings.open_settlement(host, runner, CUSTOMER),
    "agency": lambda host, runner: dealings.open_placement(host, runner, CUSTOMER),
    "policy": lambda host, runner: dealings.open_policy(host, runner),
    "hand over": lambda host, runner: dealings.open_hand_over(host, runner, CUSTOMER),
    "charges": lambda host, runner: dealings.open_charges(host, runner),
    "interest": lambda host, runner: dealings.open_interest_rule(host, runner, CUSTOMER),
    "billing": lambda host, runner: dealings.open_billing_standard(host, runner, CUSTOMER),
    "application": lambda host, runner: dealings.open_credit_application(host, runner, CUSTOMER),
}


def shown_words(window: QWidget) -> Iterator[str]:
    """All that can be read or heard in a window: texts, hints, tooltips, names, lists, tables."""
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName())
        if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
            yield widget.text()
        elif isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(at) for at in range(widget.count()))
        elif isinstance(widget, QTabWidget):
            yield from (widget.tabText(at) for at in range(widget.count()))
        elif isinstance(widget, QAbstractItemView):
            yield from _cells(widget.model())
        elif isinstance(widget, Segmented):
            yield from widget._texts
        if isinstance(widget, (QLineEdit, QPlainTextEdit)):
            yield widget.placeholderText()


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    top = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)
    for column in range(columns):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role))
        for row in range(model.rowCount(top)):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole,
                         Qt.ItemDataRole.ToolTipRole):  # fmt: skip
                yield str(model.index(row, column).data(role))


@pytest.fixture(scope="module", params=("USD", "GBP"))
def currency(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def speaking_book(currency: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in which cheques came and were promised, and a plan was agreed."""
    path = tmp_path_factory.mktemp("english") / f"{currency}.collectdesk"
    new_book(path, firm="Harbour Supplies", currency=currency, clock=clock_of(MONDAY))
    desk = open_desk(path, clock_of(MONDAY))
    fill(desk)
    desk.do(record_payment, RecordPayment(CUSTOMER, 9_000, MONDAY, "cheque", "77"))
    promised = NewPromise(4_000, MONDAY, "cheque", reference="78")
    desk.do(log_call, LogCall(CUSTOMER, "not_sent", promise=promised))
    (promise,) = desk.ask(promise_rows, CUSTOMER)
    desk.do(cancel_promise, CancelPromise(promise.promise_id))
    desk.do(place_account, PlaceAccount(WITH_AN_ATTORNEY, "attorney"))
    desk.do(make_plan, MakePlan(CUSTOMER, (2,), 3, date(2026, 12, 1)))
    desk.close()
    return path


@pytest.fixture
def british_or_american(speaking_book: Path, session: Session, qtbot: QtBot) -> Iterator[Desktop]:
    with desktop_on(speaking_book, MONDAY, session, qtbot) as made:
        made.wait(lambda: made.window.scene.page is not None)
        yield made


def _shows(desktop: Desktop, name: str) -> bool:
    return desktop.shown_name() == name


def test_every_place_and_form_speaks_the_english_of_the_book(
    british_or_american: Desktop, currency: str
) -> None:
    desktop, window = british_or_american, british_or_american.window
    foreign: set[str] = set()

    def listen(where: str, shown: QWidget) -> None:
        told = (
            words
            for words in shown_words(shown)
            if FOREIGN[currency].search(words.replace("&", ""))
        )
        foreign.update(f"{where}: {words}" for words in told)

    for customer, name in ((WITH_AN_ATTORNEY, RIDGELINE), (CUSTOMER, HARBOR)):
        window.show_customer(customer)
        desktop.wait(partial(_shows, desktop, name))
        listen("desk", window)
    for place in PLACES:
        window.go_to(place)
        desktop.ask(lambda _: None)
        listen(place, window)
    for name, open_form in FORMS.items():
        open_form(window, window.runner)
        desktop.wait(lambda: window.findChildren(QDialog))
        for form in window.findChildren(QDialog):
            listen(name, form)
            bury(form)
    menus = (action.text() for _, action in window.actions_by_key)
    foreign.update(words for words in menus if FOREIGN[currency].search(words))
    assert not foreign, "\n".join(sorted(foreign))
