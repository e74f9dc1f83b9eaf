"""Issued documents as they are listed and drawn again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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
    among = ", ".join(str(int(one)) for one in only) or "NULL"
    return _files(
        db,
        f"WHERE d.customer_id IN ({among}) OR d.number = ? ORDER BY d.id DESC LIMIT ?",
        (number, limit),
    )


def these(db: BookDatabase, ids: Iterable[int]) -> list[DocumentFile]:
    """The documents named, in the order of the names."""
    wanted = list(ids)
    among = ", ".join(str(int(one)) for one in wanted) or "NULL"
    found = {file.document_id: file for file in _files(db, f"WHERE d.id IN ({among})")}
    return [found[one] for one in wanted if one in found]


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
    words = ", ".join(f"'{kind}'" for kind in sorted(kinds))
    among = ""
    if only is not None:
        among = f"AND customer_id IN ({', '.join(str(int(one)) for one in only) or 'NULL'})"
    found: dict[int, list[tuple[str, date]]] = {}
    for customer, kind, issued in db.execute_sql(
        f"SELECT customer_id, kind, issued_on FROM document WHERE kind IN ({words})"
        f" AND issued_on <= ? {among} ORDER BY issued_on, id",
        (day.isoformat(),),
    ):
        found.setdefault(customer, []).append((kind, date.fromisoformat(issued)))
    return found
