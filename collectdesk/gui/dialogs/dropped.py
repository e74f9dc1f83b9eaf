"""Files that are dropped on a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent


def dropped_files(event: QDropEvent) -> tuple[str, ...]:
    """The local files among what is dragged."""
    return tuple(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())


def copied(event: QDropEvent) -> None:
    """Take what is dragged as a copy: a moved file would be removed where it came from."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def dropped_file(event: QDropEvent) -> Path | None:
    """The one local file that is dropped, or None."""
    local = dropped_files(event)
    return Path(local[0]) if len(local) == 1 else None
