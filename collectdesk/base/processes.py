"""Starting this program once more as a helper of its own: for one task that is watched, or to
answer one question after the other."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any, Final

import collectdesk

_LOOK_EVERY_S: Final = 0.03


class TakesTooMuch(Exception):
    """The helper took more time or memory than it was granted, or did not survive its work."""


def run_helper(
    words: Sequence[str], seconds: float, memory: int, still_wanted: Callable[[], object]
) -> None:
    """Run this program with ``words`` in a process of its own, until it is done.

    ``memory`` is in bytes. What ``still_wanted`` raises ends the process and is passed on. Raises
    TakesTooMuch when it had to be ended, or ended badly by itself.
    """
    process = _started(words, subprocess.DEVNULL)
    try:
        _watch(process, monotonic() + seconds, memory, still_wanted)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    if process.returncode:
        raise TakesTooMuch


def _watch(
    process: subprocess.Popen[bytes], until: float, memory: int, still_wanted: Callable[[], object]
) -> None:
    while True:
        try:
            process.wait(_LOOK_EVERY_S)
        except subprocess.TimeoutExpired:
            still_wanted()
        else:
            return
        if monotonic() > until or _memory_of(process.pid) > memory:
            raise TakesTooMuch


class HelperDied(Exception):
    """A helper ended before it had answered."""


class Helper:
    """This program with ``words``, which ``serve`` what they are asked, one after the other.

    Questions and answers are any objects that can be pickled. Raises HelperDied where the system
    cannot start it.
    """

    def __init__(self, *words: str) -> None:
        try:
            self._process = _started(words, subprocess.PIPE)
        except OSError as error:
            raise HelperDied from error

    def answer(self, question: object) -> Any:
        """Ask and wait for the answer. Raises HelperDied."""
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None, "it was opened as a pipe"
        assert told is not None, "it was opened as a pipe"
        try:
            pickle.dump(question, asked)
            asked.flush()
            return pickle.load(told)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            raise HelperDied from error

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def serve(answer: Callable[[Any], object]) -> int:
    """Be a Helper: answer until whoever asks is gone. Stopping is left to them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed by mistake must not mix with the answers
    with asked, told:
        while True:
            try:
                question = pickle.load(asked)
            except EOFError:
                return 0
            pickle.dump(answer(question), told)
            told.flush()


def _started(words: Sequence[str], pipe: int) -> subprocess.Popen[bytes]:
    """This program with ``words``; ``pipe`` is what it is asked and answers through."""
    return subprocess.Popen(
        [*_this_program(), *words],
        env=_environment(),
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _this_program() -> list[str]:
    """The words that start this program: a bundle by its own name, else Python with the package."""
    is_python = Path(sys.executable).stem.lower().startswith("python")
    is_bundle = getattr(sys, "frozen", False) or not is_python
    return [sys.executable] if is_bundle else [sys.executable, "-P", "-m", "collectdesk"]


def _environment() -> dict[str, str]:
    """Ours, so that the helper is made of the very same files."""
    home = str(Path(collectdesk.__file__).parents[1])
    others = [part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([home, *others])}


def limit_this_process(seconds: int, memory: int, file_size: int) -> None:
    """Grant this process no more than that, where the system can see to it (not on Windows)."""
    if sys.platform != "win32":
        import resource

        for what, most in (
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_FSIZE, file_size),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(what)
            granted = most if hard == resource.RLIM_INFINITY else min(most, hard)
            # macOS knows all of these limits, but does not take each of them.
            with suppress(ValueError, OSError):
                resource.setrlimit(what, (granted, hard))


def _memory_of(pid: int) -> int:
    """Bytes of memory that a process holds; 0 where that cannot be known."""
    ways = {"linux": _memory_on_linux, "win32": _memory_on_windows}
    return ways.get(sys.platform, _memory_by_ps)(pid)


def _memory_on_linux(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _memory_by_ps(pid: int) -> int:
    told = subprocess.run(
        ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    kilobytes = told.stdout.strip()
    return 1024 * int(kilobytes) if kilobytes.isdecimal() else 0


def _memory_on_windows(pid: int) -> int:
    import ctypes

    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = (
            ("size", ctypes.c_ulong),
            ("page_faults", ctypes.c_ulong),
            *((f"amount_{place}", ctypes.c_size_t) for place in range(8)),
        )

    kernel = ctypes.CDLL("kernel32")
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(0x1000 | 0x0010, False, pid)  # may ask, may read
    if not handle:
        return 0
    found = Counters(size=ctypes.sizeof(Counters))
    known = kernel.K32GetProcessMemoryInfo(
        ctypes.c_void_p(handle), ctypes.byref(found), ctypes.sizeof(found)
    )
    kernel.CloseHandle(ctypes.c_void_p(handle))
    # The second of the amounts is the working set.
    return int(getattr(found, "amount_1", 0)) if known else 0
