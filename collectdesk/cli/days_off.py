"""The command for days off: which they are, whose public holidays count, the owner's own days."""

from __future__ import annotations

import argparse
from typing import Final

from collectdesk.cli.arguments import Command, add_json, day, whole_number
from collectdesk.cli.output import say, say_json, say_table
from collectdesk.cli.session import opened
from collectdesk.domain.dates import WEEKDAYS
from collectdesk.usecases.customers import customer_id_by_number
from collectdesk.usecases.days_off import (
    AddDaysOff,
    ChangeDaysOff,
    ChooseCalendar,
    RemoveDaysOff,
    YearOff,
    calendar_countries,
    calendar_regions,
    change_days_off,
    days_off,
)
from collectdesk.usecases.desk import Desk


def _add_days_off(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--year", type=whole_number(1, 9_999), help="the year to list; now this one"
    )
    parser.add_argument("--customer", metavar="NO", help="by the calendar of this customer")
    parser.add_argument(
        "--calendar",
        metavar="CODE",
        help="keep these public holidays, for the book or the customer: US, US-CA, or none;"
        ' "" makes a customer follow the book',
    )
    parser.add_argument("--add", type=day, metavar="DATE", help="a day off of your own")
    parser.add_argument("--remove", type=day, metavar="DATE", help="an own day off to take away")
    parser.add_argument("--until", type=day, metavar="DATE", help="the last day, with the above")
    parser.add_argument("--name", default="", help="what the day is, with --add")
    parser.add_argument(
        "--places", nargs="?", const="", metavar="COUNTRY",
        help="list the countries that are known, or the regions of one",
    )  # fmt: skip
    add_json(parser)
    parser.set_defaults(check=_check)


def _check(args: argparse.Namespace) -> str:
    if args.add and args.remove:
        return "either --add or --remove"
    if (args.until or args.name) and not (args.add or args.remove):
        return "--until and --name go with --add or --remove"
    return ""


def _days_off(args: argparse.Namespace) -> int:
    with opened(args.book) as desk:
        if args.places is not None:
            return _say_places(desk, args)
        customer = _customer(desk, args.customer)
        year = args.year or (args.add or desk.today).year
        desk.ask(days_off, year)  # refuses a year that cannot be listed before anything is changed
        _change(desk, args, customer)
        found = desk.ask(days_off, year, None, customer)
    _say_year(found, as_json=args.json)
    return 0


def _customer(desk: Desk, number: str | None) -> int | None:
    """The customer who is meant; a number left empty is nobody's, and never the whole book."""
    return None if number is None else desk.ask(customer_id_by_number, number)


def _change(desk: Desk, args: argparse.Namespace, customer: int | None) -> None:
    chosen = None if args.calendar is None else ChooseCalendar(args.calendar, customer)
    added = AddDaysOff(args.add, args.until, args.name) if args.add else None
    removed = RemoveDaysOff(args.remove, args.until) if args.remove else None
    if chosen or added or removed:
        desk.do(change_days_off, ChangeDaysOff(chosen, added, removed))


def _say_places(desk: Desk, args: argparse.Namespace) -> int:
    if args.places:
        places = desk.ask(calendar_regions, args.places.upper())
    else:
        places = desk.ask(calendar_countries)
    if args.json:
        say_json({"places": [{"code": place.code, "name": place.name} for place in places]})
    else:
        say_table(("CODE", "PLACE"), [(place.code, place.name) for place in places])
    return 0


def _say_year(found: YearOff, *, as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "year": found.year,
                "calendar": found.calendar,
                "label": found.label,
                "days": [
                    {"day": one.day.isoformat(), "name": one.name, "own": one.own}
                    for one in found.days
                ],
            }
        )
        return
    say(f"Days off in {found.year}: {found.label}.")
    table = [
        (one.day.isoformat(), WEEKDAYS[one.day.weekday()], "own" if one.own else "public", one.name)
        for one in found.days
    ]
    if table:
        say()
        say_table(("DAY", "WEEKDAY", "WHOSE", "NAME"), table)


COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "days-off",
        "days on which nobody works: list them, add your own, choose public holidays",
        _add_days_off,
        _days_off,
    ),
)
