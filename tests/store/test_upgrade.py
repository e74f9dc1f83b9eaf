"""A book of an earlier program opens with everything in it, or is left exactly as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from collectdesk.base.clock import FixedClock
from collectdesk.bootstrap import open_desk
from collectdesk.domain import errors
from collectdesk.store import book as books
from collectdesk.store import chain, invoice_lines, rows, search, settings
from collectdesk.store.backup import last_step, reading_closed
from collectdesk.store.book import open_book
from collectdesk.store.engine import BookDatabase
from collectdesk.store.migrations import NEWEST_VERSION, in_order
from collectdesk.store.upgrade import tally
from collectdesk.usecases.checking import check_book
from tests.store.test_schema import GOLDEN, schema

KEPT = Path(__file__).parent.parent / "upgrades"


def old_book(folder: Path, version: int) -> Path:
    """A book as the program with that schema left it."""
    path = folder / f"Version {version}.collectdesk"
    made = sqlite.connect(str(path))
    made.executescript((KEPT / f"book_v{version}.sql").read_text(encoding="utf-8"))
    made.execute("PRAGMA journal_mode = WAL")
    made.close()
    return path


def counted(path: Path) -> dict[str, int]:
    """Counts and sums of a book, looked at from outside."""
    db = BookDatabase(path, writable=False)
    db.connect()
    try:
        return tally(db)
    finally:
        db.close()


def test_a_book_is_kept_for_each_earlier_schema() -> None:
    kept = sorted(path.name for path in KEPT.glob("book_v*.sql"))
    assert kept == [f"book_v{version}.sql" for version in range(1, NEWEST_VERSION)]
    assert len(in_order.MIGRATIONS) == NEWEST_VERSION


@pytest.mark.parametrize("version", range(1, NEWEST_VERSION))
def test_an_old_book_opens_with_equal_counts_and_sums(
    tmp_path: Path, version: int, clock: FixedClock
) -> None:
    path = old_book(tmp_path, version)
    before = counted(path)
    desk = open_desk(path, clock)
    report = desk.ask(check_book)
    desk.close()
    after = counted(path)
    assert before["invoice"] >= 7
    assert before["allocation.amount"] > 0
    derived = {"worklist", "book", "step", "step_row", "step_seal"}  # an upgrade may add a step
    assert {name: after[name] for name in before if name.partition(".")[0] not in derived} == {
        name: value for name, value in before.items() if name.partition(".")[0] not in derived
    }
    assert [check.problems for check in report.checks if check.problems] == []


@pytest.mark.parametrize("version", range(1, NEWEST_VERSION))
def test_an_upgraded_book_has_the_schema_of_a_new_one(tmp_path: Path, version: int) -> None:
    path = old_book(tmp_path, version)
    opened = open_book(path)
    assert schema(opened) == GOLDEN.read_text(encoding="utf-8")
    assert opened.db.execute_sql("PRAGMA foreign_keys").fetchone()[0] == 1
    opened.close()


def test_a_book_that_has_the_place_for_fine_prices_already_is_brought_up_to_date_too(
    tmp_path: Path,
) -> None:
    path = old_book(tmp_path, 7)
    made = sqlite.connect(str(path))
    made.execute(in_order.MIGRATIONS[7]()[0])
    made.execute("UPDATE invoice_line SET unit_price_rest = 25 WHERE id = 1")
    made.commit()
    made.close()
    opened = open_book(path)
    assert schema(opened) == GOLDEN.read_text(encoding="utf-8")
    assert invoice_lines.of_invoice(opened.db, 1)[0].unit_price % 100 == 25
    opened.close()


@pytest.mark.parametrize("version", range(1, NEWEST_VERSION))
def test_what_a_backup_of_an_old_book_ends_with_is_still_in_the_upgraded_trail(
    tmp_path: Path, version: int
) -> None:
    path = old_book(tmp_path, version)
    with reading_closed(path) as db:
        step, seal, schema = last_step(db)
    opened = open_book(path)
    assert schema == version
    assert step > 0
    assert bool(seal) == (version >= chain.SEALED_SINCE)
    assert chain.has_seal(opened.db, step, seal) or not seal
    opened.close()


def test_a_discount_taken_before_still_belongs_to_its_payment(tmp_path: Path) -> None:
    opened = open_book(old_book(tmp_path, 1))
    (discount,) = rows.CREDITS.find(opened.db, kind="discount")
    payment = rows.CREDITS.get(opened.db, discount["payment_id"])
    opened.close()
    assert payment is not None
    assert (payment["kind"], payment["amount"], discount["amount"]) == ("payment", 98_000, 2_000)


def test_a_phone_number_of_an_old_book_is_found_by_its_local_part(tmp_path: Path) -> None:
    opened = open_book(old_book(tmp_path, 3))
    assert search.customers(opened.db, "5550137") == [1]
    opened.close()


def test_the_tax_rate_of_an_old_book_stays_as_it_was(tmp_path: Path) -> None:
    path = old_book(tmp_path, 5)
    made = sqlite.connect(str(path))
    made.execute("INSERT INTO setting (name, value) VALUES ('tax_rate_bp', '825')")
    made.execute("UPDATE invoice_line SET tax_rate_bp = 1075 WHERE id = 1")
    made.commit()
    made.close()
    opened = open_book(path)
    kept = settings.load(opened.db).tax_rate_milli
    lines = invoice_lines.of_invoice(opened.db, 1)
    opened.close()
    assert (kept, [line.tax_rate_milli for line in lines]) == (8_250, [10_750])


@pytest.mark.parametrize("version", range(1, NEWEST_VERSION))
def test_what_was_noted_in_an_old_book_is_found_by_the_beginning_of_a_word(
    tmp_path: Path, version: int
) -> None:
    opened = open_book(old_book(tmp_path, version))
    assert search.notes(opened.db, "zazol gesl") == [(search.CALL, 1)]
    assert search.notes(opened.db, "apostrophes") == [(search.NOTE, 1)]
    opened.close()


def _loses_rows() -> list[str]:
    return ["DELETE FROM allocation", "DELETE FROM promise_invoice"]


def _points_nowhere() -> list[str]:
    return ["UPDATE contact SET customer_id = 77"]


def _loses_cents() -> list[str]:
    return ["UPDATE credit SET amount = amount + 1"]


def _is_refused() -> list[str]:
    return ["UPDATE credit SET unapplied = -1"]


@pytest.mark.parametrize(
    "wrong", [_loses_rows, _points_nowhere, _loses_cents, _is_refused], ids=lambda sql: sql.__name__
)
def test_an_upgrade_that_would_lose_something_leaves_the_old_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: Callable[[], list[str]]
) -> None:
    path = old_book(tmp_path, 1)
    before = counted(path)
    with monkeypatch.context() as patch:
        patch.setattr(in_order, "MIGRATIONS", (*in_order.MIGRATIONS, wrong))
        patch.setattr(books, "NEWEST_VERSION", NEWEST_VERSION + 1)
        with pytest.raises(errors.BookNotUpgraded, match="left exactly as it was"):
            open_book(path)
    assert counted(path) == before
    again = open_book(path)
    assert again.db.execute_sql("PRAGMA user_version").fetchone() == (NEWEST_VERSION,)
    again.close()


def test_an_upgrade_waits_for_nobody_who_holds_the_book(tmp_path: Path) -> None:
    path = old_book(tmp_path, 1)
    other = sqlite.connect(str(path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(errors.BookInUse):
        open_book(path)
    other.execute("ROLLBACK")
    other.close()
    open_book(path).close()
