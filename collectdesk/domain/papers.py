"""What a printed document shows, already computed: frozen papers that are stored and drawn again.

A paper holds finished facts only: amounts as integers in minor units of its currency, dates, and
text. Whoever draws it computes nothing and asks nobody, so a paper that was stored when it was
issued prints the same again years later. Papers are made by use cases and drawn by ``documents``.

``to_json`` and ``from_json`` are in ``papers_json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from collectdesk.domain.paper_parts import (
    AgingStrip,
    ChargeRow,
    Enclosure,
    Firm,
    LetterFact,
    NoticeRow,
    Party,
    Slip,
    StampSpec,
)
from collectdesk.domain.papers_filed import AgreementPaper, DemandPaper, FilePaper

__all__ = [
    "AgingStrip",
    "AgreementPaper",
    "ChargeRow",
    "DeliveredItem",
    "DemandPaper",
    "EarlyPrice",
    "Enclosure",
    "FilePaper",
    "Firm",
    "InvoiceLine",
    "InvoicePaper",
    "LetterFact",
    "LetterPaper",
    "NoticePaper",
    "NoticeRow",
    "NoticeStage",
    "OpenItem",
    "PaidItem",
    "Paper",
    "Party",
    "PriorContact",
    "ReceiptPaper",
    "Slip",
    "StampSpec",
    "StatementEntry",
    "StatementPaper",
    "StatementStyle",
    "TaxLine",
    "TermsText",
    "VerificationPaper",
]

NoticeStage = Literal["reminder", "past_due", "second", "final"]
StatementStyle = Literal["balance_forward", "open_item"]


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One sold thing. ``unit_price`` is in major units and may be finer than a cent."""

    description: str
    quantity: Decimal
    unit_price: Decimal
    net: int
    unit: str = ""
    discount_percent: Decimal = Decimal(0)
    tax_name: str = ""


@dataclass(frozen=True, slots=True)
class TaxLine:
    """Tax of one rate: ``net`` is the base, ``rate`` is in percent."""

    name: str
    rate: Decimal
    net: int
    tax: int


@dataclass(frozen=True, slots=True)
class EarlyPrice:
    """The lower amount that settles the invoice when paid on or before ``by``."""

    amount: int
    by: date


@dataclass(frozen=True, slots=True)
class TermsText:
    """Terms and conditions, printed on pages of their own; a blank line starts a new paragraph."""

    version: str
    text: str


@dataclass(frozen=True, slots=True)
class InvoicePaper:
    """An invoice, or a charge that is called ``heading``.

    ``amount_due`` = ``total`` - ``paid`` - ``adjusted``.
    ``paid`` counts payments and credits, ``adjusted`` what nobody paid and is not asked for;
    ``overdue`` says that it was made after the due date: it asks for payment now, or tells only
    what is open where something of it ``rests``, disputed, promised or otherwise agreed.
    """

    kind: ClassVar[str] = "invoice"

    firm: Firm
    customer: Party
    currency: str
    number: str
    issued: date
    due: date
    lines: tuple[InvoiceLine, ...]
    net: int
    taxes: tuple[TaxLine, ...]
    total: int
    amount_due: int
    paid: int = 0
    po_number: str = ""
    delivered: date | None = None
    ship_to: tuple[str, ...] = ()
    terms_label: str = ""
    early: EarlyPrice | None = None
    note: str = ""
    terms: TermsText | None = None
    slip: Slip | None = None
    stamp: StampSpec | None = None
    language: str = "en-US"
    adjusted: int = 0
    overdue: bool = False
    heading: str = ""
    rests: bool = False


@dataclass(frozen=True, slots=True)
class DeliveredItem:
    """One delivered thing, to be ticked off by the customer."""

    description: str
    quantity: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class VerificationPaper:
    """The letter that asks, on the day of delivery, whether all is in order.

    ``payables_contact``, ``payment_day`` and ``cut_off`` are what we believe already; the customer
    confirms or corrects them, or fills in the empty line.
    """

    kind: ClassVar[str] = "verification"

    firm: Firm
    customer: Party
    issued: date
    invoice_number: str
    delivered: date
    reply_by: date
    items: tuple[DeliveredItem, ...]
    heading: str
    salutation: str
    paragraphs: tuple[str, ...]
    closing: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    po_number: str = ""
    payables_contact: str = ""
    payment_day: str = ""
    cut_off: str = ""
    stamp: StampSpec | None = None
    language: str = "en-US"


