"""Sums over the whole book for the status line and the figures."""

from __future__ import annotations

from datetime import date

from collectdesk.store.engine import BookDatabase


def collected(db: BookDatabase, first: date, last: date, as_of: date = date.max) -> int:
    """Payments dated in the time given, less what was returned up to ``as_of``."""
    return credited(db, "payment", first, last, as_of)


def invoiced(db: BookDatabase, first: date, last: date, as_of: date = date.max) -> int:
    """Credit sales: what was invoiced in the time given, less what was voided up to ``as_of``."""
    return charged(db, "invoice", first, last, as_of)


_CREDITED = """
SELECT (SELECT COALESCE(SUM(amount), 0) FROM credit
        WHERE kind = :kind AND state != 'reversed' AND dated BETWEEN :first AND :last)
     + (SELECT COALESCE(SUM(amount), 0) FROM credit
        WHERE kind = :kind AND reversed_on > :as_of AND +dated BETWEEN :first AND :last)
"""

_CHARGED = """
SELECT (SELECT COALESCE(SUM(total), 0) FROM invoice
        WHERE kind = :kind AND lifecycle = 'issued' AND issue_date BETWEEN :first AND :last)
     + (SELECT COALESCE(SUM(total), 0) FROM invoice
        WHERE kind = :kind AND void_on > :as_of AND +issue_date BETWEEN :first AND :last)
"""
"""What stands is added up from an index of days alone; what fell later is looked up among the few
that ever fell. The plus keeps SQLite from looking for those through the index of days."""


def credited(db: BookDatabase, kind: str, first: date, last: date, as_of: date = date.max) -> int:
    """Credits of a kind (write_off, credit_note, discount) dated in the time given, less what was
    taken back up to ``as_of``."""
    return _number(db, _CREDITED, kind=kind, first=first, last=last, as_of=as_of)


def charged(db: BookDatabase, kind: str, first: date, last: date, as_of: date = date.max) -> int:
    """Debits of a kind (interest, late_fee, nsf_fee, refund, recovery) of the time given, less what
    was voided up to ``as_of``."""
    return _number(db, _CHARGED, kind=kind, first=first, last=last, as_of=as_of)


def promised(db: BookDatabase, first: date, last: date) -> int:
    """What open promises say will come in the time given."""
    return _number(
        db,
        "SELECT COALESCE(SUM(MAX(amount - received, 0)), 0) FROM promise WHERE state = 'open'"
        " AND promised_for BETWEEN :first AND :last",
        first=first,
        last=last,
    )


_FIRST_SALE = """
SELECT MIN(day) FROM (
  SELECT MIN(issue_date) AS day FROM invoice WHERE kind = 'invoice' AND lifecycle = 'issued'
  UNION ALL SELECT MIN(+issue_date) FROM invoice WHERE kind = 'invoice' AND void_on > :as_of)
"""
"""The plus as above."""


def first_sale(db: BookDatabase, as_of: date) -> date | None:
    """The day of the oldest invoice that was not void at the end of a day; None without any."""
    found = db.execute_sql(_FIRST_SALE, {"as_of": as_of.isoformat()}).fetchone()[0]
    return None if found is None else date.fromisoformat(found)


def _number(db: BookDatabase, sql: str, **values: date | str) -> int:
    stored = {name: v.isoformat() if isinstance(v, date) else v for name, v in values.items()}
    return int(db.execute_sql(sql, stored).fetchone()[0])
