"""A file named after a customer stays in its folder, on every system, and never meets another."""

from __future__ import annotations

import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.exchange.file_names import FileNames

HOSTILE = [
    "../../etc/passwd",
    "/absolute",
    "C:\\Windows\\system32",
    "\\\\server\\share",
    "..",
    ".",
    "CON",
    "nul",
    "Com1",
    "name.",
    "name ",
    'a:b|c?d*e<f>g"h',
    "line\nbreak\0nul",
    "\u202egnp.exe",
    "=cmd|'/c calc'!A1",
    "-rf",
    "~root",
    "$HOME `id`",
    "",
    "🙂",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_plain_file_in_its_folder(tmp_path: Path, name: str) -> None:
    file_name = FileNames().name(name, "C-1", "2026-03", suffix=".pdf")
    path = tmp_path / file_name
    path.write_bytes(b"x")
    assert list(tmp_path.iterdir()) == [path]
    assert PureWindowsPath(file_name).name == file_name
    assert not PureWindowsPath(file_name).is_reserved()
    assert not file_name.startswith((".", "-", "~"))


@pytest.mark.parametrize("name", ["CON", "nul", "Com1", "lpt9"])
def test_a_device_name_alone_is_made_harmless(name: str) -> None:
    assert not PureWindowsPath(FileNames().name(name, suffix=".pdf")).is_reserved()


def test_letters_of_every_script_are_kept() -> None:
    names = FileNames()
    assert names.name("Café Zoë & Söhne", "C-7", suffix=".pdf") == "Café-Zoë-Söhne_C-7.pdf"
    assert names.name("株式会社 例", "8", suffix=".pdf") == "株式会社-例_8.pdf"
    assert names.name("हिन्दी", "9", suffix=".pdf") == "हिन्दी_9.pdf"
    assert names.name("🙂", "10", suffix=".pdf") == "10.pdf"


def test_a_customer_that_goes_by_its_number_is_named_once() -> None:
    assert FileNames().name("C-7", "C-7", "2026-03", suffix=".pdf") == "C-7_2026-03.pdf"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "ACME"),
        ("Straße", "STRASSE"),
        ("Zoë", unicodedata.normalize("NFD", "Zoë")),
        ("A/B", "A:B"),
        ("ﬁne", "fine"),
        ("x" * 300, "x" * 301),
    ],
)
def test_names_that_a_file_system_takes_for_the_same_are_kept_apart(one: str, other: str) -> None:
    names = FileNames()
    first = names.name(one, suffix=".pdf")
    second = names.name(other, suffix=".pdf")
    assert first.casefold() != second.casefold()
    assert second.endswith("_2.pdf")


def test_files_already_there_are_not_written_over() -> None:
    assert FileNames(["ACME_1.PDF"]).name("acme", "1", suffix=".pdf") == "acme_1_2.pdf"


@given(st.lists(st.tuples(st.text(max_size=300), st.text(max_size=60)), max_size=8))
def test_any_texts_give_short_distinct_names_without_separators(
    customers: list[tuple[str, str]],
) -> None:
    names = FileNames()
    given_out = [names.name(*customer, "2026-03", suffix=".pdf") for customer in customers]
    assert len({name.casefold() for name in given_out}) == len(customers)
    for name in given_out:
        assert len(name.encode()) <= 255
        assert not set(name[:-4]) & set('/\\:*?"<>|.\0')
