"""Making a customer, or changing what is kept about one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from collectdesk.domain.english import spelled
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.agreed_words import explained, pay_run_in_words, terms_in_words
from collectdesk.gui.dialogs.calendar_choice import CalendarChoice
from collectdesk.gui.dialogs.form import WIDE, FormDialog
from collectdesk.gui.dialogs.person_fields import PersonFields
from collectdesk.gui.dialogs.suggestions import ENTITY_TYPES, PAY_RUNS, TERMS
from collectdesk.gui.runner import Runner
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.form_grid import FormGrid, line_up
from collectdesk.gui.widgets.labels import rule
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.customers import ContactForm, CustomerForm, SaveCustomer, save_customer

_LABELS = 112
_STYLES = (
    ("balance-forward", "Balance forward: everything of the month"),
    ("open-item", "Open item: what is still owed"),
)
_CALENDARS = (
    ("", "As our own business"),
    ("none", "Weekends and our own days off only"),
)


class CustomerDialog(FormDialog):
    """The form of one customer."""

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        form: CustomerForm,
        then: Callable[[int], object] | None = None,
    ) -> None:
        """``then`` gets the customer's id after it is saved."""
        new = form.customer_id is None
        super().__init__(
            parent,
            runner,
            "New customer" if new else "Edit customer",
            "Add customer" if new else "Save changes",
            width=WIDE,
            label_width=_LABELS,
        )
        self._form, self._then = form, then
        self.person = PersonFields(ContactForm())
        self.calendar = CalendarChoice(runner, form.calendar, _CALENDARS)
        self._make_fields(form, runner.currency)
        self._fill_left()
        self._fill_right()
        if new:
            self._add_person()
        self.begin()
        self.name.setFocus()

    def typed(self) -> object:
        return (
            self._form_as_typed(self._form.credit_limit),
            self.credit_limit.text(),
            self.person.typed(),
        )

    def save(self) -> None:
        self.send(
            save_customer,
            lambda: SaveCustomer(self._form_as_typed(self._limit()), self.person.typed()),
            self._then,
        )

    def _limit(self) -> int | None:
        if self.credit_limit.is_blank():
            return None
        return fields.read("credit_limit", self.credit_limit.amount)

    def _form_as_typed(self, credit_limit: int | None) -> CustomerForm:
        return CustomerForm(
            customer_id=self._form.customer_id,
            number=self.number.text(),
            name=self.name.text(),
            trade_name=self.trade_name.text(),
            entity_type=self.entity_type.text(),
            natural_person=self.natural_person.isChecked(),
            tax_id=self.tax_id.text(),
            billing_address=self.billing_address.toPlainText(),
            shipping_address=self.shipping_address.toPlainText(),
            country=self.country.text(),
            language=self.language.text(),
            terms=self.terms.text(),
            credit_limit=credit_limit,
            statement_style=fields.chosen(self.statement_style),
            pay_run=self.pay_run.text(),
            calendar=self.calendar.code(),
            agency_intended=self.agency_intended.isChecked(),
            po_required=self.po_required.isChecked(),
            note=self.note.toPlainText(),
        )

    def _make_fields(self, form: CustomerForm, currency: str) -> None:
        self.name = fields.line(form.name, hint="As it is written on invoices")
        self.number = fields.line(form.number, hint="Given when saved", longest=40)
        self.trade_name = fields.line(form.trade_name, hint="Another name they go by")
        self.billing_address = fields.paragraph(form.billing_address, rows=4)
        self.shipping_address = fields.paragraph(
            form.shipping_address, rows=3, hint="If not the billing address"
        )
        self.country = fields.line(form.country)
        self.language = fields.line(form.language, hint="Of your own letter texts for them")
        self.tax_id = fields.line(form.tax_id)
        self.entity_type = fields.suggesting(
            fields.line(form.entity_type, hint="LLC, partnership, …"), ENTITY_TYPES
        )
        self.natural_person = fields.tick("A natural &person, not a company", form.natural_person)
        self.terms = fields.suggesting(fields.line(form.terms, hint="Net 30"), TERMS)
        self.credit_limit = MoneyEdit(currency)
        self.credit_limit.set_amount(form.credit_limit)
        self.credit_limit.setPlaceholderText("No limit")
        self.pay_run = fields.suggesting(
            fields.line(form.pay_run, hint="When they pay: every other Friday"), PAY_RUNS
        )
        self.statement_style = fields.choice(_STYLES, form.statement_style)
        self.po_required = fields.tick("Needs a PO nu&mber on invoices", form.po_required)
        self.agency_intended = fields.tick(
            "We would really hand &over to an agency", form.agency_intended
        )
        self.note = fields.paragraph(form.note, rows=4, hint="For us only; never printed")

    def _fill_left(self) -> None:
        self.grid.add_row("name", "&Name", self.name)
        self.grid.add_row("number", "N&umber", self.number)
        self.grid.add_row("trade_name", "Trade name", self.trade_name)
        self.grid.add_row("billing_address", "&Billing address", self.billing_address)
        self.grid.add_row("shipping_address", "S&hipping address", self.shipping_address)
        self.grid.add_row("country", "Countr&y", self.country)
        self.grid.add_row("language", "Language", self.language)
        self.grid.add_row("tax_id", spelled("Tax ID", self.runner.currency), self.tax_id)

    def _fill_right(self) -> None:
        right = FormGrid(label_width=_LABELS)
        self.grids.append(right)
        right.add_row("terms", "&Terms", self.terms, self._explained_terms())
        right.add_row("credit_limit", "Credit &limit", self.credit_limit)
        right.add_row(
            "pay_run", "Pay &run", self.pay_run, explained(self.pay_run, pay_run_in_words)
        )
        right.add_row("calendar", "Public holi&days", self.calendar.country, self.calendar)
        right.add_row("statement_style", "&Statement", self.statement_style)
        right.add_row("po_required", "", self.po_required)
        right.add_row("entity_type", "K&ind of firm", self.entity_type)
        right.add_row("natural_person", "", self.natural_person)
        right.add_row("agency_intended", "", self.agency_intended)
        right.add_row("note", "Not&e", self.note)
        self._columns = QGridLayout()
        self._columns.setHorizontalSpacing(4 * GRID)
        for place, grid in enumerate((self.grid, right)):
            self._columns.addWidget(grid, 0, place, Qt.AlignmentFlag.AlignTop)
            self._columns.setColumnStretch(place, 1)
        self.body.addLayout(self._columns)

    def _explained_terms(self) -> QVBoxLayout:
        return explained(self.terms, lambda text: terms_in_words(text, self.runner.today))

    def _add_person(self) -> None:
        """The person who pays is asked for with the customer; others are added later."""
        who, reach = FormGrid(label_width=_LABELS), FormGrid(label_width=_LABELS)
        self.grids += [who, reach]
        person = self.person
        person.name.setPlaceholderText("Who sees to their bills")
        who.add_row("person_name", "&Who pays", person.name)
        who.add_row("person_role", "Role", person.role)
        reach.add_row("person_phone", "Phone", person.phone, beside=person.numbers())
        reach.add_row("person_email", "E-mail", person.email)
        self._columns.addWidget(rule(), 1, 0, 1, 2)
        for place, grid in enumerate((who, reach)):
            self._columns.addWidget(grid, 2, place, Qt.AlignmentFlag.AlignTop)
        line_up(*self.grids)
