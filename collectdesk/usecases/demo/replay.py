"""Events of the demo's history, done one after the other with the real use cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from collectdesk.domain.money import parse_money
from collectdesk.domain.promise import PromiseMethod, deadline
from collectdesk.store import facts, rows
from collectdesk.usecases import (
    calls,
    credit,
    customers,
    disputes,
    invoices,
    payments,
    plan_judging,
    plans,
    promises,
)
from collectdesk.usecases.demo.data import DemoCustomer, Facts
from collectdesk.usecases.demo.days import Days
from collectdesk.usecases.demo.trade import Event
from collectdesk.usecases.discounts import open_items
from collectdesk.usecases.invoice_forms import InvoiceForm
from collectdesk.usecases.papers.printing import (
    IssueDocuments,
    MarkPrinted,
    PaperRequest,
    issue_documents,
    mark_printed,
)
from collectdesk.usecases.work import Work


class Replay:
    """Does events on the days on which they happened. ``work`` is moved along with them."""

    def __init__(self, work: Work, days: Days) -> None:
        self._work = work
        self._days = days
        self._customers: dict[str, int] = {}
        self._invoices: dict[tuple[int, str], int] = {}
        self._payments: dict[tuple[int, str], int] = {}
        self._disputes: dict[tuple[int, str], int] = {}
        self._cheques: dict[int, int] = {}
        self._deadlines: list[date] = []
        self._acts: dict[str, Callable[[int, Event], None]] = {
            "invoice": self._invoice,
            "draft": self._draft,
            "asks_credit": self._asks_credit,
            "void": self._void,
            "delivered": self._delivered,
            "verified": self._verified,
            "payment": self._payment,
            "returned": self._returned,
            "credit": self._credit,
            "write_off": self._write_off,
            "call": self._call,
            "settled": self._settled,
            "plan": self._plan,
            "hold": self._hold,
            "place": self._place,
            "note": self._note,
            "notice": self._notice,
            "letter": self._letter,
            "receipt": self._receipt,
            "statement": self._statement,
        }

    def welcome(self, customer: DemoCustomer) -> None:
        """Open the customer's account, with its people."""
        self._cheques[self._open_account(customer)] = customer.cheques_from

    def _open_account(self, customer: DemoCustomer) -> int:
        form = customers.CustomerForm(
            name=customer.name,
            trade_name=customer.trade_name,
            entity_type=customer.entity,
            natural_person=customer.natural_person,
            billing_address=customer.address,
            terms=customer.terms,
            credit_limit=self._money(customer.limit) if customer.limit else None,
            pay_run=self._days.filled(customer.pay_run),
            po_required=customer.po_required,
            agency_intended=customer.agency_intended,
        )
        customer_id = customers.save_customer(self._work, customers.SaveCustomer(form))
        self._customers[customer.name] = customer_id
        for person in customer.people:
            contact = customers.ContactForm(customer_id=customer_id, **person)
            customers.save_contact(self._work, customers.SaveContact(contact))
        return customer_id

    def do(self, event: Event) -> None:
        """Let the event happen; promises that ran out before it are judged first."""
        self._judge_before(event.day)
        self._work.now = datetime.combine(event.day, event.at)
        self._acts[event.do](self._customers[event.customer.name], event)

    def finish(self, now: datetime) -> None:
        """Come back to the present."""
        self._judge_before(now.date())
        self._work.now = now
        plan_judging.judge_plans(self._work)

    def _judge_before(self, day: date) -> None:
        passed = [one for one in self._deadlines if one < day]
        if not passed:
            return
        self._deadlines = [one for one in self._deadlines if one >= day]
        self._work.now = datetime.combine(day, datetime.min.time())
        promises.judge_promises(self._work, promises.JudgePromises())

    def _money(self, text: str) -> int:
        return parse_money(text, self._work.currency)

    def _named(self, customer_id: int, told: Facts) -> tuple[int, ...]:
        return tuple(self._invoices[customer_id, key] for key in told.get("for", ()))

    def _one(self, customer_id: int, event: Event) -> int:
        return self._invoices[customer_id, event.facts["for"]]

    def _balance(self, invoice_id: int) -> int:
        return int((rows.INVOICES.get(self._work.db, invoice_id) or {})["balance"])

    def _form(self, customer_id: int, event: Event) -> InvoiceForm:
        return InvoiceForm(
            customer_id=customer_id,
            issue_date=event.day,
            terms=event.facts.get("terms", event.customer.terms),
            po_number=event.facts.get("po", ""),
            lines=event.facts["lines"],
            note=event.facts.get("note", ""),
        )

    def _invoice(self, customer_id: int, event: Event) -> None:
        command = invoices.IssueInvoice(
            self._form(customer_id, event), event.facts.get("override", "")
        )
        invoice_id = invoices.issue_invoice(self._work, command)
        self._invoices[customer_id, event.facts["as"]] = invoice_id
        if event.facts.get("sent") != "no":
            invoices.mark_sent(self._work, invoices.MarkSent(invoice_id, event.day))

    def _draft(self, customer_id: int, event: Event) -> None:
        delivered = event.facts.get("delivered")
        form = self._form(customer_id, event)
        if delivered:
            form = replace(form, delivered_on=self._days.on(delivered))
        invoices.save_draft(self._work, invoices.SaveDraft(form))

    def _asks_credit(self, customer_id: int, event: Event) -> None:
        form = credit.ApplicationForm(
            customer_id,
            asked_on=event.day,
            requested_limit=self._money(event.facts["limit"]),
            note=event.facts["note"],
        )
        credit.save_application(self._work, credit.SaveApplication(form))

    def _void(self, customer_id: int, event: Event) -> None:
        command = invoices.VoidInvoice(self._one(customer_id, event), event.facts["reason"])
        invoices.void_invoice(self._work, command)

    def _delivered(self, customer_id: int, event: Event) -> None:
        command = invoices.MarkDelivered(self._one(customer_id, event), event.day)
        invoices.mark_delivered(self._work, command)

    def _verified(self, customer_id: int, event: Event) -> None:
        command = invoices.SetSatisfaction(self._one(customer_id, event), "confirmed")
        invoices.set_satisfaction(self._work, command)

    def _payment(self, customer_id: int, event: Event) -> None:
        parts = self._parts(customer_id, event.facts)
        told = event.facts.get("amount")
        command = payments.RecordPayment(
            customer_id=customer_id,
            amount=self._money(told) if told else sum(amount for _, amount in parts),
            dated=event.day,
            method=event.customer.how,
            reference=event.facts.get("reference") or self._reference(customer_id, event),
            named=tuple(invoice_id for invoice_id, _ in parts) if told else (),
            parts=None if told else parts,
            short_codes=tuple(
                (invoice_id, event.facts["short"])
                for invoice_id, _ in parts
                if "short" in event.facts
            ),
        )
        paid = payments.record_payment(self._work, command)
        self._payments[customer_id, event.facts.get("as", "")] = paid

    def _parts(self, customer_id: int, told: Facts) -> tuple[tuple[int, int], ...]:
        named = self._named(customer_id, told)
        if "instalment" not in told:
            return tuple((one, self._early_price(customer_id, one)) for one in named)
        plan = rows.PLANS.find(self._work.db, customer_id=customer_id)[-1]
        share = int(plan["amount"]) // told["instalment"]
        parts = []
        for one in named:
            part = min(share, self._balance(one))
            share -= part
            parts.append((one, part))
        return tuple(part for part in parts if part[1])

    def _early_price(self, customer_id: int, invoice_id: int) -> int:
        items = {item.id: item for item in open_items(self._work, customer_id)}
        return items[invoice_id].price_on(self._work.today)

    def _reference(self, customer_id: int, event: Event) -> str:
        if event.customer.how == "card":
            return f"ending {4000 + customer_id * 37 % 6000}"
        number = self._cheques[customer_id]
        self._cheques[customer_id] += 1 + number % 3
        return str(number) if event.customer.how == "cheque" else f"ACH {number + 770_000}"

    def _returned(self, customer_id: int, event: Event) -> None:
        command = payments.ReversePayment(
            self._payments[customer_id, event.facts["payment"]],
            event.day,
            self._money(event.facts["fee"]),
            event.facts["reason"],
        )
        payments.reverse_payment(self._work, command)

    def _credit(self, customer_id: int, event: Event) -> None:
        command = payments.IssueCreditNote(
            self._one(customer_id, event),
            self._money(event.facts["amount"]),
            event.facts["reason"],
        )
        payments.issue_credit_note(self._work, command)

    def _write_off(self, customer_id: int, event: Event) -> None:
        command = payments.WriteOff(
            self._one(customer_id, event), event.facts["reason"], anyway=True
        )
        payments.write_off(self._work, command)

    def _call(self, customer_id: int, event: Event) -> None:
        told = event.facts
        dispute = told.get("dispute")
        promise = told.get("promise")
        command = calls.LogCall(
            customer_id=customer_id,
            answer=told["answer"],
            spoke_to=told.get("with", ""),
            note=told.get("note", ""),
            direction=told.get("direction", "out"),
            seconds=told.get("seconds", 40 + len(told.get("note", "")) * 3),
            reason=told.get("reason", ""),
            promise=self._promised(customer_id, promise) if promise else None,
            dispute=self._disputed(customer_id, dispute) if dispute else None,
            next_on=self._days.on(told["next"]) if "next" in told else None,
            next_time=told.get("time", ""),
            next_what=told.get("what", ""),
        )
        calls.log_call(self._work, command)
        if dispute:
            found = rows.DISPUTES.find(self._work.db, customer_id=customer_id)
            self._disputes[customer_id, dispute["for"]] = found[-1]["id"]

    def _promised(self, customer_id: int, told: Facts) -> promises.NewPromise:
        named = self._named(customer_id, told)
        day, method = self._days.on(told["on"]), told["how"]
        self._deadlines.append(deadline(day, PromiseMethod(method), self._work.calendar))
        amount = told.get("amount")
        return promises.NewPromise(
            amount=self._money(amount) if amount else sum(self._balance(one) for one in named),
            date=day,
            method=method,
            invoices=named,
            reference=told.get("reference", ""),
        )

    def _disputed(self, customer_id: int, told: Facts) -> disputes.NewDispute:
        return disputes.NewDispute(
            invoice_id=self._invoices[customer_id, told["for"]],
            amount=self._money(told["amount"]),
            reason=told["reason"],
            note=told.get("note", ""),
            next_step=told["step"],
            next_on=self._days.on(told["next"]) if "next" in told else None,
        )

    def _settled(self, customer_id: int, event: Event) -> None:
        command = disputes.ResolveDispute(
            self._disputes[customer_id, event.facts["for"]],
            event.facts["resolution"],
            event.facts["note"],
        )
        disputes.resolve_dispute(self._work, command)

    def _plan(self, customer_id: int, event: Event) -> None:
        command = plans.MakePlan(
            customer_id=customer_id,
            invoices=self._named(customer_id, event.facts),
            instalments=event.facts["of"],
            first=event.facts["first"],
            note=event.facts["note"],
        )
        plans.make_plan(self._work, command)

    def _hold(self, customer_id: int, event: Event) -> None:
        until = event.facts.get("until")
        command = customers.SetHold(
            customer_id,
            event.facts["hold"],
            self._days.on(until) if until else None,
            event.facts["reason"],
        )
        customers.set_hold(self._work, command)

    def _place(self, customer_id: int, event: Event) -> None:
        command = customers.PlaceAccount(customer_id, event.facts["where"])
        customers.place_account(self._work, command)

    def _note(self, customer_id: int, event: Event) -> None:
        customers.add_note(self._work, customers.AddNote(customer_id, event.facts["text"]))

    def _notice(self, customer_id: int, event: Event) -> None:
        self._issue(PaperRequest("notice", customer_id, stage=event.facts["kind"]))

    def _letter(self, customer_id: int, event: Event) -> None:
        self._issue(PaperRequest("verification", self._one(customer_id, event)))

    def _receipt(self, customer_id: int, event: Event) -> None:
        self._issue(PaperRequest("receipt", self._payments[customer_id, event.facts["payment"]]))

    def _statement(self, customer_id: int, event: Event) -> None:
        if facts.open_debits_now(self._work.db, [customer_id]):
            self._issue(PaperRequest("statement", customer_id, month=event.facts["month"]))

    def _issue(self, request: PaperRequest) -> None:
        batch = issue_documents(self._work, IssueDocuments((request,)))
        mark_printed(self._work, MarkPrinted(batch.document_ids))
