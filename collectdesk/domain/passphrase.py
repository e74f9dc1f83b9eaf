"""How hard a passphrase is to guess, and what would make it harder.

A rough judge in the manner of zxcvbn (D. Wheeler, USENIX Security 2016): what a guesser tries first
counts little, however it is dressed up. Bits are log2 of the guesses needed.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

_TRIED_FIRST: Final = (
    "password passwort passphrase letmein welcome admin login master secret qwerty qwertz"
    " azerty asdf yxcv zxcv iloveyou monkey dragon football baseball sunshine princess shadow"
    " superman michael jennifer hunter killer trustno starwars whatever freedom hello summer"
    " winter spring autumn january february march april may june july august september october"
    " november december monday tuesday wednesday thursday friday saturday sunday money invoice"
    " business company office collectdesk"
)
_COMMON: Final = frozenset(_TRIED_FIRST.split())
_ROWS: Final = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_LOOKALIKES: Final = str.maketrans("@4310$5!7", "aaeiossit")
_WORD: Final = re.compile(r"[^\W\d_]+|\d+|[\W_]+")
_BITS_OF_A_COMMON_WORD: Final = 6.0
_BITS_OF_A_WORD: Final = 12.0
_BITS_OF_A_RUN: Final = 4.0
_BITS_OF_A_YEAR: Final = 7.0
_FAIR_FROM: Final = 40.0
_STRONG_FROM: Final = 60.0


class Strength(IntEnum):
    """WEAK falls to a determined guesser with the file in hand, STRONG does not."""

    NONE = 0
    WEAK = 1
    FAIR = 2
    STRONG = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """``advice`` is a sentence; empty for a strong passphrase."""

    strength: Strength
    advice: str


def judge(passphrase: str, names: tuple[str, ...] = ()) -> Verdict:
    """Judge a passphrase; ``names`` are what anybody would try first, such as the firm's."""
    text = unicodedata.normalize("NFC", passphrase)
    if not text.strip():
        return Verdict(Strength.NONE, "Four or more words that have nothing to do with each other.")
    bits = guess_bits(text, names)
    if bits >= _STRONG_FROM:
        return Verdict(Strength.STRONG, "")
    if bits >= _FAIR_FROM:
        return Verdict(Strength.FAIR, "Fair. One more word makes it strong.")
    return Verdict(Strength.WEAK, _why_weak(text, names))


def guess_bits(text: str, names: tuple[str, ...] = ()) -> float:
    """About log2 of the guesses that somebody needs who knows how people choose."""
    known = _COMMON | {part for name in names for part in name.casefold().split() if len(part) > 2}
    seen: set[str] = set()
    bits = 0.0
    for piece in _WORD.findall(text):
        plain = piece.casefold()
        bits += 1.0 if plain in seen else _bits_of(plain, known)
        seen.add(plain)
    return min(bits, len(set(text)) * 5.0)


def _bits_of(piece: str, known: frozenset[str]) -> float:
    plain = piece.translate(_LOOKALIKES)
    if piece in known or plain in known:
        return _BITS_OF_A_COMMON_WORD
    if len(piece) > 2 and (_is_run(piece) or len(set(piece)) == 1):
        return _BITS_OF_A_RUN
    if piece.isdecimal():
        is_year = len(piece) == 4 and piece[:2] in ("19", "20")
        return _BITS_OF_A_YEAR if is_year else len(piece) * math.log2(10)
    if not piece.isalpha():
        return min(len(piece), 4) * 3.0
    by_letters = len(piece) * math.log2(26)
    return min(by_letters, _BITS_OF_A_WORD + max(0, len(piece) - 8) * 1.5)


def _is_run(piece: str) -> bool:
    return any(piece in row or piece in row[::-1] for row in _ROWS)


def _why_weak(text: str, names: tuple[str, ...]) -> str:
    pieces = [piece.casefold() for piece in _WORD.findall(text)]
    tried = {part for name in names for part in name.casefold().split()}
    if any(piece in tried for piece in pieces):
        return "Weak: the firm's name is tried first. Add words that have nothing to do with it."
    if any(piece in _COMMON or piece.translate(_LOOKALIKES) in _COMMON for piece in pieces):
        return "Weak: this is among what everybody tries. Take four words that do not belong."
    if len(text) < 12:
        return "Weak: too short. Four or more words are stronger, and easier to remember."
    return "Weak: add a word or two that have nothing to do with the others."
