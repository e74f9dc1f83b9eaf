"""An invoice's own line of steps: what the manual asks for on which day, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from collectdesk.domain.calendar import BusinessCalendar, follow_up_day
from collectdesk.domain.playbook_steps import (
    MERGE_BUSINESS_DAYS,
    Channel,
    PlaybookStep,
    Trigger,
    step_day,
)
from collectdesk.domain.policy import FOLLOW_UP

State = Literal["done", "missed", "due", "ahead"]
_ONLY_LARGE_OR_NEW: Final = "courtesy_check"
_ONLY_WITHOUT_SLIP: Final = ("verification", "delivery_call")
_TALKS: Final = (Channel.CALL, Channel.EMAIL)


@dataclass(frozen=True, slots=True)
class InvoiceDays:
    """The days of an invoice from which steps are counted; None where there is none."""

    issued: date
    due: date
    sent: date | None = None
    delivered: date | None = None
    discount_until: date | None = None
    receive_by: date | None = None
    closed: date | None = None
    is_verified: bool = False
    is_large_or_new: bool = False


@dataclass(frozen=True, slots=True)
class LineStep:
    """A step with its day. ``done_on`` is when it was done, or may have been by a later talk.

    "due" is the one step that waits now; what it has overtaken undone is "missed".
    """

    day: date
    code: str
    action: str
    channel: str
    why: str
    state: State
    done_on: date | None = None


def step_line(
    steps: Iterable[PlaybookStep],
    days: InvoiceDays,
    talks: Sequence[date],
    letters: Mapping[str, date],
    today: date,
    calendar: BusinessCalendar,
) -> tuple[LineStep, ...]:
    """The steps of one invoice by their days.

    ``talks`` are the days on which a person was reached since it was issued, the oldest first,
    ``letters`` the first
    day of each kind of document about it. A talk within five business days before a step counts
    for it, as such tasks merge into one call. After the invoice is closed nothing is asked for.
    """
    dated = sorted(_dated(steps, days, calendar), key=lambda pair: pair[0])
    last = days.closed or date.max
    dated = [(day, step) for day, step in dated if day <= last]
    ends = [day for day, _ in dated[1:]] + [date.max]
    done = [
        _done_on(step, day, end, talks, letters, calendar)
        for (day, step), end in zip(dated, ends, strict=True)
    ]
    waiting = [
        at
        for at, (day, _) in enumerate(dated)
        if done[at] is None and day <= today and days.closed is None
    ]
    newest = max((at for at, (day, _) in enumerate(dated) if day <= today), default=-1)
    return tuple(
        LineStep(
            day=day,
            code=step.code,
            action=step.action,
            channel=step.channel.value,
            why=step.why,
            state=_state(at, day, done[at], today, due=at == newest and at in waiting),
            done_on=done[at],
        )
        for at, (day, step) in enumerate(dated)
    )


def _state(at: int, day: date, done_on: date | None, today: date, *, due: bool) -> State:
    if done_on is not None:
        return "done"
    if due:
        return "due"
    return "ahead" if day > today else "missed"


def _dated(
    steps: Iterable[PlaybookStep], days: InvoiceDays, calendar: BusinessCalendar
) -> Iterator[tuple[date, PlaybookStep]]:
    triggers = {
        Trigger.DELIVERY: days.delivered,
        Trigger.RECEIVE_BY: days.receive_by,
        Trigger.DISCOUNT_DATE: days.discount_until,
        Trigger.DUE: days.due,
        Trigger.SENT: days.sent,
    }
    for step in steps:
        on = triggers.get(step.trigger)
        if on is None or not _applies(step, days):
            continue
        yield max(days.issued, _day(step, on, calendar)), step


@lru_cache(maxsize=16_384)
def _day(step: PlaybookStep, on: date, calendar: BusinessCalendar) -> date:
    """The day of a step; many invoices share their days, so each is worked out once."""
    if step.code == FOLLOW_UP:
        return follow_up_day(on, calendar, step.offset)
    return step_day(step, on, calendar)


@lru_cache(maxsize=16_384)
def _earliest(day: date, calendar: BusinessCalendar) -> date:
    return calendar.add_business_days(day, -MERGE_BUSINESS_DAYS)


def _applies(step: PlaybookStep, days: InvoiceDays) -> bool:
    if step.code == _ONLY_LARGE_OR_NEW:
        return days.is_large_or_new
    return not (step.code in _ONLY_WITHOUT_SLIP and days.is_verified)


def _done_on(
    step: PlaybookStep,
    day: date,
    end: date,
    talks: Sequence[date],
    letters: Mapping[str, date],
    calendar: BusinessCalendar,
) -> date | None:
    letter = letters.get(step.document) if step.document else None
    if step.channel not in _TALKS:
        return letter
    if not talks:
        return letter
    earliest = _earliest(day, calendar)
    talked = next((talk for talk in talks if earliest <= talk < max(end, day)), None)
    return min((one for one in (letter, talked) if one is not None), default=None)
