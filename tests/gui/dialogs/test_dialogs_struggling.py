"""A customer who cannot pay it all is flagged, and gets a plan of what can be afforded."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs
from collectdesk.gui.dialogs import dealings
from collectdesk.gui.runner import Runner
from collectdesk.usecases.pages import customer_page
from collectdesk.usecases.plans import plan_rows

HARBOR = 1


def _pills(asked: Any) -> list[str]:
    return [pill.text for pill in asked(customer_page, HARBOR).head.pills]


def test_the_flag_is_seen_and_the_plan_offer_opens(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dealings.open_struggling(host, runner, HARBOR))
    form.means.setPlainText("sells the old van in May")
    plan = opened(form.save)
    assert plan.windowTitle() == "Payment plan"
    assert "May be struggling" in _pills(asked)
    notes = [row.detail for row in asked(customer_page, HARBOR).history if row.strong == "Note"]
    assert notes == ["Other means named: sells the old van in May"]


def test_what_is_left_in_a_month_makes_the_instalments(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    plan = opened(lambda: dialogs.open_plan_form(host, runner, HARBOR))
    plan.affordable.comes_in.set_amount(900_000)
    plan.affordable.goes_out.set_amount(860_000)
    assert plan.affordable.monthly() == 40_000
    qtbot.waitUntil(lambda: plan.instalments.text() == "8")  # 2,960.00 is past due and undisputed
    qtbot.waitUntil(lambda: "370.00" in plan.schedule.text())
    plan.means.setText("a loan of the bank")
    with qtbot.waitSignal(plan.saved):
        plan.save()
    (kept,) = asked(plan_rows, HARBOR)
    assert len(kept.instalments) == 8
    (note,) = [row for row in asked(customer_page, HARBOR).history if row.strong == "Note"]
    assert note.detail == "Can afford $400.00 a month. Other means named: a loan of the bank"


def test_nothing_left_in_a_month_is_told(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    plan = opened(lambda: dialogs.open_plan_form(host, runner, HARBOR))
    plan.affordable.comes_in.set_amount(900_000)
    plan.affordable.goes_out.set_amount(900_000)
    assert "Nothing is left in a month" in plan.affordable.told.text()
    assert plan.affordable.monthly() == 0
