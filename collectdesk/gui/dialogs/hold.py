"""Stopping credit or contact for a customer, and letting go again."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from collectdesk.domain.dates import long_date
from collectdesk.domain.hold import ended_hold
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormDialog
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import money
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.announced_holds import AnnouncedHold, HoldForm
from collectdesk.usecases.customers import SetHold, set_hold

_HOLDS: Final = (
    ("none", "No hold"),
    ("no_credit", "No new credit: deliver against payment only"),
    ("no_contact", "No contact: no calls and no letters"),
)
_FOLLOWS: Final = {
    "none": "Calls, letters and new invoices go on as usual.",
    "no_credit": "New invoices are refused unless you say why; calls and letters go on.",
    "no_contact": "They leave today's list and rest; no notice is due until the hold ends.",
}

_UNDO: Final = "Undo (Ctrl+Z) puts it back."

_LEAD: Final = (
    "The {label} {notice} of {told} said that new orders on account would stop from {day},"
    " and {amount} of it is still open. Save the hold, or choose No hold to let credit go on."
)


def _lead(announced: AnnouncedHold | None, currency: str) -> str:
    """Which letter said that credit would stop; empty where none did."""
    if announced is None:
        return ""
    return _LEAD.format(
        label=announced.label,
        notice=announced.notice,
        told=long_date(announced.told_on),
        day=long_date(announced.hold_on),
        amount=money(announced.amount, currency),
    )


class HoldDialog(FormDialog):
    """The kind of hold, until when, why, and what follows from it."""

    def __init__(self, parent: QWidget | None, runner: Runner, form: HoldForm) -> None:
        lead = _lead(form.announced, runner.currency)
        super().__init__(parent, runner, "Hold", "Save", about=form.customer_name, lead=lead)
        self._customer_id = form.customer_id
        self._standing = ("none", "") if form.announced else (form.hold, form.reason)
        self.hold = fields.choice(_HOLDS, form.hold)
        self.until = DateEdit(runner.today, runner.currency)
        self.until.setPlaceholderText("Until it is lifted by hand")
        self.until.set_day(form.until)
        self.reason = fields.line(form.reason, hint="Why, for whoever looks next")
        self.follows = label("", "strong", wrap=True)
        self.grid.add_row("hold", "&Hold", self.hold)
        self.grid.add_row("until", "&Until", self.until)
        self.grid.add_row("reason", "&Reason", self.reason)
        self.keep_in_view(self.follows)
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
        chosen = fields.chosen(self.hold)
        ended = ended_hold(*self._standing, chosen)
        self.follows.setText(
            " ".join(filter(None, [_FOLLOWS[chosen], ended and f"{ended} {_UNDO}"]))
        )
        if self.isVisible():
            QTimer.singleShot(0, self, self.adjust_height)  # once the words have their lines
