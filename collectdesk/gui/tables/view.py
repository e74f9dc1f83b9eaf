"""The table view: whole rows, fixed heights, chosen widths, keys that do what people expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from collectdesk.gui.tables.columns import Column, Shown
from collectdesk.gui.tables.model import RowModel
from collectdesk.gui.tables.painter import ROW_HEIGHT, SIDE, CellPainter
from collectdesk.gui.tables.widths import fitted
from collectdesk.gui.theme import look

_HEADER_HEIGHT: Final = 32
_MEASURED_ROWS: Final = 100
_MEASURED_TEXTS: Final = 3
_COPIED_AT_ONCE: Final = 200


class RowTable(QTableView):
    """Shows rows under columns. ``picked`` tells the row that is opened (Enter, double click)."""

    chosen = Signal(object)
    picked = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        shown: Shown,
        name: str,
        parent: QWidget | None = None,
        *,
        sortable: bool = True,
    ) -> None:
        super().__init__(parent)
        self._needs: dict[bool, tuple[int, ...]] = {}
        self._fitted_room = 0
        self._to_copy: Iterator[str] = iter(())
        self._copied: list[str] = []
        self._copy_on = QTimer(self, interval=0, singleShot=True)
        self._copy_on.timeout.connect(self._copy_some)
        self.rows_model = RowModel(columns, shown, self)
        self.setModel(self.rows_model)
        self.setItemDelegate(CellPainter(self))
        self.setAccessibleName(name)
        self._sortable = sortable
        self._set_behaviour()
        self._set_sizes()
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.doubleClicked.connect(lambda index: self.picked.emit(self._row(index)))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; rows must be set again."""
        if [each.title for each in columns] == [each.title for each in self.rows_model.columns]:
            return
        self._needs.clear()
        self.rows_model.set_columns(columns)
        self._set_widths()

    def set_rows(self, rows: Sequence[Any], shown: Shown, chosen: Any = None) -> None:
        """Show rows in the order that the owner sorted by; ``chosen`` is the row to stand on."""
        scrolled = self.verticalScrollBar().value()
        self.rows_model.set_rows(rows, shown)
        self._measure_anew()
        header = self.horizontalHeader()
        if self._sortable and header.sortIndicatorSection() >= 0:
            self.rows_model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.verticalScrollBar().setValue(scrolled)
        if chosen is not None:
            self.choose(chosen)

    def choose(self, row: Any) -> bool:
        """Stand on ``row``; False if it is not shown."""
        rows = self.rows_model.rows()
        if row not in rows:
            return False
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self.rows_model.index(rows.index(row), 0), flag.ClearAndSelect | flag.Rows
        )
        return True

    def chosen_row(self) -> Any:
        """The row that the owner stands on, or None."""
        return self._row(self.currentIndex())

    def row_below(self, at: QPointF) -> Any:
        """The row at a place of the screen, or None."""
        return self._row(self.indexAt(self.viewport().mapFromGlobal(at).toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            row = self.chosen_row()
            if row is not None:
                self.picked.emit(row)
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_widths()

    def updateGeometries(self) -> None:
        """The bar that scrolls rows takes its room from the columns, also where it comes late."""
        super().updateGeometries()
        if self._room() != self._fitted_room:
            self._set_widths()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._set_sizes()

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # Of the table's own choice, the header would ask of each column whether all rows are in it.
        header.setSelectionModel(QItemSelectionModel(self.rows_model, header))
        header.setSectionsClickable(self._sortable)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        if self._sortable:
            header.setSortIndicatorClearable(True)
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)

    def _set_sizes(self) -> None:
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(look().px(ROW_HEIGHT))
        vertical.setDefaultSectionSize(look().px(ROW_HEIGHT))
        self.horizontalHeader().setFixedHeight(look().px(_HEADER_HEIGHT))
        self._needs.clear()
        self._set_widths()

    def _set_widths(self) -> None:
        columns = self.rows_model.columns
        self._fitted_room = self._room()
        widths = fitted(columns, self._needed(brief=False), self._fitted_room)
        brief = False
        if not all(widths) and any(column.brief for column in columns):
            narrow = fitted(columns, self._needed(brief=True), self._fitted_room)
            brief = narrow.count(0) < widths.count(0)
            widths = narrow if brief else widths
        self.rows_model.be_brief(brief)
        for at, width in enumerate(widths):
            self.setColumnHidden(at, not width)
            if width:
                self.setColumnWidth(at, width)

    def _needed(self, *, brief: bool) -> tuple[int, ...]:
        """The pixels for what stands in each column, whole or brief; measured once."""
        if brief not in self._needs:
            count = len(self.rows_model.columns)
            self._needs[brief] = tuple(self._need(at, brief) for at in range(count))
        return self._needs[brief]

    def _need(self, at: int, brief: bool) -> int:
        """The pixels for what stands in a column, as far as it is to fit that; else 0."""
        model = self.rows_model
        column = model.columns[at]
        measured = range(min(model.rowCount(), _MEASURED_ROWS)) if column.most else ()
        texts = {model.text(row, at, brief=brief) for row in measured}
        if not texts:
            return 0
        metrics = QFontMetrics(look().font(strong=True))
        longest = sorted({model.title(at, brief=brief), *texts}, key=len)[-_MEASURED_TEXTS:]
        return max(map(metrics.horizontalAdvance, longest)) + 2 * SIDE + 1

    def _measure_anew(self) -> None:
        """Other texts or another size: widths follow where that changes what is needed."""
        before, self._needs = self._needs, {}
        if not any(column.most for column in self.rows_model.columns):
            return
        if not before or {brief: self._needed(brief=brief) for brief in before} != before:
            self._set_widths()

    def _room(self) -> int:
        """The width for columns. The header's is the same as that of Qt's own viewport, which would
        make PySide prepare every kind of widget there is (8 ms of the start)."""
        return self.horizontalHeader().width()

    def _row(self, index: QModelIndex) -> Any:
        return self.rows_model.row_at(index.row()) if index.isValid() else None

    def _tell_chosen(self, current: QModelIndex) -> None:
        self.chosen.emit(self._row(current))

    def _copy(self) -> None:
        """Copy what is chosen: a long list a part at a time, so that the window goes on."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(place) for place in range(chosen.size())]
        rows = sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})
        self._to_copy, self._copied = self.rows_model.lines(rows), []
        self._copy_some()

    def _copy_some(self) -> None:
        some = list(islice(self._to_copy, _COPIED_AT_ONCE))
        self._copied += some
        if len(some) == _COPIED_AT_ONCE:
            self._copy_on.start()
        else:
            self._copy_on.stop()
            QGuiApplication.clipboard().setText("\n".join(self._copied))
