"""What is left of settled disputes and has its days to pay: until they end it is not asked for.

Disputes and credit notes tell the day on which they happened. Where several happened to an invoice
on one day, the trail tells which came first, and which note settled which dispute.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from collectdesk.domain.dispute import Resolution
from collectdesk.store import entered
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of

_NOT_YET: Final = 2**63
"""Stands for the step that is being taken, which the trail does not know yet."""

_DISPUTES = """
SELECT invoice_id, id, amount, opened_on, resolution, resolved_on, resumes_on
FROM dispute WHERE invoice_id IN (SELECT value FROM json_each(:invoices)) AND opened_on <= :day
ORDER BY id
"""

_NOTES = """
SELECT a.invoice_id, c.id, a.dated, SUM(a.amount)
FROM allocation a JOIN credit c ON c.id = a.credit_id JOIN invoice i ON i.id = a.invoice_id
WHERE a.invoice_id IN (SELECT value FROM json_each(:invoices)) AND a.dated <= :day
  AND c.kind = 'credit_note' AND (c.reference = '' AND c.note = '' OR c.reference = i.number)
GROUP BY a.invoice_id, c.id, a.dated ORDER BY c.id
"""


@dataclass(frozen=True, slots=True)
class _Dispute:
    """A dispute, as far as it was settled by the day that is asked about."""

    id: int
    amount: int
    opened_on: date
    resolution: str
    resolved_on: date | None
    resumes_on: date | None


@dataclass(slots=True)
class _Note:
    """A credit note, and what of it is not counted for a dispute yet."""

    id: int
    dated: date
    left: int


@dataclass(slots=True)
class _Invoice:
    """The disputes and credit notes of an invoice, with the steps that the trail knows."""

    disputes: list[_Dispute] = field(default_factory=list)
    notes: list[_Note] = field(default_factory=list)
    steps: dict[entered.Thing, int] = field(default_factory=dict)

    def settled(self) -> list[_Dispute]:
        return [dispute for dispute in self.disputes if dispute.resolved_on]

    def unclear(self) -> set[date]:
        """The days on which something was settled, and days alone do not tell what follows."""
        settled = self.settled()
        days = {dispute.resolved_on for dispute in settled if dispute.resolved_on}
        opened = {
            other.opened_on
            for dispute in settled
            for other in self.disputes
            if other.id > dispute.id and other.opened_on == dispute.resolved_on
        }
        noted = len(settled) > 1 and any(note.dated in days for note in self.notes)
        return days if noted else opened

    def step(self, kind: str, id_: int) -> int:
        return self.steps.get((kind, id_), _NOT_YET)


def left_to_pay(
    db: BookDatabase, day: date, invoices: Iterable[int]
) -> dict[int, list[tuple[int, date]]]:
    """By invoice what of its settled disputes may still be paid on ``day``: each sum and the last
    day for it.

    Credit notes that settled a dispute leave less of it, and what was disputed again since is first
    about the sums that were settled.
    """
    asked = list(invoices)
    found = _read(db, day, asked) if asked else {}
    return {invoice: _left(told, day) for invoice, told in found.items()}


def left_at_settling(db: BookDatabase, day: date, invoice_id: int, dispute_id: int) -> int:
    """What credit notes leave of a dispute that is settled on ``day``, in minor units."""
    told = _read(db, day, [invoice_id])[invoice_id]
    for dispute in sorted(told.settled(), key=lambda one: _settling(told, one)):
        left = dispute.amount - _credited(told, dispute)
        if dispute.id == dispute_id:
            return left
    return 0


def _read(db: BookDatabase, day: date, invoices: list[int]) -> dict[int, _Invoice]:
    values = {"invoices": json.dumps(invoices), "day": day.isoformat()}
    found: dict[int, _Invoice] = defaultdict(_Invoice)
    for invoice, id_, amount, opened, resolution, *ends in db.execute_sql(_DISPUTES, values):
        resolved_on, resumes_on = (day_of(end) for end in ends)
        if resolved_on and resolved_on > day:
            resolved_on = None
        found[invoice].disputes.append(
            _Dispute(id_, amount, date.fromisoformat(opened), resolution, resolved_on, resumes_on)
        )
    for invoice, id_, dated, amount in db.execute_sql(_NOTES, values):
        found[invoice].notes.append(_Note(id_, date.fromisoformat(dated), amount))
    for invoice in found.values():
        invoice.steps = _steps(db, invoice)
    return found


def _steps(db: BookDatabase, invoice: _Invoice) -> dict[entered.Thing, int]:
    days = invoice.unclear()
    if not days:
        return {}
    things = [("dispute", one.id) for one in invoice.disputes if one.opened_on in days]
    things += [("settled", one.id) for one in invoice.disputes if one.resolved_on in days]
    things += [("credit", note.id) for note in invoice.notes if note.dated in days]
    return entered.steps_of(db, sorted(days), things)


def _settling(invoice: _Invoice, dispute: _Dispute) -> tuple[date, int, int, int]:
    return (dispute.resolved_on or date.max, invoice.step("settled", dispute.id), 1, dispute.id)


def _opening(invoice: _Invoice, dispute: _Dispute) -> tuple[date, int, int, int]:
    return (dispute.opened_on, invoice.step("dispute", dispute.id), 0, dispute.id)


def _left(invoice: _Invoice, day: date) -> list[tuple[int, date]]:
    happened = [(_opening(invoice, one), one) for one in invoice.disputes]
    happened += [(_settling(invoice, one), one) for one in invoice.settled()]
    sums: list[tuple[int, date]] = []
    for (on, _, is_settled, _), dispute in sorted(happened, key=lambda pair: pair[0]):
        if not is_settled:
            sums = _without(sums, dispute.amount, on)
            continue
        left = dispute.amount - _credited(invoice, dispute)
        if dispute.resumes_on and left > 0:
            sums.append((left, dispute.resumes_on))
    return [(amount, until) for amount, until in sums if amount and until >= day]


def _without(sums: Sequence[tuple[int, date]], again: int, on: date) -> list[tuple[int, date]]:
    """The sums less what of them is disputed again on a day."""
    rest: list[tuple[int, date]] = []
    for amount, until in sums:
        held = min(amount, again) if until >= on else 0
        again -= held
        rest.append((amount - held, until))
    return rest


def _credited(invoice: _Invoice, dispute: _Dispute) -> int:
    """What credit notes settled of a dispute: the one that was issued with it, those of its day
    that settled no other one, and else, where it was settled by credit, those since its opening."""
    settled = dispute.resolved_on or date.min
    of_its_day = [note for note in invoice.notes if note.dated == settled]
    own = [note for note in of_its_day if _settled_by(invoice, note) == dispute.id]
    free = [note for note in of_its_day if _settled_by(invoice, note) is None]
    taken = _taken([*own, *free], dispute.amount)
    if taken or dispute.resolution != Resolution.CREDIT_ISSUED:
        return taken
    earlier = [
        note
        for note in invoice.notes
        if dispute.opened_on <= note.dated < settled and _settled_by(invoice, note) is None
    ]
    return _taken(earlier, dispute.amount)


def _settled_by(invoice: _Invoice, note: _Note) -> int | None:
    """The dispute that was settled in the step that issued the note, if there are several."""
    if not invoice.steps:
        return None
    step = invoice.step("credit", note.id)
    return next(
        (
            one.id
            for one in invoice.settled()
            if one.resolved_on == note.dated and invoice.step("settled", one.id) == step
        ),
        None,
    )


def _taken(notes: Iterable[_Note], wanted: int) -> int:
    taken = 0
    for note in notes:
        part = min(note.left, wanted - taken)
        note.left -= part
        taken += part
    return taken
