"""What a list tells of customers that the book has: it fills blanks, and never changes a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collectdesk.domain.customer_details import NAMELESS, CustomerDetails
from collectdesk.domain.words import quoted


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody at a customer, as the book has them."""

    contact_id: int
    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """A customer in the book whose number a file names, and the people there, the first first."""

    customer_id: int
    number: str
    name: str
    terms: str
    address: str = ""
    country: str = ""
    people: tuple[KnownPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerNews:
    """What of a customer was blank, and what it becomes: columns of the customer, columns of a
    person there, and whom the book lacks."""

    customer: KnownCustomer
    own: tuple[tuple[str, str], ...] = ()
    person: KnownPerson | None = None
    of_person: tuple[tuple[str, str], ...] = ()
    joins: CustomerDetails | None = None

    @property
    def fills(self) -> bool:
        """Whether anything that was blank is known now."""
        return bool(self.own or self.of_person)


def news_of(customer: KnownCustomer, told: CustomerDetails) -> tuple[CustomerNews, list[str]]:
    """What the list adds, and sentences on what it tells otherwise, which is not changed."""
    own, otherwise = _compared(
        [
            ("billing_address", "billing address", customer.address, told.address),
            ("country", "", customer.country, told.country),
        ]
    )
    if not told.names_anybody():
        return CustomerNews(customer, own), _sentences(customer, otherwise)
    person = _person(customer.people, told)
    if person is None:
        return CustomerNews(customer, own, joins=told), _sentences(customer, otherwise)
    of_person, differing = _compared(
        [
            ("phone", f"phone of {person.name}", person.phone, told.phone),
            ("email", f"e-mail of {person.name}", person.email, told.email),
        ]
    )
    news = CustomerNews(customer, own, person, of_person)
    return news, _sentences(customer, [*otherwise, *differing])


def name_of_joining(told: CustomerDetails) -> str:
    """What the person is called who comes to the customer."""
    return told.person or NAMELESS


def _person(people: Iterable[KnownPerson], told: CustomerDetails) -> KnownPerson | None:
    """Whom the list means; without a name, the first person is meant. None for somebody new."""
    listed = list(people)
    signs = (
        (_folded(told.person), [_folded(one.name) for one in listed]),
        (_folded(told.email), [_folded(one.email) for one in listed]),
        (_digits(told.phone), [_digits(one.phone) for one in listed]),
    )
    for sign, here in signs:
        if sign and sign in here:
            return listed[here.index(sign)]
    return listed[0] if listed and not told.person else None


_Compared = tuple[str, str, str, str]


def _compared(
    fields: Iterable[_Compared],
) -> tuple[tuple[tuple[str, str], ...], list[tuple[str, str, str]]]:
    """Of each column, its label, what the book has and what the list says: what is filled, and what
    differs under a label."""
    filled: list[tuple[str, str]] = []
    differing: list[tuple[str, str, str]] = []
    for column, label, here, told in fields:
        if told and not here.strip():
            filled.append((column, told))
        elif told and label and _folded(here) != _folded(told):
            differing.append((label, here, told))
    return tuple(filled), differing


def _sentences(customer: KnownCustomer, differing: Iterable[tuple[str, str, str]]) -> list[str]:
    return [
        f"{quoted(customer.name)}: for the {label}, the list says {quoted(told)} and the book"
        f" {quoted(here)}; not changed."
        for label, here, told in differing
    ]


def _folded(text: str) -> str:
    """Text without what does not tell two apart: case, spaces and marks."""
    return "".join(mark for mark in text.casefold() if mark.isalnum())


def _digits(text: str) -> str:
    return "".join(mark for mark in text if mark.isdigit())
