"""The folder into which the last files were saved, remembered for this user."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from collectdesk.base.paths import user_places
from collectdesk.base.preferences import load_preferences, save_preferences
from collectdesk.domain.errors import InvalidInput


def last_folder() -> Path:
    """Where files went last, if that folder is still there; else the user's documents."""
    remembered = load_preferences(user_places(os.environ).preferences).last_export_folder
    if remembered and Path(remembered).is_dir():
        return Path(remembered)
    place = QStandardPaths.StandardLocation.DocumentsLocation
    documents = Path(QStandardPaths.writableLocation(place))
    return documents if documents.is_dir() else Path.home()


def typed_place(text: str, field: str, refusal: str) -> Path:
    """The whole place that was typed; raises InvalidInput with ``refusal`` where it is none."""
    try:
        place = Path(text.strip()).expanduser()
        place.exists()
    except (OSError, RuntimeError, ValueError) as error:  # a name too long, a user unknown here
        raise InvalidInput(refusal, field) from error
    if not place.is_absolute():
        raise InvalidInput(refusal, field)
    return place


def typed_folder(text: str) -> Path:
    """The folder that was typed; raises InvalidInput where there is none."""
    refusal = "This folder does not exist. Choose one with Browse."
    folder = typed_place(text, "folder", refusal)
    if not folder.is_dir():
        raise InvalidInput(refusal, "folder")
    return folder


def remember_folder(folder: Path) -> None:
    """Offer ``folder`` first the next time."""
    path = user_places(os.environ).preferences
    known = load_preferences(path)
    if known.last_export_folder != str(folder):
        save_preferences(path, replace(known, last_export_folder=str(folder)))
