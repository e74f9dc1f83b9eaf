"""Credit applications: asked for, checked with references, decided, reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from collectdesk.domain.credit import Decision
from collectdesk.domain.dates import add_months_clamped, long_date
from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.domain.words import shortened
from collectdesk.store import credit as stored
from collectdesk.store import rows
from collectdesk.usecases import checks
from collectdesk.usecases.work import Work

REFERENCE_KINDS: Final = ("trade", "bank")
MOST_REFERENCES: Final = 10
MOST_DAYS: Final = 9_999
REVIEW_MONTHS: Final = 6
_WHOLE: Final = 10_000


@dataclass(frozen=True, slots=True)
class ReferenceForm:
    """What a supplier or bank says of the customer; ``high_credit`` in minor units."""

    kind: str = "trade"
    name: str = ""
    contact: str = ""
    high_credit: int | None = None
    terms: str = ""
    days_beyond_terms: int | None = None
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """An application as it is filled in; ``requested_limit`` in minor units, None for open."""

    customer_id: int
    application_id: int | None = None
    asked_on: date | None = None
    requested_limit: int | None = None
    guarantee: str = ""
    note: str = ""
    references: tuple[ReferenceForm, ...] = ()


@dataclass(frozen=True, slots=True)
class SaveApplication:
    """Keep an application; until the first one is decided the customer pays first."""

    form: ApplicationForm


@dataclass(frozen=True, slots=True)
class DecideApplication:
    """Decide: approved (as asked for), smaller, deposit, prepay or declined.

    ``granted_limit`` in minor units; approved takes what was asked for without one. ``deposit_bp``
    is the share of each invoice that is paid first. The review is half a year on without a day.
    """

    application_id: int
    decision: str
    granted_limit: int | None = None
    deposit_bp: int = 0
    review_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SetCreditLimit:
    """Change a limit after a review, with the reason; None is no limit. A deposit that was decided
    goes on."""

    customer_id: int
    limit: int | None
    reason: str
    review_on: date | None = None


def application_form(work: Work, customer_id: int) -> ApplicationForm:
    """The customer's undecided application, or an empty one for today."""
    checks.customer(work, customer_id)
    found = rows.CREDIT_APPLICATIONS.find(work.db, customer_id=customer_id, decision="")
    if not found:
        return ApplicationForm(customer_id, asked_on=work.today)
    last = found[-1]
    return ApplicationForm(
        customer_id=customer_id,
        application_id=last["id"],
        asked_on=last["asked_on"],
        requested_limit=last["requested_limit"],
        guarantee=last["guarantee"],
        note=last["note"],
        references=tuple(_reference_form(row) for row in _references(work, last["id"])),
    )


def _references(work: Work, application_id: int) -> list[dict[str, Any]]:
    found = rows.CREDIT_REFERENCES.find(work.db, application_id=application_id)
    return sorted(found, key=lambda row: (row["position"], row["id"]))


def _reference_form(row: dict[str, Any]) -> ReferenceForm:
    return ReferenceForm(
        kind=row["kind"],
        name=row["name"],
        contact=row["contact"],
        high_credit=row["high_credit"],
        terms=row["terms"],
        days_beyond_terms=row["days_beyond_terms"],
        opinion=row["opinion"],
    )


def save_application(work: Work, command: SaveApplication) -> int:
    """Check and keep the application with its references; returns its id."""
    form = command.form
    customer = checks.customer(work, form.customer_id)
    asked_on = checks.past_day(
        work, form.asked_on or work.today, "asked_on", "The day of an application"
    )
    checks.limit(form.requested_limit, "requested_limit", "A credit limit")
    values = {
        "asked_on": asked_on,
        "requested_limit": form.requested_limit,
        "guarantee": checks.line(form.guarantee, "guarantee"),
        "note": checks.text(form.note, "note"),
    }
    references = [_checked_reference(one) for one in form.references]
    if len(references) > MOST_REFERENCES:
        raise InvalidInput(f"At most {MOST_REFERENCES} references are kept.", "references")
    work.label = f"Credit application of {shortened(customer['name'])}"
    if form.application_id is None:
        application_id = rows.CREDIT_APPLICATIONS.add(
            work.db, customer_id=form.customer_id, **values
        )
    else:
        application_id = _undecided(work, form.application_id)["id"]
        rows.CREDIT_APPLICATIONS.change(work.db, application_id, **values)
        for row in _references(work, application_id):
            rows.CREDIT_REFERENCES.remove(work.db, row["id"])
    for position, reference in enumerate(references):
        rows.CREDIT_REFERENCES.add(
            work.db,
            customer_id=form.customer_id,
            application_id=application_id,
            position=position,
            **reference,
        )
    return application_id


def _checked_reference(form: ReferenceForm) -> dict[str, Any]:
    name = checks.line(form.name, "references")
    if not name:
        raise InvalidInput("Please name each reference.", "references")
    if form.kind not in REFERENCE_KINDS:
        raise InvalidInput("A reference is a trade reference or a bank.", "references")
    checks.limit(form.high_credit, "references", "The highest credit")
    if abs(form.days_beyond_terms or 0) > MOST_DAYS:
        raise InvalidInput("So many days late cannot be right. Please check.", "references")
    return {
        "kind": form.kind,
        "name": name,
        "contact": checks.line(form.contact, "references"),
        "high_credit": form.high_credit,
        "terms": checks.line(form.terms, "references"),
        "days_beyond_terms": form.days_beyond_terms,
        "opinion": checks.text(form.opinion, "references"),
    }


