"""The head of a customer: name, marks, people, four figures and the aging bar."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from collectdesk.domain.english import spelled
from collectdesk.domain.rows import CustomerHead, Tone
from collectdesk.domain.workings import own_rate
from collectdesk.gui.actions import Actions
from collectdesk.gui.panes.contacts import ContactsView
from collectdesk.gui.text import day, money
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets import (
    AgingBar,
    ElidedLabel,
    FigureCard,
    FlowLayout,
    PillLabel,
    clear,
)

SIDE: Final = 18


class CustomerHeadView(QWidget):
    """Shows one head; only what differs is made anew."""

    def __init__(
        self, actions: Actions, contacts: ContactsView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shown: CustomerHead | None = None
        self.name = ElidedLabel("", "title")
        self._pills = QWidget()
        self._pill_flow = FlowLayout(self._pills, gap=6)
        self.contacts = contacts
        self.owes = FigureCard("Owes")
        self.past_due = FigureCard("")
        self.promised = FigureCard("Promised")
        self.last_paid = FigureCard("Last paid")
        self._cards = (self.owes, self.past_due, self.promised, self.last_paid)
        FigureCard.level(self._cards)
        self.aging = AgingBar()
        self._lay_out()

    def _lay_out(self) -> None:
        self._pills.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        cards = QHBoxLayout()
        cards.setSpacing(10)
        for card in self._cards:
            cards.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 13, SIDE, 10)
        column.setSpacing(GRID)
        column.addWidget(self.name)
        column.addWidget(self._pills)
        column.addWidget(self.contacts)
        column.addLayout(cards)
        column.addSpacing(2)
        column.addWidget(self.aging)

    def show_head(self, head: CustomerHead, today: date) -> None:
        """Show a customer's head."""
        self.name.setText(head.name)
        if self._shown is None or self._shown.pills != head.pills:
            clear(self._pill_flow)
            for pill in head.pills:
                self._pill_flow.addWidget(PillLabel(pill))
        self.contacts.show_contacts(head.contacts)
        self._show_figures(head, today)
        self.aging.set_amounts(head.aging, head.currency)
        self._shown = head

    def _show_figures(self, head: CustomerHead, today: date) -> None:
        currency = head.currency
        unapplied = money(head.unapplied, currency)
        self.owes.set_caption("In credit" if head.owes < 0 else "Owes")
        self.owes.set_figure(
            money(abs(head.owes), currency),
            f"{unapplied} on account" if head.unapplied else "",
            hint=f"{unapplied} is on account and on no invoice yet" if head.unapplied else "",
        )
        tone: Tone = "late" if head.past_due > 0 else "plain"
        cost = money(head.financing_cost, currency)
        rate = own_rate(head.financing_rate_bp)
        hint = f"Waiting for it costs {cost} so far, at {rate}" if head.financing_cost else ""
        note = f"costs you {cost}" if head.financing_cost else ""
        self.past_due.set_caption(spelled("Past due", currency))
        self.past_due.set_figure(money(head.past_due, currency), note, tone=tone, hint=hint)
        self.promised.set_figure(money(head.promised, currency))
        if head.last_paid is None:
            self.last_paid.set_figure("–", "never yet")
        else:
            self.last_paid.set_figure(
                money(head.last_paid, currency), day(head.last_paid_on, today)
            )
