"""A customer about whom there is something of everything; for tests of every step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from collectdesk.domain.bank import BankEntry
from collectdesk.usecases import (
    bank,
    charge_rules,
    charges,
    credit,
    customers,
    days_off,
    disputes,
    invoices,
    payments,
    plans,
    promises,
)
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from tests.usecases.conftest import Shop

FRIDAY = date(2026, 4, 3)
TODAY = date(2026, 3, 31)
INTEREST_OF_MAY = BankEntry(1, "", "B-7", TODAY, 1_200, "", "Interest")


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
