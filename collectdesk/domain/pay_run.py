"""A customer's pay runs: on which days they pay, and by when an invoice must be there for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.dates import (
    WEEKDAYS,
    add_months_clamped,
    clamped,
    first_of_month,
    parse_date_iso,
)
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.words import ordinal, quoted, typed_plainly

LAST_DAY: Final = 31
LONGEST_CUTOFF: Final = 30
_SEARCH_DAYS: Final = 70
_TEXT_LIMIT: Final = 100
_SHORT_WEEKDAYS: Final = tuple(name[:3].upper() for name in WEEKDAYS)


class PayRunKind(StrEnum):
    """How often a customer pays."""

    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    SEMIMONTHLY = "semimonthly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class PayRun:
    """When a customer pays. Raises InvalidInput when its numbers make no sense.

    Weekly runs use ``weekday`` (0 is Monday); bi-weekly runs every 14 days from and before
    ``anchor``; monthly runs on ``day``; semi-monthly ones on ``first_day`` and ``day``, where 31 is
    the month's last day. An invoice must be there ``cutoff_business_days`` before a run. A run on a
    non-business day moves to the business day before it, or after it without ``move_back``.
    """

    kind: PayRunKind
    weekday: int = 0
    anchor: date | None = None
    day: int = LAST_DAY
    first_day: int = 15
    cutoff_business_days: int = 0
    move_back: bool = True

    def __post_init__(self) -> None:
        _check(0 <= self.weekday <= 6, "Choose a day of the week.")
        _check(
            self.kind is not PayRunKind.BIWEEKLY or self.anchor is not None,
            "For a run every other week, give the date of one run.",
        )
        _check(1 <= self.first_day <= LAST_DAY, "The day of the month must be from 1 to 31.")
        _check(1 <= self.day <= LAST_DAY, "The day of the month must be from 1 to 31.")
        _check(
            0 <= self.cutoff_business_days <= LONGEST_CUTOFF,
            f"The cut-off is at most {LONGEST_CUTOFF} business days.",
        )

    def code(self) -> str:
        """The canonical text; ``parse_pay_run`` reads it back."""
        cutoff = f" CUTOFF {self.cutoff_business_days}" if self.cutoff_business_days else ""
        return f"{self._rhythm_code()}{cutoff}{'' if self.move_back else ' FORWARD'}"

    def _rhythm_code(self) -> str:
        match self.kind:
            case PayRunKind.WEEKLY:
                return f"WEEKLY {_SHORT_WEEKDAYS[self.weekday]}"
            case PayRunKind.BIWEEKLY:
                return f"BIWEEKLY {self._anchor().isoformat()}"
            case PayRunKind.SEMIMONTHLY:
                return f"SEMIMONTHLY {self.first_day}/{self.day}"
            case PayRunKind.MONTHLY:
                return f"MONTHLY {self.day}"

    def label(self) -> str:
        """The rhythm in words: "every other Fri", "15th and last day of the month"."""
        match self.kind:
            case PayRunKind.WEEKLY:
                return f"every {WEEKDAYS[self.weekday][:3]}"
            case PayRunKind.BIWEEKLY:
                return f"every other {WEEKDAYS[self._anchor().weekday()][:3]}"
            case PayRunKind.SEMIMONTHLY:
                return f"{_day_label(self.first_day)} and {_day_label(self.day)} of the month"
            case PayRunKind.MONTHLY:
                return f"{_day_label(self.day)} of the month"

    def typed(self) -> str:
        """All of it as a form shows it: "every other Fri from 2026-11-06, cut-off 3".

        ``parse_pay_run`` reads the same pay run back.
        """
        biweekly = self.kind is PayRunKind.BIWEEKLY
        anchor = f" from {self._anchor().isoformat()}" if biweekly else ""
        cutoff = f", cut-off {self.cutoff_business_days}" if self.cutoff_business_days else ""
        return f"{self.label()}{anchor}{cutoff}{'' if self.move_back else ' forward'}"

    def runs(self, first: date, last: date, calendar: BusinessCalendar) -> tuple[date, ...]:
        """The days, moved to business days, on which runs happen from ``first`` to ``last``."""
        margin = timedelta(days=_SEARCH_DAYS)
        nominal = self._nominal(first - margin, last + margin)
        moved = {self._moved(day, calendar) for day in nominal}
        return tuple(sorted(day for day in moved if first <= day <= last))

    def _moved(self, day: date, calendar: BusinessCalendar) -> date:
        if self.move_back:
            return calendar.previous_business_day(day)
        return calendar.next_business_day(day)

    def _nominal(self, first: date, last: date) -> Iterator[date]:
        match self.kind:
            case PayRunKind.WEEKLY:
                yield from _every(7, first + timedelta(days=self.weekday - first.weekday()), last)
            case PayRunKind.BIWEEKLY:
                phase = (first - self._anchor()).days % 14
                yield from _every(14, first - timedelta(days=phase), last)
            case PayRunKind.SEMIMONTHLY:
                yield from _each_month((self.first_day, self.day), first, last)
            case PayRunKind.MONTHLY:
                yield from _each_month((self.day,), first, last)

    def _anchor(self) -> date:
        return self.anchor or date.min


def target_run(due: date, run: PayRun, calendar: BusinessCalendar) -> date:
    """The last pay run on or before the due date."""
    first = due
    while True:
        first -= timedelta(days=_SEARCH_DAYS)
        found = run.runs(first, due, calendar)
        if found:
            return found[-1]


def run_on_or_after(day: date, run: PayRun, calendar: BusinessCalendar) -> date:
    """The first pay run on ``day`` or after it."""
    last = day
    while True:
        last += timedelta(days=_SEARCH_DAYS)
        found = run.runs(day, last, calendar)
        if found:
            return found[0]


def cutoff_of(pay_day: date, run: PayRun, calendar: BusinessCalendar) -> date:
    """The last day on which an invoice may arrive to be paid in the run on ``pay_day``."""
    return calendar.add_business_days(pay_day, -run.cutoff_business_days)


def receive_by(due: date, run: PayRun, calendar: BusinessCalendar) -> date:
    """When the customer must have the invoice to pay it on time: target run minus the cut-off."""
    return cutoff_of(target_run(due, run, calendar), run, calendar)


def send_by(due: date, run: PayRun, calendar: BusinessCalendar, mail_days: int = 0) -> date:
    """When to send it at the latest, if the mail takes ``mail_days`` business days."""
    return calendar.add_business_days(receive_by(due, run, calendar), -mail_days)


def next_run_for(received: date, run: PayRun, calendar: BusinessCalendar) -> date:
    """The first pay run whose cut-off an invoice received on that day still meets."""
    pay_day = run_on_or_after(received, run, calendar)
    while cutoff_of(pay_day, run, calendar) < received:
        pay_day = run_on_or_after(pay_day + timedelta(days=1), run, calendar)
    return pay_day


def paying_run(due: date, received: date, run: PayRun, calendar: BusinessCalendar) -> date:
    """The run in which the customer will pay: the target, or after a missed cut-off the next."""
    return max(target_run(due, run, calendar), next_run_for(received, run, calendar))


def _check(holds: bool, advice: str) -> None:
    if not holds:
        raise InvalidInput(f"This pay run cannot be used. {advice}", "pay_run")


def _every(days: int, first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=days)


def _each_month(days: tuple[int, ...], first: date, last: date) -> Iterator[date]:
    month = first_of_month(first)
    while month <= last:
        yield from (clamped(month.year, month.month, day) for day in days)
        month = add_months_clamped(month, 1)


def _day_label(day: int) -> str:
    return "last day" if day == LAST_DAY else ordinal(day)


_CUTOFF = re.compile(r" ?[,;]? ?\(?cut[- ]?off:? ?([0-9]{1,2})(?: (?:business )?days?)?\)?$")
_WEEKDAY: Final = (
    r"(mon(?:days?)?|tue(?:s|sdays?)?|wed(?:s|nesdays?)?|thu(?:rs?|rsdays?)?|fri(?:days?)?"
    r"|sat(?:urdays?)?|sun(?:days?)?)"
)
_DAY: Final = r"(?:the )?([0-9]{1,2}|last)(?:st|nd|rd|th)?(?: day)?(?: of (?:the|each) month)?"
_LAST_AT_WORK = re.compile(r"\blast (?:business|working) day\b")
_WEEKLY = re.compile(rf"(?:(?:weekly,?|every|each)(?: on)? )?{_WEEKDAY}")
_BIWEEKLY = re.compile(
    r"(?:bi-?weekly|every (?:other|second)|every (?:2|two) weeks|fortnightly)(?: on)?"
    rf"(?: {_WEEKDAY})?(?: from| starting)? "
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
)
_SEMIMONTHLY = re.compile(rf"(?:semi-?monthly )?{_DAY} ?(?:/|and|&) ?{_DAY}")
_TWICE_A_MONTH = re.compile(r"semi-?monthly|twice a month")
_MONTHLY = re.compile(rf"(?:monthly |every month )?(?:on )?{_DAY}")
_MONTH_END = re.compile(
    r"(?:monthly )?(?:(?:at|on) )?(?:the )?(?:month[ -]end|end of (?:the )?month)"
)


def parse_pay_run(text: str) -> PayRun:
    """A pay run from its code or as typed: "every Fri", "every other Fri from 2026-11-06",
    "15th and last day of the month, cut-off 3". Raises InvalidInput when not understood.
    """
    flat = typed_plainly(text) if len(text) <= _TEXT_LIMIT else ""
    move_back = not flat.endswith(" forward")
    flat = flat.removesuffix(" forward")
    cutoff = _CUTOFF.search(flat)
    said = flat[: cutoff.start()] if cutoff else flat
    # Runs on days off move anyhow.
    rhythm = _read_rhythm(_LAST_AT_WORK.sub("last day", said).rstrip(" .,;"))
    if rhythm is None:
        raise InvalidInput(
            f"The pay run {quoted(text)} was not understood. Type it as every Fri, "
            "every other Fri from 2026-11-06, 15th and last, or 25th of the month.",
            "pay_run",
        )
    days = int(cutoff[1]) if cutoff else 0
    return replace(rhythm, cutoff_business_days=days, move_back=move_back)


def _read_rhythm(text: str) -> PayRun | None:
    if found := _WEEKLY.fullmatch(text):
        return PayRun(PayRunKind.WEEKLY, weekday=_weekday_number(found[1]))
    if found := _BIWEEKLY.fullmatch(text):
        return _biweekly(found[1], parse_date_iso(found[2]))
    if found := _SEMIMONTHLY.fullmatch(text):
        first, second = _day_number(found[1]), _day_number(found[2])
        return PayRun(PayRunKind.SEMIMONTHLY, first_day=first, day=second)
    if found := _MONTHLY.fullmatch(text):
        return PayRun(PayRunKind.MONTHLY, day=_day_number(found[1]))
    if _TWICE_A_MONTH.fullmatch(text):
        return PayRun(PayRunKind.SEMIMONTHLY)
    return PayRun(PayRunKind.MONTHLY) if _MONTH_END.fullmatch(text) else None


def _biweekly(weekday: str | None, anchor: date) -> PayRun:
    if weekday and anchor.weekday() != _weekday_number(weekday):
        raise InvalidInput(
            f"{anchor} is a {WEEKDAYS[anchor.weekday()]}. Correct the date or the weekday.",
            "pay_run",
        )
    return PayRun(PayRunKind.BIWEEKLY, anchor=anchor)


def _weekday_number(name: str) -> int:
    return _SHORT_WEEKDAYS.index(name[:3].upper())


def _day_number(text: str) -> int:
    return LAST_DAY if text == "last" else int(text)
