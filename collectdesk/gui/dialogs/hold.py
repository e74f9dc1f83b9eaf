"""Stopping credit or contact for a customer, and letting go again."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from collectdesk.domain.rows import CustomerHead
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormDialog
from collectdesk.gui.runner import Runner
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.usecases.customers import SetHold, set_hold

_HOLDS = (
    ("none", "No hold"),
    ("no_credit", "No new credit: deliver against payment only"),
    ("no_contact", "No contact: no calls and no letters"),
)


class HoldDialog(FormDialog):
    """The kind of hold, until when, and why."""

    def __init__(self, parent: QWidget | None, runner: Runner, head: CustomerHead) -> None:
        super().__init__(parent, runner, "Hold", "Save", about=head.name)
        self._customer_id = head.customer_id
        self.hold = fields.choice(_HOLDS, head.hold)
        self.until = DateEdit(runner.today)
        self.until.setPlaceholderText("Until it is lifted by hand")
        self.reason = fields.line(hint="Why, for whoever looks next")
        self.grid.add_row("hold", "&Hold", self.hold)
        self.grid.add_row("until", "&Until", self.until)
        self.grid.add_row("reason", "&Reason", self.reason)
        self.hold.currentIndexChanged.connect(self._show_needed)
        self._show_needed()
        self.begin()
        self.hold.setFocus()

    def typed(self) -> object:
        return fields.chosen(self.hold), self.until.text(), self.reason.text()

    def save(self) -> None:
        self.send(set_hold, self._command)

    def _command(self) -> SetHold:
        return SetHold(
            customer_id=self._customer_id,
            hold=fields.chosen(self.hold),
            until=fields.read("until", self.until.optional_day),
            reason=self.reason.text(),
        )

    def _show_needed(self) -> None:
        held = fields.chosen(self.hold) != "none"
        self.until.setEnabled(held)
        self.reason.setEnabled(held)
