"""Interest and late fees. None of it is charged unless the owner has agreed it with the customer.

Simple interest counts principal x annual rate x days ÷ 365, where days is the payment date less the
due date (the first day is the day after due), and is rounded once, half up, at the end. Rates are
in hundredths of a percent, money in minor units. A disputed part bears no interest: ``principal``
is the balance less what is disputed (see ``interest_base``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from collectdesk.domain.dates import add_months_clamped
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import round_half_up

_YEAR_DAYS: Final = 365
_WHOLE: Final = 10_000
_MONTHS: Final = 12

STATUTORY_MARGIN_BP: Final = 800
"""Eight points over the reference rate: the UK's rate, and the least in the EU."""

UK_FIXED_SUMS: Final = ((100_000, 4_000), (1_000_000, 7_000))
UK_LARGEST_FIXED_SUM: Final = 10_000
"""Pence: 40 pounds below 1,000, 70 below 10,000, else 100."""

EU_LEAST_COMPENSATION: Final = 4_000
"""Cents: 40 euros."""


class InterestMode(StrEnum):
    """How the owner charges lateness; none unless chosen."""

    NONE = "none"
    SIMPLE = "simple"
    FULL_MONTHS = "full_months"
    STARTED_MONTHS = "started_months"
    FIXED_FEE = "fixed_fee"
    UK = "uk"
    EU = "eu"


@dataclass(frozen=True, slots=True)
class InterestRule:
    """The owner's agreed rule.

    ``rate_bp`` is the yearly rate (SIMPLE), the monthly rate (the two month modes), or the
    reference rate in force when interest starts (UK, EU; see ``uk_reference_day``). Nothing is
    charged up to ``grace_days`` late. ``fee`` is for FIXED_FEE and asks a balance of at least
    ``minimum``. With ``compounds`` interest of the month modes bears interest, which is lawful only
    where it was agreed, and not everywhere then.
    """

    mode: InterestMode = InterestMode.NONE
    rate_bp: int = 0
    grace_days: int = 0
    fee: int = 0
    minimum: int = 0
    compounds: bool = False


@dataclass(frozen=True, slots=True)
class LateCharge:
    """What lateness costs, in minor units: interest, and a fee charged once per invoice."""

    interest: int
    fee: int

    @property
    def total(self) -> int:
        """Interest and fee together."""
        return self.interest + self.fee


def late_charge(
    rule: InterestRule, balance: int, disputed: int, due: date, until: date
) -> LateCharge:
    """What ``rule`` charges on a balance open from ``due`` to ``until``.

    Within the grace days nothing; after them interest runs from the due date.
    """
    days = (until - due).days
    principal = interest_base(balance, disputed)
    if rule.mode is InterestMode.NONE or days <= max(0, rule.grace_days) or principal <= 0:
        return LateCharge(0, 0)
    match rule.mode:
        case InterestMode.FULL_MONTHS | InterestMode.STARTED_MONTHS:
            started = rule.mode is InterestMode.STARTED_MONTHS
            by_month = compound_monthly_interest if rule.compounds else monthly_interest
            return LateCharge(by_month(principal, rule.rate_bp, due, until, started), 0)
        case InterestMode.FIXED_FEE:
            return LateCharge(0, late_fee(days, balance, rule.fee, rule.grace_days, rule.minimum))
        case InterestMode.UK:
            return LateCharge(uk_interest(principal, rule.rate_bp, days), uk_fixed_sum(balance))
        case InterestMode.EU:
            return LateCharge(eu_interest(principal, rule.rate_bp, days), EU_LEAST_COMPENSATION)
        case _:
            return LateCharge(simple_interest(principal, rule.rate_bp, days), 0)


def interest_base(balance: int, disputed: int) -> int:
    """The part of a balance that bears interest: what is not disputed."""
    return max(0, balance - disputed)


def simple_interest(principal: int, annual_rate_bp: int, days: int) -> int:
    """Simple interest for a number of days past due."""
    return round_half_up(_exact(principal, annual_rate_bp, days))


def _exact(principal: int, annual_rate_bp: int, days: int) -> Fraction:
    return Fraction(principal * annual_rate_bp * max(0, days), _WHOLE * _YEAR_DAYS)


def interest_with_payments(
    principal: int,
    annual_rate_bp: int,
    due: date,
    payments: Iterable[tuple[date, int]],
    until: date,
) -> int:
    """Simple interest on a falling balance: each payment (its date and amount) reduces principal.

    A payment's own day still bears interest on the old balance; rounded once at the end.
    """
    left = principal
    since = due
    exact = Fraction(0)
    for paid_on, amount in sorted(payments):
        day = min(max(paid_on, since), until)
        exact += _exact(left, annual_rate_bp, (day - since).days)
        since = day
        if paid_on <= until:
            left = max(0, left - amount)
    return round_half_up(exact + _exact(left, annual_rate_bp, (until - since).days))


def months_late(due: date, until: date, started: bool = False) -> int:
    """Months from the due date's day, clamped to month ends; ``started`` counts a begun month."""
    if until <= due:
        return 0
    full = (until.year - due.year) * _MONTHS + until.month - due.month
    if add_months_clamped(due, full) > until:
        full -= 1
    return full + 1 if started and add_months_clamped(due, full) < until else full


def monthly_interest(
    principal: int, monthly_rate_bp: int, due: date, until: date, started: bool = False
) -> int:
    """Interest at a monthly rate, per full or per started month; not compounded."""
    months = months_late(due, until, started)
    return round_half_up(Fraction(principal * monthly_rate_bp * months, _WHOLE))


def compound_monthly_interest(
    principal: int, monthly_rate_bp: int, due: date, until: date, started: bool = False
) -> int:
    """Interest on interest per month, only where agreed and lawful; never a default."""
    growth = Fraction(_WHOLE + monthly_rate_bp, _WHOLE) ** months_late(due, until, started)
    return round_half_up(principal * (growth - 1))


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
        raise InvalidInput(f"Enter the base rate that was in force on {day} in Settings.", "rate")
    return max(known)[1]


def uk_interest(principal: int, base_rate_bp: int, days: int) -> int:
    """Simple interest at 8 points over the base rate of ``uk_reference_day``."""
    return simple_interest(principal, STATUTORY_MARGIN_BP + base_rate_bp, days)


def uk_fixed_sum(debt: int) -> int:
    """The compensation per late invoice, by the size of the debt, in pence."""
    for below, fixed in UK_FIXED_SUMS:
        if debt < below:
            return fixed
    return UK_LARGEST_FIXED_SUM


def eu_interest(principal: int, reference_rate_bp: int, days: int) -> int:
    """The least interest of the EU directive, from the day after due; national law decides."""
    return simple_interest(principal, STATUTORY_MARGIN_BP + reference_rate_bp, days)


def late_fee(days_late: int, balance: int, fee: int, grace_days: int = 0, minimum: int = 0) -> int:
    """The fixed fee, charged once per invoice: only past the grace days and from a minimum on."""
    return fee if days_late > grace_days and balance >= minimum else 0
