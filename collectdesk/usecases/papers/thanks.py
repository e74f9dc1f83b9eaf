"""The letter of thanks to a customer who kept its word, with a note of goodwill from the owner."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from collectdesk.domain.dates import long_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.papers import LetterFact, LetterPaper
from collectdesk.domain.plan import PlanState
from collectdesk.domain.promise import PromiseState
from collectdesk.domain.texts import write_letter
from collectdesk.domain.words import shortened
from collectdesk.store import rows
from collectdesk.usecases import chase, checks
from collectdesk.usecases.papers import letterhead
from collectdesk.usecases.work import Work

LONGEST_NOTE: Final = 600
_LATELY: Final = timedelta(days=365)


def thanks_paper(work: Work, customer_id: int, note: str = "") -> LetterPaper:
    """Thanks for what was kept last: a plan paid to its end, a promise, else a payment.

    Raises InvalidInput where something is past due, or where nothing came in yet.
    """
    customer = checks.customer(work, customer_id)
    name = shortened(customer["name"])
    if chase.late(chase.debits_now(work, [customer_id]).get(customer_id, ()), work.today):
        something = work.spelled("Something is past due at")
        raise InvalidInput(
            f"{something} {name}. Thank them when it is paid, or letters would cross."
        )
    found = _kept(work, customer_id) or _payment(work, customer_id)
    if found is None:
        raise InvalidInput(f"{name} has not paid anything yet, so there is nothing to thank for.")
    kind, agreed, amount, kept = found
    goodwill = _checked(note)
    written = checks.written(work, amount)
    values = {
        "contact": letterhead.salutation_name(work, customer),
        "customer": customer["name"],
        "agreed_on": long_date(agreed),
        "amount": written,
        "kept_by": long_date(kept),
        "thanks_for": _STAMPED[kind],
        "goodwill": goodwill,
    }
    words = write_letter(
        letterhead.letter_templates(work, customer)["thank_you"],
        values,
        {*_FACTS[kind], *(("goodwill",) if goodwill else ())},
    )
    named = _NAMES.get(kind)
    facts = (
        (LetterFact(named, written), LetterFact("Agreed on", long_date(agreed))) if named else ()
    )
    return letterhead.letter(work, letterhead.party(work, customer), words, facts)


_NAMES: Final = {"plan": "Plan, paid in full", "promise": "Promised and paid"}
_FACTS: Final = {
    "plan": ("plan", "no_promise"),
    "promise": (),
    "payment": ("payment", "no_promise"),
}
_STAMPED: Final = {
    "plan": "Your word counts",
    "promise": "Your word counts",
    "payment": "For your payment",
}
_Kept = tuple[str, date, int, date]


def _kept(work: Work, customer_id: int) -> _Kept | None:
    """The plan or promise that was kept last, unless that is long ago."""
    plans = rows.PLANS.find(work.db, customer_id=customer_id, state=PlanState.COMPLETED.value)
    kept = [
        ("plan", plan["agreed_on"], plan["amount"], plan["ended_on"] or plan["agreed_on"])
        for plan in plans
    ]
    promises = rows.PROMISES.find(work.db, customer_id=customer_id, state=PromiseState.KEPT.value)
    kept += [
        ("promise", promise["made_on"], promise["amount"], promise["promised_for"])
        for promise in promises
    ]
    lately = [one for one in kept if one[3] >= work.today - _LATELY]
    return max(lately, key=lambda one: one[3], default=None)


def _payment(work: Work, customer_id: int) -> _Kept | None:
    paid = rows.CREDITS.find(work.db, customer_id=customer_id, kind="payment")
    came = [credit for credit in paid if credit["state"] != "reversed"]
    if not came:
        return None
    last = max(came, key=lambda credit: (credit["dated"], credit["id"]))
    return "payment", last["dated"], last["amount"], last["dated"]


def _checked(note: str) -> str:
    cleaned = checks.text(note, "note")
    if len(cleaned) > LONGEST_NOTE:
        raise InvalidInput(f"A goodwill note has at most {LONGEST_NOTE} characters.", "note")
    return cleaned
