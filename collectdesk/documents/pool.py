"""Many documents, each a file of its own: large batches are drawn by several processes.

Helpers are this program started once more; they get stored papers as text and give back the bytes.
One that dies takes nothing with it: what it had in hand is drawn again, paper by paper, and only a
paper that ends its helper a second time is left out.
"""

from __future__ import annotations

import gc
import logging
import os
import traceback
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from queue import SimpleQueue
from threading import Lock
from typing import Final

from collectdesk.base.processes import Helper, HelperDied, serve
from collectdesk.documents.batch import FAULT, render
from collectdesk.documents.envelopes import EnvelopeName, PageName
from collectdesk.domain.errors import KnownError
from collectdesk.domain.papers_json import from_json

WORTH_PROCESSES: Final = 1_500
"""From so many documents on: a helper takes as long to start as a few hundred to be drawn, and on a
busy machine it is no gain sooner."""

DRAW_PAPERS: Final = "--draw-papers"
"""The word on the command line that makes the program a helper."""

_MOST_PROCESSES: Final = 4
_AT_ONCE: Final = 16
_AHEAD: Final = 3
"""Pieces of work for each helper, done and not fetched yet, in hand or waiting: enough to keep it
busy, few enough to stop soon and to stay small."""

_DIED: Final = "it could not be drawn: the process that drew it stopped, twice."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document to draw: ``paper`` is the stored text; ``tagged`` for those who hear it read."""

    key: int
    paper: str
    page: PageName
    envelope: EnvelopeName
    tagged: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """The bytes of a document, or None and why it could not be drawn; ``fault`` is for the log."""

    key: int
    content: bytes | None
    problem: str = ""
    fault: str = ""


def draw_each(wanted: Iterable[Wanted], count: int) -> Generator[Drawn, None, None]:
    """Each document as a PDF, in their order, as soon as it is ready; ``count`` tells how many.

    Closing the iterator stops the work at once.
    """
    helpers = min(_cores(), _MOST_PROCESSES)
    large = helpers > 1 and count >= WORTH_PROCESSES
    for one in _drawn_with_help(wanted, helpers) if large else map(_drawn, wanted):
        if one.fault:
            _log.error("a document could not be drawn\n%s", one.fault)
        yield one


def main() -> int:
    """Be a helper."""
    # What is loaded stays: there is no need to look through it for garbage again and again.
    gc.freeze()
    return serve(_all_drawn)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _drawn(wanted: Wanted) -> Drawn:
    try:
        paper = from_json(wanted.paper)
        content = render(paper, wanted.page, wanted.envelope, tagged=wanted.tagged)
    except KnownError as error:
        return Drawn(wanted.key, None, str(error))
    except Exception:
        return Drawn(wanted.key, None, FAULT, traceback.format_exc())
    return Drawn(wanted.key, content)


def _all_drawn(wanted: Sequence[Wanted]) -> list[Drawn]:
    return [_drawn(one) for one in wanted]


def _drawn_with_help(wanted: Iterable[Wanted], helpers: int) -> Iterator[Drawn]:
    """Pieces are handed out ahead. Until somebody is there to help, this process draws.

    After that it only hands out and fetches: a helper whose answer had to wait for one who draws
    would stand still for a fifth of the time.
    """
    source = _pieces(wanted)
    crew = _Crew(helpers)
    under_way: deque[Future[list[Drawn]]] = deque()
    try:
        while True:
            while len(under_way) < _AHEAD * crew.ready and (piece := next(source, None)):
                under_way.append(crew.hand(piece))
            if under_way:
                yield from under_way.popleft().result()
            elif piece := next(source, None):
                yield from _all_drawn(piece)
            else:
                return
    finally:
        crew.dismiss()


def _pieces(wanted: Iterable[Wanted]) -> Iterator[list[Wanted]]:
    source = iter(wanted)
    while piece := list(islice(source, _AT_ONCE)):
        yield piece


class _Crew:
    """Helpers, each asked by a thread of its own."""

    def __init__(self, size: int) -> None:
        self._threads = ThreadPoolExecutor(size, "drawing")
        self._idle: SimpleQueue[Helper | None] = SimpleQueue()
        self._lock = Lock()
        self._working: set[Helper] = set()
        self._dismissed = False
        self._none_left = False
        self.ready = 0
        """How many have said that they are there."""
        for _ in range(size):
            self._threads.submit(self._bring_one)

    def hand(self, piece: list[Wanted]) -> Future[list[Drawn]]:
        """Have a piece of work done."""
        return self._threads.submit(self._work, piece)

    def dismiss(self) -> None:
        """End all helpers, whatever they are doing."""
        with self._lock:
            self._dismissed = True
            for helper in self._working:
                helper.kill()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _bring_one(self) -> None:
        try:
            helper = self._start()
        except HelperDied:
            if not self._dismissed:
                _log.warning("no process could be started that helps to draw documents")
            return
        self._idle.put(helper)
        with self._lock:
            self.ready += 1

    def _work(self, piece: list[Wanted]) -> list[Drawn]:
        helper = self._idle.get()
        try:
            helper = helper or self._start()
            drawn: list[Drawn] = helper.answer(piece)
        except HelperDied:
            self._forget(helper)
            helper = None
            drawn = [] if self._dismissed else self._one_by_one(piece)
        finally:
            self._idle.put(helper)
        return drawn

    def _one_by_one(self, piece: list[Wanted]) -> list[Drawn]:
        """Drawn again by another helper; where none can be had, here."""
        _log.warning("a process that draws documents died")
        drawn: list[Drawn] = []
        helper: Helper | None = None
        for one in piece:
            try:
                helper = helper or self._start()
            except HelperDied:
                drawn.append(_drawn(one))
                continue
            try:
                drawn += helper.answer([one])
            except HelperDied:
                self._forget(helper)
                helper = None
                drawn.append(Drawn(one.key, None, _DIED))
        self._forget(helper)
        return drawn

    def _start(self) -> Helper:
        """A helper that has answered once. Raises HelperDied where none can be had any more."""
        if self._dismissed or self._none_left:
            raise HelperDied
        helper: Helper | None = None
        try:
            helper = Helper(DRAW_PAPERS)
            with self._lock:
                self._working.add(helper)
            if self._dismissed:
                raise HelperDied
            helper.answer([])
        except HelperDied:
            self._none_left = True
            self._forget(helper)
            raise
        return helper

    def _forget(self, helper: Helper | None) -> None:
        if helper is not None:
            helper.kill()
            with self._lock:
                self._working.discard(helper)
