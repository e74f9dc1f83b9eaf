"""The start of the program: a command for the terminal, or a book for the window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from collectdesk import __version__
from collectdesk.base.clock import clock_from_environment
from collectdesk.base.paths import BOOK_SUFFIX

USAGE = """\
usage: collectdesk [BOOK]            open the window on a book (or on the last one)
       collectdesk --demo            open the window on the demo book
       collectdesk COMMAND ...       work in the terminal; COMMAND --help tells more
       collectdesk --selftest        check that the window and a PDF can be made
       collectdesk --version         tell the version
"""
NO_DISPLAY = (
    "CollectDesk could not open its window, because this session has no display. "
    "Start it from a desktop, or use a command in the terminal (collectdesk --help lists them)."
)

FAILED = 1
MISUSED = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Start what ``argv`` (without the program's name) asks for; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    _have_somewhere_to_write()
    try:
        clock_from_environment(os.environ)
    except ValueError as error:
        return _refuse(str(error))
    match words:
        case ["-h" | "--help"]:
            return _tell(_usage_with_commands())
        case ["--version"]:
            return _tell(f"CollectDesk {__version__}\n")
        case ["--selftest"]:
            return _selftest()
        case ["--read-workbook", workbook, sheet, answer]:
            return _read_workbook(workbook, sheet, answer)
        case ["--draw-papers"]:
            return _draw_papers()
        case ["--demo"]:
            return _open_window(None, demo=True)
        case []:
            return _open_window(None, demo=False)
        case [first, *_] if _may_be_command(first):
            return _run_command(words)
        case [book] if not book.startswith("-"):
            return _open_window(book, demo=False)
        case _:
            return _refuse("CollectDesk does not know these words; --help lists what it knows.")


def _have_somewhere_to_write() -> None:
    """Started without a terminal, or with its output closed, the program says things to nobody."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- stays open
            setattr(sys, name, nowhere)


def _may_be_command(word: str) -> bool:
    names_a_file = word.endswith(BOOK_SUFFIX) or Path(word).name != word
    return not word.startswith("-") and not names_a_file


def _run_command(words: list[str]) -> int:
    from collectdesk.cli import main as cli

    if words[0] not in cli.COMMANDS:
        return _refuse(
            f"There is no command {words[0]!r} (--help lists them); "
            f"a book is named with its ending, {BOOK_SUFFIX}."
        )
    return cli.run(words)


def _open_window(book: str | None, *, demo: bool) -> int:
    if not _has_display(sys.platform, os.environ):
        return _refuse(NO_DISPLAY, FAILED)
    # A window makes many small objects that live as long as it does; looking through them all the
    # time costs a tenth of the start and is felt as a hitch later. ``gui.garbage`` takes it up.
    gc.set_threshold(20_000, 20, 50)
    gc.disable()
    from collectdesk import bootstrap

    path = None if demo else bootstrap.book_to_open(book)
    begun = bootstrap.begin_to_open(path) if path is not None else None
    from collectdesk.gui import app

    return app.run(path, begun, demo)


def _selftest() -> int:
    if not _has_display(sys.platform, os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from collectdesk.gui import app

    return app.run_selftest()


def _read_workbook(workbook: str, sheet: str, answer: str) -> int:
    """The program as the reader of a workbook, started by itself."""
    from collectdesk.exchange import workbook_reader

    return workbook_reader.main(workbook, sheet, answer)


def _draw_papers() -> int:
    """The program as one that draws for another, started by itself."""
    from collectdesk.documents import pool

    return pool.main()


def _has_display(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether Qt can find a screen: Windows and macOS always have one."""
    if platform in ("win32", "darwin"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _usage_with_commands() -> str:
    from collectdesk.cli import main as cli

    return f"{USAGE}\ncommands: {', '.join(sorted(cli.COMMANDS))}\n"


def _tell(text: str) -> int:
    sys.stdout.write(text)
    return 0


def _refuse(sentence: str, code: int = MISUSED) -> int:
    print(sentence, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
