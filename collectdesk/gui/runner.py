"""From the window to the book and back: steps, questions and long jobs.

The window never waits. ``do`` and ``ask`` return at once; results arrive on the main thread. After
a step, one signal carries what changed, and whoever shows that asks again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from collectdesk.domain.changes import Changes, Outcome
from collectdesk.domain.errors import Cancelled, CannotRedo, CannotUndo, KnownError, StepStays
from collectdesk.gui.text import sentence
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.worker import Task, Worker

if TYPE_CHECKING:
    from collectdesk.gui.jobs import Job, JobFunction

Then = Callable[[Any], object]
Failed = Callable[[BaseException], object]
_DAY_CHECK_MS = 30_000
_LAY_OUT_AFTER_MS = 200
_JOBS_TOLD_EVERY_MS = 500
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What the window knows of the open book at all times."""

    path: Path
    today: date
    currency: str
    is_writable: bool = True
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class _Labels:
    undo: str | None
    redo: str | None


class Runner(QObject):
    """Runs steps, questions and jobs on one open book."""

    opened = Signal(object)  # BookFacts
    changed = Signal(object)  # Changes
    said = Signal(str, bool)  # what was just done, and whether it can be undone
    troubled = Signal(str)  # the sentence of a failure that nobody else shows
    broke = Signal(object)  # an error that nobody foresaw
    undo_changed = Signal()
    day_began = Signal(object)  # date
    _arrived = Signal(object)

    def __init__(self, opener: Callable[[], Desk], begun: Worker | None = None) -> None:
        """``begun`` opens the book already, as ``opener`` would."""
        super().__init__()
        self._arrived.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)
        self._worker = begun or Worker(opener)
        self._facts = BookFacts(Path(), date.min, "USD")
        self._labels = _Labels(None, None)
        self._tickets = count()
        self._latest: dict[str, int] = {}
        self._jobs: list[Job] = []
        self._changed_by_jobs: Changes | None = None
        self._tell_jobs = QTimer(self, interval=_JOBS_TOLD_EVERY_MS, singleShot=True)
        self._tell_jobs.timeout.connect(self._tell_changed_by_jobs)
        self._day_timer = QTimer(self, interval=_DAY_CHECK_MS)
        self._day_timer.timeout.connect(self.check_day)

    @property
    def today(self) -> date:
        """The book's day; ``day_began`` tells when it changes."""
        return self._facts.today

    @property
    def currency(self) -> str:
        """The book's currency (its ISO code)."""
        return self._facts.currency

    @property
    def path(self) -> Path:
        """Where the book lies."""
        return self._facts.path

    @property
    def is_writable(self) -> bool:
        """Whether the book is open for work, not only to look."""
        return self._facts.is_writable

    @property
    def is_locked(self) -> bool:
        """Whether the book has a passphrase."""
        return self._facts.is_locked

    @property
    def undo_label(self) -> str | None:
        """What Undo would take back."""
        return self._labels.undo

    @property
    def redo_label(self) -> str | None:
        """What Redo would do again."""
        return self._labels.redo

    def open(self, failed: Failed | None = None) -> None:
        """Open the book; ``opened`` tells when it is ready, questions may be asked before."""
        self._worker.open(_facts_of, self._take_facts, failed or self.trouble, self._post)

    def do(
        self,
        usecase: Callable[..., Any],
        command: Any,
        then: Then | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run one step. ``then`` gets its Outcome, ``failed`` the error that rolled it back."""
        self._step(lambda desk: desk.do(usecase, command), then, failed)

    def undo(self, then: Then | None = None, failed: Failed | None = None) -> None:
        """Take the latest step back."""
        self._step(lambda desk: desk.undo(), then, failed, "Undone: ")

    def redo(self, then: Then | None = None, failed: Failed | None = None) -> None:
        """Do again what was taken back."""
        self._step(lambda desk: desk.redo(), then, failed, "Done again: ")

    def ask(
        self,
        query: Callable[..., Any],
        *args: Any,
        then: Then,
        failed: Failed | None = None,
        key: str = "",
        **kwargs: Any,
    ) -> None:
        """Ask the book. With a ``key``, an earlier question of that key is no longer answered."""
        wanted = self._ticket(key)

        def deliver(result: Any) -> None:
            if wanted():
                then(result)

        def fail(error: BaseException) -> None:
            if wanted():
                (failed or self.trouble)(error)

        self._worker.put(Task(lambda desk: desk.ask(query, *args, **kwargs), deliver, fail, wanted))

    def forget(self, key: str) -> None:
        """Drop the answer to the latest question of ``key``."""
        self._ticket(key)

    def job(
        self,
        function: JobFunction,
        command: Any,
        then: Then | None = None,
        title: str = "",
        failed: Failed | None = None,
        parent: QWidget | None = None,
    ) -> Job:
        """Run a long job on a thread of its own; a window tells its progress after half a second.

        ``then`` gets the job's result. The book stays free for other steps between the job's own.
        A job may do hundreds: ``changed`` tells of them together, at times and before ``then``.
        """
        from collectdesk.gui.jobs import DeskFromAfar, Job

        desk = DeskFromAfar(self._worker.call, self._job_step_done, self._facts.today)
        job = Job(partial(function, desk, command), title, window_parent=parent, parent=self)
        self._jobs.append(job)

        def finish(result: Any) -> None:
            self._jobs.remove(job)
            self._tell_changed_by_jobs()
            if then is not None:
                then(result)

        def fail(error: BaseException) -> None:
            self._jobs.remove(job)
            self._tell_changed_by_jobs()
            (failed or self.trouble)(error)

        job.succeeded.connect(finish)
        job.failed.connect(fail)
        job.start()
        return job

    def end_jobs(self) -> None:
        """Cancel running jobs; returns when they have stopped."""
        self._day_timer.stop()
        self._tell_jobs.stop()
        for job in tuple(self._jobs):
            job.cancel()
        for job in tuple(self._jobs):
            job.wait()

    def wait_for(self, work: Callable[[Desk], Any], otherwise: Any) -> Any:
        """Do something with the book and wait for it, as the last thing before it is closed.

        Returns ``otherwise`` where the book is not open.
        """
        try:
            return self._worker.call(work)
        except Cancelled:
            return otherwise

    def close(self) -> None:
        """Cancel running jobs and close the book; returns when that is done."""
        self.end_jobs()
        self._worker.finish()

    @property
    def is_busy(self) -> bool:
        """Whether a long job is running."""
        return bool(self._jobs)

    def _step(
        self,
        work: Callable[[Desk], Outcome[Any]],
        then: Then | None,
        failed: Failed | None,
        prefix: str = "",
    ) -> None:
        def done(answer: tuple[Outcome[Any], _Labels]) -> None:
            outcome, labels = answer
            self._take_labels(labels)
            if then is not None:
                then(outcome)
            self.changed.emit(outcome.changes)
            label = outcome.undo_label or outcome.stays_label
            if label:
                self.said.emit(prefix + label, not prefix and outcome.undo_label is not None)

        def step(desk: Desk) -> tuple[Outcome[Any], _Labels]:
            return work(desk), _labels_of(desk)

        def refused(error: BaseException) -> None:
            if isinstance(error, CannotRedo | CannotUndo | StepStays):  # another step is next now
                self._worker.put(Task(_labels_of, self._take_labels, self.trouble, _always))
            (failed or self.trouble)(error)

        self._worker.put(Task(step, done, refused, _always))

    def _job_step_done(self, desk: Desk, outcome: Outcome[Any]) -> None:
        labels = _labels_of(desk)

        def tell() -> None:
            self._take_labels(labels)
            before = self._changed_by_jobs or Changes()
            self._changed_by_jobs = before.together_with(outcome.changes)
            if not self._tell_jobs.isActive():
                self._tell_jobs.start()

        self._post(tell)

    def _tell_changed_by_jobs(self) -> None:
        self._tell_jobs.stop()
        changes, self._changed_by_jobs = self._changed_by_jobs, None
        if changes is not None:
            self.changed.emit(changes)

    def _ticket(self, key: str) -> Callable[[], bool]:
        if not key:
            return _always
        ticket = next(self._tickets)
        self._latest[key] = ticket
        return lambda: self._latest[key] == ticket

    def _post(self, call: Callable[[], object]) -> None:
        try:
            self._arrived.emit(call)
        except RuntimeError:
            _log.debug("an answer came after the window was closed")

    def _take_facts(self, facts: BookFacts) -> None:
        self._facts = facts
        self._day_timer.start()
        self.opened.emit(facts)
        # What the window asks first is answered and painted before this.
        QTimer.singleShot(_LAY_OUT_AFTER_MS, self, self._lay_out_day)

    def _lay_out_day(self) -> None:
        self._worker.put(Task(_lay_out_day, self._take_changes, self.trouble, _always))

    def _take_changes(self, changes: Changes) -> None:
        if changes.kinds:
            self.changed.emit(changes)

    def _take_labels(self, labels: _Labels) -> None:
        if labels != self._labels:
            self._labels = labels
            self.undo_changed.emit()

    def check_day(self) -> None:
        """Begin a new day if the clock has passed midnight; done by itself every half minute."""
        begin = _begin_day(self._facts.today)
        self._worker.put(Task(begin, self._take_day, self.trouble, _always))

    def _take_day(self, begun: tuple[date, Changes] | None) -> None:
        if begun is None:
            return
        today, changes = begun
        self._facts = replace(self._facts, today=today)
        self.day_began.emit(today)
        self.changed.emit(changes)

    def trouble(self, error: BaseException) -> None:
        """Tell of a failure that nobody else shows."""
        if isinstance(error, Cancelled):
            self.said.emit(str(error), False)
            return
        if isinstance(error, KnownError):
            self.troubled.emit(sentence(error))
            return
        _log.error("a step failed", exc_info=error)
        self.broke.emit(error)


def _always() -> bool:
    return True


def _labels_of(desk: Desk) -> _Labels:
    return _Labels(desk.undo_label, desk.redo_label)


def _facts_of(desk: Desk) -> BookFacts:
    return BookFacts(desk.path, desk.today, desk.ask(_currency), desk.is_writable, desk.is_locked)


def _currency(work: Any) -> str:
    return str(work.currency)


def _lay_out_day(desk: Desk) -> Changes:
    return desk.lay_out_day().changes


def _begin_day(shown: date) -> Callable[[Desk], tuple[date, Changes] | None]:
    def begin(desk: Desk) -> tuple[date, Changes] | None:
        today = desk.today
        if today == shown:
            return None
        if not desk.is_writable:
            return today, Changes(frozenset({"day"}))
        return today, desk.start_day().changes

    return begin
