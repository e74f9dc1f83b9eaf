"""The register of all invoices, fetched in windows as it is scrolled."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt

from collectdesk.domain.english import spelled
from collectdesk.domain.rows import InvoiceRow
from collectdesk.domain.sheet import ShownList
from collectdesk.gui.actions import Actions
from collectdesk.gui.panes.place import Place
from collectdesk.gui.scene import Scene
from collectdesk.gui.tables.invoices import REGISTER
from collectdesk.gui.widgets import Segmented
from collectdesk.usecases.invoice_rows import invoice_register

WINDOW: Final = 200
_MORE: Final = "more of the register"
FILTERS: Final = (
    ("open", "Open"),
    ("overdue", "Past due"),
    ("draft", "Drafts"),
    ("paid", "Paid"),
    ("all", "All"),
)
_EMPTY: Final = {
    "open": "Nothing is open: every invoice is paid. New ones stand here until the money is in.",
    "overdue": "Nothing is past due. Invoices past their due date stand here, and on today's list.",
    "draft": "No drafts. An invoice that you save before issuing it waits here.",
    "paid": "Nothing is paid yet. Invoices come here when their balance is zero.",
    "all": "Here will be every invoice that you issue, the newest first.",
}


class InvoicesPlace(Place):
    """Filter, search, and Enter to open an invoice."""

    title = "Invoices"
    search_hint = "Search number, PO or customer…"

    def __init__(self, scene: Scene, actions: Actions) -> None:
        super().__init__(scene, actions, REGISTER)
        currency = scene.runner.currency
        named = [(key, spelled(words, currency)) for key, words in FILTERS]
        self.filter = Segmented(named, "Invoices shown")
        self.filter.chosen.connect(lambda _: self.refresh())
        self.header.insertWidget(2, self.filter)
        self.header.addWidget(actions.button("book.import", "Bring in a file…"))
        self.header.addWidget(actions.button("invoice.new", "New invoice", "primary"))
        self.empty.offer("New invoice", actions["invoice.new"].trigger, "primary")
        self.empty.offer("Bring in a file…", actions["book.import"].trigger)
        self.table.picked.connect(lambda _: actions["invoice.open"].trigger())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for key in (
            "customer.show", "invoice.open", "invoice.copy", "invoice.print", "invoice.verify",
            "invoice.evidence", "invoice.delete",
        ):  # fmt: skip
            self.table.addAction(actions[key])

    def is_sortable(self) -> bool:
        return False

    def shown_list(self) -> ShownList | None:
        return ShownList("invoices", self.search.text(), self.filter.key())

    def ask(self) -> None:
        self.scene.runner.ask(
            invoice_register,
            self.search.text(),
            self.filter.key(),
            None,
            WINDOW,
            then=self._show_first,
            key="register",
        )

    def _show_first(self, rows: tuple[InvoiceRow, ...]) -> None:
        self.scene.runner.forget(_MORE)  # what was asked for follows rows that are no longer shown
        self.show_rows(rows)
        if len(rows) == WINDOW:
            self.table.rows_model.set_more(self._ask_more)

    def _ask_more(self, last: InvoiceRow) -> None:
        self.scene.runner.ask(
            invoice_register,
            self.search.text(),
            self.filter.key(),
            (last.issued, last.invoice_id),
            WINDOW,
            then=self.table.rows_model.append_rows,
            key=_MORE,
        )

    def tell_empty(self, searched: bool) -> None:
        if searched:
            self.empty.tell("Nothing found", "No invoice here fits what is typed above.")
        else:
            words = spelled(_EMPTY[self.filter.key()], self.scene.runner.currency)
            self.empty.tell("No invoices here", words)
