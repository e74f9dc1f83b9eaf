"""Writing the list that is shown to a file of the owner's choice."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from collectdesk.domain.sheet import ShownList
from collectdesk.domain.words import counted
from collectdesk.gui.dialogs.folders import last_folder, remember_folder
from collectdesk.gui.runner import Runner
from collectdesk.usecases.exports import SUFFIXES, Exported, ExportRows, export_rows

_FORMS: Final = {"Workbook (*.xlsx)": ".xlsx", "Comma-separated (*.csv)": ".csv"}


def export_list(parent: QWidget, runner: Runner, shown: ShownList) -> None:
    """Ask for a file and write all rows of the list to it; the status line tells the end."""
    name = f"{runner.path.stem} {shown.what} {runner.today.isoformat()}.xlsx"
    chosen, form = QFileDialog.getSaveFileName(
        parent, "Export this list", str(last_folder() / name), ";;".join(_FORMS)
    )
    if not chosen:
        return
    path = _with_suffix(Path(chosen), form)
    remember_folder(path.parent)

    def tell(done: Exported) -> None:
        runner.said.emit(f"{counted(done.rows, 'row')} in {done.path.name}", False)

    runner.job(
        export_rows, ExportRows(shown, path), then=tell, title="Exporting the list", parent=parent
    )


def _with_suffix(path: Path, form: str) -> Path:
    """A name without a known ending gets that of the chosen form."""
    if path.suffix.lower() in SUFFIXES:
        return path
    return path.with_name(f"{path.name}{_FORMS.get(form, '.xlsx')}")
