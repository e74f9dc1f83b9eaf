"""The score of the work queue: points for each fact, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from collectdesk.domain.money import format_amount
from collectdesk.domain.queue_facts import CustomerFacts, QueueWeights
from collectdesk.domain.words import counted, listed


def scored_parts(
    facts: CustomerFacts, weights: QueueWeights, today: date
) -> tuple[tuple[str, int], ...]:
    """The points of a customer, each with its label; facts that earn none are left out."""
    parts = (
        _amount(facts, weights),
        _lateness(facts, weights),
        _promises(facts, weights),
        *_risks(facts, weights),
        _silence(facts, weights, today),
    )
    return tuple(part for part in parts if part[1] > 0)


def _amount(facts: CustomerFacts, weights: QueueWeights) -> tuple[str, int]:
    points = weights.amount_max * max(0, facts.overdue) // weights.large_amount
    label = f"{format_amount(facts.overdue, facts.currency, symbol=True)} overdue"
    return label, min(weights.amount_max, points)


def _lateness(facts: CustomerFacts, weights: QueueWeights) -> tuple[str, int]:
    points = max(0, facts.days_late) // weights.days_per_lateness_point
    return f"{counted(facts.days_late, 'day')} late", min(weights.lateness_max, points)


def _promises(facts: CustomerFacts, weights: QueueWeights) -> tuple[str, int]:
    points = weights.broken_points * facts.broken_90 + weights.partly_points * facts.partly_90
    kinds = ((facts.broken_90, "broken promise"), (facts.partly_90, "partly kept promise"))
    label = listed([counted(number, noun) for number, noun in kinds if number])
    return label, min(weights.promises_max, points)


def _risks(facts: CustomerFacts, weights: QueueWeights) -> Iterator[tuple[str, int]]:
    left = weights.risk_max
    for holds, label in (
        (facts.getting_later, "paying later"),
        (facts.over_limit, "over credit limit"),
        (facts.nsf_180, "payment returned"),
    ):
        points = min(weights.risk_points, left) if holds else 0
        left -= points
        yield label, points


def _silence(facts: CustomerFacts, weights: QueueWeights, today: date) -> tuple[str, int]:
    if facts.last_reached is None:
        return "never spoken to", weights.silence_max
    days = max(0, (today - facts.last_reached).days)
    points = min(weights.silence_max, days // weights.days_per_silence_point)
    return f"last spoke {counted(days, 'day')} ago", points
