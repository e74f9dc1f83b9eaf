"""The shipped font faces: which one draws a character, and how wide its glyphs are.

Widths are whole thousandths of the font size. Faces are loaded when first needed and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

import uharfbuzz as hb

from collectdesk.base.resources import resource_path
from collectdesk.documents.styles import Weight


@dataclass(frozen=True)
class Face:
    """One font file. ``number`` is its place in ``FACES`` and names it inside every PDF."""

    number: int
    name: str

    @cached_property
    def harfbuzz(self) -> Any:
        """The HarfBuzz face."""
        return hb.Face(hb.Blob.from_file_path(str(resource_path(f"fonts/{self.name}.ttf"))))

    @cached_property
    def font(self) -> Any:
        """The HarfBuzz font, in the units of the font's own design."""
        return hb.Font(self.harfbuzz)

    @cached_property
    def characters(self) -> frozenset[int]:
        """Code points that this face can draw."""
        return frozenset(self.harfbuzz.unicodes)

    @cached_property
    def units(self) -> int:
        """Design units in the font size."""
        return int(self.harfbuzz.upem)

    @cached_property
    def has_wide_space(self) -> bool:
        """Whether its space would look like a gap in a line of text."""
        return self.advance(self.glyph(ord(" "))) > _WIDEST_SPACE

    def advance(self, glyph: int) -> int:
        """The width of the glyph with this number."""
        width: float = self.font.get_glyph_h_advance(glyph) * 1000 / self.units
        return round(width)

    def glyph(self, character: int) -> int:
        """The glyph number of a code point, 0 when there is none."""
        return int(self.font.get_nominal_glyph(character) or 0)


MAIN_NAMES: Final[dict[Weight, str]] = {
    "regular": "Inter-Regular",
    "medium": "Inter-Medium",
    "semibold": "Inter-SemiBold",
    "bold": "Inter-Bold",
    "extrabold": "Inter-ExtraBold",
    "hand": "Caveat-SemiBold",
}
_FALLBACKS: Final = (
    ("NotoSans-Regular", "NotoSans-Regular"),
    ("NotoSansHebrew-Regular", "NotoSansHebrew-Bold"),
    ("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold"),
    ("NotoSansThai-Regular", "NotoSansThai-Bold"),
    ("NotoSansDevanagari-Regular", "NotoSansDevanagari-Bold"),
    *(
        (f"NotoSans{script}-Regular", f"NotoSans{script}-Regular")
        for script in (
            "Armenian", "Georgian", "Bengali", "Gujarati", "Gurmukhi", "Kannada", "Tamil",
            "Telugu", "Malayalam", "Sinhala", "Khmer", "Lao", "Myanmar", "Ethiopic",
        )
    ),
    ("WenQuanYiMicroHei", "WenQuanYiMicroHei"),
    ("NotoSansSymbols2-Regular", "NotoSansSymbols2-Regular"),
    ("NotoSansSymbols-Regular", "NotoSansSymbols-Regular"),
    ("NotoSansMath-Regular", "NotoSansMath-Regular"),
)  # fmt: skip
_EMOJI: Final = "NotoEmoji-Regular"
_FIRST_EMOJI: Final = 0x1F000
_BOLD: Final[frozenset[Weight]] = frozenset({"semibold", "bold", "extrabold"})

_NAMES = dict.fromkeys(
    (*MAIN_NAMES.values(), *(name for pair in _FALLBACKS for name in pair), _EMOJI)
)
FACES: Final = tuple(Face(number, name) for number, name in enumerate(_NAMES))
_BY_NAME: Final = {face.name: face for face in FACES}

_WIDEST_SPACE: Final = 420
SUBSTITUTE: Final = "?"
"""Printed for a character that no shipped font has."""


def main_face(weight: Weight) -> Face:
    """The face that draws ordinary text of this weight."""
    return _BY_NAME[MAIN_NAMES[weight]]


@cache
def face_for(character: str, weight: Weight) -> Face | None:
    """The first face that has the character, or None when no shipped font has it."""
    code = ord(character)
    return next((face for face in _candidates(code, weight) if code in face.characters), None)


def _candidates(code: int, weight: Weight) -> list[Face]:
    fallbacks = [_BY_NAME[pair[weight in _BOLD]] for pair in _FALLBACKS]
    main = [main_face(weight)]
    if weight == "hand":
        main.append(main_face("regular"))
    emoji = [_BY_NAME[_EMOJI]]
    return main + (emoji + fallbacks if code >= _FIRST_EMOJI else fallbacks + emoji)


def is_invisible(character: str) -> bool:
    """Whether it only shapes its neighbours: joiners and variation selectors have no glyph."""
    code = ord(character)
    return code in (0x200C, 0x200D) or 0xFE00 <= code <= 0xFE0F or 0xE0020 <= code <= 0xE01EF