def _undecided(work: Work, application_id: int) -> dict[str, Any]:
    found = rows.CREDIT_APPLICATIONS.get(work.db, application_id)
    if found is None:
        raise NotFound("credit application", str(application_id))
    if found["decision"]:
        raise InvalidInput(
            f"This application was decided on {long_date(found['decided_on'])}."
            " Change the limit by a review instead."
        )
    return found


def decide_application(work: Work, command: DecideApplication) -> None:
    """Keep the decision; the limit granted becomes the customer's limit."""
    found = _undecided(work, command.application_id)
    customer = checks.customer(work, found["customer_id"])
    decision = _checked_decision(command, found)
    limit = _granted(command, found, decision)
    work.label = f"Credit of {shortened(customer['name'])}: {decision.label.lower()}"
    rows.CREDIT_APPLICATIONS.change(
        work.db,
        command.application_id,
        decision=decision.value,
        granted_limit=limit,
        deposit_bp=command.deposit_bp,
        decided_on=work.today,
        decided_by=work.who,
        review_on=_review_day(work, command.review_on),
        reason=checks.text(command.reason, "reason"),
    )
    rows.CUSTOMERS.change(work.db, found["customer_id"], credit_limit=limit)
    share = f", {_percent(command.deposit_bp)} of each invoice first" if command.deposit_bp else ""
    told = f"Credit: {decision.label.lower()}, {_limit_words(work, limit)}{share}."
    _keep_in_history(work, found["customer_id"], told, command.reason)


def _checked_decision(command: DecideApplication, found: dict[str, Any]) -> Decision:
    if not command.decision or command.decision not in tuple(Decision):
        raise InvalidInput("Please choose from the list what was decided.", "decision")
    decision = Decision(command.decision)
    if decision is Decision.DEPOSIT and not 0 < command.deposit_bp <= _WHOLE:
        raise InvalidInput("A deposit is a share from above 0 to 100 %.", "deposit_bp")
    if decision is not Decision.DEPOSIT and command.deposit_bp:
        raise InvalidInput("A share is asked for ahead only with a deposit.", "deposit_bp")
    checks.limit(command.granted_limit, "granted_limit", "A credit limit")
    asked = found["requested_limit"]
    granted = command.granted_limit
    smaller = granted is not None and (asked is None or granted < asked)
    if decision is Decision.SMALLER and not smaller:
        raise InvalidInput("Enter a limit below the one asked for.", "granted_limit")
    return decision


def _granted(command: DecideApplication, found: dict[str, Any], decision: Decision) -> int | None:
    if decision in (Decision.PREPAY, Decision.DECLINED):
        return 0
    if command.granted_limit is not None:
        return command.granted_limit
    asked: int | None = found["requested_limit"]
    return asked


def _review_day(work: Work, day: date | None) -> date:
    if day is None:
        return add_months_clamped(work.today, REVIEW_MONTHS)
    refusal = "The next review lies ahead. Choose a later day."
    if day == work.today:
        raise InvalidInput(refusal, "review_on")
    return checks.coming_day(work, day, "review_on", refusal)


def set_credit_limit(work: Work, command: SetCreditLimit) -> int:
    """Keep the new limit as a review decided today; returns the id of its record."""
    customer = checks.customer(work, command.customer_id)
    checks.limit(command.limit, "limit", "A credit limit")
    reason = checks.text(command.reason, "reason")
    if not reason:
        raise InvalidInput("Please say why the limit is changed.", "reason")
    if rows.CREDIT_APPLICATIONS.find(work.db, customer_id=command.customer_id, decision=""):
        raise InvalidInput("An application of this customer waits. Decide that first.", "limit")
    decision, deposit_bp = stored.latest_decision(work.db, command.customer_id) or ("", 0)
    has_deposit = decision == Decision.DEPOSIT
    work.label = f"Credit limit of {shortened(customer['name'])}"
    rows.CUSTOMERS.change(work.db, command.customer_id, credit_limit=command.limit)
    before = _limit_words(work, customer["credit_limit"])
    told = f"Credit: {_limit_words(work, command.limit)}, before that {before}."
    _keep_in_history(work, command.customer_id, told, reason)
    return rows.CREDIT_APPLICATIONS.add(
        work.db,
        customer_id=command.customer_id,
        asked_on=work.today,
        requested_limit=command.limit,
        decision=(Decision.DEPOSIT if has_deposit else Decision.APPROVED).value,
        granted_limit=command.limit,
        deposit_bp=deposit_bp if has_deposit else 0,
        decided_on=work.today,
        decided_by=work.who,
        review_on=_review_day(work, command.review_on),
        reason=reason,
    )


def _limit_words(work: Work, limit: int | None) -> str:
    if not limit:
        return "no limit" if limit is None else "nothing on account"
    return f"a limit of {checks.written(work, limit)}"


def _percent(basis_points: int) -> str:
    return f"{Decimal(basis_points).scaleb(-2).normalize():f} %"


def _keep_in_history(work: Work, customer_id: int, told: str, reason: str) -> None:
    """What was decided, and why, stands beside the calls and payments that it rests on."""
    text = " ".join(filter(None, [told, checks.text(reason, "reason")]))
    rows.NOTES.add(work.db, customer_id=customer_id, at=work.stamp, text=text, made_by=work.who)


@dataclass(frozen=True, slots=True)
class WaitingApplication:
    """An application that is not decided yet, and since how many days it waits."""

    application_id: int
    customer_id: int
    customer_name: str
    asked_on: date
    days: int
    requested_limit: int | None


def waiting_applications(work: Work) -> tuple[WaitingApplication, ...]:
    """The applications of all customers that are not decided, the oldest first."""
    return tuple(
        WaitingApplication(*row[:4], (work.today - row[3]).days, row[4])
        for row in stored.undecided(work.db)
    )
