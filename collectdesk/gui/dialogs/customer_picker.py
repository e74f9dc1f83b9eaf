"""Finding a customer by typing a part of the name or number."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.rows import CustomerListing, CustomerRow
from collectdesk.domain.words import quoted, shortened
from collectdesk.gui.dialogs.form import while_open
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import one_line
from collectdesk.gui.widgets.offered import let_clicks_through
from collectdesk.usecases.pages import customer_listing

MOST_OFFERED: Final = 12
_ID = Qt.ItemDataRole.UserRole


class CustomerPicker(QLineEdit):
    """Offers customers while typing. ``picked`` carries the id of the one that was chosen."""

    picked = Signal(int)

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(False)
        self._runner = runner
        self._customer_id: int | None = None
        self._searched = ""
        self._offered = QStandardItemModel(self)
        self.setPlaceholderText("Type a name or number")
        self.setMaxLength(200)
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(completer)
        self._list = let_clicks_through(completer, self)
        # Two customers may share a name, so the row counts, not the text.
        completer.activated[QModelIndex].connect(self._take_index)  # type: ignore[index]  # not in the stubs
        self.editingFinished.connect(self._take_the_only_one)
        self.textEdited.connect(self._search)

    def customer_id(self) -> int:
        """The chosen customer. Raises InvalidInput while none is chosen."""
        if self._customer_id is None:
            raise InvalidInput(self._lacking(), "customer_id")
        return self._customer_id

    def _lacking(self) -> str:
        typed = quoted(self.text().strip())
        if not self.text().strip() or self._searched != self.text():
            return "Choose the customer: type a part of the name."
        if self._offered.rowCount():
            return f"More than one customer fits {typed}. Choose one of those offered."
        return f"No customer fits {typed}. Correct it, or first add the customer (Ctrl+Shift+C)."

    def customer_id_or_none(self) -> int | None:
        """The chosen customer, or None."""
        return self._customer_id

    def show_customer(self, customer_id: int, name: str) -> None:
        """Show a customer as chosen."""
        self._customer_id = customer_id
        self.setText(shortened(one_line(name), 200))
        self.setCursorPosition(0)

    def offered(self) -> tuple[str, ...]:
        """What is offered now."""
        return tuple(self._offered.item(row).text() for row in range(self._offered.rowCount()))

    def take(self, position: int) -> None:
        """Choose one of those offered."""
        item = self._offered.item(position)
        self.show_customer(int(item.data(_ID)), item.text())
        self.picked.emit(int(item.data(_ID)))

    def _search(self, text: str) -> None:
        self._customer_id = None
        self._runner.ask(
            customer_listing,
            "all",
            text,
            MOST_OFFERED,
            then=while_open(self, lambda listing: self._offer(listing, text)),
            key=f"customer-picker-{id(self)}",
        )

    def _offer(self, listing: CustomerListing, text: str) -> None:
        self._searched = text
        self._offered.clear()
        for row in listing.rows[:MOST_OFFERED]:
            self._offered.appendRow(_item(row))
        if not self.hasFocus() or self._customer_id is not None:
            return
        if self._typed_whole() is None and self._offered.rowCount():
            self.completer().complete()
        else:
            self._list.hide()

    def _take_the_only_one(self) -> None:
        if self._customer_id is not None or not self.text().strip():
            return
        position = 0 if self._offered.rowCount() == 1 else self._typed_whole()
        if position is not None:
            self.take(position)

    def _typed_whole(self) -> int | None:
        """Which of those offered stands in the field, where no other has the same name."""
        typed = self.text().strip().casefold()
        same = [at for at, name in enumerate(self.offered()) if name.casefold() == typed]
        return same[0] if len(same) == 1 else None

    def _take_index(self, index: QModelIndex) -> None:
        self.take(index.row())


def _item(row: CustomerRow) -> QStandardItem:
    item = QStandardItem(one_line(row.name))
    item.setData(row.customer_id, _ID)
    item.setEditable(False)
    return item
