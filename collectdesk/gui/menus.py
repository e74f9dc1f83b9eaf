"""Menus made from the list of actions: the bar that Alt and F10 show, and the one menu button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from collectdesk.gui.actions import Actions


def fill_menu_bar(bar: QMenuBar, actions: Actions) -> None:
    """Fill the menu bar; it is hidden until Alt or F10 is pressed."""
    _fill(actions, bar.addMenu)
    bar.hide()


def build_menu(menu: QMenu, actions: Actions) -> None:
    """Fill one menu with all menus below it."""
    _fill(actions, menu.addMenu)


def _fill(actions: Actions, add_menu: Callable[[str], QMenu]) -> None:
    menus: dict[str, QMenu] = {}
    for spec, action in actions:
        if spec.menu not in menus:
            menus[spec.menu] = add_menu(spec.menu)
        _add(menus[spec.menu], action)


def _add(menu: QMenu, action: QAction) -> None:
    menu.addAction(action)
