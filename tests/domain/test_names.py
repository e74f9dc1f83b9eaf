"""A greeting never calls a doctor "Dear Dr." and never turns a name round that it cannot read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.names import first_name, greeting_name


@pytest.mark.parametrize(
    ("name", "greeting", "first"),
    [
        ("Ana Lopez", "Ana", "Ana"),
        ("Lopez, Ana", "Ana", "Ana"),
        ("Dr. Ana Lopez", "Dr. Lopez", "Ana"),
        ("Lopez, Dr. Ana", "Dr. Lopez", "Ana"),
        ("Dr. Lopez", "Dr. Lopez", "Dr. Lopez"),
        ("Ms Lopez", "Ms Lopez", "Ms Lopez"),
        ("Mr. John A. Smith", "Mr. Smith", "John"),
        ("Herr Dr. Jürgen Müller", "Herr Dr. Müller", "Jürgen"),
        ("Dr. Ludwig van der Berg", "Dr. van der Berg", "Ludwig"),
        ("Dr. Ana Lopez Garcia", "Dr. Ana Lopez Garcia", "Ana"),
        ("Ana Lopez, MD", "Ana", "Ana"),
        ("John Smith Jr.", "John", "John"),
        ("Smith, John, PhD", "John", "John"),
        ("Maria A. Alvarez", "Maria", "Maria"),
        ("Maria Alvarez (AP)", "Maria", "Maria"),
        ("Jean-Luc Picard", "Jean-Luc", "Jean-Luc"),
        ("O'Brien, Seán", "Seán", "Seán"),
        ("Ana", "Ana", "Ana"),
        ("Dr.Ana Lopez", "Dr. Lopez", "Ana"),
        ("Dr. med. Eva Klein", "Dr. med. Klein", "Eva"),
        ("Sir Ian McKellen", "Sir Ian", "Ian"),
        ("Mr. & Mrs. Smith", "Mr. & Mrs. Smith", "Mr. & Mrs. Smith"),
        ("Ana and Bob", "Ana and Bob", "Ana and Bob"),
        ("Ana Lopez - AP", "Ana", "Ana"),
        ("Lopez, A.", "A. Lopez", "A. Lopez"),
        ("Dr.", "Dr.", "Dr."),
        ("J. Smith", "J. Smith", "J. Smith"),
        ("J.P. Smith", "J.P. Smith", "J.P. Smith"),
        ("Accounts Payable", "Accounts Payable", "Accounts Payable"),
        ("山田 太郎", "山田 太郎", "山田 太郎"),
        ("Иванова Мария Петровна", "Иванова Мария Петровна", "Иванова Мария Петровна"),
        ("محمد علي", "محمد علي", "محمد علي"),
        ("  Ana   Lopez ", "Ana", "Ana"),
        ("", "", ""),
    ],
)
def test_a_person_is_called_as_people_are_called(name: str, greeting: str, first: str) -> None:
    assert (greeting_name(name), first_name(name)) == (greeting, first)


@given(st.text(max_size=60))
def test_nobody_is_left_without_a_name_or_given_a_word_that_is_not_theirs(name: str) -> None:
    for called in (greeting_name(name), first_name(name)):
        assert bool(called) == bool(name.split())
        assert set(called.replace(" ", "")) <= set(name)
