"""The right pane: the call console above the history."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from collectdesk.domain.answer import Answer, answer_by_code
from collectdesk.domain.call_script import OpeningKind, Situation, filled, opening_line
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.rows import CustomerPage, HistoryRow
from collectdesk.domain.settings import BookSettings
from collectdesk.gui.actions import Actions
from collectdesk.gui.bugs import tell_in
from collectdesk.gui.dealing_commands import open_agreement, open_happening
from collectdesk.gui.panes import call_draft
from collectdesk.gui.panes.call_card import CallCard
from collectdesk.gui.panes.call_fields import CallFields
from collectdesk.gui.panes.call_timer import CallTimer
from collectdesk.gui.panes.call_words import names_of, what_follows, words_to_say
from collectdesk.gui.panes.history import HistoryList
from collectdesk.gui.panes.sticky_area import StickyArea
from collectdesk.gui.scene import Scene
from collectdesk.gui.text import sentence
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets import (
    Banner,
    Button,
    ElidedLabel,
    icon_button,
    label,
    plain_tooltip,
    rule,
)
from collectdesk.usecases.awaited import promise_deadline

_SIDE: Final = 14
_SCREENS_AHEAD: Final = 2
_AGREED: Final = ("promise_made-", "plan-")


class CallsPane(QWidget):
    """Console and history of one customer. ``logged`` tells that a call is in the book."""

    logged = Signal(str)
    document_asked = Signal(int)
    more_asked = Signal()

    def __init__(self, scene: Scene, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene, self._actions = scene, actions
        self._page: CustomerPage | None = None
        self._deadline: date | None = None
        self._names: dict[str, str] = {}
        self._drafts: dict[int, call_draft.CallDraft] = {}
        self._followed: int | None = None
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        runner = scene.runner
        self.title = ElidedLabel("", "strong")
        self.timer = CallTimer()
        self.card = CallCard()
        self.warning = Banner()
        self.fields = CallFields(runner.currency, runner.today)
        self.consequence = label("", "small", wrap=True)
        self.log_button = Button("Log call  ⏎", "primary", clicked=self.log)
        self.log_button.setToolTip("Log call (Ctrl+Return)")
        self.log_button.setAccessibleName("Log call")
        self.problem = Banner()
        self.history = HistoryList()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        console = QVBoxLayout()
        console.setContentsMargins(_SIDE, 12, _SIDE, 0)
        console.setSpacing(GRID + 2)
        for widget in (self.warning, self.card, self.fields, self.problem):
            console.addWidget(widget)
        last = QWidget()
        row = QHBoxLayout(last)
        row.setContentsMargins(_SIDE, GRID + 2, _SIDE, 10)
        row.addWidget(self.consequence, 1)
        row.addWidget(self.log_button, 0, Qt.AlignmentFlag.AlignTop)
        heading = label("History", "section")
        heading.setContentsMargins(_SIDE, 4, _SIDE, 4)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(console)
        area = StickyArea(last)
        column.addWidget(area.place)
        column.addWidget(heading)
        column.addWidget(self.history)
        column.addStretch(1)
        area.setWidget(inside)
        self._inside = inside
        QWidget.setTabOrder(self.fields.next_time, self.log_button)
        self._area = area
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._header())
        outer.addWidget(rule())
        outer.addWidget(area, 1)

    def _header(self) -> QWidget:
        header = QWidget()
        row = QHBoxLayout(header)
        row.setContentsMargins(_SIDE, 11, _SIDE, 11)
        row.setSpacing(GRID)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        copy = icon_button("copy", "Copy number", self._actions["call.copy"].trigger)
        copy.setToolTip(self._actions["call.copy"].toolTip())
        self._actions["call.copy"].enabledChanged.connect(copy.setEnabled)
        row.addWidget(self.title, 1)
        row.addWidget(self.timer)
        row.addWidget(copy)
        row.addWidget(self._actions.button("call.dial", "Dial"))
        return header

    def _connect(self) -> None:
        self.card.answers.chosen.connect(self._take_answer)
        self.fields.promise_changed.connect(self._promise_changed)
        self.fields.they_called.toggled.connect(lambda _: self._open_with())
        self.fields.then_box.toggled.connect(lambda _: self._say_next())
        self.fields.next_on.day_changed.connect(self._tell_consequence)
        self.history.picked.connect(self._open_happening)
        self._area.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.history.selectionModel().currentChanged.connect(self._keep_in_sight)
        self._scene.selection_changed.connect(self._follow_invoice)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.log)

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer. The same customer anew keeps what is being typed."""
        before = self._page
        if before is not None and before.head.customer_id != page.head.customer_id:
            self._keep_draft(before)
        self._page = page
        self.history.show_rows(page.history, self._scene.runner.today)
        self._show_warnings(page)
        same = before is not None and before.head.customer_id == page.head.customer_id
        if same and self.is_in_use:
            self._take_news(page)
        else:
            self._start_afresh(page)
            self._take_up_draft(page)

    def _take_news(self, page: CustomerPage) -> None:
        console = page.console
        self.title.setText(console.call_title)
        self.card.show_facts(console.facts)
        self._open_with()
        self.fields.take_news(page, self._scene.runner.today)
        self._promise_changed()

    def _open_with(self) -> None:
        """What the call begins with, by what is known of the customer, or if it was they who
        called; until an answer tells what to say next."""
        if self._page is None or self.card.answers.answer() is not None:
            return
        console = self._page.console
        opening = console.opening
        if self.fields.they_called.isChecked():
            opening = opening_line(Situation(OpeningKind.INBOUND, self._scene.runner.today))
        self.card.show_opening(opening, console.facts)

    def _keep_draft(self, page: CustomerPage) -> None:
        if self.is_in_use:
            answer = self.card.answers.answer()
            draft = call_draft.take(
                self.fields, answer.code if answer else "", self.timer.seconds()
            )
            self._drafts[page.head.customer_id] = draft

    def _take_up_draft(self, page: CustomerPage) -> None:
        draft = self._drafts.pop(page.head.customer_id, None)
        if draft is None:
            return
        if draft.answer:
            self.card.answers.mark(draft.answer)
            self.fields.show_answer(answer_by_code(draft.answer))
            self.timer.start(draft.seconds)
        call_draft.restore(self.fields, draft)
        self._promise_changed()

    def unlogged(self) -> bool:
        """Whether calls are written down that are not in the book."""
        return self.is_in_use or bool(self._drafts)

    def _start_afresh(self, page: CustomerPage) -> None:
        runner = self._scene.runner
        self._followed = self._scene.invoice_id
        self.timer.stop()
        self.problem.hide()
        self.title.setText(page.console.call_title)
        self.card.answers.clear()
        self._open_with()
        self.fields.show_customer(page, runner.today)
        self._tell_consequence()
        self._area.verticalScrollBar().setValue(0)

    @property
    def is_in_use(self) -> bool:
        """Whether a call is being written down."""
        return self.card.answers.answer() is not None or bool(self.fields.note.toPlainText())

    def allow_logging(self, allowed: bool, reason: str = "") -> None:
        """Whether calls can be written down in this book; the history can always be read."""
        for part in (self.card.answers, self.fields, self.log_button):
            part.setEnabled(allowed)
        self.log_button.setToolTip("Log call (Ctrl+Return)" if allowed else plain_tooltip(reason))

    def show_nobody(self) -> None:
        """No customer is shown."""
        self._page = None
        self.setEnabled(False)

    def take_settings(self, settings: BookSettings) -> None:
        """Who calls, and for whom."""
        self._names = names_of(settings)
        self._say_next()

    def focus_answers(self) -> None:
        """Begin to write down a call."""
        chosen = self.card.answers.answer()
        self.card.answers.button(chosen.code if chosen else "sent").setFocus()

    def start_timer(self) -> None:
        """The call has begun."""
        self.timer.start()

    def _show_warnings(self, page: CustomerPage) -> None:
        if page.console.warnings:
            self.warning.say(" ".join(page.console.warnings), "careful")
        else:
            self.warning.hide()

    def _take_answer(self, answer: Answer) -> None:
        self.problem.hide()
        self.fields.show_answer(answer)
        self.timer.start()
        self._promise_changed()
        self.fields.first_field().setFocus(Qt.FocusReason.TabFocusReason)

    def _promise_changed(self) -> None:
        self._say_next()
        self._tell_consequence()
        on, page = self.fields.by.day_or_none(), self._page
        if on is not None and page is not None and self.fields.is_row_visible("promise_amount"):
            self._scene.runner.ask(
                promise_deadline,
                page.head.customer_id,
                on,
                self.fields.method.currentData(),
                then=self._take_deadline,
                key="promise-deadline",
            )

    def _take_deadline(self, day: date) -> None:
        self._deadline = day
        self._say_next()
        self._tell_consequence()

    def _say_next(self) -> None:
        answer, page = self.card.answers.answer(), self._page
        if answer is None or page is None:
            return
        words = answer.say
        if answer.say_if_meant and page.console.may_warn_agency:
            words = f"{words} {answer.say_if_meant}"
        today = self._scene.runner.today
        said = words_to_say(self._names, self.fields, page, self._deadline, today)
        self.card.show_next(answer, filled(words, said))

    def _tell_consequence(self) -> None:
        answer, today = self.card.answers.answer(), self._scene.runner.today
        self.consequence.setText(
            what_follows(answer, self.fields, self._page, self._deadline, today)
        )

    def _follow_invoice(self) -> None:
        """A promise is for the invoice that the owner moves to; what was typed since then stays."""
        invoice = self._scene.invoice
        if self._page is None or invoice is None or invoice.invoice_id == self._followed:
            return
        self._followed = invoice.invoice_id
        self.fields.name_invoice(invoice)

    def log(self) -> None:
        """Write the call into the book."""
        from collectdesk.gui.panes.call_reading import call_in
        from collectdesk.usecases.calls import log_call

        if self._page is None or not self.log_button.isEnabled():
            return
        self.fields.clear_errors()
        self.problem.hide()
        try:
            command = call_in(self.fields, self._page.head.customer_id, self.timer.seconds())
        except InvalidInput as error:
            self._show_error(error)
            return
        self.log_button.setEnabled(False)
        then = self.fields.then()
        self._scene.runner.do(
            log_call, command, then=lambda _: self._done(command.customer_id, then),
            failed=self._failed,
        )  # fmt: skip

    def _done(self, customer_id: int, then: str) -> None:
        self.log_button.setEnabled(True)
        self._drafts.pop(customer_id, None)
        if self._page is None or self._page.head.customer_id != customer_id:
            self.logged.emit("")
            return
        self._start_afresh(self._page)
        self.logged.emit(then)

    def _failed(self, error: BaseException) -> None:
        self.log_button.setEnabled(True)
        self._show_error(error)

    def _show_error(self, error: BaseException) -> None:
        field = error.field if isinstance(error, InvalidInput) else ""
        key = {"promise_date": "promise_amount", "dispute_amount": "dispute_invoice"}.get(
            field, field
        )
        told_at: QWidget = self.problem
        if self.fields.add_error(key, sentence(error)):
            told_at = self.fields.field(key)
        else:
            tell_in(self.problem, error)
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(told_at))
        if field == "answer":
            self.focus_answers()

    def _keep_in_sight(self, current: QModelIndex) -> None:
        box = self.history.visualRect(current)
        corner = self.history.mapTo(self._inside, box.center())
        self._area.ensureVisible(corner.x(), corner.y(), 0, box.height())

    def _look_ahead(self, scrolled: int) -> None:
        bar = self._area.verticalScrollBar()
        if scrolled and scrolled + _SCREENS_AHEAD * bar.pageStep() >= bar.maximum():
            self.more_asked.emit()

    def _open_happening(self, row: HistoryRow) -> None:
        if row.kind == "letter" and row.ref_id:
            self.document_asked.emit(row.ref_id)
        elif row.key.startswith(_AGREED) and row.ref_id:
            open_agreement(self._scene, f"{row.kind}-{row.ref_id}")
        elif row.ref_id:
            open_happening(self._scene, row.key, row.ref_id)
