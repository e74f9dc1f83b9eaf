"""How the lists that belong to an invoice are written: columns, and a text for each cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from collectdesk.domain.invoice import line_net
from collectdesk.domain.money import format_price
from collectdesk.domain.numerals import format_percent, format_quantity, format_tax_rate
from collectdesk.gui.dialogs.simple_model import Column
from collectdesk.gui.text import day, plain_amount
from collectdesk.usecases.invoice_detail import AppliedCredit, InvoiceDetail

LINES: Final = (
    Column("Description"),
    Column("Quantity", 128, right=True),
    Column("Price", 100, right=True),
    Column("Discount", 76, right=True),
    Column("Tax", 64, right=True),
    Column("Net", 104, right=True),
)
CREDITS: Final = (
    Column("What"),
    Column("Reference", 150),
    Column("Date", 92),
    Column("Amount", 104, right=True),
)
DISPUTES: Final = (
    Column("What is wrong"),
    Column("Opened", 92),
    Column("Amount", 104, right=True),
    Column("Next step or settlement", 230),
)
DOCUMENTS: Final = (
    Column("Document"),
    Column("Number", 104),
    Column("Issued", 92),
    Column("Printed", 92),
)

NO_CREDITS: Final = "Nothing was paid or credited on it yet."
NO_DISPUTES: Final = (
    "Nothing on it is disputed. Where the customer finds something wrong, open a dispute:"
    " the amount rests until it is settled."
)
NO_DOCUMENTS: Final = "Nothing was printed of it yet. Each paper that goes out is kept here."

Rows = list[tuple[int, tuple[str, ...]]]
"""Each row's key and its texts."""


@dataclass(frozen=True, slots=True)
class DetailTexts:
    """The texts of one invoice's lists."""

    detail: InvoiceDetail
    today: date
    currency: str

    def lines(self) -> Rows:
        """What was sold; keyed by position."""
        return [
            (
                place,
                (
                    line.description,
                    f"{format_quantity(line.quantity_milli)} {line.unit}".strip(),
                    format_price(line.unit_price, self.currency),
                    _percent(line.discount_bp),
                    _tax(line.tax_rate_milli),
                    self._amount(line_net(line)),
                ),
            )
            for place, line in enumerate(self.detail.lines)
        ]

    def credits(self) -> Rows:
        """What was paid or credited; keyed by credit."""
        return [
            (
                credit.credit_id,
                (
                    _credit(credit),
                    credit.reference,
                    day(credit.dated, self.today),
                    self._amount(credit.amount),
                ),
            )
            for credit in self.detail.credits
        ]

    def disputes(self) -> Rows:
        """What is or was disputed; keyed by dispute."""
        return [
            (
                one.dispute_id,
                (
                    f"{one.reason}. {one.note}" if one.note else one.reason,
                    day(one.opened_on, self.today),
                    self._amount(one.amount),
                    one.resolution or f"{one.next_step}, {day(one.next_on, self.today)}",
                ),
            )
            for one in self.detail.disputes
        ]

    def documents(self) -> Rows:
        """What was printed about it; keyed by document."""
        return [
            (
                paper.document_id,
                (
                    paper.kind_label,
                    paper.number,
                    day(paper.issued_on, self.today),
                    day(paper.printed_on, self.today),
                ),
            )
            for paper in self.detail.documents
        ]

    def _amount(self, minor: int) -> str:
        return plain_amount(minor, self.currency)


def _credit(credit: AppliedCredit) -> str:
    """ "Payment", "Payment, returned", and "Return of the payment" where it is taken off again."""
    if not credit.returned:
        return credit.label
    name = f"{credit.label[0].lower()}{credit.label[1:]}"
    return f"Return of the {name}" if credit.amount < 0 else f"{credit.label}, returned"


def _percent(basis_points: int) -> str:
    return f"{format_percent(basis_points)} %" if basis_points else ""


def _tax(rate_milli: int) -> str:
    return f"{format_tax_rate(rate_milli)} %" if rate_milli else ""
