"""Outlines of the stamps as PDF paths.

Each stands around the origin, ``width`` x ``height`` points, y upwards. ``grow`` moves the whole
outline outwards, for the white rim of a sticker and for its shadow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from typing import Final

from collectdesk.documents.canvas import ROUND, box_path

Outline = Callable[[float, float, float], str]
"""(width, height, grow) to path."""

Point = tuple[float, float]


def rounded(radius: float) -> Outline:
    """A rectangle with round corners."""

    def outline(width: float, height: float, grow: float) -> str:
        w, h = width + 2 * grow, height + 2 * grow
        return box_path(-w / 2, -h / 2, w, h, max(0.0, min(radius + grow, w / 2, h / 2)))

    return outline


def octagon(width: float, height: float, grow: float) -> str:
    """A rectangle with cut corners, drawn out sideways."""
    x, y = width / 2 + grow, height / 2 + grow
    cut = height * 0.29 + grow * (2 - sqrt(2))
    return polygon(
        [
            (-x + cut, -y), (x - cut, -y), (x, -y + cut), (x, y - cut),
            (x - cut, y), (-x + cut, y), (-x, y - cut), (-x, -y + cut),
        ]
    )  # fmt: skip


def oval(width: float, height: float, grow: float) -> str:
    """An ellipse."""
    x, y = width / 2 + grow, height / 2 + grow
    kx, ky = x * ROUND, y * ROUND
    return (
        f"{x:.2f} 0 m {x:.2f} {ky:.2f} {kx:.2f} {y:.2f} 0 {y:.2f} c "
        f"{-kx:.2f} {y:.2f} {-x:.2f} {ky:.2f} {-x:.2f} 0 c "
        f"{-x:.2f} {-ky:.2f} {-kx:.2f} {-y:.2f} 0 {-y:.2f} c "
        f"{kx:.2f} {-y:.2f} {x:.2f} {-ky:.2f} {x:.2f} 0 c h"
    )


def ribbon(width: float, height: float, grow: float) -> str:
    """A band with swallow-tails at both ends."""
    x, y, notch = width / 2 + grow, height / 2 + grow, height * 0.3
    tail = x - notch + grow * 0.4
    return polygon([(-x, -y), (x, -y), (tail, 0), (x, y), (-x, y), (-tail, 0)])


def tag(width: float, height: float, grow: float) -> str:
    """A label with a pointed left end; its hole is drawn apart."""
    x, y, cut = width / 2 + grow, height / 2 + grow, height * 0.36
    return polygon([(-x + cut, -y), (x, -y), (x, y), (-x + cut, y), (-x, y - cut), (-x, -y + cut)])


def ticket(width: float, height: float, grow: float) -> str:
    """A rectangle with a round bite in the middle of each short side."""
    x, y, bite = width / 2 + grow, height / 2 + grow, height * 0.2 - grow
    k = bite * ROUND
    return (
        f"{-x:.2f} {-y:.2f} m {x:.2f} {-y:.2f} l {x:.2f} {-bite:.2f} l "
        f"{x - k:.2f} {-bite:.2f} {x - bite:.2f} {-k:.2f} {x - bite:.2f} 0 c "
        f"{x - bite:.2f} {k:.2f} {x - k:.2f} {bite:.2f} {x:.2f} {bite:.2f} c "
        f"{x:.2f} {y:.2f} l {-x:.2f} {y:.2f} l {-x:.2f} {bite:.2f} l "
        f"{-x + k:.2f} {bite:.2f} {-x + bite:.2f} {k:.2f} {-x + bite:.2f} 0 c "
        f"{-x + bite:.2f} {-k:.2f} {-x + k:.2f} {-bite:.2f} {-x:.2f} {-bite:.2f} c h"
    )


BUBBLE_TAIL: Final = 0.22
"""The share of a speech bubble's height that its tail takes, at the bottom."""


def bubble(width: float, height: float, grow: float) -> str:
    """A speech bubble whose tail points down on the left."""
    tail = height * BUBBLE_TAIL
    low = -height / 2 + tail
    left = -width * 0.3
    w, h = width + 2 * grow, height - tail + 2 * grow
    body = box_path(-w / 2, low - grow, w, h, height * 0.13 + grow)
    reach = tail * 1.05
    pointed = [(left - grow, low + 1), (left - grow, -height / 2 - 1.6 * grow)]
    return f"{body} {polygon([(left + reach + grow, low + 1), *pointed])}"


def polygon(points: Sequence[Point]) -> str:
    """A closed path through the points."""
    first, *rest = (f"{x:.2f} {y:.2f}" for x, y in points)
    return " ".join([f"{first} m", *(f"{point} l" for point in rest), "h"])


def circle(x: float, y: float, radius: float) -> str:
    """A circle around ``x``, ``y``."""
    return box_path(x - radius, y - radius, 2 * radius, 2 * radius, radius)
