"""Long lists: the register is fetched in windows while it is scrolled, logs list the newest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from collectdesk.bootstrap import open_desk
from collectdesk.gui.panes import invoices as register
from collectdesk.gui.panes.call_log import CallLogPlace
from collectdesk.gui.session import Session
from collectdesk.gui.tables.roles import ROOT
from collectdesk.usecases.calls import LogCall, log_call
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoice_rows import invoice_register
from collectdesk.usecases.invoices import IssueInvoice, VoidInvoice, issue_invoice, void_invoice
from tests.gui.conftest import HARBOR, MONDAY, Desktop, clock_of, desktop_on

_WINDOW, _INVOICES = 30, 40


@pytest.fixture
def long_register(
    desk_book: Path, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desktop]:
    """A register that is longer than what is fetched at first; its newest invoice is void."""
    monkeypatch.setattr(register, "WINDOW", _WINDOW)
    desk = open_desk(desk_book, clock_of(MONDAY))
    for age in range(_INVOICES, 0, -1):
        line = LineForm("Goods", "1", "each", "10.00")
        form = InvoiceForm(customer_id=1, issue_date=MONDAY - timedelta(age), lines=(line,))
        newest = desk.do(issue_invoice, IssueInvoice(form)).result
    desk.do(void_invoice, VoidInvoice(newest, "Entered twice"))
    desk.close()
    with desktop_on(desk_book, MONDAY, session, qtbot) as made:
        yield made


def test_another_filter_that_is_chosen_while_more_is_fetched_shows_its_own_invoices_alone(
    long_register: Desktop,
) -> None:
    desktop = long_register
    desktop.window.go_to("invoices")
    place = desktop.place
    model = place.table.rows_model
    desktop.wait(lambda: model.rowCount() == _WINDOW)
    place.filter.choose("all")
    model.fetchMore(ROOT)
    first = desktop.ask(invoice_register, "", "all", None, _WINDOW)
    assert model.rows()[:_WINDOW] == first


def test_a_log_that_lists_only_the_newest_says_how_to_find_the_others(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.show(HARBOR)
    key = desktop.page.head.customer_id
    for _ in range(2):
        desktop.window.runner.do(log_call, LogCall(key, "voicemail"))
    monkeypatch.setattr(CallLogPlace, "newest", 2)
    desktop.window.go_to("calls")
    place = desktop.place
    desktop.wait(lambda: place.summary.text() == "The newest 2; search for older ones")
    place.search.setText("nobody of that name")
    desktop.wait(lambda: not place.summary.text())
