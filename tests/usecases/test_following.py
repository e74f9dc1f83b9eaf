"""The work list and the search follow every step, whenever the program ends and on any disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from collectdesk import bootstrap
from collectdesk.domain.errors import DiskFull
from collectdesk.store import worklist
from collectdesk.store.book import Book
from collectdesk.usecases import derived
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.history import history_rows
from collectdesk.usecases.invoice_rows import invoice_register
from collectdesk.usecases.pages import customer_listing
from collectdesk.usecases.placing import placed_now
from collectdesk.usecases.searching import find_anything
from collectdesk.usecases.work import Work
from tests.usecases.conftest import MovableClock, Shop


def _shown(desk: Desk, customer: int) -> tuple[Any, ...]:
    """What the list and the search show of a customer with a call note about herons."""
    listed = {row.customer_id: row for row in desk.ask(customer_listing, "all").rows}
    return listed[customer], [hit.kind for hit in desk.ask(find_anything, "heron")]


def _list_of(work: Work) -> list[Any]:
    return list(work.db.execute_sql("SELECT * FROM worklist ORDER BY id"))


def test_steps_kept_just_before_a_crash_are_in_the_lists_afterwards(
    shop: Shop, tmp_path: Path
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "500.00", issued="2026-01-05")
    shop.page(customer)
    shop.pay(customer, 20_000, invoice)
    shop.call(customer, "no_answer", note="Heron on the roof")
    crashed = tmp_path / "Crashed.collectdesk"
    for ending in ("", "-wal"):
        shutil.copy(f"{shop.desk.path}{ending}", f"{crashed}{ending}")
    with closing(bootstrap.open_desk(crashed, shop.clock)) as desk:
        row, hits = _shown(desk, customer)
        assert (row.amount, hits) == (30_000, ["call"])
        assert _shown(shop.desk, customer) == (row, hits)
        assert desk.ask(_list_of) == shop.desk.ask(_list_of)


def test_lists_are_true_although_the_disk_is_full(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = shop.customer()
    shop.invoice(customer, "500.00", issued="2026-01-05")
    shop.pay(customer, 20_000)
    shop.call(customer, "no_answer", note="Heron on the roof")
    kept = Book.working_out

    @contextmanager
    def full(book: Book) -> Iterator[Any]:
        with kept(book) as db:
            yield db
            raise DiskFull(str(book.path))

    monkeypatch.setattr(Book, "working_out", full)
    row, hits = _shown(shop.desk, customer)
    assert (row.amount, hits) == (30_000, ["call"])


def test_what_was_taken_back_leaves_the_search(shop: Shop) -> None:
    customer = shop.customer()
    shop.call(customer, "no_answer", note="Heron on the roof")
    assert _shown(shop.desk, customer)[1] == ["call"]
    shop.desk.undo()
    assert _shown(shop.desk, customer)[1] == []
    shop.desk.redo()
    assert _shown(shop.desk, customer)[1] == ["call"]


def test_a_payment_leaves_the_words_of_its_invoice_alone(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "500.00", po_number="PO-heron-7")
    shop.pay(customer, 20_000, invoice)
    assert [row.invoice_id for row in shop.desk.ask(invoice_register, "heron")] == [invoice]
    assert len(shop.desk.ask(history_rows, customer)) == 2


def _as_laid_out_anew(work: Work) -> list[Any]:
    worklist.forget(work.db)
    worklist.write(work.db, placed_now(work))
    return _list_of(work)


def test_a_new_day_moves_every_row_that_time_moves(tmp_path: Path, today: date) -> None:
    clock = MovableClock(today)
    path = tmp_path / "Demo.collectdesk"
    bootstrap.make_demo(path, clock)
    with closing(bootstrap.open_desk(path, clock)) as desk:
        for days in (1, 1, 3, 10, 30, 200):
            clock.day += timedelta(days=days)
            desk.start_day()
            # A question is asked in a view that is rolled back: what it writes is not kept.
            assert desk.ask(_list_of) == desk.ask(_as_laid_out_anew)


def test_the_list_of_many_customers_can_be_laid_out_after_the_window_shows(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "_MUCH", 0)
    waits, calls = shop.customer("Waits"), shop.customer("Calls")
    for customer in (waits, calls):
        shop.invoice(customer, "500.00", issued="2026-03-05", terms="net 30")
    assert shop.today() == ()
    shop.clock.day = date(2026, 5, 1)
    shop.desk.start_day(soon=True)
    assert shop.place(waits) == ("", "")
    shop.call(calls, "no_answer", next_on=date(2026, 5, 1))
    assert shop.place(calls)[0] == "today"
    assert shop.desk.lay_out_day().changes.touches("day")
    assert shop.place(waits)[0] == "today"
    assert not shop.desk.lay_out_day().result


def test_what_was_left_of_the_day_is_done_after_the_window_shows(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "500.00")
    shop.pay(customer, 10_000, invoice)
    shop.desk.start_day()
    shop.desk.start_day(soon=True)
    outcome = shop.desk.lay_out_day()
    assert not outcome.result, "the day was laid out before: no list is asked for again"
    assert not outcome.changes.kinds


def test_an_answer_ahead_is_given_once_and_never_after_a_step(shop: Shop) -> None:
    asked: list[str] = []

    def names(work: Work, tab: str) -> tuple[str, ...]:
        asked.append(tab)
        return tuple(row.name for row in customer_listing(work, tab).rows)

    shop.customer("Early")
    assert shop.desk.answer_ahead(names, "all") == ("Early",)
    assert shop.desk.ask(names, "all") == ("Early",)
    assert asked == ["all"]
    assert shop.desk.answer_ahead(names, "all") == ("Early",)
    shop.customer("Late")
    assert shop.desk.ask(names, "all") == ("Early", "Late")
    assert shop.desk.ask(names, "today") == ()
