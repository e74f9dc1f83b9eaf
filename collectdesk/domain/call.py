"""Calls: what came of one, and why money is late. The codes are stored in books."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from collectdesk.domain.dispute import DisputeReason


class Direction(StrEnum):
    """Who called whom."""

    OUT = "out"
    IN = "in"


class OutcomeCode(StrEnum):
    """What came of a call; one is required to save it."""

    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"
    GATEKEEPER = "gatekeeper"
    WRONG_NUMBER = "wrong_number"
    WRONG_PERSON = "wrong_person"
    CALLBACK_SET = "callback_set"
    PAYMENT_SENT = "payment_sent"
    PROMISE = "promise"
    PAID_NOW = "paid_now"
    PLAN_REQUESTED = "plan_requested"
    DISPUTE = "dispute"
    IN_APPROVAL = "in_approval"
    DOCUMENT_REQUESTED = "document_requested"
    REFUSED = "refused"
    INSOLVENCY = "insolvency"
    DO_NOT_CALL = "do_not_call"

    @property
    def label(self) -> str:
        """As the history shows it, after whom was called or by itself."""
        return _OUTCOME_LABELS[self]

    @property
    def reached(self) -> bool:
        """Whether a person who can speak for the account was reached."""
        return self not in _NOT_REACHED


_OUTCOME_LABELS: Final = {
    OutcomeCode.NO_ANSWER: "no answer",
    OutcomeCode.VOICEMAIL: "left voicemail",
    OutcomeCode.GATEKEEPER: "not put through",
    OutcomeCode.WRONG_NUMBER: "wrong number",
    OutcomeCode.WRONG_PERSON: "wrong person",
    OutcomeCode.CALLBACK_SET: "call back agreed",
    OutcomeCode.PAYMENT_SENT: "payment is on its way",
    OutcomeCode.PROMISE: "promise made",
    OutcomeCode.PAID_NOW: "paid during the call",
    OutcomeCode.PLAN_REQUESTED: "asked for a payment plan",
    OutcomeCode.DISPUTE: "something is wrong",
    OutcomeCode.IN_APPROVAL: "waiting for approval",
    OutcomeCode.DOCUMENT_REQUESTED: "asked for a document",
    OutcomeCode.REFUSED: "refused to pay",
    OutcomeCode.INSOLVENCY: "insolvent",
    OutcomeCode.DO_NOT_CALL: "asked not to be called",
}

_NOT_REACHED: Final = frozenset(
    {
        OutcomeCode.NO_ANSWER,
        OutcomeCode.VOICEMAIL,
        OutcomeCode.GATEKEEPER,
        OutcomeCode.WRONG_NUMBER,
        OutcomeCode.WRONG_PERSON,
    }
)
REACHED_OUTCOMES: Final = frozenset(OutcomeCode) - _NOT_REACHED
"""Outcomes in which a person who can speak for the account was reached."""

LIVE_CALLS_PER_DAY: Final = 1
ATTEMPTS_PER_WEEK: Final = 3
"""So often a customer is called at most, whatever is owed."""


class CausedBy(StrEnum):
    """Whose side a reason for late payment is on."""

    OURS = "ours"
    THEIRS = "theirs"


class ReasonCode(StrEnum):
    """Why a payment is late."""

    CASH_FLOW = "cash_flow"
    AWAITING_OWN_CUSTOMER = "awaiting_own_customer"
    NOT_APPROVED = "not_approved"
    NO_INVOICE = "no_invoice"
    PO_MISSING = "po_missing"
    MISSED_RUN = "missed_run"
    CHEQUE_IN_POST = "cheque_in_post"
    OVERSIGHT = "oversight"
    DEFECTIVE = "defective"
    DAMAGED = "damaged"
    SHORT_SHIPPED = "short_shipped"
    WRONG_ITEM = "wrong_item"
    PRICE = "price"
    TAX = "tax"
    TERMS = "terms"
    DUPLICATE = "duplicate"
    NOT_DELIVERED = "not_delivered"
    SERVICE_INCOMPLETE = "service_incomplete"
    UNWILLING = "unwilling"
    INSOLVENT = "insolvent"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """As people say it."""
        return _REASON_LABELS[self]

    @property
    def caused_by(self) -> CausedBy:
        """Whether we could have prevented it; an invoice sent too late for a run is ours."""
        return CausedBy.THEIRS if self in _THEIRS else CausedBy.OURS


_REASON_LABELS: Final = {
    ReasonCode.CASH_FLOW: "Cash flow",
    ReasonCode.AWAITING_OWN_CUSTOMER: "Waiting for their own customer",
    ReasonCode.NOT_APPROVED: "Not approved yet",
    ReasonCode.NO_INVOICE: "Invoice not received",
    ReasonCode.PO_MISSING: "Order number missing",
    ReasonCode.MISSED_RUN: "Missed the pay run",
    ReasonCode.CHEQUE_IN_POST: "Payment is on its way",
    ReasonCode.OVERSIGHT: "Overlooked",
    **{ReasonCode(reason.value): reason.label for reason in DisputeReason},
    ReasonCode.UNWILLING: "Will not pay",
    ReasonCode.INSOLVENT: "Insolvent",
    ReasonCode.UNKNOWN: "No reason given",
}

_THEIRS: Final = frozenset(
    {
        ReasonCode.CASH_FLOW,
        ReasonCode.AWAITING_OWN_CUSTOMER,
        ReasonCode.NOT_APPROVED,
        ReasonCode.CHEQUE_IN_POST,
        ReasonCode.OVERSIGHT,
        ReasonCode.UNWILLING,
        ReasonCode.INSOLVENT,
        ReasonCode.UNKNOWN,
    }
)
