"""The credit application: a form with what is known already filled in."""

from __future__ import annotations

from typing import Any, Final

from collectdesk.domain.papers import FilePaper, Party
from collectdesk.domain.papers_filed import Blank, Section
from collectdesk.domain.terms import parse_terms, terms_label
from collectdesk.domain.texts import LetterWords, write_letter
from collectdesk.store import customers as stored
from collectdesk.usecases import checks
from collectdesk.usecases.papers import letterhead
from collectdesk.usecases.work import Work

_TRADE_REFERENCES: Final = 3
_FORMS: Final = (
    "Corporation",
    "Limited company (LLC, Ltd)",
    "Partnership",
    "Sole proprietor",
    "Non-profit or public body",
    "Other",
)


def application_paper(work: Work, customer_id: int = 0) -> FilePaper:
    """The form for a customer, or an empty one with ``customer_id`` 0."""
    customer = checks.customer(work, customer_id) if customer_id else None
    known = customer or {}
    firm = letterhead.firm(work)
    terms = terms_label(parse_terms(known.get("terms") or work.settings.default_terms))
    template = letterhead.letter_templates(work, customer)["application"]
    shown = terms.lower() if terms.isupper() else terms
    words = write_letter(template, {"firm": firm.name, "terms": shown})
    return FilePaper(
        firm=firm,
        customer=letterhead.party(work, customer) if customer else Party(""),
        issued=work.today,
        heading=words.heading,
        paragraphs=words.paragraphs,
        sections=(
            _business(known),
            Section("Legal form", ticks=_FORMS),
            _payments(work, known),
            _bank(),
            *_references(),
            _wanted(terms),
            *to_sign(words),
        ),
    )


def _business(known: dict[str, Any]) -> Section:
    billing = letterhead.lines(known.get("billing_address", ""))
    shipping = letterhead.lines(known.get("shipping_address", ""))
    return Section(
        "Your business",
        blanks=(
            Blank(
                ("Full legal name", "Trading as"),
                (known.get("name", ""), known.get("trade_name", "")),
            ),
            Blank(("Billing address",), (", ".join(billing),)),
            Blank(("Delivery address",), (", ".join(shipping),)),
            Blank(
                ("Tax or registration no.", "In business since", "Number of employees"),
                (known.get("tax_id", ""),),
            ),
            Blank(("Owner or partner", "Owner or partner", "Owner or partner")),
        ),
    )


def _payments(work: Work, known: dict[str, Any]) -> Section:
    people = stored.contacts(work.db, known["id"]) if known else []
    first = people[0] if people else {}
    return Section(
        "Who pays the invoices",
        blanks=(
            Blank(
                ("Accounts payable contact", "Phone", "E-mail"),
                (first.get("name", ""), first.get("phone", ""), first.get("email", "")),
            ),
            Blank(
                ("Day of your payment run", "Invoice needed how many days before", "Who approves")
            ),
        ),
        ticks=("A purchase order number is required", "Invoices by e-mail are accepted"),
    )


def _bank() -> Section:
    return Section(
        "Bank reference",
        blanks=(
            Blank(("Bank", "Branch", "Account no.")),
            Blank(("Contact", "Phone", "Customer there since")),
        ),
    )


def _references() -> list[Section]:
    rows = tuple(
        blank
        for number in range(1, _TRADE_REFERENCES + 1)
        for blank in (
            Blank((f"{number}. Supplier", "Contact", "Phone or e-mail")),
            Blank(("High credit", "Terms", "Usually paid how many days after due")),
        )
    )
    return [Section("Trade references", blanks=rows)]


def _wanted(terms: str) -> Section:
    return Section(
        "Credit wanted",
        blanks=(
            Blank(
                ("Credit limit wanted", "First order about", "Terms"),
                ("", "", terms),
            ),
        ),
    )


def to_sign(words: LetterWords) -> list[Section]:
    """The clauses, each signed for itself: nobody agrees to interest with the rest."""
    return [
        Section(clause.heading, tuple(_paragraphs(clause.text)), signatures=("For the applicant",))
        for clause in words.clauses
    ]


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]
