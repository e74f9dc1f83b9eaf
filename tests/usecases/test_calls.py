"""A call is logged with its outcome, and leaves exactly one next step while money is late."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from collectdesk.domain.call import ReasonCode
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.fair_question import FAIR_QUESTIONS
from collectdesk.domain.papers import LetterPaper
from collectdesk.usecases.calls import call_log
from collectdesk.usecases.customers import SetHold, set_hold
from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.invoice_detail import invoice_detail
from collectdesk.usecases.papers.notices import notices_due
from collectdesk.usecases.papers.printing import PaperRequest, paper_for
from collectdesk.usecases.payments import WriteOff, write_off
from collectdesk.usecases.plans import MakePlan, make_plan
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise, promise_rows
from collectdesk.usecases.recoveries import RecordRecovery, record_recovery
from tests.usecases.conftest import Shop


def late(shop: Shop) -> tuple[int, int]:
    customer = shop.customer("Arroyo Physical Therapy")
    return customer, shop.invoice(customer, "515.00", "2026-02-10")


def test_a_call_is_in_the_log_and_on_the_history_with_its_words(shop: Shop) -> None:
    customer, _ = late(shop)
    shop.call(customer, "sent", spoke_to="Becky", note="Went out <b>yesterday</b>", seconds=61)
    (row,) = shop.desk.ask(call_log)
    assert (row.customer_name, row.spoke_to, row.outcome, row.note) == (
        "Arroyo Physical Therapy",
        "Becky",
        "payment is on its way",
        "Went out <b>yesterday</b>",
    )
    assert shop.desk.ask(call_log, "yesterday") == (row,)
    assert shop.desk.ask(call_log, "arroyo") == (row,)
    assert shop.desk.ask(call_log, "tomorrow") == ()
    told = shop.page(customer).history[0]
    assert (told.strong, told.rest) == ("Called", "Becky, payment is on its way")


@pytest.mark.parametrize(
    ("answer", "next_day"),
    [("no_answer", "2026-04-01"), ("voicemail", "2026-04-01"), ("wont_pay", "2026-04-07")],
)
def test_while_something_is_late_a_call_always_leaves_a_next_day(
    shop: Shop, answer: str, next_day: str
) -> None:
    customer, _ = late(shop)
    shop.call(customer, answer)
    (row,) = shop.desk.ask(call_log)
    assert row.next_on == date.fromisoformat(next_day)
    assert shop.on(next_day).place(customer)[0] == "today"


def test_an_agreed_time_is_shown_on_the_day(shop: Shop) -> None:
    customer, _ = late(shop)
    shop.call(customer, "call_back", next_on=date(2026, 4, 2), next_time="2:30 pm")
    assert shop.on("2026-04-02").place(customer) == ("today", "Call back asked for: 2:30 pm")


def test_the_next_call_answers_the_follow_up(shop: Shop) -> None:
    customer, _ = late(shop)
    shop.call(customer, "no_answer")
    shop.on("2026-04-01").call(customer, "sent", next_on=date(2026, 4, 8))
    place, reason = shop.on("2026-04-02").place(customer)
    assert "Call again: no answer" not in reason
    assert place == "resting"


def test_who_calls_back_by_himself_is_not_called_again_for_the_voicemail(shop: Shop) -> None:
    customer, invoice = late(shop)
    shop.call(customer, "voicemail")
    promise = NewPromise(51_500, date(2026, 4, 10), "cheque", (invoice,))
    shop.call(customer, "not_sent", direction="in", spoke_to="Becky", promise=promise)
    assert shop.on("2026-04-01").place(customer)[0] == "resting"


def test_a_call_that_reached_nobody_leaves_an_agreed_later_day_alone(shop: Shop) -> None:
    customer, _ = late(shop)
    shop.call(customer, "call_back", next_on=date(2026, 4, 9), next_time="9 am")
    shop.on("2026-04-02").call(customer, "no_answer", next_on=date(2026, 4, 30))
    assert shop.on("2026-04-09").place(customer) == ("today", "Call back asked for: 9 am")


def test_nothing_late_needs_no_next_day(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer)
    shop.call(customer, "pay_run", spoke_to="Maria")
    (row,) = shop.desk.ask(call_log)
    assert row.next_on is None
    assert row.reason == ""


def test_a_promise_of_the_call_knows_who_made_it_and_rests_the_customer(shop: Shop) -> None:
    customer, invoice = late(shop)
    promise = NewPromise(51_500, date(2026, 4, 3), "card", (invoice,))
    shop.call(customer, "not_sent", spoke_to="Becky", reason="oversight", promise=promise)
    assert shop.promises(customer) == ["open"]
    assert shop.place(customer) == (
        "resting",
        "Promise of $515 for Fri 3 Apr: wait until Fri 3 Apr",
    )


def test_an_excuse_is_remembered_with_its_words(shop: Shop) -> None:
    customer, _ = late(shop)
    shop.call(customer, "cant_pay", note="Boiler broke", next_on=date(2026, 4, 1))
    shop.on("2026-04-01").call(customer, "sent", reason="oversight", next_on=date(2026, 4, 8))
    assert shop.page(customer).console.excuses == (
        ("oversight", "1 Apr: Overlooked"),
        ("cash_flow", "31 Mar: “Boiler broke” (no money since)"),
    )
    shop.on("2026-04-05").pay(customer, 100)
    told = dict(shop.page(customer).console.excuses)
    assert told["cash_flow"] == "31 Mar: “Boiler broke” (money came 5 days later)"


def test_every_reason_has_its_fair_question() -> None:
    assert set(FAIR_QUESTIONS) == set(ReasonCode)
    assert all(question.endswith(("?", "?”")) for question in FAIR_QUESTIONS.values())


def test_who_asks_not_to_be_called_is_not_called(shop: Shop) -> None:
    customer, _ = late(shop)
    shop.call(customer, "do_not_call")
    assert shop.place(customer) == ("resting", "No contact: asked not to be called")


def test_three_attempts_in_a_week_are_enough(shop: Shop) -> None:
    customer, _ = late(shop)
    for _ in range(3):
        shop.call(customer, "no_answer", next_on=date(2026, 4, 20))
    (warning,) = shop.page(customer).console.warnings
    assert warning.startswith("3 calls in the last 7 days. Leave some peace")
    assert shop.on("2026-04-07").page(customer).console.warnings == ()


def test_after_an_attempt_the_customer_is_left_alone_until_the_day_that_it_set(
    shop: Shop,
) -> None:
    customer, _ = late(shop)
    assert shop.place(customer)[0] == "today"
    shop.call(customer, "no_answer", next_on=date(2026, 4, 13))
    resting = ("resting", "Call again: no answer, on Mon 13 Apr")
    assert shop.place(customer) == shop.on("2026-04-10").place(customer) == resting
    assert shop.on("2026-04-13").place(customer) == ("today", "Call again: no answer")


def test_what_becomes_late_after_a_call_brings_the_customer_back_at_once(shop: Shop) -> None:
    customer, _ = late(shop)
    shop.invoice(customer, "50,000.00", "2026-03-31", terms="net 8")
    shop.call(customer, "no_answer", next_on=date(2026, 4, 30))
    assert shop.on("2026-04-08").place(customer)[0] == "resting"
    assert shop.on("2026-04-09").place(customer)[0] == "today"
    shop.call(customer, "no_answer", next_on=date(2026, 4, 30))
    assert shop.on("2026-04-17").place(customer)[0] == "resting"


def test_what_breaks_after_an_attempt_brings_the_customer_back_at_once(shop: Shop) -> None:
    """Promised for today by card; nobody answers before it breaks, nor on the day after."""
    customer, invoice = late(shop)
    shop.do(
        make_promise,
        MakePromise(customer, NewPromise(51_500, date(2026, 3, 31), "card", (invoice,))),
    )
    shop.call(customer, "no_answer", next_on=date(2026, 4, 13))
    broken = ("today", "Promise of $515 for Tue 31 Mar not kept")
    assert shop.on("2026-04-01").place(customer) == broken
    shop.call(customer, "voicemail", next_on=date(2026, 4, 3))
    assert shop.place(customer)[0] == shop.on("2026-04-02").place(customer)[0] == "resting"
    assert shop.on("2026-04-03").place(customer) == broken


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"answer": "shrug"}, "answer"),
        ({"answer": "not_sent"}, "promise_amount"),
        ({"answer": "wrong"}, "dispute_invoice"),
        ({"answer": "sent", "reason": "sunspots"}, "reason"),
        ({"answer": "sent", "direction": "sideways"}, "direction"),
        ({"answer": "sent", "seconds": -1}, "seconds"),
        ({"answer": "sent", "next_on": date(2026, 3, 30)}, "next_on"),
        ({"answer": "sent", "next_on": date(2199, 1, 1)}, "next_on"),
        ({"answer": "nothing_now", "next_on": date(2026, 4, 15)}, "next_on"),
        ({"answer": "sent", "note": "x" * 10_001}, "note"),
    ],
)
def test_a_call_that_cannot_be_is_refused_and_changes_nothing(
    shop: Shop, facts: dict[str, Any], field: str
) -> None:
    customer, _ = late(shop)
    before = shop.whole_book()
    with pytest.raises(InvalidInput) as refused:
        shop.call(customer, **facts)
    assert refused.value.field == field
    assert shop.whole_book() == before


def test_who_can_pay_nothing_for_now_gets_no_new_credit_until_the_hold_is_lifted(
    shop: Shop,
) -> None:
    customer, _ = late(shop)
    shop.call(customer, "nothing_now", next_on=date(2026, 4, 14))  # ten business days
    assert shop.page(customer).head.hold == "no_credit"
    with pytest.raises(InvalidInput, match="could pay nothing for now on 31 Mar 2026"):
        shop.invoice(customer, "10.00")
    shop.desk.undo()
    assert shop.page(customer).head.hold == "none"
    shop.do(set_hold, SetHold(customer, "no_contact", None, "bereavement"))
    shop.call(customer, "nothing_now")
    assert shop.page(customer).head.hold == "no_contact"


def test_a_refused_promise_or_dispute_takes_the_whole_call_back(shop: Shop) -> None:
    customer, invoice = late(shop)
    before = shop.whole_book()
    too_much = NewPromise(51_501, date(2026, 4, 3), "card", (invoice,))
    with pytest.raises(InvalidInput):
        shop.call(customer, "not_sent", promise=too_much)
    with pytest.raises(InvalidInput):
        shop.call(customer, "wrong", dispute=NewDispute(invoice, 51_501, "damaged"))
    assert shop.whole_book() == before


def test_the_number_they_gave_is_in_the_history_and_in_the_confirmation(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "1,000.00", "2026-02-01")
    promise = NewPromise(100_000, date(2026, 4, 3), "cheque")
    shop.call(customer, "sent", spoke_to="Maria", promise=promise, reference="4711")
    told = {row.strong: row.detail for row in shop.page(customer).history}
    assert told["Called"].startswith("$1,000.00 by 3 Apr, check 4711")
    (made,) = shop.desk.ask(promise_rows, customer)
    paper = shop.desk.ask(paper_for, PaperRequest("promise_confirmation", made.promise_id))
    assert isinstance(paper, LetterPaper)
    assert [fact.value for fact in paper.facts if fact.label == "Reference"] == ["4711"]


def test_a_number_without_a_promise_is_kept_in_the_note(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "1,000.00", "2026-02-01")
    shop.call(customer, "sent", note="left on Monday", reference="TX <b>88</b>")
    (row,) = shop.desk.ask(call_log)
    assert row.note == "left on Monday\nNumber: TX <b>88</b>"


def test_a_call_asks_whether_all_is_in_order(shop: Shop) -> None:
    customer = shop.customer(terms="Net 30")
    invoice = shop.invoice(customer, "300.00", "2026-02-09")
    assert shop.page(customer).console.unasked == ("INV-0001",)
    shop.call(customer, "sent", spoke_to="Ada", satisfaction="problem")
    assert shop.page(customer).console.unasked == ()
    assert shop.desk.ask(invoice_detail, invoice).satisfaction == "problem"


def test_that_all_is_in_order_is_not_noted_of_what_is_disputed(shop: Shop) -> None:
    customer = shop.customer(terms="Net 30")
    disputed = shop.invoice(customer, "300.00", "2026-02-09")
    other = shop.invoice(customer, "200.00", "2026-02-10")
    shop.do(open_dispute, OpenDispute(customer, NewDispute(disputed, 10_000, "damaged")))
    assert shop.page(customer).console.unasked == ("INV-0002",)
    shop.call(customer, "sent", spoke_to="Ada", satisfaction="confirmed")
    assert shop.desk.ask(invoice_detail, other).satisfaction == "confirmed"
    assert shop.desk.ask(invoice_detail, disputed).satisfaction == "unknown"


def test_a_call_while_nothing_is_overdue_is_a_courtesy_call(shop: Shop) -> None:
    customer = shop.customer(terms="Net 60")
    shop.invoice(customer, "300.00", "2026-02-20")
    shop.call(customer, "pay_run", spoke_to="Ada")
    told = shop.page(customer).history[0]
    assert (told.strong, told.rest) == ("Courtesy call", "with Ada, waiting for approval")


def test_the_follow_up_after_sending_is_red_on_its_last_day(shop: Shop) -> None:
    customer = shop.customer(terms="Net 60")
    shop.invoice(customer, "300.00", "2026-02-24")
    tones = {}
    for day in ("2026-03-26", "2026-03-31"):
        (row,) = shop.on(day).today()
        tones[day] = row.amount_tone
    assert tones == {"2026-03-26": "plain", "2026-03-31": "late"}


def test_a_day_set_with_a_promise_is_kept(shop: Shop) -> None:
    customer, _ = late(shop)
    promise = NewPromise(51_500, date(2026, 4, 10), "card")
    shop.call(customer, "not_sent", promise=promise, next_on=date(2026, 4, 3), next_what="Sent?")
    assert shop.on("2026-04-02").place(customer)[0] == "resting"
    assert shop.on("2026-04-03").place(customer) == ("today", "Sent?")


def test_what_a_promise_leaves_overdue_is_asked_for_on_the_day_that_the_rules_say(
    shop: Shop,
) -> None:
    customer, _ = late(shop)
    half = NewPromise(20_000, date(2026, 4, 20), "card")
    shop.call(customer, "not_sent", spoke_to="Becky", promise=half)
    (row,) = shop.desk.ask(call_log)
    assert row.next_on == date(2026, 4, 7)
    assert shop.on("2026-04-01").place(customer)[0] == "resting"
    assert shop.on("2026-04-07").place(customer) == ("today", "Call again: not sent yet")
    shop.call(customer, "not_sent", promise=NewPromise(51_500, date(2026, 4, 20), "card"))
    assert shop.place(customer)[1].startswith("Promise of $515")
    assert shop.desk.ask(call_log)[0].next_on is None


def test_what_is_promised_and_becomes_late_does_not_bring_the_customer_back(shop: Shop) -> None:
    customer, _ = late(shop)
    later = shop.invoice(customer, "80.00", "2026-03-31", terms="net 3")
    shop.do(
        make_promise, MakePromise(customer, NewPromise(8_000, date(2026, 4, 20), "card", (later,)))
    )
    shop.call(customer, "no_answer", next_on=date(2026, 4, 13))
    assert shop.on("2026-04-08").place(customer)[0] == "resting"


def test_a_call_about_a_missed_instalment_asks_why_and_leaves_a_next_day(shop: Shop) -> None:
    customer, invoice = late(shop)
    shop.do(make_plan, MakePlan(customer, (invoice,), 3, date(2026, 4, 1)))
    assert shop.on("2026-04-02").place(customer)[0] == "today"
    assert shop.page(customer).console.is_late
    shop.call(customer, "sent", spoke_to="Becky")
    (row,) = shop.desk.ask(call_log)
    assert (row.reason, row.next_on) == ("Payment is on its way", date(2026, 4, 9))
    assert shop.page(customer).history[0].strong == "Called"
    shop.pay(customer, 100, invoice)
    assert shop.place(customer)[0] == shop.on("2026-04-07").place(customer)[0] == "resting"
    assert shop.on("2026-04-08").place(customer)[1].startswith("Plan of $515 failed")


def test_who_called_us_today_about_an_instalment_or_a_debt_is_not_called_as_well(
    shop: Shop,
) -> None:
    owing, _ = late(shop)
    planned, invoice = late(shop)
    shop.do(make_plan, MakePlan(planned, (invoice,), 3, date(2026, 3, 31)))
    assert {row.customer_id for row in shop.today()} == {owing, planned}
    for customer in (owing, planned):
        shop.call(customer, "paid_now", direction="in", spoke_to="Becky")
    assert shop.today() == ()
    assert {row.customer_id for row in shop.on("2026-04-01").today()} == {owing, planned}


def test_an_insolvent_customer_is_asked_for_nothing_more(shop: Shop) -> None:
    customer, _ = late(shop)
    shop.call(customer, "insolvent", spoke_to="Becky", reference="26-40117")
    for day in ("2026-03-31", "2026-04-07", "2026-06-01"):
        place = shop.on(day).place(customer)
        assert place == ("resting", "No contact: insolvent, hand the file over")
    assert shop.desk.ask(notices_due) == ()


def test_who_wants_no_calls_is_not_listed_for_one_when_all_is_paid(shop: Shop) -> None:
    customer, _ = late(shop)
    shop.call(customer, "do_not_call", next_on=date(2026, 4, 3))
    paper = shop.invoice(customer, "20.00", "2026-03-31", terms="net 60")
    shop.do(open_dispute, OpenDispute(customer, NewDispute(paper, 2_000, "damaged")))
    shop.pay(customer, 51_500)
    shop.pay(customer, 2_000, paper)
    place, reason = shop.on("2026-04-10").place(customer)
    assert (place, reason) == ("resting", "No contact: asked not to be called")


def test_a_dispute_about_a_paid_invoice_is_what_the_call_begins_with(shop: Shop) -> None:
    customer, invoice = late(shop)
    shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, 51_500, "damaged")))
    shop.pay(customer, 51_500, invoice)
    assert shop.on("2026-04-02").place(customer)[1].startswith("Dispute open 2 days")
    assert "You told us what is wrong with INV-0001." in shop.page(customer).console.opening


def test_who_left_a_debt_that_was_given_up_is_not_thanked_for_the_payments(shop: Shop) -> None:
    customer = shop.customer()
    paid, given_up = (shop.invoice(customer, issued=f"2026-01-0{day}") for day in (1, 2))
    shop.pay(customer, 100_000, paid)
    shop.do(write_off, WriteOff(given_up, "Closed down", anyway=True))
    assert "Thank you" not in shop.page(customer).console.opening
    shop.do(record_recovery, RecordRecovery(given_up, 100_000, shop.clock.today()))
    assert "Thank you for your payments" in shop.page(customer).console.opening
