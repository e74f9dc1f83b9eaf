"""The smaller forms about a customer's debt: promise, dispute, plan, hold and note."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs
from collectdesk.gui.runner import Runner
from collectdesk.usecases.pages import customer_page
from collectdesk.usecases.plans import plan_rows
from collectdesk.usecases.promises import promise_rows
from tests.gui.dialogs.conftest import HARBOR
from tests.gui.dialogs.hands import save


def test_a_promise_starts_from_what_is_owed_and_is_kept(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_promise_form(host, runner, HARBOR))
    assert dialog.amount.amount() == 296_000  # past due without what is in dispute
    dialog.date.setText("fri")
    dialog.invoices.tick([1])
    assert dialog.amount.amount() == 122_000
    save(dialog, qtbot)
    promise = asked(promise_rows, HARBOR)[0]
    assert (promise.amount, promise.promised_for) == (122_000, date(2026, 4, 3))
    assert promise.invoices == ("INV-0001",)


def test_a_typed_amount_is_not_overwritten_by_a_tick(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_promise_form(host, runner, HARBOR))
    dialog.amount.selectAll()
    qtbot.keyClicks(dialog.amount, "500")
    dialog.invoices.tick([1])
    assert dialog.amount.amount() == 50_000


def test_a_promise_above_what_is_owed_is_refused_at_the_amount(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_promise_form(host, runner, HARBOR))
    dialog.amount.setText("1,000,000")
    dialog.save()
    qtbot.waitUntil(lambda: "is open there" in dialog.grid.error_text("promise_amount"))


def test_a_dispute_offers_the_undisputed_amount_of_its_invoice(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_dispute_form(host, runner, HARBOR, 3))
    assert dialog.amount.amount() == 174_000
    dialog.save()
    qtbot.waitUntil(lambda: bool(dialog.grid.error_text("dispute_reason")))
    dialog.reason.setCurrentIndex(1)
    save(dialog, qtbot)
    invoice = next(row for row in asked(customer_page, HARBOR).invoices if row.invoice_id == 3)
    assert invoice.disputed == 174_000


def test_a_dispute_out_of_a_short_payment_begins_with_what_that_said_is_wrong(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    payment = opened(lambda: dialogs.open_payment_form(host, runner, HARBOR))
    qtbot.waitUntil(lambda: bool(payment.lines.allocation.lines))
    payment.amount.set_amount(120_000)
    payment.short.setCurrentIndex(payment.short.findText("Damaged goods"))
    save(payment, qtbot)
    dialog = opened(lambda: dialogs.open_dispute_form(host, runner, HARBOR, 1))
    assert (dialog.reason.currentText(), dialog.amount.amount()) == ("Damaged goods", 2_000)
    dialog.invoice.setCurrentIndex(dialog.invoice.findData("3"))
    assert dialog.reason.currentText() == "Choose what is wrong"


def test_a_new_promise_tells_which_it_replaces(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    first = opened(lambda: dialogs.open_promise_form(host, runner, HARBOR))
    first.date.setText("2026-04-03")
    save(first, qtbot)
    second = opened(lambda: dialogs.open_promise_form(host, runner, HARBOR))
    second.date.setText("2026-04-08")
    qtbot.waitUntil(lambda: "replaces the promise of 3 Apr" in second.consequence.text())
    qtbot.waitUntil(lambda: "for the money until 13 Apr" in second.consequence.text())
    second.method.setCurrentIndex(second.method.findData("card"))
    qtbot.waitUntil(lambda: "for the money until 8 Apr" in second.consequence.text())


def test_a_plan_may_wait_for_its_signature(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_plan_form(host, runner, HARBOR))
    dialog.signed.setChecked(False)
    qtbot.waitUntil(lambda: "sets a follow-up" in dialog.consequence.text())
    dialog.cure_days.setText("10")
    save(dialog, qtbot)
    assert [plan.state for plan in asked(plan_rows, HARBOR)] == ["proposed"]


def test_a_plan_shows_its_schedule_before_it_is_agreed(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_plan_form(host, runner, HARBOR))
    dialog.invoices.tick([1])
    dialog.first.set_day(date(2026, 4, 30))
    dialog.instalments.setText("3")
    lines = ["$1,220.00 in all", "30 Apr:  $406.66", "30 May:  $406.66", "30 Jun:  $406.68"]
    qtbot.waitUntil(lambda: dialog.schedule.text().splitlines() == lines)
    assert dialog.schedule.amounts.alignment() & Qt.AlignmentFlag.AlignRight
    dialog.instalments.setText("0")
    qtbot.waitUntil(lambda: "from 1 to 60" in dialog.schedule.text())
    dialog.instalments.setText("2")
    save(dialog, qtbot)


def test_a_long_plan_is_told_in_few_lines(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_plan_form(host, runner, HARBOR))
    dialog.instalments.setText("60")
    qtbot.waitUntil(lambda: "48 more installments" in dialog.schedule.text())
    assert len(dialog.schedule.text().splitlines()) == 14


def test_a_hold_is_set_and_lifted(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_hold_form(host, runner, HARBOR))
    assert not dialog.until.isEnabled()
    dialog.hold.setCurrentIndex(2)
    dialog.until.setText("+14")
    dialog.reason.setText("Owner is in hospital")
    save(dialog, qtbot)
    assert asked(customer_page, HARBOR).head.hold == "no_contact"
    again = opened(lambda: dialogs.open_hold_form(host, runner, HARBOR))
    again.hold.setCurrentIndex(0)
    save(again, qtbot)
    assert asked(customer_page, HARBOR).head.hold == "none"


def test_a_note_is_in_the_history(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_note_form(host, runner, HARBOR))
    qtbot.keyClicks(dialog.text, "Daughter started college")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter makes a new line in a note"
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    history = asked(customer_page, HARBOR).history
    assert any("Daughter started college" in f"{row.rest}{row.detail}" for row in history)


def test_a_hold_keeps_its_reason_and_tells_what_follows(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_hold_form(host, runner, HARBOR))
    dialog.hold.setCurrentIndex(1)
    assert "refused unless you say why" in dialog.follows.text()
    area = dialog.findChild(QScrollArea)
    qtbot.waitUntil(lambda: not area.verticalScrollBar().maximum())
    dialog.reason.setText("over the limit since June")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    again = opened(lambda: dialogs.open_hold_form(host, runner, HARBOR))
    assert again.reason.text() == "over the limit since June"
    assert "ends with it" not in again.follows.text()
    again.hold.setCurrentIndex(2)
    told = "The hold “no new credit” (over the limit since June) ends with it"
    assert told in again.follows.text()
    assert "Undo" in again.follows.text()
    again.hold.setCurrentIndex(0)
    assert "ends with it" not in again.follows.text()
