"""The form of an invoice: what was typed, read and added up before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from collectdesk.domain.dates import long_date
from collectdesk.domain.discount import discount_amount, discount_date
from collectdesk.domain.errors import InvalidInput, LineUnreadable
from collectdesk.domain.invoice import InvoiceTotals, Line, invoice_totals
from collectdesk.domain.money import parse_price, price_string
from collectdesk.domain.numerals import (
    format_percent,
    format_quantity,
    format_tax_rate,
    parse_percent,
    parse_quantity,
    parse_tax_rate,
)
from collectdesk.domain.terms import Terms, agreed_terms, due_date, parse_terms, terms_typed
from collectdesk.store import invoice_lines, rows, settings
from collectdesk.usecases import checks
from collectdesk.usecases.pay_runs import pay_run_days
from collectdesk.usecases.work import Work

MOST_LINES = 500
_PARTS: Final = {"unit_price": "price", "tax_rate": "tax"}


@dataclass(frozen=True, slots=True)
class LineForm:
    """A line as typed. ``discount`` and ``tax`` are percentages, empty for none."""

    description: str = ""
    quantity: str = "1"
    unit: str = ""
    price: str = ""
    discount: str = ""
    tax: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceForm:
    """An invoice as typed; ``number`` may stay empty for the next one."""

    invoice_id: int | None = None
    customer_id: int = 0
    number: str = ""
    issue_date: date | None = None
    terms: str = ""
    po_number: str = ""
    lines: tuple[LineForm, ...] = ()
    note: str = ""
    delivered_on: date | None = None


@dataclass(frozen=True, slots=True)
class InvoicePreview:
    """What a form adds up to; ``pay_run`` tells in words which run of the customer pays it."""

    net: int
    tax: int
    total: int
    due: date
    discount: int
    discount_until: date | None
    pay_run: str = ""


def checked_form(work: Work, form: InvoiceForm) -> tuple[dict[str, Any], list[Line], InvoiceTotals]:
    """The columns of the invoice, its lines and its sums in minor units.

    Raises InvalidInput that names the field, NotFound for an unknown customer.
    """
    customer = checks.customer(work, form.customer_id)
    terms = _terms(form.terms.strip() or customer["terms"])
    issued = form.issue_date or work.today
    lines = _lines(work, form.lines)
    if not lines:
        raise InvalidInput("Please enter at least one line: what was sold, and its price.", "lines")
    totals = invoice_totals(lines, per_line=work.settings.tax_per_line)
    if totals.total < 0:
        raise InvalidInput("An invoice cannot come to less than zero.", "lines")
    number = checks.line(form.number, "number")
    if len(number) > 60:
        raise InvalidInput("An invoice number has at most 60 characters.", "number")
    due = due_date(issued, terms)
    if form.delivered_on is not None:
        checks.past_day(work, form.delivered_on, "delivered_on", "The day of delivery")
    values: dict[str, Any] = {
        "customer_id": form.customer_id,
        "number": number,
        "issue_date": issued,
        "due_date": due,
        "delivered_on": form.delivered_on,
        "discount_date": discount_date(issued, terms),
        "discount_amount": discount_amount(totals.total, terms),
        "po_number": checks.line(form.po_number, "po_number"),
        "terms": terms.code(),
        "net": totals.net,
        "tax": totals.tax,
        "total": totals.total,
        "terms_version": work.settings.terms_version,
        "note": checks.text(form.note, "note"),
    }
    return values, lines, totals


def _terms(typed: str) -> Terms:
    return checks.in_field("terms", agreed_terms, typed)


def _lines(work: Work, typed: tuple[LineForm, ...]) -> list[Line]:
    if len(typed) > MOST_LINES:
        raise InvalidInput(f"An invoice has at most {MOST_LINES} lines.", "lines")
    return [
        _line(work, form, position)
        for position, form in enumerate(typed, start=1)
        if form.description.strip() or form.price.strip()
    ]


def _line(work: Work, form: LineForm, position: int) -> Line:
    description = checks.line(form.description, "lines")
    if not description:
        raise LineUnreadable(position, "description", "please say what was sold.")
    currency = work.currency
    price = _read(position, "price", lambda typed: parse_price(typed, currency), form.price)
    rate = _read(position, "tax", parse_tax_rate, form.tax)
    quantity = _read(position, "quantity", parse_quantity, form.quantity.strip() or "1")
    discount = _read(position, "discount", parse_percent, form.discount)
    try:
        return Line(
            description=description,
            quantity_milli=quantity,
            unit=checks.line(form.unit, "lines"),
            unit_price=price,
            discount_bp=discount,
            tax_rate_milli=rate,
            tax_name=work.settings.tax_name if rate else "",
        )
    except InvalidInput as error:
        part = _PARTS.get(error.field, error.field)
        raise LineUnreadable(position, part, str(error)) from error


def _read(position: int, part: str, parse: Callable[[str], int], typed: str) -> int:
    try:
        return parse(typed.strip() or "0")
    except InvalidInput as error:
        raise LineUnreadable(position, part, str(error)) from error


def next_number(work: Work, take: bool) -> str:
    """The number that comes next, past those that were typed by hand when it is to ``take``; only
    looked at, it is empty where that one is in use."""
    prefix = work.settings.invoice_prefix
    while True:
        number = settings.peek_number(work.db, "invoice", prefix)
        if not rows.INVOICES.find(work.db, number=number):
            if take:
                settings.take_number(work.db, "invoice", prefix)
            return number
        if not take:
            return ""
        settings.take_number(work.db, "invoice", prefix)


def require_draft(work: Work, invoice_id: int) -> dict[str, Any]:
    """The row of a draft. Raises InvalidInput for an issued invoice, NotFound for none."""
    found = checks.invoice(work, invoice_id)
    if found["lifecycle"] != "draft":
        raise InvalidInput(
            f"Invoice {found['number']} was issued on {long_date(found['issue_date'])} and never"
            " changes. Issue a credit note, or void it and write a new one."
        )
    return found


def invoice_form(
    work: Work, customer_id: int | None = None, invoice_id: int | None = None
) -> InvoiceForm:
    """The form of a draft, or a new one with the customer's terms and one empty line."""
    if invoice_id is not None:
        return _draft_form(work, invoice_id)
    terms = work.settings.default_terms
    if customer_id is not None:
        terms = checks.customer(work, customer_id)["terms"]
    tax = work.settings.tax_rate_milli
    line = LineForm(tax=format_tax_rate(tax) if tax else "")
    return InvoiceForm(
        customer_id=customer_id or 0,
        number=next_number(work, take=False),
        issue_date=work.today,
        terms=terms_typed(parse_terms(terms)),
        lines=(line,),
    )


