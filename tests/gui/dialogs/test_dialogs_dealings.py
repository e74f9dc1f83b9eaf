"""Dealings beyond the daily ones: ending agreements, credit on account, settlements, agencies."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui.dialogs import dealings
from collectdesk.gui.runner import Runner
from collectdesk.usecases.insights import insights
from collectdesk.usecases.pages import customer_page
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.plans import MakePlan, make_plan, plan_rows
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise, promise_rows

HARBOR, HOSTILE = 1, 2
FIRST = 1


@pytest.fixture
def done(runner: Runner, qtbot: QtBot) -> Any:
    """Run a step and wait for it."""

    def do(usecase: Any, command: Any) -> Any:
        results: list[Any] = []
        runner.do(usecase, command, then=results.append)
        qtbot.waitUntil(lambda: bool(results))
        return results[0].result

    return do


def _save(form: Any, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.saved):
        form.save()


def test_cancelling_a_promise_says_so_first(
    done: Any, host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    done(make_promise, MakePromise(HARBOR, NewPromise(50_000, date(2026, 4, 3))))
    form = opened(lambda: dealings.open_agreements(host, runner, HARBOR))
    qtbot.waitUntil(lambda: "cancels the promise of 3 Apr" in form.consequence.text())
    _save(form, qtbot)
    assert [one.state for one in asked(promise_rows, HARBOR)] == ["cancelled"]


def test_a_running_plan_is_ended_and_a_proposed_one_signed(
    done: Any, host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    plan = MakePlan(HARBOR, (FIRST,), 2, date(2026, 4, 30), signed=False)
    done(make_plan, plan)
    form = opened(lambda: dealings.open_agreements(host, runner, HARBOR))
    assert form.step.currentText().startswith("The plan of $1,220.00")
    assert form.grid.is_row_visible("on")
    qtbot.waitUntil(lambda: "starts the payment plan" in form.consequence.text())
    _save(form, qtbot)
    form = opened(lambda: dealings.open_agreements(host, runner, HARBOR))
    qtbot.waitUntil(lambda: "ends the payment plan" in form.consequence.text())
    _save(form, qtbot)
    assert [one.state for one in asked(plan_rows, HARBOR)] == ["cancelled"]


def test_without_agreements_there_is_nothing_to_do(
    host: QWidget, runner: Runner, opened: Any
) -> None:
    form = opened(lambda: dealings.open_agreements(host, runner, HARBOR))
    assert "Nothing is promised" in form.lead.text()
    assert not form.save_button.isEnabled()


def test_a_promise_that_is_over_is_not_mistaken_for_another(
    done: Any, host: QWidget, runner: Runner, opened: Any
) -> None:
    done(make_promise, MakePromise(HARBOR, NewPromise(50_000, date(2026, 4, 3))))
    form = opened(lambda: dealings.open_agreements(host, runner, HARBOR, "promise-99"))
    assert form.lead.text().startswith("That one is over")


def test_who_has_no_credit_is_told_so_before_anything_is_tried(
    host: QWidget, runner: Runner, opened: Any
) -> None:
    for opener in (dealings.open_use_credit, dealings.open_refund):
        form = opened(lambda opener=opener: opener(host, runner, HARBOR))
        assert form.lead.text().startswith("Nothing is on account")
        assert not form.save_button.isEnabled()
        form.reject()


def test_credit_on_account_is_used_on_the_ticked_invoices(
    done: Any, host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    done(record_payment, RecordPayment(HARBOR, 122_000, date(2026, 3, 30), parts=()))
    form = opened(lambda: dealings.open_use_credit(host, runner, HARBOR))
    assert "$1,220.00 is on account" in form.lead.text()
    qtbot.waitUntil(lambda: "closes one invoice (INV-0001)" in form.consequence.text())
    assert "uses $1,220.00 of the credit on account" in form.consequence.text()
    _save(form, qtbot)
    assert asked(customer_page, HARBOR).head.unapplied == 0


def test_credit_is_paid_back_but_never_more_than_is_held(
    done: Any, host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    done(record_payment, RecordPayment(HARBOR, 50_000, date(2026, 3, 30), parts=()))
    form = opened(lambda: dealings.open_refund(host, runner, HARBOR))
    assert form.amount.amount() == 50_000
    form.amount.setText("600")
    form.save()
    qtbot.waitUntil(lambda: "No more can be paid back" in form.grid.error_text("amount"))
    form.amount.setText("200")
    _save(form, qtbot)
    assert asked(customer_page, HARBOR).head.unapplied == 30_000


def test_a_settlement_tells_what_is_given_up_before_it_is_kept(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dealings.open_settlement(host, runner, HOSTILE))
    form.invoices.tick({5})
    form.amount.setText("1000")
    qtbot.waitUntil(lambda: form.given_up.text().startswith("$220.00 of $1,220.00"))
    form.save()
    qtbot.waitUntil(lambda: "why less is accepted" in form.grid.error_text("reason"))
    form.reason.setText("Better than court")
    qtbot.waitUntil(lambda: "closes one invoice" in form.consequence.text())
    _save(form, qtbot)
    rows = {row.invoice_id: row for row in asked(customer_page, HOSTILE).invoices}
    assert rows[5].balance == 0


def test_an_offer_of_a_settlement_sets_a_follow_up(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dealings.open_settlement(host, runner, HARBOR))
    form.step.setCurrentIndex(1)
    form.invoices.tick({FIRST})
    form.amount.setText("1000")
    form.until.setText("2026-04-10")
    qtbot.waitUntil(lambda: "sets a follow-up for 10 Apr" in form.consequence.text())
    _save(form, qtbot)
    assert any("Settlement offered" in str(row) for row in asked(customer_page, HARBOR).history)


def test_an_account_goes_to_an_agency_and_comes_back(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dealings.open_placement(host, runner, HARBOR))
    form.placed.setCurrentIndex(1)
    assert "leaves the call list" in form.consequence.text()
    _save(form, qtbot)
    assert "With the agency" in [pill.text for pill in asked(customer_page, HARBOR).head.pills]
    form = opened(lambda: dealings.open_placement(host, runner, HARBOR))
    form.placed.setCurrentIndex(0)
    _save(form, qtbot)
    assert "With the agency" not in [pill.text for pill in asked(customer_page, HARBOR).head.pills]


def test_what_an_attorney_cost_stands_on_the_timeline_and_counts_in_insights(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    owed = asked(customer_page, HARBOR).head.owes
    form = opened(lambda: dealings.open_collecting_cost(host, runner, HARBOR))
    form.amount.setText("120.50")
    form.save()
    qtbot.waitUntil(lambda: "say what it was for" in form.grid.error_text("what"))
    form.what.setText("Attorney's letter")
    _save(form, qtbot)
    page = asked(customer_page, HARBOR)
    (told,) = (row for row in page.history if row.strong == "Cost of collecting")
    assert told.rest == "$120.50"
    assert told.detail == "Attorney's letter"
    assert page.head.owes == owed
    assert {one.key: one.value for one in asked(insights).more}["collecting_costs"] == "$120.50"
