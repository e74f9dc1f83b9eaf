"""Everything about one invoice in one place, and what can be done with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs
from collectdesk.gui.dialogs import dealings, dispute_steps
from collectdesk.gui.dialogs.invoice import InvoiceDialog
from collectdesk.gui.dialogs.paper import PaperDialog
from collectdesk.gui.runner import Runner
from collectdesk.gui.widgets.buttons import Button
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoice_rows import invoice_register
from collectdesk.usecases.invoices import IssueInvoice, issue_invoice
from collectdesk.usecases.payments import RecordPayment, record_payment

HARBOR = 1
FIRST, DISPUTED = 1, 2


@pytest.fixture
def paid_in_part(runner: Runner, qtbot: QtBot) -> None:
    """A cheque of 500.00 on the first invoice."""
    done: list[Any] = []
    payment = RecordPayment(
        HARBOR, 50_000, date(2026, 3, 20), "cheque", "2291", parts=((FIRST, 50_000),)
    )
    runner.do(record_payment, payment, then=done.append)
    qtbot.waitUntil(lambda: bool(done))


def _detail(host: QWidget, runner: Runner, opened: Any, invoice_id: int) -> Any:
    return opened(lambda: dialogs.open_invoice_detail(host, runner, invoice_id))


def _cell(table: Any, column: int, row: int = 0) -> str:
    return str(table.text(row, column))


def test_an_invoice_is_seen_with_its_payments(
    paid_in_part: None, host: QWidget, runner: Runner, opened: Any
) -> None:
    dialog = _detail(host, runner, opened, FIRST)
    assert dialog.facts.figures["Open"].accessibleName() == "Open: $720.00 90 d late"
    assert not dialog.facts.figures["Written off"].isVisible()
    assert [_cell(dialog.credits, column) for column in range(4)] == [
        "Payment",
        "2291",
        "20 Mar",
        "500.00",
    ]
    assert _cell(dialog.lines, 0) == "Goods as ordered"
    assert not dialog.void_button.isEnabled(), "something was paid on it"
    assert "credit note" in dialog.void_button.toolTip()


def test_a_returned_payment_is_owed_again_with_its_fee(
    paid_in_part: None, host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = _detail(host, runner, opened, FIRST)
    form = opened(dialog.return_payment)
    assert form.fee.amount() == 2_500
    words = "charges a returned-payment fee of $25.00"
    qtbot.waitUntil(lambda: words in form.consequence.text())
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: dialog.detail.row.balance == 122_000)
    assert _cell(dialog.credits, 0) == "Payment, returned"
    assert not dialog.return_button.isEnabled()
    assert 2_500 in [row.total for row in asked(invoice_register, "", "open")]


def test_voiding_needs_a_reason_and_tells_what_it_means(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = _detail(host, runner, opened, FIRST)
    form = opened(dialog.void_button.click)
    assert "$1,220.00 will no longer be owed" in form.lead.text()
    form.save()
    qtbot.waitUntil(lambda: "why it is void" in form.grid.error_text("reason"))
    form.reason.setText("Entered twice")
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: dialog.detail.row.lifecycle == "void")
    for button in (dialog.save_button, dialog.void_button, dialog.verification_button):
        assert not button.isEnabled()


def test_a_credit_note_lowers_what_is_open(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = _detail(host, runner, opened, FIRST)
    form = opened(dialog.credit_button.click)
    form.amount.setText("9,999")
    form.reason.setText("Price corrected")
    form.save()
    qtbot.waitUntil(lambda: "cannot be above" in form.grid.error_text("amount"))
    form.amount.setText("220")
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: dialog.detail.row.balance == 100_000)
    assert _cell(dialog.credits, 0) == "Credit note"


def test_a_write_off_lists_what_was_not_tried(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = _detail(host, runner, opened, FIRST)
    form = opened(dialog.write_off_button.click)
    assert "Not tried yet: a call since it was due, reminder" in form.lead.text()
    assert "a payment plan" in form.lead.text()
    form.reason.setText("Customer is gone")
    form.save()
    qtbot.waitUntil(lambda: "Not tried yet" in form.grid.error_text("anyway"))
    form.anyway.setChecked(True)
    assert not form.grid.error_text("anyway"), "the tick answers it"
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: dialog.detail.row.balance == 0)


def test_a_dispute_is_settled(host: QWidget, runner: Runner, opened: Any, qtbot: QtBot) -> None:
    dialog = _detail(host, runner, opened, DISPUTED)
    assert _cell(dialog.disputes, 0) == "Damaged goods. Two boxes wet"
    form = opened(dialog.settle_dispute)
    assert isinstance(form, dispute_steps.ResolveForm)
    form.save()
    qtbot.waitUntil(lambda: bool(form.grid.error_text("resolution")))
    form.resolution.setCurrentIndex(1)
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: dialog.detail.row.disputed == 0)
    assert _cell(dialog.disputes, 3) == "Replacement shipped"
    assert not dialog.settle_button.isEnabled()


def test_days_and_satisfaction_are_noted(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = _detail(host, runner, opened, FIRST)
    assert dialog.facts.sent.text() == "–"
    form = opened(dialog.mark_sent)
    form.on.setText("2025-12-02")
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: dialog.facts.sent.text() == "2 Dec 2025")
    dialog.facts.satisfaction.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.detail.satisfaction == "confirmed")


def test_a_day_ahead_is_refused_at_the_field(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = _detail(host, runner, opened, FIRST)
    form = opened(dialog.mark_delivered)
    form.on.setText("+5")
    form.save()
    qtbot.waitUntil(lambda: "future" in form.grid.error_text("on"))


def test_its_papers_are_opened_from_here(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = _detail(host, runner, opened, FIRST)
    paper = opened(dialog.save)
    assert isinstance(paper, PaperDialog)
    qtbot.waitUntil(lambda: paper.pane.page_count > 0)


def test_a_draft_is_gone_on_with_instead(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    new = opened(lambda: dialogs.open_invoice_form(host, runner, HARBOR))
    new.lines.setData(new.lines.index(0, 0), "Chair")
    with qtbot.waitSignal(new.saved):
        new.save_draft()
    draft = asked(invoice_register, "", "draft")[0]
    assert isinstance(_detail(host, runner, opened, draft.invoice_id), InvoiceDialog)


def test_each_step_of_a_dispute_has_a_key_of_its_own(
    host: QWidget, runner: Runner, opened: Any
) -> None:
    dialog = _detail(host, runner, opened, DISPUTED)
    pressed = [
        button.text().partition("&")[2][:1].lower() for button in dialog.findChildren(Button)
        if button.text() and button.property("kind") != "link"
    ]  # fmt: skip
    steps = (dialog.dispute_button, dialog.move_button, dialog.settle_button)
    for button in steps:
        key = button.text().partition("&")[2][:1].lower()
        assert key
        assert pressed.count(key) == 1


def test_a_dispute_goes_step_by_step_to_its_remedy(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = _detail(host, runner, opened, DISPUTED)
    form = opened(dialog.move_button.click)
    assert "Damaged goods, $2,400.00" in form.lead.text()
    form.remedy.setCurrentIndex(form.remedy.findData("credit"))
    assert form.next_step.text() == "Issue the credit note"
    assert form.state.currentText() == "A remedy is offered"
    form.remedy_on.setText("2026-04-02")
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: _cell(dialog.disputes, 3) == "Issue the credit note, 2 Apr")
    form = opened(dialog.settle_button.click)
    assert form.resolution.currentText() == "Credit note issued"
    qtbot.waitUntil(lambda: "How much is credited" in form.grid.error_text("credit"))
    form.credit.setText("400")
    qtbot.waitUntil(lambda: "leaves $2,000.00 open on INV-0002" in form.consequence.text())
    assert "gives until 7 Apr to pay what is left of it" in form.consequence.text()
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: dialog.detail.row.balance == 200_000)


def test_money_for_a_debt_that_was_written_off_is_a_recovery(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = _detail(host, runner, opened, FIRST)
    assert not dialog.recovery_button.isVisible()
    form = opened(dialog.write_off_button.click)
    form.reason.setText("Customer is gone")
    form.anyway.setChecked(True)
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(dialog.recovery_button.isVisible)
    shown = dialog.facts.figures
    assert shown["Paid and credited"].accessibleName() == "Paid and credited: $0.00"
    assert shown["Written off"].accessibleName() == "Written off: $1,220.00"
    form = opened(dialog.recovery_button.click)
    assert form.amount.amount() == 122_000
    form.amount.setText("1300")
    form.save()
    qtbot.waitUntil(lambda: "was written off" in form.grid.error_text("amount"))
    form.amount.setText("200")
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: dialog.needs.recoverable == 102_000)
    assert [_cell(dialog.credits, column, 1) for column in (0, 3)] == ["Recovery", "200.00"]
    assert shown["Paid and credited"].accessibleName() == "Paid and credited: $200.00"
    assert shown["Written off"].accessibleName() == "Written off: $1,020.00"


def test_what_is_on_account_is_offered_as_a_recovery(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = _detail(host, runner, opened, FIRST)
    payment = RecordPayment(dialog.detail.row.customer_id, 40_000, runner.today, parts=())
    form = opened(dialog.write_off_button.click)
    form.reason.setText("Customer is gone")
    form.anyway.setChecked(True)
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(dialog.recovery_button.isVisible)
    with qtbot.waitSignal(runner.changed):
        runner.do(record_payment, payment)
    qtbot.waitUntil(lambda: dialog.needs.held == 40_000)
    form = opened(dialog.recovery_button.click)
    assert (form.amount.amount(), form.method.currentText()) == (40_000, "$400.00 on account")
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: dialog.needs.recoverable == 82_000)
    assert dialog.needs.held == 0


def test_lists_without_anything_in_them_say_what_would_be_there(
    host: QWidget, runner: Runner, opened: Any
) -> None:
    dialog = _detail(host, runner, opened, FIRST)
    for table, told in (
        (dialog.credits, "Nothing was paid"),
        (dialog.disputes, "open a dispute"),
        (dialog.documents, "Nothing was printed"),
    ):
        assert told in table.accessibleDescription()
    dialog = _detail(host, runner, opened, DISPUTED)
    assert not dialog.disputes.accessibleDescription()


def test_what_is_paid_is_in_no_pay_run_any_more(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    customer = opened(lambda: dialogs.open_customer_form(host, runner, HARBOR))
    customer.pay_run.setText("every Fri")
    with qtbot.waitSignal(customer.saved):
        customer.save()
    line = LineForm("Gloves", price="10.00")
    form = InvoiceForm(customer_id=HARBOR, issue_date=runner.today, terms="net 30", lines=(line,))
    issued: list[Any] = []
    runner.do(issue_invoice, IssueInvoice(form, "agreed"), then=issued.append)
    qtbot.waitUntil(lambda: bool(issued))
    invoice_id = issued[0].result
    dialog = _detail(host, runner, opened, invoice_id)
    assert "For their run of" in dialog.lead.text()
    parts = ((invoice_id, 1_000),)
    runner.do(record_payment, RecordPayment(HARBOR, 1_000, runner.today, parts=parts))
    qtbot.waitUntil(lambda: not dialog.lead.text())
    assert not dialog.lead.isVisible()


def test_an_invoice_counts_as_sent_once_all_that_the_customer_asks_for_is_done(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    standard = opened(lambda: dealings.open_billing_standard(host, runner, HARBOR))
    standard.po_number.setChecked(True)
    standard.portal.setText("Ariba")
    with qtbot.waitSignal(standard.saved):
        standard.save()
    dialog = _detail(host, runner, opened, FIRST)
    form = opened(dialog.mark_sent)
    assert form.ticks["portal"].text() == "Uploaded to Ariba"
    form.save()
    qtbot.waitUntil(lambda: "uploaded to Ariba" in form._error_places["ticked"].text())
    assert dialog.detail.sent_on is None
    form.cancel_button.click()
    number = opened(dialog.note_order_number)
    number.number.setText("PO-7")
    with qtbot.waitSignal(number.saved):
        number.save()
    qtbot.waitUntil(lambda: dialog.facts.po_number.text() == "PO-7")
    form = opened(dialog.mark_sent)
    form.ticks["portal"].setChecked(True)
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: dialog.detail.sent_on == date(2026, 3, 31))


def test_a_discount_taken_too_late_is_seen_and_can_be_allowed(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    line = LineForm("Goods", "1", "each", "1000.00")
    form = InvoiceForm(
        customer_id=HARBOR, issue_date=date(2026, 3, 1), terms="2/10 net 30", lines=(line,)
    )
    results: list[Any] = []
    runner.do(issue_invoice, IssueInvoice(form), then=results.append)
    qtbot.waitUntil(lambda: bool(results))
    invoice_id = results[0].result
    payment = opened(lambda: dialogs.open_payment_form(host, runner, HARBOR))
    qtbot.waitUntil(lambda: bool(payment.lines.allocation.lines))
    payment.short.setCurrentIndex(payment.short.findData("SHORT_PAYMENT"))
    payment.amount.set_amount(50_000)
    with qtbot.waitSignal(payment.saved):
        payment.save()
    short = _detail(host, runner, opened, FIRST)
    assert "Paid short" in [row.label for row in short.needs.shorts]
    assert not short.discount_button.isVisible()
    late = opened(lambda: dialogs.open_payment_form(host, runner, HARBOR))
    qtbot.waitUntil(lambda: bool(late.lines.allocation.lines))
    late.dated.set_day(date(2026, 3, 20))
    late.amount.set_amount(98_000)
    for place, line in enumerate(late.lines.allocation.lines):
        late.lines.allocation.tick(place, line.item.invoice_id == invoice_id)
    late.lines.refresh()
    assert not late.allow_late.isVisible()
    number = next(ln.item.number for ln in late.lines.allocation.lines if ln.pays)
    open_rest = f"Leaves $20.00 of {number} open, a discount whose last day was Wed 11 Mar."
    qtbot.waitUntil(lambda: late.consequence.text() == open_rest)
    late.allow_late.setChecked(True)
    allowed = f"Pays {number} in full and grants $20.00 discount although it was taken too late."
    qtbot.waitUntil(lambda: late.consequence.text() == allowed)
    assert late.allow_late.isVisible()
    late.amount.set_amount(90_000)
    qtbot.waitUntil(late.allow_late.isHidden)
    assert not late.allow_late.isChecked()
    late.amount.set_amount(98_000)
    qtbot.waitUntil(late.allow_late.isVisible)
    with qtbot.waitSignal(late.saved):
        late.save()
    dialog = _detail(host, runner, opened, invoice_id)
    allow = opened(dialog.discount_button.click)
    allow.save()
    qtbot.waitUntil(lambda: "all the same" in allow.grid.error_text("reason"))
    allow.reason.setText("A day in the mail")
    with qtbot.waitSignal(allow.saved):
        allow.save()
    qtbot.waitUntil(lambda: dialog.detail.row.balance == 0)
