"""A promise brings its sum to what it names, else to the oldest due, and every place goes by it.

The day's list, the line for the call, notices, statements, steps and the forecast ask for the same:
what is past due and not promised.
"""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.domain.dispute import DisputeReason
from collectdesk.domain.papers import NoticePaper, StatementPaper
from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.forecasts import cash_forecast
from collectdesk.usecases.papers.notices import notice_paper, notices_due
from collectdesk.usecases.papers.statements import statement_paper
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.plans import MakePlan, make_plan
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from collectdesk.usecases.step_lines import steps_due
from tests.usecases.conftest import Shop

APRIL = date(2026, 4, 1)


def _promise(shop: Shop, customer: int, amount: int, *invoices: int) -> None:
    promise = NewPromise(amount, date(2026, 4, 7), "transfer", invoices)
    shop.do(make_promise, MakePromise(customer, promise))


def _behind(shop: Shop, late: str = "100.00", issued: str = "2026-01-05") -> tuple[int, int, int]:
    """On Thursday 2 April an instalment of 250.00 is missing since the day before, and an invoice
    is late; the ids of the customer, of the invoice in the plan and of the late one."""
    customer = shop.customer("Cedar Grove Veterinary")
    planned = shop.invoice(customer, "1,000.00", "2025-12-15")
    shop.do(make_plan, MakePlan(customer, (planned,), 4, APRIL))
    beside = shop.invoice(customer, late, issued)
    shop.on("2026-04-02")
    return customer, planned, beside


def _notice(shop: Shop, customer: int) -> NoticePaper:
    return shop.desk.ask(notice_paper, customer)


def _statement(shop: Shop, customer: int) -> StatementPaper:
    return shop.desk.ask(statement_paper, customer, APRIL)


def _opening(shop: Shop, customer: int) -> str:
    return shop.page(customer).console.opening


def test_a_promise_for_another_invoice_leaves_the_missing_instalment_on_the_list(
    shop: Shop,
) -> None:
    customer, _, beside = _behind(shop, "600.00")
    _promise(shop, customer, 60_000, beside)
    assert shop.place(customer) == (
        "today", "Plan installment 1 of 4 was due Wed 1 Apr ($250)",
    )  # fmt: skip
    assert "Your installment of $250 was for Wed 1 Apr." in _opening(shop, customer)
    assert not shop.desk.ask(notices_due)
    assert _statement(shop, customer).past_due == 25_000


def test_a_promise_for_the_invoice_in_a_plan_is_for_the_missing_instalment(shop: Shop) -> None:
    customer, planned, beside = _behind(shop, "600.00")
    _promise(shop, customer, 25_000, planned)
    place, reason = shop.place(customer)
    assert place == "today"
    assert "installment" not in reason
    number = shop.shown(customer, beside).number
    assert f"invoice {number}, $600. When did you send" in _opening(shop, customer)
    assert [row.amount for row in shop.desk.ask(notices_due)] == [60_000]
    paper = _statement(shop, customer)
    assert paper.past_due == 60_000
    assert paper.not_asked[-1] == "You promised $250.00 for 7 Apr 2026; thank you."


def test_as_much_as_the_instalment_without_a_name_is_for_the_older_invoice_first(
    shop: Shop,
) -> None:
    customer, _, _ = _behind(shop, "100.00")
    _promise(shop, customer, 25_000)
    assert shop.place(customer) == (
        "today", "Plan installment 1 of 4 was due Wed 1 Apr ($100)",
    )  # fmt: skip
    assert "Your installment of $100 was for Wed 1 Apr." in _opening(shop, customer)
    assert not shop.desk.ask(notices_due)
    paper = _statement(shop, customer)
    assert paper.past_due == 10_000
    assert paper.stamp is not None
    assert "$100.00" in paper.stamp.texts


def test_as_much_as_the_instalment_without_a_name_is_for_it_where_it_is_older(shop: Shop) -> None:
    customer, _, _ = _behind(shop, "100.00", "2026-03-03")
    shop.on("2026-04-07")  # the invoice was due on the 2nd, the instalment on the 1st
    _promise(shop, customer, 25_000)
    place, reason = shop.place(customer)
    assert (place, "installment" in reason) == ("today", False)
    assert ", $100. When did you send" in _opening(shop, customer)
    assert [row.amount for row in shop.desk.ask(notices_due)] == [10_000]
    assert _statement(shop, customer).past_due == 10_000


def test_all_that_is_past_due_is_waited_for_everywhere_once_it_is_promised(shop: Shop) -> None:
    customer, planned, beside = _behind(shop)
    _promise(shop, customer, 10_000, beside)
    _promise(shop, customer, 25_000, planned)
    assert shop.place(customer)[0] == "resting"
    assert "Thank you, I have noted it." in _opening(shop, customer)
    assert not shop.desk.ask(notices_due)
    paper = _statement(shop, customer)
    assert (paper.past_due, paper.stamp) == (0, None)
    assert paper.not_asked[-1] == "You promised $350.00 for 7 Apr 2026; thank you."


def test_a_notice_asks_for_what_is_not_promised_and_thanks_for_the_rest(shop: Shop) -> None:
    customer = shop.customer()
    for price in ("1,000.00", "500.00"):
        shop.invoice(customer, price, "2026-01-05")
    _promise(shop, customer, 120_000)
    paper = _notice(shop, customer)
    (row,), (promised,) = paper.rows, paper.charges
    assert (row.balance, paper.total) == (50_000, 30_000)
    assert (promised.label, promised.amount) == ("Promised for 7 Apr 2026, thank you", -20_000)
    assert "one invoice is past due" in paper.heading
    assert paper.slip is not None
    assert paper.slip.amount_due == 30_000


