"""An issued paper that was stored is read back exactly, or refused with a plain word."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from collectdesk.domain.papers import Paper
from collectdesk.domain.papers_json import (
    NewerPaper,
    UnreadablePaper,
    from_json,
    to_json,
)
from tests.documents.samples import all_papers, invoice, letter


@pytest.mark.parametrize("paper", all_papers(), ids=lambda paper: paper.kind)
def test_every_paper_comes_back_as_it_was(paper: Paper) -> None:
    text = to_json(paper)
    assert from_json(text) == paper
    assert to_json(from_json(text)) == text
    assert "\n" not in text


def test_a_logo_and_odd_text_survive() -> None:
    firm = replace(invoice().firm, logo=bytes(range(256)), name="Ünïcode \u202e \x00 😀")
    paper = replace(invoice(), firm=firm)
    assert from_json(to_json(paper)) == paper


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{}", "not json", '{"kind":"invoice","version":1}', "[" * 100_000],
)
def test_damaged_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadablePaper):
        from_json(text)


def test_money_that_is_no_whole_number_is_refused() -> None:
    document = json.loads(to_json(invoice()))
    for wrong in (10.5, "1009", None, True):
        document["paper"]["total"] = wrong
        with pytest.raises(UnreadablePaper):
            from_json(json.dumps(document))


def test_unknown_fields_and_choices_are_refused() -> None:
    document = json.loads(to_json(letter()))
    document["paper"]["surprise"] = 1
    with pytest.raises(UnreadablePaper):
        from_json(json.dumps(document))


def test_a_paper_of_a_newer_program_asks_for_an_update() -> None:
    document = json.loads(to_json(letter()))
    document["version"] = 2
    with pytest.raises(NewerPaper, match="update"):
        from_json(json.dumps(document))
