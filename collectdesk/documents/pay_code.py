"""The payment QR code, drawn as one vector path."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from collectdesk.documents.canvas import Canvas
from collectdesk.documents.styles import INK

_MOST_BYTES: Final = 600
_QUIET: Final = 4
"""Modules that stay white around the code."""

Bars = tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=256)
def bars_of(text: str) -> tuple[int, Bars]:
    """Modules on a side, and the dark bars (row, first module, length); (0, ()) if it is too long.

    Error correction M, as EPC069-12 asks.
    """
    if not text or len(text.encode("utf-8", "replace")) > _MOST_BYTES:
        return 0, ()
    # It brings all kinds of bars, and few papers have any.
    from reportlab.graphics.barcode import qrencoder

    code: Any = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte(text.encode("utf-8", "replace")))
    code.make()
    rows = code.modules
    return len(rows), tuple(bar for at, row in enumerate(rows) for bar in _bars(at, row))


def _bars(at: int, row: list[Any]) -> list[tuple[int, int, int]]:
    return [
        (at, run[0][0], len(run))
        for dark, group in groupby(enumerate(map(bool, row)), key=itemgetter(1))
        if dark and (run := list(group))
    ]


def draw_pay_code(canvas: Canvas, text: str, x: float, y: float, side: float) -> bool:
    """Draw the code into a square whose upper left corner is ``x``, ``y``; whether it fits one."""
    modules, bars = bars_of(text)
    if not modules:
        return False
    module = side / (modules + 2 * _QUIET)
    top = canvas.height - y
    path = " ".join(
        f"{x + (first + _QUIET) * module:.3f} {top - (row + 1 + _QUIET) * module:.3f} "
        f"{length * module:.3f} {module:.3f} re"
        for row, first, length in bars
    )
    canvas.over(f"q {INK} rg {path} f Q")
    return True
