"""The people at a customer: one line each, with numbers to dial and addresses to write to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from collectdesk.domain.rows import ContactRow
from collectdesk.domain.words import counted
from collectdesk.gui import links
from collectdesk.gui.text import for_button, one_line
from collectdesk.gui.theme import look
from collectdesk.gui.widgets import Button, ElidedLabel, FlowLayout, clear, label, plain_tooltip

_SHOWN_AT_FIRST: Final = 2
_LEAST_LINK: Final = 80
_ROUNDING: Final = 2


class _Link(Button):
    """A link that is cut amid its words where it lacks room; then its tooltip has all of them."""

    def __init__(self, words: str) -> None:
        super().__init__(for_button(words), "link")
        self._words, self._hint = one_line(words), ""
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def tell(self, hint: str) -> None:
        """Say what a click does."""
        self._hint = hint
        self._fit()

    def sizeHint(self) -> QSize:
        cut = self.fontMetrics().horizontalAdvance(self._words) - self._shown_width()
        return super().sizeHint() + QSize(cut + _ROUNDING, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(_LEAST_LINK), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _shown_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))

    def _fit(self) -> None:
        around = super().sizeHint().width() - self._shown_width()
        room = self.width() - around
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, room)
        self.setText(for_button(shown))
        whole = "" if shown == self._words else f"{self._words}\n"
        self.setToolTip(plain_tooltip(whole + self._hint) if whole else self._hint)


class ContactsView(QWidget):
    """The first two people, and the rest on demand."""

    def __init__(
        self,
        on_dial: Callable[[ContactRow], object],
        on_mail: Callable[[ContactRow], object],
        on_add: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_dial, self._on_mail, self._on_add = on_dial, on_mail, on_add
        self._contacts: tuple[ContactRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_contacts(self, contacts: Sequence[ContactRow]) -> None:
        """Show these people."""
        if tuple(contacts) == self._contacts and self._column.count():
            return
        self._contacts = tuple(contacts)
        self._fill(_SHOWN_AT_FIRST)

    def _fill(self, most: int) -> None:
        clear(self._column)
        for contact in self._contacts[:most]:
            self._column.addWidget(self._line(contact))
        hidden = len(self._contacts) - most
        if hidden > 0:
            self._column.addWidget(
                Button(f"{counted(hidden, 'more person', 'more people')}", "link",
                       clicked=lambda: self._fill(len(self._contacts)))
            )  # fmt: skip
        if not self._contacts:
            self._column.addWidget(self._nobody())

    def _nobody(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label("Nobody to call is noted yet.", "quiet"))
        row.addWidget(Button("Add a person", "link", clicked=self._on_add))
        row.addStretch(1)
        return line

    def _line(self, contact: ContactRow) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line, gap=6)
        name = ElidedLabel(contact.name or "No name", "strong")
        if contact.rapport:
            name.setToolTip(plain_tooltip(contact.rapport))
        flow.addWidget(name)
        if contact.role:
            flow.addWidget(ElidedLabel(contact.role, "quiet"))
        if contact.phone:
            flow.addWidget(self._phone(contact))
        if contact.email:
            flow.addWidget(self._mail(contact))
        if contact.best_time:
            flow.addWidget(ElidedLabel(f"best {contact.best_time}", "quiet"))
        if contact.do_not_call:
            flow.addWidget(label("do not call", "careful"))
        return line

    def _phone(self, contact: ContactRow) -> _Link:
        words = one_line(contact.phone)
        if contact.extension:
            words = f"{words} ext. {one_line(contact.extension)}"
        can_dial = links.phone_url(contact.phone) is not None
        button = self._link(words, contact.phone, "number")
        button.tell("Dial; right click to copy" if can_dial else "Not a number to dial")
        if can_dial:
            button.clicked.connect(lambda *_: self._on_dial(contact))
        return button

    def _mail(self, contact: ContactRow) -> _Link:
        can_write = links.mail_url(contact.email) is not None
        button = self._link(contact.email, contact.email, "address")
        button.tell("Write; right click to copy" if can_write else "Not an e-mail address")
        if can_write:
            button.clicked.connect(lambda *_: self._on_mail(contact))
        return button

    def _link(self, words: str, copied: str, what: str) -> _Link:
        button = _Link(words)
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

        def open_menu(at: QPoint) -> None:
            menu = QMenu(button)
            copy = menu.addAction(f"Copy {what}")
            copy.triggered.connect(lambda *_: QGuiApplication.clipboard().setText(copied))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(button.mapToGlobal(at))

        button.customContextMenuRequested.connect(open_menu)
        return button
