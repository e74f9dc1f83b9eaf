"""What of invoices is not asked for: for a running plan, or for a while after a dispute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from collectdesk.store import settled
from collectdesk.store.among import among
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of
from collectdesk.store.plans import ASKS_BY_INSTALMENTS


@dataclass(frozen=True, slots=True)
class Resting:
    """What of an invoice is not asked for on a day, and since when all of it is due at once.

    ``amount`` is None when instalments of a plan are asked for instead of the invoice, else the
    part of settled disputes that has its days to pay (see ``settled.left_to_pay``).
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
), p.id, 0 FROM plan p JOIN plan_invoice x ON x.plan_id = p.id
WHERE {ASKS_BY_INSTALMENTS} {{plans}}
UNION ALL
SELECT x.invoice_id, 0, p.accelerated_on, 0, NULL, 0
FROM plan p JOIN plan_invoice x ON x.plan_id = p.id
WHERE p.accelerated_on <= :day {{plans}}
UNION ALL
SELECT DISTINCT invoice_id, 0, NULL, 0, NULL, 1
FROM dispute WHERE resumes_on >= :day AND resolved_on <= :day {{disputes}}
"""


class _Told(NamedTuple):
    """A reason to let an invoice rest, or why it does not; days as they are stored."""

    invoice_id: int
    amount: int | None
    accelerated: str | None
    went_back: int
    plan_id: int | None
    is_settled: int


def resting(db: BookDatabase, day: date, only: Iterable[int] | None = None) -> dict[int, Resting]:
    """The invoices of which something rests on ``day`` for a plan or a settled dispute."""
    chosen = None if only is None else list(only)
    plans, values = among(chosen, "p.customer_id")
    disputes, _ = among(chosen)
    found: dict[int, Resting] = {}
    sql = _RESTING.format(plans=plans, disputes=disputes)
    told = list(map(_Told._make, db.execute_sql(sql, {"day": day.isoformat(), **values})))
    affected = {one.plan_id for one in told if one.went_back}
    for one in told:
        known = found.get(one.invoice_id, Resting())
        since = [day for day in (day_of(one.accelerated), known.accelerated) if day]
        found[one.invoice_id] = replace(
            known,
            amount=None if one.amount is None else known.amount,
            accelerated=min(since, default=None),
            has_returned=known.has_returned or one.plan_id in affected,
        )
    paying = {one.invoice_id for one in told if one.is_settled}
    for invoice, sums in settled.left_to_pay(db, day, paying).items():
        found[invoice] = _with_settled(found[invoice], sums)
    return found


def _with_settled(known: Resting, sums: Sequence[tuple[int, date]]) -> Resting:
    amount = sum(part for part, _ in sums)
    return replace(
        known,
        amount=None if known.amount is None else known.amount + amount,
        settled=amount,
        settled_until=max((until for _, until in sums), default=None),
    )
