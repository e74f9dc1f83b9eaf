"""Credit is asked for, decided and kept within its limit; what goes beyond it is noted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.store import rows
from collectdesk.usecases.credit import (
    ApplicationForm,
    DecideApplication,
    ReferenceForm,
    SaveApplication,
    SetCreditLimit,
    application_form,
    decide_application,
    save_application,
    set_credit_limit,
    waiting_applications,
)
from collectdesk.usecases.credit_room import credit_check
from collectdesk.usecases.customers import SetHold, set_hold
from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import (
    IssueInvoice,
    VoidInvoice,
    issue_invoice,
    void_invoice,
)
from collectdesk.usecases.limit_reviews import limit_reviews
from collectdesk.usecases.payments import ApplyUnapplied, apply_unapplied
from tests.usecases.conftest import Shop

TRADE = ReferenceForm("trade", "Bay Paper", "Sue, 555 0100", 300_000, "net 30", 4, "good")
BANK = ReferenceForm("bank", "First Bank")


def applied(shop: Shop, limit: int | None = 500_000) -> tuple[int, int]:
    customer = shop.customer("Golden Gate Catering")
    return customer, applied_by(shop, customer, limit)


def applied_by(shop: Shop, customer: int, limit: int | None = 500_000) -> int:
    form = ApplicationForm(customer, None, date(2026, 3, 30), limit, references=(TRADE, BANK))
    return int(shop.do(save_application, SaveApplication(form)))


def decided(shop: Shop, application: int) -> dict[str, Any]:
    """The application as the book keeps it."""
    found = shop.desk.ask(lambda work: rows.CREDIT_APPLICATIONS.get(work.db, application))
    assert found is not None
    return found


def issue(shop: Shop, customer: int, price: str, override: str = "") -> int:
    form = InvoiceForm(customer_id=customer, lines=(LineForm("Gloves", price=price),))
    return int(shop.do(issue_invoice, IssueInvoice(form, override)))


def test_an_application_is_kept_with_its_references_until_it_is_decided(shop: Shop) -> None:
    customer, application = applied(shop)
    form = shop.desk.ask(application_form, customer)
    assert (form.application_id, form.requested_limit) == (application, 500_000)
    assert form.references == (TRADE, BANK)
    again = ApplicationForm(customer, application, form.asked_on, 400_000, references=(BANK,))
    shop.do(save_application, SaveApplication(again))
    assert shop.desk.ask(application_form, customer).references == (BANK,)
    (waiting,) = shop.desk.ask(waiting_applications)
    assert (waiting.customer_name, waiting.days) == ("Golden Gate Catering", 1)
    shop.do(decide_application, DecideApplication(application, "approved"))
    assert shop.desk.ask(waiting_applications) == ()
    with pytest.raises(InvalidInput, match="decided on 31 Mar"):
        shop.do(save_application, SaveApplication(again))


def test_until_the_decision_the_customer_pays_first(shop: Shop) -> None:
    customer, application = applied(shop)
    with pytest.raises(InvalidInput, match=r"pays first: .* not decided yet") as refused:
        issue(shop, customer, "100.00")
    assert refused.value.field == "override"
    shop.pay(customer, 10_000)
    issue(shop, customer, "100.00")
    shop.do(decide_application, DecideApplication(application, "approved"))
    issue(shop, customer, "4,900.00")


@pytest.mark.parametrize(
    ("decision", "limit", "deposit", "kept", "fits", "too_much"),
    [
        ("approved", None, 0, 500_000, "5,000.00", "5,000.01"),
        ("smaller", 200_000, 0, 200_000, "2,000.00", "2,000.01"),
        ("prepay", None, 0, 0, None, "0.01"),
        ("declined", None, 0, 0, None, "0.01"),
        ("deposit", None, 5_000, 500_000, None, "0.02"),
    ],
)
def test_each_decision_gives_its_room(
    shop: Shop, decision: str, limit: int | None, deposit: int, kept: int, fits: str | None,
    too_much: str,
) -> None:  # fmt: skip
    customer, application = applied(shop)
    command = DecideApplication(application, decision, limit, deposit)
    shop.do(decide_application, command)
    row = decided(shop, application)
    assert (row["granted_limit"], row["decision"], row["review_on"]) == (
        kept,
        decision,
        date(2026, 9, 30),
    )
    with pytest.raises(InvalidInput):
        issue(shop, customer, too_much)
    if fits:
        issue(shop, customer, fits)


def test_a_deposit_is_paid_before_the_invoice(shop: Shop) -> None:
    customer, application = applied(shop)
    shop.do(decide_application, DecideApplication(application, "deposit", deposit_bp=3_000))
    shop.pay(customer, 30_000)
    issue(shop, customer, "1,000.00")
    with pytest.raises(InvalidInput, match=r"\$600\.00 must be on account"):
        issue(shop, customer, "2,000.00")


def test_what_was_decided_and_why_stands_in_the_history(shop: Shop) -> None:
    customer, application = applied(shop)
    decision = DecideApplication(application, "deposit", deposit_bp=3_000, reason="good references")
    shop.do(decide_application, decision)
    shop.do(set_credit_limit, SetCreditLimit(customer, 600_000, "Pays later"))
    shop.do(set_credit_limit, SetCreditLimit(customer, None, "Owner's friend"))
    told = [row.detail for row in shop.page(customer).history if row.strong == "Note"]
    assert told == [
        "Credit: no limit, before that a limit of $6,000.00. Owner's friend",
        "Credit: a limit of $6,000.00, before that a limit of $5,000.00. Pays later",
        "Credit: approved with a deposit, a limit of $5,000.00, 30 % of each invoice first."
        " good references",
    ]
    shop.desk.undo()
    assert len([row for row in shop.page(customer).history if row.strong == "Note"]) == 2


def test_money_paid_first_lets_one_invoice_go_not_each(shop: Shop) -> None:
    customer, application = applied(shop)
    shop.do(decide_application, DecideApplication(application, "prepay"))
    shop.pay(customer, 10_000)
    first = issue(shop, customer, "100.00")
    with pytest.raises(InvalidInput, match=r"besides the \$100\.00 for earlier invoices"):
        issue(shop, customer, "100.00")
    shop.do(void_invoice, VoidInvoice(first, "wrong size"))
    again = issue(shop, customer, "100.00")
    shop.do(apply_unapplied, ApplyUnapplied(customer, named=(again,)))
    shop.pay(customer, 5_000)
    issue(shop, customer, "50.00")


def test_money_paid_first_is_not_wanted_by_what_was_owed_before_it_came(shop: Shop) -> None:
    customer = shop.customer("Golden Gate Catering")
    old = shop.invoice(customer, "500.00", "2026-02-02")
    shop.do(open_dispute, OpenDispute(customer, NewDispute(old, 50_000, "price")))
    decision = DecideApplication(applied_by(shop, customer), "deposit", deposit_bp=3_000)
    shop.do(decide_application, decision)
    shop.pay(customer, 30_000)
    issue(shop, customer, "1,000.00")


def wanted_first(shop: Shop, customer: int) -> int:
    """Of an invoice of 1,000.00."""
    return shop.desk.ask(credit_check, customer, 100_000).wanted_first


def test_who_has_credit_keeps_it_while_more_is_asked_for(shop: Shop) -> None:
    customer, application = applied(shop)
    assert wanted_first(shop, customer) == 100_000
    shop.do(decide_application, DecideApplication(application, "approved"))
    waits = applied_by(shop, customer, 900_000)
    assert wanted_first(shop, customer) == 0
    shop.do(decide_application, DecideApplication(waits, "deposit", deposit_bp=3_000))
    assert wanted_first(shop, customer) == 30_000


def test_what_was_decided_last_holds_whenever_it_was_asked_for(shop: Shop) -> None:
    customer = shop.customer()
    shop.do(set_credit_limit, SetCreditLimit(customer, 50_000, "pays in ten days"))
    application = applied_by(shop, customer)  # on paper, of the day before
    decision = DecideApplication(application, "deposit", 400_000, 3_000, date(2026, 4, 9))
    shop.on("2026-04-01").do(decide_application, decision)
    assert wanted_first(shop, customer) == 30_000
    (review,) = shop.on("2026-04-09").desk.ask(limit_reviews)
    assert review.reasons == ("the review is due",)


def test_another_limit_does_not_end_a_deposit(shop: Shop) -> None:
    customer, application = applied(shop)
    shop.do(decide_application, DecideApplication(application, "deposit", deposit_bp=3_000))
    shop.do(set_credit_limit, SetCreditLimit(customer, 900_000, "buys more now"))
    assert wanted_first(shop, customer) == 30_000


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"decision": "maybe"}, "decision"),
        ({"decision": ""}, "decision"),
        ({"decision": "smaller"}, "granted_limit"),
        ({"decision": "smaller", "granted_limit": 500_000}, "granted_limit"),
        ({"decision": "deposit"}, "deposit_bp"),
        ({"decision": "approved", "deposit_bp": 100}, "deposit_bp"),
        ({"decision": "approved", "review_on": date(2026, 3, 31)}, "review_on"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    shop: Shop, facts: dict[str, Any], field: str
) -> None:
    _, application = applied(shop)
    with pytest.raises(InvalidInput) as refused:
        shop.do(decide_application, DecideApplication(application, **facts))
    assert refused.value.field == field


def test_a_limit_counts_what_is_owed_less_what_is_held(shop: Shop) -> None:
    customer = shop.customer(credit_limit=100_000)
    issue(shop, customer, "800.00")
    found = shop.desk.ask(credit_check, customer, 20_001)
    assert (found.exposure, found.after, len(found.sentences)) == (80_000, 100_001, 1)
    assert not shop.desk.ask(credit_check, customer, 20_000).sentences
    with pytest.raises(InvalidInput, match=r"would owe \$1,100\.00, above the limit of \$1,000"):
        issue(shop, customer, "300.00")


def test_an_override_is_noted_with_its_reason(shop: Shop) -> None:
    customer = shop.customer(credit_limit=10_000)
    shop.do(set_hold, SetHold(customer, "no_credit", None, "three late payments"))
    with pytest.raises(InvalidInput, match="on hold for new credit: three late payments"):
        issue(shop, customer, "300.00")
    issue(shop, customer, "300.00", "They pay this one on delivery")
    notes = [row.detail for row in shop.page(customer).history if row.strong == "Note"]
    assert notes == [
        "INV-0001 was issued although: Harbor Point Dental is on hold for new credit: three late"
        " payments. Harbor Point Dental would owe $300.00, above the limit of $100.00."
        " Reason: They pay this one on delivery"
    ]


def test_an_invoice_within_the_rules_leaves_no_note(shop: Shop) -> None:
    customer = shop.customer(credit_limit=100_000)
    issue(shop, customer, "300.00", "just in case")
    assert [row.strong for row in shop.page(customer).history] == ["Invoiced"]


def test_a_limit_is_changed_with_a_reason_and_comes_up_for_review(shop: Shop) -> None:
    customer = shop.customer(credit_limit=10_000)
    with pytest.raises(InvalidInput, match="why"):
        shop.do(set_credit_limit, SetCreditLimit(customer, 50_000, " "))
    command = SetCreditLimit(customer, 50_000, "pays in ten days", date(2026, 5, 1))
    shop.do(set_credit_limit, command)
    issue(shop, customer, "500.00")
    assert shop.desk.ask(limit_reviews) == ()
    (review,) = shop.on("2026-05-01").desk.ask(limit_reviews)
    assert (review.advice, review.reasons) == ("review", ("the review is due",))


def test_habits_ask_for_a_lower_limit_or_allow_a_higher_one(shop: Shop) -> None:
    late = shop.customer("Alameda Brewing", credit_limit=500_000)
    good = shop.customer("Oakmont Living", credit_limit=100_000)
    for month in range(1, 6):
        for customer, after in ((late, "28"), (good, "05")):
            invoice = shop.invoice(
                customer, "100.00", f"2025-{month:02d}-01", terms="due on receipt"
            )
            shop.pay(customer, 10_000, invoice, dated=f"2025-{month:02d}-{after}")
    for number in range(6, 11):
        invoice = shop.invoice(good, "100.00", f"2025-{number:02d}-01", terms="net 30")
        shop.pay(good, 10_000, invoice, dated=f"2025-{number:02d}-20")
    shop.invoice(good, "900.00")
    found = {review.name: review for review in shop.desk.ask(limit_reviews)}
    assert found["Alameda Brewing"].advice == "lower"
    assert found["Alameda Brewing"].reasons == ("usually pays 27 days late",)
    assert found["Oakmont Living"].advice == "raise"
    assert found["Oakmont Living"].reasons == ("uses 90 % of the limit and pays on time",)


def test_who_is_insolvent_buys_no_more_on_account_until_the_hold_is_lifted(shop: Shop) -> None:
    customer = shop.customer()
    shop.do(set_hold, SetHold(customer, "no_credit", None, "late again"))
    shop.call(customer, "insolvent", spoke_to="Becky", reference="26-40117")
    told = "Harbor Point Dental is on hold for new credit: insolvent, hand the file over."
    assert shop.desk.ask(credit_check, customer, 1_000).sentences == (told,)
    shop.do(set_hold, SetHold(customer, "none"))
    assert not shop.desk.ask(credit_check, customer, 1_000).sentences


def test_who_wants_no_calls_may_still_buy_on_account(shop: Shop) -> None:
    customer = shop.customer()
    shop.call(customer, "do_not_call", spoke_to="Becky")
    assert not shop.desk.ask(credit_check, customer, 1_000).sentences


def test_the_reason_of_a_hold_is_told_no_longer_than_it_can_be_read(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "100", "2026-01-05")
    for hold in ("no_credit", "no_contact"):
        shop.do(set_hold, SetHold(customer, hold, None, "said to be late again " * 400))
        told = [*shop.desk.ask(credit_check, customer, 1_000).sentences, *shop.place(customer)]
        assert any("said to be late again" in sentence for sentence in told)
        assert max(map(len, told)) < 300
