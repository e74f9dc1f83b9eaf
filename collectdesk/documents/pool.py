"""Many documents, each a file of its own: large batches are drawn by several processes.

The processes are started afresh (never forked: the window has threads), get stored papers as text
and give back the bytes. One that dies takes nothing with it: what it had in hand is drawn again,
paper by paper, and only a paper that kills its process a second time is left out.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Final

from collectdesk.documents.batch import FAULT, render
from collectdesk.documents.envelopes import EnvelopeName, PageName
from collectdesk.domain.errors import KnownError
from collectdesk.domain.papers_json import from_json

WORTH_PROCESSES: Final = 600
"""From so many documents on: a process takes as long to start as a few hundred to be drawn."""

_MOST_PROCESSES: Final = 4
_AT_ONCE: Final = 16
_AHEAD: Final = 3
"""Pieces of work that wait for each process: enough to keep it busy, few enough to stop soon."""

_MOST_KEPT: Final = 64
"""Pieces that may wait to be taken in their order; more would fill the memory."""

_DIED: Final = "it could not be drawn: the process that drew it stopped twice. The log tells more."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document to draw: ``paper`` is the stored text."""

    key: int
    paper: str
    page: PageName
    envelope: EnvelopeName


@dataclass(frozen=True, slots=True)
class Drawn:
    """The bytes of a document, or None and why it could not be drawn."""

    key: int
    content: bytes | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Documents that were handed to one process."""

    wanted: list[Wanted]
    drawn: Future[list[Drawn]]
    pool: ProcessPoolExecutor


def draw_each(wanted: Iterable[Wanted], count: int) -> Generator[Drawn, None, None]:
    """Each document as a PDF, in their order, as soon as it is ready; ``count`` tells how many.

    Closing the iterator stops the work at once.
    """
    helpers = min(_cores(), _MOST_PROCESSES) - 1
    if count < WORTH_PROCESSES or not helpers:
        yield from map(_drawn, wanted)
    else:
        yield from _drawn_by_processes(wanted, helpers)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _drawn(wanted: Wanted) -> Drawn:
    try:
        content = render(from_json(wanted.paper), wanted.page, wanted.envelope)
    except KnownError as error:
        return Drawn(wanted.key, None, str(error))
    except Exception:
        _log.exception("a document could not be drawn")
        return Drawn(wanted.key, None, FAULT)
    return Drawn(wanted.key, content)


def _all_drawn(wanted: Sequence[Wanted]) -> list[Drawn]:
    return [_drawn(one) for one in wanted]


def _started(processes: int) -> ProcessPoolExecutor:
    fresh = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=fresh, initializer=_leave_stopping_to_us)


def _leave_stopping_to_us() -> None:
    """Ctrl+C in a terminal reaches every process; the one that waits for us answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _drawn_by_processes(wanted: Iterable[Wanted], helpers: int) -> Iterator[Drawn]:
    """Pieces are handed out ahead; instead of waiting for one, this process draws the next."""
    source = _pieces(wanted)
    pool = _started(helpers)
    under_way: deque[_Piece] = deque()
    try:
        while True:
            while _waiting(under_way) < _AHEAD * helpers and (piece := next(source, None)):
                under_way.append(_Piece(piece, _handed(pool, piece), pool))
            if not under_way:
                return
            spare = not under_way[0].drawn.done() and len(under_way) < _MOST_KEPT
            if spare and (piece := next(source, None)):
                under_way.append(_Piece(piece, _done(_all_drawn(piece)), pool))
                continue
            first = under_way.popleft()
            try:
                yield from first.drawn.result()
            except BrokenProcessPool:
                _log.warning("a process that draws documents died")
                yield from _one_by_one(first.wanted)
                if first.pool is pool:
                    pool.shutdown(wait=False, cancel_futures=True)
                    pool = _started(helpers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pieces(wanted: Iterable[Wanted]) -> Iterator[list[Wanted]]:
    source = iter(wanted)
    while piece := list(islice(source, _AT_ONCE)):
        yield piece


def _waiting(under_way: Iterable[_Piece]) -> int:
    return sum(not piece.drawn.done() for piece in under_way)


def _done(result: list[Drawn]) -> Future[list[Drawn]]:
    future: Future[list[Drawn]] = Future()
    future.set_result(result)
    return future


def _handed(pool: ProcessPoolExecutor, piece: list[Wanted]) -> Future[list[Drawn]]:
    """A pool that broke meanwhile refuses work; that is told where its results are taken."""
    try:
        return pool.submit(_all_drawn, piece)
    except BrokenProcessPool as broken:
        refused: Future[list[Drawn]] = Future()
        refused.set_exception(broken)
        return refused


def _one_by_one(piece: Iterable[Wanted]) -> Iterator[Drawn]:
    """Drawn by a process apart, which may die without harm to the rest."""
    pool = _started(1)
    try:
        for wanted in piece:
            try:
                yield pool.submit(_drawn, wanted).result()
            except BrokenProcessPool:
                _log.error("a process died twice over the same document")
                yield Drawn(wanted.key, None, _DIED)
                pool.shutdown(wait=False)
                pool = _started(1)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
