"""What was agreed, in writing: a promise confirmed, a dispute acknowledged, a payment plan."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from collectdesk.domain.call import ReasonCode
from collectdesk.domain.dates import long_date
from collectdesk.domain.dispute import answer_by
from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.domain.names import greeting_name
from collectdesk.domain.papers import AgreementPaper, LetterFact, LetterPaper
from collectdesk.domain.papers_filed import AgreedItem, AgreedPart
from collectdesk.domain.plan import (
    Instalment,
    PlanState,
)
from collectdesk.domain.promise import PromiseMethod
from collectdesk.domain.texts import LetterWords, write_letter
from collectdesk.domain.words import counted
from collectdesk.store import ledger, plans, rows
from collectdesk.store import promises as stored_promises
from collectdesk.usecases import chase, checks
from collectdesk.usecases.papers import letterhead
from collectdesk.usecases.plan_standings import less_disputed, standing_of
from collectdesk.usecases.work import Work

_ENDED: Final = ("cancelled", "renegotiated")
DOWN_PAYMENT: Final = "Down payment"


def promise_paper(work: Work, promise_id: int) -> LetterPaper:
    """The confirmation of a promise, for the same day."""
    promise = rows.PROMISES.get(work.db, promise_id)
    if promise is None:
        raise NotFound("promise", str(promise_id))
    if promise["state"] in _ENDED:
        raise InvalidInput("This promise was taken back or replaced; there is nothing to confirm.")
    customer = checks.customer(work, promise["customer_id"])
    method = PromiseMethod(promise["method"]).words(work.currency)
    numbers = [number for _, number in stored_promises.invoices_of(work.db, promise_id)]
    values = {
        "contact": greeting_name(promise["promised_by"])
        or letterhead.salutation_name(work, customer),
        "customer": customer["name"],
        "made_on": long_date(promise["made_on"]),
        "amount": checks.written(work, promise["amount"]),
        "method": method,
        "date": long_date(promise["promised_for"]),
    }
    told = (
        LetterFact("Amount", values["amount"]),
        LetterFact("To reach us by", values["date"]),
        LetterFact("How", method.partition(" ")[2]),
        LetterFact("Reference", promise["reference"]),
        LetterFact("For", " · ".join(numbers)),
    )
    return letterhead.letter(
        work, letterhead.party(work, customer), _written(work, customer, "promise", values), told
    )


def dispute_paper(work: Work, dispute_id: int) -> LetterPaper:
    """The acknowledgement of a dispute: what we heard, and by when we answer."""
    dispute = rows.DISPUTES.get(work.db, dispute_id)
    if dispute is None:
        raise NotFound("dispute", str(dispute_id))
    if dispute["state"] == "resolved":
        raise InvalidInput("This dispute is settled already; there is nothing to acknowledge.")
    customer = checks.customer(work, dispute["customer_id"])
    invoice = checks.invoice(work, dispute["invoice_id"])
    rest = invoice["balance"] - invoice["disputed"]
    reason = ReasonCode(dispute["reason"]).label
    values = {
        "contact": letterhead.salutation_name(work, customer),
        "customer": customer["name"],
        "invoice": invoice["number"],
        "answer_by": long_date(_answer_by(work, dispute)),
        "disputed": checks.written(work, dispute["amount"]),
        "undisputed": checks.written(work, rest),
        "reason": reason,
    }
    told = (
        LetterFact("Invoice", invoice["number"]),
        LetterFact("What is wrong", reason),
        LetterFact("In question", values["disputed"]),
        LetterFact("You told us on", long_date(dispute["opened_on"])),
        LetterFact("We answer by", values["answer_by"]),
    )
    known = {"undisputed"} if rest > 0 else set()
    return letterhead.letter(
        work,
        letterhead.party(work, customer),
        _written(work, customer, "dispute", values, known),
        told,
    )


def _answer_by(work: Work, dispute: dict[str, Any]) -> date:
    """The day that was meant; where that is over, the next business day: no letter promises what
    is past."""
    calendar = work.calendar_of(dispute["customer_id"])
    meant = answer_by(dispute["opened_on"], calendar)
    return meant if meant >= work.today else calendar.add_business_days(work.today, 1)


def plan_paper(work: Work, plan_id: int) -> AgreementPaper:
    """The agreement about a running plan, for both sides to sign."""
    plan = _plan(work, plan_id)
    customer = checks.customer(work, plan["customer_id"])
    parts = _parts(work, plan_id)
    agreed = [part for part in parts if part.label != DOWN_PAYMENT]
    person = letterhead.payables_contact(work, customer["id"])
    values = {
        "contact": letterhead.salutation_name(work, customer),
        "customer": customer["name"],
        "customer_no": customer["number"],
        "firm": letterhead.firm(work).name,
        "amount": checks.written(work, plan["amount"]),
        "agreed_on": long_date(plan["agreed_on"]),
        "cure_days": counted(plan["cure_days"], "business day"),
        "payments": counted(len(agreed), "payment"),
        "first": long_date(agreed[0].due if agreed else plan["agreed_on"]),
    }
    words = _written(work, customer, "plan", values)
    return AgreementPaper(
        firm=letterhead.firm(work),
        customer=letterhead.party(work, customer),
        currency=work.currency,
        issued=work.today,
        heading=words.heading,
        salutation=words.salutation,
        paragraphs=words.paragraphs,
        items=_covered(work, plan),
        parts=parts,
        total=plan["amount"],
        clauses=words.clauses,
        closing=words.closing,
        ours=work.settings.owner_name,
        theirs=person["name"] if person else "",
        stamp=words.stamp,
    )


def _plan(work: Work, plan_id: int) -> dict[str, Any]:
    plan = rows.PLANS.get(work.db, plan_id)
    if plan is None:
        raise NotFound("plan", str(plan_id))
    if plan["state"] not in ("proposed", "signed", "active"):
        raise InvalidInput("This plan has ended; make a new one to print an agreement.")
    return plan


def _parts(work: Work, plan_id: int) -> tuple[AgreedPart, ...]:
    listed = sorted(
        rows.INSTALMENTS.find(work.db, plan_id=plan_id), key=lambda row: int(row["position"])
    )
    last = listed[-1]["position"] if listed else 0
    return tuple(
        AgreedPart(
            f"{row['position']} of {last}" if row["position"] else DOWN_PAYMENT,
            row["due_on"],
            row["amount"],
        )
        for row in listed
    )


def _covered(work: Work, plan: dict[str, Any]) -> tuple[AgreedItem, ...]:
    """The invoices with what was open on them when the plan was agreed."""
    debits = ledger.open_debits(work.db, plan["agreed_on"], [plan["customer_id"]])
    open_then = {debit.invoice_id: debit for debit in debits}
    items = []
    for link in rows.PLAN_INVOICES.find(work.db, plan_id=plan["id"]):
        debit = open_then.get(link["invoice_id"])
        if debit is not None:
            items.append(AgreedItem(debit.number, debit.issue_date, debit.balance))
    missing = plan["amount"] - sum(item.amount for item in items)
    if missing:
        items.append(AgreedItem("Paid or credited that day", plan["agreed_on"], missing))
    return tuple(items)


def plan_default_paper(work: Work, plan_id: int) -> LetterPaper:
    """The letter about a missed instalment: how to make it good, or that the rest is due.

    What is disputed of the plan is in neither.
    """
    agreed = plans.one(work.db, plan_id)
    if agreed is None:
        raise NotFound("plan", str(plan_id))
    key = agreed.customer_id
    plan = less_disputed(agreed, chase.debits_now(work, [key]).get(key, ()))
    customer = checks.customer(work, plan.customer_id)
    standing = standing_of(plan, work.today, work.calendar_for(customer["calendar"]))
    if not standing.missed or plan.state not in _ASKED_FOR:
        raise InvalidInput(
            work.spelled("No instalment of this plan is missed, so there is nothing to ask for.")
        )
    missed = standing.missed[0]
    values = _missed_values(work, customer, plan, missed, standing.rest)
    ended = plan.ended_on is not None and plan.ended_on < work.today
    known = {"accelerated"} if ended else set()
    if ended and plan.state == PlanState.DEFAULTED:
        known.add("rest_coming")
    words = _written(work, customer, "plan_default", values, known)
    paying = LetterFact("How to pay", " · ".join(letterhead.firm(work).bank_lines))
    return letterhead.letter(
        work,
        letterhead.party(work, customer),
        words,
        (*_missed_facts(values, known), paying),
    )


def _missed_facts(values: dict[str, str], known: set[str]) -> tuple[LetterFact, ...]:
    missed = LetterFact("Missed payment", f"{values['missed']}, due {values['missed_on']}")
    if "rest_coming" in known:
        return (missed, LetterFact("The whole rest", f"{values['rest']}, due {values['rest_due']}"))
    if "accelerated" in known:
        due = f"{values['rest']}, due since {values['rest_due']}"
        return (missed, LetterFact("Due now, the whole rest", due))
    return (missed, LetterFact("Please make it good by", values["cure_by"]))


_ASKED_FOR = (PlanState.SIGNED, PlanState.ACTIVE, PlanState.DEFAULTED, PlanState.ACCELERATED)


def _missed_values(
    work: Work, customer: dict[str, Any], plan: plans.PlanFile, missed: Instalment, rest: int
) -> dict[str, str]:
    calendar = work.calendar_of(customer["id"])
    last = calendar.add_business_days(missed.due, plan.cure_days)
    cure_by = max(last, plan.ended_on or last)
    rest_due = plan.accelerated_on or calendar.add_business_days(plan.ended_on or cure_by, 1)
    return {
        "contact": letterhead.salutation_name(work, customer),
        "customer": customer["name"],
        "agreed_on": long_date(plan.agreed_on),
        "missed": checks.written(work, missed.amount),
        "missed_on": long_date(missed.due),
        "cure_by": long_date(cure_by),
        "rest": checks.written(work, rest),
        "rest_due": long_date(rest_due),
    }


def _written(
    work: Work, customer: dict[str, Any], letter: str, values: dict[str, str],
    known: set[str] | None = None,
) -> LetterWords:  # fmt: skip
    return write_letter(letterhead.letter_templates(work, customer)[letter], values, known or ())
