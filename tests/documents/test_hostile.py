"""No text that anybody can type or import stops a letter from printing."""

from __future__ import annotations

import io
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from collectdesk.documents.batch import render
from collectdesk.documents.ink import line_inks
from collectdesk.domain.papers import Paper
from tests.documents.reading import page_texts
from tests.documents.samples import all_papers, invoice, letter, notice

HOSTILE = (
    "",
    " ",
    "\x00\x01\x1b[31m\x7f",
    "<b>bold</b> & <img src='/etc/passwd'/> ]]> --",
    "((((\\\\)) /Name << >> endstream endobj",
    "\u202eevil\u202c \u2066hidden",
    "\ud800 half \udfff",
    "\u0301" * 400,
    "A" * 10_000,
    "字" * 10_000,
    "مرحبا بالعالم " * 300,
    "👩‍👩‍👧🏳️‍🌈" * 100,
    "\ue000\uffff\U000f0000\U0010ffff",
    "line\nline\r\nline\tcell",
    "W" * 300 + " i" * 900,
)
KEPT = {"id", "style", "stage"}


def _spoiled(value: Any, text: str, name: str = "") -> Any:
    """The same value with every text in it replaced."""
    if isinstance(value, str):
        return value if name in KEPT else text
    if isinstance(value, bytes):
        return b"\x89PNG\r\n\x1a\nbroken"
    if isinstance(value, tuple):
        return tuple(_spoiled(item, text) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {
            field.name: _spoiled(getattr(value, field.name), text, field.name)
            for field in fields(value)
        }
        return replace(value, **changes)
    return value


@pytest.mark.parametrize("paper", all_papers(), ids=lambda paper: paper.kind)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_every_document_prints_whatever_stands_in_its_texts(paper: Paper, text: str) -> None:
    pdf = render(_spoiled(paper, text))
    assert len(PdfReader(io.BytesIO(pdf)).pages) >= 1


def test_a_greeting_of_ten_thousand_characters_leaves_the_letter_its_page() -> None:
    paper = replace(notice(), salutation="Dear " + "Very Long Name " * 700)
    pages = page_texts(render(paper))
    assert len(pages) == 1
    assert "$3,660.00" in pages[0]


def test_half_a_character_in_a_column_is_left_out() -> None:
    whole, half = line_inks(["4?", "4\ud800"])
    assert (whole.code, half.code) == ("4?", "4")


_MIXED = st.text(
    st.sampled_from(
        "aZ1 (.,+$%\u0590\u0628\u05d0\u0661\u200d\u0301\u0e01\u0e47字😀\ufe0f\u070f\u2029"
    )
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200) | _MIXED)
def test_any_text_prints(text: str) -> None:
    assert render(_spoiled(letter(), text)).startswith(b"%PDF-")


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "1E+40", "-0", "0.000000001"])
def test_odd_quantities_and_prices_print(odd: str) -> None:
    line = replace(invoice().lines[0], quantity=Decimal(odd), unit_price=Decimal(odd))
    assert render(replace(invoice(), lines=(line,))).startswith(b"%PDF-")


def test_markup_and_file_names_in_a_name_are_printed_as_text() -> None:
    from tests.documents.reading import whole_text

    name = "<img src='/etc/passwd'/> & Co"
    paper = replace(letter(), customer=replace(letter().customer, name=name))
    printed = whole_text(render(paper))
    assert "<img src='/etc/passwd'/> & Co" in printed
    assert "root:" not in printed


def test_a_damaged_logo_gives_way_to_the_initials() -> None:
    from tests.documents.reading import whole_text

    paper = replace(letter(), firm=replace(letter().firm, logo=b"no picture"))
    assert "HS" in whole_text(render(paper))
