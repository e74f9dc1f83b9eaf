"""The collector's manual: the playbook's own steps and words, to print and keep at hand (S30)."""

from __future__ import annotations

from typing import Final

from collectdesk.domain.answer import ANSWERS
from collectdesk.domain.document import document_label
from collectdesk.domain.papers import FilePaper, Party
from collectdesk.domain.papers_filed import Section, SheetColumn, SheetTable
from collectdesk.domain.playbook_steps import DEFAULT_STEPS, PlaybookStep, Trigger
from collectdesk.domain.words import counted
from collectdesk.usecases import letterhead
from collectdesk.usecases.work import Work

_TRIGGERS: Final = {
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
    Trigger.INSTALMENT: "Instalment due",
    Trigger.GETTING_LATER: "Paying later and later",
    Trigger.PAID: "Paid",
}
_BEFORE_DUE: Final = (
    Trigger.FIRST_ORDER, Trigger.DELIVERY, Trigger.RECEIVE_BY, Trigger.DISCOUNT_DATE,
)  # fmt: skip
_LADDER: Final = (Trigger.DUE, Trigger.SENT, Trigger.MONTH_END, Trigger.DEMAND_DEADLINE)
_RULES: Final = (
    "Follow up on every follow-up: an outcome and a next date after each call.",
    "At most one live call a day and three attempts in seven days with one customer.",
    "What belongs to one customer within five business days is one call.",
    "Days that fall on a weekend or holiday move to the next business day.",
    "Start with “When did you send your payment?”, never with “Did you receive our invoice?”.",
    "A promise has an amount and a date, or it is none. Confirm it in writing the same day.",
    "Put right today what is wrong on our side, and ask for the undisputed rest.",
    "Announce only a step that is meant. Leave no amount and no word of a debt on voicemail.",
    "Never put pressure on daily, never send vague or late invoices, never insist on all or"
    " nothing, never tell others about a customer's debt.",
)


def manual_paper(work: Work) -> FilePaper:
    """The manual with the owner's letterhead."""
    return FilePaper(
        firm=letterhead.firm(work),
        customer=Party(""),
        issued=work.today,
        heading="The collector's manual",
        paragraphs=(
            "How we look after what customers owe us: what to do, when, in which tone, and why."
            " It is the same list from which CollectDesk makes the day's work.",
        ),
        sections=(
            Section("Rules for every day", tuple(f"•  {rule}" for rule in _RULES)),
            _steps("Before the due date", _BEFORE_DUE),
            _steps("When an invoice is due", _LADDER),
            _steps("When something happens", _others()),
            _answers(),
        ),
    )


def _others() -> tuple[Trigger, ...]:
    return tuple(one for one in Trigger if one not in (*_BEFORE_DUE, *_LADDER))


def _steps(heading: str, triggers: tuple[Trigger, ...]) -> Section:
    columns = (
        SheetColumn("When"),
        SheetColumn("What to do", grows=True),
        SheetColumn("How"),
        SheetColumn("Why", grows=True),
    )
    listed = [step for step in DEFAULT_STEPS if step.trigger in triggers]
    return Section(heading, table=SheetTable(columns, tuple(map(_step, listed))))


def _step(step: PlaybookStep) -> tuple[str, ...]:
    document = f" Document: {document_label(step.document).lower()}." if step.document else ""
    how = f"{step.channel.value}, {step.tone.value}"
    return (_when(step), step.action + document, how, step.why)


def _when(step: PlaybookStep) -> str:
    trigger = _TRIGGERS[step.trigger]
    if not step.offset:
        return f"{trigger}, same day" if step.business else trigger
    unit = "business day" if step.business else "day"
    sign = "+" if step.offset > 0 else "−"
    return f"{trigger} {sign} {counted(abs(step.offset), unit)}"


def _answers() -> Section:
    columns = (SheetColumn("They say"), SheetColumn("You say", grows=True))
    listed = tuple(
        (
            answer.label,
            f"{answer.say} Only if we mean it: {answer.say_if_meant}"
            if answer.say_if_meant
            else answer.say,
        )
        for answer in ANSWERS
    )
    return Section(
        "What they say, and what you say",
        ("Words in braces are filled in on the screen.",),
        table=SheetTable(columns, listed),
    )
