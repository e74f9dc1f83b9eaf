"""Notices and receipts are looked at and ticked first, issued once, and saved in one or apart."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs
from collectdesk.gui.dialogs import fields, paperwork
from collectdesk.gui.runner import Runner
from collectdesk.usecases.customers import (
    CustomerForm,
    SaveContact,
    SaveCustomer,
    contact_form,
    save_contact,
    save_customer,
)
from collectdesk.usecases.document_log import document_log
from collectdesk.usecases.payments import RecordPayment, record_payment
from tests.gui.dialogs.conftest import HARBOR, HOSTILE
from tests.gui.dialogs.hands import save_to, text_of, wait_for_words


def _choose(dialog: Any, customer_id: int) -> None:
    dialog.table.choose(customer_id)


def test_all_notices_are_ticked_and_summed(notices: Any) -> None:
    assert set(notices.chosen) == {HARBOR, HOSTILE}
    assert notices.summary.text() == "2 notices of 2 ticked, $8,320.00 past due"


def test_an_unticked_notice_is_not_counted(notices: Any) -> None:
    notices.table.tick({HARBOR})
    assert notices.summary.text() == "1 notice of 2 ticked, $2,960.00 past due"
    notices.table.tick(set())
    assert not notices.save_button.isEnabled()


def test_the_notice_under_the_cursor_is_shown(notices: Any, qtbot: QtBot) -> None:
    _choose(notices, HARBOR)
    qtbot.waitUntil(lambda: "Harbor Point Dental" in text_of(notices.pane.data))


def test_another_stage_is_another_letter(notices: Any, qtbot: QtBot) -> None:
    _choose(notices, HARBOR)
    notices.stage.choose("final")
    qtbot.waitUntil(lambda: "Final notice" in text_of(notices.pane.data))
    row = notices.table.current_row()
    assert [notices.table.text(row, at) for at in (1, 2)] == ["Final", "firm"]


def test_what_one_notice_lacks_in_print_is_not_said_of_the_next(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    runner.do(save_customer, SaveCustomer(CustomerForm(HARBOR, name="Deseret \U00010437 Books")))
    notices = opened(lambda: paperwork.open_notices(host, runner, None))
    _choose(notices, HARBOR)
    qtbot.waitUntil(lambda: "Deseret" in notices.banner.text())
    _choose(notices, HOSTILE)
    qtbot.waitUntil(lambda: "Deseret" not in notices.banner.text())


def test_a_letter_without_an_address_is_marked_in_its_row(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    runner.do(save_customer, SaveCustomer(CustomerForm(HARBOR, name="<b>Harbor</b>")))
    notices = opened(lambda: paperwork.open_notices(host, runner, None))
    model = notices.table.model()
    rows = {key: model.index(at, 0) for at, key in enumerate(notices.table.keys)}
    spoken = Qt.ItemDataRole.AccessibleTextRole
    sign, tooltip = Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ToolTipRole
    assert rows[HARBOR].data(sign) is not None
    assert rows[HARBOR].data(spoken).startswith("<b>Harbor</b>. No address: ")
    assert "&lt;b&gt;Harbor&lt;/b&gt;<br>No address: " in rows[HARBOR].data(tooltip)
    assert rows[HOSTILE].data(sign) is None
    assert rows[HOSTILE].data(spoken) is None
    assert HARBOR in notices.chosen


def test_all_ticked_notices_are_shown_as_one(notices: Any, qtbot: QtBot) -> None:
    notices.scope.choose("all")
    qtbot.waitUntil(lambda: notices.pane.page_count == 2)


def test_a_look_at_notices_issues_nothing(notices: Any, asked: Any) -> None:
    assert asked(document_log) == ()


def test_notices_are_saved_as_one_pdf_and_issued_once(
    notices: Any, asked: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("first.pdf", "second"):
        save_to(monkeypatch, tmp_path / name)
        notices.save_merged()
        wait_for_words(notices, f"Saved as {name.removesuffix('.pdf')}.pdf.", qtbot)
    assert len(asked(document_log)) == 2
    assert (tmp_path / "first.pdf").read_bytes() == (tmp_path / "second.pdf").read_bytes()
    assert all(row.printed_on == date(2026, 3, 31) for row in asked(document_log))


def test_each_notice_gets_a_safe_file_of_its_own(
    notices: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    notices.out.save_each()
    qtbot.waitUntil(lambda: notices.banner.text() == "2 files saved in letters.")
    names = sorted(each.name for each in folder.iterdir())
    assert len(names) == 2
    assert names[1].startswith("Harbor-Point-Dental_C-0001")
    assert all(set(name).isdisjoint('<>/&\\:"') for name in names)


def test_notices_become_drafts_and_who_has_no_address_is_named(
    notices: Any, runner: Runner, asked: Any, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    runner.do(save_contact, SaveContact(replace(asked(contact_form, 1), email="m@harbor.example")))
    folder = tmp_path / "drafts"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    notices.mail_button.click()
    qtbot.waitUntil(lambda: notices.banner.text().startswith("1 draft saved in drafts."))
    assert "has no e-mail address" in notices.banner.text()
    (draft,) = folder.iterdir()
    assert draft.name.startswith("Harbor-Point-Dental_C-0001")
    message = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default)
    assert message["To"] == "Maria Alvarez <m@harbor.example>"
    printed = {row.customer_id: row.printed_on for row in asked(document_log)}
    assert printed == {HARBOR: date(2026, 3, 31), HOSTILE: None}


def test_notices_lie_in_the_order_that_was_chosen_and_the_choice_is_remembered(
    notices: Any, host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    runner.do(save_customer, SaveCustomer(CustomerForm(HARBOR, name="Zebra")))
    notices.table.tick({HARBOR})
    fields.choose(notices.batch.order_field, "name")
    qtbot.waitUntil(lambda: notices.table.keys == (HOSTILE, HARBOR))
    assert notices.chosen == (HARBOR,)
    again = opened(lambda: paperwork.open_notices(host, runner, None))
    qtbot.waitUntil(lambda: again.table.keys == (HOSTILE, HARBOR))


def test_receipts_are_printed_for_all_payments_that_have_none(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for customer in (HARBOR, HOSTILE):
        runner.do(record_payment, RecordPayment(customer, 5_000, date(2026, 3, 30), "cheque"))
    dialog = opened(lambda: paperwork.open_receipts(host, runner))
    qtbot.waitUntil(lambda: len(dialog.table.keys) == 2)
    assert dialog.summary.text() == "2 receipts, $100.00 received"
    save_to(monkeypatch, tmp_path / "receipts.pdf")
    dialog.save_merged()
    wait_for_words(dialog, "Saved as receipts.pdf.", qtbot)
    assert len(PdfReader(tmp_path / "receipts.pdf").pages) == 2
    assert all(row.printed_on == date(2026, 3, 31) for row in asked(document_log))


def test_a_customer_who_owes_nothing_gets_no_notice(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    new = opened(lambda: dialogs.open_customer_form(host, runner, None))
    new.name.setText("Pays At Once")
    with qtbot.waitSignal(new.saved) as saved:
        new.save()
    dialog = opened(lambda: paperwork.open_notices(host, runner, (saved.args[0],)))
    assert dialog.pane.message == "Nothing is past due here, so there is no notice to print."
    assert not dialog.save_button.isEnabled()
