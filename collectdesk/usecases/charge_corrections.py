"""Setting right what was charged before something was entered late.

A payment that was received before a charge was made, but entered after it, lowers what the charge
should have been. The charge stays as it was made; a credit takes back what was too much. What was
paid of it goes back to the customer's account. Rate and period stay as charged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from collectdesk.domain.dates import short_date
from collectdesk.domain.interest import BY_MONTH, InterestMode, InterestRule
from collectdesk.domain.late_charges import (
    Charged,
    LateInvoice,
    closed_by,
    interest_bases,
    right_fee,
    right_interest,
    steps_of,
)
from collectdesk.store import charges as stored
from collectdesk.store import ledger, rows
from collectdesk.store.charges import ChargeFile, LateFile
from collectdesk.usecases import aftermath, checks, credits
from collectdesk.usecases.charge_rules import rule_of
from collectdesk.usecases.credits import NewCredit
from collectdesk.usecases.debits import add_debit
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Correction:
    """An earlier charge and what it is to be raised by, or below zero lowered by."""

    charge_id: int
    number: str
    kind: str
    difference: int
    words: str


def late_invoice(file: LateFile) -> LateInvoice:
    """The invoice as the rules of charging look at it; a void one was never owed."""
    owed = 0 if file.is_void else file.total
    balances = steps_of(
        [(file.issue_date, owed), *((day, -amount) for day, amount in file.allocated)]
    )
    return LateInvoice(
        due=file.due_date,
        balances=balances,
        bases=interest_bases(balances, steps_of(file.disputed), file.plans),
        charged_until=file.charged_until,
        fee_charged=file.fee_charged,
        unpaid_interest=_unpaid_interest(file.charges),
    )


def corrected(
    file: LateFile, invoice: LateInvoice, corrections: Iterable[Correction]
) -> LateInvoice:
    """The invoice with its charges as they will stand once they are put right."""
    standing = {one.charge_id: one.total - one.corrected for one in file.charges}
    for one in corrections:
        standing[one.charge_id] += one.difference
    return replace(
        invoice,
        fee_charged=any(standing[one.charge_id] > 0 for one in file.charges if one.is_fee),
        unpaid_interest=_unpaid_interest(file.charges, corrections),
    )


def _unpaid_interest(
    charges: Iterable[ChargeFile],
    corrections: Iterable[Correction] = (),
    seen_on: date = date.max,
) -> tuple[tuple[date, int], ...]:
    """The interest still open over time, as it was seen on a day: what was waived by then never
    bore any, and a favour of later changes nothing that was charged on it."""
    by_charge = {one.charge_id: one.difference for one in corrections}
    changes: list[tuple[date, int]] = []
    for charge in charges:
        if charge.kind == "interest":
            right = charge.total + by_charge.get(charge.charge_id, 0)
            changes.append((charge.until, right))
            changes += [(max(day, charge.until), -amount) for day, amount in charge.paid]
            for day, amount in charge.waived:
                since = charge.until if day <= seen_on else max(day, charge.until)
                changes.append((since, -amount))
    return steps_of(changes)


def corrections_of(
    work: Work, file: LateFile, invoice: LateInvoice, rule: InterestRule
) -> tuple[Correction, ...]:
    """What is to be set right of the charges of an invoice, period by period."""
    found: list[Correction] = []
    by_period: dict[tuple[str, Charged], list[ChargeFile]] = {}
    for charge in file.charges:
        by_period.setdefault((charge.kind, _as_charged(charge)), []).append(charge)
    for (kind, charged), charges in by_period.items():
        gross = sum(charge.total for charge in charges)
        earlier = [charge for charge in file.charges if charge.until <= charged.since]
        made_on = min(charge.made_on for charge in charges)
        unpaid = _unpaid_interest(earlier, found, made_on)
        before = replace(invoice, unpaid_interest=unpaid)
        grace = _grace_then(work, file, invoice, charges[0], rule.grace_days)
        right = _right(kind, charged, gross, before, replace(rule, grace_days=grace))
        if right is not None:
            found += _differences(work, charges, gross, right)
    return tuple(found)


def _as_charged(charge: ChargeFile) -> Charged:
    mode = InterestMode(charge.mode)
    return Charged(
        mode, charge.rate_bp, charge.since, charge.until, charge.principal, charge.compounded
    )


def _grace_then(
    work: Work, file: LateFile, invoice: LateInvoice, charge: ChargeFile, grace_days: int
) -> int:
    """No more days of grace than when it was charged: they were over by then, of an invoice that
    was known as paid when that was."""
    if InterestMode(charge.mode) not in BY_MONTH:
        return min(grace_days, (charge.until - file.due_date).days - 1)
    grace_days = min(grace_days, (charge.made_on - file.due_date).days - 1)
    closed = closed_by(invoice.balances, date.max)
    over = (closed - file.due_date).days - 1 if closed else grace_days
    if over < grace_days and stored.was_closed_when_charged(work.db, charge, file.invoice_id):
        return over
    return grace_days


def _right(
    kind: str, charged: Charged, gross: int, invoice: LateInvoice, rule: InterestRule
) -> int | None:
    """What is right by now; the days of grace are those of the rule, if it is still of the kind."""
    if kind == "interest":
        grace = rule.grace_days if rule.mode is charged.mode else 0
        return right_interest(charged, invoice, grace)
    return right_fee(charged, gross, invoice, rule)


def _differences(
    work: Work, charges: list[ChargeFile], gross: int, right: int
) -> Iterator[Correction]:
    standing = gross - sum(charge.corrected for charge in charges)
    if right > standing:
        yield _correction(work, charges[-1], standing, right, right - standing)
        return
    too_much = gross - sum(charge.let_go for charge in charges) - right
    for charge in reversed(charges):
        part = min(too_much, charge.total - charge.let_go)
        if part > 0:
            too_much -= part
            yield _correction(work, charge, gross, right, -part)


def _correction(
    work: Work, charge: ChargeFile, gross: int, right: int, difference: int
) -> Correction:
    until = short_date(charge.until, work.today)
    words = (
        f"Correction of {charge.number} up to {until}: {checks.written(work, right)} instead of"
        f" {checks.written(work, gross)}, by what was entered since"
    )
    return Correction(charge.charge_id, charge.number, charge.kind, difference, words)


def apply_corrections(
    work: Work, customer_id: int, corrections: Iterable[Correction], day: date
) -> None:
    """Credit what was too much and charge what was too little."""
    for correction in corrections:
        if correction.difference > 0:
            _charge_more(work, customer_id, correction, day)
        else:
            _credit(work, customer_id, correction, day)


def _charge_more(work: Work, customer_id: int, correction: Correction, day: date) -> None:
    known = rows.CHARGES.get(work.db, correction.charge_id) or {}
    debit = checks.invoice(work, correction.charge_id)
    charge_id = add_debit(
        work, customer_id, correction.kind, correction.difference, day, correction.words,
        debit["parent_id"],
    )  # fmt: skip
    rows.CHARGES.add(work.db, **{**known, "id": charge_id})


def _credit(work: Work, customer_id: int, correction: Correction, day: date) -> None:
    amount = -correction.difference
    _free(work, customer_id, correction.charge_id, amount, day)
    parts = ((correction.charge_id, amount),)
    credits.grant(
        work,
        NewCredit(customer_id, "waiver", parts, day, correction.words, stored.CORRECTION),
    )
    aftermath.of_credit(work, customer_id)


def _free(work: Work, customer_id: int, charge_id: int, amount: int, day: date) -> None:
    """Give money that was put on the charge back to the account, as far as it is in the way."""
    wanted = amount - checks.invoice(work, charge_id)["balance"]
    used: dict[int, tuple[int, date]] = {}
    for part in rows.ALLOCATIONS.find(work.db, invoice_id=charge_id):
        before, latest = used.get(part["credit_id"], (0, day))
        used[part["credit_id"]] = before + part["amount"], max(latest, part["dated"])
    for credit_id, (net, on) in reversed(used.items()):
        credit = rows.CREDITS.get(work.db, credit_id) or {}
        back = min(wanted, net) if credits.is_money(credit) else 0
        if back > 0:
            ledger.allocate(work.db, customer_id, credit_id, ((charge_id, -back),), on)
            wanted -= back


@dataclass(frozen=True, slots=True)
class WrongCharge:
    """A charge that is not right any more; ``amount`` is what it is too high by (below zero: too
    low), ``number`` that of its invoice."""

    customer_id: int
    customer_name: str
    invoice_id: int
    number: str
    amount: int
    words: str


def wrong_charges(work: Work) -> tuple[WrongCharge, ...]:
    """The charges of all customers that are to be put right, the largest first."""
    found = []
    files = stored.late_invoices(work.db, work.today, only_doubtful=True)
    customers = rows.CUSTOMERS.get_many(work.db, {file.customer_id for file in files})
    for file in files:
        customer = customers[file.customer_id]
        for one in corrections_of(work, file, late_invoice(file), rule_of(work, customer)):
            found.append(
                WrongCharge(
                    file.customer_id, customer["name"], file.invoice_id, file.number,
                    -one.difference, one.words,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-abs(one.amount), one.number)))


def charged_wrongly(work: Work, customers: Iterable[int]) -> tuple[Correction, ...]:
    """What is to be set right of all that these customers were charged."""
    found: list[Correction] = []
    for file in stored.late_invoices(work.db, work.today, list(customers), only_doubtful=True):
        rule = rule_of(work, checks.customer(work, file.customer_id))
        found += corrections_of(work, file, late_invoice(file), rule)
    return tuple(found)
