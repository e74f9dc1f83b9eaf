"""A terminal for tests: commands run in this process, on a Tuesday 31 March 2026."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from collectdesk.base.clock import TODAY_VARIABLE
from collectdesk.cli.main import run

LEDGER = """\
Customer No,Customer,Invoice,Invoice Date,Due Date,Amount,Paid on,Disputed
C-1,Acme & Søn,0007,1/2/2026,2/1/2026,55.94,2/20/2026,no
C-1,Acme & Søn,0008,1/31/2026,3/2/2026,"1,000.00",,no
C-1,Acme & Søn,0009,3/20/2026,4/19/2026,300,,no
C-2,株式会社,0010,2/1/2026,3/3/2026,200,,yes
C-3,<b>Zoë</b>,0011,11/5/2025,12/5/2025,80.5,,no
"""


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Cli = Callable[..., Ran]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, today: date) -> Cli:
    """Run a command as the terminal does; arguments are shown as text."""
    monkeypatch.setenv(TODAY_VARIABLE, today.isoformat())

    def ran(*words: object) -> Ran:
        code = run([str(word) for word in words])
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return ran


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of five invoices of three customers: paid, late, current, disputed, very late."""
    path = tmp_path / "ledger.csv"
    path.write_text(LEDGER, encoding="utf-8")
    return path


@pytest.fixture
def book(tmp_path: Path, cli: Cli, ledger: Path) -> Path:
    """A book that holds the ledger."""
    path = tmp_path / "Harbor.collectdesk"
    assert cli("new", path, "--name", "Harbor Supplies").code == 0
    assert cli("import", path, ledger).code == 0
    return path
