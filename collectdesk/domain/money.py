"""Money as whole minor units (cents): reading what people type, writing it, and rounding.

No float ever holds an amount. Rounding happens once, at the end of a calculation, half up; for
negative amounts half goes away from zero, so that a credit note mirrors its invoice to the cent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Final

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.numerals import GROUP_SPACES, TEXT_LIMIT, scaled, split_number
from collectdesk.domain.words import quoted

LARGEST_AMOUNT: Final = 10**13
"""The largest amount taken, in minor units. More is a slip of the keyboard, not an invoice."""

_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_TWO_DECIMALS = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD "
    "MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP "
    "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS "
    "TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWL"
)
_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"

CURRENCY_DECIMALS: Final[dict[str, int]] = {
    **dict.fromkeys(_NO_DECIMALS.split(), 0),
    **dict.fromkeys(_TWO_DECIMALS.split(), 2),
    **dict.fromkeys(_THREE_DECIMALS.split(), 3),
}
"""Decimal places of each currency in use (ISO 4217)."""

_SYMBOLS: Final = {
    "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪",
    "PHP": "₱", "NGN": "₦", "UAH": "₴", "VND": "₫", "TRY": "₺", "CAD": "CA$", "AUD": "A$",
    "NZD": "NZ$", "HKD": "HK$", "SGD": "S$", "MXN": "MX$", "BRL": "R$", "CNY": "CN¥",
}  # fmt: skip
_CODE_AT_DIGITS: Final = re.compile(r"\b([A-Z]{3}) ?-?[0-9]|[0-9] ?([A-Z]{3})\b")
_ALL_SYMBOLS: Final = frozenset("$€£¥₹₩₪₱₦₴₫₺")


def decimals(currency: str) -> int:
    """Decimal places of ``currency`` (its ISO code). Raises InvalidInput for an unknown code."""
    places = CURRENCY_DECIMALS.get(currency)
    if places is None:
        raise InvalidInput(
            f"{quoted(currency)} is not a currency code. Use three letters such as USD or EUR.",
            "currency",
        )
    return places


def unit(currency: str) -> int:
    """Minor units in one whole unit of ``currency``: 100 for USD, 1 for JPY."""
    return int(10 ** decimals(currency))


MINUS: Final = "\N{MINUS SIGN}"


def currency_symbol(currency: str) -> str:
    """What is written before an amount: "$", "€", or "CHF " where there is no common symbol."""
    return _SYMBOLS.get(currency, f"{currency} ")


def round_half_up(value: Fraction | Decimal) -> int:
    """The nearest whole number; a half goes away from zero (2.5 is 3, -2.5 is -3)."""
    return _half_up(*value.as_integer_ratio())


def _half_up(numerator: int, denominator: int) -> int:
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -rounded if numerator < 0 else rounded


def percent_of(minor: int, basis_points: int) -> int:
    """``basis_points`` hundredths of a percent of an amount, in minor units, rounded half up."""
    return _half_up(minor * basis_points, 10_000)


def tax_of(minor: int, rate_milli: int) -> int:
    """``rate_milli`` thousandths of a percent of an amount, in minor units, rounded half up."""
    return _half_up(minor * rate_milli, 100_000)


def to_basis_points(share: Fraction) -> int:
    """A share as hundredths of a percent, rounded half up: 3/5 is 6000, shown as 60.00 %."""
    return round_half_up(share * 10_000)


def format_basis_points(basis_points: int) -> str:
    """6000 is "60.00 %"."""
    sign = MINUS if basis_points < 0 else ""
    whole, rest = divmod(abs(basis_points), 100)
    return f"{sign}{whole:,}.{rest:02d} %"


def format_amount(minor: int, currency: str, symbol: bool = False) -> str:
    """An amount for people: "1,234.50", with ``symbol`` "$1,234.50"; a true minus before it."""
    written = amount_writer(currency)(abs(minor))
    return f"{MINUS if minor < 0 else ''}{currency_symbol(currency) if symbol else ''}{written}"


@cache
def amount_writer(currency: str) -> Callable[[int], str]:
    """What writes many amounts of one currency, each as ``format_amount`` does without symbol."""
    places = decimals(currency)
    fractions = [f".{rest:0{places}d}" if places else "" for rest in range(10**places)]
    whole = len(fractions)

    def written(minor: int) -> str:
        if minor < 0:
            return MINUS + written(-minor)
        return f"{minor // whole:,}{fractions[minor % whole]}"

    return written


def format_short(minor: int, currency: str) -> str:
    """An amount inside a sentence: as "$2,400", with decimals only when they are not zero."""
    text = format_amount(minor, currency, symbol=True)
    return text.partition(".")[0] if minor % unit(currency) == 0 else text


def format_whole(minor: int, currency: str, symbol: bool = False) -> str:
    """An amount where there is little room, in whole units rounded half up: "1,235"."""
    rounded = round_half_up(Fraction(minor, unit(currency)))
    minus = MINUS if rounded < 0 else ""
    return f"{minus}{currency_symbol(currency) if symbol else ''}{abs(rounded):,}"


def major_string(minor: int, currency: str) -> str:
    """An amount for other programs: "1234.50", always a dot, never a grouping mark."""
    written = amount_writer(currency)(abs(minor))
    return f"{'-' if minor < 0 else ''}{written.replace(',', '')}"


PRICE_PARTS: Final = 100
"""A unit price is kept in so many parts of a minor unit."""

_PRICE_DECIMALS: Final = 2


def price_of(price: int, currency: str) -> Decimal:
    """A unit price, in hundredths of a minor unit, in major units: 34590 is 3.459 dollars."""
    return Decimal(price).scaleb(-decimals(currency) - _PRICE_DECIMALS)


def price_string(price: int, currency: str) -> str:
    """A unit price for a field: "3.459", "1234.50", always a dot, never a grouping mark."""
    value = price_of(price, currency)
    exponent = value.normalize().as_tuple().exponent
    finest = -exponent if isinstance(exponent, int) else 0
    return f"{value:.{max(decimals(currency), finest)}f}"


def format_price(price: int, currency: str) -> str:
    """A unit price for people: "3.459", "1,234.50"; a true minus before it."""
    whole, dot, fraction = price_string(abs(price), currency).partition(".")
    return f"{MINUS if price < 0 else ''}{int(whole):,}{dot}{fraction}"


def parse_price(text: str, currency: str) -> int:
    """A unit price as a person types it, in hundredths of a minor unit; else as ``parse_money``."""
    return _parsed(text, currency, _PRICE_DECIMALS)


def parse_money(text: str, currency: str) -> int:
    """An amount as a person types it, in minor units of ``currency``.

    Takes "1,234.50", "1234.5", "$1,234.50", "-12.00", "USD 12" and, where it can mean nothing else,
    a decimal comma ("1.234,50", "12,5"). A lone comma before three digits groups thousands. Raises
    InvalidInput for anything else, for more decimals than the currency has, and for amounts above
    LARGEST_AMOUNT.
    """
    return _parsed(text, currency, 0)


def _parsed(text: str, currency: str, finer: int) -> int:
    """The amount in minor units of ``currency``, or ``finer`` decimals beyond."""
    places = decimals(currency) + finer
    if not text.strip():
        raise InvalidInput(f"Type an amount, such as {_example(currency)}.", "amount")
    negative, digits = _without_sign_and_symbol(text, currency)
    number = split_number(digits)
    if number is None:
        raise _not_an_amount(text, currency)
    whole, fraction = number
    if len(fraction) > places:
        raise InvalidInput(_too_fine(text, currency, places), "amount")
    minor = scaled(whole, fraction, places)
    if minor > LARGEST_AMOUNT * 10**finer:
        raise InvalidInput(
            f"{quoted(text)} is too large to be an amount. Check the digits.", "amount"
        )
    return -minor if negative else minor


def _too_fine(text: str, currency: str, places: int) -> str:
    if places == 0:
        return f"{quoted(text)} has decimals, but {currency} has none. Type a whole amount."
    sentence = f"{quoted(text)} has more than {places} decimals."
    return f"{sentence} Type an amount such as {_example(currency)}."


def _example(currency: str) -> str:
    """1,234.50 dollars, 1,235 yen."""
    return amount_writer(currency)(round_half_up(Fraction("1234.5") * unit(currency)))


def _not_an_amount(text: str, currency: str) -> InvalidInput:
    codes = _CODE_AT_DIGITS.findall(text.upper()) if len(text) <= TEXT_LIMIT else []
    if any((before or after) in CURRENCY_DECIMALS for before, after in codes):
        return _other_currency(text, currency)
    return InvalidInput(
        f"{quoted(text)} is not an amount. Type digits, such as {_example(currency)}.", "amount"
    )


def _other_currency(text: str, currency: str) -> InvalidInput:
    return InvalidInput(
        f"{quoted(text)} is not in {currency}. Type what it comes to in {currency}.", "amount"
    )


def _without_sign_and_symbol(text: str, currency: str) -> tuple[bool, str]:
    if len(text) > TEXT_LIMIT:
        raise _not_an_amount(text, currency)
    rest = text.translate(GROUP_SPACES).replace(MINUS, "-").strip(" \t\r\n")
    signs = 0
    negative = False
    for name in ("", *_accepted_names(currency)):
        rest = _without_name(rest, name)
        if rest[:1] in ("-", "+"):
            signs += 1
            negative = rest[0] == "-"
            rest = rest[1:].lstrip(" ")
    if signs > 1:
        raise _not_an_amount(text, currency)
    if _ALL_SYMBOLS.intersection(rest):
        raise _other_currency(text, currency)
    return negative, rest


def _accepted_names(currency: str) -> tuple[str, ...]:
    symbol = _SYMBOLS.get(currency, "")
    return (currency, symbol, symbol[-1:])


def _without_name(text: str, name: str) -> str:
    if not name:
        return text
    if text.upper().startswith(name):
        return text[len(name) :].lstrip(" ")
    return text[: -len(name)].rstrip(" ") if text.upper().endswith(name) else text
