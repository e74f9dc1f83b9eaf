"""What waits beside the calls of the day is one click from today's list, and leads to its cure."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from collectdesk.domain.form_rows import OpenItemRow
from collectdesk.gui import theme
from collectdesk.gui.dialogs.hold import HoldDialog
from collectdesk.usecases.announced_holds import announced_holds
from collectdesk.usecases.credit import ApplicationForm, SaveApplication, save_application
from collectdesk.usecases.customers import CustomerForm, SaveCustomer, save_customer
from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import SaveDraft, save_draft
from collectdesk.usecases.pages import customer_page
from collectdesk.usecases.papers.printing import IssueDocuments, PaperRequest, issue_documents
from collectdesk.usecases.payments import RecordPayment, open_items, record_payment
from tests.gui.conftest import HARBOR, HOSTILE, MONDAY


def _do(desktop: Any, usecase: Any, command: Any) -> Any:
    done: list[Any] = []
    desktop.window.runner.do(usecase, command, then=done.append)
    desktop.wait(lambda: done)
    return done[0].result


def _items(desktop: Any, name: str) -> tuple[int, tuple[OpenItemRow, ...]]:
    desktop.show(name)
    customer_id = desktop.page.head.customer_id
    return customer_id, desktop.ask(open_items, customer_id)


@pytest.fixture
def waiting(desktop: Any) -> Any:
    """A dispute, a short payment, a delivered draft and a wish for credit wait."""
    customer_id, items = _items(desktop, HARBOR)
    dispute = NewDispute(items[0].invoice_id, 20_000, "damaged", "two boxes wet")
    _do(desktop, open_dispute, OpenDispute(customer_id, dispute))
    second = items[1].invoice_id
    short = RecordPayment(
        customer_id, 200_000, MONDAY, parts=((second, 200_000),), short_codes=((second, "price"),)
    )
    _do(desktop, record_payment, short)
    draft = InvoiceForm(
        customer_id=customer_id,
        lines=(LineForm("Mats", price="90.00"),),
        delivered_on=MONDAY - timedelta(11),
    )
    _do(desktop, save_draft, SaveDraft(draft))
    application = ApplicationForm(customer_id, asked_on=MONDAY, requested_limit=1_000_000)
    _do(desktop, save_application, SaveApplication(application))
    return desktop


def _rows(desktop: Any, key: str) -> list[Any]:
    place = desktop.place
    place.by.choose(key)
    desktop.wait(lambda: key in place._found)
    model = place.table.rows_model
    return [model.row_at(at) for at in range(model.rowCount())]


def _alerts(desktop: Any) -> dict[str, Any]:
    """The links of the line below today's list by their words."""
    links = desktop.window.desk.customers.alerts.links.values()
    return {link.text(): link for link in links if link.isVisible()}


def test_the_line_below_today_leads_to_what_nobody_would_look_for(waiting: Any) -> None:
    waiting.wait(lambda: _alerts(waiting))
    links = _alerts(waiting)
    assert list(links) == ["1 hardly asked", "1 not invoiced", "1 asks for credit"]
    links["1 not invoiced"].click()
    waiting.wait(lambda: waiting.place.by.key() == "not_invoiced")
    (hardly,) = _rows(waiting, "hardly_asked")
    assert (hardly.number, hardly.contacts) == ("INV-1042", 0)
    (delivered,) = _rows(waiting, "not_invoiced")
    assert delivered.days_lost == 11


def test_disputes_and_short_payments_of_all_customers_stand_with_their_next_step(
    waiting: Any,
) -> None:
    waiting.window.go_to("watch")
    (dispute,) = _rows(waiting, "disputes")
    assert (dispute.customer_name, dispute.amount, dispute.next_step) == (
        HARBOR,
        20_000,
        "Give a first answer",
    )
    (short,) = _rows(waiting, "short_payments")
    assert (short.open, short.label, short.days) == (40_000, "Price is wrong", 0)
    assert short.next_step == "Credit what is right, or open a dispute"
    waiting.show(HOSTILE)
    waiting.window.go_to("watch")
    waiting.place.table.picked.emit(short)
    waiting.wait(lambda: waiting.shown_name() == HARBOR)


