"""The two first commands work on a bare machine, or say plainly what it lacks."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import bootstrap

ROOT = Path(bootstrap.__file__).resolve().parent.parent


def test_it_needs_nothing_but_pythons_own_library() -> None:
    code = (
        "import sys; sys.path.insert(0, 'installer'); before = set(sys.modules); "
        "import bootstrap; print(*(set(sys.modules) - before))"
    )
    answer = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    own = {"bootstrap", "system_libraries", "display"}
    loaded = {name.partition(".")[0] for name in answer.stdout.split()}
    assert loaded - own <= sys.stdlib_module_names


def test_an_older_python_is_told_what_is_needed() -> None:
    sentence = bootstrap.python_trouble((3, 9), newer="")
    assert "needs Python 3.11 or newer, and this is 3.9" in sentence
    assert "Install a newer one" in sentence


def test_an_older_python_beside_a_newer_one_is_told_its_name() -> None:
    assert "start this again with python3.13." in bootstrap.python_trouble((3, 10), "python3.13")


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 14)])
def test_newer_pythons_are_welcome(version: tuple[int, int]) -> None:
    assert bootstrap.python_trouble(version, newer="") == ""


@pytest.mark.parametrize(
    ("platform_name", "path"),
    [("linux", "bin/python"), ("darwin", "bin/python"), ("win32", "Scripts/python.exe")],
)
def test_the_virtual_environments_python_is_where_the_system_puts_it(
    platform_name: str, path: str
) -> None:
    assert bootstrap.venv_python(Path("v"), platform_name) == Path("v") / path


@pytest.mark.parametrize(
    ("installed", "dev", "enough"),
    [
        ({"fingerprint": "now", "dev": True}, True, True),
        ({"fingerprint": "now", "dev": True}, False, True),
        ({"fingerprint": "now", "dev": False}, False, True),
        ({"fingerprint": "now", "dev": False}, True, False),
        ({"fingerprint": "old", "dev": True}, False, False),
        ({}, False, False),
    ],
)
def test_libraries_are_installed_anew_only_when_something_changed(
    installed: dict[str, object], dev: bool, enough: bool
) -> None:
    assert bootstrap.stamp_covers(installed, "now", dev=dev) is enough


@pytest.mark.parametrize("content", ["", "{", "[]", "\x00"])
def test_a_damaged_stamp_counts_as_none(tmp_path: Path, content: str) -> None:
    stamp = tmp_path / "stamp.json"
    stamp.write_text(content)
    assert bootstrap.read_stamp(stamp) == {}


def test_the_stamp_is_read_back(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp.json"
    assert bootstrap.read_stamp(stamp) == {}
    stamp.write_text(json.dumps({"fingerprint": "x", "dev": True}))
    assert bootstrap.read_stamp(stamp) == {"fingerprint": "x", "dev": True}


def test_other_pins_or_another_folder_change_the_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    constraints = tmp_path / "constraints.txt"
    (tmp_path / "pyproject.toml").write_text("[project]")
    constraints.write_text("a==1")
    monkeypatch.setattr(bootstrap, "CONSTRAINTS", constraints)
    elsewhere = bootstrap.fingerprint()
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    here = bootstrap.fingerprint()
    constraints.write_text("a==2")
    assert len({elsewhere, here, bootstrap.fingerprint()}) == 3


def test_settings_of_pip_that_lead_elsewhere_are_left_out() -> None:
    cleaned = bootstrap.clean_environment(
        {
            "PIP_TARGET": "/elsewhere",
            "PIP_CONSTRAINT": "other.txt",
            "PYTHONPATH": "/lib",
            "PIP_CERT": "/etc/company.pem",
            "HOME": "/home/ann",
            "PIP_USER": "1",
        }
    )
    assert cleaned == {"PIP_CERT": "/etc/company.pem", "HOME": "/home/ann", "PIP_USER": "0"}


def test_every_check_runs_and_the_tests_come_last() -> None:
    steps = [" ".join(words) for words in bootstrap.check_steps(Path("v/bin/python"))]
    assert [step.split("bin/")[1] for step in steps] == [
        "python -m ruff check",
        "python -m ruff format --check",
        "python -m mypy",
        "lint-imports --no-logo",
        "python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile",
    ]


def test_the_first_failing_check_ends_the_run_with_its_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[str] = []

    def check(words: list[str], **_: object) -> int:
        ran.append(words[-1])
        return 7 if len(ran) == 2 else 0

    monkeypatch.setattr(bootstrap, "prepare", lambda **_: Path("python"))
    monkeypatch.setattr(subprocess, "call", check)
    assert bootstrap.main(["test"]) == 7
    assert ran == ["check", "--check"]
    assert "== python -m ruff check" in capsys.readouterr().out


def test_run_opens_the_demo_book(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    def start(words: list[str], **_: object) -> int:
        started.append(words)
        return 0

    monkeypatch.setattr(bootstrap, "prepare", lambda **_: Path("python"))
    monkeypatch.setattr(bootstrap, "display_trouble", lambda *_: "")
    monkeypatch.setattr(subprocess, "call", start)
    assert bootstrap.main(["run"]) == 0
    assert started == [["python", "-m", "collectdesk", "--demo"]]


def test_a_refusal_is_one_sentence_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "display_trouble", lambda *_: "No display here.")
    assert bootstrap.main(["run"]) == 1
    assert capsys.readouterr().err == "No display here.\n"


def _pins() -> dict[str, Requirement]:
    lines = bootstrap.CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in pins}


def test_the_constraints_are_names_and_exact_versions_and_no_address() -> None:
    for pin in _pins().values():
        assert [each.operator for each in pin.specifier] == ["=="], pin
        assert pin.url is None


def test_every_direct_requirement_is_pinned_within_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["build-system"]["requires"]
    wanted += project["project"]["optional-dependencies"]["dev"]
    pins = _pins()
    for requirement in map(Requirement, wanted):
        (pinned,) = pins[canonicalize_name(requirement.name)].specifier
        assert requirement.specifier.contains(pinned.version), requirement
