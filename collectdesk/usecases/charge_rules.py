"""What lateness costs a customer: the book's rule, or one agreed with the customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.interest import BY_MONTH, InterestMode, InterestRule
from collectdesk.domain.like_sums import like_sum
from collectdesk.domain.money import format_basis_points
from collectdesk.domain.settings import BookSettings
from collectdesk.domain.words import counted, shortened
from collectdesk.store import rows
from collectdesk.usecases import checks
from collectdesk.usecases.work import Work

HIGHEST_RATE_BP: Final = 10_000
LONGEST_GRACE: Final = 365

MODE_LABELS: Final = {
    InterestMode.NONE: "Nothing",
    InterestMode.SIMPLE: "Interest by the day, at a yearly rate",
    InterestMode.FULL_MONTHS: "Interest per full month",
    InterestMode.STARTED_MONTHS: "Interest per started month",
    InterestMode.FIXED_FEE: "A fixed fee, once an invoice",
    InterestMode.UK: "UK late payment law",
    InterestMode.EU: "EU late payment directive",
}
"""The ways of charging, as a form lists them."""


@dataclass(frozen=True, slots=True)
class SetInterestRule:
    """Agree with a customer what lateness costs; ``mode`` None goes back to the book's rule.

    ``rate_bp`` is the yearly rate, the monthly rate of the month modes, or the reference rate of
    UK and EU law where Settings list none; ``fee`` and ``minimum`` belong to the fixed fee, and
    ``compounds`` to the month modes (see ``InterestRule``).
    ``agreed_on`` is the day of the agreement, if there is one in writing.
    """

    customer_id: int
    mode: str | None
    rate_bp: int = 0
    grace_days: int = 0
    fee: int = 0
    minimum: int = 0
    compounds: bool = False
    agreed_on: date | None = None


@dataclass(frozen=True, slots=True)
class CustomerInterest:
    """The rule in force for a customer, whether it is the customer's own, and it in words."""

    rule: InterestRule
    own: bool
    agreed_on: date | None
    words: str


def book_rule(settings: BookSettings, currency: str) -> InterestRule:
    """The rule for customers without one of their own."""
    return InterestRule(
        InterestMode(settings.interest_mode),
        settings.interest_rate_bp,
        settings.interest_grace_days,
        settings.late_fee,
        settings.late_fee_minimum,
        settings.interest_compounds,
        law_unit(currency),
    )


def rule_of(work: Work, customer: dict[str, Any]) -> InterestRule:
    """The rule in force for a customer's row."""
    if customer["interest_mode"] is None:
        return book_rule(work.settings, work.currency)
    return InterestRule(
        InterestMode(customer["interest_mode"]),
        customer["interest_rate_bp"],
        customer["interest_grace_days"],
        customer["late_fee"],
        customer["late_fee_minimum"],
        bool(customer["interest_compounds"]),
        law_unit(work.currency),
    )


def law_unit(currency: str) -> int:
    """What stands for a pound or a euro of the sums that the law names: one of like worth."""
    return like_sum(100, currency)


def check_rule(
    mode: str, rate_bp: int, grace_days: int, fee: int, minimum: int, *, compounds: bool = False
) -> InterestRule:
    """The rule, if its numbers make sense; raises InvalidInput naming the field if not."""
    if mode not in tuple(InterestMode):
        raise InvalidInput("Please choose from the list how lateness is charged.", "mode")
    if not 0 <= rate_bp <= HIGHEST_RATE_BP:
        raise InvalidInput("A rate lies between 0 and 100 %.", "rate_bp")
    if not 0 <= grace_days <= LONGEST_GRACE:
        raise InvalidInput(f"The days of grace are from 0 to {LONGEST_GRACE}.", "grace_days")
    if not 0 <= fee <= checks.LARGEST_AMOUNT or not 0 <= minimum <= checks.LARGEST_AMOUNT:
        raise InvalidInput("A fee and its minimum are zero or more.", "fee")
    rule = InterestRule(InterestMode(mode), rate_bp, grace_days, fee, minimum, compounds)
    if compounds and rule.mode not in BY_MONTH:
        raise InvalidInput("Only interest by the month can bear interest itself.", "compounds")
    if rule.mode is InterestMode.FIXED_FEE and not fee:
        raise InvalidInput("Please enter the fee.", "fee")
    by_rate = (InterestMode.SIMPLE, InterestMode.FULL_MONTHS, InterestMode.STARTED_MONTHS)
    if rule.mode in by_rate and not rate_bp:
        raise InvalidInput("Please enter the rate.", "rate_bp")
    return rule


def wanted_rule(command: SetInterestRule) -> InterestRule:
    """The customer's own rule that a command wants; raises InvalidInput naming the field."""
    return check_rule(
        command.mode or "",
        command.rate_bp,
        command.grace_days,
        command.fee,
        command.minimum,
        compounds=command.compounds,
    )


def set_interest_rule(work: Work, command: SetInterestRule) -> None:
    """Keep the customer's own rule, or go back to the book's."""
    customer = checks.customer(work, command.customer_id)
    if command.agreed_on is not None:
        checks.past_day(work, command.agreed_on, "agreed_on", "The day of the agreement")
    work.label = f"Late charges of {shortened(customer['name'])}"
    if command.mode is None:
        rows.CUSTOMERS.change(
            work.db,
            command.customer_id,
            interest_mode=None,
            interest_rate_bp=0,
            interest_grace_days=0,
            late_fee=0,
            late_fee_minimum=0,
            interest_compounds=0,
            interest_agreed_on=command.agreed_on,
        )
        return
    rule = wanted_rule(command)
    rows.CUSTOMERS.change(
        work.db,
        command.customer_id,
        interest_mode=rule.mode.value,
        interest_rate_bp=rule.rate_bp,
        interest_grace_days=rule.grace_days,
        late_fee=rule.fee,
        late_fee_minimum=rule.minimum,
        interest_compounds=int(rule.compounds),
        interest_agreed_on=command.agreed_on,
    )


def customer_interest(work: Work, customer_id: int) -> CustomerInterest:
    """What lateness costs a customer."""
    customer = checks.customer(work, customer_id)
    rule = rule_of(work, customer)
    own = customer["interest_mode"] is not None
    return CustomerInterest(rule, own, customer["interest_agreed_on"], rule_words(work, rule))


def rule_words(work: Work, rule: InterestRule) -> str:
    """The rule in a few words: "18.00 % a year, after 5 days of grace"."""
    rate = format_basis_points(rule.rate_bp)
    fee = checks.written(work, rule.fee)
    told = {
        InterestMode.NONE: "Nothing is charged",
        InterestMode.SIMPLE: f"{rate} a year",
        InterestMode.FULL_MONTHS: f"{rate} a full month",
        InterestMode.STARTED_MONTHS: f"{rate} a started month",
        InterestMode.FIXED_FEE: f"{fee} once an invoice",
        InterestMode.UK: "8 % over the base rate, and a fixed sum an invoice",
        InterestMode.EU: "8 points over the reference rate, and a fixed sum an invoice",
    }[rule.mode]
    if rule.mode is InterestMode.FIXED_FEE and rule.minimum:
        told += f" from {checks.written(work, rule.minimum)} on"
    if rule.compounds and rule.mode in BY_MONTH:
        told += ", with interest on interest"
    if rule.grace_days and rule.mode is not InterestMode.NONE:
        told += f", after {counted(rule.grace_days, 'day')} of grace"
    return told
