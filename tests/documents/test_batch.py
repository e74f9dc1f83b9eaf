"""A month's letters in one file: drawn as they come, counted, stopped when asked."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from collectdesk.documents.batch import NothingToPrint, render
from collectdesk.domain.papers import Paper, StampSpec
from tests.documents.merging import render_merged
from tests.documents.reading import page_texts
from tests.documents.samples import letter, notice, statement


def _statements(count: int) -> Iterator[Paper]:
    for number in range(count):
        party = replace(statement().customer, number=f"C-{number:04d}", name=f"Customer {number}")
        yield replace(statement(), customer=party)


def test_all_letters_are_in_one_file_in_their_order_with_a_bookmark_each() -> None:
    done: list[int] = []

    def count_on(count: int) -> bool:
        done.append(count)
        return True

    result = render_merged(_statements(12), "October", count_on)
    assert result.content is not None
    pages = page_texts(result.content)
    assert result.drawn == result.pages == len(pages) == 12
    assert all(f"Customer {number}" in page for number, page in enumerate(pages))
    reader = PdfReader(io.BytesIO(result.content))
    outline: list[Any] = reader.outline
    titles = [str(entry.title) for entry in outline]
    assert titles[3] == "Statement of account · Customer 3"
    assert done == list(range(1, 13))


def test_one_file_of_many_letters_bears_the_day_of_the_latest() -> None:
    first, second = _statements(2)
    result = render_merged([replace(first, issued=date(2026, 12, 3)), second], "Two")
    assert result.content is not None
    metadata = PdfReader(io.BytesIO(result.content)).metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.date() == date(2026, 12, 3)


def test_a_batch_can_be_stopped_and_leaves_nothing_half_made() -> None:
    asked: list[int] = []

    def go_on(count: int) -> bool:
        asked.append(count)
        return count < 3

    result = render_merged(_statements(50), "October", go_on)
    assert result.content is None
    assert asked == [1, 2, 3]


def test_a_letter_that_cannot_be_drawn_is_told_and_the_rest_goes_on() -> None:
    bad = replace(letter(), stamp=StampSpec("no such stamp", ("x",)))
    result = render_merged([letter(), bad, notice()], "Mixed")
    assert result.drawn == 2
    assert [refused.place for refused in result.refused] == [1]
    assert "stamp" in str(result.refused[0].reason)


def test_a_letter_that_cannot_be_drawn_leaves_no_page_behind() -> None:
    bad = replace(letter(), stamp=StampSpec("no such stamp", ("x",)))
    result = render_merged([bad, letter()], "Mixed")
    assert result.pages == 1


def test_an_empty_batch_is_refused() -> None:
    with pytest.raises(NothingToPrint):
        render_merged([], "Nothing")


def test_single_files_stay_small_enough_to_mail() -> None:
    assert all(len(render(paper)) < 40_000 for paper in (*_statements(1), letter(), notice()))


def test_a_merged_file_grows_by_little_more_than_the_pages_text() -> None:
    ten = render_merged(_statements(10), "Ten").content
    fifty = render_merged(_statements(50), "Fifty").content
    assert ten is not None
    assert fifty is not None
    assert (len(fifty) - len(ten)) / 40 < 3_000


def test_starting_the_program_does_not_load_the_drawing_code() -> None:
    """ReportLab costs a good part of the start: it is loaded at the first letter."""
    script = (
        "import sys, collectdesk.usecases.papers.jobs, collectdesk.domain.papers_json;"
        "sys.exit(any(name in sys.modules for name in ('reportlab', 'uharfbuzz', 'PIL')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
