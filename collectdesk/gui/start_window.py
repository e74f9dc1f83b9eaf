"""What is shown when no book is open: new, open, the recent ones, and the demo."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from collectdesk.base.clock import clock_from_environment
from collectdesk.gui import theme
from collectdesk.gui.opening import Offer, Wish
from collectdesk.gui.session import Session
from collectdesk.gui.text import for_button
from collectdesk.gui.theme import GRID, look, resize_on_screen
from collectdesk.gui.widgets import Banner, Button, ElidedLabel, label, plain_tooltip
from collectdesk.gui.widgets.banner import BannerTone
from collectdesk.gui.widgets.flow import FlowLayout, clear


class StartWindow(QWidget):
    """Tells which book to open; stays until one is open."""

    chosen = Signal(object)  # Wish
    offer_taken = Signal(object)  # Offer
    demo_chosen = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setWindowTitle("CollectDesk")
        self.setProperty("role", "start")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.trouble = Banner()
        self.new_button = Button("New book…", "primary", "book-plus", self._new)
        self.open_button = Button("Open a book…", "", "folder-open", self._open)
        self.demo_button = Button("Look at the demo", "", "play", self.demo_chosen.emit)
        self.restore_button = Button("Restore a backup…", "link", clicked=self.restore)
        self.recent: list[Button] = []
        self.offered: list[Button] = []
        self._offers = QWidget()
        self._offer_row = FlowLayout(self._offers)
        self._offers.hide()
        with theme.dressed_at_once():
            self._lay_out()
        resize_on_screen(self, 760, 560)
        self.new_button.setFocus()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(look().px(540))
        column = QVBoxLayout(card)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(GRID)
        column.addWidget(label("CollectDesk", "title"))
        column.addWidget(
            label("Whom to call today, why, and what to say. Everything stays on your own disk.",
                  "quiet", wrap=True)
        )  # fmt: skip
        column.addSpacing(GRID)
        column.addWidget(self.trouble)
        column.addWidget(self._offers)
        buttons = QHBoxLayout()
        for button in (self.new_button, self.open_button, self.demo_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self.restore_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_recent(column)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def _add_recent(self, column: QVBoxLayout) -> None:
        books = [Path(book) for book in self._session.preferences.recent_books]
        if not books:
            column.addSpacing(GRID)
            column.addWidget(
                label("The demo is a made-up firm with customers, invoices and calls to try things"
                      " on. A book of your own can start from a file of your old program.",
                      "small", wrap=True)
            )  # fmt: skip
            return
        column.addSpacing(2 * GRID)
        column.addWidget(label("Recent books", "section"))
        for path in books:
            column.addLayout(self._recent_line(path))

    def _recent_line(self, path: Path) -> QHBoxLayout:
        line = QHBoxLayout()
        button = Button(for_button(path.stem), "link", clicked=lambda: self.chosen.emit(Wish(path)))
        button.setToolTip(plain_tooltip(str(path)))
        self.recent.append(button)
        line.addWidget(button)
        line.addWidget(ElidedLabel(str(path.parent), "small"), 1)
        return line

    def show_trouble(
        self, sentence: str, offers: Sequence[Offer] = (), tone: BannerTone = "late"
    ) -> None:
        """Say why a book was not opened, with what can be done about it."""
        self.trouble.say(sentence, tone)
        for offer in offers:
            self._add_offer(offer)
        self._offers.setVisible(bool(offers))
        self._lead(not offers)
        if offers:
            self.offered[0].setFocus()

    def _add_offer(self, offer: Offer) -> None:
        kind = "" if self.offered else "primary"
        button = Button(for_button(offer.words), kind, clicked=lambda: self.offer_taken.emit(offer))
        self.offered.append(button)
        self._offer_row.addWidget(button)

    def _forget_offers(self) -> None:
        self.offered.clear()
        clear(self._offer_row)
        self._offers.hide()
        self._lead(True)

    def _lead(self, leads: bool) -> None:
        """Whether a new book is the first thing to do here."""
        self.new_button.set_kind("primary" if leads else "")

    def set_busy(self, words: str) -> None:
        """A book is being made or opened; empty words mean that it is over."""
        for button in (self.new_button, self.open_button, self.demo_button, *self.recent):
            button.setEnabled(not words)
        self._forget_offers()
        if words:
            self.trouble.say(words, "accent")
        elif not self.trouble.text():
            self.trouble.hide()

    def _new(self) -> None:
        from collectdesk.gui.dialogs import open_new_book

        path = open_new_book(self)
        if path is not None:
            self.chosen.emit(Wish(path))

    def restore(self, first: Path | None = None) -> None:
        """Choose a backup to restore, beginning with ``first``."""
        from collectdesk.gui.restore_window import RestoreWindow

        today = clock_from_environment(os.environ).today()
        window = RestoreWindow(self._session, today, self, first=first)
        window.restored.connect(self.chosen)
        window.look_asked.connect(self.chosen)
        window.open()

    def _open(self) -> None:
        path = self._session.ask_for_book(self)
        if path is not None:
            self.chosen.emit(Wish(path))
