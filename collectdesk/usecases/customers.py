"""Customers and their people: what an owner keeps about them."""

from __future__ import annotations

from dataclasses import asdict, astuple, dataclass, fields, replace
from datetime import date
from typing import Any

from collectdesk.domain.dates import has_ended
from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.domain.pay_run import parse_pay_run
from collectdesk.domain.terms import agreed_terms, parse_terms, terms_typed
from collectdesk.domain.words import shortened
from collectdesk.store import rows, settings
from collectdesk.usecases import announced_holds, checks, days_off
from collectdesk.usecases.holds import put_hold
from collectdesk.usecases.work import Work

HOLDS = ("none", "no_credit", "no_contact")
PLACED = ("no", "agency", "attorney")
STATEMENT_STYLES = ("balance-forward", "open-item")


@dataclass(frozen=True, slots=True)
class CustomerForm:
    """What can be edited of a customer. ``terms`` and ``pay_run`` are as typed or as labelled;
    ``credit_limit`` is in minor units, None for no limit; ``calendar`` see ``ChooseCalendar``."""

    customer_id: int | None = None
    number: str = ""
    name: str = ""
    trade_name: str = ""
    entity_type: str = ""
    natural_person: bool = False
    tax_id: str = ""
    billing_address: str = ""
    shipping_address: str = ""
    country: str = ""
    language: str = ""
    terms: str = ""
    credit_limit: int | None = None
    statement_style: str = "balance-forward"
    pay_run: str = ""
    calendar: str = ""
    agency_intended: bool = False
    po_required: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ContactForm:
    """What can be edited of a person at a customer."""

    contact_id: int | None = None
    customer_id: int = 0
    name: str = ""
    role: str = ""
    phone: str = ""
    extension: str = ""
    email: str = ""
    best_time: str = ""
    do_not_call: bool = False
    rapport: str = ""


@dataclass(frozen=True, slots=True)
class SaveCustomer:
    """Make a customer, or change one. ``person`` is added to them where anything is noted of it;
    an error about it names its field with ``person_`` before."""

    form: CustomerForm
    person: ContactForm = ContactForm()


@dataclass(frozen=True, slots=True)
class SaveContact:
    """Add a person to a customer, or change one."""

    form: ContactForm


@dataclass(frozen=True, slots=True)
class RemoveContact:
    """Take a person off a customer."""

    contact_id: int


@dataclass(frozen=True, slots=True)
class SetHold:
    """Stop credit or contact for a customer, with a reason and an end."""

    customer_id: int
    hold: str
    until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlaceAccount:
    """Hand an account to an agency or attorney, or take it back ("no"); own notices rest then."""

    customer_id: int
    placed: str


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write an internal note; it never appears on a customer's document."""

    customer_id: int
    text: str


def save_customer(work: Work, command: SaveCustomer) -> int:
    """Save the form, and the person with it; returns the customer's id."""
    customer_id = _save_form(work, command.form)
    if _is_noted(command.person):
        label = work.label
        _add_person(work, customer_id, command.person)
        work.label = label
    return customer_id


def _is_noted(person: ContactForm) -> bool:
    texts = (value for value in astuple(person) if isinstance(value, str))
    return any(text.strip() for text in texts)


def _add_person(work: Work, customer_id: int, person: ContactForm) -> None:
    try:
        save_contact(work, SaveContact(replace(person, contact_id=None, customer_id=customer_id)))
    except InvalidInput as error:
        raise InvalidInput(str(error), f"person_{error.field}") from error


