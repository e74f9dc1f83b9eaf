"""A batch comes off the printer in the order that the owner wants to post it."""

from __future__ import annotations

import pytest

from collectdesk.domain.batch_order import Addressee, BatchOrder, in_order, rest_from
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.postcodes import postcode_of


@pytest.mark.parametrize(
    ("address", "postcode"),
    [
        ("88 Marina Blvd, Floor 3 | San Francisco, CA 94123", "94123"),
        ("12345 Wilshire Boulevard | Los Angeles, CA 90025-1234 | USA", "90025-1234"),
        ("12345 Wilshire Boulevard | Los Angeles, CA", ""),
        ("Attn: Ann | 12345 Wilshire Blvd | Los Angeles", ""),
        ("1 Market St | St. Louis, MO 63101", "63101"),
        ("10 Downing Street | London SW1A 1AA", "SW1A 1AA"),
        ("10 Downing Street | London | sw1a1aa | United Kingdom", "SW1A 1AA"),
        ("12 High Street, Anytown, AB1 2CD", "AB1 2CD"),
        ("5 Cork Road | Dublin D02 X285", "D02 X285"),
        ("100 Main St | Toronto, ON M5V3L9", "M5V 3L9"),
        ("1 George St | Sydney NSW 2000", "2000"),
        ("Unter den Linden 1 | 10117 Berlin | Germany", "10117"),
        ("Unter den Linden 1 | D-10117 Berlin", "10117"),
        ("1 rue de la Paix | 75001 Paris CEDEX 01", "75001"),
        ("Damrak 1 | 1012 LG Amsterdam", "1012 LG"),
        ("ul. Nowa 5 | 90-001 Łódź", "90-001"),
        ("Storgatan 1 | 114 55 Stockholm", "114 55"),
        ("MG Road | Mumbai 400 001", "400 001"),
        ("Av. Paulista | São Paulo 01310-100", "01310-100"),
        ("Harbour House | PO Box 12345", ""),
        ("100 Main St | Suite 20000", ""),
        ("", ""),
    ],
)
def test_a_postcode_is_found_where_its_country_writes_it(address: str, postcode: str) -> None:
    assert postcode_of(address.split(" | ")) == postcode


_PEOPLE = (
    Addressee(1, "Zebra", "C-10", ("1 A St", "Oakland, CA 94607")),
    Addressee(2, "Éclair", "C-9", ("2 B St", "Boston, MA 02110")),
    Addressee(3, "eclair", "C-11", ("Somewhere",)),
    Addressee(4, "Ant", "C-100", ("3 C St", "Oakland, CA 94607")),
)


@pytest.mark.parametrize(
    ("order", "keys"),
    [
        (BatchOrder.LISTED, (1, 2, 3, 4)),
        (BatchOrder.NAME, (4, 2, 3, 1)),
        (BatchOrder.NUMBER, (2, 1, 3, 4)),
        (BatchOrder.POSTCODE, (2, 4, 1, 3)),
    ],
)
def test_a_batch_is_sorted_as_people_sort_and_who_has_no_postcode_comes_last(
    order: BatchOrder, keys: tuple[int, ...]
) -> None:
    assert in_order(_PEOPLE, order) == keys


def test_printing_starts_again_at_any_number_of_the_batch_and_at_no_other() -> None:
    assert rest_from((7, 8, 9), 1) == (7, 8, 9)
    assert rest_from((7, 8, 9), 3) == (9,)
    for number in (0, 4, -1):
        with pytest.raises(InvalidInput, match="1 to 3"):
            rest_from((7, 8, 9), number)
