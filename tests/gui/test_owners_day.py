"""A whole day at the desk on a real ledger, through real widgets.

The public ledger is cut to what its owner would have exported on Monday, 4 February 2013: nothing
later is known. The expected figures are added up from the file itself, without the program's code.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from collectdesk.bootstrap import new_book
from collectdesk.domain.rows import CustomerPage
from collectdesk.gui.session import Session
from collectdesk.usecases.calls import call_log
from collectdesk.usecases.checking import check_book
from collectdesk.usecases.document_log import document_log
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.pages import customer_listing
from collectdesk.usecases.papers.statements import statement_rows
from tests.gui.conftest import Desktop, clock_of, desktop_on

LEDGER = Path(__file__).parent.parent / "data" / "receivables_2012_2013.csv"
MONDAY = date(2013, 2, 4)
Key = Qt.Key


def _day(text: str) -> date:
    return datetime.strptime(text, "%m/%d/%Y").date()


def _export(path: Path) -> list[dict[str, str]]:
    """Write the ledger as known on that Monday; returns its rows."""
    with LEDGER.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if _day(row["InvoiceDate"]) <= MONDAY]
    for row in rows:
        if _day(row["SettledDate"]) > MONDAY:
            row["SettledDate"] = ""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return rows


def _expected_aging(rows: list[dict[str, str]]) -> dict[str, tuple[int, ...]]:
    """Cents by bucket for every customer with anything open."""
    aged: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for row in rows:
        if row["SettledDate"]:
            continue
        late = (MONDAY - _day(row["DueDate"])).days
        bucket = 0 if late <= 0 else min(4, (late - 1) // 30 + 1)
        aged[row["customerID"]][bucket] += int(Decimal(row["InvoiceAmount"]) * 100)
    return {number: tuple(amounts) for number, amounts in aged.items()}


@pytest.fixture
def desktop(tmp_path: Path, session: Session, qtbot: QtBot) -> Iterator[Desktop]:
    """The main window on a new, empty book."""
    path = tmp_path / "My Firm.collectdesk"
    new_book(path, firm="My Firm", clock=clock_of(MONDAY))
    with desktop_on(path, MONDAY, session, qtbot) as made:
        yield made


def _opened(desktop: Desktop, action: str) -> Any:
    """Choose something in the menu; returns the dialog that it opens."""
    before = set(desktop.window.findChildren(QDialog))
    desktop.window.actions_by_key[action].trigger()

    def fresh() -> list[QDialog]:
        dialogs = desktop.window.findChildren(QDialog)
        return [one for one in dialogs if one not in before and one.isVisible()]

    desktop.wait(fresh)
    return fresh()[0]


def _close(desktop: Desktop, dialog: Any) -> None:
    """Leave a dialog; a window system gives the window back to the owner by itself."""
    dialog.cancel_button.click()
    desktop.wait(lambda: not dialog.isVisible())
    desktop.window.activateWindow()
    desktop.wait(desktop.window.isActiveWindow)


def test_a_new_book_offers_the_first_steps_at_once(desktop: Desktop) -> None:
    pane = desktop.window.desk.customers
    desktop.wait(lambda: not pane.empty.isHidden())
    offered = [one.text() for one in pane.empty.findChildren(QPushButton) if one.isVisible()]
    assert offered == ["New customer", "Bring in a file…"]


def _import(desktop: Desktop, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    dialog = _opened(desktop, "book.import")
    dialog.choose_button.click()
    desktop.wait(lambda: dialog.save_button.isEnabled())
    assert dialog.columns.mapping()["invoice_number"] == "invoiceNumber"
    dialog.save_button.click()
    desktop.wait(lambda: "Imported" in dialog.banner.text())
    _close(desktop, dialog)


def _page(desktop: Desktop) -> CustomerPage:
    page = desktop.window.scene.page
    assert page is not None
    return page


def _log_call_with_promise(desktop: Desktop) -> str:
    """The customer with the highest score promises all by Friday; keyboard only."""
    first = next(row for row in desktop.ask(customer_listing, "today").rows if not row.pinned)
    desktop.show(first.name)
    owed = _page(desktop).console.suggested_amount
    desktop.press(Key.Key_J, ctrl=True)
    desktop.press(Key.Key_2, alt=True)
    desktop.wait(lambda: desktop.window.desk.calls.fields.amount.amount() == owed)
    desktop.press(Key.Key_Tab)
    desktop.press(Key.Key_A, ctrl=True)
    desktop.type("fri")
    desktop.press(Key.Key_Return, ctrl=True)
    desktop.type("cash")  # asked why it is late: cash flow
    desktop.press(Key.Key_Return, ctrl=True)
    desktop.wait(lambda: _page(desktop).head.promised == owed)
    return str(first.name)


def _save_notices(desktop: Desktop, path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    dialog = _opened(desktop, "notice.batch")
    desktop.wait(lambda: dialog.pane.page_count > 0)
    dialog.merge_button.click()
    desktop.wait(lambda: dialog.banner.text() == f"Saved as {path.name}.")
    chosen = dialog.chosen
    _close(desktop, dialog)
    return chosen


def _write_statements(desktop: Desktop, folder: Path) -> None:
    dialog = _opened(desktop, "month.end")
    desktop.wait(lambda: dialog.save_button.isEnabled())
    assert dialog.chosen_month() == date(2013, 1, 1)
    dialog.folder.setText(str(folder))
    dialog.save_button.click()
    desktop.qtbot.waitUntil(lambda: "written" in dialog.banner.text(), timeout=30_000)
    _close(desktop, dialog)


def _text(path: Path) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)


def test_the_owners_day_on_a_real_ledger(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tmp_path / "ledger.csv"
    rows = _export(ledger)

    _import(desktop, ledger, monkeypatch)
    aging = desktop.ask(aging_report, MONDAY)
    assert {row.number: row.amounts for row in aging.rows} == _expected_aging(rows)
    assert aging.open_invoices == sum(not row["SettledDate"] for row in rows)

    called = _log_call_with_promise(desktop)
    (call,) = desktop.ask(call_log)
    assert (call.customer_name, call.outcome) == (called, "promise made")
    promises = desktop.ask(customer_listing, "promises").rows
    assert [row.name for row in promises] == [called]
    assert called not in [row.name for row in desktop.ask(customer_listing, "today").rows]

    notices = tmp_path / "notices.pdf"
    sent = _save_notices(desktop, notices, monkeypatch)
    assert len(PdfReader(str(notices)).pages) >= len(sent) > 1
    issued = desktop.ask(document_log)
    assert {row.customer_id for row in issued} == set(sent)
    assert all(row.printed_on == MONDAY for row in issued)
    said = _text(notices)
    assert all(row.customer_name in said for row in issued)

    folder = tmp_path / "statements"
    folder.mkdir()
    _write_statements(desktop, folder)
    wanted = desktop.ask(statement_rows, date(2013, 1, 1))
    files = sorted(path.name for path in folder.iterdir())
    assert "Statements-2013-01.pdf" in files
    assert len(files) == len(wanted) + 1
    for row in wanted[:3]:
        (own,) = folder.glob(f"*{row.number}*.pdf")
        assert f"{row.closing / 100:,.2f}" in _text(own)

    assert desktop.ask(check_book).is_sound


def test_undo_takes_back_an_import_and_leaves_the_book_empty(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tmp_path / "ledger.csv"
    _export(ledger)
    _import(desktop, ledger, monkeypatch)
    desktop.window.actions_by_key["edit.undo"].trigger()
    desktop.qtbot.waitUntil(lambda: bool(desktop.window.runner.redo_label), timeout=20_000)
    assert desktop.ask(customer_listing, "all").rows == ()
