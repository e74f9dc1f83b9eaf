"""What the panes show: frozen rows, ready to paint.

Amounts are integer minor units of the book's currency, dates are ``date``. Texts are plain: they
hold what a person typed and must never be shown as markup.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    """One tab of the left pane, or what was found, with the counts of all tabs.

    ``total`` is past due of all that the tab holds or a search found (``found_count``, None without
    one), however few of them are in ``rows``.
    """

    rows: tuple[CustomerRow, ...]
    today_count: int
    all_count: int
    promises_count: int
    resting_count: int
    total: int
    found_count: int | None = None


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
    financing_rate_bp: int = 0


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
class ConsoleView:
    """What the call console shows before an answer: whom, what to say, and what to keep in mind.

    ``unasked`` are open invoices of which nobody asked yet whether all is in order. Where something
    ``is_late``, a call asks why.
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
    is_late: bool = False


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
