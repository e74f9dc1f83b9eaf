"""The places in the bar beside the desk, each made when it is first gone to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from collectdesk.gui.actions import Actions
from collectdesk.gui.panes.place import Place
from collectdesk.gui.scene import Scene

__all__ = ["Place", "make"]


def make(key: str, scene: Scene, actions: Actions) -> QWidget:
    """The place of that key."""
    if key == "invoices":
        from collectdesk.gui.panes.invoices import InvoicesPlace

        return InvoicesPlace(scene, actions)
    if key == "calls":
        from collectdesk.gui.panes.call_log import CallLogPlace

        return CallLogPlace(scene, actions)
    if key == "documents":
        from collectdesk.gui.panes.documents import DocumentsPlace

        return DocumentsPlace(scene, actions)
    if key == "statements":
        from collectdesk.gui.panes.statements import StatementsPlace

        return StatementsPlace(scene, actions)
    if key == "watch":
        from collectdesk.gui.panes.watch import WatchPlace

        return WatchPlace(scene, actions)
    from collectdesk.gui.panes.insights import InsightsPlace

    return InsightsPlace(scene, actions)
