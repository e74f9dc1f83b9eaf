"""Holds on a customer: no new credit, or no contact. One stands at a time; another ends it."""

from __future__ import annotations

from typing import Final

from collectdesk.domain.words import REASON_LIMIT, shortened

HOLD_NAMES: Final = {"no_credit": "no new credit", "no_contact": "no contact"}


def ended_hold(standing: str, reason: str, following: str) -> str:
    """What is told before the hold ``following`` takes the place of the one that stands, and noted
    then; empty where none ends unsaid."""
    if standing == following or standing not in HOLD_NAMES or following not in HOLD_NAMES:
        return ""
    why = f" ({shortened(reason, REASON_LIMIT)})" if reason else ""
    return (
        f"The hold “{HOLD_NAMES[standing]}”{why} ends with it: a customer has one hold at a time."
    )
