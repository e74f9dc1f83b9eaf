"""A button that names the invoices a promise is for; none named means the oldest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QWidget

from collectdesk.domain.rows import InvoiceRow
from collectdesk.domain.words import counted
from collectdesk.gui.text import for_button
from collectdesk.gui.widgets import Button


class InvoiceChooser(Button):
    """Shows what is named, and ticks in its menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._invoices: tuple[InvoiceRow, ...] = ()
        self._named: tuple[int, ...] = ()
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.setToolTip("Which invoices the promise is for")
        self._write()

    def show_invoices(self, invoices: Sequence[InvoiceRow]) -> None:
        """Offer these invoices; none is named."""
        self._invoices, self._named = tuple(invoices), ()
        self._menu.clear()
        for row in self._invoices:
            action = self._menu.addAction(for_button(row.number))
            action.setCheckable(True)
            action.setData(row.invoice_id)
            action.toggled.connect(lambda _: self._read())
        self._write()

    def named(self) -> tuple[int, ...]:
        """The ids of the invoices that are ticked."""
        return self._named

    def name_only(self, invoice_id: int | None) -> None:
        """Tick one invoice, or none."""
        for action in self._menu.actions():
            action.setChecked(action.data() == invoice_id)
        self._read()

    def add(self, invoice_id: int) -> None:
        """Tick one more invoice, if it is offered."""
        for action in self._menu.actions():
            if action.data() == invoice_id:
                action.setChecked(True)

    def _read(self) -> None:
        ticked = [action.data() for action in self._menu.actions() if action.isChecked()]
        self._named = tuple(ticked)
        self._write()

    def _write(self) -> None:
        numbers = [row.number for row in self._invoices if row.invoice_id in self._named]
        if not numbers:
            words = "Any invoice"
        elif len(numbers) == 1:
            words = numbers[0]
        else:
            words = counted(len(numbers), "invoice")
        self.setText(f"{for_button(words)}  ▾")
        self.setAccessibleName(f"For {words}")