@pytest.mark.parametrize(("held", "promised"), [(50_000, 0), (10_000, 40_000)])
def test_who_has_paid_already_is_not_called_for_it_but_the_owner_reminded_to_use_it(
    shop: Shop, held: int, promised: int
) -> None:
    customer = shop.customer()
    shop.invoice(customer, "500.00", "2026-01-05")
    shop.do(record_payment, RecordPayment(customer, held, shop.clock.today(), parts=()))
    if promised:
        _promise(shop, customer, promised)
    told = f"${held // 100} is on account: put it on their invoices"
    assert shop.place(customer) == ("today", told)
    assert "Thank you" in _opening(shop, customer)
    assert not shop.desk.ask(notices_due)
    assert not shop.desk.ask(steps_due)
    assert shop.desk.ask(statement_paper, customer, date(2026, 3, 1)).stamp is None


@pytest.mark.parametrize(
    ("held", "reason", "said"),
    [
        (25_000, "$250 is on account: put it on their invoices", "$250, is for Fri 1 May. Is it"),
        (10_000, "Plan installment 1 of 4 was due Wed 1 Apr ($150)", "installment of $150 was for"),
    ],
)
def test_what_is_on_account_is_not_asked_for_as_an_instalment(
    shop: Shop, held: int, reason: str, said: str
) -> None:
    customer = shop.customer()
    planned = shop.invoice(customer, "1,000.00", "2025-12-15")
    shop.do(make_plan, MakePlan(customer, (planned,), 4, APRIL))
    shop.on("2026-04-02")
    shop.do(record_payment, RecordPayment(customer, held, shop.clock.today(), parts=()))
    assert shop.place(customer) == ("today", reason)
    assert said in _opening(shop, customer)


def test_no_promise_is_called_broken_while_the_money_for_it_is_on_account(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "500.00", "2026-01-05")
    _promise(shop, customer, 50_000, invoice)
    shop.on("2026-04-07")
    shop.do(record_payment, RecordPayment(customer, 50_000, shop.clock.today(), parts=()))
    told = "$500 is on account: put it on their invoices"
    assert shop.on("2026-04-09").place(customer) == ("today", told)
    assert "What happened" not in _opening(shop, customer)


def test_the_reason_to_call_is_about_what_is_not_promised(shop: Shop) -> None:
    customer = shop.customer()
    old = shop.invoice(customer, "500.00", "2025-12-05")
    shop.invoice(customer, "300.00", "2026-02-25")
    _promise(shop, customer, 50_000, old)
    told = "4 days past due: first call from Wed 1 Apr"
    assert shop.place(customer) == ("today", told)


def test_an_instalment_of_today_is_talked_about_beside_a_promise_for_something_else(
    shop: Shop,
) -> None:
    customer = shop.customer()
    planned = shop.invoice(customer, "1,000.00", "2025-12-15")
    shop.do(make_plan, MakePlan(customer, (planned,), 4, APRIL))
    beside = shop.invoice(customer, "100.00", "2026-01-05")
    shop.on("2026-04-01")
    _promise(shop, customer, 10_000, beside)
    assert shop.place(customer)[1] == "Plan installment 1 of 4 due today ($250)"
    assert "$250, is for Wed 1 Apr. Is it scheduled?" in _opening(shop, customer)


def test_a_promise_brings_nothing_to_what_is_disputed_of_a_plan(shop: Shop) -> None:
    customer, planned, beside = _behind(shop, "300.00", "2026-03-03")
    shop.on("2026-04-07")
    disputed = NewDispute(planned, 90_000, DisputeReason.DAMAGED.value)
    shop.do(open_dispute, OpenDispute(customer, disputed))
    _promise(shop, customer, 20_000)
    number = shop.shown(customer, beside).number
    assert f"invoice {number}, $200. When did you send" in _opening(shop, customer)
    assert _statement(shop, customer).past_due == 20_000
    assert [row.amount for row in shop.desk.ask(notices_due, None, [customer])] == [20_000]


def test_nothing_of_what_is_disputed_of_a_plan_is_expected(shop: Shop) -> None:
    customer = shop.customer()
    planned = shop.invoice(customer, "1,000.00", "2025-12-15")
    shop.do(make_plan, MakePlan(customer, (planned,), 4, APRIL))
    for disputed, expected in ((0, 95_000), (90_000, 9_500)):  # 19 of 20 are believed
        if disputed:
            new = NewDispute(planned, disputed, DisputeReason.DAMAGED.value)
            shop.do(open_dispute, OpenDispute(customer, new))
        weeks = shop.desk.ask(cash_forecast, None, 26).weeks
        assert sum(week.instalments for week in weeks) == expected


def test_a_promised_instalment_is_expected_once(shop: Shop) -> None:
    customer, planned, _ = _behind(shop)
    before = shop.desk.ask(cash_forecast, None, 2).weeks
    _promise(shop, customer, 25_000, planned)
    after = shop.desk.ask(cash_forecast, None, 2).weeks
    assert sum(week.instalments for week in before) > 0
    assert sum(week.promised for week in after) == 18_750  # three quarters are believed
    assert sum(week.instalments for week in after) == 0
