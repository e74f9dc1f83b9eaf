"""Undo puts every row of the book back as it was; redo does the step again, to the same rows."""

from __future__ import annotations

import copy
import importlib
import inspect
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from collectdesk import bootstrap, usecases
from collectdesk.domain.bank import BankEntry
from collectdesk.domain.errors import CannotUndo, InvalidInput, NothingToUndo
from collectdesk.domain.policy import with_days
from collectdesk.usecases import (
    bank,
    billing,
    calls,
    charge_rules,
    charges,
    collecting_costs,
    collectors,
    credit,
    customers,
    days_off,
    disputes,
    invoices,
    payments,
    plans,
    policy,
    promises,
    recoveries,
    refunds,
    settings,
    settlements,
    short_payments,
    struggling,
)
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.letters import letter_texts
from collectdesk.usecases.letters.letter_checks import OwnText
from collectdesk.usecases.pages import customer_listing
from collectdesk.usecases.work import Work
from tests.usecases.conftest import MovableClock, Shop, opened_shop

FRIDAY = date(2026, 4, 3)
TODAY = date(2026, 3, 31)
INTEREST_OF_MAY = BankEntry(1, "", "B-7", TODAY, 1_200, "", "Interest")
INTEREST_OF_JUNE = BankEntry(1, "", "B-8", TODAY, 1_300, "", "Interest")


class Scene:
    """A customer about whom there is something of everything."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.customer = shop.customer("Łódź Café & Bakery", terms="2/10 net 30")
        self.contact = shop.do(
            customers.save_contact,
            customers.SaveContact(customers.ContactForm(None, self.customer, "Zofia")),
        )
        self.late = shop.invoice(self.customer, "1,000.00", "2026-01-15")
        self.disputed = shop.invoice(self.customer, "300.00", "2026-02-01")
        self.early = shop.invoice(self.customer, "500.00", "2026-03-25")
        self.draft = shop.do(invoices.save_draft, invoices.SaveDraft(self.form("Draft")))
        self.payment = shop.pay(self.customer, 10_000, self.late, dated="2026-03-01")
        self.dispute = shop.do(
            disputes.open_dispute,
            disputes.OpenDispute(
                self.customer, disputes.NewDispute(self.disputed, 20_000, "damaged")
            ),
        )
        shop.call(self.customer, "voicemail", next_on=TODAY)
        self.promise = shop.do(
            promises.make_promise,
            promises.MakePromise(
                self.customer, promises.NewPromise(50_000, FRIDAY, "cheque", (self.late,))
            ),
        )
        self.plan = shop.do(
            plans.make_plan, plans.MakePlan(self.customer, (self.disputed,), 3, FRIDAY)
        )
        planned = shop.invoice(self.customer, "60.00", "2026-02-03")
        self.proposed = shop.do(
            plans.make_plan, plans.MakePlan(self.customer, (planned,), 2, FRIDAY, signed=False)
        )
        self.taken_late = shop.invoice(self.customer, "200.00", "2026-02-20")
        shop.pay(self.customer, 19_600, self.taken_late, dated="2026-03-20")
        shop.do(days_off.add_days_off, days_off.AddDaysOff(FRIDAY, name="Good Friday"))
        self.other = shop.customer("Other")
        self.reference = credit.ReferenceForm("bank", "First Bank")
        self.asking = shop.customer("Asking for credit")
        form = credit.ApplicationForm(self.asking, references=(self.reference,))
        rule = charge_rules.SetInterestRule(self.customer, "simple", 1_800)
        shop.do(charge_rules.set_interest_rule, rule)
        run = charges.ApplyCharges(invoices=(self.late,))
        shop.do(charges.apply_charges, run)
        self.charge = shop.numbered("INT-0001")
        self.application = shop.do(credit.save_application, credit.SaveApplication(form))
        shop.do(bank.set_entries_aside, bank.SetEntriesAside("may.ofx", (INTEREST_OF_MAY,)))
        self.given_up = shop.invoice(self.customer, "40.00", "2025-11-02")
        shop.do(payments.write_off, payments.WriteOff(self.given_up, "gone", anyway=True))

    def form(self, what: str, **facts: Any) -> InvoiceForm:
        """An invoice form of one line."""
        return InvoiceForm(
            customer_id=self.customer, lines=(LineForm(what, price="80.00"),), **facts
        )

    def customer_form(self, **facts: Any) -> customers.CustomerForm:
        """The customer's form with some facts changed."""
        return replace(self.shop.desk.ask(customers.customer_form, self.customer), **facts)


