"""How the documents look. Set COLLECTDESK_UPDATE_GOLDEN=1 to accept a new look after seeing it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from collectdesk.documents.batch import render
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.stamps import draw_stamp
from collectdesk.domain.papers import StampSpec
from tests.documents.samples import (
    agreement,
    application,
    demand,
    hand_over,
    invoice,
    letter,
    notice,
    open_items,
    receipt,
    record,
    statement,
    verification,
)
from tests.documents.test_stamps import TEXTS

GOLDEN = Path(__file__).parent.parent / "golden" / "documents"
DOTS_PER_INCH = 40
CHANGED_GREY = 48
"""A pixel counts as changed from this difference of grey values (0 to 255) on."""
LARGEST_SHARE = 0.0012
"""The share of pixels that may change: another renderer's smoothing, not a line that moved."""


def _stamp_sheet() -> bytes:
    from collectdesk.documents.canvas import Canvas

    pdf = PdfFile("Stamps", "Harbor", "en-US")
    canvas = Canvas(pdf.fonts, 560)
    for place, (stamp, texts) in enumerate(TEXTS.items()):
        spec = StampSpec(stamp, texts)
        draw_stamp(canvas, spec, 125 + place % 3 * 240, 70 + place // 3 * 135)
    pdf.add_page(canvas.operators(), 740, 560)
    return pdf.finish()


LOOKS = {
    "notice-letter": lambda: render(notice()),
    "notice-a4": lambda: render(notice(), "a4"),
    "notice-plain": lambda: render(notice(), "letter", "plain"),
    "invoice-letter": lambda: render(invoice()),
    "verification-a4": lambda: render(verification(), "a4"),
    "statement-letter": lambda: render(statement()),
    "open-items-a4": lambda: render(replace(open_items(), language="en-GB"), "a4", "a4_uk"),
    "receipt-letter": lambda: render(receipt(), "letter", "us_single"),
    "promise-a4": lambda: render(letter(), "a4", "din5008_a"),
    "agreement-letter": lambda: render(agreement()),
    "demand-a4": lambda: render(demand(), "a4"),
    "record-letter": lambda: render(record(30)),
    "application-a4": lambda: render(application(), "a4"),
    "hand-over-letter": lambda: render(hand_over()),
    "stamps": _stamp_sheet,
}


@pytest.mark.parametrize("look", LOOKS)
def test_a_document_looks_as_it_did_when_it_was_last_seen_and_accepted(look: str) -> None:
    drawn = _picture(LOOKS[look]())
    path = GOLDEN / f"{look}.png"
    if os.environ.get("COLLECTDESK_UPDATE_GOLDEN"):
        drawn.save(path, optimize=True)
    accepted = Image.open(path).convert("L")
    assert drawn.size == accepted.size
    assert _changed_share(drawn, accepted) < LARGEST_SHARE


def test_a_line_more_or_less_is_noticed() -> None:
    other = replace(letter(), closing=("One sentence that was not there.",))
    assert _changed_share(_picture(render(letter())), _picture(render(other))) > LARGEST_SHARE


def _changed_share(one: Image.Image, other: Image.Image) -> float:
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[CHANGED_GREY:]) / sum(counts)


def _picture(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    bitmap = document[0].render(scale=DOTS_PER_INCH / 72)
    picture: Image.Image = bitmap.to_pil().convert("L")
    document.close()
    return picture
