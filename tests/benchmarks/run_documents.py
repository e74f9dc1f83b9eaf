"""How fast documents are made, beside other ways to make the same page, in one run.

    python tests/benchmarks/run_documents.py

Each way runs in fresh processes, in interleaved rounds; medians count. Peers that are not installed
are passed over. Only ratios within one run mean anything: machines are shared.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from collectdesk.domain.papers import StatementPaper
from collectdesk.domain.papers_json import to_json
from tests.benchmarks import whole_batch
from tests.benchmarks.statement_pages import statements

_ROUNDS = 3
_OURS = "CollectDesk"
_HELPED = "CollectDesk with helpers"
_BATCH = 5_000
_MERGED_PAGES = {"CollectDesk": 1_000, "hand-placed canvas": 300, "Platypus": 150, "typst": 1_000,
                 "WeasyPrint": 30}  # fmt: skip
_SINGLE_FILES = {"CollectDesk": 300, "hand-placed canvas": 100, "Platypus": 60, "typst": 60,
                 "WeasyPrint": 10}  # fmt: skip
_NEEDS = {"typst": ("typst",), "WeasyPrint": ("weasyprint", "jinja2")}
_REACH = {
    ("merged", "WeasyPrint"): 200, ("merged", "typst"): 10, ("merged", "hand-placed canvas"): 4,
    ("single", "WeasyPrint"): 100, ("single", "hand-placed canvas"): 4,
}  # fmt: skip

Make = Callable[[Iterable[StatementPaper]], bytes]


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: documents a second, megabytes of memory more than before, bytes of one file."""

    rate: float
    grown: float
    size: int


def _ours(papers: Iterable[StatementPaper]) -> bytes:
    from tests.documents.merging import render_merged

    result = render_merged(papers, "Statements", page="a4", envelope="plain")
    assert result.content is not None
    assert result.pages == result.drawn
    return result.content


def _our_single(papers: Iterable[StatementPaper]) -> bytes:
    from collectdesk.documents.batch import render

    return render(next(iter(papers)), "a4", "plain")


def _our_tagged(papers: Iterable[StatementPaper]) -> bytes:
    from collectdesk.documents.batch import render

    return render(next(iter(papers)), "a4", "plain", tagged=True)


def _ways() -> dict[str, tuple[Make, Make]]:
    """For each way: many pages in one file, and one page in a file of its own."""
    from tests.benchmarks import peers_reportlab, peers_typeset

    peers_reportlab.register_fonts()
    return {
        _OURS: (_ours, _our_single),
        "hand-placed canvas": (peers_reportlab.hand_placed,) * 2,
        "Platypus": (peers_reportlab.platypus,) * 2,
        "typst": (peers_typeset.typst,) * 2,
        "WeasyPrint": (peers_typeset.weasyprint,) * 2,
    }


def _batch(helped: bool) -> float:
    """Files a second of a large batch, by this process alone or with its helpers."""
    from collectdesk.documents import pool

    wanted = [
        pool.Wanted(number, to_json(paper), "a4", "plain")
        for number, paper in enumerate(statements(_BATCH))
    ]
    begun = time.perf_counter()
    drawn = list(pool.draw_each(wanted, _BATCH if helped else 0))
    assert all(one.content for one in drawn)
    return _BATCH / (time.perf_counter() - begun)


def _measure(way: str, mode: str) -> Measured:
    """In this process: imports and fonts first, then the documents."""
    if mode == "batch":
        return Measured(_batch(way == _HELPED), 0, 0)
    merged, single = _ways()[way]
    single = _our_tagged if mode == "tagged" else single
    size = len(single(statements(1)))
    count = (_MERGED_PAGES if mode == "merged" else _SINGLE_FILES)[way]
    papers = list(statements(count))
    gc.collect()
    before = _peak()
    begun = time.perf_counter()
    if mode == "merged":
        merged(papers)
    else:
        for paper in papers:
            single([paper])
    taken = time.perf_counter() - begun
    return Measured(count / taken, (_peak() - before) / 1024, size)


