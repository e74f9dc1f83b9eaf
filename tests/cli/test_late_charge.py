"""What lateness would cost, asked without a book."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli


@pytest.mark.parametrize(
    ("words", "interest", "fee"),
    [
        ("2,500 2025-01-01 2025-02-15 --rate 18", "55.48", "0.00"),
        ("5000 2025-02-01 2025-05-13 --mode uk --rate 4.75", "176.40", "70.00"),
        (
            # The rate of 31 December stays, though it changed before and while it ran.
            "5000 2025-02-01 2025-05-13 --mode uk --rates 2024-08-01=5.00"
            " --rates 2024-11-07=4.75 --rates 2025-02-06=4.50",
            "176.40",
            "70.00",
        ),
        ("999.99 2025-02-01 2025-02-02 --mode uk --rate 4.75", "0.35", "40.00"),
        ("10000 2025-02-01 2025-02-02 --mode uk --rate 4.75", "3.49", "100.00"),
        ("1000 2025-01-31 2025-04-30 --mode eu --rate 2.15", "24.75", "40.00"),
        ("1000 2025-01-31 2025-02-28 --mode full_months --rate 1.5", "15.00", "0.00"),
        ("1000 2025-01-31 2025-02-27 --mode full_months --rate 1.5", "0.00", "0.00"),
        ("1000 2025-01-31 2025-02-27 --mode started_months --rate 1.5", "15.00", "0.00"),
        ("1000 2025-01-31 2025-04-30 --mode full_months --rate 2 --compounds", "61.21", "0.00"),
        ("1000 2025-01-31 2025-02-10 --rate 12 --grace 10", "0.00", "0.00"),
        ("1000 2025-01-31 2025-02-11 --rate 12 --grace 10", "3.62", "0.00"),
        ("1000 2025-01-31 2025-03-02 --rate 12 --disputed 400", "5.92", "0.00"),
        (
            # 500 for 30 days and 1,000 for 30 days: payments reduce principal first
            "1000 2025-01-31 2025-04-01 --rate 12 --payment 2025-03-02=500",
            "14.79",
            "0.00",
        ),
        ("99 2025-01-31 2025-03-02 --mode fixed_fee --fee 25 --minimum 100", "0.00", "0.00"),
        ("100 2025-01-31 2025-03-02 --mode fixed_fee --fee 25 --minimum 100", "0.00", "25.00"),
        ("1000 2025-01-31 2025-01-31 --rate 12", "0.00", "0.00"),
        # Paid within the grace, or after it: what counts is the day on which all was paid.
        ("10 2025-01-01 2025-02-15 --rate 99 --payment 2025-01-11=10 --grace 10", "0.00", "0.00"),
        ("10 2025-01-01 2025-02-15 --mode eu --rate 2 --payment 2025-01-11=10", "0.03", "40.00"),
        (
            "9 2025-01-01 2025-02-15 --mode fixed_fee --fee 5 --payment 2025-01-11=9 --minimum 9",
            "0.00",
            "5.00",
        ),
    ],
)
def test_each_rule_to_the_cent(cli: Cli, words: str, interest: str, fee: str) -> None:
    amount, due, until, *more = words.split()
    found = cli(
        "late-charge", "--amount", amount, "--due", due, "--until", until, *more, "--json"
    ).json
    assert (found["interest"], found["fee"]) == (interest, fee)


def test_in_words_for_people(cli: Cli) -> None:
    words = ("--amount", "2500", "--due", "2025-01-01", "--rate", "18")
    assert cli("late-charge", *words, "--until", "2025-02-15").out == (
        "45 days late on 15 Feb 2025: interest 55.48 USD for 45 days at 18.00 % a year,"
        " fee 0.00 USD, together 55.48 USD.\n"
    )
    assert "nothing is charged" in cli("late-charge", *words, "--until", "2025-01-01").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "2025-02-28 --mode full_months --rate 1.5",
            "interest 15.00 USD for 1 month at 1.50 % a month, fee 0.00 USD,",
        ),
        (
            "2025-03-01 --mode started_months --rate 1.5",
            "interest 30.00 USD for 2 months at 1.50 % a month, fee 0.00 USD,",
        ),
        ("2025-02-28 --mode fixed_fee --fee 25", "no interest, fee 25.00 USD,"),
        (
            "2025-02-28 --mode uk --rate 4.75",
            "interest 9.78 GBP for 28 days at 12.75 % a year, fee 70.00 GBP,",
        ),
        (
            "2025-02-28 --mode eu --rate 2.15",
            "interest 7.79 EUR for 28 days at 10.15 % a year, fee 40.00 EUR,",
        ),
        (
            "2025-02-28 --mode eu --rate 2.15 --currency SEK",
            "interest 7.79 SEK for 28 days at 10.15 % a year, fee 400.00 SEK,",
        ),
    ],
)
def test_the_words_say_for_how_long_at_what_rate_and_in_whose_money(
    cli: Cli, words: str, told: str
) -> None:
    ran = cli(
        *["late-charge", "--amount", "1000", "--due", "2025-01-31", "--until"], *words.split()
    )
    assert told in ran.out


@pytest.mark.parametrize(
    "more",
    [
        ("--rate", "nan"),
        ("--rate", "-4"),
        ("--payment", "soon=5"),
        ("--payment", "2025-02-01"),
        ("--rates", "2024-12-31=4.75"),
        ("--rate", "12", "--compounds"),
        ("--disputed", "=1+1"),
        ("--disputed", "1000.01"),
        ("--disputed=-1",),
        ("--payment", "2026-03-01=-5"),
        ("--rate", "12", "--payment", "2025-01-10=60", "--payment", "2025-01-11=40.01"),
    ],
)
def test_what_makes_no_sense_is_told(cli: Cli, more: tuple[str, ...]) -> None:
    words = ("--amount", "100", "--due", "2025-01-01", "--until", "2025-02-15")
    ran = cli("late-charge", *words, *more)
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err
