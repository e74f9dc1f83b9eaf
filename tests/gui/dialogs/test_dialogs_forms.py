"""The smaller forms: promise, dispute, plan, hold, note, contact, new book, settings."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.base.paths import user_places
from collectdesk.base.preferences import Theme, load_preferences
from collectdesk.bootstrap import open_desk
from collectdesk.gui import dialogs
from collectdesk.gui.dialogs import asking
from collectdesk.gui.dialogs.new_book import NewBookDialog
from collectdesk.gui.runner import Runner
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.pages import customer_page
from collectdesk.usecases.plans import plan_rows
from collectdesk.usecases.promises import promise_rows

HARBOR = 1


def _save(dialog: Any, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert not dialog.isVisible()


def test_a_promise_starts_from_what_is_owed_and_is_kept(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_promise_form(host, runner, HARBOR))
    assert dialog.amount.amount() == 296_000  # past due without what is in dispute
    dialog.date.setText("fri")
    dialog.invoices.tick([1])
    assert dialog.amount.amount() == 122_000
    _save(dialog, qtbot)
    promise = asked(promise_rows, HARBOR)[0]
    assert (promise.amount, promise.promised_for) == (122_000, date(2026, 4, 3))
    assert promise.invoices == ("INV-0001",)


def test_a_typed_amount_is_not_overwritten_by_a_tick(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_promise_form(host, runner, HARBOR))
    dialog.amount.selectAll()
    qtbot.keyClicks(dialog.amount, "500")
    dialog.invoices.tick([1])
    assert dialog.amount.amount() == 50_000


def test_a_promise_above_what_is_owed_is_refused_at_the_amount(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_promise_form(host, runner, HARBOR))
    dialog.amount.setText("1,000,000")
    dialog.save()
    qtbot.waitUntil(lambda: "is open there" in dialog.grid.error_text("promise_amount"))


def test_a_dispute_offers_the_undisputed_amount_of_its_invoice(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_dispute_form(host, runner, HARBOR, 3))
    assert dialog.amount.amount() == 174_000
    dialog.save()
    qtbot.waitUntil(lambda: bool(dialog.grid.error_text("dispute_reason")))
    dialog.reason.setCurrentIndex(1)
    _save(dialog, qtbot)
    invoice = next(row for row in asked(customer_page, HARBOR).invoices if row.invoice_id == 3)
    assert invoice.disputed == 174_000


def test_a_dispute_out_of_a_short_payment_begins_with_what_that_said_is_wrong(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    payment = opened(lambda: dialogs.open_payment_form(host, runner, HARBOR))
    qtbot.waitUntil(lambda: bool(payment.lines.allocation.lines))
    payment.amount.set_amount(120_000)
    payment.short.setCurrentIndex(payment.short.findText("Damaged goods"))
    _save(payment, qtbot)
    dialog = opened(lambda: dialogs.open_dispute_form(host, runner, HARBOR, 1))
    assert (dialog.reason.currentText(), dialog.amount.amount()) == ("Damaged goods", 2_000)
    dialog.invoice.setCurrentIndex(dialog.invoice.findData("3"))
    assert dialog.reason.currentText() == "Choose what is wrong"


def test_a_new_promise_tells_which_it_replaces(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    first = opened(lambda: dialogs.open_promise_form(host, runner, HARBOR))
    first.date.setText("2026-04-03")
    _save(first, qtbot)
    second = opened(lambda: dialogs.open_promise_form(host, runner, HARBOR))
    second.date.setText("2026-04-08")
    qtbot.waitUntil(lambda: "replaces the promise of 3 Apr" in second.consequence.text())
    qtbot.waitUntil(lambda: "for the money until 13 Apr" in second.consequence.text())
    second.method.setCurrentIndex(second.method.findData("card"))
    qtbot.waitUntil(lambda: "for the money until 8 Apr" in second.consequence.text())


def test_terms_and_pay_run_of_a_customer_are_explained_as_they_are_typed(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_customer_form(host, runner, None))
    for typed, told in (
        ("15 MFI", "An invoice of today is due Wed 15 Apr."),
        ("2/10 net 30", "due Thu 30 Apr, at the early price until Fri 10 Apr."),
        ("when able", ""),
    ):
        dialog.terms.setText(typed)
        assert dialog.terms.accessibleDescription().endswith(told) is True
        assert bool(dialog.terms.accessibleDescription()) is bool(told)
    dialog.pay_run.setText("every thu, cut-off 3")
    told = "They pay every Thu what is there 3 business days before."
    assert dialog.pay_run.accessibleDescription() == told


def test_a_plan_may_wait_for_its_signature(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_plan_form(host, runner, HARBOR))
    dialog.signed.setChecked(False)
    qtbot.waitUntil(lambda: "sets a follow-up" in dialog.consequence.text())
    dialog.cure_days.setText("10")
    _save(dialog, qtbot)
    assert [plan.state for plan in asked(plan_rows, HARBOR)] == ["proposed"]


def test_a_plan_shows_its_schedule_before_it_is_agreed(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_plan_form(host, runner, HARBOR))
    dialog.invoices.tick([1])
    dialog.first.set_day(date(2026, 4, 30))
    dialog.instalments.setText("3")
    lines = ["$1,220.00 in all", "30 Apr:  $406.66", "30 May:  $406.66", "30 Jun:  $406.68"]
    qtbot.waitUntil(lambda: dialog.schedule.text().splitlines() == lines)
    assert dialog.schedule.amounts.alignment() & Qt.AlignmentFlag.AlignRight
    dialog.instalments.setText("0")
    qtbot.waitUntil(lambda: "from 1 to 60" in dialog.schedule.text())
    dialog.instalments.setText("2")
    _save(dialog, qtbot)


def test_a_long_plan_is_told_in_few_lines(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_plan_form(host, runner, HARBOR))
    dialog.instalments.setText("60")
    qtbot.waitUntil(lambda: "48 more installments" in dialog.schedule.text())
    assert len(dialog.schedule.text().splitlines()) == 14


def test_a_hold_is_set_and_lifted(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_hold_form(host, runner, HARBOR))
    assert not dialog.until.isEnabled()
    dialog.hold.setCurrentIndex(2)
    dialog.until.setText("+14")
    dialog.reason.setText("Owner is in hospital")
    _save(dialog, qtbot)
    assert asked(customer_page, HARBOR).head.hold == "no_contact"
    again = opened(lambda: dialogs.open_hold_form(host, runner, HARBOR))
    again.hold.setCurrentIndex(0)
    _save(again, qtbot)
    assert asked(customer_page, HARBOR).head.hold == "none"


def test_a_note_is_in_the_history(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_note_form(host, runner, HARBOR))
    qtbot.keyClicks(dialog.text, "Daughter started college")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter makes a new line in a note"
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    history = asked(customer_page, HARBOR).history
    assert any("Daughter started college" in f"{row.rest}{row.detail}" for row in history)


def test_a_contact_is_changed_and_removed(
    host: QWidget,
    runner: Runner,
    opened: Any,
    asked: Any,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = opened(lambda: dialogs.open_contact_form(host, runner, HARBOR, 1))
    dialog.person.phone.setText("(415) 555-0137")
    dialog.rapport.setPlainText("Likes sailing")
    _save(dialog, qtbot)
    person = asked(customer_page, HARBOR).head.contacts[0]
    assert (person.phone, person.rapport) == ("(415) 555-0137", "Likes sailing")
    again = opened(lambda: dialogs.open_contact_form(host, runner, HARBOR, 1))
    questions: list[str] = []

    def agree(_: QWidget, question: str, *words: str) -> bool:
        questions.append(question)
        return True

    monkeypatch.setattr(asking, "confirm", agree)
    remove = next(each for each in again.findChildren(QWidget) if each.property("kind") == "danger")
    with qtbot.waitSignal(again.saved):
        qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert "Maria Alvarez" in questions[0]
    assert asked(customer_page, HARBOR).head.contacts == ()


def test_a_contact_is_added(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_contact_form(host, runner, HARBOR, None))
    dialog.person.name.setText("Łucja Żak")
    _save(dialog, qtbot)
    assert asked(customer_page, HARBOR).head.contacts[1].name == "Łucja Żak"


def test_the_fields_of_the_person_stand_below_those_of_the_customer(
    host: QWidget, runner: Runner, opened: Any
) -> None:
    dialog = opened(lambda: dialogs.open_customer_form(host, runner, None))

    def left(field: QWidget) -> int:
        return field.mapTo(dialog, field.rect().topLeft()).x()

    assert left(dialog.person.name) == left(dialog.name)
    assert left(dialog.person.phone) == left(dialog.terms)


def test_a_new_customer_comes_with_the_person_who_pays(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    ids: list[int] = []
    dialog = opened(lambda: dialogs.open_customer_form(host, runner, None, ids.append))
    assert dialog.name.hasFocus()
    qtbot.keyClicks(dialog.name, "Bayview Bakery")
    qtbot.keyClicks(dialog.person.phone, "(415) 555-0199")
    qtbot.keyClick(dialog.person.phone, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    who = dialog.grids[2]
    qtbot.waitUntil(lambda: "name" in who.error_text("person_name"))
    dialog.person.name.setText("Łucja Żak")
    qtbot.keyClicks(dialog.person.email, "lucja@bayview.example")
    _save(dialog, qtbot)
    qtbot.waitUntil(lambda: bool(ids))
    head = asked(customer_page, ids[0]).head
    (person,) = head.contacts
    assert (head.name, person.name, person.phone, person.email) == (
        "Bayview Bakery", "Łucja Żak", "(415) 555-0199", "lucja@bayview.example",
    )  # fmt: skip
    assert runner.undo_label == "New customer Bayview Bakery"


@pytest.fixture
def new_book(qtbot: QtBot, dressed: None) -> NewBookDialog:
    """The form of a new book."""
    dialog = NewBookDialog(None)
    qtbot.addWidget(dialog)
    return dialog


def test_a_book_is_made_where_it_was_said(new_book: NewBookDialog, tmp_path: Path) -> None:
    new_book.firm.setText("Harbor Supplies")
    new_book.currency.setText("eur")
    new_book.place.setText(str(tmp_path / "new folder" / "harbor"))
    new_book.save()
    assert new_book.made == tmp_path / "new folder" / "harbor.collectdesk"
    desk = open_desk(new_book.made)
    assert desk.ask(book_settings).firm_name == "Harbor Supplies"
    assert desk.ask(lambda work: work.currency) == "EUR"
    desk.close()


def test_the_place_of_a_book_is_suggested_from_the_firms_name(
    new_book: NewBookDialog, qtbot: QtBot
) -> None:
    new_book.firm.setText("../Smith & Sons: 株式会社")
    qtbot.keyClicks(new_book.firm, " ")
    suggested = Path(new_book.place.text())
    assert suggested.parent == user_places(os.environ).books
    assert suggested.name == "Smith-Sons-株式会社.collectdesk"


def test_a_file_that_is_already_there_is_left_alone(
    new_book: NewBookDialog, tmp_path: Path
) -> None:
    taken = tmp_path / "taken.collectdesk"
    taken.write_bytes(b"precious")
    new_book.place.setText(str(taken))
    new_book.save()
    assert "already a file" in new_book.grid.error_text("path")
    assert taken.read_bytes() == b"precious"
    assert new_book.made is None


@pytest.mark.parametrize("place", ["~nobody-of-that-name/firm", f"/tmp/{'n' * 300}", "firm"])
def test_a_place_that_no_book_can_have_is_refused_at_its_field(
    new_book: NewBookDialog, place: str
) -> None:
    new_book.place.setText(place)
    new_book.save()
    assert "Name the whole place" in new_book.grid.error_text("path")
    assert new_book.made is None


def test_a_currency_that_nobody_uses_is_refused(new_book: NewBookDialog, tmp_path: Path) -> None:
    new_book.place.setText(str(tmp_path / "x"))
    new_book.currency.setText("XQZ")
    new_book.save()
    assert "not a currency code" in new_book.grid.error_text("currency")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def settings(host: QWidget, runner: Runner, opened: Any) -> Any:
    """The settings of the book."""
    return opened(lambda: dialogs.open_settings(host, runner))


def test_settings_are_kept_in_the_book(settings: Any, asked: Any, qtbot: QtBot) -> None:
    settings.field("firm_address").setPlainText("410 Wharf Street\nOakland, CA 94607")
    settings.field("tax_rate_milli").setText("8.25 %")
    settings.field("default_terms").setText("2/10 net 30")
    settings.field("large_amount").setText("7,500.00")
    settings.field("terms_text").setPlainText("Goods stay ours until paid.")
    _save(settings, qtbot)
    kept = asked(book_settings)
    assert kept.firm_address == "410 Wharf Street\nOakland, CA 94607"
    assert (kept.tax_rate_milli, kept.large_amount) == (8_250, 750_000)
    assert kept.terms_text == "Goods stay ours until paid."
    assert kept.terms_version == 1


def test_a_refused_setting_turns_to_its_page(settings: Any, qtbot: QtBot) -> None:
    settings.pages.setCurrentIndex(0)
    settings.field("tax_rate_milli").setText("lots")
    settings.save()
    page = settings.pages.currentWidget()
    assert page.isAncestorOf(settings.field("tax_rate_milli"))
    assert any("lots" in grid.error_text("tax_rate_milli") for grid in settings.grids[1:]
               if grid.has("tax_rate_milli"))  # fmt: skip


def test_an_envelope_for_other_paper_is_told_where_it_is_chosen(settings: Any) -> None:
    grid = next(grid for grid in settings.grids if grid.has("envelope"))
    settings.field("paper").setCurrentIndex(settings.field("paper").findData("a4"))
    assert "for US Letter paper" in grid.error_text("envelope")
    settings.field("envelope").setCurrentIndex(settings.field("envelope").findData("din5008_b"))
    assert grid.error_text("envelope") == ""


def test_only_pictures_become_a_logo(settings: Any, tmp_path: Path) -> None:
    logo = settings.field("firm_logo")
    script = tmp_path / "logo.png"
    script.write_bytes(b"<svg onload=alert(1)>")
    logo.take(script)
    assert logo.encoded() == ""
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(0x1F4E8C)
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(data, "PNG")  # type: ignore[call-overload]  # the stubs lack bytes as str
    script.write_bytes(bytes(data.data().data()))
    logo.take(script)
    assert logo.encoded() != ""


def test_a_drawing_becomes_a_logo_and_is_shown(settings: Any, tmp_path: Path) -> None:
    logo = settings.field("firm_logo")
    drawing = tmp_path / "logo.svg"
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    logo.take(drawing)
    assert logo.encoded() != ""
    assert not logo._picture.pixmap().isNull()


def test_the_look_is_kept_for_the_user_not_in_the_book(
    settings: Any, asked: Any, qtbot: QtBot, qapp: QApplication
) -> None:
    before = asked(book_settings)
    settings.appearance.theme.setCurrentIndex(2)
    settings.appearance.size_choice.setCurrentIndex(0)
    _save(settings, qtbot)
    kept = load_preferences(user_places(os.environ).preferences)
    assert (kept.theme, kept.text_scale) == (Theme.DARK, 80)
    assert asked(book_settings) == before


def test_a_hold_keeps_its_reason_and_tells_what_follows(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_hold_form(host, runner, HARBOR))
    dialog.hold.setCurrentIndex(1)
    assert "refused unless you say why" in dialog.follows.text()
    area = dialog.findChild(QScrollArea)
    qtbot.waitUntil(lambda: not area.verticalScrollBar().maximum())
    dialog.reason.setText("over the limit since June")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    again = opened(lambda: dialogs.open_hold_form(host, runner, HARBOR))
    assert again.reason.text() == "over the limit since June"
    assert "ends with it" not in again.follows.text()
    again.hold.setCurrentIndex(2)
    told = "The hold “no new credit” (over the limit since June) ends with it"
    assert told in again.follows.text()
    assert "Undo" in again.follows.text()
    again.hold.setCurrentIndex(0)
    assert "ends with it" not in again.follows.text()
