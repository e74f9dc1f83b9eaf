"""A copy of an invoice, alone or with a statement, asks only for what is true on its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from collectdesk.domain.papers import StatementPaper
from collectdesk.usecases.disputes import (
    NewDispute,
    OpenDispute,
    ResolveDispute,
    open_dispute,
    resolve_dispute,
)
from collectdesk.usecases.invoices import VoidInvoice, void_invoice
from collectdesk.usecases.papers import drawing, jobs
from collectdesk.usecases.papers.printing import PaperRequest
from collectdesk.usecases.papers.reprints import days_passed
from collectdesk.usecases.plans import MakePlan, make_plan
from collectdesk.usecases.ports import no_progress
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from tests.documents.reading import whole_text
from tests.usecases.conftest import Shop
from tests.usecases.drafting import paper_of


def test_a_statement_comes_with_copies_of_the_open_invoices(
    shop: Shop, late: tuple[int, int]
) -> None:
    paper = paper_of(shop, "statement", late[0], copies=True)
    assert isinstance(paper, StatementPaper)
    assert len(paper.copies) == 1
    assert not paper_of(shop, "statement", late[0]).copies


def test_a_copy_of_an_overdue_invoice_asks_for_no_payment_by_a_day_that_is_over(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, invoice = late
    due = "1 Mar 2026"
    copies = PaperRequest("statement", customer, month=date(2026, 3, 1), copies=True)
    for request in (copies, PaperRequest("invoice", invoice)):
        printed = whole_text(drawing.preview(shop.desk, (request,), no_progress).content)
        assert f"This was due on {due}. Please pay $1,000.00 now." in printed
        assert "Please pay by" not in printed
        assert f"by {due}" not in printed


def _in_a_plan(shop: Shop, customer: int, invoice: int) -> None:
    shop.do(make_plan, MakePlan(customer, (invoice,), 2, date(2026, 4, 10)))


def _disputed_in_part(shop: Shop, customer: int, invoice: int) -> None:
    shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, 30_000, "price")))


def _with_days_to_pay(shop: Shop, customer: int, invoice: int) -> None:
    _disputed_in_part(shop, customer, invoice)
    shop.do(resolve_dispute, ResolveDispute(1, "rejected"))


def _promised_in_part(shop: Shop, customer: int, _: int) -> None:
    promise = NewPromise(40_000, date(2026, 4, 10), "card")
    shop.do(make_promise, MakePromise(customer, promise))


@pytest.mark.parametrize(
    "rest", [_in_a_plan, _disputed_in_part, _with_days_to_pay, _promised_in_part]
)
def test_an_overdue_invoice_of_which_something_rests_does_not_ask_for_all_of_it_now(
    shop: Shop, late: tuple[int, int], rest: Callable[[Shop, int, int], None]
) -> None:
    customer, invoice = late
    rest(shop, customer, invoice)
    copies = PaperRequest("statement", customer, month=date(2026, 3, 1), copies=True)
    for request in (copies, PaperRequest("invoice", invoice)):
        printed = whole_text(drawing.preview(shop.desk, (request,), no_progress).content)
        assert "This was due on 1 Mar 2026, and $1,000.00 of it is open." in printed
        assert "Please pay $1,000.00 now" not in printed


def test_what_is_printed_again_is_as_it_was_and_a_day_in_it_that_has_passed_is_told(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, _ = late
    invoice = shop.invoice(customer, terms="net 30")
    issued = jobs.issue_one(shop.desk, PaperRequest("invoice", invoice), no_progress)
    before = drawing.document_pdf(shop.desk, issued, no_progress)
    assert shop.on("2026-04-30").desk.ask(days_passed, (issued,)) == {}
    assert shop.on("2026-05-01").desk.ask(days_passed, (issued,)) == {issued: date(2026, 4, 30)}
    assert drawing.document_pdf(shop.desk, issued, no_progress) == before


def test_a_statement_of_an_earlier_month_brings_no_copy_of_what_was_voided_since(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, invoice = late
    shop.invoice(customer, issued="2026-01-31")
    shop.do(void_invoice, VoidInvoice(invoice, "Entered twice"))
    paper = paper_of(shop, "statement", customer, month=date(2026, 2, 1), copies=True)
    assert len(paper.copies) == 1
    assert shop.shown(customer, invoice).number not in paper.copies[0].title


def test_a_months_statements_can_take_the_invoices_along(
    shop: Shop, late: tuple[int, int], tmp_path: Path
) -> None:
    run = jobs.WriteStatements(date(2026, 3, 1), tmp_path, copies=True)
    written = jobs.write_statements(shop.desk, run, no_progress)
    number = shop.shown(*late).number
    assert f"Invoice {number}" in whole_text(written.files[0].read_bytes())
