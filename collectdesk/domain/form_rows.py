"""What forms and the places beside the desk show: frozen rows, as those of ``rows``.

They are a room of their own because the window begins without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment, the first of what it went to, and when the bank took it back, if it did."""

    payment_id: int
    customer_id: int
    customer_name: str
    dated: date
    amount: int
    method: str
    reference: str
    unapplied: int
    returned_on: date | None
    invoices: str


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """An open or judged promise to pay."""

    promise_id: int
    customer_id: int
    made_on: date
    amount: int
    promised_for: date
    method: str
    deadline: date
    state: str
    invoices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A hit of the search over everything. ``kind`` is customer, invoice, call or note."""

    kind: str
    ref_id: int
    customer_id: int
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class OpenItemRow:
    """An open invoice or charge that a payment can be allocated to."""

    invoice_id: int
    number: str
    issued: date
    due: date
    days_late: int
    balance: int
    disputed: int
    discount: int = 0
    discount_until: date | None = None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A past-due notice that could be printed today: one a customer, all its overdue invoices.

    ``tones`` says how the letter of each stage sounds. Without ``has_address`` the window of the
    envelope would show the name alone.
    """

    customer_id: int
    number: str
    name: str
    stage: str
    stage_label: str
    stamp: str
    amount: int
    days_late: int
    invoices: tuple[str, ...]
    reason: str
    warning: str = ""
    tones: Mapping[str, str] = field(default_factory=dict)
    has_address: bool = True


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A customer's month: what the statement will say, before it is written."""

    customer_id: int
    number: str
    name: str
    opening: int
    charges: int
    credits: int
    closing: int
    past_due: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """An issued document, frozen in the book."""

    document_id: int
    number: str
    kind: str
    kind_label: str
    customer_id: int
    customer_name: str
    issued_on: date
    amount: int | None
    stamp: str
    printed_on: date | None
    sha256: str


@dataclass(frozen=True, slots=True)
class CallRow:
    """A logged call, for the log of all calls."""

    call_id: int
    customer_id: int
    customer_name: str
    at: str
    spoke_to: str
    outcome: str
    reason: str
    note: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """A row of a file that cannot come in, with its line number and the reason."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportRemark:
    """Something in a file that the owner should know although it keeps nothing out.

    ``about`` is a Remark (see import_remarks), ``text`` a sentence.
    """

    line: int
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file would bring, or has brought once ``imported``.

    ``mapping`` is the column of each field (see ledger_columns), ``total`` the sum of the new
    invoices, ``already_here`` counts rows that bring nothing new, ``sample`` shows the first rows.
    ``filled`` counts customers of the book whose blanks it fills, ``new_people`` those to reach
    that it adds to customers of the book. ``still_open`` is what is open of the new invoices;
    ``credit_notes`` and ``unapplied`` payments come in on account, with what is unused of them.
    """

    file_name: str
    columns: tuple[str, ...]
    mapping: dict[str, str]
    date_order: str | None
    rows_read: int
    new_customers: int
    new_invoices: int
    new_payments: int
    new_disputes: int
    already_here: int
    total: int
    problems: tuple[ImportProblem, ...] = ()
    sample: tuple[tuple[str, ...], ...] = field(default=())
    imported: bool = False
    filled: int = 0
    new_people: int = 0
    remarks: tuple[ImportRemark, ...] = ()
    still_open: int = 0
    credit_notes: int = 0
    credit_notes_total: int = 0
    unapplied: int = 0
    unapplied_total: int = 0
    currency: str = "USD"

    @property
    def credits(self) -> int:
        """How many credits come in on account."""
        return self.credit_notes + self.unapplied

    @property
    def credited(self) -> int:
        """What comes in on account, in minor units."""
        return self.credit_notes_total + self.unapplied_total

    @property
    def brings(self) -> bool:
        """Whether anything comes in."""
        return bool(
            self.new_customers or self.new_invoices or self.new_payments or self.new_disputes
            or self.filled or self.new_people or self.credits
        )  # fmt: skip
