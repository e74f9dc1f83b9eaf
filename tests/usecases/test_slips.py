"""What no business could mean is refused with a sentence, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases import charge_rules, credit, disputes, plans, promises, refunds
from collectdesk.usecases.customers import CustomerForm, SaveCustomer, save_customer
from tests.usecases.conftest import Shop

FAR = date(9999, 12, 31)
HUGE = 10**20

Slip = Callable[[int, int], tuple[Callable[..., Any], Any]]

SLIPS: dict[str, Slip] = {
    "promise for the year 9999": lambda c, i: (
        promises.make_promise,
        promises.MakePromise(c, promises.NewPromise(100, FAR, "cheque", (i,))),
    ),
    "promise of more than the world has": lambda c, i: (
        promises.make_promise,
        promises.MakePromise(c, promises.NewPromise(HUGE, date(2026, 4, 1))),
    ),
    "plan from the year 9999": lambda c, i: (
        plans.make_plan,
        plans.MakePlan(c, (i,), 120, FAR),
    ),
    "plan with endless cure": lambda c, i: (
        plans.make_plan,
        plans.MakePlan(c, (i,), 2, date(2026, 4, 1), cure_days=10**9),
    ),
    "limit beyond all measure": lambda c, i: (
        save_customer,
        SaveCustomer(CustomerForm(c, name="A", credit_limit=HUGE)),
    ),
    "application beyond all measure": lambda c, i: (
        credit.save_application,
        credit.SaveApplication(credit.ApplicationForm(c, requested_limit=HUGE)),
    ),
    "review in the year 9999": lambda c, i: (
        credit.set_credit_limit,
        credit.SetCreditLimit(c, 1, "why not", FAR),
    ),
    "refund beyond all measure": lambda c, i: (
        refunds.refund_credit,
        refunds.RefundCredit(c, HUGE, date(2026, 3, 31)),
    ),
    "fee beyond all measure": lambda c, i: (
        charge_rules.set_interest_rule,
        charge_rules.SetInterestRule(c, "fixed_fee", fee=HUGE),
    ),
    "dispute beyond all measure": lambda c, i: (
        disputes.open_dispute,
        disputes.OpenDispute(c, disputes.NewDispute(i, HUGE, "price")),
    ),
    "an essay as a reason": lambda c, i: (
        credit.set_credit_limit,
        credit.SetCreditLimit(c, 1, "x" * 10_001),
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_of_the_keyboard_is_refused(shop: Shop, name: str) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer)
    before = shop.whole_book()
    usecase, command = SLIPS[name](customer, invoice)
    with pytest.raises(InvalidInput) as refused:
        shop.do(usecase, command)
    assert refused.value.field
    assert shop.whole_book() == before


def test_a_name_in_any_script_and_marks_of_any_kind_are_kept_as_text(shop: Shop) -> None:
    customer = shop.customer()
    name = "=cmd|'/C calc'!A0 <b>株式会社</b> '; DROP TABLE invoice;--"
    reference = credit.ReferenceForm("trade", f"{name}\u0000", opinion="\u202egood\u202c 🙂")
    form = credit.ApplicationForm(customer, references=(reference,), guarantee=name)
    shop.do(credit.save_application, credit.SaveApplication(form))
    kept = shop.desk.ask(credit.application_form, customer)
    assert (kept.guarantee, kept.references[0].name) == (name, name)
