"""From its first day an invoice has a dated line of steps, and the proofs that close excuses."""

from __future__ import annotations

from datetime import date

from collectdesk.domain.policy import policy_json, with_days
from collectdesk.usecases.invoices import (
    MarkDelivered,
    SetSatisfaction,
    mark_delivered,
    set_satisfaction,
)
from collectdesk.usecases.papers.printing import IssueDocuments, PaperRequest, issue_documents
from collectdesk.usecases.payments import IssueCreditNote, issue_credit_note
from collectdesk.usecases.policy import SavePolicy, current_policy, save_policy
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from collectdesk.usecases.proofs import missing_proofs, proofs
from collectdesk.usecases.step_lines import invoice_line, steps_due
from tests.usecases.conftest import Shop


def line(shop: Shop, invoice: int) -> dict[str, tuple[str, str]]:
    return {
        step.code: (step.day.isoformat(), step.state)
        for step in shop.desk.ask(invoice_line, invoice)
    }


def test_the_whole_way_is_dated_from_the_day_of_issue(shop: Shop) -> None:
    customer = shop.customer(terms="Net 30")
    invoice = shop.invoice(customer, "100", "2026-03-31")
    assert line(shop, invoice) == {
        "courtesy_check": ("2026-04-23", "ahead"),  # a new customer
        "follow_up_30": ("2026-04-30", "ahead"),
        "call_1": ("2026-05-05", "ahead"),
        "call_2": ("2026-05-11", "ahead"),
        "reach_authority": ("2026-05-20", "ahead"),
        "second_notice": ("2026-06-01", "ahead"),
        "final_notice": ("2026-06-15", "ahead"),
        "demand": ("2026-06-29", "ahead"),
    }


def test_an_invoice_paid_before_its_first_step_has_none(shop: Shop) -> None:
    customer = shop.customer(terms="Net 30")
    invoice = shop.invoice(customer, "100", "2026-03-31")
    shop.pay(customer, 10_000, invoice)
    assert line(shop, invoice) == {}


def test_talks_and_letters_do_steps_and_the_newest_undone_one_waits(shop: Shop) -> None:
    customer = shop.customer("Harbor", terms="Net 30")
    invoice = shop.invoice(customer, "100", "2026-02-03")  # due 5 March
    shop.on("2026-03-10").call(customer, "not_sent", spoke_to="Ada", next_on=date(2026, 3, 20))
    told = line(shop.on("2026-03-31"), invoice)
    assert told["call_1"] == ("2026-03-10", "done")
    assert told["call_2"] == ("2026-03-16", "done")  # within five business days: one call
    assert told["reach_authority"] == ("2026-03-25", "due")
    (due,) = shop.desk.ask(steps_due)
    assert (due.customer_name, due.due_on, due.amount) == ("Harbor", date(2026, 3, 25), 10_000)
    shop.on("2026-04-06").do(issue_documents, IssueDocuments((PaperRequest("notice", customer),)))
    assert line(shop, invoice)["second_notice"][1] == "due"
    assert line(shop, invoice)["reach_authority"][1] == "missed"
    shop.call(customer, "not_sent", spoke_to="Ada", next_on=date(2026, 4, 9))
    assert [step.action for step in shop.desk.ask(steps_due)] == [
        "Second notice; say that new credit will be held."
    ]


def test_a_paid_invoice_asks_for_nothing_more(shop: Shop) -> None:
    customer = shop.customer(terms="Net 30")
    invoice = shop.invoice(customer, "100", "2026-02-03")
    shop.pay(customer, 10_000, invoice)
    assert "demand" not in line(shop, invoice)
    assert shop.desk.ask(steps_due) == ()


