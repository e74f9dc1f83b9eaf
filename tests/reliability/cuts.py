"""Power cuts at every sync point of a recorded session. Run by run.py under the recorder."""

from __future__ import annotations

import os
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from collectdesk import bootstrap
from tests.reliability.recorder import Disk, read_log
from tests.reliability.writing import CLOCK, make_book, pay, problems_after

_SUFFIXES = {"m": "", "w": "-wal", "j": "-journal"}


@dataclass
class Cut:
    """What all cuts together came to."""

    syncs: int = 0
    cuts: int = 0
    wrong: list[str] = field(default_factory=list)


def record_session(book: Path, log: Path, records: int, checkpoint_pages: int) -> None:
    """Write records in a process of its own, whose every write is written down."""
    child = os.fork()
    if child == 0:
        _write_recorded(book, log, records, checkpoint_pages)
    _, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError("the recorded session failed")


def _write_recorded(book: Path, log: Path, records: int, checkpoint_pages: int) -> None:
    code = 1
    try:
        os.environ["RECORDED_BOOK"], os.environ["RECORDED_TO"] = str(book), str(log)
        acks = os.open(f"{book}.acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        desk = bootstrap.open_desk(book, CLOCK)
        desk.ask(lambda work: work.db.execute_sql(f"PRAGMA wal_autocheckpoint={checkpoint_pages}"))
        for number in range(1, records + 1):
            pay(desk, number)
            os.write(acks, b"%d\n" % number)
        desk.close()
        code = 0
    finally:
        os._exit(code)


def cut_often(folder: Path, records: int, each: int, pages: int = 40, seed: int = 1) -> Cut:
    """Record a session, then cut the power ``each`` times at every sync and every record."""
    chance = random.Random(seed)
    book, log = folder / "Cut.collectdesk", folder / "log"
    make_book(book)
    disk = Disk({"m": bytearray(book.read_bytes())})
    record_session(book, log, records, pages)
    result = Cut()
    for event in read_log(log):
        disk.take(event)
        if event.what == "S" or event.file == "a":
            result.syncs += event.what == "S"
            _cut_here(folder / "after", disk, each, chance, result)
        elif chance.random() < 0.3:
            _cut_here(folder / "after", disk, 1, chance, result)
    return result


def _cut_here(folder: Path, disk: Disk, each: int, chance: random.Random, result: Cut) -> None:
    for _ in range(each):
        folder.mkdir()
        book = folder / "Cut.collectdesk"
        for name, content in disk.cut(chance).items():
            if name == "m" or content:
                book.with_name(book.name + _SUFFIXES[name]).write_bytes(content)
        try:
            _, wrong = problems_after(book, disk.acknowledged)
        except Exception as error:
            wrong = [f"{type(error).__name__}: {error}"]
        result.cuts += 1
        result.wrong += wrong
        shutil.rmtree(folder)
