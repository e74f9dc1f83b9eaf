"""Credit only to those who pay: whose limit to look at, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from collectdesk.domain.credit import LimitAdvice, limit_hint
from collectdesk.domain.habits import getting_later
from collectdesk.store import credit as stored
from collectdesk.store import facts
from collectdesk.store.closings import closings
from collectdesk.usecases import chase
from collectdesk.usecases.lateness import days_late
from collectdesk.usecases.work import Work

_PROMISE_DAYS: Final = 90
_RETURN_DAYS: Final = 180


@dataclass(frozen=True, slots=True)
class LimitReview:
    """A customer whose limit should be looked at. ``advice`` is lower, raise, set or review.

    ``owes`` and ``limit`` in minor units; ``reasons`` are the facts in words.
    """

    customer_id: int
    number: str
    name: str
    limit: int | None
    owes: int
    advice: str
    reasons: tuple[str, ...]
    review_on: date | None


def limit_reviews(work: Work) -> tuple[LimitReview, ...]:
    """Customers whose habits or review day ask for a look at their limit, by name."""
    day = work.today
    debits = chase.debits_now(work)
    unapplied = facts.unapplied_now(work.db)
    paid = closings(work.db, day)
    promises = facts.promises(work.db, day, since=day - timedelta(days=_PROMISE_DAYS))
    returned = facts.returned_payments(work.db, day - timedelta(days=_RETURN_DAYS), day)
    due = stored.reviews(work.db)
    found = []
    for customer in facts.customers(work.db):
        key = customer.customer_id
        days = [late for _, late in paid.get(key, [])]
        owes = sum(debit.balance for debit in debits.get(key, [])) - unapplied.get(key, 0)
        broken = sum(promise.state == "broken" for promise in promises.get(key, []))
        later = getting_later(days_late(day, paid.get(key, []), debits.get(key, [])))
        hint = limit_hint(customer.credit_limit, owes, days, later, broken, int(key in returned))
        review_on = due.get(key)
        is_due = review_on is not None and review_on <= day
        if customer.archived or not (is_due or hint):
            continue
        reasons = (*(hint.reasons if hint else ()), *(("the review is due",) if is_due else ()))
        advice = hint.advice.value if hint else "review"
        found.append(
            LimitReview(
                key, customer.number, customer.name, customer.credit_limit, owes, advice, reasons,
                review_on,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=_order))


def _order(review: LimitReview) -> tuple[bool, str]:
    return (review.advice not in (LimitAdvice.LOWER, LimitAdvice.SET), review.name.casefold())
