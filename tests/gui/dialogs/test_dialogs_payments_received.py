"""A payment that came back is found where payments are looked for, also one that paid nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui.dialogs import dealings
from collectdesk.gui.dialogs.invoice_detail import InvoiceDetailDialog
from collectdesk.gui.dialogs.payments_received import PaymentsReceivedDialog
from collectdesk.gui.runner import Runner
from collectdesk.usecases.pages import customer_page
from collectdesk.usecases.payments import RecordPayment, record_payment

HARBOR = 1
FIRST, DISPUTED = 1, 2


@pytest.fixture
def payments(runner: Runner, qtbot: QtBot) -> list[int]:
    """A cheque on the first invoice, and a transfer that is on account."""
    done: list[Any] = []
    for method, reference, parts in (
        ("cheque", "2291", ((FIRST, 50_000),)),
        ("transfer", "", ()),
    ):
        command = RecordPayment(HARBOR, 50_000, date(2026, 3, 20), method, reference, parts=parts)
        runner.do(record_payment, command, then=done.append)
    qtbot.waitUntil(lambda: len(done) == 2)
    return [outcome.result for outcome in done]


def _row(dialog: PaymentsReceivedDialog, payment: int) -> list[str]:
    row = dialog.table.keys.index(payment)
    return [dialog.table.text(row, column) for column in range(6)]


def test_money_on_account_that_bounced_is_returned_and_told_with_its_fee(
    payments: list[int], host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    _, on_account = payments
    dialog = opened(lambda: dealings.open_payments_received(host, runner, HARBOR, on_account))
    assert _row(dialog, on_account) == [
        "20 Mar", "500.00", "Bank transfer", "", "on account", "$500.00 on account",
    ]  # fmt: skip
    form = opened(dialog.return_button.click)
    assert form.about.text() == "Harbor Point Dental"
    assert form.lead.text().startswith("$500.00 of 20 Mar, bank transfer.")
    assert form.fee.amount() == 2_500
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: _row(dialog, on_account)[-1] == "returned 31 Mar")
    assert not dialog.return_button.isEnabled(), "it came back already"
    assert asked(customer_page, HARBOR).head.unapplied == 0


def test_what_a_returned_payment_leaves_open_is_told_before(
    payments: list[int], host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dealings.open_payments_received(host, runner, HARBOR, payments[0]))
    assert _row(dialog, payments[0])[2:5] == ["Check", "2291", "INV-0001"]
    form = opened(dialog.return_button.click)
    words = "leaves $1,220.00 open on INV-0001, charges a returned-payment fee of $25.00"
    qtbot.waitUntil(lambda: words in form.consequence.text())


def test_a_receipt_is_shown_for_what_stands(
    payments: list[int], host: QWidget, runner: Runner, opened: Any
) -> None:
    dialog = opened(lambda: dealings.open_payments_received(host, runner, HARBOR, payments[0]))
    paper = opened(dialog.save_button.click)
    assert paper.windowTitle() == "Receipt"


@pytest.mark.parametrize(
    ("kind", "key", "window"),
    [
        ("credit", 1, PaymentsReceivedDialog),
        ("invoice", FIRST, InvoiceDetailDialog),
        ("dispute", 1, InvoiceDetailDialog),
    ],
)
def test_a_happening_of_the_history_opens_what_it_is_about(
    kind: str,
    key: int,
    window: type,
    payments: list[int],
    host: QWidget,
    runner: Runner,
    opened: Any,
) -> None:
    ref_id = payments[0] if kind == "credit" else key
    dialog = opened(lambda: dealings.open_behind(host, runner, HARBOR, kind, ref_id))
    assert isinstance(dialog, window)
