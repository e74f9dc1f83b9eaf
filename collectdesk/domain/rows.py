"""What the panes show: frozen rows, ready to paint.

Amounts are integer minor units of the book's currency, dates are ``date``. Texts are plain: they
hold what a person typed and must never be shown as markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Tone = Literal["plain", "quiet", "late", "careful", "good", "accent", "violet"]


@dataclass(frozen=True, slots=True)
class Pill:
    """A short word on a tinted ground; ``hint`` is its tooltip."""

    text: str
    tone: Tone = "plain"
    hint: str = ""


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer in the left pane: amount, the reason in words, and how late."""

    customer_id: int
    number: str
    name: str
    amount: int
    amount_tone: Tone
    reason: str
    reason_tone: Tone
    when: str
    pinned: bool = False
    score: int = 0
    reason_long: str = ""


@dataclass(frozen=True, slots=True)
class CustomerListing:
    """One tab of the left pane with the counts of all tabs and the tab's past-due sum."""

    rows: tuple[CustomerRow, ...]
    today_count: int
    all_count: int
    promises_count: int
    resting_count: int
    total: int


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person at a customer, as shown in the head and chosen in the call console."""

    contact_id: int
    name: str
    role: str
    phone: str
    extension: str
    email: str
    best_time: str
    do_not_call: bool
    rapport: str


@dataclass(frozen=True, slots=True)
class CustomerHead:
    """The customer's name, marks, people, four figures and aging."""

    customer_id: int
    number: str
    name: str
    pills: tuple[Pill, ...]
    contacts: tuple[ContactRow, ...]
    owes: int
    past_due: int
    promised: int
    last_paid: int | None
    last_paid_on: date | None
    unapplied: int
    aging: tuple[int, int, int, int, int]
    currency: str
    financing_cost: int
    hold: str = "none"


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """An invoice or charge of a customer. ``days_late`` is None when it is closed or not due."""

    invoice_id: int
    number: str
    customer_id: int
    customer_name: str
    po_number: str
    issued: date | None
    due: date | None
    days_late: int | None
    total: int
    balance: int
    disputed: int
    pills: tuple[Pill, ...]
    closed: bool
    lifecycle: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that happened. ``kind`` picks the icon; ``strong`` is the word in bold."""

    key: str
    kind: str
    on: date
    strong: str
    rest: str
    detail: str = ""
    tone: Tone = "plain"
    ref_id: int = 0


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
class ConsoleView:
    """What the call console shows before an answer: whom, what to say, and what to keep in mind.

    ``unasked`` are open invoices of which nobody asked yet whether all is in order.
    """

    call_title: str
    opening: str
    facts: tuple[str, ...]
    warnings: tuple[str, ...]
    suggested_amount: int
    suggested_date: date
    suggested_next: date
    may_warn_agency: bool
    excuses: tuple[tuple[str, str], ...] = ()
    unasked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """Everything the middle and right panes show of one customer."""

    head: CustomerHead
    invoices: tuple[InvoiceRow, ...]
    history: tuple[HistoryRow, ...]
    console: ConsoleView


@dataclass(frozen=True, slots=True)
class StatusLine:
    """The sums along the bottom of the window."""

    outstanding: int
    past_due: int
    promised_this_week: int
    collected_this_month: int
    month_name: str
    dso: str
    currency: str
    book_name: str


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

    ``tones`` says how the letter of each stage sounds.
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


class AgingRow(NamedTuple):
    """One customer's aging. ``amounts`` follow the buckets of the chosen way of counting."""

    number: str
    name: str
    amounts: tuple[int, ...]
    unapplied: int
    total: int
    customer_id: int = 0


@dataclass(frozen=True, slots=True)
class AgingReport:
    """Aging of all customers as of a date; ``totals`` sums the rows."""

    as_of: date
    by: str
    currency: str
    buckets: tuple[str, ...]
    rows: tuple[AgingRow, ...]
    totals: AgingRow
    open_invoices: int


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """A row of a file that cannot come in, with its line number and the reason."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file would bring, or has brought once ``imported``.

    ``mapping`` is the column of each field (see ledger_columns), ``total`` the sum of the new
    invoices, ``already_here`` counts rows that bring nothing new, ``sample`` shows the first rows.
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
