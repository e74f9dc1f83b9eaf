"""A person at a customer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from collectdesk.domain.words import shortened
from collectdesk.gui.dialogs import asking, fields
from collectdesk.gui.dialogs.form import MIDDLE, FormDialog
from collectdesk.gui.dialogs.person_fields import PersonFields
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import one_line
from collectdesk.gui.widgets.buttons import Button
from collectdesk.usecases.customers import (
    ContactForm,
    RemoveContact,
    SaveContact,
    remove_contact,
    save_contact,
)


class ContactDialog(FormDialog):
    """The form of one person."""

    def __init__(
        self, parent: QWidget | None, runner: Runner, form: ContactForm, customer_name: str
    ) -> None:
        new = form.contact_id is None
        super().__init__(
            parent,
            runner,
            "New contact" if new else "Edit contact",
            "Add contact" if new else "Save changes",
            about=customer_name,
            width=MIDDLE,
        )
        self._form = form
        self._make_fields(form)
        self._lay_out_fields()
        if not new:
            remove = Button("Re&move…", "danger", clicked=self._remove)
            self.buttons.insertWidget(0, remove)
        self.begin()
        self.person.name.setFocus()

    def typed(self) -> object:
        return self._form_as_typed()

    def save(self) -> None:
        self.send(save_contact, lambda: SaveContact(self._form_as_typed()))

    def _remove(self) -> None:
        contact_id = self._form.contact_id
        name = shortened(one_line(self._form.name))
        if contact_id is not None and asking.confirm(
            self, f"Remove {name}? Calls keep the name.", "Remove", "Keep"
        ):
            self.send(remove_contact, lambda: RemoveContact(contact_id))

    def _form_as_typed(self) -> ContactForm:
        return replace(
            self.person.typed(),
            best_time=self.best_time.text(),
            do_not_call=self.do_not_call.isChecked(),
            rapport=self.rapport.toPlainText(),
        )

    def _make_fields(self, form: ContactForm) -> None:
        self.person = PersonFields(form)
        self.best_time = fields.line(form.best_time, hint="9 to 11 am")
        self.do_not_call = fields.tick("&Do not call", form.do_not_call)
        self.rapport = fields.paragraph(
            form.rapport, hint="What to ask about, what they care for; for us only"
        )

    def _lay_out_fields(self) -> None:
        person = self.person
        self.grid.add_row("name", "&Name", person.name)
        self.grid.add_row("role", "&Role", person.role)
        self.grid.add_row("phone", "&Phone", person.phone, beside=person.numbers())
        self.grid.add_row("email", "&E-mail", person.email)
        self.grid.add_row("best_time", "&Best time", self.best_time)
        self.grid.add_row("do_not_call", "", self.do_not_call)
        self.grid.add_row("rapport", "R&apport", self.rapport)
