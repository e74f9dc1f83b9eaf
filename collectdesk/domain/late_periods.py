"""Time that is to be charged again: the charge for it is void, while one that is later stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import count, pairwise, takewhile

from collectdesk.domain.dates import add_months_clamped
from collectdesk.domain.interest import BY_MONTH, InterestRule
from collectdesk.domain.late_charges import LateInvoice, PeriodCharge, period_charge

Span = tuple[date, date]
"""The days after its first up to its second."""


def period_left(rule: InterestRule, invoice: LateInvoice, span: Span) -> PeriodCharge | None:
    """The interest of a period of which the charge is void, amid others that stand; of an invoice
    that is past its days of grace. By months, whole ones are charged."""
    since, until = span
    if rule.mode in BY_MONTH:
        ends = (add_months_clamped(invoice.due, number) for number in count())
        until = max(takewhile(lambda day: day <= span[1], ends))
    again = replace(invoice, charged_until=since, fee_charged=True)
    return period_charge(replace(rule, grace_days=0), again, until) if since < until else None


def left_between(voided: Iterable[Span], standing: Sequence[Span]) -> tuple[Span, ...]:
    """What of periods whose charge is void no charge covers any more, though one that is later
    stands; what lies behind the last one is left like any time that was never charged."""
    spans = list(voided)
    newest = max((until for _, until in standing), default=None)
    edges = sorted({day for span in (*spans, *standing) for day in span})
    left: list[Span] = []
    for since, until in pairwise(edges):
        if newest is None or until > newest or _cover(standing, since, until):
            continue
        if not _cover(spans, since, until):
            continue
        if left and left[-1][1] == since:
            since = left.pop()[0]
        left.append((since, until))
    return tuple(left)


def _cover(spans: Iterable[Span], since: date, until: date) -> bool:
    return any(first <= since and until <= last for first, last in spans)
