"""The stamps: vector stickers with a white rim and a soft shadow, turned as if put on by hand.

Sizes, angles and colours come from the geometry file. Every stamp says its message in words, so it
stays clear when printed in black.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians, sin
from typing import Final

from collectdesk.base.resources import resource_bytes
from collectdesk.documents import stamp_shapes as shapes
from collectdesk.documents.canvas import Canvas, simple_font_name, tracked_width
from collectdesk.documents.envelopes import Rect
from collectdesk.documents.ink import ink
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.stamp_shapes import Outline
from collectdesk.documents.stamp_words import SMALLEST, Line, fitted, width_of
from collectdesk.documents.styles import MM, WHITE, Style, rgb
from collectdesk.documents.wrap import fit
from collectdesk.domain.errors import KnownError
from collectdesk.domain.papers import StampSpec

RIM: Final = 1.5 * MM
_SHADOW: Final = ((3.2, 4), (2.2, 4), (1.2, 8), (0.4, 8))
_SHADOW_DROP: Final = -1.6
_OPEN_STROKE: Final = 1.5
_RIM_EDGE: Final = "0.82 0.83 0.85"


class UnknownStamp(KnownError):
    """A stamp was asked for that does not exist."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a stamp is built. ``inside`` is the share of width and height that the text may fill;
    ``shift`` moves the text by shares of width and height, right and up. ``gap``, a share of the
    height, sets the first line apart; ``from_left`` begins all lines at the left."""

    outline: Outline
    texts: tuple[Line, ...]
    inside: tuple[float, float] = (0.84, 0.74)
    shift: tuple[float, float] = (0.0, 0.0)
    paper: bool = False
    rule: float = 0.0
    rim: bool = True
    gap: float = 0.0
    from_left: bool = False


_LOOKS: Final[dict[str, Look]] = {
    "verify": Look(
        shapes.ticket,
        (Line("extrabold", 16, 0.2, True, 2), Line("bold", 9, reach=1.2)),
        (0.74, 0.84), paper=True, rim=False,
    ),
    "two_price": Look(
        shapes.ribbon, (Line("extrabold", 15, 0.2, True), Line("bold", 9)), (0.78, 0.8),
        rim=False, gap=0.07,
    ),
    "reminder": Look(
        shapes.rounded(5 * MM), (Line("extrabold", 18), Line("bold", 9.5)), (0.86, 0.7),
        gap=0.07,
    ),
    "note": Look(
        shapes.rounded(0), (Line("hand", 21, lines=3), Line("hand", 15)), (0.86, 0.84), paper=True,
        rim=False, from_left=True,
    ),
    "past_due": Look(
        shapes.rounded(2.6 * MM),
        (
            Line("extrabold", 31, 0.2, True),
            Line("bold", 10, 1.7, True),
            Line("bold", 9, 0.25, True, reach=1.04),
        ),
        (0.86, 0.84), rule=1.4 * MM,
    ),
    "second": Look(
        shapes.octagon, (Line("extrabold", 22, 0.3, True, 2), Line("bold", 9.5, 1.0, True)),
        (0.74, 0.74), rule=1.4 * MM,
    ),
    "final": Look(
        shapes.rounded(0.4 * MM), (Line("extrabold", 24, 0.2, True), Line("bold", 11, 1.0, True)),
        (0.88, 0.94), gap=0.21,
    ),
    "call_us": Look(
        shapes.bubble, (Line("extrabold", 17), Line("bold", 14)), (0.86, 0.62),
        shift=(0.0, shapes.BUBBLE_TAIL / 2), rim=False, gap=0.06,
    ),
    "plan": Look(
        shapes.tag, (Line("extrabold", 16), Line("bold", 10)), (0.7, 0.72), shift=(0.07, 0.0),
        rim=False, gap=0.07,
    ),
    "thanks": Look(
        shapes.oval,
        (
            Line("extrabold", 27, 0.3, True), Line("bold", 11, 1.6, True),
            Line("bold", 9, 0.4, True),
        ),
        (0.66, 0.68), paper=True, rule=1.4 * MM,
    ),
    "copy": Look(shapes.rounded(0), (Line("extrabold", 40, 2, True),), (1.0, 1.0), rim=False),
    "hold": Look(
        shapes.rounded(0), (Line("extrabold", 17, 0.3, True), Line("bold", 9.5, 2.2, True)),
        (0.88, 0.76), rim=False, gap=0.05,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Geometry:
    width: float
    height: float
    angle: float
    colour: str
    ground: str


def stamp_size(stamp_id: str) -> tuple[float, float]:
    """Width and height in points of the turned stamp with its rim. Raises ``UnknownStamp``."""
    geometry, look = _found(stamp_id)
    rim = 2 * RIM if look.rim else 0
    width, height = geometry.width + rim, geometry.height + rim
    turned, aside = abs(cos(radians(geometry.angle))), abs(sin(radians(geometry.angle)))
    return width * turned + height * aside, width * aside + height * turned


def draw_stamp(canvas: Canvas, spec: StampSpec, x: float, y: float, scale: float = 1.0) -> Rect:
    """Draw the stamp around the point ``x``, ``y`` of the page; the room that it takes.

    Texts that are too long are set smaller, then cut. Raises ``UnknownStamp``.
    """
    geometry, look = _found(spec.id)
    drawing = _drawing(canvas, spec, geometry, look)
    # Angles in the geometry file count clockwise; PDF counts the other way round.
    turn = radians(-geometry.angle)
    a, b = cos(turn) * scale, sin(turn) * scale
    matrix = f"{a:.5f} {b:.5f} {-b:.5f} {a:.5f} {x:.2f} {canvas.height - y:.2f} cm"
    canvas.over(f"q {matrix}\n{drawing}\nQ", ". ".join(spec.texts))
    width, height = (side * scale / 2 for side in stamp_size(spec.id))
    return Rect(x - width, y - height, x + width, y + height)


def _found(stamp_id: str) -> tuple[_Geometry, Look]:
    try:
        return _geometries()[stamp_id], _LOOKS[stamp_id]
    except KeyError:
        raise UnknownStamp("This stamp does not exist; choose another for the letter.") from None


@cache
def _geometries() -> dict[str, _Geometry]:
    entries = json.loads(resource_bytes("geometry.json"))["stamps"]
    return {entry["id"]: _read(entry["mm"], entry["deg"], entry["rgb"]) for entry in entries}


def _read(size: Sequence[float], angle: float, colours: str) -> _Geometry:
    colour, _, ground = colours.partition(" on ")
    width, height = size
    return _Geometry(width * MM, height * MM, angle, rgb(colour), rgb(ground) if ground else WHITE)


def _drawing(canvas: Canvas, spec: StampSpec, geometry: _Geometry, look: Look) -> str:
    if spec.id == "copy":
        return _open_letters(canvas, spec, geometry, look)
    ink_colour = geometry.colour if look.paper else WHITE
    body = [_shadow(geometry, look)]
    if look.rim:
        body.append(_rim(geometry, look))
    body += [_face(spec.id, geometry, look), _details(spec.id, geometry)]
    body.append(_texts(canvas, spec, geometry, look, ink_colour))
    return "\n".join(filter(None, body))


def _shadow(geometry: _Geometry, look: Look) -> str:
    reach = RIM if look.rim else 0.0
    layers = [
        f"/A{alpha} gs {look.outline(geometry.width, geometry.height, reach + spread)} f"
        for spread, alpha in _SHADOW
    ]
    return f"q 1 0 0 1 0.4 {_SHADOW_DROP} cm 0.1 0.12 0.16 rg\n" + "\n".join(layers) + " Q"


def _rim(geometry: _Geometry, look: Look) -> str:
    path = look.outline(geometry.width, geometry.height, RIM)
    return f"{WHITE} rg {_RIM_EDGE} RG 0.4 w {path} B"


def _face(stamp_id: str, geometry: _Geometry, look: Look) -> str:
    width, height = geometry.width, geometry.height
    path = look.outline(width, height, 0)
    if stamp_id == "verify":
        return f"{WHITE} rg {geometry.colour} RG 1.3 w [4 2.6] 0 d {path} B [] 0 d"
    if stamp_id == "thanks":
        inner = look.outline(width, height, -look.rule - 1)
        return f"{WHITE} rg {geometry.colour} RG 2.2 w {path} B 0.8 w {inner} S"
    fill = geometry.ground if stamp_id == "note" else geometry.colour
    rule = f" {WHITE} RG 0.9 w {look.outline(width, height, -look.rule)} S" if look.rule else ""
    return f"{fill} rg {path} f{rule}"


def _details(stamp_id: str, geometry: _Geometry) -> str:
    x, y = geometry.width / 2, geometry.height / 2
    if stamp_id == "final":
        return f"0 0 0 rg /A20 gs {-x:.2f} {-y:.2f} {2 * x:.2f} {y * 0.72:.2f} re f /A100 gs"
    if stamp_id == "plan":
        return f"{WHITE} rg {shapes.circle(-x * 0.8, 0, 1.9 * MM)} f"
    if stamp_id == "note":
        fold = 2 * y * 0.26
        corner = shapes.polygon([(x - fold, -y), (x, -y + fold), (x, -y)])
        return f"0.91 0.85 0.5 rg {corner} f"
    return ""


def _open_letters(canvas: Canvas, spec: StampSpec, geometry: _Geometry, look: Look) -> str:
    line = look.texts[0]
    text = one_line(" ".join(spec.texts)).upper()
    style = Style(line.weight, line.size, line.size, geometry.colour, line.tracking)
    item = ink(text, line.weight)
    wide = tracked_width(item, style, len(text))
    style = style.scaled(min(1.0, geometry.width / wide) if wide else 1.0)
    if item.parts:
        return _texts(canvas, spec, geometry, look, geometry.colour)
    canvas.fonts.note_plain(line.weight, item.latin)
    left = -tracked_width(item, style, len(text)) / 2
    return (
        f"BT {geometry.colour} RG {_OPEN_STROKE} w 1 Tr "
        f"/{simple_font_name(line.weight)} {style.size:.2f} Tf "
        f"{style.tracking:.2f} Tc {left:.2f} {-0.36 * style.size:.2f} Td ({item.code})Tj 0 Tr ET"
    )


def _texts(
    canvas: Canvas, spec: StampSpec, geometry: _Geometry, look: Look, colour: str
) -> str:  # fmt: skip
    width = geometry.width * look.inside[0]
    blocks = fitted(spec.texts, look.texts, width, geometry.height * look.inside[1])
    gap = look.gap * geometry.height if len(blocks) > 1 else 0.0
    total = sum(style.leading for _, style in blocks) + gap
    inner = canvas.inner()
    y = -total / 2 - look.shift[1] * geometry.height
    x = look.shift[0] * geometry.width
    for number, (text, style) in enumerate(blocks):
        item, style = fit(text, style.coloured(colour), geometry.width * 0.94)
        half = tracked_width(item, style, len(text)) / 2
        start = x - width / 2 if look.from_left else x - half
        inner.text(start, y + style.leading / 2 + style.size * 0.36, item, style)
        y += style.leading + (gap if number == 0 else 0)
    return inner.operators()


def too_long(spec: StampSpec) -> bool:
    """Whether a stamp's words are cut or smaller than can be read. Raises ``UnknownStamp``."""
    geometry, look = _found(spec.id)
    width, height = (
        side * share
        for side, share in zip((geometry.width, geometry.height), look.inside, strict=True)
    )
    texts = [text for text in spec.texts if text.strip()]
    if spec.id == "copy":
        line = look.texts[0]
        style = Style(line.weight, line.size, line.size, tracking=line.tracking)
        wide = width_of(one_line(" ".join(texts)).upper(), style)
        return wide * SMALLEST > width * line.size
    blocks = fitted(texts, look.texts, width, height)
    total = sum(style.leading for _, style in blocks)
    small = any(style.size < SMALLEST - 0.01 for _, style in blocks)
    wide = any(width_of(text, style) > geometry.width * 0.94 for text, style in blocks)
    return small or wide or total > height * 1.06 or len(texts) > len(look.texts)


def stamp_lines(stamp_id: str) -> int:
    """How many lines of words a stamp has. Raises ``UnknownStamp``."""
    return len(_found(stamp_id)[1].texts)
