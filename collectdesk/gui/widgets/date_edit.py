"""A field for a day: typed ("fri", "27 nov", "+3") or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidget, QWidgetAction

from collectdesk.domain.errors import InvalidInput
from collectdesk.gui import icons
from collectdesk.gui.text import near_day
from collectdesk.gui.theme import look
from collectdesk.gui.typed_date import order_of, read_day


class DateEdit(QLineEdit):
    """Holds a day. Down opens the calendar.

    Digits are read in the order of the country of ``currency``, the book's money. In a field for
    what happened already (``past``), "fri" is last Friday and not the next.
    """

    day_changed = Signal()

    def __init__(
        self,
        today: date,
        currency: str,
        parent: QWidget | None = None,
        *,
        past: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAcceptDrops(False)
        self._today = today
        self._order = order_of(currency)
        self._past = past
        self._shown_day: date | None = None
        self._shown_text = ""
        self.setMaxLength(40)
        self.setPlaceholderText("fri, 27 nov, -3" if past else "fri, 27 nov, +3")
        examples = "fri, 27 nov, -3" if past else "fri, 27 nov, +3, end"
        self.setToolTip(f"Type {examples} … or press Down for a calendar")
        self._calendar_action = QAction("Pick a day from a calendar", self)
        self._calendar_action.triggered.connect(self.open_calendar)
        self.addAction(self._calendar_action, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(lambda _: self.day_changed.emit())
        self._draw_icon()

    def day(self) -> date:
        """The day. Raises InvalidInput for an empty field and for text that is no day."""
        if self._shown_day is not None and self.text() == self._shown_text:
            return self._shown_day
        return read_day(self.text(), self._today, self._order, past=self._past)

    def day_or_none(self) -> date | None:
        """The day, or None while the field is empty or not a day yet."""
        try:
            return self.day()
        except InvalidInput:
            return None

    def optional_day(self) -> date | None:
        """The day, None for an empty field. Raises InvalidInput for text that is no day."""
        return None if self.is_blank() else self.day()

    def set_day(self, on: date | None) -> None:
        """Show a day; None empties the field."""
        self._shown_day = on
        self._shown_text = "" if on is None else near_day(on, self._today)
        self.setText(self._shown_text)
        self.day_changed.emit()

    def set_today(self, today: date) -> None:
        """Read what is typed as of another day from now on; the day that is shown stays."""
        on = self.day_or_none()
        self._today = today
        if on is not None:
            self.set_day(on)

    def set_currency(self, currency: str) -> None:
        """Read what is typed from now on as in the country of that money."""
        self._order = order_of(currency)

    def is_blank(self) -> bool:
        return not self.text().strip()

    def open_calendar(self) -> None:
        """Show a calendar below the field; choosing a day there fills the field."""
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        start = self.day_or_none() or self._today
        calendar.setSelectedDate(QDate(start.year, start.month, start.day))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.activated.connect(lambda picked: self._take(picked, menu))
        calendar.clicked.connect(lambda picked: self._take(picked, menu))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()

    def _take(self, picked: QDate, menu: QMenu) -> None:
        self.set_day(date(picked.year(), picked.month(), picked.day()))
        menu.close()
        self.setFocus()
        self.textEdited.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not event.modifiers():
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        on = self.day_or_none()
        if on is not None:
            self.set_day(on)

    def _draw_icon(self) -> None:
        self._calendar_action.setIcon(icons.icon("calendar", look().colours.quiet, 14))
