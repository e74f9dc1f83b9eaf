"""What somebody should know before a paper is printed; none of it stops the print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final

from collectdesk.documents.envelopes import EnvelopeName, PageName, layout_for, left_out_lines
from collectdesk.documents.fonts import SUBSTITUTE, face_for, is_invisible
from collectdesk.documents.safe_text import one_line
from collectdesk.domain.papers import FilePaper, Paper
from collectdesk.domain.words import counted, quoted

NO_ADDRESS: Final = (
    "There is no address to print: the window of the envelope would show the name alone."
    " Enter the billing address at the customer first, or send it by e-mail."
)
_MOST_NAMED: Final = 5


def cautions(
    paper: Paper, page: PageName = "letter", envelope: EnvelopeName | None = None
) -> tuple[str, ...]:
    """A sentence each for characters that no font has, for a letter without an address, and for
    address lines without room.

    Raises ``UnknownEnvelope``.
    """
    left_out = left_out_lines(paper.customer, layout_for(page, envelope))
    return (*_missing(paper), *_without_address(paper), *_left_out(left_out))


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
    """What goes into no envelope needs none."""
    posted = not isinstance(paper, FilePaper)
    if posted and not any(line.strip() for line in paper.customer.address):
        yield NO_ADDRESS


def _left_out(lines: list[str]) -> Iterator[str]:
    if lines:
        yield (
            "The address has more lines than the window of the envelope shows:"
            f" {counted(len(lines), 'line')} would be left out, from {quoted(lines[0])} on."
            " Shorten the address, or choose another envelope."
        )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
