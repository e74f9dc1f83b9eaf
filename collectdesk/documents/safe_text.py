"""The one door through which anybody's text reaches a document.

Text becomes glyphs, never markup, so there is nothing to escape here; what is dropped is what has
no place on paper: control characters, direction overrides that would show one text and mean
another, halves of surrogate pairs, and whatever exceeds the cap of its place.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from collectdesk.domain.words import shortened

LINE_CAP: Final = 300
"""Characters of anything that stands on one line or in one cell: names, references, labels."""

CELL_CAP: Final = 4_000
"""Characters of a description or a note, which wraps and may go on over pages."""

PARAGRAPH_CAP: Final = 10_000
"""Characters of one paragraph of a letter."""

TERMS_CAP: Final = 200_000
"""Characters of terms and conditions."""


_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
    f"{_BIDI_CONTROLS}\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0001-\U000e001f\U000ffffe\U000fffff\U0010fffe\U0010ffff]"
)
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
_LINE_ENDS = re.compile("\r\n|[\n\x0b\x0c\r\x85\u2028\u2029]")


def one_line(text: str, cap: int = LINE_CAP) -> str:
    """``text`` as it may be printed on a line: cleaned, line ends as spaces, at most ``cap`` long.

    What is cut off is marked with an ellipsis.
    """
    if text.isascii() and text.isprintable():
        return text if len(text) <= cap else shortened(text, cap)
    return _BREAKS.sub(" ", _clean(text, cap)).strip(" ")


def many_lines(text: str, cap: int = CELL_CAP) -> list[str]:
    """The cleaned lines of ``text``, at most ``cap`` characters together; never an empty list."""
    if text.isascii() and text.isprintable() and len(text) <= cap:
        return [text.strip(" ")]
    return [line.replace("\t", " ").strip(" ") for line in _LINE_ENDS.split(_clean(text, cap))]


def _clean(text: str, cap: int) -> str:
    # Normalising is slow on very long text and may shrink it: cut roughly first, exactly after.
    rough = text[: 4 * cap]
    return shortened(unicodedata.normalize("NFC", _UNPRINTABLE.sub("", rough)), cap)
