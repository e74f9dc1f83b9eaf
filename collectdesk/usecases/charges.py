"""Interest and late fees: previewed, charged once for each invoice and period, waived.

A charge is a debit of its own, never added to the invoice; its own row keeps how it came about.
Interest bears no interest, and nothing is charged that was not agreed (the book's rule is none).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from typing import Any, Final

from collectdesk.domain.dates import short_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.interest import BY_MONTH, STATUTORY, InterestMode, InterestRule
from collectdesk.domain.late_charges import (
    LateInvoice,
    PeriodCharge,
    period_charge,
    reference_day,
)
from collectdesk.domain.like_sums import like_sum
from collectdesk.domain.words import counted
from collectdesk.store import charges as stored
from collectdesk.store import rows
from collectdesk.store.charges import LateFile
from collectdesk.usecases import aftermath, checks, credits
from collectdesk.usecases.charge_corrections import (
    Correction,
    apply_corrections,
    corrected,
    corrections_of,
    late_invoice,
)
from collectdesk.usecases.charge_periods import (
    LeftOut,
    known_rule,
    left_out_words,
    period_words,
    periods_due,
)
from collectdesk.usecases.charge_rules import (
    SetInterestRule,
    law_unit,
    rule_of,
    wanted_rule,
)
from collectdesk.usecases.credits import NewCredit
from collectdesk.usecases.debits import add_debit
from collectdesk.usecases.work import Work

WAIVABLE: Final = ("interest", "late_fee", "nsf_fee")
_EXAMPLE_SUM: Final = 100_000
_EXAMPLE_DAYS: Final = 45


@dataclass(frozen=True, slots=True)
class ApplyCharges:
    """Charge what is due up to ``as_of`` (today without one): to all, or to those named.

    With ``closed_since``, invoices that were paid late on that day or after it are charged too;
    never those that were written off, settled for less or credited whole.
    """

    as_of: date | None = None
    customers: tuple[int, ...] = ()
    invoices: tuple[int, ...] = ()
    closed_since: date | None = None


@dataclass(frozen=True, slots=True)
class WaiveCharge:
    """Let a customer off a charge: all that is open of it, or ``amount`` if above zero."""

    charge_id: int
    reason: str
    amount: int = 0


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """What one invoice is to be charged, in minor units; ``rate_bp`` as applied.

    ``corrections`` set right what was charged before something was entered late.

    Interest is for the days after ``since`` up to ``until``, on ``principal`` at the end of those
    that bore any; each of ``periods`` becomes a charge of its own.
    ``warning`` says why the customer may refuse it; empty if nothing speaks against it.
    """

    invoice_id: int
    number: str
    customer_id: int
    customer_number: str
    customer_name: str
    due: date
    mode: str
    rate_bp: int
    since: date
    until: date
    principal: int
    interest: int
    fee: int
    words: str
    warning: str = ""
    compounds: bool = False
    corrections: tuple[Correction, ...] = ()
    periods: tuple[PeriodCharge, ...] = ()

    @property
    def days(self) -> int:
        """The days that are charged for; by the day only those on which anything bore interest."""
        by_day = InterestMode(self.mode) not in BY_MONTH
        return sum(one.times if by_day else (one.until - one.since).days for one in self.periods)

    @property
    def corrected(self) -> int:
        """What earlier charges are raised by, or below zero lowered by."""
        return sum(one.difference for one in self.corrections)

    @property
    def total(self) -> int:
        """Interest, fee and corrections together; below zero where more is taken back."""
        return self.interest + self.fee + self.corrected


@dataclass(frozen=True, slots=True)
class ChargePreview:
    """What a run would charge, and what it leaves out for want of a reference rate."""

    lines: tuple[ChargeLine, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class ChargeRun:
    """What a run charged: its lines, and their sum; and what it left out."""

    lines: tuple[ChargeLine, ...]
    total: int
    left_out: tuple[LeftOut, ...] = ()


def charge_preview(work: Work, command: ApplyCharges | None = None) -> ChargePreview:
    """What a run would charge now, by customer and due date; nothing is written."""
    wanted = command or ApplyCharges()
    day = checks.past_day(work, wanted.as_of or work.today, "as_of", "The day of charging")
    only = _customers(work, wanted)
    late = [
        file
        for file in stored.late_invoices(work.db, day, only, wanted.closed_since)
        if not wanted.invoices or file.invoice_id in wanted.invoices
    ]
    customers = rows.CUSTOMERS.get_many(work.db, {file.customer_id for file in late})
    lines, left_out = [], []
    for file in late:
        customer = customers[file.customer_id]
        line, missing = _line(work, file, customer, day, wanted.closed_since)
        lines += [line] if line else []
        left_out += [missing] if missing else []
    return ChargePreview(tuple(lines), tuple(left_out))


def _customers(work: Work, wanted: ApplyCharges) -> list[int] | None:
    named = [checks.invoice(work, one)["customer_id"] for one in wanted.invoices]
    return sorted({*wanted.customers, *named}) or None


def _line(
    work: Work,
    file: LateFile,
    customer: dict[str, Any],
    day: date,
    closed_since: date | None,
) -> tuple[ChargeLine | None, LeftOut | None]:
    invoice = late_invoice(file)
    rule = rule_of(work, customer)
    # Seen from an earlier day, the rest of a period that was charged is not known.
    corrections = corrections_of(work, file, invoice, rule) if day >= work.today else ()
    invoice = corrected(file, invoice, corrections)
    periods = periods_due(work, file, invoice, rule, day, closed_since)
    left_out = _left_out(file, customer, rule) if periods is None else None
    found = periods or ()
    if not found and not corrections:
        return None, left_out
    last = found[-1] if found else PeriodCharge(file.charged_until, file.charged_until, 0, 0, 0, 0)
    told = [period_words(work, file.number, rule.mode, one) for one in found]
    return ChargeLine(
        invoice_id=file.invoice_id,
        number=file.number,
        customer_id=file.customer_id,
        customer_number=customer["number"],
        customer_name=customer["name"],
        due=file.due_date,
        mode=rule.mode.value,
        rate_bp=last.rate_bp,
        since=found[0].since if found else last.since,
        until=last.until,
        principal=last.bore_last,
        interest=sum(one.interest for one in found),
        fee=last.fee,
        words="; ".join((*chain.from_iterable(told), *(one.words for one in corrections))),
        warning=_warning(work, file, rule, customer) if found else "",
        compounds=rule.compounds,
        corrections=corrections,
        periods=found,
    ), left_out


def _left_out(file: LateFile, customer: dict[str, Any], rule: InterestRule) -> LeftOut:
    return LeftOut(
        file.customer_id, customer["number"], customer["name"], file.invoice_id, file.number,
        reference_day(rule.mode, file.due_date),
    )  # fmt: skip


def charge_example(work: Work, command: SetInterestRule) -> str:
    """What a customer's rule comes to before it is agreed, by a round sum that is late today:
    "Of $1,000.00, 45 days late, it charges $22.19." Empty for the book's rule and for none.
    """
    if command.mode in (None, InterestMode.NONE):
        return ""
    rule = replace(wanted_rule(command), law_unit=law_unit(work.currency))
    due = work.today - timedelta(days=_EXAMPLE_DAYS)
    owed = ((due, like_sum(_EXAMPLE_SUM, work.currency)),)
    late = LateInvoice(due, owed, owed, due)
    charge = period_charge(known_rule(work, rule, due), late, work.today)
    total = checks.written(work, charge.total if charge else 0)
    sum_owed = checks.written(work, owed[0][1])
    return f"Of {sum_owed}, {counted(_EXAMPLE_DAYS, 'day')} late, it charges {total}."


def _warning(work: Work, file: LateFile, rule: InterestRule, customer: dict[str, Any]) -> str:
    """UK and EU law need no agreement; elsewhere interest must be agreed before the invoice."""
    if rule.mode in STATUTORY:
        return ""
    agreed = customer["interest_agreed_on"]
    if agreed is None:
        return "No day is noted on which the customer agreed to this."
    if agreed > file.issue_date:
        day = short_date(agreed, work.today)
        return f"The invoice is older than the agreement of {day}."
    return ""


def apply_charges(work: Work, command: ApplyCharges) -> ChargeRun:
    """Charge what is due; what was charged before is not charged again.

    Raises InvalidInput when invoices are named of which none is to be charged.
    """
    day = command.as_of or work.today
    due = charge_preview(work, command)
    lines = due.lines
    if command.invoices and not lines:
        refusal = left_out_words(due.left_out) or _nothing_due(work, command.invoices)
        raise InvalidInput(refusal, "invoices")
    for line in lines:
        _charge(work, line, day)
    for line in lines:
        apply_corrections(work, line.customer_id, line.corrections, day)
    total = sum(line.total for line in lines)
    if lines:
        what = counted(len(lines), "invoice")
        work.label = f"Late charges of {checks.written(work, total)} on {what}"
    return ChargeRun(lines, total, due.left_out)


def _nothing_due(work: Work, invoices: tuple[int, ...]) -> str:
    number = checks.invoice(work, invoices[0])["number"]
    for debit in reversed(rows.INVOICES.find(work.db, parent_id=invoices[0])):
        charge = rows.CHARGES.get(work.db, debit["id"])
        if charge is not None and debit["lifecycle"] == "issued":
            until = short_date(charge["until"], work.today)
            return (
                f"{number} was charged up to {until} already ({debit['number']})."
                " A period and a fee are charged once."
            )
    return f"There is nothing to charge on {number}: check its due date and the agreed rule."


def _charge(work: Work, line: ChargeLine, day: date) -> None:
    for period in line.periods:
        for kind, amount in (("interest", period.interest), ("late_fee", period.fee)):
            if amount:
                _add(work, line, period, kind, amount, day)


def _add(
    work: Work, line: ChargeLine, period: PeriodCharge, kind: str, amount: int, day: date
) -> None:
    words = "; ".join(period_words(work, line.number, InterestMode(line.mode), period))
    charge_id = add_debit(work, line.customer_id, kind, amount, day, words, line.invoice_id)
    rows.CHARGES.add(
        work.db,
        id=charge_id,
        customer_id=line.customer_id,
        mode=line.mode,
        rate_bp=period.rate_bp if kind == "interest" else 0,
        since=period.since,
        until=period.until,
        principal=period.principal,
        compounded=int(line.compounds),
    )


def waive_charge(work: Work, command: WaiveCharge) -> int:
    """Credit an open charge; it is not charged again. Returns the id of the credit."""
    charge = checks.open_invoice(work, command.charge_id)
    if charge["kind"] not in WAIVABLE:
        raise InvalidInput(
            f"{charge['number']} is an invoice, not a charge. Issue a credit note instead.",
            "charge_id",
        )
    if not command.reason.strip():
        raise InvalidInput("Please say why it is waived.", "reason")
    amount = command.amount or charge["balance"]
    checks.amount(amount)
    if amount > charge["balance"]:
        raise InvalidInput(
            f"Only {checks.written(work, charge['balance'])} is open on {charge['number']}.",
            "amount",
        )
    work.label = f"Waived {checks.written(work, amount)} of {charge['number']}"
    parts = ((command.charge_id, amount),)
    customer_id = charge["customer_id"]
    waiver = NewCredit(customer_id, "waiver", parts, work.today, command.reason)
    credit_id = credits.grant(work, waiver)
    aftermath.of_credit(work, customer_id)
    return credit_id
