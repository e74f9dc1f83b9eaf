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
    """The days of an invoice from which steps are counted; None where there is none.

    ``has_early_price`` is not true of one of which a part was paid: its early price is gone.
    """

    issued: date
    due: date
    sent: date | None = None
    delivered: date | None = None
    discount_until: date | None = None
    receive_by: date | None = None
    closed: date | None = None
    is_verified: bool = False
    is_large_or_new: bool = False
    has_early_price: bool = True


@dataclass(frozen=True, slots=True)
class LineStep:
    """A step with its day. ``done_on`` is when it was done, or may have been by a later talk.

    "due" is the one step that waits now; what it has overtaken undone is "missed", as is what the
    days have overtaken: nobody recalls an early price that is over.
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
    ``letters`` the first day of each kind of document about it. A talk within five business days
    before a step counts for it, as such tasks merge into one call. After the invoice is closed
    nothing is asked for.
    """
    dated = sorted(_dated(steps, days, calendar), key=lambda pair: pair[0])
    last = days.closed or date.max
    dated = [(day, step) for day, step in dated if day <= last]
    ends = [*(day for day, _ in dated), date.max][1:]
    done = [
        _done_on(step, day, end, talks, letters, calendar)
        for (day, step), end in zip(dated, ends, strict=True)
    ]
    waiting = [
        at
        for at, (day, step) in enumerate(dated)
        if done[at] is None and day <= today and days.closed is None
        if not _is_over(step, days, today)
    ]
    newest = max((at for at, (day, _) in enumerate(dated) if day <= today), default=-1)
    return tuple(
        LineStep(
            day=day,
            code=step.code,
            action=step.action,
            channel=step.channel.words,
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
    triggers = dict(_triggers(days))
    for step in steps:
        on = triggers.get(step.trigger)
        if on is None or not _applies(step, days):
            continue
        yield max(days.issued, _day(step, on, calendar)), step


def _triggers(days: InvoiceDays) -> tuple[tuple[Trigger, date | None], ...]:
    return (
        (Trigger.DELIVERY, days.delivered),
        (Trigger.RECEIVE_BY, days.receive_by),
        (Trigger.DISCOUNT_DATE, days.discount_until),
        (Trigger.DUE, days.due),
        (Trigger.SENT, days.sent),
    )


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


def _is_over(step: PlaybookStep, days: InvoiceDays, today: date) -> bool:
    """Whether a step was to be done while the early price stands, and it does no longer."""
    until = days.discount_until
    if step.trigger is not Trigger.DISCOUNT_DATE or step.offset > 0 or until is None:
        return False
    return today > until or not days.has_early_price


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


_Begun = tuple[date, int, PlaybookStep]
"""A step whose day has come, with its place in the manual."""


class WaitingSteps:
    """Of many open invoices the one step that is "due" in ``step_line``, without their lines.

    Only the newest step whose day has come can wait. Many invoices share their days, so what has
    come since a trigger is worked out once.
    """

    def __init__(
        self, steps: Iterable[PlaybookStep], today: date, calendar: BusinessCalendar
    ) -> None:
        self._today = today
        self._calendar = calendar
        self._steps = tuple(enumerate(steps))
        self._begun: dict[tuple[int, date, bool, bool], tuple[_Begun, _Begun] | None] = {}

    def of(
        self, days: InvoiceDays, talked_on: date | None, letters: Mapping[str, date]
    ) -> tuple[date, PlaybookStep] | None:
        """The step that waits with its day; ``talked_on`` is the last talk up to today."""
        if days.issued > self._today:
            return None
        newest: _Begun | None = None
        for number, (trigger, on) in enumerate(_triggers(days)):
            if on is None:
                continue
            key = (number, on, days.is_verified, days.is_large_or_new)
            if key not in self._begun:
                self._begun[key] = self._since(trigger, on, days)
            begun = _from_issue(self._begun[key], days.issued)
            if begun and (newest is None or begun[:2] > newest[:2]):
                newest = begun
        if newest is None or _is_over(newest[2], days, self._today):
            return None
        if self._is_done(newest, days, talked_on, letters):
            return None
        return newest[0], newest[2]

    def _since(self, trigger: Trigger, on: date, days: InvoiceDays) -> tuple[_Begun, _Begun] | None:
        """The step that came last, and the one that is last in the manual of all that came."""
        begun = [
            (day, at, step)
            for at, step in self._steps
            if step.trigger is trigger and _applies(step, days)
            if (day := _day(step, on, self._calendar)) <= self._today
        ]
        if not begun:
            return None
        return max(begun, key=lambda one: one[:2]), max(begun, key=lambda one: one[1])

    def _is_done(
        self,
        newest: _Begun,
        days: InvoiceDays,
        talked_on: date | None,
        letters: Mapping[str, date],
    ) -> bool:
        day, _, step = newest
        if step.document and step.document in letters:
            return True
        if step.channel not in _TALKS or talked_on is None:
            return False
        return talked_on >= max(days.issued, _earliest(day, self._calendar))


def _from_issue(found: tuple[_Begun, _Begun] | None, issued: date) -> _Begun | None:
    """The newest of the steps that have come; none is before the invoice was issued."""
    if found is None or found[0][0] > issued:
        return found and found[0]
    _, at, step = found[1]
    return issued, at, step
