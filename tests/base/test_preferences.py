"""What the owner arranged is there next time, and a damaged file never stops the program."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.base.preferences import (
    MAX_RECENT_BOOKS,
    Preferences,
    Theme,
    load_preferences,
    save_preferences,
)

if TYPE_CHECKING:
    from tests.conftest import LoggedTrouble

ARRANGED = Preferences(
    recent_books=("/home/ann/Müller & Søn.collectdesk", "/home/ann/حساب.collectdesk"),
    window_geometry="AdnQywADAAA=",
    splitter_sizes={"main": (280, 620, 380), "calls": (300, 400)},
    theme=Theme.DARK,
    text_scale=125,
    last_export_folder="/home/ann/Documents",
    second_backup_folder="/media/stick/copies",
    label_sheet="L7163",
    label_right="-0.25",
    label_down="1.50",
    batch_order="postcode",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "preferences.json"


def _change_stored(file: Path, name: str, value: object) -> None:
    stored = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**stored, name: value}), encoding="utf-8")


def test_what_was_arranged_comes_back(file: Path) -> None:
    save_preferences(file, ARRANGED)
    assert load_preferences(file) == ARRANGED


def test_this_test_arranges_every_preference() -> None:
    ordinary = Preferences()
    for each in fields(Preferences):
        assert getattr(ARRANGED, each.name) != getattr(ordinary, each.name), each.name


def test_the_first_start_has_the_ordinary_preferences(file: Path) -> None:
    assert load_preferences(file) == Preferences()


@pytest.mark.parametrize("name", [each.name for each in fields(Preferences)])
@pytest.mark.parametrize("value", [None, 1.5, True, {"a": "b"}, ["x", 3], [[1]], -1, 10**30])
def test_one_unusable_value_costs_only_itself(
    file: Path, logged_trouble: LoggedTrouble, name: str, value: object
) -> None:
    logged_trouble.expect("unusable value")
    save_preferences(file, ARRANGED)
    _change_stored(file, name, value)
    assert load_preferences(file) == replace(ARRANGED, **{name: getattr(Preferences(), name)})


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b'{"theme": "dark"} more', b"\x00" * 99]
)
def test_a_damaged_file_means_the_ordinary_preferences(
    file: Path, logged_trouble: LoggedTrouble, content: bytes
) -> None:
    logged_trouble.expect("cannot be read")
    file.parent.mkdir()
    file.write_bytes(content)
    assert load_preferences(file) == Preferences()


@pytest.mark.parametrize("content", [b"[]", b"3", b"null", b'"theme"', b'{"from_next_year": 1}'])
def test_a_file_of_another_shape_means_the_ordinary_preferences(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert load_preferences(file) == Preferences()


@given(scale=st.integers(min_value=80, max_value=200), folder=st.text(max_size=50))
def test_any_folder_name_and_allowed_scale_come_back(
    tmp_path_factory: pytest.TempPathFactory, scale: int, folder: str
) -> None:
    file = tmp_path_factory.mktemp("any") / "preferences.json"
    chosen = Preferences(text_scale=scale, last_export_folder=folder)
    save_preferences(file, chosen)
    assert load_preferences(file) == chosen


def test_the_book_opened_last_is_listed_first_and_once() -> None:
    preferences = Preferences()
    for name in ("a", "b", "a"):
        preferences = preferences.with_book(Path(name))
    assert preferences.recent_books == ("a", "b")


def test_the_list_of_recent_books_stays_short() -> None:
    preferences = Preferences()
    for number in range(20):
        preferences = preferences.with_book(Path(str(number)))
    assert len(preferences.recent_books) == MAX_RECENT_BOOKS
    assert preferences.recent_books[0] == "19"


def test_a_book_that_is_gone_can_be_taken_off_the_list() -> None:
    preferences = Preferences(recent_books=("a", "b"))
    assert preferences.without_book(Path("a")).recent_books == ("b",)


def test_remembering_one_splitter_leaves_the_others() -> None:
    preferences = ARRANGED.with_splitter("main", (1, 2, 3))
    assert preferences.splitter_sizes == {"main": (1, 2, 3), "calls": (300, 400)}
    assert ARRANGED.splitter_sizes["main"] == (280, 620, 380)
