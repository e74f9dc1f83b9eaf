"""The folder into which the last files were saved, remembered for this user."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from collectdesk.base.paths import user_places
from collectdesk.base.preferences import load_preferences, save_preferences


def last_folder() -> Path:
    """Where files went last, if that folder is still there; else the user's documents."""
    remembered = load_preferences(user_places(os.environ).preferences).last_export_folder
    if remembered and Path(remembered).is_dir():
        return Path(remembered)
    place = QStandardPaths.StandardLocation.DocumentsLocation
    documents = Path(QStandardPaths.writableLocation(place))
    return documents if documents.is_dir() else Path.home()


def remember_folder(folder: Path) -> None:
    """Offer ``folder`` first the next time."""
    path = user_places(os.environ).preferences
    known = load_preferences(path)
    if known.last_export_folder != str(folder):
        save_preferences(path, replace(known, last_export_folder=str(folder)))
