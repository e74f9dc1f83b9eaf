"""What one supplier or bank says of a customer who asks for credit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.numerals import parse_whole
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormFrame
from collectdesk.gui.dialogs.suggestions import TERMS
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.credit import ReferenceForm

KIND_LABELS: Final = {"trade": "A supplier", "bank": "A bank"}
_LONGEST_DELAY: Final = 999


class ReferenceDialog(FormFrame):
    """One reference; it is kept with the application."""

    def __init__(
        self,
        parent: QWidget,
        currency: str,
        form: ReferenceForm,
        take: Callable[[ReferenceForm], object],
    ) -> None:
        super().__init__(parent, "Reference", "&Take")
        self._take = take
        self.kind = fields.choice(KIND_LABELS.items(), form.kind)
        self.name = fields.line(form.name)
        self.contact = fields.line(form.contact, hint="Who told us, and the number")
        self.high_credit = MoneyEdit(currency)
        self.terms = fields.suggesting(fields.line(form.terms, hint="Net 30"), TERMS)
        self.days_beyond = fields.line(hint="Not told", longest=4)
        self.opinion = fields.paragraph(form.opinion, rows=2, hint="In their words")
        self.grid.add_row("kind", "&Kind", self.kind)
        self.grid.add_row("name", "&Name", self.name)
        self.grid.add_row("contact", "To&ld by", self.contact)
        self.grid.add_row("high_credit", "&Highest credit", self.high_credit)
        self.grid.add_row("terms", "T&erms", self.terms)
        self.grid.add_row("days_beyond_terms", "&Days late", self.days_beyond)
        self.grid.add_row("opinion", "&Says", self.opinion)
        self.begin()
        self.name.setFocus()

    def typed(self) -> object:
        return (
            fields.chosen(self.kind),
            self.name.text(),
            self.contact.text(),
            self.high_credit.text(),
            self.terms.text(),
            self.days_beyond.text(),
            self.opinion.toPlainText(),
        )

    def save(self) -> None:
        """Hand it to the application."""
        self.clear_errors()
        try:
            made = self._reference()
        except InvalidInput as error:
            self.show_error(error)
            return
        self._take(made)
        self.accept()

    def _reference(self) -> ReferenceForm:
        if not self.name.text().strip():
            raise InvalidInput("Please name the supplier or bank.", "name")
        high = None
        if not self.high_credit.is_blank():
            high = fields.read("high_credit", self.high_credit.amount)
        return ReferenceForm(
            kind=fields.chosen(self.kind),
            name=self.name.text(),
            contact=self.contact.text(),
            high_credit=high,
            terms=self.terms.text(),
            days_beyond_terms=self._days(),
            opinion=self.opinion.toPlainText(),
        )

    def _days(self) -> int | None:
        text = self.days_beyond.text().strip()
        if not text:
            return None
        return parse_whole(text, 0, _LONGEST_DELAY, "days_beyond_terms")
