"""The one door for texts on their way into a CSV or XLSX cell, and back out of a CSV one.

A spreadsheet program runs a text that begins like a formula; a customer's name must never do that.
"""

from __future__ import annotations

from typing import Final

_FORMULA_STARTS: Final = tuple("=+-@＝＋－＠\t\r\n")


def text_cell(text: str) -> str:
    """``text`` as it may stand in a cell: behind an apostrophe where it could be a formula.

    Only for texts. Numbers and dates are written as such, a negative amount with its minus.
    """
    begins = text.lstrip(" \u00a0\ufeff")
    return f"'{text}" if begins.startswith(_FORMULA_STARTS) else text


def cell_text(cell: str) -> str:
    """The text that stands in a cell of a CSV file: without the apostrophe of ``text_cell``."""
    return cell[1:] if cell[:1] == "'" and text_cell(cell[1:]) == cell else cell
