"""Windows show the address wherever the sheet slides, and never a word about the debt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectdesk.documents.addresses import READABLE, set_address
from collectdesk.documents.batch import render
from collectdesk.documents.cautions import cautions, sender_cautions
from collectdesk.documents.envelopes import (
    EnvelopeName,
    Layout,
    PageName,
    Rect,
    UnknownEnvelope,
    layout_for,
)
from collectdesk.domain.papers import Paper, Party, StampSpec
from tests.documents.reading import POINTS_PER_MM, all_characters, places_of
from tests.documents.samples import CUSTOMER, all_papers, letter, notice
from tests.documents.test_stamps import TEXTS

WINDOWED: tuple[tuple[PageName, EnvelopeName], ...] = (
    ("letter", "us_double"),
    ("letter", "us_single"),
    ("a4", "din5008_a"),
    ("a4", "din5008_b"),
    ("a4", "a4_uk"),
)
INCH = 72.0


def _in(rect: Rect, unit: float) -> tuple[float, float, float, float]:
    edges = (rect.left, rect.top, rect.right, rect.bottom)
    left, top, right, bottom = (round(edge / unit, 3) for edge in edges)
    return left, top, right, bottom


def test_what_a_window_always_shows_follows_from_envelope_fold_and_play() -> None:
    """The published layouts: left, top, right, bottom of the part that is always visible."""
    mm, inch = POINTS_PER_MM, INCH
    assert _in(layout_for("a4", "din5008_b").always_visible[0], mm) == (20, 50, 100, 90)
    assert _in(layout_for("a4", "din5008_a").always_visible[0], mm) == (20, 32, 100, 72)
    sender, recipient = layout_for("letter", "us_double").always_visible
    assert _in(sender, inch) == (0.625, 0.875, 2.875, 1.5)
    assert _in(recipient, inch) == (0.625, 2.125, 3.625, 2.875)
    single = layout_for("letter", "us_single").always_visible[0]
    assert _in(single, inch) == (0.875, 2.5, 4.375, 3.375)


def test_how_far_down_a_window_may_ever_show_the_letter() -> None:
    down = {name: layout_for(page, name).ever_visible[-1].bottom for page, name in WINDOWED}
    assert round(down["din5008_b"] / POINTS_PER_MM, 2) == 95
    assert round(down["din5008_a"] / POINTS_PER_MM, 2) == 77
    assert round(down["a4_uk"] / POINTS_PER_MM, 2) == 92
    assert round(down["us_double"] / INCH, 3) == 3.125
    assert round(down["us_single"] / INCH, 3) == 3.625


CLEAR = 8
"""Points from the edge of what a window always shows to the address: it never touches it."""


@pytest.mark.parametrize(("page", "envelope"), WINDOWED)
def test_the_whole_address_lies_where_it_is_always_visible(
    page: PageName, envelope: EnvelopeName
) -> None:
    pdf = render(letter(), page, envelope)
    visible = layout_for(page, envelope).always_visible[-1]
    for line in (CUSTOMER.name, *CUSTOMER.address):
        word = places_of(pdf, line)[0]
        assert visible.left + CLEAR <= word.left < word.right <= visible.right + 1
        assert visible.top - 1 <= word.top < word.bottom <= visible.bottom + 1


# Files and forms are no letters: they go out in an envelope without a window.
LETTERS = tuple(paper for paper in all_papers() if paper.kind != "file")


@pytest.mark.parametrize(("page", "envelope"), WINDOWED)
@pytest.mark.parametrize("paper", LETTERS, ids=lambda paper: paper.kind)
def test_nothing_but_names_and_addresses_can_ever_be_seen(
    page: PageName, envelope: EnvelopeName, paper: Paper
) -> None:
    """Every character inside a window belongs to the sender's or the recipient's lines."""
    layout = layout_for(page, envelope)
    pdf = render(paper, page, envelope)
    firm, party = paper.firm, paper.customer
    allowed = "".join(
        (firm.name, *firm.address, party.name, party.attention, *party.address, "HS·")
    )
    for word in all_characters(pdf):
        box = Rect(word.left, word.top, word.right, word.bottom)
        if any(box.meets(window) for window in layout.ever_visible):
            assert word.text in allowed, word
    assert all(
        word.bottom < layout.body_from
        for word in all_characters(pdf)
        if any(
            Rect(word.left, word.top, word.right, word.bottom).meets(window)
            for window in layout.ever_visible
        )
    )


@pytest.mark.parametrize(("page", "envelope"), WINDOWED)
@pytest.mark.parametrize("stamp", TEXTS)
def test_no_stamp_reaches_into_a_window(page: PageName, envelope: EnvelopeName, stamp: str) -> None:
    from collectdesk.documents.head import stamp_spot

    layout = layout_for(page, envelope)
    for facts_end in (layout.facts.top, layout.facts.top + 60, layout.facts.bottom + 20):
        spot = stamp_spot(layout, StampSpec(stamp, ("Text",)), facts_end)
        assert not any(spot.meets(window) for window in layout.ever_visible)
        assert spot.top >= facts_end
        assert spot.right <= layout.width - 30


@pytest.mark.parametrize(("page", "envelope"), WINDOWED)
def test_the_body_starts_below_the_windows(page: PageName, envelope: EnvelopeName) -> None:
    layout = layout_for(page, envelope)
    heading = places_of(render(notice(), page, envelope), "Second notice")[0]
    assert heading.top >= layout.body_from - 1


def test_a_crowded_address_is_joined_then_set_smaller_and_only_then_cut_and_all_is_told() -> None:
    layout = layout_for("letter", "us_double")
    five = Party("Acme", "1", "Attn: Jo", ("Unit 3", "9 Elm St", "Reno, NV 89501"))
    joined = ("Acme", "Attn: Jo, Unit 3", "9 Elm St", "Reno, NV 89501")
    assert set_address(five, layout).lines == joined
    assert _told(five) == []
    long = "A street with a very long name indeed, 12"
    at_five = Party(
        "Acme and Daughters", "1", "", (long, long + " b", long + " c", "Reno, NV 89501")
    )
    assert set_address(at_five, layout).lines == (at_five.name, *at_five.address)
    assert READABLE <= set_address(at_five, layout).style.size < 9.5
    assert _told(at_five) == []
    six = replace(at_five, address=(long, long + " b", long + " c", long + " d", "Reno, NV 89501"))
    assert set_address(six, layout).lines == (six.name, *six.address)
    (said,) = _told(six)
    assert "letters of 6.5 points, and post offices ask for 8" in said
    many = replace(six, address=(*(long + f" {place}" for place in range(9)), "Reno, NV 89501"))
    shown = set_address(many, layout).lines
    assert shown == ("Acme and Daughters", *many.address[:3], "Reno, NV 89501")
    (said,) = _told(many)
    assert "6 lines would be left out, from “A street with a very long" in said


def _told(party: Party) -> list[str]:
    return list(cautions(replace(letter(), customer=party), "letter", "us_double"))


@pytest.mark.parametrize(("page", "envelope"), [*WINDOWED, ("letter", "plain"), ("a4", "plain")])
@pytest.mark.parametrize(
    "name",
    [
        "The Extraordinarily Long Name of a Company with Branches in Many Small Towns and Sons of"
        " Sons GmbH",
        "บริษัทที่มีชื่อยาวมากและมีสาขาอยู่ในเมืองเล็กเมืองใหญ่หลายเมืองทั่วประเทศจำกัดมหาชนและบุตร",
        "株式会社非常に長い名前を持つ会社で国内の多くの小さな町に支店があり子会社もある持株会社",
    ],
    ids=["latin", "thai", "japanese"],
)
def test_a_very_long_name_is_whole_and_readable_above_a_four_line_address_or_it_is_told(
    page: PageName, envelope: EnvelopeName, name: str
) -> None:
    address = ("Accounts building, entrance B", "2200 Industrial Parkway", "Reno, NV 89501")
    party = Party(name, "1", "Maria Alvarez, accounts payable", address)
    layout = layout_for(page, envelope)
    shown = set_address(party, layout)
    wanted = (party.name, party.attention, *party.address)
    printed = "".join(shown.lines).replace(" ", "").replace(",", "")
    for line in wanted:
        if line not in shown.left_out:
            assert line.replace(" ", "").replace(",", "") in printed
    assert shown.left_out in ((), (party.attention,))
    told = cautions(replace(letter(), customer=party), page, envelope)
    assert len(told) == bool(shown.left_out) + shown.is_small
    pdf = render(replace(letter(), customer=party), page, envelope)
    area = layout.recipient
    inside = [
        c for c in all_characters(pdf) if c.left < area.right and area.top < c.top < area.bottom
    ]
    assert max(c.right for c in inside) <= area.right + 1
    assert max(c.bottom for c in inside) <= area.bottom + 1


def test_the_senders_address_shows_whole_in_its_window_or_it_is_told() -> None:
    three = replace(letter().firm, address=("410 Wharf Street", "Suite 2", "Oakland, CA 94607"))
    pdf = render(replace(letter(), firm=three), "letter", "us_double")
    window = layout_for("letter", "us_double").always_visible[0]
    for line in (three.name, "410 Wharf Street", "Suite 2", "Oakland, CA 94607"):
        (word,) = places_of(pdf, line)[:1]
        assert word.right <= window.right
        assert word.bottom <= window.bottom
    assert sender_cautions(three, "letter", "us_double") == ()
    name = "Harbor Supplies and Marine Equipment Trading Company of Oakland LLC"
    long = replace(three, name=name, address=("Unit 12", *three.address, "USA"))
    assert sender_cautions(long, "letter", "us_double")
    (town,) = places_of(render(replace(letter(), firm=long)), "Oakland, CA 94607, USA")[:1]
    assert town.bottom <= window.bottom
    crowded = replace(three, name="Harbor Supplies " * 5, address=("A long street " * 4,) * 4)
    (said,) = sender_cautions(crowded, "letter", "us_double")
    assert "would not show in its window" in said
    for envelope in ("din5008_a", "din5008_b"):
        assert sender_cautions(three, "a4", envelope) == ()
        assert sender_cautions(crowded, "a4", envelope)


def test_an_envelope_of_the_wrong_continent_is_refused() -> None:
    with pytest.raises(UnknownEnvelope):
        layout_for("a4", "us_double")
    with pytest.raises(UnknownEnvelope):
        layout_for("letter", "din5008_b")


def test_without_a_window_the_letter_has_more_room() -> None:
    plain: Layout = layout_for("letter", "plain")
    assert plain.ever_visible == ()
    assert plain.body_from < layout_for("letter").body_from
