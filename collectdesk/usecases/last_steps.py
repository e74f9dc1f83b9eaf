"""Before a debt is given up: the steps of collecting that were not tried."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from collectdesk.domain.call import REACHED_OUTCOMES, OutcomeCode
from collectdesk.domain.document import document_label
from collectdesk.domain.playbook import NoticeKind
from collectdesk.store import last_steps as stored
from collectdesk.store.last_steps import Tried
from collectdesk.usecases import checks
from collectdesk.usecases.work import Work

_LETTERS: Final = (NoticeKind.REMINDER, NoticeKind.PAST_DUE, NoticeKind.SECOND, NoticeKind.FINAL)


def untried_steps(work: Work, invoice_id: int) -> tuple[str, ...]:
    """What was not tried for an invoice, in words that follow "not tried yet:".

    Nothing is left to try for a small balance, for a customer known to be insolvent, and for an
    invoice that is not open.
    """
    invoice = checks.invoice(work, invoice_id)
    if invoice["lifecycle"] != "issued" or invoice["balance"] <= work.settings.small_balance:
        return ()
    tried = stored.tried(work.db, invoice_id, invoice["customer_id"], invoice["due_date"])
    if OutcomeCode.INSOLVENCY in tried.outcomes_ever:
        return ()
    return tuple(_untried(work, invoice, tried))


def _untried(work: Work, invoice: dict[str, Any], tried: Tried) -> Iterator[str]:
    if invoice["disputed"]:
        yield "settling the dispute"
    if not tried.outcomes:
        yield "a call since it was due"
    elif not tried.outcomes & REACHED_OUTCOMES:
        yield "a talk with somebody there"
    yield from _letters_left(work, tried.letters)
    if not tried.plans and OutcomeCode.PLAN_REQUESTED not in tried.outcomes_ever:
        yield "a payment plan"
    if checks.customer(work, invoice["customer_id"])["placed"] == "no":
        yield work.spelled("an agency or attorney")


def _letters_left(work: Work, sent: frozenset[str]) -> Iterator[str]:
    """The notices above the last one sent; a past-due notice stands for the reminder as well."""
    if sent & {NoticeKind.FINAL.value, NoticeKind.DEMAND.value}:
        return
    climbed = max((at for at, kind in enumerate(_LETTERS) if kind in sent), default=-1)
    for kind in _LETTERS[climbed + 1 :]:
        if not (kind is NoticeKind.PAST_DUE and climbed < 0):
            label = document_label(kind, work.currency)
            yield label[0].lower() + label[1:]
