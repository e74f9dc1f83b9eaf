"""Sheets of labels and test pages: what is chosen is what is drawn, moved and saved."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.base.paths import user_places
from collectdesk.base.preferences import load_preferences
from collectdesk.domain.errors import InvalidInput
from collectdesk.gui.dialogs import fields, paperwork
from collectdesk.gui.dialogs.offset_edit import OffsetEdit
from collectdesk.gui.runner import Runner
from collectdesk.usecases.papers.label_sheets import sheet_names


@pytest.fixture
def labels(
    host: QWidget,
    runner: Runner,
    opened: Any,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Any:
    """The window of labels of somebody who never printed any."""
    monkeypatch.setenv("COLLECTDESK_HOME", str(tmp_path / "home"))
    dialog = opened(lambda: paperwork.open_labels(host, runner))
    qtbot.waitUntil(lambda: dialog.pane.page_count == 1)
    return dialog


def _text(dialog: Any) -> str:
    pages = PdfReader(io.BytesIO(dialog.pane.data)).pages
    return " ".join(page.extract_text() for page in pages)


def test_all_sheets_are_offered_and_the_notices_due_are_ticked(labels: Any) -> None:
    assert [labels.sheet.itemText(at) for at in range(labels.sheet.count())] == list(sheet_names())
    assert len(labels.table.ticked()) == 2
    assert "PAST DUE" in _text(labels).upper()


def test_labels_that_were_asked_for_before_are_not_shown_beside_what_is_wrong_now(
    labels: Any, qtbot: QtBot
) -> None:
    labels.draw()
    before = labels._job
    labels.start.setText("500")
    with qtbot.waitSignal(before.destroyed):
        labels.draw()
    assert "from 1 to 200" in labels.pane.message
    assert not labels.save_button.isEnabled()


def test_addresses_of_ticked_customers_are_drawn(labels: Any, qtbot: QtBot) -> None:
    fields.choose(labels.what, "addresses")
    qtbot.waitUntil(lambda: "nothing to print" in labels.pane.message)
    assert not labels.save_button.isEnabled()
    labels.table.tick({1})
    qtbot.waitUntil(lambda: labels.pane.page_count == 1)
    assert "88 Marina Blvd" in _text(labels)
    assert labels.crowded.isHidden()
    fields.choose(labels.sheet, "5167")
    qtbot.waitUntil(lambda: "below the 8 points" in labels.crowded.text())
    assert not labels.crowded.isHidden()


def test_one_stamp_fills_as_many_labels_as_wanted(labels: Any, qtbot: QtBot) -> None:
    fields.choose(labels.what, "same")
    fields.choose(labels.stamp, "copy")
    labels.count.setText("31")
    labels.draw()
    qtbot.waitUntil(lambda: labels.pane.page_count == 2)


def test_a_start_beyond_the_sheet_is_told(labels: Any, qtbot: QtBot) -> None:
    labels.start.setText("31")
    qtbot.waitUntil(lambda: labels.pane.message == "This sheet has labels 1 to 30.")


def test_the_calibration_page_needs_nobody(labels: Any, qtbot: QtBot) -> None:
    before = labels.pane.data
    fields.choose(labels.what, "calibration")
    qtbot.waitUntil(lambda: labels.pane.data not in (b"", before))
    assert labels.save_as_button.isEnabled()


def test_an_offset_goes_in_quarter_millimetres(labels: Any, qtbot: QtBot) -> None:
    assert labels.right.steps() == 0
    qtbot.keyClick(labels.right, Qt.Key.Key_Down)
    assert labels.right.text() == "-0.25"
    assert labels.order().right == -1
    for wrong in ("0.3", "11", "NaN", "x", "٠", "1_0", "1e0"):
        with pytest.raises(InvalidInput):
            _steps(wrong)


def _steps(text: str) -> int:
    field = OffsetEdit("Right", "")
    field.setText(text)
    return field.steps()


def test_sheet_and_offset_are_known_the_next_time(
    labels: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields.choose(labels.sheet, "L7163")
    labels.down.setText("1.50")
    path = tmp_path / "labels.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    labels.save_as()
    qtbot.waitUntil(lambda: labels.banner.text() == "Saved as labels.pdf.")
    assert path.read_bytes().startswith(b"%PDF-")
    known = load_preferences(user_places(os.environ).preferences)
    assert (known.label_sheet, known.label_down) == ("L7163", "1.50")


def test_every_envelope_has_a_test_page(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: paperwork.open_envelope_test(host, runner))
    drawn: set[bytes] = set()
    for at in range(dialog.envelope.count()):
        dialog.envelope.setCurrentIndex(at)
        qtbot.waitUntil(lambda: dialog.pane.data not in {b"", *drawn})
        drawn.add(dialog.pane.data)
    assert len(drawn) == 5
