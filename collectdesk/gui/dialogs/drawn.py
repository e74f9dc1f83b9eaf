"""A window that draws pages from its fields at once, and hands them to a printer or a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from collectdesk.domain.errors import InvalidInput
from collectdesk.gui.dialogs.form import FormDialog, while_open
from collectdesk.gui.dialogs.paper_out import PaperOut
from collectdesk.gui.preview.pdf_view import PdfPane
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import sentence
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets.buttons import Button

_WIDTH: Final = 1080
_HEIGHT: Final = 780
_DRAW_AFTER_MS: Final = 150


class DrawnDialog(FormDialog):
    """Fields at the left, pages at the right.

    A subclass says how to ask for the pages in ``question()``, or has them drawn by a long job in
    ``ask_pages()``, and calls ``begin_drawing()`` when its fields stand.
    """

    def __init__(
        self, parent: QWidget | None, runner: Runner, title: str, file_name: str, lead: str
    ) -> None:
        super().__init__(parent, runner, title, "&Print…", lead=lead, width=_WIDTH, height=_HEIGHT)
        self._title = title
        self._file_name = file_name
        self.pane = PdfPane()
        self.out = PaperOut(self, self.banner)
        self.save_as_button = Button("Sa&ve as PDF…", clicked=self.save_as)
        self._pause = QTimer(self, singleShot=True, interval=_DRAW_AFTER_MS)
        self._pause.timeout.connect(self.draw)
        self.left = QVBoxLayout()
        self._lay_out_pane()

    def question(self) -> tuple[Callable[..., bytes], tuple[Any, ...]]:
        """What to ask the book to get the pages. Raises InvalidInput."""
        raise NotImplementedError

    def ask_pages(self, then: Callable[[bytes], object]) -> None:
        """Have the pages drawn and given to ``then``. Raises InvalidInput."""
        usecase, given = self.question()
        self.runner.ask(
            usecase,
            *given,
            then=while_open(self, then),
            failed=while_open(self, self.cannot),
            key=f"drawn-{id(self)}",
        )

    def taken(self, said: str) -> None:
        """The pages were printed or saved."""
        self.banner.say(said, "good")

    def begin_drawing(self) -> None:
        """Draw for the first time."""
        self.begin()
        self.pane.fit_page()
        self.draw()

    def draw_soon(self, *_: object) -> None:
        """Draw again when the typing pauses."""
        self._pause.start()

    def draw(self) -> None:
        """Draw what the fields say."""
        self._set_ways_out(False)
        self._ask(self._show)

    def save(self) -> None:
        self.out.print(self._title, self.pane.page_count, self._ask, self.taken, self.save_as)

    def save_as(self) -> None:
        """Save the pages as a PDF file."""
        self.out.save(self._file_name, self._ask, self.taken)

    def _ask(self, then: Callable[[bytes], object]) -> None:
        self.clear_errors()
        try:
            self.ask_pages(then)
        except InvalidInput as error:
            self.cannot(error)

    def _show(self, data: bytes) -> None:
        self.pane.show_pdf(data)
        self._set_ways_out(self.pane.page_count > 0)

    def cannot(self, error: BaseException) -> None:
        """Say why there are no pages."""
        self._set_ways_out(False)
        self.pane.show_message(sentence(error))

    def _set_ways_out(self, on: bool) -> None:
        self.save_button.setEnabled(on)
        self.save_as_button.setEnabled(on)

    def _lay_out_pane(self) -> None:
        self.cancel_button.setText("Close")
        self.body.removeWidget(self.grid)
        self.left.setSpacing(12)
        self.left.addWidget(self.grid)
        self.columns = QHBoxLayout()
        self.columns.setSpacing(3 * GRID)
        self.columns.addLayout(self.left, 1)
        self.pane.setMinimumSize(look().px(340), look().px(340))
        self.columns.addWidget(self.pane, 1)
        self.body.addLayout(self.columns, 1)
        self.buttons.insertWidget(self.buttons.indexOf(self.save_button), self.save_as_button)
