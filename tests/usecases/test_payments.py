"""Money settles what it should, comes back when it bounces, and is never lost or doubled."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.papers import EarlyPrice
from collectdesk.usecases.calls import LogCall, log_call
from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.invoice_detail import invoice_detail
from collectdesk.usecases.papers.invoice_papers import invoice_paper
from collectdesk.usecases.payments import (
    ApplyUnapplied,
    IssueCreditNote,
    RecordPayment,
    ReversePayment,
    WriteOff,
    apply_unapplied,
    issue_credit_note,
    open_items,
    record_payment,
    reverse_payment,
    write_off,
)
from collectdesk.usecases.payments_received import payments_received
from tests.usecases.conftest import Shop


def test_a_payment_settles_the_named_invoice_first_then_the_oldest_due(shop: Shop) -> None:
    customer = shop.customer()
    old = shop.invoice(customer, "100", "2026-01-05")
    new = shop.invoice(customer, "100", "2026-02-05")
    newest = shop.invoice(customer, "100", "2026-03-05")
    shop.pay(customer, 15_000, newest)
    assert shop.balance(customer, newest) == 0
    assert shop.balance(customer, old) == 5_000
    assert shop.balance(customer, new) == 10_000


def test_disputed_invoices_are_skipped_and_the_rest_stays_on_account(shop: Shop) -> None:
    customer = shop.customer()
    disputed = shop.invoice(customer, "100", "2026-01-05")
    other = shop.invoice(customer, "100", "2026-02-05")
    shop.do(open_dispute, OpenDispute(customer, NewDispute(disputed, 10_000, "damaged")))
    shop.pay(customer, 13_000)
    assert shop.balance(customer, disputed) == 10_000
    assert shop.balance(customer, other) == 0
    head = shop.page(customer).head
    assert head.unapplied == 3_000
    assert head.owes == 7_000


def test_credit_on_account_is_used_on_the_oldest_open_invoice(shop: Shop) -> None:
    customer = shop.customer()
    shop.pay(customer, 15_000)
    invoice = shop.invoice(customer, "100")
    assert shop.do(apply_unapplied, ApplyUnapplied(customer)) == 10_000
    assert shop.balance(customer, invoice) == 0
    assert shop.page(customer).head.unapplied == 5_000


def test_the_owner_own_allocation_is_kept_to_the_cent(shop: Shop) -> None:
    customer = shop.customer()
    first = shop.invoice(customer, "100", "2026-01-05")
    second = shop.invoice(customer, "100", "2026-02-05")
    parts = ((second, 4_001), (first, 2_000))
    shop.do(record_payment, RecordPayment(customer, 7_000, date(2026, 3, 31), parts=parts))
    assert shop.balance(customer, first) == 8_000
    assert shop.balance(customer, second) == 5_999
    assert shop.page(customer).head.unapplied == 999


@pytest.mark.parametrize(
    ("parts", "field_or_word"),
    [
        (((1, 20_000),), "more than its open balance"),
        (((1, 6_000), (1, 6_000)), "listed twice"),
        (((1, 0),), "more than zero"),
    ],
)
def test_a_wrong_allocation_is_refused_and_changes_nothing(
    shop: Shop, parts: tuple[tuple[int, int], ...], field_or_word: str
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100")
    before = shop.whole_book()
    real = tuple((invoice, amount) for _, amount in parts)
    with pytest.raises(InvalidInput, match=field_or_word):
        shop.do(record_payment, RecordPayment(customer, 20_000, date(2026, 3, 31), parts=real))
    assert shop.whole_book() == before


def test_a_payment_cannot_settle_the_invoice_of_somebody_else(shop: Shop) -> None:
    customer, other = shop.customer(), shop.customer("Ridgeline Builders LLC")
    theirs = shop.invoice(other, "100")
    with pytest.raises(InvalidInput, match="another customer"):
        shop.pay(customer, 10_000, theirs)


@pytest.mark.parametrize(
    ("amount", "day"), [(0, "2026-03-31"), (-1, "2026-03-31"), (1, "2026-04-01")]
)
def test_no_payment_of_nothing_or_from_the_future(shop: Shop, amount: int, day: str) -> None:
    customer = shop.customer()
    with pytest.raises(InvalidInput):
        shop.pay(customer, amount, dated=day)


def test_a_returned_payment_opens_its_invoices_again_with_their_old_due_dates(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100", "2026-01-05")
    due = shop.shown(customer, invoice).due
    payment = shop.pay(customer, 12_000, dated="2026-03-20")
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 3, 31), 2_500, "NSF"))
    row = shop.shown(customer, invoice)
    assert (row.balance, row.due, row.closed) == (10_000, due, False)
    head = shop.page(customer).head
    assert (head.owes, head.unapplied) == (12_500, 0)
    fees = [row for row in shop.page(customer).invoices if row.invoice_id != invoice]
    assert [(fee.total, fee.due) for fee in fees] == [(2_500, date(2026, 3, 31))]


def test_money_sent_again_before_the_first_came_back_was_on_account_till_then(
    shop: Shop,
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100", "2026-01-05")
    cheque = shop.pay(customer, 10_000, dated="2026-03-10")
    shop.do(reverse_payment, ReversePayment(cheque, date(2026, 3, 20)))
    shop.pay(customer, 10_000, invoice, dated="2026-03-15", method="transfer")
    assert aged(shop, 14) == (0, 0)
    assert aged(shop, 15) == aged(shop, 19) == (0, 10_000)
    assert aged(shop, 20) == aged(shop, 31) == (0, 0)


def test_a_payment_that_came_back_is_nowhere_from_that_day_on(shop: Shop) -> None:
    customer = shop.customer()
    first = shop.invoice(customer, "100", "2026-01-05")
    second = shop.invoice(customer, "50", "2026-01-06")
    cheque = shop.pay(customer, 15_000, first, dated="2026-03-10")
    shop.do(reverse_payment, ReversePayment(cheque, date(2026, 3, 20)))
    parts = ((first, 10_000),)
    again = shop.do(record_payment, RecordPayment(customer, 15_000, date(2026, 3, 21), parts=parts))
    shop.on("2026-03-28").do(apply_unapplied, ApplyUnapplied(customer, ((second, 5_000),)))
    shop.on("2026-03-31").do(reverse_payment, ReversePayment(again, date(2026, 3, 24)))
    assert aged(shop, 22) == (5_000, 5_000)
    assert aged(shop, 24) == aged(shop, 28) == aged(shop, 31) == (15_000, 0)


def aged(shop: Shop, day: int) -> tuple[int, int]:
    """What was open, and on account, at the end of a day of March."""
    totals = shop.desk.ask(aging_report, date(2026, 3, day)).totals
    return sum(totals.amounts), totals.unapplied


def test_a_payment_comes_back_once_and_not_before_it_was_made(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "100")
    payment = shop.pay(customer, 10_000, dated="2026-03-20")
    with pytest.raises(InvalidInput, match="before it was made"):
        shop.do(reverse_payment, ReversePayment(payment, date(2026, 3, 19)))
    with pytest.raises(InvalidInput, match="fee"):
        shop.do(reverse_payment, ReversePayment(payment, date(2026, 3, 20), -1))
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 3, 20)))
    with pytest.raises(InvalidInput, match=r"already\..* record a new payment"):
        shop.do(reverse_payment, ReversePayment(payment, date(2026, 3, 21)))


def test_a_returned_payment_is_called_about_the_same_day(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,500.00", "2026-03-20")
    payment = shop.pay(customer, 150_000, invoice)
    shop.do(reverse_payment, ReversePayment(payment, shop.desk.today))
    (row,) = shop.today()
    assert (row.customer_id, row.pinned) == (customer, True)
    assert row.reason == "Payment of $1,500.00 came back: ask for a bank transfer"
    opening = shop.page(customer).console.opening
    assert "Your bank returned the payment of $1,500" in opening
    shop.call(customer, "not_sent", spoke_to="Rita", next_on=date(2026, 4, 2))
    assert "returned" not in shop.page(customer).console.opening


def test_list_and_opening_keep_to_a_returned_payment_until_what_it_paid_is_paid_again(
    shop: Shop,
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,500.00", "2026-01-20")
    payment = shop.pay(customer, 150_000, invoice)
    other, late = (shop.invoice(customer, "200.00", "2026-02-01") for _ in range(2))
    shop.do(reverse_payment, ReversePayment(payment, shop.desk.today))

    def told() -> list[bool]:
        said = (shop.place(customer)[1], shop.page(customer).console.opening)
        return ["came back" in said[0] or "was returned" in said[0], "bank returned" in said[1]]

    shop.pay(customer, 20_000, other)
    assert told() == [True, True]
    shop.call(customer, "no_answer")
    shop.on("2026-04-02").pay(customer, 150_000, invoice)
    assert told() == [False, False]
    assert shop.balance(customer, late) == 20_000


def test_a_returned_payment_breaks_the_promise_that_it_had_kept(shop: Shop) -> None:
    from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise

    customer = shop.customer()
    invoice = shop.invoice(customer, "100", "2026-02-05")
    promise = NewPromise(10_000, date(2026, 4, 2), "cheque", (invoice,))
    shop.do(make_promise, MakePromise(customer, promise))
    payment = shop.on("2026-04-01").pay(customer, 10_000, invoice)
    assert shop.promises(customer) == ["kept"]
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 4, 1)))
    assert shop.promises(customer) == ["broken"]


def test_a_credit_note_lowers_an_invoice_and_never_below_nothing(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100")
    shop.do(issue_credit_note, IssueCreditNote(invoice, 3_000, "two cases short"))
    assert shop.balance(customer, invoice) == 7_000
    with pytest.raises(InvalidInput, match=r"\$70.00"):
        shop.do(issue_credit_note, IssueCreditNote(invoice, 7_001, "more"))
    with pytest.raises(InvalidInput, match="why"):
        shop.do(issue_credit_note, IssueCreditNote(invoice, 100, " "))
    assert shop.balance(customer, invoice) == 7_000


def test_goods_sent_back_after_payment_are_credited_on_account(shop: Shop) -> None:
    customer = shop.customer()
    paid, part = shop.invoice(customer, "100"), shop.invoice(customer, "50")
    shop.pay(customer, 13_000, paid, part)

    shop.do(issue_credit_note, IssueCreditNote(paid, 4_000, "two cases sent back"))
    shop.do(issue_credit_note, IssueCreditNote(part, 2_500, "half of it sent back"))

    assert shop.balance(customer, paid) == shop.balance(customer, part) == 0
    notes = [one for one in shop.desk.ask(invoice_detail, paid).credits if one.kind == "on_account"]
    assert [(note.amount, note.reference) for note in notes] == [(4_000, "CN-0001")]
    assert shop.desk.ask(invoice_detail, paid).paid == 10_000
    assert shop.desk.ask(invoice_detail, part).paid == 5_000
    other = shop.invoice(customer, "100")
    shop.do(apply_unapplied, ApplyUnapplied(customer))
    assert shop.balance(customer, other) == 10_000 - 4_000 - 500


def test_credit_notes_are_never_above_what_was_invoiced(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100")
    shop.pay(customer, 10_000, invoice)
    shop.do(issue_credit_note, IssueCreditNote(invoice, 6_000, "sent back"))
    before = shop.whole_book()
    with pytest.raises(InvalidInput, match=r"Only \$40.00 of .* can be credited"):
        shop.do(issue_credit_note, IssueCreditNote(invoice, 4_001, "more"))
    assert shop.whole_book() == before
    shop.do(issue_credit_note, IssueCreditNote(invoice, 4_000, "the rest"))
    with pytest.raises(InvalidInput, match="credited or given up already"):
        shop.do(issue_credit_note, IssueCreditNote(invoice, 1, "again"))


def test_a_write_off_takes_the_rest_and_shows_as_such(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100")
    shop.pay(customer, 4_000)
    with pytest.raises(InvalidInput, match="why"):
        shop.do(write_off, WriteOff(invoice, " "))
    shop.do(write_off, WriteOff(invoice, "bankrupt", anyway=True))
    row = shop.shown(customer, invoice)
    assert row.balance == 0
    assert [pill.text for pill in row.pills] == ["Written off"]
    with pytest.raises(InvalidInput, match="as a recovery"):
        shop.pay(customer, 6_000, invoice)


def test_what_calls_left_to_ask_for_is_done_once_nothing_is_overdue(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100", "2026-01-05")
    shop.do(log_call, LogCall(customer, "sent", next_on=date(2026, 4, 3)))
    shop.on("2026-04-02").pay(customer, 9_000, invoice)
    assert shop.on("2026-04-03").place(customer)[0] == "today"
    shop.pay(customer, 1_000, invoice)
    assert shop.on("2026-04-06").place(customer) == ("", "")


def test_paying_the_early_price_in_time_settles_the_invoice(shop: Shop) -> None:
    customer = shop.customer(terms="2/10 net 30")
    invoice = shop.invoice(customer, "1,000.00", "2026-03-21")
    shop.pay(customer, 98_000, invoice)
    assert shop.balance(customer, invoice) == 0
    assert shop.page(customer).head.owes == 0
    told = [(row.strong, row.rest) for row in shop.page(customer).history]
    assert any(strong == "Discount taken" and "$20.00" in rest for strong, rest in told)


def test_several_early_prices_paid_at_once_settle_all_of_them(shop: Shop) -> None:
    customer = shop.customer(terms="2/10 net 30")
    first = shop.invoice(customer, "1,000.00", "2026-03-25")
    second = shop.invoice(customer, "500.00", "2026-03-26")
    shop.pay(customer, 147_000, first, second)
    assert shop.balance(customer, first) == shop.balance(customer, second) == 0


def test_an_early_price_that_came_in_time_is_earned_though_it_is_entered_weeks_later(
    shop: Shop,
) -> None:
    """2/10 with two days of grace on an invoice of 21 March: the last day is 2 April."""
    customer = shop.customer(terms="2/10+2 net 30")
    in_time = shop.invoice(customer, "1,000.00", "2026-03-21")
    too_late = shop.invoice(customer, "1,000.00", "2026-03-21")
    shop.on("2026-05-04")
    shop.pay(customer, 98_000, in_time, dated="2026-04-02")
    shop.pay(customer, 98_000, too_late, dated="2026-04-03")
    assert (shop.balance(customer, in_time), shop.balance(customer, too_late)) == (0, 2_000)
    assert shop.shown(customer, in_time).pills[0].text == "Paid in 12 d"


def test_money_that_waited_on_account_earns_the_discount_of_the_day_on_which_it_came(
    shop: Shop,
) -> None:
    customer = shop.customer(terms="2/10 net 30")
    payment = shop.pay(customer, 98_000, dated="2026-03-24")
    invoice = shop.invoice(customer, "1,000.00", "2026-03-21")
    shop.on("2026-04-20")
    shop.do(apply_unapplied, ApplyUnapplied(customer, ((invoice, 98_000),)))
    assert shop.balance(customer, invoice) == 0
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 4, 20)))
    assert shop.balance(customer, invoice) == 100_000
    assert shop.page(customer).head.owes == 100_000


@pytest.mark.parametrize(
    ("paid", "dated"),
    [
        (98_000, "2026-04-01"),  # a day too late: the discount stays open
        (97_999, "2026-03-31"),  # a cent short of the early price
        (50_000, "2026-03-31"),  # a part payment earns none
    ],
)
def test_a_discount_not_earned_stays_open(shop: Shop, paid: int, dated: str) -> None:
    customer = shop.customer(terms="2/10 net 30")
    invoice = shop.invoice(customer, "1,000.00", "2026-03-21")
    shop.on("2026-04-01").pay(customer, paid, invoice, dated=dated)
    assert shop.balance(customer, invoice) == 100_000 - paid


def test_the_early_price_follows_what_a_credit_note_leaves(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-03-25", "2/10 net 30")
    shop.do(issue_credit_note, IssueCreditNote(invoice, 10_000, "two boxes short"))
    (item,) = shop.desk.ask(open_items, customer)
    assert (item.balance, item.discount) == (90_000, 1_800)
    paper = shop.desk.ask(invoice_paper, invoice)
    assert paper.early == EarlyPrice(88_200, date(2026, 4, 4))
    assert paper.stamp is not None
    assert "$882.00" in " ".join(paper.stamp.texts)
    shop.pay(customer, 88_200, invoice)
    assert shop.balance(customer, invoice) == 0
    part = shop.invoice(customer, "1,000.00", "2026-03-25", "2/10 net 30")
    shop.do(issue_credit_note, IssueCreditNote(part, 10_000, "two boxes short"))
    shop.pay(customer, 40_000, part)
    (item,) = shop.desk.ask(open_items, customer)
    assert (item.balance, item.discount) == (50_000, 0)  # a part payment earns none
    shop.pay(customer, 49_000, part)
    assert shop.balance(customer, part) == 1_000


def test_a_discount_goes_back_with_its_payment(shop: Shop) -> None:
    customer = shop.customer(terms="2/10 net 30")
    invoice = shop.invoice(customer, "1,000.00", "2026-03-21")
    payment = shop.pay(customer, 98_000, invoice)
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 3, 31)))
    assert shop.balance(customer, invoice) == 100_000
    assert shop.page(customer).head.owes == 100_000
    again = shop.pay(customer, 98_000, invoice)
    assert again != payment
    assert shop.balance(customer, invoice) == 0


def test_a_payment_of_many_invoices_tells_how_many_are_not_named(shop: Shop) -> None:
    customer = shop.customer()
    for _ in range(9):
        shop.invoice(customer, "10", "2026-02-01")
    shop.pay(customer, 6_000)
    shop.pay(customer, 3_000)
    few, many = shop.desk.ask(payments_received, customer).payments
    assert few.invoices == "INV-0007, INV-0008, INV-0009"
    assert many.invoices.endswith("INV-0005, INV-0006")
    shop.pay(customer, 100)
    for _ in range(8):
        shop.invoice(customer, "10", "2026-02-01")
    shop.pay(customer, 8_000)
    assert shop.desk.ask(payments_received, customer).payments[0].invoices.endswith(" and 2 more")
