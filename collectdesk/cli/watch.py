"""The command that tells what waits beside the day's calls."""

from __future__ import annotations

import argparse
from typing import Any, Final

from collectdesk.cli.arguments import Command, add_json
from collectdesk.cli.output import amount, say, say_json, say_table
from collectdesk.cli.session import currency_of, opened
from collectdesk.domain.dates import long_date
from collectdesk.domain.money import major_string
from collectdesk.usecases.watch_list import MATTERS, Matter, watch_list


def _watch(args: argparse.Namespace) -> int:
    with opened(args.book) as desk:
        currency, today, found = currency_of(desk), desk.today, desk.ask(watch_list)
    waiting = [(matter, found[matter.key]) for matter in MATTERS]
    if args.json:
        lists = {
            matter.key: [_as_json(matter, row, currency) for row in rows]
            for matter, rows in waiting
        }
        say_json({"as_of": today.isoformat(), "currency": currency, **lists})
        return 0
    for matter, rows in waiting:
        if rows:
            _say(matter, rows, currency)
    if not any(found.values()):
        say(f"Nothing waits beside the calls of {long_date(today)}.")
    return 0


def _as_json(matter: Matter, row: Any, currency: str) -> dict[str, Any]:
    return {
        "customer": row.customer_name,
        "invoice": _number(row) or None,
        "amount": major_string(matter.amount(row), currency),
        "day": _day(matter, row) or None,
        "what": matter.words(row),
    }


def _say(matter: Matter, rows: tuple[Any, ...], currency: str) -> None:
    say(f"{matter.heading}: {len(rows):,}")
    say_table(
        ["Day", "Customer", "Invoice", "Amount", "What"],
        [
            [
                _day(matter, row),
                row.customer_name,
                _number(row),
                amount(matter.amount(row), currency),
                matter.words(row),
            ]
            for row in rows
        ],
        "---r",
    )
    say()


def _number(row: Any) -> str:
    """The number of the invoice that a row is about; an application has none."""
    return getattr(row, "number", "")


def _day(matter: Matter, row: Any) -> str:
    day = matter.day(row)
    return day.isoformat() if day is not None else ""


COMMANDS: Final = (
    Command("watch", "tell what waits: steps, disputes, short payments, alerts, pay runs",
            add_json, _watch),
)  # fmt: skip
