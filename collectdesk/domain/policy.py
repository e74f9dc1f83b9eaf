"""The owner's policy: the manual's steps as they are followed here, with versions and reasons.

Kept as JSON in the settings. What cannot be read, as from a later program, gives way to the steps
that come with the program.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from collectdesk.domain.calendar import FOLLOW_UP_FROM_DAYS
from collectdesk.domain.dates import parse_date_iso
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.playbook import NoticeKind
from collectdesk.domain.playbook_steps import DEFAULT_STEPS, PlaybookStep, Trigger
from collectdesk.domain.words import counted, quoted

FIRST_CALL: Final = "call_1"
FOLLOW_UP: Final = "follow_up_30"
NOTICE_STEPS: Final[Mapping[str, NoticeKind]] = {
    "call_2": NoticeKind.PAST_DUE,
    "second_notice": NoticeKind.SECOND,
    "final_notice": NoticeKind.FINAL,
    "demand": NoticeKind.DEMAND,
}
ALWAYS: Final = frozenset({FIRST_CALL, FOLLOW_UP, *NOTICE_STEPS})
"""Steps that make today's list and the notices; they can be moved, but not left out."""
FURTHEST_DAYS: Final = 365
_LONGEST: Final = 400
_DEFAULTS: Final = {step.code: step for step in DEFAULT_STEPS}

TRIGGER_WORDS: Final[Mapping[Trigger, str]] = {
    Trigger.FIRST_ORDER: "First order on credit",
    Trigger.DELIVERY: "Delivery",
    Trigger.RECEIVE_BY: "Last day to be in their run",
    Trigger.DISCOUNT_DATE: "End of the early price",
    Trigger.DUE: "Due date",
    Trigger.SENT: "Invoice sent",
    Trigger.MONTH_END: "Month end",
    Trigger.DEMAND_DEADLINE: "Deadline of the demand",
    Trigger.PROMISE_MADE: "Promise made",
    Trigger.PROMISE_DEADLINE: "Promise not kept",
    Trigger.PROMISE_BROKEN_AGAIN: "Second broken promise",
    Trigger.PROMISE_BROKEN_THIRD: "Third broken promise",
    Trigger.DISPUTE: "Dispute",
    Trigger.CANNOT_PAY: "Cannot pay",
    Trigger.WILL_NOT_PAY: "Will not pay",
    Trigger.RETURNED_PAYMENT: "Payment returned",
    Trigger.INSTALMENT: "Plan payment due",
    Trigger.GETTING_LATER: "Paying later and later",
    Trigger.PAID: "Paid",
}


@dataclass(frozen=True, slots=True)
class PolicyStep:
    """A step as it is followed here; ``is_on`` tells whether it is."""

    step: PlaybookStep
    is_on: bool = True

    @property
    def when(self) -> str:
        """ "Due date + 3 business days"."""
        trigger, step = TRIGGER_WORDS[self.step.trigger], self.step
        if not step.offset:
            return f"{trigger}, same day" if step.business else trigger
        unit = "business day" if step.business else "day"
        sign = "+" if step.offset > 0 else "−"
        return f"{trigger} {sign} {counted(abs(step.offset), unit)}"


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """One entry of the change log: what was changed, when, by whom and why."""

    number: int
    on: date
    who: str
    changes: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """All steps in the order of an invoice's life, and every version, the oldest first."""

    steps: tuple[PolicyStep, ...]
    versions: tuple[PolicyVersion, ...] = ()

    @property
    def version(self) -> int:
        """The number of the version in force; 1 is what comes with the program."""
        return self.versions[-1].number if self.versions else 1

    @property
    def followed(self) -> tuple[PlaybookStep, ...]:
        """The steps that are followed."""
        return tuple(one.step for one in self.steps if one.is_on)

    def days(self, code: str) -> int:
        """The offset of a step from its trigger."""
        return next(one.step.offset for one in self.steps if one.step.code == code)

    def notice_days(self) -> dict[NoticeKind, int]:
        """From how many days past due each notice is sent; the reminder with the first call."""
        days = {kind: self.days(code) for code, kind in NOTICE_STEPS.items()}
        return {NoticeKind.REMINDER: min(FIRST_NOTICE_DAYS, days[NoticeKind.PAST_DUE]), **days}


FIRST_NOTICE_DAYS: Final = 3
"""A reminder comes no earlier than three calendar days past due."""


