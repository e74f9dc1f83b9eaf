"""What waits beside the calls can be asked for from a schedule."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli


def test_what_waits_is_told_in_lists(cli: Cli, book: Path) -> None:
    told = cli("watch", book, "--json").json
    assert [(row["invoice"], row["amount"]) for row in told["disputes"]] == [("0010", "200.00")]
    assert [row["invoice"] for row in told["hardly_asked"]] == ["0011"]
    assert told["hardly_asked"][0]["what"] == "116 days late, contacts: 0"
    assert (told["credit_applications"], told["wrong_charges"]) == ([], [])
    said = cli("watch", book).out
    assert "Open disputes: 1" in said
    assert "<b>Zoë</b>" in said
