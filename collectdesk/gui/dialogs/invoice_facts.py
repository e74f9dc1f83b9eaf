"""The head of an invoice's window: its sums, what is true of it, its days, and who is satisfied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from collectdesk.domain.rows import Pill, Tone
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.needs import InvoiceDetailNeeds
from collectdesk.gui.text import NOTHING, day, money
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.figure_card import FigureCard
from collectdesk.gui.widgets.form_grid import FormGrid
from collectdesk.gui.widgets.labels import ElidedLabel
from collectdesk.gui.widgets.pill import PillLabel
from collectdesk.usecases.debits import DEBIT_NAMES, MONEY_BACK

_SATISFACTION: Final = (
    ("unknown", "Not known yet"),
    ("confirmed", "Confirmed: all in order"),
    ("problem", "There is a problem"),
)
_FIGURES: Final = ("Total", "Paid and credited", "Written off", "Open", "In dispute")
_FACT_HEIGHT: Final = 30


class InvoiceFacts(QWidget):
    """``satisfaction_chosen`` carries the new state; the other signals ask for a fact's form."""

    sent_asked = Signal()
    delivered_asked = Signal()
    order_asked = Signal()
    satisfaction_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.figures = {name: FigureCard(name) for name in _FIGURES}
        self.issued, self.due, self.po_number = (_fact() for _ in range(3))
        self.sent, self.delivered = _fact(), _fact()
        self.order_button = _change("the order number", self.order_asked.emit)
        self.sent_button = _change("the day on which it was sent", self.sent_asked.emit)
        self.delivered_button = _change("the day of delivery", self.delivered_asked.emit)
        self.satisfaction = fields.choice(_SATISFACTION)
        self.satisfaction.currentIndexChanged.connect(
            lambda _: self.satisfaction_chosen.emit(fields.chosen(self.satisfaction))
        )
        self.grids = (FormGrid(), FormGrid())
        self._lay_out()

    def show_needs(self, needs: InvoiceDetailNeeds, today: date, currency: str) -> None:
        """Show the invoice as it is now."""
        self._show_figures(needs, today, currency)
        self._show_pills(needs)
        self._show_days(needs, today)
        self._show_what_is_possible(needs)

    def _show_figures(self, needs: InvoiceDetailNeeds, today: date, currency: str) -> None:
        row = needs.detail.row
        late = f"{row.days_late} d late" if row.days_late else ""
        tone: Tone = "late" if late else "plain"
        detail = needs.detail
        if detail.pay_by:
            late, tone = f"by {day(detail.pay_by, today)}", "plain"
        came = f"{money(detail.recovered, currency)} came in after all" if detail.recovered else ""
        self.figures["Total"].set_figure(money(row.total, currency))
        self.figures["Paid and credited"].set_figure(money(detail.paid, currency))
        self.figures["Written off"].set_figure(
            money(detail.given_up - detail.recovered, currency), hint=came
        )
        self.figures["Written off"].setVisible(detail.given_up > 0)
        self.figures["Open"].set_figure(money(row.balance, currency), late, tone)
        self.figures["In dispute"].set_figure(
            money(row.disputed, currency), tone="careful" if row.disputed else "plain"
        )

    def _show_pills(self, needs: InvoiceDetailNeeds) -> None:
        while self._pills.count() > 1:
            taken = self._pills.takeAt(0)
            if taken is not None and (widget := taken.widget()):
                widget.deleteLater()
        for place, pill in enumerate(_pills(needs)):
            self._pills.insertWidget(place, PillLabel(pill))

    def _show_days(self, needs: InvoiceDetailNeeds, today: date) -> None:
        detail = needs.detail
        self.issued.setText(day(detail.row.issued, today))
        settled = f"asked for after {day(detail.pay_by, today)}" if detail.pay_by else ""
        due = (day(detail.row.due, today), detail.terms, settled)
        self.due.setText("  ·  ".join(filter(None, due)))
        self.po_number.setText(detail.row.po_number or NOTHING)
        self.sent.setText(day(detail.sent_on, today))
        self.delivered.setText(day(detail.delivered_on, today))
        with QSignalBlocker(self.satisfaction):
            fields.choose(self.satisfaction, detail.satisfaction)

    def _show_what_is_possible(self, needs: InvoiceDetailNeeds) -> None:
        left, right = self.grids
        is_sold = needs.kind not in DEBIT_NAMES
        left.set_row_visible("po_number", is_sold)
        for key in ("delivered_on", "state"):
            right.set_row_visible(key, is_sold)
        right.set_row_visible("sent_on", needs.kind not in MONEY_BACK)
        issued = needs.detail.row.lifecycle == "issued"
        for button in (self.sent_button, self.delivered_button, self.order_button):
            button.setVisible(issued)
        self.satisfaction.setEnabled(issued)

    def _lay_out(self) -> None:
        self._pills = QHBoxLayout()
        self._pills.setSpacing(GRID)
        self._pills.addStretch(1)
        cards = QHBoxLayout()
        cards.setSpacing(GRID)
        for card in self.figures.values():
            cards.addWidget(card)
        left, right = self.grids
        left.add_row("issued", "Issued", self.issued)
        left.add_row("due", "Due", self.due)
        order = _beside(self.po_number, self.order_button)
        left.add_row("po_number", "PO number", self.po_number, beside=order)
        right.add_row("sent_on", "Sent", self.sent, beside=_beside(self.sent, self.sent_button))
        arrived = _beside(self.delivered, self.delivered_button)
        right.add_row("delivered_on", "Delivered", self.delivered, beside=arrived)
        right.add_row("state", "&Satisfied?", self.satisfaction)
        facts = QHBoxLayout()
        facts.setSpacing(4 * GRID)
        for grid in self.grids:
            facts.addWidget(grid, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self._pills, cards, facts):
            column.addLayout(part)


def _pills(needs: InvoiceDetailNeeds) -> Iterator[Pill]:
    yield from needs.detail.row.pills
    for words in dict.fromkeys(short.label for short in needs.shorts):
        yield Pill(words, "careful")
    if needs.detail.void_reason:
        yield Pill(needs.detail.void_reason, "quiet")


def _fact() -> ElidedLabel:
    shown = ElidedLabel()
    shown.setFixedHeight(look().px(_FACT_HEIGHT))
    return shown


def _change(what: str, ask: Callable[[], object]) -> Button:
    button = Button("Change…", "link", clicked=ask)
    button.setAccessibleName(f"Change {what}")
    return button


def _beside(shown: QLabel, button: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(shown)
    row.addWidget(button)
    row.addStretch(1)
    return row