def read_policy(text: str, first_call_days: int) -> Policy:
    """The policy of a book; ``first_call_days`` is the setting of the first call."""
    known = _object(text)
    changed = known.get("steps")
    own: dict[str, Any] = changed if isinstance(changed, dict) else {}
    steps = tuple(_step(step, own.get(step.code)) for step in DEFAULT_STEPS)
    versions = known.get("versions")
    read = [_version(one) for one in versions] if isinstance(versions, list) else []
    policy = Policy(steps, tuple(one for one in read if one is not None))
    return with_days(policy, FIRST_CALL, first_call_days)


def policy_json(policy: Policy) -> str:
    """The policy as it is kept: only what differs from the program's own steps."""
    steps = {
        one.step.code: {
            "days": one.step.offset,
            "on": one.is_on,
            "action": one.step.action,
            "why": one.step.why,
        }
        for one in policy.steps
        if one != PolicyStep(_DEFAULTS[one.step.code])
    }
    versions = [
        {
            "number": one.number,
            "on": one.on.isoformat(),
            "who": one.who,
            "changes": list(one.changes),
            "why": one.why,
        }
        for one in policy.versions
    ]
    return json.dumps({"steps": steps, "versions": versions}, ensure_ascii=False)


def with_days(policy: Policy, code: str, days: int) -> Policy:
    """The policy with one step at another distance from its trigger."""
    steps = tuple(
        replace(one, step=replace(one.step, offset=days)) if one.step.code == code else one
        for one in policy.steps
    )
    return replace(policy, steps=steps)


def check_policy(steps: Iterable[PolicyStep]) -> None:
    """Raises InvalidInput where steps could not be followed."""
    days: dict[str, int] = {}
    for one in steps:
        step = one.step
        if not -FURTHEST_DAYS <= step.offset <= FURTHEST_DAYS:
            raise InvalidInput("A step lies within a year of what it follows from.", "days")
        if not step.action.strip():
            raise InvalidInput("Please say what there is to do in this step.", "action")
        if len(step.action) > _LONGEST or len(step.why) > _LONGEST:
            raise InvalidInput(f"A step is told in at most {_LONGEST} characters.", "action")
        if step.code in ALWAYS and not one.is_on:
            raise InvalidInput(
                f"{quoted(step.action)} makes today's list. It can be moved, not left out.", "is_on"
            )
        days[step.code] = step.offset
    _check_order(days)


def _check_order(days: Mapping[str, int]) -> None:
    ladder = [days[code] for code in NOTICE_STEPS]
    if ladder != sorted(set(ladder)) or ladder[0] < 1:
        raise InvalidInput(
            "Each notice comes later than the one before it: first, second, final, demand.",
            "days",
        )
    if days[FIRST_CALL] < 0 or days[FOLLOW_UP] < 1:
        raise InvalidInput("A step comes after what it follows from.", "days")


def changes_between(before: Policy, after: Policy) -> tuple[str, ...]:
    """What differs, a sentence a step, for the change log."""
    told = []
    for old, new in zip(before.steps, after.steps, strict=True):
        if old == new:
            continue
        told.append(_change(old, new))
    return tuple(told)


def _change(old: PolicyStep, new: PolicyStep) -> str:
    what = old.step.action.rstrip(".")
    if old.is_on != new.is_on:
        return f"{what}: {'followed again' if new.is_on else 'left out'}."
    if old.when != new.when:
        return f"{what}: {new.when}, before {old.when}."
    if old.step.action != new.step.action:
        return f"{what}: now “{new.step.action}”."
    return f"{what}: the reason is now “{new.step.why}”."


def follow_up_from(policy: Policy) -> int:
    """From how many days after sending the follow-up call is due; thirty unless changed."""
    return policy.days(FOLLOW_UP) or FOLLOW_UP_FROM_DAYS


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _step(step: PlaybookStep, changed: object) -> PolicyStep:
    if not isinstance(changed, dict):
        return PolicyStep(step)
    days, on = changed.get("days"), changed.get("on")
    action, why = changed.get("action"), changed.get("why")
    return PolicyStep(
        replace(
            step,
            offset=days if isinstance(days, int) else step.offset,
            action=action if isinstance(action, str) and action else step.action,
            why=why if isinstance(why, str) else step.why,
        ),
        is_on=on is not False or step.code in ALWAYS,
    )


def _version(entry: object) -> PolicyVersion | None:
    if not isinstance(entry, dict):
        return None
    try:
        on = parse_date_iso(str(entry.get("on")))
        number = int(entry.get("number", 0))
    except (InvalidInput, TypeError, ValueError):
        return None
    changes = entry.get("changes")
    return PolicyVersion(
        number,
        on,
        str(entry.get("who", "")),
        tuple(map(str, changes)) if isinstance(changes, list) else (),
        str(entry.get("why", "")),
    )
