"""On a small screen and with large text, what matters most stays readable and in view."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs, theme
from collectdesk.gui.dialogs import dealings
from collectdesk.gui.dialogs.simple_model import Column
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.runner import Runner

HARBOR = 1


@pytest.fixture
def large_text(qapp: QApplication, dressed: None) -> Iterator[None]:
    theme.wear(qapp, dark=False, scale=180)
    yield
    theme.wear(qapp, dark=False)


def test_what_a_step_brings_about_is_in_view_however_far_the_fields_scroll(
    large_text: None, host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dialogs.open_payment_form(host, runner, HARBOR))
    qtbot.waitUntil(lambda: bool(form.lines.allocation.lines))
    form.amount.setText("100")
    form.resize(form.width(), form.minimumSizeHint().height())
    area = form.findChild(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0, "not all of it fits"
    for words in (form.consequence, form.save_button):
        assert not area.isAncestorOf(words)
        assert form.rect().contains(words.geometry())


def test_no_window_is_larger_than_the_screen(
    large_text: None, host: QWidget, runner: Runner, opened: Any
) -> None:
    room = theme.room_on_screen(host)
    for opener in (dealings.open_limit_reviews, dealings.open_charges, dealings.open_policy):
        dialog: QDialog = opened(lambda opener=opener: opener(host, runner))
        assert dialog.height() <= room.height()
        dialog.reject()
    window = QWidget()
    theme.resize_on_screen(window, 860, 5_000)
    assert window.height() <= room.height()
    window.deleteLater()


def test_a_day_of_another_year_is_not_cut(dressed: None, qtbot: QtBot) -> None:
    table = SimpleTable((Column("What"), Column("Look on", 76)), "Reviews")
    qtbot.addWidget(table)
    table.set_rows([(1, ("Harbor Point Dental", "22 May 2027"))])
    assert table.columnWidth(1) >= table.sizeHintForColumn(1)


def test_a_name_is_readable_before_lesser_columns_are_shown(dressed: None, qtbot: QtBot) -> None:
    columns = (Column("Customer"), Column("Tone", 90, drop=2), Column("Days late", 90, drop=1))
    table = SimpleTable(columns, "Notices")
    qtbot.addWidget(table)
    table.set_rows([(1, ("Harbor Point Dental", "firm", "71"))])
    shown = []
    for width in (420, 300, 200):
        table.resize(width, 200)
        table.show()
        shown.append([column for column in range(3) if not table.isColumnHidden(column)])
    assert shown == [[0, 1, 2], [0, 1], [0]]


def test_a_name_is_readable_where_no_column_gives_way(dressed: None, qtbot: QtBot) -> None:
    table = SimpleTable((Column("Customer"), Column("Document", 170)), "Documents")
    qtbot.addWidget(table)
    table.set_rows([(1, ("Harbor Point Dental", "Past-due notice"))])
    widths = []
    for width in (500, 290, 120, 500):
        table.resize(width, 200)
        table.show()
        widths.append(table.columnWidth(0))
    assert min(widths) >= 90
    assert widths[0] == widths[3] > widths[1], "it takes what is left over, and less again"


def test_tab_goes_along_the_buttons_as_they_are_seen(
    dressed: None, host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dialogs.open_plan_form(host, runner, HARBOR))
    order = [form]
    while (after := order[-1].nextInFocusChain()) is not form:
        order.append(after)
    offer = next(tick for tick in form.findChildren(QCheckBox) if "printing" in tick.text())
    places = [order.index(each) for each in (offer, form.cancel_button, form.save_button)]
    assert places == sorted(places)
    assert order.index(form.note) < places[0]


def test_what_the_bank_brings_and_who_paid_stay_in_view(
    large_text: None, host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "bank.csv"
    path.write_text("Date,Description,Amount\n2026-03-30,UNKNOWN PAYER 8812,77.00\n", "utf-8")
    form = opened(lambda: dialogs.open_bank(host, runner, path))
    qtbot.waitUntil(lambda: len(form.table.keys) == 1)
    form.resize(form.width(), form.minimumSizeHint().height())
    area = form.findChild(QScrollArea)
    for words in (form.picker, form.summary, form.save_button):
        assert words.isVisible()
        assert not area.isAncestorOf(words)
