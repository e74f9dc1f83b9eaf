"""A large batch is drawn by several processes, and nobody can tell from the result."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from collectdesk.base.processes import Helper, HelperDied
from collectdesk.documents import pool
from collectdesk.documents.batch import render
from collectdesk.documents.pool import Wanted, draw_each
from collectdesk.domain.papers_json import from_json, to_json
from tests.documents.samples import statement

if TYPE_CHECKING:
    from tests.conftest import LoggedTrouble

_COUNT = 100


class _Watched(Helper):
    """Tells when it is there, counts what it was asked, is killed at ``poison`` so many times."""

    there = Event()
    asked = 0
    poison, times = 40, 0

    def answer(self, question: Any) -> Any:
        keys = [one.key for one in question]
        if self.poison in keys and _Watched.times:
            _Watched.times -= 1
            self.kill()
        answer = super().answer(question)
        _Watched.asked += len(keys)
        self.there.set()
        return answer


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred documents count as many, on a machine with two cores."""
    monkeypatch.setattr(pool, "WORTH_PROCESSES", _COUNT)
    monkeypatch.setattr(pool, "_cores", lambda: 2)
    monkeypatch.setattr(pool, "Helper", _Watched)
    monkeypatch.setattr(_Watched, "there", Event())
    monkeypatch.setattr(_Watched, "asked", 0)


def _wanted(count: int = _COUNT, damaged: int = -1) -> Iterator[Wanted]:
    for key in range(count):
        paper = to_json(replace(statement(), opening=key))
        yield Wanted(key, paper[:40] if key == damaged else paper, "letter", "us_double")


def _when_help_is_there(wanted: Iterator[Wanted]) -> Iterator[Wanted]:
    assert _Watched.there.wait(20)
    yield from wanted


def test_the_files_are_the_same_and_in_order_whoever_draws_them(large: None) -> None:
    drawn = list(draw_each(_when_help_is_there(_wanted()), _COUNT))
    assert 0 < _Watched.asked < _COUNT
    assert [one.key for one in drawn] == list(range(_COUNT))
    for one, wanted in zip(drawn[::9], list(_wanted())[::9], strict=True):
        assert one.content == render(from_json(wanted.paper), wanted.page, wanted.envelope)


def test_a_bad_document_is_told_and_the_others_are_drawn(large: None) -> None:
    drawn = list(draw_each(_when_help_is_there(_wanted(damaged=30)), _COUNT))
    assert [one.key for one in drawn if one.content is None] == [30]
    assert "damaged" in drawn[30].problem


def test_stopping_takes_no_more_work_and_leaves_no_process_behind(large: None) -> None:
    taken = 0

    def counted() -> Iterator[Wanted]:
        nonlocal taken
        for wanted in _wanted(5_000):
            taken += 1
            yield wanted

    with closing(draw_each(_when_help_is_there(counted()), 5_000)) as drawn:
        next(drawn)
    assert taken < 500


@pytest.mark.parametrize("times", [1, 2])
def test_a_process_that_dies_loses_no_document_but_one_that_kills_it_twice(
    large: None, monkeypatch: pytest.MonkeyPatch, logged_trouble: LoggedTrouble, times: int
) -> None:
    logged_trouble.expect("a process that draws documents died")
    monkeypatch.setattr(_Watched, "times", times)
    drawn = list(draw_each(_when_help_is_there(_wanted()), _COUNT))
    assert [one.key for one in drawn] == list(range(_COUNT))
    lost = [one.key for one in drawn if one.content is None]
    assert lost == ([_Watched.poison] if times == 2 else [])


def test_where_no_process_can_be_started_all_are_drawn_by_this_one(
    large: None, monkeypatch: pytest.MonkeyPatch, logged_trouble: LoggedTrouble
) -> None:
    logged_trouble.expect("no process could be started")

    def refused(*words: str) -> Helper:
        raise HelperDied

    monkeypatch.setattr(pool, "Helper", refused)
    drawn = list(draw_each(_wanted(), _COUNT))
    assert [one.key for one in drawn] == list(range(_COUNT))
    assert all(one.content for one in drawn)
