"""Handing an account to an agency or attorney, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.english import spelled
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormDialog
from collectdesk.gui.runner import Runner
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.checks import customer
from collectdesk.usecases.customers import PlaceAccount, place_account
from collectdesk.usecases.work import Work

_PLACES: Final = (
    ("no", "With us"),
    ("agency", "With a collection agency"),
    ("attorney", "With an attorney"),
)
_CONSEQUENCES: Final = {
    "no": "Calls, notices and the forecast count the account again.",
    "agency": (
        "It leaves the call list, no more notices are printed, and the forecast counts on"
        " nothing from it. The invoices stay open."
    ),
}


@dataclass(frozen=True, slots=True)
class PlacementNeeds:
    """With whom the account of which customer is."""

    customer_id: int
    name: str
    placed: str


def placement_needs(work: Work, customer_id: int) -> PlacementNeeds:
    """What the form starts from."""
    found = customer(work, customer_id)
    return PlacementNeeds(customer_id, found["name"], found["placed"])


class PlacementForm(FormDialog):
    """With whom the account is from today on."""

    def __init__(self, parent: QWidget | None, runner: Runner, needs: PlacementNeeds) -> None:
        title = spelled("Agency or attorney", runner.currency)
        super().__init__(parent, runner, title, "&Save", about=needs.name)
        self._customer_id = needs.customer_id
        places = [(code, spelled(words, runner.currency)) for code, words in _PLACES]
        self.placed = fields.choice(places, needs.placed)
        self.consequence = label("", "strong", wrap=True)
        self.grid.add_row("placed", "&Account", self.placed)
        self.keep_in_view(self.consequence)
        self.placed.currentIndexChanged.connect(lambda _: self._tell())
        self.begin()
        self.placed.setFocus()

    def typed(self) -> object:
        return fields.chosen(self.placed)

    def save(self) -> None:
        self.send(
            place_account, lambda: PlaceAccount(self._customer_id, fields.chosen(self.placed))
        )

    def _tell(self) -> None:
        back = fields.chosen(self.placed) == "no"
        told = _CONSEQUENCES["no" if back else "agency"] if self.is_changed else ""
        self.consequence.setText(told)
        if self.isVisible():
            self.adjust_height()
