"""The written manual: each step with its trigger, its words and its reason.

The same steps drive the tasks and print as the collector's manual. These are the defaults; the
owner may edit them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.playbook import Stage, Tone

MERGE_BUSINESS_DAYS: Final = 5


class Trigger(StrEnum):
    """The event from which a step's day is counted."""

    FIRST_ORDER = "first_order"
    DELIVERY = "delivery"
    RECEIVE_BY = "receive_by"
    DISCOUNT_DATE = "discount_date"
    DUE = "due"
    SENT = "sent"
    MONTH_END = "month_end"
    DEMAND_DEADLINE = "demand_deadline"
    PROMISE_MADE = "promise_made"
    PROMISE_DEADLINE = "promise_deadline"
    PROMISE_BROKEN_AGAIN = "promise_broken_again"
    PROMISE_BROKEN_THIRD = "promise_broken_third"
    DISPUTE = "dispute"
    CANNOT_PAY = "cannot_pay"
    WILL_NOT_PAY = "will_not_pay"
    RETURNED_PAYMENT = "returned_payment"
    INSTALMENT = "instalment"
    GETTING_LATER = "getting_later"
    PAID = "paid"


class Channel(StrEnum):
    """How a step reaches the customer."""

    CALL = "call"
    LETTER = "letter"
    EMAIL = "email"
    DESK = "desk"

    @property
    def words(self) -> str:
        """As lists name it."""
        return "e-mail" if self is Channel.EMAIL else self.value


@dataclass(frozen=True, slots=True)
class PlaybookStep:
    """One step. ``offset`` counts days from the trigger, business days with ``business``.

    ``stamp`` is a stamp's id or empty; ``document`` names what is printed or sent, or is empty.
    """

    code: str
    trigger: Trigger
    offset: int
    business: bool
    action: str
    channel: Channel
    tone: Tone
    why: str
    document: str = ""
    stamp: str = ""
    stage: Stage = Stage.PREVENT


def step_day(step: PlaybookStep, trigger_day: date, calendar: BusinessCalendar) -> date:
    """The day on which to act: the offset from the trigger, rolled forward to a business day."""
    if step.business:
        return calendar.next_business_day(calendar.add_business_days(trigger_day, step.offset))
    return calendar.next_business_day(trigger_day + timedelta(days=step.offset))


def merged(days: Iterable[date], calendar: BusinessCalendar) -> tuple[tuple[date, ...], ...]:
    """One customer's task days in groups: what lies within five business days is one call."""
    groups: list[list[date]] = []
    for day in sorted(days):
        fits = groups and (
            calendar.business_days_between(groups[-1][0], day) <= MERGE_BUSINESS_DAYS
        )
        if fits:
            groups[-1].append(day)
        else:
            groups.append([day])
    return tuple(tuple(group) for group in groups)