def copied_form(work: Work, invoice_id: int) -> InvoiceForm:
    """A new invoice with the customer, lines and note of another one, dated today.

    Terms and number are those of a new one; the order number is left to be typed.
    Raises NotFound.
    """
    found = checks.invoice(work, invoice_id)
    new = invoice_form(work, found["customer_id"])
    lines = _line_forms(work, invoice_id)
    return replace(new, lines=lines or new.lines, note=found["note"] if lines else "")


def _line_forms(work: Work, invoice_id: int) -> tuple[LineForm, ...]:
    return tuple(_line_form(work, line) for line in invoice_lines.of_invoice(work.db, invoice_id))


def _draft_form(work: Work, invoice_id: int) -> InvoiceForm:
    found = require_draft(work, invoice_id)
    return InvoiceForm(
        invoice_id=invoice_id,
        customer_id=found["customer_id"],
        number=found["number"],
        issue_date=found["issue_date"],
        terms=terms_typed(parse_terms(found["terms"])),
        po_number=found["po_number"],
        lines=_line_forms(work, invoice_id),
        note=found["note"],
        delivered_on=found["delivered_on"],
    )


def _line_form(work: Work, line: Line) -> LineForm:
    return LineForm(
        description=line.description,
        quantity=format_quantity(line.quantity_milli),
        unit=line.unit,
        price=price_string(line.unit_price, work.currency),
        discount=format_percent(line.discount_bp) if line.discount_bp else "",
        tax=format_tax_rate(line.tax_rate_milli) if line.tax_rate_milli else "",
    )


def invoice_preview(work: Work, form: InvoiceForm) -> InvoicePreview:
    """What the form adds up to and when it would be due; raises InvalidInput as issuing would."""
    values, _, totals = checked_form(work, form)
    days = pay_run_days(work, form.customer_id, values["due_date"])
    return InvoicePreview(
        net=totals.net,
        tax=totals.tax,
        total=totals.total,
        due=values["due_date"],
        discount=values["discount_amount"],
        discount_until=values["discount_date"],
        pay_run=days.words(work.today) if days else "",
    )
