"""Text made ready to draw: split by font, shaped, measured, and encoded for a PDF.

Nearly all text is Western and takes the fast way: one byte a character in Windows-1252, widths
from a table. Everything else is ordered (right to left), given a font run by run, and shaped by
HarfBuzz. Both results are kept, since names, dates and labels come again and again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

import uharfbuzz as hb

from collectdesk.documents.bidi_runs import directional_runs
from collectdesk.documents.fonts import SUBSTITUTE, Face, face_for, is_invisible, main_face
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.styles import Weight

_KEPT_INKS: Final = 10_000
_LONGEST_KEPT: Final = 200
_MIRRORS: Final = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_SPECIAL: Final = re.compile(r"[\\()]")
_DIGITS: Final = b"0123456789"
_DIGITS_ALIKE: Final = bytes.maketrans(_DIGITS, b"0" * 10)
_ALL_DIFFERENT: Final = bytes.maketrans(b"", b"")


@dataclass(frozen=True, slots=True)
class Part:
    """Glyphs of one face. ``moves`` are (rise, TJ operands); a rise is in thousandths of the size.

    ``glyphs`` pairs each glyph with the text it stands for. ``source`` is what a reader should copy
    where the glyphs alone would not tell.
    """

    face: Face
    moves: tuple[tuple[int, str], ...]
    glyphs: tuple[tuple[int, str], ...]
    width: float
    source: str = ""


class Ink(NamedTuple):
    """A line of text ready to draw. ``width`` is in thousandths of the font size.

    ``code`` holds the escaped bytes of plain Western text; ``parts`` is empty then. ``latin`` says
    that characters beyond ``COMMON`` are used.
    """

    width: float
    code: str = ""
    latin: bool = False
    parts: tuple[Part, ...] = ()


ALL_CODES: Final = bytes(range(32, 256)).decode("cp1252", "ignore")
COMMON: Final = frozenset(ALL_CODES[:95] + "–—‘’“”•…·€£©\u00a0")
"""What nearly every English document uses; more than this needs a larger cut of the fonts."""

_SIMPLE_SCRIPTS: Final = re.compile(
    "[ -~\u00a0-\u024f\u0370-\u0482\u048a-\u052f\u1e00-\u1fff"
    "\u2010-\u2027\u2030-\u203a\u20a0-\u20bf]*"
)
"""Latin, Greek and Cyrillic without combining marks, with punctuation and currencies."""

_kept: dict[Weight, dict[str, Ink]] = {}
_kept_lines: dict[Weight, dict[str, Ink]] = {}


def ink(text: str, weight: Weight = "regular") -> Ink:
    """``text``, already cleaned, made ready to draw in ``weight``."""
    kept = _kept.get(weight)
    if kept is None:
        kept = _kept[weight] = {}
    found = kept.get(text)
    if found is None:
        found = _plain(text, weight) or _shaped(text, weight)
        if len(text) <= _LONGEST_KEPT:
            if len(kept) >= _KEPT_INKS:
                kept.clear()
            kept[text] = found
    return found


def line_inks(texts: Sequence[str], weight: Weight = "regular") -> list[Ink]:
    """Anybody's texts, one line each, cleaned and made ready to draw; a column in one loop."""
    kept = _kept_lines.get(weight)
    if kept is None:
        kept = _kept_lines[weight] = {}
    if len(kept) >= _KEPT_INKS:
        kept.clear()
    alike, plain = _patterns(weight)
    found = []
    for text in texts:
        item = kept.get(text)
        if item is None:
            if len(text) > _LONGEST_KEPT:
                found.append(ink(one_line(text), weight))
                continue
            width = plain.get(text.encode("utf-8", "surrogatepass").translate(alike))
            # Beside ink(), this skips what was found out for a text that differs in digits only.
            item = (
                ink(one_line(text), weight)
                if width is None
                else _new_ink(Ink, (width, text, False, ()))
            )
            kept[text] = item
        found.append(item)
    return found


