"""A debt is given up last: what was not tried is told, a settlement and a recovery add up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from collectdesk.domain.errors import InvalidInput, StepsUntried
from collectdesk.usecases.consequences import consequences
from collectdesk.usecases.disputes import (
    NewDispute,
    OpenDispute,
    ResolveDispute,
    dispute_rows,
    open_dispute,
    resolve_dispute,
)
from collectdesk.usecases.papers.printing import IssueDocuments, PaperRequest, issue_documents
from collectdesk.usecases.payments import (
    IssueCreditNote,
    ReversePayment,
    WriteOff,
    issue_credit_note,
    reverse_payment,
    write_off,
)
from collectdesk.usecases.plans import CancelPlan, MakePlan, cancel_plan, make_plan, plan_rows
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from collectdesk.usecases.recoveries import (
    ON_ACCOUNT,
    RecordRecovery,
    record_recovery,
    recoverable,
)
from collectdesk.usecases.refunds import RefundCredit, refund_credit, refundable
from collectdesk.usecases.settlements import (
    OfferSettlement,
    SettleForLess,
    offer_settlement,
    settle_for_less,
    settlement_preview,
)
from tests.usecases.conftest import Shop

TODAY = date(2026, 3, 31)


def late(shop: Shop, price: str = "1,000.00") -> tuple[int, int]:
    customer = shop.customer("Coastline Fitness")
    return customer, shop.invoice(customer, price, "2025-12-01")


def written_off(shop: Shop) -> tuple[int, int]:
    customer, invoice = late(shop)
    shop.do(write_off, WriteOff(invoice, "gone", anyway=True))
    return customer, invoice


def test_what_was_not_tried_is_listed_and_each_step_taken_off(shop: Shop) -> None:
    customer, invoice = late(shop)
    with pytest.raises(StepsUntried) as refused:
        shop.do(write_off, WriteOff(invoice, "gone"))
    assert refused.value.field == "anyway"
    assert refused.value.steps == (
        "a call since it was due",
        "reminder",
        "second notice",
        "final notice",
        "a payment plan",
        "an agency or attorney",
    )
    shop.call(customer, "voicemail")
    shop.do(issue_documents, IssueDocuments((PaperRequest("notice", customer, stage="second"),)))
    shop.do(make_plan, MakePlan(customer, (invoice,), 2, date(2026, 4, 15), signed=False))
    shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, 100, "price")))
    with pytest.raises(StepsUntried) as refused:
        shop.do(write_off, WriteOff(invoice, "gone"))
    assert refused.value.steps == (
        "settling the dispute",
        "a talk with somebody there",
        "final notice",
        "an agency or attorney",
    )


def test_a_write_off_all_the_same_leaves_a_note_of_what_was_not_tried(shop: Shop) -> None:
    customer, _ = written_off(shop)
    notes = [row.detail for row in shop.page(customer).history if row.strong == "Note"]
    assert notes[0].startswith("INV-0001 was written off although not tried: a call since")


def test_an_insolvent_customer_and_a_few_cents_need_no_steps(shop: Shop) -> None:
    customer, invoice = late(shop)
    small = shop.invoice(customer, "0.80", "2026-01-01")
    shop.do(write_off, WriteOff(small, "not worth a stamp"))
    shop.call(customer, "insolvent")
    shop.do(write_off, WriteOff(invoice, "no assets"))
    assert shop.balance(customer, invoice) == 0


def test_money_after_a_write_off_is_a_recovery_and_the_write_off_stays(shop: Shop) -> None:
    customer, invoice = written_off(shop)
    shop.do(record_recovery, RecordRecovery(invoice, 40_000, TODAY, "transfer"))
    assert shop.desk.ask(recoverable, invoice) == 60_000
    page = shop.page(customer)
    assert (page.head.owes, page.head.last_paid) == (0, 40_000)
    assert [pill.text for pill in shop.shown(customer, invoice).pills] == ["Written off"]
    assert ("Recovered", "RC-0001, $400.00") in [(row.strong, row.rest) for row in page.history]
    with pytest.raises(InvalidInput, match=r"\$600\.00 of INV-0001 was written off"):
        shop.do(record_recovery, RecordRecovery(invoice, 60_001, TODAY))


def test_a_recovery_that_bounces_is_owed_again(shop: Shop) -> None:
    customer, invoice = written_off(shop)
    payment = shop.do(record_recovery, RecordRecovery(invoice, 40_000, TODAY))
    shop.do(reverse_payment, ReversePayment(payment, TODAY))
    assert shop.page(customer).head.owes == 40_000


def test_money_that_waits_on_account_is_a_recovery_too(shop: Shop) -> None:
    """It came for no invoice that is open: nothing of it is owed back to the customer."""
    customer, invoice = written_off(shop)
    cheque = shop.pay(customer, 40_000)
    with pytest.raises(InvalidInput, match=r"\$400\.00 was on account that day"):
        shop.do(record_recovery, RecordRecovery(invoice, 40_001, TODAY, ON_ACCOUNT))
    shop.do(record_recovery, RecordRecovery(invoice, 40_000, TODAY, ON_ACCOUNT))
    assert shop.desk.ask(recoverable, invoice) == 60_000
    head = shop.page(customer).head
    assert (head.owes, head.unapplied, head.last_paid) == (0, 0, 40_000)
    shop.do(reverse_payment, ReversePayment(cheque, TODAY))
    assert shop.page(customer).head.owes == 40_000


def test_a_recovery_follows_the_write_off(shop: Shop) -> None:
    _, invoice = written_off(shop)
    with pytest.raises(InvalidInput, match="written off on 31 Mar 2026") as refused:
        shop.do(record_recovery, RecordRecovery(invoice, 40_000, TODAY - timedelta(days=1)))
    assert refused.value.field == "dated"


def test_nothing_is_recovered_that_was_not_written_off(shop: Shop) -> None:
    _, invoice = late(shop)
    with pytest.raises(InvalidInput, match="Record it as a payment"):
        shop.do(record_recovery, RecordRecovery(invoice, 100, TODAY))


def test_a_settlement_closes_the_invoices_for_less(shop: Shop) -> None:
    customer, first = late(shop)
    second = shop.invoice(customer, "500.00", "2026-01-05")
    dispute = NewDispute(second, 20_000, "price")
    shop.do(open_dispute, OpenDispute(customer, dispute))
    promise = NewPromise(50_000, date(2026, 4, 20), "transfer", (first,))
    shop.do(make_promise, MakePromise(customer, promise))
    preview = shop.desk.ask(settlement_preview, customer, (first, second), 105_000)
    assert (preview.open, preview.given_up, preview.share_bp) == (150_000, 45_000, 3_000)
    half = shop.desk.ask(settlement_preview, customer, (first, second), 149_992)
    assert half.share_bp == 1  # 0.0053 %, half up
    command = SettleForLess(customer, (first, second), 105_000, TODAY, "shop is closing")
    shop.do(settle_for_less, command)
    assert (shop.balance(customer, first), shop.balance(customer, second)) == (0, 0)
    assert shop.page(customer).head.owes == 0
    assert shop.promises(customer) == ["kept"]
    told = [row.strong for row in shop.page(customer).history]
    assert "Given up in a settlement" in told
    assert "Dispute settled" in told


def test_a_settlement_whose_payment_bounces_is_none(shop: Shop) -> None:
    customer, invoice = late(shop)
    command = SettleForLess(customer, (invoice,), 60_000, TODAY, "shop is closing")
    payment = shop.do(settle_for_less, command)
    shop.do(reverse_payment, ReversePayment(payment, TODAY))
    assert shop.balance(customer, invoice) == 100_000


def test_what_was_disputed_is_disputed_again_once_the_settlement_bounces(shop: Shop) -> None:
    customer = shop.customer()
    credited, claimed = shop.invoice(customer), shop.invoice(customer)
    noted, open_claim = (
        shop.do(open_dispute, OpenDispute(customer, NewDispute(one, 30_000, "price")))
        for one in (credited, claimed)
    )
    shop.do(resolve_dispute, ResolveDispute(noted, "credit_issued", credit=10_000))
    command = SettleForLess(customer, (credited, claimed), 120_000, TODAY, "meet half way")
    payment = shop.do(settle_for_less, command)
    assert shop.desk.ask(dispute_rows, customer) == ()
    bounced = ReversePayment(payment, TODAY)
    told = shop.desk.ask(consequences, reverse_payment, bounced).sentence
    assert "opens one dispute again" in told
    shop.do(reverse_payment, bounced)
    assert [row.dispute_id for row in shop.desk.ask(dispute_rows, customer)] == [open_claim]
    assert shop.shown(customer, claimed).disputed == 30_000


def planned(shop: Shop) -> tuple[int, int]:
    """1,000.00 in four instalments from 15 April; on the 20th less is accepted in full."""
    customer, invoice = late(shop)
    shop.do(make_plan, MakePlan(customer, (invoice,), 4, date(2026, 4, 15)))
    shop.on("2026-04-14").pay(customer, 25_000, invoice)
    shop.on("2026-04-20")
    command = SettleForLess(customer, (invoice,), 50_000, date(2026, 4, 20), "shop is closing")
    return customer, shop.do(settle_for_less, command)


def plan_state(shop: Shop, customer: int) -> tuple[str, int]:
    """What became of the one plan, and what is missing of its instalments."""
    (plan,) = shop.desk.ask(plan_rows, customer)
    return plan.state, sum(missing for *_, missing in plan.instalments)


def test_a_plan_goes_on_once_the_settlement_that_ended_it_bounces(shop: Shop) -> None:
    customer, payment = planned(shop)
    assert plan_state(shop, customer)[0] == "cancelled"
    shop.on("2026-04-24")
    bounced = ReversePayment(payment, date(2026, 4, 24))
    told = shop.desk.ask(consequences, reverse_payment, bounced).sentence
    assert "goes on with the payment plan of 31 Mar" in told
    shop.do(reverse_payment, bounced)
    assert plan_state(shop, customer) == ("active", 75_000)
    shop.desk.undo()
    assert plan_state(shop, customer)[0] == "cancelled"


def test_a_plan_goes_on_also_where_it_was_called_off_in_error_on_that_day(shop: Shop) -> None:
    """Undone at once; the settlement of that day is noted on the next one."""
    customer, invoice = late(shop)
    plan = shop.do(make_plan, MakePlan(customer, (invoice,), 4, date(2026, 4, 15)))
    shop.do(cancel_plan, CancelPlan(plan))
    shop.desk.undo()
    shop.on("2026-04-01")
    command = SettleForLess(customer, (invoice,), 50_000, TODAY, "shop is closing")
    payment = shop.do(settle_for_less, command)
    assert plan_state(shop, customer)[0] == "cancelled"
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 4, 1)))
    assert plan_state(shop, customer)[0] == "active"


def test_a_plan_is_judged_by_the_instalments_that_did_not_come_while_it_was_settled(
    shop: Shop,
) -> None:
    """That of 15 May was missing when the settlement bounced on 26 May: its five days are over."""
    customer, payment = planned(shop)
    shop.on("2026-05-26").do(reverse_payment, ReversePayment(payment, date(2026, 5, 26)))
    assert plan_state(shop, customer) == ("defaulted", 75_000)


def test_a_plan_that_the_owner_ended_stays_so_though_a_settlement_of_the_same_day_bounces(
    shop: Shop,
) -> None:
    customer, invoice = late(shop)
    plan = shop.do(make_plan, MakePlan(customer, (invoice,), 4, date(2026, 4, 15)))
    shop.do(cancel_plan, CancelPlan(plan))
    command = SettleForLess(customer, (invoice,), 60_000, TODAY, "shop is closing")
    payment = shop.do(settle_for_less, command)
    shop.do(reverse_payment, ReversePayment(payment, TODAY))
    assert plan_state(shop, customer)[0] == "cancelled"


def test_a_credit_note_for_something_else_lets_the_dispute_be_opened_again(shop: Shop) -> None:
    """One before the settlement, and one after it: neither is what ended the dispute."""
    customer, invoice = late(shop)
    shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, 30_000, "price")))
    shop.do(issue_credit_note, IssueCreditNote(invoice, 1_000, "freight"))
    shop.on("2026-04-02")
    settled = SettleForLess(customer, (invoice,), 60_000, date(2026, 4, 2), "meet half way")
    payment = shop.do(settle_for_less, settled)
    shop.on("2026-04-07").do(issue_credit_note, IssueCreditNote(invoice, 1_000, "freight again"))
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 4, 7)))
    assert shop.shown(customer, invoice).disputed == 30_000


@pytest.mark.parametrize(
    ("amount", "reason", "field"),
    [(100_000, "x", "amount"), (0, "x", "amount"), (50_000, " ", "reason")],
)
def test_a_settlement_is_for_less_and_has_a_reason(
    shop: Shop, amount: int, reason: str, field: str
) -> None:
    customer, invoice = late(shop)
    with pytest.raises(InvalidInput) as refused:
        shop.do(settle_for_less, SettleForLess(customer, (invoice,), amount, TODAY, reason))
    assert refused.value.field == field


def test_an_offer_is_followed_up_on_its_last_day(shop: Shop) -> None:
    customer, invoice = late(shop)
    offer = OfferSettlement(customer, (invoice,), 80_000, date(2026, 4, 10))
    shop.do(offer_settlement, offer)
    place, reason = shop.on("2026-04-10").place(customer)
    assert (place, reason) == ("today", "Settlement offer ends: $800.00 instead of $1,000.00")


def test_credit_on_account_is_paid_back_and_no_more_than_that(shop: Shop) -> None:
    customer = shop.customer()
    shop.pay(customer, 30_000, dated="2026-03-20")
    assert shop.desk.ask(refundable, customer) == 30_000
    shop.do(refund_credit, RefundCredit(customer, 12_000, TODAY, "transfer", "ACH 7", "overpaid"))
    head = shop.page(customer).head
    assert (head.unapplied, head.owes) == (18_000, -18_000)
    with pytest.raises(InvalidInput, match=r"\$180\.00 was on account"):
        shop.do(refund_credit, RefundCredit(customer, 18_001, TODAY))
    with pytest.raises(InvalidInput, match=r"\$0\.00 was on account that day"):
        shop.do(refund_credit, RefundCredit(customer, 100, date(2026, 3, 19)))


def test_a_refund_of_money_that_bounces_is_owed(shop: Shop) -> None:
    customer = shop.customer()
    payment = shop.pay(customer, 30_000, dated="2026-03-20")
    shop.do(refund_credit, RefundCredit(customer, 30_000, TODAY))
    shop.do(reverse_payment, ReversePayment(payment, TODAY))
    assert shop.page(customer).head.owes == 30_000
