"""Accepting less in full: offered until a day, or recorded when the money came."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.money import format_basis_points
from collectdesk.domain.payment_method import payment_choices
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import MIDDLE, while_open
from collectdesk.gui.dialogs.invoice_steps import StepForm
from collectdesk.gui.dialogs.invoice_ticks import InvoiceTicks
from collectdesk.gui.dialogs.needs import CustomerNeeds
from collectdesk.gui.dialogs.suggestions import REFERENCE_HINT
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import money, sentence
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.labels import label
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.settlements import (
    OfferSettlement,
    SettleForLess,
    SettlementPreview,
    offer_settlement,
    settle_for_less,
    settlement_preview,
)

_STEPS: Final = (
    ("settle", "The money came: accept it in full"),
    ("offer", "Offer it: note it and follow up"),
)
_OFFER_ONLY: Final = ("until",)
_SETTLE_ONLY: Final = ("dated", "method", "reference")


class SettlementForm(StepForm):
    """The invoices, the amount that is enough, and what is given up."""

    def __init__(self, parent: QWidget | None, runner: Runner, needs: CustomerNeeds) -> None:
        super().__init__(parent, runner, "Settlement", "&Save", about=needs.head.name, width=MIDDLE)
        self._needs = needs
        self.usecase: Callable[..., Any] = settle_for_less
        self._make_fields()
        self._add_rows()
        self.watch(self.amount, self.dated, self.until, self.reason)
        self.invoices.ticks_changed.connect(self._preview)
        self.amount.textChanged.connect(lambda _: self._preview())
        self.step.currentIndexChanged.connect(lambda _: self._show_needed())
        self._show_needed()
        self.begin()
        self.amount.setFocus()

    def typed(self) -> object:
        return (
            self.invoices.ticked(),
            self.amount.text(),
            fields.chosen(self.step),
            self.dated.text(),
            self.until.text(),
            fields.chosen(self.method),
            self.reference.text(),
            self.reason.text(),
        )

    def command(self) -> OfferSettlement | SettleForLess:
        customer_id = self._needs.head.customer_id
        invoices = self.invoices.ticked()
        amount = fields.read("amount", self.amount.amount)
        if fields.chosen(self.step) == "offer":
            until = fields.read("until", self.until.day)
            return OfferSettlement(customer_id, invoices, amount, until, self.reason.text())
        return SettleForLess(
            customer_id=customer_id,
            invoices=invoices,
            amount=amount,
            dated=fields.read("dated", self.dated.day),
            reason=self.reason.text(),
            method=fields.chosen(self.method),
            reference=self.reference.text(),
        )

    def _make_fields(self) -> None:
        needs = self._needs
        self.invoices = InvoiceTicks(needs.items, needs.currency, needs.today)
        self.invoices.tick({item.invoice_id for item in needs.items if item.days_late > 0})
        self.amount = MoneyEdit(needs.currency)
        self.step = fields.choice(_STEPS)
        self.dated = DateEdit(needs.today, needs.currency, past=True)
        self.dated.set_day(needs.today)
        self.until = DateEdit(needs.today, needs.currency)
        self.method = fields.choice(payment_choices(needs.currency))
        self.reference = fields.line(hint=REFERENCE_HINT)
        self.reason = fields.line(hint="Why less is accepted")
        self.given_up = label("", "", wrap=True)
        self.given_up.setContentsMargins(0, 7, 0, 0)

    def _add_rows(self) -> None:
        for key, name, field in (
            ("step", "&What", self.step),
            ("invoices", "&Invoices", self.invoices),
            ("amount", "&Enough is", self.amount),
            ("until", "If it comes &by", self.until),
            ("dated", "&Date", self.dated),
            ("method", "&How", self.method),
            ("reference", "Re&ference", self.reference),
            ("reason", "&Reason", self.reason),
        ):
            self.grid.add_row(key, name, field)
        self.grid.add_row("given_up", "Given up", self.given_up)

    def _show_needed(self) -> None:
        offered = fields.chosen(self.step) == "offer"
        self.usecase = offer_settlement if offered else settle_for_less
        for key in _OFFER_ONLY:
            self.grid.set_row_visible(key, offered)
        for key in _SETTLE_ONLY:
            self.grid.set_row_visible(key, not offered)
        self._preview()
        self.tell_anew()
        if self.isVisible():
            self.adjust_height()

    def _preview(self) -> None:
        self.tell_anew()
        amount = self.amount.amount_or_none()
        if not amount:
            owed = money(self.invoices.sum(), self._needs.currency)
            self.given_up.setText(f"{owed} is open on the ticked invoices.")
            return
        self.runner.ask(
            settlement_preview,
            self._needs.head.customer_id,
            self.invoices.ticked(),
            amount,
            then=while_open(self, self._tell_preview),
            failed=while_open(self, lambda error: self.given_up.setText(sentence(error))),
            key=f"settlement-preview-{id(self)}",
        )

    def _tell_preview(self, told: SettlementPreview) -> None:
        currency = self._needs.currency
        self.given_up.setText(
            f"{money(told.given_up, currency)} of {money(told.open, currency)},"
            f" {format_basis_points(told.share_bp)} of what is open"
        )
