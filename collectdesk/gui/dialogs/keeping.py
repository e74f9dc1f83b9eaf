"""Keeping what a customer sent: with whom, about which invoice, and that it stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.rows import InvoiceRow
from collectdesk.domain.words import counted, listed
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormDialog, while_open
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import money, one_line
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases import checks
from collectdesk.usecases.invoice_rows import invoice_rows
from collectdesk.usecases.received import KeepFile, keep_file
from collectdesk.usecases.work import Work

_LEAD: Final = (
    "Kept as it came in, for good: it cannot be changed or taken out again, so look whose it is."
)
_NAMED: Final = 4
_OFFERED: Final = 60


@dataclass(frozen=True, slots=True)
class KeepNeeds:
    """Whose files they are, and the invoices that they may be about."""

    customer_id: int
    name: str
    invoices: tuple[InvoiceRow, ...]


def keep_needs(work: Work, customer_id: int, invoice_id: int | None = None) -> KeepNeeds:
    """What the form starts from: open invoices first, oldest due first, and the one that is meant
    wherever it stands. Raises NotFound."""
    name = checks.customer(work, customer_id)["name"]
    listed = enumerate(invoice_rows(work, customer_id))
    offered = (row for at, row in listed if at < _OFFERED or row.invoice_id == invoice_id)
    return KeepNeeds(customer_id, name, tuple(offered))


class KeepFilesForm(FormDialog):
    """The files, and the invoice that they are about."""

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        needs: KeepNeeds,
        paths: Sequence[str],
        invoice_id: int | None = None,
    ) -> None:
        super().__init__(
            parent, runner, "Keep what they sent", "&Keep", about=needs.name, lead=_LEAD
        )
        self._customer_id = needs.customer_id
        self._paths = list(paths)
        self.files = label("", "", wrap=True)
        self.files.setContentsMargins(0, 7, 0, 0)
        offered = ((str(row.invoice_id), self._words(row)) for row in needs.invoices)
        self.invoice = fields.choice((("", "No invoice in particular"), *offered))
        fields.choose(self.invoice, str(invoice_id or ""))
        self.grid.add_row("path", "What", self.files)
        self.grid.add_row("invoice_id", "&About", self.invoice)
        self._tell_files()
        self.begin()
        self.save_button.setFocus()

    def typed(self) -> object:
        return fields.chosen(self.invoice)

    def save(self) -> None:
        """Keep one file after the other; one that cannot be kept is told, and left out."""
        self.clear_errors()
        if not self._paths:
            self.accept()
            return
        self.set_busy(True)
        invoice_id = int(fields.chosen(self.invoice) or 0) or None
        self.runner.do(
            keep_file,
            KeepFile(self._customer_id, self._paths[0], invoice_id),
            then=while_open(self, self._kept),
            failed=while_open(self, self._not_kept),
        )

    def _kept(self, outcome: Any) -> None:
        self.set_busy(False)
        self.saved.emit(outcome.result)
        del self._paths[0]
        self.save()

    def _not_kept(self, error: BaseException) -> None:
        self.set_busy(False)
        del self._paths[0]
        self._tell_files()
        self.show_error(error)

    def _tell_files(self) -> None:
        names = [one_line(Path(path).name) for path in self._paths[:_NAMED]]
        more = len(self._paths) - _NAMED
        if more > 0:
            names.append(counted(more, "more file"))
        self.files.setText(listed(names) or "Nothing is left to keep.")
        self.save_button.setText("&Keep" if self._paths else "&Done")

    def _words(self, row: InvoiceRow) -> str:
        state = f"{money(row.balance, self.runner.currency)} open" if row.balance else "closed"
        return f"{one_line(row.number) or 'Draft'}  ·  {state}"
