"""Credit: asked for, decided, changed after a look, and overridden with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs
from collectdesk.gui.dialogs import dealings
from collectdesk.gui.runner import Runner
from collectdesk.store import rows
from collectdesk.usecases.credit import application_form
from collectdesk.usecases.credit_room import credit_check
from collectdesk.usecases.limit_reviews import limit_reviews

HARBOR = 1
OWED = 692_000


def _save(form: Any, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.saved):
        form.save()


@pytest.fixture
def limited(host: QWidget, runner: Runner, opened: Any, qtbot: QtBot) -> None:
    """Harbor may owe 7,000.00."""
    form = opened(lambda: dealings.open_credit_limit(host, runner, HARBOR))
    form.limit.setText("7000")
    form.save()
    qtbot.waitUntil(lambda: "why the limit is changed" in form.grid.error_text("reason"))
    form.reason.setPlainText("Pays late")
    _save(form, qtbot)


def test_an_application_with_a_reference_is_kept_and_decided(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dealings.open_credit_application(host, runner, HARBOR))
    assert "Owes $6,920.00 now" in form.lead.text()
    form.limit.setText("9000")
    reference = opened(form.add_button.click)
    reference.save()
    assert "name the supplier" in reference.grid.error_text("name")
    reference.name.setText("Bay Timber")
    reference.days_beyond.setText("12")
    reference.save()
    assert form.table.keys == (0,)
    decide = opened(form.save)
    kept = asked(application_form, HARBOR)
    assert kept.requested_limit == 900_000
    assert kept.references[0].days_beyond_terms == 12
    decide.decision.setCurrentIndex(decide.decision.findData("deposit"))
    assert "share on account first" in decide.banner.text()
    decide.save()
    qtbot.waitUntil(lambda: "A deposit is a share" in decide.grid.error_text("deposit_bp"))
    decide.deposit.setText("30")
    _save(decide, qtbot)
    [row] = asked(lambda work: rows.CREDIT_APPLICATIONS.find(work.db, customer_id=HARBOR))
    assert (row["decision"], row["granted_limit"], row["deposit_bp"]) == ("deposit", 900_000, 3000)


def test_a_limit_is_changed_with_its_reason(limited: None, asked: Any) -> None:
    assert asked(credit_check, HARBOR, 0).limit == 700_000


def test_an_invoice_over_the_limit_says_so_and_wants_a_reason(
    limited: None, host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dialogs.open_invoice_form(host, runner, HARBOR))
    form.lines.setData(form.lines.index(0, 0), "Chair")
    form.lines.setData(form.lines.index(0, 3), "50")
    qtbot.waitUntil(lambda: form.total.text() == "$50.00")
    assert not form.override.isVisible()
    form.lines.setData(form.lines.index(0, 3), "500")
    qtbot.waitUntil(form.override.isVisible)
    assert "would owe $7,420.00, above the limit of $7,000.00" in form.objection.text()
    form.show_for_printing.setChecked(False)
    form.save()
    qtbot.waitUntil(lambda: "say why" in form.credit.error_text("override"))
    assert form.credit.error_text("override") == "To issue it all the same, say why."
    assert "would owe $7,420.00, above the limit of $7,000.00" in form.objection.text()
    form.override.setText("They pay on Friday")
    _save(form, qtbot)
    assert asked(credit_check, HARBOR, 0).exposure == OWED + 50_000


def test_limits_are_reviewed_from_a_list_with_the_reasons(
    host: QWidget, runner: Runner, opened: Any, asked: Any
) -> None:
    form = opened(lambda: dealings.open_limit_reviews(host, runner))
    assert form.table.keys == tuple(row.customer_id for row in asked(limit_reviews))
    assert form.save_button.isEnabled() == bool(form.table.keys)
