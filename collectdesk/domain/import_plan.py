"""What the rows of a file bring to a book that may know some of them already.

An invoice is known by its number. Bringing the same file again brings nothing; rows that were added
come in; an open invoice that the file now calls paid gets its payment. An issued invoice never
changes, so a row that tells another amount or date of it is a problem. What was talked over with a
customer stays as the book has it: a list that tells another disputed sum, another open sum without
a payment, or another phone number is told so, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from collectdesk.domain.customer_details import NO_DETAILS, CustomerDetails, gathered
from collectdesk.domain.customer_news import CustomerNews, KnownCustomer, news_of
from collectdesk.domain.errors import KnownError
from collectdesk.domain.form_rows import ImportPreview, ImportProblem, ImportRemark
from collectdesk.domain.import_credits import KnownCredit, plan_credits, with_numbers_of
from collectdesk.domain.import_remarks import Remark, summed_up
from collectdesk.domain.ledger_row import CreditRow, CustomerRow, LedgerRow
from collectdesk.domain.money import format_amount
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
    lifecycle: str
    issue_date: date
    due_date: date
    total: int
    balance: int
    was_disputed: bool
    disputed: int = 0
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
    details: CustomerDetails = NO_DETAILS


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What to write. ``paid`` and ``disputed`` are news of invoices already in the book, ``filled``
    of customers; ``credits`` come in on account."""

    customers: tuple[NewCustomer, ...]
    invoices: tuple[LedgerRow, ...]
    paid: tuple[tuple[KnownInvoice, LedgerRow], ...]
    disputed: tuple[tuple[KnownInvoice, LedgerRow], ...]
    already_here: int
    problems: tuple[ImportProblem, ...]
    filled: tuple[CustomerNews, ...] = ()
    remarks: tuple[ImportRemark, ...] = ()
    credits: tuple[CreditRow, ...] = ()

    @property
    def new_people(self) -> int:
        """How many people come to customers of the book."""
        return sum(news.joins is not None for news in self.filled)

    @property
    def payments(self) -> int:
        """How many payments come in."""
        return len(self.paid) + sum(row.paid > 0 for row in self.invoices)

    @property
    def disputes(self) -> int:
        """How many disputes come in."""
        return len(self.disputed) + sum(row.disputed for row in self.invoices)

    def on_account(self, kind: str) -> tuple[int, ...]:
        """What is unused of each new credit of a kind, in minor units."""
        return tuple(row.unused for row in self.credits if row.kind == kind)


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
    rows: Sequence[LedgerRow],
    customers: Mapping[str, KnownCustomer],
    invoices: Mapping[str, KnownInvoice],
    currency: str = "USD",
    paid_on: date | None = None,
    credits: Sequence[CreditRow] = (),
    known_credits: Sequence[KnownCredit] = (),
) -> ImportPlan:
    """Compare the rows with the customers and invoices of these numbers that the book has, and
    ``credits`` with those of these customers.

    Where the list tells only what is open, what is open no longer counts as paid on ``paid_on``.
    """
    here = [
        (known, _with_day_paid(known, row, paid_on))
        for row in rows
        if (known := invoices.get(row.invoice_number)) is not None
    ]
    paid = tuple((known, row) for known, row in here if _is_newly_paid(known, row))
    disputed = tuple((known, row) for known, row in here if _is_newly_disputed(known, row))
    news = {known.invoice_id for known, _ in (*paid, *disputed)}
    on_account = plan_credits(credits, known_credits, currency)
    still_open = {(row.customer_number, row.invoice_number): row.open for row in rows} | {
        (known.customer_number, known.number): known.balance for known in invoices.values()
    }
    told = _by_customer([*rows, *credits])
    filled, otherwise = _known_customers(
        {number: gathered(row.details for row in mine) for number, mine in told.items()},
        {number: mine[0].line for number, mine in told.items()},
        customers,
    )
    return ImportPlan(
        customers=tuple(
            _new_customer(number, mine) for number, mine in told.items() if number not in customers
        ),
        invoices=tuple(row for row in rows if row.invoice_number not in invoices),
        paid=paid,
        disputed=disputed,
        already_here=on_account.already_here
        + sum(known.invoice_id not in news for known, _ in here),
        problems=tuple(
            ImportProblem(row.line, fault) for known, row in here if (fault := _fault(known, row))
        ),
        filled=filled,
        remarks=(*otherwise, *_told_otherwise(here, {known.invoice_id for known, _ in disputed},
                                              currency), *on_account.remarks,
                 *with_numbers_of(on_account.new, still_open, currency)),
        credits=on_account.new,
    )  # fmt: skip


def plan_customers(
    rows: Sequence[CustomerRow], customers: Mapping[str, KnownCustomer]
) -> ImportPlan:
    """The same for a list of customers alone."""
    told: dict[str, list[CustomerRow]] = {}
    for row in rows:
        told.setdefault(row.number, []).append(row)
    details = {number: gathered(row.details for row in mine) for number, mine in told.items()}
    lines = {number: mine[0].line for number, mine in told.items()}
    filled, otherwise = _known_customers(details, lines, customers)
    news = {one.customer.number for one in filled}
    return ImportPlan(
        customers=tuple(
            NewCustomer(
                number=number,
                name=mine[0].name,
                country=details[number].country,
                net_days=None,
                terms=next((row.terms for row in mine if row.terms), None),
                details=details[number],
            )
            for number, mine in told.items()
            if number not in customers
        ),
        invoices=(),
        paid=(),
        disputed=(),
        already_here=sum(row.number in customers and row.number not in news for row in rows),
        problems=(),
        filled=filled,
        remarks=otherwise,
    )


