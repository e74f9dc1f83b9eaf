"""Whom to reach at a customer, and where, as a list tells it beside names or invoices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Final

from collectdesk.domain import ledger_columns as known
from collectdesk.domain.table_cells import one_line

NAMELESS: Final = "Accounts payable"
"""Whom a phone number or e-mail address belongs to where a list names nobody."""

NO_VALUE: Final = frozenset(["", "-", "–", "n/a", "none", "null"])
"""What stands in a cell that holds nothing, folded."""

_EMAIL = re.compile(r"[^\s@,;:<>()\"]+@[^\s@,;:<>()\"]+\.[^\s@,;:<>()\"]+")
_PHONE_LABEL = re.compile(r"^(?:phone|main|work|office|tel|telephone)\s*[:.]\s*", re.IGNORECASE)
_OTHER_PHONE = re.compile(
    r"[\s,;]+(?:phone|mobile|cell|fax|pager|other|home)\s*:.*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class CustomerDetails:
    """Each is empty where the list does not tell it; ``address`` has a line for each line."""

    person: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    country: str = ""

    def names_anybody(self) -> bool:
        """Whether there is anything to reach somebody by."""
        return bool(self.person or self.phone or self.email)


NO_DETAILS: Final = CustomerDetails()


def details_in(cell: Callable[[str], str]) -> CustomerDetails:
    """The details in a row, of which ``cell`` gives the text of a field, lines and all."""

    def text(name: str) -> str:
        found = one_line(cell(name))
        return "" if found.casefold() in NO_VALUE else found

    both = " ".join(filter(None, (text(known.FIRST_NAME), text(known.LAST_NAME))))
    return CustomerDetails(
        person=text(known.PERSON) or both,
        phone=_first_phone(text(known.PHONE)),
        email=_first_email(text(known.EMAIL)),
        address=_address(text, cell(known.ADDRESS)),
        country=text(known.COUNTRY),
    )


def gathered(told: Iterable[CustomerDetails]) -> CustomerDetails:
    """What several rows tell of one customer: each detail from the first row that has it."""
    listed = list(told)
    return CustomerDetails(
        *(
            next(filter(None, (getattr(one, field.name) for one in listed)), "")
            for field in fields(CustomerDetails)
        )
    )


def _first_email(text: str) -> str:
    """Programs put several addresses into one cell, the one that matters first."""
    found = _EMAIL.search(text)
    return found[0].rstrip(".") if found else text


def _first_phone(text: str) -> str:
    return _OTHER_PHONE.sub("", _PHONE_LABEL.sub("", text))


def _address(text: Callable[[str], str], first: str) -> str:
    lines = [one_line(line) for line in first.replace("\r", "\n").split("\n")]
    if len(lines) == 1 and lines[0].casefold() in NO_VALUE:
        lines = []
    place = ", ".join(filter(None, (text(known.CITY), text(known.REGION))))
    lines += [text(known.ADDRESS_2), text(known.ADDRESS_3)]
    town = " ".join(filter(None, (place, text(known.POSTCODE))))
    told = " ".join(lines).casefold()
    if town and not all(
        part.casefold() in told for part in filter(None, (text(known.CITY), text(known.POSTCODE)))
    ):
        lines.append(town)
    return "\n".join(filter(None, lines))
