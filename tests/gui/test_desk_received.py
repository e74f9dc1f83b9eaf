"""A letter, mail or scan dropped on a customer is kept, and opens from the history."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QPixmap
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import HARBOR


def test_a_scan_dropped_on_the_customer_is_kept_and_shown(desktop: Any, tmp_path: Path) -> None:
    desktop.show(HARBOR)
    scan = tmp_path / "letter of 3 Nov.png"
    picture = QPixmap(40, 30)
    picture.fill(Qt.GlobalColor.red)
    assert picture.save(str(scan))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scan))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desktop.window.desk.customer.dropEvent(event)
    desktop.wait(lambda: desktop.page.history[0].strong == "Received")
    row = desktop.page.history[0]
    assert row.rest == "letter of 3 Nov.png"
    desktop.window.desk.calls.document_asked.emit(row.ref_id)
    desktop.wait(lambda: QApplication.activeModalWidget() is not None)
    shown: Any = QApplication.activeModalWidget()
    assert shown.windowTitle() == "Received R-00001"
    copy = tmp_path / "copy.png"
    shown.save_copy(copy)
    assert copy.read_bytes() == scan.read_bytes()
    shown.reject()
