"""Between window and book: answers in order, failures as sentences, jobs that can be cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from collectdesk.base.clock import FixedClock
from collectdesk.bootstrap import open_desk
from collectdesk.domain.errors import BookMissing, Cancelled, InvalidInput
from collectdesk.domain.words import time_left
from collectdesk.gui.runner import Runner
from collectdesk.gui.session import Session
from collectdesk.gui.text import sentence
from collectdesk.usecases.customers import AddNote, add_note
from collectdesk.usecases.pages import customer_listing
from collectdesk.usecases.work import Work
from tests.gui.conftest import MONDAY, MovingClock, clock_of


@pytest.fixture
def clock() -> FixedClock:
    return clock_of(MONDAY)


@pytest.fixture
def runner(desk_book: Path, clock: FixedClock, qtbot: QtBot, session: Session) -> Iterator[Runner]:
    made = Runner(lambda: open_desk(desk_book, clock))
    with qtbot.waitSignal(made.opened):
        made.open()
    yield made
    made.close()


def first_customer(runner: Runner, qtbot: QtBot) -> int:
    found: list[int] = []
    runner.ask(customer_listing, "all", then=lambda x: found.append(x.rows[0].customer_id))
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_an_answer_that_was_asked_for_again_is_dropped(runner: Runner, qtbot: QtBot) -> None:
    go_on = threading.Event()
    answers: list[str] = []

    def slow(work: Work, word: str) -> str:
        go_on.wait(5)
        return word

    for word in ("h", "ha", "har"):
        runner.ask(slow, word, then=answers.append, key="search")
    runner.ask(slow, "other", then=answers.append)
    go_on.set()
    qtbot.waitUntil(lambda: "other" in answers)
    assert answers == ["har", "other"]


def test_a_forgotten_question_is_not_answered(runner: Runner, qtbot: QtBot) -> None:
    answers: list[str] = []
    runner.ask(lambda work: "late", then=answers.append, key="search")
    runner.forget("search")
    runner.ask(lambda work: "end", then=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["end"]


def test_a_step_tells_what_changed_and_what_undo_would_take_back(
    runner: Runner, qtbot: QtBot
) -> None:
    customer = first_customer(runner, qtbot)
    changed: list[Any] = []
    runner.changed.connect(changed.append)
    with qtbot.waitSignal(runner.said) as said:
        runner.do(add_note, AddNote(customer, "Pays by post"))
    changes = changed[0]
    assert changes.touches("note")
    assert customer in changes.customers
    assert runner.undo_label == said.args[0]
    with qtbot.waitSignal(runner.undo_changed):
        runner.undo()
    assert runner.undo_label is None
    assert runner.redo_label


def test_a_failed_step_goes_to_whoever_asked(runner: Runner, qtbot: QtBot) -> None:
    failures: list[BaseException] = []
    runner.do(add_note, AddNote(first_customer(runner, qtbot), "  "), failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], InvalidInput)
    assert runner.undo_label is None


def test_an_unforeseen_failure_that_nobody_handles_is_handed_on_to_be_told(
    runner: Runner, qtbot: QtBot, logged_trouble: Any
) -> None:
    logged_trouble.expect("a step failed")

    def broken(work: Work) -> None:
        raise ZeroDivisionError("secret detail")

    with qtbot.waitSignal(runner.broke) as told:
        runner.ask(broken, then=lambda _: None)
    assert isinstance(told.args[0], ZeroDivisionError)
    assert "everything before it is safe" in sentence(told.args[0])
    assert "secret" not in sentence(told.args[0])


def test_a_book_that_cannot_be_opened_is_told_once(
    tmp_path: Path, qtbot: QtBot, session: Session
) -> None:
    failures: list[BaseException] = []
    runner = Runner(lambda: open_desk(tmp_path / "none.collectdesk"))
    runner.open(failed=failures.append)
    runner.ask(customer_listing, then=lambda _: None, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    runner.close()
    assert [type(each) for each in failures] == [BookMissing]


def test_a_job_works_beside_the_window_and_its_steps_can_be_undone(
    runner: Runner, qtbot: QtBot
) -> None:
    customer = first_customer(runner, qtbot)

    def write_notes(desk: Any, count: int, progress: Callable[[int, int, str], None]) -> int:
        for done in range(count):
            desk.do(add_note, AddNote(customer, f"Note {done}"))
            progress(done + 1, count, "Writing")
        return len(desk.ask(customer_listing, "all").rows)

    results: list[int] = []
    runner.job(write_notes, 3, then=results.append, title="Writing notes")
    qtbot.waitUntil(lambda: bool(results))
    assert results == [4]
    qtbot.waitUntil(lambda: runner.undo_label is not None)


def test_the_many_steps_of_a_job_are_told_together_and_before_its_result(
    runner: Runner, qtbot: QtBot
) -> None:
    customer = first_customer(runner, qtbot)

    def write_notes(desk: Any, count: int, progress: Callable[[int, int, str], None]) -> int:
        for done in range(count):
            desk.do(add_note, AddNote(customer, f"Note {done}"))
        return count

    told: list[Any] = []
    runner.changed.connect(told.append)
    runner.job(write_notes, 40, then=told.append, title="Writing notes")
    qtbot.waitUntil(lambda: 40 in told)
    *changes, result = told
    assert result == 40
    assert 1 <= len(changes) < 20  # the window asks anew after each: a day's run has hundreds
    assert all(each.customers == {customer} and each.touches("note") for each in changes)


def test_a_long_job_shows_its_count_and_cancel_stops_it(runner: Runner, qtbot: QtBot) -> None:
    go_on = threading.Event()

    def endless(desk: Any, command: None, progress: Callable[[int, int, str], None]) -> None:
        for done in range(1, 10_000):
            progress(done, 10_000, "Drawing")
            go_on.wait(0.002)

    failures: list[BaseException] = []
    job = runner.job(endless, None, failed=failures.append, title="Drawing notices")
    qtbot.waitUntil(lambda: job.window is not None and job.window.isVisible(), timeout=5000)
    window = job.window
    assert window is not None
    qtbot.waitUntil(lambda: "of 10,000" in window.words())
    window.reject()
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Cancelled)
    assert not runner.is_busy


def test_closing_cancels_a_running_job_and_lets_the_file_go(
    desk_book: Path, clock: FixedClock, qtbot: QtBot, session: Session
) -> None:
    runner = Runner(lambda: open_desk(desk_book, clock))
    with qtbot.waitSignal(runner.opened):
        runner.open()
    started = threading.Event()

    def endless(desk: Any, command: None, progress: Callable[[int, int, str], None]) -> None:
        while True:
            progress(0, 1, "")
            started.set()
            desk.ask(customer_listing)

    runner.job(endless, None, failed=lambda _: None)
    assert started.wait(5)
    runner.close()
    open_desk(desk_book, clock).close()


def test_midnight_begins_a_new_day(desk_book: Path, qtbot: QtBot, session: Session) -> None:
    clock = MovingClock(MONDAY)
    runner = Runner(lambda: open_desk(desk_book, clock))
    with qtbot.waitSignal(runner.opened):
        runner.open()
    clock.day = date(2026, 11, 24)
    with qtbot.waitSignal(runner.day_began) as began:
        runner.check_day()
    assert began.args == [date(2026, 11, 24)]
    assert runner.today == date(2026, 11, 24)
    runner.close()


@pytest.mark.parametrize(
    ("done", "total", "spent", "words"),
    [
        (0, 100, 9.0, ""),
        (10, 100, 0.2, ""),
        (10, 100, 3.0, "about 28 seconds left"),
        (10, 1000, 10.0, "about 17 minutes left"),
        (100, 100, 9.0, ""),
    ],
)
def test_the_time_left_is_guessed_kindly(done: int, total: int, spent: float, words: str) -> None:
    assert time_left(done, total, spent) == words


def test_a_job_that_asks_a_closed_book_ends_instead_of_waiting_for_ever(
    desk_book: Path, clock: FixedClock, qtbot: QtBot, session: Session
) -> None:
    runner = Runner(lambda: open_desk(desk_book, clock))
    with qtbot.waitSignal(runner.opened):
        runner.open()
    runner.close()
    failures: list[BaseException] = []

    def late(desk: Any, command: None, progress: Callable[[int, int, str], None]) -> None:
        desk.ask(customer_listing)

    runner.job(late, None, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Cancelled)
