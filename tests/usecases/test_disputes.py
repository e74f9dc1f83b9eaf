"""What is disputed is not chased; once it is settled, the chase resumes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.store import rows
from collectdesk.usecases.disputes import (
    NewDispute,
    OpenDispute,
    ResolveDispute,
    dispute_rows,
    open_dispute,
    resolve_dispute,
)
from collectdesk.usecases.papers.notices import notices_due
from collectdesk.usecases.payments import IssueCreditNote, issue_credit_note
from tests.usecases.conftest import Shop


def overdue(shop: Shop) -> tuple[int, int]:
    customer = shop.customer("Bluebird Landscaping")
    return customer, shop.invoice(customer, "1,000.00", "2026-01-30")


def disputed(shop: Shop, customer: int, invoice: int, amount: int, **facts: Any) -> int:
    dispute = NewDispute(invoice, amount, "damaged", **facts)
    return int(shop.do(open_dispute, OpenDispute(customer, dispute)))


def test_a_wholly_disputed_customer_rests_until_the_step_is_due(shop: Shop) -> None:
    customer, invoice = overdue(shop)
    disputed(shop, customer, invoice, 100_000, next_step="replacement to ship")
    assert shop.place(customer)[0] == "resting"
    # An answer is owed within two business days: on Thursday.
    assert shop.on("2026-04-02").place(customer) == (
        "today",
        "Dispute open 2 days: replacement to ship",
    )


def test_only_the_undisputed_part_is_asked_for(shop: Shop) -> None:
    customer, invoice = overdue(shop)
    disputed(shop, customer, invoice, 30_000)
    page = shop.page(customer)
    assert page.console.suggested_amount == 70_000
    assert page.console.warnings == ("$300.00 is in dispute: ask only for the rest.",)
    assert shop.place(customer)[0] == "today"


def test_where_all_is_disputed_no_rest_is_asked_for(shop: Shop) -> None:
    customer, invoice = overdue(shop)
    disputed(shop, customer, invoice, 100_000)
    console = shop.page(customer).console
    (warning,) = console.warnings
    assert warning == "$1,000.00 is in dispute: that is all, so ask for no payment."
    assert "$0" not in console.opening


def test_no_more_can_be_disputed_than_is_open(shop: Shop) -> None:
    customer, invoice = overdue(shop)
    disputed(shop, customer, invoice, 60_000)
    with pytest.raises(InvalidInput, match=r"\$400.00"):
        disputed(shop, customer, invoice, 40_001)


def test_a_credit_note_for_the_disputed_part_leaves_no_more_disputed_than_is_open(
    shop: Shop,
) -> None:
    customer, invoice = overdue(shop)
    disputed(shop, customer, invoice, 100_000)
    shop.do(issue_credit_note, IssueCreditNote(invoice, 30_000, "two pallets credited"))
    row = shop.shown(customer, invoice)
    assert (row.balance, row.disputed) == (70_000, 70_000)


def test_a_settled_dispute_gives_a_week_and_then_asks_again(shop: Shop) -> None:
    customer, invoice = overdue(shop)
    dispute = disputed(shop, customer, invoice, 100_000)
    shop.on("2026-04-01").do(
        resolve_dispute, ResolveDispute(dispute, "replacement_shipped", "new pallet")
    )
    assert shop.shown(customer, invoice).disputed == 0
    place, reason = shop.on("2026-04-08").place(customer)
    assert place == "today"
    assert reason.endswith("dispute settled, payment due again")
    with pytest.raises(InvalidInput, match="settled already"):
        shop.do(resolve_dispute, ResolveDispute(dispute, "rejected"))


def test_a_sum_that_is_disputed_again_within_its_days_to_pay_is_held_back_once(shop: Shop) -> None:
    customer, invoice = overdue(shop)
    first = disputed(shop, customer, invoice, 40_000)
    shop.on("2026-04-01").do(resolve_dispute, ResolveDispute(first, "replacement_shipped"))
    again = disputed(shop.on("2026-04-02"), customer, invoice, 30_000)
    asked = {"2026-04-02": 60_000, "2026-04-08": 60_000, "2026-04-09": 70_000}
    for day, amount in asked.items():
        (notice,) = shop.on(day).desk.ask(notices_due)
        assert (notice.amount, shop.page(customer).console.suggested_amount) == (amount, amount)
        assert "payment due again" not in shop.place(customer)[1], "some of it is disputed"
    shop.do(resolve_dispute, ResolveDispute(again, "rejected"))
    (notice,) = shop.on("2026-04-10").desk.ask(notices_due)
    assert notice.amount == 70_000
    assert shop.on("2026-04-16").place(customer)[1].endswith("payment due again")


def test_one_dispute_takes_its_sum_once_from_several_that_were_settled(shop: Shop) -> None:
    """300 and 200 have their days to pay; 400 disputed again leave 100 of them, until the last."""
    customer, invoice = overdue(shop)
    first, second = (disputed(shop, customer, invoice, amount) for amount in (30_000, 20_000))
    shop.on("2026-04-01").do(resolve_dispute, ResolveDispute(first, "rejected"))
    shop.on("2026-04-02").do(resolve_dispute, ResolveDispute(second, "rejected"))
    disputed(shop.on("2026-04-03"), customer, invoice, 40_000)
    for day, amount in {"2026-04-03": 50_000, "2026-04-09": 50_000, "2026-04-10": 60_000}.items():
        assert shop.on(day).page(customer).console.suggested_amount == amount


def test_what_was_credited_after_it_was_disputed_again_gives_no_further_days(shop: Shop) -> None:
    customer, invoice = overdue(shop)
    first = disputed(shop, customer, invoice, 40_000)
    shop.on("2026-04-01").do(resolve_dispute, ResolveDispute(first, "replacement_shipped"))
    again = disputed(shop.on("2026-04-02"), customer, invoice, 40_000)
    shop.do(resolve_dispute, ResolveDispute(again, "credit_issued", credit=40_000))
    assert shop.page(customer).console.suggested_amount == 60_000


def test_no_courtesy_call_is_due_about_what_was_settled_until_the_day_to_pay_it(shop: Shop) -> None:
    customer, invoice = overdue(shop)
    dispute = disputed(shop, customer, invoice, 100_000)
    shop.on("2026-04-01").do(resolve_dispute, ResolveDispute(dispute, "rejected"))
    for day in ("2026-04-01", "2026-04-07"):
        told = ("resting", "Dispute settled: to be paid by Wed 8 Apr")
        assert shop.on(day).place(customer) == told
    assert shop.on("2026-04-08").place(customer)[1].endswith("payment due again")


def test_no_courtesy_call_is_due_about_what_was_settled_and_is_not_due_yet(shop: Shop) -> None:
    """Sent on 1 March; the call would be due from 31 March on."""
    called, settled = (shop.customer(name) for name in ("Called", "Settled"))
    shop.invoice(called, "1,000.00", "2026-03-01", "net 60")
    invoice = shop.invoice(settled, "1,000.00", "2026-03-01", "net 60")
    dispute = disputed(shop, settled, invoice, 100_000)
    shop.do(resolve_dispute, ResolveDispute(dispute, "rejected"))
    shop.on("2026-04-02")
    assert "courtesy call" in shop.place(called)[1]
    assert "courtesy call" not in shop.place(settled)[1]


@pytest.mark.parametrize(
    ("amount", "reason", "field"),
    [(0, "damaged", "dispute_amount"), (1_000, "sunspots", "dispute_reason")],
)
def test_a_dispute_needs_an_amount_and_a_known_reason(
    shop: Shop, amount: int, reason: str, field: str
) -> None:
    customer, invoice = overdue(shop)
    with pytest.raises(InvalidInput) as refused:
        shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, amount, reason)))
    assert refused.value.field == field


def test_a_dispute_told_on_the_telephone_leaves_its_own_step_and_no_second_one(
    shop: Shop,
) -> None:
    customer, invoice = overdue(shop)
    dispute = NewDispute(invoice, 100_000, "damaged", next_step="replacement to ship",
                         next_on=date(2026, 4, 20))  # fmt: skip
    shop.call(customer, "wrong", spoke_to="Joanna", direction="in", dispute=dispute)
    # Five business days later an overdue customer would be called again; this one rests.
    assert shop.on("2026-04-07").place(customer)[0] == "resting"


def test_a_credit_note_for_all_that_is_open_settles_the_dispute(shop: Shop) -> None:
    customer, invoice = overdue(shop)
    disputed(shop, customer, invoice, 40_000)
    balance = shop.balance(customer, invoice)
    shop.do(issue_credit_note, IssueCreditNote(invoice, balance, "all of it was wrong"))
    assert shop.desk.ask(dispute_rows, customer) == ()
    (kept,) = shop.desk.ask(lambda work: rows.DISPUTES.find(work.db, invoice_id=invoice))
    assert kept["resolution"] == "credit_issued", "the customer withdrew nothing"


def test_of_a_dispute_is_told_what_is_still_open(shop: Shop) -> None:
    customer, invoice = overdue(shop)
    disputed(shop, customer, invoice, 40_000)
    shop.pay(customer, shop.balance(customer, invoice) - 10_000, invoice)
    (row,) = shop.desk.ask(dispute_rows, customer)
    assert row.amount == shop.shown(customer, invoice).disputed == 10_000


def settled(shop: Shop, dispute: int, how: str = "rejected", credit: int = 0) -> None:
    shop.do(resolve_dispute, ResolveDispute(dispute, how, credit=credit))


def asked(shop: Shop, customer: int) -> int:
    """What a call asks for, which is what a notice does."""
    (notice,) = shop.desk.ask(notices_due)
    assert shop.page(customer).console.suggested_amount == notice.amount
    return notice.amount


def test_of_two_disputes_settled_on_a_day_a_credit_for_one_leaves_the_other_its_days(
    shop: Shop,
) -> None:
    customer, invoice = overdue(shop)
    credited = disputed(shop, customer, invoice, 60_000)
    rejected = disputed(shop, customer, invoice, 30_000)
    settled(shop, credited, "credit_issued", 60_000)
    settled(shop, rejected)
    assert shop.balance(customer, invoice) == 40_000
    assert asked(shop, customer) == 10_000
    assert asked(shop.on("2026-04-08"), customer) == 40_000


def test_of_two_disputes_settled_on_a_day_with_days_of_their_own_each_keeps_its_credit(
    shop: Shop,
) -> None:
    customer, invoice = overdue(shop)
    first = disputed(shop, customer, invoice, 40_000)
    second = disputed(shop, customer, invoice, 30_000)
    soon = ResolveDispute(first, "price_corrected", credit=25_000, resumes_on=date(2026, 4, 2))
    shop.do(resolve_dispute, soon)
    settled(shop, second)
    assert asked(shop, customer) == 30_000  # of 750.00 rest 150.00 until Thursday, and 300.00
    assert asked(shop.on("2026-04-03"), customer) == 45_000


@pytest.mark.parametrize("opened_first", [True, False])
def test_a_second_problem_told_on_the_day_the_first_is_settled_takes_none_of_its_days(
    shop: Shop, opened_first: bool
) -> None:
    customer, invoice = overdue(shop)
    first = disputed(shop, customer, invoice, 40_000)
    shop.on("2026-04-01")
    if opened_first:
        disputed(shop, customer, invoice, 30_000)
    settled(shop, first)
    if not opened_first:  # some of what was just settled is disputed again, and held back once
        disputed(shop, customer, invoice, 30_000)
    assert asked(shop, customer) == (30_000 if opened_first else 60_000)


@pytest.mark.parametrize(
    ("how", "noted", "left"),
    [
        ("credit_issued", 40_000, 0),
        ("credit_issued", 25_000, 15_000),
        ("price_corrected", 25_000, 15_000),
    ],
)
def test_a_credit_note_of_an_earlier_day_leaves_no_days_for_what_it_settled(
    shop: Shop, how: str, noted: int, left: int
) -> None:
    customer, invoice = overdue(shop)
    dispute = disputed(shop, customer, invoice, 40_000)
    shop.on("2026-04-01").do(issue_credit_note, IssueCreditNote(invoice, noted, "two boxes"))
    settled(shop.on("2026-04-02"), dispute, how)
    assert asked(shop, customer) == 60_000
    told = shop.on("2026-04-09").place(customer)[1]
    assert told.endswith("payment due again") == bool(left)
    assert asked(shop.on("2026-04-10"), customer) == 60_000 + left


def test_a_credit_note_for_something_else_takes_no_days_from_what_was_settled_that_day(
    shop: Shop,
) -> None:
    customer, invoice = overdue(shop)
    goodwill = IssueCreditNote(invoice, 10_000, "Goodwill")
    shop.do(issue_credit_note, goodwill)
    dispute = disputed(shop, customer, invoice, 40_000)
    settled(shop, dispute, "POD_supplied")
    assert asked(shop, customer) == 50_000
    shop.do(issue_credit_note, goodwill)
    assert asked(shop, customer) == 40_000


def test_the_list_gives_days_to_pay_only_to_what_has_them(shop: Shop) -> None:
    customer, invoice = overdue(shop)
    first = disputed(shop, customer, invoice, 40_000)
    settled(shop.on("2026-04-01"), first)
    assert [pill.text for pill in shop.shown(customer, invoice).pills] == ["Pay by 8 Apr"]
    disputed(shop.on("2026-04-02"), customer, invoice, 40_000)
    assert [pill.text for pill in shop.shown(customer, invoice).pills] == ["Partly disputed"]
