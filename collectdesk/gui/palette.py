"""The finder (Ctrl+K): customers, invoices, phone numbers, notes and commands in one list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from collectdesk.domain.form_rows import Found
from collectdesk.gui import icons
from collectdesk.gui.actions import Actions
from collectdesk.gui.eliding import elided
from collectdesk.gui.scene import Scene
from collectdesk.gui.tables.roles import DISPLAY, DRAWN_LEFT, DRAWN_RIGHT, ROOT, SPOKEN, Index
from collectdesk.gui.text import one_line
from collectdesk.gui.theme import SMALL, colour, look
from collectdesk.gui.widgets import label
from collectdesk.usecases.searching import find_anything

_LIMIT: Final = 20
_MOST_COMMANDS: Final = 6
_COMMANDS_WITHOUT_TEXT: Final = 12
_ROW_HEIGHT: Final = 38
_APART: Final = 20
_DETAIL_SHARE: Final = 40
_ICONS: Final = {
    "customer": "building-2",
    "invoice": "file-text",
    "call": "phone",
    "contact": "user",
    "phone": "phone",
    "note": "notebook-pen",
    "command": "arrow-right",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of the finder and what Enter does."""

    kind: str
    title: str
    detail: str
    run: Callable[[], object]


class HitModel(QAbstractListModel):
    """The lines of the finder."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()

    def set_hits(self, hits: tuple[Hit, ...]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == DISPLAY:
            return hit.title
        if role == SPOKEN:
            return f"{hit.kind}: {hit.title}. {hit.detail}"
        return None


class HitPainter(QStyledItemDelegate):
    """Paints an icon, the title and the detail on the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look().px(200), look().px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, HitModel)
        hit, worn, box = model.hits[index.row()], look(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, colour(worn.colours.chosen))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()),
                             colour(worn.colours.accent))  # fmt: skip
        side = worn.px(15)
        square = QRectF(box.left() + 16, box.center().y() - side / 2 + 0.5, side, side)
        icons.paint(painter, _ICONS.get(hit.kind, "info"), worn.colours.quiet, square)
        inner = box.adjusted(16 + side + 12, 0, -16, 0)
        painter.setFont(worn.font(strong=hit.kind == "customer"))
        metrics = painter.fontMetrics()
        small = QFontMetrics(worn.font(SMALL))
        kept = min(
            small.horizontalAdvance(hit.detail) + _APART, inner.width() * _DETAIL_SHARE // 100
        )
        title = elided(hit.title, metrics, inner.width() - kept)
        painter.setPen(worn.tone("plain"))
        painter.drawText(inner, DRAWN_LEFT, title)
        room = inner.width() - metrics.horizontalAdvance(title) - _APART
        painter.setFont(worn.font(SMALL))
        painter.setPen(worn.tone("quiet", tinted=chosen))
        detail = elided(hit.detail, painter.fontMetrics(), room)
        painter.drawText(inner, DRAWN_RIGHT, detail)


class Finder(QDialog):
    """Type, move with up and down, Enter goes there, Esc closes."""

    def __init__(self, scene: Scene, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._scene, self._actions = scene, actions
        self._tallest = parent.height()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Find anything")
        self.field = QLineEdit()
        self.field.setAcceptDrops(False)
        self.field.setPlaceholderText("Find customer, invoice, phone, note or command…")
        self.field.setAccessibleName("Find anything")
        self.field.setMaxLength(200)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self._model = HitModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(HitPainter(self))
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName("Found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        self._is_asking = self._goes_when_found = False
        self._nothing = label("", "quiet")
        self._nothing.setContentsMargins(16, 8, 16, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 6)
        column.setSpacing(6)
        for widget in (self.field, self.list, self._nothing):
            column.addWidget(widget)
        self._search("")

    def open_over(self, window: QWidget) -> None:
        """Show near the top of ``window``."""
        width = min(look().px(640), window.width() - 80)
        self._tallest = window.height() - 200
        self.setFixedWidth(width)
        self._fit_height()
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + 64)
        self.open()
        self.field.setFocus()

    def hits(self) -> tuple[Hit, ...]:
        """The lines that are shown."""
        return self._model.hits

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(colour(look().colours.quiet))  # the window's edge: it has no frame
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = event.type() is QEvent.Type.KeyPress
        if watched is self.field and is_press and isinstance(event, QKeyEvent):
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        step = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        key = Qt.Key(event.key())
        if key in step:
            last = len(self._model.hits) - 1
            self._stand_on(max(0, min(last, self.list.currentIndex().row() + step[key])))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._is_asking:
                self._goes_when_found = True
            else:
                self._run(self.list.currentIndex().row())
            return True
        return False

    def done(self, result: int) -> None:
        self._scene.runner.forget("finder")
        super().done(result)

    def _search(self, text: str) -> None:
        self._is_asking, self._goes_when_found = bool(text.strip()), False
        if not self._is_asking:
            self._scene.runner.forget("finder")
            self._show(self._commands("", _COMMANDS_WITHOUT_TEXT))
            return
        self._scene.runner.ask(
            find_anything,
            text,
            _LIMIT,
            then=lambda found: self._show_found(text, found),
            key="finder",
        )

    def _show_found(self, text: str, found: tuple[Found, ...]) -> None:
        hits = tuple(self._hit(each) for each in found)
        commands = self._commands(text, _MOST_COMMANDS)
        named = tuple(each for each in commands if _begins_words(text, each.title))
        self._show(named + hits + tuple(each for each in commands if each not in named))
        self._is_asking = False
        if self._goes_when_found:
            self._run(0)

    def _show(self, hits: tuple[Hit, ...]) -> None:
        self._model.set_hits(hits)
        self._nothing.setText("" if hits else "Nothing fits. Try part of a name or a number.")
        self._nothing.setVisible(not hits)
        self._fit_height()
        self._stand_on(0)

    def _fit_height(self) -> None:
        rows = max(1, len(self._model.hits))
        self.list.setFixedHeight(min(rows * look().px(_ROW_HEIGHT) + 4, self._tallest))
        self.adjustSize()

    def _stand_on(self, row: int) -> None:
        self.list.setCurrentIndex(self._model.index(row, 0))

    def _run(self, row: int) -> None:
        if 0 <= row < len(self._model.hits):
            run = self._model.hits[row].run
            self.accept()
            run()

    def _hit(self, found: Found) -> Hit:
        return Hit(
            found.kind, one_line(found.title), one_line(found.detail), lambda: self._go(found)
        )

    def _go(self, found: Found) -> None:
        self._scene.show_customer(found.customer_id)
        if found.kind == "invoice":
            from collectdesk.gui.dialogs import open_invoice_detail

            open_invoice_detail(self._scene.window, self._scene.runner, found.ref_id)

    def _commands(self, text: str, most: int) -> tuple[Hit, ...]:
        words = text.casefold().split()
        hits = []
        for spec, action in self._actions:
            searched = f"{spec.text} {spec.words}".casefold()
            if action.isEnabled() and all(word in searched for word in words):
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                hits.append(Hit("command", spec.text, keys, action.trigger))
        hits.sort(key=lambda hit: not _begins_words(text, hit.title))
        return tuple(hits[:most])


def _begins_words(typed: str, name: str) -> bool:
    """Whether each word that was typed begins a word of the name; nothing typed begins none."""
    words = name.casefold().split()
    begun = [any(word.startswith(each) for word in words) for each in typed.casefold().split()]
    return bool(begun) and all(begun)
