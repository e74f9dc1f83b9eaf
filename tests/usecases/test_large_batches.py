"""A batch takes no more memory for many papers than for a few; a step may be of any size."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from collectdesk.domain.errors import Cancelled
from collectdesk.store import chain, rows, steps
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import IssueInvoice, issue_invoice
from collectdesk.usecases.papers import paper_files
from collectdesk.usecases.papers.printing import (
    IssueDocuments,
    MarkPrinted,
    PaperRequest,
    issue_documents,
    mark_printed,
)
from collectdesk.usecases.ports import no_progress
from collectdesk.usecases.work import Work
from tests.usecases.conftest import Shop

_FEW, _MANY = 20, 220
_MOST_EACH = 1_000
"""Bytes that another paper may take while it is drawn: its name and number, never what is on it."""
_MOST_NOTED = 1_700
"""The same while a step notes its rows."""

_LONG = "Nitrile gloves, box of one hundred, powder free. " * 12
_LINES = 30
_TEXT = _LINES * len(_LONG)


@pytest.fixture
def long_invoice(shop: Shop) -> int:
    """An invoice whose paper takes some twenty kilobytes."""
    form = InvoiceForm(
        customer_id=shop.customer(),
        issue_date=shop.clock.today(),
        lines=(LineForm(_LONG, price="1.00"),) * _LINES,
    )
    return int(shop.do(issue_invoice, IssueInvoice(form)))


def _peak(act: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _issue(desk: Desk, invoice: int, count: int) -> tuple[int, ...]:
    requests = (PaperRequest("invoice", invoice),) * count
    return desk.do(issue_documents, IssueDocuments(requests)).result.document_ids


def test_issuing_and_marking_many_papers_takes_no_more_memory_than_a_few(
    shop: Shop, long_invoice: int
) -> None:
    peaks: dict[tuple[str, int], int] = {}
    _issue(shop.desk, long_invoice, 1)
    for count in (_FEW, _MANY):
        issued: list[int] = []

        def issue(count: int = count, issued: list[int] = issued) -> None:
            issued += _issue(shop.desk, long_invoice, count)

        def mark(issued: list[int] = issued) -> None:
            shop.desk.do(mark_printed, MarkPrinted(tuple(issued), "file"))

        for name, act in (("issue", issue), ("follow", shop.desk.follow), ("mark", mark)):
            peaks[name, count] = _peak(act)
    for name in ("issue", "follow", "mark"):
        more = peaks[name, _MANY] - peaks[name, _FEW]
        assert more < (_MANY - _FEW) * _MOST_NOTED < (_MANY - _FEW) * _TEXT / 10, name


def test_a_merged_file_is_on_the_disk_and_not_in_memory_while_it_is_drawn(
    shop: Shop, tmp_path: Path
) -> None:
    invoice = shop.invoice(shop.customer())
    issued = _issue(shop.desk, invoice, _MANY)
    path = tmp_path / "All.pdf"
    paper_files.save_merged(shop.desk, issued, path, no_progress)
    size = path.stat().st_size

    def save(some: tuple[int, ...]) -> None:
        paper_files.save_merged(shop.desk, some, path, no_progress)

    few, many = (_peak(partial(save, some)) for some in (issued[:_FEW], issued))
    assert path.stat().st_size == size
    assert many - few < (_MANY - _FEW) * _MOST_EACH < size


def test_a_merged_file_that_is_stopped_leaves_nothing_and_the_old_one_as_it_was(
    shop: Shop, tmp_path: Path
) -> None:
    issued = _issue(shop.desk, shop.invoice(shop.customer()), 5)
    path = tmp_path / "All.pdf"
    path.write_bytes(b"last month's")

    def cancel(done: int, total: int, what: str) -> None:
        if done == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        paper_files.save_merged(shop.desk, issued, path, cancel)
    assert path.read_bytes() == b"last month's"
    assert [one.name for one in tmp_path.iterdir() if one.suffix in (".pdf", ".part")] == [
        path.name
    ]


@dataclass(frozen=True, slots=True)
class _WriteNotes:
    customer: int
    count: int
    start: int = 0


def _write_notes(work: Work, command: _WriteNotes) -> None:
    for place in range(command.start, command.start + command.count):
        rows.NOTES.add(
            work.db, customer_id=command.customer, at=work.stamp, text=f"{place} \u2028 é"
        )
        rows.CUSTOMERS.change(work.db, command.customer, trade_name=f"Harbor {place}")
    work.label = "Notes"


def test_a_large_step_is_undone_and_redone_to_the_row_and_its_seal_holds(shop: Shop) -> None:
    customer = shop.customer()
    before = shop.whole_book()
    shop.do(_write_notes, _WriteNotes(customer, 2_500))
    after = shop.whole_book()
    shop.desk.undo()
    assert shop.whole_book() == before
    shop.desk.redo()
    assert shop.whole_book() == after
    assert shop.desk.ask(lambda work: chain.problems(work.db)) == []


def test_one_large_step_leaves_the_same_rows_as_many_small_ones(shop: Shop) -> None:
    customer = shop.customer()
    shop.do(_write_notes, _WriteNotes(customer, 60))
    at_once = shop.whole_book()
    shop.desk.undo()
    for place in range(60):
        shop.do(_write_notes, _WriteNotes(customer, 1, place))
    assert shop.whole_book() == at_once


def test_a_step_that_breaks_off_while_it_is_recorded_did_not_happen(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = shop.customer()
    before = shop.whole_book()
    passing = chain.Seal.passing

    def breaks(seal: chain.Seal, records: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        for place, record in enumerate(passing(seal, records)):
            if place == 40:
                raise MemoryError
            yield record

    with monkeypatch.context() as patch:
        patch.setattr(chain.Seal, "passing", breaks)
        with pytest.raises(MemoryError):
            shop.do(_write_notes, _WriteNotes(customer, 100))
    assert shop.whole_book() == before
    shop.do(_write_notes, _WriteNotes(customer, 1))
    assert shop.desk.ask(_rows_of_last_step) == [("note", 1), ("customer", customer)]
    assert shop.desk.ask(lambda work: chain.problems(work.db)) == []


def _rows_of_last_step(work: Work) -> list[tuple[str, int]]:
    step = chain.end(work.db).step_id
    return [(change.table, change.row_id) for change in steps.read_step(work.db, step)]
