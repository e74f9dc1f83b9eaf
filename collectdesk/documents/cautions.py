"""What somebody should know before a paper is printed; none of it stops the print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final

from collectdesk.documents.addresses import READABLE, SetAddress, is_cut, set_address
from collectdesk.documents.envelopes import EnvelopeName, PageName, layout_for
from collectdesk.documents.fonts import SUBSTITUTE, face_for, is_invisible
from collectdesk.documents.head import sender_left_out
from collectdesk.documents.safe_text import one_line
from collectdesk.domain.papers import FilePaper, Firm, Paper, Party
from collectdesk.domain.words import counted, quoted

NO_ADDRESS: Final = (
    "There is no address to print: the window of the envelope would show the name alone."
    " Enter the billing address at the customer first, or send it by e-mail."
)
_SHORTEN: Final = "Shorten the address, or choose another envelope."
_MOST_NAMED: Final = 5


def cautions(
    paper: Paper, page: PageName = "letter", envelope: EnvelopeName | None = None
) -> tuple[str, ...]:
    """A sentence each for characters that no font has, for a letter without an address, and for
    an address of which the window has no room for all, or none in letters that are read well.

    Raises ``UnknownEnvelope``.
    """
    layout = layout_for(page, envelope)
    if isinstance(paper, FilePaper):
        return tuple(_missing(paper))
    shown = set_address(paper.customer, layout)
    return (*_missing(paper), *_without_address(paper), *_crowded(paper.customer, shown))


def sender_cautions(
    firm: Firm, page: PageName = "letter", envelope: EnvelopeName | None = None
) -> tuple[str, ...]:
    """A sentence where the owner's own address is too long for the window that shows it.

    Raises ``UnknownEnvelope``.
    """
    left_out = sender_left_out(firm, layout_for(page, envelope))
    if not left_out:
        return ()
    return (
        "Your own name and address are too long for the envelope:"
        f" {quoted(left_out[0])} would not show in its window. Shorten them in Settings, or choose"
        " another envelope.",
    )


def missing_glyphs(text: str) -> set[str]:
    """The characters of ``text`` that no shipped font can draw; each prints as ``SUBSTITUTE``."""
    return {
        character
        for character in set(one_line(text, cap=len(text) + 1))
        if face_for(character, "regular") is None and not is_invisible(character)
    }


def _missing(paper: Paper) -> Iterator[str]:
    texts = list(_texts(paper))
    marks = sorted(missing_glyphs("".join(texts)))
    if not marks:
        return
    shown_in = next(text for text in texts if marks[0] in text)
    codes = ", ".join(f"{mark} (U+{ord(mark):04X})" for mark in marks[:_MOST_NAMED])
    more = f" and {len(marks) - _MOST_NAMED} more" if len(marks) > _MOST_NAMED else ""
    yield (
        f"No font of CollectDesk has {codes}{more}, as in {quoted(shown_in)}."
        f" It would be printed as “{SUBSTITUTE}”: write it another way."
    )


def _without_address(paper: Paper) -> Iterator[str]:
    if not any(line.strip() for line in paper.customer.address):
        yield NO_ADDRESS


def _crowded(party: Party, shown: SetAddress) -> Iterator[str]:
    if shown.left_out:
        yield (
            "The address has more lines than the window of the envelope shows:"
            f" {counted(len(shown.left_out), 'line')} would be left out, from"
            f" {quoted(shown.left_out[0])} on. {_SHORTEN}"
        )
    if shown.is_small:
        yield (
            "The address only goes into the window of the envelope in letters of"
            f" {shown.style.size:g} points, and post offices ask for {READABLE:g}. {_SHORTEN}"
        )
    if is_cut((party.name, party.attention, *party.address)):
        yield f"A line of the address is longer than can be printed, and ends in dots. {_SHORTEN}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
