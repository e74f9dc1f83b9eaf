"""Insights: the figures with their names, the months as bars, and aging by customer."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from collectdesk.domain.rows import AgingReport
from collectdesk.gui.actions import Actions
from collectdesk.gui.panes.place import SIDE, Place
from collectdesk.gui.scene import Scene
from collectdesk.gui.tables.logs import aging_columns
from collectdesk.gui.text import day
from collectdesk.gui.widgets import AgingBar, FigureCard, Segmented, clear, label
from collectdesk.gui.widgets.month_bars import MonthBars
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.insights import Insights, insights
from collectdesk.usecases.measures import Figure

_BY_DUE: Final = ("Current", "1–30", "31–60", "61–90", "Over 90")
_CARDS_IN_A_ROW: Final = 4


class InsightsPlace(Place):
    """Figures above, aging below; Enter on a customer goes there."""

    title = "Insights"
    search_hint = "Search these customers…"

    def __init__(self, scene: Scene, actions: Actions) -> None:
        super().__init__(scene, actions, aging_columns(_BY_DUE))
        self._report: AgingReport | None = None
        self.cards = QGridLayout()
        self.cards.setSpacing(10)
        self.months = MonthBars()
        self.bar = AgingBar()
        self.by = Segmented((("due", "By due date"), ("invoice", "By invoice date")), "Aging")
        self.by.chosen.connect(lambda _: self._ask_aging())
        self.header.addWidget(self.by)
        self.column.insertWidget(2, self._figures())
        self.search.textChanged.disconnect()
        self.search.textChanged.connect(lambda _: self._show_aging())
        self.table.picked.connect(lambda row: scene.show_customer(row.customer_id))
        self.empty.offer("Bring in a file…", actions["book.import"].trigger, "primary")

    def _figures(self) -> QWidget:
        figures = QWidget()
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(self.cards)
        left.addWidget(self.bar)
        left.addStretch(1)
        row = QHBoxLayout(figures)
        row.setContentsMargins(SIDE, 14, SIDE, 14)
        row.setSpacing(24)
        row.addLayout(left, 3)
        right = QVBoxLayout()
        right.addWidget(label("Invoiced and collected by month", "small"))
        right.addWidget(self.months, 1)
        row.addLayout(right, 2)
        return figures

    def ask(self) -> None:
        self.scene.runner.ask(insights, then=self._show, key="insights")

    def _show(self, found: Insights) -> None:
        self.summary.setText(f"As of {day(found.as_of, self.scene.runner.today)}")
        self._show_cards(found.figures)
        self.months.show_months(found.months, found.currency)
        self._take_aging(found.aging)
        if self.by.key() != "due":
            self._ask_aging()

    def _show_cards(self, figures: tuple[Figure, ...]) -> None:
        clear(self.cards)
        for at, figure in enumerate(figures):
            card = FigureCard(figure.name)
            card.set_figure(figure.value, hint=f"{figure.name}\n{figure.meaning}")
            self.cards.addWidget(card, at // _CARDS_IN_A_ROW, at % _CARDS_IN_A_ROW)

    def _ask_aging(self) -> None:
        today = self.scene.runner.today
        self.scene.runner.ask(
            aging_report, today, self.by.key(), then=self._take_aging, key="aging"
        )

    def _take_aging(self, report: AgingReport) -> None:
        self._report = report
        self.table.set_columns(aging_columns(report.buckets))
        totals = report.totals.amounts
        if report.by == "due" and len(totals) == len(_BY_DUE):
            self.bar.set_amounts(totals, report.currency)
        self._show_aging()

    def _show_aging(self) -> None:
        if self._report is None:
            return
        words = self.search.text().casefold().split()
        fitting = [
            row
            for row in self._report.rows
            if all(word in f"{row.name} {row.number}".casefold() for word in words)
        ]
        if fitting and not words:
            fitting.insert(0, self._report.totals)
        self.show_rows(fitting)

    def tell_empty(self, searched: bool) -> None:
        if searched:
            self.empty.tell("Nothing found", "No customer who owes something fits.")
        else:
            self.empty.tell(
                "Nothing is owed",
                "With the first invoices and payments, this page shows how fast money comes in"
                " and who is late.",
            )
