"""Kill -9 while a whole book is written anew, brought up to date, restored or filled from a file.

Each of these happens whole or not at all: what the owner had before is there, or what was asked for
is there, and it opens at once.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from collectdesk import bootstrap
from collectdesk.domain.backup import Reason
from collectdesk.domain.errors import KnownError
from collectdesk.store.upgrade import tally
from collectdesk.usecases.backups import BackUp, back_up, restore
from collectdesk.usecases.checking import check_book
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.imports import ImportFile, import_ledger
from collectdesk.usecases.ports import no_progress
from tests.reliability.damage import everything_in
from tests.reliability.writing import CLOCK, make_book, pay

_OLD, _NEW = "the old passphrase", "the new passphrase"
_BOOK = "Changed.collectdesk"
_RESTORED = "Restored.collectdesk"
_RECORDS = 12
_INVOICES = 200
_BEYOND = 1.3  # the last moments of a change are the ones that count
_UPGRADES = Path(__file__).parent.parent / "upgrades"


@dataclass(frozen=True)
class Change:
    """``prepare`` readies the full book that lies there, ``act`` does it, ``look`` judges."""

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], object]
    look: Callable[[Path], list[str]]


@dataclass
class Interrupted:
    """What all rounds of a change came to. ``done`` had happened, ``not_done`` had not."""

    kills: int = 0
    done: int = 0
    not_done: int = 0
    wrong: list[str] = field(default_factory=list)


def interrupt_each(
    folder: Path, kills: int, wanted: Collection[str] = ()
) -> dict[str, Interrupted]:
    """Do each change, or those ``wanted``, and kill it in the midst; by the change's name."""
    full = folder / "full"
    full.mkdir()
    _make_full(full)
    return {
        change.name: _interrupt(folder, full, change, kills)
        for change in CHANGES
        if not wanted or change.name in wanted
    }


def _interrupt(folder: Path, full: Path, change: Change, kills: int, seed: int = 1) -> Interrupted:
    chance = random.Random(seed)
    originals = folder / change.name
    shutil.copytree(full, originals)
    change.prepare(originals)
    took = _run(_copied(originals, folder), change, None)
    result = Interrupted()
    for _ in range(kills):
        place = _copied(originals, folder)
        _run(place, change, chance.uniform(0.1, _BEYOND) * took)
        result.kills += 1
        try:
            found = change.look(place)
        except KnownError as error:
            found = [f"{type(error).__name__}: {error}"]
        result.done += found == ["done"]
        result.not_done += not found
        result.wrong += [word for word in found if word != "done"]
    return result


def _copied(originals: Path, folder: Path) -> Path:
    place = folder / "now"
    if place.exists():
        shutil.rmtree(place)
    return Path(shutil.copytree(originals, place))


