"""The fields that tell who a person is and how to reach them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout

from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.suggestions import ROLES
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.customers import ContactForm


class PersonFields:
    """Name, role, phone with extension, and e-mail, for each form that has them."""

    def __init__(self, form: ContactForm) -> None:
        self._form = form
        self.name = fields.line(form.name)
        self.role = fields.suggesting(
            fields.line(form.role, hint="accounts payable, owner, …"), ROLES
        )
        self.phone = fields.line(form.phone)
        self.extension = fields.line(form.extension)
        self.extension.setAccessibleName("Extension")
        self.extension.setFixedWidth(look().px(96))
        self.email = fields.line(form.email)

    def numbers(self) -> QHBoxLayout:
        """The phone with its extension."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.phone, 1)
        row.addWidget(label("ext.", "quiet"))
        row.addWidget(self.extension)
        return row

    def typed(self) -> ContactForm:
        """The form with what stands in the fields."""
        return replace(
            self._form,
            name=self.name.text(),
            role=self.role.text(),
            phone=self.phone.text(),
            extension=self.extension.text(),
            email=self.email.text(),
        )
