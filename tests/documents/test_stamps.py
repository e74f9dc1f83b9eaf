"""The stamps: all of them, with their texts whole, readable in black, turned as meant."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from collectdesk.base.resources import resource_bytes
from collectdesk.documents.batch import render
from collectdesk.documents.canvas import Canvas, FontUse
from collectdesk.documents.stamps import UnknownStamp, draw_stamp, stamp_size
from collectdesk.domain.papers import StampSpec
from tests.documents.reading import page_texts
from tests.documents.samples import letter

TEXTS = {
    "verify": ("Please check & return ☐", "by 30 Nov 2026, so we can help"),
    "two_price": ("Pay $980.00 by 15 Mar", "after that $1,000.00 by 4 April"),
    "reminder": ("Friendly reminder", "INV-1103 was due 13 November"),
    "note": ("Hi Maria, any problem with this one?", "DK · (510) 555-0182"),
    "past_due": ("Past due", "8 days · $1,240.00", "Please pay today"),
    "second": ("Second notice", "34 days late"),
    "final": ("Final notice", "Pay by 1 Dec 2026"),
    "call_us": ("Please call Dana", "(510) 555-0182"),
    "plan": ("Payment 3 of 6", "$220.00 due 21 November"),
    "thanks": ("Paid", "Thank you", "29 Oct 2026"),
    "copy": ("Copy",),
    "hold": ("Disputed", "On hold · internal"),
}


def test_there_are_twelve_stamps() -> None:
    shipped = [stamp["id"] for stamp in json.loads(resource_bytes("geometry.json"))["stamps"]]
    assert sorted(shipped) == sorted(TEXTS)
    assert len(TEXTS) == 12


@pytest.mark.parametrize("stamp", TEXTS)
def test_a_stamp_shows_its_words_whole(stamp: str) -> None:
    """In words, so that a black print says the same."""
    printed = page_texts(render(replace(letter(), stamp=StampSpec(stamp, TEXTS[stamp]))))[0]
    for text in TEXTS[stamp]:
        for word in text.split():
            assert word.lower() in printed.lower(), word


@pytest.mark.parametrize("stamp", TEXTS)
def test_a_text_that_is_too_long_never_leaves_its_stamp(stamp: str) -> None:
    spec = StampSpec(stamp, tuple("Extraordinarily long words " * 20 for _ in TEXTS[stamp]))
    pdf = render(replace(letter(), stamp=spec))
    assert pdf.startswith(b"%PDF-")


def test_a_stamp_takes_the_room_of_its_turned_outline() -> None:
    width, height = stamp_size("past_due")
    assert 60 * 2.834 < width < 72 * 2.834
    assert 24 * 2.834 < height < 40 * 2.834
    room = draw_stamp(Canvas(FontUse(), 800), StampSpec("past_due", ("Past due",)), 300, 400, 0.5)
    assert room.right - room.left == pytest.approx(width / 2)
    assert room.bottom - room.top == pytest.approx(height / 2)


def test_an_unknown_stamp_is_refused() -> None:
    with pytest.raises(UnknownStamp):
        stamp_size("gold star")
