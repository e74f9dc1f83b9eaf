"""Days on which nobody works: public holidays of a country, and the owner's own days off.

The book has a calendar of its own, and a customer may have another. All that is agreed with a
customer goes by the customer's calendar: grace of promises, follow-ups, pay runs and their
cut-offs, instalments, deadlines of letters, the forecast. The owner's own days are in each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.dates import short_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.words import counted, shortened
from collectdesk.exchange import public_holidays as public
from collectdesk.exchange.public_holidays import Place
from collectdesk.store import rows
from collectdesk.store import settings as stored
from collectdesk.usecases import checks, plan_judging, promises
from collectdesk.usecases.work import NO_HOLIDAYS, Work, made_calendar

LONGEST_REST: Final = 366
_MOST_OWN: Final = 5_000


@dataclass(frozen=True, slots=True)
class AddDaysOff:
    """The owner's business rests on a day, or through ``last``; known days get the new name."""

    first: date
    last: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class RemoveDaysOff:
    """The owner's business works on a day again, or through ``last``."""

    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class ChooseCalendar:
    """Whose public holidays count, for the book or for a customer.

    A country (US), or a country and region (US-CA); ``none`` for weekends and own days alone. An
    empty choice for a customer is the calendar of the book.
    """

    calendar: str
    customer_id: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeDaysOff:
    """Several changes as one step: all of them, or none where one is refused."""

    calendar: ChooseCalendar | None = None
    added: AddDaysOff | None = None
    removed: RemoveDaysOff | None = None


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day on which nobody works; ``own`` if the owner entered it."""

    day: date
    name: str
    own: bool


@dataclass(frozen=True, slots=True)
class YearOff:
    """The days off of a year by a calendar, which ``label`` names in words."""

    year: int
    calendar: str
    label: str
    days: tuple[DayOff, ...]


def add_days_off(work: Work, command: AddDaysOff) -> int:
    """Note the days; returns how many there are."""
    days = _span(command.first, command.last)
    name = checks.line(command.name, "name")[:200]
    known = {row["day"]: row for row in rows.HOLIDAYS.find(work.db)}
    if len(known) + len(days) > _MOST_OWN:
        raise InvalidInput("These are more days off than can be kept. Remove old ones.", "first")
    work.label = f"Days off from {short_date(command.first, work.today)}"
    if len(days) == 1:
        work.label = f"Day off on {short_date(command.first, work.today)}"
    for day in days:
        if day in known:
            rows.HOLIDAYS.change(work.db, known[day]["id"], name=name)
        else:
            rows.HOLIDAYS.add(work.db, day=day, name=name)
    follow_calendars(work)
    return len(days)


def remove_days_off(work: Work, command: RemoveDaysOff) -> int:
    """Take the owner's own days in the span away; returns how many there were."""
    days = set(_span(command.first, command.last))
    found = [row for row in rows.HOLIDAYS.find(work.db) if row["day"] in days]
    if not found:
        raise InvalidInput("That is none of your own days off. Check the date.", "first")
    work.label = f"No day off on {short_date(command.first, work.today)}"
    for row in found:
        rows.HOLIDAYS.remove(work.db, row["id"])
    follow_calendars(work)
    return len(found)


def _span(first: date, last: date | None) -> list[date]:
    end = last or first
    if end < first:
        raise InvalidInput("The last day comes after the first.", "last")
    count = (end - first).days + 1
    if count > LONGEST_REST:
        raise InvalidInput(f"At most {counted(LONGEST_REST, 'day')} can be entered at once.",
                           "last")  # fmt: skip
    return [first + timedelta(days=number) for number in range(count)]


def change_days_off(work: Work, command: ChangeDaysOff) -> None:
    """Choose the calendar, add days, remove days, as far as each is asked for."""
    if command.calendar is not None:
        choose_calendar(work, command.calendar)
    if command.added is not None:
        add_days_off(work, command.added)
    if command.removed is not None:
        remove_days_off(work, command.removed)


