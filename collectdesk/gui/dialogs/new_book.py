"""Making a new, empty book."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from collectdesk.base.files import free_path
from collectdesk.base.paths import BOOK_SUFFIX, user_places
from collectdesk.bootstrap import new_book
from collectdesk.domain.errors import BookExists, InvalidInput, KnownError
from collectdesk.exchange.file_names import slug
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.folders import typed_place
from collectdesk.gui.dialogs.form import MIDDLE, FormFrame
from collectdesk.gui.widgets.buttons import Button

_CURRENCIES: Final = ("USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "JPY", "INR", "MXN", "ZAR")
_PAPERS: Final = (("letter", "US Letter"), ("a4", "A4"))
_LEAD: Final = (
    "A book is one file on your own disk. It holds your customers, invoices, calls and letters."
)


class NewBookDialog(FormFrame):
    """The firm, its currency and paper, and where the file shall lie."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "New book", "&Make book", lead=_LEAD, width=MIDDLE)
        self.made: Path | None = None
        self._folder = user_places(os.environ).books
        self._place_is_ours = True
        self.firm = fields.line(hint="As your customers know you")
        self.currency = fields.suggesting(fields.line("USD", longest=3), _CURRENCIES)
        self.paper = fields.choice(_PAPERS)
        self.place = fields.line(longest=4000)
        self.browse_button = Button("&Browse…", clicked=self.browse)
        self._lay_out_fields()
        self.firm.textEdited.connect(lambda _: self._suggest_place())
        self.place.textEdited.connect(self._place_typed)
        self._suggest_place()
        self.begin()
        self.firm.setFocus()

    def typed(self) -> object:
        return self.firm.text(), self.currency.text(), self.place.text()

    def browse(self) -> None:
        """Choose folder and name in the system's dialog."""
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Where the book shall lie", self.place.text(), f"Books (*{BOOK_SUFFIX})"
        )
        if chosen:
            self._place_is_ours = False
            self.place.setText(str(_with_suffix(Path(chosen))))

    def save(self) -> None:
        self.clear_errors()
        try:
            self.made = self._make()
        except KnownError as error:
            self.show_error(error)
            return
        self.accept()

    def _make(self) -> Path:
        path = self._path()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise InvalidInput(
                f"The folder of this book cannot be made ({error.strerror}). Choose another.",
                "path",
            ) from error
        try:
            new_book(
                path,
                firm=self.firm.text(),
                currency=self.currency.text(),
                paper=fields.chosen(self.paper),
            )
        except BookExists as error:
            raise InvalidInput(str(error), "path") from error
        return path

    def _path(self) -> Path:
        typed = self.place.text().strip()
        if not typed:
            raise InvalidInput("Say where the book shall lie.", "path")
        refusal = "Name the whole place, beginning with the folder, or choose it with Browse."
        return typed_place(str(_with_suffix(Path(typed))), "path", refusal)

    def _place_typed(self) -> None:
        self._place_is_ours = False

    def _suggest_place(self) -> None:
        if self._place_is_ours:
            name = slug(self.firm.text()) or "My-business"
            self.place.setText(str(free_path(self._folder / f"{name}{BOOK_SUFFIX}")))

    def _lay_out_fields(self) -> None:
        where = QHBoxLayout()
        where.setContentsMargins(0, 0, 0, 0)
        where.addWidget(self.place, 1)
        where.addWidget(self.browse_button)
        self.grid.add_row("firm", "&Firm", self.firm)
        self.grid.add_row("currency", "&Currency", self.currency)
        self.grid.add_row("paper", "&Paper", self.paper)
        self.grid.add_row("path", "&Where", self.place, beside=where)


def _with_suffix(path: Path) -> Path:
    return path if path.suffix == BOOK_SUFFIX else path.with_name(path.name + BOOK_SUFFIX)
