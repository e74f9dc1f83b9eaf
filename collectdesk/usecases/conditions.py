"""The terms and conditions: written once by the owner, with fields that follow the settings."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from collectdesk.base.resources import resource_bytes
from collectdesk.domain.english import spelled
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.settings import BookSettings
from collectdesk.domain.terms import parse_terms, terms_label
from collectdesk.domain.texts import fields_of, fill
from collectdesk.usecases import checks
from collectdesk.usecases.letters.letter_fields import in_money
from collectdesk.usecases.work import Work

TERMS_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "firm": "your firm",
        "phone": "your phone",
        "email": "your e-mail",
        "terms": "net 30",
        "nsf_fee": "$25.00",
        "late_fee": "$25.00",
        "interest": "1.5 %",
    }
)
"""What can be filled into the terms, and an example of what each becomes."""


def terms_fields_in(currency: str) -> Mapping[str, str]:
    """The same with sums in the money of a book."""
    return in_money(TERMS_FIELDS, currency)


def shipped_terms(currency: str = "USD") -> str:
    """Terms and conditions to begin with; an attorney should read what an owner makes of them."""
    text = resource_bytes("texts/en/conditions.txt").decode("utf-8").strip()
    return spelled(text, currency)


def terms_problem(text: str) -> str:
    """Why a text of terms cannot be used, in a sentence; "" if it can."""
    unknown = next((name for name in fields_of(text) if name not in TERMS_FIELDS), "")
    if not unknown:
        return ""
    offered = ", ".join(f"{{{name}}}" for name in TERMS_FIELDS)
    return f"{{{unknown}}} cannot be filled in here. Known are {offered}."


def check_terms(text: str) -> None:
    """Raises InvalidInput for a field that does not exist."""
    if problem := terms_problem(text):
        raise InvalidInput(problem, "terms_text")


def filled_terms(work: Work, settings: BookSettings) -> str:
    """The terms with their fields filled in; what is not known stays as it was written."""
    values = {name: f"{{{name}}}" for name in fields_of(settings.terms_text)}
    return fill(settings.terms_text, values | _values(work, settings))


def _values(work: Work, settings: BookSettings) -> dict[str, str]:
    try:
        terms = terms_label(parse_terms(settings.default_terms))
    except InvalidInput:
        terms = settings.default_terms
    return {
        "firm": settings.firm_name or "Your firm",
        "phone": settings.firm_phone,
        "email": settings.firm_email,
        "terms": terms[:1].lower() + terms[1:],
        "nsf_fee": checks.written(work, settings.nsf_fee),
        "late_fee": checks.written(work, settings.late_fee),
        "interest": f"{Decimal(settings.interest_rate_bp).scaleb(-2).normalize():f} %",
    }
