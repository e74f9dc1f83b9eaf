"""Files dropped on the desk: each goes where it belongs, and the original stays where it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDropEvent

from collectdesk.domain.words import shortened
from collectdesk.gui.text import one_line

if TYPE_CHECKING:
    from collectdesk.gui.scene import Scene

_BANK: Final = (".ofx", ".qfx")
_TABLES: Final = (".csv", ".xlsx", ".ods")
_ONE_AT_A_TIME: Final = "Drop a bank file or a list alone: each is looked through by itself."
_WHOSE: Final = "Choose the customer that sent it, then drop it on the customer."


def may_drop(scene: Scene, event: QDropEvent) -> None:
    """Let files come, as copies; what is only an address on the net is none."""
    from collectdesk.gui.dialogs.dropped import copied, dropped_files

    if scene.runner.is_writable and dropped_files(event):
        copied(event)


def take_dropped(
    scene: Scene, event: QDropEvent, customer_id: int | None, invoice_id: int | None = None
) -> None:
    """Open what fits the files: the bank's form, the form for lists, or the one that keeps."""
    from collectdesk.gui.dialogs.dropped import copied, dropped_files

    files = dropped_files(event)
    if not files or not scene.runner.is_writable:
        return
    copied(event)
    listed = [name for name in files if _ending(name) in (*_BANK, *_TABLES)]
    if len(files) == 1 and listed:
        # Whoever drags waits until this returns, so the question comes after it.
        QTimer.singleShot(0, scene, partial(_look_through, scene, Path(files[0])))
    elif listed:
        scene.tell(_ONE_AT_A_TIME)
    elif customer_id is None:
        scene.tell(_WHOSE)
    else:
        _keep(scene, customer_id, files, invoice_id)


def _look_through(scene: Scene, path: Path) -> None:
    from collectdesk.gui import commands
    from collectdesk.gui.dialogs import asking

    if _ending(path.name) in _BANK:
        commands.bank_file(scene, path)
        return
    what = asking.which(
        scene.window,
        f"What is in {shortened(one_line(path.name))}?",
        ("Invoices of customers", "Payments from the bank"),
    )
    if what is not None:
        (commands.import_file, commands.bank_file)[what](scene, path)


def _keep(scene: Scene, customer_id: int, files: Sequence[str], invoice_id: int | None) -> None:
    from collectdesk.gui.dialogs.paperwork import keep_files

    keep_files(scene.window, scene.runner, customer_id, files, invoice_id)


def _ending(name: str) -> str:
    return Path(name).suffix.casefold()
