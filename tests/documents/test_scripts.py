"""Names in any script print with real glyphs and copy out as they were typed."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace

import pytest
from pypdf import PdfReader

from collectdesk.documents.batch import render
from collectdesk.documents.cautions import cautions
from collectdesk.documents.ink import ink
from collectdesk.domain.papers import Party
from tests.documents.reading import (
    embedded_program,
    fonts_of,
    glyph_numbers,
    page_texts,
    show_operators,
)
from tests.documents.samples import letter, notice

NAMES = {
    "English": "Smith & Sons <Ltd> (West) \\ 100%",
    "French": "Société Générale – 1\u202f234,50\u00a0€ “où”",
    "German": "Müller & Söhne Großhandel",
    "Polish": "Zażółć gęślą jaźń Łódź",
    "Vietnamese": "Công ty Thương mại Đặng",
    "Greek": "Κατάστημα Αθηνά",
    "Russian": "Общество «Ромашка»",
    "Hebrew": "שלום עולם",
    "Arabic": "شركة النور",
    "Thai": "ร้านกาแฟ",
    "Chinese": "北京公司",
    "Japanese": "株式会社さくらアート",
    "Korean": "주식회사 한국",
    "Georgian": "საქართველო",
    "Armenian": "Հայաստան",
    "currencies": "€ £ ¥ ₹ ₩ ₪ ₱ ₦ ₴ ₫ ₺ ₽",
    "emoji": "Café 😀 ✂ ☎",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_copies_out_of_the_document_as_it_was_typed(name: str) -> None:
    """Somebody who searches or copies the customer's name finds it."""
    pdf = render(replace(letter(), customer=Party(name, "C-1", address=("1 Elm St",))))
    wanted = unicodedata.normalize("NFKC", " ".join(name.split()))
    by_pdfium = unicodedata.normalize("NFKC", page_texts(pdf)[0])
    by_pypdf = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert wanted in by_pdfium
    assert wanted in unicodedata.normalize("NFKC", " ".join(by_pypdf.split()))


def test_devanagari_copies_out_whole_with_its_actual_text() -> None:
    name = "हिन्दी कंपनी"
    pdf = render(replace(letter(), customer=Party(name, "C-1", address=("1 Elm St",))))
    assert name in page_texts(pdf)[0]


def test_thai_copies_out_as_it_was_typed_also_where_a_vowel_is_taken_apart_to_be_drawn() -> None:
    name = "บริษัท น้ำใจ จำกัด (มหาชน) ป้าน้ำ"
    pdf = render(
        replace(letter(), customer=Party(name, "C-1", address=("1 Elm St",)), paragraphs=(name,))
    )
    assert page_texts(pdf)[0].count(name) == 2
    by_pypdf = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "\u0e33\u0e32" not in by_pypdf  # what readers without actual text see has no vowel twice


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_no_character_prints_as_an_empty_box(name: str) -> None:
    """Glyph 0 is the box that fonts draw for what they lack."""
    paper = replace(letter(), customer=Party(name, "C-1", address=("1 Elm St",)))
    assert cautions(paper) == ()
    pdf = render(paper)
    assert 0 not in glyph_numbers(show_operators(pdf))


def test_all_fonts_are_inside_the_file_and_cut_to_what_is_used() -> None:
    pdf = render(replace(notice(), customer=Party("北京公司 Łódź", "C-1")))
    fonts = fonts_of(pdf)
    assert len(fonts) >= 5
    for font in fonts:
        assert str(font["/BaseFont"]).startswith("/CD")
        assert 300 < len(embedded_program(font)) < 40_000


@pytest.mark.parametrize("rare", ["𠮷", "\ue123", "\U000f1234"], ids=ascii)
def test_a_character_that_no_font_has_is_replaced_visibly(rare: str) -> None:
    """Also one of somebody's own, as some names in Japan are written with."""
    paper = replace(letter(), customer=Party(f"{rare}野家", "C-1", address=("1 Elm St",)))
    assert 0 not in glyph_numbers(show_operators(render(paper)))
    copied = PdfReader(io.BytesIO(render(paper))).pages[0].extract_text()
    assert "?野家" in copied
    assert len(cautions(paper)) == 1


def test_amounts_have_figures_of_one_width() -> None:
    """Columns of money line up digit under digit."""
    for weight in ("regular", "bold"):
        assert len({ink(digit, weight).width for digit in "0123456789"}) == 1


def test_arabic_letters_join_and_run_from_right_to_left() -> None:
    joined = ink("بب").parts[0]
    alone = ink("ب").parts[0]
    first, last = joined.glyphs[0][0], joined.glyphs[-1][0]
    assert len({first, last, alone.glyphs[0][0]}) == 3


def test_mixed_directions_stand_in_their_order() -> None:
    """A Latin name inside Arabic text is not turned round."""
    from collectdesk.documents.bidi_runs import directional_runs

    assert directional_runs("abc שלום") == [("abc ", False), ("שלום", True)]
    runs = directional_runs("שלום abc")
    assert runs == [("abc", False), ("שלום ", True)]


def test_a_character_that_no_font_has_is_told_before_printing() -> None:
    (said,) = cautions(
        replace(letter(), customer=Party("Deseret \U00010437 Books", "C-1", address=("1 Elm St",)))
    )
    assert "\U00010437 (U+10437)" in said
    assert "“Deseret \U00010437 Books”" in said


def test_the_space_after_a_picture_is_as_wide_as_any_other() -> None:
    letters = ink("Sunny Side").width + ink("Diner").width + ink("🍳").width
    assert ink("Sunny Side 🍳 Diner").width == pytest.approx(letters + 2 * ink(" ").width, abs=40)


@pytest.mark.parametrize(
    "text",
    [
        "บริษัทที่มีชื่อยาวมากและมีสาขาอยู่ในเมืองเล็ก",
        "นี้น้ำผึ้งป่าที่ฟื้นฟู",
        "श्री क्षेत्रपाल ट्रेडर्स",
        "مُحَمَّد وَشُرَكَاؤُهُ",
        "שָׁלוֹם וּבְרָכָה",
    ],
)
def test_marks_above_each_other_do_not_move_the_letters_after_them(text: str) -> None:
    """Where a line ends in print is where its letters say, so that nothing is drawn over them."""
    for part in ink(text).parts:
        moved = sum(
            float(number)
            for _, operands in part.moves
            for number in re.sub("<[0-9a-f]*>", " ", operands).split()
        )
        drawn = sum(part.face.advance(glyph) for glyph, _ in part.glyphs)
        assert drawn - moved == pytest.approx(part.width, abs=0.01 * part.width)


def test_an_english_sentence_goes_from_left_to_right_also_behind_an_arabic_name() -> None:
    from collectdesk.documents.bidi_runs import directional_runs

    name = "شركة الخليج للتجارة العامة والمقاولات"
    for words in (", Accounts payable", " has 5 business days to make it good."):
        assert directional_runs(name + words) == [(name, True), (words, False)]
    assert directional_runs(f"{name} INV-1042 Harbor Supplies")[-1] == (f"{name} ", True)
