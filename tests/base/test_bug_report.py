"""A report tells where in the program something broke, and nothing of whose business it was."""

from __future__ import annotations

from datetime import datetime

from collectdesk.base.bug_report import bug_report, crash_report, short_path

NOW = datetime(2026, 3, 31, 9, 30)
SECRET = "Brightwater Catering owes 1,234.50"


def _caught() -> BaseException:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as missing:
            raise ValueError(f"no {SECRET}") from missing
    except ValueError as error:
        return error


def test_a_report_has_versions_kinds_and_places_but_no_words() -> None:
    report = bug_report(_caught(), {"CollectDesk": "1.0", "SQLite": "3.53"}, NOW)
    for part in ("2026-03-31 09:30", "CollectDesk: 1.0", "SQLite: 3.53", "Python: ", "System: ",
                 "builtins.ValueError", "builtins.KeyError", "test_bug_report.py:"):  # fmt: skip
        assert part in report
    assert SECRET not in report


def test_the_words_are_added_when_they_are_asked_for() -> None:
    assert report_of_words().count(SECRET) == 2


def report_of_words() -> str:
    return bug_report(_caught(), {}, NOW, with_words=True)


def test_errors_that_cause_each_other_end() -> None:
    one, other = ValueError("a"), KeyError("b")
    one.__cause__, other.__cause__ = other, one
    assert bug_report(one, {}, NOW).count("ValueError") == 1


def test_paths_tell_the_program_and_hide_the_person() -> None:
    assert short_path("/home/ann/py/lib/site-packages/peewee.py") == "peewee.py"
    assert short_path("/home/ann/py/lib/site-packages/PySide6/QtGui.py") == "PySide6/QtGui.py"
    assert short_path("/home/ann/Müller & Søn/x.py") == "x.py"


def test_a_crash_keeps_its_places() -> None:
    left = 'Fatal Python error: Aborted\n  File "/home/ann/x/draw.py", line 3 in draw\n'
    report = crash_report(left, {}, NOW)
    assert 'File "draw.py", line 3 in draw' in report
    assert "/home/ann" not in report
