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
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LOG_FILE_NAME = "collectdesk.log"
CRASH_FILE_NAME = "crash.log"

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
        return "\n".join(_outline(error)) if isinstance(error, BaseException) else ""


def start_log(folder: Path) -> Path:
    """Log into ``folder`` from now on, uncaught errors and crashes too; returns the log file."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / LOG_FILE_NAME
    handler = RotatingFileHandler(
        path, maxBytes=_BYTES_PER_FILE, backupCount=_OLD_FILES_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(PrivateFormatter())
    logging.captureWarnings(capture=True)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread
    faulthandler.enable(_opened_for_ever(folder / CRASH_FILE_NAME))
    return path


def _opened_for_ever(path: Path) -> int:
    """A file descriptor on the end of ``path`` that stays open until the process ends."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def _fixed_wording(message: object) -> str:
    return message if isinstance(message, str) else type(message).__name__


def _outline(error: BaseException) -> list[str]:
    """The kinds of the error and its causes, and where in the code each was raised."""
    lines = []
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    return lines


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
