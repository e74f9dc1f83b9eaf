"""Credit: who may buy on account, up to how much, and when to look again. Money in minor units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from collectdesk.domain.habits import LaterLevel, LaterVerdict, median_days
from collectdesk.domain.money import percent_of, round_half_up

_FEW_INVOICES: Final = 4
_NEARLY_FULL_BP: Final = 8_000
_LATE_DAYS: Final = 15
_WHOLE: Final = 10_000


class Decision(StrEnum):
    """What was decided on a credit application; undecided until then."""

    UNDECIDED = ""
    APPROVED = "approved"
    SMALLER = "smaller"
    DEPOSIT = "deposit"
    PREPAY = "prepay"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        """As people say it."""
        return _DECISION_LABELS[self]


_DECISION_LABELS: Final = {
    Decision.UNDECIDED: "Not decided yet",
    Decision.APPROVED: "Approved",
    Decision.SMALLER: "Approved with a smaller limit",
    Decision.DEPOSIT: "Approved with a deposit",
    Decision.PREPAY: "Prepayment",
    Decision.DECLINED: "Declined",
}

PAYS_FIRST: Final = frozenset({Decision.UNDECIDED, Decision.PREPAY, Decision.DECLINED})
"""Decisions (and their absence) under which goods are paid for before they are invoiced."""


@dataclass(frozen=True, slots=True)
class CreditStanding:
    """What a customer has of us and may have. ``limit`` None is no limit.

    ``decision`` is that of the latest application, None for an account without one;
    ``held`` is cash on account, ``claimed`` what of it is for invoices that were issued since it
    came: nothing is paid first with the same money twice.
    """

    owes: int
    held: int
    limit: int | None
    on_hold: bool = False
    decision: Decision | None = None
    deposit_bp: int = 0
    claimed: int = 0

    @property
    def exposure(self) -> int:
        """What would be lost today: what is owed less what is held."""
        return self.owes - self.held

    def wanted_first(self, total: int) -> int:
        """How much must be on account before an invoice of ``total`` is issued."""
        if self.decision in PAYS_FIRST:
            return total
        if self.decision is Decision.DEPOSIT:
            return percent_of(total, self.deposit_bp)
        return 0


class Objection(StrEnum):
    """Why an invoice should not be issued on account."""

    ON_HOLD = "on_hold"
    PAYS_FIRST = "pays_first"
    OVER_LIMIT = "over_limit"


def objections(standing: CreditStanding, total: int) -> tuple[Objection, ...]:
    """What speaks against issuing an invoice of ``total`` now."""
    found = []
    if standing.on_hold:
        found.append(Objection.ON_HOLD)
    if standing.wanted_first(total) > max(0, standing.held - standing.claimed):
        found.append(Objection.PAYS_FIRST)
    elif standing.limit is not None and standing.exposure + total > standing.limit:
        found.append(Objection.OVER_LIMIT)
    return tuple(found)


class LimitAdvice(StrEnum):
    """What a customer's habits say about the limit."""

    LOWER = "lower"
    RAISE = "raise"
    SET = "set"


@dataclass(frozen=True, slots=True)
class LimitHint:
    """An advice with the facts that it rests on, in words."""

    advice: LimitAdvice
    reasons: tuple[str, ...]


def limit_hint(
    limit: int | None,
    peak: int,
    days_late: Sequence[int],
    later: LaterVerdict,
    broken_promises: int,
    returned_payments: int,
) -> LimitHint | None:
    """Whether a limit should be looked at. ``peak`` is what is owed now, ``days_late`` the days
    late of the last closed invoices; nothing is said without some history.
    """
    reasons = _worries(days_late, later, broken_promises, returned_payments)
    if reasons:
        return LimitHint(LimitAdvice.SET if limit is None else LimitAdvice.LOWER, reasons)
    usual = median_days(days_late)
    if limit is None or usual is None or len(days_late) < _FEW_INVOICES or usual > 0:
        return None
    if peak * _WHOLE >= limit * _NEARLY_FULL_BP:
        share = peak * 100 // limit if limit else 100
        return LimitHint(LimitAdvice.RAISE, (f"uses {share} % of the limit and pays on time",))
    return None


def _worries(
    days_late: Sequence[int], later: LaterVerdict, broken: int, returned: int
) -> tuple[str, ...]:
    found = []
    usual = median_days(days_late)
    if later.level is LaterLevel.ALERT:
        found.append("pays later and later")
    elif usual is not None and len(days_late) >= _FEW_INVOICES and usual >= _LATE_DAYS:
        found.append(f"usually pays {round_half_up(usual)} days late")
    if broken > 1:
        found.append(f"broke {broken} promises in 90 days")
    if returned:
        found.append("a payment was returned in the last half year")
    return tuple(found)
