"""What was typed into the call console of a customer, kept while the owner looks at another."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QLineEdit

from collectdesk.gui.panes.call_fields import CallFields


@dataclass(frozen=True, slots=True)
class CallDraft:
    """A call that is not logged yet: the answer, and every field as it stands."""

    answer: str
    texts: tuple[str, ...]
    choices: tuple[str, ...]
    spoke_to: str
    note: str
    they_called: bool
    then: bool
    invoices: tuple[int, ...]
    seconds: int


def _lines(fields: CallFields) -> tuple[QLineEdit, ...]:
    return (
        fields.amount,
        fields.by,
        fields.reference,
        fields.dispute_amount,
        fields.next_on,
        fields.next_time,
    )


def _boxes(fields: CallFields) -> tuple[QComboBox, ...]:
    return (
        fields.dispute_invoice,
        fields.dispute_reason,
        fields.method,
        fields.reason,
        fields.satisfaction,
    )


def take(fields: CallFields, answer: str, seconds: int) -> CallDraft:
    """The draft of what is typed now."""
    return CallDraft(
        answer=answer,
        texts=tuple(line.text() for line in _lines(fields)),
        choices=tuple(str(box.currentData() or "") for box in _boxes(fields)),
        spoke_to=fields.spoke_to.currentText(),
        note=fields.note.toPlainText(),
        they_called=fields.they_called.isChecked(),
        then=fields.then_box.isChecked(),
        invoices=fields.invoices.named(),
        seconds=seconds,
    )


def restore(fields: CallFields, draft: CallDraft) -> None:
    """Put a draft back; the answer must be chosen already."""
    for invoice_id in draft.invoices:
        fields.invoices.add(invoice_id)
    for box, code in zip(_boxes(fields), draft.choices, strict=True):
        at = box.findData(code)
        if at >= 0:
            box.setCurrentIndex(at)
    for line, text in zip(_lines(fields), draft.texts, strict=True):
        line.setText(text)
    fields.spoke_to.setCurrentText(draft.spoke_to)
    fields.note.setPlainText(draft.note)
    fields.they_called.setChecked(draft.they_called)
    fields.then_box.setChecked(draft.then)
