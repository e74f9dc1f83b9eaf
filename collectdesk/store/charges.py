"""Invoices past due with all that decides what lateness costs: money, disputes, plans, charges."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from collectdesk.store.among import among
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of

Changes = list[tuple[date, int]]

CORRECTION = "correction"
"""The reference of a waiver that sets a charge right, where others are given as a favour."""


@dataclass(frozen=True, slots=True)
class ChargeFile:
    """A charge of an invoice as it was made. ``let_go`` is what was waived, credited or given up of
    it since, of that ``corrected`` because it was too much; ``paid`` are the days and amounts of
    everything that was put on it but ``waived``, what was waived as a favour. What was corrected
    counts from the end of the charge's period.
    """

    charge_id: int
    number: str
    kind: str
    mode: str
    rate_bp: int
    since: date
    until: date
    principal: int
    compounded: bool
    total: int
    balance: int
    let_go: int
    corrected: int
    made_on: date
    paid: Changes = field(default_factory=list)
    waived: Changes = field(default_factory=list)

    @property
    def is_fee(self) -> bool:
        """Whether it is the fee, charged once, and not interest."""
        return self.kind == "late_fee"


@dataclass(frozen=True, slots=True)
class LateFile:
    """An invoice past due as of a day, with what changed it by then.

    ``allocated`` and ``disputed`` are days and amounts (negative when taken back or settled),
    ``plans`` the spans in which a plan without interest ran. ``charges`` are what it was charged
    so far, oldest first, and ``voided`` the days after one day up to another for which the interest
    that was charged is void. ``is_let_go`` is one that was closed, but not paid: written off,
    settled for less, or credited without any money.
    """

    invoice_id: int
    number: str
    customer_id: int
    issue_date: date
    due_date: date
    total: int
    allocated: Changes = field(default_factory=list)
    disputed: Changes = field(default_factory=list)
    plans: list[tuple[date, date | None]] = field(default_factory=list)
    charges: list[ChargeFile] = field(default_factory=list)
    voided: list[tuple[date, date]] = field(default_factory=list)
    is_void: bool = False
    is_let_go: bool = False

    @property
    def charged_until(self) -> date:
        """The last day that interest was charged for; the due date if none was."""
        return max((until for _, until in self.spans), default=self.due_date)

    @property
    def spans(self) -> list[tuple[date, date]]:
        """The days after one day up to another for which interest was charged."""
        return [(one.since, one.until) for one in self.charges if one.kind == "interest"]

    def rate_charged(self, mode: str) -> int | None:
        """The rate at which interest of a mode was charged first; None if none was."""
        rates = (one.rate_bp for one in self.charges if one.mode == mode and not one.is_fee)
        return next(rates, None)

    @property
    def fee_charged(self) -> bool:
        """Whether a late fee was charged, though it may have been waived; one that was taken back
        whole, because it was not right, is none."""
        return any(charge.corrected < charge.total for charge in self.charges if charge.is_fee)


_CHARGED = """
FROM invoice i WHERE i.kind = 'invoice' AND i.lifecycle != 'draft' AND i.due_date < :day
  AND i.id IN (SELECT parent_id FROM invoice WHERE kind IN ('interest', 'late_fee')
               AND lifecycle = 'issued' AND parent_id IS NOT NULL)
"""

_DOUBTFUL = """
FROM invoice i WHERE i.kind = 'invoice' AND i.lifecycle != 'draft' AND i.due_date < :day
  AND i.id IN (
    SELECT p.id FROM charge c JOIN invoice d ON d.id = c.id JOIN invoice p ON p.id = d.parent_id
    WHERE d.lifecycle = 'issued' AND (
      p.lifecycle = 'void'
      OR EXISTS (SELECT 1 FROM dispute x WHERE x.invoice_id = p.id)
      OR EXISTS (SELECT 1 FROM plan_invoice x WHERE x.invoice_id = p.id)
      OR EXISTS (SELECT 1 FROM allocation a
                 WHERE a.invoice_id = p.id AND a.amount < 0 AND a.dated <= c.until)
      OR c.principal NOT IN (
        p.total - (SELECT COALESCE(SUM(a.amount), 0) FROM allocation a
                   WHERE a.invoice_id = p.id AND a.dated <= c.until),
        p.total - (SELECT COALESCE(SUM(a.amount), 0) FROM allocation a
                   WHERE a.invoice_id = p.id AND a.dated < c.until))
      OR (c.mode = 'full_months' AND p.closed_on >= c.until AND p.closed_on < d.issue_date)
      OR (c.principal * 2 <= p.total
          AND p.total = (SELECT SUM(a.amount) FROM allocation a
                         WHERE a.invoice_id = p.id AND a.dated <= c.until))))