def _known_customers(
    told: Mapping[str, CustomerDetails],
    lines: Mapping[str, int],
    customers: Mapping[str, KnownCustomer],
) -> tuple[tuple[CustomerNews, ...], tuple[ImportRemark, ...]]:
    """What the list adds to customers of the book, and what it tells otherwise."""
    compared = [
        (lines[number], *news_of(customers[number], details))
        for number, details in told.items()
        if number in customers
    ]
    return (
        tuple(news for _, news, _ in compared if news.fills or news.joins),
        tuple(
            ImportRemark(line, Remark.DETAILS, sentence)
            for line, _, sentences in compared
            for sentence in sentences
        ),
    )


def _told_otherwise(
    here: Sequence[tuple[KnownInvoice, LedgerRow]], newly_disputed: set[int], currency: str
) -> list[ImportRemark]:
    """What the list says of invoices in the book that stays as the book has it."""
    remarks: list[ImportRemark] = []
    for known, row in here:
        left = row.open if _is_newly_paid(known, row) else known.balance
        if known.lifecycle != "issued":
            continue
        about = f"Invoice {quoted(known.number)}"
        if row.still_open is not None and row.still_open != left:
            words = _two_sums(row.still_open, left, "open", currency)
            remarks.append(ImportRemark(row.line, Remark.OPEN, f"{about}: {words}"))
        told = min(row.disputed_of(left), left) if row.disputed else 0
        kept = min(known.disputed, left)
        if row.tells_dispute and told != kept and known.invoice_id not in newly_disputed:
            words = _two_sums(told, kept, "disputed", currency)
            remarks.append(ImportRemark(row.line, Remark.DISPUTED, f"{about}: {words}"))
    return remarks


def _two_sums(told: int, kept: int, what: str, currency: str) -> str:
    list_says = format_amount(told, currency, symbol=True)
    book_says = format_amount(kept, currency, symbol=True)
    return f"the list says {list_says} is {what}, the book says {book_says}; not changed."


_Row = LedgerRow | CreditRow


def _by_customer(rows: Sequence[_Row]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(row.customer_number, []).append(row)
    return found


def _new_customer(number: str, rows: Sequence[_Row]) -> NewCustomer:
    details = gathered(row.details for row in rows)
    invoices = [row for row in rows if isinstance(row, LedgerRow)]
    latest = max(invoices, key=lambda row: row.invoice_date, default=None)
    return NewCustomer(
        number=number,
        name=next((row.customer_name for row in rows if row.customer_name), number),
        country=next((row.country for row in invoices if row.country), details.country),
        net_days=_net_days(latest) if latest else None,
        terms=latest.terms if latest else None,
        details=details,
    )


def _net_days(row: LedgerRow) -> int | None:
    return None if row.due_date is None else (row.due_date - row.invoice_date).days


def _with_day_paid(known: KnownInvoice, row: LedgerRow, paid_on: date | None) -> LedgerRow:
    if row.tells_amount or paid_on is None or row.open >= known.balance:
        return row
    return replace(row, settled_on=max(paid_on, row.invoice_date))


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
            ("another customer", known.customer_number != row.customer_number),
            ("another amount", _is_another_amount(known, row)),
            ("another invoice date", known.issue_date != row.invoice_date),
            ("another due date", row.due_date not in (None, known.due_date)),
        )
        if differs
    ]
    if not differing:
        return ""
    return f"Invoice {number} is in this book already, with {listed(differing)}."


def _is_another_amount(known: KnownInvoice, row: LedgerRow) -> bool:
    return known.total != row.amount if row.tells_amount else known.total < row.amount


def describe_import(preview: ImportPreview) -> str:
    """What came in, or would come in, as sentences for the owner."""
    name = preview.file_name
    if preview.problems:
        return f"Nothing of {name} can come in until these rows are corrected."
    brought = listed(_brought(preview))
    remarks = summed_up(preview.remarks)
    also = f" {remarks}" if remarks else ""
    if not brought and remarks:
        return f"{name} brings nothing new. Nothing was changed.{also}"
    if not brought:
        return f"Everything in {name} is already in the book. Nothing was changed."
    here = counted(preview.already_here, "row")
    rest = f" {here} brought nothing new." if preview.already_here else ""
    owed = _owed_together(preview)
    if preview.imported:
        return f"Imported from {name}: {brought}.{owed}{rest}{also}"
    would = f" {here} would bring nothing new." if preview.already_here else ""
    return f"{name} would bring {brought}.{owed}{would}{also} Nothing was changed."


def _owed_together(preview: ImportPreview) -> str:
    """The sum by which the owner sees that nothing is missing, where credits lower it."""
    if not preview.credited:
        return ""
    owed = format_amount(preview.still_open - preview.credited, preview.currency, symbol=True)
    return f" Open invoices less credits: {owed}."


def _credits(preview: ImportPreview) -> list[str]:
    return [
        f"{counted(number, noun)} on account ({format_amount(sum_, preview.currency, symbol=True)})"
        for number, sum_, noun in (
            (preview.credit_notes, preview.credit_notes_total, "credit note"),
            (preview.unapplied, preview.unapplied_total, "payment"),
        )
        if number
    ]


def _brought(preview: ImportPreview) -> list[str]:
    return (
        [
            counted(number, noun)
            for number, noun in (
                (preview.new_customers, "new customer"),
                (preview.new_invoices, "invoice"),
                (preview.new_payments, "payment"),
                (preview.new_disputes, "dispute"),
                (preview.new_people, "contact"),
            )
            if number
        ]
        + _credits(preview)
        + ([f"details that {counted(preview.filled, 'customer')} lacked"] if preview.filled else [])
    )
