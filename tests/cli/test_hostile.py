"""Whatever is typed at the terminal: a plain sentence, exit code 1 or 2, and an untouched book."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from collectdesk.cli import main, papers
from collectdesk.store.recording import RECORDED
from tests.cli.conftest import Cli

BOOK = "BOOK"
LONG = "a" * 10_000
PAYMENT = ["payment", BOOK, "--customer=C-1", "--amount=5", "--date=2026-03-30", "--method=cheque"]
CALL = ["call", BOOK, "--customer=C-1", "--answer=not_sent", "--by=2026-04-02"]


def kept(book: Path) -> dict[str, list[Any]]:
    """Every row that a step could change, and every step."""
    with closing(sqlite3.connect(f"{book.as_uri()}?mode=ro", uri=True)) as db:
        return {
            name: db.execute(f"SELECT * FROM {name}").fetchall() for name in (*RECORDED, "step")
        }


HOSTILE: list[tuple[list[str], int]] = [
    (["check", LONG], 2),
    (["check", "x\0y.collectdesk"], 2),
    (["check", "x\ud800y.collectdesk"], 2),
    (["receipts", BOOK, "--out=x.pdf", "--sort=size"], 2),
    (["check", f"{'a/' * 3_000}b.collectdesk"], 2),
    (["import", BOOK, LONG], 2),
    (["notices", BOOK, f"--out={LONG}.pdf"], 2),
    (["notices", BOOK, "--out=x.pdf", "--from-row=0"], 2),
    (["statements", BOOK, "--month=2026-03", "--out=x\0y"], 2),
    (["statements", BOOK, f"--month={LONG}", "--out=x"], 2),
    (["reprint", BOOK, f"--batch={10**30}", "--out=x.pdf"], 2),
    (["days-off", BOOK, "--places=٣٤"], 1),
    (["days-off", BOOK, "--places=C-1"], 1),
    (["days-off", BOOK, "--places=US-CA"], 1),
    (["days-off", BOOK, "--customer=", "--calendar=US"], 1),
    (["days-off", BOOK, f"--calendar={LONG}"], 1),
    (["days-off", BOOK, "--calendar=US", "--add=2026-12-24", f"--name={'x' * 11_000}"], 1),
    (["days-off", BOOK, "--calendar=US", "--remove=2026-12-24"], 1),
    (["days-off", BOOK, "--calendar=US", "--year=1"], 1),
    (["new", "other.collectdesk", "--name=--"], 2),
    (["lock", BOOK], 1),
    ([*PAYMENT, "--reference=--"], 2),
    ([*PAYMENT, "--invoice=\udc80"], 1),
    ([*PAYMENT[:-1], f"--method={LONG}"], 2),
    (["payment", BOOK, f"--customer={LONG}", *PAYMENT[3:]], 1),
    (["invoice", BOOK, f"x\n{LONG}", "--out=x.pdf"], 1),
    ([*CALL, "--promise=--"], 2),
    ([*CALL, "--promise=NaN"], 1),
    ([*CALL, "--promise=٣٤"], 1),
    ([*CALL, f"--promise={'9' * 5_000}"], 1),
]


def test_hostile_words_get_a_short_sentence_and_change_nothing(
    cli: Cli, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book.parent)
    before = kept(book), sorted(path.name for path in book.parent.iterdir())
    for words, code in HOSTILE:
        ran = cli(*(book if word == BOOK else word for word in words))
        sentence = ran.err.splitlines()[-1]
        assert ran.code == code, words
        assert len(sentence) < 400, words
        assert "Something went wrong" not in sentence, words
        assert not re.search(r"invalid \w+ value", sentence), words
        assert code == 2 or ran.err.count("\n") == 1, words
    assert (kept(book), sorted(path.name for path in book.parent.iterdir())) == before


def test_what_the_system_refuses_is_told_with_its_reason(
    cli: Cli, book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, logged_trouble: Any
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28), "/media/stick")

    monkeypatch.setattr(papers, "require_writable", full)
    monkeypatch.setattr(main, "start_log", lambda folder: tmp_path / "collectdesk.log")
    logged_trouble.expect("command failed")
    ran = cli("invoice", book, "0008", "--out=x.pdf")
    assert ran.code == 1
    assert ran.err == (
        f"/media/stick could not be read or written ({os.strerror(28)})."
        " Look there, and try again.\n"
    )


def test_a_book_in_a_folder_that_may_not_be_read_is_told(
    cli: Cli, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13), str(book))

    monkeypatch.setattr(Path, "exists", closed)
    ran = cli("check", book)
    assert ran.code == 1
    assert "cannot be written" in ran.err
    assert "Something went wrong" not in ran.err
