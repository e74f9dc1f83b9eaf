"""Sticky labels: what stands on one, and where a used sheet goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.paper_parts import StampSpec

STEPS_IN_MM: Final = 4
MOST_STEPS: Final = 40
"""How far a print may be moved: 10 mm; more is a printer's or a sheet's setting."""


@dataclass(frozen=True, slots=True)
class Label:
    """A stamp, or the lines of an address."""

    lines: tuple[str, ...] = ()
    stamp: StampSpec | None = None


@dataclass(frozen=True, slots=True)
class PrintOffset:
    """How far a print is moved, in steps of 0.25 mm to the right and down.

    Raises InvalidInput beyond 10 mm.
    """

    right: int = 0
    down: int = 0

    def __post_init__(self) -> None:
        if max(abs(self.right), abs(self.down)) > MOST_STEPS:
            raise InvalidInput(
                "A print can be moved by at most 10 mm. Check that the printer prints at 100 % and"
                " with the right paper size.",
                "offset",
            )

    @property
    def right_mm(self) -> float:
        """To the right, in millimetres."""
        return self.right / STEPS_IN_MM

    @property
    def down_mm(self) -> float:
        """Down, in millimetres."""
        return self.down / STEPS_IN_MM
