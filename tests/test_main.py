"""The first words decide: a command works in the terminal, everything else opens the window."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import collectdesk.cli
import collectdesk.gui
from collectdesk import __main__ as start
from collectdesk import __version__, bootstrap
from collectdesk.base.preferences import Preferences

Calls = list[tuple[object, ...]]
HERE = Path.cwd()


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[Calls]:
    """What the terminal and the window were asked for; both are stand-ins here."""
    asked: Calls = []
    cli, app = ModuleType("main"), ModuleType("app")
    vars(cli).update(COMMANDS=frozenset({"aging", "demo"}), run=_noting(asked, "cli", 3))
    vars(app).update(run=_noting(asked, "window", 4), run_selftest=_noting(asked, "selftest", 5))
    monkeypatch.setitem(sys.modules, "collectdesk.cli.main", cli)
    monkeypatch.setattr(collectdesk.cli, "main", cli, raising=False)
    monkeypatch.setitem(sys.modules, "collectdesk.gui.app", app)
    monkeypatch.setattr(collectdesk.gui, "app", app, raising=False)
    monkeypatch.setattr(bootstrap, "begin_to_open", lambda book: f"{book.name} opens")
    monkeypatch.setattr(bootstrap, "load_preferences", lambda _: Preferences())
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    yield asked
    gc.enable()


def _noting(asked: Calls, name: str, code: int) -> object:
    def answer(*words: object) -> int:
        asked.append((name, *words))
        return code

    return answer


@pytest.mark.parametrize(
    ("words", "asked", "code"),
    [
        ([], ("window", None, None, False), 4),
        (["--demo"], ("window", None, None, True), 4),
        (["My.collectdesk"], ("window", HERE / "My.collectdesk", "My.collectdesk opens", False), 4),
        (["books/mine"], ("window", HERE / "books/mine", "mine opens", False), 4),
        (["--selftest"], ("selftest",), 5),
        (["aging", "Mine.collectdesk"], ("cli", ["aging", "Mine.collectdesk"]), 3),
        (["aging", "--help"], ("cli", ["aging", "--help"]), 3),
    ],
)
def test_each_start_reaches_its_place(
    calls: Calls, words: list[str], asked: tuple[object, ...], code: int
) -> None:
    assert start.main(words) == code
    assert calls == [asked]


def test_without_words_the_last_book_opens(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    last = Preferences(recent_books=("/books/Last.collectdesk", "/books/Other.collectdesk"))
    monkeypatch.setattr(bootstrap, "load_preferences", lambda _: last)
    assert start.main([]) == 4
    assert calls == [("window", Path("/books/Last.collectdesk"), "Last.collectdesk opens", False)]


@pytest.mark.parametrize("words", [["agng"], ["--no-such"], ["--demo", "x"], ["a/b", "c"], [""]])
def test_unknown_words_are_refused_with_a_way_on(
    calls: Calls, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert start.main(words) == 2
    assert calls == []
    assert "--help lists" in capsys.readouterr().err


def test_help_names_every_command(calls: Calls, capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["--help"]) == 0
    assert "commands: aging, demo" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["--version"]) == 0
    assert capsys.readouterr().out == f"CollectDesk {__version__}\n"


def test_without_a_screen_the_window_says_so_instead_of_crashing(
    calls: Calls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert start.main(["--demo"]) == 1
    assert calls == []
    assert "no display" in capsys.readouterr().err


def test_the_selftest_needs_no_screen(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert start.main(["--selftest"]) == 5


def test_an_impossible_day_is_refused_before_anything_starts(
    calls: Calls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLLECTDESK_TODAY", "2026-02-30")
    assert start.main(["--demo"]) == 2
    assert calls == []
    assert "must be a date like" in capsys.readouterr().err


def test_the_terminal_never_loads_qt() -> None:
    code = (
        "import sys; from collectdesk.__main__ import main; main(['--help']); "
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode
        == 0
    )


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_without_anywhere_to_write_the_program_does_its_work(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, name, None)
    assert start.main(["--help"]) == 0
    assert start.main(["nonsense"]) == 2
    getattr(sys, name).close()
