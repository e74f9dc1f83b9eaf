"""Start CollectDesk, or check it, on a machine that has only Python.

    python3 installer/bootstrap.py run     open the program on the demo book
    python3 installer/bootstrap.py test    run every check and all tests

The first start makes ``.venv`` beside this folder and installs the pinned libraries into it; what
the system lacks is installed where that is allowed, otherwise the one line that does it is printed.
Later starts find everything in place. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import system_libraries as system
from display import display_trouble

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "collectdesk-stamp.json"
CONSTRAINTS = ROOT / "installer" / "constraints.txt"

MIN_PYTHON = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
BUILD_TOOLS = ("hatchling", "editables")
QT_CHECK = "from PySide6 import QtPdf, QtPdfWidgets, QtSvg, QtWidgets"

# Settings of pip that would put the libraries somewhere else, or other ones than those pinned.
MISLEADING_SETTINGS = (
    "PIP_BUILD_CONSTRAINT",
    "PIP_CONSTRAINT",
    "PIP_DRY_RUN",
    "PIP_NO_DEPS",
    "PIP_PREFIX",
    "PIP_PYTHON",
    "PIP_REQUIREMENT",
    "PIP_REQUIRE_HASHES",
    "PIP_ROOT",
    "PIP_TARGET",
    "PYTHONHOME",
    "PYTHONPATH",
)


class Refused(Exception):
    """The program cannot be started; ``str(error)`` tells the person why and what to do."""


def main(argv: Sequence[str]) -> int:
    """Do what ``argv`` (without this script's name) asks for; returns the exit code."""
    try:
        newer = next(filter(shutil.which, NEWER_PYTHONS), "")
        _refuse_if(python_trouble(sys.version_info[:2], newer))
        return COMMANDS[_parse(argv)]()
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parse(argv: Sequence[str]) -> str:
    parser = argparse.ArgumentParser(description="Start CollectDesk, or check it.")
    parser.add_argument(
        "command",
        choices=sorted(COMMANDS),
        help="run: open the program on the demo book; test: run every check and all tests",
    )
    return str(parser.parse_args(argv).command)


def run() -> int:
    """Open the window on the demo book; returns the program's exit code."""
    _refuse_if(display_trouble(sys.platform, os.environ))
    python = prepare(dev=False, window=True)
    return subprocess.call(
        [str(python), "-m", "collectdesk", "--demo"], cwd=ROOT, env=clean_environment(os.environ)
    )


def test() -> int:
    """Run the checks one after the other; returns the exit code of the first that fails."""
    python = prepare(dev=True, window=False)
    for words in check_steps(python):
        _say(f"== {' '.join([Path(words[0]).name, *words[1:]])}")
        code = subprocess.call(words, cwd=ROOT, env=clean_environment(os.environ))
        if code:
            return code
    return 0


def check_steps(python: Path) -> list[list[str]]:
    """The commands that ``test`` runs, in order; the tests come last."""
    imports = python.with_name("lint-imports" + python.suffix)
    return [
        [str(python), "-m", "ruff", "check"],
        [str(python), "-m", "ruff", "format", "--check"],
        [str(python), "-m", "mypy"],
        [str(imports), "--no-logo"],
        [str(python), "-m", "pytest", "--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile"],
    ]


COMMANDS = {"run": run, "test": test}


def prepare(*, dev: bool, window: bool) -> Path:
    """Make the virtual environment ready; returns its Python. Raises ``Refused``."""
    provide_system_parts(window=window)
    python = venv_python(VENV, sys.platform)
    wanted = fingerprint()
    if python.exists() and stamp_covers(read_stamp(STAMP), wanted, dev=dev):
        return python
    STAMP.unlink(missing_ok=True)
    make_venv(python)
    install_libraries(python, dev=dev)
    require_qt(python)
    STAMP.write_text(json.dumps({"fingerprint": wanted, "dev": dev}), encoding="utf-8")
    return python


def venv_python(venv: Path, platform_name: str) -> Path:
    """The interpreter inside the virtual environment ``venv`` on such a system."""
    if platform_name == "win32":
        return venv / "Scripts" / "python.exe"
    return venv / "bin" / "python"


def fingerprint() -> str:
    """A short text that changes whenever the libraries would have to be installed anew."""
    digest = hashlib.sha256()
    for path in (ROOT / "pyproject.toml", CONSTRAINTS):
        digest.update(path.read_bytes())
    digest.update(f"{_python_version()}|{ROOT}".encode())
    return digest.hexdigest()


def _python_version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def read_stamp(path: Path) -> Mapping[str, object]:
    """What the last complete preparation left at ``path``; empty where there was none."""
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def stamp_covers(stamp: Mapping[str, object], wanted: str, *, dev: bool) -> bool:
    """Whether what was installed is what is wanted now (tests need the development tools too)."""
    return stamp.get("fingerprint") == wanted and (not dev or stamp.get("dev") is True)


def make_venv(python: Path) -> None:
    """Make ``.venv``, or keep it where it works with this Python."""
    version = _python_version()
    if _answers(python, "import pip, sys; print('%d.%d' % sys.version_info[:2])") == version:
        return
    _say(f"Making {VENV.name} with Python {version} ...")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        capture_output=True,
        text=True,
        check=False,
        env=clean_environment(os.environ),
    )
    if made.returncode:
        raise Refused(f"{made.stdout}{made.stderr}\n{VENV} could not be made (see above).")


