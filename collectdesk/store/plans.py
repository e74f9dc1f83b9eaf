"""Payment plans with their instalments and the money that came in for their invoices."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from collectdesk.domain.dispute import DisputedSum
from collectdesk.domain.plan import FAILED, PlanState
from collectdesk.store import entered
from collectdesk.store.among import among
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of
from collectdesk.store.settled import left_at_settling

Money = tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan: its instalments (number, due, amount; the down payment is number 0) and its money.

    ``calendar`` is the code of its customer's. ``money`` are the days and amounts by which payments
    used after the plan was agreed lowered its invoices or, negative, raised them again, so that all
    of it up to a day is what was paid of ``amount`` by then. ``let_go`` is the same of what was
    credited, written off or void since, and is no money; what was on account pays, whatever it was
    for.
    ``returned`` tells by invoice and day what went back of payments from before the plan: a debt of
    its own, beside the instalments.
    """

    plan_id: int
    customer_id: int
    agreed_on: date
    amount: int
    state: str
    cure_days: int
    signed_on: date | None
    ended_on: date | None
    accelerated_on: date | None
    invoices: tuple[int, ...]
    instalments: tuple[tuple[int, date, int], ...]
    calendar: str
    money: Money
    let_go: Money = ()
    returned: tuple[tuple[int, date, int], ...] = ()

    def paid(self, day: date) -> int:
        """What had come in for its instalments by the end of the day."""
        return self._came(day) - self._sent_again(day)

    def beside(self, day: date) -> int:
        """What is asked for beside the instalments: payments from before the plan that went back
        and were not sent again by the end of the day."""
        return self._returned_by(day) - self._sent_again(day)

    def _sent_again(self, day: date) -> int:
        """Money is for the instalments whose day has come, then for what went back, and only then
        for later instalments; what paid a plan to its end was for it."""
        back = self._returned_by(day)
        ended = self.ended_on if self.ended_on and self.ended_on <= day else None
        if not back or (ended and self.state == PlanState.COMPLETED):
            return 0
        fallen_due = sum(amount for _, due, amount in self.instalments if due <= (ended or day))
        whole = sum(amount for *_, amount in self.instalments) - self.let_go_by(day)
        return min(back, max(0, self._came(day) - max(0, min(fallen_due, whole))))

    def _came(self, day: date) -> int:
        return sum(amount for on, amount in self.money if on <= day)

    def _returned_by(self, day: date) -> int:
        return sum(amount for _, on, amount in self.returned if on <= day)

    def let_go_by(self, day: date) -> int:
        """What was credited, written off or void by the end of the day."""
        return sum(amount for on, amount in self.let_go if on <= day)

    def runs_on(self, day: date) -> bool:
        """Whether it was signed and had not ended at the end of the day."""
        if self.signed_on is None or self.signed_on > day:
            return False
        return self.ended_on is None or self.ended_on > day

    def asks_by_instalments(self, day: date) -> bool:
        """Whether it runs, or failed and what is left of it is not overdue yet: until then only
        what was missed is."""
        if self.signed_on is None or self.signed_on > day:
            return False
        waits = self.accelerated_on is None or self.accelerated_on >= day
        return self.runs_on(day) or (self.state in FAILED and waits)


_COLUMNS = (
    "id, customer_id, agreed_on, amount, state, cure_days, signed_on, ended_on, accelerated_on,"
    " (SELECT calendar FROM customer WHERE id = plan.customer_id)"
)


ASKS_BY_INSTALMENTS = """
signed_on <= :day AND (ended_on IS NULL OR ended_on > :day OR (
  state IN ('defaulted', 'accelerated') AND COALESCE(accelerated_on, '9999') >= :day))
"""
"""For plans: what ``PlanFile.asks_by_instalments`` says."""