@dataclass(frozen=True, slots=True)
class PriorContact:
    """An earlier letter or talk that a notice recalls."""

    on: date
    what: str


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """One letter a customer about all its overdue invoices.

    ``total`` = sum of the rows' balances + sum of ``charges``; below zero is what is on account,
    and what is promised of them. ``paragraphs`` stand above the table, ``closing`` below it.
    ``hold_on`` is the day from which the words say that new orders on account stop.
    """

    kind: ClassVar[str] = "notice"

    firm: Firm
    customer: Party
    currency: str
    stage: NoticeStage
    issued: date
    heading: str
    salutation: str
    paragraphs: tuple[str, ...]
    rows: tuple[NoticeRow, ...]
    total: int
    pay_by: date | None = None
    charges: tuple[ChargeRow, ...] = ()
    contacts: tuple[PriorContact, ...] = ()
    aging: AgingStrip | None = None
    closing: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    stamp: StampSpec | None = None
    slip: Slip | None = None
    language: str = "en-US"
    hold_on: date | None = None


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """An event of the account: exactly one of ``charge`` and ``credit`` is not zero, as a rule.

    ``running`` is the balance after it.
    """

    on: date
    what: str
    reference: str
    charge: int
    credit: int
    running: int


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item with a remainder: ``original`` as issued, ``open`` what is left; credits negative."""

    number: str
    issued: date
    due: date | None
    original: int
    open: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """A statement of account: ``opening`` + charges - credits = ``closing``.

    Style ``balance_forward`` prints ``entries``, ``open_item`` prints ``open_items`` whose ``open``
    amounts add up to the same ``closing``. With ``closing`` <= 0 neither slip nor stamp is drawn.
    ``past_due`` is what is asked for as late, the aging goes by due dates, and ``not_asked`` tells
    the difference. ``copies`` are invoices that go with it.
    """

    kind: ClassVar[str] = "statement"

    firm: Firm
    customer: Party
    currency: str
    style: StatementStyle
    period_from: date
    period_to: date
    opening: int
    closing: int
    issued: date
    entries: tuple[StatementEntry, ...] = ()
    open_items: tuple[OpenItem, ...] = ()
    past_due: int = 0
    aging: AgingStrip | None = None
    paragraphs: tuple[str, ...] = ()
    closing_text: tuple[str, ...] = ()
    slip: Slip | None = None
    stamp: StampSpec | None = None
    copies: tuple[Enclosure, ...] = ()
    language: str = "en-US"
    not_asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaidItem:
    """What a payment settled: ``applied`` went to this invoice, ``remaining`` is still open."""

    number: str
    issued: date | None
    applied: int
    remaining: int


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """Thanks for a payment: ``amount`` = sum of ``applied`` + ``unapplied``.

    ``balance`` is what the whole account still owes afterwards.
    """

    kind: ClassVar[str] = "receipt"

    firm: Firm
    customer: Party
    currency: str
    issued: date
    received: date
    amount: int
    method: str
    items: tuple[PaidItem, ...]
    balance: int
    heading: str
    salutation: str
    paragraphs: tuple[str, ...]
    reference: str = ""
    unapplied: int = 0
    closing: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    stamp: StampSpec | None = None
    language: str = "en-US"


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """A short letter without a table of money: a promise confirmed, a dispute acknowledged."""

    kind: ClassVar[str] = "letter"

    firm: Firm
    customer: Party
    issued: date
    heading: str
    salutation: str
    paragraphs: tuple[str, ...]
    facts: tuple[LetterFact, ...] = ()
    closing: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    stamp: StampSpec | None = None
    language: str = "en-US"


Paper = (
    InvoicePaper
    | VerificationPaper
    | NoticePaper
    | StatementPaper
    | ReceiptPaper
    | LetterPaper
    | AgreementPaper
    | DemandPaper
    | FilePaper
)
