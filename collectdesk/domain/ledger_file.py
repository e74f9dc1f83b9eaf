"""The rows of a ledger that comes from a file: read strictly, each fault with line and reason.

Nothing is guessed and nothing is repaired: a row either is an invoice or a credit without any
doubt, or it is listed as a problem for the owner to correct in the file. What a program prints
around the invoices (titles, sums, drafts) is passed over, with a remark.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

from collectdesk.domain import ledger_columns as known
from collectdesk.domain.bank import written_amount
from collectdesk.domain.customer_details import NO_DETAILS, NO_VALUE, details_in
from collectdesk.domain.dates import DateOrder
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import ImportProblem, ImportRemark
from collectdesk.domain.import_remarks import Remark
from collectdesk.domain.ledger_credits import (
    PAID,
    CreditCells,
    CreditSum,
    credits_once,
    holds_no_sum,
    paid_twice_over,
    told_of,
)
from collectdesk.domain.ledger_faults import (
    dated_ahead,
    faults_of_dates,
    once_each,
    only_open,
    two_names,
)
from collectdesk.domain.ledger_row import CreditRow, LedgerRow
from collectdesk.domain.paid_history import PaidPart, parse_history, settled_by, settled_last
from collectdesk.domain.report_rows import alone_in, sums_up
from collectdesk.domain.row_cells import RowCells
from collectdesk.domain.table import Table, TableRow
from collectdesk.domain.terms import Terms, parse_terms
from collectdesk.domain.words import quoted
from collectdesk.domain.written_days import WrittenDays

LONGEST_INVOICE_NUMBER: Final = 60

_YES: Final = frozenset(["yes", "y", "true", "t", "1", "x"])
_NO: Final = NO_VALUE | {"no", "n", "false", "f", "0"}
_EITHER: Final = frozenset(["1", "0"])
_NEVER: Final = date.min
_FEWEST_COLUMNS: Final = 4
_NOT_ISSUED: Final = {
    "draft": "a draft", "void": "void", "voided": "void", "deleted": "deleted",
    "cancelled": "cancelled", "canceled": "cancelled",
}  # fmt: skip
_NO_PARTS: Final[tuple[PaidPart, ...]] = ()

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class LedgerContent:
    """What a file tells: its invoices and credits, every fault in the order of its lines, and
    remarks."""

    rows: tuple[LedgerRow, ...]
    problems: tuple[ImportProblem, ...]
    remarks: tuple[ImportRemark, ...]
    credits: tuple[CreditRow, ...] = ()


def read_rows(
    table: Table,
    mapping: Mapping[str, str],
    date_order: DateOrder,
    currency: str,
    today: date,
    paid_on: date | None = None,
) -> LedgerContent:
    """The invoices and credits of the table.

    Amounts are in ``currency``. ``mapping`` gives the column of each field (see ledger_columns);
    what is paid of an invoice on no told day counts as paid on ``paid_on``.
    """
    reader = _Reader(table, mapping, date_order, currency, today, paid_on)
    read = [row for row in map(reader.read, table.rows) if row is not None]
    by_lines = known.tells_lines(table.columns)
    rows, twice, repeated = once_each(read, by_lines=by_lines)
    credits, credits_twice, alike = credits_once(reader.credits, by_lines=by_lines)
    credits, doubtful = paid_twice_over(credits, rows)
    told: list[LedgerRow | CreditRow] = [*rows, *credits]
    named = ((row.line, row.customer_number, row.customer_name) for row in told)
    problems = [*reader.problems, *twice, *credits_twice, *two_names(named)]
    remarks = [*reader.remarks, *repeated, *alike, *doubtful, *only_open(rows)]
    return LedgerContent(
        tuple(rows),
        tuple(sorted(problems, key=lambda problem: problem.line)),
        tuple(sorted(remarks, key=lambda remark: remark.line)),
        tuple(credits),
    )


class _Reader:
    """Reads rows one by one and gathers what is wrong with them, or worth a remark."""

    def __init__(
        self, table: Table, mapping: Mapping[str, str], date_order: DateOrder, currency: str,
        today: date, paid_on: date | None,
    ) -> None:  # fmt: skip
        self.problems: list[ImportProblem] = []
        self.remarks: list[ImportRemark] = []
        self.credits: list[CreditRow] = []
        self._row = RowCells(table, mapping)
        self._credit_cells = CreditCells(self._row, currency, table.rows)
        self._currency = currency
        self._today = today
        self._paid_on = paid_on
        self._days = WrittenDays(date_order, table.day_zero)
        self._reasons: list[str] = []
        self._tells_details = self._row.has_any(known.DETAILS)
        self._total = 0
        self._last_line = table.rows[-1].line
        self._disputes_are_amounts = self._are_amounts(table, mapping.get(known.DISPUTED, ""))

    def read(self, row: TableRow) -> LedgerRow | None:
        """The invoice in the row; None with its faults added to ``problems``, a remark why it is
        passed over, or where it was a credit and added to ``credits``."""
        self._row.turn_to(row)
        fault = self._row.fault()
        remark = None if fault else self._passed_over(row)
        if remark:
            self.remarks.append(remark)
            return None
        self._reasons = [fault] if fault else []
        credit = None if fault else self._read(self._credit_cells.read, None)
        found: LedgerRow | None = None
        if credit:
            self._keep_credit(row.line, credit)
        elif not self._reasons:
            found = self._as_invoice(row.line)
        if found and not self._reasons:
            self._reasons += faults_of_dates(found, self._today)
        self.problems += [ImportProblem(row.line, reason) for reason in self._reasons]
        return None if self._reasons else found

    def _keep_credit(self, line: int, credit: CreditSum) -> None:
        """Add the credit in the row to ``credits``, with a remark where it needs one."""
        self._reasons += self._row.errors_of_sheet()
        self._read(self._same_currency, None)
        self._total += self._read(self._credit_cells.signed, 0)
        number, tells_number = self._read(self._row.customer_number, ("", True))
        reference = self._read(self._number, "")
        dated = self._read(self._invoice_date, _NEVER)
        self._reasons += dated_ahead(dated, self._today)
        if self._reasons:
            return
        row = CreditRow(
            line=line,
            customer_number=number,
            customer_name=self._row.customer_name(),
            kind=credit.kind,
            reference=reference,
            dated=dated,
            amount=credit.amount,
            unused=credit.unused or 0,
            tells_unused=credit.tells_unused,
            tells_number=tells_number,
            details=details_in(self._row.raw) if self._tells_details else NO_DETAILS,
            about=self._row.text(known.CREDIT_FOR),
        )
        if credit.about:
            self.remarks.append(ImportRemark(line, credit.about, f"{told_of(row)}: {credit.words}"))
        if row.unused:
            self.credits.append(row)

    def _passed_over(self, row: TableRow) -> ImportRemark | None:
        """Why a row is no invoice to bring in, where that is certain."""
        number = self._row.text(known.INVOICE_NUMBER)
        told = f"{quoted(number)}: " if number else ""
        if not number or not self._row.holds(known.INVOICE_DATE):
            around = self._printed_around(row, number)
            if around:
                text = f"it holds {around}, and is passed over."
                return ImportRemark(row.line, Remark.NO_INVOICE, text)
        status = self._why_not_issued()
        if status:
            text = f"{told}it is {status}, and is passed over."
            return ImportRemark(row.line, Remark.NOT_ISSUED, text)
        words = self._credit_cells.never_open()
        if words:
            text = f"{told}{quoted(self._row.text(known.KIND))} {words}"
            return ImportRemark(row.line, Remark.LEFT_OUT, text)
        return None

    def _printed_around(self, row: TableRow, number: str) -> str:
        """What a row without number or day holds that a program prints around the invoices."""
        if sums_up(row.cells):
            return "sums"
        if row.line == self._last_line and not number and self._is_sum_of_all():
            return "the sum of the rows above"
        alone = alone_in(row.cells) if len(row.cells) >= _FEWEST_COLUMNS else ""
        return f"only {quoted(alone)}" if alone else ""

    def _is_sum_of_all(self) -> bool:
        """Whether a row without a day holds what the amounts above it come to."""
        column = known.AMOUNT if self._row.has(known.AMOUNT) else known.OPEN_AMOUNT
        text = self._row.text(column)
        is_amount = not self._row.holds(known.INVOICE_DATE) and self._is_amount(text)
        return is_amount and written_amount(text, self._currency) == self._total > 0

    def _why_not_issued(self) -> str:
        told = self._row.text(known.STATUS).casefold().split(",")
        return next((_NOT_ISSUED[word.strip()] for word in told if word.strip() in _NOT_ISSUED), "")

    def _as_invoice(self, line: int) -> LedgerRow:
        self._reasons += self._row.errors_of_sheet()
        self._read(self._same_currency, None)
        amount = self._read(self._amount, 0)
        self._total += amount
        disputed, part = self._read(lambda: self._disputed(amount), (False, 0))
        number, tells_number = self._read(self._row.customer_number, ("", True))
        details = details_in(self._row.raw) if self._tells_details else NO_DETAILS
        history = self._read(lambda: self._history(amount), _NO_PARTS)
        row = LedgerRow(
            line=line,
            customer_number=number,
            customer_name=self._row.customer_name(),
            country=details.country,
            invoice_number=self._read(self._invoice_number, ""),
            invoice_date=self._read(self._invoice_date, _NEVER),
            due_date=self._read(lambda: self._day(known.DUE_DATE, "Due date"), None),
            amount=amount,
            disputed=disputed,
            settled_on=self._read(lambda: self._day(known.SETTLED_DATE, "Paid on"), None),
            delivery=self._row.text(known.DELIVERY),
            po_number=self._row.text(known.PO_NUMBER),
            still_open=self._read(lambda: self._still_open(amount, history), None),
            terms=self._read(self._terms, None),
            disputed_part=part,
            tells_dispute=self._row.holds(known.DISPUTED),
            tells_amount=self._row.has(known.AMOUNT) or self._row.has(known.PAID_AMOUNT),
            tells_number=tells_number,
            history=history,
            details=details,
        )
        return self._with_day_paid(row)

    def _with_day_paid(self, row: LedgerRow) -> LedgerRow:
        if row.history:
            return replace(row, settled_on=settled_last(row.history))
        is_paid = row.still_open is None and self._row.text(known.STATUS).casefold() in PAID
        if is_paid and row.settled_on is None:
            row = replace(row, still_open=0)
        if row.paid and row.settled_on is None and self._paid_on is not None:
            return replace(row, settled_on=max(self._paid_on, row.invoice_date))
        return row

    def _read(self, read: Callable[[], Value], otherwise: Value) -> Value:
        try:
            return read()
        except InvalidInput as error:
            self._reasons.append(str(error))
            return otherwise

    def _invoice_number(self) -> str:
        number = self._number()
        if not number:
            raise InvalidInput("The invoice number is missing.")
        return number

    def _number(self) -> str:
        number = self._row.text(known.INVOICE_NUMBER)
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
        text = self._row.text(name)
        if text.casefold() in NO_VALUE:
            return None
        try:
            return self._days.read(text)
        except InvalidInput as error:
            raise InvalidInput(f"{label}: {error}") from error

    def _amount(self) -> int:
        """The total; where the file has none, what is open and what is paid make it up."""
        told = self._row.has(known.AMOUNT)
        text = self._row.text(known.AMOUNT if told else known.OPEN_AMOUNT)
        if not text:
            raise InvalidInput("The amount is missing.")
        amount = written_amount(text, self._currency)
        if not told and self._row.holds(known.PAID_AMOUNT):
            amount += written_amount(self._row.text(known.PAID_AMOUNT), self._currency)
        if amount <= 0:
            raise InvalidInput(f"An invoice is for more than zero, but here it is {quoted(text)}.")
        return amount

    def _history(self, amount: int) -> tuple[PaidPart, ...]:
        parts = parse_history(self._row.text(known.HISTORY), self._currency)
        if amount and settled_by(parts) > amount:
            raise InvalidInput("How it was paid comes to more than the amount.")
        return parts

    def _still_open(self, amount: int, history: Sequence[PaidPart]) -> int | None:
        """What is open, told as such or as what was paid; None where neither is told."""
        left = self._share(known.OPEN_AMOUNT, amount)
        paid = self._share(known.PAID_AMOUNT, amount)
        if history and paid is None:
            paid = settled_by(history)
        if left is None:
            return None if paid is None else amount - paid
        if paid is not None and left + paid != amount:
            raise InvalidInput("What is paid and what is still open do not make up the amount.")
        return left

    def _share(self, name: str, amount: int) -> int | None:
        text = self._row.text(name)
        if not amount or holds_no_sum(text):
            return None
        share = written_amount(text, self._currency)
        if not 0 <= share <= amount:
            raise InvalidInput(
                f"{known.label_of(name)}: {quoted(text)} is below zero or above the amount."
            )
        return share

    def _terms(self) -> Terms | None:
        """The terms; what is not understood matters only where nothing else tells the due date."""
        text = self._row.text(known.TERMS)
        if text.casefold() in NO_VALUE:
            return None
        try:
            return parse_terms(text)
        except InvalidInput:
            if not self._row.holds(known.DUE_DATE):
                raise
            return None

    def _are_amounts(self, table: Table, column: str) -> bool:
        """Whether a column that tells what is disputed tells sums: then a 1 is one of them, too."""
        if column not in table.columns:
            return False
        place = table.columns.index(column)
        texts = {row.cells[place].strip().casefold() for row in table.rows}
        return any(map(self._is_amount, texts - _YES - _NO))

    def _is_amount(self, text: str) -> bool:
        try:
            written_amount(text, self._currency)
        except InvalidInput:
            return False
        return True

    def _disputed(self, amount: int) -> tuple[bool, int]:
        """Whether it is disputed, and how much of it where the file tells a sum."""
        text = self._row.text(known.DISPUTED)
        is_flag = text.casefold() in _YES | _NO
        if is_flag and not (self._disputes_are_amounts and text in _EITHER):
            return text.casefold() in _YES, 0
        try:
            part = written_amount(text, self._currency)
        except InvalidInput as error:
            raise InvalidInput(
                f"Disputed: {quoted(text)} is neither yes nor no, nor an amount."
            ) from error
        if amount and not 0 <= part <= amount:
            raise InvalidInput(f"Disputed: {quoted(text)} is below zero or above the amount.")
        return part > 0, part

    def _same_currency(self) -> None:
        text = self._row.text(known.CURRENCY)
        if text and text.upper() != self._currency:
            raise InvalidInput(
                f"It is in {quoted(text)}, but this book is kept in {self._currency}."
                " Import it into a book of its own."
            )
