"""Logos: reading somebody's picture file without trusting it.

A logo is a PNG or JPEG. An SVG can hold scripts, links and other files, and no part of it is run or
fetched here: it is told in a sentence how to make a picture of it.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PIL import Image

_LARGEST_FILE: Final = 8_000_000
_LARGEST_SIDE: Final = 10_000
_LARGE: Final = 60_000
_MOST_PIXELS: Final = 40_000_000
_PRINTED_SIDE: Final = 600
"""Pixels: a logo of two inches at 300 to the inch."""

_BOMBS: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_BEGINNINGS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_SVG: Final = (
    "The logo is an SVG drawing, which cannot be printed safely. Save it as a PNG of about 1,200"
    " pixels and choose that."
)
_TOO_LARGE: Final = (
    "The logo is damaged or very large. Save it as a PNG of about 1,200 pixels and choose that."
)
_NO_PICTURE: Final = "The logo is no PNG or JPEG picture. Choose another in Settings."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready for a PDF: its pixels compressed without loss or, with ``is_jpeg``, as JPEG;
    its opacity, compressed, where it is see-through."""

    width: int
    height: int
    pixels: bytes
    is_jpeg: bool
    alpha: bytes | None


@lru_cache(maxsize=8)
def read_picture(content: bytes) -> Picture | None:
    """The picture, reduced to what print needs; None when it is damaged, huge or no picture."""
    if len(content) > _LARGEST_FILE:
        return None
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            if max(image.size) > _LARGEST_SIDE or image.width * image.height > _MOST_PIXELS:
                return None
            image.draft("RGB", (_PRINTED_SIDE, _PRINTED_SIDE))
            return _pixels(image)
    except (OSError, ValueError, SyntaxError, *_BOMBS):
        return None


def problem_with(content: bytes | None) -> str:
    """Why a logo cannot be printed and what to do, in a sentence; "" if it can, or is none."""
    if not content or read_picture(content) is not None:
        return ""
    if b"<svg" in content[:4_000].lower():
        return _SVG
    return _TOO_LARGE if content.startswith(_BEGINNINGS) else _NO_PICTURE


def _pixels(image: Image.Image) -> Picture:
    was_jpeg = image.format == "JPEG"
    full = image.convert("RGBA")
    full.thumbnail((_PRINTED_SIDE, _PRINTED_SIDE))
    alpha = full.getchannel("A")
    opaque = alpha.getextrema() == (255, 255)
    colours = full.convert("RGB")
    exact = zlib.compress(colours.tobytes(), 9)
    # Photographs are many times smaller as JPEG; drawings keep their sharp edges.
    is_jpeg = opaque and (was_jpeg or len(exact) > _LARGE)
    pixels = _as_jpeg(colours) if is_jpeg else exact
    hidden = None if opaque else zlib.compress(alpha.tobytes(), 9)
    return Picture(full.width, full.height, pixels, is_jpeg, hidden)


def _as_jpeg(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=85, optimize=True)
    return target.getvalue()
