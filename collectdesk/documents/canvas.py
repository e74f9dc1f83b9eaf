"""Drawing on one page or form: text, lines, boxes and forms, written as PDF operators.

Lengths are points; y counts from the top of the page down, and a text's y is its baseline.
Shapes lie under the text, stamps over it, whatever the order of the calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from collectdesk.documents.ink import Ink, Part
from collectdesk.documents.styles import LINE, Style, Weight

_SIMPLE_FONTS: Final[dict[Weight, str]] = {
    "regular": "F1", "medium": "F2", "semibold": "F3", "bold": "F4", "extrabold": "F5",
    "hand": "F6",
}  # fmt: skip
_RULE: Final = 0.6
CellPlace = tuple[float, float, Style]
"""Where a column's texts begin, or end; what share of their width (in thousandths of the font
size) they reach to the left of it, 0 where they begin; and their style."""

ROUND: Final = 0.5523
"""Control points of a quarter circle, as a share of its radius."""


def simple_font_name(weight: Weight) -> str:
    """The name inside a PDF of the font for plain Western text."""
    return _SIMPLE_FONTS[weight]


def glyph_font_name(face_number: int) -> str:
    """The name inside a PDF of a face's font of numbered glyphs."""
    return f"G{face_number}"


class FontUse:
    """Which fonts and glyphs a document has used so far."""

    def __init__(self) -> None:
        self.simple: dict[Weight, bool] = {}
        self.glyphs: dict[int, dict[int, str]] = {}

    def note_plain(self, weight: Weight, latin: bool) -> None:
        """Plain text was drawn; ``latin`` when it has more than ASCII."""
        self.simple[weight] = latin or self.simple.get(weight, False)

    def note_part(self, part: Part) -> None:
        """Numbered glyphs were drawn; a glyph keeps the first text that it stood for."""
        used = self.glyphs.setdefault(part.face.number, {})
        for glyph, text in part.glyphs:
            if not used.get(glyph):
                used[glyph] = text

    def note_all(self, other: FontUse) -> None:
        """Everything was drawn that another has noted."""
        for weight, latin in other.simple.items():
            self.note_plain(weight, latin)
        for number, glyphs in other.glyphs.items():
            used = self.glyphs.setdefault(number, {})
            for glyph, text in glyphs.items():
                used[glyph] = used.get(glyph) or text


