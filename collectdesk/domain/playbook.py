"""The playbook: the ladder of notices, and which one is next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar

FIRST_CONTACT_BUSINESS_DAYS: Final = 3


class Stage(IntEnum):
    """How far collecting from a customer has gone."""

    PREVENT = 0
    REMIND = 1
    SECOND_NOTICE = 2
    FINAL = 3
    PRE_AGENCY = 4
    PLACED = 5


class Tone(StrEnum):
    """How a letter speaks; shown before it is sent."""

    WARM = "warm"
    NEUTRAL = "neutral"
    FRIENDLY = "friendly"
    HELPFUL = "helpful"
    DIRECT = "direct"
    FIRM = "firm"
    FORMAL = "formal"
    CARING = "caring"


class NoticeKind(StrEnum):
    """The notices, from the gentlest to the last. The values are stored in books."""

    REMINDER = "reminder"
    PAST_DUE = "past_due"
    SECOND = "second"
    FINAL = "final"
    DEMAND = "demand"

    @property
    def stage(self) -> Stage:
        """The stage in which a customer is once it was sent."""
        return _LADDER[self].stage

    @property
    def tone(self) -> Tone:
        """How it speaks."""
        return _LADDER[self].tone

    @property
    def stamp(self) -> str:
        """The id of its stamp; empty when it carries none."""
        return _LADDER[self].stamp


NOTICE_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        NoticeKind.REMINDER: "Reminder",
        NoticeKind.PAST_DUE: "Past-due notice",
        NoticeKind.SECOND: "Second notice",
        NoticeKind.FINAL: "Final notice",
        NoticeKind.DEMAND: "Demand",
    }
)


@dataclass(frozen=True, slots=True)
class _Rung:
    stage: Stage
    tone: Tone
    stamp: str
    from_days: int


_LADDER: Final = {
    NoticeKind.REMINDER: _Rung(Stage.REMIND, Tone.FRIENDLY, "reminder", 3),
    NoticeKind.PAST_DUE: _Rung(Stage.REMIND, Tone.DIRECT, "past_due", 10),
    NoticeKind.SECOND: _Rung(Stage.SECOND_NOTICE, Tone.FIRM, "second", 30),
    NoticeKind.FINAL: _Rung(Stage.FINAL, Tone.FIRM, "final", 45),
    NoticeKind.DEMAND: _Rung(Stage.PRE_AGENCY, Tone.FORMAL, "", 60),
}


def _default_days() -> Mapping[NoticeKind, int]:
    return {kind: rung.from_days for kind, rung in _LADDER.items()}


@dataclass(frozen=True, slots=True)
class NoticePolicy:
    """When each notice is due, in days past due; the owner can change it.

    ``first_contact_business_days`` pass before any notice, ``days_between`` lie between two. The
    demand goes out only where the owner means it.
    """

    from_days: Mapping[NoticeKind, int] = field(default_factory=_default_days)
    first_contact_business_days: int = FIRST_CONTACT_BUSINESS_DAYS
    days_between: int = 10
    demand_meant: bool = False


def stage_for(
    days_late: int,
    sent: Collection[str] = (),
    days_since_last: int | None = None,
    policy: NoticePolicy | None = None,
) -> NoticeKind | None:
    """The notice that is next for a customer whose oldest invoice is ``days_late``; None for none.

    ``sent`` are the kinds already sent about this lateness, ``days_since_last`` the days since the
    last of them. The first notice is a reminder or, when it is late for that, a past-due notice;
    from there no rung is skipped, none comes twice, and the customer has time between two.
    """
    rules = policy or NoticePolicy()
    following = _next_rung(days_late, sent, rules)
    if following is None or days_late < rules.from_days[following]:
        return None
    if following is NoticeKind.DEMAND and not rules.demand_meant:
        return None
    too_soon = days_since_last is not None and days_since_last < rules.days_between
    return None if too_soon else following


def _next_rung(days_late: int, sent: Collection[str], rules: NoticePolicy) -> NoticeKind | None:
    rungs = list(NoticeKind)
    climbed = [rungs.index(kind) for kind in rungs if kind in sent]
    if climbed:
        higher = max(climbed) + 1
        return rungs[higher] if higher < len(rungs) else None
    late_start = days_late >= rules.from_days[NoticeKind.PAST_DUE]
    return NoticeKind.PAST_DUE if late_start else NoticeKind.REMINDER


def first_notice_day(
    due: date, calendar: BusinessCalendar, business_days: int = FIRST_CONTACT_BUSINESS_DAYS
) -> date:
    """The first day for contact about an unpaid invoice: three business days after due."""
    return calendar.add_business_days(due, business_days)


def notice_due(
    oldest_due: date,
    sent: Iterable[tuple[str, date]],
    today: date,
    calendar: BusinessCalendar,
    policy: NoticePolicy | None = None,
) -> NoticeKind | None:
    """The notice to print today for a customer whose oldest undisputed invoice fell due then.

    ``sent`` are all notices (kind and day) that the customer ever got; those from before the oldest
    due date belong to an earlier lateness. Catches up after days off, one rung at a time. What
    falls on a day off is due on the next business day.
    """
    rules = policy or NoticePolicy()
    if today < first_notice_day(oldest_due, calendar, rules.first_contact_business_days):
        return None
    lately = {kind: day for kind, day in sorted(sent, key=lambda notice: notice[1])
              if day > oldest_due}  # fmt: skip
    reached = calendar.previous_business_day(today)
    since = (reached - max(lately.values())).days if lately else None
    return stage_for((reached - oldest_due).days, lately, since, rules)
