"""A dispute goes from opening to remedy to settlement, and its part has a week to pay then."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases.consequences import consequences
from collectdesk.usecases.disputes import (
    DisputeRow,
    MoveDispute,
    NewDispute,
    OpenDispute,
    ResolveDispute,
    dispute_rows,
    move_dispute,
    open_dispute,
    resolve_dispute,
)
from collectdesk.usecases.invoice_detail import invoice_detail
from collectdesk.usecases.invoices import (
    MarkDelivered,
    SetSatisfaction,
    mark_delivered,
    set_satisfaction,
)
from collectdesk.usecases.payments import IssueCreditNote, issue_credit_note
from collectdesk.usecases.plans import MakePlan, make_plan
from tests.usecases.conftest import Shop


def disputed(shop: Shop, amount: int = 40_000) -> tuple[int, int, int]:
    """1,000.00 due on 1 March, ``amount`` of it disputed."""
    customer = shop.customer("Bluebird Landscaping")
    invoice = shop.invoice(customer, "1,000.00", "2026-01-30")
    dispute = NewDispute(invoice, amount, "damaged", note="two pallets wet")
    return customer, invoice, int(shop.do(open_dispute, OpenDispute(customer, dispute)))


def row_of(shop: Shop) -> DisputeRow:
    return shop.desk.ask(dispute_rows)[0]


def test_a_new_dispute_is_owed_an_answer_in_two_business_days(shop: Shop) -> None:
    disputed(shop)
    row = row_of(shop)
    assert (row.state, row.next_on, row.next_step) == (
        "open",
        date(2026, 4, 2),
        "Give a first answer",
    )
    assert row.next_states == ("investigating", "offered", "resolved")


def test_an_offered_remedy_becomes_the_next_step_on_its_day(shop: Shop) -> None:
    customer, _, dispute = disputed(shop, 100_000)
    shop.do(move_dispute, MoveDispute(dispute, "investigating", note="asked the carrier"))
    offer = MoveDispute(dispute, "offered", remedy="replacement", remedy_on=date(2026, 4, 8))
    shop.do(move_dispute, offer)
    row = row_of(shop)
    assert (row.state, row.next_step, row.next_on, row.remedy) == (
        "offered",
        "Ship the replacement",
        date(2026, 4, 8),
        "replacement",
    )
    assert row.note == "two pallets wet\nasked the carrier"
    assert row.suggested_resolution == "replacement_shipped"
    assert shop.place(customer)[0] == "resting"
    assert shop.on("2026-04-08").place(customer) == (
        "today",
        "Dispute open 8 days: Ship the replacement",
    )


def test_a_next_step_can_be_moved_without_a_new_state(shop: Shop) -> None:
    _, _, dispute = disputed(shop)
    command = MoveDispute(dispute, next_step="Call the carrier", next_on=date(2026, 4, 9))
    shop.do(move_dispute, command)
    row = row_of(shop)
    assert (row.state, row.next_step, row.next_on) == (
        "open",
        "Call the carrier",
        date(2026, 4, 9),
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"state": "resolved"}, "state"),
        ({"state": "angry"}, "state"),
        ({"remedy": "flowers"}, "remedy"),
        ({"next_on": date(2026, 3, 30)}, "next_on"),
        ({"remedy_on": date(2026, 3, 30)}, "remedy_on"),
    ],
)
def test_a_step_that_cannot_be_is_refused(shop: Shop, facts: dict[str, Any], field: str) -> None:
    _, _, dispute = disputed(shop)
    with pytest.raises(InvalidInput) as refused:
        shop.do(move_dispute, MoveDispute(dispute, **facts))
    assert refused.value.field == field


def test_a_dispute_does_not_go_back_to_open(shop: Shop) -> None:
    _, _, dispute = disputed(shop)
    shop.do(move_dispute, MoveDispute(dispute, "offered", remedy="repair"))
    with pytest.raises(InvalidInput, match="offered already"):
        shop.do(move_dispute, MoveDispute(dispute, "open"))


def test_a_settled_part_rests_for_a_week_and_the_undisputed_is_asked_for(shop: Shop) -> None:
    customer, _, dispute = disputed(shop)
    told = shop.desk.ask(
        consequences, resolve_dispute, ResolveDispute(dispute, "replacement_shipped")
    )
    assert told.sentence == (
        "This settles one dispute, gives until 7 Apr to pay what is left of it"
        " and sets a follow-up for 7 Apr."
    )
    shop.do(resolve_dispute, ResolveDispute(dispute, "replacement_shipped"))
    assert shop.page(customer).console.suggested_amount == 60_000
    assert shop.on("2026-04-07").page(customer).console.suggested_amount == 60_000
    assert shop.on("2026-04-08").page(customer).console.suggested_amount == 100_000


def test_a_credit_for_a_part_leaves_only_the_rest_to_wait(shop: Shop) -> None:
    customer, invoice, dispute = disputed(shop)
    shop.do(resolve_dispute, ResolveDispute(dispute, "credit_issued", "two pallets", 30_000))
    assert shop.balance(customer, invoice) == 70_000
    assert shop.page(customer).console.suggested_amount == 60_000
    assert shop.on("2026-04-08").page(customer).console.suggested_amount == 70_000


def test_a_credit_for_all_of_it_leaves_nothing_to_ask_again(shop: Shop) -> None:
    customer, invoice, dispute = disputed(shop, 100_000)
    shop.do(resolve_dispute, ResolveDispute(dispute, "credit_issued", credit=100_000))
    assert shop.balance(customer, invoice) == 0
    assert shop.on("2026-04-20").place(customer) == ("", "")


def test_a_settled_invoice_is_not_said_to_be_past_due_in_the_days_it_was_given(shop: Shop) -> None:
    customer, invoice, dispute = disputed(shop, 100_000)
    shop.do(resolve_dispute, ResolveDispute(dispute, "rejected"))
    assert [pill.text for pill in shop.shown(customer, invoice).pills] == ["Pay by 7 Apr"]
    assert shop.desk.ask(invoice_detail, invoice).pay_by == date(2026, 4, 7)
    shop.on("2026-04-08")
    assert [pill.text for pill in shop.shown(customer, invoice).pills] == ["Past due"]
    assert shop.desk.ask(invoice_detail, invoice).pay_by is None


def test_what_was_never_disputed_stays_late_beside_what_was_settled(shop: Shop) -> None:
    _, invoice, dispute = disputed(shop)
    shop.do(resolve_dispute, ResolveDispute(dispute, "rejected"))
    assert shop.desk.ask(invoice_detail, invoice).pay_by is None


def test_a_credit_note_that_settles_has_an_amount_or_was_issued_before(shop: Shop) -> None:
    customer, invoice, dispute = disputed(shop)
    before = shop.whole_book()
    with pytest.raises(InvalidInput, match="How much is credited") as refused:
        shop.do(resolve_dispute, ResolveDispute(dispute, "credit_issued"))
    assert refused.value.field == "credit"
    assert shop.whole_book() == before
    shop.do(issue_credit_note, IssueCreditNote(invoice, 30_000, "two pallets"))
    shop.do(resolve_dispute, ResolveDispute(dispute, "credit_issued"))
    assert shop.balance(customer, invoice) == 70_000


def test_what_another_dispute_still_holds_back_is_not_asked_for_again(shop: Shop) -> None:
    """Two disputes of 400.00 each; after a payment just one of them is still open."""
    customer, invoice, first = disputed(shop)
    shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, 40_000, "price")))
    shop.pay(customer, 60_000, invoice)
    command = ResolveDispute(first, "rejected")
    assert shop.desk.ask(consequences, resolve_dispute, command).sentence == (
        "This settles one dispute."
    )
    shop.do(resolve_dispute, command)
    assert shop.page(customer).console.suggested_amount == 0
    place, reason = shop.on("2026-04-08").place(customer)
    assert (place, "settled" in reason) == ("today", False)


def test_a_plan_of_which_the_rest_waits_after_a_dispute_is_up_to_date(shop: Shop) -> None:
    customer = shop.customer()
    planned = shop.invoice(customer, "1,000.00", "2025-12-15")
    shop.do(make_plan, MakePlan(customer, (planned,), 4, date(2026, 4, 1)))
    shop.pay(customer, 25_000, planned)
    dispute = shop.do(open_dispute, OpenDispute(customer, NewDispute(planned, 75_000, "damaged")))
    shop.do(resolve_dispute, ResolveDispute(dispute, "rejected"))
    for day in ("2026-03-31", "2026-04-03", "2026-04-20"):
        assert shop.on(day).place(customer) == ("resting", "Payment plan is up to date")


def test_the_new_due_date_can_be_another(shop: Shop) -> None:
    customer, _, dispute = disputed(shop, 100_000)
    command = ResolveDispute(dispute, "rejected", resumes_on=date(2026, 4, 20))
    shop.do(resolve_dispute, command)
    assert shop.on("2026-04-20").page(customer).console.suggested_amount == 0
    assert shop.on("2026-04-21").page(customer).console.suggested_amount == 100_000


@pytest.mark.parametrize("credit", [-1, 40_001])
def test_a_credit_is_at_most_what_is_disputed(shop: Shop, credit: int) -> None:
    _, _, dispute = disputed(shop)
    before = shop.whole_book()
    with pytest.raises(InvalidInput, match=r"\$400\.00 is disputed"):
        shop.do(resolve_dispute, ResolveDispute(dispute, "credit_issued", credit=credit))
    assert shop.whole_book() == before


def test_the_new_due_date_lies_not_behind(shop: Shop) -> None:
    _, _, dispute = disputed(shop)
    command = ResolveDispute(dispute, "rejected", resumes_on=date(2026, 3, 30))
    with pytest.raises(InvalidInput) as refused:
        shop.do(resolve_dispute, command)
    assert refused.value.field == "resumes_on"


def test_what_is_not_due_yet_keeps_its_terms_when_its_dispute_is_settled(shop: Shop) -> None:
    """Due on 29 April; a week from 31 March would ask for it three weeks early."""
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-03-30")
    dispute = shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, 40_000, "damaged")))
    assert row_of(shop).resumes_on == date(2026, 4, 29)
    shop.do(resolve_dispute, ResolveDispute(dispute, "replacement_shipped"))
    assert [pill.text for pill in shop.shown(customer, invoice).pills] == ["Pay by 29 Apr"]


def test_after_a_problem_is_settled_the_next_call_asks_whether_all_is_in_order_now(
    shop: Shop,
) -> None:
    customer, invoice, dispute = disputed(shop)
    shop.do(set_satisfaction, SetSatisfaction(invoice, "problem"))
    other = NewDispute(invoice, 10_000, "price")
    second = int(shop.do(open_dispute, OpenDispute(customer, other)))
    shop.do(resolve_dispute, ResolveDispute(second, "price_corrected"))
    assert shop.desk.ask(invoice_detail, invoice).satisfaction == "problem", "one is still open"
    settle = ResolveDispute(dispute, "replacement_shipped")
    told = shop.desk.ask(consequences, resolve_dispute, settle).sentence
    assert told.endswith("and lets the next call ask whether all of INV-0001 is in order now.")
    shop.do(resolve_dispute, settle)
    assert shop.desk.ask(invoice_detail, invoice).satisfaction == "unknown"
    console = shop.page(customer).console
    assert console.unasked == ("INV-0001",)
    assert "put that right" not in console.opening
    shop.desk.undo()
    assert shop.desk.ask(invoice_detail, invoice).satisfaction == "problem"


def test_who_was_satisfied_stays_so_when_a_dispute_is_settled(shop: Shop) -> None:
    _, invoice, dispute = disputed(shop)
    shop.do(set_satisfaction, SetSatisfaction(invoice, "confirmed"))
    shop.do(resolve_dispute, ResolveDispute(dispute, "withdrawn"))
    assert shop.desk.ask(invoice_detail, invoice).satisfaction == "confirmed"


def test_no_delivery_check_is_due_of_what_the_customer_has_complained_about(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00")
    shop.do(mark_delivered, MarkDelivered(invoice, date(2026, 3, 30)))
    assert "verification letter" in shop.place(customer)[1]
    shop.do(set_satisfaction, SetSatisfaction(invoice, "problem"))
    dispute = shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, 40_000, "damaged")))
    shop.do(set_satisfaction, SetSatisfaction(invoice, "unknown"))
    assert "verification letter" not in shop.place(customer)[1]
    shop.do(resolve_dispute, ResolveDispute(dispute, "replacement_shipped"))
    assert "verification letter" not in shop.place(customer)[1]
    assert shop.page(customer).console.unasked == ("INV-0001",)
