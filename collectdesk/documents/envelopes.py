"""Where a letter's parts go so that an envelope's window shows the address and nothing else.

The folded sheet can slide inside its envelope. Of each window this gives the rectangle that is
visible wherever the sheet lies (the address must be inside) and the one that may become visible
(nothing about the debt may be inside). Lengths are points from the upper left corner of the page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from collectdesk.base.resources import resource_bytes
from collectdesk.documents.styles import INCH, MM
from collectdesk.domain.envelope import mismatch
from collectdesk.domain.errors import KnownError

PageName = Literal["letter", "a4"]
EnvelopeName = Literal["din5008_a", "din5008_b", "a4_uk", "us_double", "us_single", "plain"]

DEFAULT_ENVELOPES: Final[dict[PageName, EnvelopeName]] = {"letter": "us_double", "a4": "din5008_b"}
_ENVELOPE_OF: Final = {
    "din5008_a": "dl_din",
    "din5008_b": "dl_din",
    "a4_uk": "dl_uk",
    "us_double": "us10_double",
    "us_single": "us10_single",
}
_CLEAR_MM: Final = 5
"""From the edge of an A4 envelope's address field to the address, as in DIN 5008."""

_LETTER: Final = (8.5 * INCH, 11 * INCH)
_A4: Final = (210 * MM, 297 * MM)


class UnknownEnvelope(KnownError):
    """A page or envelope was asked for that the geometry file does not describe."""


