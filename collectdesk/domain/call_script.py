"""What to say: the opening line of a call, and the words of an answer filled in.

No line ever asks whether the invoice was received: that would offer an excuse.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from collectdesk.domain.dates import weekday_date
from collectdesk.domain.english import spelled
from collectdesk.domain.money import format_short
from collectdesk.domain.promise import PromiseMethod
from collectdesk.domain.words import listed

_BLANK: Final = "…"
_NAMED_INVOICES: Final = 3
_WORD: Final = re.compile(r"\{([a-z_]+)\}")
_PART: Final = re.compile(r"\[([^\[\]]*)\]")


class OpeningKind(StrEnum):
    """The customer's situation, as far as it changes how a call begins; the most telling first."""

    INBOUND = "inbound"
    BROKEN_PROMISE = "broken_promise"
    FAILED_PLAN = "failed_plan"
    VERIFICATION_PROBLEM = "verification_problem"
    RETURNED_PAYMENT = "returned_payment"
    PROMISED_DAY_PASSED = "promised_day_passed"
    PROMISED = "promised"
    MISSED_INSTALMENT = "missed_instalment"
    GETTING_LATER = "getting_later"
    OVERDUE = "overdue"
    DISPUTED = "disputed"
    PLAN_KEPT = "plan_kept"
    NOTHING_OPEN = "nothing_open"
    NOTHING_YET = "nothing_yet"
    BEFORE_DUE = "before_due"


_OPENINGS: Final = {
    OpeningKind.INBOUND: "Thank you for calling back; let me open your file.",
    OpeningKind.BROKEN_PROMISE: (
        "On {date} you told me {amount} would come[ {method}]. "
        "[Only {received} has reached us.|It hasn't reached us.] What happened?"
    ),
    OpeningKind.FAILED_PLAN: (
        "{hello} Our payment plan of {plan} has failed: "
        "[the instalment of {amount} for {date} did not come|an instalment came too late]. "
        "What happened?"
    ),
    OpeningKind.VERIFICATION_PROBLEM: "You ticked “{problem}”. I'd like to put that right today.",
    OpeningKind.RETURNED_PAYMENT: (
        "{hello} Your bank returned the payment of {amount}. "
        "Could you send it again by bank transfer today?"
    ),
    OpeningKind.PROMISED: (
        "{hello} On {date} you told me {amount} would come[ {method}] on {by}. "
        "Thank you, I have noted it."
    ),
    OpeningKind.PROMISED_DAY_PASSED: (
        "{hello} On {date} you told me {amount} would come[ {method}] on {by}. "
        "When did you send it?"
    ),
    OpeningKind.MISSED_INSTALMENT: (
        "{hello} Your instalment of {amount} was for {date}. When did you send it?"
    ),
    OpeningKind.PLAN_KEPT: (
        "{hello} The next instalment of our plan, {amount}, is for {date}. Is it scheduled?"
    ),
    OpeningKind.GETTING_LATER: (
        "{hello} I'm updating our records for {invoices}[, {amount}], and I see that things take "
        "longer than they used to. How are you doing, and what can we do to help?"
    ),
    OpeningKind.OVERDUE: (
        "{hello} I'm updating our records for {invoices}[, {amount}]. "
        "When did you send your payment?"
    ),
    OpeningKind.BEFORE_DUE: "{hello} Is {number} approved, and which payment run is it in?",
    OpeningKind.DISPUTED: (
        "{hello} You told us what is wrong with {number}. May I tell you where we stand with it?"
    ),
    OpeningKind.NOTHING_OPEN: (
        "{hello} Thank you for your payments. Is everything as you wanted it, or can we do better?"
    ),
    OpeningKind.NOTHING_YET: "{hello} Is there anything that we can do for you?",
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What the opening line is made of. ``amount`` in minor units of ``currency``; ``received`` is
    what came of a broken promise, ``plan`` the sum of a plan that failed.

    ``on`` is the day on which the promise was made, or for which the instalment was agreed, ``by``
    the day that was promised;
    ``invoices`` are the numbers that the call is about, the oldest first.
    """

    kind: OpeningKind
    today: date
    name: str = ""
    me: str = ""
    us: str = ""
    invoices: tuple[str, ...] = ()
    amount: int = 0
    currency: str = "USD"
    on: date | None = None
    method: PromiseMethod | None = None
    problem: str = ""
    received: int = 0
    plan: int = 0
    by: date | None = None


def opening_kind(holding: Container[OpeningKind]) -> OpeningKind:
    """The most telling of the situations that hold; before due when none does."""
    return next((kind for kind in OpeningKind if kind in holding), OpeningKind.BEFORE_DUE)


def opening_line(situation: Situation) -> str:
    """The first sentences of the call, with names, invoice, amount and dates filled in."""
    words = {
        "hello": _hello(situation),
        "invoices": _invoices(situation.invoices),
        "number": situation.invoices[0] if situation.invoices else "our invoice",
        "amount": _sum(situation.amount, situation.currency),
        "received": _sum(situation.received, situation.currency),
        "plan": _sum(situation.plan, situation.currency),
        "date": weekday_date(situation.on, situation.today) if situation.on else "the day",
        "by": weekday_date(situation.by, situation.today) if situation.by else "the day",
        "method": situation.method.words(situation.currency) if situation.method else "",
        "problem": situation.problem,
    }
    return filled(spelled(_OPENINGS[situation.kind], situation.currency), words)


def filled(template: str, words: Mapping[str, str]) -> str:
    """``template`` with its words in braces filled in; what is not known stays "…".

    Of a part in square brackets, "[with {word}|without]", the first half is said where all its
    words are known, else the second. Braces and brackets inside the words themselves are left as
    they are.
    """
    said = _PART.sub(lambda part: _said_part(part[1], words), template)
    return _WORD.sub(lambda found: words.get(found[1]) or _BLANK, said)


def in_full(template: str) -> str:
    """``template`` as it is said where all its words are known, with them still in braces."""
    return _PART.sub(lambda part: part[1].partition("|")[0], template)


def _said_part(part: str, words: Mapping[str, str]) -> str:
    known, _, unknown = part.partition("|")
    return known if all(words.get(name) for name in _WORD.findall(known)) else unknown


def _sum(amount: int, currency: str) -> str:
    return format_short(amount, currency) if amount > 0 else ""


def _hello(situation: Situation) -> str:
    """The greeting, and who speaks; where a name is missing, as people say it without."""
    greeting = f"Hello {situation.name}," if situation.name else "Hello,"
    speaker = " at ".join(part for part in (situation.me, situation.us) if part)
    if not speaker:
        return f"{greeting[:-1]}."
    if situation.name and situation.me and situation.us:
        return f"{greeting} {speaker}."
    return f"{greeting} this is {speaker}."


def _invoices(numbers: tuple[str, ...]) -> str:
    if not numbers:
        return "your account"
    if len(numbers) == 1:
        return f"invoice {numbers[0]}"
    more = len(numbers) - _NAMED_INVOICES
    named = [*numbers[:_NAMED_INVOICES], f"{more} more"] if more > 0 else list(numbers)
    return f"invoices {listed(named)}"
