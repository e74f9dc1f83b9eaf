"""The first settings of a new book."""

from __future__ import annotations

from collectdesk.domain.english import spelled
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.like_sums import like_sum
from collectdesk.domain.money import decimals
from collectdesk.domain.settings import BookSettings
from collectdesk.usecases import checks

PAPERS = ("letter", "a4")
_ENVELOPES = {"letter": "us_double", "a4": "din5008_b"}


def checked_currency(currency: str) -> str:
    """The three-letter code in capitals; raises InvalidInput for one that nobody uses."""
    code = currency.strip().upper()
    decimals(code)
    return code


def first_settings(firm: str, paper: str, currency: str) -> BookSettings:
    """The settings of a new book in ``currency`` for a firm that prints on this paper.

    Sums are kept with the book as they are like now: a later program does not change them.
    """
    if paper not in PAPERS:
        raise InvalidInput("Paper is letter or a4.", "paper")
    usual = BookSettings()
    return BookSettings(
        firm_name=checks.line(firm, "firm"),
        paper=paper,
        envelope=_ENVELOPES[paper],
        tax_name=spelled("Sales tax", currency),
        large_amount=like_sum(usual.large_amount, currency),
        nsf_fee=like_sum(usual.nsf_fee, currency),
        small_balance=like_sum(usual.small_balance, currency),
    )
