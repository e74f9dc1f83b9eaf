"""What the past teaches: causes, letters that are followed by money, and who collected what."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases.collectors import (
    HandOver,
    TakeSeat,
    hand_over,
    scorecard,
    take_seat,
    task_rows,
)
from collectdesk.usecases.counterparts import counterpart
from collectdesk.usecases.disputes import NewDispute, OpenDispute, dispute_rows, open_dispute
from collectdesk.usecases.insights import insights
from collectdesk.usecases.invoices import VoidInvoice, void_invoice
from collectdesk.usecases.learning import late_causes, past_due_weeks, what_works
from collectdesk.usecases.papers.printing import IssueDocuments, PaperRequest, issue_documents
from collectdesk.usecases.payments import (
    ApplyUnapplied,
    RecordPayment,
    ReversePayment,
    apply_unapplied,
    record_payment,
    reverse_payment,
)
from collectdesk.usecases.promises import NewPromise
from tests.usecases.conftest import Shop


def test_causes_are_told_with_their_amount_and_days(shop: Shop) -> None:
    customer = shop.customer(terms="Net 30")
    invoice = shop.invoice(customer, "300.00", "2026-02-09")  # due 11 March
    facts = {"spoke_to": "Ada", "reason": "not_approved", "next_on": date(2026, 4, 9)}
    shop.call(customer, "not_sent", **facts)
    shop.on("2026-04-01").call(customer, "not_sent", **facts)
    (cause,) = shop.desk.ask(late_causes)
    assert (cause.reason, cause.side, cause.calls, cause.customers) == (
        "Not approved yet",
        "theirs",
        2,
        1,
    )
    assert (cause.amount, cause.days) == (30_000, 21)
    shop.on("2026-04-20").pay(customer, 30_000, invoice, dated="2026-04-10")
    (cause,) = shop.desk.ask(late_causes)
    assert cause.days == 30


def test_a_cause_is_told_with_what_was_left_to_pay_at_the_call(shop: Shop) -> None:
    """Not with what was paid before it: 50.00 of 1,000.00, and 100.00 of which nothing was."""
    customer = shop.customer(terms="Net 30")
    large = shop.invoice(customer, "1,000.00", "2026-02-09")  # 20 days late
    shop.invoice(customer, "100.00", "2026-02-24")  # 5 days late
    shop.pay(customer, 95_000, large, dated="2026-03-30")
    shop.call(customer, "not_sent", spoke_to="Ada", reason="cash_flow", next_on=date(2026, 4, 9))
    (cause,) = shop.desk.ask(late_causes)
    assert (cause.amount, cause.days) == (15_000, 10)


def test_the_first_problem_of_an_invoice_is_found_once(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100.00", "2026-03-01")
    shop.on("2026-03-11").do(
        open_dispute, OpenDispute(customer, NewDispute(invoice, 1_000, "price"))
    )
    shop.on("2026-03-31").do(
        open_dispute, OpenDispute(customer, NewDispute(invoice, 2_000, "damaged"))
    )

    def days(since: date | None = None) -> str:
        shown = shop.desk.ask(insights, since=since).more
        return next(one.value for one in shown if one.key == "days_to_first_problem")

    assert (days(), days(date(2026, 3, 20))) == ("10.00 days", "nothing yet")


def test_money_within_ten_days_of_a_letter_counts_for_it(shop: Shop) -> None:
    for name, paid_on in (("Prompt", "2026-04-08"), ("Slow", "2026-04-20"), ("Never", "")):
        customer = shop.on("2026-03-31").customer(name, terms="Net 30")
        invoice = shop.invoice(customer, "100", "2026-02-09")
        shop.do(issue_documents, IssueDocuments((PaperRequest("notice", customer),)))
        if paid_on:
            shop.on("2026-04-21").pay(customer, 4_000, invoice, dated=paid_on)
    assert shop.on("2026-04-09").desk.ask(what_works) == ()
    (row,) = shop.on("2026-04-21").desk.ask(what_works)
    assert (row.letter, row.sent, row.answered, row.share) == (
        "Past-due notice",
        3,
        1,
        Fraction(1, 3),
    )
    assert (row.asked, row.came) == (30_000, 4_000)


def test_money_that_was_on_account_before_a_letter_or_went_back_did_not_follow_it(
    shop: Shop,
) -> None:
    early, bounced = (shop.customer(name, terms="Net 30") for name in ("Early", "Bounced"))
    shop.do(record_payment, RecordPayment(early, 4_000, date(2026, 3, 30), parts=()))
    invoices = [shop.invoice(customer, "100", "2026-02-09") for customer in (early, bounced)]
    for customer in (early, bounced):
        shop.do(issue_documents, IssueDocuments((PaperRequest("notice", customer),)))
    shop.on("2026-04-02").do(apply_unapplied, ApplyUnapplied(early, ((invoices[0], 4_000),)))
    cheque = shop.pay(bounced, 10_000, invoices[1])
    shop.on("2026-04-15").do(reverse_payment, ReversePayment(cheque, date(2026, 4, 15)))
    (row,) = shop.desk.ask(what_works)
    assert (row.sent, row.answered, row.came) == (2, 0, 0)
    (row,) = shop.desk.ask(what_works, date(2026, 4, 14))
    assert (row.sent, row.answered, row.came) == (2, 1, 10_000)


def test_past_due_accounts_stand_against_the_line(shop: Shop) -> None:
    customer = shop.customer(terms="Net 30")
    invoice = shop.invoice(customer, "300.00", "2026-02-09")
    weeks = shop.desk.ask(past_due_weeks)
    assert [week.accounts for week in weeks[-4:]] == [0, 1, 1, 1]
    assert (weeks[-1].day, weeks[-1].target) == (date(2026, 3, 31), 10)
    shop.pay(customer, 30_000, invoice, dated="2026-03-30")
    assert [week.accounts for week in shop.desk.ask(past_due_weeks)[-4:]] == [0, 1, 1, 0]
    told = {figure.key: figure.value for figure in shop.desk.ask(insights).more}
    assert told["past_due_accounts"] == "0 of at most 10"


def test_past_due_accounts_of_a_past_day_are_those_of_that_day(shop: Shop) -> None:
    bounced, voided = shop.customer("Bounced"), shop.customer("Voided")
    paid = shop.invoice(bounced, "300.00", "2026-02-01", "net 10")  # due 11 February
    wrong = shop.invoice(voided, "200.00", "2026-02-01", "net 10")
    payment = shop.pay(bounced, 30_000, paid, dated="2026-02-20")
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 3, 10)))
    shop.do(void_invoice, VoidInvoice(wrong, "billed twice"))

    def accounts(day: str) -> str:
        told = shop.desk.ask(insights, date.fromisoformat(day)).more
        return next(figure.number for figure in told if figure.key == "past_due_accounts")

    days = ["2026-02-11", "2026-02-12", "2026-02-20", "2026-03-09", "2026-03-10", "2026-03-31"]
    assert [accounts(day) for day in days] == ["0", "2", "1", "1", "2", "1"]
    weeks = {week.day: week.invoices for week in shop.desk.ask(past_due_weeks)}
    days_after = (date(2026, 2, 17), date(2026, 3, 3), date(2026, 3, 24))
    assert [weeks[day] for day in days_after] == [2, 1, 2]
    later = {week.day: week.invoices for week in shop.on("2026-04-07").desk.ask(past_due_weeks)}
    assert [later[date(2026, 3, 24)], later[date(2026, 3, 31)]] == [2, 1]


def test_days_to_the_first_contact_and_problem_are_counted(shop: Shop) -> None:
    customer = shop.customer(terms="Net 30")
    invoice = shop.invoice(customer, "300.00", "2026-03-11")
    shop.call(customer, "sent", spoke_to="Ada")
    dispute = NewDispute(invoice, 1_000, "damaged")
    shop.on("2026-04-05").do(open_dispute, OpenDispute(customer, dispute))
    told = {figure.key: figure.value for figure in shop.desk.ask(insights).more}
    assert told["days_to_first_contact"] == "20.00 days"
    assert told["days_to_first_problem"] == "25.00 days"


def test_the_scorecard_tells_who_did_what(shop: Shop) -> None:
    customer = shop.customer(terms="Net 30")
    shop.invoice(customer, "300.00", "2026-02-09")
    shop.do(take_seat, TakeSeat("Ana"))
    promise = NewPromise(30_000, date(2026, 4, 2), "card")
    shop.call(customer, "not_sent", spoke_to="Ada", seconds=130, promise=promise)
    shop.on("2026-04-02").pay(customer, 30_000, method="card")
    shop.do(take_seat, TakeSeat("Ben"))
    shop.call(customer, "voicemail")
    ana, ben = shop.desk.ask(scorecard)
    assert (ana.name, ana.calls, ana.reached, ana.minutes, ana.promises) == ("Ana", 1, 1, 2, 1)
    assert (ana.kept, ana.money) == (Fraction(1), 30_000)
    assert (ben.name, ben.calls, ben.reached, ben.kept) == ("Ben", 1, 0, None)


def test_customers_go_over_in_bulk_with_their_tasks_and_disputes(shop: Shop) -> None:
    late, other = shop.customer("Harbor", terms="Net 30"), shop.customer("Quiet")
    invoice = shop.invoice(late, "300.00", "2026-02-09")
    shop.call(late, "not_sent", spoke_to="Ada", next_on=date(2026, 4, 9))
    shop.do(open_dispute, OpenDispute(late, NewDispute(invoice, 1_000, "damaged")))
    assert shop.do(hand_over, HandOver((late, other), "Ana", "Ben is away")) == 2
    assert shop.desk.ask(counterpart, late) == "Ana"
    assert [row.owner for row in shop.desk.ask(dispute_rows)] == ["Ana"]
    first = shop.desk.ask(task_rows)[0]
    assert (first.customer_name, first.ours, first.tasks) == ("Harbor", "Ana", 1)
    (told,) = [row for row in shop.page(late).history if row.strong == "Handed over"]
    assert (told.rest, told.detail) == ("to Ana", "Ben is away")
    assert "Looked after by Ana" in [pill.text for pill in shop.page(late).head.pills]
    (ana,) = shop.desk.ask(scorecard)
    assert (ana.customers, ana.tasks, ana.disputes) == (2, 1, 1)
    shop.desk.undo()
    assert shop.desk.ask(counterpart, late) == ""
    with pytest.raises(InvalidInput, match="who takes them over"):
        shop.do(hand_over, HandOver((late,), " "))
    with pytest.raises(InvalidInput, match="tick the customers"):
        shop.do(hand_over, HandOver((), "Ana"))


def test_what_a_customer_buys_is_seen_before_the_call(shop: Shop) -> None:
    customer = shop.customer(terms="Net 30")
    shop.invoice(customer, "300.00", "2026-02-09")
    assert "Bought $300 in twelve months" in shop.page(customer).console.facts
    paid = shop.invoice(customer, "9,000.00", "2025-12-01")
    shop.pay(customer, 900_000, paid)
    assert "Bought $9,300 in twelve months: keep it warm" in shop.page(customer).console.facts
