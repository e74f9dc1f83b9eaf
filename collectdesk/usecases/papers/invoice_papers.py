"""The papers about one invoice or one payment: invoice, verification letter, receipt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from collectdesk.domain.dates import long_date
from collectdesk.domain.discount import discount_amount
from collectdesk.domain.english import english_of
from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.domain.invoice import InvoiceTotals, Line, invoice_totals, line_net
from collectdesk.domain.money import PRICE_PARTS, price_of
from collectdesk.domain.papers import (
    DeliveredItem,
    EarlyPrice,
    InvoiceLine,
    InvoicePaper,
    PaidItem,
    ReceiptPaper,
    StampSpec,
    TaxLine,
    TermsText,
    VerificationPaper,
)
from collectdesk.domain.pay_run import parse_pay_run
from collectdesk.domain.payment_method import method_words
from collectdesk.domain.terms import parse_terms, terms_label
from collectdesk.domain.texts import write_letter
from collectdesk.domain.words import counted
from collectdesk.store import facts, invoice_lines, rows
from collectdesk.store import invoices as stored
from collectdesk.usecases import awaited, chase, checks, conditions, discounts
from collectdesk.usecases.debits import DEBIT_NAMES, MONEY_BACK
from collectdesk.usecases.papers import letterhead
from collectdesk.usecases.work import Work


def invoice_paper(work: Work, invoice_id: int) -> InvoicePaper:
    """The invoice as it is printed today: what was paid meanwhile is taken off."""
    invoice = checks.invoice(work, invoice_id)
    if invoice["lifecycle"] == "void":
        raise InvalidInput(f"Invoice {invoice['number']} is void and is not printed.")
    if invoice["lifecycle"] == "draft":
        raise InvalidInput(f"Invoice {invoice['number']} is a draft. Issue it before printing.")
    if invoice["kind"] in MONEY_BACK:
        what = DEBIT_NAMES[invoice["kind"]].lower()
        raise InvalidInput(
            f"{invoice['number']} is a {what} and asks for nothing, so it is not printed. It stands"
            " on the customer's statement."
        )
    customer = checks.customer(work, invoice["customer_id"])
    (paper,) = _plain(work, customer, [invoice])
    due_now, due = invoice["balance"], None if paper.overdue else invoice["due_date"]
    return replace(
        paper,
        early=_early(work, invoice),
        slip=letterhead.slip(work, customer, due_now, (invoice["number"],), due),
        stamp=_invoice_stamp(work, customer, invoice),
    )


def invoice_copies(
    work: Work, customer: dict[str, Any], invoices: Sequence[dict[str, Any]]
) -> list[InvoicePaper]:
    """Copies of a customer's issued invoices to go with another document: each marked as one,
    without a slip of its own."""
    copy = StampSpec("copy", ("Copy",))
    return [replace(paper, stamp=copy) for paper in _plain(work, customer, invoices)]


def _plain(
    work: Work, customer: dict[str, Any], invoices: Sequence[dict[str, Any]]
) -> Iterator[InvoicePaper]:
    """Invoices of a customer without early price, slip and stamp; the book is asked for all of
    them at once."""
    firm, party, terms = letterhead.firm(work), letterhead.party(work, customer), _terms(work)
    lines_of = invoice_lines.of_each(work.db, (invoice["id"] for invoice in invoices))
    lowered = [invoice["id"] for invoice in invoices if invoice["balance"] < invoice["total"]]
    given_up = stored.given_up(work.db, lowered) if lowered else {}
    resting = _resting(work, customer, invoices)
    for invoice in invoices:
        lines, adjusted = lines_of.get(invoice["id"], []), given_up.get(invoice["id"], 0)
        yield InvoicePaper(
            firm=firm,
            customer=party,
            currency=work.currency,
            number=invoice["number"],
            issued=invoice["issue_date"],
            due=invoice["due_date"],
            lines=_lines(work, invoice, lines),
            net=invoice["net"],
            taxes=_taxes(lines, _totals(work, lines, invoice["tax"])),
            total=invoice["total"],
            amount_due=invoice["balance"],
            paid=invoice["total"] - invoice["balance"] - adjusted,
            adjusted=adjusted,
            po_number=invoice["po_number"],
            delivered=invoice["delivered_on"],
            ship_to=letterhead.lines(customer["shipping_address"]),
            terms_label=terms_label(parse_terms(invoice["terms"])),
            note=invoice["note"] if invoice["kind"] == "invoice" else "",
            terms=terms if invoice["kind"] == "invoice" else None,
            language=english_of(work.currency),
            overdue=invoice["due_date"] < work.today,
            heading=DEBIT_NAMES.get(invoice["kind"], ""),
            rests=invoice["id"] in resting,
        )


def _resting(work: Work, customer: dict[str, Any], invoices: Iterable[dict[str, Any]]) -> set[int]:
    """Of overdue invoices those of which not all may be asked for now: something is disputed, in a
    plan, promised, or has its days to pay after a dispute."""
    late = {one["id"] for one in invoices if one["balance"] and one["due_date"] < work.today}
    if not late:
        return set()
    found = chase.debits_now(work, [customer["id"]])
    promises = awaited.open_promises(work, work.today, [customer["id"]])
    left = awaited.not_promised(work, work.today, found, promises)
    return {
        one.invoice_id
        for one in found.get(customer["id"], [])
        if one.invoice_id in late and left.get(one.invoice_id, one.chased) < one.balance
    }


def _lines(work: Work, invoice: dict[str, Any], lines: Sequence[Line]) -> tuple[InvoiceLine, ...]:
    """What was sold; a charge is one line that tells what it is for."""
    name = DEBIT_NAMES.get(invoice["kind"])
    if name is None:
        several = _several_rates(lines)
        return tuple(_line(work, line, several) for line in lines)
    price = price_of(invoice["net"] * PRICE_PARTS, work.currency)
    return (InvoiceLine(invoice["note"] or name, Decimal(1), price, invoice["net"]),)


def _several_rates(lines: Sequence[Line]) -> bool:
    return len({line.tax_rate_milli for line in lines}) > 1


def _line(work: Work, line: Line, several: bool) -> InvoiceLine:
    """A line; where the invoice has several rates of tax, it tells its own."""
    rate = Decimal(line.tax_rate_milli).scaleb(-3)
    return InvoiceLine(
        description=line.description,
        quantity=Decimal(line.quantity_milli).scaleb(-3),
        unit_price=price_of(line.unit_price, work.currency),
        net=line_net(line),
        unit=line.unit,
        discount_percent=Decimal(line.discount_bp).scaleb(-2),
        tax_name=f"{rate.normalize():f} %" if several else line.tax_name,
    )


def _totals(work: Work, lines: list[Line], tax: int) -> InvoiceTotals:
    """The sums of an invoice as it was issued, in whichever way its ``tax`` was rounded: the
    owner may have changed the setting since."""
    now = work.settings.tax_per_line
    ways = [invoice_totals(lines, per_line) for per_line in (now, not now)]
    return next((totals for totals in ways if totals.tax == tax), ways[0])


def _taxes(lines: list[Line], totals: InvoiceTotals) -> tuple[TaxLine, ...]:
    taxed = tuple(
        TaxLine(group.name, Decimal(group.rate_milli).scaleb(-3), group.net, group.tax)
        for group in totals.tax_by_rate
        if group.tax or (group.rate_milli and group.net)
    )
    free = [line_net(line) for line in lines if not line.tax_rate_milli]
    if not (taxed and free):
        return taxed
    return (*taxed, TaxLine(taxed[0].name, Decimal(0), sum(free), 0))


def _early(work: Work, invoice: dict[str, Any]) -> EarlyPrice | None:
    until, terms = invoice["discount_date"], parse_terms(invoice["terms"])
    if until is None or until < work.today or not discounts.is_offered(work, invoice):
        return None
    return EarlyPrice(invoice["balance"] - discount_amount(invoice["balance"], terms), until)


def _invoice_stamp(
    work: Work, customer: dict[str, Any], invoice: dict[str, Any]
) -> StampSpec | None:
    templates = letterhead.letter_templates(work, customer)
    early = _early(work, invoice)
    if early and early.by >= invoice["due_date"]:
        return None  # there are no two days to name a price for each
    if early:
        prices = {
            "early": checks.written(work, early.amount),
            "early_by": long_date(early.by),
            "amount": checks.written(work, invoice["balance"]),
            "due": long_date(invoice["due_date"]),
        }
        return write_letter(templates["invoice_early"], prices).stamp
    paid_on = _paid_on(work, invoice)
    if paid_on is None:
        return None
    return write_letter(templates["invoice_paid"], {"received": long_date(paid_on)}).stamp


def _paid_on(work: Work, invoice: dict[str, Any]) -> date | None:
    """The day of the last payment of an invoice of which nothing was given up, if closed."""
    file = stored.one(work.db, invoice["id"])
    if file is None or invoice["written_off"] or "settlement" in file.let_go:
        return None
    return file.paid_on


def _terms(work: Work) -> TermsText | None:
    own = work.settings
    if not own.terms_text:
        return None
    return TermsText(str(own.terms_version or 1), conditions.filled_terms(work, own))


def verification_paper(work: Work, invoice_id: int) -> VerificationPaper:
    """The letter that asks whether the delivery is in order; today counts without a noted day."""
    invoice = checks.invoice(work, invoice_id)
    if invoice["lifecycle"] != "issued":
        raise InvalidInput(f"Invoice {invoice['number']} is not issued, so nothing is verified.")
    if invoice["kind"] != "invoice":
        raise InvalidInput(
            f"Nothing was delivered with {invoice['number']}, so there is nothing to verify. Choose"
            " the invoice of the delivery."
        )
    customer = checks.customer(work, invoice["customer_id"])
    delivered = invoice["delivered_on"] or work.today
    reply_by = work.calendar_of(customer["id"]).next_business_day(
        work.today + timedelta(days=work.settings.verification_reply_days)
    )
    words = write_letter(
        letterhead.letter_templates(work, customer)["verification"],
        {
            "contact": letterhead.salutation_name(work, customer),
            "delivered": long_date(delivered),
            "number": invoice["number"],
            "reply_by": long_date(reply_by),
        },
    )
    run = parse_pay_run(customer["pay_run"]) if customer["pay_run"] else None
    person = letterhead.payables_contact(work, customer["id"])
    cut_off = run.cutoff_business_days if run else 0
    return VerificationPaper(
        firm=letterhead.firm(work),
        customer=letterhead.party(work, customer),
        issued=work.today,
        invoice_number=invoice["number"],
        delivered=delivered,
        reply_by=reply_by,
        items=tuple(
            DeliveredItem(line.description, Decimal(line.quantity_milli).scaleb(-3), line.unit)
            for line in invoice_lines.of_invoice(work.db, invoice_id)
        ),
        heading=words.heading,
        salutation=words.salutation,
        paragraphs=words.paragraphs,
        closing=words.closing,
        sender=letterhead.signed(work, words),
        po_number=invoice["po_number"],
        payables_contact=person["name"] if person else "",
        payment_day=run.label() if run else "",
        cut_off=counted(cut_off, "business day") if cut_off else "",
        stamp=words.stamp,
    )


def receipt_paper(work: Work, credit_id: int) -> ReceiptPaper:
    """Thanks for a payment, with the invoices that it went to."""
    credit = rows.CREDITS.get(work.db, credit_id)
    if credit is None or credit["kind"] != "payment":
        raise NotFound("payment", str(credit_id))
    if credit["state"] == "reversed":
        raise InvalidInput("This payment was returned; there is no receipt for it.")
    customer = checks.customer(work, credit["customer_id"])
    items = _paid_items(work, credit_id)
    words = write_letter(
        letterhead.letter_templates(work, customer)["receipt"],
        {
            "contact": letterhead.salutation_name(work, customer),
            "amount": checks.written(work, credit["amount"]),
            "received": long_date(credit["dated"]),
        },
        facts={"settled"} if items and all(item.remaining == 0 for item in items) else (),
    )
    open_debits = facts.open_debits_now(work.db, [customer["id"]]).get(customer["id"], [])
    held = facts.unapplied_now(work.db, [customer["id"]]).get(customer["id"], 0)
    return ReceiptPaper(
        firm=letterhead.firm(work),
        customer=letterhead.party(work, customer),
        currency=work.currency,
        issued=work.today,
        received=credit["dated"],
        amount=credit["amount"],
        method=method_words(credit["method"], work.currency),
        items=items,
        balance=sum(d.balance for d in open_debits) - held,
        heading=words.heading,
        salutation=words.salutation,
        paragraphs=words.paragraphs,
        reference=credit["reference"],
        unapplied=credit["unapplied"],
        closing=words.closing,
        sender=letterhead.signed(work, words),
        stamp=words.stamp,
    )


def _paid_items(work: Work, credit_id: int) -> tuple[PaidItem, ...]:
    applied: dict[int, int] = {}
    for part in rows.ALLOCATIONS.find(work.db, credit_id=credit_id):
        applied[part["invoice_id"]] = applied.get(part["invoice_id"], 0) + part["amount"]
    paid = rows.INVOICES.get_many(work.db, applied)
    return tuple(
        PaidItem(invoice["number"], invoice["issue_date"], amount, invoice["balance"])
        for invoice_id, amount in applied.items()
        for invoice in [paid[invoice_id]]
    )
