"""The look: everything can be read, in light and in dark, at every text size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import theme
from collectdesk.gui.session import Session
from collectdesk.gui.widgets.banner import Banner

LEAST_CONTRAST = 4.5
Pairs = Callable[[theme.Colours], list[tuple[str, str]]]


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_every_text_is_readable_on_every_ground_it_stands_on(
    colours: theme.Colours, contrast_pairs: Pairs
) -> None:
    weak = {
        pair: round(theme.contrast(*pair), 2)
        for pair in contrast_pairs(colours)
        if theme.contrast(*pair) < LEAST_CONTRAST
    }
    assert not weak


def test_contrast_is_counted_as_the_web_guidelines_do() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_interface_wears_its_own_font_in_two_weights(
    qapp: QApplication, session: Session
) -> None:
    plain, strong = theme.look().font(), theme.look().font(strong=True)
    assert QFontInfo(plain).family() == QFontInfo(strong).family() == "Inter"
    assert QFontInfo(strong).styleName() == "SemiBold"


def test_text_grows_and_shrinks_within_bounds_and_is_remembered(
    session: Session, home: object
) -> None:
    session.change_text_scale(10)
    assert theme.look().scale == 110
    for _ in range(12):
        session.change_text_scale(10)
    assert theme.look().scale == 160
    session.take_changes()
    assert session.preferences.text_scale == 160
    session.change_text_scale(0)
    assert theme.look().scale == 100


def test_the_theme_can_be_switched_and_is_remembered(session: Session) -> None:
    before = theme.look().dark
    session.switch_theme()
    assert theme.look().dark is not before
    session.take_changes()
    assert theme.look().dark is not before
    session.switch_theme()
    assert theme.look().dark is before


def test_a_sentence_on_a_banner_stays_readable_when_the_look_changes(
    qapp: QApplication, qtbot: QtBot
) -> None:
    theme.load_fonts()
    theme.wear(qapp, dark=False)
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say("One call a day is enough.")
    try:
        theme.wear(qapp, dark=True)
        (words,) = banner.findChildren(QLabel)
        ink = words.palette().windowText().color()
        assert ink == theme.look().pill("careful")[1]
    finally:
        theme.wear(qapp, dark=False)


def test_a_banner_is_read_out_when_it_appears_and_when_it_says_something_else(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        told.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    host = QWidget()
    banner = Banner(host)
    qtbot.addWidget(host)
    banner.say("Nothing is late.", "good")
    assert not told, "what is not shown is not read out"
    host.show()
    banner.say("Nothing is late.", "good")
    banner.say("Nothing was saved.", "late")
    polite = QAccessible.AnnouncementPoliteness
    assert told == [
        ("Nothing is late.", polite.Polite),
        ("Nothing was saved.", polite.Assertive),
    ]
