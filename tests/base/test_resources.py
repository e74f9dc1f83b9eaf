"""What ships with the program is found in a checkout, an installed wheel and a frozen program."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from collectdesk.base import resources


@pytest.fixture(autouse=True)
def _search_anew() -> Iterator[None]:
    resources._resources_folder.cache_clear()
    yield
    resources._resources_folder.cache_clear()


def _ship(folder: Path, content: bytes) -> None:
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / "hello.txt").write_bytes(content)


def test_a_checkout_uses_its_resources_folder() -> None:
    assert resources.resource_path("fonts").is_dir()


def test_an_installed_wheel_uses_the_folder_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ship(tmp_path / "_resources", b"wheel")
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resources.resource_bytes("texts/hello.txt") == b"wheel"


def test_a_frozen_program_uses_the_folder_that_it_carries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ship(tmp_path / "collectdesk" / "_resources", b"frozen")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.resource_bytes("texts/hello.txt") == b"frozen"


def test_a_missing_file_is_named_and_says_what_to_do() -> None:
    with pytest.raises(FileNotFoundError, match=r"'no/such\.thing': install it again"):
        resources.resource_path("no/such.thing")
