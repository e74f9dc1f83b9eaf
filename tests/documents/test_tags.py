"""A file can be heard: its structure says what is a heading, a paragraph, a table, a picture."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from collectdesk.documents.batch import render
from collectdesk.domain.papers import Paper
from tests.documents.merging import render_merged
from tests.documents.reading import page_texts, whole_text
from tests.documents.samples import all_papers, hand_over, notice, statement


def _root(pdf: bytes) -> Any:
    return PdfReader(io.BytesIO(pdf)).trailer["/Root"]


def _elements(pdf: bytes) -> list[Any]:
    """All elements in reading order."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        element = element.get_object()
        if isinstance(element, int) or element.get("/Type") == "/MCR":
            return
        found.append(element)
        for kid in element["/K"]:
            walk(kid)

    walk(_root(pdf)["/StructTreeRoot"]["/K"])
    return found


def _kinds(pdf: bytes) -> list[str]:
    return [element["/S"] for element in _elements(pdf)]


def test_a_letter_has_its_heading_paragraphs_table_and_pictures() -> None:
    pdf = render(notice(), tagged=True)
    kinds = _kinds(pdf)
    assert kinds.count("/Document") == kinds.count("/H1") == kinds.count("/Table") == 1
    assert kinds.count("/TR") == 1 + len(notice().rows)
    assert kinds.count("/TH") == 7
    assert kinds.count("/TD") == 7 * len(notice().rows)
    assert _root(pdf)["/MarkInfo"]["/Marked"]
    assert _root(pdf)["/Lang"] == "en-US"


def test_letterhead_stamp_aging_and_slip_are_told_in_words() -> None:
    told = " | ".join(
        one["/Alt"] for one in _elements(render(notice(), tagged=True)) if "/Alt" in one
    )
    for words in ("Harbor Supplies", "Past due. Second notice", "1–30 days: 1,240.00", "Return"):
        assert words in told


@pytest.mark.parametrize("paper", all_papers(), ids=lambda paper: type(paper).__name__)
def test_every_piece_of_text_belongs_to_the_structure_or_is_decoration(paper: Paper) -> None:
    pdf = render(paper, tagged=True)
    reader = PdfReader(io.BytesIO(pdf))
    numbers = _root(pdf)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for place, page in enumerate(reader.pages):
        contents = page.get_contents()
        assert contents is not None
        operators = contents.get_data().decode("latin-1")
        assert [page["/StructParents"], numbers[2 * place]] == [place, place]
        marked = operators.count("/MCID")
        assert marked == len(numbers[2 * place + 1])
        opened = operators.count("BDC") + operators.count("BMC")
        assert opened == operators.count("EMC")


def test_a_paragraph_over_two_pages_is_one() -> None:
    long = replace(notice(), slip=None, closing=("Many words. " * 900,))
    pdf = render(long, tagged=True)
    assert len(page_texts(pdf)) > 1
    over = [one for one in _elements(pdf) if any(not isinstance(kid, int) for kid in one["/K"])]
    assert any(one["/S"] == "/P" for one in over)


@pytest.mark.parametrize("paper", [notice(), statement(60), hand_over()], ids=type)
def test_structure_changes_nothing_that_is_seen(paper: Paper) -> None:
    assert whole_text(render(paper, tagged=True)) == whole_text(render(paper))


def test_merged_prints_carry_no_structure() -> None:
    merged = render_merged([notice()], "One").content
    assert merged is not None
    assert b"StructTreeRoot" not in merged