_new_ink = tuple.__new__
"""Ink(...) takes twice as long."""


def _ascii(text: str, weight: Weight) -> Ink:
    """Amounts, dates and numbers differ in their digits only, which have one width."""
    alike, plain = _patterns(weight)
    pattern = text.encode("ascii").translate(alike)
    width = plain.get(pattern)
    if width is not None:
        return Ink(width, text)
    width = sum(map(code_widths(weight).__getitem__, pattern))
    if _SPECIAL.search(text) or not text.isprintable():
        return Ink(width, _escaped(text))
    if len(plain) >= _KEPT_INKS:
        plain.clear()
    plain[pattern] = width
    return Ink(width, text)


@cache
def _patterns(weight: Weight) -> tuple[bytes, dict[bytes, int]]:
    """What makes texts of one width alike, and the widths of those with nothing to escape."""
    widths = code_widths(weight)
    alike = len({widths[digit] for digit in _DIGITS}) == 1
    return _DIGITS_ALIKE if alike else _ALL_DIFFERENT, {}


def _plain(text: str, weight: Weight) -> Ink | None:
    if text.isascii():
        return _ascii(text, weight)
    try:
        codes = text.encode("cp1252")
    except UnicodeEncodeError:
        return None
    width = sum(map(code_widths(weight).__getitem__, codes))
    return Ink(width, _escaped(codes.decode("latin-1")), not COMMON.issuperset(text))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text) if _SPECIAL.search(text) else text


@cache
def code_widths(weight: Weight) -> tuple[int, ...]:
    """The widths of the 256 codes of Windows-1252 in the main face of ``weight``."""
    face = main_face(weight)
    space = face.advance(face.glyph(32))
    characters = [bytes([code]).decode("cp1252", "ignore") for code in range(256)]
    glyphs = [face.glyph(ord(character)) if character else 0 for character in characters]
    return tuple(face.advance(glyph) if glyph else space for glyph in glyphs)


def _shaped(text: str, weight: Weight) -> Ink:
    if _SIMPLE_SCRIPTS.fullmatch(text) and main_face(weight).characters.issuperset(map(ord, text)):
        return _unshaped(text, main_face(weight))
    parts = tuple(
        part
        for run, right_to_left in directional_runs(text)
        for part in _parts(run, weight, right_to_left)
    )
    return Ink(sum(part.width for part in parts), parts=parts)


def _unshaped(text: str, face: Face) -> Ink:
    """Text of a script whose letters stand side by side as they are."""
    glyphs = [_glyph(face, character) for character in text]
    width = sum(_advance(face, glyph) for glyph in glyphs)
    numbers = "".join([f"{glyph:04x}" for glyph in glyphs])
    pairs = tuple(zip(glyphs, text, strict=True))
    return Ink(width, parts=(Part(face, ((0, f"<{numbers}>"),), pairs, width),))


@cache
def _glyph(face: Face, character: str) -> int:
    return face.glyph(ord(character))


@cache
def _advance(face: Face, glyph: int) -> int:
    return face.advance(glyph)


def _parts(run: str, weight: Weight, right_to_left: bool) -> list[Part]:
    shaped = [_shape(face, piece, right_to_left) for face, piece in _by_face(run, weight)]
    return shaped[::-1] if right_to_left else shaped


def _by_face(run: str, weight: Weight) -> Iterator[tuple[Face, str]]:
    """Neighbours that one face can draw, together; missing characters stand alone."""
    current: Face | None = None
    piece = ""
    for character in run:
        face = _next_face(current, character, weight)
        if face is not current and piece:
            yield current or main_face(weight), piece
            piece = ""
        current = face
        piece += character
    if piece:
        yield current or main_face(weight), piece


def _next_face(current: Face | None, character: str, weight: Weight) -> Face | None:
    if current is not None and (is_invisible(character) or _joins(character, current)):
        return current
    return face_for(character, weight)


