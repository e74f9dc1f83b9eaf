"""The parts that several kinds of papers are made of: parties, stamps, slips and facts.

Amounts are integers in minor units of the paper's currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Firm:
    """The owner's business on letters: ``colour`` is six hex digits, ``logo`` a PNG, JPEG
    or SVG."""

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    tax_id: str = ""
    colour: str = "1F4E9E"
    logo: bytes | None = None
    footer: str = ""
    bank_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """The customer as addressed: ``attention`` is the person, ``address`` the lines below."""

    name: str
    number: str = ""
    attention: str = ""
    address: tuple[str, ...] = ()
    tax_id: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """The part that comes back with the money. ``references`` are invoice numbers.

    ``remit_to`` names payee and place; when empty the firm's name and address are printed.
    ``pay_code`` is what a payment QR code says, empty for none. ``heading`` is said at the tear
    line and ``ticks`` beside boxes to tick, instead of the usual words.
    """

    amount_due: int
    references: tuple[str, ...] = ()
    due: date | None = None
    remit_to: tuple[str, ...] = ()
    pay_code: str = ""
    heading: str = ""
    ticks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgingStrip:
    """What is open by days past due; an upper edge belongs to the lower bucket.

    ``unapplied`` is cash not yet allocated, printed beside the buckets and never netted into one.
    """

    current: int
    to_30: int
    to_60: int
    to_90: int
    over_90: int
    unapplied: int = 0


@dataclass(frozen=True, slots=True)
class StampSpec:
    """A stamp by its id in the geometry file, with its filled lines, the largest first."""

    id: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """An invoice asked for: ``total`` as issued, ``balance`` still open on the notice's date."""

    number: str
    issued: date
    due: date
    days_late: int
    total: int
    balance: int
    po_number: str = ""


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """Interest or a fee that a notice asks for beside the invoices."""

    label: str
    amount: int


@dataclass(frozen=True, slots=True)
class LetterFact:
    """A labelled fact in the middle of a letter, such as an agreed amount or date."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A paper that goes with another: ``paper`` is its stored form, drawn on pages of its own.

    ``note`` says in a few words what it is; ``sha256`` is the checksum of the file that was sent,
    empty when none was.
    """

    title: str
    paper: str
    note: str = ""
    sha256: str = ""
