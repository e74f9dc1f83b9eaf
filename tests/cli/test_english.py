"""The terminal, too, speaks as people do in the country of the book, and understands both."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.gui.test_desk_english import FOREIGN

REPORTS = ("today", "watch", "aging", "figures", "charges")


@pytest.mark.parametrize(("currency", "typed"), [("USD", "cheque"), ("GBP", "check")])
def test_a_book_is_told_of_in_its_english_whichever_was_typed(
    cli: Cli, tmp_path: Path, ledger: Path, currency: str, typed: str
) -> None:
    book = tmp_path / "Harbour.collectdesk"
    assert cli("new", book, "--currency", currency).code == 0
    assert cli("import", book, ledger).code == 0
    promised = cli(
        "call", book, "--customer", "C-1", "--answer", "not_sent",
        "--promise", "100", "--by", "2026-04-07", "--method", typed,
    )  # fmt: skip
    paid = cli(
        "payment", book, "--customer", "C-1", "--amount", "55", "--date", "2026-03-30",
        "--method", typed,
    )  # fmt: skip
    told = (promised, paid, *(cli(report, book) for report in REPORTS))
    assert [ran.code for ran in told] == [0] * len(told)
    assert [ran.out for ran in told if FOREIGN[currency].search(ran.out)] == []
