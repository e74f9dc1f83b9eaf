"""Logos: reading somebody's picture file without trusting it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PIL import Image

_LARGEST_FILE: Final = 8_000_000
_LARGEST_SIDE: Final = 10_000
_PRINTED_SIDE: Final = 600
"""Pixels: a logo of two inches at 300 to the inch."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels in three bytes each, with their opacity where the picture is see-through."""

    width: int
    height: int
    rgb: bytes
    alpha: bytes | None


@lru_cache(maxsize=8)
def read_picture(content: bytes) -> Picture | None:
    """The picture, reduced to what print needs; None when it is damaged, huge or no picture."""
    if len(content) > _LARGEST_FILE:
        return None
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            if max(image.size) > _LARGEST_SIDE:
                return None
            image.draft("RGB", (_PRINTED_SIDE, _PRINTED_SIDE))
            return _pixels(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _pixels(image: Image.Image) -> Picture:
    full = image.convert("RGBA")
    full.thumbnail((_PRINTED_SIDE, _PRINTED_SIDE))
    alpha = full.getchannel("A")
    opaque = alpha.getextrema() == (255, 255)
    return Picture(
        full.width, full.height, full.convert("RGB").tobytes(), None if opaque else alpha.tobytes()
    )
