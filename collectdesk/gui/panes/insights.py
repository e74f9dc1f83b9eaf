"""Insights: the figures with their names, the months as bars, and lists for a closer look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from collectdesk.domain.english import spelled
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.figure import Figure
from collectdesk.domain.rows import AgingReport
from collectdesk.domain.sheet import ShownList
from collectdesk.gui.actions import Actions
from collectdesk.gui.panes.place import SIDE, Place
from collectdesk.gui.scene import Scene
from collectdesk.gui.tables import Column, learning
from collectdesk.gui.tables.insights import FIGURES, FORECAST, HABITS
from collectdesk.gui.tables.logs import aging_columns
from collectdesk.gui.text import day, money
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets import AgingBar, FigureCard, Segmented, clear, label
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.month_bars import MonthBars
from collectdesk.gui.widgets.target_chart import TargetChart
from collectdesk.usecases.collectors import scorecard
from collectdesk.usecases.customer_habits import customer_habits
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.forecasts import Forecast, cash_forecast
from collectdesk.usecases.insights import Insights, insights
from collectdesk.usecases.learning import (
    ANSWER_DAYS,
    PastDueWeek,
    late_causes,
    past_due_weeks,
    what_works,
)

_BY_DUE: Final = ("Current", "1–30", "31–60", "61–90", "Over 90")
_LISTS: Final = (
    ("due", "Ageing by due date"),
    ("invoice", "Ageing by invoice date"),
    ("figures", "All figures"),
    ("forecast", "Forecast"),
    ("habits", "Habits"),
    ("causes", "Causes"),
    ("works", "What works"),
    ("past_due", "Past-due accounts"),
    ("collectors", "Collectors"),
)
_CARDS_IN_A_ROW: Final = 4
_MONTHS: Final = 12
_WEEKS: Final = 8
_KEY: Final = "insights-list"
_DAY_WIDTH: Final = 132


@dataclass(frozen=True, slots=True)
class _Learnt:
    """A list that one query with its two days fills; ``note`` stands beside the title."""

    query: Callable[..., Any]
    columns: tuple[Column, ...]
    note: str = ""


_LEARNT: Final = {
    "habits": _Learnt(customer_habits, HABITS),
    "causes": _Learnt(late_causes, learning.CAUSES, "As told in calls"),
    "works": _Learnt(
        what_works,
        learning.WORKS,
        f"Paid within {ANSWER_DAYS} days of the letter; it may have had other reasons too",
    ),
    "collectors": _Learnt(scorecard, learning.COLLECTORS),
}


class InsightsPlace(Place):
    """Figures above, a list below; Enter on a customer goes there."""

    title = "Insights"
    search_hint = "Search this list…"

    def __init__(self, scene: Scene, actions: Actions) -> None:
        super().__init__(scene, actions, aging_columns(_BY_DUE))
        self._rows: tuple[Any, ...] = ()
        self._totals: tuple[Any, ...] = ()
        self._figures_found: tuple[Figure, ...] = ()
        self.cards = QGridLayout()
        self.cards.setSpacing(10)
        self.months = MonthBars()
        self.target = TargetChart()
        self.bar = AgingBar()
        self.by = Segmented(self._named_lists(), "List")
        self.by.chosen.connect(lambda _: self._ask_list())
        self.since, self.as_of = self._day("Automatic"), self._day("Today")
        self.since.setToolTip("Without a day, each figure takes the time that is usual for it")
        for name, field in (("From", self.since), ("to", self.as_of)):
            field.setAccessibleName(f"{name} day")
            self.header.addWidget(label(name, "quiet"))
            self.header.addWidget(field)
        scene.runner.day_began.connect(self._begin_day)
        self.column.insertWidget(2, self._figures())
        self.column.insertWidget(3, self._list_choice())
        self.search.textChanged.disconnect()
        self.search.textChanged.connect(lambda _: self._show_fitting())
        self.table.picked.connect(self._go_to_customer)
        self.empty.offer("Bring in a file…", actions["book.import"].trigger, "primary")

    def _named_lists(self) -> list[tuple[str, str]]:
        return [(key, spelled(name, self.scene.runner.currency)) for key, name in _LISTS]

    def ask(self) -> None:
        try:
            since, as_of = self.since.optional_day(), self._last_day()
        except InvalidInput:
            return
        self.scene.runner.ask(
            insights,
            as_of,
            _MONTHS,
            since,
            then=self._show,
            failed=lambda error: self.summary.setText(str(error)),
            key="insights",
        )

    def shown_list(self) -> ShownList | None:
        by = self.by.key()
        if by not in ("due", "invoice"):
            return None
        return ShownList("aging", self.search.text(), by, self._last_day())

    def _day(self, hint: str) -> DateEdit:
        runner = self.scene.runner
        field = DateEdit(runner.today, runner.currency, past=True)
        field.setPlaceholderText(hint)
        field.setMaximumWidth(look().px(_DAY_WIDTH))
        field.day_changed.connect(self.refresh)
        field.editingFinished.connect(lambda: self._tell_unreadable(field))
        return field

    def _begin_day(self, today: date) -> None:
        """From midnight on, "yesterday" is another day; the days that are shown stay."""
        for field in (self.since, self.as_of):
            field.set_today(today)

    def _tell_unreadable(self, field: DateEdit) -> None:
        try:
            field.optional_day()
        except InvalidInput as error:
            self.summary.setText(str(error))

    def _last_day(self) -> date:
        return self.as_of.optional_day() or self.scene.runner.today

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
        self._chart_title = label("", "small")
        self._charts = QStackedLayout()
        self._charts.addWidget(self.months)
        self._charts.addWidget(self.target)
        right.addWidget(self._chart_title)
        right.addLayout(self._charts, 1)
        self._show_chart()
        row.addLayout(right, 2)
        return figures

    def _list_choice(self) -> QWidget:
        choice = QWidget()
        row = QHBoxLayout(choice)
        row.setContentsMargins(SIDE, 0, SIDE, GRID)
        row.addWidget(self.by)
        row.addStretch(1)
        return choice

    def _show(self, found: Insights) -> None:
        self.summary.setText(f"As of {day(found.as_of, self.scene.runner.today)}")
        self._show_cards(found.figures)
        self.months.show_months(found.months, found.currency)
        self._figures_found = (*found.figures, *found.more)
        totals = found.aging.totals.amounts
        if len(totals) == len(_BY_DUE):
            self.bar.set_amounts(totals, found.currency)
        if self.by.key() == "due":
            self.scene.runner.forget(_KEY)
            self._take_aging(found.aging)
        else:
            self._ask_list()

    def _show_cards(self, figures: tuple[Figure, ...]) -> None:
        clear(self.cards)
        for at, figure in enumerate(figures):
            card = FigureCard(f"{figure.name}\n{figure.period}", caption_lines=3)
            card.set_figure(figure.value, hint=figure_hint(figure))
            self.cards.addWidget(card, at // _CARDS_IN_A_ROW, at % _CARDS_IN_A_ROW)

    def _ask_list(self) -> None:
        self._show_chart()
        try:
            since, last = self.since.optional_day(), self._last_day()
        except InvalidInput:
            return
        runner, by = self.scene.runner, self.by.key()
        if by == "figures":
            runner.forget(_KEY)
            self._take(FIGURES, self._figures_found)
        elif by == "forecast":
            runner.ask(cash_forecast, last, _WEEKS, _WEEKS, then=self._take_forecast, key=_KEY)
        elif by == "past_due":
            runner.ask(past_due_weeks, last, then=self._take_weeks, key=_KEY)
        elif by in _LEARNT:
            learnt = _LEARNT[by]
            runner.ask(
                learnt.query,
                last,
                since,
                then=lambda rows: self._take_learnt(learnt, rows),
                key=_KEY,
            )
        else:
            runner.ask(aging_report, last, by, then=self._take_aging, key=_KEY)

    def _take_aging(self, report: AgingReport) -> None:
        self._take(aging_columns(report.buckets), report.rows, (report.totals,))

    def _take_forecast(self, forecast: Forecast) -> None:
        self._take(FORECAST, forecast.weeks)
        later = money(forecast.later, self.scene.runner.currency)
        self.summary.setText(f"{later} is expected after these weeks")

    def _take_learnt(self, learnt: _Learnt, rows: tuple[Any, ...]) -> None:
        self._take(learnt.columns, rows)
        if learnt.note and rows:
            self.summary.setText(learnt.note)

    def _take_weeks(self, weeks: tuple[PastDueWeek, ...]) -> None:
        self.target.show_weeks(weeks, self.scene.runner.currency)
        self._take(learning.PAST_DUE, tuple(reversed(weeks)))

    def _show_chart(self) -> None:
        against = self.by.key() == "past_due"
        self._charts.setCurrentIndex(1 if against else 0)
        self._chart_title.setText(
            spelled(
                "Past-due accounts by week, and the line to stay under",
                self.scene.runner.currency,
            )
            if against
            else "Invoiced and collected by month"
        )

    def _take(
        self, columns: Sequence[Column], rows: Sequence[Any], totals: Sequence[Any] = ()
    ) -> None:
        if [each.title for each in columns] != [
            each.title for each in self.table.rows_model.columns
        ]:
            header = self.table.horizontalHeader()
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.table.set_columns(columns)
        last = day(self._last_day(), self.scene.runner.today)
        self.summary.setText(f"As of {last}")
        self._rows, self._totals = tuple(rows), tuple(totals)
        self._show_fitting()

    def _show_fitting(self) -> None:
        """Show the rows that fit the search; sums stand above only when all are shown."""
        words = self.search.text().casefold().split()
        fitting = [row for row in self._rows if all(word in _searched(row) for word in words)]
        if fitting and not words:
            fitting[:0] = self._totals
        self.show_rows(fitting)

    def _go_to_customer(self, row: object) -> None:
        customer_id = getattr(row, "customer_id", 0)
        if customer_id:
            self.scene.show_customer(customer_id)

    def tell_empty(self, searched: bool) -> None:
        if searched:
            self.empty.tell("Nothing found", "Nothing in this list fits.")
        else:
            self.empty.tell(
                "Nothing is owed",
                "With the first invoices and payments, this page shows how fast money comes in"
                " and who is late.",
            )


def figure_hint(figure: Figure) -> str:
    """What a card tells when it is pointed at: the figure, its formula in words and in numbers."""
    value = f"= {figure.value}" if figure.workings else ""
    told = figure.shown_workings() if figure.unknown else f"{figure.workings} {value}".strip()
    return "\n".join(filter(None, (figure.name, figure.meaning, told)))


def _searched(row: object) -> str:
    names = (getattr(row, name, "") for name in ("name", "number", "reason", "letter"))
    return " ".join(map(str, names)).casefold()
