"""Money that came in, from a bank's file: looked at first, confirmed, recorded once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from collectdesk.domain.bank import BankEntry, BankStatement, key_in, note_of
from collectdesk.domain.bank_aside import keys_aside, with_aside, without_aside
from collectdesk.domain.bank_matching import Match, Matcher, OpenInvoice, Payer
from collectdesk.domain.bank_table import read_statement
from collectdesk.domain.dates import DateOrder, long_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import ImportProblem
from collectdesk.domain.words import counted, shortened
from collectdesk.exchange.ofx import is_ofx, read_ofx
from collectdesk.exchange.tables import bytes_of, read_table, shown_name
from collectdesk.store import bank as stored
from collectdesk.store import facts, rows, settings
from collectdesk.store.bank import KeptPayment
from collectdesk.usecases import checks, discounts
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.ports import DeskPort, Progress
from collectdesk.usecases.work import Work

_NEAR: Final = timedelta(days=5)
_LONGEST_REFERENCE: Final = 200


@dataclass(frozen=True, slots=True)
class LookAtStatement:
    """Read a bank's file. ``date_order`` is how a table writes its days, None to infer it."""

    path: Path
    date_order: DateOrder | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class BankRow:
    """An entry that the book does not know yet, and what seems to belong to it.

    ``is_sure`` tells whether it may be recorded without another look; ``customer`` is a name.
    """

    entry: BankEntry
    customer_id: int | None
    customer: str
    number: str
    invoices: tuple[int, ...]
    why: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class StatementLook:
    """A bank's file before anything is recorded.

    ``known`` entries came in earlier, ``repeated`` stand in the file twice, ``outgoing`` are money
    that went out, ``problems`` cannot be read and are left out; ``aside`` were said to be no
    customer's payment.
    """

    file_name: str
    rows: tuple[BankRow, ...]
    known: int
    repeated: int
    outgoing: int
    problems: tuple[ImportProblem, ...]
    aside: tuple[BankRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenEntry:
    """An entry that the owner confirmed: who paid, and which invoices it names."""

    entry: BankEntry
    customer_id: int
    invoices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordEntries:
    """Record confirmed entries of a file as payments, all or none."""

    file_name: str
    taken: tuple[TakenEntry, ...]


@dataclass(frozen=True, slots=True)
class SetEntriesAside:
    """Entries of a file that are no customer's payment, and are not offered again."""

    file_name: str
    entries: tuple[BankEntry, ...]


@dataclass(frozen=True, slots=True)
class OfferEntriesAgain:
    """Entries of a file that were set aside, and are payments after all."""

    file_name: str
    entries: tuple[BankEntry, ...]


def look_at_statement(
    desk: DeskPort, command: LookAtStatement, progress: Progress
) -> StatementLook:
    """What the file holds that the book does not know, each entry with a suggestion.

    Reads OFX and QFX, and statements as CSV or in a workbook. Raises NotATable, ColumnsMissing,
    DateOrderUnknown, SheetUnknown. Nothing is written.
    """
    name = shown_name(command.path)

    def still_wanted() -> None:
        progress(0, 0, f"Reading {name}")

    still_wanted()
    currency = desk.ask(_currency)
    content = bytes_of(command.path, name)
    if is_ofx(content):
        statement = read_ofx(content, name, currency, desk.today)
    else:
        table = read_table(command.path, command.sheet, still_wanted)
        statement = read_statement(table, currency, desk.today, command.date_order)
    return desk.ask(_looked, statement)


def record_entries(work: Work, command: RecordEntries) -> int:
    """Record the payments; returns how many.

    Raises InvalidInput where one of them is in the book already.
    """
    known = _keys(stored.payments(work.db))
    for taken in command.taken:
        entry = taken.entry
        if entry.key in known:
            raise InvalidInput(
                f"The entry of {long_date(entry.day)} over {checks.written(work, entry.amount)} was"
                " recorded already. Nothing was changed; read the file again."
            )
        known.add(entry.key)
        credit_id = record_payment(work, _payment(taken))
        rows.CREDITS.change(work.db, credit_id, note=note_of(entry.key))
    name = shortened(checks.line(command.file_name, "path"))
    work.label = f"{counted(len(command.taken), 'payment')} from {name}"
    return len(command.taken)


def set_entries_aside(work: Work, command: SetEntriesAside) -> int:
    """Remember that the entries are no customer's payment; returns how many are new to that."""
    kept = work.settings.bank_set_aside
    known = keys_aside(kept)
    entries = [entry for entry in command.entries if entry.key not in known]
    _keep_aside(work, with_aside(kept, entries, work.today))
    work.label = _step("Set aside", len(entries), command.file_name)
    return len(entries)


def offer_entries_again(work: Work, command: OfferEntriesAgain) -> int:
    """Forget that the entries were set aside; returns how many were."""
    kept = work.settings.bank_set_aside
    known = keys_aside(kept)
    entries = [entry for entry in command.entries if entry.key in known]
    _keep_aside(work, without_aside(kept, entries))
    work.label = _step("Offered again", len(entries), command.file_name)
    return len(entries)


def _keep_aside(work: Work, kept: str) -> None:
    settings.save(work.db, replace(work.settings, bank_set_aside=kept))


def _step(what: str, number: int, file_name: str) -> str:
    name = shortened(checks.line(file_name, "path"))
    return f"{what}: {counted(number, 'entry', 'entries')} of {name}"


def _payment(taken: TakenEntry) -> RecordPayment:
    entry = taken.entry
    told = " ".join(dict.fromkeys(filter(None, (entry.payer, entry.text))))
    return RecordPayment(
        customer_id=taken.customer_id,
        amount=entry.amount,
        dated=entry.day,
        method="transfer",
        reference=told[:_LONGEST_REFERENCE],
        named=taken.invoices,
    )


def _currency(work: Work) -> str:
    return work.currency


def _looked(work: Work, statement: BankStatement) -> StatementLook:
    kept = stored.payments(work.db)
    known = _keys(kept)
    news = [entry for entry in statement.entries if entry.key not in known]
    set_aside = keys_aside(work.settings.bank_set_aside)
    files = {customer["id"]: customer for customer in rows.CUSTOMERS.find(work.db)}
    matcher = Matcher(map(_payer, files.values()), _open_invoices(work))
    elsewhere = _told_elsewhere(kept, {entry.key for entry in statement.entries})

    def row(entry: BankEntry) -> BankRow:
        match = matcher.match(entry)
        customer = files.get(match.customer_id or 0, {})
        twin = _twin(entry, match, elsewhere)
        return BankRow(
            entry=entry,
            customer_id=match.customer_id,
            customer=customer.get("name", ""),
            number=customer.get("number", ""),
            invoices=match.invoices,
            why=f"Perhaps entered already on {long_date(twin)}" if twin else match.why,
            is_sure=match.is_sure and twin is None,
        )

    return StatementLook(
        file_name=statement.file_name,
        rows=tuple(row(entry) for entry in news if entry.key not in set_aside),
        known=len(statement.entries) - len(news),
        repeated=statement.repeated,
        outgoing=statement.outgoing,
        problems=statement.problems,
        aside=tuple(row(entry) for entry in news if entry.key in set_aside),
    )


def _keys(kept: Iterable[KeptPayment]) -> set[str]:
    """Of the entries that were recorded; a payment that came back was recorded too."""
    return {key for payment in kept if (key := key_in(payment.note))}


_ByAmount = dict[int, list[KeptPayment]]


def _told_elsewhere(kept: Iterable[KeptPayment], told_here: Set[str]) -> _ByAmount:
    """Payments that were typed, or came from a file that tells the same money in other words."""
    found: _ByAmount = defaultdict(list)
    for payment in kept:
        if key_in(payment.note) not in told_here and not payment.is_returned:
            found[payment.amount].append(payment)
    return found


def _twin(entry: BankEntry, match: Match, elsewhere: _ByAmount) -> date | None:
    """The day of a payment that may be this one; of anybody's where nobody is known."""
    return next(
        (
            payment.dated
            for payment in elsewhere.get(entry.amount, [])
            if abs(payment.dated - entry.day) <= _NEAR
            and match.customer_id in (None, payment.customer_id)
        ),
        None,
    )


def _payer(customer: dict[str, Any]) -> Payer:
    names = (customer["name"], customer["trade_name"])
    return Payer(customer["id"], customer["number"], tuple(name for name in names if name))


def _open_invoices(work: Work) -> list[OpenInvoice]:
    owners = {
        debit.invoice_id: debit.customer_id
        for debits in facts.open_debits_now(work.db).values()
        for debit in debits
    }
    return [OpenInvoice(owners[item.id], item) for item in discounts.open_items(work)]
