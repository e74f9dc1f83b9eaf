"""The stories of the demo book as events on real days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from collectdesk.domain.dates import add_months_clamped, first_of_month
from collectdesk.domain.terms import due_date, parse_terms
from collectdesk.usecases.demo.data import DemoCustomer, DemoData, Facts
from collectdesk.usecases.demo.days import Days
from collectdesk.usecases.demo.trade import Event, event, regular_events
from collectdesk.usecases.invoice_forms import LineForm

_AGREED_BEFORE = 4


@dataclass(frozen=True, slots=True)
class History:
    """All that happened, in order, and the number of the first invoice."""

    events: tuple[Event, ...]
    first_number: int


def history(data: DemoData, days: Days) -> History:
    """The whole history of the demo book up to today."""
    stories = [one for customer in data.customers for one in _story(customer, days)]
    numbered = [one for one in stories if one.do in ("invoice", "draft")]
    anchors = [(one.day, one.facts["number"]) for one in numbered if "number" in one.facts]
    story_days = [one.day for one in numbered if "number" not in one.facts]
    regular, first = regular_events(data, days, anchors, story_days)
    stories += [event("statement", customer, day, {"month": month})
                for month, day in _month_ends(days) for customer in data.customers]  # fmt: skip
    # Sorting is stable: what a story tells of one moment stays in its order.
    events = sorted(stories + regular, key=lambda one: (one.day, one.at))
    return History(tuple(events), first)


def _month_ends(days: Days) -> list[tuple[date, date]]:
    """The last month of which statements went out, with the business day on which they did."""
    sent = days.calendar.next_business_day(first_of_month(days.today))
    if sent >= days.today:
        last = add_months_clamped(first_of_month(days.today), -1)
        sent = days.calendar.next_business_day(last)
    return [(add_months_clamped(first_of_month(sent), -1), sent)]


def _story(customer: DemoCustomer, days: Days) -> Iterator[Event]:
    for facts in customer.story:
        if facts["do"] == "plan":
            yield from _plan(customer, facts, days)
            continue
        day = _invoiced_for(customer, facts, days) if "due" in facts else days.on(facts["on"])
        yield event(facts["do"], customer, day, _typed(facts))


def _typed(facts: Facts) -> Facts:
    if "lines" not in facts:
        return facts
    lines = tuple(
        LineForm(description=what, quantity=quantity, price=price)
        for what, quantity, price in facts["lines"]
    )
    return {**facts, "lines": lines}


def _invoiced_for(customer: DemoCustomer, facts: Facts, days: Days) -> date:
    """The invoice date that makes it due on the day told."""
    terms = parse_terms(facts.get("terms", customer.terms))
    wanted = days.on(facts["due"])
    return wanted - (due_date(wanted, terms) - wanted)


def _plan(customer: DemoCustomer, facts: Facts, days: Days) -> Iterator[Event]:
    """A call that asks for the plan, the plan itself, and the instalments paid so far."""
    first, paid = days.first_of(days.on(facts["next"]), facts["paid"])
    agreed = days.calendar.add_business_days(first, -_AGREED_BEFORE)
    call = {"answer": "cant_pay", "with": facts["with"], "note": facts["said"]}
    yield event("call", customer, agreed, call)
    yield event("plan", customer, agreed, {**facts, "first": first})
    for number in range(paid):
        due = add_months_clamped(first, number)
        day = days.calendar.previous_business_day(min(due, days.today - timedelta(days=1)))
        yield event("payment", customer, day, {"for": facts["for"], "instalment": facts["of"]})
