"""Whatever somebody typed, what reaches paper is plain visible text of a bounded length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collectdesk.documents.safe_text import LINE_CAP, many_lines, one_line


def test_ordinary_text_passes_unchanged() -> None:
    for text in ("AT&T Wireless", "x<y", "Joe <joe@x.example>", "50% off; a\\b (c)", "Müller"):
        assert one_line(text) == text


def test_marks_that_could_deceive_or_break_are_dropped() -> None:
    assert one_line("a\x00b\x1b[31m") == "ab[31m"
    assert one_line("pay \u202e001\u202c now") == "pay 001 now"
    assert one_line("\ud800lone\udfff") == "lone"
    assert one_line("one\r\ntwo\tthree") == "one two three"


def test_letters_and_their_marks_become_one_character() -> None:
    assert one_line("Cafe\u0301") == "Café"


def test_long_text_is_cut_at_its_cap_and_says_so() -> None:
    cut = one_line("n" * 10_000)
    assert len(cut) == LINE_CAP
    assert cut.endswith("…")


def test_line_ends_of_every_system_part_lines() -> None:
    assert many_lines("a\nb\r\nc\rd\u2028e") == ["a", "b", "c", "d", "e"]
    assert many_lines("") == [""]


@given(st.text(max_size=600))
def test_a_cleaned_line_is_short_has_no_control_marks_and_stays_the_same(text: str) -> None:
    clean = one_line(text)
    assert len(clean) <= LINE_CAP
    assert not any(ord(mark) < 32 or 0xD800 <= ord(mark) <= 0xDFFF for mark in clean)
    assert one_line(clean) == clean
