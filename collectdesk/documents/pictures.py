"""Logos: reading somebody's picture file without trusting it.

A logo is a PNG, a JPEG or an SVG; ``drawings`` makes a picture of the last.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PIL import Image, ImageOps

from collectdesk.documents.drawings import UnprintableDrawing, drawing_as_png, is_drawing

_LARGEST_FILE: Final = 8_000_000
_LARGEST_SIDE: Final = 10_000
_LARGE: Final = 60_000
_MOST_PIXELS: Final = 40_000_000
_PRINTED_SIDE: Final = 600
"""Pixels: a logo of two inches at 300 to the inch."""

_UNREADABLE: Final = (
    OSError, ValueError, SyntaxError, UnprintableDrawing, Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)  # fmt: skip
_BEGINNINGS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_TOO_LARGE: Final = (
    "The logo is damaged or very large. Save it as a PNG of about 1,200 pixels and choose that."
)
_NO_PICTURE: Final = "The logo is no PNG, JPEG or SVG picture. Choose another in Settings."
_EMPTY: Final = "The logo is a picture in which nothing can be seen. Choose another."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready for a PDF: its pixels compressed without loss or, with ``is_jpeg``, as JPEG;
    its opacity, compressed, where it is see-through."""

    width: int
    height: int
    pixels: bytes
    is_jpeg: bool
    alpha: bytes | None


def read_picture(content: bytes) -> Picture | None:
    """The picture, reduced to what print needs; None when it is damaged, huge or no picture."""
    picture, _ = _read(content)
    return picture


def problem_with(content: bytes | None) -> str:
    """Why a logo cannot be printed and what to do, in a sentence; "" if it can, or is none."""
    return _read(content)[1] if content else ""


@lru_cache(maxsize=8)
def as_png(content: bytes) -> bytes:
    """The picture as it will be printed, as a PNG for the screen; b"" where it cannot be."""
    try:
        image = _opened(content)
    except _UNREADABLE:
        return b""
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


@lru_cache(maxsize=8)
def _read(content: bytes) -> tuple[Picture | None, str]:
    """The picture, or why there is none."""
    try:
        image = _opened(content)
    except UnprintableDrawing as error:
        return None, str(error)
    except _UNREADABLE:
        return None, _TOO_LARGE if content.startswith(_BEGINNINGS) else _NO_PICTURE
    return _pixels(image), ""


def _opened(content: bytes) -> Image.Image:
    if is_drawing(content):
        drawn = Image.open(io.BytesIO(drawing_as_png(content)), formats=("PNG",))
        return _visible(drawn.convert("RGBA"))
    if len(content) > _LARGEST_FILE:
        raise ValueError("too long")
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
        if max(image.size) > _LARGEST_SIDE or image.width * image.height > _MOST_PIXELS:
            raise ValueError("too large")
        image.draft("RGB", (_PRINTED_SIDE, _PRINTED_SIDE))
        was_jpeg = image.format == "JPEG"
        full = _eight_bits(ImageOps.exif_transpose(image)).convert("RGBA")
    full.thumbnail((_PRINTED_SIDE, _PRINTED_SIDE))
    full.format = "JPEG" if was_jpeg else "PNG"
    return _visible(full)


def _eight_bits(image: Image.Image) -> Image.Image:
    """A picture of finer greys than paper shows would turn white where it is not scaled down."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")


def _visible(image: Image.Image) -> Image.Image:
    if image.getchannel("A").getextrema()[1] == 0:
        raise UnprintableDrawing(_EMPTY)
    return image


def _pixels(full: Image.Image) -> Picture:
    alpha = full.getchannel("A")
    opaque = alpha.getextrema() == (255, 255)
    colours = full.convert("RGB")
    exact = zlib.compress(colours.tobytes(), 9)
    # Photographs are many times smaller as JPEG; drawings keep their sharp edges.
    is_jpeg = opaque and (full.format == "JPEG" or len(exact) > _LARGE)
    pixels = _as_jpeg(colours) if is_jpeg else exact
    hidden = None if opaque else zlib.compress(alpha.tobytes(), 9)
    return Picture(full.width, full.height, pixels, is_jpeg, hidden)


def _as_jpeg(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=85, optimize=True)
    return target.getvalue()
