"""What every form has in common: it edits a copy and saves it through one door.

A failed save leaves the window open with everything typed; the sentence appears under the field
that it is about, or above the buttons. Esc asks first when something was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any, TypedDict, Unpack

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from collectdesk.domain.changes import Outcome
from collectdesk.domain.errors import InvalidInput
from collectdesk.gui.bugs import tell_in
from collectdesk.gui.dialogs import asking
from collectdesk.gui.dialogs.roomy_area import RoomyArea
from collectdesk.gui.jobs import Job
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import sentence
from collectdesk.gui.theme import GRID, look, room_on_screen
from collectdesk.gui.widgets.banner import Banner
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.form_grid import FormGrid
from collectdesk.gui.widgets.labels import ElidedLabel, label, rule
from collectdesk.usecases.consequences import Consequences, consequences

NARROW = 460
MIDDLE = 620
WIDE = 860
_LABEL_WIDTH = 96
_LIST_SHARE = 30


def while_open(window: QWidget, answer: Callable[[Any], object]) -> Callable[[Any], None]:
    """``answer``, called only while ``window`` exists: answers may come after it closed."""

    def call(result: Any) -> None:
        if isValid(window):
            answer(result)

    return call


class FormShape(TypedDict, total=False):
    """``about`` is a name that someone typed, ``lead`` a sentence of ours; the others are pixels at
    100 %."""

    about: str
    lead: str
    width: int
    height: int
    label_width: int


class FormFrame(QDialog):
    """The frame of a form: heading, fields, a place for errors, Cancel and the saving button.

    A subclass fills ``grid`` or ``body``, then calls ``begin()``. It says what was typed in
    ``typed()`` and saves in ``save()``.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        save_words: str,
        **shape: Unpack[FormShape],
    ) -> None:
        super().__init__(parent)
        about, lead = shape.get("about", ""), shape.get("lead", "")
        width, height = shape.get("width", NARROW), shape.get("height", 0)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._forgone = 0
        self._wanted = QSize(look().px(width), look().px(height))
        self.setMinimumWidth(min(look().px(min(width, WIDE)), room_on_screen(self).width()))
        self.heading = label(title, "heading")
        self.about = ElidedLabel(about, "quiet")
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.about.setVisible(bool(about))
        self.lead = label(lead, "quiet", wrap=True)
        self.lead.setVisible(bool(lead))
        self.grid = FormGrid(label_width=shape.get("label_width", _LABEL_WIDTH))
        self.grids = [self.grid]
        self._error_places: dict[str, QLabel] = {}
        self._told_at: dict[str, QWidget] = {}
        self.banner = Banner()
        self.save_button = Button(save_words, "primary", clicked=self.save)
        self.save_button.setToolTip("Ctrl+Enter")
        self.save_button.setDefault(True)
        self.cancel_button = Button("Cancel", clicked=self.reject)
        self.cancel_button.setToolTip("Esc")
        self._start: Any = None
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save_button.click)

    def begin(self) -> None:
        """Remember what stands in the fields, to know later whether something was typed."""
        self._start = self.typed()

    def typed(self) -> object:
        """What stands in the fields, in a form that can be compared."""
        return None

    def save(self) -> None:
        """Save what was typed; called by Enter, Ctrl+Enter and the button."""
        raise NotImplementedError

    @property
    def is_changed(self) -> bool:
        """Whether something was typed since the form opened."""
        return bool(self.typed() != self._start)

    def show_error(self, error: BaseException) -> None:
        """Show a failure where it belongs; the fields keep what was typed."""
        field = error.field if isinstance(error, InvalidInput) else ""
        if field in self._error_places:
            self._tell_at(field, sentence(error))
        elif not any(grid.add_error(field, sentence(error)) for grid in self.grids):
            tell_in(self.banner, error)
        self.adjust_height()
        QTimer.singleShot(0, self, self._show_focused)

    def _show_focused(self) -> None:
        """What is wrong is where the keys are: it is scrolled into sight."""
        focused = self.focusWidget()
        if focused is not None:
            self._area.ensureWidgetVisible(focused)

    def clear_errors(self) -> None:
        """Take away what an earlier attempt was told."""
        for grid in self.grids:
            grid.clear_errors()
        for field in self._error_places:
            self._tell_at(field, "")
        self.banner.hide()

    def clear_error(self, field: str) -> None:
        """What was told in the line for errors of ``field`` holds no longer."""
        self._tell_at(field, "")

    def error_place(self, field: str, part: QWidget) -> QLabel:
        """A line for errors of ``field`` where a grid's rows do not fit; empty lines are hidden.

        They are the description of the ``part`` of the form that they are about.
        """
        place = label("", "error", wrap=True)
        place.setObjectName(f"error-{field}")
        place.hide()
        self._error_places[field], self._told_at[field] = place, part
        return place

    def _tell_at(self, field: str, words: str) -> None:
        self._error_places[field].setText(words)
        self._error_places[field].setVisible(bool(words))
        self._told_at[field].setAccessibleDescription(words)

    def set_busy(self, busy: bool) -> None:
        """Whether a step is running that the form waits for."""
        self.save_button.setEnabled(not busy)

    def keep_in_view(self, words: QWidget) -> None:
        """What a step brings about stands right above the buttons, however far the fields scroll.

        Call it in the order in which the words shall stand.
        """
        self._strip.insertWidget(self._strip.count() - 1, words)

    def lean(self, height: int) -> int:
        """So high a list is at least (pixels at 100 %), within a share of the screen.

        The window opens with room for the whole height where the screen has it.
        """
        least = min(look().px(height), room_on_screen(self).height() * _LIST_SHARE // 100)
        self._forgone += look().px(height) - least
        return least

    def adjust_height(self) -> None:
        """Make room for what appeared; never smaller than the owner made the window."""
        self.resize(self.width(), max(self.height(), self._fitting_height()))

    def reject(self) -> None:
        if self.is_changed and not asking.confirm(
            self, "Leave without saving what you typed?", "Leave", "Keep editing"
        ):
            return
        super().reject()
        below = self.parentWidget()
        if below is not None:
            below.activateWindow()  # two windows that close at once may leave the keys to nobody

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tab_along_buttons()
        wanted = self._wanted.boundedTo(room_on_screen(self))
        wide = min(max(wanted.width(), self.sizeHint().width()), room_on_screen(self).width())
        self.resize(wide, self.height())
        self.resize(wide, max(wanted.height(), self._fitting_height()))

    def _tab_along_buttons(self) -> None:
        """Tab goes along the row of buttons as it is seen, whichever was added last."""
        items = (self.buttons.itemAt(place) for place in range(self.buttons.count()))
        widgets = (item.widget() for item in items if item is not None)
        seen = [widget for widget in widgets if widget is not None]
        for before, after in pairwise(seen):
            QWidget.setTabOrder(before, after)

    def _fitting_height(self) -> int:
        """The height at which nothing scrolls, as far as the screen has it."""
        self._whole.activate()
        self._area.updateGeometry()
        self._whole.activate()
        wanted = self._whole.totalHeightForWidth(self.width())
        wanted = max(wanted, self._whole.totalSizeHint().height()) + self._forgone
        return min(wanted, room_on_screen(self).height())

    def _lay_out(self) -> None:
        margin = 3 * GRID
        content = QWidget()
        top = QVBoxLayout(content)
        top.setContentsMargins(margin, 20, margin, GRID)
        top.setSpacing(12)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        for words in (self.heading, self.about, self.lead):
            titles.addWidget(words)
        top.addLayout(titles)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.body.addWidget(self.grid)
        top.addLayout(self.body, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setContentsMargins(margin, 12, margin, 16)
        self.buttons.setSpacing(GRID)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.save_button)
        self._area = RoomyArea(content)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._strip = QVBoxLayout()
        self._strip.setContentsMargins(margin, 0, margin, GRID)
        self._strip.setSpacing(GRID)
        self._strip.addWidget(self.banner)
        whole.addWidget(self._area, 1)
        whole.addLayout(self._strip)
        whole.addWidget(rule())
        whole.addLayout(self.buttons)


class FormDialog(FormFrame):
    """A form on the open book. ``saved`` carries the result of the use case."""

    saved = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        title: str,
        save_words: str,
        **shape: Unpack[FormShape],
    ) -> None:
        super().__init__(parent, title, save_words, **shape)
        self.runner = runner
        runner.day_began.connect(self._begin_day)

    def _begin_day(self, today: date) -> None:
        """From midnight on, "today" is another day where it is typed; what is shown stays."""
        for field in self.findChildren(DateEdit):
            field.set_today(today)

    def send(
        self,
        usecase: Callable[..., Any],
        command: Callable[[], object],
        then: Callable[[Any], object] | None = None,
    ) -> None:
        """Run the use case with what ``command`` makes of the fields; close when it succeeded.

        ``then`` gets the result after the window has closed.
        """
        self.clear_errors()
        try:
            made = command()
        except InvalidInput as error:
            self.show_error(error)
            return
        self.set_busy(True)

        def succeeded(outcome: Outcome[Any]) -> None:
            self.set_busy(False)
            self.saved.emit(outcome.result)
            self.accept()
            if then is not None:
                then(outcome.result)

        self.runner.do(
            usecase, made, then=while_open(self, succeeded), failed=while_open(self, self._failed)
        )

    def tell_consequences(
        self,
        usecase: Callable[..., Any],
        command: Callable[[], object],
        tell: Callable[[Consequences], object],
        objected: Callable[[BaseException], object] = lambda _: None,
    ) -> None:
        """Ask what the step would bring about; nothing is told of what cannot be done yet, but why
        not to ``objected``."""
        self.foresee(
            lambda work, made: consequences(work, usecase, made),
            command,
            tell,
            lambda: tell(Consequences("")),
            objected,
        )

    def foresee(
        self,
        question: Callable[..., Any],
        command: Callable[[], object],
        tell: Callable[[Any], object],
        nothing: Callable[[], object],
        objected: Callable[[BaseException], object] = lambda _: None,
    ) -> None:
        """Ask ``question`` about the step, and tell ``nothing`` of what cannot be done yet; the
        book's reason goes to ``objected``."""
        try:
            made = command()
        except InvalidInput:
            self.forget_foreseen()
            nothing()
            return
        self.runner.ask(
            question,
            made,
            then=while_open(self, tell),
            failed=while_open(self, lambda error: (nothing(), objected(error))),
            key=f"consequences-{id(self)}",
        )

    def forget_foreseen(self) -> None:
        """Drop the answer to what was asked ahead: something was changed since."""
        self.runner.forget(f"consequences-{id(self)}")

    def run_job(
        self,
        function: Callable[..., Any],
        command: object,
        then: Callable[[Any], object],
        failed: Callable[[BaseException], object],
        title: str,
    ) -> Job:
        """Run a long job for this window; closing the window cancels it."""
        job = self.runner.job(
            function,
            command,
            then=while_open(self, then),
            failed=while_open(self, failed),
            title=title,
            parent=self,
        )
        self.finished.connect(job.cancel)
        return job

    def _failed(self, error: BaseException) -> None:
        self.set_busy(False)
        self.show_error(error)
