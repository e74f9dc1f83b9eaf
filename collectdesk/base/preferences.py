"""What one user prefers on one machine (not the business's rules, which live in the book).

Every preference is declared once, in ``Preferences``: its name, type, default and the reader that
turns JSON into it. A damaged or foreign value falls back to that preference's default.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path

from collectdesk.base.files import write_atomically

MAX_RECENT_BOOKS = 8
MIN_TEXT_SCALE = 80
MAX_TEXT_SCALE = 200

_READER = "reader"
_log = logging.getLogger(__name__)


class Theme(StrEnum):
    """Which palette the window wears; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _theme(value: object) -> Theme:
    return Theme(_text(value))


def _whole_number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("not a whole number")
    return value


def _text_scale(value: object) -> int:
    scale = _whole_number(value)
    if not MIN_TEXT_SCALE <= scale <= MAX_TEXT_SCALE:
        raise ValueError("text scale out of range")
    return scale


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    return value


def _recent_books(value: object) -> tuple[str, ...]:
    return tuple(_text(item) for item in _list(value))[:MAX_RECENT_BOOKS]


def _splitter_sizes(value: object) -> dict[str, tuple[int, ...]]:
    if not isinstance(value, dict):
        raise ValueError("not a table of sizes")
    return {_text(key): tuple(map(_whole_number, _list(sizes))) for key, sizes in value.items()}


def _read_by(reader: Callable[[object], object]) -> dict[str, Callable[[object], object]]:
    return {_READER: reader}


@dataclass(frozen=True)
class Preferences:
    """One user's preferences; change by making a copy (``dataclasses.replace``) and saving it."""

    recent_books: tuple[str, ...] = field(default=(), metadata=_read_by(_recent_books))
    """Paths of books, the last opened first."""

    window_geometry: str = field(default="", metadata=_read_by(_text))
    """The main window's place and size as Qt describes it, in base64; empty means Qt's choice."""

    splitter_sizes: Mapping[str, tuple[int, ...]] = field(
        default_factory=dict, metadata=_read_by(_splitter_sizes)
    )
    """Pixels of each pane, by the splitter's name."""

    theme: Theme = field(default=Theme.SYSTEM, metadata=_read_by(_theme))

    text_scale: int = field(default=100, metadata=_read_by(_text_scale))
    """Percent of the normal text size, 80 to 200."""

    last_export_folder: str = field(default="", metadata=_read_by(_text))
    """Where the last file was saved to; empty means not yet."""

    second_backup_folder: str = field(default="", metadata=_read_by(_text))
    """A second place for backups, such as a stick; empty means none."""

    label_sheet: str = field(default="", metadata=_read_by(_text))
    """The sheet of labels that was printed on last; empty means none yet."""

    label_right: str = field(default="", metadata=_read_by(_text))
    label_down: str = field(default="", metadata=_read_by(_text))
    """How far this machine's printer needs labels moved, in millimetres; empty means not at all."""

    batch_order: str = field(default="listed", metadata=_read_by(_text))
    """The order in which the last batch of documents was printed."""

    def with_book(self, path: Path) -> Preferences:
        """A copy with the book at ``path`` as the one opened last."""
        opened = str(path)
        others = [book for book in self.recent_books if book != opened]
        return replace(self, recent_books=(opened, *others)[:MAX_RECENT_BOOKS])

    def without_book(self, path: Path) -> Preferences:
        """A copy that no longer lists the book at ``path``."""
        kept = tuple(book for book in self.recent_books if book != str(path))
        return replace(self, recent_books=kept)

    def with_splitter(self, name: str, sizes: tuple[int, ...]) -> Preferences:
        """A copy that remembers the pane sizes (pixels) of the splitter ``name``."""
        return replace(self, splitter_sizes={**self.splitter_sizes, name: sizes})


def load_preferences(path: Path) -> Preferences:
    """The preferences in the file at ``path``; defaults for what is missing or damaged."""
    stored = _stored_values(path)
    usable = {}
    for each in fields(Preferences):
        if each.name not in stored:
            continue
        try:
            usable[each.name] = each.metadata[_READER](stored[each.name])
        except ValueError:
            _log.warning("preference has an unusable value and is set back")
    return Preferences(**usable)


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write the file at ``path`` in one step; raises ``OSError`` where that is not possible."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = json.dumps(asdict(preferences), ensure_ascii=False, indent=2)
    write_atomically(path, text.encode("utf-8", "surrogatepass"))


def _stored_values(path: Path) -> dict[str, object]:
    try:
        values = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        _log.warning("the preferences file cannot be read; preferences are set back")
        return {}
    return values if isinstance(values, dict) else {}