def standing(
    db: BookDatabase, day: date, only: Iterable[int] | None = None
) -> dict[int, list[PlanFile]]:
    """Plans that ran on ``day``, and those not kept of which the rest was not overdue yet, by
    customer."""
    found: dict[int, list[PlanFile]] = defaultdict(list)
    for plan in _plans(db, ASKS_BY_INSTALMENTS, only, {"day": day.isoformat()}):
        found[plan.customer_id].append(plan)
    return found


def failed(db: BookDatabase, day: date, only: Iterable[int]) -> list[PlanFile]:
    """Plans of these customers that were not kept and made all that was left overdue by ``day``."""
    where = "state = 'accelerated' AND accelerated_on < :day"
    return _plans(db, where, list(only), {"day": day.isoformat()})


def last_signed(db: BookDatabase, day: date, only: Iterable[int]) -> dict[int, date]:
    """The day on which these customers' newest plan was signed, whatever became of it."""
    chosen, values = among(list(only))
    found = db.execute_sql(
        f"SELECT customer_id, MAX(signed_on) FROM plan WHERE signed_on <= :day {chosen}"
        " GROUP BY customer_id",
        {"day": day.isoformat(), **values},
    )
    return {customer: date.fromisoformat(signed) for customer, signed in found}


def running_between(db: BookDatabase, first: date, last: date) -> list[PlanFile]:
    """Plans that ran on any of the days."""
    where = "signed_on <= :last AND (ended_on IS NULL OR ended_on > :first)"
    return _plans(db, where, None, {"first": first.isoformat(), "last": last.isoformat()})


FOLLOWS_MONEY = "state NOT IN ('proposed', 'cancelled')"
"""For plans: that their state follows from the money that came."""


def to_judge(db: BookDatabase, only: Iterable[int] | None = None) -> list[PlanFile]:
    """Plans whose state follows from money; without customers, only those that still run."""
    if only is None:
        return _plans(db, "state IN ('signed', 'active', 'defaulted')", None, {})
    return _plans(db, FOLLOWS_MONEY, only, {})


def cancelled(db: BookDatabase, customer_id: int) -> list[PlanFile]:
    """The signed plans of a customer that ended neither paid nor failed."""
    return _plans(db, "state = 'cancelled' AND signed_on IS NOT NULL", [customer_id], {})


def of_customer(db: BookDatabase, customer_id: int) -> list[PlanFile]:
    """All plans of a customer, oldest first."""
    return _plans(db, "1", [customer_id], {})


def one(db: BookDatabase, plan_id: int) -> PlanFile | None:
    """One plan, or None."""
    return next(iter(_plans(db, "id = :id", None, {"id": plan_id})), None)


def _plans(
    db: BookDatabase, where: str, only: Iterable[int] | None, values: dict[str, Any]
) -> list[PlanFile]:
    chosen, those = among(only)
    found = db.execute_sql(
        f"SELECT {_COLUMNS} FROM plan WHERE {where}{chosen} ORDER BY id", values | those
    ).fetchall()
    if not found:
        return []
    these = {"plans": json.dumps([row[0] for row in found])}
    invoices = _by_plan(db, _INVOICES, these)
    instalments = _by_plan(db, _INSTALMENTS, these)
    money = _by_plan(db, _MONEY, these)
    return [
        PlanFile(
            plan_id,
            customer,
            date.fromisoformat(agreed),
            amount,
            state,
            cure,
            day_of(signed),
            day_of(ended),
            day_of(accelerated),
            tuple(invoice for (invoice,) in invoices[plan_id]),
            tuple((no, date.fromisoformat(due), part) for no, due, part in instalments[plan_id]),
            calendar,
            _dated(money[plan_id], "money"),
            _dated(money[plan_id], "let_go"),
            tuple(
                (invoice, date.fromisoformat(day), amount)
                for kind, invoice, day, amount in money[plan_id]
                if kind == "returned"
            ),
        )
        for plan_id, customer, agreed, amount, state, cure, signed, ended, accelerated, calendar
        in found
    ]  # fmt: skip


