"""Any typed text is a search, found by the beginnings of words in any case and script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.store import recording, rows, search
from collectdesk.store.book import Book, create_book, open_book
from collectdesk.store.search import folded_words
from tests.store.conftest import NOW


def _add(book: Book, number: str, name: str, phone: str = "") -> int:
    ident = rows.CUSTOMERS.add(
        book.db, number=number, name=name, currency="USD", terms="net 30", created_on=NOW.date()
    )
    if phone:
        rows.CONTACTS.add(book.db, customer_id=ident, name="Maria Alvarez", phone=phone)
    search.follow(book.db, recording.collect(book.db))
    return ident


@pytest.mark.parametrize(
    "typed",
    ["łódź", "lodz", "LODZ", "caf", "Café", "bak caf", "C-17", "4155550137", "415 555", "alva"],
)
def test_a_customer_is_found_as_people_type(book: Book, typed: str) -> None:
    ident = _add(book, "C-17", "Łódź Café & Bakery", "(415) 555-0137")
    _add(book, "C-18", "Tanaka Auto Body")
    assert search.customers(book.db, typed) == [ident]


@pytest.mark.parametrize(
    ("name", "typed"), [("山田商店", "商店"), ("Строймаркет", "СТРОЙ"), ("محمد للتجارة", "محمد")]
)
def test_other_scripts_are_found(book: Book, name: str, typed: str) -> None:
    ident = _add(book, "C-1", name)
    assert search.customers(book.db, typed) == [ident]


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("(555) 012-4567", "5550124"),
        ("+1 555 0124", "5550124"),
        ("+1 555 0124", "555-0124"),
        ("555 0124", "+1 555 0124"),
        ("4155550137", "5550137"),
        ("+44 (0)20 7946 0958", "020 7946 0958"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("555.0124 ext. 7", "5550124"),
    ],
)
def test_a_phone_number_is_found_however_it_is_dialled(book: Book, kept: str, typed: str) -> None:
    ident = _add(book, "C-17", "Harbor Point Dental", kept)
    _add(book, "C-18", "Tanaka Auto Body", "(555) 098-7654")
    assert search.customers(book.db, typed) == [ident]


def test_a_changed_name_is_found_by_the_new_one_only(book: Book) -> None:
    ident = _add(book, "C-1", "Old Name")
    rows.CUSTOMERS.change(book.db, ident, name="Fresh Start")
    search.follow(book.db, recording.collect(book.db))
    assert search.customers(book.db, "fresh") == [ident]
    assert search.customers(book.db, "old") == []


@pytest.fixture(scope="module")
def lasting_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One book for all the examples of a property."""
    path = tmp_path_factory.mktemp("search") / "Firm.collectdesk"
    create_book(path, "USD", NOW, lambda db: None)
    opened = open_book(path)
    yield opened
    opened.close()


@given(typed=st.text(max_size=60))
def test_any_text_is_a_valid_search(lasting_book: Book, typed: str) -> None:
    search.customers(lasting_book.db, typed)
    search.notes(lasting_book.db, typed)


@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = folded_words(text)
    assert folded_words(" ".join(once)) == once
