"""A log that helps to mend a fault and names no customer, no amount and no file of the owner's.

Only the fixed wording of a message reaches the file (``"%d rows read"``, never the number), and a
traceback keeps the kinds of its errors and their places in the code, never their texts.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from collectdesk.base.bug_report import outline

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

LOG_FILE_NAME = "collectdesk.log"
CRASH_FILE_NAME = "crash.log"
LAST_CRASH_FILE_NAME = "crash-before.log"

_BYTES_PER_FILE = 1_000_000
_OLD_FILES_KEPT = 3
_log = logging.getLogger("collectdesk")


class PrivateFormatter(logging.Formatter):
    """Writes time, level, logger and the message's fixed wording, without any value."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        private = logging.makeLogRecord(record.__dict__)
        private.msg, private.args = _fixed_wording(record.msg), None
        private.exc_text = None
        private.stack_info = None
        return super().format(private)

    def formatException(  # noqa: N802 -- logging calls it by this name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, ...],
    ) -> str:
        error = ei[1]
        return "\n".join(outline(error)) if isinstance(error, BaseException) else ""


class _FileWhenNeeded(logging.Handler):
    """Writes to files that take turns; what does that is loaded with the first message."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            self._file = _taking_turns(self._path)
        self._file.handle(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def _taking_turns(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(
        path, maxBytes=_BYTES_PER_FILE, backupCount=_OLD_FILES_KEPT, encoding="utf-8"
    )
    handler.setFormatter(PrivateFormatter())
    return handler


def start_log(folder: Path) -> Path:
    """Log into ``folder`` from now on, uncaught errors and crashes too; returns the log file."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / LOG_FILE_NAME
    logging.captureWarnings(capture=True)
    root = logging.getLogger()
    root.addHandler(_FileWhenNeeded(path))
    root.setLevel(logging.INFO)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread
    sys.unraisablehook = _log_unraisable
    faulthandler.enable(_opened_for_ever(folder / CRASH_FILE_NAME))
    return path


def crash_of_last_time(folder: Path) -> str:
    """What a crash left in ``folder``, told once; ask before ``start_log``. Empty for none.

    The text names files of this computer. A copy stays for whoever mends the fault.
    """
    path = folder / CRASH_FILE_NAME
    try:
        left = path.read_bytes()
        if left:
            path.replace(path.with_name(LAST_CRASH_FILE_NAME))
    except OSError:
        return ""
    return left.decode("utf-8", "replace")


def _opened_for_ever(path: Path) -> int:
    """A file descriptor on the end of ``path`` that stays open until the process ends."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def _fixed_wording(message: object) -> str:
    return message if isinstance(message, str) else type(message).__name__


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log.critical("uncaught error", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)


def _log_uncaught_in_thread(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_value is not None:
        _log_uncaught(failed.exc_type, failed.exc_value, failed.exc_traceback)


def _log_unraisable(failed: UnraisableHookArgs) -> None:
    """An error where nobody could be told, as while something is thrown away."""
    if failed.exc_value is not None:
        _log_uncaught(failed.exc_type, failed.exc_value, failed.exc_traceback)
