"""Charging lateness from a schedule, and asking when an invoice would be due."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from collectdesk import bootstrap
from collectdesk.base.clock import FixedClock
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.charge_rules import SetInterestRule, set_interest_rule
from collectdesk.usecases.customers import customer_id_by_number
from collectdesk.usecases.settings import SaveSettings, save_settings
from tests.cli.conftest import Cli


@pytest.fixture
def charging(book: Path) -> Path:
    """The book with 18 % a year agreed."""
    desk = bootstrap.open_desk(book, FixedClock(datetime(2026, 3, 31, 9, 30)))
    settings = desk.ask(book_settings)
    agreed = replace(settings, interest_mode="simple", interest_rate_bp=1_800)
    desk.do(save_settings, SaveSettings(agreed))
    desk.close()
    return book


def test_charges_are_shown_and_only_then_applied_once(cli: Cli, charging: Path) -> None:
    told = cli("charges", charging).out
    assert "Interest on 0008 from 3 Mar to 31 Mar: 29 days at 18.00 % a year" in told
    assert "To charge: $18.91 on 2 invoices. Add --apply to charge it." in told
    assert cli("aging", charging, "--json").json["totals"]["total"] == "1580.50"
    done = cli("charges", charging, "--apply", "--json").json
    assert (done["applied"], done["total"]) == (True, "18.91")
    assert done["charges"][0] == {
        "customer": "C-1", "name": "Acme & Søn", "invoice": "0008", "due": "2026-03-02",
        "mode": "simple", "rate": "18.00 %", "since": "2026-03-02", "until": "2026-03-31",
        "days": 29, "principal": "1000.00", "interest": "14.30", "fee": "0.00",
        "correction": "0.00", "total": "14.30",
        "words": "Interest on 0008 from 3 Mar to 31 Mar: 29 days at 18.00 % a year",
        "warning": "No day is noted on which the customer agreed to this.",
    }  # fmt: skip
    assert cli("charges", charging, "--apply").out == (
        "There is nothing to charge as of 31 Mar 2026.\n"
    )
    assert cli("aging", charging, "--json").json["totals"]["total"] == "1599.41"


def test_charges_of_some_customers_up_to_an_earlier_day(cli: Cli, charging: Path) -> None:
    words = ("--customer", "C-3", "--as-of", "2026-01-04", "--json")
    (line,) = cli("charges", charging, *words).json["charges"]
    assert (line["invoice"], line["days"], line["interest"]) == ("0011", 30, "1.19")


def test_invoices_paid_late_are_charged_when_asked_for(cli: Cli, charging: Path) -> None:
    told = cli("charges", charging, "--closed-since", "2026-02-01", "--json").json
    assert ("0007", "0.52") in [(line["invoice"], line["interest"]) for line in told["charges"]]


def test_who_is_left_out_for_want_of_a_rate_is_named_with_what_to_do(
    cli: Cli, charging: Path
) -> None:
    desk = bootstrap.open_desk(charging, FixedClock(datetime(2026, 3, 31, 9, 30)))
    acme = desk.ask(customer_id_by_number, "C-1")
    desk.do(set_interest_rule, SetInterestRule(acme, "uk"))
    desk.close()
    told = cli("charges", charging)
    assert told.code == 0
    assert "To charge: $4.61 on 1 invoice." in told.out
    assert "Not charged: Acme & Søn. The law's interest needs the reference rate of" in told.out
    alone = cli("charges", charging, "--customer", "C-1").out
    assert alone.startswith("Not charged: Acme"), "there is something to charge"
    (left_out,) = cli("charges", charging, "--apply", "--json").json["left_out"]
    assert (left_out["customer"], left_out["invoice"]) == ("C-1", "0008")
    assert left_out["rate_on"] == "2025-12-31"


def test_a_day_to_come_and_an_unknown_customer_are_refused(cli: Cli, charging: Path) -> None:
    assert cli("charges", charging, "--as-of", "2026-04-01").err == (
        "The day of charging cannot lie in the future. Choose today or an earlier day.\n"
    )
    assert cli("charges", charging, "--customer", "C-9").code == 1


def test_when_an_invoice_is_due_and_what_paying_early_saves(cli: Cli) -> None:
    words = ("--terms", "2/10 net 30", "--date", "2025-03-05", "--amount", "1,000")
    assert cli("invoice-due", *words).out == (
        "2/10 net 30, dated Wed 5 Mar 2025: due Fri 4 Apr 2025.\n"
        "2 % less until Sat 15 Mar 2025: $980.00 instead of $1,000.00.\n"
        "Not taking it costs 37.24 % a year (44.59 % effective).\n"
    )
    told = cli("invoice-due", *words, "--json").json
    assert (told["due"], told["discount_until"], told["early_amount"]) == (
        "2025-04-04",
        "2025-03-15",
        "980.00",
    )


@pytest.mark.parametrize(
    ("terms", "date", "due"),
    [
        ("net 15 EOM", "2025-03-05", "2025-04-15"),
        ("31 MFI", "2025-01-15", "2025-02-28"),
        ("end of following month", "2025-02-28", "2025-03-31"),
        ("due on receipt", "2025-03-05", "2025-03-05"),
    ],
)
def test_due_dates_for_programs(cli: Cli, terms: str, date: str, due: str) -> None:
    told = cli("invoice-due", "--terms", terms, "--date", date, "--json").json
    assert (told["due"], told["discount_until"]) == (due, None)


def test_terms_that_are_not_understood_are_refused(cli: Cli) -> None:
    ran = cli("invoice-due", "--terms", "when I feel like it", "--date", "2025-03-05")
    assert ran.code == 1
    assert "were not understood" in ran.err
