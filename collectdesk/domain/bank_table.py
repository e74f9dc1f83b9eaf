"""A bank's statement as a table, CSV or a sheet: which column holds what, and its entries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from collectdesk.domain.bank import BankEntry, BankStatement, statement_of, written_amount
from collectdesk.domain.dates import DateOrder, long_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import ImportProblem
from collectdesk.domain.ledger_columns import LedgerField, check_mapping, recognise
from collectdesk.domain.table import Table, TableRow
from collectdesk.domain.table_cells import date_order_of, one_line
from collectdesk.domain.words import counted, quoted
from collectdesk.domain.written_days import WrittenDays

DAY: Final = "day"
AMOUNT: Final = "amount"
PAID_IN: Final = "paid_in"
PAID_OUT: Final = "paid_out"
PAYER: Final = "payer"
TEXT: Final = "text"
BANK_ID: Final = "bank_id"
ACCOUNT: Final = "account"
CURRENCY: Final = "currency"
DIRECTION: Final = "direction"
_WENT_OUT: Final = frozenset(
    ["d", "dr", "debit", "dbit", "out", "withdrawal", "payment out", "s", "soll"]
)


def _field(name: str, label: str, synonyms: str, required: bool = False) -> LedgerField:
    return LedgerField(name, label, tuple(synonyms.split()), required)


FIELDS: Final = (
    _field(
        DAY,
        "Date",
        "bookingdate dateposted posteddate postingdate postdate transactiondate entrydate date"
        " buchungstag buchungsdatum valuedate",
        required=True,
    ),
    _field(
        AMOUNT, "Amount", "amount transactionamount amt value betrag umsatz sum", required=True
    ),
    _field(PAID_IN, "Paid in", "paidin credit credits creditamount deposit deposits moneyin in"),
    _field(PAID_OUT, "Paid out", "paidout debit debits debitamount withdrawal withdrawals"
           " moneyout out"),
    _field(
        PAYER,
        "Payer",
        "payer payername payee counterparty counterpartyname name debtorname sender from"
        " beneficiary",
    ),
    _field(
        TEXT,
        "Text",
        "description details narrative memo remittanceinformation paymentreference reference"
        " text purpose verwendungszweck transactiondescription particulars",
    ),
    _field(
        BANK_ID,
        "Bank's number",
        "transactionid fitid bankreference transactionreference referenceno referencenumber"
        " uniqueid id",
    ),
    _field(ACCOUNT, "Account", "accountnumber account accountno iban accountid"),
    _field(
        DIRECTION,
        "In or out",
        "creditdebitindicator creditdebit debitcredit drcr crdr dc direction transactiontype type",
    ),
    _field(CURRENCY, "Currency", "currency currencycode ccy"),
)  # fmt: skip


def read_statement(
    table: Table, currency: str, today: date, date_order: DateOrder | None = None
) -> BankStatement:
    """The entries of the table.

    Raises ColumnsMissing, and DateOrderUnknown where ``date_order`` must be told.
    """
    mapping = recognise(table.columns, FIELDS)
    alone = PAID_IN in mapping and AMOUNT not in mapping
    stand_in = {AMOUNT: mapping[PAID_IN]} if alone else {}
    check_mapping(table.file_name, table.columns, {**stand_in, **mapping}, FIELDS)
    order = date_order or date_order_of(table, mapping, (DAY,))
    reader = _Reader(table, mapping, order, currency, today)
    entries = [entry for entry in map(reader.read, table.rows) if entry is not None]
    return statement_of(table.file_name, entries, reader.problems)


class _Reader:
    """Reads rows one by one and gathers what is wrong with them."""

    def __init__(
        self, table: Table, mapping: Mapping[str, str], order: DateOrder, currency: str,
        today: date,
    ) -> None:  # fmt: skip
        self.problems: list[ImportProblem] = []
        self._places = {name: table.columns.index(column) for name, column in mapping.items()}
        self._width = len(table.columns)
        self._currency, self._today = currency, today
        self._days = WrittenDays(order, table.day_zero)

    def read(self, row: TableRow) -> BankEntry | None:
        """The entry, or None with the reason added to ``problems``."""
        try:
            return self._entry(row)
        except InvalidInput as error:
            self.problems.append(ImportProblem(row.line, str(error)))
            return None

    def _entry(self, row: TableRow) -> BankEntry:
        if len(row.cells) != self._width:
            raise InvalidInput(
                f"It has {counted(len(row.cells), 'cell')}, but the heading has {self._width}."
            )
        currency = self._text(row, CURRENCY)
        if currency and currency.upper() != self._currency:
            raise InvalidInput(
                f"It is in {quoted(currency)}, but this book is kept in {self._currency}."
            )
        return BankEntry(
            line=row.line,
            account=self._text(row, ACCOUNT),
            bank_id=self._text(row, BANK_ID),
            day=self._day(row),
            amount=self._amount(row),
            payer=self._text(row, PAYER),
            text=self._text(row, TEXT),
        )

    def _text(self, row: TableRow, name: str) -> str:
        place = self._places.get(name)
        return "" if place is None else one_line(row.cells[place])

    def _day(self, row: TableRow) -> date:
        day = self._days.read(self._text(row, DAY))
        if day > self._today:
            raise InvalidInput(f"It is dated {long_date(day)}, which is still to come.")
        return day

    def _amount(self, row: TableRow) -> int:
        paid_in, paid_out = self._text(row, PAID_IN), self._text(row, PAID_OUT)
        if AMOUNT in self._places:
            amount = written_amount(self._text(row, AMOUNT), self._currency)
            went_out = self._text(row, DIRECTION).casefold() in _WENT_OUT
            return -abs(amount) if went_out else amount
        if paid_in:
            return written_amount(paid_in, self._currency)
        if paid_out:
            return -abs(written_amount(paid_out, self._currency))
        raise InvalidInput("The amount is missing.")
