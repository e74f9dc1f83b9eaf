"""The rows of a ledger that comes from a file: read strictly, each fault with line and reason.

Nothing is guessed and nothing is repaired: a row either is an invoice without any doubt, or it is
listed as a problem for the owner to correct in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

from collectdesk.domain import ledger_columns as known
from collectdesk.domain.dates import DateOrder, parse_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import ImportProblem
from collectdesk.domain.money import parse_money
from collectdesk.domain.table import Table, TableRow
from collectdesk.domain.table_cells import one_line
from collectdesk.domain.terms import LONGEST_DAYS, Terms, parse_terms
from collectdesk.domain.words import counted, quoted

LONGEST_CUSTOMER_NUMBER: Final = 40
LONGEST_INVOICE_NUMBER: Final = 60

_NO_VALUE: Final = frozenset(["", "-", "–", "n/a", "none", "null"])
_YES: Final = frozenset(["yes", "y", "true", "t", "1", "x"])
_NO: Final = _NO_VALUE | {"no", "n", "false", "f", "0"}
_NEVER: Final = date.min
_SHEET_ERRORS: Final = frozenset(
    ["#ref!", "#n/a", "#value!", "#div/0!", "#name?", "#null!", "#num!", "#spill!", "#calc!"]
)
_SERIAL_DAYS: Final = range(18_000, 90_000)
"""Days after 1899 that a bare number in a column of dates may mean: 1949 to 2146."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An invoice as a file tells it. ``amount`` is in minor units; without a due date its terms
    decide, and without those the customer's; ``settled_on`` is the day of the last payment, None
    while nothing is paid. ``still_open`` is None where the file does not tell it, and
    ``disputed_part`` 0 where it does not tell how much of it is disputed. The customer's name is
    empty where the file has none."""

    line: int
    customer_number: str
    customer_name: str
    country: str
    invoice_number: str
    invoice_date: date
    due_date: date | None
    amount: int
    disputed: bool
    settled_on: date | None
    delivery: str
    po_number: str
    still_open: int | None = None
    terms: Terms | None = None
    disputed_part: int = 0

    def disputed_of(self, amount: int) -> int:
        """How much of so much is disputed: all of it, unless the file tells."""
        return min(self.disputed_part, amount) or amount

    @property
    def open(self) -> int:
        """What is not paid of it: all or nothing, unless the file tells."""
        if self.still_open is not None:
            return self.still_open
        return 0 if self.settled_on else self.amount

    @property
    def paid(self) -> int:
        """What is paid of it."""
        return self.amount - self.open


def read_rows(
    table: Table, mapping: Mapping[str, str], date_order: DateOrder, currency: str, today: date
) -> tuple[tuple[LedgerRow, ...], tuple[ImportProblem, ...]]:
    """The invoices of the table, and every fault in the order of its lines.

    Amounts are in ``currency``. ``mapping`` gives the column of each field (see ledger_columns).
    """
    reader = _Reader(table, mapping, date_order, currency, today)
    rows = [row for row in map(reader.read, table.rows) if row is not None]
    problems = [*reader.problems, *_twice(rows), *_two_names(rows)]
    return tuple(rows), tuple(sorted(problems, key=lambda problem: problem.line))


class _Reader:
    """Reads rows one by one and gathers what is wrong with them."""

    def __init__(
        self, table: Table, mapping: Mapping[str, str], date_order: DateOrder, currency: str,
        today: date,
    ) -> None:  # fmt: skip
        self.problems: list[ImportProblem] = []
        self._width = len(table.columns)
        self._places = {name: table.columns.index(column) for name, column in mapping.items()}
        self._order = date_order
        self._currency = currency
        self._today = today
        self._day_zero = table.day_zero
        self._days: dict[str, date] = {}
        self._cells: tuple[str, ...] = ()
        self._reasons: list[str] = []

    def read(self, row: TableRow) -> LedgerRow | None:
        """The invoice in the row, or None with its faults added to ``problems``."""
        self._cells = row.cells
        self._reasons = []
        found = self._as_invoice(row.line) if self._fits() else None
        if found and not self._reasons:
            self._reasons += _faults_of_dates(found, self._today)
        self.problems += [ImportProblem(row.line, reason) for reason in self._reasons]
        return None if self._reasons else found

    def _fits(self) -> bool:
        if len(self._cells) == self._width:
            return True
        self._reasons.append(
            f"It has {counted(len(self._cells), 'cell')}, but the heading has {self._width}."
            " Perhaps a text holds a separator and is not in quotation marks."
        )
        return False

    def _as_invoice(self, line: int) -> LedgerRow:
        self._reasons += self._errors_of_sheet()
        self._read(self._same_currency, None)
        amount = self._read(self._amount, 0)
        disputed, part = self._read(lambda: self._disputed(amount), (False, 0))
        return LedgerRow(
            line=line,
            customer_number=self._read(self._customer_number, ""),
            customer_name=self._text(known.CUSTOMER_NAME),
            country=self._text(known.COUNTRY),
            invoice_number=self._read(self._invoice_number, ""),
            invoice_date=self._read(self._invoice_date, _NEVER),
            due_date=self._read(lambda: self._day(known.DUE_DATE, "Due date"), None),
            amount=amount,
            disputed=disputed,
            settled_on=self._read(lambda: self._day(known.SETTLED_DATE, "Paid on"), None),
            delivery=self._text(known.DELIVERY),
            po_number=self._text(known.PO_NUMBER),
            still_open=self._read(lambda: self._still_open(amount), None),
            terms=self._read(self._terms, None),
            disputed_part=part,
        )

    def _errors_of_sheet(self) -> list[str]:
        """A cell that shows an error is no empty cell."""
        return [
            f"{known.label_of(name)}: the cell shows the error {self._cells[place].strip()}."
            for name, place in self._places.items()
            if self._cells[place].strip().casefold() in _SHEET_ERRORS
        ]

    def _read(self, read: Callable[[], Value], otherwise: Value) -> Value:
        try:
            return read()
        except InvalidInput as error:
            self._reasons.append(str(error))
            return otherwise

    def _text(self, name: str) -> str:
        place = self._places.get(name)
        return "" if place is None else one_line(self._cells[place])

    def _customer_number(self) -> str:
        number = self._text(known.CUSTOMER_NUMBER) or self._text(known.CUSTOMER_NAME)
        if not number:
            raise InvalidInput("The customer number is missing.")
        if len(number) > LONGEST_CUSTOMER_NUMBER:
            raise InvalidInput(
                f"{quoted(number)} is too long for a customer number; {LONGEST_CUSTOMER_NUMBER}"
                " characters are the most. Give the customer a short number in a column of its own."
            )
        return number

    def _invoice_number(self) -> str:
        number = self._text(known.INVOICE_NUMBER)
        if not number:
            raise InvalidInput("The invoice number is missing.")
        if len(number) > LONGEST_INVOICE_NUMBER:
            raise InvalidInput(
                f"{quoted(number)} is too long for an invoice number;"
                f" {LONGEST_INVOICE_NUMBER} characters are the most."
            )
        return number

    def _invoice_date(self) -> date:
        day = self._day(known.INVOICE_DATE, "Invoice date")
        if day is None:
            raise InvalidInput("The invoice date is missing.")
        return day

    def _day(self, name: str, label: str) -> date | None:
        text = self._text(name)
        if text.casefold() in _NO_VALUE:
            return None
        if text not in self._days:
            try:
                self._days[text] = self._serial_day(text) or parse_date(text, self._order)
            except InvalidInput as error:
                raise InvalidInput(f"{label}: {error}") from error
        return self._days[text]

    def _serial_day(self, text: str) -> date | None:
        """The day of a workbook's bare number: such cells lost only their form as a date."""
        if self._day_zero is None or not (text.isascii() and text.isdecimal()):
            return None
        days = int(text) if len(text) <= 5 else 0
        return self._day_zero + timedelta(days) if days in _SERIAL_DAYS else None

    def _amount(self) -> int:
        text = self._text(known.AMOUNT)
        if not text:
            raise InvalidInput("The amount is missing.")
        amount = parse_money(text, self._currency)
        if amount <= 0:
            raise InvalidInput(f"An invoice is for more than zero, but here it is {quoted(text)}.")
        return amount

    def _still_open(self, amount: int) -> int | None:
        """What is open, told as such or as what was paid; None where neither is told."""
        left = self._share(known.OPEN_AMOUNT, amount)
        paid = self._share(known.PAID_AMOUNT, amount)
        if left is None:
            return None if paid is None else amount - paid
        if paid is not None and left + paid != amount:
            raise InvalidInput("What is paid and what is still open do not make up the amount.")
        return left

    def _share(self, name: str, amount: int) -> int | None:
        text = self._text(name)
        if not amount or text.casefold() in _NO_VALUE:
            return None
        share = parse_money(text, self._currency)
        if not 0 <= share <= amount:
            raise InvalidInput(
                f"{known.label_of(name)}: {quoted(text)} is below zero or above the amount."
            )
        return share

    def _terms(self) -> Terms | None:
        """The terms; what is not understood matters only where nothing else tells the due date."""
        text = self._text(known.TERMS)
        if text.casefold() in _NO_VALUE:
            return None
        try:
            return parse_terms(text)
        except InvalidInput:
            if self._text(known.DUE_DATE).casefold() in _NO_VALUE:
                raise
            return None

    def _disputed(self, amount: int) -> tuple[bool, int]:
        """Whether it is disputed, and how much of it where the file tells a sum."""
        text = self._text(known.DISPUTED)
        if text.casefold() in _YES | _NO:
            return text.casefold() in _YES, 0
        try:
            part = parse_money(text, self._currency)
        except InvalidInput as error:
            raise InvalidInput(
                f"Disputed: {quoted(text)} is neither yes nor no, nor an amount."
            ) from error
        if amount and not 0 <= part <= amount:
            raise InvalidInput(f"Disputed: {quoted(text)} is below zero or above the amount.")
        return part > 0, part

    def _same_currency(self) -> None:
        text = self._text(known.CURRENCY)
        if text and text.upper() != self._currency:
            raise InvalidInput(
                f"It is in {quoted(text)}, but this book is kept in {self._currency}."
                " Import it into a book of its own."
            )


