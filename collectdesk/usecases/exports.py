"""The lists that the owner sees, as files for a spreadsheet or the accountant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from collectdesk.domain.dates import long_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import CallRow, StatementRow
from collectdesk.domain.paid_history import settled_last, written_history
from collectdesk.domain.rows import AgingRow, CustomerRow, InvoiceRow
from collectdesk.domain.sheet import Kind, Sheet, SheetColumn, ShownList, Value
from collectdesk.domain.terms import parse_terms, terms_label
from collectdesk.domain.words import counted, quoted
from collectdesk.exchange import spreadsheets
from collectdesk.store import customers as stored
from collectdesk.store import payments, rows, search
from collectdesk.store.payments import OnAccount
from collectdesk.usecases.calls import call_log
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.invoice_rows import invoice_register
from collectdesk.usecases.pages import customer_listing
from collectdesk.usecases.papers.paper_files import write_file
from collectdesk.usecases.papers.statements import last_full_month, statement_rows
from collectdesk.usecases.ports import DeskPort, Progress
from collectdesk.usecases.work import Work

INVOICE_FILTERS: Final = ("open", "overdue", "draft", "paid", "all")
_WITH_CREDITS: Final = ("open", "all")
_CREDIT_NOTE: Final = "Credit note"
_CREDIT_TYPES: Final = {"payment": "Payment", "credit_note": _CREDIT_NOTE}
_ALL: Final = 10_000_000
_WRITERS: Final[dict[str, Callable[[Sheet], bytes]]] = {
    ".csv": spreadsheets.as_csv,
    ".xlsx": spreadsheets.as_xlsx,
}
SUFFIXES: Final = tuple(_WRITERS)


@dataclass(frozen=True, slots=True)
class ExportRows:
    """Write a list to a file, whose ending (.csv or .xlsx) says how."""

    shown: ShownList
    path: Path


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, and how many rows it has below its heading."""

    path: Path
    rows: int


def export_rows(desk: DeskPort, command: ExportRows, progress: Progress) -> Exported:
    """Write the whole list; an older file of that name is replaced when the new one is whole.

    Raises InvalidInput for an ending or a list that is not known.
    """
    check_path(command.path)
    progress(0, 0, "Gathering the rows")
    sheet = desk.ask(sheet_of, command.shown)
    progress(0, 0, f"Writing {counted(len(sheet.rows), 'row')}")
    write_file(command.path, _WRITERS[command.path.suffix.lower()](sheet))
    return Exported(command.path, len(sheet.rows))


def check_path(path: Path) -> None:
    """Raises InvalidInput where the name of a file does not say in which form it is wanted."""
    if path.suffix.lower() not in _WRITERS:
        raise InvalidInput(
            f"{path.name} does not say what to write. Give it a name that ends in .csv or .xlsx.",
            "out",
        )


def sheet_of(work: Work, shown: ShownList) -> Sheet:
    """All rows of the list, also those that are not on the screen."""
    if shown.what not in LISTS:
        raise InvalidInput(f"{quoted(shown.what)} is not a list. Use one of: {', '.join(LISTS)}.")
    return LISTS[shown.what](work, shown)


def _invoices(work: Work, shown: ShownList) -> Sheet:
    show = shown.show or "open"
    found = invoice_register(work, shown.search, show, None, _ALL)
    held = _on_account(work, shown.search) if show in _WITH_CREDITS else []
    numbers = stored.numbers(work.db)
    settled = payments.parts_by_invoice(work.db)

    def row(invoice: InvoiceRow) -> tuple[Value, ...]:
        parts = settled.get(invoice.invoice_id, [])
        status = ", ".join(pill.text for pill in invoice.pills)
        return (
            invoice.number, numbers[invoice.customer_id], invoice.customer_name,
            invoice.po_number, invoice.issued, invoice.due, settled_last(parts),
            invoice.days_late, invoice.total, invoice.balance, invoice.disputed,
            written_history(parts, work.currency), status, "Invoice", "",
        )  # fmt: skip

    def credit(one: OnAccount) -> tuple[Value, ...]:
        return (
            one.reference, numbers[one.customer_id], one.customer_name, "", one.dated, None, None,
            None, -one.amount, -one.unapplied, None, "", "On account",
            _CREDIT_TYPES.get(one.kind, _CREDIT_NOTE), one.about,
        )  # fmt: skip

    columns = (
        *_texts("Invoice", "Customer number", "Customer", "PO number"),
        *_days("Invoice date", "Due date", "Paid on"),
        SheetColumn("Days late", Kind.NUMBER),
        *_amounts("Amount", "Open", "Disputed"),
        *_texts("How it was paid", "Status", "Type", "Credit for"),
    )
    return _sheet(work, "Invoices", columns, chain(map(row, found), map(credit, held)))


