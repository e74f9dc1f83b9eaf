"""What the owner can learn, in the window: every figure, the forecast, habits, of any day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from collectdesk.gui.dialogs.payment import PaymentDialog
from collectdesk.gui.session import Session
from collectdesk.usecases.collectors import scorecard
from collectdesk.usecases.customer_habits import customer_habits
from collectdesk.usecases.forecasts import cash_forecast
from collectdesk.usecases.insights import insights
from collectdesk.usecases.learning import late_causes, past_due_weeks, what_works
from tests.gui.conftest import MONDAY, MovingClock, desktop_on

Rows = Callable[[str], tuple[Any, ...]]


@pytest.fixture
def listed(desktop: Any) -> Rows:
    """The rows of one of the lists on the page."""
    desktop.window.go_to("insights")
    desktop.wait(lambda: desktop.place.table.rows_model.rowCount())

    def rows(by: str) -> tuple[Any, ...]:
        before = desktop.place.table.rows_model.rows()
        desktop.place.by.choose(by)
        desktop.wait(lambda: desktop.place.table.rows_model.rows() != before)
        return tuple(desktop.place.table.rows_model.rows())

    return rows


def test_every_figure_is_on_the_page_with_how_it_is_worked_out(desktop: Any, listed: Rows) -> None:
    found = desktop.ask(insights)
    shown = listed("figures")
    assert shown == (*found.figures, *found.more)
    assert {"Days sales outstanding (DSO)", "Days to pay", "Recovered", "Charges waived"} <= {
        figure.name for figure in shown
    }
    assert all(figure.meaning for figure in shown)
    cards = [desktop.place.cards.itemAt(at).widget() for at in range(len(found.figures))]
    for card, figure in zip(cards, found.figures, strict=True):
        assert card.accessibleName().startswith(f"{figure.name} · {figure.period}: ")
        assert not figure.number or (figure.workings and figure.workings in card.toolTip())


def test_the_forecast_stands_beside_what_came_in(desktop: Any, listed: Rows) -> None:
    forecast = desktop.ask(cash_forecast, None, 8, 8)
    assert listed("forecast") == forecast.weeks
    titles = [column.title for column in desktop.place.table.rows_model.columns]
    assert ("Expected" in titles, "Came in" in titles) == (True, True)
    assert "is expected after these weeks" in desktop.place.summary.text()


def test_habits_are_told_for_each_customer_and_lead_to_it(desktop: Any, listed: Rows) -> None:
    rows = listed("habits")
    assert rows == desktop.ask(customer_habits)
    desktop.place.search.setText("ridge")
    desktop.wait(lambda: desktop.place.table.rows_model.rowCount() == 1)
    desktop.place.table.picked.emit(desktop.place.table.rows_model.row_at(0))
    desktop.wait(lambda: desktop.shown_name() == "Ridgeline Builders LLC")


def test_figures_can_be_looked_at_as_of_another_day(desktop: Any, listed: Rows) -> None:
    today = desktop.window.runner.today
    earlier = today - timedelta(90)
    desktop.place.as_of.set_day(earlier)
    wanted = desktop.ask(insights, earlier)
    desktop.wait(lambda: desktop.place._figures_found == (*wanted.figures, *wanted.more))
    desktop.place.since.set_day(today)
    desktop.wait(lambda: "first day comes before the last" in desktop.place.summary.text())


def test_a_day_that_cannot_be_read_is_told_and_not_passed_over(desktop: Any, listed: Rows) -> None:
    desktop.place.as_of.setText("junk")
    desktop.place.as_of.editingFinished.emit()
    assert desktop.place.summary.text().startswith("“junk” is not a day")


@pytest.mark.parametrize(
    ("key", "query"),
    [("causes", late_causes), ("works", what_works), ("collectors", scorecard)],
)
def test_what_can_be_learnt_is_listed(
    desktop: Any, listed: Rows, key: str, query: Callable[..., Any]
) -> None:
    assert listed(key) == desktop.ask(query)


def test_past_due_accounts_are_drawn_against_their_line(desktop: Any, listed: Rows) -> None:
    weeks = desktop.ask(past_due_weeks)
    assert listed("past_due") == tuple(reversed(weeks))
    chart = desktop.place.target
    desktop.wait(chart.isVisible)
    assert chart.accessibleName() == (
        "Past-due accounts: 0 half a year ago, 3 now, at most 10 wanted"
    )
    listed("figures")
    desktop.wait(lambda: not chart.isVisible())


def test_after_midnight_a_typed_day_is_read_as_of_the_new_day(
    desk_book: Path, session: Session, qtbot: QtBot
) -> None:
    clock = MovingClock(MONDAY)
    with desktop_on(desk_book, clock, session, qtbot) as desktop:
        desktop.window.go_to("insights")
        clock.day = MONDAY + timedelta(1)
        with qtbot.waitSignal(desktop.window.runner.day_began):
            desktop.window.runner.check_day()
        desktop.place.as_of.setText("yesterday")
        assert desktop.place.as_of.day() == MONDAY


def test_a_form_that_is_open_at_midnight_reads_days_as_of_the_new_day(
    desk_book: Path, session: Session, qtbot: QtBot
) -> None:
    clock = MovingClock(MONDAY)
    with desktop_on(desk_book, clock, session, qtbot) as desktop:
        desktop.wait(lambda: desktop.window.scene.page is not None)
        desktop.window.actions_by_key["payment.record"].trigger()
        desktop.wait(lambda: desktop.window.findChildren(PaymentDialog))
        [form] = desktop.window.findChildren(PaymentDialog)
        clock.day = MONDAY + timedelta(1)
        with qtbot.waitSignal(desktop.window.runner.day_began):
            desktop.window.runner.check_day()
        assert form.dated.day() == MONDAY, "the day that is shown stays"
        form.dated.setText("today")
        assert form.dated.day() == MONDAY + timedelta(1)
        form.accept()
