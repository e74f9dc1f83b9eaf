"""The window: the only room that knows Qt."""

from __future__ import annotations

import builtins
from importlib import import_module

from collectdesk.gui.none_guard import make_none_immortal


def _import_qt() -> None:
    """Load Qt, and leave Python its own import.

    PySide6 replaces it by one that reads the text of each module that is imported later, to see
    whether that uses another spelling of Qt's names (``__feature__``), as nothing here does.
    """
    own = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = own


_import_qt()
make_none_immortal()
