"""A PDF on the screen, with zoom, pages, and the two ways out: a file and a printer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label

ZOOM_STEP = 1.25
SMALLEST_ZOOM = 0.25
LARGEST_ZOOM = 5.0
_DPI = 72
_MEASURED_AT_ONCE = 100
_NOT_SHOWN = "This paper cannot be shown. Save it as a PDF to look at it elsewhere."


class PdfPane(QWidget):
    """Shows the pages of one PDF at a time, or a sentence where there is none.

    The pages of a long one are measured a few at a time, and until all are known, one alone is
    shown: to lay out thousands at once would hold the window up.

    ``page_changed`` carries the page in view, counted from 1.
    """

    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = b""
        # Qt reads from the buffer as long as the document lives: both are kept here.
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = self._pages_view()
        self._measured = 0
        self._measure_on = QTimer(self, interval=0, singleShot=True)
        self._measure_on.timeout.connect(self._measure)
        self._sentence = _sentence_label()
        self._places = QStackedWidget()
        self._places.addWidget(self._sentence)
        self._places.addWidget(self._view)
        self._page_label = label("", "quiet")
        self._zoom_label = label("", "quiet")
        self.setFocusProxy(self._view)
        self._lay_out()
        self._add_shortcuts()
        self.show_message("")

    @property
    def data(self) -> bytes:
        """The PDF shown, or b""."""
        return self._data

    @property
    def page_count(self) -> int:
        """Pages of the PDF shown; 0 without one."""
        return self._document.pageCount() if self._data else 0

    @property
    def page(self) -> int:
        """The page in view, counted from 1; 0 without a PDF."""
        return self._view.pageNavigator().currentPage() + 1 if self._data else 0

    @property
    def message(self) -> str:
        """The sentence shown instead of pages; "" while pages are shown."""
        return "" if self._data else self._sentence.text()

    def show_pdf(self, data: bytes) -> None:
        """Show ``data`` from its first page; bytes that are no PDF become a sentence."""
        self._forget()
        self._buffer.setData(data)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._view.setPageMode(QPdfView.PageMode.SinglePage)
        self._document.load(self._buffer)
        if self._document.status() is not QPdfDocument.Status.Ready:
            self.show_message(_NOT_SHOWN)
            return
        self._data = data
        self._places.setCurrentWidget(self._view)
        self._view.pageNavigator().jump(0, QPointF())
        self._measure()
        self._update_labels()

    def show_message(self, sentence: str) -> None:
        """Show a plain sentence instead of pages."""
        self._forget()
        self._sentence.setText(sentence)
        self._places.setCurrentWidget(self._sentence)
        self._update_labels()

    def zoom_in(self) -> None:
        """One step larger."""
        self._zoom_to(self.zoom_factor * ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step smaller."""
        self._zoom_to(self.zoom_factor / ZOOM_STEP)

    def fit_width(self) -> None:
        """As wide as the pane."""
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._update_labels()

    def fit_page(self) -> None:
        """So that the whole page is seen."""
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self._update_labels()

    @property
    def zoom_factor(self) -> float:
        """How large the page is shown; 1.0 is its size on paper as the screen reports itself."""
        if self._view.zoomMode() is QPdfView.ZoomMode.Custom or not self._data:
            return self._view.zoomFactor()
        size = self._document.pagePointSize(max(0, self.page - 1))
        room = self._view.viewport().size()
        scale = self._view.logicalDpiX() / _DPI
        margins = self._view.documentMargins()
        wide = (room.width() - margins.left() - margins.right()) / (size.width() * scale)
        if self._view.zoomMode() is QPdfView.ZoomMode.FitToWidth:
            return wide
        spare = room.height() - self._view.pageSpacing()
        return min(wide, spare / (size.height() * scale))

    def go_to_page(self, page: int) -> None:
        """Bring ``page`` (from 1) into view; numbers beyond the ends go to the ends."""
        if self.page_count:
            wanted = min(max(1, page), self.page_count)
            self._view.pageNavigator().jump(wanted - 1, QPointF())

    def next_page(self) -> None:
        """One page on."""
        self.go_to_page(self.page + 1)

    def previous_page(self) -> None:
        """One page back."""
        self.go_to_page(self.page - 1)

    def _zoom_to(self, factor: float) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(min(max(SMALLEST_ZOOM, factor), LARGEST_ZOOM))
        self._update_labels()

    def _measure(self) -> None:
        """Learn the sizes of some more pages; with the last, all stand one below another."""
        count = self._document.pageCount()
        first, self._measured = self._measured, min(self._measured + _MEASURED_AT_ONCE, count)
        for page in range(first, self._measured):
            self._document.pagePointSize(page)  # slow once, then known
        if self._measured < count:
            self._measure_on.start()
            return
        at = self._view.pageNavigator().currentPage()
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.pageNavigator().jump(at, QPointF())

    def _forget(self) -> None:
        self._measure_on.stop()
        self._measured = 0
        self._data = b""
        self._document.close()
        self._buffer.close()

    def _pages_view(self) -> QPdfView:
        view = QPdfView(self)
        view.setDocument(self._document)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        view.setFrameShape(QPdfView.Shape.NoFrame)
        # A bar that comes and goes changes the width, which changes the page, which needs no bar.
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        view.setAccessibleName("Pages of the document")
        view.setBackgroundRole(QPalette.ColorRole.Window)
        view.pageNavigator().currentPageChanged.connect(self._page_turned)
        return view

    def _lay_out(self) -> None:
        self._buttons = {
            "Previous page": self._tool("‹", "Previous page", "PgUp", self.previous_page),
            "Next page": self._tool("›", "Next page", "PgDown", self.next_page),
            "Smaller": self._tool("−", "Smaller", "Ctrl+-", self.zoom_out),
            "Larger": self._tool("+", "Larger", "Ctrl++", self.zoom_in),
            "Page width": self._tool("Width", "As wide as the window", "Ctrl+1", self.fit_width),
            "Whole page": self._tool("Page", "The whole page", "Ctrl+0", self.fit_page),
        }
        self._bar = bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 4)
        bar.setSpacing(4)
        bar.addWidget(self._buttons["Previous page"])
        bar.addWidget(self._page_label)
        bar.addWidget(self._buttons["Next page"])
        bar.addStretch(1)
        for name in ("Smaller", "Larger", "Page width", "Whole page"):
            bar.addWidget(self._buttons[name])
            if name == "Smaller":
                bar.addWidget(self._zoom_label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._places, 1)

    def _tool(self, text: str, name: str, keys: str, action: Callable[[], None]) -> Button:
        button = Button(text, "flat", clicked=action)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({QKeySequence(keys).toString(_NATIVE)})")
        return button

    def _add_shortcuts(self) -> None:
        for keys, action in (
            ("Ctrl++", self.zoom_in),
            ("Ctrl+=", self.zoom_in),
            ("Ctrl+-", self.zoom_out),
            ("Ctrl+0", self.fit_page),
            ("Ctrl+1", self.fit_width),
            ("PgDown", self.next_page),
            ("PgUp", self.previous_page),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, action)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _page_turned(self) -> None:
        self._update_labels()
        self.page_changed.emit(self.page)

    def _update_labels(self) -> None:
        shown = bool(self._data)
        place = f"{self.page} of {self.page_count}"
        self._page_label.setText(f"Page {place}" if shown else "")
        self._zoom_label.setText(f"{round(self.zoom_factor * 100)} %" if shown else "")
        if shown and self._is_cramped():
            self._page_label.setText(place)
        for button in self._buttons.values():
            button.setEnabled(shown)
        self._buttons["Previous page"].setEnabled(shown and self.page > 1)
        self._buttons["Next page"].setEnabled(shown and self.page < self.page_count)

    def _is_cramped(self) -> bool:
        """Whether the buttons would be cut beside all words."""
        items = [self._bar.itemAt(at) for at in range(self._bar.count())]
        needed = sum(item.sizeHint().width() + self._bar.spacing() for item in items if item)
        return needed > self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_labels()


_NATIVE = QKeySequence.SequenceFormat.NativeText


def _sentence_label() -> QLabel:
    shown = label("", "quiet", wrap=True)
    shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
    shown.setMargin(24)
    return shown
