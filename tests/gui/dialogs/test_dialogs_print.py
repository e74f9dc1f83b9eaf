"""Notices, papers and statements: looked at first, issued once, handed to a printer or a folder."""

from __future__ import annotations

import email
import email.policy
import io
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs
from collectdesk.gui.dialogs import fields, paper_out, paperwork, print_again
from collectdesk.gui.dialogs import paper as paper_window
from collectdesk.gui.preview import printing
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

HARBOR, HOSTILE = 1, 2


def _text(data: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def _save_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


@pytest.fixture
def no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without a printer."""
    monkeypatch.setattr(paper_out, "has_printer", lambda: False)


@pytest.fixture
def office_printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A printer that the owner chooses; what CUPS is given lands in the returned file."""
    if sys.platform == "win32":
        pytest.skip("Windows does not print by lp")
    program = tmp_path / "lp"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\ncat > {tmp_path}/taken.pdf\n')
    program.chmod(0o755)
    monkeypatch.setattr(paper_out, "has_printer", lambda: True)
    monkeypatch.setattr(printing, "lp_program", lambda: str(program))
    chosen = printing.PrintChoice("Office", "Notices")
    monkeypatch.setattr(printing, "choice_of", lambda *_: chosen)

    monkeypatch.setattr(paper_out, "ask_for_printer", lambda *_: QPrinter())
    monkeypatch.setattr(printing, "file_chosen_instead", lambda _: None)
    return tmp_path / "taken.pdf"


@pytest.fixture
def notices(host: QWidget, runner: Runner, opened: Any, qtbot: QtBot) -> Any:
    """All notices that are due today."""
    dialog = opened(lambda: paperwork.open_notices(host, runner, None))
    _wait_for_pages(dialog, qtbot)
    return dialog


def _wait_for_words(dialog: Any, words: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.banner.text() == words)


def _wait_for_words_within(dialog: Any, words: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: words in dialog.banner.text())


def _wait_for_pages(dialog: Any, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.pane.page_count > 0)


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
    qtbot.waitUntil(lambda: "Harbor Point Dental" in _text(notices.pane.data))


def test_another_stage_is_another_letter(notices: Any, qtbot: QtBot) -> None:
    _choose(notices, HARBOR)
    notices.stage.choose("final")
    qtbot.waitUntil(lambda: "Final notice" in _text(notices.pane.data))
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


def test_without_a_printer_saving_is_offered_and_nothing_is_issued(
    notices: Any, asked: Any, no_printer: None
) -> None:
    notices.save()
    assert "No printer is set up on this computer" in notices.banner.text()
    offered = [each.text() for each in notices.banner.findChildren(QPushButton)]
    assert offered == ["Save as PDF…"]
    assert asked(document_log) == ()


def test_notices_are_saved_as_one_pdf_and_issued_once(
    notices: Any, asked: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("first.pdf", "second"):
        _save_to(monkeypatch, tmp_path / name)
        notices.save_merged()
        _wait_for_words(notices, f"Saved as {name.removesuffix('.pdf')}.pdf.", qtbot)
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


def test_a_printer_takes_the_notices_as_a_pdf_and_the_owner_confirms(
    notices: Any, asked: Any, qtbot: QtBot, office_printer: Path
) -> None:
    notices.save()
    qtbot.waitUntil(lambda: "Office took the pages" in notices.banner.text())
    assert "sent" not in notices.banner.text().lower()
    printed = _text(office_printer.read_bytes())
    assert "Harbor Point Dental" in printed
    assert "Fish &Chips <b>bold</b>" in printed
    assert all(row.printed_on is None for row in asked(document_log))
    confirm = notices.banner.findChildren(QPushButton)[-1]
    confirm.click()
    qtbot.waitUntil(lambda: notices.banner.text() == "Marked as printed.")
    assert all(row.printed_on == date(2026, 3, 31) for row in asked(document_log))


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


def test_after_a_paper_jam_the_rest_is_printed_again_and_all_count_as_printed(
    notices: Any, asked: Any, qtbot: QtBot, office_printer: Path
) -> None:
    assert not notices.batch.start_field.isVisible()
    notices.save()
    qtbot.waitUntil(lambda: notices.batch.start_field.count() == 2)
    qtbot.waitUntil(lambda: "choose the one to start at" in notices.banner.text())
    notices.batch.start_field.setCurrentIndex(1)
    office_printer.unlink()
    notices.banner.hide()
    notices.save()
    qtbot.waitUntil(lambda: "Did they come out well?" in notices.banner.text())
    assert len(PdfReader(office_printer).pages) == 1
    assert notices.batch.start_field.currentText()[4:] in _text(office_printer.read_bytes())
    notices.banner.findChildren(QPushButton)[-1].click()
    qtbot.waitUntil(lambda: notices.banner.text() == "Marked as printed.")
    assert all(row.printed_on == date(2026, 3, 31) for row in asked(document_log))


def test_what_was_issued_and_not_printed_is_offered_to_be_printed_at_last(
    notices: Any, host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot,
    office_printer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    passed = [date(2026, 3, 29), date(2026, 3, 30)]
    monkeypatch.setattr(
        print_again, "days_passed", lambda _, ids: dict(zip(ids, passed, strict=True))
    )
    notices.save()
    qtbot.waitUntil(lambda: "Did they come out well?" in notices.banner.text())
    again = opened(lambda: paperwork.open_print_again(host, runner))
    asks = "for payment or an answer by"
    told = f"; 2 of them ask {asks} days that have passed, the last of them 30 Mar 2026"
    qtbot.waitUntil(lambda: again.summary.text().endswith(told))
    both = again.table.keys
    again.table.tick(both[:1])
    again.table.ticks_changed.emit()
    told = f"1 document ticked; it asks {asks} 29 Mar 2026, which has passed"
    qtbot.waitUntil(lambda: again.summary.text() == told)
    again.table.tick(both)
    again.table.ticks_changed.emit()
    qtbot.waitUntil(lambda: len(again.table.keys) == 2)
    assert again.which.currentText() == "Not printed yet (2)"
    again.batch.start_field.setCurrentIndex(1)
    _save_to(monkeypatch, tmp_path / "rest.pdf")
    again.save_merged()
    _wait_for_words(again, "Saved as rest.pdf.", qtbot)
    assert len(PdfReader(tmp_path / "rest.pdf").pages) == 1
    assert len(asked(document_log)) == 2


def test_receipts_are_printed_for_all_payments_that_have_none(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for customer in (HARBOR, HOSTILE):
        runner.do(record_payment, RecordPayment(customer, 5_000, date(2026, 3, 30), "cheque"))
    dialog = opened(lambda: paperwork.open_receipts(host, runner))
    qtbot.waitUntil(lambda: len(dialog.table.keys) == 2)
    assert dialog.summary.text() == "2 receipts, $100.00 received"
    _save_to(monkeypatch, tmp_path / "receipts.pdf")
    dialog.save_merged()
    _wait_for_words(dialog, "Saved as receipts.pdf.", qtbot)
    assert len(PdfReader(tmp_path / "receipts.pdf").pages) == 2
    assert all(row.printed_on == date(2026, 3, 31) for row in asked(document_log))


def test_issued_notices_can_no_longer_be_changed(
    notices: Any, qtbot: QtBot, office_printer: Path
) -> None:
    notices.save()
    qtbot.waitUntil(lambda: "took the pages" in notices.banner.text())
    assert not notices.table.isEnabled()
    assert not notices.stage.isEnabled()


def test_a_cancelled_print_dialog_issues_nothing(
    notices: Any, asked: Any, monkeypatch: pytest.MonkeyPatch, office_printer: Path
) -> None:
    monkeypatch.setattr(paper_out, "ask_for_printer", lambda *_: None)
    notices.save()
    assert asked(document_log) == ()


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


def test_a_paper_is_issued_when_it_is_saved_and_the_same_when_it_is_opened_again(
    host: QWidget,
    runner: Runner,
    opened: Any,
    asked: Any,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paper = opened(lambda: paperwork.open_paper(host, runner, "invoice", 1))
    _wait_for_pages(paper, qtbot)
    assert asked(document_log) == ()
    _save_to(monkeypatch, tmp_path / "invoice.pdf")
    paper.save_as()
    qtbot.waitUntil(lambda: paper.banner.text() == "Saved as invoice.pdf.")
    document = asked(document_log)[0]
    passed = {document.document_id: date(2026, 3, 30)}
    monkeypatch.setattr(paper_window, "days_passed", lambda *_: passed)
    for again in (
        lambda: paperwork.open_document(host, runner, document.document_id),
        lambda: paperwork.open_paper(host, runner, "invoice", 1),
    ):
        reprint = opened(again)
        _wait_for_pages(reprint, qtbot)
        assert reprint.pane.data == (tmp_path / "invoice.pdf").read_bytes()
        assert document.number in reprint.windowTitle()
        _wait_for_words_within(reprint, "by 30 Mar 2026, which has passed, and prints", qtbot)


def test_a_paper_is_saved_as_a_draft_to_whoever_looks_after_payments(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    paper = opened(lambda: paperwork.open_paper(host, runner, "invoice", 1))
    _wait_for_pages(paper, qtbot)
    paper.mail_button.click()
    qtbot.waitUntil(lambda: "No e-mail address is known" in paper.banner.text())
    assert asked(document_log) == ()
    person = replace(asked(contact_form, 1), email="maria@harbor.example")
    runner.do(save_contact, SaveContact(person))
    _save_to(monkeypatch, tmp_path / "to Maria")
    paper.mail_button.click()
    qtbot.waitUntil(lambda: paper.banner.text().startswith("Saved as to Maria.eml. Open it"))
    draft = email.message_from_bytes(
        (tmp_path / "to Maria.eml").read_bytes(), policy=email.policy.default
    )
    assert draft["X-Unsent"] == "1"
    assert draft["To"] == "Maria Alvarez <maria@harbor.example>"
    (attached,) = draft.iter_attachments()
    assert "Harbor Point Dental" in _text(attached.get_content())
    assert len(asked(document_log)) == 1


def test_a_file_that_cannot_be_written_is_told_and_the_window_stays(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = opened(lambda: paperwork.open_paper(host, runner, "invoice", 1))
    _wait_for_pages(paper, qtbot)
    _save_to(monkeypatch, Path("/proc/no/such/place.pdf"))
    paper.save_as()
    qtbot.waitUntil(lambda: "Nothing can be written" in paper.banner.text())
    assert paper.isVisible()


def test_a_paper_that_cannot_be_made_says_why(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    paper = opened(lambda: paperwork.open_paper(host, runner, "receipt", 999))
    qtbot.waitUntil(lambda: bool(paper.banner.text()))
    assert not paper.save_button.isEnabled()


def test_statements_of_the_month_are_written_into_the_folder(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(lambda: paperwork.open_month_end(host, runner, date(2026, 2, 1)))
    qtbot.waitUntil(lambda: len(dialog.table.keys) == 2)
    assert dialog.month.currentText() == "February 2026"
    dialog.table.tick({HARBOR})
    assert dialog.summary.text() == "1 statement, $5,360.00 in all"
    dialog.folder.setText(str(tmp_path))
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    written = sorted(each.name for each in tmp_path.glob("*.pdf"))
    assert written == [
        "Harbor-Point-Dental_C-0001_Statement_2026-02.pdf",
        "Statements-2026-02.pdf",
    ]
    assert "1 statement written, $5,360.00 in all" in dialog.banner.text()
    assert [each.text() for each in dialog.banner.findChildren(QPushButton)] == ["Open the folder"]


def test_what_came_in_is_shown_as_in_the_list_of_statements(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    paid = RecordPayment(HARBOR, 12_000, date(2026, 2, 20))
    runner.do(record_payment, paid)
    dialog = opened(lambda: paperwork.open_month_end(host, runner, date(2026, 2, 1)))
    qtbot.waitUntil(lambda: len(dialog.table.keys) == 2)
    row = dialog.table.keys.index(HARBOR)
    assert dialog.table.text(row, 4) == "120.00"


def test_a_folder_that_is_not_there_is_told_at_the_field(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(lambda: paperwork.open_month_end(host, runner, None))
    qtbot.waitUntil(lambda: len(dialog.table.keys) == 2)
    for nowhere in (str(tmp_path / "nowhere"), "~nobody-of-that-name", f"{tmp_path}/{'n' * 300}"):
        dialog.clear_errors()
        dialog.folder.setText(nowhere)
        dialog.save()
        assert "does not exist" in dialog.grid.error_text("folder")


def test_a_month_without_business_has_no_statements(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: paperwork.open_month_end(host, runner, date(2024, 5, 1)))
    qtbot.waitUntil(lambda: dialog.summary.text() != "")
    assert dialog.summary.text() == "Nobody had anything on account in this month."
    assert not dialog.save_button.isEnabled()
