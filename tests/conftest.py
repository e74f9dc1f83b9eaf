"""What every test gets: a drawing surface, one locale, a clock, and no unexpected log line."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from hypothesis import settings

from collectdesk.base.clock import FixedClock

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("COLLECTDESK_TODAY", None)

settings.register_profile("any machine", deadline=None)  # a busy one is slow now and then
settings.load_profile("any machine")

TODAY = date(2026, 3, 31)


@pytest.fixture
def today() -> date:
    """The day on which tests take place unless they say otherwise: Tuesday 31 March 2026."""
    return TODAY


@pytest.fixture
def clock(today: date) -> FixedClock:
    """A clock that stands still at half past nine in the morning of ``today``."""
    return FixedClock(datetime(today.year, today.month, today.day, 9, 30))


@pytest.fixture(scope="session", autouse=True)
def one_locale() -> None:
    """Numbers and dates look the same on every machine, with grouping (American English)."""
    from PySide6.QtCore import QLocale

    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


@pytest.fixture(scope="session", autouse=True)
def no_personal_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The books and preferences of the person who runs the tests are never read or written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLLECTDESK_HOME", str(tmp_path_factory.mktemp("home")))
        yield


class LoggedTrouble(logging.Handler):
    """Collects log records from WARNING upwards, and knows which of them a test expects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._messages: list[str] = []
        self._expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def expect(self, pattern: str) -> None:
        """Say that this test must log trouble that matches ``pattern`` (a regular expression)."""
        self._expected.append(pattern)

    def surprises(self) -> list[str]:
        """What was logged without being expected, and what was expected without being logged."""
        unforeseen = [
            f"unexpected log: {message}"
            for message in self._messages
            if not any(re.search(pattern, message) for pattern in self._expected)
        ]
        absent = [
            f"never logged: {pattern}"
            for pattern in self._expected
            if not any(re.search(pattern, message) for message in self._messages)
        ]
        return unforeseen + absent


@pytest.fixture(autouse=True)
def logged_trouble() -> Iterator[LoggedTrouble]:
    """Fails a test that logs a warning or worse, unless it called ``logged_trouble.expect``."""
    handler = LoggedTrouble()
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    if handler.surprises():
        pytest.fail("\n".join(handler.surprises()))
