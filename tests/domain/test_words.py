"""What is too long for a sentence ends at a word, and never amid what is read as one letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.words import quoted, shortened

FAMILY = "👩‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("Harbor Point Dental", 19, "Harbor Point Dental"),
        ("Harbor Point Dental", 18, "Harbor Point…"),
        ("Harbor Point Dental", 13, "Harbor Point…"),
        ("Harbor Point, Dental", 15, "Harbor Point…"),
        ("Donaudampfschifffahrtsgesellschaft", 10, "Donaudamp…"),
        ("A Donaudampfschifffahrtsgesellschaft", 10, "A Donauda…"),
        ("株式会社山田商店", 5, "株式会社…"),
    ],
)
def test_a_name_is_cut_behind_a_word(text: str, most: int, shown: str) -> None:
    assert shortened(text, most) == shown


@pytest.mark.parametrize(
    ("letter", "written"),
    [
        ("é written in two", "e\u0301"),
        ("three marks", "o\u0302\u0323\u0301"),
        ("a family", FAMILY),
        ("a tone of skin", "👍🏽"),
        ("a heart in red", "❤\ufe0f"),
        ("a flag", "🇩🇪"),
        ("a flag of tags", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"),
        ("a Hindi conjunct", "क्ष"),
        ("a Thai letter with its vowel", "กำ"),
        ("a Korean syllable of parts", "\u1112\u1161\u11ab"),
    ],
)
def test_what_is_read_as_one_letter_is_never_split(letter: str, written: str) -> None:
    for most in range(2, 30):
        kept = shortened(written * 30, most).removesuffix("…")
        assert kept == written * (len(kept) // len(written)), letter


@given(st.text(max_size=200), st.integers(min_value=1, max_value=80))
def test_any_text_fits_and_begins_as_it_did(text: str, most: int) -> None:
    shown = shortened(text, most)
    assert len(shown) <= most
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


def test_a_letter_that_never_ends_leaves_the_ellipsis_alone() -> None:
    assert shortened("e" + "\u0301" * 10_000, 60) == "…"


def test_a_quotation_ends_at_a_word_too() -> None:
    assert quoted("every second " + "Tuesday " * 4) == "“every second Tuesday Tuesday Tuesday…”"
    assert quoted("x" * 200) == f"“{'x' * 39}…”"
