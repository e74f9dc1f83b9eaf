"""Recording a payment: what it pays is seen in words before it is saved, and saved as seen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from collectdesk.domain.form_rows import OpenItemRow
from collectdesk.domain.payment_spread import PaymentSpread
from collectdesk.gui import dialogs
from collectdesk.gui.dialogs.allocation_table import INVOICE, PAYS, THEN, AllocationModel
from collectdesk.gui.runner import Runner
from collectdesk.usecases.calls import LogCall, log_call
from collectdesk.usecases.payments import open_items

HARBOR = 1
DAY = date(2026, 3, 1)
ALT = Qt.KeyboardModifier.AltModifier


def _item(invoice_id: int, balance: int, disputed: int = 0) -> OpenItemRow:
    return OpenItemRow(invoice_id, f"INV-{invoice_id}", DAY, DAY, 10, balance, disputed)


ITEMS = (_item(1, 122_000), _item(2, 240_000, 240_000), _item(3, 174_000))


def test_the_table_keeps_the_rules_of_qt_models(qtmodeltester: ModelTester) -> None:
    model = AllocationModel("USD", DAY)
    model.show(PaymentSpread(ITEMS, "USD", 200_000))
    qtmodeltester.check(model)
    model.move(0, 2)
    qtmodeltester.check(model)


def test_dragging_a_line_above_another_pays_it_first() -> None:
    model = AllocationModel("USD", DAY)
    model.show(PaymentSpread(ITEMS, "USD", 200_000))
    carried = model.mimeData([model.index(2, INVOICE)])
    action = Qt.DropAction.MoveAction
    removed_by_view = model.dropMimeData(carried, action, 0, 0, QModelIndex())
    assert not removed_by_view
    assert model.allocation.parts == ((3, 174_000), (1, 26_000))


@pytest.fixture
def payment(host: QWidget, runner: Runner, opened: Any, qtbot: QtBot) -> Any:
    """The payment form of Harbor Point Dental, whose second invoice is disputed."""
    dialog = opened(lambda: dialogs.open_payment_form(host, runner, HARBOR))
    qtbot.waitUntil(lambda: dialog.lines.rowCount() == 4)
    return dialog


def _type_amount(qtbot: QtBot, dialog: Any, text: str) -> None:
    dialog.amount.clear()
    qtbot.keyClicks(dialog.amount, text)


def test_consequences_are_told_while_typing(payment: Any, qtbot: QtBot) -> None:
    _type_amount(qtbot, payment, "1,500")
    words = payment.consequence.text()
    assert words == "Pays INV-0001 in full and leaves $1,460.00 of INV-0003 open."
    assert payment.lines.index(0, THEN).data() == "paid in full"


def test_a_promise_that_the_payment_keeps_is_told(
    host: QWidget, runner: Runner, payment: Any, opened: Any, qtbot: QtBot
) -> None:
    promise = opened(lambda: dialogs.open_promise_form(host, runner, HARBOR))
    promise.amount.setText("1500")
    promise.date.setText("today")
    with qtbot.waitSignal(promise.saved):
        promise.save()
    _type_amount(qtbot, payment, "1500")
    qtbot.waitUntil(lambda: payment.further.text() == "It also keeps the promise of 31 Mar.")


def test_a_follow_up_that_the_payment_closes_is_told(
    runner: Runner, payment: Any, qtbot: QtBot
) -> None:
    call = LogCall(HARBOR, "voicemail", next_on=date(2026, 4, 1))
    with qtbot.waitSignal(runner.changed):
        runner.do(log_call, call)
    _type_amount(qtbot, payment, "10000")
    qtbot.waitUntil(lambda: payment.further.text() == "It also closes one follow-up.")


def test_a_few_cents_short_are_told_to_be_written_off_unless_a_reason_is_chosen(
    payment: Any, qtbot: QtBot
) -> None:
    _type_amount(qtbot, payment, "1219.60")
    written_off = "Pays INV-0001 in full and writes off the missing $0.40."
    qtbot.waitUntil(lambda: payment.consequence.text() == written_off)
    assert payment.lines.index(0, THEN).data() == "paid, 0.40 written off"
    assert payment.further.text() == ""
    payment.short.setCurrentIndex(payment.short.findText("Damaged goods"))
    qtbot.waitUntil(lambda: payment.consequence.text() == "Leaves $0.40 of INV-0001 open.")
    assert payment.lines.index(0, THEN).data() == "0.40 stays open"


def test_every_reason_why_less_was_paid_can_be_told_from_the_others(payment: Any) -> None:
    offered = [payment.short.itemText(place) for place in range(payment.short.count())]
    assert len(set(offered)) == len(offered)
    assert offered[:2] == ["Part payment, nothing to ask", "Short, and they did not say why"]


def test_the_order_is_changed_with_alt_and_the_arrows(payment: Any, qtbot: QtBot) -> None:
    _type_amount(qtbot, payment, "1500")
    payment.table.setCurrentIndex(payment.lines.index(2, 0))
    for _ in range(2):
        qtbot.keyClick(payment.table, Qt.Key.Key_Up, ALT)
    assert payment.lines.index(0, INVOICE).data() == "INV-0003"
    assert payment.consequence.text() == "Leaves $240.00 of INV-0003 open."


def test_space_leaves_an_invoice_out(payment: Any, qtbot: QtBot) -> None:
    _type_amount(qtbot, payment, "1500")
    payment.table.setCurrentIndex(payment.lines.index(0, 0))
    qtbot.keyClick(payment.table, Qt.Key.Key_Space)
    assert payment.lines.index(0, PAYS).data() == "–"
    assert payment.consequence.text() == "Leaves $240.00 of INV-0003 open."


def test_digits_on_a_line_set_its_amount(payment: Any, qtbot: QtBot) -> None:
    _type_amount(qtbot, payment, "1500")
    payment.table.setCurrentIndex(payment.lines.index(0, 0))
    qtbot.keyClick(payment.table, Qt.Key.Key_2)
    editor = payment.table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "00")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: payment.lines.index(0, PAYS).data() == "200.00")
    assert payment.lines.index(0, THEN).data() == "1,020.00 stays open"


def test_an_amount_that_cannot_be_is_refused_in_words(payment: Any, qtbot: QtBot) -> None:
    _type_amount(qtbot, payment, "1500")
    payment.lines.setData(payment.lines.index(0, PAYS), "5000")
    assert payment.lines.index(0, PAYS).data() == "1,220.00"
    shown = [each for each in payment.findChildren(QWidget) if each.property("role") == "error"]
    assert any(
        "INV-0001 has $1,220.00 open" in each.text() for each in shown if not each.isHidden()
    )


def test_the_payment_is_saved_as_it_was_shown(payment: Any, asked: Any, qtbot: QtBot) -> None:
    _type_amount(qtbot, payment, "1500")
    qtbot.keyClicks(payment.reference, "2291")
    with qtbot.waitSignal(payment.saved):
        qtbot.keyClick(payment.amount, Qt.Key.Key_Return)
    balances = {item.number: item.balance for item in asked(open_items, HARBOR)}
    assert balances == {"INV-0002": 240_000, "INV-0003": 146_000, "INV-0004": 156_000}


def test_a_receipt_is_shown_where_it_is_wanted(payment: Any, opened: Any, qtbot: QtBot) -> None:
    _type_amount(qtbot, payment, "1500")
    payment.receipt.setChecked(True)
    paper = opened(payment.save)
    qtbot.waitUntil(lambda: paper.pane.page_count == 1)
    assert paper.windowTitle() == "Receipt"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("12,", "Type the amount"),
        ("12x", "“12x” is not an amount"),
        ("-5", "above zero"),
    ],
)
def test_what_an_amount_lacks_is_told_while_it_is_typed(
    payment: Any, qtbot: QtBot, typed: str, told: str
) -> None:
    _type_amount(qtbot, payment, "100")
    _type_amount(qtbot, payment, typed)
    assert told in payment.consequence.text()


def test_a_payment_without_an_amount_is_refused_at_the_field(payment: Any, qtbot: QtBot) -> None:
    payment.save()
    assert "Type an amount" in payment.grid.error_text("amount")
    assert payment.isVisible()


def test_a_payment_dated_ahead_is_refused_and_nothing_is_lost(payment: Any, qtbot: QtBot) -> None:
    _type_amount(qtbot, payment, "1500")
    payment.dated.setText("2027-01-01")
    payment.save()
    qtbot.waitUntil(lambda: "future" in payment.grid.error_text("dated"))
    assert payment.amount.amount() == 150_000


def test_the_customer_is_found_by_typing(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_payment_form(host, runner, None))
    assert dialog.consequence.text() == "Choose a customer to see the open invoices."
    qtbot.keyClicks(dialog.customer, "harb")
    qtbot.waitUntil(lambda: dialog.customer.offered() == ("Harbor Point Dental",))
    dialog.customer.take(0)
    qtbot.waitUntil(lambda: dialog.lines.rowCount() == 4)
    assert dialog.customer.customer_id() == HARBOR


def test_without_a_customer_the_form_says_so(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_payment_form(host, runner, None))
    qtbot.keyClicks(dialog.amount, "12")
    dialog.save()
    assert "Choose the customer" in dialog.grid.error_text("customer_id")


@pytest.mark.parametrize(
    ("typed", "told"),
    [("Ridge", "No customer fits “Ridge”."), ("i", "More than one customer fits “i”.")],
)
def test_why_a_typed_name_is_no_customer_is_told(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, typed: str, told: str
) -> None:
    dialog = opened(lambda: dialogs.open_payment_form(host, runner, None))
    qtbot.keyClicks(dialog.customer, typed)

    def is_told() -> bool:
        dialog.save()
        return str(dialog.grid.error_text("customer_id")).startswith(told)

    qtbot.waitUntil(is_told)
