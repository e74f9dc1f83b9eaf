"""What can be filled into the words of letters, and an example of each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from collectdesk.domain.like_sums import like_sum
from collectdesk.domain.money import format_amount, parse_money

_NOTICE_FIELDS: Final = (
    "contact", "first_name", "phone", "customer", "amount", "invoices_are", "oldest_number",
    "oldest_due_short", "oldest_late", "pay_by", "promise_made_on", "promise_amount",
    "promise_date", "promise_outcome", "hold_date", "hold_ends", "next_step",
)  # fmt: skip
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "reminder": _NOTICE_FIELDS,
    "past_due": _NOTICE_FIELDS,
    "second": _NOTICE_FIELDS,
    "final": _NOTICE_FIELDS,
    "verification": ("contact", "delivered", "number", "reply_by"),
    "statement": ("customer", "past_due"),
    "receipt": ("contact", "amount", "received"),
    "thank_you": (
        "contact", "customer", "agreed_on", "amount", "kept_by", "thanks_for", "goodwill",
    ),
    "promise": ("contact", "customer", "made_on", "amount", "method", "date"),
    "dispute": ("contact", "customer", "invoice", "answer_by", "disputed", "undisputed", "reason"),
    "plan": (
        "contact", "customer", "customer_no", "firm", "amount", "agreed_on", "cure_days",
        "payments", "first",
    ),
    "plan_default": (
        "contact", "customer", "agreed_on", "missed", "missed_on", "cure_by", "rest", "rest_due",
    ),
    "demand": (
        "contact", "customer", "customer_no", "firm", "amount", "asked", "deadline", "reply_to",
        "bank", "phone",
    ),
    "application": ("firm", "terms"),
    "invoice_early": ("early", "early_by", "amount", "due"),
    "invoice_paid": ("received",),
    "slip": ("firm", "phone", "email"),
}  # fmt: skip
"""The fields that each letter can fill in, for its author to choose from."""

ONLY_WHEN: Final[dict[str, str]] = {
    "promise_made_on": "broken_promise",
    "promise_amount": "broken_promise",
    "promise_date": "broken_promise",
    "promise_outcome": "broken_promise",
    "asked": "asked_before",
    "goodwill": "goodwill",
    "hold_date": "hold_date",
    "hold_ends": "hold_ends",
    "next_step": "next_step",
}
"""Fields that are known only where a passage's condition holds."""

TONES: Final = (
    "warm", "friendly", "helpful", "caring", "neutral", "polite", "firm", "formal",
)  # fmt: skip
"""How a letter may sound; its author says which."""

EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "agreed_on": "12 Oct 2026",
        "amount": "$1,220.00",
        "answer_by": "30 Nov 2026",
        "asked": "letters and calls",
        "bank": "First Bank, account 12345.",
        "contact": "Maria",
        "cure_by": "30 Nov 2026",
        "cure_days": "5 business days",
        "customer": "Example & Daughters",
        "customer_no": "C-1042",
        "date": "27 Nov 2026",
        "deadline": "10 Dec 2026",
        "delivered": "16 Nov 2026",
        "disputed": "$240.00",
        "due": "4 Dec 2026",
        "early": "$1,195.60",
        "early_by": "21 Nov 2026",
        "email": "accounts@example.com",
        "firm": "your firm",
        "first": "1 Dec 2026",
        "first_name": "Maria",
        "goodwill": "Your next delivery comes free of freight.",
        "hold_date": "10 Dec 2026",
        "hold_ends": "until it is paid",
        "invoice": "INV-1042",
        "invoices_are": "two invoices are",
        "kept_by": "20 Nov 2026",
        "made_on": "20 Nov 2026",
        "method": "by bank transfer",
        "missed": "$305.00",
        "missed_on": "16 Nov 2026",
        "next_step": "we will place the account with an agency",
        "number": "INV-1042",
        "oldest_due_short": "12 Oct",
        "oldest_late": "34 days late",
        "oldest_number": "INV-1042",
        "past_due": "$1,220.00",
        "pay_by": "4 Dec 2026",
        "payments": "4 payments",
        "phone": "(415) 555-0100",
        "promise_amount": "$600.00",
        "promise_date": "13 Nov 2026",
        "promise_made_on": "6 Nov 2026",
        "promise_outcome": "It has not reached us.",
        "reason": "Goods damaged",
        "received": "20 Nov 2026",
        "reply_by": "30 Nov 2026",
        "reply_to": "your address",
        "rest": "$915.00",
        "rest_due": "1 Dec 2026",
        "terms": "net 30",
        "thanks_for": "Your word counts",
        "undisputed": "$980.00",
    }
)
"""What each field may be filled with, to tell its author what it stands for."""


@cache
def examples_in(currency: str) -> Mapping[str, str]:
    """The same with sums in the money of a book, of about the same worth."""
    return in_money(EXAMPLES, currency)


def in_money(examples: Mapping[str, str], currency: str) -> Mapping[str, str]:
    """Examples whose dollars become about as much in the money of a book."""

    def written(example: str) -> str:
        if not example.startswith("$"):
            return example
        cents = parse_money(example, "USD")
        return format_amount(like_sum(cents, currency), currency, symbol=True)

    return MappingProxyType({name: written(example) for name, example in examples.items()})
