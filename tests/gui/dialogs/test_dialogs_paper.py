"""A paper is looked at first, issued once when it goes out, and the same when opened again."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui.dialogs import paper as paper_window
from collectdesk.gui.dialogs import paperwork
from collectdesk.gui.runner import Runner
from collectdesk.usecases.customers import SaveContact, contact_form, save_contact
from collectdesk.usecases.document_log import document_log
from tests.gui.dialogs.hands import save_to, text_of, wait_for_pages


def _wait_for_words_within(dialog: Any, words: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: words in dialog.banner.text())


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
    wait_for_pages(paper, qtbot)
    assert asked(document_log) == ()
    save_to(monkeypatch, tmp_path / "invoice.pdf")
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
        wait_for_pages(reprint, qtbot)
        assert reprint.pane.data == (tmp_path / "invoice.pdf").read_bytes()
        assert document.number in reprint.windowTitle()
        _wait_for_words_within(reprint, "by 30 Mar 2026, which has passed, and prints", qtbot)


def test_a_paper_is_saved_as_a_draft_to_whoever_looks_after_payments(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    paper = opened(lambda: paperwork.open_paper(host, runner, "invoice", 1))
    wait_for_pages(paper, qtbot)
    paper.mail_button.click()
    qtbot.waitUntil(lambda: "No e-mail address is known" in paper.banner.text())
    assert asked(document_log) == ()
    person = replace(asked(contact_form, 1), email="maria@harbor.example")
    runner.do(save_contact, SaveContact(person))
    save_to(monkeypatch, tmp_path / "to Maria")
    paper.mail_button.click()
    qtbot.waitUntil(lambda: paper.banner.text().startswith("Saved as to Maria.eml. Open it"))
    draft = email.message_from_bytes(
        (tmp_path / "to Maria.eml").read_bytes(), policy=email.policy.default
    )
    assert draft["X-Unsent"] == "1"
    assert draft["To"] == "Maria Alvarez <maria@harbor.example>"
    (attached,) = draft.iter_attachments()
    assert "Harbor Point Dental" in text_of(attached.get_content())
    assert len(asked(document_log)) == 1


def test_a_file_that_cannot_be_written_is_told_and_the_window_stays(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = opened(lambda: paperwork.open_paper(host, runner, "invoice", 1))
    wait_for_pages(paper, qtbot)
    save_to(monkeypatch, Path("/proc/no/such/place.pdf"))
    paper.save_as()
    qtbot.waitUntil(lambda: "Nothing can be written" in paper.banner.text())
    assert paper.isVisible()


def test_a_paper_that_cannot_be_made_says_why(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    paper = opened(lambda: paperwork.open_paper(host, runner, "receipt", 999))
    qtbot.waitUntil(lambda: bool(paper.banner.text()))
    assert not paper.save_button.isEnabled()
