"""A dispute is answered in two business days and, once solved, gives a week to pay."""

from __future__ import annotations

from datetime import date

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.call import CausedBy, ReasonCode
from collectdesk.domain.dispute import (
    DisputeReason,
    DisputeState,
    Resolution,
    answer_by,
    due_after_resolution,
    may_become,
)


def test_an_answer_is_due_in_two_business_days() -> None:
    assert answer_by(date(2026, 11, 20), BusinessCalendar()) == date(2026, 11, 24)


def test_a_solved_dispute_gives_a_week_and_never_less_than_the_terms() -> None:
    solved = date(2026, 11, 20)
    assert due_after_resolution(solved, date(2026, 10, 1)) == date(2026, 11, 27)
    assert due_after_resolution(solved, date(2026, 12, 22)) == date(2026, 12, 22)


def test_a_resolved_dispute_is_over() -> None:
    assert not any(may_become(DisputeState.RESOLVED, state) for state in DisputeState)
    assert may_become(DisputeState.OPEN, DisputeState.RESOLVED)


def test_every_dispute_reason_is_a_reason_for_late_payment_on_our_side() -> None:
    for reason in DisputeReason:
        assert ReasonCode(reason.value).caused_by is CausedBy.OURS
        assert ReasonCode(reason.value).label == reason.label


def test_every_resolution_can_be_said() -> None:
    assert all(resolution.label for resolution in Resolution)
