"""The figures of the business: DSO, collection effectiveness, bad debt, cost of financing.

Results are exact fractions; whoever shows one rounds it once (see ``hundredths``). DSO, best
possible DSO, average days delinquent, collection effectiveness and bad debt to sales are those of
the Credit Research Foundation ("Performance Measures for Credit, Collections and Accounts
Receivable"). Where published sources disagree, ``CEI_VARIANT`` names what is shown and
``CEI_OTHERS`` what is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from collectdesk.domain.dates import add_months_clamped, month_end
from collectdesk.domain.money import MINUS, round_half_up
from collectdesk.domain.words import counted

_YEAR_DAYS: Final = 365
_WHOLE: Final = 10_000

DSO_DAYS: Final = 90

CEI_VARIANT: Final = "total credit sales of the period"
"""Sources differ on periods of several months; this variant takes all their sales at once."""

CEI_OTHERS: Final = "other sources take the average sales of a month"
"""So does the Credit Research Foundation: credit sales ÷ the months; of one, the same."""


@dataclass(frozen=True, slots=True)
class Span:
    """The time that figures look at. Without ``first``, each looks back as far as is usual."""

    first: date | None
    last: date

    def since(self, usual: date) -> date:
        """The first day: the one asked for, else the usual one."""
        return self.first or usual

    @property
    def quarter(self) -> date:
        """The usual first day of figures over 90 days."""
        return self.since(self.last - timedelta(days=DSO_DAYS - 1))

    @property
    def year(self) -> date:
        """The usual first day of figures over twelve months."""
        return self.since(add_months_clamped(self.last, -12) + timedelta(days=1))


def hundredths(value: Fraction) -> int:
    """A figure times 100, rounded half up: 76.32 days are 7632."""
    return round_half_up(value * 100)


def format_hundredths(value: Fraction) -> str:
    """A figure for people, with two decimals: "76.32"."""
    whole, rest = divmod(abs(hundredths(value)), 100)
    return f"{MINUS if hundredths(value) < 0 else ''}{whole:,}.{rest:02d}"


def hundredths_string(value: Fraction) -> str:
    """A figure for other programs: "-1234.50"."""
    return format_hundredths(value).replace(",", "").replace(MINUS, "-")


def dso(receivables: int, credit_sales: int, days: int) -> Fraction | None:
    """Days sales outstanding: closing receivables ÷ credit sales x days; None without sales.

    Below zero where more is on account than is owed: that is no time that anybody waits.
    """
    return Fraction(receivables * days, credit_sales) if credit_sales > 0 else None


def best_possible_dso(current_receivables: int, credit_sales: int, days: int) -> Fraction | None:
    """The DSO if nobody were late: only what is not yet due counts; None without sales."""
    return dso(current_receivables, credit_sales, days)


def average_days_delinquent(
    receivables: int, current_receivables: int, credit_sales: int, days: int
) -> Fraction | None:
    """ADD, the part of the DSO that lateness causes: DSO less the best possible DSO."""
    return dso(receivables - current_receivables, credit_sales, days)


@dataclass(frozen=True, slots=True)
class CountBack:
    """Count-back DSO in days; ``more_than`` when the sales history did not reach far enough."""

    days: Fraction
    more_than: bool

    def text(self) -> str:
        """ "73.17 days" or "more than 90 days"."""
        if self.more_than:
            return f"more than {counted(int(self.days), 'day')}"
        return f"{format_hundredths(self.days)} days"


def count_back_dso(
    receivables: int, sales: Iterable[tuple[date, int]], as_of: date | None = None
) -> CountBack:
    """Takes months' credit sales off the receivables, newest first, adding each month's real days:
    the count-back or exhaustion method of credit managers.

    ``sales`` holds a day of each month and its credit sales, newest month first. The last month
    counts pro rata; a month without sales adds its days. The month of ``as_of``, if given, has only
    its days so far.
    """
    left = receivables
    days = Fraction(0)
    for month, sold in sales:
        if left <= 0:
            break
        in_month = _days_of(month, as_of)
        days += in_month if sold <= left else Fraction(left * in_month, sold)
        left -= max(0, sold)
    return CountBack(days, left > 0)


def _days_of(month: date, as_of: date | None) -> int:
    runs = as_of is not None and (month.year, month.month) == (as_of.year, as_of.month)
    return as_of.day if as_of and runs else month_end(month).day


def cei(begin: int, sales: int, end_total: int, end_current: int) -> Fraction | None:
    """Collection effectiveness of a period as a share of 1; None when nothing was collectable.

    (beginning receivables + credit sales - ending total) ÷ (beginning + sales - ending current).
    """
    collectable = begin + sales - end_current
    return Fraction(begin + sales - end_total, collectable) if collectable > 0 else None


def bad_debt_share(write_offs: int, recoveries: int, credit_sales: int) -> Fraction | None:
    """(write-offs - recoveries) ÷ credit sales as a share of 1; None without sales."""
    return Fraction(write_offs - recoveries, credit_sales) if credit_sales > 0 else None


def financing_cost(overdue: Iterable[tuple[int, int]], annual_rate_bp: int) -> int:
    """What the owner pays for lending to customers, in minor units, rounded once.

    ``overdue`` holds each balance with its days late; the rate is the owner's own.
    """
    balance_days = sum(balance * max(0, days) for balance, days in overdue)
    return round_half_up(Fraction(balance_days * annual_rate_bp, _WHOLE * _YEAR_DAYS))