DEFAULT_STEPS: Final = (
    PlaybookStep(
        "credit_application", Trigger.FIRST_ORDER, 0, True,
        "Ask for the credit application and references; set a limit.",
        Channel.LETTER, Tone.NEUTRAL, "Know the risk first.",
        document="credit_application",
    ),
    PlaybookStep(
        "verification", Trigger.DELIVERY, 0, True,
        "Send the invoice with the terms and the verification letter.",
        Channel.LETTER, Tone.WARM, "Problems surface early; no excuse is left later.",
        document="verification", stamp="verify",
    ),
    PlaybookStep(
        "delivery_call", Trigger.DELIVERY, 7, True,
        "No slip came back: call the buyer; note who pays and when they pay.",
        Channel.CALL, Tone.HELPFUL, "Rapport, and their payment cycle.",
    ),
    PlaybookStep(
        "catch_run", Trigger.RECEIVE_BY, -2, True,
        "Send the invoice again and ask whether it is in the run.",
        Channel.EMAIL, Tone.HELPFUL, "Missing a run costs a whole cycle.",
        document="invoice",
    ),
    PlaybookStep(
        "early_price", Trigger.DISCOUNT_DATE, -2, True,
        "Recall the lower price for paying early.",
        Channel.EMAIL, Tone.HELPFUL, "Two prices on one page work.",
        document="invoice", stamp="two_price",
    ),
    PlaybookStep(
        "courtesy_check", Trigger.DUE, -5, True,
        "Large or new customer: is it approved, is it scheduled?",
        Channel.CALL, Tone.FRIENDLY, "No surprises on the due date.",
    ),
    PlaybookStep(
        "call_1", Trigger.DUE, 3, True,
        "First call: when did you send your payment? Not reached: a reminder.",
        Channel.CALL, Tone.FRIENDLY, "Never more than a few business days; a letter has its time.",
        document="reminder", stamp="reminder", stage=Stage.REMIND,
    ),
    PlaybookStep(
        "follow_up_30", Trigger.SENT, 30, False,
        "Call accounts payable; not due yet: is it scheduled?",
        Channel.CALL, Tone.FRIENDLY, "Thirty to thirty-five days after sending, always.",
    ),
    PlaybookStep(
        "call_2", Trigger.DUE, 10, False,
        "Second call, with a notice and a copy of the invoice.",
        Channel.CALL, Tone.DIRECT, "Follow up on the follow-up.",
        document="past_due", stamp="past_due", stage=Stage.REMIND,
    ),
    PlaybookStep(
        "statement", Trigger.MONTH_END, 0, False,
        "Send a statement to every open account.",
        Channel.LETTER, Tone.NEUTRAL, "Bill again every month.",
        document="statement", stamp="past_due",
    ),
    PlaybookStep(
        "reach_authority", Trigger.DUE, 20, False,
        "Call the person who approves, or the owner.",
        Channel.CALL, Tone.DIRECT, "Reach who can decide.",
        stamp="call_us", stage=Stage.REMIND,
    ),
    PlaybookStep(
        "second_notice", Trigger.DUE, 30, False,
        "Second notice; say that new credit will be held.",
        Channel.LETTER, Tone.FIRM, "Firm, and still courteous.",
        document="second", stamp="second", stage=Stage.SECOND_NOTICE,
    ),
    PlaybookStep(
        "final_notice", Trigger.DUE, 45, False,
        "Final notice with ten days to pay.",
        Channel.LETTER, Tone.FIRM, "One clear date, one true next step.",
        document="final", stamp="final", stage=Stage.FINAL,
    ),
    PlaybookStep(
        "demand", Trigger.DUE, 60, False,
        "The owner decides: a demand by tracked letter, only if it is meant.",
        Channel.LETTER, Tone.FORMAL, "No threat without intent.",
        document="demand", stage=Stage.PRE_AGENCY,
    ),
    PlaybookStep(
        "last_step", Trigger.DEMAND_DEADLINE, 1, True,
        "Decide: hand it over, a plan, or a write-off.",
        Channel.DESK, Tone.NEUTRAL, "The chance of collecting falls with every month.",
        stage=Stage.PLACED,
    ),
    PlaybookStep(
        "confirm_promise", Trigger.PROMISE_MADE, 0, True,
        "Confirm the promise in writing on the same day.",
        Channel.EMAIL, Tone.WARM, "No misunderstanding later.",
        document="promise_confirmation",
    ),
    PlaybookStep(
        "promise_missed", Trigger.PROMISE_DEADLINE, 1, True,
        "Call that day: it hasn't reached us, what happened?",
        Channel.CALL, Tone.DIRECT, "At once, or the next promise means less.",
    ),
    PlaybookStep(
        "owner_calls", Trigger.PROMISE_BROKEN_AGAIN, 0, True,
        "Second broken promise: the owner calls.",
        Channel.CALL, Tone.FIRM, "Another voice, more weight.",
    ),
    PlaybookStep(
        "third_broken", Trigger.PROMISE_BROKEN_THIRD, 0, True,
        "Third broken promise: final notice.",
        Channel.LETTER, Tone.FIRM, "Words have been tried.",
        document="final", stamp="final", stage=Stage.FINAL,
    ),
    PlaybookStep(
        "dispute_acknowledged", Trigger.DISPUTE, 0, True,
        "Acknowledge the dispute the same day; chase only what is not disputed.",
        Channel.EMAIL, Tone.HELPFUL, "Putting it right at once keeps the customer.",
        document="dispute_acknowledgement",
    ),
    PlaybookStep(
        "dispute_answered", Trigger.DISPUTE, 2, True,
        "Answer the dispute; once solved, seven days to pay.",
        Channel.CALL, Tone.HELPFUL, "An open question is a reason not to pay.",
    ),
    PlaybookStep(
        "offer_plan", Trigger.CANNOT_PAY, 0, True,
        "Offer a plan within the policy.",
        Channel.CALL, Tone.CARING, "Regular small sums beat none.",
        document="plan_agreement", stamp="plan",
    ),
    PlaybookStep(
        "say_next_step", Trigger.WILL_NOT_PAY, 0, True,
        "State the real next step, and its date.",
        Channel.LETTER, Tone.FIRM, "Plain and true.",
        document="final", stamp="final", stage=Stage.FINAL,
    ),
    PlaybookStep(
        "returned_payment", Trigger.RETURNED_PAYMENT, 0, True,
        "Call the same day and ask for a bank transfer.",
        Channel.CALL, Tone.DIRECT, "Calm, and quick.",
        stamp="call_us",
    ),
    PlaybookStep(
        "instalment_missed", Trigger.INSTALMENT, 1, True,
        "Call about the payment that is missing.",
        Channel.CALL, Tone.FRIENDLY, "A kind word saves most plans.",
    ),
    PlaybookStep(
        "plan_default", Trigger.INSTALMENT, 5, True,
        "Send the letter about the missed payment.",
        Channel.LETTER, Tone.FORMAL, "The whole rest falls due the next business day.",
        document="plan_default",
    ),
    PlaybookStep(
        "owner_asks", Trigger.GETTING_LATER, 0, True,
        "The owner calls: how are you doing, and what can we do to help?",
        Channel.CALL, Tone.CARING, "A good customer who pays later may be in trouble.",
    ),
    PlaybookStep(
        "thanks", Trigger.PAID, 0, True,
        "Send a receipt with thanks.",
        Channel.EMAIL, Tone.WARM, "Who is thanked comes back.",
        document="receipt", stamp="thanks",
    ),
)  # fmt: skip
"""The default steps, in the order of an invoice's life."""
