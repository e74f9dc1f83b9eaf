"""The command line keeps its word: exit codes, one sentence for a problem, nothing else."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from collectdesk import bootstrap
from collectdesk.cli import figures, main
from collectdesk.cli.output import plain
from tests.cli.conftest import Cli

ALL_COMMANDS = {
    "new", "demo", "import", "aging", "today", "call", "payment", "notices", "letter", "invoice",
    "statements", "reprint", "receipts", "check", "figures", "backup", "restore",
    "charges", "invoice-due",
    "bank", "days-off", "late-charge", "export", "lock", "unlock", "move", "watch",
}  # fmt: skip


def test_there_are_exactly_the_commands_that_the_manual_names() -> None:
    assert main.COMMANDS == ALL_COMMANDS


@pytest.mark.parametrize("command", sorted(ALL_COMMANDS))
def test_each_command_explains_itself(cli: Cli, command: str) -> None:
    ran = cli(command, "--help")
    assert ran.code == 0
    assert f"collectdesk {command}" in ran.out
    assert "option_strings" not in ran.out


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nonsense"],
        ["aging"],
        ["aging", "b.collectdesk", "--as-of", "2026-02-30"],
        ["aging", "b.collectdesk", "--as-of", "31/3/2026"],
        ["aging", "b.collectdesk", "--by", "age"],
        ["aging", "b.collectdesk", "--js"],
        ["new", "b.collectdesk", "--paper", "a5"],
        ["import", "b.collectdesk"],
        ["import", "b.collectdesk", "x.csv", "--date-order", "myd"],
        ["call", "b.collectdesk", "--customer", "C-1"],
        ["call", "b.collectdesk", "--customer", "C-1", "--answer", "hello"],
        ["call", "b.collectdesk", "--customer", "C-1", "--answer", "not_sent", "--promise", "5"],
        ["call", "b.collectdesk", "--customer", "C-1", "--answer", "sent", "--by", "2026-04-02"],
        ["call", "b.collectdesk", "--customer", "C-1", "--answer", "sent", "--method", "card"],
        ["payment", "b.collectdesk", "--customer", "C-1", "--amount", "5", "--date", "2026-03-30",
         "--method", "shells"],
        ["letter", "b.collectdesk", "love", "--invoice", "0008", "--out", "x.pdf"],
        ["statements", "b.collectdesk", "--month", "2026-13", "--out", "x"],
        ["statements", "b.collectdesk", "--month", "March", "--out", "x"],
        ["notices", "b.collectdesk"],
    ],
)  # fmt: skip
def test_wrong_usage_is_told_on_standard_error_with_code_2(cli: Cli, words: list[str]) -> None:
    ran = cli(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert "collectdesk" in ran.err


def test_an_unknown_answer_lists_those_that_there_are(cli: Cli) -> None:
    ran = cli("call", "b.collectdesk", "--customer", "C-1", "--answer", "hello")
    assert "“hello” is not an answer. Use one of: sent, not_sent, cant_pay" in ran.err


def not_a_book(folder: Path) -> Path:
    path = folder / "letter.collectdesk"
    path.write_text("Dear Sir, " * 1000)
    return path


def another_database(folder: Path) -> Path:
    path = folder / "other.collectdesk"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    db.close()
    return path


def empty_file(folder: Path) -> Path:
    path = folder / "empty.collectdesk"
    path.touch()
    return path


def newer_book(folder: Path) -> Path:
    path = folder / "newer.collectdesk"
    bootstrap.new_book(path)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 9999")
    db.close()
    return path


def folder_for_a_book(folder: Path) -> Path:
    path = folder / "folder.collectdesk"
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: folder / "absent.collectdesk", "There is no book at"),
        (not_a_book, "is not a CollectDesk book"),
        (another_database, "is not a CollectDesk book"),
        (empty_file, "is an empty file"),
        (newer_book, "was written by a newer CollectDesk"),
        (folder_for_a_book, "is not a CollectDesk book"),
    ],
)
def test_what_is_no_book_gets_one_sentence_and_is_left_alone(
    cli: Cli, tmp_path: Path, make: object, words: str
) -> None:
    assert callable(make)
    path: Path = make(tmp_path)
    before = path.read_bytes() if path.is_file() else None
    ran = cli("check", path)
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert words in ran.err
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_book_that_is_open_elsewhere_is_left_alone(cli: Cli, book: Path) -> None:
    desk = bootstrap.open_desk(book)
    try:
        ran = cli("aging", book)
    finally:
        desk.close()
    assert ran.code == 1
    assert "is already open in another window" in ran.err
    assert cli("aging", book).code == 0


def test_a_fault_of_the_program_is_one_calm_sentence_and_is_logged(
    cli: Cli, book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, logged_trouble: Any
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret details of Acme")

    monkeypatch.setattr(figures, "aging_report", fail)
    monkeypatch.setattr(main, "start_log", lambda folder: tmp_path / "collectdesk.log")
    logged_trouble.expect("command failed")
    ran = cli("aging", book)
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "Something went wrong" in ran.err
    assert "collectdesk.log" in ran.err
    assert "secret" not in ran.err
    assert "Traceback" not in ran.err


def test_a_name_can_neither_command_the_terminal_nor_turn_its_direction() -> None:
    assert plain("A\x1b[2Jb\u202ec\r\n\x07\u2028d") == "A [2Jb c    d"
    assert plain("שלום 株式会社 🙂") == "שלום 株式会社 🙂"


@pytest.fixture
def program(today: object) -> list[str]:
    """The real program, to be started in a process of its own."""
    return [sys.executable, "-m", "collectdesk"]


def test_the_real_program_answers_a_script(program: list[str], book: Path) -> None:
    done = subprocess.run(
        [*program, "aging", str(book), "--json"], capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert json.loads(done.stdout)["open_invoices"] == 4


def test_a_terminal_that_lacks_letters_does_not_stop_the_program(
    program: list[str], book: Path
) -> None:
    plain_terminal = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*program, "aging", str(book)],
        capture_output=True, check=False, timeout=60, env=plain_terminal,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"Acme & S?n" in done.stdout


def test_a_reader_that_stops_reading_gets_no_complaint(program: list[str], book: Path) -> None:
    with subprocess.Popen(
        [*program, "aging", str(book)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        running.wait(timeout=60)
