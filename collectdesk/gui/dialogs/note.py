"""Writing an internal note on a customer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormDialog
from collectdesk.gui.runner import Runner
from collectdesk.usecases.customers import AddNote, add_note


class NoteDialog(FormDialog):
    """A note; corrected later by adding another, never by erasing."""

    def __init__(self, parent: QWidget | None, runner: Runner, customer_id: int, name: str) -> None:
        super().__init__(
            parent,
            runner,
            "Note",
            "Add note",
            about=name,
            lead="For us only: it never appears on a customer's document.",
        )
        self._customer_id = customer_id
        self.text = fields.paragraph(rows=6)
        self.grid.add_row("text", "&Note", self.text)
        self.begin()
        self.text.setFocus()

    def typed(self) -> object:
        return self.text.toPlainText()

    def save(self) -> None:
        self.send(add_note, lambda: AddNote(self._customer_id, self.text.toPlainText()))