def choose_calendar(work: Work, command: ChooseCalendar) -> None:
    """Keep whose public holidays count; open promises get the deadlines of the new calendar."""
    code = checked_calendar(command.calendar)
    if command.customer_id is None:
        work.label = f"Public holidays: {calendar_label(code or NO_HOLIDAYS)}"
        stored.save(work.db, replace(stored.load(work.db), calendar=code))
        follow_calendars(work)
        return
    customer = checks.customer(work, command.customer_id)
    work.label = f"Public holidays of {shortened(customer['name'])}"
    rows.CUSTOMERS.change(work.db, command.customer_id, calendar=code)
    follow_calendars(work, command.customer_id)


def checked_calendar(code: str) -> str:
    """The code as it is kept; raises InvalidInput for a country or region that is not known."""
    tidy = code.strip()
    if tidy.lower() == NO_HOLIDAYS:
        return NO_HOLIDAYS
    if tidy:
        country, _, region = tidy.partition("-")
        tidy = "-".join(filter(None, [country.upper(), region]))
        public.require_known(tidy)
    return tidy


def calendar_by_code(code: str, around: date, own: Iterable[date] = ()) -> BusinessCalendar:
    """The business days of a calendar without a book, for some years around a day."""
    return made_calendar(checked_calendar(code), around, own)


def keep_own_days(work: Work, days: Mapping[date, str]) -> None:
    """Make the owner's own days off exactly these."""
    known = {row["day"]: row for row in rows.HOLIDAYS.find(work.db)}
    if len(days) > _MOST_OWN:
        raise InvalidInput("These are more days off than can be kept. Remove old ones.", "own_days")
    for day, row in known.items():
        if day not in days:
            rows.HOLIDAYS.remove(work.db, row["id"])
    for day, typed in days.items():
        name = checks.line(typed, "own_days")[:200]
        if day not in known:
            rows.HOLIDAYS.add(work.db, day=day, name=name)
        elif known[day]["name"] != name:
            rows.HOLIDAYS.change(work.db, known[day]["id"], name=name)


def follow_calendars(work: Work, customer_id: int | None = None) -> None:
    """After days off have changed, move the deadlines of open promises with them, and judge anew
    what goes by business days."""
    work.forget_calendars()
    promises.redate(work, customer_id)
    promises.judge_promises(work, promises.JudgePromises())
    plan_judging.judge_plans(work, None if customer_id is None else [customer_id])


def own_days(work: Work) -> dict[date, str]:
    """The owner's own days off with their names."""
    return stored.own_days_off(work.db)


def days_off(
    work: Work,
    year: int,
    calendar: str | None = None,
    customer_id: int | None = None,
    own: Mapping[date, str] | None = None,
) -> YearOff:
    """The days off of a year, by the book's calendar, a customer's, or one to try.

    ``own`` are own days off to try instead of those that are kept.
    """
    code = calendar
    if code is None and customer_id is not None:
        code = stored.calendar_code(work.db, customer_id)
    code = checked_calendar(code or work.settings.calendar) or NO_HOLIDAYS
    if not 1970 <= year <= 2200:
        raise InvalidInput("Please give a year such as 2026.", "year")
    kept = stored.own_days_off(work.db) if own is None else dict(own)
    mine = [DayOff(day, name, True) for day, name in kept.items() if day.year == year]
    theirs = [] if code == NO_HOLIDAYS else _public(code, year, {one.day for one in mine})
    days = sorted((*mine, *theirs), key=lambda one: one.day)
    return YearOff(year, code, calendar_label(code), tuple(days))


def _public(code: str, year: int, without: Iterable[date]) -> list[DayOff]:
    found = public.public_holidays(code, [year])
    return [DayOff(day, name, False) for day, name in found.items() if day not in set(without)]


def calendar_label(code: str) -> str:
    """A calendar in words: "United States, California"."""
    return "weekends and our own days off" if code in ("", NO_HOLIDAYS) else public.name_of(code)


def calendar_countries(_: Work) -> tuple[Place, ...]:
    """The countries to choose from, by name."""
    return public.countries()


def calendar_regions(_: Work, country: str) -> tuple[Place, ...]:
    """The regions of a country to choose from, by name; raises InvalidInput for no country."""
    if not country:
        return ()
    public.require_known(country)
    if country not in {place.code for place in public.countries()}:
        raise InvalidInput(
            f"{country} is a region itself. Give its country alone, such as US.", "calendar"
        )
    return public.regions(country)
