"""A book of a size that no owner reaches: what is slow here would be felt one day.

    python tests/benchmarks/big_book.py big.collectdesk

10,000 customers, 100,000 invoices with 300,000 lines, 90,000 payments, 200,000 calls with 150,000
follow-ups, 30,000 promises, over three years up to today. The same seed gives the same book.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from collectdesk.domain.settings import BookSettings
from collectdesk.store import rows, search, settings
from collectdesk.store.book import create_book, open_book
from collectdesk.store.engine import BookDatabase

_DAYS = 3 * 365
_NAMES = ("Harbor", "Summit", "Cedar", "Metro", "Okafor", "Tanaka", "Łódź", "Arroyo", "Fenwick",
          "Bluebird", "Ridgeline", "Stroy", "Omega", "Pine", "Delta", "Granite")  # fmt: skip
_TRADES = ("Dental", "Builders", "Bakery", "Schools", "Printing", "Landscaping", "Auto", "Clinic",
           "Catering", "Therapy", "Homes", "Market")  # fmt: skip
_WORDS = ("waiting", "insurer", "cheque", "friday", "approved", "owner", "invoice", "resend",
          "agreed", "transfer", "manager", "holiday", "sorry", "pallet", "damaged", "monday",
          "call", "back", "later", "signed", "scheduled", "run", "promise", "short")  # fmt: skip
_OUTCOMES = ("promise", "no_answer", "voicemail", "payment_sent", "callback_set", "in_approval")


@dataclass(frozen=True)
class Size:
    """How many of each there are."""

    customers: int = 10_000
    invoices: int = 100_000
    lines_each: int = 3
    payments: int = 90_000
    calls: int = 200_000
    promises: int = 30_000


def make_big_book(path: Path, today: date, size: Size | None = None, seed: int = 7) -> None:
    """Write the book at ``path``."""
    wanted = size or Size()
    now = datetime.combine(today, datetime.min.time().replace(hour=9))
    create_book(path, "USD", now, lambda db: settings.save(db, BookSettings(firm_name="Big Firm")))
    book = open_book(path)
    maker = _Maker(random.Random(seed), today, wanted)
    with book.transaction() as db:
        rows.CUSTOMERS.add_many(db, maker.customers())
        rows.CONTACTS.add_many(db, maker.contacts())
        invoices = list(maker.invoices())
        rows.INVOICES.add_many(db, invoices)
        rows.INVOICE_LINES.add_many(db, maker.lines(invoices))
        rows.CREDITS.add_many(db, maker.credits(invoices))
        rows.ALLOCATIONS.add_many(db, maker.allocations(invoices))
        calls = list(maker.calls())
        rows.CALLS.add_many(db, calls)
        rows.FOLLOW_UPS.add_many(db, maker.follow_ups(calls))
        rows.PROMISES.add_many(db, maker.promises())
        _index_words(db)
    book.close()


def _index_words(db: BookDatabase) -> None:
    """Fill the search tables as the program would have done, step by step."""
    for table, query in (
        ("customer_words", "SELECT c.id, c.number || ' ' || c.name || ' ' || k.name || ' '"
                           " || k.phone FROM customer c JOIN contact k ON k.customer_id = c.id"),
        ("invoice_words", "SELECT id, number || ' ' || po_number FROM invoice"),
        ("note_words", "SELECT id * 2, note || ' ' || spoke_to FROM call"),
    ):  # fmt: skip
        found = db.execute_sql(query).fetchall()
        db.execute_many(
            f"INSERT INTO {table} (rowid, words) VALUES (?, ?)",
            [(row_id, " ".join(search.folded_words(text))) for row_id, text in found],
        )


class _Maker:
    """Rows in the order of their ids."""

    def __init__(self, chance: random.Random, today: date, size: Size) -> None:
        self._chance = chance
        self._today = today
        self._size = size

    def _customer(self) -> int:
        # A few customers buy most: the square pulls towards the low numbers.
        return int(self._chance.random() ** 2 * self._size.customers) + 1

    def _day(self) -> date:
        return self._today - timedelta(days=self._chance.randrange(_DAYS))

    def _note(self) -> str:
        return " ".join(self._chance.choices(_WORDS, k=8))

    def customers(self) -> Iterator[dict[str, Any]]:
        for ident in range(1, self._size.customers + 1):
            name = f"{self._chance.choice(_NAMES)} {self._chance.choice(_TRADES)} {ident}"
            yield {
                "id": ident, "number": f"C-{ident:05d}", "name": name, "currency": "USD",
                "terms": "net 30", "created_on": self._today - timedelta(days=_DAYS),
                "credit_limit": 500_000,
            }  # fmt: skip

    def contacts(self) -> Iterator[dict[str, Any]]:
        for ident in range(1, self._size.customers + 1):
            yield {
                "customer_id": ident, "position": 0, "name": f"Maria {self._chance.choice(_NAMES)}",
                "role": "AP clerk", "phone": f"(415) 555-{ident % 10_000:04d}",
            }  # fmt: skip

    def invoices(self) -> Iterator[dict[str, Any]]:
        paid = self._size.payments
        for ident in range(1, self._size.invoices + 1):
            issued = self._day()
            due = issued + timedelta(days=30)
            total = self._chance.randrange(5_000, 500_000)
            closed = None
            if ident <= paid:
                closed = min(self._today, due + timedelta(days=self._chance.randrange(-20, 60)))
                closed = max(closed, issued)
            yield {
                "id": ident, "customer_id": self._customer(), "number": f"INV-{ident:06d}",
                "kind": "invoice", "lifecycle": "issued", "issue_date": issued, "due_date": due,
                "sent_on": issued, "terms": "net 30", "net": total, "tax": 0, "total": total,
                "balance": 0 if closed else total, "closed_on": closed,
                "po_number": f"PO{ident % 9973}",
            }  # fmt: skip

    def lines(self, invoices: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for invoice in invoices:
            left = invoice["net"]
            for position in range(self._size.lines_each):
                last = position == self._size.lines_each - 1
                net = left if last else left // 2
                left -= net
                yield {
                    "invoice_id": invoice["id"], "position": position,
                    "description": self._chance.choice(_WORDS), "quantity_milli": 1000,
                    "unit_price": net, "net": net,
                }  # fmt: skip

    def credits(self, invoices: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for invoice in invoices[: self._size.payments]:
            yield {
                "id": invoice["id"], "customer_id": invoice["customer_id"], "kind": "payment",
                "dated": invoice["closed_on"], "received_on": invoice["closed_on"],
                "method": "cheque", "reference": str(invoice["id"]), "amount": invoice["total"],
                "unapplied": 0, "state": "received",
            }  # fmt: skip

    def allocations(self, invoices: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for invoice in invoices[: self._size.payments]:
            yield {
                "customer_id": invoice["customer_id"], "credit_id": invoice["id"],
                "invoice_id": invoice["id"], "amount": invoice["total"],
                "dated": invoice["closed_on"],
            }  # fmt: skip

    def calls(self) -> Iterator[dict[str, Any]]:
        days = sorted(self._day() for _ in range(self._size.calls))
        for ident, day in enumerate(days, start=1):
            outcome = self._chance.choice(_OUTCOMES)
            yield {
                "id": ident, "customer_id": self._customer(), "at": f"{day} 10:00:00",
                "spoke_to": "Maria", "answer": "not_sent", "outcome": outcome,
                "note": self._note(),
            }  # fmt: skip

    def follow_ups(self, calls: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """What was to be done after three of four calls; a day later it was."""
        for call in calls:
            due = date.fromisoformat(call["at"][:10]) + timedelta(days=3)
            if call["id"] % 4:
                yield {
                    "customer_id": call["customer_id"], "call_id": call["id"], "due_on": due,
                    "what": "Ask for the day of payment",
                    "done_on": due + timedelta(days=1) if due < self._today else None,
                }  # fmt: skip

    def promises(self) -> Iterator[dict[str, Any]]:
        for _ in range(self._size.promises):
            made = self._day()
            promised = made + timedelta(days=self._chance.randrange(1, 20))
            deadline = promised + timedelta(days=3)
            judged = deadline < self._today
            amount = self._chance.randrange(5_000, 200_000)
            kept = self._chance.random() < 0.6
            yield {
                "customer_id": self._customer(), "made_on": made, "amount": amount,
                "promised_for": promised, "method": "cheque", "deadline": deadline,
                "state": ("kept" if kept else "broken") if judged else "open",
                "judged_on": deadline + timedelta(days=1) if judged else None,
                "received": amount if kept and judged else 0,
            }  # fmt: skip


if __name__ == "__main__":
    begun = time.perf_counter()
    make_big_book(Path(sys.argv[1]), date.today())
    print(f"made in {time.perf_counter() - begun:.1f} s")
