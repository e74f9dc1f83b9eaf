"""Notices climb one rung at a time, never twice and never early; steps fall on business days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.playbook import (
    NOTICE_LABELS,
    NoticeKind,
    NoticePolicy,
    Stage,
    notice_due,
    stage_for,
)
from collectdesk.domain.playbook_steps import (
    DEFAULT_STEPS,
    Trigger,
    merged,
    step_day,
)

CALENDAR = BusinessCalendar()
FRIDAY_DUE = date(2026, 10, 2)


def on_day(late: int, *sent: tuple[str, int]) -> NoticeKind | None:
    notices = [(kind, FRIDAY_DUE + timedelta(days=day)) for kind, day in sent]
    return notice_due(FRIDAY_DUE, notices, FRIDAY_DUE + timedelta(days=late), CALENDAR)


@pytest.mark.parametrize(
    ("late", "sent", "expected"),
    [
        (4, [], None),
        (5, [], NoticeKind.REMINDER),
        (9, [("reminder", 5)], None),
        (14, [("reminder", 5)], None),
        (16, [("reminder", 5)], None),  # a Sunday
        (17, [("reminder", 5)], NoticeKind.PAST_DUE),
        (12, [], NoticeKind.PAST_DUE),
        (29, [("past_due", 12)], None),
        (31, [("past_due", 12)], NoticeKind.SECOND),
        (44, [("second", 30)], None),
        (45, [("second", 30)], NoticeKind.FINAL),
        (90, [("final", 45)], None),
    ],
)
def test_the_ladder_of_notices(
    late: int, sent: list[tuple[str, int]], expected: NoticeKind | None
) -> None:
    assert on_day(late, *sent) is expected


def test_after_a_long_absence_no_rung_is_skipped() -> None:
    assert on_day(100) is NoticeKind.PAST_DUE
    assert on_day(101, ("past_due", 100)) is None
    assert on_day(110, ("past_due", 100)) is NoticeKind.SECOND
    assert on_day(122, ("past_due", 100), ("second", 110)) is NoticeKind.FINAL


def test_a_notice_that_falls_on_a_day_off_is_due_on_the_next_business_day() -> None:
    monday_due = date(2026, 9, 28)

    def on(day: int, *sent: tuple[str, int]) -> NoticeKind | None:
        notices = [(kind, monday_due + timedelta(days=late)) for kind, late in sent]
        holiday = BusinessCalendar(frozenset({date(2026, 11, 12)}))
        return notice_due(monday_due, notices, monday_due + timedelta(days=day), holiday)

    past_due = ("past_due", 11)
    assert on(30, past_due) is NoticeKind.SECOND  # Wed 28 October
    assert on(45, ("second", 30)) is None  # Thu 12 November, a holiday
    assert on(46, ("second", 30)) is NoticeKind.FINAL
    assert on(33, ("past_due", 23)) is None  # Sat 31 October
    assert on(34, ("past_due", 23)) is None
    assert on(35, ("past_due", 23)) is NoticeKind.SECOND


def test_notices_about_an_earlier_lateness_do_not_count() -> None:
    assert on_day(12, ("final", -40)) is NoticeKind.PAST_DUE
    assert on_day(12, ("final", 0)) is NoticeKind.PAST_DUE, "on its due day it was not late yet"
    assert on_day(60, ("final", 1)) is None


def test_the_demand_goes_out_only_where_the_owner_means_it() -> None:
    sent = ("reminder", "past_due", "second", "final")
    assert stage_for(75, sent, 30) is None
    assert stage_for(75, sent, 30, NoticePolicy(demand_meant=True)) is NoticeKind.DEMAND
    assert stage_for(75, (*sent, "demand"), 30, NoticePolicy(demand_meant=True)) is None


def test_each_notice_has_its_label_tone_stamp_and_stage() -> None:
    assert set(NOTICE_LABELS) == set(NoticeKind)
    assert NOTICE_LABELS[NoticeKind.SECOND] == "Second notice"
    assert NoticeKind.PAST_DUE.stamp == "past_due"
    assert NoticeKind.DEMAND.stamp == ""
    assert NoticeKind.FINAL.tone == "firm"
    assert [kind.stage for kind in NoticeKind] == sorted(kind.stage for kind in NoticeKind)
    assert NoticeKind.FINAL.stage is Stage.FINAL


@given(st.integers(0, 400), st.lists(st.integers(0, 60), max_size=12))
def test_a_whole_history_never_repeats_or_skips(first: int, gaps: list[int]) -> None:
    sent: list[tuple[str, date]] = []
    today = FRIDAY_DUE + timedelta(days=first)
    for gap in gaps:
        today += timedelta(days=gap)
        notice = notice_due(FRIDAY_DUE, sent, today, CALENDAR)
        if notice:
            sent.append((notice, today))
    rungs = [list(NoticeKind).index(NoticeKind(kind)) for kind, _ in sent]
    assert rungs == list(range(rungs[0], rungs[0] + len(rungs))) if rungs else True
    assert not rungs or rungs[0] <= 1
    assert all((b - a).days >= 10 for (_, a), (_, b) in pairwise(sent))


def test_steps_fall_on_business_days() -> None:
    by_code = {step.code: step for step in DEFAULT_STEPS}
    assert step_day(by_code["call_1"], FRIDAY_DUE, CALENDAR) == date(2026, 10, 7)
    assert step_day(by_code["second_notice"], FRIDAY_DUE, CALENDAR) == date(2026, 11, 2)
    assert step_day(by_code["catch_run"], date(2026, 10, 5), CALENDAR) == date(2026, 10, 1)
    assert step_day(by_code["statement"], date(2026, 10, 31), CALENDAR) == date(2026, 11, 2)


def test_the_manual_has_a_reason_for_each_step_and_a_step_for_each_trigger() -> None:
    assert all(step.action and step.why for step in DEFAULT_STEPS)
    assert len({step.code for step in DEFAULT_STEPS}) == len(DEFAULT_STEPS)
    assert {step.trigger for step in DEFAULT_STEPS} == set(Trigger)


def test_tasks_within_five_business_days_are_one_call() -> None:
    days = [date(2026, 10, 12), date(2026, 10, 2), date(2026, 10, 9)]
    assert merged(days, CALENDAR) == (
        (date(2026, 10, 2), date(2026, 10, 9)),
        (date(2026, 10, 12),),
    )
    assert merged([], CALENDAR) == ()


def test_the_first_notice_is_a_past_due_notice_from_day_ten() -> None:
    assert on_day(9) is NoticeKind.REMINDER
    assert on_day(10) is NoticeKind.PAST_DUE


@pytest.mark.parametrize(
    ("trigger", "offsets"),
    [
        (Trigger.DELIVERY, [(0, True), (7, True)]),
        (Trigger.RECEIVE_BY, [(-2, True)]),
        (Trigger.DISCOUNT_DATE, [(-2, True)]),
        (
            Trigger.DUE,
            [(-5, True), (3, True), (10, False), (20, False), (30, False), (45, False),
             (60, False)],
        ),
        (Trigger.SENT, [(30, False)]),
        (Trigger.MONTH_END, [(0, False)]),
        (Trigger.DEMAND_DEADLINE, [(1, True)]),
        (Trigger.PROMISE_MADE, [(0, True)]),
        (Trigger.PROMISE_DEADLINE, [(1, True)]),
        (Trigger.DISPUTE, [(0, True), (2, True)]),
        (Trigger.INSTALMENT, [(1, True), (5, True)]),
    ],
)  # fmt: skip
def test_the_default_manual_keeps_these_days(
    trigger: Trigger, offsets: list[tuple[int, bool]]
) -> None:
    found = [(step.offset, step.business) for step in DEFAULT_STEPS if step.trigger is trigger]
    assert found == offsets
