"""What of invoices is not asked for: for a running plan, or for a while after a dispute."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from collectdesk.domain.dispute import disputed_again
from collectdesk.store.among import among
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of
from collectdesk.store.plans import ASKS_BY_INSTALMENTS, disputes_of


@dataclass(frozen=True, slots=True)
class Resting:
    """What of an invoice is not asked for on a day, and since when all of it is due at once.

    ``amount`` is None when instalments of a plan are asked for instead of the invoice, else the
    part of a settled dispute that has its days to pay, less what was credited when it was settled
    and what was disputed again since: that is held back by its own dispute, or was settled by it.
    ``settled`` is that part in either case, ``accelerated`` the day of the first plan that failed:
    a later one that failed too makes nothing less late. ``settled_until`` is the last of those days
    to pay. ``has_returned`` says that a payment for something in the plan went back since:
    something may be asked for beside it.
    """

    amount: int | None = 0
    accelerated: date | None = None
    settled: int = 0
    settled_until: date | None = None
    has_returned: bool = False


_RESTING = f"""
SELECT x.invoice_id, NULL, NULL, EXISTS (
  SELECT 1 FROM allocation a
  WHERE a.invoice_id = x.invoice_id AND a.amount < 0 AND a.dated BETWEEN p.agreed_on AND :day
), p.id, NULL, NULL, 0 FROM plan p JOIN plan_invoice x ON x.plan_id = p.id
WHERE {ASKS_BY_INSTALMENTS} {{plans}}
UNION ALL
SELECT x.invoice_id, 0, p.accelerated_on, 0, NULL, NULL, NULL, 0
FROM plan p JOIN plan_invoice x ON x.plan_id = p.id
WHERE p.accelerated_on <= :day {{plans}}
UNION ALL
SELECT invoice_id, MAX(0, SUM(amount) - (
  SELECT COALESCE(SUM(a.amount), 0) FROM allocation a JOIN credit c ON c.id = a.credit_id
  WHERE a.invoice_id = dispute.invoice_id AND c.kind = 'credit_note'
    AND a.dated = dispute.resolved_on)), NULL, 0, NULL, MAX(resumes_on), resolved_on, EXISTS (
  SELECT 1 FROM dispute again
  WHERE again.invoice_id = dispute.invoice_id
    AND again.opened_on BETWEEN dispute.resolved_on AND :day)
FROM dispute WHERE resumes_on >= :day AND resolved_on <= :day {{disputes}}
GROUP BY invoice_id, resolved_on
"""


class _Told(NamedTuple):
    """A reason to let an invoice rest; days as they are stored.

    ``again`` says that something of it was disputed on ``settled_on``, when a dispute was settled,
    or later.
    """

    invoice_id: int
    amount: int | None
    accelerated: str | None
    went_back: int
    plan_id: int | None
    until: str | None
    settled_on: str | None
    again: int


def resting(db: BookDatabase, day: date, only: Iterable[int] | None = None) -> dict[int, Resting]:
    """The invoices of which something rests on ``day`` for a plan or a settled dispute."""
    chosen = None if only is None else list(only)
    plans, values = among(chosen, "p.customer_id")
    disputes, _ = among(chosen)
    found: dict[int, Resting] = {}
    sql = _RESTING.format(plans=plans, disputes=disputes)
    told = list(map(_Told._make, db.execute_sql(sql, {"day": day.isoformat(), **values})))
    affected = {one.plan_id for one in told if one.went_back}
    for one in _less_disputed_again(db, day, told):
        known = found.get(one.invoice_id, Resting())
        both = None if one.amount is None or known.amount is None else one.amount + known.amount
        settled = known.settled + (one.amount or 0)
        since = [day for day in (day_of(one.accelerated), known.accelerated) if day]
        until = day_of(one.until) if one.amount else None
        found[one.invoice_id] = Resting(
            both,
            min(since, default=None),
            settled,
            max((day for day in (until, known.settled_until) if day), default=None),
            known.has_returned or one.plan_id in affected,
        )
    return found


def _less_disputed_again(db: BookDatabase, day: date, told: list[_Told]) -> list[_Told]:
    """The reasons, where what was disputed again by the day is taken off what was settled."""
    invoices = [one.invoice_id for one in told if one.again]
    if not invoices:
        return told
    sums = disputes_of(db, "SELECT value FROM json_each(?)", (json.dumps(invoices),))
    taken: dict[tuple[int, str | None], int] = defaultdict(int)
    for one, again in zip(sums, disputed_again(sums, [s.resumes_on for s in sums]), strict=True):
        if one.resolved_on and one.resumes_on and one.resumes_on >= day:
            at = one.invoice_id, one.resolved_on.isoformat()
            taken[at] += sum(amount for opened, amount in again if opened <= day)
    return [
        one._replace(amount=max(0, one.amount - taken[one.invoice_id, one.settled_on]))
        if one.amount
        else one
        for one in told
    ]
