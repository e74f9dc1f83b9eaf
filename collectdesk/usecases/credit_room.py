"""Whether a customer may buy on account now: hold, limit, and paying first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from collectdesk.domain.credit import CreditStanding, Decision, Objection, objections
from collectdesk.domain.dates import hold_in_force
from collectdesk.domain.errors import CreditObjected
from collectdesk.domain.words import REASON_LIMIT, shortened
from collectdesk.store import credit as stored
from collectdesk.store import facts
from collectdesk.store.ledger import OpenDebit
from collectdesk.usecases import checks, overrides
from collectdesk.usecases.held_credit import held_credits
from collectdesk.usecases.work import Work

NO_CREDIT: Final = "no_credit"


@dataclass(frozen=True, slots=True)
class CreditCheck:
    """What an invoice of a size would mean. ``sentences`` say what speaks against it; without any
    it can be issued. ``after`` is what would be owed then, ``wanted_first`` what must be paid."""

    limit: int | None
    exposure: int
    after: int
    wanted_first: int
    held: int
    sentences: tuple[str, ...]


def credit_check(work: Work, customer_id: int, total: int) -> CreditCheck:
    """What speaks against an invoice of ``total`` minor units for the customer."""
    customer = checks.customer(work, customer_id)
    standing = standing_of(work, customer)
    return CreditCheck(
        limit=standing.limit,
        exposure=standing.exposure,
        after=standing.exposure + total,
        wanted_first=standing.wanted_first(total),
        held=standing.held,
        sentences=tuple(
            _sentence(work, customer, standing, total, objection)
            for objection in objections(standing, total)
        ),
    )


def standing_of(work: Work, customer: dict[str, Any]) -> CreditStanding:
    """How a customer's credit stands."""
    key = customer["id"]
    latest = stored.latest_decision(work.db, key)
    debits = facts.open_debits_now(work.db, [key]).get(key, [])
    standing = CreditStanding(
        owes=sum(debit.balance for debit in debits),
        held=facts.unapplied_now(work.db, [key]).get(key, 0),
        limit=customer["credit_limit"],
        on_hold=_on_hold(work, customer),
        decision=None if latest is None else Decision(latest[0]),
        deposit_bp=latest[1] if latest else 0,
    )
    return replace(standing, claimed=_claimed(work, key, standing, debits))


def _claimed(
    work: Work, customer_id: int, standing: CreditStanding, debits: list[OpenDebit]
) -> int:
    """What of the cash on account open invoices wanted first that were issued since it came."""
    credits = held_credits(work, customer_id, work.today)
    if not credits:
        return 0
    wanted = (
        min(debit.balance, standing.wanted_first(debit.total))
        for debit in debits
        if debit.kind == "invoice" and debit.issue_date >= credits[0]["dated"]
    )
    return min(standing.held, sum(wanted))


def _on_hold(work: Work, customer: dict[str, Any]) -> bool:
    """Whether nothing new is sold on account; who is insolvent rests with all that is open, and
    buys no more on account either."""
    hold = hold_in_force(customer["hold"], customer["hold_until"], work.today)
    if hold == "no_contact":
        return stored.is_known_insolvent(work.db, customer["id"])
    return hold == NO_CREDIT


def _sentence(
    work: Work,
    customer: dict[str, Any],
    standing: CreditStanding,
    total: int,
    objection: Objection,
) -> str:
    name = shortened(customer["name"])
    match objection:
        case Objection.ON_HOLD:
            why = shortened(customer["hold_reason"], REASON_LIMIT)
            return f"{name} is on hold for new credit{': ' if why else ''}{why}."
        case Objection.PAYS_FIRST:
            wanted = checks.written(work, standing.wanted_first(total))
            taken = checks.written(work, standing.claimed)
            already = f" besides the {taken} for earlier invoices" if standing.claimed else ""
            return f"{name} pays first: {wanted} must be on account{already}" + (
                ", and the credit application is not decided yet."
                if standing.decision is Decision.UNDECIDED
                else "."
            )
        case Objection.OVER_LIMIT:
            after = checks.written(work, standing.exposure + total)
            limit = checks.written(work, standing.limit or 0)
            return f"{name} would owe {after}, above the limit of {limit}."


def require_room(work: Work, customer_id: int, total: int, override: str) -> tuple[str, ...]:
    """Raise CreditObjected when something speaks against the invoice and no reason overrides it.

    Returns what was overridden.
    """
    found = credit_check(work, customer_id, total)
    if found.sentences and not checks.line(override, "override"):
        raise CreditObjected(" ".join(found.sentences))
    return found.sentences


def note_override(
    work: Work, customer_id: int, number: str, sentences: tuple[str, ...], override: str
) -> None:
    """Keep on the timeline that an invoice was issued against the rules, and why."""
    if sentences:
        reason = checks.line(override, "override")
        what = f"{number} was issued although: {' '.join(sentences)} Reason: {reason}"
        overrides.note(work, customer_id, what)
