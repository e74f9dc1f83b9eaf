"""Sizes and colours of the documents; lengths in points, colours as PDF fill values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, Literal

Weight = Literal["regular", "medium", "semibold", "bold", "extrabold", "hand"]

MM: Final = 72 / 25.4
INCH: Final = 72.0


def rgb(hex_digits: str) -> str:
    """ "1F4E9E" as PDF operands "0.122 0.306 0.62"; anything else is the default ink."""
    digits = hex_digits.strip().lstrip("#")
    try:
        parts = bytes.fromhex(digits)
    except ValueError:
        return INK
    return " ".join(f"{part / 255:.3g}" for part in parts) if len(parts) == 3 else INK


INK: Final = "0.114 0.141 0.188"
QUIET: Final = "0.376 0.416 0.478"
LINE: Final = "0.875 0.89 0.918"
EDGE: Final = "0.741 0.765 0.808"
LATE: Final = "0.753 0.149 0.149"
LINK: Final = "0.12 0.37 0.72"
WHITE: Final = "1 1 1"


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks. ``tracking`` is extra space after each character."""

    weight: Weight = "regular"
    size: float = 9.5
    leading: float = 13.4
    colour: str = INK
    tracking: float = 0.0
    operators: str = field(init=False, repr=False, compare=False)
    """What sets the size, colour and tracking inside a PDF, after the font's name."""

    def __post_init__(self) -> None:
        ready = f"{self.size:g} Tf {self.colour} rg {self.tracking:g} Tc"
        object.__setattr__(self, "operators", ready)

    def coloured(self, colour: str) -> Style:
        """The same style in another colour."""
        return replace(self, colour=colour)

    def scaled(self, factor: float) -> Style:
        """The same style, smaller or larger."""
        return replace(
            self,
            size=self.size * factor,
            leading=self.leading * factor,
            tracking=self.tracking * factor,
        )


BODY: Final = Style()
STRONG: Final = Style("bold")
HEADING: Final = Style("bold", 14, 18)
FIRM_NAME: Final = Style("bold", 15.5, 18)
SMALL: Final = Style(size=8, leading=11.4, colour=QUIET)
ADDRESS: Final = Style(size=9.5, leading=11)
LABEL: Final = Style(size=9, leading=12)
VALUE: Final = Style("bold", 9, 12)
TABLE_HEAD: Final = Style("bold", 7.2, 10, QUIET, 0.35)
CELL: Final = Style(size=9.3, leading=12)
CELL_STRONG: Final = Style("bold", 9.3, 12)
TOTAL: Final = Style("bold", 11, 14)
TINY: Final = Style(size=7.2, leading=9.6, colour=QUIET)
