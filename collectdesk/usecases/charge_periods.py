"""The periods for which an invoice is to be charged, and the rate that the law says for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from collectdesk.domain.dates import long_date, short_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.interest import (
    STATUTORY,
    STATUTORY_MARGIN_BP,
    InterestMode,
    InterestRule,
)
from collectdesk.domain.late_charges import (
    LateInvoice,
    PeriodCharge,
    closed_by,
    parse_rates,
    period_charge,
    reference_day,
    reference_rate,
)
from collectdesk.domain.late_periods import left_between, period_left
from collectdesk.domain.words import listed, shortened
from collectdesk.store.charges import LateFile
from collectdesk.usecases.work import Work

_NAMED: Final = 5
_FEE_WORDS: Final = {
    InterestMode.UK: "Fixed sum for late payment",
    InterestMode.EU: "Compensation for recovery costs",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An invoice that is late, but not charged: the reference rate of ``rate_on`` is not listed."""

    customer_id: int
    customer_number: str
    customer_name: str
    invoice_id: int
    number: str
    rate_on: date


def left_out_words(left_out: Iterable[LeftOut]) -> str:
    """Who is not charged, and what to do about it; empty if nobody is left out."""
    found = list(left_out)
    if not found:
        return ""
    customers = {one.customer_id: shortened(one.customer_name) for one in found}
    named = list(customers.values())[:_NAMED]
    if len(customers) > _NAMED:
        named.append(f"{len(customers) - _NAMED:,} more")
    days = [long_date(day) for day in sorted({one.rate_on for one in found})]
    rates, them = ("rate", "it") if len(days) == 1 else ("rates", "them")
    return (
        f"Not charged: {listed(named)}. The law's interest needs the reference {rates} of"
        f" {listed(days)}: enter {them} in Settings, under Reference rates, and charge again."
    )


def periods_due(
    work: Work,
    file: LateFile,
    invoice: LateInvoice,
    rule: InterestRule,
    day: date,
    closed_since: date | None,
) -> tuple[PeriodCharge, ...] | None:
    """What is to be charged of an invoice up to a day: first the time of charges that are void
    amid others, then the days since the last one; of those paid late only if asked for.

    None if something is, but the law's reference rate is not known.
    """
    until = _until(file, invoice, day, closed_since)
    if until is None:
        return ()
    known = _known_rule(work, rule, file.due_date, file.rate_charged(rule.mode.value))
    found = tuple(_periods(file, invoice, known or rule, until))
    return None if found and known is None else found


def _until(
    file: LateFile, invoice: LateInvoice, day: date, closed_since: date | None
) -> date | None:
    if file.is_let_go:
        return None
    closed = closed_by(invoice.balances, day)
    if closed is not None and (closed_since is None or closed < closed_since):
        return None
    until = closed or day
    return until if until > file.due_date else None


def _periods(
    file: LateFile, invoice: LateInvoice, rule: InterestRule, until: date
) -> Iterator[PeriodCharge]:
    past_grace = (until - file.due_date).days > rule.grace_days
    for first, last in left_between(file.voided, file.spans) if past_grace else ():
        again = period_left(rule, invoice, (first, min(last, until)))
        if again is not None:
            yield again
    newest = period_charge(rule, invoice, until)
    if newest is not None:
        yield newest


def _known_rule(
    work: Work, rule: InterestRule, due: date, charged_bp: int | None
) -> InterestRule | None:
    """The rule with its reference rate, which is fixed when interest starts: as Settings list it,
    else as it was when the invoice was first charged at ``charged_bp`` in all; None without."""
    if rule.mode not in STATUTORY:
        return rule
    listed_rates = parse_rates(work.settings.reference_rates)
    try:
        rate = reference_rate(rule.mode, listed_rates, due)
    except InvalidInput:  # the list starts later
        rate = None
    if rate is None and charged_bp is not None:
        rate = charged_bp - STATUTORY_MARGIN_BP
    if rate is None and not listed_rates:
        rate = rule.rate_bp or None
    return None if rate is None else replace(rule, rate_bp=rate)


def known_rule(work: Work, rule: InterestRule, due: date) -> InterestRule:
    """The rule with the reference rate for an invoice due that day, of which nothing was charged.

    Raises InvalidInput if the law's reference rate is not known.
    """
    known = _known_rule(work, rule, due, None)
    if known is None:
        day = long_date(reference_day(rule.mode, due))
        raise InvalidInput(
            f"The reference rate of {day} is not known. Enter it in Settings first, under"
            " Reference rates.",
            "reference_rates",
        )
    return known


def period_words(work: Work, number: str, mode: InterestMode, charge: PeriodCharge) -> list[str]:
    """What a charge is for, as the customer reads it."""
    told = []
    if charge.interest:
        first = short_date(charge.since + timedelta(days=1), work.today)
        last = short_date(charge.until, work.today)
        told.append(f"Interest on {number} from {first} to {last}: {charge.interest_words(mode)}")
    if charge.fee:
        told.append(f"{_FEE_WORDS.get(mode, 'Late fee')} for {number}")
    return told
