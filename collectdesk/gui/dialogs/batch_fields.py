"""The order of a batch, remembered for this user, and the document to start at."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from collectdesk.base.paths import user_places
from collectdesk.base.preferences import load_preferences, save_preferences
from collectdesk.domain.batch_order import BatchOrder
from collectdesk.domain.english import spelled
from collectdesk.domain.words import shortened
from collectdesk.gui.dialogs import fields
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.labels import label

_START_LENGTH: Final = 14


class BatchFields(QWidget):
    """In which order a batch lies, and once it is issued, at which document to start again.

    ``order_chosen`` carries the BatchOrder.
    """

    order_chosen = Signal(object)

    def __init__(self, currency: str) -> None:
        super().__init__()
        self.order_field = order_choice(currency)
        self.start_field = fields.choice(())
        self.start_field.setSizeAdjustPolicy(  # not by the names of thousands of documents
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.start_field.setMinimumContentsLength(_START_LENGTH)
        self.start_field.setAccessibleName("Start at")
        self.start_field.setToolTip(
            "After a paper jam: the first document to print again."
            " Those before it count as printed."
        )
        self._start_label = label("Start &at", "quiet")
        self._start_label.setBuddy(self.start_field)
        self._lay_out()
        self.show_documents(())
        self.order_field.currentIndexChanged.connect(lambda _: self.order_chosen.emit(self.order))

    @property
    def order(self) -> BatchOrder:
        """The chosen order."""
        return chosen_order(self.order_field)

    @property
    def start(self) -> int:
        """The number to start at, counted from 1."""
        return max(0, self.start_field.currentIndex()) + 1

    def show_documents(self, names: Sequence[str]) -> None:
        """Offer the documents of an issued batch to start at; none hides the choice."""
        self.start_field.clear()
        self.start_field.addItems(
            [f"{number:,} · {shortened(name)}" for number, name in enumerate(names, start=1)]
        )
        self.start_field.setVisible(bool(names))
        self._start_label.setVisible(bool(names))

    def _lay_out(self) -> None:
        order_label = label("O&rder", "quiet")
        order_label.setBuddy(self.order_field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(order_label)
        row.addWidget(self.order_field)
        row.addSpacing(GRID)
        row.addWidget(self._start_label)
        row.addWidget(self.start_field, 1)
        row.addStretch(1)


def order_choice(currency: str) -> QComboBox:
    """The orders to choose from; the one chosen last stands first, and a choice is remembered."""
    orders = [(one.value, spelled(one.label, currency)) for one in BatchOrder]
    field = fields.choice(orders, _remembered())
    field.setAccessibleName("Order")
    field.currentIndexChanged.connect(lambda _: _remember(chosen_order(field)))
    return field


def chosen_order(field: QComboBox) -> BatchOrder:
    """What is chosen in an ``order_choice``."""
    return BatchOrder(fields.chosen(field))


def _remembered() -> str:
    return load_preferences(user_places(os.environ).preferences).batch_order


def _remember(order: BatchOrder) -> None:
    path = user_places(os.environ).preferences
    known = load_preferences(path)
    if known.batch_order != order:
        save_preferences(path, replace(known, batch_order=order.value))
