"""Small English helpers shared by sentences that a person reads."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

QUOTE_LIMIT = 40
LABEL_LIMIT = 60
"""So many characters of a name stand in the name of a step, and in most sentences."""
REASON_LIMIT = 200
"""So many characters of a reason stand in a sentence that tells it."""

_VIRAMA = 9
_JOINER = "\u200d"
_JOINING_LETTERS = frozenset("\u0e33\u0eb3")
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_KOREAN_PARTS = range(0x1160, 0x1200)
_DASHES = dict.fromkeys(range(0x2010, 0x2015), "-")


def quoted(text: str) -> str:
    """What a person typed, safe to repeat in a sentence: one line, without control marks."""
    visible = "".join(mark if mark.isprintable() else " " for mark in text[: QUOTE_LIMIT * 4])
    flat = " ".join(visible.split())
    if len(text) > QUOTE_LIMIT * 4:
        flat += "…"
    return f"“{shortened(flat, QUOTE_LIMIT)}”"


def typed_plainly(text: str) -> str:
    """What a person typed, to be understood: small letters, single blanks, each dash a hyphen."""
    return " ".join(text.lower().translate(_DASHES).split())


def shortened(text: str, most: int = LABEL_LIMIT) -> str:
    """``text`` in at most ``most`` characters: what is left out is an ellipsis behind a whole word.

    A word that fills more than half of the room is cut itself, never amid the marks of one letter
    (the extended grapheme clusters of Unicode UAX #29, as far as people write them).
    """
    if len(text) <= most:
        return text
    end = most - 1
    words = max((at for at in range(end, most // 2, -1) if text[at].isspace()), default=0)
    if words:
        return f"{text[:words].rstrip(' ,;:–-')}…"
    while end > 0 and _belong_together(text, end):
        end -= 1
    return f"{text[:end].rstrip()}…"


def _belong_together(text: str, at: int) -> bool:
    """Whether the characters before and at a place are read as one letter or picture."""
    before, after = text[at - 1], text[at]
    if unicodedata.category(after).startswith("M") or after in _JOINING_LETTERS:
        return True
    if _JOINER in (before, after) or unicodedata.combining(before) == _VIRAMA:
        return True
    if ord(after) in _FLAG_LETTERS:
        return _flag_letters_before(text, at) % 2 == 1
    return any(ord(after) in joined for joined in (_SKIN_TONES, _TAGS, _KOREAN_PARTS))


def _flag_letters_before(text: str, at: int) -> int:
    """Flags are written with two letters each: how many letters stand right before a place."""
    start = at
    while start > 0 and ord(text[start - 1]) in _FLAG_LETTERS:
        start -= 1
    return at - start


def counted(number: int, noun: str, plural: str = "") -> str:
    """``counted(1, "day")`` is "1 day", ``counted(3, "day")`` is "3 days"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Sequence[str]) -> str:
    """Words joined as people write them: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def ordinal(number: int) -> str:
    """1 is "1st", 2 is "2nd", 11 is "11th", 31 is "31st"."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


_SMALL_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


def counted_in_words(number: int, one: str, several: str) -> str:
    """A count as letters write it: (3, "invoice is", "invoices are") is "three invoices are"."""
    word = _SMALL_NUMBERS[number] if 0 <= number < len(_SMALL_NUMBERS) else f"{number:,}"
    return f"{word} {one if number == 1 else several}"


_TRUST_ESTIMATE_AFTER_S = 1.0


def time_left(done: int, total: int, spent: float) -> str:
    """A rough, kind guess of the time left; empty while there is nothing to guess from."""
    if not 0 < done < total or spent < _TRUST_ESTIMATE_AFTER_S:
        return ""
    seconds = int(spent / done * (total - done)) + 1
    if seconds < 60:
        return f"about {counted(seconds, 'second')} left"
    return f"about {counted(-(-seconds // 60), 'minute')} left"
