"""The one thread that owns the open book: all that reads or changes it passes through here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from collectdesk.domain.errors import Cancelled
from collectdesk.usecases.desk import Desk

Work = Callable[[Desk], Any]
Done = Callable[[Any], object]
Failed = Callable[[BaseException], object]
Post = Callable[[Callable[[], object]], None]


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do with the desk; ``done`` and ``failed`` are called on the main thread."""

    run: Work
    done: Done
    failed: Failed
    still_wanted: Callable[[], bool]


class Call:
    """Something that a job's thread waits for."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.future: Future[Any] = Future()

    def give_up(self) -> None:
        """The book is closed and will not answer."""
        self.future.set_exception(Cancelled("The book was closed; nothing more was done."))

    def answer(self, desk: Desk) -> None:
        try:
            self.future.set_result(self._work(desk))
        except BaseException as error:
            self.future.set_exception(error)


class Worker(threading.Thread):
    """Opens the desk, works off tasks in their order, closes the desk.

    Started at once it opens the book ahead of whoever will ask; ``open`` starts it otherwise.
    """

    def __init__(self, opener: Callable[[], Desk]) -> None:
        super().__init__(name="book", daemon=True)
        self._opener = opener
        self._post: Post = _drop
        self._tasks: SimpleQueue[Task | Call | None] = SimpleQueue()
        self._gate = threading.Lock()
        self._is_closed = False
        self._first: SimpleQueue[Task | None] = SimpleQueue()

    def open(self, describe: Work, done: Done, failed: Failed, post: Post) -> None:
        """Open the book; ``done`` gets what ``describe`` says of it.

        ``post`` runs a function on the main thread and may be called from any thread.
        """
        self._post = post
        self._first.put(Task(describe, done, failed, lambda: True))
        if self.ident is None:
            self.start()

    def put(self, task: Task) -> None:
        """Work off ``task`` after those before it."""
        self._put(task)

    def call(self, work: Work) -> Any:
        """Run ``work`` on the book's thread and wait for its result; not from the main thread.

        Raises Cancelled once the book is closed.
        """
        call = Call(work)
        if not self._put(call):
            call.give_up()
        return call.future.result()

    def finish(self) -> None:
        """Close the book after the tasks that are waiting, and wait for that."""
        with self._gate:
            self._is_closed = True
            self._tasks.put(None)
        self._first.put(None)
        if self.is_alive():
            self.join()

    def _put(self, task: Task | Call) -> bool:
        """Add a task, unless the book is closed: then nobody would ever do it."""
        with self._gate:
            if not self._is_closed:
                self._tasks.put(task)
            return not self._is_closed

    def run(self) -> None:
        try:
            self._serve()
        finally:
            self._turn_away()

    def _serve(self) -> None:
        try:
            desk = self._opener()
        except BaseException as error:
            self._give_up(error)
            return
        try:
            first = self._first.get()
            if first is not None:
                self._work_off(first, desk)
            self._work(desk)
        finally:
            desk.close()

    def _work(self, desk: Desk) -> None:
        while (task := self._tasks.get()) is not None:
            if isinstance(task, Call):
                task.answer(desk)
            elif task.still_wanted():
                self._work_off(task, desk)

    def _work_off(self, task: Task, desk: Desk) -> None:
        try:
            result = task.run(desk)
        except BaseException as error:
            failure = error
            self._post(lambda: task.failed(failure))
        else:
            self._post(lambda: task.done(result))

    def _turn_away(self) -> None:
        """Whoever still waits learns that the book is closed."""
        with self._gate:
            self._is_closed = True
        while not self._tasks.empty():
            task = self._tasks.get()
            if isinstance(task, Call):
                task.give_up()

    def _give_up(self, error: BaseException) -> None:
        """The book could not be opened: say so once; questions that wait are dropped."""
        first = self._first.get()
        if first is not None:
            self._post(lambda: first.failed(error))


def _drop(_: Callable[[], object]) -> None:
    """Nobody asked yet, so that nobody is answered."""
