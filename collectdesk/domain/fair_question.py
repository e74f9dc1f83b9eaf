"""The next fair question after each reason for late payment: it asks for a fact, and argues not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from collectdesk.domain.call import ReasonCode

_GOODS: Final = "Which items, and can what is right go out now?"

FAIR_QUESTIONS: Final[Mapping[ReasonCode, str]] = {
    ReasonCode.CASH_FLOW: "What could you manage now, and what regularly?",
    ReasonCode.AWAITING_OWN_CUSTOMER: "When do they pay you, and what could come before then?",
    ReasonCode.NOT_APPROVED: "Who approves it, and may I speak to them?",
    ReasonCode.NO_INVOICE: "I'm sending it while we speak. Which run can it be in?",
    ReasonCode.PO_MISSING: "Which number shall I put on it?",
    ReasonCode.MISSED_RUN: "When is the next run, and is it in?",
    ReasonCode.CHEQUE_IN_POST: "Which day did it go out, and what is its number?",
    ReasonCode.OVERSIGHT: "Could it go out today?",
    ReasonCode.DEFECTIVE: _GOODS,
    ReasonCode.DAMAGED: _GOODS,
    ReasonCode.SHORT_SHIPPED: _GOODS,
    ReasonCode.WRONG_ITEM: _GOODS,
    ReasonCode.PRICE: "Which price was agreed, and can the undisputed part go out now?",
    ReasonCode.TAX: "Which rate should it be, and can the net amount go out now?",
    ReasonCode.TERMS: "What was agreed, and where is it written?",
    ReasonCode.DUPLICATE: "Which invoice did you pay it with?",
    ReasonCode.NOT_DELIVERED: "Who takes deliveries, and may I ask them?",
    ReasonCode.SERVICE_INCOMPLETE: "What is missing, and when shall we come?",
    ReasonCode.UNWILLING: "Which part do you dispute?",
    ReasonCode.INSOLVENT: "Who handles it, and what is the case number?",
    ReasonCode.UNKNOWN: "What held it up?",
}
