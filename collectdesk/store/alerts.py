"""What nobody looked at: late invoices with hardly a contact, deliveries without an invoice, holds
that a letter told of."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from collectdesk.domain.call import REACHED_OUTCOMES
from collectdesk.domain.playbook import NOTICE_LABELS
from collectdesk.store.among import among, code_words
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of

_HARDLY_TALKED_ABOUT = """
SELECT i.id, i.customer_id FROM invoice i JOIN customer k ON k.id = i.customer_id
WHERE i.kind = 'invoice' AND i.lifecycle = 'issued' AND i.balance > 0
  AND (i.due_date <= :day
       OR i.customer_id IN (SELECT customer_id FROM plan WHERE accelerated_on IS NOT NULL))
  AND k.placed = 'no' AND (k.hold != 'no_contact' OR k.hold_until <= :today)
  AND NOT k.archived
  AND NOT EXISTS (SELECT 1 FROM call c WHERE c.customer_id = i.customer_id
                  AND c.at >= i.issue_date AND c.outcome IN ({reached}) LIMIT 1 OFFSET :most)
"""


def hardly_talked_about(db: BookDatabase, today: date, day: date, most: int) -> dict[int, int]:
    """Open invoices due by ``day``, or with a customer whose plan made all due at once, of whom a
    person was reached at most so often since: the customer by invoice.

    Left out are accounts that an agency or attorney has, and holds on contact.
    """
    sql = _HARDLY_TALKED_ABOUT.format(reached=code_words(REACHED_OUTCOMES))
    return dict(
        db.execute_sql(
            sql, {"today": today.isoformat(), "day": day.isoformat(), "most": most}
        ).fetchall()
    )


def contacts_about(db: BookDatabase, invoices: Iterable[int]) -> dict[int, tuple[int, date | None]]:
    """How often the customer was spoken to or written to about each invoice, and when last.

    A contact is a call in which a person was reached since the invoice was issued, or a notice
    about the invoice.
    """
    reached, notices = code_words(REACHED_OUTCOMES), code_words(NOTICE_LABELS)
    listed = "SELECT value FROM json_each(:invoices)"
    return {
        invoice: (count, day_of(last))
        for invoice, count, last in db.execute_sql(
            f"""SELECT id, SUM(day IS NOT NULL), MAX(day) FROM (
                  SELECT i.id, substr(c.at, 1, 10) AS day FROM invoice i
                    LEFT JOIN call c ON c.customer_id = i.customer_id AND c.at >= i.issue_date
                      AND c.outcome IN ({reached}) WHERE i.id IN ({listed})
                  UNION ALL
                  SELECT x.invoice_id, d.issued_on FROM document_invoice x
                    JOIN document d ON d.id = x.document_id
                   WHERE d.kind IN ({notices}) AND x.invoice_id IN ({listed})
                ) GROUP BY id""",
            {"invoices": json.dumps(list(invoices))},
        )
    }


Waiting = tuple[int, str, int, str, date, int]
"""Invoice id and number, customer id and name, day of delivery, total."""


def delivered_drafts(db: BookDatabase, day: date) -> list[Waiting]:
    """Drafts of what was delivered up to the day, the oldest delivery first."""
    found = db.execute_sql(
        "SELECT i.id, i.number, i.customer_id, c.name, i.delivered_on, i.total FROM invoice i"
        " JOIN customer c ON c.id = i.customer_id"
        " WHERE i.lifecycle = 'draft' AND i.delivered_on <= ? ORDER BY i.delivered_on, i.id",
        (day.isoformat(),),
    )
    return [(*row[:4], date.fromisoformat(row[4]), row[5]) for row in found]


@dataclass(frozen=True, slots=True)
class HoldTold:
    """A notice that told from when new orders on account stop, and what it is about."""

    customer_id: int
    customer_name: str
    notice: str
    kind: str
    told_on: date
    hold_on: date
    invoices: tuple[int, ...]


def holds_told(
    db: BookDatabase, day: date, answered: str, only: Iterable[int] | None = None
) -> list[HoldTold]:
    """By customer the newest such notice whose day has come, as long as something is open of it.

    Left out are customers on hold, those that others collect from, and those of whom a note of the
    kind ``answered`` was made since: the owner has decided.
    """
    where, values = among(only, "i.customer_id")
    found = db.execute_sql(
        _HOLDS_TOLD.format(only=where), {"day": day.isoformat(), "answered": answered, **values}
    )
    newest = {
        row[0]: HoldTold(
            customer_id=row[0],
            customer_name=row[1],
            notice=row[2],
            kind=row[3],
            told_on=date.fromisoformat(row[4]),
            hold_on=date.fromisoformat(row[5]),
            invoices=tuple(json.loads(row[6])),
        )
        for row in found
    }
    return list(newest.values())


_HOLDS_TOLD = """
SELECT k.id, k.name, d.number, d.kind, d.issued_on, d.paper ->> '$.paper.hold_on' AS hold_on,
       json_group_array(i.id)
FROM invoice i JOIN document_invoice x ON x.invoice_id = i.id
  JOIN document d ON d.id = x.document_id AND d.kind IN ('second', 'final')
  JOIN customer k ON k.id = i.customer_id
WHERE i.balance > 0 AND i.lifecycle = 'issued' {only} AND hold_on <= :day
  AND k.placed = 'no' AND NOT k.archived AND (k.hold = 'none' OR k.hold_until <= :day)
  AND NOT EXISTS (SELECT 1 FROM note WHERE customer_id = k.id AND kind = :answered
                  AND at >= d.issued_on)
GROUP BY d.id ORDER BY d.id
"""
