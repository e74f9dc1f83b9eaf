"""What an owner can learn: causes of lateness, what works here, and the line to stay under."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from collectdesk.domain.call import ReasonCode
from collectdesk.domain.document import document_label
from collectdesk.domain.figures import Span
from collectdesk.domain.playbook import NOTICE_LABELS
from collectdesk.store import learning as stored
from collectdesk.usecases.work import Work

ANSWER_DAYS: Final = 10
WEEKS: Final = 26
_FOLLOWED: Final = (*NOTICE_LABELS, "statement", "verification", "promise_confirmation")


@dataclass(frozen=True, slots=True)
class CauseRow:
    """Why it is late, as told in calls. ``side`` is ours or theirs; money in minor units.

    ``amount`` was past due when it was told, ``days`` how late it came, or is so far.
    """

    reason: str
    side: str
    calls: int
    customers: int
    amount: int
    days: int


@dataclass(frozen=True, slots=True)
class WorksRow:
    """What came within ten days of a letter with its stamp: association, not proof."""

    letter: str
    stamp: str
    sent: int
    answered: int
    share: Fraction
    asked: int
    came: int


@dataclass(frozen=True, slots=True)
class PastDueWeek:
    """How many accounts were past due at the end of a day, and the line to stay under."""

    day: date
    accounts: int
    invoices: int
    target: int


def late_causes(
    work: Work, as_of: date | None = None, since: date | None = None
) -> tuple[CauseRow, ...]:
    """The reasons told over twelve months, or since a day, the largest amount first."""
    span = Span(since, as_of or work.today)
    return tuple(
        CauseRow(ReasonCode(code).label, ReasonCode(code).caused_by.value, *rest)
        for code, *rest in stored.causes(work.db, span.year, span.last)
        if code in tuple(ReasonCode)
    )


def what_works(
    work: Work, as_of: date | None = None, since: date | None = None
) -> tuple[WorksRow, ...]:
    """Letters of twelve months of which the ten days are over, the most used first."""
    span = Span(since, as_of or work.today)
    last = span.last - timedelta(days=ANSWER_DAYS)
    found = stored.letter_effects(work.db, _FOLLOWED, span.year, last, ANSWER_DAYS)
    return tuple(
        WorksRow(
            letter=document_label(kind, work.currency),
            stamp=stamp,
            sent=sent,
            answered=answered,
            share=Fraction(answered, sent),
            asked=asked,
            came=came,
        )
        for kind, stamp, sent, answered, asked, came in found
    )


def past_due_weeks(work: Work, as_of: date | None = None) -> tuple[PastDueWeek, ...]:
    """The number of past-due accounts week by week over half a year, the oldest first."""
    last = as_of or work.today
    days = [last - timedelta(days=7 * back) for back in range(WEEKS - 1, -1, -1)]
    target = work.settings.past_due_target
    counted = stored.past_due_accounts(work.db, days)
    return tuple(
        PastDueWeek(day, accounts, invoices, target)
        for day, (accounts, invoices) in zip(days, counted, strict=True)
    )
