"""The evidence that a book can be trusted, as a table: ``python tests/reliability/run.py --long``.

Without ``--long`` a short form, as the test command runs it. Ends with 1 if a promise was broken.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.reliability import (  # noqa: E402
    changes,
    clocks,
    cuts,
    damage,
    faults,
    kills,
    openers,
    recorder,
    writing,
)

_RECORDER = "COLLECTDESK_RECORDER"


@dataclass
class Figure:
    """One promise and what was measured. ``broken`` has a sentence for each breach."""

    promise: str
    measured: str
    broken: list[str]
    seconds: float = 0.0


def _killed(folder: Path, long: bool) -> Figure:
    by_worker = kills.kill_often(folder, writing.by_worker, 1500 if long else 12)
    by_commands = kills.kill_often(folder, writing.by_commands, 500 if long else 4, within=0.15)
    both = (by_worker, by_commands)
    return Figure(
        "kill -9 loses no acknowledged record and leaves no half step",
        f"{by_worker.kills} kills of the window's worker, {by_commands.kills} of commands,"
        f" {sum(one.acknowledged for one in both)} records acknowledged,"
        f" {sum(len(one.wrong) for one in both)} lost or half",
        by_worker.wrong + by_commands.wrong,
    )


def _interrupted(folder: Path, long: bool) -> Figure:
    told, wrong = [], []
    wanted = () if long else ("lock", "upgrade", "import")
    for name, result in changes.interrupt_each(folder, 150 if long else 1, wanted).items():
        told.append(f"{name} {result.kills} ({result.done} done, {result.not_done} not)")
        wrong += [f"{name}: {sentence}" for sentence in result.wrong]
    return Figure(
        "kill -9 leaves a change of the whole book done or not done, and the book opens",
        f"{', '.join(told)}, {len(wrong)} lost or half",
        wrong,
    )


def _cut(folder: Path, long: bool) -> Figure:
    result = cuts.cut_often(folder, records=60 if long else 6, each=5 if long else 1)
    return Figure(
        "power cuts at every sync point lose no acknowledged record",
        f"{result.cuts} cuts around {result.syncs} syncs, {len(result.wrong)} lost or half",
        result.wrong,
    )


def _failing(folder: Path, long: bool) -> Figure:
    library = Path(os.environ[_RECORDER])
    result = faults.fail_each(folder, library, 1, 120 if long else 60, 1 if long else 5)
    return Figure(
        "a write that fails costs nothing that was there, and is told as what it is",
        f"{result.failures} n-th writes failed (full disk, failing disk),"
        f" told as {', '.join(sorted(result.told)) or 'nothing'}, {len(result.wrong)} wrong",
        result.wrong,
    )


def _damaged(folder: Path, long: bool) -> Figure:
    result = damage.damage_books(folder, 300 if long else 42)
    return Figure(
        "damage to a book is told by its check, or changes nothing in it",
        f"{result.corruptions} corruptions: {result.told} told, {result.without_effect} without"
        f" effect on any value, {len(result.silent)} silent",
        result.silent,
    )


def _damaged_backup(folder: Path, long: bool) -> Figure:
    result = damage.damage_backups(folder, 300 if long else 42)
    return Figure(
        "a damaged backup is never restored",
        f"{result.corruptions} corruptions: {result.told} refused, {len(result.silent)} restored",
        result.silent,
    )


def _opened_twice(folder: Path, long: bool) -> Figure:
    rounds = 100 if long else 4
    result = openers.open_twice(folder, rounds)
    let_in = rounds - result.refused
    return Figure(
        "a second opener is told, and after a kill nothing has to be clicked away",
        f"{result.refused} of {rounds} second openers refused,"
        f" {result.reopened} of {rounds} opened at once after the kill",
        result.wrong + ["a second opener was let in"] * let_in,
    )


def _years(folder: Path, long: bool) -> Figure:
    result = clocks.ten_years()
    return Figure(
        "ten years with a clock that jumps never cost a newest backup",
        f"{result.backups} backups, {result.jumps} jumps, {result.kept} kept, {result.lost} lost",
        ["a newest backup was thinned away"] * result.lost,
    )


_RECORDED: tuple[Callable[[Path, bool], Figure], ...] = (_cut, _failing)
_ALL: tuple[Callable[[Path, bool], Figure], ...] = (
    _killed, _interrupted, _cut, _failing, _damaged, _damaged_backup, _opened_twice, _years,
)  # fmt: skip


def measure(long: bool) -> Iterator[Figure]:
    """Measure every promise; those that need the recorder only where it could be built."""
    for part in _ALL:
        if part in _RECORDED and _RECORDER not in os.environ:
            continue
        with tempfile.TemporaryDirectory() as folder:
            began = time.monotonic()
            figure = part(Path(folder), long)
            figure.seconds = round(time.monotonic() - began, 1)
        yield figure


def _start_again_with_recorder(folder: Path) -> None:
    """The library must be there before the program is; so begin anew with it."""
    library = recorder.build(folder)
    os.environ[_RECORDER] = "" if library is None else str(library)
    if library is None:
        del os.environ[_RECORDER]
        return
    os.environ["LD_PRELOAD"] = str(library)
    os.execv(sys.executable, [sys.executable, str(Path(__file__).resolve()), *sys.argv[1:]])


def _tell(figure: Figure) -> None:
    """At once: all rounds together take long."""
    print(f"{'BROKEN' if figure.broken else 'kept  '}  {figure.promise}")
    print(f"        {figure.measured} ({figure.seconds} s)", flush=True)
    for sentence in figure.broken[:5]:
        print(f"        ! {sentence}", flush=True)


def main() -> int:
    """Measure and print; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true", help="all rounds; takes half an hour")
    parser.add_argument("--json", action="store_true", help="print JSON")
    args = parser.parse_args()
    os.environ["COLLECTDESK_HOME"] = tempfile.mkdtemp(prefix="collectdesk-reliability-")
    if _RECORDER not in os.environ:
        _start_again_with_recorder(Path(os.environ["COLLECTDESK_HOME"]))
    figures = []
    for figure in measure(args.long):
        figures.append(figure)
        if not args.json:
            _tell(figure)
    if args.json:
        print(json.dumps([asdict(figure) for figure in figures]))
    return 1 if any(figure.broken for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
