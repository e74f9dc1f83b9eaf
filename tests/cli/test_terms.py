"""When an invoice is due, asked without a book: all kinds of terms, pay runs and their cut-offs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Cli


def asked(cli: Cli, terms: str, day: str, *more: str) -> Any:
    return cli("invoice-due", "--terms", terms, "--date", day, "--json", *more).json


@pytest.mark.parametrize(
    ("terms", "dated", "due"),
    [
        ("net 30", "2025-03-05", "2025-04-04"),
        ("2/10 net 30", "2025-03-05", "2025-04-04"),
        ("due on receipt", "2025-03-05", "2025-03-05"),
        ("net 15 EOM", "2025-03-05", "2025-04-15"),
        ("15 MFI", "2025-03-05", "2025-04-15"),
        ("31 MFI", "2025-01-15", "2025-02-28"),
        ("end of following month", "2025-02-28", "2025-03-31"),
        ("EOM", "2024-02-10", "2024-02-29"),
        ("EOM +2 months", "2025-12-31", "2026-02-28"),
        ("15 MFI cut-off 25", "2025-03-25", "2025-04-15"),
        ("15 MFI cut-off 25", "2025-03-26", "2025-05-15"),
        ("net 10 EOM cut-off 25", "2025-03-26", "2025-05-10"),
    ],
)
def test_each_kind_of_terms_has_its_due_date(cli: Cli, terms: str, dated: str, due: str) -> None:
    assert asked(cli, terms, dated)["due"] == due


def test_the_early_price_and_its_grace(cli: Cli) -> None:
    found = asked(cli, "2/10+3 net 30", "2025-03-05", "--amount", "1,000")
    assert (found["discount_until"], found["discount_accepted_until"]) == (
        "2025-03-15",
        "2025-03-18",
    )
    assert (found["early_amount"], found["amount"]) == ("980.00", "1000.00")
    assert found["skipping_costs_simple"] == "37.24 %"
    assert found["skipping_costs_effective"] == "44.59 %"


def test_the_pay_run_its_cut_off_and_the_mail(cli: Cli) -> None:
    """Due on 16 April, Thursdays, three business days before: the 10th, there by the 7th."""
    run = ("--pay-run", "every Thu, cut-off 3", "--mail-days", "2")
    found = asked(cli, "net 30", "2025-03-17", *run)
    assert [found[key] for key in ("target_run", "receive_by", "send_by", "paid_in_run")] == [
        "2025-04-10",
        "2025-04-07",
        "2025-04-03",
        "2025-04-10",
    ]
    missed = asked(cli, "net 30", "2025-03-17", *run, "--sent", "2025-04-04")
    assert missed["paid_in_run"] == "2025-04-17"


def test_days_off_move_runs_cut_offs_and_follow_ups(cli: Cli) -> None:
    """The run on 25 December is on the 24th; with the 24th and 23rd off, on the 22nd."""
    run = ("--pay-run", "25th of the month", "--cut-off", "1")
    days = {
        calendar: asked(cli, "net 30", "2026-11-26", *run, *more)
        for calendar, more in {
            "none": (),
            "US": ("--calendar", "US"),
            "own": ("--calendar", "us", "--day-off", "2026-12-24", "--day-off", "2026-12-23"),
        }.items()
    }
    assert [days[key]["target_run"] for key in ("none", "US", "own")] == [
        "2026-12-25",
        "2026-12-24",
        "2026-12-22",
    ]
    assert [days[key]["receive_by"] for key in ("none", "US", "own")] == [
        "2026-12-24",
        "2026-12-23",
        "2026-12-21",
    ]


def test_in_words_for_people(cli: Cli) -> None:
    told = cli(
        "invoice-due", "--terms", "net 30", "--date", "2025-03-17", "--pay-run", "every Thu",
        "--cut-off", "3", "--mail-days", "2", "--sent", "2025-03-17",
    ).out  # fmt: skip
    assert "Net 30, dated Mon 17 Mar 2025: due Wed 16 Apr 2025." in told
    assert (
        "They pay every Thu, cut-off 3. For their run of Thu 10 Apr 2025 it must be there by Mon"
        " 7 Apr 2025: send it by Thu 3 Apr 2025." in told
    )
    assert "Sent on Mon 17 Mar 2025: follow up on Wed 16 Apr 2025." in told
    this_year = cli("invoice-due", "--terms", "2/10 net 30", "--date", "2026-12-20").out
    assert "dated Sun 20 Dec: due Tue 19 Jan 2027." in this_year


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--pay-run", "sometimes"), 1),
        (("--calendar", "XX"), 1),
        (("--pay-run", "every Thu", "--cut-off", "99"), 2),
        (("--terms", "2/40 net 30"), 1),
        (("--amount", "0"), 1),
        (("--amount", "-10"), 1),
        (("--currency", "EURO"), 1),
        (("--sent", "2025-03-04"), 2),
        (("--cut-off", "3"), 2),
        (("--mail-days", "-1"), 2),
        (("--day-off", "soon"), 2),
    ],
)
def test_what_makes_no_sense_is_told(cli: Cli, more: tuple[str, ...], code: int) -> None:
    ran = cli("invoice-due", "--terms", "net 30", "--date", "2025-03-05", *more)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err


@pytest.mark.parametrize("typed", ["٣", "1_0", "2.5", "1e1", "31", "9" * 5_000])
@pytest.mark.parametrize("option", ["--mail-days", "--cut-off"])
def test_days_are_plain_digits_within_their_bounds(cli: Cli, option: str, typed: str) -> None:
    given = ("--terms", "net 30", "--date", "2025-03-17", "--pay-run", "every Thu")
    ran = cli("invoice-due", *given, option, typed)
    assert (ran.code, ran.out) == (2, "")
    assert "Type a number from 0 to 30." in ran.err
