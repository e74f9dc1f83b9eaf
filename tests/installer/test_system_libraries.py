"""What the system lacks is named, with the one line that installs it on this system."""

from __future__ import annotations

import re
import sys

import pytest

import system_libraries as system

EGL = next(part for part in system.HEADLESS_LIBRARIES if part.name == "libEGL.so.1")
GLIB = next(part for part in system.HEADLESS_LIBRARIES if part.name == "libglib-2.0.so.0")
GL = next(part for part in system.HEADLESS_LIBRARIES if part.name == "libGL.so.1")
CURSOR = next(part for part in system.X11_LIBRARIES if part.name == "libxcb-cursor.so.0")

DEBIAN_12 = """\
libglib2.0-0:
  Installed: 2.74.6-2
  Candidate: 2.74.6-2
  Version table:
     2.74.6-2 500
libegl1:
  Installed: (none)
  Candidate: 1.6.0-1
  Version table:
     1.6.0-1 500
"""
DEBIAN_13 = """\
libglib2.0-0:
  Installed: (none)
  Candidate: (none)
  Version table:
libglib2.0-0t64:
  Installed: (none)
  Candidate: 2.84.4-3
  Version table:
     2.84.4-3 500
libegl1:
  Installed: (none)
  Candidate: 1.7.0-1
"""


def test_a_release_with_the_old_names_gets_the_old_names() -> None:
    known = system.read_apt_policy(DEBIAN_12)
    assert system.choose_apt_names([GLIB, EGL], known) == ["libglib2.0-0", "libegl1"]


def test_a_release_that_renamed_packages_gets_the_new_names() -> None:
    known = system.read_apt_policy(DEBIAN_13)
    assert system.choose_apt_names([GLIB, EGL], known) == ["libglib2.0-0t64", "libegl1"]


def test_a_system_that_never_fetched_its_lists_gets_the_usual_names() -> None:
    assert system.choose_apt_names([GLIB], system.read_apt_policy("")) == ["libglib2.0-0"]


def test_debians_missing_part_of_python_has_the_version_of_the_python_in_use() -> None:
    part = system.ensurepip_part((3, 13))
    assert system.choose_apt_names([part], {"python3.13-venv", "python3-venv"}) == [
        "python3.13-venv"
    ]
    assert system.choose_apt_names([part], {"python3-venv"}) == ["python3-venv"]


@pytest.mark.parametrize(
    ("manager", "has_sudo", "line"),
    [
        ("apt-get", True, "sudo apt-get update && sudo apt-get install -y a b"),
        ("apt-get", False, 'su -c "apt-get update && apt-get install -y a b"'),
        ("dnf", True, "sudo dnf install -y a b"),
        ("zypper", True, "sudo zypper install -y a b"),
        ("pacman", False, 'su -c "pacman -S --needed --noconfirm a b"'),
    ],
)
def test_the_line_to_paste_is_exact(manager: str, has_sudo: bool, line: str) -> None:
    assert system.install_line(manager, ["a", "b"], has_sudo=has_sudo) == line


def test_rpm_systems_are_asked_for_the_library_itself() -> None:
    names = system.package_names("dnf", [EGL])
    line = system.install_line("dnf", names, has_sudo=True)
    assert line == "sudo dnf install -y 'libEGL.so.1()(64bit)'"


def test_one_package_that_holds_two_libraries_is_named_once() -> None:
    assert system.package_names("pacman", [EGL, GL]) == ["libglvnd"]


def test_an_unknown_system_is_told_what_is_lacking() -> None:
    sentence = system.missing_trouble("", [CURSOR])
    assert sentence == (
        "This system lacks libxcb-cursor.so.0, which CollectDesk needs. "
        "Install it and start this again."
    )


def test_a_part_whose_package_is_not_known_here_is_named_without_a_line() -> None:
    assert "lacks ensurepip" in system.missing_trouble("dnf", [system.ensurepip_part((3, 11))])


def test_nothing_missing_is_no_trouble() -> None:
    assert system.missing_trouble("apt-get", []) == ""


def test_the_tests_ask_for_no_window_libraries() -> None:
    assert CURSOR not in system.wanted_libraries({"DISPLAY": ":0"}, window=False)


def test_a_window_on_x11_needs_what_desktops_often_lack() -> None:
    assert CURSOR in system.wanted_libraries({"DISPLAY": ":0"}, window=True)


def test_a_wayland_desktop_is_not_bothered_with_x11_libraries() -> None:
    environ = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
    assert CURSOR not in system.wanted_libraries(environ, window=True)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for shared libraries of Linux")
def test_what_does_not_load_counts_as_missing() -> None:
    absent = system.Part("libcollectdesk-never-was.so.9", ("never",), "never")
    present = system.Part("libc.so.6", ("libc6",), "glibc")
    assert system.missing_parts([present, absent], (3, 11)) == [absent]


@pytest.mark.parametrize("version", ["2.34", "2.36", "2.41", "3.0"])
def test_current_linux_systems_are_welcome(version: str) -> None:
    assert system.glibc_trouble("glibc", version) == ""


@pytest.mark.parametrize(("library", "version"), [("glibc", "2.31"), ("", ""), ("musl", "1.2")])
def test_a_linux_that_qt_does_not_run_on_is_told_so(library: str, version: str) -> None:
    sentence = system.glibc_trouble(library, version)
    assert re.match(r"CollectDesk needs a Linux with glibc 2\.34 or newer", sentence)
    assert sentence.endswith(".")
