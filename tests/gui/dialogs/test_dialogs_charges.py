"""Interest and late fees: the rule, the look before charging, the charge, the waiver."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs
from collectdesk.gui.dialogs import dealings, fields
from collectdesk.gui.runner import Runner
from collectdesk.usecases.charge_rules import customer_interest
from collectdesk.usecases.charges import charge_preview
from collectdesk.usecases.invoice_rows import invoice_register

HARBOR = 1


def _save(form: Any, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.saved):
        form.save()


@pytest.fixture
def with_interest(host: QWidget, runner: Runner, opened: Any, qtbot: QtBot) -> None:
    """Harbor agreed in 2025 to pay 18 % a year when late."""
    form = opened(lambda: dealings.open_interest_rule(host, runner, HARBOR))
    form.mode.setCurrentIndex(form.mode.findData("simple"))
    form.rate.setText("18 %")
    form.agreed_on.setText("2025-06-01")
    _save(form, qtbot)


def test_settings_ask_for_the_rate_that_the_rule_needs(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    settings = opened(lambda: dialogs.open_settings(host, runner))
    mode = settings.field("interest_mode")
    mode.setCurrentIndex(mode.findData("fixed_fee"))
    settings.save()
    lateness = settings.grids
    qtbot.waitUntil(
        lambda: any(grid.error_text("late_fee") for grid in lateness[1:] if grid.has("late_fee"))
    )
    settings.field("late_fee").setText("40")
    _save(settings, qtbot)
    assert asked(customer_interest, HARBOR).words == "$40.00 once an invoice"


@pytest.mark.parametrize(
    ("mode", "name"),
    [("simple", "Rate a year"), ("full_months", "Rate a month"), ("uk", "Reference rate")],
)
def test_a_rate_says_whether_it_is_of_a_month_or_a_year(
    host: QWidget, runner: Runner, opened: Any, mode: str, name: str
) -> None:
    form = opened(lambda: dealings.open_interest_rule(host, runner, HARBOR))
    fields.choose(form.mode, mode)
    assert form.rate.isVisible()
    assert form.rate.accessibleName() == name
    settings = opened(lambda: dialogs.open_settings(host, runner))
    fields.choose(settings.field("interest_mode"), mode)
    assert settings.field("interest_rate_bp").accessibleName() == name


@pytest.mark.parametrize(
    ("mode", "rate", "charges"),
    [
        ("simple", "18", "it charges $22.19."),
        ("full_months", "18", "it charges $180.00."),
        ("started_months", "1.5", "it charges $30.00."),
    ],
)
def test_what_a_rule_comes_to_is_told_before_it_is_agreed(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, mode: str, rate: str, charges: str
) -> None:
    """1,000 x 18 % x 45 ÷ 365 = 22.19; a monthly rate that was meant for a year shows at once."""
    form = opened(lambda: dealings.open_interest_rule(host, runner, HARBOR))
    fields.choose(form.mode, mode)
    form.rate.setText(rate)
    qtbot.waitUntil(lambda: form.example.text() == f"Of $1,000.00, 45 days late, {charges}")
    fields.choose(form.mode, "none")
    qtbot.waitUntil(lambda: not form.example.text())


def test_a_rate_that_is_too_fine_is_refused_at_its_field_and_the_rule_stays(
    with_interest: None, host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dealings.open_interest_rule(host, runner, HARBOR))
    form.rate.setText("1.375 %")
    form.save()
    qtbot.waitUntil(lambda: "is not rounded" in form.grid.error_text("rate_bp"))
    assert asked(customer_interest, HARBOR).words == "18.00 % a year"


def test_a_customers_own_rule_is_kept_and_given_up_again(
    with_interest: None, host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    assert asked(customer_interest, HARBOR).words == "18.00 % a year"
    form = opened(lambda: dealings.open_interest_rule(host, runner, HARBOR))
    assert form.rate.basis_points() == 1800
    assert not form.grid.is_row_visible("fee")
    form.mode.setCurrentIndex(0)
    _save(form, qtbot)
    assert not asked(customer_interest, HARBOR).own


def test_charges_are_seen_before_they_are_charged_and_charged_once(
    with_interest: None, host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    due = asked(charge_preview).lines
    form = opened(lambda: dealings.open_charges(host, runner))
    assert set(form.table.keys) == {line.invoice_id for line in due}
    assert "will be charged" in form.total.text()
    assert form.table.isColumnHidden(3), "nobody pays a fee"
    form.table.tick({1})
    _save(form, qtbot)
    charged = [row for row in asked(invoice_register, "", "open") if row.total == due[0].total]
    assert len(charged) == 1
    assert 1 not in {line.invoice_id for line in asked(charge_preview).lines}


def test_who_is_left_out_for_want_of_a_rate_is_named_below_the_list(
    with_interest: None, host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    settings = opened(lambda: dialogs.open_settings(host, runner))
    fields.choose(settings.field("interest_mode"), "uk")
    _save(settings, qtbot)
    form = opened(lambda: dealings.open_charges(host, runner))
    assert {line.customer_id for line in asked(charge_preview).lines} == {HARBOR}
    assert set(form.table.keys) == {line.invoice_id for line in asked(charge_preview).lines}
    assert form.left_out.isVisible()
    assert form.left_out.text().startswith("Not charged: ")
    assert form.left_out.text().endswith("under Reference rates, and charge again.")
    form._show(replace(asked(charge_preview), lines=()))
    assert form.total.text() == "", "there is something to charge"


def test_nothing_is_charged_where_nothing_was_agreed(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dealings.open_charges(host, runner))
    assert form.total.text().startswith("There is nothing to charge")
    form.save()
    assert form.isVisible()


def test_a_charge_is_waived_with_a_reason(
    with_interest: None, host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    before = {row.invoice_id for row in asked(invoice_register, "", "open")}
    form = opened(lambda: dealings.open_charges(host, runner))
    form.table.tick({1})
    _save(form, qtbot)
    [charge] = [r for r in asked(invoice_register, "", "open") if r.invoice_id not in before]
    detail = opened(lambda: dialogs.open_invoice_detail(host, runner, charge.invoice_id))
    assert detail.heading.text().startswith("Interest ")
    assert detail.lead.text().startswith("Interest on INV-0001 from")
    assert not detail.verification_button.isVisible(), "interest is not delivered"
    assert not detail.facts.delivered_button.isVisible()
    waive = opened(detail.waive_button.click)
    waive.save()
    qtbot.waitUntil(lambda: "why it is waived" in waive.grid.error_text("reason"))
    waive.reason.setText("Goodwill")
    _save(waive, qtbot)
    qtbot.waitUntil(lambda: detail.detail.row.balance == 0)


def test_an_invoice_has_nothing_to_waive(host: QWidget, runner: Runner, opened: Any) -> None:
    detail = opened(lambda: dialogs.open_invoice_detail(host, runner, 1))
    assert not detail.waive_button.isVisible()
