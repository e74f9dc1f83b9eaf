"""The main window: puts bar, places and status line together, and keeps them in step."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from collectdesk.domain.changes import Changes
from collectdesk.domain.sheet import ShownList
from collectdesk.gui import places, theme
from collectdesk.gui.actions import Actions
from collectdesk.gui.bugs import bugs
from collectdesk.gui.keys import ShortcutGuard
from collectdesk.gui.menus import build_menu, fill_menu_bar
from collectdesk.gui.opening import Relock, Wish
from collectdesk.gui.panes.desk import SPLITTER, DeskPlace
from collectdesk.gui.runner import BookFacts, Runner
from collectdesk.gui.safety import BookSafety
from collectdesk.gui.scene import Scene
from collectdesk.gui.session import Session
from collectdesk.gui.status_bar import StatusBar
from collectdesk.gui.top_bar import TopBar
from collectdesk.gui.widgets import Banner, rule
from collectdesk.usecases.figures import status_line

_USUAL_SIZE: Final = QSize(1440, 900)
_FRAME: Final = QSize(16, 48)
_LEAST_SIZE: Final = (1000, 620)


class MainWindow(QMainWindow):
    """One open book. ``left`` tells what to show instead once the book is closed."""

    left = Signal(object)  # a Wish or Relock, or None for the start

    def __init__(
        self, runner: Runner, session: Session, parent: QWidget | None = None, *, look: str = ""
    ) -> None:
        """``look`` tells why the book is open only to be looked at; empty where it is not."""
        super().__init__(parent)
        self._look = look
        self.session = session
        self._closed = False
        self.runner = runner
        runner.setParent(self)
        with theme.dressed_at_once():
            self._build()

    def _build(self) -> None:
        runner = self.runner
        self.scene = Scene(runner, self)
        self.actions_by_key = Actions(self.scene, self)
        self._guard = ShortcutGuard(self)
        self.setWindowTitle("CollectDesk")
        self.setMinimumSize(*_LEAST_SIZE)
        self.setAcceptDrops(True)
        self._menu = QMenu(self)
        build_menu(self._menu, self.actions_by_key)
        fill_menu_bar(self.menuBar(), self.actions_by_key)
        self.top_bar = TopBar(self.actions_by_key, self._menu)
        self.desk = DeskPlace(self.scene, self.actions_by_key)
        self.status = StatusBar(self.actions_by_key["edit.undo"].trigger)
        self.notice = Banner()
        self.safety = BookSafety(self, runner, self.session, self.notice, self.status, self._leave)
        self._stack = QStackedWidget()
        self._places: dict[str, QWidget] = {"desk": self.desk}
        self._lay_out()
        self._connect()
        self._restore()
        self.top_bar.show_place("desk")
        self.desk.customers.list.setFocus()
        self._ask_for_everything()

    def _ask_for_everything(self) -> None:
        """Asked at once, answered when the book is open."""
        self.desk.ask_first()
        self._ask_sums()

    def _lay_out(self) -> None:
        self._stack.addWidget(self.desk)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(rule())
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        column.addWidget(rule())
        column.addWidget(self.status)
        self.setCentralWidget(inside)

    def _connect(self) -> None:
        runner, scene = self.runner, self.scene
        self.top_bar.place_asked.connect(self.go_to)
        scene.place_asked.connect(self.go_to)
        scene.customer_asked.connect(self.show_customer)
        scene.told.connect(self.status.say)
        runner.opened.connect(self._opened)
        runner.changed.connect(self._changed)
        runner.said.connect(self._say_done)
        runner.undo_changed.connect(self._offer_undo)
        runner.troubled.connect(self.session.tell_trouble)
        runner.broke.connect(self._tell_bug)
        runner.day_began.connect(lambda _: self.refresh())
        self.desk.sizes_changed.connect(
            lambda sizes: self.session.remember_splitter(SPLITTER, sizes)
        )
        self._sums_timer = QTimer(self, interval=0, singleShot=True)
        self._sums_timer.timeout.connect(self._ask_sums)

    def _restore(self) -> None:
        preferences = self.session.preferences
        room = self.screen().availableGeometry().size() - _FRAME
        self.resize(_USUAL_SIZE.boundedTo(room))
        if preferences.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(preferences.window_geometry.encode()))
        sizes = preferences.splitter_sizes.get(SPLITTER)
        if sizes:
            self.desk.splitter.setSizes(sizes)

    def _opened(self, facts: BookFacts) -> None:
        self.setWindowTitle(f"{facts.path.stem} – CollectDesk")
        self.status.show_book(facts.path)
        if not facts.is_writable:
            self.safety.tell_only_look(self._look)
            self.setWindowTitle(f"{facts.path.stem} (only to look at) – CollectDesk")

    def _changed(self, changes: Changes) -> None:
        if not changes.kinds or changes.touches("setting"):
            self.session.take_changes()
        self.desk.on_changed(changes)
        for place in self._places.values():
            if isinstance(place, places.Place):
                place.on_changed(changes)
        self._sums_timer.start()

    def _tell_bug(self, error: BaseException) -> None:
        bugs().tell(error, self)

    def _say_done(self, label: str, can_undo: bool) -> None:
        self.status.say(label, can_undo=can_undo)

    def _offer_undo(self) -> None:
        if self.runner.undo_label is None:
            self.status.undo.hide()

    def _ask_sums(self) -> None:
        self.runner.ask(status_line, then=self.status.show_sums, key="sums")

    def refresh(self) -> None:
        """Ask again for everything that is shown."""
        self.desk.refresh()
        self._ask_sums()
        current = self._stack.currentWidget()
        if isinstance(current, places.Place):
            current.refresh()

    def go_to(self, key: str) -> None:
        """Show a place, made when first gone to; "watch:disputes" is a list of it."""
        key, _, part = key.partition(":")
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = places.make(key, self.scene, self.actions_by_key)
            self._stack.addWidget(place)
        self._stack.setCurrentWidget(place)
        self.top_bar.show_place(key)
        if part and isinstance(place, places.Place):
            place.show_part(part)  # first, so that it is answered first
        if isinstance(place, places.Place | DeskPlace):
            place.came()

    def place(self) -> QWidget | None:
        """The place that is shown."""
        return self._stack.currentWidget()

    def shown_list(self) -> ShownList | None:
        """What the list that is shown would be as a file; None where it cannot be one."""
        place = self.place()
        return place.shown_list() if isinstance(place, places.Place | DeskPlace) else None

    def show_customer(self, customer_id: int) -> None:
        """Show a customer on the desk."""
        self.go_to("desk")
        self.desk.show_customer(customer_id)

    def open_finder(self) -> None:
        """Open the finder over the window."""
        from collectdesk.gui.palette import Finder

        Finder(self.scene, self.actions_by_key, self).open_over(self)

    def focus_search(self) -> None:
        """Go to the search field of what is shown."""
        place = self.place()
        search = place.search if isinstance(place, places.Place) else self.desk.customers.search
        search.setFocus()
        search.selectAll()

    def focus_call(self) -> None:
        """Go to the call console."""
        self.desk.calls.focus_answers()

    def start_timer(self) -> None:
        """A call begins."""
        self.desk.calls.start_timer()

    def focus_next_pane(self) -> None:
        """Go to the next of list, invoices and call."""
        self.go_to("desk")
        panes = self.desk.panes()
        inside = [at for at, pane in enumerate(panes) if pane.hasFocus()]
        panes[(inside[0] + 1) % len(panes) if inside else 0].setFocus()

    def move_customer(self, step: int) -> None:
        """Choose the next or the previous customer of the list."""
        self.desk.customers.step(step)

    def change_text_scale(self, step: int) -> None:
        """Make text larger or smaller by ``step`` percent; 0 makes it normal again."""
        self.session.change_text_scale(step)

    def switch_theme(self) -> None:
        """Change between light and dark."""
        self.session.switch_theme()

    def show_shortcuts(self) -> None:
        """List all shortcuts."""
        from collectdesk.gui.shortcuts import ShortcutsWindow

        ShortcutsWindow(self.actions_by_key, self).open()

    def leave_book(self) -> None:
        """Close the book and go to the start."""
        self._leave(None)

    def choose_new_book(self) -> None:
        """Make a new book and go to it."""
        from collectdesk.gui.dialogs import open_new_book

        path = open_new_book(self)
        if path is not None:
            self._leave(Wish(path))

    def choose_book(self) -> None:
        """Open another book."""
        path = self.session.ask_for_book(self)
        if path is not None:
            self._leave(Wish(path))

    def _leave(self, target: Wish | Relock | None) -> None:
        """Close the book for something else; whoever shows that lets the program end again."""
        QApplication.setQuitOnLastWindowClosed(False)
        self.close()
        if self._closed:
            self.left.emit(target)
        else:
            QApplication.setQuitOnLastWindowClosed(True)

    def _may_close(self) -> bool:
        if self.runner.is_busy and not self.session.may_cancel_job(self):
            return False
        return not self.desk.calls.unlogged() or self.session.may_lose_call(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from collectdesk.gui import dropping

        dropping.may_drop(self.scene, event)

    def dropEvent(self, event: QDropEvent) -> None:
        from collectdesk.gui import dropping

        dropping.take_dropped(self.scene, event, self.scene.subject_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._guard.opens_menu(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closed:
            return
        if not self._may_close():
            event.ignore()
            return
        self._closed = True
        self.session.remember_geometry(bytes(self.saveGeometry().toBase64().data()).decode())
        self._guard.stop()
        self.hide()
        self.safety.let_go()
        super().closeEvent(event)