def test_a_delivered_draft_is_opened_from_the_list_and_can_be_thrown_away(waiting: Any) -> None:
    waiting.window.go_to("watch:not_invoiced")
    waiting.wait(lambda: waiting.place.table.rows_model.rowCount() == 1)
    place = waiting.place
    place.table.choose(place.table.rows_model.row_at(0))
    assert waiting.window.actions_by_key["invoice.delete"].isEnabled()
    place.table.picked.emit(place.table.rows_model.row_at(0))
    waiting.wait(lambda: hasattr(QApplication.activeModalWidget(), "delete_button"))
    form: Any = QApplication.activeModalWidget()
    form.delete_button.click()
    waiting.wait(lambda: place.table.rows_model.rowCount() == 0)
    waiting.wait(lambda: place.empty.isVisible())
    waiting.window.runner.undo()
    waiting.wait(lambda: place.table.rows_model.rowCount() == 1)


def test_an_issued_invoice_cannot_be_deleted(desktop: Any) -> None:
    desktop.show(HARBOR)
    desktop.window.desk.customer.table.choose(desktop.page.invoices[0])
    assert desktop.window.scene.invoice_id is not None
    assert not desktop.window.actions_by_key["invoice.delete"].isEnabled()


def test_pay_runs_say_when_an_invoice_must_leave(desktop: Any) -> None:
    customer_id, _ = _items(desktop, HARBOR)
    form = CustomerForm(
        customer_id=customer_id, name=HARBOR, terms="Net 30", pay_run="every Thu, cut-off 3"
    )
    _do(desktop, save_customer, SaveCustomer(form))
    desktop.window.go_to("watch:pay_runs")
    desktop.wait(lambda: desktop.place.table.rows_model.rowCount() == 1)
    row = desktop.place.table.rows_model.row_at(0)
    assert (row.number, row.run.isoformat(), row.receive_by.isoformat()) == (
        "INV-1131",
        "2026-12-03",
        "2026-11-30",
    )
    assert (row.send_by.isoformat(), row.days_lost) == ("2026-11-25", 0)


def test_an_announced_hold_is_proposed_with_its_letter_and_put_with_one_click(
    desktop: Any,
) -> None:
    desktop.show(HARBOR)
    customer_id = desktop.page.head.customer_id
    letter = PaperRequest("notice", customer_id, stage="second", as_of=MONDAY - timedelta(20))
    _do(desktop, issue_documents, IssueDocuments((letter,)))
    desktop.wait(lambda: "1 hold to decide" in _alerts(desktop))
    desktop.window.go_to("watch")
    (held,) = _rows(desktop, "announced_holds")
    desktop.place.table.picked.emit(held)
    desktop.wait(_hold_forms)
    (form,) = _hold_forms()
    assert f"The {held.label} {held.notice}" in form.lead.text()
    assert (form.hold.currentIndex(), form.reason.text()) == (1, held.reason)
    form.save()
    desktop.wait(lambda: not desktop.ask(announced_holds))
    assert desktop.ask(customer_page, customer_id).head.hold == "no_credit"


def _hold_forms() -> list[HoldDialog]:
    forms = [one for one in QApplication.topLevelWidgets() if isinstance(one, HoldDialog)]
    return [one for one in forms if one.isVisible()]


def test_the_lists_can_be_told_apart_with_large_text_on_a_small_screen(
    desktop: Any, qapp: QApplication
) -> None:
    window = desktop.window
    window.resize(1280, 720)
    window.go_to("watch")
    place = window.place()
    desktop.wait(lambda: place.by.text("steps") != "Steps due")
    try:
        theme.wear(qapp, dark=True, scale=140)
        desktop.wait(lambda: place.by.width() >= place.by.sizeHint().width())
    finally:
        theme.wear(qapp, dark=False, scale=100)