STEPS: dict[str, tuple[Callable[..., Any], Callable[[Scene], Any]]] = {
    "new customer": (
        customers.save_customer,
        lambda s: customers.SaveCustomer(customers.CustomerForm(name="山田商店")),
    ),
    "changed customer": (
        customers.save_customer,
        lambda s: customers.SaveCustomer(
            s.customer_form(name="Other", credit_limit=5, terms="EOM")
        ),
    ),
    "calendar": (
        days_off.choose_calendar,
        lambda s: days_off.ChooseCalendar("GB-SCT", s.customer),
    ),
    "days off": (
        days_off.add_days_off,
        lambda s: days_off.AddDaysOff(TODAY, name="Stocktaking"),
    ),
    "no day off": (days_off.remove_days_off, lambda s: days_off.RemoveDaysOff(FRIDAY)),
    "days off together": (
        days_off.change_days_off,
        lambda s: days_off.ChangeDaysOff(added=days_off.AddDaysOff(TODAY, name="Stocktaking")),
    ),
    "new person": (
        customers.save_contact,
        lambda s: customers.SaveContact(customers.ContactForm(None, s.customer, "Jan")),
    ),
    "changed person": (
        customers.save_contact,
        lambda s: customers.SaveContact(customers.ContactForm(s.contact, s.customer, "Zofia W.")),
    ),
    "removed person": (customers.remove_contact, lambda s: customers.RemoveContact(s.contact)),
    "hold": (
        customers.set_hold,
        lambda s: customers.SetHold(s.customer, "no_contact", FRIDAY, "asked for it"),
    ),
    "placement": (
        customers.place_account,
        lambda s: customers.PlaceAccount(s.customer, "attorney"),
    ),
    "note": (customers.add_note, lambda s: customers.AddNote(s.customer, "a note")),
    "new draft": (invoices.save_draft, lambda s: invoices.SaveDraft(s.form("Another"))),
    "changed draft": (
        invoices.save_draft,
        lambda s: invoices.SaveDraft(s.form("Changed", invoice_id=s.draft, number="D-1")),
    ),
    "deleted draft": (invoices.delete_draft, lambda s: invoices.DeleteDraft(s.draft)),
    "struggling": (
        struggling.mark_struggling,
        lambda s: struggling.MarkStruggling(s.customer, True, "a loan"),
    ),
    "void": (invoices.void_invoice, lambda s: invoices.VoidInvoice(s.disputed, "wrong")),
    "sent": (invoices.mark_sent, lambda s: invoices.MarkSent(s.early, TODAY)),
    "delivered": (invoices.mark_delivered, lambda s: invoices.MarkDelivered(s.early, TODAY)),
    "satisfaction": (
        invoices.set_satisfaction,
        lambda s: invoices.SetSatisfaction(s.early, "problem"),
    ),
    "payment that keeps the promise": (
        payments.record_payment,
        lambda s: payments.RecordPayment(s.customer, 90_000, TODAY, named=(s.late,)),
    ),
    "payment that earns a discount": (
        payments.record_payment,
        lambda s: payments.RecordPayment(s.customer, 49_000, TODAY, named=(s.early,)),
    ),
    "payment beyond what is owed": (
        payments.record_payment,
        lambda s: payments.RecordPayment(s.customer, 900_000, TODAY),
    ),
    "returned payment": (
        payments.reverse_payment,
        lambda s: payments.ReversePayment(s.payment, TODAY, 2_500, "NSF"),
    ),
    "use of credit": (payments.apply_unapplied, lambda s: payments.ApplyUnapplied(s.customer)),
    "credit note": (
        payments.issue_credit_note,
        lambda s: payments.IssueCreditNote(s.disputed, 25_000, "short"),
    ),
    "write-off": (
        payments.write_off,
        lambda s: payments.WriteOff(s.late, "bankrupt", anyway=True),
    ),
    "billing standard": (
        billing.save_billing_standard,
        lambda s: billing.SaveBillingStandard(s.customer, portal="Ariba", copies=2),
    ),
    "order number": (
        billing.note_order_number,
        lambda s: billing.NoteOrderNumber(s.early, "PO 4711"),
    ),
    "credit application": (
        credit.save_application,
        lambda s: credit.SaveApplication(
            credit.ApplicationForm(
                s.asking, s.application, requested_limit=9, references=(s.reference,)
            )
        ),
    ),
    "credit decision": (
        credit.decide_application,
        lambda s: credit.DecideApplication(s.application, "declined", reason="no references"),
    ),
    "credit limit": (
        credit.set_credit_limit,
        lambda s: credit.SetCreditLimit(s.other, 100_000, "reviewed"),
    ),
    "late charges": (
        charges.apply_charges,
        lambda s: charges.ApplyCharges(customers=(s.customer,)),
    ),
    "waived charge": (
        charges.waive_charge,
        lambda s: charges.WaiveCharge(s.charge, "first time"),
    ),
    "interest rule": (
        charge_rules.set_interest_rule,
        lambda s: charge_rules.SetInterestRule(s.customer, "full_months", 150),
    ),
    "payments from a bank's file": (
        bank.record_entries,
        lambda s: bank.RecordEntries(
            "june.ofx",
            (bank.TakenEntry(BankEntry(1, "", "B-1", TODAY, 70_000, "", ""), s.customer),),
        ),
    ),
    "entries of a bank set aside": (
        bank.set_entries_aside,
        lambda s: bank.SetEntriesAside("june.ofx", (INTEREST_OF_JUNE,)),
    ),
    "entries of a bank offered again": (
        bank.offer_entries_again,
        lambda s: bank.OfferEntriesAgain("may.ofx", (INTEREST_OF_MAY,)),
    ),
    "refund": (
        refunds.refund_credit,
        lambda s: refunds.RefundCredit(s.customer, 3_000, TODAY, reason="overpaid"),
    ),
    "cost of collecting": (
        collecting_costs.note_cost,
        lambda s: collecting_costs.NoteCost(s.customer, 12_000, TODAY, "an attorney's letter"),
    ),
    "recovery": (
        recoveries.record_recovery,
        lambda s: recoveries.RecordRecovery(s.given_up, 2_000, TODAY),
    ),
    "settlement offer": (
        settlements.offer_settlement,
        lambda s: settlements.OfferSettlement(s.customer, (s.late,), 50_000, FRIDAY),
    ),
    "settlement": (
        settlements.settle_for_less,
        lambda s: settlements.SettleForLess(
            s.customer, (s.late, s.disputed), 70_000, TODAY, "shop is closing"
        ),
    ),
    "signed plan": (plans.sign_plan, lambda s: plans.SignPlan(s.proposed, TODAY)),
    "discount allowed late": (
        short_payments.allow_late_discount,
        lambda s: short_payments.AllowLateDiscount(s.taken_late, "a good customer"),
    ),
    "call with a promise": (
        calls.log_call,
        lambda s: calls.LogCall(
            s.customer,
            "not_sent",
            "Zofia",
            promise=promises.NewPromise(60_000, FRIDAY, "card", (s.late,)),
        ),
    ),
    "call with a dispute": (
        calls.log_call,
        lambda s: calls.LogCall(
            s.customer, "wrong", dispute=disputes.NewDispute(s.late, 10_000, "price")
        ),
    ),
    "call that ends calling": (calls.log_call, lambda s: calls.LogCall(s.customer, "do_not_call")),
    "promise": (
        promises.make_promise,
        lambda s: promises.MakePromise(s.customer, promises.NewPromise(70_000, FRIDAY)),
    ),
    "cancelled promise": (promises.cancel_promise, lambda s: promises.CancelPromise(s.promise)),
    "dispute": (
        disputes.open_dispute,
        lambda s: disputes.OpenDispute(s.customer, disputes.NewDispute(s.late, 5_000, "tax")),
    ),
    "dispute with a remedy": (
        disputes.move_dispute,
        lambda s: disputes.MoveDispute(s.dispute, "offered", remedy="repair", remedy_on=FRIDAY),
    ),
    "settled dispute": (
        disputes.resolve_dispute,
        lambda s: disputes.ResolveDispute(s.dispute, "price_corrected", "agreed"),
    ),
    "plan": (
        plans.make_plan,
        lambda s: plans.MakePlan(s.customer, (s.late,), 4, FRIDAY, down=1_000, note="by card"),
    ),
    "ended plan": (plans.cancel_plan, lambda s: plans.CancelPlan(s.plan)),
    "settings": (
        settings.save_settings,
        lambda s: settings.SaveSettings(
            replace(s.shop.desk.ask(book_settings), owner_name="Dana", nsf_fee=1)
        ),
    ),
    "handed over": (
        collectors.hand_over,
        lambda s: collectors.HandOver((s.customer,), "Ana", "a holiday"),
    ),
    "seat": (collectors.take_seat, lambda s: collectors.TakeSeat("Ana")),
    "policy": (
        policy.save_policy,
        lambda s: policy.SavePolicy(
            with_days(s.shop.desk.ask(policy.current_policy), "call_2", 20).steps, "slow mail"
        ),
    ),
    "letter words": (
        letter_texts.save_letter_text,
        lambda s: letter_texts.SaveLetterText("receipt", OwnText("Thanks, {contact}", "", (), ())),
    ),
}

