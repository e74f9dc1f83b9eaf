"""Days off are chosen in the settings, and for each customer who has others."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs
from collectdesk.gui.dialogs.fields import choose
from collectdesk.gui.runner import Runner
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.customers import customer_form
from collectdesk.usecases.days_off import own_days
from tests.gui.dialogs.conftest import HARBOR


def _choose(calendar: Any, country: str, region: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: calendar.country.findData(country) > 0)
    choose(calendar.country, country)
    calendar.country.activated.emit(calendar.country.currentIndex())
    qtbot.waitUntil(lambda: calendar.region.findData(region) > 0)
    choose(calendar.region, region)
    calendar.region.activated.emit(calendar.region.currentIndex())


def test_country_region_and_own_days_are_kept_with_the_settings(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    settings = opened(lambda: dialogs.open_settings(host, runner))
    page = settings.days_off
    settings.pages.setCurrentWidget(page)
    _choose(page.calendar, "US", "US-CA", qtbot)
    page.first.setText("2026-12-24")
    page.last.setText("2026-12-31")
    page.name.setText("Between the <b>years</b>")
    page.add()
    page.first.setText("2026-08-03")
    page.add()
    page.first.setText("2026-08-04")  # not added yet: saving takes it along
    qtbot.waitUntil(lambda: date(2026, 8, 3).toordinal() in page.table.keys)
    assert date(2026, 7, 3).toordinal() in page.table.keys  # Independence Day, observed
    page.table.choose(date(2026, 12, 31).toordinal())
    page.remove()
    page.table.choose(date(2026, 7, 3).toordinal())
    assert not page.remove_button.isEnabled()
    with qtbot.waitSignal(settings.saved):
        settings.save()
    assert asked(book_settings).calendar == "US-CA"
    kept = asked(own_days)
    assert len(kept) == 9
    assert kept[date(2026, 12, 24)] == "Between the <b>years</b>"


def test_a_wrong_day_is_told_and_nothing_is_added(
    host: QWidget, runner: Runner, opened: Any
) -> None:
    settings = opened(lambda: dialogs.open_settings(host, runner))
    page = settings.days_off
    settings.pages.setCurrentWidget(page)
    page.first.setText("2026-12-24")
    page.last.setText("2026-12-23")
    page.add()
    assert "after the first" in page.grid.error_text("last")
    assert page.chosen() == ("", None)
    page.first.clear()
    page.last.clear()
    assert settings.is_changed is False


def test_a_customer_can_have_public_holidays_of_its_own(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dialogs.open_customer_form(host, runner, HARBOR))
    assert form.calendar.code() == ""
    _choose(form.calendar, "DE", "DE-BY", qtbot)
    with qtbot.waitSignal(form.saved):
        form.save()
    assert asked(customer_form, HARBOR).calendar == "DE-BY"
    again = opened(lambda: dialogs.open_customer_form(host, runner, HARBOR))
    qtbot.waitUntil(lambda: again.calendar.region.isVisible())
    assert again.calendar.country.currentText() == "Germany"
    assert again.calendar.region.currentText() == "Bayern"
    assert again.is_changed is False
    again.reject()
