"""The public holidays of countries and their regions, from the ``holidays`` library.

A calendar is named by a code: a country (US), or a country and a region of it (US-CA). The library
is loaded with the first question, since most books never ask.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.words import quoted

if TYPE_CHECKING:
    from holidays import HolidayBase

_SMALL_WORDS: Final = frozenset({"and", "of", "the"})
_NAMES: Final = {"hongkong": "Hong Kong", "dr_congo": "DR Congo"}


@dataclass(frozen=True, slots=True)
class Place:
    """A country or region: its code, and its name as people say it."""

    code: str
    name: str


@lru_cache(maxsize=1)
def countries() -> tuple[Place, ...]:
    """The countries whose holidays are known, by name."""
    from holidays.registry import COUNTRIES

    found = [Place(codes[1], _name_of(key)) for key, codes in COUNTRIES.items()]
    return tuple(sorted(found, key=lambda place: place.name))


def _name_of(key: str) -> str:
    spoken = " ".join(
        word if word in _SMALL_WORDS else word.capitalize() for word in key.split("_")
    )
    return _NAMES.get(key, spoken)


@lru_cache(maxsize=64)
def regions(country: str) -> tuple[Place, ...]:
    """The regions of a country with holidays of their own, by name; their codes are whole codes."""
    found = _of_place(country, ())
    named = {code: name for name, code in reversed(found.subdivisions_aliases.items())}
    listed = [Place(f"{country}-{code}", named.get(code, code)) for code in found.subdivisions]
    return tuple(sorted(listed, key=lambda place: place.name))


def require_known(code: str) -> None:
    """Raises InvalidInput for a code of no country or region that is known."""
    country, _, region = code.partition("-")
    if country not in {place.code for place in countries()}:
        raise InvalidInput(
            f"The public holidays of {quoted(code)} are not known. Give a country such as US,"
            " or a country and a region such as US-CA.",
            "calendar",
        )
    if region and code not in {place.code for place in regions(country)}:
        raise InvalidInput(f"There is no region {quoted(region)} in {country}.", "calendar")


def name_of(code: str) -> str:
    """The calendar as people say it: "United States, California"."""
    country, _, region = code.partition("-")
    names = [place.name for place in countries() if place.code == country]
    if region:
        names += [place.name for place in regions(country) if place.code == code]
    return ", ".join(names) or code


def public_holidays(code: str, years: Iterable[int]) -> dict[date, str]:
    """The days and names of the public holidays of the years; weekends that are one included.

    Years of which nothing is known have none.
    """
    wanted = set(years)
    if not wanted:
        return {}
    found = _of_span(code, min(wanted), max(wanted))
    return {day: name for day, name in found if day.year in wanted}


@lru_cache(maxsize=64)
def _of_span(code: str, first: int, last: int) -> tuple[tuple[date, str], ...]:
    # A holiday of the year before or after may be kept in this one: New Year on 31 December.
    found = _of_place(code, range(first - 1, last + 2))
    return tuple(sorted((day, name) for day, name in found.items() if first <= day.year <= last))


@lru_cache(maxsize=64)
def weekend_of(code: str) -> frozenset[int]:
    """The days of the week on which a country rests; Monday is 0."""
    return frozenset(int(day) for day in _of_place(code, ()).weekend)


def _of_place(code: str, years: Iterable[int]) -> HolidayBase:
    from holidays import country_holidays

    country, _, region = code.partition("-")
    language = None
    if "en_US" in country_holidays(country, subdiv=region or None).supported_languages:
        language = "en_US"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that some of the years are not known
        return country_holidays(
            country, subdiv=region or None, years=years, expand=False, language=language
        )