def _dated(told: Iterable[tuple[Any, ...]], wanted: str) -> Money:
    return tuple(
        (date.fromisoformat(day), lowered) for kind, _, day, lowered in told if kind == wanted
    )


_THESE = "IN (SELECT value FROM json_each(:plans))"

_INVOICES = f"SELECT plan_id, invoice_id FROM plan_invoice WHERE plan_id {_THESE} ORDER BY id"

_INSTALMENTS = f"""
SELECT plan_id, position, due_on, amount FROM instalment WHERE plan_id {_THESE} ORDER BY position
"""

_WAS_ON_ACCOUNT = "(c.kind = 'credit_note' AND (c.note != '' OR c.reference NOT IN ('', i.number)))"
"""A credit note for another invoice, or from a list, that was on account: it pays as money does."""

_MONEY = f"""
WITH agreed AS (
  SELECT p.id AS plan_id, p.agreed_on, (
    SELECT COALESCE(SUM(i.total), 0) FROM plan_invoice x JOIN invoice i ON i.id = x.invoice_id
    WHERE x.plan_id = p.id) - p.amount AS paid_before FROM plan p WHERE p.id {_THESE}),
used AS (
  SELECT g.*, a.id, a.invoice_id, a.credit_id, a.dated, a.amount, a.dated <= g.agreed_on AS by_then,
    CASE WHEN c.kind IN ('payment', 'discount', 'small_balance') OR {_WAS_ON_ACCOUNT}
      THEN 'money' ELSE 'let_go' END AS kind,
    SUM(a.amount) FILTER (WHERE a.dated <= g.agreed_on) OVER (PARTITION BY g.plan_id ORDER BY a.id)
      AS so_far
  FROM agreed g JOIN plan_invoice x ON x.plan_id = g.plan_id
    JOIN allocation a ON a.invoice_id = x.invoice_id
    JOIN invoice i ON i.id = a.invoice_id JOIN credit c ON c.id = a.credit_id),
entered AS (
  SELECT g.plan_id, COALESCE(MAX(u.id), CASE g.paid_before WHEN 0 THEN 0 END) AS last
  FROM agreed g LEFT JOIN used u
    ON u.plan_id = g.plan_id AND u.by_then AND u.so_far = g.paid_before
  GROUP BY g.plan_id),
since AS (
  SELECT u.*, SUM(u.amount) OVER (
    PARTITION BY u.plan_id, u.invoice_id, u.credit_id ORDER BY u.dated, u.id) AS total
  FROM used u JOIN entered e ON e.plan_id = u.plan_id
  WHERE NOT u.by_then OR u.id > e.last)
SELECT plan_id, kind, invoice_id, day, SUM(lowered) FROM (
  SELECT plan_id, kind, NULL AS invoice_id, dated AS day,
    MAX(0, total) - MAX(0, total - amount) AS lowered FROM since
  UNION ALL
  SELECT plan_id, 'returned', invoice_id, dated, MIN(0, total - amount) - MIN(0, total) FROM since
  UNION ALL
  SELECT u.plan_id, 'money', NULL, u.agreed_on, SUM(u.amount) - u.paid_before
  FROM used u JOIN entered e ON e.plan_id = u.plan_id
  WHERE e.last IS NULL AND u.by_then GROUP BY u.plan_id
  UNION ALL
  SELECT x.plan_id, 'let_go', NULL, i.void_on, i.total
  FROM plan_invoice x JOIN invoice i ON i.id = x.invoice_id
  WHERE i.void_on IS NOT NULL AND x.plan_id {_THESE}
) GROUP BY plan_id, kind, invoice_id, day HAVING SUM(lowered) != 0 ORDER BY plan_id, day
"""
"""The plan's sum tells what had been used on its invoices when it was agreed, and the order of
entry which uses these were, also of that very day: they are no money for instalments, and what of
them goes back later is none that is missing of these."""