class Canvas:
    """Operators of one page or form."""

    def __init__(self, fonts: FontUse, height: float) -> None:
        self.height = height
        self.fonts = fonts
        self._under: list[str] = []
        self._rules: list[str] = []
        self._text: list[str] = []
        self._over: list[str] = []
        self._style: Style | None = None

    def operators(self) -> str:
        """What was drawn so far, as characters below 256."""
        text = ["BT", *self._text, "ET"] if self._text else []
        rules = [self._ruled()] if self._rules else []
        return "\n".join([*self._under, *rules, *text, *self._over])

    def _ruled(self) -> str:
        return "\n".join([f"{LINE} RG {_RULE:g} w", *self._rules, "S"])

    def text(self, x: float, y: float, item: Ink, style: Style) -> None:
        """Draw with the left end at ``x``."""
        if style is not self._style:
            self._use(style)
        if item.parts:
            self._place_parts(x, y, item.parts, style)
            return
        if item.latin:
            self.fonts.simple[style.weight] = True
        self._text.append(f"1 0 0 1 {x:.2f} {self.height - y:.2f} Tm ({item.code})Tj")

    def rows(
        self, y: float, step: float, places: Sequence[CellPlace], rows: Iterable[Sequence[Ink]]
    ) -> None:
        """Rows of a table, the first with its baseline at ``y``, each ``step`` below the last.

        A page is mostly this, hence the one loop.
        """
        add = self._text.append
        base = self.height - y
        lefts: dict[tuple[float, float], str] = {}
        for row in rows:
            at = f"{base:.2f} Tm ("
            for (x, share, style), (width, code, latin, parts) in zip(places, row, strict=True):
                if not width:
                    continue
                if parts or latin:
                    self.text(
                        x - width * share, self.height - base, Ink(width, code, latin, parts), style
                    )
                    continue
                if style is not self._style:
                    self._use(style)
                left = lefts.get((x, width))
                if left is None:
                    left = lefts[x, width] = f"1 0 0 1 {x - width * share:.2f} "
                add(f"{left}{at}{code})Tj")
            base -= step

    def rules(self, x1: float, x2: float, y: float, step: float, count: int) -> None:
        """So many usual lines over the same width, each ``step`` below the last."""
        base = self.height - y
        heights = [f"{base - number * step:.2f}" for number in range(count)]
        self._rules += [f"{x1:.2f} {height} m {x2:.2f} {height} l" for height in heights]

    def text_right(self, x: float, y: float, item: Ink, style: Style) -> None:
        """Draw with the right end at ``x``."""
        self.text(x - item.width * style.size / 1000, y, item, style)

    def text_centred(self, x: float, y: float, item: Ink, style: Style) -> None:
        """Draw with the middle at ``x``."""
        self.text(x - item.width * style.size / 2000, y, item, style)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str = LINE,
        width: float = _RULE, dash: str = "",
    ) -> None:  # fmt: skip
        """A straight line; ``dash`` is a list of lengths, as in "2 2"."""
        top = self.height
        if colour == LINE and width == _RULE and not dash:
            self._rules.append(f"{x1:.2f} {top - y1:.2f} m {x2:.2f} {top - y2:.2f} l")
            return
        dashes = f"[{dash}]0 d " if dash else ""
        self._under.append(
            f"q {colour} RG {width:g} w {dashes}{x1:.2f} {top - y1:.2f} m "
            f"{x2:.2f} {top - y2:.2f} l S Q"
        )

    def box(
        self, x: float, y: float, width: float, height: float, *, radius: float = 0,
        fill: str = "", edge: str = "", line: float = 0.7,
    ) -> None:  # fmt: skip
        """A rectangle whose upper left corner is at ``x``, ``y``."""
        path = box_path(x, self.height - y - height, width, height, radius)
        paint = {(True, True): "B", (True, False): "f"}.get((bool(fill), bool(edge)), "S")
        filling = f"{fill} rg " if fill else ""
        stroke = f"{edge} RG {line:g} w " if edge else ""
        self._under.append(f"q {filling}{stroke}{path} {paint} Q")

    def place(self, name: str, told: str = "") -> None:
        """Place a form of the size of this page; ``told`` is for those who hear it read."""
        self._under.append(f"/{name} Do")

    def place_at(self, name: str, y: float, height: float, told: str = "") -> None:
        """Place a form of this page's width and of this height with its top at ``y``."""
        self._under.append(f"q 1 0 0 1 0 {self.height - y - height:.2f} cm /{name} Do Q")

    def image(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Place an image with its upper left corner at ``x``, ``y``."""
        bottom = self.height - y - height
        self._under.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {bottom:.2f} cm /{name} Do Q")

    def over(self, operators: str, told: str = "") -> None:
        """Add ready operators on top of everything; ``told`` is for those who hear it read."""
        self._over.append(operators)

    def inner(self) -> Canvas:
        """An empty canvas with the same fonts, for operators that are placed with ``over``."""
        return Canvas(self.fonts, 0)

    def _use(self, style: Style) -> None:
        self._style = style
        self.fonts.simple.setdefault(style.weight, False)
        self._text.append(f"/{_SIMPLE_FONTS[style.weight]} {style.operators}")

    def _place_parts(self, x: float, y: float, parts: tuple[Part, ...], style: Style) -> None:
        self._text.append(f"1 0 0 1 {x:.2f} {self.height - y:.2f} Tm")
        for part in parts:
            self.fonts.note_part(part)
            self._text.append(f"/{glyph_font_name(part.face.number)} {style.size:g} Tf")
            self._text.append(_shown(part, style.size))
        self._style = None


def _shown(part: Part, size: float) -> str:
    drawn = " ".join(
        f"{rise * size / 1000:.2f} Ts [{operands}]TJ 0 Ts" if rise else f"[{operands}]TJ"
        for rise, operands in part.moves
    )
    if not part.source:
        return drawn
    told = ("\ufeff" + part.source).encode("utf-16-be").hex()
    return f"/Span<</ActualText<{told}>>>BDC {drawn} EMC"


def box_path(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The path of a rectangle with round corners; y counts upwards here."""
    if not radius:
        return f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
    r, k = radius, radius * (1 - ROUND)
    right, top = x + width, y + height
    return (
        f"{x + r:.2f} {y:.2f} m {right - r:.2f} {y:.2f} l "
        f"{right - k:.2f} {y:.2f} {right:.2f} {y + k:.2f} {right:.2f} {y + r:.2f} c "
        f"{right:.2f} {top - r:.2f} l "
        f"{right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - r:.2f} {top:.2f} c "
        f"{x + r:.2f} {top:.2f} l "
        f"{x + k:.2f} {top:.2f} {x:.2f} {top - k:.2f} {x:.2f} {top - r:.2f} c "
        f"{x:.2f} {y + r:.2f} l {x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + r:.2f} {y:.2f} c h"
    )


def tracked_width(item: Ink, style: Style, characters: int) -> float:
    """The width in points of a text of ``characters`` with the style's tracking."""
    return item.width * style.size / 1000 + style.tracking * max(0, characters - 1)
