"""Issued documents as they are listed and drawn again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from collectdesk.store.among import among, code_words
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """An issued document without its paper and bytes."""

    document_id: int
    number: str
    kind: str
    customer_id: int
    customer_number: str
    customer_name: str
    issued_on: date
    title: str
    amount: int | None
    stamp: str
    period: str
    page: str
    envelope: str
    printed_on: date | None
    sha256: str


_SELECT = """
SELECT d.id, d.number, d.kind, d.customer_id, c.number, c.name, d.issued_on, d.title, d.amount,
       d.stamp, d.period, d.page, d.envelope, d.printed_on, COALESCE(d.sha256, '')
FROM document d JOIN customer c ON c.id = d.customer_id
"""


_LISTED = "(SELECT value FROM json_each(?))"
"""The ids of a list given as JSON."""


def _files(db: BookDatabase, rest: str, values: tuple[object, ...] = ()) -> list[DocumentFile]:
    return [
        DocumentFile(*(*row[:6], date.fromisoformat(row[6]), *row[7:13], day_of(row[13]), row[14]))
        for row in db.execute_sql(_SELECT + rest, values)
    ]


def latest(
    db: BookDatabase, only: Iterable[int] | None, number: str, limit: int
) -> list[DocumentFile]:
    """The newest documents: of all, or of these customers or with this number."""
    if only is None:
        return _files(db, "ORDER BY d.id DESC LIMIT ?", (limit,))
    return _files(
        db,
        f"WHERE d.customer_id IN {_LISTED} OR d.number = ? ORDER BY d.id DESC LIMIT ?",
        (json.dumps(list(only)), number, limit),
    )


def these(db: BookDatabase, ids: Iterable[int]) -> list[DocumentFile]:
    """The documents named, in the order of the names."""
    wanted = list(ids)
    files = _files(db, f"WHERE d.id IN {_LISTED}", (json.dumps(wanted),))
    found = {file.document_id: file for file in files}
    return [found[one] for one in wanted if one in found]


def total_of(db: BookDatabase, ids: Iterable[int]) -> int:
    """The sum of what the documents named are about, in minor units."""
    found = db.execute_sql(
        f"SELECT COALESCE(SUM(amount), 0) FROM document WHERE id IN {_LISTED}",
        (json.dumps(list(ids)),),
    )
    return int(found.fetchone()[0])


def paper_of(db: BookDatabase, document_id: int) -> str | None:
    """The frozen paper of a document."""
    row = db.execute_sql("SELECT paper FROM document WHERE id = ?", (document_id,)).fetchone()
    return None if row is None else str(row[0])


def body_of(db: BookDatabase, document_id: int) -> bytes | None:
    """The bytes of a document, if it was drawn already."""
    row = db.execute_sql("SELECT pdf FROM document_body WHERE id = ?", (document_id,)).fetchone()
    return None if row is None else bytes(row[0])


def notices_of(
    db: BookDatabase, kinds: Iterable[str], day: date, only: Iterable[int] | None = None
) -> dict[int, list[tuple[str, date]]]:
    """The notices that customers got up to a day, oldest first: kind and day, by customer."""
    words = code_words(kinds)
    where, values = among(only)
    found: dict[int, list[tuple[str, date]]] = {}
    for customer, kind, issued in db.execute_sql(
        f"SELECT customer_id, kind, issued_on FROM document WHERE kind IN ({words})"
        f" AND issued_on <= :day {where} ORDER BY issued_on, id",
        {"day": day.isoformat(), **values},
    ):
        found.setdefault(customer, []).append((kind, date.fromisoformat(issued)))
    return found


@dataclass(frozen=True, slots=True)
class BatchFile:
    """Documents that one step issued. ``period`` is their month where all have the same one."""

    step_id: int
    at: str
    count: int
    printed: int
    kinds: frozenset[str]
    period: str


_ISSUED = """
FROM step s CROSS JOIN step_row r ON r.id BETWEEN s.first_row AND s.last_row
  AND +r.row_table = 'document' AND r.before IS NULL