def _joins(character: str, face: Face) -> bool:
    """Marks and spaces stay with the text before them when its face has them; the space of a face
    of pictures is as wide as a picture."""
    kind = unicodedata.category(character)
    is_space = kind == "Zs" and not face.has_wide_space
    belongs = is_space or unicodedata.combining(character) or kind == "Mn"
    return bool(belongs) and ord(character) in face.characters


def _shape(face: Face, piece: str, right_to_left: bool) -> Part:
    drawable = "".join(
        character if ord(character) in face.characters or is_invisible(character) else SUBSTITUTE
        for character in piece
    )
    buffer = hb.Buffer()
    buffer.add_str(drawable)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    hb.shape(face.font, buffer)
    glyphs = _glyph_texts(face, buffer, drawable, right_to_left)
    moves, width = _moves(face, buffer)
    told = right_to_left or "".join(text for _, text in glyphs) == drawable
    return Part(face, moves, glyphs, width, "" if told and drawable == piece else piece)


def _glyph_texts(
    face: Face, buffer: hb.Buffer, text: str, right_to_left: bool
) -> tuple[tuple[int, str], ...]:
    """Each glyph with the characters that a reader should copy for it.

    Copying readers undo the visual order of right-to-left text by themselves.
    """
    numbers = [info.codepoint for info in buffer.glyph_infos]
    clusters = [info.cluster for info in buffer.glyph_infos]
    starts = [*sorted(set(clusters)), len(text)]
    ends = dict(pairwise(starts))
    pairs: list[tuple[int, str]] = []
    for start, group in groupby(zip(clusters, numbers, strict=True), key=itemgetter(0)):
        source = text[start : ends[start]]
        glyphs = [glyph for _, glyph in group]
        pairs += _shared_out(face, glyphs, _mirrored(source) if right_to_left else source)
    return tuple(pairs)


def _shared_out(face: Face, glyphs: list[int], source: str) -> list[tuple[int, str]]:
    """A cluster's characters over its glyphs: to their own glyph if present, else in order.

    A character that was taken apart, as the Thai sara am is, is told by its parts.
    """
    rest = list(source)
    if len(glyphs) > len(rest):
        parts = [mark if face.glyph(ord(mark)) in glyphs else _apart(mark) for mark in rest]
        rest = list("".join(parts))
    texts = dict.fromkeys(range(len(glyphs)), "")
    for place, glyph in enumerate(glyphs):
        own = next((mark for mark in rest if face.glyph(ord(mark)) == glyph), None)
        if own is not None:
            texts[place] = own
            rest.remove(own)
    empty = [place for place, text in texts.items() if not text] or [len(glyphs) - 1]
    for number, mark in enumerate(rest):
        texts[empty[min(number, len(empty) - 1)]] += mark
    return [(glyph, texts[place]) for place, glyph in enumerate(glyphs)]


def _apart(character: str) -> str:
    return unicodedata.normalize("NFKD", character)


def _mirrored(source: str) -> str:
    """What the glyph looks like: right to left, an opening bracket is drawn as a closing one."""
    return source.translate(_MIRRORS)


def _moves(face: Face, buffer: hb.Buffer) -> tuple[tuple[tuple[int, str], ...], float]:
    scale = 1000 / face.units
    moves: list[tuple[int, list[str]]] = []
    width = 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        rise = round(position.y_offset * scale)
        if not moves or moves[-1][0] != rise:
            moves.append((rise, []))
        operands = moves[-1][1]
        shift = round(position.x_offset * scale)
        advance = round(position.x_advance * scale)
        if shift:
            operands.append(str(-shift))
        operands.append(f"<{info.codepoint:04x}>")
        back = face.advance(info.codepoint) + shift - advance
        if back:
            operands.append(str(back))
        width += advance
    return tuple((rise, " ".join(operands)) for rise, operands in moves), width
