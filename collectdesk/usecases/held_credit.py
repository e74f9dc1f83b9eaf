"""Credit on account: what a customer paid or was credited, and that is on no invoice yet."""

from __future__ import annotations

from datetime import date
from typing import Any

from collectdesk.store import ledger, rows
from collectdesk.usecases.work import Work

Parts = tuple[tuple[int, int], ...]


def held_credits(work: Work, customer_id: int, until: date) -> list[dict[str, Any]]:
    """The credits with something left that were there by the day, oldest first."""
    found = rows.CREDITS.find(work.db, customer_id=customer_id)
    held = [credit for credit in found if credit["unapplied"] and credit["dated"] <= until]
    return sorted(held, key=lambda credit: (credit["dated"], credit["id"]))


def use_held(
    work: Work, customer_id: int, parts: Parts, on: date
) -> list[tuple[dict[str, Any], Parts]]:
    """Put held credits on invoices and charges, the oldest credit first; tells what each paid."""
    wanted = list(parts)
    used = []
    for credit in held_credits(work, customer_id, on):
        mine = tuple(_take(credit["unapplied"], wanted))
        ledger.allocate(work.db, customer_id, credit["id"], mine, on)
        used.append((credit, mine))
    return used


def _take(held: int, wanted: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What ``held`` pays of the parts in their order; the rest stays in ``wanted``."""
    taken: list[tuple[int, int]] = []
    while held and wanted:
        invoice_id, amount = wanted.pop(0)
        part = min(held, amount)
        taken.append((invoice_id, part))
        held -= part
        if amount > part:
            wanted.insert(0, (invoice_id, amount - part))
    return taken