def _by_plan(db: BookDatabase, sql: str, these: dict[str, str]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for plan_id, *told in db.execute_sql(sql, these):
        found[plan_id].append(tuple(told))
    return found


_GIVEN_UP = """
SELECT EXISTS (
  SELECT 1 FROM plan_invoice x JOIN invoice i ON i.id = x.invoice_id
  WHERE x.plan_id = :plan AND (i.void_on = :day OR EXISTS (
    SELECT 1 FROM allocation a JOIN credit c ON c.id = a.credit_id
    WHERE a.invoice_id = i.id AND a.dated = :day AND c.kind IN ('write_off', 'settlement')
      AND c.state != 'reversed')))
"""


def given_up_on(db: BookDatabase, plan_id: int, day: date) -> bool:
    """Whether something that a plan covered was written off, settled for less or void that day."""
    values = {"plan": plan_id, "day": day.isoformat()}
    return bool(db.execute_sql(_GIVEN_UP, values).fetchone()[0])


_CALLED_OFF = """
WITH ended AS (
  SELECT MAX(s.id) AS step
  FROM step s CROSS JOIN step_row r ON r.id BETWEEN s.first_row AND s.last_row
  WHERE s.id > COALESCE((SELECT id FROM step WHERE at < :day ORDER BY id DESC LIMIT 1), 0)
    AND r.row_table = 'plan' AND r.row_id = :plan
    AND r.after ->> 'ended_on' = :day AND r.before ->> 'ended_on' IS NOT :day)
SELECT step IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM step s CROSS JOIN step_row r ON r.id BETWEEN s.first_row AND s.last_row
  WHERE s.id = ended.step AND r.row_table = 'invoice'
    AND r.row_id IN (SELECT invoice_id FROM plan_invoice WHERE plan_id = :plan))
FROM ended
"""


def was_called_off(db: BookDatabase, plan: PlanFile) -> bool:
    """Whether the owner ended a plan: the step that did changed none of its invoices."""
    values = {"plan": plan.plan_id, "day": plan.ended_on and plan.ended_on.isoformat()}
    return bool(db.execute_sql(_CALLED_OFF, values).fetchone()[0])


def disputed(db: BookDatabase, plan_id: int) -> list[DisputedSum]:
    """The disputes of what a plan covers, in the order in which they were opened."""
    told = db.execute_sql(
        "SELECT id, invoice_id, amount, opened_on, resolved_on, resumes_on FROM dispute"
        " WHERE invoice_id IN (SELECT invoice_id FROM plan_invoice WHERE plan_id = ?) ORDER BY id",
        (plan_id,),
    ).fetchall()
    found = {
        id_: DisputedSum(
            invoice, amount, date.fromisoformat(opened), day_of(resolved), day_of(resumes)
        )
        for id_, invoice, amount, opened, resolved, resumes in told
    }
    return [
        replace(one, credited=_credited(db, id_, one)) for id_, one in _in_order(db, found).items()
    ]


def _credited(db: BookDatabase, dispute_id: int, dispute: DisputedSum) -> int:
    if dispute.resolved_on is None or dispute.resumes_on is None:
        return 0
    invoice = dispute.invoice_id
    return dispute.amount - left_at_settling(db, dispute.resolved_on, invoice, dispute_id)


def _in_order(db: BookDatabase, disputes: dict[int, DisputedSum]) -> dict[int, DisputedSum]:
    """With the steps of the trail, if days alone do not tell what came first."""
    ends = {one.resolved_on for one in disputes.values()}
    both = ends & {one.opened_on for one in disputes.values()}
    things = [(kind, id_) for id_ in disputes for kind in ("dispute", "settled")]
    steps = entered.steps_of(db, [day for day in both if day], things) if both else {}
    return {
        id_: replace(
            one,
            opening_step=steps.get(("dispute", id_), entered.NOT_YET),
            settling_step=steps.get(("settled", id_), entered.NOT_YET),
        )
        for id_, one in disputes.items()
    }
