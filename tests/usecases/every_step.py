"""Every step that an owner can take and take back, each with a command for it in the scene."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from collectdesk.domain.bank import BankEntry
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
from collectdesk.usecases.letters import letter_texts
from collectdesk.usecases.letters.letter_checks import OwnText
from tests.usecases.scene import FRIDAY, INTEREST_OF_MAY, TODAY, Scene

INTEREST_OF_JUNE = BankEntry(1, "", "B-8", TODAY, 1_300, "", "Interest")
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
