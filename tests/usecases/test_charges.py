"""Interest and fees: looked at first, charged once, waived with a reason; disputes bear none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.charge_periods import left_out_words
from collectdesk.usecases.charge_rules import (
    SetInterestRule,
    customer_interest,
    set_interest_rule,
)
from collectdesk.usecases.charges import (
    ApplyCharges,
    ChargeLine,
    WaiveCharge,
    apply_charges,
    charge_preview,
    waive_charge,
)
from collectdesk.usecases.disputes import (
    NewDispute,
    OpenDispute,
    ResolveDispute,
    open_dispute,
    resolve_dispute,
)
from collectdesk.usecases.invoices import VoidInvoice, void_invoice
from collectdesk.usecases.plans import MakePlan, make_plan
from collectdesk.usecases.settings import SaveSettings, save_settings
from tests.usecases.conftest import Shop

TODAY = date(2026, 3, 31)


def change(shop: Shop, **settings: Any) -> None:
    now = shop.desk.ask(book_settings)
    shop.do(save_settings, SaveSettings(replace(now, **settings)))


def at_18_percent(shop: Shop) -> tuple[int, int]:
    """2,500.00 due 14 February 2026: 45 days late on 31 March."""
    change(shop, interest_mode="simple", interest_rate_bp=1_800)
    customer = shop.customer("Bayshore Moving")
    return customer, shop.invoice(customer, "2,500.00", "2026-01-15")


def due(shop: Shop, **command: Any) -> tuple[ChargeLine, ...]:
    return shop.desk.ask(charge_preview, ApplyCharges(**command)).lines


def test_nothing_is_charged_unless_the_owner_chose_a_rule(shop: Shop) -> None:
    shop.invoice(shop.customer(), "2,500.00", "2025-01-15")
    assert due(shop) == ()
    assert shop.do(apply_charges, ApplyCharges()).total == 0


def test_a_run_is_looked_at_and_then_charged_to_the_cent(shop: Shop) -> None:
    customer, invoice = at_18_percent(shop)
    (line,) = due(shop)
    assert (line.interest, line.fee, line.since, line.until) == (
        5_548,
        0,
        date(2026, 2, 14),
        TODAY,
    )
    assert line.words == "Interest on INV-0001 from 15 Feb to 31 Mar: 45 days at 18.00 % a year"
    assert line.warning == "No day is noted on which the customer agreed to this."
    assert shop.page(customer).head.owes == 250_000
    run = shop.do(apply_charges, ApplyCharges())
    assert run.total == 5_548
    assert shop.page(customer).head.owes == 255_548
    row = shop.shown(customer, shop.numbered("INT-0001"))
    assert (row.number, row.due, row.pills[0].text) == (
        "INT-0001",
        TODAY,
        "Interest",
    )
    assert shop.balance(customer, invoice) == 250_000


def test_a_second_run_charges_nothing_twice_and_goes_on_from_the_first(shop: Shop) -> None:
    at_18_percent(shop)
    shop.do(apply_charges, ApplyCharges())
    assert shop.do(apply_charges, ApplyCharges()).lines == ()
    (line,) = shop.on("2026-04-30").desk.ask(charge_preview).lines
    assert (line.since, line.until, line.interest) == (TODAY, date(2026, 4, 30), 3_699)


def test_interest_bears_no_interest(shop: Shop) -> None:
    customer, _ = at_18_percent(shop)
    shop.do(apply_charges, ApplyCharges())
    shop.on("2026-12-31")
    assert {line.number for line in due(shop)} == {"INV-0001"}
    assert shop.page(customer).head.past_due == 255_548


def test_asking_again_for_one_invoice_is_refused_with_the_day(shop: Shop) -> None:
    _, invoice = at_18_percent(shop)
    shop.do(apply_charges, ApplyCharges(invoices=(invoice,)))
    with pytest.raises(InvalidInput, match=r"charged up to 31 Mar already \(INT-0001\)"):
        shop.do(apply_charges, ApplyCharges(invoices=(invoice,)))


def test_a_disputed_part_bears_none_while_it_is_disputed(shop: Shop) -> None:
    customer, invoice = at_18_percent(shop)
    shop.on("2026-02-14")
    dispute = shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, 150_000, "damaged")))
    shop.on("2026-03-31")
    assert due(shop)[0].interest == 2_219
    shop.do(resolve_dispute, ResolveDispute(dispute, "rejected"))
    shop.on("2026-04-10")
    # 45 days on 1,000.00 and ten on all of it
    assert due(shop)[0].interest == 3_452


def test_a_payment_lowers_what_bears_interest_from_the_next_day(shop: Shop) -> None:
    customer, invoice = at_18_percent(shop)
    shop.pay(customer, 100_000, invoice, dated="2026-03-01")
    # 15 days on 2,500.00 and 30 on 1,500.00
    assert due(shop)[0].interest == 4_068


def test_invoices_paid_late_are_charged_only_when_asked_for(shop: Shop) -> None:
    customer, invoice = at_18_percent(shop)
    shop.pay(customer, 250_000, invoice, dated="2026-03-16")
    assert due(shop) == ()
    (line,) = due(shop, closed_since=date(2026, 3, 1))
    assert (line.until, line.interest) == (date(2026, 3, 16), 3_699)
    shop.do(apply_charges, ApplyCharges(closed_since=date(2026, 3, 1)))
    assert due(shop, closed_since=date(2026, 1, 1)) == ()


def test_a_waived_charge_is_off_the_account_and_not_charged_again(shop: Shop) -> None:
    customer, _ = at_18_percent(shop)
    shop.do(apply_charges, ApplyCharges())
    charge = shop.numbered("INT-0001")
    with pytest.raises(InvalidInput, match="why"):
        shop.do(waive_charge, WaiveCharge(charge, ""))
    shop.do(waive_charge, WaiveCharge(charge, "first time in ten years"))
    assert shop.page(customer).head.owes == 250_000
    assert due(shop) == ()
    assert "Charge waived" in [row.strong for row in shop.page(customer).history]


def test_part_of_a_charge_is_waived_and_an_invoice_never(shop: Shop) -> None:
    customer, invoice = at_18_percent(shop)
    shop.do(apply_charges, ApplyCharges())
    charge = shop.numbered("INT-0001")
    shop.do(waive_charge, WaiveCharge(charge, "half", 2_548))
    assert shop.balance(customer, charge) == 3_000
    with pytest.raises(InvalidInput, match="credit note"):
        shop.do(waive_charge, WaiveCharge(invoice, "half"))
    with pytest.raises(InvalidInput, match=r"Only \$30\.00"):
        shop.do(waive_charge, WaiveCharge(charge, "half", 3_001))


def test_a_void_charge_may_be_charged_again(shop: Shop) -> None:
    at_18_percent(shop)
    shop.do(apply_charges, ApplyCharges())
    charge = shop.numbered("INT-0001")
    shop.do(void_invoice, VoidInvoice(charge, "wrong rate"))
    assert due(shop)[0].interest == 5_548


def test_the_time_of_a_void_charge_is_charged_again_while_a_later_charge_stands(
    shop: Shop,
) -> None:
    """15 and 30 days were charged; the first charge is void, because its rate was wrong."""
    customer, _ = at_18_percent(shop)
    shop.on("2026-03-01").do(apply_charges, ApplyCharges())
    shop.on("2026-03-31").do(apply_charges, ApplyCharges())
    shop.do(void_invoice, VoidInvoice(shop.numbered("INT-0001"), "wrong rate"))
    change(shop, interest_rate_bp=900)
    shop.on("2026-04-10")
    (line,) = due(shop)
    again, newest = line.words.split("; ")
    assert again == "Interest on INV-0001 from 15 Feb to 1 Mar: 15 days at 9.00 % a year"
    assert newest == "Interest on INV-0001 from 1 Apr to 10 Apr: 10 days at 9.00 % a year"
    assert (line.interest, line.days) == (925 + 616, 25)
    shop.do(apply_charges, ApplyCharges())
    assert due(shop) == ()
    assert shop.page(customer).head.owes == 250_000 + 3_699 + 925 + 616
    assert shop.balance(customer, shop.numbered("INT-0003")) == 925


@pytest.mark.parametrize("mode", ["full_months", "started_months"])
def test_a_month_whose_charge_is_void_is_charged_again(shop: Shop, mode: str) -> None:
    change(shop, interest_mode=mode, interest_rate_bp=150, interest_grace_days=40)
    customer = shop.customer()
    shop.invoice(customer, "2,500.00", "2026-01-15")
    for day in ("2026-04-14", "2026-05-14", "2026-06-14"):
        shop.on(day).do(apply_charges, ApplyCharges())
    shop.do(void_invoice, VoidInvoice(shop.numbered("INT-0002"), "sent twice"))
    assert [(line.interest, line.since, line.until) for line in due(shop)] == [
        (3_750, date(2026, 4, 14), date(2026, 5, 14))
    ]
    shop.do(apply_charges, ApplyCharges())
    assert due(shop) == ()


def test_who_has_no_reference_rate_is_named_and_the_others_are_charged(shop: Shop) -> None:
    _, charged = at_18_percent(shop)
    laws = [shop.customer(name) for name in ("Harbor Point Dental", "Quay Street Books")]
    invoices = []
    for customer, mode in zip(laws, ("uk", "eu"), strict=True):
        shop.do(set_interest_rule, SetInterestRule(customer, mode))
        invoices.append(shop.invoice(customer, "5,000.00", "2026-02-01"))
    not_late = shop.customer("Mill Lane Bakery")
    shop.do(set_interest_rule, SetInterestRule(not_late, "uk", grace_days=60))
    shop.invoice(not_late, "80.00", "2026-02-01")
    found = shop.desk.ask(charge_preview)
    assert [line.invoice_id for line in found.lines] == [charged]
    assert [one.invoice_id for one in found.left_out] == invoices
    assert left_out_words(found.left_out) == (
        "Not charged: Harbor Point Dental and Quay Street Books. The law's interest needs the"
        " reference rates of 31 Dec 2025 and 4 Mar 2026: enter them in Settings, under Reference"
        " rates, and charge again."
    )
    run = shop.do(apply_charges, ApplyCharges())
    assert (run.total, run.left_out) == (5_548, found.left_out)
    change(shop, reference_rates="2025-12-31 4.75")
    assert [line.invoice_id for line in due(shop)] == invoices


def test_the_days_that_a_plan_paused_are_not_told_as_charged(shop: Shop) -> None:
    """Of 65 days, 20 rest for a plan that was made on the 45th; it still runs."""
    customer, invoice = at_18_percent(shop)
    shop.do(make_plan, MakePlan(customer, (invoice,), 12, date(2026, 4, 30)))
    shop.on("2026-04-20")
    (line,) = due(shop)
    assert line.words == (
        "Interest on INV-0001 from 15 Feb to 20 Apr: 45 of 65 days at 18.00 % a year"
    )
    assert (line.days, line.principal) == (45, 250_000)


def test_a_customer_own_rule_goes_before_the_books(shop: Shop) -> None:
    customer, _ = at_18_percent(shop)
    rule = SetInterestRule(customer, "fixed_fee", fee=2_500, agreed_on=date(2025, 6, 1))
    shop.do(set_interest_rule, rule)
    (line,) = due(shop)
    assert (line.interest, line.fee, line.warning) == (0, 2_500, "")
    shop.do(apply_charges, ApplyCharges())
    assert shop.on("2027-03-31").desk.ask(charge_preview).lines == ()
    assert shop.desk.ask(customer_interest, customer).words == "$25.00 once an invoice"
    shop.do(set_interest_rule, SetInterestRule(customer, "none"))
    assert due(shop) == ()
    shop.do(set_interest_rule, SetInterestRule(customer, None))
    assert due(shop)[0].interest > 0


def test_uk_law_takes_the_base_rate_before_interest_starts_and_keeps_it(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "5,000.00", "2025-11-20")
    change(shop, interest_mode="uk")
    assert due(shop) == ()
    with pytest.raises(InvalidInput, match="reference rate of 30 Jun 2025"):
        shop.do(apply_charges, ApplyCharges(invoices=(invoice,)))
    change(shop, reference_rates="2025-02-06 4.75\n2025-08-07 4\n2026-03-01 9")
    (line,) = due(shop)
    assert line.due == date(2025, 12, 20)
    # 101 days at 8 over the base rate of 30 June 2025, and the fixed sum for 5,000
    assert (line.rate_bp, line.interest, line.fee) == (1_275, 17_640, 7_000)
    shop.do(apply_charges, ApplyCharges())
    (line,) = shop.on("2026-04-30").desk.ask(charge_preview).lines
    assert (line.rate_bp, line.fee) == (1_275, 0)
    assert shop.balance(customer, invoice) == 500_000


@pytest.mark.parametrize("mode", ["uk", "eu"])
def test_a_rate_of_the_law_stays_what_it_was_when_interest_started(shop: Shop, mode: str) -> None:
    """Without a list of rates in Settings too: an older invoice keeps the one it was charged at."""
    customer = shop.customer()
    shop.do(set_interest_rule, SetInterestRule(customer, mode, 475))
    shop.invoice(customer, "5,000.00", "2026-01-01")
    shop.do(apply_charges, ApplyCharges())
    shop.do(set_interest_rule, SetInterestRule(customer, mode, 375))
    shop.invoice(customer, "5,000.00", "2026-03-01")
    shop.on("2026-04-30")
    assert [line.rate_bp for line in due(shop)] == [1_275, 1_175]


def test_a_charge_is_put_right_though_no_rate_is_listed_for_what_follows(shop: Shop) -> None:
    customer, invoice = at_18_percent(shop)
    shop.do(apply_charges, ApplyCharges())
    shop.do(set_interest_rule, SetInterestRule(customer, "uk"))
    shop.pay(customer, 250_000, invoice, dated="2026-02-14")
    assert [line.total for line in due(shop)] == [-5_548]


@pytest.mark.parametrize("mode", ["full_months", "started_months"])
def test_days_that_were_charged_are_not_charged_by_the_month_again(shop: Shop, mode: str) -> None:
    """19 days were charged at a yearly rate: months are charged from the next one on."""
    customer, _ = at_18_percent(shop)
    shop.do(apply_charges, ApplyCharges(as_of=date(2026, 3, 5)))
    shop.do(set_interest_rule, SetInterestRule(customer, mode, 150))
    shop.on("2026-03-14")
    assert due(shop) == ()
    (line,) = shop.on("2026-04-14").desk.ask(charge_preview).lines
    assert (line.interest, line.words) == (
        3_750,
        "Interest on INV-0001 from 15 Mar to 14 Apr: 1 month at 1.50 % a month",
    )


def test_months_are_charged_once_each(shop: Shop) -> None:
    change(shop, interest_mode="full_months", interest_rate_bp=150)
    customer = shop.customer()
    shop.invoice(customer, "1,000.00", "2026-01-01", terms="EOM")
    shop.on("2026-03-15")
    (line,) = due(shop)
    assert (line.interest, line.until) == (1_500, date(2026, 2, 28))
    shop.do(apply_charges, ApplyCharges())
    assert due(shop) == ()
    (line,) = shop.on("2026-04-30").desk.ask(charge_preview).lines
    assert line.interest == 3_000
    assert line.words.endswith("2 months at 1.50 % a month")


def test_a_running_plan_bears_no_interest_unless_it_was_agreed(shop: Shop) -> None:
    customer, invoice = at_18_percent(shop)
    plan = MakePlan(customer, (invoice,), 12, date(2026, 4, 30))
    shop.do(make_plan, plan)
    shop.on("2026-04-20")
    assert due(shop)[0].interest == 5_548
    shop.desk.undo()
    shop.do(make_plan, replace(plan, bears_interest=True))
    assert due(shop)[0].interest == 8_014


def test_a_charge_lies_not_in_the_future(shop: Shop) -> None:
    at_18_percent(shop)
    with pytest.raises(InvalidInput) as refused:
        due(shop, as_of=date(2026, 4, 1))
    assert refused.value.field == "as_of"


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"interest_mode": "moon"}, "interest_mode"),
        ({"interest_mode": "simple"}, "interest_rate_bp"),
        ({"interest_mode": "simple", "interest_rate_bp": 10_001}, "interest_rate_bp"),
        ({"interest_mode": "fixed_fee"}, "late_fee"),
        ({"interest_grace_days": 400}, "interest_grace_days"),
        ({"reference_rates": "4.75"}, "reference_rates"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(
    shop: Shop, settings: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        change(shop, **settings)
    assert refused.value.field == field
