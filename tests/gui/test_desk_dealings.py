"""Where the owner finds the dealings beyond the daily ones: the history and the customer's menu."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea

from collectdesk.gui.dialogs.agreements import AgreementForm
from collectdesk.usecases.customers import AddNote, add_note
from collectdesk.usecases.pages import FIRST_HAPPENINGS
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise


def _dialogs(desktop: Any, kind: type[QDialog]) -> list[Any]:
    return [each for each in desktop.window.findChildren(kind) if each.isVisible()]


def test_enter_on_a_promise_of_the_history_leads_to_what_can_be_done_with_it(desktop: Any) -> None:
    runner, customer_id = desktop.window.runner, desktop.page.head.customer_id
    promise = NewPromise(10_000, runner.today + timedelta(3))
    runner.do(make_promise, MakePromise(customer_id, promise))
    history = desktop.window.desk.calls.history
    desktop.wait(lambda: any(row.kind == "promise" for row in history.happenings.rows()))
    row = next(row for row in history.happenings.rows() if row.kind == "promise")
    history.picked.emit(row)
    desktop.wait(lambda: _dialogs(desktop, AgreementForm))
    [form] = _dialogs(desktop, AgreementForm)
    assert form.step.currentText().startswith("Cancel the promise of $100.00")
    form.reject()


def test_who_scrolls_down_the_history_is_told_what_happened_earlier(desktop: Any) -> None:
    runner, customer_id = desktop.window.runner, desktop.page.head.customer_id
    for number in range(FIRST_HAPPENINGS + 20):
        runner.do(add_note, AddNote(customer_id, f"Note {number}"))
    calls = desktop.window.desk.calls
    happenings = calls.history.happenings
    desktop.wait(
        lambda: any(r.detail == f"Note {FIRST_HAPPENINGS + 19}" for r in happenings.rows())
    )
    desktop.wait(lambda: happenings.rowCount() == FIRST_HAPPENINGS)
    bar = calls.findChild(QScrollArea).verticalScrollBar()
    desktop.wait(bar.maximum)
    bar.setValue(bar.maximum())
    desktop.wait(lambda: any(row.detail == "Note 0" for row in happenings.rows()))


def test_the_customers_menu_leads_to_credit_agreements_and_the_agency(desktop: Any) -> None:
    more = next(
        button
        for button in desktop.window.desk.customer.findChildren(QPushButton)
        if button.text().startswith("Open")
    )
    texts = [action.text() for action in more.menu().actions()]
    for words in ("Promises and plans…", "Settlement…", "Credit limit…", "Agency or attorney…"):
        assert words in texts
