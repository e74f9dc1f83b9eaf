"""Where the program keeps things for this user.

Everything lies in the user's own local data folder (never the roaming or a synchronised one), or
below ``COLLECTDESK_HOME`` where that is set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "COLLECTDESK_HOME"
APP_NAME = "CollectDesk"
BOOK_SUFFIX = ".collectdesk"
DEMO_BOOK_NAME = f"Demo{BOOK_SUFFIX}"


@dataclass(frozen=True)
class UserPlaces:
    """The folders of one user, and the preferences file. Naming a place does not create it."""

    data: Path
    logs: Path
    preferences: Path

    @property
    def books(self) -> Path:
        return self.data / "books"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def demo_book(self) -> Path:
        return self.books / DEMO_BOOK_NAME

    def create(self) -> None:
        """Make every folder that is missing, readable by its owner alone."""
        folders = (self.data, self.books, self.backups, self.logs, self.preferences.parent)
        for folder in folders:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def user_places(environ: Mapping[str, str]) -> UserPlaces:
    """The places of the user who runs the program, as ``environ`` and the system define them."""
    chosen = environ.get(HOME_VARIABLE, "").strip()
    if chosen:
        return _places_below(Path(chosen).expanduser().absolute())
    folders = platformdirs.PlatformDirs(APP_NAME, appauthor=False, roaming=False)
    return UserPlaces(
        data=folders.user_data_path,
        logs=folders.user_log_path,
        preferences=folders.user_config_path / "preferences.json",
    )


def _places_below(home: Path) -> UserPlaces:
    return UserPlaces(data=home, logs=home / "logs", preferences=home / "preferences.json")
