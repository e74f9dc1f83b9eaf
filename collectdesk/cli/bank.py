"""The command that reads a bank's file and records what came in."""

from __future__ import annotations

import argparse
from typing import Final

from collectdesk.cli.arguments import MOST_COUNTED, Command, file_path
from collectdesk.cli.output import amount, say, say_table
from collectdesk.cli.session import currency_of, opened, watched
from collectdesk.domain.bank import BankEntry
from collectdesk.domain.dates import DateOrder
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.numerals import parse_whole
from collectdesk.domain.words import counted, quoted
from collectdesk.usecases.bank import (
    BankRow,
    LookAtStatement,
    OfferEntriesAgain,
    RecordEntries,
    SetEntriesAside,
    StatementLook,
    TakenEntry,
    look_at_statement,
    offer_entries_again,
    record_entries,
    set_entries_aside,
)
from collectdesk.usecases.customers import customer_id_by_number
from collectdesk.usecases.desk import Desk

_PROBLEMS_SHOWN: Final = 50


def _add_bank(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=file_path, metavar="FILE", help="OFX, QFX, CSV or XLSX of a bank"
    )
    parser.add_argument(
        "--record", action="store_true", help="record the entries that are sure, marked with *"
    )
    parser.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="LINE=CUSTOMER",
        help="also record the entry on a line, for the customer of that number; may be repeated",
    )
    parser.add_argument(
        "--aside", action="append", default=[], metavar="LINE",
        help="the entry on a line is no customer's payment: not offered again; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--show-aside", action="store_true", help="also list what was set aside, marked with -"
    )
    parser.add_argument(
        "--offer", action="append", default=[], metavar="LINE",
        help="offer the entry on a line again that was set aside; may be repeated",
    )  # fmt: skip
    parser.add_argument("--sheet", default="", metavar="NAME", help="the sheet of a workbook")
    parser.add_argument(
        "--date-order",
        choices=[order.value.lower() for order in DateOrder],
        help="how the file writes its dates, where it cannot be known",
    )


def _bank(args: argparse.Namespace) -> int:
    order = DateOrder(args.date_order.upper()) if args.date_order else None
    with opened(args.book) as desk:
        with watched() as progress:
            look = look_at_statement(desk, LookAtStatement(args.file, order, args.sheet), progress)
        _say_look(look, currency_of(desk), show_aside=args.show_aside)
        aside, offered = _entries(look.rows, args.aside), _entries(look.aside, args.offer)
        taken = _taken(desk, look, args)
        _put_aside(desk, look.file_name, aside, offered)
        if taken:
            number = desk.do(record_entries, RecordEntries(look.file_name, taken)).result
            say(f"Recorded {counted(number, 'payment')} from {look.file_name}.")
        else:
            say("Nothing was recorded.")
    return 0


def _put_aside(
    desk: Desk, file_name: str, aside: tuple[BankEntry, ...], offered: tuple[BankEntry, ...]
) -> None:
    if aside:
        number = desk.do(set_entries_aside, SetEntriesAside(file_name, aside)).result
        say(f"Set aside {counted(number, 'entry', 'entries')} as no customer's payment.")
    if offered:
        number = desk.do(offer_entries_again, OfferEntriesAgain(file_name, offered)).result
        say(f"{counted(number, 'entry is', 'entries are')} offered again.")


def _entries(rows: tuple[BankRow, ...], lines: list[str]) -> tuple[BankEntry, ...]:
    """Those on the lines, each once."""
    return tuple({_line(typed): _row_on(rows, typed).entry for typed in lines}.values())


def _row_on(rows: tuple[BankRow, ...], typed: str) -> BankRow:
    wanted = _line(typed)
    found = next((row for row in rows if row.entry.line == wanted), None)
    if found is None:
        raise InvalidInput(f"{quoted(typed)} is no line of such an entry in the list above.")
    return found


def _taken(desk: Desk, look: StatementLook, args: argparse.Namespace) -> tuple[TakenEntry, ...]:
    aside = set(map(_line, args.aside))
    taken = {
        row.entry.line: TakenEntry(row.entry, row.customer_id, row.invoices)
        for row in look.rows
        if args.record and row.is_sure and row.customer_id is not None
        if row.entry.line not in aside
    }
    on_line = {row.entry.line: row for row in (*look.rows, *look.aside)}
    for typed in args.take:
        line, _, number = typed.partition("=")
        row = on_line.get(_line(line))
        if row is None or not number:
            raise InvalidInput(
                f"{quoted(typed)} is no line of the list above and a customer, such as 12=C-0117."
            )
        if row.entry.line in aside:
            raise InvalidInput(
                f"Line {line} is either a payment or no customer's. Leave out --take or --aside."
            )
        customer_id = desk.ask(customer_id_by_number, number)
        named = row.invoices if row.customer_id == customer_id else ()
        taken[row.entry.line] = TakenEntry(row.entry, customer_id, named)
    return tuple(taken.values())


def _line(typed: str) -> int:
    """The number of a line; 0, which none has, for anything else."""
    try:
        return parse_whole(typed, 1, MOST_COUNTED)
    except InvalidInput:
        return 0


def _say_look(look: StatementLook, currency: str, *, show_aside: bool) -> None:
    aside = (
        counted(look.known, "entry", "entries") + " recorded earlier" if look.known else "",
        f"{len(look.aside):,} that no customer paid" if look.aside else "",
        f"{look.outgoing:,} that went out" if look.outgoing else "",
        f"{look.repeated:,} told twice" if look.repeated else "",
    )
    rest = ", ".join(part for part in aside if part)
    new = counted(len(look.rows), "new entry", "new entries")
    say(f"{look.file_name}: {new}{f' ({rest} left aside)' if rest else ''}")
    listed = [_row(row, currency, "*" if row.is_sure else "") for row in look.rows]
    if show_aside:
        listed += [_row(row, currency, "-") for row in look.aside]
    if listed:
        say_table(
            ["", "Line", "Date", "Amount", "From", "Customer", "Why"],
            listed,
            right=" r r",
        )
    for problem in look.problems[:_PROBLEMS_SHOWN]:
        say(f"line {problem.line:,}: {problem.reason}")
    if len(look.problems) > _PROBLEMS_SHOWN:
        say(f"and {counted(len(look.problems) - _PROBLEMS_SHOWN, 'more problem')}")


def _row(row: BankRow, currency: str, mark: str) -> list[str]:
    entry = row.entry
    return [
        mark,
        str(entry.line),
        entry.day.isoformat(),
        amount(entry.amount, currency),
        entry.payer or entry.text,
        f"{row.number} {row.customer}".strip(),
        row.why,
    ]


COMMANDS: Final[tuple[Command, ...]] = (
    Command("bank", "match what a bank's file says came in, and record it", _add_bank, _bank),
)
