"""The log helps to mend a fault and never names a customer, an amount or a file of the owner's."""

from __future__ import annotations

import faulthandler
import logging
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from collectdesk.base.log import start_log

if TYPE_CHECKING:
    from tests.conftest import LoggedTrouble

SECRET = "Brightwater Catering"


@pytest.fixture
def log_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(faulthandler, "enable", os.close)
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    hooks = sys.excepthook, threading.excepthook
    shown = warnings.showwarning
    yield start_log(tmp_path / "logs")
    sys.excepthook, threading.excepthook = hooks
    logging.captureWarnings(capture=False)
    warnings.showwarning = shown
    for handler in [each for each in root.handlers if each not in handlers]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def _fail_with_a_secret() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as missing:
        raise ValueError(f"no customer {SECRET}") from missing


def test_a_message_keeps_its_wording_and_loses_its_values(log_file: Path) -> None:
    logging.getLogger("collectdesk.store").info("customer %s owes %d", SECRET, 123456)
    written = log_file.read_text()
    assert "INFO collectdesk.store: customer %s owes %d" in written
    assert SECRET not in written
    assert "123456" not in written


def test_an_uncaught_error_is_logged_with_its_places_and_without_its_texts(
    log_file: Path, logged_trouble: LoggedTrouble, capsys: pytest.CaptureFixture[str]
) -> None:
    logged_trouble.expect("uncaught error")
    try:
        _fail_with_a_secret()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    written = log_file.read_text()
    assert "builtins.ValueError" in written
    assert "builtins.KeyError" in written
    assert "test_log.py:" in written
    assert "_fail_with_a_secret" in written
    assert SECRET not in written
    assert SECRET in capsys.readouterr().err


def test_an_error_in_a_thread_is_logged_too(
    log_file: Path, logged_trouble: LoggedTrouble, capsys: pytest.CaptureFixture[str]
) -> None:
    logged_trouble.expect("uncaught error")
    thread = threading.Thread(target=_fail_with_a_secret)
    thread.start()
    thread.join()
    assert "_fail_with_a_secret" in log_file.read_text()
    assert "ValueError" in capsys.readouterr().err


def test_a_crash_of_the_whole_process_leaves_its_places(tmp_path: Path) -> None:
    code = (
        "import faulthandler, pathlib, sys\n"
        "from collectdesk.base.log import start_log\n"
        "start_log(pathlib.Path(sys.argv[1]))\n"
        "def draw_the_window(): faulthandler._sigabrt()\n"
        "draw_the_window()\n"
    )
    crashed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert crashed.returncode != 0
    assert "draw_the_window" in (tmp_path / "crash.log").read_text()


def test_interrupting_the_program_is_no_fault(
    log_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not log_file.exists()
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_the_log_does_not_grow_for_ever(log_file: Path) -> None:
    log = logging.getLogger("collectdesk")
    for _ in range(60):
        log.info("x" * 100_000)
    sizes = [file.stat().st_size for file in log_file.parent.glob("collectdesk.log*")]
    assert len(sizes) == 4
    assert sum(sizes) <= 4_000_000