def _run(place: Path, change: Change, kill_after: float | None) -> float:
    """Act in a process of its own; returns the seconds that it lived since it began."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.write(write, b"!")
            change.act(place)
            code = 0
        finally:
            os._exit(code)
    os.close(write)
    os.read(read, 1)
    began = time.monotonic()
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(read)
    if kill_after is None and status:
        raise RuntimeError(f"{change.name} failed without being killed")
    return time.monotonic() - began


def _make_full(folder: Path) -> None:
    book = folder / _BOOK
    make_book(book)
    desk = bootstrap.open_desk(book, CLOCK)
    for number in range(1, _RECORDS + 1):
        pay(desk, number)
    desk.close()


def _nothing(folder: Path) -> None:
    """The full book is what the change begins with."""


def _make_locked(folder: Path) -> None:
    bootstrap.protect_book(folder / _BOOK, _OLD)


def _lock(folder: Path) -> str:
    return bootstrap.protect_book(folder / _BOOK, _NEW)


def _lock_anew(folder: Path) -> str:
    return bootstrap.protect_book(folder / _BOOK, _NEW, _OLD)


def _unlock(folder: Path) -> None:
    bootstrap.unprotect_book(folder / _BOOK, _OLD)


def _looked_under(before: str, after: str) -> Callable[[Path], list[str]]:
    """The book opens with one of two passphrases, and everything is in it."""

    def look(folder: Path) -> list[str]:
        book = folder / _BOOK
        try:
            desk, word = bootstrap.open_desk(book, CLOCK, passphrase=after), ["done"]
        except KnownError:
            desk, word = bootstrap.open_desk(book, CLOCK, passphrase=before), []
        wrong = _problems(desk)
        if _records(desk) != _RECORDS:
            wrong.append(f"{_records(desk)} of {_RECORDS} records are left")
        desk.close()
        return wrong or word

    return look


def _make_old(folder: Path) -> None:
    (folder / _BOOK).unlink()
    made = sqlite.connect(str(folder / _BOOK))
    made.executescript((_UPGRADES / "book_v1.sql").read_text(encoding="utf-8"))
    made.execute("PRAGMA journal_mode = WAL")
    counts = {
        name: made.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0]
        for name in ("customer", "invoice", "credit", "allocation", "call")
    }
    made.close()
    (folder / "counts").write_text(repr(counts))


def _open(folder: Path) -> None:
    bootstrap.open_desk(folder / _BOOK, CLOCK).close()


def _looked_old(folder: Path) -> list[str]:
    version = sqlite.connect(str(folder / _BOOK))
    was_old = version.execute("PRAGMA user_version").fetchone()[0] == 1
    version.close()
    desk = bootstrap.open_desk(folder / _BOOK, CLOCK)
    found = desk.ask(lambda work: tally(work.db))
    wrong = _problems(desk)
    desk.close()
    wanted = (folder / "counts").read_text()
    kept = {name: found[name] for name in ("customer", "invoice", "credit", "allocation", "call")}
    if repr(kept) != wanted:
        wrong.append(f"{wanted} became {kept}")
    return wrong or ([] if was_old else ["done"])


def _make_backup(folder: Path) -> None:
    desk = bootstrap.open_desk(folder / _BOOK, CLOCK)
    back_up(desk, BackUp(Reason.BY_HAND, folder, directly=True), no_progress)
    desk.close()


def _restore(folder: Path) -> object:
    return restore(_backup(folder), folder / _RESTORED)


def _backup(folder: Path) -> Path:
    return next(folder.glob("*.collectdesk-backup"))


def _looked_restored(folder: Path) -> list[str]:
    target = folder / _RESTORED
    word: list[str] = []
    if target.exists():
        desk = bootstrap.open_desk(target, CLOCK)
        wrong = _problems(desk) + ["records are missing"] * (_records(desk) != _RECORDS)
        desk.close()
        word = wrong or ["done"]
    else:
        restore(_backup(folder), target)
        if everything_in(target)["credit"] != everything_in(folder / _BOOK)["credit"]:
            return ["what was restored afterwards is not what was backed up"]
    return word


def _make_ledger(folder: Path) -> None:
    rows = "".join(f"K-{n % 20},N-{n},2026-01-0{n % 9 + 1},{n}.25\n" for n in range(1, _INVOICES))
    (folder / "ledger.csv").write_text(f"Customer,Invoice,Date,Amount\n{rows}", encoding="utf-8")


def _import(folder: Path) -> None:
    desk = bootstrap.open_desk(folder / _BOOK, CLOCK)
    import_ledger(desk, ImportFile(folder / "ledger.csv", backups=folder), no_progress)
    desk.close()


def _looked_imported(folder: Path) -> list[str]:
    desk = bootstrap.open_desk(folder / _BOOK, CLOCK)
    came: int = desk.ask(_count, "invoice") - 1
    wrong = _problems(desk)
    desk.close()
    if came not in (0, _INVOICES - 1):
        wrong.append(f"{came} of {_INVOICES - 1} invoices came in")
    return wrong or (["done"] if came else [])


def _problems(desk: Desk) -> list[str]:
    return [
        f"{check.name}: {problem}"
        for check in desk.ask(check_book).checks
        for problem in check.problems
    ]


def _records(desk: Desk) -> int:
    return desk.ask(_count, "credit")


def _count(work: Any, table: str) -> int:
    return int(work.db.execute_sql(f"SELECT COUNT(*) FROM {table}").fetchone()[0])


CHANGES = (
    Change("lock", _nothing, _lock, _looked_under("", _NEW)),
    Change("change of passphrase", _make_locked, _lock_anew, _looked_under(_OLD, _NEW)),
    Change("unlock", _make_locked, _unlock, _looked_under(_OLD, "")),
    Change("upgrade", _make_old, _open, _looked_old),
    Change("restore", _make_backup, _restore, _looked_restored),
    Change("import", _make_ledger, _import, _looked_imported),
)
