"""The owner's files lie in the owner's own folder, or where the owner says."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from collectdesk.base.paths import user_places


def test_everything_lies_below_the_chosen_home(tmp_path: Path) -> None:
    places = user_places({"COLLECTDESK_HOME": str(tmp_path)})
    named = (places.data, places.books, places.backups, places.logs, places.preferences)
    assert all(place.is_relative_to(tmp_path) for place in named)
    assert places.demo_book.parent == places.books


def test_a_home_written_with_a_tilde_is_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert user_places({"COLLECTDESK_HOME": "~/desk"}).data == tmp_path / "desk"


def test_without_a_choice_the_places_are_absolute_and_the_programs_own() -> None:
    places = user_places({})
    for place in (places.data, places.logs, places.preferences):
        assert place.is_absolute()
        assert "CollectDesk" in place.parts


def test_backups_are_not_among_the_books(tmp_path: Path) -> None:
    places = user_places({"COLLECTDESK_HOME": str(tmp_path)})
    assert places.backups != places.books


def test_naming_places_creates_nothing_until_asked(tmp_path: Path) -> None:
    places = user_places({"COLLECTDESK_HOME": str(tmp_path / "desk")})
    assert not places.data.exists()
    places.create()
    places.create()
    assert places.books.is_dir()
    assert places.backups.is_dir()
    assert places.logs.is_dir()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps other users out by the profile folder")
def test_other_users_of_the_machine_cannot_look_in(tmp_path: Path) -> None:
    places = user_places({"COLLECTDESK_HOME": str(tmp_path / "desk")})
    places.create()
    for folder in (places.books, places.backups, places.logs):
        assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0
