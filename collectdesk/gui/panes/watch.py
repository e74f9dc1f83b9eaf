"""The watch list: what waits beside the day's calls, of all customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from collectdesk.gui import commands, dealing_commands
from collectdesk.gui.actions import Actions
from collectdesk.gui.panes.place import SIDE, Place
from collectdesk.gui.scene import Scene
from collectdesk.gui.tables import Column, watch
from collectdesk.gui.text import money
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets import ElidedLabel, Segmented
from collectdesk.usecases.watch_list import MATTERS, Matter


@dataclass(frozen=True, slots=True)
class _Shown:
    """How a matter is shown: its columns, what Enter leads to, and what is said of an empty one."""

    columns: tuple[Column, ...]
    enter: str
    empty: str


_SHOWN: Final = {
    "steps": _Shown(
        watch.STEPS, "What your manual asks for next; Enter goes to the customer",
        "Every step of your manual is done. What it asks for next stands here, invoice by"
        " invoice.",
    ),
    "proofs": _Shown(
        watch.PROOFS, "Due within ten days, and an excuse is still open",
        "Of every invoice that is due soon all proofs are held.",
    ),
    "disputes": _Shown(
        watch.DISPUTES, "Enter goes to the customer, Ctrl+Shift+O to the invoice",
        "Nothing is disputed. What a customer finds wrong stands here until it is settled.",
    ),
    "short_payments": _Shown(
        watch.SHORTS, "Enter goes to the customer, Ctrl+Shift+O to the invoice",
        "No payment came short. What customers took off stands here with its reason.",
    ),
    "wrong_charges": _Shown(
        watch.CHARGES, "Interest and late fees in the Money menu puts them right",
        "Every charge is right by what is known. When a payment that is entered late shows that a"
        " charge was too high, it stands here.",
    ),
    "hardly_asked": _Shown(
        watch.NEGLECTED, "60 days late, fewer than two talks or letters",
        "Nobody is forgotten: every invoice 60 days late was asked for at least twice.",
    ),
    "announced_holds": _Shown(
        watch.HOLDS, "A second notice said so; Enter holds credit, or lets it go on",
        "No hold that you announced waits. When the day comes that a second notice named, it stands"
        " here until you decide.",
    ),
    "not_invoiced": _Shown(
        watch.NOT_INVOICED, "Delivered, but still a draft; Enter opens it to issue",
        "Everything that was delivered is invoiced.",
    ),
    "credit_applications": _Shown(
        watch.APPLICATIONS, "Enter opens the application to decide",
        "No application for credit waits for your decision.",
    ),
    "pay_runs": _Shown(
        watch.PAY_RUNS, "When each invoice must leave to be in the customer's run",
        "Note when a customer pays (Edit customer, Pay run); what is to be sent by when stands"
        " here.",
    ),
}  # fmt: skip
_MENU: Final = (
    "customer.show", "call.start", "invoice.open", "dispute.new", "payment.record",
    "invoice.evidence", "invoice.delete",
)  # fmt: skip
_BY_KEY: Final = {matter.key: matter for matter in MATTERS}


class WatchPlace(Place):
    """Choose a list; Enter leads to what can be done about its row."""

    title = "Watch list"
    search_hint = "Search this list…"

    def __init__(self, scene: Scene, actions: Actions) -> None:
        super().__init__(scene, actions, watch.STEPS)
        self._found: dict[str, Sequence[Any]] = {}
        self.by = Segmented([(matter.key, matter.title) for matter in MATTERS], "List")
        self.by.chosen.connect(lambda _: self._show_list())
        self.hint = ElidedLabel("", "quiet")
        self.header.addWidget(self.hint)
        self.column.insertWidget(2, self._list_choice())
        self.search.textChanged.disconnect()
        self.search.textChanged.connect(lambda _: self._show_list())
        self.table.picked.connect(self._enter)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for key in _MENU:
            self.table.addAction(actions[key])

    def show_part(self, part: str) -> None:
        self.by.choose(part)

    def ask(self) -> None:
        """Ask for each list by itself, first for the one that is looked at."""
        for matter in sorted(MATTERS, key=lambda each: each.key != self.by.key()):
            self.scene.runner.ask(
                matter.find, then=partial(self._take, matter), key=f"watch-{matter.key}"
            )

    def _list_choice(self) -> QWidget:
        choice = QWidget()
        row = QHBoxLayout(choice)
        row.setContentsMargins(SIDE, GRID, SIDE, GRID)
        row.addWidget(self.by)
        row.addStretch(1)
        return choice

    def _take(self, matter: Matter, rows: Sequence[Any]) -> None:
        self._found[matter.key] = rows
        self.by.set_count(matter.key, len(rows))
        if matter.key == self.by.key():
            self._show_list()

    def _show_list(self) -> None:
        matter = _BY_KEY[self.by.key()]
        shown = _SHOWN[matter.key]
        if self.table.rows_model.columns != shown.columns:
            self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.table.set_columns(shown.columns)
        found = self._found.get(matter.key)
        if found is None:
            self.table.set_rows((), self.shown())
            return
        words = self.search.text().casefold().split()
        fitting = [row for row in found if all(word in _searched(row) for word in words)]
        total = money(sum(map(matter.amount, fitting)), self.scene.runner.currency)
        self.summary.setText(total if fitting else "")
        self.hint.setText(shown.enter if fitting else "")
        self.show_rows(fitting)

    def _enter(self, row: Any) -> None:
        if self.by.key() == "not_invoiced":
            self.actions_by_key["invoice.open"].trigger()
        elif self.by.key() == "credit_applications":
            dealing_commands.credit_application(self.scene)
        elif self.by.key() == "announced_holds":
            commands.hold(self.scene)
        else:
            self.scene.show_customer(row.customer_id)

    def tell_empty(self, searched: bool) -> None:
        if searched:
            self.empty.tell("Nothing found", "Nothing in this list fits.")
        else:
            matter = _BY_KEY[self.by.key()]
            self.empty.tell(f"{matter.title}: nothing", _SHOWN[matter.key].empty)


def _searched(row: Any) -> str:
    return f"{row.customer_name} {getattr(row, 'number', '')}".casefold()
