"""What is left of settled disputes and has its days to pay: until they end it is not asked for.

Disputes and credit notes tell the day on which they happened. Where several happened to an invoice
on one day, the trail tells which came first, and which note settled which dispute.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from collectdesk.domain.dispute import Resolution
from collectdesk.store import entered
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of

_BY_MONEY: Final = frozenset({Resolution.CREDIT_ISSUED, Resolution.PRICE_CORRECTED})

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
    """The disputes and credit notes of an invoice, with the steps of the ``days`` on which they
    matter, as far as the trail knows them."""

    disputes: list[_Dispute] = field(default_factory=list)
    notes: list[_Note] = field(default_factory=list)
    steps: dict[entered.Thing, int] = field(default_factory=dict)
    days: set[date] = field(default_factory=set)

    def settled(self) -> list[_Dispute]:
        return [dispute for dispute in self.disputes if dispute.resolved_on]

    def unclear(self) -> set[date]:
        """The days on which something was settled, and days alone do not tell what follows."""
        ends = {one.resolved_on for one in self.settled() if one.resolved_on}
        noted = {note.dated for note in self.notes}
        begun = {one.opened_on for one in self.disputes}
        return ends & (noted | begun) | (begun & noted if ends else set())

    def things(self) -> Iterator[entered.Thing]:
        """What happened on these days."""
        for one in self.disputes:
            if one.opened_on in self.days:
                yield "dispute", one.id
            if one.resolved_on in self.days:
                yield "settled", one.id
        yield from (("credit", note.id) for note in self.notes if note.dated in self.days)

    def step(self, kind: str, id_: int) -> int:
        return self.steps.get((kind, id_), entered.NOT_YET)


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
    _look_up_steps(db, found.values())
    return found


def _look_up_steps(db: BookDatabase, invoices: Collection[_Invoice]) -> None:
    for invoice in invoices:
        invoice.days = invoice.unclear()
    days = {day for invoice in invoices for day in invoice.days}
    things = [thing for invoice in invoices for thing in invoice.things()]
    steps = entered.steps_of(db, sorted(days), things)
    for invoice in invoices:
        invoice.steps = steps


def _settling(invoice: _Invoice, dispute: _Dispute) -> tuple[date, int, int, int]:
    return (dispute.resolved_on or date.max, invoice.step("settled", dispute.id), 1, dispute.id)


def _opening(invoice: _Invoice, dispute: _Dispute) -> tuple[date, int, int, int]:
    return (dispute.opened_on, invoice.step("dispute", dispute.id), 0, dispute.id)


def _left(invoice: _Invoice, day: date) -> list[tuple[int, date]]:
    happened = [(_opening(invoice, one), one) for one in invoice.disputes]
    happened += [(_settling(invoice, one), one) for one in invoice.settled()]
    sums: dict[int, tuple[int, date]] = {}
    for (on, _, is_settled, _), dispute in sorted(happened, key=lambda pair: pair[0]):
        if not is_settled:
            _take_again(sums, dispute.amount, on)
            continue
        left = dispute.amount - _credited(invoice, dispute)
        if dispute.resumes_on and left > 0:
            sums[dispute.id] = left, dispute.resumes_on
    return [(amount, until) for amount, until in sums.values() if amount and until >= day]


def _take_again(sums: dict[int, tuple[int, date]], again: int, on: date) -> None:
    """Take off the sums what of them is disputed again on a day, the oldest dispute first."""
    for dispute_id, (amount, until) in sorted(sums.items()):
        held = min(amount, again) if until >= on else 0
        again -= held
        sums[dispute_id] = amount - held, until


def _credited(invoice: _Invoice, dispute: _Dispute) -> int:
    """What credit notes settled of a dispute: the one that was issued with it, or else, where it
    was settled by money, those since its opening that settled no other one."""
    own = [note for note in invoice.notes if _settled_by(invoice, note) == dispute.id]
    taken = _taken(own, dispute.amount)
    if taken or dispute.resolution not in _BY_MONEY:
        return taken
    between = _opening(invoice, dispute), _settling(invoice, dispute)
    since = [
        note
        for note in invoice.notes
        if between[0] < (note.dated, invoice.step("credit", note.id), 0, 0) < between[1]
        and _settled_by(invoice, note) is None
    ]
    return _taken(since, dispute.amount)


def _settled_by(invoice: _Invoice, note: _Note) -> int | None:
    """The dispute that was settled in the step that issued the note."""
    if note.dated not in invoice.days:
        return None
    step = invoice.step("credit", note.id)
    ended = [one for one in invoice.settled() if one.resolved_on == note.dated]
    return next((one.id for one in ended if invoice.step("settled", one.id) == step), None)


def _taken(notes: Iterable[_Note], wanted: int) -> int:
    taken = 0
    for note in notes:
        part = min(note.left, wanted - taken)
        note.left -= part
        taken += part
    return taken
