"""The formula of a figure with its numbers put in, so that the owner can check it by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from collectdesk.domain.dates import MONTHS, month_end
from collectdesk.domain.money import format_amount, format_basis_points
from collectdesk.domain.words import counted

_MOST_MONTHS_TOLD: Final = 12


@dataclass(frozen=True, slots=True)
class Workings:
    """Writes formulas over sums in minor units of a currency."""

    currency: str

    def money(self, minor: int) -> str:
        """ "1,234.50" """
        return format_amount(minor, self.currency)

    def dso(self, name: str, owed: int, sales: int, days: int) -> str:
        """ "receivables 2,120.00 ÷ credit sales 2,500.00 × 90 days" """
        return f"{name} {self.money(owed)} ÷ credit sales {self.money(sales)} × {days} days"

    def delinquent(self, owed: int, current: int, sales: int, days: int) -> str:
        """What of the DSO is past due."""
        late = f"(receivables {self.money(owed)} − not yet due {self.money(current)})"
        return f"{late} ÷ credit sales {self.money(sales)} × {days} days"

    def count_back(self, owed: int, sales: Sequence[tuple[date, int]], as_of: date) -> str:
        """The receivables and the months that are taken off them, newest first."""
        told, left = [], owed
        for month, sold in sales:
            if left <= 0:
                break
            end = min(as_of, month_end(month))
            name = f"{MONTHS[month.month - 1][:3]} {month.year}"
            part = f"{self.money(left)} of " if sold > left else ""
            told.append(f"{name} {part}{self.money(sold)} ({counted(end.day, 'day')})")
            left -= max(0, sold)
        more = len(told) - _MOST_MONTHS_TOLD
        rest = [f"{counted(more, 'month')} before"] if more > 0 else []
        return " − ".join([f"receivables {self.money(owed)}", *told[:_MOST_MONTHS_TOLD], *rest])

    def effectiveness(self, begin: int, sales: int, end: int, current: int) -> str:
        """Of the CEI: what was collected of what could be."""
        start = f"opening {self.money(begin)} + sales {self.money(sales)}"
        return (
            f"({start} − closing {self.money(end)}) ÷ ({start} − closing not yet due"
            f" {self.money(current)})"
        )

    def bad_debt(self, lost: int, recovered: int, sales: int) -> str:
        """ "(lost 500.00 − recovered 0.00) ÷ credit sales 75,000.00" """
        gone = f"(lost {self.money(lost)} − recovered {self.money(recovered)})"
        return f"{gone} ÷ credit sales {self.money(sales)}"

    def financing(self, balance_days: int, rate_bp: int) -> str:
        """Of what lateness costs: all balances times their days, at the owner's own rate."""
        late = f"Σ (balance × days late) {self.money(balance_days)}"
        return f"{late} × {own_rate(rate_bp)} ÷ 365"

    def weighted(self, times_days: int, amount: int) -> str:
        """Of an average that is weighted by amount."""
        return f"Σ (days × amount) {self.money(times_days)} ÷ Σ amount {self.money(amount)}"

    def received(self, received: int, promised: int) -> str:
        """Of promised money."""
        return f"received {self.money(received)} ÷ promised {self.money(promised)}"

    def receivables(self, items: int, held: int) -> str:
        """Open items less what is on account."""
        return f"open items {self.money(items)} − on account {self.money(held)}"


def own_rate(rate_bp: int) -> str:
    """What money costs the owner, and that the owner said so."""
    return f"{format_basis_points(rate_bp)} a year (your own rate, set in Settings)"
