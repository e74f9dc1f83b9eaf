"""What the chosen answer asks to be written down: fields that appear with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from collectdesk.domain.answer import Answer, AnswerField
from collectdesk.domain.call import ReasonCode
from collectdesk.domain.dispute import DisputeReason
from collectdesk.domain.fair_question import FAIR_QUESTIONS
from collectdesk.domain.payment_method import promise_choices
from collectdesk.domain.rows import ConsoleView, CustomerPage, InvoiceRow
from collectdesk.domain.words import listed
from collectdesk.gui.panes.invoice_chooser import InvoiceChooser
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets import ChoiceBox, DateEdit, FormGrid, MoneyEdit, label

_PROMISE_IS_THE_POINT: Final = frozenset({"sent", "not_sent", "soon", "no_invoice", "pay_run"})
_THEN: Final = {
    "payment": ("Record the payment", True),
    "plan": ("Offer a payment plan", True),
    "document": ("Send the invoice again", True),
    "contact": ("Add the right person", False),
    "pay_run": ("Note their pay run", False),
    "promise": ("Confirm it by letter or e-mail", False),
}
_SATISFACTION: Final = (
    ("", "Not asked"),
    ("confirmed", "Yes, they are satisfied"),
    ("problem", "No, there is a problem"),
)
_LABEL_WIDTH: Final = 86


class CallFields(FormGrid):
    """Fields of the console; ``then`` names the form that follows."""

    promise_changed = Signal()

    def __init__(self, currency: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, _LABEL_WIDTH)
        self._view: ConsoleView | None = None
        self._answer: Answer | None = None
        self._open: tuple[InvoiceRow, ...] = ()
        self.amount = MoneyEdit(currency)
        self.by = DateEdit(today, currency)
        self.method = _choices(promise_choices(currency))
        self.invoices = InvoiceChooser()
        self.reference = QLineEdit()
        self.reference.setAcceptDrops(False)  # a dropped file is for the customer
        self.reason = _choices([("", "–"), *((each.value, each.label) for each in ReasonCode)])
        self.earlier = label("", "small", wrap=True)
        self.dispute_invoice = _choices([])
        self.dispute_amount = MoneyEdit(currency)
        self.dispute_reason = _choices([(each.value, each.label) for each in DisputeReason])
        self.satisfaction = _choices(_SATISFACTION)
        self.spoke_to = _choices([])
        self.they_called = QCheckBox("They called")
        self.note = QPlainTextEdit()
        self.note.setAcceptDrops(False)
        self.next_on = DateEdit(today, currency)
        self.next_time = QLineEdit()
        self.next_time.setAcceptDrops(False)
        self.then_box = QCheckBox("")
        self._confirms = False
        self._set_up()
        self._add_rows()
        self._connect()
        self.show_answer(None)

    def _set_up(self) -> None:
        self.spoke_to.setEditable(True)
        for part in (self.spoke_to, *self.spoke_to.findChildren(QLineEdit)):
            part.setAcceptDrops(False)
        self.spoke_to.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.note.setTabChangesFocus(True)
        self.note.setPlaceholderText("Their words, what was agreed")
        self.next_time.setPlaceholderText("2:30 pm")
        self.reference.setPlaceholderText("Its number, if they know it")
        for field, longest in ((self.reference, 200), (self.next_time, 40)):
            field.setMaxLength(longest)
        self.by.setAccessibleName("Promised by")
        self.next_time.setAccessibleName("At what time")
        self.dispute_amount.setAccessibleName("Disputed amount")
        self.they_called.setAccessibleName("They called us")
        self._fit_sizes()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fit_sizes()

    def _fit_sizes(self) -> None:
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * 2 + 22)
        self.amount.setFixedWidth(look().px(104))
        self.next_time.setFixedWidth(look().px(84))
        self.dispute_amount.setFixedWidth(look().px(104))

    def _add_rows(self) -> None:
        self.add_row("dispute_invoice", "Wrong with", self.dispute_invoice,
                     _side_by_side(self.dispute_invoice, self.dispute_amount))  # fmt: skip
        self.add_row("dispute_reason", "What", self.dispute_reason)
        self.add_row("promise_amount", "Promise", self.amount,
                     _side_by_side(self.amount, label("by", "quiet"), self.by))  # fmt: skip
        self.add_row("promise_method", "How", self.method,
                     _side_by_side(self.method, self.invoices))  # fmt: skip
        self.add_row("reference", "Number", self.reference)
        self.add_row("reason", "Why late", self.reason)
        self.add_wide(self.earlier)
        self.add_row("spoke_to", "Spoke to", self.spoke_to,
                     _side_by_side(self.spoke_to, self.they_called))  # fmt: skip
        self.add_row("satisfaction", "In order?", self.satisfaction)
        self.add_row("note", "Notes", self.note)
        self.add_row("then", "Then", self.then_box)
        self.add_row("next_on", "Next", self.next_on,
                     _side_by_side(self.next_on, self.next_time))  # fmt: skip

    def _connect(self) -> None:
        for signal in (
            self.amount.amount_changed,
            self.by.day_changed,
            self.method.currentIndexChanged,
        ):
            signal.connect(lambda *_: self.promise_changed.emit())
        self.reason.currentIndexChanged.connect(lambda _: self._show_earlier())
        self.reason.currentIndexChanged.connect(lambda _: self.tell("reason", ""))
        self.then_box.clicked.connect(self._keep_habit)
        self.dispute_invoice.currentIndexChanged.connect(lambda _: self._fill_disputed())

    def show_customer(self, page: CustomerPage, today: date) -> None:
        """Prepare for a call with another customer; nothing typed remains."""
        currency = page.head.currency
        for field in (self.amount, self.dispute_amount, self.by, self.next_on):
            field.set_currency(currency)
        _fill(self.method, promise_choices(currency))
        self._offer(page, today)
        self.clear()

    def take_news(self, page: CustomerPage, today: date) -> None:
        """The customer changed beside the call: what is offered is of now, what is typed stays."""
        typed, named = self.spoke_to.currentText(), self.invoices.named()
        disputed = self.dispute_invoice.currentData()
        promise_as_offered = self.amount.amount_or_none() == self._promisable()
        dispute_as_offered = self.dispute_amount.amount_or_none() == self._disputable()
        self._offer(page, today)
        for invoice_id in named:
            self.invoices.add(invoice_id)
        self.spoke_to.setCurrentText(typed)
        with QSignalBlocker(self.dispute_invoice):
            _select(self.dispute_invoice, disputed)
        if dispute_as_offered or self.dispute_invoice.currentData() != disputed:
            self._fill_disputed()
        if promise_as_offered:
            self.amount.set_amount(self._promisable())

    def _offer(self, page: CustomerPage, today: date) -> None:
        self._view = page.console
        self._open = tuple(
            row for row in page.invoices if row.balance > 0 and row.lifecycle == "issued"
        )
        for day_field in (self.by, self.next_on):
            day_field.set_today(today)
        self.invoices.show_invoices(self._open)
        _fill(self.dispute_invoice, [(str(row.invoice_id), row.number) for row in self._open])
        people = [each.name for each in page.head.contacts if each.name]
        _fill(self.spoke_to, [(name, name) for name in people])

    def clear(self) -> None:
        """Empty all fields; no answer is chosen."""
        self.note.clear()
        self.reference.clear()
        self.next_time.clear()
        self.they_called.setChecked(False)
        self.spoke_to.setCurrentIndex(0 if self.spoke_to.count() else -1)
        typed = self.spoke_to.lineEdit()
        if typed is not None:
            typed.home(False)  # a long name is read from its beginning
        self.invoices.name_only(None)
        self.show_answer(None)

    def name_invoice(self, invoice: InvoiceRow | None) -> None:
        """The owner stands on an invoice: a promise is for it."""
        if invoice is None or invoice.invoice_id not in {row.invoice_id for row in self._open}:
            return
        self.invoices.name_only(invoice.invoice_id)
        if self._answer is not None and self._answer.code in _PROMISE_IS_THE_POINT:
            self.amount.set_amount(invoice.balance - invoice.disputed)
        _select(self.dispute_invoice, str(invoice.invoice_id))

    def show_answer(self, answer: Answer | None) -> None:
        """Show what the answer asks for, filled with what is most likely."""
        self._answer = answer
        self.clear_errors()
        fields: frozenset[AnswerField] = answer.fields if answer else frozenset()
        for key, wanted in (
            ("promise_amount", "promise" in fields),
            ("promise_method", "method" in fields),
            ("reference", "reference" in fields),
            ("reason", "reason" in fields),
            ("dispute_invoice", "dispute" in fields),
            ("dispute_reason", "dispute" in fields),
            ("spoke_to", answer is None or answer.outcome.reached),
        ):
            self.set_row_visible(key, wanted)
        reached = answer is not None and answer.outcome.reached
        unasked = self._view.unasked if self._view else ()
        self.set_row_visible("satisfaction", reached and "dispute" not in fields and bool(unasked))
        _select(self.satisfaction, "")
        self.satisfaction.setToolTip(f"Asked about {listed(unasked)}")
        self.invoices.setVisible("promise" in fields)
        self.next_time.setVisible("callback" in fields)
        self._show_then(fields)
        self._suggest(answer)
        self._show_earlier()

    def _show_then(self, fields: frozenset[AnswerField]) -> None:
        step = _step_after(fields)
        self.set_row_visible("then", bool(step))
        if step:
            text, usual = _THEN[step]
            self.then_box.setText(text)
            self.then_box.setChecked(self._confirms if step == "promise" else usual)

    def _suggest(self, answer: Answer | None) -> None:
        view = self._view
        if view is None:
            return
        wants_promise = answer is not None and answer.code in _PROMISE_IS_THE_POINT
        self.amount.set_amount(self._promisable() if wants_promise else None)
        self.by.set_day(view.suggested_date if wants_promise else None)
        reason = answer.reason.value if answer and answer.reason else ""
        _select(self.reason, reason)
        self.next_on.set_day(None)
        self.next_on.setPlaceholderText("as the rules say")
        if answer is not None and "callback" in answer.fields and answer.outcome.reached:
            self.next_on.set_day(view.suggested_next)
        self._fill_disputed()

    def _promisable(self) -> int | None:
        """What may be promised: of the invoices that are named, else of all; None for nothing."""
        named = self.invoices.named()
        balance = sum(row.balance - row.disputed for row in self._open if row.invoice_id in named)
        return balance or (self._view.suggested_amount if self._view else 0) or None

    def _fill_disputed(self) -> None:
        self.dispute_amount.set_amount(self._disputable())

    def _disputable(self) -> int | None:
        """What is not disputed yet of the invoice that is chosen; None where none is."""
        chosen = self.dispute_invoice.currentData()
        row = next((each for each in self._open if str(each.invoice_id) == chosen), None)
        return row.balance - row.disputed if row else None

    def _show_earlier(self) -> None:
        """What came of this reason before, and the next fair question."""
        code = self.reason.currentData()
        told = [words for each, words in (self._view.excuses if self._view else ()) if each == code]
        show = self.is_row_visible("reason") and bool(code)
        lines = [f"Said before: {'; '.join(told)}"] if told else []
        if show:
            lines.append(f"Ask: “{FAIR_QUESTIONS[ReasonCode(code)]}”")
        self.earlier.setText("\n".join(lines) if show else "")
        self.earlier.setVisible(show)

    def first_field(self) -> QWidget:
        """Where typing goes on after an answer was chosen."""
        for key in ("dispute_invoice", "promise_amount", "promise_method", "reason"):
            if self.is_row_visible(key):
                return self.field(key)
        return self.note

    @property
    def answer(self) -> Answer | None:
        """The answer whose fields are shown."""
        return self._answer

    def then(self) -> str:
        """The step that follows once the call is logged: payment, plan, document …, or nothing."""
        if self._answer is None or not self.then_box.isChecked():
            return ""
        step = _step_after(self._answer.fields)
        return "" if step == "promise" and self.amount.is_blank() else step

    @property
    def confirms(self) -> bool:
        """Whether what is promised will be confirmed in writing once the call is logged."""
        return (
            self._answer is not None
            and _step_after(self._answer.fields) == "promise"
            and self.then_box.isChecked()
        )

    @property
    def asks_reason(self) -> bool:
        """Whether the answer leaves open why what is past due was not paid."""
        is_late = self._view is not None and self._view.is_late
        return is_late and self._answer is not None and "reason" in self._answer.fields

    def _keep_habit(self, ticked: bool) -> None:
        """Who confirms one promise in writing will mostly confirm the next."""
        if self._answer is not None and _step_after(self._answer.fields) == "promise":
            self._confirms = ticked


def _step_after(fields: frozenset[AnswerField]) -> str:
    """What may follow an answer with these fields; a promise is confirmed if nothing else does."""
    return next((name for name in _THEN if name in fields), "")


def _choices(pairs: Sequence[tuple[str, str]]) -> QComboBox:
    box = ChoiceBox()
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setMinimumContentsLength(3)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    _fill(box, pairs)
    return box


def _fill(box: QComboBox, pairs: Sequence[tuple[str, str]]) -> None:
    box.blockSignals(True)
    box.clear()
    for code, text in pairs:
        box.addItem(text, code)
    box.blockSignals(False)


def _select(box: QComboBox, code: str) -> None:
    at = box.findData(code)
    if at >= 0:
        box.setCurrentIndex(at)


def _side_by_side(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID)
    for widget in widgets:
        row.addWidget(widget)
    return row
