"""What the rows of a file bring to a book that may know some of them already.

An invoice is known by its number. Bringing the same file again brings nothing; rows that were added
come in; an open invoice that the file now calls paid gets its payment. An issued invoice never
changes, so a row that tells another amount or date of it is a problem.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from collectdesk.domain.errors import KnownError
from collectdesk.domain.form_rows import ImportPreview, ImportProblem
from collectdesk.domain.ledger_file import LedgerRow
from collectdesk.domain.terms import Terms
from collectdesk.domain.words import counted, listed, quoted


@dataclass(frozen=True, slots=True)
class KnownInvoice:
    """An invoice or charge in the book whose number the file names.

    ``returned_on`` are the dates of its payments that the bank took back.
    """

    invoice_id: int
    customer_id: int
    customer_number: str
    number: str
    kind: str
    lifecycle: str
    issue_date: date
    due_date: date
    total: int
    balance: int
    was_disputed: bool
    returned_on: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer to make. Without a name in the file it goes by its number.

    ``net_days`` are the days that its latest invoice gives it to pay, None where the file has no
    due dates; ``terms`` are those of its latest invoice, if the file tells them.
    """

    number: str
    name: str
    country: str
    net_days: int | None
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What to write. ``paid`` and ``disputed`` are news of invoices already in the book."""

    customers: tuple[NewCustomer, ...]
    invoices: tuple[LedgerRow, ...]
    paid: tuple[tuple[KnownInvoice, LedgerRow], ...]
    disputed: tuple[tuple[KnownInvoice, LedgerRow], ...]
    already_here: int
    problems: tuple[ImportProblem, ...]

    @property
    def payments(self) -> int:
        """How many payments come in."""
        return len(self.paid) + sum(row.paid > 0 for row in self.invoices)

    @property
    def disputes(self) -> int:
        """How many disputes come in."""
        return len(self.disputed) + sum(row.disputed for row in self.invoices)


class RowsRefused(KnownError):
    """Rows of a file cannot come in, and therefore none did. ``preview`` lists them."""

    def __init__(self, preview: ImportPreview) -> None:
        self.preview = preview
        first = preview.problems[0]
        rows = counted(len({problem.line for problem in preview.problems}), "row")
        super().__init__(
            f"{rows} of {preview.file_name} cannot come in, so nothing was imported."
            f" Line {first.line:,}: {first.reason} Correct the file and import it again."
        )


def plan_import(
    rows: Sequence[LedgerRow], customers: Container[str], invoices: Mapping[str, KnownInvoice]
) -> ImportPlan:
    """Compare the rows with the numbers of customers and invoices that the book has."""
    here = [(invoices[row.invoice_number], row) for row in rows if row.invoice_number in invoices]
    paid = tuple((known, row) for known, row in here if _is_newly_paid(known, row))
    disputed = tuple((known, row) for known, row in here if _is_newly_disputed(known, row))
    news = {known.invoice_id for known, _ in (*paid, *disputed)}
    return ImportPlan(
        customers=tuple(
            _new_customer(number, mine)
            for number, mine in _by_customer(rows).items()
            if number not in customers
        ),
        invoices=tuple(row for row in rows if row.invoice_number not in invoices),
        paid=paid,
        disputed=disputed,
        already_here=sum(known.invoice_id not in news for known, _ in here),
        problems=tuple(
            ImportProblem(row.line, fault) for known, row in here if (fault := _fault(known, row))
        ),
    )


def _by_customer(rows: Sequence[LedgerRow]) -> dict[str, list[LedgerRow]]:
    found: dict[str, list[LedgerRow]] = {}
    for row in rows:
        found.setdefault(row.customer_number, []).append(row)
    return found


def _new_customer(number: str, rows: Sequence[LedgerRow]) -> NewCustomer:
    latest = max(rows, key=lambda row: row.invoice_date)
    return NewCustomer(
        number=number,
        name=next((row.customer_name for row in rows if row.customer_name), number),
        country=next((row.country for row in rows if row.country), ""),
        net_days=None if latest.due_date is None else (latest.due_date - latest.invoice_date).days,
        terms=latest.terms,
    )


def _is_newly_paid(known: KnownInvoice, row: LedgerRow) -> bool:
    return (
        row.settled_on is not None
        and known.balance > row.open
        and known.lifecycle == "issued"
        and row.settled_on not in known.returned_on
    )


def _is_newly_disputed(known: KnownInvoice, row: LedgerRow) -> bool:
    return row.disputed and not known.was_disputed and known.balance > 0


def _fault(known: KnownInvoice, row: LedgerRow) -> str:
    number = quoted(row.invoice_number)
    if known.lifecycle == "draft":
        return f"Invoice {number} is a draft in this book. Issue or delete the draft first."
    differing = [
        word
        for word, differs in (
            ("another kind", known.kind != "invoice"),
            ("another customer", known.customer_number != row.customer_number),
            ("another amount", known.total != row.amount),
            ("another invoice date", known.issue_date != row.invoice_date),
            ("another due date", row.due_date not in (None, known.due_date)),
        )
        if differs
    ]
    if not differing:
        return ""
    return f"Invoice {number} is in this book already, with {listed(differing)}."


def describe_import(preview: ImportPreview) -> str:
    """What came in, or would come in, as sentences for the owner."""
    name = preview.file_name
    if preview.problems:
        return f"Nothing of {name} can come in until these rows are corrected."
    brought = listed(_brought(preview))
    if not brought:
        return f"Everything in {name} is already in the book. Nothing was changed."
    here = counted(preview.already_here, "row")
    rest = f" {here} brought nothing new." if preview.already_here else ""
    if preview.imported:
        return f"Imported from {name}: {brought}.{rest}"
    would = f" {here} would bring nothing new." if preview.already_here else ""
    return f"{name} would bring {brought}.{would} Nothing was changed."


def _brought(preview: ImportPreview) -> list[str]:
    return [
        counted(number, noun)
        for number, noun in (
            (preview.new_customers, "new customer"),
            (preview.new_invoices, "invoice"),
            (preview.new_payments, "payment"),
            (preview.new_disputes, "dispute"),
        )
        if number
    ]