def _answers(python: Path, code: str) -> str:
    """What ``python`` prints for ``code``; an empty text where it fails or does not exist."""
    try:
        return subprocess.run(
            [str(python), "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def install_libraries(python: Path, *, dev: bool) -> None:
    """Install the pinned libraries, and this program in place, into the virtual environment."""
    _say("Installing the libraries; the first time takes a minute or two ...")
    project = f"{ROOT}[dev]" if dev else str(ROOT)
    _pip(python, *BUILD_TOOLS)
    _pip(python, "--no-build-isolation", "--editable", project)


def _pip(python: Path, *words: str) -> None:
    quiet = ["-qq", "--disable-pip-version-check", "--no-input"]
    code = subprocess.call(
        [str(python), "-m", "pip", "install", *quiet, "--constraint", str(CONSTRAINTS), *words],
        env=clean_environment(os.environ),
    )
    if code:
        raise Refused(
            "The libraries could not be installed; pip says why above. Mostly the network is "
            "missing: start this again when it is there, and it goes on where it stopped."
        )


def clean_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """``environ`` without what would lead Python or pip away from the virtual environment."""
    kept = {name: value for name, value in environ.items() if name not in MISLEADING_SETTINGS}
    return {**kept, "PIP_USER": "0"}


def require_qt(python: Path) -> None:
    """Check that Qt loads in the virtual environment. Raises ``Refused``."""
    loaded = subprocess.run(
        [str(python), "-c", QT_CHECK],
        capture_output=True,
        text=True,
        check=False,
        env=clean_environment(os.environ),
    )
    if loaded.returncode:
        reason = loaded.stderr.strip().splitlines()[-1:] or ["it stopped without a word"]
        raise Refused(f"Qt, which draws the window, cannot be loaded here: {reason[0]}")


def python_trouble(version: Sequence[int], newer: str) -> str:
    """The sentence for a Python that is too old; ``newer`` names one that this machine has."""
    if tuple(version) >= MIN_PYTHON:
        return ""
    advice = (
        f"This machine has a newer one: start this again with {newer}."
        if newer
        else "Install a newer one from your system's packages or from python.org."
    )
    return (
        f"CollectDesk needs Python {MIN_PYTHON[0]}.{MIN_PYTHON[1]} or newer, "
        f"and this is {version[0]}.{version[1]}. {advice}"
    )


def provide_system_parts(*, window: bool) -> None:
    """Install what the system lacks (as root, with apt), or refuse with the line that does it."""
    if sys.platform != "linux":
        return
    _refuse_if(system.glibc_trouble(*platform.libc_ver()))
    wanted = system.wanted_libraries(os.environ, window=window)
    missing = system.missing_parts(wanted, sys.version_info[:2])
    if not missing:
        return
    manager = system.package_manager()
    if manager == "apt-get" and os.geteuid() == 0:
        _say(f"Installing what the system lacks: {', '.join(part.name for part in missing)} ...")
        said = system.install_with_apt(missing)
        missing = system.missing_parts(wanted, sys.version_info[:2])
        if missing:
            print(said, file=sys.stderr)
    _refuse_if(system.missing_trouble(manager, missing))


def _refuse_if(trouble: str) -> None:
    if trouble:
        raise Refused(trouble)


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
