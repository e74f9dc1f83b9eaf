"""Tables and lists: correct models, rows fetched as they are needed, columns that give way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from collectdesk.domain.playbook import NOTICE_LABELS
from collectdesk.domain.rows import CustomerRow, HistoryRow, InvoiceRow, Pill
from collectdesk.gui import theme
from collectdesk.gui.eliding import elided
from collectdesk.gui.panes.customer_list import CustomerList
from collectdesk.gui.panes.history import HistoryList
from collectdesk.gui.session import Session
from collectdesk.gui.tables import Cell, Column, RowTable, Shown, view
from collectdesk.gui.tables.insights import FORECAST, HABITS
from collectdesk.gui.tables.invoices import CUSTOMER_INVOICES, REGISTER
from collectdesk.gui.tables.model import RowModel
from collectdesk.gui.tables.painter import SIDE, whole_pills
from collectdesk.gui.tables.roles import ROOT, Index
from collectdesk.gui.tables.watch import DISPUTES, SHORTS
from collectdesk.gui.widgets.pill import pill_width

TODAY = date(2026, 11, 23)
SHOWN = Shown("USD", TODAY)


def invoice(number: int, balance: int = 10_000, late: int | None = None) -> InvoiceRow:
    issued = TODAY - timedelta(days=number)
    return InvoiceRow(
        invoice_id=number,
        number=f"INV-{number}",
        customer_id=1,
        customer_name="Harbor <b>Point</b>",
        po_number="",
        issued=issued,
        due=issued + timedelta(days=30),
        days_late=late,
        total=20_000,
        balance=balance,
        disputed=0,
        pills=(Pill("Past due", "late", "Oldest first"),),
        closed=balance == 0,
        lifecycle="issued",
    )


def texts(table: RowTable, column: int) -> list[str]:
    model = table.rows_model
    return [model.cells(at)[column].text for at in range(model.rowCount())]


def test_the_table_model_keeps_the_rules_of_models(
    qtbot: QtBot, qtmodeltester: ModelTester, session: Session
) -> None:
    table = RowTable(REGISTER, SHOWN, "Invoices")
    qtbot.addWidget(table)
    table.set_rows([invoice(each) for each in range(1, 30)], SHOWN)
    qtmodeltester.check(table.rows_model)
    table.rows_model.append_rows([invoice(99)])
    qtmodeltester.check(table.rows_model)


def test_the_lists_keep_the_rules_of_models(
    qtbot: QtBot, qtmodeltester: ModelTester, session: Session
) -> None:
    customers, history = CustomerList(), HistoryList()
    qtbot.addWidget(customers)
    qtbot.addWidget(history)
    row = CustomerRow(1, "C-1", "Harbor", 486_000, "late", "Promise broken", "late", "34 d late")
    customers.show_rows([row], "USD", None)
    qtmodeltester.check(customers.customers)
    happened = HistoryRow("call-1", "call", TODAY, "Called", "Maria", "“Friday”")
    history.show_rows([happened], TODAY)
    qtmodeltester.check(history.happenings)


def test_a_screen_reader_hears_a_customer_as_one_sentence(qtbot: QtBot, session: Session) -> None:
    customers = CustomerList()
    qtbot.addWidget(customers)
    row = CustomerRow(1, "C-1", "Harbor", 486_000, "late", "Promise broken", "late", "34 d late")
    customers.show_rows([row], "USD", None)
    heard = customers.customers.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Harbor. $4,860.00. Promise broken. 34 d late"


def test_further_rows_are_asked_for_once_and_only_until_the_end(
    qtbot: QtBot, session: Session
) -> None:
    table = RowTable(REGISTER, SHOWN, "Invoices", sortable=False)
    qtbot.addWidget(table)
    table.set_rows([invoice(each) for each in range(1, 4)], SHOWN)
    asked: list[int] = []
    model, root = table.rows_model, table.rootIndex()
    model.set_more(lambda last: asked.append(last.invoice_id))
    model.fetchMore(root)
    model.fetchMore(root)
    assert asked == [3]
    assert not model.canFetchMore(root)
    model.append_rows([invoice(4)])
    assert model.canFetchMore(root)
    model.fetchMore(root)
    model.append_rows([])
    assert asked == [3, 4]
    assert not model.canFetchMore(root)


def test_a_click_on_a_title_sorts_by_value_not_by_text(qtbot: QtBot, session: Session) -> None:
    table = RowTable(CUSTOMER_INVOICES, SHOWN, "Invoices")
    qtbot.addWidget(table)
    table.set_rows([invoice(1, 90_000), invoice(2, 1_000_000), invoice(3, 500)], SHOWN)
    balance = [column.title for column in CUSTOMER_INVOICES].index("Balance")
    table.sortByColumn(balance, Qt.SortOrder.AscendingOrder)
    assert texts(table, balance) == ["5.00", "900.00", "10,000.00"]
    table.set_rows([invoice(1, 90_000), invoice(3, 500)], SHOWN)
    assert texts(table, balance) == ["5.00", "900.00"]


def test_a_sort_of_many_rows_writes_none_of_their_cells(qtbot: QtBot, session: Session) -> None:
    written: list[object] = []

    def noted(column: Column) -> Column:
        def cell(row: InvoiceRow, shown: Shown) -> Cell:
            written.append(row)
            return column.cell(row, shown)

        return replace(column, cell=cell)

    table = RowTable([noted(column) for column in REGISTER], SHOWN, "Invoices")
    qtbot.addWidget(table)
    table.set_rows([invoice(at, 1_000 - at) for at in range(100)], SHOWN)
    for at in range(len(REGISTER)):
        table.rows_model.sort(at, Qt.SortOrder.AscendingOrder)
    assert written == []
    balance = [column.title for column in REGISTER].index("Balance")
    table.rows_model.sort(balance, Qt.SortOrder.AscendingOrder)
    assert table.rows_model.row_at(0).balance == 901


def test_closed_invoices_are_quiet_and_late_days_are_marked(qtbot: QtBot, session: Session) -> None:
    table = RowTable(CUSTOMER_INVOICES, SHOWN, "Invoices")
    qtbot.addWidget(table)
    table.set_rows([invoice(1, 0), invoice(2, 500, 8), invoice(3, 500, 71)], SHOWN)
    late = [column.title for column in CUSTOMER_INVOICES].index("Days late")
    model = table.rows_model
    assert [model.cells(at)[late].text for at in range(3)] == ["–", "8", "71"]
    assert [model.cells(at)[late].tone for at in range(3)] == ["quiet", "careful", "late"]
    assert not model.cells(0)[0].strong


def test_columns_give_way_in_a_narrow_window_and_come_back(qtbot: QtBot, session: Session) -> None:
    table = RowTable(CUSTOMER_INVOICES, SHOWN, "Invoices")
    qtbot.addWidget(table)
    table.show()

    def titles() -> list[str]:
        shown = [at for at in range(len(CUSTOMER_INVOICES)) if not table.isColumnHidden(at)]
        return [CUSTOMER_INVOICES[at].title for at in shown]

    table.resize(720, 300)
    qtbot.waitUntil(lambda: len(titles()) == 7)
    table.resize(480, 300)
    qtbot.waitUntil(lambda: "Issued" not in titles())
    assert {"Invoice", "Days late", "Balance", "Status"} <= set(titles())
    table.resize(720, 300)
    qtbot.waitUntil(lambda: len(titles()) == 7)


def test_the_due_day_is_shown_in_large_letters_on_a_usual_screen(
    qtbot: QtBot, session: Session, qapp: QApplication
) -> None:
    """The middle of the desk has some 575 pixels at 1440 by 900; other years are told in brief."""
    theme.wear(qapp, dark=False, scale=140)
    table = RowTable(CUSTOMER_INVOICES, SHOWN, "Invoices")
    qtbot.addWidget(table)
    table.show()
    table.resize(575, 300)
    late = replace(invoice(103, 122_000, 71), number="INV-1042", pills=(Pill("2nd notice sent"),))
    paid = replace(invoice(400, 0), number="INV-0505")
    table.set_rows([late, paid], SHOWN)
    titles = [column.title for column in CUSTOMER_INVOICES]
    due, days = titles.index("Due"), titles.index("Days late")
    model = table.rows_model
    assert not table.isColumnHidden(due)
    assert not table.isColumnHidden(days)
    assert model.headerData(days, Qt.Orientation.Horizontal) == "Late"
    assert [model.index(row, due).data() for row in range(2)] == ["11 Sep", "Nov ’25"]
    bold = QFontMetrics(theme.look().font(strong=True))
    assert table.columnWidth(due) >= bold.horizontalAdvance("11 Sep") + 2 * SIDE
    spoken = model.index(1, due).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Due: 18 Nov 2025"
    theme.wear(qapp, dark=False)
    table.resize(720, 300)
    qtbot.waitUntil(lambda: model.headerData(days, Qt.Orientation.Horizontal) == "Days late")
    assert model.index(1, due).data() == "18 Nov 2025"


@pytest.mark.parametrize("scale", [100, 140])
@pytest.mark.parametrize("columns", [CUSTOMER_INVOICES, REGISTER])
def test_the_state_of_an_invoice_is_whole_before_lesser_columns_are_shown(
    columns: tuple[Column, ...], scale: int, qtbot: QtBot, session: Session, qapp: QApplication
) -> None:
    theme.wear(qapp, dark=False, scale=scale)
    table = RowTable(columns, SHOWN, "Invoices")
    qtbot.addWidget(table)
    table.show()
    status = [column.title for column in columns].index("Status")
    issued = [column.title for column in columns].index("Issued")
    needed = 2 * SIDE + max(pill_width(f"{label} sent") for label in NOTICE_LABELS.values())
    for width in range(500, 1500, 20):
        table.resize(width, 300)
        if table.isColumnHidden(issued):
            continue
        assert table.columnWidth(status) >= needed
        assert table.horizontalHeader().length() <= table.viewport().width()


def test_a_long_number_is_whole_and_the_day_of_issue_is_shown_on_a_usual_screen(
    qtbot: QtBot, session: Session
) -> None:
    table = RowTable(CUSTOMER_INVOICES, SHOWN, "Invoices")
    qtbot.addWidget(table)
    table.show()
    table.resize(690, 300)
    old = invoice(500, late=470)
    for number in ("INV-1042", "6579960123", "2026-HARBOR-000117"):
        table.set_rows([replace(old, number=number), invoice(3)], SHOWN)
        bold = QFontMetrics(theme.look().font(strong=True))
        assert table.columnWidth(0) >= bold.horizontalAdvance(number) + 2 * SIDE
        assert not table.isColumnHidden(1) or len(number) > 10
        assert table.horizontalHeader().length() <= table.viewport().width()
    table.set_rows([replace(old, number="9" * 300)], SHOWN)
    assert table.columnWidth(0) < 200
    table.set_rows([invoice(3)], SHOWN)
    assert table.columnWidth(0) <= 90


def test_pills_that_do_not_fit_are_counted() -> None:
    assert whole_pills([60], 200, 14) == 1
    assert whole_pills([60, 60], 126, 14) == 2
    assert whole_pills([60, 60, 60], 146, 14) == 2
    assert whole_pills([60, 60], 125, 14) == 1
    assert whole_pills([60, 60], 20, 14) == 1


def test_rows_can_be_copied_to_a_spreadsheet(qtbot: QtBot, session: Session) -> None:
    table = RowTable(CUSTOMER_INVOICES, SHOWN, "Invoices")
    qtbot.addWidget(table)
    table.set_rows([invoice(1), invoice(2)], SHOWN)
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].startswith("INV-1\t22 Nov\t22 Dec\t–\t200.00\t100.00")
    assert len(copied) == 2


def test_a_long_list_is_copied_whole_while_the_window_goes_on(
    qtbot: QtBot, session: Session
) -> None:
    written: list[int] = []

    def number(row: InvoiceRow, _: Shown) -> Cell:
        written.append(row.invoice_id)
        return Cell(row.number)

    table = RowTable([Column("Invoice", 90, number)], SHOWN, "Invoices")
    qtbot.addWidget(table)
    table.set_rows([invoice(each) for each in range(1, 5_001)], SHOWN)
    table.selectAll()
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(written) < 1_000
    table.set_rows([invoice(1)], SHOWN)  # what was chosen is copied, also if it changes meanwhile
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()))
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied == [f"INV-{each}" for each in range(1, 5_001)]


def test_choosing_all_of_a_long_list_does_not_ask_for_each_row(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    class Counting(RowModel):
        def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802 -- Qt names it
            asked.append(1)
            return super().rowCount(parent)

    monkeypatch.setattr(view, "RowModel", Counting)
    table = RowTable(REGISTER, SHOWN, "Invoices")
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.set_rows([invoice(each) for each in range(1, 5_001)], SHOWN)
    with qtbot.waitExposed(table):
        table.show()
    table.selectAll()
    asked.clear()
    table.grab()
    assert 0 < len(asked) < 5_000


def test_a_tooltip_takes_no_markup_from_a_name(qtbot: QtBot, session: Session) -> None:
    table = RowTable(REGISTER, SHOWN, "Invoices")
    qtbot.addWidget(table)
    table.set_rows([invoice(1)], SHOWN)
    tip = table.rows_model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip
    assert "<b>" not in tip


def test_a_name_read_from_right_to_left_is_cut_at_its_end(session: Session) -> None:
    metrics = QFontMetrics(theme.look().font())
    name = "شركة الخليج العربي للتجارة العامة والمقاولات المحدودة"
    shown = elided(name, metrics, 120)
    assert "…" in shown
    assert _place(shown, shown.index("…")) < _place(shown, shown.index(name[2]))
    assert elided("Harbor Point Dental", metrics, 500) == "Harbor Point Dental"


def _place(text: str, at: int) -> float:
    """How far from the left a letter is painted in a window that is read from the left."""
    layout = QTextLayout(text)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    found: Any = line.cursorToX(at)
    return float(found[0] if isinstance(found, tuple) else found)


def test_a_list_with_more_rows_than_fit_does_not_scroll_sideways_at_the_start(
    qtbot: QtBot, session: Session, qapp: QApplication
) -> None:
    with theme.dressed_at_once():
        table = RowTable(CUSTOMER_INVOICES, SHOWN, "Invoices")
        qtbot.addWidget(table)
        table.resize(618, 300)
        table.set_rows([invoice(each) for each in range(1, 20)], SHOWN)
        table.show()
        qapp.processEvents()
        assert table.verticalScrollBar().isVisible()
        assert table.horizontalHeader().length() <= table.viewport().width()


@pytest.mark.parametrize("columns", [FORECAST, HABITS, DISPUTES, SHORTS, REGISTER])
def test_no_list_scrolls_sideways_with_large_text_on_a_small_screen(
    columns: tuple[Column, ...], qtbot: QtBot, session: Session, qapp: QApplication
) -> None:
    theme.wear(qapp, dark=True, scale=140)
    table = RowTable(columns, SHOWN, "List")
    qtbot.addWidget(table)
    table.resize(1280, 300)
    table.show()
    assert table.horizontalHeader().length() <= table.viewport().width()
