"""Issued documents: their kinds, and what people call them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from collectdesk.domain.english import spelled
from collectdesk.domain.playbook import NOTICE_LABELS

RECEIVED: Final = "received"
"""What a customer sent: kept as it came in, not drawn."""

DOCUMENT_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **NOTICE_LABELS,
        "invoice": "Invoice",
        "verification": "Verification letter",
        "statement": "Statement",
        "receipt": "Receipt",
        "thank_you": "Thank-you letter",
        "promise_confirmation": "Promise confirmation",
        "dispute_acknowledgement": "Dispute acknowledgement",
        "plan_agreement": "Payment-plan agreement",
        "plan_default": "Missed-instalment letter",
        "credit_application": "Credit application",
        "customer_record": "Customer record",
        "evidence_pack": "Evidence pack",
        "hand_over": "Hand-over file",
        "manual": "Collector's manual",
        RECEIVED: "Received",
    }
)
"""What lists and histories call a document of each kind."""


def document_label(kind: str, currency: str) -> str:
    """The label of a kind in a book of this currency; a later program's kind is shown as it is."""
    return spelled(DOCUMENT_LABELS.get(kind, kind.replace("_", " ").capitalize()), currency)
