"""What a printer took counts as printed when the owner says so; the rest is printed later."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui.dialogs import paper_out, paperwork, print_again
from collectdesk.gui.preview import printing
from collectdesk.gui.runner import Runner
from collectdesk.usecases.document_log import document_log
from tests.gui.dialogs.hands import save_to, text_of, wait_for_words


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


def test_without_a_printer_saving_is_offered_and_nothing_is_issued(
    notices: Any, asked: Any, no_printer: None
) -> None:
    notices.save()
    assert "No printer is set up on this computer" in notices.banner.text()
    offered = [each.text() for each in notices.banner.findChildren(QPushButton)]
    assert offered == ["Save as PDF…"]
    assert asked(document_log) == ()


def test_a_printer_takes_the_notices_as_a_pdf_and_the_owner_confirms(
    notices: Any, asked: Any, qtbot: QtBot, office_printer: Path
) -> None:
    notices.save()
    qtbot.waitUntil(lambda: "Office took the pages" in notices.banner.text())
    assert "sent" not in notices.banner.text().lower()
    printed = text_of(office_printer.read_bytes())
    assert "Harbor Point Dental" in printed
    assert "Fish &Chips <b>bold</b>" in printed
    assert all(row.printed_on is None for row in asked(document_log))
    confirm = notices.banner.findChildren(QPushButton)[-1]
    confirm.click()
    qtbot.waitUntil(lambda: notices.banner.text() == "Marked as printed.")
    assert all(row.printed_on == date(2026, 3, 31) for row in asked(document_log))


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
    assert notices.batch.start_field.currentText()[4:] in text_of(office_printer.read_bytes())
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
    save_to(monkeypatch, tmp_path / "rest.pdf")
    again.save_merged()
    wait_for_words(again, "Saved as rest.pdf.", qtbot)
    assert len(PdfReader(tmp_path / "rest.pdf").pages) == 1
    assert len(asked(document_log)) == 2


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
