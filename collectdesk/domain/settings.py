"""What the owner can set for a book, declared once with its default.

Amounts are in minor units, rates in basis points, addresses are lines of text.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class BookSettings:
    """The settings kept inside a book."""

    firm_name: str = ""
    firm_address: str = ""
    firm_phone: str = ""
    firm_email: str = ""
    firm_tax_id: str = ""
    firm_colour: str = "1F4E8C"
    firm_logo: str = ""  # base64 of a PNG, JPEG or SVG
    firm_footer: str = ""
    bank_lines: str = ""
    owner_name: str = ""
    collector_name: str = ""
    paper: str = "letter"
    envelope: str = "us_double"
    default_terms: str = "NET 30"
    invoice_prefix: str = "INV-"
    customer_prefix: str = "C-"
    tax_name: str = "Sales tax"
    tax_rate_milli: int = 0
    tax_per_line: bool = False
    terms_text: str = ""
    terms_version: int = 0
    statement_style: str = "balance-forward"
    tagged_batches: bool = False  # files of a batch carry structure for those who hear them read
    large_amount: int = 500_000
    weight_amount: int = 30
    weight_lateness: int = 30
    weight_promises: int = 20
    weight_risk: int = 10
    weight_silence: int = 10
    own_rate_bp: int = 900
    first_contact_days: int = 3
    verification_reply_days: int = 7
    notice_pay_days: int = 10
    nsf_fee: int = 2_500
    small_balance: int = 100
    small_balance_bp: int = 100
    past_due_target: int = 10
    mail_days: int = 3
    calendar: str = ""  # whose public holidays count: US, US-CA; empty for weekends alone
    discount_on_parts: bool = False
    interest_mode: str = "none"
    interest_rate_bp: int = 0
    interest_grace_days: int = 0
    interest_compounds: bool = False
    late_fee: int = 0
    late_fee_minimum: int = 0
    reference_rates: str = ""  # a day and its rate a line: 2026-07-01 4.25
    payment_link: str = ""  # https, may hold {number}; printed as a QR code
    playbook: str = ""  # the owner's own steps and their versions, as JSON
    bank_set_aside: str = ""  # a day and the key of an entry that is no customer's payment, a line
    letter_texts: str = ""  # the owner's own letter texts, as JSON


def as_stored(settings: BookSettings) -> dict[str, Any]:
    """Each setting by its name."""
    return {field.name: getattr(settings, field.name) for field in fields(settings)}


def from_stored(stored: dict[str, Any]) -> BookSettings:
    """Settings from stored values; unknown names (of a later program) are passed over."""
    known = {field.name for field in fields(BookSettings)}
    return BookSettings(**{name: value for name, value in stored.items() if name in known})
