"""A customer who struggles to pay: the flag, other means that were named, and the plan offer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormDialog
from collectdesk.gui.dialogs.needs import CustomerNeeds
from collectdesk.gui.runner import Runner
from collectdesk.usecases.struggling import MarkStruggling, mark_struggling


class StrugglingForm(FormDialog):
    """Saves the flag; ``offer_plan`` is called when a plan is to be offered next."""

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        needs: CustomerNeeds,
        offer_plan: Callable[[], object],
    ) -> None:
        super().__init__(
            parent,
            runner,
            "Struggling to pay",
            "&Save",
            about=needs.head.name,
            lead="The flag stands in the customer's head, so that whoever calls offers help before"
            " pressing. Logging “Can't pay it all” sets it as well.",
        )
        self._customer_id, self._offer_plan = needs.head.customer_id, offer_plan
        self.struggling = fields.tick("They may be s&truggling", True)
        self.means = fields.paragraph(rows=3, hint="A loan, a sale, a payment they wait for")
        self.offer = fields.tick("Offer a payment &plan next", bool(needs.items))
        self.grid.add_row("struggling", "", self.struggling)
        self.grid.add_row("means", "&Other means", self.means)
        self.grid.add_row("offer", "", self.offer)
        self.struggling.toggled.connect(self.offer.setEnabled)
        self.offer.setEnabled(bool(needs.items))
        self.begin()
        self.means.setFocus()

    def typed(self) -> object:
        return self.struggling.isChecked(), self.means.toPlainText()

    def save(self) -> None:
        self.send(
            mark_struggling,
            lambda: MarkStruggling(
                self._customer_id, self.struggling.isChecked(), self.means.toPlainText()
            ),
            then=lambda _: self._offer(),
        )

    def _offer(self) -> None:
        if self.struggling.isChecked() and self.offer.isChecked():
            self._offer_plan()