def _peak() -> float:
    """The largest memory of this process so far, in KiB (macOS counts bytes)."""
    unit = 1024 if sys.platform == "darwin" else 1
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _apart(way: str, mode: str) -> Measured:
    """The same in a process of its own."""
    command = [sys.executable, __file__, way, mode]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    told: dict[str, Any] = json.loads(found.splitlines()[-1])
    return Measured(told["rate"], told["grown"], told["size"])


def _installed(way: str) -> bool:
    return all(importlib.util.find_spec(name) for name in _NEEDS.get(way, ()))


def _compare() -> None:
    ways = [way for way in _MERGED_PAGES if _installed(way)]
    for way in _MERGED_PAGES:
        if way not in ways:
            print(f"{way} is not installed and is passed over.")
    for mode in ("merged", "single"):
        runs: dict[str, list[Measured]] = {way: [] for way in ways}
        for _ in range(_ROUNDS):
            for way in ways:
                runs[way].append(_apart(way, mode))
        _tell(mode, runs)
    _tell_tags()
    _tell_whole_batches()
    rates = [[_apart(way, "batch").rate for way in (_OURS, _HELPED)] for _ in range(_ROUNDS)]
    alone, helped = map(statistics.median, zip(*rates, strict=True))
    print(f"\n{_BATCH:,} files of a batch from stored papers, {os.cpu_count()} cores")
    print(
        f"one process {alone:.1f} a second, with helpers {helped:.1f}, ratio {helped / alone:.2f}"
    )


def _tell_tags() -> None:
    """What it costs that a file can be read aloud."""
    runs = [[_apart(_OURS, mode) for mode in ("single", "tagged")] for _ in range(_ROUNDS)]
    plain, tagged = (
        statistics.median(run.rate for run in each) for each in zip(*runs, strict=True)
    )
    sizes = (run.size / 1024 for run in runs[0])
    print("\nfiles a second and KB a file, without and with structure for reading aloud")
    print(
        f"{plain:.1f} and {tagged:.1f}, ratio {tagged / plain:.2f};", *(f"{kb:.1f}" for kb in sizes)
    )


def _tell_whole_batches() -> None:
    """How the memory grows with the number of statements, from the book to the files."""
    script = Path(whole_batch.__file__)
    print("\nstatements from a book, a file each and one merged: MB before, and at most")
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "Big.collectdesk"
        # Not in this process: a child's largest memory begins with that of its parent.
        subprocess.run([sys.executable, str(script), "make", str(book)], check=True)
        for count in whole_batch.SIZES:
            command = [sys.executable, str(script), str(count), str(book)]
            found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            files, before, most = found.split()
            print(f"{int(files):>6,}{before:>8}{most:>8}")


def _tell(mode: str, runs: dict[str, list[Measured]]) -> None:
    rates = {way: statistics.median(run.rate for run in listed) for way, listed in runs.items()}
    what = "pages a second in one file" if mode == "merged" else "files a second, one process"
    print(f"\n{what}\n{'way':<20}{'a second':>10}{'ratio':>8}{'reach':>8}{'MB more':>9}{'KB':>7}")
    for way, listed in runs.items():
        ratio = f"{rates[_OURS] / rates[way]:.1f}" if way != _OURS else ""
        wanted = _REACH.get((mode, way))
        grown = max(run.grown for run in listed)
        size = listed[0].size / 1000
        reach = f"{wanted}" if wanted else ""
        print(f"{way:<20}{rates[way]:>10.1f}{ratio:>8}{reach:>8}{grown:>9.1f}{size:>7.1f}")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measured = _measure(sys.argv[1], sys.argv[2])
        print(json.dumps({"rate": measured.rate, "grown": measured.grown, "size": measured.size}))
    else:
        _compare()