PREPARED_BY_CREDIT = ("use of credit", "refund")

CANNOT_BE_UNDONE = {
    "keep_file": "what a customer sent stays",
    "issue_invoice": "an issued invoice is voided or credited",
    "issue_documents": "a letter that is out is out",
    "mark_printed": "paper came out of the printer",
    "keep_bodies": "the bytes of a letter are part of its issue",
    "fill_demo": "a demo book is thrown away instead",
    "judge_promises": "time has passed",
    "judge_all_plans": "time has passed",
}
NOT_STEPS = {"plan_preview", "policy_effect"}


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The scene in a book that is closed; it takes a while to make."""
    made = opened_shop(tmp_path_factory.mktemp("scene"), TODAY)
    scene = Scene(made)
    made.desk.close()
    return scene


@pytest.fixture
def scene(made_once: Scene, tmp_path: Path) -> Iterator[Scene]:
    """The scene in a book of its own, open."""
    path = shutil.copy(made_once.shop.desk.path, tmp_path)
    clock = MovableClock(TODAY)
    mine = copy.copy(made_once)
    mine.shop = Shop(bootstrap.open_desk(Path(path), clock), clock)
    yield mine
    mine.shop.desk.close()


@pytest.mark.parametrize("name", STEPS)
def test_undo_and_redo_give_back_every_row(scene: Scene, name: str) -> None:
    shop = scene.shop
    if name in PREPARED_BY_CREDIT:
        shop.pay(scene.customer, 500_000)
        shop.invoice(scene.customer, "70.00")
    usecase, command_for = STEPS[name]
    command = command_for(scene)
    before = shop.whole_book()
    outcome = shop.desk.do(usecase, command)
    after = shop.whole_book()
    assert outcome.undo_label
    assert after != before
    assert shop.desk.undo_label == outcome.undo_label
    shop.desk.undo()
    assert shop.whole_book() == before
    assert shop.desk.redo_label == outcome.undo_label
    shop.desk.redo()
    assert shop.whole_book() == after
    shop.desk.undo()
    assert shop.whole_book() == before


def test_every_command_is_either_tried_here_or_known_to_be_final() -> None:
    tried = {usecase.__name__ for usecase, _ in STEPS.values()}
    assert _commands() - NOT_STEPS == tried | set(CANNOT_BE_UNDONE)


def _commands() -> set[str]:
    """Functions that take a Work and a command, and name their step for Undo or the trail."""
    found = set()
    for module in pkgutil.walk_packages(usecases.__path__, f"{usecases.__name__}."):
        room = importlib.import_module(module.name)
        for name, function in inspect.getmembers(room, inspect.isfunction):
            if function.__module__ != room.__name__ or name.startswith("_"):
                continue
            parameters = inspect.signature(function).parameters.values()
            taken = [each for each in parameters if each.default is each.empty]
            if (
                len(taken) == 2
                and str(taken[0].annotation) == "Work"
                and _is_command(room, taken[1])
            ):
                found.add(name)
    return found


def _is_command(room: Any, parameter: inspect.Parameter) -> bool:
    """A command is a dataclass of the room that says in its docstring what it does."""
    kind = getattr(room, str(parameter.annotation), None)
    return (
        inspect.isclass(kind)
        and kind.__module__ == room.__name__
        and parameter.name in ("command", "_")
    )


def test_steps_are_undone_last_first_and_redone_in_order(shop: Shop) -> None:
    customer = shop.customer()
    states = [shop.whole_book()]
    for text in ("one", "two", "three"):
        shop.do(customers.add_note, customers.AddNote(customer, text))
        states.append(shop.whole_book())
    for state in reversed(states[:-1]):
        shop.desk.undo()
        assert shop.whole_book() == state
    for state in states[1:]:
        shop.desk.redo()
        assert shop.whole_book() == state


def test_a_new_step_ends_what_could_be_redone(shop: Shop) -> None:
    customer = shop.customer()
    shop.do(customers.add_note, customers.AddNote(customer, "one"))
    shop.desk.undo()
    shop.do(customers.add_note, customers.AddNote(customer, "two"))
    assert shop.desk.redo_label is None
    with pytest.raises(NothingToUndo):
        shop.desk.redo()


def test_an_empty_list_of_steps_says_so(shop: Shop) -> None:
    with pytest.raises(NothingToUndo):
        shop.desk.undo()


def test_what_later_work_stands_on_is_not_undone_and_nothing_changes(shop: Shop) -> None:
    customer = shop.customer()

    def noted_by_itself(work: Work, text: str) -> None:
        customers.add_note(work, customers.AddNote(customer, text))
        work.label = ""  # as what the program does by itself: no step for Undo

    shop.do(noted_by_itself, "Stands on the new customer")
    before = shop.whole_book()
    with pytest.raises(CannotUndo):
        shop.desk.undo()
    assert shop.whole_book() == before


def test_behind_what_can_no_longer_be_undone_undo_goes_on_and_says_with_what(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "100", "2025-12-15")
    shop.do(customers.add_note, customers.AddNote(customer, "Pays by card"))
    promise = promises.NewPromise(10_000, TODAY, "card")
    shop.do(promises.make_promise, promises.MakePromise(customer, promise))
    shop.on("2026-04-01")
    assert shop.promises(customer) == ["broken"]
    before = shop.whole_book()
    with pytest.raises(CannotUndo, match=r"a day that has passed .* once more .*: Note on"):
        shop.desk.undo()
    assert shop.whole_book() == before
    assert str(shop.desk.undo_label).startswith("Note on")
    shop.desk.undo()
    assert "Note" not in [row.strong for row in shop.page(customer).history]
    assert shop.promises(customer) == ["broken"]


def test_a_payment_taken_back_on_a_later_day_breaks_what_it_had_kept(shop: Shop) -> None:
    customer = shop.customer()
    planning = shop.customer("Two")
    for one in (customer, planning):
        shop.invoice(one, "100", "2025-12-15")
    planned = shop.page(planning).invoices[0].invoice_id
    promise = promises.NewPromise(10_000, date(2026, 4, 1), "card")
    shop.do(promises.make_promise, promises.MakePromise(customer, promise))
    shop.do(plans.make_plan, plans.MakePlan(planning, (planned,), 2, date(2026, 4, 1)))
    for one in (planning, customer):
        shop.on("2026-04-01").pay(one, 5_000 if one == planning else 10_000)

    def states() -> tuple[str, str]:
        return shop.promises(customer)[0], shop.desk.ask(plans.plan_rows, planning)[0].state

    shop.on("2026-04-20")
    kept = shop.whole_book()
    assert states() == ("kept", "active")
    shop.desk.undo()
    assert states() == ("broken", "active")
    shop.desk.undo()
    assert states() == ("broken", "accelerated")
    taken_back = shop.whole_book()
    shop.on("2026-04-20")
    assert shop.whole_book() == taken_back
    for _ in range(2):
        shop.desk.redo()
    assert shop.whole_book() == kept


def test_a_refused_step_leaves_undo_as_it_was(shop: Shop) -> None:
    customer = shop.customer()
    shop.do(customers.add_note, customers.AddNote(customer, "one"))
    label = shop.desk.undo_label
    with pytest.raises(InvalidInput):
        shop.do(customers.add_note, customers.AddNote(customer, " "))
    assert shop.desk.undo_label == label


def test_search_follows_undo(shop: Shop) -> None:
    shop.customer("Łódź Café & Bakery")
    shop.desk.undo()
    assert shop.desk.ask(customer_listing, "all", "lodz").rows == ()
    shop.desk.redo()
    assert len(shop.desk.ask(customer_listing, "all", "lodz").rows) == 1


def test_a_step_with_a_long_name_in_it_is_named_by_whole_words(shop: Shop) -> None:
    customer = shop.customer("Brotherhood of Harbour Carpenters, Sailmakers and Ropemakers of Kent")
    shop.do(customers.add_note, customers.AddNote(customer, "one"))
    assert shop.desk.undo_label == ("Note on Brotherhood of Harbour Carpenters, Sailmakers and…")
