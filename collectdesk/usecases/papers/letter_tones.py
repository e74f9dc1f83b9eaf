"""How a letter sounds, to tell its sender before it goes out."""

from __future__ import annotations

from typing import Final

from collectdesk.store import rows
from collectdesk.usecases.papers import letterhead
from collectdesk.usecases.papers.printing import PaperRequest, customer_of
from collectdesk.usecases.work import Work

_LETTERS: Final = {
    "promise_confirmation": "promise",
    "dispute_acknowledgement": "dispute",
    "plan_agreement": "plan",
    **dict.fromkeys(("verification", "receipt", "thank_you", "plan_default", "demand")),
}


def tone_of(work: Work, request: PaperRequest) -> str:
    """The tone of the letter in its customer's words; empty for a paper that is no letter.

    Raises the KnownError that prevents the letter.
    """
    if request.kind not in _LETTERS:
        return ""
    customer = rows.CUSTOMERS.get(work.db, customer_of(work, request))
    return letterhead.letter_templates(work, customer)[_LETTERS[request.kind] or request.kind].tone
