"""The watch list: what waits beside the day's calls, of all customers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from collectdesk.gui import dealing_commands
from collectdesk.gui.actions import Actions
from collectdesk.gui.panes.place import SIDE, Place
from collectdesk.gui.scene import Scene
from collectdesk.gui.tables import Column, watch
from collectdesk.gui.text import money
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets import Segmented, label
from collectdesk.usecases.watch_list import WatchList, watch_list


@dataclass(frozen=True, slots=True)
class _Matter:
    """One of the lists: its rows, their columns and amount, and what Enter leads to."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[WatchList], Sequence[Any]]
    amount: Callable[[Any], int]
    enter: str
    empty: str


_MATTERS: Final = (
    _Matter(
        "steps", "Steps due", watch.STEPS, lambda found: found.steps,
        lambda row: int(row.amount), "What your manual asks for next; Enter goes to the customer",
        "Every step of your manual is done. What it asks for next stands here, invoice by"
        " invoice.",
    ),
    _Matter(
        "proofs", "Proofs", watch.PROOFS, lambda found: found.proofs,
        lambda row: int(row.amount), "Due within ten days, and an excuse is still open",
        "Of every invoice that is due soon all proofs are held.",
    ),
    _Matter(
        "disputes", "Disputes", watch.DISPUTES, lambda found: found.disputes,
        lambda row: int(row.amount), "Enter goes to the customer, Ctrl+Shift+O to the invoice",
        "Nothing is disputed. What a customer finds wrong stands here until it is settled.",
    ),
    _Matter(
        "shorts", "Paid short", watch.SHORTS, lambda found: found.shorts,
        lambda row: int(row.open), "Enter goes to the customer, Ctrl+Shift+O to the invoice",
        "No payment came short. What customers took off stands here with its reason.",
    ),
    _Matter(
        "charges", "Charged wrong", watch.CHARGES, lambda found: found.charges,
        lambda row: int(row.amount), "Interest and late fees in the Money menu puts them right",
        "Every charge is right by what is known. What a payment that is entered late shows to be"
        " charged too high stands here.",
    ),
    _Matter(
        "neglected", "Hardly asked", watch.NEGLECTED, lambda found: found.neglected,
        lambda row: int(row.balance), "60 days late, fewer than two talks or letters",
        "Nobody is forgotten: every invoice 60 days late was asked for at least twice.",
    ),
    _Matter(
        "not_invoiced", "Not invoiced", watch.NOT_INVOICED, lambda found: found.not_invoiced,
        lambda row: int(row.total), "Delivered, but still a draft; Enter opens it to issue",
        "Everything that was delivered is invoiced.",
    ),
    _Matter(
        "applications", "Ask for credit", watch.APPLICATIONS, lambda found: found.applications,
        lambda row: int(row.requested_limit or 0), "Enter opens the application to decide",
        "No application for credit waits for your decision.",
    ),
    _Matter(
        "pay_runs", "Pay runs", watch.PAY_RUNS, lambda found: found.pay_runs,
        lambda row: int(row.balance), "When each invoice must leave to be in the customer's run",
        "Note when a customer pays (Edit customer, Pay run); what is to be sent by when stands"
        " here.",
    ),
)  # fmt: skip
_BY_KEY: Final = {matter.key: matter for matter in _MATTERS}


class WatchPlace(Place):
    """Choose a list; Enter leads to what can be done about its row."""

    title = "Watch list"
    search_hint = "Search this list…"

    def __init__(self, scene: Scene, actions: Actions) -> None:
        super().__init__(scene, actions, watch.STEPS)
        self._found: WatchList | None = None
        self.by = Segmented([(matter.key, matter.title) for matter in _MATTERS], "List")
        self.by.chosen.connect(lambda _: self._show_list())
        self.hint = label("", "quiet")
        self.column.insertWidget(2, self._list_choice())
        self.search.textChanged.disconnect()
        self.search.textChanged.connect(lambda _: self._show_list())
        self.table.picked.connect(self._enter)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for key in ("customer.show", "invoice.open", "invoice.evidence", "invoice.delete"):
            self.table.addAction(actions[key])

    def show_part(self, part: str) -> None:
        self.by.choose(part)

    def ask(self) -> None:
        self.scene.runner.ask(watch_list, then=self._take, key="watch-list")

    def _list_choice(self) -> QWidget:
        choice = QWidget()
        row = QHBoxLayout(choice)
        row.setContentsMargins(SIDE, GRID, SIDE, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self.by)
        row.addWidget(self.hint)
        row.addStretch(1)
        return choice

    def _take(self, found: WatchList) -> None:
        self._found = found
        for matter in _MATTERS:
            self.by.set_count(matter.key, len(matter.rows(found)))
        self._show_list()

    def _show_list(self) -> None:
        if self._found is None:
            return
        matter = _BY_KEY[self.by.key()]
        if self.table.rows_model.columns != matter.columns:
            self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.table.set_columns(matter.columns)
        words = self.search.text().casefold().split()
        fitting = [
            row for row in matter.rows(self._found) if all(word in _searched(row) for word in words)
        ]
        total = money(sum(map(matter.amount, fitting)), self.scene.runner.currency)
        self.summary.setText(total if fitting else "")
        self.hint.setText(matter.enter if fitting else "")
        self.show_rows(fitting)

    def _enter(self, row: Any) -> None:
        if self.by.key() == "not_invoiced":
            self.actions_by_key["invoice.open"].trigger()
        elif self.by.key() == "applications":
            dealing_commands.credit_application(self.scene)
        else:
            self.scene.show_customer(row.customer_id)

    def tell_empty(self, searched: bool) -> None:
        if searched:
            self.empty.tell("Nothing found", "Nothing in this list fits.")
        else:
            matter = _BY_KEY[self.by.key()]
            self.empty.tell(f"{matter.title}: nothing", matter.empty)


def _searched(row: Any) -> str:
    return f"{row.customer_name} {getattr(row, 'number', '')}".casefold()
