"""What a firm letter says of the time after it: only what is meant, and what can be kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from collectdesk.domain.dates import hold_in_force, long_date
from collectdesk.domain.interest import STATUTORY, InterestMode
from collectdesk.domain.words import listed
from collectdesk.usecases import announced_holds
from collectdesk.usecases.charge_rules import rule_of
from collectdesk.usecases.work import Work

_INTEREST: Final = "interest goes on being added, as agreed"
_INTEREST_BY_LAW: Final = "interest goes on being added, as the law allows"
_FEE_ONLY: Final = (InterestMode.NONE, InterestMode.FIXED_FEE)


@dataclass(frozen=True, slots=True)
class Announced:
    """The fields of a letter that tell what follows; ``hold_on`` is the day on which new credit
    stops, told by the field ``hold_field``."""

    values: dict[str, str] = field(default_factory=dict)
    hold_on: date | None = None
    hold_field: str = ""

    def hold_told(self, stated: Collection[str]) -> date | None:
        """The day of the hold, if the letter states the field that tells it."""
        return self.hold_on if self.hold_field in stated else None


def announced(
    work: Work, customer: dict[str, Any], stage: str, since: date, pay_by: date
) -> Announced:
    """What follows if the letter is not answered, of a lateness that goes back to ``since``."""
    if stage == "second":
        return _of_second(work, customer, pay_by)
    return _of_final(work, customer, since, pay_by) if stage == "final" else Announced()


def _of_second(work: Work, customer: dict[str, Any], pay_by: date) -> Announced:
    standing = _standing(work, customer)
    if standing != "none":
        return Announced({"hold_ends": _end(customer)} if standing == "no_credit" else {})
    on = _next_day(work, customer, pay_by)
    return Announced({"hold_date": long_date(on)}, on, "hold_date")


def _end(customer: dict[str, Any]) -> str:
    """Until when new credit is held, in words."""
    day = customer["hold_until"]
    return f"until {long_date(day)}" if day else "until it is paid"


def _of_final(work: Work, customer: dict[str, Any], since: date, pay_by: date) -> Announced:
    on = _next_day(work, customer, pay_by)
    stops = _standing(work, customer) == "none" and not announced_holds.is_decided(
        work, customer["id"], since
    )
    steps = [
        _hold_step(work, customer, on, stops=stops),
        _interest_step(work, customer, since),
        _agency_step(work, customer),
    ]
    told = [step for step in steps if step] or _talk(work, customer, on)
    values = {"next_step": listed(told)} if told else {}
    return Announced(values, on if stops else None, "next_step" if stops else "")


def _hold_step(work: Work, customer: dict[str, Any], on: date, *, stops: bool) -> str:
    if stops:
        return f"new orders on account stop from {long_date(on)}"
    stays = hold_in_force(customer["hold"], customer["hold_until"], on) == "no_credit"
    return "new orders on account stay on hold" if stays else ""


def _interest_step(work: Work, customer: dict[str, Any], since: date) -> str:
    """Interest that was agreed before anything became late, or that needs no agreement."""
    mode = rule_of(work, customer).mode
    if mode in STATUTORY:
        return _INTEREST_BY_LAW
    agreed = customer["interest_agreed_on"]
    was_agreed = mode not in _FEE_ONLY and agreed is not None and agreed <= since
    return _INTEREST if was_agreed else ""


def _agency_step(work: Work, customer: dict[str, Any]) -> str:
    if not customer["agency_intended"]:
        return ""
    return work.spelled("we will place this account with an outside agency or an attorney")


def _talk(work: Work, customer: dict[str, Any], on: date) -> list[str]:
    """Where nothing harder is meant: a call, unless calls are not wanted."""
    if _standing(work, customer) == "no_contact":
        return []
    return [f"we will call you on {long_date(on)} to settle how it is paid"]


def _standing(work: Work, customer: dict[str, Any]) -> str:
    return hold_in_force(customer["hold"], customer["hold_until"], work.today)


def _next_day(work: Work, customer: dict[str, Any], pay_by: date) -> date:
    return work.calendar_of(customer["id"]).add_business_days(pay_by, 1)
