"""A new book is made where it was said and nowhere else; its settings are kept in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.base.paths import user_places
from collectdesk.base.preferences import Theme, load_preferences
from collectdesk.bootstrap import open_desk
from collectdesk.gui import dialogs
from collectdesk.gui.dialogs.new_book import NewBookDialog
from collectdesk.gui.runner import Runner
from collectdesk.usecases.book_settings import book_settings
from tests.gui.dialogs.hands import save


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
    save(settings, qtbot)
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
    save(settings, qtbot)
    kept = load_preferences(user_places(os.environ).preferences)
    assert (kept.theme, kept.text_scale) == (Theme.DARK, 80)
    assert asked(book_settings) == before
