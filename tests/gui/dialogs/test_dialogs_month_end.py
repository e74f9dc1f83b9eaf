"""The statements of a month are looked at and written into a folder that is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui.dialogs import paperwork
from collectdesk.gui.runner import Runner
from collectdesk.usecases.payments import RecordPayment, record_payment
from tests.gui.dialogs.conftest import HARBOR


def test_statements_of_the_month_are_written_into_the_folder(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(lambda: paperwork.open_month_end(host, runner, date(2026, 2, 1)))
    qtbot.waitUntil(lambda: len(dialog.table.keys) == 2)
    assert dialog.month.currentText() == "February 2026"
    dialog.table.tick({HARBOR})
    assert dialog.summary.text() == "1 statement, $5,360.00 in all"
    dialog.folder.setText(str(tmp_path))
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    written = sorted(each.name for each in tmp_path.glob("*.pdf"))
    assert written == [
        "Harbor-Point-Dental_C-0001_Statement_2026-02.pdf",
        "Statements-2026-02.pdf",
    ]
    assert "1 statement written, $5,360.00 in all" in dialog.banner.text()
    assert [each.text() for each in dialog.banner.findChildren(QPushButton)] == ["Open the folder"]


def test_what_came_in_is_shown_as_in_the_list_of_statements(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    paid = RecordPayment(HARBOR, 12_000, date(2026, 2, 20))
    runner.do(record_payment, paid)
    dialog = opened(lambda: paperwork.open_month_end(host, runner, date(2026, 2, 1)))
    qtbot.waitUntil(lambda: len(dialog.table.keys) == 2)
    row = dialog.table.keys.index(HARBOR)
    assert dialog.table.text(row, 4) == "120.00"


def test_a_folder_that_is_not_there_is_told_at_the_field(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(lambda: paperwork.open_month_end(host, runner, None))
    qtbot.waitUntil(lambda: len(dialog.table.keys) == 2)
    for nowhere in (str(tmp_path / "nowhere"), "~nobody-of-that-name", f"{tmp_path}/{'n' * 300}"):
        dialog.clear_errors()
        dialog.folder.setText(nowhere)
        dialog.save()
        assert "does not exist" in dialog.grid.error_text("folder")


def test_a_month_without_business_has_no_statements(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: paperwork.open_month_end(host, runner, date(2024, 5, 1)))
    qtbot.waitUntil(lambda: dialog.summary.text() != "")
    assert dialog.summary.text() == "Nobody had anything on account in this month."
    assert not dialog.save_button.isEnabled()
