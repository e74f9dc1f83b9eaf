"""The desk: the one way in which anything reads or changes a book."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from collectdesk.base.clock import Clock
from collectdesk.domain.changes import Changes, Outcome
from collectdesk.domain.errors import (
    CannotRedo,
    CannotUndo,
    KnownError,
    NothingToUndo,
    StepStays,
)
from collectdesk.store import recording, steps
from collectdesk.store.book import Book
from collectdesk.store.engine import BookDatabase
from collectdesk.usecases import derived
from collectdesk.usecases.command_json import command_as_json
from collectdesk.usecases.work import Work

Command = TypeVar("Command")
Result = TypeVar("Result")
Asked = ParamSpec("Asked")

_log = logging.getLogger(__name__)


class Desk:
    """An open book and its steps. Used by the one thread that opened it.

    The work list and the search follow a step after it is kept, before the next question.
    """

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock
        self._lists_follow = True
        self._day_waits = False
        self._ahead: dict[tuple[object, ...], Any] = {}
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        if book.is_writable:
            recording.start_recording(book.db)

    @property
    def is_writable(self) -> bool:
        """Whether the book was opened for work, not only to look."""
        return self._book.is_writable

    @property
    def is_locked(self) -> bool:
        """Whether the book is encrypted under a passphrase."""
        return bool(self._book.db.key)

    @property
    def path(self) -> Path:
        """Where the book lies."""
        return self._book.path

    @property
    def today(self) -> date:
        """The local day."""
        return self._clock.today()

    @property
    def now(self) -> datetime:
        """The local time."""
        return self._clock.now()

    @property
    def undo_label(self) -> str | None:
        """What Undo would take back."""
        last = self._done[-1] if self._done else None
        return last.label if last and not last.stays else None

    @property
    def redo_label(self) -> str | None:
        """What Redo would do again."""
        return self._undone[-1].label if self._undone else None

    def do(self, usecase: Callable[[Work, Command], Result], command: Command) -> Outcome[Result]:
        """Run one use case in one transaction: it happens whole, is recorded, or did not happen."""
        with self._book.transaction() as db:
            work = self._begun(db)
            result = usecase(work, command)
            changed = recording.take(work.db)
            if not changed:
                return Outcome(result, Changes(), None)
            step_id = self._record(work, usecase.__name__, changed, command_as_json(command))
        self._lists_follow = False
        self._remember(work, step_id)
        if work.stays:
            return Outcome(result, _touched(changed), None, work.label)
        return Outcome(result, _touched(changed), work.label or None)

    def ask(
        self,
        query: Callable[Concatenate[Work, Asked], Result],
        *args: Asked.args,
        **kwargs: Asked.kwargs,
    ) -> Result:
        """Read from one consistent view of the book."""
        if self._ahead and not kwargs and (query, *args) in self._ahead:
            result: Result = self._ahead.pop((query, *args))
            return result
        self.follow()
        with self._book.reading() as db:
            work = Work(db, self._clock.now())
            if not self._lists_follow:
                derived.follow(work, new_day=not self._day_waits)
            return query(work, *args, **kwargs)

    def answer_ahead(self, query: Callable[..., Result], *args: object) -> Result:
        """Answer what will soon be asked; the answer is given once, unless a step comes between."""
        result: Result = self.ask(query, *args)
        self._ahead[query, *args] = result
        return result

    def follow(self) -> None:
        """Bring the work list and the search in line with the steps made since.

        On a full or failing disk they stay behind, and each question works them out for itself.
        """
        if self._lists_follow:
            return
        try:
            with self._book.working_out() as db:
                derived.follow(Work(db, self._clock.now()), new_day=not self._day_waits)
            self._lists_follow = True
        except KnownError as error:
            _log.info("the lists could not be kept", exc_info=error)

    def undo(self) -> Outcome[str]:
        """Take the latest step back; every row is as it was before it, and where that was on an
        earlier day, promises and plans are judged for today.

        A step that issued or kept something stays: StepStays tells so, and what the next Undo
        would take back, so that nobody reaches behind it without knowing. CannotUndo tells the same
        of a step that later work or a new day stands on.
        """
        if not self._done:
            raise NothingToUndo("undo")
        if self._done[-1].stays:
            raise StepStays(self._done.pop().stays, self.undo_label)
        step = self._done[-1]
        try:
            outcome, step_id = self._take_back(step)
        except CannotUndo:
            self._done.pop()
            raise CannotUndo(step.label, self.undo_label) from None
        self._done.pop()
        self._undone.append(_Step(step_id, outcome.result, self.today))
        return outcome

    def redo(self) -> Outcome[str]:
        """Do again what Undo took back.

        CannotRedo tells of a step that no longer fits, and what the next Redo would do again.
        """
        if not self._undone:
            raise NothingToUndo("redo")
        step = self._undone[-1]
        try:
            outcome, step_id = self._take_back(step)
        except CannotUndo:
            self._undone.pop()
            raise CannotRedo(step.label, self.redo_label) from None
        self._undone.pop()
        self._done.append(_Step(step_id, outcome.result, self.today))
        return outcome

    def start_day(self, *, soon: bool = False) -> Outcome[int]:
        """Judge promises and plans whose days have passed and lay out the day's list.

        With ``soon``, what takes long on a new day, or was done before on the same, is left for
        ``lay_out_day``.
        """
        if soon:
            with self._book.reading() as db:
                work = Work(db, self._clock.now())
                self._day_waits = derived.is_laid_out(work) or derived.is_much_to_lay_out(work)
                self._lists_follow = derived.follow_all(work)
            if self._day_waits:
                return Outcome(0, Changes(), None)
        outcome, _ = self._judge()
        self._lists_follow = False
        self.follow()
        return Outcome(outcome, Changes(frozenset({"day"})), None)

    def lay_out_day(self) -> Outcome[bool]:
        """Do what ``start_day`` left; tells whether that changed anything."""
        waited, self._day_waits = self._day_waits, False
        if not waited:
            return Outcome(False, Changes(), None)
        with self._book.reading() as db:
            is_new = not derived.is_laid_out(Work(db, self._clock.now()))
        _, judged = self._judge()
        self._ahead.clear()
        self._lists_follow = self._lists_follow and not is_new
        self.follow()
        kinds = frozenset({"day"}) if is_new or judged else frozenset()
        return Outcome(bool(kinds), Changes(kinds), None)

    def _judge(self) -> tuple[int, bool]:
        """How many promises were broken, and whether any promise or plan changed."""
        from collectdesk.usecases import plan_judging, promises

        broken = self.do(promises.judge_promises, promises.JudgePromises())
        plans = self.do(plan_judging.judge_all_plans, plan_judging.JudgePlans())
        return broken.result, bool(broken.changes.kinds or plans.changes.kinds)

    def close(self) -> None:
        """Let go of the book."""
        try:
            self.follow()
        finally:
            self._book.close()

    def _begun(self, db: BookDatabase) -> Work:
        self._ahead.clear()
        recording.forget(db)
        return Work(db, self._clock.now())

    def _record(
        self, work: Work, what: str, changed: recording.NetChanges, command: str,
        undoes: int | None = None,
    ) -> int:  # fmt: skip
        return steps.write_step(
            work.db,
            at=work.stamp,
            who=work.who,
            what=what,
            label=work.label,
            command=command,
            changes=changed,
            undoes=undoes,
        )

    def _remember(self, work: Work, step_id: int) -> None:
        if not work.label:
            return
        self._undone.clear()
        self._done.append(_Step(step_id, work.label, work.today, work.stays))

    def _take_back(self, step: _Step) -> tuple[Outcome[str], int]:
        with self._book.transaction() as db:
            work = self._begun(db)
            work.label = step.label
            steps.put_back(work.db, steps.step_backwards(work.db, step.id), step.label)
            if step.on != work.today:
                _judge_anew(work)  # rows of an earlier day do not know what ended since
            changed = recording.take(work.db)
            taken = self._record(work, "take_back", changed, "{}", undoes=step.id)
        self._lists_follow = False
        return Outcome(step.label, _touched(changed), step.label), taken


class _Step(NamedTuple):
    """A step of this opening, done or taken back on a day. ``stays`` says why it is not taken back,
    and what to do instead."""

    id: int
    label: str
    on: date
    stays: str = ""


def _judge_anew(work: Work) -> None:
    from collectdesk.usecases import plan_judging, promises

    promises.judge_promises(work, promises.JudgePromises())
    plan_judging.judge_plans(work)


def _touched(changed: recording.NetChanges) -> Changes:
    return Changes(frozenset(changed.tables), frozenset(changed.customers))