def _save_form(work: Work, form: CustomerForm) -> int:
    values = _checked_customer(work, form)
    if form.customer_id is None:
        work.label = f"New customer {shortened(values['name'])}"
        if not values["number"]:
            values["number"] = _free_number(work)
        _require_free_number(work, values["number"], None)
        return rows.CUSTOMERS.add(work.db, **values, currency=work.currency, created_on=work.today)
    before = checks.customer(work, form.customer_id)
    values["number"] = values["number"] or before["number"]
    _require_free_number(work, values["number"], form.customer_id)
    work.label = f"Change of {shortened(before['name'])}"
    rows.CUSTOMERS.change(work.db, form.customer_id, **values)
    if values["calendar"] != before["calendar"]:
        days_off.follow_calendars(work, form.customer_id)
    return form.customer_id


def _checked_customer(work: Work, form: CustomerForm) -> dict[str, Any]:
    values = asdict(form)
    del values["customer_id"]
    for name in ("number", "name", "trade_name", "entity_type", "tax_id", "country", "language"):
        values[name] = checks.line(values[name], name)
    for name in ("billing_address", "shipping_address", "note"):
        values[name] = checks.text(values[name], name)
    if not values["name"]:
        raise InvalidInput("Please give the customer a name.", "name")
    if len(values["number"]) > 40:
        raise InvalidInput("A customer number has at most 40 characters.", "number")
    checks.limit(form.credit_limit, "credit_limit", "A credit limit")
    if form.statement_style not in STATEMENT_STYLES:
        raise InvalidInput("A statement is balance-forward or open-item.", "statement_style")
    typed = form.terms.strip() or work.settings.default_terms
    values["terms"] = checks.in_field("terms", agreed_terms, typed).code()
    if form.pay_run.strip():
        values["pay_run"] = checks.in_field("pay_run", parse_pay_run, form.pay_run).code()
    values["calendar"] = checks.in_field("calendar", days_off.checked_calendar, form.calendar)
    for name in ("natural_person", "agency_intended", "po_required"):
        values[name] = int(values[name])
    return values


def _free_number(work: Work) -> str:
    while True:
        number = settings.take_number(work.db, "customer", work.settings.customer_prefix)
        if not rows.CUSTOMERS.find(work.db, number=number):
            return number


def _require_free_number(work: Work, number: str, customer_id: int | None) -> None:
    for other in rows.CUSTOMERS.find(work.db, number=number):
        if other["id"] != customer_id:
            raise InvalidInput(
                f"The customer number {number} belongs to {shortened(other['name'])} already."
                " Choose another.",
                "number",
            )


def save_contact(work: Work, command: SaveContact) -> int:
    """Save the form; returns the contact's id."""
    form = command.form
    customer = checks.customer(work, form.customer_id)
    values = {
        field.name: checks.line(getattr(form, field.name), field.name)
        for field in fields(form)
        if field.name not in ("contact_id", "customer_id", "do_not_call", "rapport")
    }
    if not values["name"]:
        raise InvalidInput("Please give the person a name.", "name")
    values["rapport"] = checks.text(form.rapport, "rapport")
    work.label = f"{shortened(values['name'], 40)} at {shortened(customer['name'], 40)}"
    if form.contact_id is None:
        position = len(rows.CONTACTS.find(work.db, customer_id=form.customer_id))
        return rows.CONTACTS.add(
            work.db,
            customer_id=form.customer_id,
            position=position,
            do_not_call=int(form.do_not_call),
            **values,
        )
    if rows.CONTACTS.get(work.db, form.contact_id) is None:
        raise NotFound("contact", str(form.contact_id))
    rows.CONTACTS.change(work.db, form.contact_id, do_not_call=int(form.do_not_call), **values)
    return form.contact_id


def remove_contact(work: Work, command: RemoveContact) -> None:
    """Take the person off the list; calls keep the name that was written then."""
    found = rows.CONTACTS.get(work.db, command.contact_id)
    if found is None:
        raise NotFound("contact", str(command.contact_id))
    work.label = f"Removal of {shortened(found['name'])}"
    rows.CONTACTS.remove(work.db, command.contact_id)


