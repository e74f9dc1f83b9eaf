"""Of many invoices the step that waits is found without their lines, and is the same."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.playbook_steps import DEFAULT_STEPS
from collectdesk.domain.step_line import InvoiceDays, WaitingSteps, step_line

TODAY = date(2026, 3, 31)
CALENDAR = BusinessCalendar(frozenset({date(2026, 1, 1), date(2026, 2, 16), TODAY}))


def _days(chance: Random) -> InvoiceDays:
    issued = TODAY - timedelta(chance.randint(-3, 120))

    def perhaps(first: int, last: int) -> date | None:
        day = issued + timedelta(chance.randint(first, last))
        return day if chance.random() < 0.5 else None

    return InvoiceDays(
        issued=issued,
        due=issued + timedelta(chance.choice((0, 10, 30, 60))),
        sent=perhaps(0, 4),
        delivered=perhaps(-40, 10),
        discount_until=perhaps(10, 10),
        receive_by=perhaps(0, 20),
        is_verified=chance.random() < 0.5,
        is_large_or_new=chance.random() < 0.5,
        has_early_price=chance.random() < 0.8,
    )


def test_the_step_that_waits_is_the_one_that_is_due_in_the_line() -> None:
    chance = Random(11)
    waiting = WaitingSteps(DEFAULT_STEPS, TODAY, CALENDAR)
    documents = sorted({step.document for step in DEFAULT_STEPS if step.document})
    waited = 0
    for _ in range(3_000):
        days = _days(chance)
        talks = sorted(
            TODAY - timedelta(chance.randint(0, 90)) for _ in range(chance.randint(0, 3))
        )
        sent = chance.sample(documents, chance.randint(0, 2))
        letters = dict.fromkeys(sent, days.due + timedelta(chance.randint(-5, 5)))
        heard = [day for day in talks if day >= days.issued]
        line = step_line(DEFAULT_STEPS, days, heard, letters, TODAY, CALENDAR)
        due = [(step.day, step.code) for step in line if step.state == "due"]
        found = waiting.of(days, max(talks, default=None), letters)
        assert ([(found[0], found[1].code)] if found else []) == due
        waited += len(due)
    assert waited > 500


def test_an_invoice_without_any_step_has_an_empty_line() -> None:
    """Paid before the first step came, or a manual of which every step is left out."""
    prepaid = InvoiceDays(issued=TODAY, due=TODAY + timedelta(30), closed=TODAY)
    assert step_line(DEFAULT_STEPS, prepaid, [], {}, TODAY, CALENDAR) == ()
    unpaid = InvoiceDays(issued=TODAY, due=TODAY + timedelta(30))
    assert step_line((), unpaid, [], {}, TODAY, CALENDAR) == ()
