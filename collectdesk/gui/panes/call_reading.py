"""A call as it is written in the console, read all at once for the book."""

from __future__ import annotations

from collectdesk.domain.call import OutcomeCode
from collectdesk.domain.errors import InvalidInput
from collectdesk.gui.dialogs.fields import read
from collectdesk.gui.panes.call_fields import CallFields
from collectdesk.usecases.calls import LogCall
from collectdesk.usecases.disputes import NewDispute
from collectdesk.usecases.promises import NewPromise


def call_in(fields: CallFields, customer_id: int, seconds: int) -> LogCall:
    """The call as typed. Raises InvalidInput with the field to mend."""
    answer = fields.answer
    if answer is None:
        raise InvalidInput("Choose what they answered first: one of the buttons above.", "answer")
    asked = fields.is_row_visible("satisfaction")
    command = LogCall(
        customer_id=customer_id,
        answer=answer.code,
        spoke_to=fields.spoke_to.currentText() if answer.outcome.reached else "",
        note=fields.note.toPlainText(),
        direction="in" if fields.they_called.isChecked() else "out",
        seconds=seconds,
        reference=fields.reference.text() if "reference" in answer.fields else "",
        reason=fields.reason.currentData() if "reason" in answer.fields else "",
        promise=_promise(fields),
        dispute=_dispute(fields),
        next_on=read("next_on", fields.next_on.optional_day),
        next_time=fields.next_time.text() if "callback" in answer.fields else "",
        satisfaction=str(fields.satisfaction.currentData()) if asked else "",
    )
    if fields.asks_reason and not command.reason:
        raise InvalidInput(
            "Why is it late? Choose what they said, or “No reason given” at the end of the list.",
            "reason",
        )
    return command


def _promise(fields: CallFields) -> NewPromise | None:
    """None where none was made."""
    if fields.answer is None or "promise" not in fields.answer.fields:
        return None
    if fields.amount.is_blank() and fields.by.is_blank():
        return None
    return NewPromise(
        amount=read("promise_amount", fields.amount.amount),
        date=read("promise_amount", fields.by.day),
        method=fields.method.currentData(),
        invoices=fields.invoices.named(),
    )


def _dispute(fields: CallFields) -> NewDispute | None:
    """None where nothing is disputed."""
    if fields.answer is None or fields.answer.outcome is not OutcomeCode.DISPUTE:
        return None
    chosen = fields.dispute_invoice.currentData()
    if not chosen:
        raise InvalidInput("There is no open invoice that could be disputed.", "dispute_invoice")
    return NewDispute(
        invoice_id=int(chosen),
        amount=read("dispute_invoice", fields.dispute_amount.amount),
        reason=fields.dispute_reason.currentData(),
        note=fields.note.toPlainText(),
    )
