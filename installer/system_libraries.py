"""What the operating system must hold before the window can open, and how to install it.

Standard library only: it runs before anything else is installed.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MIN_GLIBC = (2, 34)


@dataclass(frozen=True)
class Part:
    """Something that the system lacks or has: a shared library, or a part of Python.

    ``apt`` and ``pacman`` name its package on Debian and on Arch, the likelier name first; systems
    with RPM packages find a library by its own name.
    """

    name: str
    apt: tuple[str, ...] = ()
    pacman: str = ""


def _library(soname: str, apt: str, pacman: str) -> Part:
    return Part(soname, (apt, f"{apt}t64"), pacman)


HEADLESS_LIBRARIES = (
    _library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    _library("libEGL.so.1", "libegl1", "libglvnd"),
    _library("libGL.so.1", "libgl1", "libglvnd"),
    _library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    _library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    _library("libdbus-1.so.3", "libdbus-1-3", "dbus"),
    _library("libgssapi_krb5.so.2", "libgssapi-krb5-2", "krb5"),
)
X11_LIBRARIES = (
    _library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    _library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    _library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    _library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    _library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
)
WAYLAND_LIBRARIES = (
    _library("libwayland-client.so.0", "libwayland-client0", "wayland"),
    _library("libwayland-cursor.so.0", "libwayland-cursor0", "wayland"),
)

INSTALL_WORDS = {
    "apt-get": "apt-get install -y",
    "dnf": "dnf install -y",
    "zypper": "zypper install -y",
    "pacman": "pacman -S --needed --noconfirm",
}


def glibc_trouble(library: str, version: str) -> str:
    """The sentence for a Linux that Qt's builds do not run on; empty where they do."""
    if library == "glibc" and tuple(map(int, version.split(".")[:2])) >= MIN_GLIBC:
        return ""
    return (
        f"CollectDesk needs a Linux with glibc {MIN_GLIBC[0]}.{MIN_GLIBC[1]} or newer (Debian 12, "
        f"Ubuntu 22.04, Fedora 35 or later); this one has {library or 'none'} {version}".rstrip()
        + "."
    )


def wanted_libraries(environ: Mapping[str, str], *, window: bool) -> tuple[Part, ...]:
    """What Qt needs on Linux: to draw without a screen, and to open a window on this session's."""
    if not window:
        return HEADLESS_LIBRARIES
    if environ.get("WAYLAND_DISPLAY"):
        return HEADLESS_LIBRARIES + WAYLAND_LIBRARIES
    return HEADLESS_LIBRARIES + X11_LIBRARIES


def missing_parts(libraries: Iterable[Part], python: Sequence[int]) -> list[Part]:
    """Those of ``libraries`` that do not load, and Python's ensurepip where it is missing."""
    missing = [library for library in libraries if not _loads(library.name)]
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        missing.insert(0, ensurepip_part(python))
    return missing


def ensurepip_part(python: Sequence[int]) -> Part:
    """The part of ``python`` (its version) that a virtual environment needs; Debian splits it."""
    return Part("ensurepip", (f"python{python[0]}.{python[1]}-venv", "python3-venv"))


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def package_manager() -> str:
    """The system's package manager among those known here, or an empty text."""
    return next((name for name in INSTALL_WORDS if shutil.which(name)), "")


def missing_trouble(manager: str, missing: Sequence[Part]) -> str:
    """The sentence, and the one line to paste, for what the system lacks; empty for nothing."""
    if not missing:
        return ""
    names = package_names(manager, missing)
    lacks = f"This system lacks {', '.join(part.name for part in missing)}"
    if not names:
        return f"{lacks}, which CollectDesk needs. Install it and start this again."
    line = install_line(manager, names, has_sudo=shutil.which("sudo") is not None)
    return f"{lacks}. This line installs it, then start this again:\n\n    {line}\n"


def package_names(manager: str, parts: Sequence[Part]) -> list[str]:
    """The packages that hold ``parts``; empty where this manager's name for one is not known."""
    if manager == "apt-get":
        return choose_apt_names(parts, _apt_installable(parts))
    if not manager or any(not part.pacman for part in parts):
        return []
    if manager == "pacman":
        return list(dict.fromkeys(part.pacman for part in parts))
    return [f"{part.name}()(64bit)" for part in parts]


def choose_apt_names(parts: Iterable[Part], installable: set[str]) -> list[str]:
    """One package for each part: the first name that apt can install, else the usual name."""
    return [next((name for name in part.apt if name in installable), part.apt[0]) for part in parts]


def _apt_installable(parts: Iterable[Part]) -> set[str]:
    answer = subprocess.run(
        ["apt-cache", "policy", *(name for part in parts for name in part.apt)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    return read_apt_policy(answer.stdout)


def read_apt_policy(text: str) -> set[str]:
    """The package names for which ``apt-cache policy`` knows a version to install."""
    found = re.findall(r"^(\S+):\n(?:  .*\n)*?  Candidate: (.+)$", text, re.MULTILINE)
    return {name for name, version in found if version != "(none)"}


def install_line(manager: str, names: Iterable[str], *, has_sudo: bool) -> str:
    """The one line that an ordinary user pastes into a terminal."""
    packages = " ".join(f"'{name}'" if "(" in name else name for name in names)
    steps = [f"{INSTALL_WORDS[manager]} {packages}"]
    if manager == "apt-get":
        steps.insert(0, "apt-get update")
    if has_sudo:
        return " && ".join(f"sudo {step}" for step in steps)
    return f'su -c "{" && ".join(steps)}"'


def install_with_apt(parts: Sequence[Part]) -> str:
    """Install the packages of ``parts`` as root; returns what apt said where it failed."""
    said = _apt_get("update")
    names = choose_apt_names(parts, _apt_installable(parts))
    return said + _apt_get("install", "-y", "--no-install-recommends", *names)


def _apt_get(*words: str) -> str:
    """Run apt-get; returns its words where it failed, else an empty text."""
    answer = subprocess.run(
        ["apt-get", "-o", "DPkg::Lock::Timeout=120", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"},
    )
    return answer.stdout if answer.returncode else ""
