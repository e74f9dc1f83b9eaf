"""The answers of the call console: what was said, what to say, and what to write down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from collectdesk.domain.call import OutcomeCode, ReasonCode
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.words import quoted

AnswerField = Literal[
    "promise",
    "method",
    "reference",
    "payment",
    "reason",
    "dispute",
    "plan",
    "pay_run",
    "document",
    "contact",
    "callback",
]
"""What an answer can ask for. "promise" means an amount and a date, and neither without the
other; "callback" a day and, if agreed, a time; "reference" a cheque, transfer or case number."""


MOST_DAYS_WITHOUT_CREDIT: Final = 10
"""Business days up to the next talk with somebody who can pay nothing for now."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the console.

    ``label`` stands on the button. ``say`` is what to say next; words in braces and parts in
    brackets are filled by ``call_script.filled``. ``fields`` are what to write down. ``is_main``
    answers are always shown, the others under "More". ``say_if_meant`` may be said only where the
    owner intends that step. After an answer that ``stops_credit`` nothing new is sold on account;
    the next talk is then within ``MOST_DAYS_WITHOUT_CREDIT`` business days. ``ends_contact`` is why
    nobody calls or asks for money any more after it.
    """

    code: str
    label: str
    outcome: OutcomeCode
    say: str
    fields: frozenset[AnswerField] = frozenset()
    reason: ReasonCode | None = None
    is_main: bool = False
    say_if_meant: str = ""
    stops_credit: bool = False
    ends_contact: str = ""


def _asks(*names: AnswerField) -> frozenset[AnswerField]:
    return frozenset(names)


ANSWERS: Final = (
    Answer(
        "sent",
        "It's on its way",
        OutcomeCode.PAYMENT_SENT,
        "Thanks. Which day, how, what number and amount? I'll look for it by {deadline}.",
        _asks("promise", "method", "reference"),
        ReasonCode.CHEQUE_IN_POST,
        is_main=True,
    ),
    Answer(
        "not_sent",
        "Not sent yet",
        OutcomeCode.PROMISE,
        "When will you send it?[ All {owed}?] By what method? "
        "So: [{amount}, ]{method}, {date}.[ I'll confirm {in_writing}.]",
        _asks("promise", "method", "reason"),
        is_main=True,
    ),
    Answer(
        "cant_pay",
        "Can't pay it all",
        OutcomeCode.PLAN_REQUESTED,
        "Thank you for being open. What could you manage now, and what regularly?",
        _asks("plan", "promise", "method", "reason"),
        ReasonCode.CASH_FLOW,
        is_main=True,
    ),
    Answer(
        "wont_pay",
        "Won't pay",
        OutcomeCode.REFUSED,
        "Which part do you dispute?",
        _asks("reason", "callback"),
        ReasonCode.UNWILLING,
        is_main=True,
        say_if_meant="Then I must tell you plainly: if it isn't paid by {date}, {owner} will "
        "decide whether to pass the account to an outside agency.",
    ),
    Answer(
        "wrong",
        "Something is wrong",
        OutcomeCode.DISPUTE,
        "I'm sorry. Which items, what did you see? I'll send {remedy}"
        "[; can the other {undisputed} go out now?|.]",
        _asks("dispute", "promise", "method"),
        is_main=True,
    ),
    Answer(
        "no_answer",
        "No answer",
        OutcomeCode.NO_ANSWER,
        "Try again another day, at another time.",
        _asks("callback"),
        is_main=True,
    ),
    Answer(
        "wrong_person",
        "Wrong person",
        OutcomeCode.WRONG_PERSON,
        "Who looks after supplier payments, and when is best to call?",
        _asks("contact", "callback"),
        is_main=True,
    ),
    Answer(
        "voicemail",
        "Voicemail",
        OutcomeCode.VOICEMAIL,
        "[{me}, ][{us}, ][{phone}, ]about our account. Please call me.",
        _asks("callback"),
    ),
    Answer(
        "no_number",
        "Can't find the number",
        OutcomeCode.CALLBACK_SET,
        "I'll hold while you look, or [may I call at {time}?|when may I call?]",
        _asks("callback"),
        ReasonCode.CHEQUE_IN_POST,
    ),
    Answer(
        "soon",
        "Soon, no date",
        OutcomeCode.PROMISE,
        "So I can note one date: could it be {run_or_friday}?",
        _asks("promise", "method", "reason"),
    ),
    Answer(
        "nothing_now",
        "Nothing for now",
        OutcomeCode.CALLBACK_SET,
        "Let's set a day when you'll know more.",
        _asks("callback", "reason"),
        ReasonCode.CASH_FLOW,
        stops_credit=True,
    ),
    Answer(
        "no_invoice",
        "Never got the invoice",
        OutcomeCode.DOCUMENT_REQUESTED,
        "I'm sending it now; please confirm while we speak. When will it be paid?",
        _asks("document", "promise", "method"),
        ReasonCode.NO_INVOICE,
    ),
    Answer(
        "no_po",
        "No order number",
        OutcomeCode.IN_APPROVAL,
        "Who approves it? May I speak to them?",
        _asks("contact", "callback"),
        ReasonCode.PO_MISSING,
    ),
    Answer(
        "not_approved",
        "Not approved yet",
        OutcomeCode.IN_APPROVAL,
        "Who approves it? May I speak to them?",
        _asks("contact", "callback"),
        ReasonCode.NOT_APPROVED,
    ),
    Answer(
        "pay_run",
        "Goes with the pay run",
        OutcomeCode.IN_APPROVAL,
        "Which day, what is the cut-off, must it be approved first?",
        _asks("pay_run", "promise", "method"),
        ReasonCode.MISSED_RUN,
    ),
    Answer(
        "paid_now",
        "Paying now",
        OutcomeCode.PAID_NOW,
        "Thank you. I'll stay on the line until it is through.",
        _asks("payment", "method", "reference"),
    ),
    Answer(
        "call_back",
        "Call me back",
        OutcomeCode.CALLBACK_SET,
        "Gladly. Which day and time suit you?",
        _asks("callback"),
    ),
    Answer(
        "not_put_through",
        "Not put through",
        OutcomeCode.GATEKEEPER,
        "When is the best time to reach them, and may I have their direct number?",
        _asks("contact", "callback"),
    ),
    Answer(
        "wrong_number",
        "Wrong number",
        OutcomeCode.WRONG_NUMBER,
        "I beg your pardon. Goodbye.",
        _asks("contact", "callback"),
    ),
    Answer(
        "insolvent",
        "Insolvent",
        OutcomeCode.INSOLVENCY,
        "I'm sorry to hear that. What is the case number, and who is your adviser?",
        _asks("reference", "contact"),
        ReasonCode.INSOLVENT,
        ends_contact="insolvent, hand the file over",
    ),
    Answer(
        "do_not_call",
        "Asks not to be called",
        OutcomeCode.DO_NOT_CALL,
        "I understand. We will write from now on.",
        ends_contact="asked not to be called",
    ),
)
"""Every answer, the main ones first, in the order of the buttons."""

_BY_CODE: Final = {answer.code: answer for answer in ANSWERS}


def answer_by_code(code: str) -> Answer:
    """The answer of that code. Raises InvalidInput for an unknown one."""
    found = _BY_CODE.get(code)
    if found is None:
        raise InvalidInput(f"{quoted(code)} is not an answer. Choose one of the buttons.", "answer")
    return found
