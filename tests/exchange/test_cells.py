"""A spreadsheet never runs a text that came from a customer."""

from __future__ import annotations

import pytest

from collectdesk.exchange.cells import cell_text, text_cell


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "＝1", "＠x"],
)
def test_a_text_that_could_be_a_formula_is_made_text(text: str) -> None:
    assert text_cell(text) == f"'{text}"
    assert cell_text(text_cell(text)) == text


@pytest.mark.parametrize("text", ["", "'", "Acme", "a=b", "'t Hof", "C-1", "株式会社", "5 + 5"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert text_cell(text) == cell_text(text) == text
