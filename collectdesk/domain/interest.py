"""The rules by which lateness may be charged, and what the laws of the UK and the EU grant.

None of it is charged unless the owner has agreed it with the customer. Rates are in hundredths of a
percent, money in minor units. How a rule runs over an open invoice is in ``domain.late_charges``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from collectdesk.domain.errors import InvalidInput

STATUTORY_MARGIN_BP: Final = 800
"""Eight points over the reference rate: the UK's rate, and the least of the EU directive, where
national law decides."""

UK_FIXED_SUMS: Final = ((100_000, 4_000), (1_000_000, 7_000))
UK_LARGEST_FIXED_SUM: Final = 10_000
"""Pence: 40 pounds below 1,000, 70 below 10,000, else 100."""

EU_LEAST_COMPENSATION: Final = 4_000
"""Cents: 40 euros."""

_PENCE: Final = 100


class InterestMode(StrEnum):
    """How the owner charges lateness; none unless chosen."""

    NONE = "none"
    SIMPLE = "simple"
    FULL_MONTHS = "full_months"
    STARTED_MONTHS = "started_months"
    FIXED_FEE = "fixed_fee"
    UK = "uk"
    EU = "eu"


BY_MONTH: Final = (InterestMode.FULL_MONTHS, InterestMode.STARTED_MONTHS)

STATUTORY: Final = (InterestMode.UK, InterestMode.EU)
"""Modes that the law allows without an agreement."""


@dataclass(frozen=True, slots=True)
class InterestRule:
    """The owner's agreed rule.

    ``rate_bp`` is the yearly rate (SIMPLE), the monthly rate (the two month modes), or the
    reference rate in force when interest starts (UK, EU; see ``uk_reference_day``). Nothing is
    charged up to ``grace_days`` late. ``fee`` is for FIXED_FEE and asks a balance of at least
    ``minimum``. With ``compounds`` interest of the month modes bears interest, which is lawful only
    where it was agreed, and not everywhere then. ``law_unit`` is, in minor units, what stands for
    the pound or euro of the sums that the law names.
    """

    mode: InterestMode = InterestMode.NONE
    rate_bp: int = 0
    grace_days: int = 0
    fee: int = 0
    minimum: int = 0
    compounds: bool = False
    law_unit: int = _PENCE


def uk_reference_day(due: date) -> date:
    """The 31 December or 30 June before interest starts, which is the day after ``due``.

    The base rate in force on it stays fixed for the whole period (Late Payment of Commercial Debts
    Act).
    """
    starts = due + timedelta(days=1)
    if starts > date(starts.year, 6, 30):
        return date(starts.year, 6, 30)
    return date(starts.year - 1, 12, 31)


def rate_in_force(rates: Iterable[tuple[date, int]], day: date) -> int:
    """The rate (hundredths of a percent) of the newest entry not after ``day``.

    Raises InvalidInput when the list starts later.
    """
    known = [entry for entry in rates if entry[0] <= day]
    if not known:
        raise InvalidInput(
            f"Enter the reference rate that was in force on {day} in Settings.", "rate"
        )
    return max(known)[1]


def uk_fixed_sum(debt: int, law_unit: int = _PENCE) -> int:
    """The compensation per late invoice, by the size of the debt, in pence or as ``law_unit``."""
    for below, fixed in UK_FIXED_SUMS:
        if debt * _PENCE < below * law_unit:
            return fixed * law_unit // _PENCE
    return UK_LARGEST_FIXED_SUM * law_unit // _PENCE


def eu_compensation(law_unit: int = _PENCE) -> int:
    """The least compensation per late invoice, in cents or as ``law_unit``."""
    return EU_LEAST_COMPENSATION * law_unit // _PENCE


def late_fee(days_late: int, balance: int, fee: int, grace_days: int = 0, minimum: int = 0) -> int:
    """The fixed fee, charged once per invoice: only past the grace days and from a minimum on."""
    return fee if days_late > grace_days and balance >= minimum else 0
