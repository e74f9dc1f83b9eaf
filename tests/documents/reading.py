"""Reading printed PDFs back, as a viewer or a customer's software would."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    """A text on a page, with the place of its box in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, with runs of white space made one space."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [" ".join(text.split()) for text in texts]


def whole_text(pdf: bytes) -> str:
    """The text of all pages."""
    return " ".join(page_texts(pdf))


def places_of(pdf: bytes, text: str, page: int = 0) -> list[Word]:
    """Where ``text`` stands on a page."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    height = sheet.get_height()
    textpage = sheet.get_textpage()
    searcher = textpage.search(text, match_case=True)
    found = []
    while (hit := searcher.get_next()) is not None:
        start, count = hit
        boxes = [textpage.get_charbox(start + place) for place in range(count)]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        found.append(Word(text, min(lefts), height - max(tops), max(rights), height - min(bottoms)))
    document.close()
    return found


def all_characters(pdf: bytes, page: int = 0) -> list[Word]:
    """Every visible character of a page with its place."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    height = sheet.get_height()
    textpage = sheet.get_textpage()
    found = []
    for place in range(textpage.count_chars()):
        text = textpage.get_text_range(place, 1)
        if text.strip():
            left, bottom, right, top = textpage.get_charbox(place)
            found.append(Word(text, left, height - top, right, height - bottom))
    document.close()
    return found


def fonts_of(pdf: bytes) -> list[DictionaryObject]:
    """The font dictionaries of a file."""
    reader = PdfReader(io.BytesIO(pdf))
    found = {}
    pages: list[Any] = list(reader.pages)
    for page in pages:
        for name, font in page["/Resources"]["/Font"].items():
            found[name] = font.get_object()
    return list(found.values())


def embedded_program(font: Any) -> bytes:
    """The font program inside the file; fails the test when there is none."""
    if "/DescendantFonts" in font:
        font = font["/DescendantFonts"][0].get_object()
    descriptor = font["/FontDescriptor"]
    program: bytes = descriptor["/FontFile2"].get_data()
    return program


def show_operators(pdf: bytes, page: int = 0) -> str:
    """The drawing operators of a page."""
    contents = PdfReader(io.BytesIO(pdf)).pages[page].get_contents()
    assert contents is not None
    return contents.get_data().decode("latin-1")


def glyph_numbers(operators: str) -> set[int]:
    """The glyph numbers shown with two-byte fonts."""
    return {int(number, 16) for number in re.findall(r"<([0-9a-f]{4})>", operators)}
