"""The window: the only room that knows Qt."""

from __future__ import annotations

from collectdesk.gui.none_guard import make_none_immortal

make_none_immortal()