def _on_account(work: Work, typed: str) -> list[OnAccount]:
    """What stands to customers' credit; it is below zero, so that the list sums to what is owed."""
    held = payments.on_account(work.db)
    if not typed.strip():
        return held
    found = set(search.customers(work.db, typed))
    return [one for one in held if one.customer_id in found or _fits_all(typed, one.reference)]


def _customers(work: Work, shown: ShownList) -> Sheet:
    listing = customer_listing(work, shown.show or "all", shown.search, _ALL)
    files = {customer["id"]: customer for customer in rows.CUSTOMERS.find(work.db)}
    people = _first_people(work)
    accounts = stored.accounts(work.db)

    def row(listed: CustomerRow) -> tuple[Value, ...]:
        customer = files[listed.customer_id]
        person = people.get(listed.customer_id, {})
        owes, past_due = accounts.get(listed.customer_id, (0, 0))
        return (
            listed.number, listed.name, owes, past_due, listed.reason_long or listed.reason,
            terms_label(parse_terms(customer["terms"])), customer["credit_limit"],
            person.get("name"), person.get("phone"), person.get("email"),
            customer["billing_address"], customer["country"],
        )  # fmt: skip

    columns = (
        *_texts("Customer number", "Customer"),
        *_amounts("Owes", work.spelled("Past due")),
        *_texts("Why", "Terms"),
        *_amounts("Credit limit"),
        *_texts("Person", "Phone", "E-mail", "Billing address", "Country"),
    )
    return _sheet(work, "Customers", columns, map(row, listing.rows))


def _first_people(work: Work) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for person in rows.CONTACTS.find(work.db):
        first = found.setdefault(person["customer_id"], person)
        if person["position"] < first["position"]:
            found[person["customer_id"]] = person
    return found


def _aging(work: Work, shown: ShownList) -> Sheet:
    report = aging_report(work, shown.day or work.today, shown.show or "due")
    listed = [one for one in report.rows if _fits(shown, one.number, one.name)]
    if not shown.search.strip():
        listed.append(report.totals)

    def row(one: AgingRow) -> tuple[Value, ...]:
        return (one.number, one.name, *one.amounts, one.unapplied, one.total)

    buckets = [name.capitalize() for name in report.buckets]
    columns = (
        *_texts("Customer number", "Customer"),
        *_amounts(*buckets, "On account", "Total"),
    )
    return _sheet(
        work, f"{work.spelled('Ageing')} {long_date(report.as_of)}", columns, map(row, listed)
    )


def _calls(work: Work, shown: ShownList) -> Sheet:
    numbers = stored.numbers(work.db)

    def row(call: CallRow) -> tuple[Value, ...]:
        return (
            call.at, numbers[call.customer_id], call.customer_name, call.spoke_to, call.outcome,
            call.reason, call.note, call.next_on,
        )  # fmt: skip

    columns = (
        *_texts("When", "Customer number", "Customer", "Spoke to", "Answer", "Why late", "Notes"),
        *_days("Next"),
    )
    return _sheet(work, "Calls", columns, map(row, call_log(work, shown.search, _ALL)))


def _statements(work: Work, shown: ShownList) -> Sheet:
    month = (shown.day or last_full_month(work.today)).replace(day=1)
    listed = (one for one in statement_rows(work, month) if _fits(shown, one.number, one.name))

    def row(one: StatementRow) -> tuple[Value, ...]:
        return (
            one.number, one.name, one.opening, one.charges, one.credits, one.closing, one.past_due,
        )  # fmt: skip

    columns = (
        *_texts("Customer number", "Customer"),
        *_amounts("Opening", "Charges", "Paid, credited", "Closing", work.spelled("Past due")),
    )
    return _sheet(work, f"Statements {month:%Y-%m}", columns, map(row, listed))


LISTS: Final[dict[str, Callable[[Work, ShownList], Sheet]]] = {
    "invoices": _invoices,
    "customers": _customers,
    "aging": _aging,
    "calls": _calls,
    "statements": _statements,
}
"""What can be exported."""


def _fits(shown: ShownList, number: str, name: str) -> bool:
    return _fits_all(shown.search, f"{name} {number}")


def _fits_all(typed: str, text: str) -> bool:
    folded = text.casefold()
    return all(word in folded for word in typed.casefold().split())


def _sheet(
    work: Work, title: str, columns: tuple[SheetColumn, ...], found: Iterable[tuple[Value, ...]]
) -> Sheet:
    return Sheet(title, work.currency, columns, tuple(found))


def _texts(*titles: str) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(title) for title in titles)


def _amounts(*titles: str) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(title, Kind.AMOUNT) for title in titles)


def _days(*titles: str) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(title, Kind.DAY) for title in titles)
