"""The collector's manual: the playbook's own steps and words, to print and keep at hand (S30)."""

from __future__ import annotations

from typing import Final

from collectdesk.domain.answer import ANSWERS
from collectdesk.domain.call_script import in_full
from collectdesk.domain.dates import long_date
from collectdesk.domain.document import document_label
from collectdesk.domain.papers import FilePaper, Party
from collectdesk.domain.papers_filed import Section, SheetColumn, SheetTable
from collectdesk.domain.playbook_steps import Trigger
from collectdesk.domain.policy import Policy, PolicyStep
from collectdesk.usecases.papers import letterhead
from collectdesk.usecases.policy import current_policy
from collectdesk.usecases.work import Work

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
    policy = current_policy(work)
    return FilePaper(
        firm=letterhead.firm(work),
        customer=Party(""),
        issued=work.today,
        heading="The collector's manual",
        paragraphs=(
            "How we look after what customers owe us: what to do, when, in which tone, and why."
            " It is the same list from which CollectDesk makes the day's work."
            f" This is version {policy.version}.",
        ),
        sections=(
            Section("Rules for every day", tuple(f"•  {rule}" for rule in _RULES)),
            _steps(work, policy, "Before the due date", _BEFORE_DUE),
            _steps(work, policy, "When an invoice is due", _LADDER),
            _steps(work, policy, "When something happens", _others()),
            _answers(),
            *_versions(policy),
        ),
    )


def _others() -> tuple[Trigger, ...]:
    return tuple(one for one in Trigger if one not in (*_BEFORE_DUE, *_LADDER))


def _versions(policy: Policy) -> tuple[Section, ...]:
    """The change log, the newest version first; none while nothing was changed."""
    columns = (
        SheetColumn("Version"),
        SheetColumn("Since"),
        SheetColumn("By"),
        SheetColumn("What was changed, and why", grows=True),
    )
    listed = tuple(
        (str(one.number), long_date(one.on), one.who, " ".join([*one.changes, one.why]).strip())
        for one in reversed(policy.versions)
    )
    return (Section("Changes", table=SheetTable(columns, listed)),) if listed else ()


def _steps(work: Work, policy: Policy, heading: str, triggers: tuple[Trigger, ...]) -> Section:
    columns = (
        SheetColumn("When"),
        SheetColumn("What to do", grows=True),
        SheetColumn("How"),
        SheetColumn("Why", grows=True),
    )
    listed = [one for one in policy.steps if one.is_on and one.step.trigger in triggers]
    told = tuple(_step(work, one) for one in listed)
    return Section(heading, table=SheetTable(columns, told))


def _step(work: Work, followed: PolicyStep) -> tuple[str, ...]:
    step = followed.step
    document = ""
    if step.document:
        document = f" Document: {document_label(step.document, work.currency).lower()}."
    how = f"{step.channel.words}, {step.tone.value}"
    return (followed.when, step.action + document, how, step.why)


def _answers() -> Section:
    columns = (SheetColumn("They say"), SheetColumn("You say", grows=True))
    listed = tuple(
        (
            answer.label,
            f"{in_full(answer.say)} Only if we mean it: {in_full(answer.say_if_meant)}"
            if answer.say_if_meant
            else in_full(answer.say),
        )
        for answer in ANSWERS
    )
    return Section(
        "What they say, and what you say",
        ("Words in braces are filled in on the screen.",),
        table=SheetTable(columns, listed),
    )
