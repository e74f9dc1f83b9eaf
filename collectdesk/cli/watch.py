"""The command that tells what waits beside the day's calls."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any, Final

from collectdesk.cli.arguments import Command, add_json
from collectdesk.cli.output import amount, say, say_json, say_table
from collectdesk.cli.session import currency_of, opened
from collectdesk.domain.dates import long_date
from collectdesk.domain.money import major_string
from collectdesk.domain.words import listed
from collectdesk.usecases.watch_list import WatchList, watch_list

_Told = tuple[str, str, str, int, str]
"""Customer, invoice, the words, an amount, and a day as ISO text."""


def _steps(found: WatchList) -> list[_Told]:
    return [
        (row.customer_name, row.number, row.action, row.amount, row.due_on.isoformat())
        for row in found.steps
    ]


def _proofs(found: WatchList) -> list[_Told]:
    return [
        (row.customer_name, row.number, f"missing: {listed(row.missing).lower()}", row.amount,
         row.due.isoformat())
        for row in found.proofs
    ]  # fmt: skip


def _disputes(found: WatchList) -> list[_Told]:
    return [
        (
            row.customer_name,
            row.number,
            f"{row.reason}: {row.next_step} ({row.owner})" if row.owner else row.reason,
            row.amount,
            row.opened_on.isoformat(),
        )
        for row in found.disputes
    ]


def _shorts(found: WatchList) -> list[_Told]:
    return [
        (row.customer_name, row.number, f"{row.label}: {row.next_step}", row.open,
         row.paid_on.isoformat())
        for row in found.shorts
    ]  # fmt: skip


def _neglected(found: WatchList) -> list[_Told]:
    return [
        (row.customer_name, row.number, f"{row.days_late} days late, contacts: {row.contacts}",
         row.balance, row.due.isoformat())
        for row in found.neglected
    ]  # fmt: skip


def _not_invoiced(found: WatchList) -> list[_Told]:
    return [
        (row.customer_name, row.number, f"{row.days_lost} days lost", row.total,
         row.delivered_on.isoformat())
        for row in found.not_invoiced
    ]  # fmt: skip


def _applications(found: WatchList) -> list[_Told]:
    return [
        (row.customer_name, "", f"waits {row.days} days", row.requested_limit or 0,
         row.asked_on.isoformat())
        for row in found.applications
    ]  # fmt: skip


def _pay_runs(found: WatchList) -> list[_Told]:
    return [
        (row.customer_name, row.number, f"there by {row.receive_by.isoformat()}", row.balance,
         row.send_by.isoformat())
        for row in found.pay_runs
        if row.sent_on is None
    ]  # fmt: skip


_LISTS: Final[tuple[tuple[str, str, Callable[[WatchList], list[_Told]]], ...]] = (
    ("steps", "Steps of the manual that are due", _steps),
    ("proofs", "Due within ten days, with a proof missing", _proofs),
    ("disputes", "Open disputes", _disputes),
    ("short_payments", "Paid short", _shorts),
    ("hardly_asked", "60 days late, fewer than two contacts", _neglected),
    ("not_invoiced", "Delivered, not invoiced", _not_invoiced),
    ("credit_applications", "Credit asked for, not decided", _applications),
    ("pay_runs", "To send for the next pay run, by the day named", _pay_runs),
)


def _watch(args: argparse.Namespace) -> int:
    with opened(args.book) as desk:
        currency, today, found = currency_of(desk), desk.today, desk.ask(watch_list)
    if args.json:
        lists = {key: [_as_json(row, currency) for row in rows(found)] for key, _, rows in _LISTS}
        say_json({"as_of": today.isoformat(), "currency": currency, **lists})
        return 0
    told = False
    for _, heading, rows in _LISTS:
        told |= _say(heading, rows(found), currency)
    if not told:
        say(f"Nothing waits beside the calls of {long_date(today)}.")
    return 0


def _as_json(row: _Told, currency: str) -> dict[str, Any]:
    customer, invoice, words, minor, day = row
    return {
        "customer": customer,
        "invoice": invoice or None,
        "amount": major_string(minor, currency),
        "day": day,
        "what": words,
    }


def _say(heading: str, rows: Sequence[_Told], currency: str) -> bool:
    if not rows:
        return False
    say(f"{heading}: {len(rows):,}")
    say_table(
        ["Day", "Customer", "Invoice", "Amount", "What"],
        [
            [day, customer, invoice, amount(minor, currency), words]
            for customer, invoice, words, minor, day in rows
        ],
        "---r",
    )
    say()
    return True


COMMANDS: Final = (
    Command("watch", "tell what waits: steps, disputes, short payments, alerts, pay runs",
            add_json, _watch),
)  # fmt: skip
