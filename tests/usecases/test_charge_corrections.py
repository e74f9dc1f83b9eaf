"""A payment that is entered after a charge, but came before it, puts the charge right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.charge_rules import SetInterestRule, set_interest_rule
from collectdesk.usecases.charges import (
    ApplyCharges,
    ChargeLine,
    WaiveCharge,
    apply_charges,
    charge_preview,
    waive_charge,
)
from collectdesk.usecases.consequences import consequences
from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.invoices import VoidInvoice, void_invoice
from collectdesk.usecases.payments import RecordPayment, ReversePayment, record_payment
from collectdesk.usecases.payments import reverse_payment as reverse
from collectdesk.usecases.settings import SaveSettings, save_settings
from collectdesk.usecases.watch_list import alerts, watch_list
from tests.usecases.conftest import Shop, opened_shop

UK_RATES = "2025-12-31 4.75\n2026-06-30 4.00"


def late(shop: Shop, mode: str = "simple", rate: int = 1_800, price: str = "2,500.00") -> Any:
    """An invoice of 2,500.00 due on 14 February, charged on 31 March for 45 days."""
    customer = shop.customer()
    rule = SetInterestRule(customer, mode, rate, fee=2_500 if mode == "fixed_fee" else 0)
    shop.do(set_interest_rule, rule)
    invoice = shop.invoice(customer, price, "2026-01-15")
    run = shop.do(apply_charges, ApplyCharges())
    return customer, invoice, run


def due(shop: Shop) -> list[ChargeLine]:
    return list(shop.desk.ask(charge_preview).lines)


def owed(shop: Shop, customer: int) -> int:
    return shop.page(customer).head.owes


def test_interest_runs_only_to_the_day_on_which_the_money_came(shop: Shop) -> None:
    """45 days at 18 % are 55.48; paid after 20 days, 24.66 are right."""
    customer, invoice, run = late(shop)
    assert run.total == 5_548
    payment = RecordPayment(customer, 250_000, date(2026, 3, 6), named=(invoice,))
    told = shop.desk.ask(consequences, record_payment, payment).sentence
    assert "shows that $30.82 of interest and fees was charged too much" in told
    shop.do(record_payment, payment)
    (line,) = due(shop)
    assert (line.total, line.interest, line.fee, line.corrected) == (-3_082, 0, 0, -3_082)
    assert line.words == (
        "Correction of INT-0001 up to 31 Mar: $24.66 instead of $55.48, by what was entered since"
    )
    assert owed(shop, customer) == 5_548  # nothing is changed before the owner says so
    assert shop.desk.ask(alerts).charges == 1
    (wrong,) = shop.desk.ask(watch_list)["wrong_charges"]
    assert (wrong.customer_id, wrong.number, wrong.amount) == (customer, "INV-0001", 3_082)
    shop.do(apply_charges, ApplyCharges())
    assert owed(shop, customer) == 2_466
    assert due(shop) == []
    assert shop.desk.ask(alerts).charges == 0
    shop.desk.undo()
    assert owed(shop, customer) == 5_548


def test_a_part_payment_entered_late_lowers_the_base_from_its_day(shop: Shop) -> None:
    """1,500.00 came after 20 days: 20 days on 2,500 and 25 days on 1,000 are 36.99."""
    customer, invoice, _ = late(shop)
    shop.pay(customer, 150_000, invoice, dated="2026-03-06")
    assert due(shop)[0].corrected == 3_699 - 5_548
    shop.do(apply_charges, ApplyCharges())
    shop.on("2026-04-10")  # goes on from the day that was charged for
    assert [(line.interest, line.corrected) for line in due(shop)] == [(493, 0)]


def test_a_payment_as_large_as_the_last_one_is_seen_though_entered_late(shop: Shop) -> None:
    """Half came on 20 March and half on the 31st, which alone was known: 1,250.00 for 11 days."""
    customer = shop.customer()
    shop.do(set_interest_rule, SetInterestRule(customer, "simple", 1_800))
    invoice = shop.invoice(customer, "2,500.00", "2026-01-15")
    shop.pay(customer, 125_000, invoice)
    shop.do(apply_charges, ApplyCharges())
    shop.pay(customer, 125_000, invoice, dated="2026-03-20")
    assert [line.corrected for line in due(shop)] == [4_870 - 5_548]
    assert shop.desk.ask(alerts).charges == 1
    shop.do(apply_charges, ApplyCharges())
    assert due(shop) == []


def test_a_waived_charge_leaves_what_was_charged_on_it(shop: Shop) -> None:
    """Interest bears interest here. What is waived later was open when the next was charged."""
    customer = shop.customer()
    rule = SetInterestRule(customer, "started_months", 150, compounds=True)
    shop.do(set_interest_rule, rule)
    invoice = shop.invoice(customer, "2,500.00", "2026-01-15")
    shop.do(apply_charges, ApplyCharges())
    shop.on("2026-05-20").do(apply_charges, ApplyCharges())
    shop.on("2026-05-21").do(
        open_dispute, OpenDispute(customer, NewDispute(invoice, 100_000, "price"))
    )
    shop.on("2026-05-22").do(
        waive_charge, WaiveCharge(shop.numbered("INT-0001"), "a good customer")
    )
    assert due(shop) == []


def test_money_already_paid_for_the_charge_goes_back_to_the_account(shop: Shop) -> None:
    customer, invoice, _ = late(shop)
    shop.pay(customer, 5_548, shop.numbered("INT-0001"))
    shop.pay(customer, 250_000, invoice, dated="2026-03-06")
    shop.do(apply_charges, ApplyCharges())
    assert owed(shop, customer) == 2_466 - 5_548
    assert shop.page(customer).head.unapplied == 3_082
    assert due(shop) == []


def test_what_was_waived_is_not_taken_back_a_second_time(shop: Shop) -> None:
    customer, invoice, _ = late(shop)
    shop.do(waive_charge, WaiveCharge(shop.numbered("INT-0001"), "goodwill", 4_000))
    shop.pay(customer, 250_000, invoice, dated="2026-03-06")
    assert due(shop) == []  # 15.48 was left, and 24.66 would be right


def test_paid_before_the_due_date_there_was_nothing_to_charge(shop: Shop) -> None:
    for mode, charged in (("simple", 5_548), ("uk", 7_000 + 3_930), ("fixed_fee", 2_500)):
        customer, invoice, run = late(shop, mode, 475 if mode == "uk" else 1_800)
        assert run.total == charged
        shop.pay(customer, 250_000, invoice, dated="2026-02-13")
        assert sum(line.total for line in due(shop)) == -charged
        shop.do(apply_charges, ApplyCharges())
        assert (owed(shop, customer), due(shop)) == (0, [])


def test_uk_law_keeps_its_rate_and_takes_the_fixed_sum_of_the_debt_when_it_fell_due(
    shop: Shop,
) -> None:
    """1,050.00 has a fixed sum of 70; with 100 received in time it is 950.00, and 40.

    The base rate of 31 December holds for all the time, though it changed on 30 June.
    """
    now = shop.desk.ask(book_settings)
    shop.do(save_settings, SaveSettings(replace(now, reference_rates=UK_RATES)))
    shop.on("2026-08-31")
    customer, invoice, run = late(shop, "uk", 0, "1,050.00")
    assert [line.rate_bp for line in run.lines] == [1_275]
    assert run.total == 7_000 + 7_262  # 198 days on 1,050.00
    shop.pay(customer, 10_000, invoice, dated="2026-02-10")
    shop.do(apply_charges, ApplyCharges())
    assert owed(shop, customer) == 95_000 + 4_000 + 6_571  # 198 days on 950.00
    assert due(shop) == []


@pytest.mark.parametrize("mode", ["full_months", "started_months"])
def test_months_after_the_payment_are_taken_back(shop: Shop, mode: str) -> None:
    shop.on("2026-05-20")
    customer, invoice, run = late(shop, mode, 150)
    assert run.total == {"full_months": 3, "started_months": 4}[mode] * 3_750
    shop.pay(customer, 250_000, invoice, dated="2026-04-02")
    shop.do(apply_charges, ApplyCharges())
    assert owed(shop, customer) == {"full_months": 1, "started_months": 2}[mode] * 3_750
    assert due(shop) == []


def test_a_payment_that_bounced_before_the_charge_makes_it_higher(shop: Shop) -> None:
    """Paid on 6 March, charged for 20 days; the bank had taken it back on 16 March."""
    customer = shop.customer()
    shop.do(set_interest_rule, SetInterestRule(customer, "simple", 1_800))
    invoice = shop.invoice(customer, "2,500.00", "2026-01-15")
    payment = shop.pay(customer, 200_000, invoice, dated="2026-03-06")
    shop.do(apply_charges, ApplyCharges())
    before = owed(shop, customer)
    shop.do(reverse, ReversePayment(payment, date(2026, 3, 16)))
    (line,) = due(shop)
    assert line.corrected == 1_480  # 45.62 instead of 30.82
    shop.do(apply_charges, ApplyCharges())
    assert owed(shop, customer) == before + 200_000 + 1_480
    assert due(shop) == []


def test_money_that_was_there_for_a_while_bears_nothing_for_that_while(shop: Shop) -> None:
    """45 days were charged. It was paid after 10 and returned 20 later: 25 days are 30.82."""
    customer, invoice, _ = late(shop)
    payment = shop.pay(customer, 250_000, invoice, dated="2026-02-24")
    shop.do(reverse, ReversePayment(payment, date(2026, 3, 16)))
    (line,) = due(shop)
    assert line.corrected == 3_082 - 5_548
    shop.do(apply_charges, ApplyCharges())
    assert owed(shop, customer) == 250_000 + 3_082
    assert due(shop) == []


def test_a_correction_is_put_right_when_its_payment_comes_back(shop: Shop) -> None:
    """24.66 for 20 days; returned 15 days before the charge, 35 days are 43.15."""
    customer, invoice, _ = late(shop)
    payment = shop.pay(customer, 250_000, invoice, dated="2026-03-06")
    shop.do(apply_charges, ApplyCharges())
    assert owed(shop, customer) == 2_466
    shop.do(reverse, ReversePayment(payment, date(2026, 3, 16)))
    (line,) = due(shop)
    assert (line.corrected, line.words) == (
        4_315 - 2_466,
        "Correction of INT-0001 up to 31 Mar: $43.15 instead of $24.66, by what was entered since",
    )
    shop.do(apply_charges, ApplyCharges())
    assert owed(shop, customer) == 250_000 + 4_315
    assert due(shop) == []


@pytest.mark.parametrize("at_once", [True, False])
def test_a_fee_taken_back_is_charged_when_the_invoice_is_late_again(
    shop: Shop, at_once: bool
) -> None:
    """Paid on its due date, it was charged by mistake; once that payment came back, it is late."""
    customer, invoice, _ = late(shop, "fixed_fee")
    payment = shop.pay(customer, 250_000, invoice, dated="2026-02-14")
    if not at_once:
        shop.do(apply_charges, ApplyCharges())
        assert owed(shop, customer) == 0
    shop.on("2026-04-02").do(reverse, ReversePayment(payment, date(2026, 4, 1)))
    shop.do(apply_charges, ApplyCharges())
    assert owed(shop, customer) == 250_000 + 2_500
    shop.on("2026-05-02")
    assert due(shop) == []


def test_a_charge_that_was_waived_as_a_favour_stays_waived(shop: Shop) -> None:
    customer, invoice, _ = late(shop)
    shop.do(waive_charge, WaiveCharge(shop.numbered("INT-0001"), "a good customer"))
    payment = shop.pay(customer, 250_000, invoice, dated="2026-03-06")
    shop.do(reverse, ReversePayment(payment, date(2026, 3, 16)))
    assert due(shop) == []


def test_a_void_invoice_was_never_owed_and_neither_was_its_interest(shop: Shop) -> None:
    customer, invoice, _ = late(shop)
    shop.do(void_invoice, VoidInvoice(invoice, "sent to the wrong customer"))
    assert [line.corrected for line in due(shop)] == [-5_548]
    shop.do(apply_charges, ApplyCharges())
    assert (owed(shop, customer), due(shop)) == (0, [])


def test_a_look_back_corrects_nothing(shop: Shop) -> None:
    """Seen from 1 March the payment of the 6th is not known; the charge is right all the same."""
    customer = shop.customer()
    shop.do(set_interest_rule, SetInterestRule(customer, "simple", 1_800))
    invoice = shop.invoice(customer, "2,500.00", "2026-01-15")
    shop.pay(customer, 150_000, invoice, dated="2026-03-06")
    shop.do(apply_charges, ApplyCharges())
    assert shop.desk.ask(charge_preview, ApplyCharges(as_of=date(2026, 3, 1))).lines == ()


def test_a_rule_that_is_changed_later_changes_no_charge(shop: Shop) -> None:
    customer, invoice, _ = late(shop)
    shop.pay(customer, 250_000, invoice)
    for rule in (SetInterestRule(customer, "simple", 900, 60), SetInterestRule(customer, "none")):
        shop.do(set_interest_rule, rule)
        assert due(shop) == []


def test_days_of_grace_agreed_later_take_nothing_back(shop: Shop) -> None:
    """Not of an invoice either of which something was disputed once, so that it is looked at."""
    customer, invoice, _ = late(shop)
    shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, 100_000, "price")))
    shop.pay(customer, 250_000, invoice)
    shop.do(set_interest_rule, SetInterestRule(customer, "simple", 1_800, 60))
    assert due(shop) == []


def test_interest_bears_interest_only_where_it_was_agreed(shop: Shop) -> None:
    """2,500.00 at 1.5 % a month: three months are 112.50, and 114.20 with interest on interest."""
    shop.on("2026-05-20")
    customer = shop.customer()
    shop.invoice(customer, "2,500.00", "2026-01-15")
    for compounds, expected in ((False, 11_250), (True, 11_420)):
        rule = SetInterestRule(customer, "full_months", 150, compounds=compounds)
        shop.do(set_interest_rule, rule)
        assert due(shop)[0].interest == expected


def test_charging_each_month_compounds_as_well(shop: Shop) -> None:
    customer = shop.customer()
    shop.do(set_interest_rule, SetInterestRule(customer, "full_months", 150, compounds=True))
    shop.invoice(customer, "2,500.00", "2026-01-15")
    total = 0
    for day in ("2026-03-20", "2026-04-20", "2026-05-20"):
        total += shop.on(day).do(apply_charges, ApplyCharges()).total
    assert total == 3_750 + 3_806 + 3_863  # each rounded when it was charged
    assert due(shop) == []


MARCH_RUNS = ("2026-03-02", "2026-03-20", "2026-05-04")
RECEIVED = (("2026-02-10", "2026-03-03", 50_000), ("2026-03-12", "2026-04-09", 120_000))


@pytest.mark.parametrize(
    ("mode", "rate", "compounds"),
    [("simple", 1_800, False), ("uk", 475, False), ("started_months", 150, True)],
)
def test_it_all_comes_to_what_it_would_had_it_been_entered_in_time(
    tmp_path: Path, mode: str, rate: int, compounds: bool
) -> None:
    """Two payments are entered weeks after they came, between three runs of charges."""
    owed_at_last = set()
    for in_time in (True, False):
        folder = tmp_path / str(in_time)
        folder.mkdir()
        shop = opened_shop(folder, date(2026, 1, 5))
        customer = shop.customer()
        shop.do(set_interest_rule, SetInterestRule(customer, mode, rate, compounds=compounds))
        invoice = shop.invoice(customer, "2,500.00", terms="net 10")
        days = {day: (came, amount) for came, late, amount in RECEIVED
                for day in [came if in_time else late]}  # fmt: skip
        for day in sorted({*MARCH_RUNS, *days}):
            shop.on(day)
            if day in days:
                came, amount = days[day]
                shop.pay(customer, amount, invoice, dated=came)
            else:
                shop.do(apply_charges, ApplyCharges())
        owed_at_last.add(owed(shop, customer))
        shop.desk.close()
    assert len(owed_at_last) == 1
