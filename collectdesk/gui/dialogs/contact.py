"""A person at a customer."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from collectdesk.gui.dialogs import asking, fields
from collectdesk.gui.dialogs.form import MIDDLE, FormDialog
from collectdesk.gui.dialogs.suggestions import ROLES
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import one_line
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label
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
        self.name.setFocus()

    def typed(self) -> object:
        return self._form_as_typed()

    def save(self) -> None:
        self.send(save_contact, lambda: SaveContact(self._form_as_typed()))

    def _remove(self) -> None:
        contact_id = self._form.contact_id
        name = one_line(self._form.name)[:60]
        if contact_id is not None and asking.confirm(
            self, f"Remove {name}? Calls keep the name.", "Remove", "Keep"
        ):
            self.send(remove_contact, lambda: RemoveContact(contact_id))

    def _form_as_typed(self) -> ContactForm:
        return ContactForm(
            contact_id=self._form.contact_id,
            customer_id=self._form.customer_id,
            name=self.name.text(),
            role=self.role.text(),
            phone=self.phone.text(),
            extension=self.extension.text(),
            email=self.email.text(),
            best_time=self.best_time.text(),
            do_not_call=self.do_not_call.isChecked(),
            rapport=self.rapport.toPlainText(),
        )

    def _make_fields(self, form: ContactForm) -> None:
        self.name = fields.line(form.name)
        self.role = fields.suggesting(
            fields.line(form.role, hint="accounts payable, owner, …"), ROLES
        )
        self.phone = fields.line(form.phone)
        self.extension = fields.line(form.extension)
        self.extension.setAccessibleName("Extension")
        self.extension.setFixedWidth(look().px(96))
        self.email = fields.line(form.email)
        self.best_time = fields.line(form.best_time, hint="9 to 11 am")
        self.do_not_call = fields.tick("&Do not call", form.do_not_call)
        self.rapport = fields.paragraph(
            form.rapport, hint="What to ask about, what they care for; for us only"
        )

    def _lay_out_fields(self) -> None:
        numbers = QHBoxLayout()
        numbers.setContentsMargins(0, 0, 0, 0)
        numbers.addWidget(self.phone, 1)
        numbers.addWidget(label("ext.", "quiet"))
        numbers.addWidget(self.extension)
        self.grid.add_row("name", "&Name", self.name)
        self.grid.add_row("role", "&Role", self.role)
        self.grid.add_row("phone", "&Phone", self.phone, beside=numbers)
        self.grid.add_row("email", "&E-mail", self.email)
        self.grid.add_row("best_time", "&Best time", self.best_time)
        self.grid.add_row("do_not_call", "", self.do_not_call)
        self.grid.add_row("rapport", "R&apport", self.rapport)
