"""The short form of the evidence; the long one is ``python tests/reliability/run.py --long``."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills and forks are of POSIX")


@pytest.fixture(scope="module")
def figures() -> list[dict[str, Any]]:
    """What the short form measured."""
    program = Path(__file__).with_name("run.py")
    ran = subprocess.run(
        [sys.executable, str(program), "--json"], capture_output=True, text=True, check=False
    )
    found: list[dict[str, Any]] = json.loads(ran.stdout or "[]")
    assert found, ran.stderr
    return found


def test_no_promise_is_broken(figures: list[dict[str, Any]]) -> None:
    broken = {figure["promise"]: figure["broken"][:5] for figure in figures if figure["broken"]}
    assert broken == {}


def test_every_promise_was_measured(figures: list[dict[str, Any]]) -> None:
    can_record = sys.platform == "linux" and shutil.which("cc") is not None
    assert len(figures) == (8 if can_record else 6)
    assert all(figure["measured"] for figure in figures)