JOIN document d ON d.id = r.row_id WHERE s.what = 'issue_documents'
"""


def invoice_numbers(db: BookDatabase, ids: Iterable[int]) -> dict[int, str]:
    """By document, the number of the first invoice that it is about."""
    found = db.execute_sql(
        "SELECT l.document_id, i.number FROM document_invoice l"
        " JOIN invoice i ON i.id = l.invoice_id"
        " WHERE l.document_id IN (SELECT value FROM json_each(?)) ORDER BY l.id DESC",
        (json.dumps(list(ids)),),
    )
    return dict(found.fetchall())


def batches(db: BookDatabase, limit: int | None, least: int = 2) -> Iterator[BatchFile]:
    """What steps issued, the latest step first: those with at least so many documents."""
    for row in db.execute_sql(
        "SELECT s.id, s.at, COUNT(*), COUNT(d.printed_on), GROUP_CONCAT(DISTINCT d.kind),"
        f" CASE WHEN COUNT(DISTINCT d.period) = 1 THEN MAX(d.period) ELSE '' END {_ISSUED}"
        " GROUP BY s.id HAVING COUNT(*) >= ? ORDER BY s.id DESC LIMIT ?",
        (least, -1 if limit is None else limit),
    ):
        step_id, at, count, printed, kinds, period = row
        yield BatchFile(step_id, at, count, printed, frozenset(kinds.split(",")), period)


def issued_by(db: BookDatabase, step_id: int) -> tuple[int, ...]:
    """The documents that a step issued, in their order."""
    found = db.execute_sql(f"SELECT d.id {_ISSUED} AND s.id = ? ORDER BY d.id", (step_id,))
    return tuple(row[0] for row in found)


def not_printed(db: BookDatabase) -> tuple[int, ...]:
    """All documents that were issued and neither printed nor saved, in their order."""
    found = db.execute_sql("SELECT id FROM document WHERE printed_on IS NULL ORDER BY id")
    return tuple(row[0] for row in found)


def not_drawn(db: BookDatabase, ids: Iterable[int]) -> tuple[int, ...]:
    """Those of these documents whose bytes are not kept yet, in the order of the names."""
    wanted = tuple(ids)
    found = db.execute_sql(
        "SELECT d.id FROM document d LEFT JOIN document_body b ON b.id = d.id"
        f" WHERE b.id IS NULL AND d.id IN {_LISTED}",
        (json.dumps(wanted),),
    )
    missing = {row[0] for row in found}
    return tuple(one for one in wanted if one in missing)


def addressed(db: BookDatabase, customers: Iterable[int]) -> list[tuple[int, str, str, str]]:
    """Id, name, number and address of these customers, in the order of the names given."""
    return _in_order_given(
        db, "SELECT id, name, number, billing_address FROM customer WHERE id", customers
    )


def addresses_used(db: BookDatabase, ids: Iterable[int]) -> list[tuple[int, str, str, str]]:
    """Id of these documents, name and number of the customer, and the address printed on them."""
    return _in_order_given(
        db,
        "SELECT d.id, c.name, c.number, d.address_used FROM document d"
        " JOIN customer c ON c.id = d.customer_id WHERE d.id",
        ids,
    )


def _in_order_given(
    db: BookDatabase, select: str, ids: Iterable[int]
) -> list[tuple[int, str, str, str]]:
    wanted = tuple(ids)
    rows = db.execute_sql(f"{select} IN {_LISTED}", (json.dumps(wanted),))
    found = {row[0]: tuple(row) for row in rows}
    return [found[one] for one in wanted if one in found]


def payments_without_receipt(
    db: BookDatabase, first: date, last: date
) -> list[tuple[int, int, str, str, date, int]]:
    """Payments of these days that stand and that no receipt was issued for, by day.

    Each as its id, the customer's id, number and name, the day and the amount.
    """
    found = db.execute_sql(
        "SELECT p.id, p.customer_id, c.number, c.name, p.dated, p.amount FROM credit p"
        " JOIN customer c ON c.id = p.customer_id"
        " WHERE p.kind = 'payment' AND p.state != 'reversed' AND p.dated BETWEEN ? AND ?"
        " AND NOT EXISTS (SELECT 1 FROM document d WHERE d.kind = 'receipt'"
        " AND d.customer_id = p.customer_id"
        " AND json_extract(d.paper, '$.paper.received') = p.dated"
        " AND json_extract(d.paper, '$.paper.amount') = p.amount"
        " AND json_extract(d.paper, '$.paper.reference') = p.reference)"
        " ORDER BY p.dated, p.id",
        (first.isoformat(), last.isoformat()),
    )
    return [(*row[:4], date.fromisoformat(row[4]), row[5]) for row in found]