def _faults_of_dates(row: LedgerRow, today: date) -> Iterable[str]:
    if row.invoice_date > today:
        yield f"It is dated {row.invoice_date}, which is still to come."
    if row.due_date and row.due_date < row.invoice_date:
        yield f"It is due on {row.due_date}, before the day of the invoice, {row.invoice_date}."
    if row.due_date and (row.due_date - row.invoice_date).days > LONGEST_DAYS:
        yield f"It is due on {row.due_date}, more than {LONGEST_DAYS} days after the invoice."
    if row.settled_on and row.settled_on < row.invoice_date:
        yield f"It was paid on {row.settled_on}, before the day of the invoice, {row.invoice_date}."
    if row.settled_on and row.settled_on > today:
        yield f"It was paid on {row.settled_on}, which is still to come."
    if row.paid and not row.settled_on:
        label = quoted(known.label_of(known.SETTLED_DATE))
        yield f"Something of it is paid, but not on which day. Give the day in a column {label}."
    if row.settled_on and not row.paid:
        yield f"It was paid on {row.settled_on}, but all of it is still open."


def _twice(rows: Iterable[LedgerRow]) -> Iterable[ImportProblem]:
    first: dict[str, LedgerRow] = {}
    for row in rows:
        earlier = first.setdefault(row.invoice_number, row)
        if earlier is not row:
            how = "the same" if _content(row) == _content(earlier) else "different"
            yield ImportProblem(
                row.line,
                f"Invoice {quoted(row.invoice_number)} is already on line {earlier.line:,},"
                f" with {how} details.",
            )


def _content(row: LedgerRow) -> tuple[object, ...]:
    return (
        row.customer_number, row.invoice_date, row.due_date, row.amount, row.disputed,
        row.disputed_part, row.settled_on, row.po_number, row.open,
    )  # fmt: skip


def _two_names(rows: Iterable[LedgerRow]) -> Iterable[ImportProblem]:
    """One number for two customers would put their debts into one account."""
    first: dict[str, LedgerRow] = {}
    for row in (row for row in rows if row.customer_name):
        earlier = first.setdefault(row.customer_number, row)
        if row.customer_name.casefold() != earlier.customer_name.casefold():
            yield ImportProblem(
                row.line,
                f"Customer {quoted(row.customer_number)} is called {quoted(row.customer_name)}"
                f" here, but {quoted(earlier.customer_name)} on line {earlier.line:,}.",
            )
