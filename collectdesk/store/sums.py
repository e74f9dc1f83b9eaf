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


def credited(db: BookDatabase, kind: str, first: date, last: date, as_of: date = date.max) -> int:
    """Credits of a kind (write_off, credit_note, discount) dated in the time given, less what was
    taken back up to ``as_of``."""
    return _number(
        db,
        "SELECT COALESCE(SUM(amount), 0) FROM credit WHERE kind = ?"
        " AND (reversed_on IS NULL OR reversed_on > ?) AND dated BETWEEN ? AND ?",
        kind,
        as_of,
        first,
        last,
    )


def charged(db: BookDatabase, kind: str, first: date, last: date, as_of: date = date.max) -> int:
    """Debits of a kind (interest, late_fee, nsf_fee, refund, recovery) of the time given, less what
    was voided up to ``as_of``."""
    return _number(
        db,
        "SELECT COALESCE(SUM(total), 0) FROM invoice WHERE kind = ?"
        " AND (lifecycle = 'issued' OR void_on > ?) AND issue_date BETWEEN ? AND ?",
        kind,
        as_of,
        first,
        last,
    )


def promised(db: BookDatabase, first: date, last: date) -> int:
    """What open promises say will come in the time given."""
    return _number(
        db,
        "SELECT COALESCE(SUM(MAX(amount - received, 0)), 0) FROM promise WHERE state = 'open'"
        " AND promised_for BETWEEN ? AND ?",
        first,
        last,
    )


def first_invoice_day(db: BookDatabase) -> date | None:
    """The day of the oldest issued invoice."""
    found = db.execute_sql(
        "SELECT MIN(issue_date) FROM invoice WHERE lifecycle = 'issued'"
    ).fetchone()[0]
    return None if found is None else date.fromisoformat(found)


def _number(db: BookDatabase, sql: str, *values: object) -> int:
    stored = [v.isoformat() if isinstance(v, date) else v for v in values]
    return int(db.execute_sql(sql, tuple(stored)).fetchone()[0])