"""

_BY_MONEY = "(k.kind = 'payment' OR (k.kind = 'credit_note' AND k.reference || k.note != ''))"
"""That a credit is money: a payment, or a credit note that was on account and is used like one."""

_LET_GO = f"""
i.closed_on IS NOT NULL AND (
  i.written_off > 0
  OR EXISTS (SELECT 1 FROM allocation a JOIN credit k ON k.id = a.credit_id
             WHERE a.invoice_id = i.id AND k.kind = 'settlement' AND k.state != 'reversed')
  OR (i.total > 0 AND NOT EXISTS (
    SELECT 1 FROM allocation a JOIN credit k ON k.id = a.credit_id
    WHERE a.invoice_id = i.id AND {_BY_MONEY} AND k.state != 'reversed')))
"""

_LATE = f"""
FROM invoice i WHERE i.id IN (
  SELECT id FROM invoice i WHERE i.kind = 'invoice' AND i.lifecycle = 'issued'
    AND i.due_date < :day AND i.issue_date <= :day
    AND (i.closed_on IS NULL OR i.closed_on > :day OR i.closed_on >= :since) {{among}}
  UNION SELECT i.id {_CHARGED} {{among}})
"""


def late_invoices(
    db: BookDatabase,
    day: date,
    only: Iterable[int] | None = None,
    closed_since: date | None = None,
    *,
    only_doubtful: bool = False,
) -> list[LateFile]:
    """Invoices open and past due on ``day``, those paid late on ``closed_since`` or after it, and
    those that were charged before, void ones too.

    By customer and due date; ``only`` are the customers wanted, or None for all. With
    ``only_doubtful`` only those of which a charge may not be right any more: what was open at the
    end of its period is not what bore interest then, or could be told otherwise. The last payment
    may hide an earlier one that is as large, and one after a full month may be within the grace.
    """
    where, chosen = among(only, "i.customer_id")
    late = f"{_DOUBTFUL} {where}" if only_doubtful else _LATE.format(among=where)
    since = (closed_since or date.max).isoformat()
    found = db.execute_sql(
        "SELECT i.id, i.number, i.customer_id, i.issue_date, i.due_date, i.total,"
        f" i.lifecycle = 'void', {_LET_GO}"
        f" {late} ORDER BY i.customer_id, i.due_date, i.id",
        {"day": day.isoformat(), "since": since, **chosen},
    ).fetchall()
    if not found:
        return []
    values = {"day": day.isoformat(), "invoices": json.dumps([row[0] for row in found])}
    allocated = _changes(db, _ALLOCATED, values)
    disputed = _changes(db, _DISPUTED, values)
    plans = _plans(db, values)
    charged, voided = _charged(db, values)
    return [
        LateFile(
            invoice_id=row[0],
            number=row[1],
            customer_id=row[2],
            issue_date=date.fromisoformat(row[3]),
            due_date=date.fromisoformat(row[4]),
            total=row[5],
            allocated=allocated[row[0]],
            disputed=disputed[row[0]],
            plans=plans[row[0]],
            charges=charged[row[0]],
            voided=voided[row[0]],
            is_void=bool(row[6]),
            is_let_go=bool(row[7]),
        )
        for row in found
    ]


_KNOWN_AS_CLOSED = """
SELECT NOT EXISTS (
  SELECT 1 FROM step s CROSS JOIN step_row r ON r.id BETWEEN s.first_row AND s.last_row
  WHERE s.id > (
    SELECT COALESCE(MAX(s.id), 0)
    FROM step s CROSS JOIN step_row r ON r.id BETWEEN s.first_row AND s.last_row
    WHERE s.id > COALESCE((SELECT id FROM step WHERE at < :day ORDER BY id DESC LIMIT 1), 0)
      AND r.row_table = 'invoice' AND r.row_id = :charge AND r.before IS NULL)
  AND r.row_table = 'allocation' AND r.before IS NULL AND r.row_id IN (
    SELECT id FROM allocation WHERE invoice_id = :invoice))
