"""A customer's pay runs tell by when an invoice must be there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.pay_run import (
    PayRun,
    PayRunKind,
    cutoff_of,
    next_run_for,
    parse_pay_run,
    paying_run,
    receive_by,
    send_by,
    target_run,
)

PLAIN = BusinessCalendar()
THURSDAYS = parse_pay_run("every Thu, cut-off 3")
DUE = date(2025, 4, 16)


def test_an_invoice_due_on_16_april_must_be_there_by_the_7th() -> None:
    assert target_run(DUE, THURSDAYS, PLAIN) == date(2025, 4, 10)
    assert receive_by(DUE, THURSDAYS, PLAIN) == date(2025, 4, 7)
    assert send_by(DUE, THURSDAYS, PLAIN, mail_days=3) == date(2025, 4, 2)


def test_a_missed_cut_off_costs_a_cycle() -> None:
    assert next_run_for(date(2025, 4, 7), THURSDAYS, PLAIN) == date(2025, 4, 10)
    assert next_run_for(date(2025, 4, 8), THURSDAYS, PLAIN) == date(2025, 4, 17)
    assert paying_run(DUE, date(2025, 3, 3), THURSDAYS, PLAIN) == date(2025, 4, 10)
    assert paying_run(DUE, date(2025, 4, 8), THURSDAYS, PLAIN) == date(2025, 4, 17)


def test_a_run_on_the_due_date_still_counts() -> None:
    assert target_run(date(2025, 4, 17), THURSDAYS, PLAIN) == date(2025, 4, 17)


def test_a_run_on_a_day_off_moves_to_the_business_day_before() -> None:
    month_ends = parse_pay_run("last day of the month")
    forward = parse_pay_run("MONTHLY 31 FORWARD")
    first, last = date(2025, 5, 1), date(2025, 6, 30)
    assert month_ends.runs(first, last, PLAIN) == (date(2025, 5, 30), date(2025, 6, 30))
    assert forward.runs(first, last, PLAIN) == (date(2025, 6, 2), date(2025, 6, 30))


def test_a_run_moved_back_across_a_month_is_found() -> None:
    new_year = BusinessCalendar(frozenset({date(2025, 1, 1)}))
    first_of_month = PayRun(PayRunKind.MONTHLY, day=1)
    assert target_run(date(2024, 12, 31), first_of_month, new_year) == date(2024, 12, 31)


def test_semi_monthly_runs_are_the_15th_and_the_last() -> None:
    run = parse_pay_run("15th and last")
    assert run.runs(date(2025, 2, 1), date(2025, 3, 31), PLAIN) == (
        date(2025, 2, 14),
        date(2025, 2, 28),
        date(2025, 3, 14),
        date(2025, 3, 31),
    )


def test_bi_weekly_runs_keep_their_rhythm_before_and_after_the_anchor() -> None:
    run = parse_pay_run("every other Fri from 2025-04-11")
    assert run.runs(date(2025, 3, 20), date(2025, 5, 1), PLAIN) == (
        date(2025, 3, 28),
        date(2025, 4, 11),
        date(2025, 4, 25),
    )


@pytest.mark.parametrize(
    ("typed", "code", "label"),
    [
        ("every Friday", "WEEKLY FRI", "every Fri"),
        ("weekly thu, cut-off 3 days", "WEEKLY THU CUTOFF 3", "every Thu"),
        ("every other Fri from 2026-11-06", "BIWEEKLY 2026-11-06", "every other Fri"),
        ("15th and last", "SEMIMONTHLY 15/31", "15th and last day of the month"),
        ("25th of the month", "MONTHLY 25", "25th of the month"),
        ("last day of the month", "MONTHLY 31", "last day of the month"),
        ("end of the month", "MONTHLY 31", "last day of the month"),
        ("semi-monthly", "SEMIMONTHLY 15/31", "15th and last day of the month"),
        ("fortnightly from 2026-11-06", "BIWEEKLY 2026-11-06", "every other Fri"),
        ("every Thurs", "WEEKLY THU", "every Thu"),
        ("Fridays, cut off 2 business days", "WEEKLY FRI CUTOFF 2", "every Fri"),
        ("every  Fri ,cut\N{EN DASH}off2", "WEEKLY FRI CUTOFF 2", "every Fri"),
        ("Fri. (cut-off: 2)", "WEEKLY FRI CUTOFF 2", "every Fri"),
        ("Month-end; cutoff 2 days", "MONTHLY 31 CUTOFF 2", "last day of the month"),
        ("last business day of the month", "MONTHLY 31", "last day of the month"),
        ("every month on the 25th", "MONTHLY 25", "25th of the month"),
        ("every other Friday starting 2026-11-06", "BIWEEKLY 2026-11-06", "every other Fri"),
    ],
)
def test_pay_runs_are_understood_as_typed(typed: str, code: str, label: str) -> None:
    run = parse_pay_run(typed)
    assert run.code() == code
    assert run.label() == label


@pytest.mark.parametrize(
    "typed",
    ["", "often", "every other Fri", "every other Mon from 2026-11-06", "32nd of the month",
     "weekly fri cutoff 99", "every blursday", "every month", "every wedding",
     "10th business day", "first Friday", "last Friday of the month",
     "BIWEEKLY 2026-02-30", "x" * 10_000],
)  # fmt: skip
def test_pay_runs_that_are_not_understood_are_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        parse_pay_run(typed)


DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
RUNS = st.builds(
    PayRun,
    kind=st.sampled_from(PayRunKind),
    weekday=st.integers(0, 6),
    anchor=DAYS,
    day=st.integers(1, 31),
    first_day=st.integers(1, 31),
    cutoff_business_days=st.integers(0, 10),
    move_back=st.booleans(),
)
CALENDARS = st.builds(BusinessCalendar, st.frozensets(DAYS, max_size=15))


@given(RUNS, DAYS)
def test_a_stored_code_gives_the_same_runs_back(run: PayRun, first: date) -> None:
    again = parse_pay_run(run.code())
    last = first + timedelta(days=70)
    assert again.runs(first, last, PLAIN) == run.runs(first, last, PLAIN)
    assert again.cutoff_business_days == run.cutoff_business_days


@given(RUNS, DAYS, CALENDARS)
def test_the_target_run_is_the_last_one_by_the_due_date(
    run: PayRun, due: date, calendar: BusinessCalendar
) -> None:
    target = target_run(due, run, calendar)
    assert calendar.is_business_day(target)
    assert target <= due
    assert run.runs(target + timedelta(days=1), due, calendar) == ()


@given(RUNS, DAYS, CALENDARS)
def test_an_invoice_is_paid_in_the_first_run_whose_cut_off_it_meets(
    run: PayRun, received: date, calendar: BusinessCalendar
) -> None:
    pay_day = next_run_for(received, run, calendar)
    assert received <= cutoff_of(pay_day, run, calendar)
    earlier = run.runs(received, pay_day - timedelta(days=1), calendar)
    assert all(cutoff_of(day, run, calendar) < received for day in earlier)