def test_nobody_is_asked_to_recall_an_early_price_that_is_over(shop: Shop) -> None:
    recall = "Recall the lower price for paying early."
    customer = shop.customer(terms="2/10 net 30")
    invoice = shop.invoice(customer, "100", "2026-03-25")  # 2 % less until 4 April
    part_paid = shop.invoice(customer, "100", "2026-03-25")
    credited = shop.invoice(customer, "100", "2026-03-25")
    shop.pay(customer, 5_000, part_paid)
    shop.do(issue_credit_note, IssueCreditNote(credited, 5_000, "Sent back"))
    asked = shop.on("2026-04-02").desk.ask(steps_due)
    assert [(step.invoice_id, step.action) for step in asked] == [
        (invoice, recall),
        (credited, recall),
    ]
    states = [line(shop, one)["early_price"][1] for one in (invoice, part_paid, credited)]
    assert states == ["due", "missed", "due"]
    assert line(shop.on("2026-04-04"), invoice)["early_price"][1] == "due"
    assert line(shop.on("2026-04-05"), invoice)["early_price"][1] == "missed"
    assert shop.desk.ask(steps_due) == ()


def test_a_step_waits_for_what_was_promised_and_asks_for_the_rest(shop: Shop) -> None:
    customer = shop.customer("Harbor", terms="Net 30")
    first = shop.invoice(customer, "100", "2026-02-03")
    second = shop.invoice(customer, "80", "2026-02-04")
    asked = [(step.number, step.amount) for step in shop.desk.ask(steps_due)]
    assert asked == [("INV-0001", 10_000), ("INV-0002", 8_000)]
    for_first = NewPromise(10_000, date(2026, 4, 2), "card", (first,))
    shop.do(make_promise, MakePromise(customer, for_first))
    (step,) = shop.desk.ask(steps_due)
    assert (step.invoice_id, step.amount) == (second, 8_000)
    shop.do(make_promise, MakePromise(customer, NewPromise(15_000, date(2026, 4, 2), "card")))
    (step,) = shop.desk.ask(steps_due)
    assert (step.invoice_id, step.amount) == (second, 3_000)  # the oldest due gets it first
    shop.do(make_promise, MakePromise(customer, NewPromise(18_000, date(2026, 4, 2), "card")))
    assert shop.desk.ask(steps_due) == ()
    assert len(shop.on("2026-04-03").desk.ask(steps_due)) == 2  # the day has passed


def test_the_line_follows_the_manual(shop: Shop) -> None:
    invoice = shop.invoice(shop.customer(terms="Net 30"), "100", "2026-03-31")
    policy = with_days(shop.desk.ask(current_policy), "call_1", 1)
    assert "call_1" in policy_json(policy)
    shop.do(save_policy, SavePolicy(policy.steps))
    assert line(shop, invoice)["call_1"] == ("2026-05-01", "ahead")


def test_proofs_are_held_or_say_how_to_get_them(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100", "2026-03-02")
    told = {proof.code: (proof.held, proof.told) for proof in shop.desk.ask(proofs, invoice)}
    assert [held for held, _ in told.values()] == [False, False, True, False, False]
    assert told["order"][1] == "This customer asks for none"
    shop.do(mark_delivered, MarkDelivered(invoice, date(2026, 3, 4)))
    shop.do(set_satisfaction, SetSatisfaction(invoice, "confirmed"))
    shop.call(customer, "sent", spoke_to="Ada", next_on=date(2026, 4, 9))
    told = {proof.code: (proof.held, proof.told) for proof in shop.desk.ask(proofs, invoice)}
    assert told["delivered"] == (True, "4 Mar")
    assert told["satisfied"][0]
    assert told["received"] == (True, "Ada, spoken to on 31 Mar")


def test_a_missing_proof_is_a_task_before_the_due_date(shop: Shop) -> None:
    customer = shop.customer("Harbor", terms="Net 30")
    invoice = shop.invoice(customer, "100", "2026-03-05")  # due 4 April
    shop.invoice(customer, "100", "2026-03-30")
    (row,) = shop.desk.ask(missing_proofs)
    assert (row.invoice_id, row.due, row.to_do) == (
        invoice,
        date(2026, 4, 4),
        "Note the day of delivery",
    )
    shop.do(mark_delivered, MarkDelivered(invoice, date(2026, 3, 6)))
    (row,) = shop.desk.ask(missing_proofs)
    assert row.missing == ("Satisfied", "Terms went with it", "A person knows of it")
    assert shop.on("2026-04-06").desk.ask(missing_proofs) == ()
