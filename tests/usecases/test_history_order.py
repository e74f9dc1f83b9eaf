"""The history of a customer: newest first, within a day too, and each use of credit on its day."""

from __future__ import annotations

from datetime import date

from collectdesk.usecases.customers import AddNote, add_note
from collectdesk.usecases.disputes import (
    NewDispute,
    OpenDispute,
    ResolveDispute,
    open_dispute,
    resolve_dispute,
)
from collectdesk.usecases.history import history_rows
from collectdesk.usecases.invoices import MarkDelivered, mark_delivered
from collectdesk.usecases.payments import (
    ApplyUnapplied,
    IssueCreditNote,
    ReversePayment,
    WriteOff,
    apply_unapplied,
    issue_credit_note,
    reverse_payment,
    write_off,
)
from collectdesk.usecases.recoveries import RecordRecovery, record_recovery
from collectdesk.usecases.refunds import RefundCredit, refund_credit
from tests.usecases.conftest import Shop


def told(shop: Shop, customer: int, day: str = "") -> list[str]:
    """What the history says of a day, or of all, from the top."""
    found = shop.desk.ask(history_rows, customer)
    return [one.strong for one in found if day in ("", one.on.isoformat())]


def test_within_a_day_what_was_entered_last_stands_on_top(shop: Shop) -> None:
    customer = shop.customer()
    shop.on("2026-02-11")
    old = shop.invoice(customer, "500.00", sent=False)
    dispute = shop.do(open_dispute, OpenDispute(customer, NewDispute(old, 20_000, "damaged")))
    shop.on("2026-02-12")
    shop.do(add_note, AddNote(customer, "They sent the wrong box back"))
    shop.do(issue_credit_note, IssueCreditNote(old, 10_000, "two boxes"))
    shop.do(resolve_dispute, ResolveDispute(dispute, "rejected"))
    shop.pay(customer, 10_000)
    shop.do(mark_delivered, MarkDelivered(old, shop.clock.today()))
    shop.invoice(customer, "80.00", sent=False)
    assert told(shop, customer, "2026-02-12") == [
        "Invoiced", "Delivered", "Paid", "Dispute settled", "Credit note", "Note",
    ]  # fmt: skip


def test_what_is_entered_later_for_an_earlier_day_is_the_newest_of_that_day(shop: Shop) -> None:
    customer = shop.customer()
    shop.on("2026-02-12").invoice(customer, "80.00", sent=False)
    shop.do(add_note, AddNote(customer, "Called about the order"))
    shop.on("2026-02-20").pay(customer, 1_000, dated="2026-02-12")
    assert told(shop, customer, "2026-02-12") == ["Paid", "Note", "Invoiced"]


def test_what_was_recovered_stands_above_what_was_written_off_before(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.on("2026-04-09").invoice(customer, "80.00", "2026-01-30")
    shop.do(write_off, WriteOff(invoice, "gone", anyway=True))
    shop.do(record_recovery, RecordRecovery(invoice, 3_000, shop.clock.today()))
    happened = told(shop, customer, "2026-04-09")
    assert happened.index("Recovered") < happened.index("Written off")


def test_why_something_was_credited_given_up_charged_or_paid_back_is_told(shop: Shop) -> None:
    customer = shop.customer()
    first, second = shop.invoice(customer, "80.00"), shop.invoice(customer, "40.00")
    shop.do(issue_credit_note, IssueCreditNote(first, 1_000, "one box came back"))
    shop.do(write_off, WriteOff(second, "Chapter 7", anyway=True))
    cheque = shop.pay(customer, 9_000, dated="2026-03-30")
    fee = ReversePayment(cheque, date(2026, 3, 31), 2_500, "no funds")
    shop.do(reverse_payment, fee)
    shop.pay(customer, 20_000)
    shop.do(refund_credit, RefundCredit(customer, 4_000, date(2026, 3, 31), reason="paid twice"))
    found = shop.desk.ask(history_rows, customer)
    why = {f"{row.strong} {row.rest[:4]}": row.detail for row in found}
    assert why["Credit note $10."].endswith("one box came back")
    assert why["Written off $40."] == "Chapter 7"
    assert why["Charged FEE-"] == "Returned payment of 31 Mar 2026"
    assert why["Paid back RF-0"] == "transfer: paid twice"
    assert why["Payment returned $90."] == "no funds"
    assert "no funds" not in why["Paid $90."]


def test_the_use_of_credit_has_its_line_and_the_payment_keeps_its_own(shop: Shop) -> None:
    customer = shop.customer()
    first = shop.on("2026-01-30").invoice(customer, "1,046.15", sent=False)
    payment = shop.pay(customer, 115_000)
    before = shop.desk.ask(history_rows, customer)
    (paid,) = [one for one in before if one.key == f"credit-{payment}"]
    number = shop.shown(customer, first).number
    assert paid.rest == f"$1,150.00 check 2291 → {number}"
    assert paid.detail == "$103.85 on account"

    later = shop.on("2026-03-04").invoice(customer, "200.00", sent=False)
    shop.do(apply_unapplied, ApplyUnapplied(customer, named=(later,)))
    after = shop.desk.ask(history_rows, customer)
    assert paid in after
    assert told(shop, customer, "2026-03-04") == ["Credit used", "Invoiced"]
    assert after[0].rest == f"$103.85 → {shop.shown(customer, later).number}"
    assert after[0].detail == "from the payment 2291 of 30 Jan"


def test_credit_used_on_the_day_of_its_payment_shows_in_the_payment_with_each_share(
    shop: Shop,
) -> None:
    """The line of a payment adds up: what went to each invoice by the end of its day, and what
    stayed on account."""
    customer = shop.customer()
    first = shop.on("2026-02-10").invoice(customer, "1,000.00", "2026-01-05", sent=False)
    shop.pay(customer, 150_000, first)
    second = shop.invoice(customer, "300.00", sent=False)
    shop.do(apply_unapplied, ApplyUnapplied(customer, named=(second,)))
    assert told(shop, customer, "2026-02-10") == ["Invoiced", "Paid"]
    (paid,) = [one for one in shop.desk.ask(history_rows, customer) if one.strong == "Paid"]
    one, other = (shop.shown(customer, invoice).number for invoice in (first, second))
    assert paid.rest == f"$1,500.00 check 2291 → {one}, {other}"
    shares = f"$1,000.00 for {one}, $300.00 for {other}"
    assert paid.detail == f"{shares} · $200.00 on account"
