"""Books in money that has no cents, or three decimals, or is worth little: sums to begin with fit,
and every amount is written, read and rounded in the units of that money."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from collectdesk import bootstrap
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.like_sums import like_sum
from collectdesk.domain.money import CURRENCY_DECIMALS, unit
from collectdesk.domain.settings import BookSettings
from collectdesk.domain.texts import Passage
from collectdesk.store.book import create_book
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.charges import charge_preview
from collectdesk.usecases.conditions import terms_fields_in
from collectdesk.usecases.letters.letter_checks import OwnText
from collectdesk.usecases.letters.letter_texts import letter_texts
from collectdesk.usecases.papers.letter_samples import sample_letter
from collectdesk.usecases.settings import SaveSettings, save_settings
from tests.usecases.conftest import MovableClock, Shop

TODAY = date(2026, 3, 31)


def shop_in(folder: Path, currency: str) -> Shop:
    path, clock = folder / f"{currency}.collectdesk", MovableClock(TODAY)
    bootstrap.new_book(path, firm="Harbor Supplies", currency=currency, clock=clock)
    return Shop(bootstrap.open_desk(path, clock), clock)


@pytest.mark.parametrize(
    ("currency", "large", "fee", "small"),
    [
        ("USD", 500_000, 2_500, 100),
        ("EUR", 500_000, 2_500, 100),
        ("JPY", 500_000, 2_500, 100),
        ("KRW", 5_000_000, 25_000, 1_000),
        ("VND", 50_000_000, 250_000, 10_000),
        ("KWD", 5_000_000, 25_000, 1_000),  # 5,000.000, 25.000 and 1.000
        ("INR", 50_000_000, 250_000, 10_000),  # 100.00 rupees and so on
    ],
)
def test_a_new_book_begins_with_sums_that_fit_its_money(
    tmp_path: Path, currency: str, large: int, fee: int, small: int
) -> None:
    shop = shop_in(tmp_path, currency)
    with closing(shop.desk):
        found = shop.desk.ask(book_settings)
        assert (found.large_amount, found.nsf_fee, found.small_balance) == (large, fee, small)
        customer = shop.customer()
        price = f"{200 * small // unit(currency)}"
        invoice = shop.invoice(customer, price)
        shop.pay(customer, 200 * small - small, invoice)
        assert shop.balance(customer, invoice) == 0
        invoice = shop.invoice(customer, price)
        shop.pay(customer, 200 * small - small - 1, invoice)
        assert shop.balance(customer, invoice) == small + 1


def test_a_book_made_before_keeps_the_sums_it_has(tmp_path: Path) -> None:
    """Books of earlier programs store no sums where they were those of a book in dollars."""
    earlier, clock = tmp_path / "Earlier.collectdesk", MovableClock(TODAY)
    create_book(earlier, "KWD", clock.now(), lambda db: None)
    shop = Shop(bootstrap.open_desk(earlier, clock), clock)
    with closing(shop.desk):
        assert shop.desk.ask(book_settings) == BookSettings()


@pytest.mark.parametrize(("currency", "most"), [("USD", "$10,000.00"), ("KRW", "₩10,000,000")])
def test_a_sum_that_is_too_large_is_told_in_the_money_of_the_book(
    tmp_path: Path, currency: str, most: str
) -> None:
    shop = shop_in(tmp_path, currency)
    with closing(shop.desk):
        now = shop.desk.ask(book_settings)
        largest = like_sum(1_000_000, currency)
        shop.do(save_settings, SaveSettings(replace(now, nsf_fee=largest)))
        with pytest.raises(InvalidInput, match="zero and") as refused:
            shop.do(save_settings, SaveSettings(replace(now, nsf_fee=largest + 1)))
        assert most in str(refused.value)
        with pytest.raises(InvalidInput, match="above zero"):
            shop.do(save_settings, SaveSettings(replace(now, large_amount=0)))


@pytest.mark.parametrize(
    ("currency", "amount"), [("EUR", "€1,220.00"), ("JPY", "¥122,000"), ("KWD", "KWD 1,220.000")]
)
def test_a_letter_is_tried_with_sums_in_the_money_of_the_book(
    tmp_path: Path, currency: str, amount: str
) -> None:
    shop = shop_in(tmp_path, currency)
    with closing(shop.desk):
        for letter in ("statement", "demand", "plan"):
            (row,) = (row for row in shop.desk.ask(letter_texts) if row.letter == letter)
            words = str(shop.desk.ask(sample_letter, letter, row.text, False))
            assert "$" not in words
        owed = OwnText("Owed", "", (Passage("We ask for {amount}."),), ())
        assert f"We ask for {amount}." in str(shop.desk.ask(sample_letter, "reminder", owed, False))


def test_every_currency_has_a_dollar_of_its_own() -> None:
    for currency in CURRENCY_DECIMALS:
        assert like_sum(100, currency) in {10**power for power in range(2, 8)}


@pytest.mark.parametrize(
    ("currency", "debt", "fixed"),
    [("GBP", "999.99", 4_000), ("GBP", "1000", 7_000), ("KWD", "999.999", 40_000),
     ("KWD", "1000", 70_000), ("JPY", "99999", 4_000), ("JPY", "1000000", 10_000)],
)  # fmt: skip
def test_fixed_sums_of_the_law_are_of_like_worth_in_other_money(
    tmp_path: Path, currency: str, debt: str, fixed: int
) -> None:
    shop = shop_in(tmp_path, currency)
    with closing(shop.desk):
        now = shop.desk.ask(book_settings)
        rule = replace(now, interest_mode="uk", interest_rate_bp=375)
        shop.do(save_settings, SaveSettings(rule))
        shop.invoice(shop.customer(), debt, "2026-02-01", "net 30")
        (charge,) = shop.desk.ask(charge_preview).lines
        assert charge.fee == fixed


def test_what_can_be_filled_into_the_terms_is_shown_in_the_money_of_the_book() -> None:
    offered = {name: terms_fields_in("JPY")[name] for name in ("nsf_fee", "late_fee", "terms")}
    assert offered == {"nsf_fee": "¥2,500", "late_fee": "¥2,500", "terms": "net 30"}
    assert terms_fields_in("EUR")["nsf_fee"] == "€25.00"
