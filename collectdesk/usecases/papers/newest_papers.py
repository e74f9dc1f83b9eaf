"""What of a customer a letter would be about: its newest promise, dispute or plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from collectdesk.domain.dispute import DisputeState
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.plan import PlanState
from collectdesk.domain.promise import PromiseState
from collectdesk.store import rows
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class _Subject:
    shelf: rows.Shelf
    states: tuple[str, ...]
    missing: str


_UNSETTLED: Final = tuple(state for state in DisputeState if state is not DisputeState.RESOLVED)
_SUBJECTS: Final = {
    "promise_confirmation": _Subject(
        rows.PROMISES,
        (PromiseState.OPEN,),
        "This customer has no open promise to confirm. Note the promise first.",
    ),
    "dispute_acknowledgement": _Subject(
        rows.DISPUTES,
        _UNSETTLED,
        "This customer disputes nothing, so there is nothing to acknowledge.",
    ),
    "plan_agreement": _Subject(
        rows.PLANS,
        (PlanState.PROPOSED, PlanState.SIGNED, PlanState.ACTIVE),
        "This customer has no payment plan to agree on. Make the plan first.",
    ),
    "plan_default": _Subject(
        rows.PLANS,
        (PlanState.SIGNED, PlanState.ACTIVE, PlanState.DEFAULTED, PlanState.ACCELERATED),
        "This customer has no running payment plan, so no instalment can be missed.",
    ),
}


def newest_subject(work: Work, kind: str, customer_id: int) -> int:
    """The id of the newest promise, dispute or plan that a letter of ``kind`` can be about.

    Raises InvalidInput where the customer has none.
    """
    subject = _SUBJECTS[kind]
    found = subject.shelf.find(work.db, customer_id=customer_id)
    ids = [row["id"] for row in found if row["state"] in subject.states]
    if not ids:
        raise InvalidInput(work.spelled(subject.missing))
    return int(max(ids))
