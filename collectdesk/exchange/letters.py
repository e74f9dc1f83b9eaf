"""The letters of a file: which code its bytes are in, and whether the reading can be right."""

from __future__ import annotations

import codecs
import re
from typing import Final

_MARKS: Final = (
    # The longer mark of UTF-32 begins like that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD_WINDOWS: Final = "cp1252"
_SAMPLE: Final = 2_000

# In the old code of Windows every byte is some letter, so a file in another old code reads without
# an error, as nonsense: signs inside of words, capitals inside of small letters, or words without
# any letter of the alphabet.
_SIGNS: Final = "¢£¤¥¦§¨¬¯±´¶¸¹¼½¾¿×÷‡‰†ƒˆ„…‹›”"
_NONSENSE = re.compile(
    rf"[^\W\d_][{_SIGNS}][^\W\d_]"
    rf"|(?<![^\W_])[£¥¼½¾¿¤¦][^\W\d_]|[^\W\d_][¼½¾¿¤¦³](?![^\W_])"
    r"|[a-zA-Z][À-ÖØ-ÞŠŒŽŸ][a-z]"
    r"|(?<![^\W_])[À-ÿŠŒŽšœžŸ]{4,}(?![^\W_])"
)


class Unreadable(Exception):
    """The bytes are no letters, or not those of a text. ``line`` is where, 0 for the whole."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def text_of(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or UTF-32, or in the old code of Windows.

    Raises Unreadable where it is none of them, or where nobody writes what it would say.
    """
    encoding = next((code for mark, code in _MARKS if content.startswith(mark)), "")
    text = _decoded(content, encoding or _utf16_without_mark(content))
    if "\0" in text:
        raise Unreadable(0)
    return text


def _utf16_without_mark(content: bytes) -> str:
    """Every other byte of such a file is zero, at least as far as its heading goes."""
    sample = content[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if 2 * max(even, odd) < len(sample) // 2 or min(even, odd):
        return ""
    return "utf-16-be" if even else "utf-16-le"


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            raise Unreadable(_line(content, error.start)) from error
    try:
        text = content.decode(_OLD_WINDOWS)
    except UnicodeDecodeError as error:
        raise Unreadable(_line(content, error.start)) from error
    nonsense = _NONSENSE.search(text)
    if nonsense:
        raise Unreadable(text.count("\n", 0, nonsense.start()) + 1)
    return text


def _line(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1
