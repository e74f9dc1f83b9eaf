"""How the words of a stamp are set: as large as fits, on few lines, and never too small to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from collectdesk.documents.canvas import tracked_width
from collectdesk.documents.ink import ink
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.styles import Style, Weight

SMALLEST: Final = 9.0
"""Points: smaller print is not legible on coloured stock."""

_HEADLINE: Final = 13.0
"""From this size on a line needs hardly any room but its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One text at its largest: on up to ``lines`` lines, over ``reach`` of the inside."""

    weight: Weight
    size: float
    tracking: float = 0.0
    capitals: bool = False
    lines: int = 1
    reach: float = 1.0


def fitted(
    texts: Sequence[str], lines: Sequence[Line], width: float, height: float
) -> list[tuple[str, Style]]:
    """Texts with sizes that fit the width; all but the small print made lower if too high."""
    blocks: list[tuple[str, Style]] = []
    for text, line in zip(texts, lines, strict=False):
        blocks += _sized(one_line(text), line, width * line.reach)
    factor = _height_factor([style for _, style in blocks], height)
    return [(text, _lowered(style, factor)) for text, style in blocks]


def _height_factor(styles: Sequence[Style], height: float) -> float:
    """By how much lines are made lower: those that would become too small to read stay."""
    factor = 1.0
    for _ in styles:
        fixed = sum(style.leading for style in styles if style.size * factor < SMALLEST)
        free = sum(style.leading for style in styles if style.size * factor >= SMALLEST)
        if not free or fixed + free * factor <= height:
            break
        factor = min(factor, max(0.3, (height - fixed) / free))
    return factor


def _lowered(style: Style, factor: float) -> Style:
    return style.scaled(max(factor, min(1.0, SMALLEST / style.size)))


def _sized(text: str, line: Line, width: float) -> list[tuple[str, Style]]:
    """A text as large as fits the width: on one line, on more, or smaller than it should be."""
    text = text.upper() if line.capitals else text
    leading = line.size * (1.04 if line.size >= _HEADLINE else 1.36)
    style = Style(line.weight, line.size, leading, tracking=line.tracking)
    needed = width_of(text, style)
    most = max(line.lines, 2) if needed * SMALLEST > width * line.size else line.lines
    if most > 1 and needed > width:
        return [(part, _narrowed(part, style, width)) for part in _halves(text, style, width, most)]
    return [(text, _narrowed(text, style, width))] if text else []


def width_of(text: str, style: Style) -> float:
    """Points that a text takes on one line."""
    return tracked_width(ink(text, style.weight), style, len(text))


def _narrowed(text: str, style: Style, width: float) -> Style:
    needed = width_of(text, style)
    return style.scaled(max(0.6, min(1.0, width / needed))) if needed else style


def _halves(text: str, style: Style, width: float, most: int) -> list[str]:
    """The text on as few lines as fit, or on as many as are allowed with even lengths."""
    words = text.split(" ")
    for count in range(2, most + 1):
        parts = _split_evenly(words, count)
        if all(ink(part, style.weight).width * style.size <= width * 1000 for part in parts):
            return parts
    return _split_evenly(words, most)


def _split_evenly(words: list[str], count: int) -> list[str]:
    share = len(" ".join(words)) / count
    parts: list[str] = []
    current = ""
    for word in words:
        longer = f"{current} {word}".strip()
        if current and len(parts) < count - 1 and len(longer) > share * 1.15:
            parts.append(current)
            longer = word
        current = longer
    return [*parts, current]
