"""Anybody's text leaves through one door for each way out, and nothing goes past the doors.

The doors themselves have tests of their own; here the whole program is read for other ways.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[1] / "collectdesk"
FILES = {path.relative_to(PROGRAM).as_posix(): path for path in PROGRAM.rglob("*.py")}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}


def users_of(*names: str) -> dict[str, set[str]]:
    """The files that use one of the names: imported, called, or as an attribute."""
    found: dict[str, set[str]] = {}
    for file, tree in TREES.items():
        used = set(_names_in(tree)) & set(names)
        if used:
            found[file] = used
    return found


def _names_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.alias):
            yield from node.name.split(".")
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from node.module.split(".")


def texts_with(part: str) -> set[str]:
    """The files that have the words in a text, docstrings aside."""
    return {
        file
        for file, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and part in node.value
        and not file.startswith("resources")
    }


@pytest.mark.parametrize(
    ("door", "names", "allowed"),
    [
        (
            "text into markup",
            ["platypus", "XPreformatted", "setHtml", "insertHtml", "setMarkdown", "RichText"],
            set(),
        ),
        (
            "text onto paper",
            ["drawString", "drawCentredString", "drawRightString", "beginText", "textOut"],
            set(),
        ),
        ("text into a label", ["setTextFormat"], {"gui/widgets/labels.py", "gui/session.py"}),
        ("links", ["QDesktopServices"], {"gui/links.py"}),
        ("links from text", ["fromUserInput", "setOpenExternalLinks", "webbrowser"], set()),
        ("programs", ["subprocess", "startfile", "system", "popen"], {"base/processes.py"}),
        (
            "mail",
            ["smtplib", "EmailMessage", "MIMEText"],
            {"exchange/mail_draft.py", "exchange/mail_reading.py"},
        ),
        ("cells", ["xlsxwriter", "openpyxl", "DictWriter"], set()),
        (
            "reading files, which may be the open book",
            ["read_bytes", "copyfile", "copy2"],
            {
                "base/log.py", "base/preferences.py", "base/resources.py",
                "exchange/workbooks.py", "usecases/backup_folder.py",
            },
        ),
        ("files", ["write_bytes", "write_text", "NamedTemporaryFile"], {"cli/files.py"}),
        (
            "files of the owner's",
            ["write_atomically", "appearing"],
            {
                "base/files.py", "base/preferences.py", "usecases/papers/paper_files.py",
                "usecases/backup_folder.py", "usecases/second_place.py", "gui/preview/printing.py",
                "store/encryption.py",
            },
        ),
    ],
)  # fmt: skip
def test_nothing_goes_past_a_door(door: str, names: list[str], allowed: set[str]) -> None:
    past = {file: used for file, used in users_of(*names).items() if file not in allowed}
    if door == "cells":
        past = {file: used for file, used in past.items() if not _makes_safe_cells(file)}
    assert past == {}, f"past the door for {door}"


def _makes_safe_cells(file: str) -> bool:
    return file.startswith("exchange/") and "text_cell" in set(_names_in(TREES[file]))


def test_whoever_writes_csv_makes_its_cells_safe() -> None:
    writers = {
        file
        for file, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "writer"
        and isinstance(node.value, ast.Name)
        and node.value.id == "csv"
    }
    assert {file for file in writers if not _makes_safe_cells(file)} == set()


def test_search_text_meets_the_database_in_one_place() -> None:
    assert texts_with(" MATCH ") == {"store/search.py"}
    assert texts_with(" LIKE ") == set()


def test_mail_and_telephone_links_are_made_in_one_place() -> None:
    assert texts_with("mailto:") | texts_with("tel:") <= {"gui/links.py", "documents/links.py"}


def test_only_one_place_makes_labels() -> None:
    makers = {
        file
        for file, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "QLabel"
    }
    assert makers == {"gui/widgets/labels.py"}


def test_no_tooltip_shows_text_as_it_came() -> None:
    """A tooltip is markup to Qt: it gets fixed words, or ``plain_tooltip`` of anybody's.

    A button hands on the words that its maker gave it.
    """
    raw = {
        f"{file}:{node.lineno}"
        for file, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setToolTip"
        and node.args
        and isinstance(node.args[0], (ast.Name, ast.Attribute, ast.Subscript))
    }
    assert {place.partition(":")[0] for place in raw} <= {"gui/widgets/buttons.py"}


def test_no_sql_is_built_from_anybodys_text() -> None:
    """Outside the store no SQL is put together at all; values go in as parameters."""
    builders = {
        f"{file}:{node.lineno}"
        for file, tree in TREES.items()
        if not file.startswith("store/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "execute_sql"
        and node.args
        and isinstance(node.args[0], (ast.JoinedStr, ast.BinOp))
    }
    assert builders == set()


def test_documents_draw_only_cleaned_text() -> None:
    """Whoever makes ink of text cleans it, or gets lines that a cleaner made."""
    drawing = {
        file
        for file, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ink"
    }
    careless = {
        file
        for file in drawing - {"documents/ink.py"}
        if not set(_names_in(TREES[file])) & {"one_line", "many_lines", "line_inks", "safe_text"}
    }
    # The last only measures lines that were drawn already.
    assert careless <= {"documents/wrap.py", "documents/trial_prints.py", "documents/links.py"}


def test_no_sentence_cuts_a_name_with_a_slice() -> None:
    """A name that is too long for it ends at a word: ``shortened`` in ``domain.words``."""
    cut = {
        file
        for file, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FormattedValue)
        for part in ast.walk(node.value)
        if isinstance(part, ast.Slice) and part.lower is None and _is_many(part.upper)
    }
    assert cut <= {"base/clock.py"}  # a setting of whoever runs the program, which is no name


def _is_many(upper: ast.expr | None) -> bool:
    return isinstance(upper, ast.Constant) and isinstance(upper.value, int) and upper.value >= 20
