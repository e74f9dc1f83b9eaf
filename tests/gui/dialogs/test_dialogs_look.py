"""The owner sees how papers look before the settings are saved."""

from __future__ import annotations

import base64
import io
from dataclasses import fields
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.domain.settings import BookSettings
from collectdesk.gui import dialogs, theme
from collectdesk.gui.runner import Runner
from collectdesk.usecases.book_settings import book_settings


@pytest.fixture
def settings(host: QWidget, runner: Runner, opened: Any) -> Any:
    """The open settings."""
    return opened(lambda: dialogs.open_settings(host, runner))


WRITTEN_ELSEWHERE = {"playbook", "letter_texts", "terms_version", "bank_set_aside"}
"""By the form of the manual, by that of letters, with the terms themselves, and with the bank."""


def test_each_setting_has_a_field(settings: Any) -> None:
    missing = {
        setting.name
        for setting in fields(BookSettings)
        if not any(grid.has(setting.name) for grid in settings.grids)
    }
    assert missing == WRITTEN_ELSEWHERE


def _look(settings: Any, opened: Any, qtbot: QtBot) -> Any:
    shown = opened(settings.show_look)
    qtbot.waitUntil(lambda: shown.pane.page_count > 0)
    return PdfReader(io.BytesIO(shown.pane.data)).pages[0]


def _logo() -> str:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs lack bytes as str
    return base64.b64encode(buffer.data().data()).decode()


def test_name_and_logo_are_seen_before_they_are_saved(
    settings: Any, opened: Any, qtbot: QtBot, asked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.field("firm_name").setText("Bright & Sons")
    before = len(_look(settings, opened, qtbot).images)
    monkeypatch.setattr(settings.field("firm_logo"), "_encoded", _logo())
    page = _look(settings, opened, qtbot)
    assert "Bright & Sons" in page.extract_text()
    assert len(page.images) > before
    assert asked(book_settings).firm_name == "Harbor Supplies"


def test_a_payment_link_becomes_a_code_on_the_slip(
    settings: Any, opened: Any, qtbot: QtBot
) -> None:
    plain = len(_look(settings, opened, qtbot).get_contents().get_data())
    settings.field("payment_link").setText("https://pay.example/{number}")
    assert len(_look(settings, opened, qtbot).get_contents().get_data()) > plain + 2_000


def test_what_is_no_safe_link_is_refused_at_its_field(
    settings: Any, qtbot: QtBot, asked: Any
) -> None:
    settings.field("payment_link").setText("javascript:alert(1)")
    settings.save()
    qtbot.waitUntil(lambda: any("https://" in each.text() for each in _labels(settings)))
    assert asked(book_settings).payment_link == ""


def _labels(settings: Any) -> list[Any]:
    return [
        each
        for grid in settings.grids
        for each in grid.findChildren(QWidget)
        if each.property("role") == "error"
    ]


class _Styled(QObject):
    """Counts how often widgets are styled: what is most of the time that a form takes to open."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt names it
        self.count += isinstance(watched, QWidget) and event.type() is QEvent.Type.StyleChange
        return False


def test_a_large_form_is_styled_about_once_and_worn_anew_twice(
    host: QWidget, runner: Runner, opened: Any, qapp: QApplication, request: pytest.FixtureRequest
) -> None:
    watch = _Styled()
    qapp.installEventFilter(watch)
    request.addfinalizer(lambda: qapp.removeEventFilter(watch))
    settings = opened(lambda: dialogs.open_settings(host, runner))
    widgets = len(settings.findChildren(QWidget))
    assert widgets > 200
    assert widgets / 2 < watch.count < 2.5 * widgets
    watch.count = 0
    theme.wear(qapp, dark=False, scale=120)
    request.addfinalizer(lambda: theme.wear(qapp, dark=False))
    assert 0 < watch.count < 3 * len(qapp.allWidgets())
