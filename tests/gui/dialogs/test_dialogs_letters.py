"""Letters about what was agreed, files and forms: offered, looked at, issued once, saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.domain.errors import InvalidInput
from collectdesk.gui import dialogs, paper_commands
from collectdesk.gui.dialogs import paperwork
from collectdesk.gui.runner import Runner
from collectdesk.gui.scene import Scene
from collectdesk.usecases.customers import CustomerForm, SaveCustomer, save_customer
from collectdesk.usecases.document_log import document_log
from collectdesk.usecases.papers.newest_papers import newest_subject
from collectdesk.usecases.payments import RecordPayment, record_payment
from tests.gui.dialogs.hands import text_of

HARBOR, HOSTILE = 1, 2


def _done(runner: Runner, qtbot: QtBot, usecase: Any, command: object) -> Any:
    done: list[Any] = []
    runner.do(usecase, command, then=done.append)
    qtbot.waitUntil(lambda: bool(done))
    return done[0].result


def _shown_text(dialog: Any, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: dialog.pane.page_count > 0)
    return text_of(dialog.pane.data)


@pytest.fixture
def scene(host: QWidget, runner: Runner) -> Scene:
    """The owner stands on the customer with a dispute."""
    made = Scene(runner, host)
    made.set_page(HARBOR, None)
    return made


def test_a_saved_promise_shows_its_confirmation_if_wanted(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dialogs.open_promise_form(host, runner, HARBOR))
    form.amount.set_amount(122_000)
    form.date.set_day(date(2026, 4, 7))
    offer = next(tick for tick in form.findChildren(QCheckBox) if "onfirmation" in tick.text())
    offer.setChecked(True)
    paper = opened(form.save)
    said = _shown_text(paper, qtbot)
    assert "$1,220.00" in said
    assert "7 Apr" in said


def test_a_dispute_is_acknowledged_from_the_menu(scene: Scene, opened: Any, qtbot: QtBot) -> None:
    paper = opened(lambda: paper_commands.about_newest("dispute_acknowledgement")(scene))
    assert "2,400.00" in _shown_text(paper, qtbot)


def test_what_does_not_exist_is_said_in_a_sentence(asked: Any) -> None:
    for kind in ("promise_confirmation", "plan_agreement", "plan_default"):
        assert isinstance(asked(newest_subject, kind, HARBOR), InvalidInput)
    assert isinstance(asked(newest_subject, "dispute_acknowledgement", HOSTILE), InvalidInput)


def test_a_demand_is_shown_only_where_it_is_meant(scene: Scene, opened: Any, qtbot: QtBot) -> None:
    paper = opened(lambda: paper_commands.about_customer("demand")(scene))
    qtbot.waitUntil(lambda: "We would really hand over" in paper.banner.text())
    assert not paper.save_button.isEnabled()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("customer_record", "Harbor Point Dental"),
        ("hand_over", "Harbor Point Dental"),
        ("credit_application", "Credit application"),
    ],
)
def test_files_of_a_customer_are_shown(
    scene: Scene, opened: Any, qtbot: QtBot, kind: str, words: str
) -> None:
    paper = opened(lambda: paper_commands.about_customer(kind)(scene))
    assert words in _shown_text(paper, qtbot)


def test_an_evidence_pack_is_made_of_an_invoice(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    paper = opened(lambda: paperwork.open_paper(host, runner, "evidence_pack", 1))
    assert "Evidence" in _shown_text(paper, qtbot)


def test_a_character_that_cannot_be_printed_is_told_beside_the_letter(
    scene: Scene, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    form = CustomerForm(customer_id=HARBOR, number="C-0001", name="Deseret \U00010437 Books")
    _done(runner, qtbot, save_customer, SaveCustomer(form))
    paper = opened(lambda: paper_commands.about_customer("statement")(scene))
    _shown_text(paper, qtbot)
    qtbot.waitUntil(lambda: "U+10437" in paper.banner.text())


@pytest.mark.parametrize("kind", ["manual", "credit_application"])
def test_a_paper_about_nobody_is_saved_without_being_kept(
    scene: Scene,
    opened: Any,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: Any,
    kind: str,
) -> None:
    paper = opened(lambda: paper_commands.about_nobody(kind)(scene))
    _shown_text(paper, qtbot)
    path = tmp_path / "saved.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    paper.save_as()
    qtbot.waitUntil(lambda: paper.banner.text() == "Saved as saved.pdf.")
    assert path.read_bytes().startswith(b"%PDF-")
    assert asked(document_log) == ()


def test_statements_go_with_copies_of_the_open_invoices_if_wanted(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    run = opened(lambda: paperwork.open_month_end(host, runner, date(2026, 3, 1)))
    qtbot.waitUntil(lambda: run.save_button.isEnabled())
    run.folder.setText(str(tmp_path))
    run.copies.setChecked(True)
    with qtbot.waitSignal(run.saved, timeout=20_000) as written:
        run.save()
    assert all(len(PdfReader(file).pages) > 3 for file in written.args[0].files)


def test_the_goodwill_note_stands_on_the_letter_of_thanks_before_it_is_issued(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    form = CustomerForm(name="Summit Ridge HOA")
    payer = _done(runner, qtbot, save_customer, SaveCustomer(form))
    paid = RecordPayment(payer, 12_000, date(2026, 3, 30))
    _done(runner, qtbot, record_payment, paid)
    dialog = opened(lambda: paperwork.open_paper(host, runner, "thank_you", payer))
    assert "Thank you" in _shown_text(dialog, qtbot)
    assert "Its tone is warm" in dialog.lead.text()
    dialog.note.setPlainText("Coffee is on us next time.")
    qtbot.waitUntil(lambda: "Coffee is on us" in text_of(dialog.pane.data))
    assert dialog.is_changed
    dialog.note.clear()
