"""One setting on the screen: its field, and how it is read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.english import spelled
from collectdesk.domain.settings import BookSettings
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.field_edit import FieldEdit
from collectdesk.gui.dialogs.logo_field import ColourField, LogoField
from collectdesk.gui.dialogs.number_edit import NumberEdit
from collectdesk.gui.dialogs.percent_edit import PercentEdit, TaxRateEdit
from collectdesk.gui.widgets.money_edit import MoneyEdit

ENVELOPES: Final = (
    ("us_double", "US no. 10, two windows"),
    ("us_single", "US no. 10, one window"),
    ("din5008_b", "DIN 5008 B, window"),
    ("din5008_a", "DIN 5008 A, window"),
    ("a4_uk", "UK DL, window"),
)
"""Envelopes with a window, as settings name them and as the owner does."""


@dataclass(frozen=True, slots=True)
class SettingField:
    """A setting's name in BookSettings, its label, and its field with its readers.

    ``value`` reads what is saved and raises InvalidInput; ``typed`` tells what stands there.
    """

    name: str
    label: str
    widget: QWidget
    value: Callable[[], Any]
    typed: Callable[[], object]


class FieldMaker:
    """Makes the fields of given settings."""

    def __init__(self, settings: BookSettings, currency: str) -> None:
        self._settings = settings
        self._currency = currency

    def line(self, name: str, label: str, hint: str = "") -> SettingField:
        """One line of text."""
        field = fields.line(getattr(self._settings, name), hint=hint)
        return SettingField(name, label, field, field.text, field.text)

    def text(self, name: str, label: str, rows: int, hint: str = "") -> SettingField:
        """Several lines of text."""
        hint = spelled(hint, self._currency)
        field = fields.paragraph(getattr(self._settings, name), rows=rows, hint=hint)
        return SettingField(name, label, field, field.toPlainText, field.toPlainText)

    def filled(
        self, name: str, label: str, rows: int, hint: str, offered: Mapping[str, str]
    ) -> SettingField:
        """Several lines of text with {fields} in braces, offered while typing."""
        field = FieldEdit(getattr(self._settings, name), rows, offered, label)
        field.setPlaceholderText(hint)
        return SettingField(name, label, field, field.toPlainText, field.toPlainText)

    def choice(self, name: str, label: str, pairs: tuple[tuple[str, str], ...]) -> SettingField:
        """One of a few."""
        field = fields.choice(pairs, getattr(self._settings, name))

        def chosen() -> str:
            return fields.chosen(field)

        return SettingField(name, label, field, chosen, chosen)

    def tick(self, name: str, words: str) -> SettingField:
        """Yes or no."""
        field = fields.tick(words, getattr(self._settings, name))
        return SettingField(name, "", field, field.isChecked, field.isChecked)

    def money(self, name: str, label: str) -> SettingField:
        """An amount."""
        field = MoneyEdit(self._currency)
        field.set_amount(getattr(self._settings, name))
        return SettingField(name, label, field, _named(name, field.amount), field.text)

    def percent(self, name: str, label: str) -> SettingField:
        """A percentage."""
        field = PercentEdit(getattr(self._settings, name))
        return SettingField(name, label, field, _named(name, field.basis_points), field.text)

    def tax_rate(self, name: str, label: str) -> SettingField:
        """A tax rate."""
        field = TaxRateEdit(getattr(self._settings, name))
        return SettingField(name, label, field, _named(name, field.rate_milli), field.text)

    def number(self, name: str, label: str, most: int) -> SettingField:
        """A whole number from zero."""
        field = NumberEdit(0, most, getattr(self._settings, name))
        return SettingField(name, label, field, _named(name, field.value), field.text)

    def colour(self, name: str, label: str) -> SettingField:
        """A colour."""
        field = ColourField(getattr(self._settings, name), self._currency)
        return SettingField(name, label, field, field.colour, field.colour)

    def logo(self, name: str, label: str) -> SettingField:
        """A picture."""
        field = LogoField(getattr(self._settings, name))
        return SettingField(name, label, field, field.encoded, field.encoded)


def _named(name: str, reader: Callable[[], Any]) -> Callable[[], Any]:
    return lambda: fields.read(name, reader)
