"""Bringing in a ledger: seen before it is written, corrected where the file is unclear."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from collectdesk.domain.rows import CustomerListing
from collectdesk.gui import dialogs
from collectdesk.gui.runner import Runner
from collectdesk.usecases.pages import customer_listing
from tests.exchange.workbook_files import made

GOOD = """customer,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Name
K1,9001,01/20/2026,02/19/2026,120.50,Älpha Café
K2,9002,02/06/2026,03/08/2026,99,Beta
"""


@pytest.fixture
def importing(host: QWidget, runner: Runner, opened: Any) -> Any:
    """The import window."""
    return opened(lambda: dialogs.open_import(host, runner))


@pytest.fixture
def write(tmp_path: Path) -> Any:
    """Writes a CSV file."""

    def make(text: str, name: str = "ledger.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return make


def _look(dialog: Any, path: Path, qtbot: QtBot) -> None:
    dialog.look_at(path)
    qtbot.waitUntil(
        lambda: bool(dialog.banner.text()) or bool(dialog.grid.error_text("date_order"))
    )


def test_the_file_is_told_before_anything_is_written(
    importing: Any, write: Any, asked: Any, qtbot: QtBot
) -> None:
    _look(importing, write(GOOD), qtbot)
    assert importing.banner.text() == (
        "ledger.csv would bring 2 new customers and 2 invoices. Nothing was changed."
    )
    assert importing.figures["Total"].accessibleName() == "Total: $219.50"
    assert importing.save_button.isEnabled()
    assert asked(customer_listing, "all").all_count == 2


def test_the_file_is_imported_and_the_result_told(
    importing: Any, write: Any, asked: Any, qtbot: QtBot
) -> None:
    _look(importing, write(GOOD), qtbot)
    with qtbot.waitSignal(importing.saved):
        importing.save()
    assert importing.banner.text() == "Imported from ledger.csv: 2 new customers and 2 invoices."
    listing: CustomerListing = asked(customer_listing, "all")
    assert "Älpha Café" in [row.name for row in listing.rows]
    assert importing.cancel_button.text() == "Close"
    assert importing.save_button.isHidden()


def test_credits_are_shown_with_their_sum_before_they_come_in(
    importing: Any, write: Any, qtbot: QtBot
) -> None:
    _look(importing, write(GOOD), qtbot)
    assert importing.figures["On account"].isHidden()
    credit = "K2,CN-5,02/07/2026,,-9.50,Beta\n"
    importing.banner.say("")
    _look(importing, write(GOOD + credit, "more.csv"), qtbot)
    assert importing.figures["On account"].accessibleName() == "On account: $9.50 1 credit"
    assert importing.figures["On account"].isVisible()
    assert "1 credit note on account ($9.50). Open invoices less credits: $210.00." in (
        importing.banner.text()
    )
    assert "“-9.50” is below zero, and comes in as a credit note" in importing.banner.text()


def test_dates_that_may_be_read_in_two_ways_are_asked_for(
    importing: Any, write: Any, qtbot: QtBot
) -> None:
    unclear = "customer,invoiceNumber,InvoiceDate,InvoiceAmount\nK1,9001,04/03/2025,120.50\n"
    _look(importing, write(unclear), qtbot)
    assert "Choose it here" in importing.grid.error_text("date_order")
    assert importing.order.visibleRegion().boundingRect().height() == importing.order.height()
    assert not importing.save_button.isEnabled()
    importing.order.setCurrentIndex(importing.order.findData("DMY"))
    qtbot.waitUntil(importing.save_button.isEnabled)
    assert importing.grid.error_text("date_order") == ""


def test_the_recognised_order_of_dates_is_shown(importing: Any, write: Any, qtbot: QtBot) -> None:
    _look(importing, write(GOOD), qtbot)
    assert importing.order.currentText() == "As the file tells: month, day, year"


def test_rows_that_cannot_come_in_are_listed_with_their_line(
    importing: Any, write: Any, qtbot: QtBot
) -> None:
    bad = GOOD + "K3,9003,01/02/2026,02/02/2026,a lot,Gamma\nK3,9004,13/13/2026,,5,Gamma\n"
    _look(importing, write(bad), qtbot)
    rows = range(len(importing.problems.keys))
    assert [importing.problems.text(row, 0) for row in rows] == ["4", "5"]
    assert "a lot" in importing.problems.text(0, 1)
    assert not importing.save_button.isEnabled()


def test_a_column_is_corrected_by_hand(importing: Any, write: Any, qtbot: QtBot) -> None:
    odd = "who,which,day,much\nK1,9001,2026-01-20,120.50\n"
    _look(importing, write(odd), qtbot)
    assert not importing.save_button.isEnabled()
    for field, column in (
        ("customer_number", "who"),
        ("invoice_number", "which"),
        ("invoice_date", "day"),
        ("amount", "much"),
    ):
        choice = importing.columns.choice(field)
        choice.setCurrentIndex(choice.findData(column))
    qtbot.waitUntil(importing.save_button.isEnabled)
    assert "1 new customer and 1 invoice" in importing.banner.text()


def test_an_example_stands_beside_each_column(importing: Any, write: Any, qtbot: QtBot) -> None:
    _look(importing, write(GOOD), qtbot)
    assert importing.columns.choice("amount").currentText() == "InvoiceAmount  ·  120.50"


def test_something_else_than_a_table_is_refused_in_words(
    importing: Any, write: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    _look(importing, write(""), qtbot)
    assert "was not read" in importing.banner.text()
    missing = tmp_path / "gone.csv"
    importing.look_at(missing)
    qtbot.waitUntil(lambda: "gone.csv" in importing.banner.text())
    assert not importing.save_button.isEnabled()


def test_the_same_file_again_brings_nothing(importing: Any, write: Any, qtbot: QtBot) -> None:
    path = write(GOOD)
    _look(importing, path, qtbot)
    with qtbot.waitSignal(importing.saved):
        importing.save()
    importing.banner.hide()
    _look(importing, path, qtbot)
    assert "already in the book" in importing.banner.text()
    assert not importing.save_button.isEnabled()


def test_a_file_can_be_dropped_on_the_window(importing: Any, write: Any, qtbot: QtBot) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(write(GOOD)))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    importing.dropEvent(event)
    qtbot.waitUntil(importing.save_button.isEnabled)
    assert importing.file_name.text() == "ledger.csv"


def test_a_sheet_of_a_workbook_is_chosen_and_the_book_backed_up_before(
    host: QWidget, runner: Runner, opened: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    def fill(number: int) -> Any:
        def write(book: Any, sheet: Any) -> None:
            sheet.write_row(0, 0, ["customer", "invoiceNumber", "InvoiceDate", "InvoiceAmount"])
            sheet.write_row(1, 0, ["K1", number, "2026-01-20", 120.5 + number])

        return write

    path = made(tmp_path / "ledger.xlsx", Old=fill(1), New=fill(2))
    importing = opened(lambda: dialogs.open_import(host, runner, tmp_path / "backups"))
    _look(importing, path, qtbot)
    assert importing.grid.is_row_visible("sheet")
    assert importing.figures["Total"].accessibleName() == "Total: $121.50"
    importing.sheet.setCurrentIndex(1)
    qtbot.waitUntil(
        lambda: (
            importing.figures["Total"].accessibleName() == "Total: $122.50"
            and importing.save_button.isEnabled()
        )
    )
    assert not (tmp_path / "backups").exists()
    with qtbot.waitSignal(importing.saved):
        importing.save()
    assert "1 invoice" in importing.banner.text()
    assert len(list((tmp_path / "backups").rglob("*import*.collectdesk-backup"))) == 1


def test_hostile_columns_are_shown_short_and_plain(
    importing: Any, write: Any, qtbot: QtBot
) -> None:
    text = GOOD.replace("Name", "<b>" + "x" * 5000)
    _look(importing, write(text), qtbot)
    choice = importing.columns.choice("customer_name")
    longest = max(len(choice.itemText(row)) for row in range(choice.count()))
    assert longest < 80


def test_payments_without_a_day_get_one_in_the_window(
    importing: Any, write: Any, qtbot: QtBot
) -> None:
    text = "Customer,Invoice,Date,Amount,Open balance\nK1,9001,2026-01-20,120.50,20.50\n"
    _look(importing, write(text), qtbot)
    assert "Give one day for all" in importing.problems.text(0, 1)
    assert not importing.save_button.isEnabled()
    importing.paid_on.setText("1 mrr")
    importing.paid_on.editingFinished.emit()
    assert "“1 mrr”" in importing.grid.error_text("paid_on")
    importing.paid_on.setText("1 mar")
    importing.paid_on.editingFinished.emit()
    qtbot.waitUntil(importing.save_button.isEnabled)
    assert "1 invoice and 1 payment" in importing.banner.text()
    assert importing.grid.error_text("paid_on") == ""


def test_tab_goes_down_the_window(importing: Any, write: Any, qtbot: QtBot) -> None:
    text = "Customer,Invoice,Date,Amount\nK1,9001,2026-01-20,120.50\n"
    _look(importing, write(text), qtbot)
    importing.choose_button.setFocus()
    seen = []
    for _ in range(12):
        importing.focusNextChild()
        at = importing.focusWidget()
        seen.append((at.accessibleName() or at.text()).rstrip(" *"))
    expected = (
        "Customer number", "Customer name", "Invoice number", "Invoice date", "Due date", "Amount",
        "Paid on", "Still open", "Phone", "E-mail",
    )  # fmt: skip
    assert seen == [*expected, "Show &all that can come in", "Dates"]


def test_a_list_of_customers_shows_only_what_it_can_hold(
    importing: Any, write: Any, asked: Any, qtbot: QtBot
) -> None:
    text = "Customer,Phone,E-mail,Town\nÄlpha Café,555 1,ana@alpha.com,Oakland\n"
    _look(importing, write(text), qtbot)
    assert importing.columns.choice("phone").isVisibleTo(importing)
    assert not importing.columns.choice("invoice_number").isVisibleTo(importing)
    assert not importing.columns.choice("postcode").isVisibleTo(importing)
    importing.columns.show_all()
    assert importing.columns.choice("postcode").isVisibleTo(importing)
    with qtbot.waitSignal(importing.saved):
        importing.save()
    assert importing.banner.text() == "Imported from ledger.csv: 1 new customer."
    found: CustomerListing = asked(customer_listing, "all", "5551")
    assert [row.name for row in found.rows] == ["Älpha Café"]


def test_what_a_list_tells_otherwise_is_listed_before_it_comes_in(
    importing: Any, write: Any, qtbot: QtBot
) -> None:
    heading = "Customer,Invoice,Date,Amount,Disputed\n"
    rows = [f"K1,{number},2026-01-20,60.00,25.00\n" for number in (9001, 9002)]
    _look(importing, write(heading + "".join(rows)), qtbot)
    with qtbot.waitSignal(importing.saved):
        importing.save()
    importing.banner.hide()
    other = "".join(row.replace("25.00", "40.00") for row in rows)
    _look(importing, write(heading + other + "K1,9003,2026-01-20,5.00,\n"), qtbot)
    assert [importing.problems.text(row, 0) for row in (0, 1)] == ["2", "3"]
    assert "the list says $40.00 is disputed, the book says $25.00; not changed" in (
        importing.problems.text(0, 1)
    )
    assert "2 invoices: the list says $40.00 is disputed" in importing.banner.text()
