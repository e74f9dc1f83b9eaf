"""A report of an unforeseen error that its reader can hand on: places in the code, no names.

An error's own words may hold a customer's name or an amount; they are left out unless asked for.
Paths are cut to what tells where in the program something is.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_LIBRARIES: Final = ("site-packages", "dist-packages")
_LONGEST_WORDS: Final = 2_000
_MOST_FRAMES: Final = 60
_FILE_IN_CRASH: Final = re.compile(r'File "([^"]*)"')


def bug_report(
    error: BaseException, facts: Mapping[str, str], now: datetime, *, with_words: bool = False
) -> str:
    """The report as text. ``facts`` are versions beside those of Python and the system;
    ``with_words`` adds what the errors say, which may be private."""
    return "\n".join([*_head(facts, now), "", *outline(error, with_words=with_words), ""])


def crash_report(left: str, facts: Mapping[str, str], now: datetime) -> str:
    """The report of a crash whose places were ``left`` in the crash file."""
    shortened = _FILE_IN_CRASH.sub(lambda found: f'File "{short_path(found[1])}"', left)
    return "\n".join([*_head(facts, now), "", "The program ended at once:", shortened.strip(), ""])


def outline(error: BaseException, *, with_words: bool = False) -> list[str]:
    """The kinds of the error and its causes, and where in the code each was raised."""
    lines = []
    for each in _chain(error):
        lines.append(f"{type(each).__module__}.{type(each).__qualname__}")
        if with_words:
            lines.append(f"  {str(each)[:_LONGEST_WORDS]}")
        frames = traceback.extract_tb(each.__traceback__)[-_MOST_FRAMES:]
        lines += [f"  {short_path(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return lines


def short_path(path: str) -> str:
    """A path inside the program or a library; of any other file its name alone."""
    parts = Path(path).parts
    try:
        return Path(path).relative_to(_PACKAGE.parent).as_posix()
    except ValueError:
        inside = [at for at, part in enumerate(parts) if part in _LIBRARIES]
    return "/".join(parts[inside[-1] + 1 :]) if inside else Path(path).name


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__


def _head(facts: Mapping[str, str], now: datetime) -> list[str]:
    import platform

    known = {
        "When": now.isoformat(sep=" ", timespec="seconds"),
        **facts,
        "Python": platform.python_version(),
        "System": platform.platform(),
        "Packaged": "yes" if getattr(sys, "frozen", False) else "no",
    }
    return [f"{name}: {value}" for name, value in known.items()]
