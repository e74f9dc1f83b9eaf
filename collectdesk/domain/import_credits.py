"""Which credits of a file a book lacks, and which it has already.

A credit is known by its customer, day, number and amount. Two may be alike in all of them, so they
are counted: a list that tells three of a kind brings one where the book has two. What a credit was
for is kept with it, because only its unused part comes in: a later list, after more of it was used,
brings it no second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from collectdesk.domain.dates import long_date
from collectdesk.domain.form_rows import ImportRemark
from collectdesk.domain.import_remarks import Remark
from collectdesk.domain.ledger_credits import NOTE, told_of
from collectdesk.domain.ledger_row import CreditRow
from collectdesk.domain.money import format_amount, major_string
from collectdesk.domain.words import shortened


@dataclass(frozen=True, slots=True)
class KnownCredit:
    """A payment or credit note in the book; ``listed`` is what ``listed_at`` said of it when a list
    brought it, else another text."""

    customer_number: str
    reference: str
    dated: date
    amount: int
    unapplied: int
    listed: str = ""


@dataclass(frozen=True, slots=True)
class CreditPlan:
    """The credits to write, how many are here, and what the list tells otherwise of those."""

    new: tuple[CreditRow, ...] = ()
    already_here: int = 0
    remarks: tuple[ImportRemark, ...] = ()


_MARK = "Listed at "


def listed_at(amount: int, currency: str) -> str:
    """What is kept with a credit from a list: what it was for in all."""
    return f"{_MARK}{major_string(amount, currency)}"


def plan_credits(
    rows: Sequence[CreditRow], known: Iterable[KnownCredit], currency: str
) -> CreditPlan:
    """Compare the credits of a file with those that the book has of these customers and days."""
    here: dict[tuple[str, date, str], list[KnownCredit]] = {}
    for credit in known:
        key = (credit.customer_number, credit.dated, credit.reference.casefold())
        here.setdefault(key, []).append(credit)
    found: dict[int, KnownCredit] = {}
    for is_same in (_is_surely, _is_by_amount, _is_by_reference):
        for at, row in enumerate(rows):
            if at in found:
                continue
            mine = here.get((row.customer_number, row.dated, row.reference.casefold()), [])
            same = next((one for one in mine if is_same(row, one, currency)), None)
            if same is not None:
                mine.remove(same)
                found[at] = same
    return CreditPlan(
        tuple(row for at, row in enumerate(rows) if at not in found),
        len(found),
        tuple(
            _told_otherwise(rows[at], credit, currency)
            for at, credit in sorted(found.items())
            if credit.unapplied != rows[at].unused
        ),
    )


def _is_surely(row: CreditRow, one: KnownCredit, currency: str) -> bool:
    return one.unapplied == row.unused and _is_by_amount(row, one, currency)


def _is_by_amount(row: CreditRow, one: KnownCredit, currency: str) -> bool:
    return one.listed == listed_at(row.amount, currency) or one.amount in (row.amount, row.unused)


def _is_by_reference(row: CreditRow, one: KnownCredit, currency: str) -> bool:
    """A list that tells only what is unused tells another amount once more of it is used."""
    return bool(row.reference) or (one.listed.startswith(_MARK) and one.amount > row.amount)


def with_numbers_of(
    new: Iterable[CreditRow], still_open: Mapping[tuple[str, str], int], currency: str
) -> list[ImportRemark]:
    """A remark on each credit that has the number of an open invoice of its customer.

    ``still_open`` is what is open by customer and invoice number.
    """
    return [
        ImportRemark(
            row.line,
            Remark.NUMBER_OF_OPEN,
            f"{told_of(row)}: an invoice of that number is open with"
            f" {format_amount(left, currency, symbol=True)}; the credit stays on account until you"
            " use it.",
        )
        for row in new
        if (left := still_open.get((row.customer_number, row.reference), 0)) > 0
    ]


@dataclass(frozen=True, slots=True)
class KnownNote:
    """A credit note that has its number already: whose it is, of which day and for how much."""

    number: str
    customer_number: str
    customer_name: str
    dated: date
    amount: int


def with_numbers_given(
    new: Iterable[CreditRow], known: Iterable[KnownNote], currency: str
) -> list[ImportRemark]:
    """A remark on each credit note with a number that another one has: one of the book, or on an
    earlier line."""
    given = {note.number.casefold(): note for note in known}
    remarks = []
    for row in new:
        if row.kind != NOTE or not row.reference:
            continue
        mine = KnownNote(
            row.reference, row.customer_number, row.customer_name, row.dated, row.amount
        )
        note = given.setdefault(row.reference.casefold(), mine)
        if note is not mine:
            told = f"{told_of(row)}: {_given_to(note, currency)}"
            remarks.append(ImportRemark(row.line, Remark.NUMBER_GIVEN, told))
    return remarks


def _given_to(note: KnownNote, currency: str) -> str:
    whose = note.customer_name or note.customer_number
    amount = format_amount(note.amount, currency, symbol=True)
    return (
        f"another credit note has that number, of {shortened(whose)}, {long_date(note.dated)}"
        f" ({amount}); both keep it. Give this one another number in the file if you want to tell"
        " them apart."
    )


def _told_otherwise(row: CreditRow, credit: KnownCredit, currency: str) -> ImportRemark:
    list_says = format_amount(row.unused, currency, symbol=True)
    book_says = format_amount(credit.unapplied, currency, symbol=True)
    return ImportRemark(
        row.line,
        Remark.UNUSED,
        f"{told_of(row)}: the list says {list_says} is unused, the book says {book_says};"
        " not changed.",
    )