"""


def was_closed_when_charged(db: BookDatabase, charge: ChargeFile, invoice_id: int) -> bool:
    """Whether what closed an invoice was entered before the charge: nothing was put on it since."""
    values = {"day": charge.made_on.isoformat(), "charge": charge.charge_id, "invoice": invoice_id}
    return bool(db.execute_sql(_KNOWN_AS_CLOSED, values).fetchone()[0])


_THESE = "IN (SELECT value FROM json_each(:invoices))"

_ALLOCATED = f"""
SELECT invoice_id, dated, amount FROM allocation WHERE dated <= :day AND invoice_id {_THESE}
"""

_DISPUTED = f"""
SELECT invoice_id, opened_on, amount FROM dispute
WHERE opened_on <= :day AND invoice_id {_THESE}
UNION ALL
SELECT invoice_id, resolved_on, -amount FROM dispute
WHERE resolved_on <= :day AND opened_on <= :day AND invoice_id {_THESE}
"""


def _changes(db: BookDatabase, sql: str, values: dict[str, Any]) -> dict[int, Changes]:
    found: dict[int, Changes] = defaultdict(list)
    for invoice, day, amount in db.execute_sql(sql, values):
        found[invoice].append((date.fromisoformat(day), amount))
    return found


def _plans(db: BookDatabase, values: dict[str, Any]) -> dict[int, list[tuple[date, date | None]]]:
    found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for invoice, signed, ended in db.execute_sql(
        "SELECT x.invoice_id, p.signed_on, p.ended_on FROM plan p"
        " JOIN plan_invoice x ON x.plan_id = p.id"
        " WHERE p.bears_interest = 0 AND p.signed_on <= :day"
        f" AND x.invoice_id {_THESE}",
        values,
    ):
        found[invoice].append((date.fromisoformat(signed), day_of(ended)))
    return found


_CHARGES = f"""
SELECT d.parent_id, d.id, d.number, d.kind, c.mode, c.rate_bp, c.since, c.until, c.principal,
       c.compounded, d.total, d.balance,
       (SELECT COALESCE(SUM(a.amount), 0) FROM allocation a JOIN credit k ON k.id = a.credit_id
        WHERE a.invoice_id = d.id AND NOT {_BY_MONEY}),
       (SELECT COALESCE(SUM(a.amount), 0) FROM allocation a JOIN credit k ON k.id = a.credit_id
        WHERE a.invoice_id = d.id AND k.kind = 'waiver' AND k.reference = :correction),
       d.issue_date, d.lifecycle = 'void'
FROM charge c JOIN invoice d ON d.id = c.id
WHERE d.parent_id {_THESE} ORDER BY c.until, d.id
"""


Voided = dict[int, list[tuple[date, date]]]


def _charged(
    db: BookDatabase, values: dict[str, Any]
) -> tuple[dict[int, list[ChargeFile]], Voided]:
    """By invoice the charges that stand, and the periods of those that are void."""
    found: dict[int, list[ChargeFile]] = defaultdict(list)
    voided: Voided = defaultdict(list)
    by_id: dict[int, ChargeFile] = {}
    values = {**values, "correction": CORRECTION}
    for invoice, *row in db.execute_sql(_CHARGES, values):
        since, until = date.fromisoformat(row[5]), date.fromisoformat(row[6])
        if row[14]:
            voided[invoice] += [(since, until)] if row[2] == "interest" else []
            continue
        made_on = date.fromisoformat(row[13])
        charge = ChargeFile(
            row[0], row[1], row[2], row[3], row[4], since, until, row[7], bool(row[8]), row[9],
            row[10], row[11], row[12], made_on,
        )  # fmt: skip
        by_id[charge.charge_id] = charge
        found[invoice].append(charge)
    for charge_id, dated, amount, kind, reference in db.execute_sql(
        "SELECT a.invoice_id, a.dated, a.amount, k.kind, k.reference FROM allocation a"
        f" JOIN credit k ON k.id = a.credit_id WHERE a.invoice_id {_THESE}",
        {"invoices": json.dumps(list(by_id))},
    ):
        charge = by_id[charge_id]
        day = date.fromisoformat(dated)
        if kind != "waiver":
            charge.paid.append((day, amount))
        elif reference == CORRECTION:
            charge.paid.append((charge.until, amount))
        else:
            charge.waived.append((day, amount))
    return found, voided
