"""Fixed words, amounts and dates as they are printed in one document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from collectdesk.base.resources import resource_bytes
from collectdesk.documents.safe_text import one_line
from collectdesk.domain.dates import long_date
from collectdesk.domain.english import respelled
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import amount_writer, decimals, format_amount
from collectdesk.domain.texts import read_labels

_LANGUAGES = ("en",)


class Wording:
    """The words of one language and country, and amounts in one currency."""

    def __init__(self, language: str, currency: str = "USD") -> None:
        self.language = language
        self._labels = _labels(language)
        self._currency, self._code = _known_currency(currency)
        self.amount = amount_writer(self._currency)
        """An amount for a column: "1,234.50"."""

    def __getitem__(self, label: str) -> str:
        """The fixed word with this key."""
        return self._labels[label]

    def filled(self, label: str, **values: str) -> str:
        """A fixed sentence with its fields put in."""
        return self._labels[label].format(**values)

    def money(self, minor: int) -> str:
        """An amount with its currency: "$1,234.50"."""
        if self._code:
            return f"{self._code} {format_amount(minor, self._currency)}"
        return format_amount(minor, self._currency, symbol=True)

    @property
    def places(self) -> int:
        """Decimal places of the currency."""
        return decimals(self._currency)

    def symbol(self) -> str:
        """What stands before an empty line for an amount: "$" or "CHF"."""
        return self.money(0).rstrip("0.,").strip() or self._currency


@lru_cache(maxsize=2048)
def day(value: date | None) -> str:
    """ "21 Nov 2026", or nothing."""
    return long_date(value) if value else ""


def number(value: Decimal, places: int = 0) -> str:
    """A quantity or price with grouping, at least ``places`` decimals and no needless zeros."""
    if not value.is_finite() or abs(value.adjusted()) > 30:
        return one_line(str(value), 40)
    exponent = value.normalize().as_tuple().exponent
    decimals = max(places, -exponent if isinstance(exponent, int) else 0)
    return f"{value:,.{decimals}f}"


def _known_currency(currency: str) -> tuple[str, str]:
    """The currency that decides the decimals, and the code to print if it is not a known one."""
    try:
        format_amount(0, currency)
    except InvalidInput:
        return "USD", one_line(currency, 8)
    return currency, ""


@cache
def _labels(language: str) -> Mapping[str, str]:
    """The words for "en-GB"; an unknown language falls back to English, a country to none."""
    code, _, country = language.partition("-")
    folder = code if code in _LANGUAGES else _LANGUAGES[0]
    text = resource_bytes(f"texts/{folder}/labels.toml").decode("utf-8")
    return read_labels(respelled(text, language), country.upper())
