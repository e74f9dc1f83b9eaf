"""The morning list: whom to call, in which order, and why in plain words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.queue import (
    PIN_CUTOFF,
    PIN_DISPUTE_STEP,
    PIN_FOLLOW_UP,
    PIN_PROMISE_BROKEN,
    PIN_VERIFICATION,
    CustomerFacts,
    Placement,
    QueueWeights,
    place,
)
from collectdesk.domain.unkept import BrokenPromise

TODAY = date(2026, 11, 20)
CALENDAR = BusinessCalendar()
WEIGHTS = QueueWeights()

LATE = CustomerFacts(
    "Harbor Point Dental",
    owes=420_000,
    overdue=420_000,
    days_late=47,
    oldest_due=date(2026, 10, 4),
    last_reached=date(2026, 10, 30),
)


def placed(facts: CustomerFacts, weights: QueueWeights = WEIGHTS) -> Placement:
    return place(facts, weights, TODAY, CALENDAR)


def test_every_point_of_the_score_is_visible() -> None:
    placement = placed(replace(LATE, broken_90=1, getting_later=True))
    assert placement.where == "today"
    assert placement.pin is None
    assert placement.score == 70
    assert placement.reason_long == (
        "$4,200.00 overdue (25) + 47 days late (23) + 1 broken promise (10) + paying later (5)"
        " + last spoke 21 days ago (7) = 70"
    )


@pytest.mark.parametrize(
    ("change", "score"),
    [
        ({"overdue": 499_999}, 29 + 23 + 7),
        ({"overdue": 500_000}, 30 + 23 + 7),
        ({"overdue": 9_000_000}, 30 + 23 + 7),
        ({"days_late": 1}, 25 + 0 + 7),
        ({"days_late": 60}, 25 + 30 + 7),
        ({"days_late": 400}, 25 + 30 + 7),
        ({"broken_90": 1, "partly_90": 1}, 25 + 23 + 15 + 7),
        ({"broken_90": 3}, 25 + 23 + 20 + 7),
        ({"partly_90": 1}, 25 + 23 + 5 + 7),
        ({"over_limit": True}, 25 + 23 + 5 + 7),
        ({"over_limit": True, "nsf_180": True, "getting_later": True}, 25 + 23 + 10 + 7),
        ({"last_reached": None}, 25 + 23 + 10),
        ({"last_reached": TODAY}, 25 + 23),
        ({"last_reached": TODAY - timedelta(days=29)}, 25 + 23 + 9),
        ({"last_reached": TODAY - timedelta(days=300)}, 25 + 23 + 10),
    ],
)
def test_points_follow_the_rules_and_stop_at_their_maximum(
    change: dict[str, Any], score: int
) -> None:
    assert placed(replace(LATE, **change)).score == score


def test_the_owner_can_change_what_counts_as_a_large_amount() -> None:
    assert placed(LATE, QueueWeights(large_amount=1_000_000)).score == 12 + 23 + 7


def test_weights_that_cannot_work_are_refused() -> None:
    with pytest.raises(InvalidInput, match="at most 100"):
        QueueWeights(amount_max=31)
    with pytest.raises(InvalidInput, match="at least 1"):
        QueueWeights(large_amount=0)


PINNED: dict[int, tuple[dict[str, Any], str]] = {
    PIN_PROMISE_BROKEN: (
        {"promise_broken": BrokenPromise(240_000, 0, date(2026, 11, 19), date(2026, 11, 19))},
        "Promise of $2,400 for Thu 19 Nov not kept",
    ),
    PIN_FOLLOW_UP: (
        {"follow_up_due": (TODAY, "Call back asked for 2:30 pm")},
        "Call back asked for 2:30 pm",
    ),
    PIN_CUTOFF: (
        {"cutoff": date(2026, 11, 23), "cutoff_run": date(2026, 11, 30)},
        "Send invoice by Mon 23 Nov for the 30 Nov run",
    ),
    PIN_DISPUTE_STEP: (
        {"dispute_step": (TODAY, "replacement to confirm"), "dispute_opened": date(2026, 11, 14)},
        "Dispute open 6 days: replacement to confirm",
    ),
    PIN_VERIFICATION: (
        {"verification_due": date(2026, 11, 19)},
        "Delivered yesterday: verification letter to send",
    ),
}


@pytest.mark.parametrize("pin", PINNED)
def test_a_days_agreed_work_is_pinned_with_its_reason(pin: int) -> None:
    change, reason = PINNED[pin]
    placement = placed(replace(LATE, **change))
    assert (placement.where, placement.pin, placement.reason) == ("today", pin, reason)


def test_work_of_a_later_day_is_not_pinned_yet() -> None:
    tomorrow = TODAY + timedelta(days=1)
    facts = CustomerFacts(
        "Later",
        owes=100,
        follow_up_due=(tomorrow, "call"),
        dispute_step=(tomorrow, "answer"),
        verification_due=tomorrow,
        cutoff=date(2026, 11, 24),
        instalment_due=(1, 3, 100, tomorrow),
        promise_broken=BrokenPromise(100, 0, TODAY, TODAY),
    )
    assert placed(facts).where == "none"


def test_a_missed_cut_off_is_no_longer_announced() -> None:
    assert placed(CustomerFacts("x", owes=1, cutoff=date(2026, 11, 19))).where == "none"


def test_an_instalment_due_today_is_asked_for_by_number() -> None:
    facts = CustomerFacts(
        "Cedar Grove",
        owes=88_000,
        overdue=88_000,
        plan_up_to_date=True,
        instalment_due=(3, 6, 22_000, TODAY),
    )
    assert placed(facts).reason == "Plan installment 3 of 6 due today ($220)"


def test_a_down_payment_is_no_instalment() -> None:
    facts = CustomerFacts("x", owes=100, instalment_due=(0, 6, 22_000, date(2026, 11, 18)))
    assert placed(facts).reason == "Down payment of the plan was due Wed 18 Nov ($220)"


def test_an_overdue_follow_up_says_since_when() -> None:
    facts = CustomerFacts("x", owes=1, follow_up_due=(date(2026, 11, 18), "Ask for the approver"))
    assert placed(facts).reason == "Ask for the approver, due Wed 18 Nov"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            {
                "open_promise": (420_000, date(2026, 11, 27), date(2026, 12, 2)),
                "promised_overdue": 420_000,
            },
            "Promise of $4,200 for Fri 27 Nov: wait until Wed 2 Dec",
        ),
        (
            {"overdue": 0, "disputed": 420_000, "all_disputed": True},
            "All of it is in dispute: $4,200",
        ),
        (
            {"no_contact_until": date(2026, 11, 30), "no_contact_reason": "bereavement"},
            "No contact until Mon 30 Nov: bereavement",
        ),
        ({"no_contact_until": date.max}, "No contact"),
        ({"plan_up_to_date": True}, "Payment plan is up to date"),
        ({"placed": True}, "With the agency or attorney: our own calls and notices rest"),
        ({"contacts_today": 1}, "Already spoken to today"),
        ({"attempts_7d": 3}, "3 calls in the last 7 days: leave some peace"),
    ],
)
def test_who_is_left_in_peace_rests_with_a_reason(change: dict[str, Any], reason: str) -> None:
    placement = placed(replace(LATE, **change))
    assert placement.where == "resting"
    assert placement.reason == reason
    assert placement.pin is None


def test_a_promise_over_a_part_does_not_hide_the_rest() -> None:
    facts = replace(LATE, open_promise=(100_000, TODAY, TODAY), promised_overdue=100_000)
    assert placed(facts).where == "today"


@pytest.mark.parametrize("held", [{"placed": True}, {"no_contact_until": date(2026, 12, 1)}])
def test_no_pin_breaks_a_hold(held: dict[str, Any]) -> None:
    facts = replace(LATE, **held, **PINNED[PIN_PROMISE_BROKEN][0])
    assert placed(facts).where == "resting"
    nothing_owed = CustomerFacts("x", **held, **PINNED[PIN_DISPUTE_STEP][0])
    assert placed(nothing_owed).where == "resting"


def test_a_hold_ends_on_its_day() -> None:
    assert placed(replace(LATE, no_contact_until=TODAY)).where == "today"


def test_the_contact_limit_never_hides_what_was_agreed_with_the_customer() -> None:
    limited = replace(LATE, attempts_7d=3)
    broken = replace(limited, **PINNED[PIN_PROMISE_BROKEN][0])
    missed = replace(limited, instalment_due=(1, 3, 100, TODAY))
    assert placed(missed).where == "resting"
    asked = replace(limited, **PINNED[PIN_FOLLOW_UP][0])
    assert placed(broken).where == "resting"
    assert placed(asked).pin == PIN_FOLLOW_UP


def test_a_broken_promise_comes_before_what_would_rest() -> None:
    facts = replace(LATE, plan_up_to_date=True, **PINNED[PIN_PROMISE_BROKEN][0])
    assert placed(facts).pin == PIN_PROMISE_BROKEN


def test_nothing_overdue_and_nothing_agreed_is_no_work() -> None:
    assert placed(CustomerFacts("Calm", owes=100_000)).where == "none"
    assert placed(CustomerFacts("Gone", placed=True)).where == "none"


def test_thirty_days_after_sending_a_courtesy_call_is_due() -> None:
    facts = CustomerFacts("Fenwick", owes=143_280, courtesy_since=date(2026, 10, 19))
    assert placed(facts).reason == "32 days since invoice: courtesy call"
    too_early = replace(facts, courtesy_since=date(2026, 10, 22))
    assert placed(too_early).where == "none"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            {"oldest_due": date(2026, 11, 17), "days_late": 3, "last_reached": None},
            "First call due: 3 business days past due",
        ),
        (
            {"oldest_due": date(2026, 11, 18), "days_late": 2, "last_reached": None},
            "2 days past due: first call from Mon 23 Nov",
        ),
        (
            {"getting_later": True, "later_days": (31, 38, 45)},
            "Paying later each month: 31 → 38 → 45 days",
        ),
        (
            {"last_notice": ("Final notice", date(2026, 11, 10))},
            "Final notice sent 10 days ago, no answer",
        ),
        (
            {"last_notice": ("Past-due notice", TODAY)},
            "Past-due notice sent today: follow up from Fri 27 Nov",
        ),
        (
            {"last_notice": ("Reminder", date(2026, 11, 14))},  # a week later is a Saturday
            "Reminder sent 6 days ago: follow up from Mon 23 Nov",
        ),
        ({"last_notice": ("Reminder", date(2026, 10, 29))}, "47 days late, last spoke 21 days ago"),
        ({"last_reached": None}, "47 days late, nobody reached yet"),
        (
            {"payment_returned": date(2026, 11, 18), "getting_later": True},
            "A payment was returned: ask for a bank transfer",
        ),
        ({"nsf_180": True}, "47 days late, last spoke 21 days ago"),
        ({"over_limit": True}, "Over the credit limit"),
    ],
)
def test_the_reason_names_the_most_telling_fact(change: dict[str, Any], reason: str) -> None:
    assert placed(replace(LATE, **change)).reason == reason


FACTS = st.builds(
    CustomerFacts,
    name=st.text(max_size=20),
    owes=st.integers(0, 10**9),
    overdue=st.integers(0, 10**9),
    days_late=st.integers(0, 2_000),
    broken_90=st.integers(0, 9),
    partly_90=st.integers(0, 9),
    getting_later=st.booleans(),
    over_limit=st.booleans(),
    nsf_180=st.booleans(),
    last_reached=st.none() | st.dates(date(2024, 1, 1), TODAY),
    placed=st.booleans(),
    plan_up_to_date=st.booleans(),
    contacts_today=st.integers(0, 2),
    attempts_7d=st.integers(0, 5),
    courtesy_since=st.none() | st.dates(date(2026, 9, 1), TODAY),
)


@given(FACTS)
def test_the_parts_always_add_up_and_every_place_has_its_reason(facts: CustomerFacts) -> None:
    placement = placed(facts)
    assert sum(points for _, points in placement.parts) == placement.score
    assert 0 <= placement.score <= 100
    assert bool(placement.reason) == (placement.where != "none")


@given(FACTS, st.integers(0, 10**8), st.integers(0, 100))
def test_owing_more_for_longer_never_lowers_the_score(
    facts: CustomerFacts, more: int, longer: int
) -> None:
    worse = replace(facts, overdue=facts.overdue + more, days_late=facts.days_late + longer)
    if placed(facts).where == placed(worse).where == "today":
        assert placed(worse).score >= placed(facts).score


def test_a_pin_appears_on_its_very_day() -> None:
    assert placed(CustomerFacts("x", owes=1, verification_due=TODAY)).reason == (
        "Delivered today: verification letter to send"
    )
    assert placed(CustomerFacts("x", owes=1, cutoff=TODAY)).reason == "Send invoice by Fri 20 Nov"
    assert placed(CustomerFacts("x", owes=1, instalment_due=(1, 2, 50, TODAY))).pin == PIN_FOLLOW_UP
    new = CustomerFacts("x", owes=1, dispute_step=(TODAY, "look at it"), dispute_opened=TODAY)
    assert placed(new).reason == "New dispute: look at it"


def test_a_cut_off_of_the_next_business_day_is_announced_over_the_weekend() -> None:
    after_weekend = CustomerFacts("x", owes=1, cutoff=date(2026, 11, 23))
    assert placed(after_weekend).pin == PIN_CUTOFF
    assert placed(replace(after_weekend, cutoff=date(2026, 11, 24))).where == "none"


def test_a_courtesy_call_is_due_on_its_day() -> None:
    assert placed(CustomerFacts("x", owes=1, courtesy_since=date(2026, 10, 21))).where == "today"


def test_a_dispute_with_nothing_else_late_rests() -> None:
    facts = CustomerFacts("Bluebird", owes=300_000, disputed=207_525)
    assert placed(facts).reason == "Nothing else is late, in dispute: $2,075.25"
    assert placed(replace(facts, overdue=1, days_late=1)).where == "today"


def test_an_answer_on_the_day_of_the_notice_counts_as_an_answer() -> None:
    answered = replace(LATE, last_notice=("Final notice", date(2026, 10, 30)))
    assert "no answer" not in placed(answered).reason


def test_months_late_the_first_call_is_no_longer_called_the_first() -> None:
    at_20 = replace(LATE, oldest_due=date(2026, 10, 23), days_late=28, last_reached=None)
    at_21 = replace(LATE, oldest_due=date(2026, 10, 22), days_late=29, last_reached=None)
    assert placed(at_20).reason == "First call due: 20 business days past due"
    assert placed(at_21).reason == "29 days late, nobody reached yet"


def test_a_talk_before_the_due_date_is_not_the_first_call() -> None:
    spoken_on_due_day = replace(
        LATE, oldest_due=date(2026, 11, 16), days_late=4, last_reached=date(2026, 11, 16)
    )
    assert placed(spoken_on_due_day).reason == "First call due: 4 business days past due"