_NOT_KNOWN: Final = "This paper size or envelope is not known; choose another in Settings."
_DOES_NOT_FIT: Final = "This envelope does not fit the paper size; choose another in Settings."


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its edges in points; ``top`` < ``bottom``."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rect) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """A page laid out for an envelope. ``folds`` are heights; the slip is below the last one.

    ``tight``, from 0 to 1, sets lines and rows closer, ``bare`` leaves out what a letter can do
    without, and ``fine`` sets its text a little smaller, where that saves a page.
    """

    name: EnvelopeName
    page: PageName
    width: float
    height: float
    left: float
    right: float
    recipient: Rect
    sender: Rect | None
    facts: Rect
    always_visible: tuple[Rect, ...]
    ever_visible: tuple[Rect, ...]
    body_from: float
    folds: tuple[float, ...]
    tight: float = 0.0
    bare: bool = False
    fine: bool = False

    @property
    def slip_from(self) -> float:
        """The height of the tear line."""
        return self.folds[-1]


@cache
def layout_for(page: PageName = "letter", envelope: EnvelopeName | None = None) -> Layout:
    """The layout for a page and an envelope, by default that of the page's country.

    Raises ``UnknownEnvelope`` for a name that is not known or does not go with the page.
    """
    name = envelope or DEFAULT_ENVELOPES.get(page)
    if page not in DEFAULT_ENVELOPES or name not in (*_ENVELOPE_OF, "plain"):
        raise UnknownEnvelope(_NOT_KNOWN)
    if name == "plain":
        return _plain(page)
    if mismatch(page, name):
        raise UnknownEnvelope(_DOES_NOT_FIT)
    return _windowed(page, name)


def _windowed(page: PageName, name: EnvelopeName) -> Layout:
    geometry = _geometry()
    spec = geometry["pages"][name]
    envelope = geometry["envelopes"][_ENVELOPE_OF[name]]
    unit = MM if spec["unit"] == "mm" else INCH
    size = _LETTER if page == "letter" else _A4
    folds = tuple(fold * unit for fold in spec["folds"])
    left, right = _margins(page)
    windows = _window_rects(envelope, size, folds)
    return Layout(
        name, page, *size, left, right,
        recipient=_recipient(spec, unit),
        sender=_sender(spec, unit),
        facts=_beside(_facts(spec, unit, page), windows),
        always_visible=tuple(always for always, _ in windows),
        ever_visible=tuple(ever for _, ever in windows),
        body_from=spec["body_from"] * unit,
        folds=folds,
    )  # fmt: skip


def _plain(page: PageName) -> Layout:
    """No window: for e-mail and for printed envelopes."""
    size = _LETTER if page == "letter" else _A4
    left, right = _margins(page)
    return Layout(
        "plain", page, *size, left, right,
        recipient=Rect(left, 127, left + 240, 200),
        sender=None,
        facts=Rect(right - 180, 122, right, 215),
        always_visible=(),
        ever_visible=(),
        body_from=214,
        folds=(3.875 * INCH, 7.5 * INCH) if page == "letter" else (105 * MM, 210 * MM),
    )  # fmt: skip


def _margins(page: PageName) -> tuple[float, float]:
    return (0.75 * INCH, 7.75 * INCH) if page == "letter" else (25 * MM, 190 * MM)


def _recipient(spec: dict[str, Any], unit: float) -> Rect:
    if "recipient_block" in spec:
        return _rect(spec["recipient_block"], unit)
    if "recipient" in spec:
        x, y, width, height = spec["recipient"]
        return _rect((x + _CLEAR_MM, y, width - _CLEAR_MM, height), unit)
    x, y, width, _ = spec["address_field"]
    top = y + spec["return_and_notes_h"]
    return _rect((x + _CLEAR_MM, top, width - 2 * _CLEAR_MM, spec["recipient_h"]), unit)


def _sender(spec: dict[str, Any], unit: float) -> Rect | None:
    """Where the return address goes: a block of its own, or one small line above the recipient."""
    if "return_block" in spec:
        return _rect(spec["return_block"], unit)
    if "address_field" in spec:
        x, y, width, _ = spec["address_field"]
        height = spec["return_and_notes_h"]
        return _rect((x + _CLEAR_MM, y, width - 2 * _CLEAR_MM, height), unit)
    return None


def _facts(spec: dict[str, Any], unit: float, page: PageName) -> Rect:
    right = _margins(page)[1]
    if "info_block" not in spec:
        return Rect(right - 180, 122, right, 215)
    block = _rect(spec["info_block"], unit)
    return Rect(block.left, block.top, min(block.right, right), block.bottom)


def _beside(facts: Rect, windows: list[tuple[Rect, Rect]]) -> Rect:
    """The facts speak of the debt: they stand right of what a window may ever show."""
    edge = max(ever.right for _, ever in windows) + 3
    return Rect(max(facts.left, edge), facts.top, facts.right, facts.bottom)


def _rect(field: Any, unit: float) -> Rect:
    x, y, width, height = (length * unit for length in field)
    return Rect(x, y, x + width, y + height)


def _window_rects(
    envelope: dict[str, Any], page: tuple[float, float], folds: tuple[float, ...]
) -> list[tuple[Rect, Rect]]:
    """Always and ever visible parts of the page, a pair for each window.

    The sheet slides by envelope minus packet, to the right and down from the upper left corner.
    """
    unit = MM if envelope["unit"] == "mm" else INCH
    width, height = (side * unit for side in envelope["size"])
    panels = [bottom - top for top, bottom in zip((0, *folds), (*folds, page[1]), strict=True)]
    packet = max(panels)
    above = packet - panels[0]  # a shorter first panel lies at the bottom of the packet
    play_x, play_y = width - page[0], height - packet
    pairs = []
    for window in envelope["windows"].values():
        x, y, w, h = _window(window, height, unit)
        ever = Rect(x - play_x, y - above - play_y, x + w, y - above + h)
        always = Rect(x, y - above, x + w - play_x, y - above + h - play_y)
        pairs.append((always, ever))
    return pairs


def _window(
    window: dict[str, float], height: float, unit: float
) -> tuple[float, float, float, float]:
    w, h = window["w"] * unit, window["h"] * unit
    top = window["top"] * unit if "top" in window else height - window["bottom"] * unit - h
    return window["left"] * unit, top, w, h


@cache
def _geometry() -> dict[str, Any]:
    geometry: dict[str, Any] = json.loads(resource_bytes("geometry.json"))
    return geometry
