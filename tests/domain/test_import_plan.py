"""A file brought twice brings nothing; what an issued invoice says is never changed by a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from collectdesk.domain.customer_news import KnownCustomer
from collectdesk.domain.form_rows import ImportPreview, ImportProblem
from collectdesk.domain.import_plan import (
    ImportPlan,
    KnownInvoice,
    RowsRefused,
    describe_import,
    plan_import,
)
from collectdesk.domain.ledger_row import LedgerRow

ROW = LedgerRow(
    line=2,
    customer_number="C-1",
    customer_name="Acme",
    country="",
    invoice_number="0007",
    invoice_date=date(2013, 1, 2),
    due_date=date(2013, 2, 1),
    amount=5594,
    disputed=False,
    settled_on=None,
    delivery="",
    po_number="",
)
PAID = replace(ROW, settled_on=date(2013, 1, 31))
KNOWN = KnownInvoice(
    invoice_id=1,
    customer_id=1,
    customer_number="C-1",
    number="0007",
    lifecycle="issued",
    issue_date=date(2013, 1, 2),
    due_date=date(2013, 2, 1),
    total=5594,
    balance=5594,
    was_disputed=False,
)
CUSTOMER = KnownCustomer(1, "C-1", "Acme", "NET 30")


def planned(row: LedgerRow, known: KnownInvoice = KNOWN) -> ImportPlan:
    return plan_import([row], {"C-1": CUSTOMER}, {known.number: known})


def test_a_new_row_brings_customer_invoice_payment_and_dispute() -> None:
    plan = plan_import([replace(PAID, disputed=True)], {}, {})
    assert [customer.number for customer in plan.customers] == ["C-1"]
    assert (len(plan.invoices), plan.payments, plan.disputes) == (1, 1, 1)


def test_a_new_customer_takes_name_country_and_terms_from_its_rows() -> None:
    earlier = replace(ROW, invoice_date=date(2012, 1, 2), due_date=date(2012, 1, 17))
    latest = replace(ROW, invoice_number="8", customer_name="", country="DE")
    (customer,) = plan_import([latest, earlier], {}, {}).customers
    assert (customer.name, customer.country, customer.net_days) == ("Acme", "DE", 30)


def test_a_customer_without_a_name_goes_by_its_number() -> None:
    (customer,) = plan_import([replace(ROW, customer_name="")], {}, {}).customers
    assert customer.name == "C-1"


@pytest.mark.parametrize("row", [ROW, replace(ROW, due_date=None)])
def test_a_known_row_brings_nothing(row: LedgerRow) -> None:
    plan = planned(row)
    assert (plan.invoices, plan.paid, plan.disputed, plan.problems) == ((), (), (), ())
    assert plan.already_here == 1


def test_an_open_invoice_that_is_paid_now_gets_its_payment() -> None:
    plan = planned(PAID)
    assert plan.paid == ((KNOWN, PAID),)
    assert plan.already_here == 0


@pytest.mark.parametrize(
    "known",
    [
        replace(KNOWN, balance=0),
        replace(KNOWN, balance=0, lifecycle="void"),
        replace(KNOWN, returned_on=frozenset([date(2013, 1, 31)])),
    ],
)
def test_a_payment_is_not_brought_twice_nor_after_the_bank_returned_it(
    known: KnownInvoice,
) -> None:
    plan = planned(PAID, known)
    assert (plan.paid, plan.already_here, plan.problems) == ((), 1, ())


def test_a_dispute_is_brought_once() -> None:
    disputed = replace(ROW, disputed=True)
    assert planned(disputed).disputed == ((KNOWN, disputed),)
    assert planned(disputed, replace(KNOWN, was_disputed=True)).already_here == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (replace(ROW, amount=1), "with another amount"),
        (replace(ROW, customer_number="C-2"), "with another customer"),
        (replace(ROW, invoice_date=date(2013, 1, 3)), "with another invoice date"),
        (replace(ROW, due_date=date(2013, 2, 2)), "with another due date"),
        (
            replace(ROW, amount=1, due_date=date(2013, 2, 2)),
            "with another amount and another due date",
        ),
    ],
)
def test_a_row_that_tells_otherwise_than_the_book_is_a_problem(row: LedgerRow, words: str) -> None:
    (problem,) = planned(row).problems
    assert problem.line == 2
    assert words in problem.reason


def test_a_draft_of_the_same_number_is_a_problem() -> None:
    assert "is a draft" in planned(ROW, replace(KNOWN, lifecycle="draft")).problems[0].reason


def preview(**values: Any) -> ImportPreview:
    base = ImportPreview(
        file_name="ledger.csv", columns=(), mapping={}, date_order="MDY", rows_read=3,
        new_customers=0, new_invoices=0, new_payments=0, new_disputes=0, already_here=3, total=0,
    )  # fmt: skip
    return replace(base, **values)


def test_the_owner_is_told_what_came_in() -> None:
    assert "already in the book. Nothing was changed" in describe_import(preview())
    some = preview(new_customers=1, new_invoices=2, already_here=1)
    assert describe_import(some) == (
        "ledger.csv would bring 1 new customer and 2 invoices."
        " 1 row would bring nothing new. Nothing was changed."
    )
    assert describe_import(replace(some, imported=True, already_here=0)) == (
        "Imported from ledger.csv: 1 new customer and 2 invoices."
    )


def test_refused_rows_are_counted_and_the_first_is_told() -> None:
    problems = (ImportProblem(5, "First."), ImportProblem(5, "Second."), ImportProblem(9, "Third."))
    refused = RowsRefused(preview(problems=problems))
    assert str(refused).startswith(
        "2 rows of ledger.csv cannot come in, so nothing was imported. Line 5: First."
    )
    assert refused.preview.problems == problems
