"""Papers that are signed or kept: the plan agreement, the demand, and files with enclosures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from collectdesk.domain.paper_parts import (
    ChargeRow,
    Enclosure,
    Firm,
    LetterFact,
    NoticeRow,
    Party,
    StampSpec,
)


@dataclass(frozen=True, slots=True)
class AgreedPart:
    """One payment of a plan; ``label`` is its number or "Down payment"."""

    label: str
    due: date
    amount: int


@dataclass(frozen=True, slots=True)
class AgreedItem:
    """An invoice that a plan covers, with what of it is in the plan."""

    number: str
    issued: date
    amount: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A point of an agreement, numbered where it is printed."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class AgreementPaper:
    """A payment-plan agreement: ``total`` = sum of the items = sum of the parts.

    Both parties sign below the clauses; ``ours`` and ``theirs`` are the names of who signs.
    """

    kind: ClassVar[str] = "agreement"

    firm: Firm
    customer: Party
    currency: str
    issued: date
    heading: str
    salutation: str
    paragraphs: tuple[str, ...]
    items: tuple[AgreedItem, ...]
    parts: tuple[AgreedPart, ...]
    total: int
    clauses: tuple[Clause, ...]
    closing: tuple[str, ...] = ()
    ours: str = ""
    theirs: str = ""
    stamp: StampSpec | None = None
    language: str = "en-US"


@dataclass(frozen=True, slots=True)
class DemandPaper:
    """The last letter before an account goes outside; signed by the owner, without stamp or slip.

    ``total`` = balances of ``rows`` + ``charges``. ``creditor`` and ``debtor`` are the legal names
    and addresses of both sides. ``clauses`` hold the interest basis, the way to dispute, how to pay
    and the next step.
    """

    kind: ClassVar[str] = "demand"

    firm: Firm
    customer: Party
    currency: str
    issued: date
    deadline: date
    heading: str
    salutation: str
    paragraphs: tuple[str, ...]
    creditor: tuple[str, ...]
    debtor: tuple[str, ...]
    rows: tuple[NoticeRow, ...]
    total: int
    clauses: tuple[Clause, ...]
    charges: tuple[ChargeRow, ...] = ()
    closing: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    stamp: StampSpec | None = None
    language: str = "en-US"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a section's table; ``grows`` takes the room that others leave."""

    title: str
    right: bool = False
    grows: bool = False


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table of ready texts, one text a column in each row."""

    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """Lines to write on, side by side; ``known`` fills the first ones in already."""

    labels: tuple[str, ...]
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a file in the order in which it is printed, each only if given.

    ``empty`` is said where a table has no rows. ``new_page`` starts it at the top of a page.
    """

    heading: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[LetterFact, ...] = ()
    table: SheetTable | None = None
    empty: str = ""
    ticks: tuple[str, ...] = ()
    blanks: tuple[Blank, ...] = ()
    signatures: tuple[str, ...] = ()
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class FilePaper:
    """Pages for a file or a form: sections under headings, then whole papers as enclosures.

    With enclosures a contents list with page numbers and checksums stands before them.
    """

    kind: ClassVar[str] = "file"

    firm: Firm
    customer: Party
    issued: date
    heading: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[LetterFact, ...] = ()
    sections: tuple[Section, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    stamp: StampSpec | None = None
    language: str = "en-US"
