"""Files that are dropped on a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent


def dropped_files(event: QDropEvent) -> tuple[str, ...]:
    """The local files among what is dragged."""
    return tuple(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())


def dropped_file(event: QDropEvent) -> Path | None:
    """The one local file that is dropped, or None."""
    local = dropped_files(event)
    return Path(local[0]) if len(local) == 1 else None
