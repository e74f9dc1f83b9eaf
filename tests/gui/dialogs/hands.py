"""What hands and eyes do in a dialog; for tests of dialogs."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot


def text_of(data: bytes) -> str:
    """The words of a PDF."""
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def save_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Choose that file wherever the program asks where to save."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def wait_for_words(dialog: Any, words: str, qtbot: QtBot) -> None:
    """Wait until the banner says exactly this."""
    qtbot.waitUntil(lambda: dialog.banner.text() == words)


def wait_for_pages(dialog: Any, qtbot: QtBot) -> None:
    """Wait until the paper is shown."""
    qtbot.waitUntil(lambda: dialog.pane.page_count > 0)


def save(dialog: Any, qtbot: QtBot) -> None:
    """Save, and see the dialog close."""
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert not dialog.isVisible()
