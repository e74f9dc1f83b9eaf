"""The owner's settings of a book."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from collectdesk.domain.envelope import PAPER_OF, mismatch
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.invoice import WHOLE_TAX_RATE
from collectdesk.domain.late_charges import parse_rates
from collectdesk.domain.like_sums import like_sum
from collectdesk.domain.money import LARGEST_AMOUNT
from collectdesk.domain.pay_code import link_code
from collectdesk.domain.settings import BookSettings
from collectdesk.domain.terms import agreed_terms
from collectdesk.store import settings as stored
from collectdesk.usecases import checks, days_off
from collectdesk.usecases.charge_rules import check_rule
from collectdesk.usecases.conditions import check_terms
from collectdesk.usecases.logos import logo_for_screen
from collectdesk.usecases.new_book import PAPERS
from collectdesk.usecases.placing import weights_of
from collectdesk.usecases.work import Work

ENVELOPES = (*PAPER_OF, "plain")
_SEVERAL_LINES = {
    "firm_address", "bank_lines", "terms_text", "firm_footer", "reference_rates",
}  # fmt: skip
_AS_GIVEN = {"firm_logo", "letter_texts", "playbook", "bank_set_aside"}
_LARGEST_LOGO = 2_000_000
_SMALL_NUMBERS = {
    "tax_rate_milli": WHOLE_TAX_RATE,
    "own_rate_bp": 10_000,
    "first_contact_days": 30,
    "verification_reply_days": 90,
    "notice_pay_days": 90,
    "small_balance_bp": 10_000,
    "past_due_target": 100_000,
    "mail_days": 30,
}

_SUMS = ("nsf_fee", "small_balance")
_LARGEST_SUM = 1_000_000
"""In cents, or the like of it in other money."""


@dataclass(frozen=True, slots=True)
class SaveSettings:
    """Keep these settings; with ``own_days``, the owner's own days off are exactly these."""

    settings: BookSettings
    own_days: tuple[tuple[date, str], ...] | None = None


def save_settings(work: Work, command: SaveSettings) -> None:
    """Check and keep the settings; new terms and conditions get the next version."""
    given = _tidied(command.settings)
    terms = checks.in_field("default_terms", agreed_terms, given.default_terms)
    given = replace(given, default_terms=terms.code())
    given = replace(given, calendar=days_off.checked_calendar(given.calendar))
    if given.paper not in PAPERS:
        raise InvalidInput("Paper is letter or a4.", "paper")
    if given.envelope not in ENVELOPES:
        raise InvalidInput("Please choose an envelope from the list.", "envelope")
    if mismatch(given.paper, given.envelope):
        raise InvalidInput(mismatch(given.paper, given.envelope), "envelope")
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", given.firm_colour):
        raise InvalidInput(work.spelled("A colour is six digits such as 1F4E8C."), "firm_colour")
    if len(given.firm_logo) > _LARGEST_LOGO:
        raise InvalidInput("This logo is larger than 1.5 MB. Please choose a smaller one.",
                           "firm_logo")  # fmt: skip
    if given.firm_logo and given.firm_logo != work.settings.firm_logo:
        logo_for_screen(_logo_bytes(given.firm_logo))
    check_terms(given.terms_text)
    if given.payment_link and not link_code(given.payment_link, "1"):
        raise InvalidInput(
            "A payment link begins with https:// and has no spaces; {number} in it becomes the"
            " invoice number.",
            "payment_link",
        )
    for name, most in _SMALL_NUMBERS.items():
        if not 0 <= getattr(given, name) <= most:
            raise InvalidInput(f"This number lies between 0 and {most:,}.", name)
    _check_sums(work, given)
    weights_of(given)
    _check_late_charges(given)
    before = work.settings
    if given.terms_text != before.terms_text:
        given = replace(given, terms_version=before.terms_version + 1)
    work.label = "Change of settings"
    stored.save(work.db, given)
    if command.own_days is not None:
        days_off.keep_own_days(work, dict(command.own_days))
    if command.own_days is not None or given.calendar != before.calendar:
        days_off.follow_calendars(work)


def _logo_bytes(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except ValueError as error:
        raise InvalidInput("This logo is damaged. Please choose it again.", "firm_logo") from error


def _check_sums(work: Work, settings: BookSettings) -> None:
    most = like_sum(_LARGEST_SUM, work.currency)
    for name in _SUMS:
        if not 0 <= getattr(settings, name) <= most:
            raise InvalidInput(f"This lies between zero and {checks.written(work, most)}.", name)
    if not 0 < settings.large_amount <= LARGEST_AMOUNT:
        raise InvalidInput("A large amount is above zero. Please check it.", "large_amount")


def _check_late_charges(settings: BookSettings) -> None:
    parse_rates(settings.reference_rates)
    try:
        check_rule(
            settings.interest_mode,
            settings.interest_rate_bp,
            settings.interest_grace_days,
            settings.late_fee,
            settings.late_fee_minimum,
            compounds=settings.interest_compounds,
        )
    except InvalidInput as error:
        raise InvalidInput(str(error), _RULE_FIELDS[error.field]) from error


_RULE_FIELDS = {
    "mode": "interest_mode",
    "rate_bp": "interest_rate_bp",
    "grace_days": "interest_grace_days",
    "fee": "late_fee",
    "compounds": "interest_compounds",
}


def _tidied(settings: BookSettings) -> BookSettings:
    tidy: dict[str, Any] = {}
    for field in fields(settings):
        value = getattr(settings, field.name)
        if isinstance(value, str) and field.name not in _AS_GIVEN:
            several = field.name in _SEVERAL_LINES
            tidy[field.name] = (checks.text if several else checks.line)(value, field.name)
    return replace(settings, **tidy)
