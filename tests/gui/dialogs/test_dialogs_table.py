"""The tables in dialogs: as quick with 20,000 rows as with ten, and as sure about their ticks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from collectdesk.gui.dialogs.simple_model import Column, Marked
from collectdesk.gui.dialogs.simple_table import SimpleTable

COLUMNS = (Column("Customer"), Column("Past due", 80, right=True, hint="<b>"), Column("Why", 150))
MANY = 20_000


class Writer:
    """Writes the texts of a row, and remembers of which rows."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, row: int) -> Sequence[str | Marked]:
        self.asked.append(row)
        amount = "123,456,789.00" if row == MANY - 1 else f"{row}.00"
        return f"Firm {row}", amount, Marked("late", "late", "Take care" if row == 0 else "")


@pytest.fixture
def writer() -> Writer:
    return Writer()


@pytest.fixture
def table(dressed: None, writer: Writer, qtbot: QtBot) -> SimpleTable:
    """A shown table of 20,000 rows; each row's key is 100,000 more than its place."""
    shown = SimpleTable(COLUMNS, "Firms", ticks=True)
    qtbot.addWidget(shown)
    shown.resize(600, 300)
    shown.set_rows(((100_000 + row, row) for row in range(MANY)), writer)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_no_more_rows_are_written_than_are_seen(table: SimpleTable, writer: Writer) -> None:
    table.tick(set(table.keys))
    assert len(table.ticked()) == MANY
    table.grab()
    assert max(writer.asked) < 30
    assert len(writer.asked) == len(set(writer.asked)), "a row is written once"
    table.scrollToBottom()
    table.grab()
    assert len(writer.asked) < 60


def test_ticks_stay_with_their_rows_however_far_one_scrolls(
    table: SimpleTable, qtbot: QtBot
) -> None:
    followed: list[int] = []
    table.ticks_changed.connect(lambda: followed.append(len(table.ticked())))
    table.tick(table.keys)
    table.choose_row(MANY - 2)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    table.scrollToTop()
    table.choose_row(1)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert followed == [MANY, MANY - 1, MANY - 2]
    assert set(table.keys) - set(table.ticked()) == {100_001, 100_000 + MANY - 2}
    ticks = [table.model().index(row, 0).data(Qt.ItemDataRole.CheckStateRole) for row in (0, 1)]
    assert ticks == [Qt.CheckState.Checked, Qt.CheckState.Unchecked]
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.ticked()[1] == 100_001, "in the order of the rows"


def test_rows_in_another_order_keep_their_keys_texts_and_ticks(
    table: SimpleTable, writer: Writer
) -> None:
    table.choose(100_007)
    table.set_text(7, 2, "looked\nat")
    assert table.text(7, 2) == "looked at"
    table.set_rows(((100_000 + row, row) for row in reversed(range(MANY))), writer)
    assert table.ticked() == ()
    table.tick({100_007})
    assert table.keys[:2] == (100_000 + MANY - 1, 100_000 + MANY - 2)
    assert table.text(0, 0) == f"Firm {MANY - 1}"
    assert table.ticked() == (100_007,)
    assert table.text(table.keys.index(100_007), 0) == "Firm 7"


def test_the_cursor_keeps_its_place_and_tells_what_is_under_it(table: SimpleTable) -> None:
    told: list[int | None] = []
    table.stood.connect(lambda: told.append(table.current_key()))
    table.choose_row(3)
    table.set_rows(enumerate([("A", "", ""), ("B", "", "")]))
    assert told == [100_003, 1], "the last row that there is"
    table.set_rows([])
    assert told[-1] is None


def test_an_amount_far_below_is_not_cut(table: SimpleTable) -> None:
    before = table.columnWidth(1)
    table.scrollToBottom()
    assert table.columnWidth(1) > before
    index = table.model().index(MANY - 1, 1)
    assert table.columnWidth(1) >= min(table.sizeHintForIndex(index).width(), before * 3 // 2)


def test_a_cell_is_copied_heard_and_explained(
    table: SimpleTable, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(table.model())
    table.choose_row(4)
    qtbot.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "Firm 4"
    role = Qt.ItemDataRole
    first, other = table.model().index(0, 2), table.model().index(4, 2)
    assert first.data(role.AccessibleTextRole) == "late. Take care"
    assert first.data(role.ToolTipRole) == "<p>late<br>Take care</p>"
    assert other.data(role.AccessibleTextRole) is None
    assert other.data(role.ToolTipRole) == "<p>late</p>"
    across = Qt.Orientation.Horizontal
    assert table.model().headerData(1, across, role.ToolTipRole) == "<p>&lt;b&gt;</p>"


def test_a_name_is_whole_beside_its_tick_where_there_is_room(dressed: None, qtbot: QtBot) -> None:
    table = SimpleTable((Column("Customer", 130), Column("For")), "Charges", ticks=True)
    qtbot.addWidget(table)
    table.resize(800, 200)
    table.show()
    table.set_rows([(1, ("Harbor Point Dental", "Interest"))])
    words = table.fontMetrics().horizontalAdvance("Harbor Point Dental")
    ticked = 17 + 6  # the box, and what the style leaves beside it
    assert table.columnWidth(0) >= words + ticked + 2 * 12


def test_an_empty_table_says_what_would_be_in_it(dressed: None, qtbot: QtBot) -> None:
    table = SimpleTable(COLUMNS, "References", empty="No references yet.")
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.show()
    table.set_rows(())
    assert table.accessibleDescription() == "No references yet."
    blank = table.grab().toImage()
    table.set_rows([(1, ("", "", ""))])
    assert table.accessibleDescription() == ""
    assert table.grab().toImage() != blank
