"""Credits amid the invoices of a list: what makes a row one, and how much of it is unused.

A credit is told by its type, or stands below zero. What is on invoices already lowered what the
list tells of those; only the rest comes in, on account.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from collectdesk.domain import ledger_columns as known
from collectdesk.domain.bank import written_amount
from collectdesk.domain.customer_details import NO_VALUE
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import ImportProblem, ImportRemark
from collectdesk.domain.import_remarks import Remark
from collectdesk.domain.ledger_row import CreditRow, LedgerRow
from collectdesk.domain.row_cells import RowCells
from collectdesk.domain.table import TableRow
from collectdesk.domain.words import quoted

NOTE: Final = "credit_note"
PAYMENT: Final = "payment"
PAID: Final = frozenset(["paid", "paid in full", "fully paid", "closed", "settled"])
"""States of a row of which nothing is open."""

_KINDS: Final = {
    **dict.fromkeys(
        (
            "credit memo", "credit note", "credit", "customer credit", "sales credit note",
            "sales credit", "sc", "cn", "accreccredit", "receivable credit note",
            "accounts receivable credit note",
        ),
        NOTE,
    ),
    **dict.fromkeys(
        (
            "payment", "customer payment", "receive payment", "unapplied payment",
            "payment on account", "receipt", "sales receipt on account", "sr", "sa", "deposit",
            "overpayment", "sales overpayment", "receivable overpayment", "prepayment",
            "sales prepayment", "receivable prepayment",
        ),
        PAYMENT,
    ),
}  # fmt: skip
_NEVER_OPEN: Final = {
    "sales receipt": "was paid at once, and is passed over.",
    "cash sale": "was paid at once, and is passed over.",
    "refund": "is left out; record it by hand.",
    "refund receipt": "is left out; record it by hand.",
    "cash refund": "is left out; record it by hand.",
}
_USED: Final = PAID | {"applied", "fully applied", "used", "allocated"}
_MINUS: Final = frozenset("-(\N{MINUS SIGN}")
_WITHOUT_SIGN: Final = str.maketrans("", "", "$€£¥ \u00a0")


def holds_no_sum(text: str) -> bool:
    """Whether a cell of a column of sums is as good as empty."""
    return text.casefold().translate(_WITHOUT_SIGN) in NO_VALUE


@dataclass(frozen=True, slots=True)
class CreditSum:
    """What a row credits. ``unused`` is None where the list leaves it open; ``words`` are what the
    owner should know of it, and ``about`` which Remark that is, empty where it goes without saying.
    """

    kind: str
    amount: int
    unused: int | None
    tells_unused: bool = True
    about: str = ""
    words: str = ""


class CreditCells:
    """Reads the sums of credits from the rows of a list."""

    def __init__(self, row: RowCells, currency: str, rows: Iterable[TableRow]) -> None:
        self._row = row
        self._currency = currency
        self._decides = known.OPEN_AMOUNT if row.has(known.OPEN_AMOUNT) else known.AMOUNT
        self._below_zero = row.has(known.KIND) and any(map(self._is_below_zero, rows))

    def never_open(self) -> str:
        """Why the row neither owes nor credits anything, as the end of a sentence; else empty."""
        words = _NEVER_OPEN.get(self._kind_told(), "")
        return "" if words and self._may_be_below_zero() else words

    def read(self) -> CreditSum | None:
        """What the row credits; None where it is no credit. Raises InvalidInput."""
        kind = _KINDS.get(self._kind_told(), "")
        if kind:
            return self._of_kind(kind)
        return self._by_sign() if self._may_be_below_zero() else None

    def signed(self) -> int:
        """What the row adds to the sum below its column, in minor units."""
        return self._sum(known.AMOUNT if self._row.has(known.AMOUNT) else known.OPEN_AMOUNT) or 0

    def _kind_told(self) -> str:
        return self._row.text(known.KIND).casefold()

    def _may_be_below_zero(self) -> bool:
        return not (
            _MINUS.isdisjoint(self._row.text(known.AMOUNT))
            and _MINUS.isdisjoint(self._row.text(known.OPEN_AMOUNT))
        )

    def _is_below_zero(self, row: TableRow) -> bool:
        """Whether it is a credit, and written below zero."""
        self._row.turn_to(row)
        if self._row.fault() or self._kind_told() not in _KINDS:
            return False
        return self._may_be_below_zero() and (self._if_any(self._decides) or 0) < 0

    def _of_kind(self, kind: str) -> CreditSum:
        told = self._sum(self._decides)
        if told is not None and told > 0 and self._below_zero:
            raise InvalidInput(
                f"{quoted(self._row.text(known.KIND))} of {quoted(self._row.text(self._decides))}"
                " stands above zero, where other credits of this list stand below. Correct its"
                " sign, or take the row out of the file."
            )
        return self._with_rest(kind, self._size(known.AMOUNT))

    def _by_sign(self) -> CreditSum | None:
        """A row that is not called a credit, but stands below zero."""
        amount, left = self._if_any(known.AMOUNT), self._if_any(known.OPEN_AMOUNT)
        if min(amount or 0, left or 0) >= 0:
            return None
        if amount is not None and amount > 0 and left is not None:
            words = "more was paid than it is for; the rest comes in as a payment on account."
            return CreditSum(PAYMENT, -left, -left, about=Remark.OVERPAID, words=words)
        if left is not None and left > 0:
            raise InvalidInput("The amount is below zero, but what is still open is not.")
        found = self._with_rest(NOTE, -amount if amount else None)
        text = self._row.text(known.AMOUNT if left is None else known.OPEN_AMOUNT)
        words = f"{quoted(text)} is below zero, and comes in as a credit note on account."
        if not found.unused:
            return found
        return replace(found, about=Remark.TAKEN, words=words)

    def _with_rest(self, kind: str, amount: int | None) -> CreditSum:
        left, paid = self._size(known.OPEN_AMOUNT), self._size(known.PAID_AMOUNT)
        is_told = left is not None or paid is not None
        if left is None and (amount is None or (not is_told and self._row.has(known.OPEN_AMOUNT))):
            return _without_rest(kind, amount or 0)
        whole = (left or 0) + (paid or 0) if amount is None else amount
        left = whole - (paid or 0) if left is None else left
        if not 0 <= left <= whole:
            raise InvalidInput(
                "More of the credit is unused than it is for, or more is used. Correct the sums."
            )
        if not left or (not is_told and self._is_used()):
            words = "nothing of it is unused, and it is passed over."
            return CreditSum(kind, whole, 0, about=Remark.USED_UP, words=words)
        if is_told:
            return CreditSum(kind, whole, left)
        words = "the list does not tell how much of it is unused; all of it comes in on account."
        return CreditSum(kind, whole, left, False, Remark.WHOLE, words)

    def _is_used(self) -> bool:
        status = self._row.text(known.STATUS).casefold()
        return status in _USED or self._row.holds(known.SETTLED_DATE)

    def _sum(self, name: str) -> int | None:
        text = self._row.text(name)
        return None if holds_no_sum(text) else written_amount(text, self._currency)

    def _size(self, name: str) -> int | None:
        """Programs write credits with a minus, or without."""
        found = self._sum(name)
        return None if found is None else abs(found)

    def _if_any(self, name: str) -> int | None:
        """The sum, where the cell holds one."""
        try:
            return self._sum(name)
        except InvalidInput:
            return None


def _without_rest(kind: str, amount: int) -> CreditSum:
    words = "the list does not tell how much of it is unused. It is left out; record it by hand."
    return CreditSum(kind, amount, None, False, Remark.UNTOLD, words)


def credits_once(
    credits: Iterable[CreditRow], *, by_lines: bool
) -> tuple[list[CreditRow], list[ImportProblem], list[ImportRemark]]:
    """Each credit once. A numbered credit note twice is a problem, as with invoices, unless the
    list is ``by_lines``; two payments may well be of one day and sum, and both come in."""
    first: dict[tuple[object, ...], CreditRow] = {}
    kept: list[CreditRow] = []
    problems: list[ImportProblem] = []
    remarks: list[ImportRemark] = []
    for row in credits:
        earlier = first.setdefault(_content(row), row)
        told = f"{told_of(row)} is already on line {earlier.line:,}, with the same details."
        if earlier is not row and row.reference and by_lines:
            remarks.append(ImportRemark(row.line, Remark.REPEATED, f"{told} It comes in once."))
            continue
        if earlier is not row and row.reference and row.kind == NOTE:
            problems.append(ImportProblem(row.line, told))
        elif earlier is not row:
            remarks.append(ImportRemark(row.line, Remark.ALIKE, f"{told} Both come in."))
        kept.append(row)
    return kept, problems, remarks


def _content(row: CreditRow) -> tuple[object, ...]:
    return row.customer_number, row.reference, row.kind, row.dated, row.amount, row.unused


def paid_twice_over(
    credits: Sequence[CreditRow], rows: Iterable[LedgerRow]
) -> tuple[list[CreditRow], list[ImportRemark]]:
    """The credits without payments that may be what other rows of the list tell as paid."""
    if not any(row.paid for row in rows):
        return list(credits), []
    doubtful = [row for row in credits if row.kind == PAYMENT and not row.tells_unused]
    words = (
        "the list tells of paid invoices, but not how much of this payment is unused. It is left"
        " out; record it by hand if it is on account."
    )
    lines = {row.line for row in doubtful}
    return (
        [row for row in credits if row.line not in lines],
        [ImportRemark(row.line, Remark.UNTOLD, f"{told_of(row)}: {words}") for row in doubtful],
    )


def told_of(row: CreditRow) -> str:
    """What a credit is called in a sentence."""
    what = "Credit note" if row.kind == NOTE else "Payment"
    return f"{what} {quoted(row.reference)}" if row.reference else f"{what} of {row.dated}"
