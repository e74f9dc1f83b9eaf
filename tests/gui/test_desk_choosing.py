"""Which customer is open: the one whose row is highlighted, and no other."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.gui.conftest import HARBOR, RIDGELINE, Desktop

Key = Qt.Key


def click_row(desktop: Desktop, at: int) -> None:
    """Click a row of the list of customers with the mouse."""
    listed = desktop.window.desk.customers.list
    place = listed.visualRect(listed.customers.index(at)).center()
    desktop.qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)


def highlighted(desktop: Desktop) -> list[str]:
    """The names on the rows that are highlighted."""
    listed = desktop.window.desk.customers.list
    return [listed.customers.row_at(index.row()).name for index in listed.selectedIndexes()]


def log_first_call(desktop: Desktop) -> str:
    """Log a call with the first customer, who leaves the list; returns who took the place."""
    rows = desktop.window.desk.customers.list.customers
    second = rows.row_at(1).name
    calls = desktop.window.desk.calls
    calls.card.answers.choose("not_sent")
    calls.log()
    desktop.wait(lambda: rows.row_at(0).name == second)
    return second


def test_a_click_opens_the_row_that_took_the_place_of_the_logged_customer(
    desktop: Desktop,
) -> None:
    second = log_first_call(desktop)
    assert highlighted(desktop) == []
    click_row(desktop, 0)
    assert highlighted(desktop) == [second]
    desktop.wait(lambda: desktop.shown_name() == second)


def test_enter_opens_the_row_that_took_the_place_of_the_logged_customer(desktop: Desktop) -> None:
    second = log_first_call(desktop)
    desktop.press(Key.Key_Return)
    assert highlighted(desktop) == [second]
    desktop.wait(lambda: desktop.shown_name() == second)


def test_a_click_opens_the_only_customer_that_a_search_found(desktop: Desktop) -> None:
    listed = desktop.window.desk.customers.list
    other = next(name for name in (RIDGELINE, HARBOR) if name != desktop.shown_name())
    desktop.window.desk.customers.search.setText(other)
    desktop.wait(lambda: listed.customers.rowCount() == 1)
    assert highlighted(desktop) == []
    click_row(desktop, 0)
    assert highlighted(desktop) == [other]
    desktop.wait(lambda: desktop.shown_name() == other)