def set_hold(work: Work, command: SetHold) -> None:
    """Set or lift the hold of a customer."""
    customer = checks.customer(work, command.customer_id)
    if command.hold not in HOLDS:
        raise InvalidInput("A hold is none, no new credit, or no contact.", "hold")
    if command.until is not None:
        refusal = "The end of a hold lies ahead. Choose a later day."
        checks.coming_day(work, command.until, "until", refusal)
        if has_ended(command.until, work.today):
            raise InvalidInput(refusal, "until")
    lifted = command.hold == "none"
    if not lifted:
        _answer_announced(work, command)
    work.label = f"{'Lifted hold' if lifted else 'Hold'} of {shortened(customer['name'])}"
    reason = "" if lifted else checks.line(command.reason, "reason")
    put_hold(work, customer, command.hold, None if lifted else command.until, reason)
    if lifted:  # as long as it stood, nothing waited beside it
        _answer_announced(work, command)


def _answer_announced(work: Work, command: SetHold) -> None:
    announced = announced_holds.announced_holds(work, [command.customer_id])
    announced_holds.note_answer(work, announced, command.hold)


def place_account(work: Work, command: PlaceAccount) -> None:
    """Note with whom the account is."""
    customer = checks.customer(work, command.customer_id)
    if command.placed not in PLACED:
        words = work.spelled("An account is with us, an agency or an attorney.")
        raise InvalidInput(words, "placed")
    back = command.placed == "no"
    what = "Taken back" if back else f"Placed with the {work.spelled(command.placed)}"
    work.label = f"{what}: {shortened(customer['name'])}"
    rows.CUSTOMERS.change(work.db, command.customer_id, placed=command.placed)


def add_note(work: Work, command: AddNote) -> int:
    """Write the note; returns its id."""
    customer = checks.customer(work, command.customer_id)
    text = checks.text(command.text, "text")
    if not text:
        raise InvalidInput("There is nothing to note yet.", "text")
    work.label = f"Note on {shortened(customer['name'])}"
    return rows.NOTES.add(
        work.db, customer_id=command.customer_id, at=work.stamp, text=text, made_by=work.who
    )


def customer_form(work: Work, customer_id: int | None) -> CustomerForm:
    """The form of a customer, or an empty one with the book's defaults."""
    if customer_id is None:
        number = settings.peek_number(work.db, "customer", work.settings.customer_prefix)
        taken = rows.CUSTOMERS.find(work.db, number=number)
        return CustomerForm(
            number="" if taken else number,
            terms=terms_typed(parse_terms(work.settings.default_terms)),
            statement_style=work.settings.statement_style,
        )
    found = checks.customer(work, customer_id)
    names = [field.name for field in fields(CustomerForm) if field.name != "customer_id"]
    form = CustomerForm(customer_id=customer_id, **{name: found[name] for name in names})
    return replace(
        form,
        natural_person=bool(found["natural_person"]),
        agency_intended=bool(found["agency_intended"]),
        po_required=bool(found["po_required"]),
        terms=terms_typed(parse_terms(found["terms"])),
        pay_run=parse_pay_run(found["pay_run"]).typed() if found["pay_run"] else "",
    )


def contact_form(work: Work, contact_id: int | None) -> ContactForm:
    """The form of a person, or an empty one."""
    if contact_id is None:
        return ContactForm()
    found = rows.CONTACTS.get(work.db, contact_id)
    if found is None:
        raise NotFound("contact", str(contact_id))
    names = [f.name for f in fields(ContactForm) if f.name not in ("contact_id", "do_not_call")]
    return ContactForm(
        contact_id=contact_id,
        do_not_call=bool(found["do_not_call"]),
        **{name: found[name] for name in names},
    )


def customer_id_by_number(work: Work, number: str) -> int:
    """The id behind a customer number."""
    found = rows.CUSTOMERS.find(work.db, number=checks.line(number, "customer"))
    if not found:
        raise NotFound("customer", number)
    return int(found[0]["id"])
