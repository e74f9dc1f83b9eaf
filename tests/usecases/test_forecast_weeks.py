"""Expected cash beside what came: each week as it was seen when it began."""

from __future__ import annotations

from datetime import date

from collectdesk.usecases.customers import SetHold, set_hold
from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.forecasts import cash_forecast
from collectdesk.usecases.payments import (
    IssueCreditNote,
    ReversePayment,
    issue_credit_note,
    reverse_payment,
)
from collectdesk.usecases.plans import MakePlan, make_plan
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from tests.usecases.conftest import Shop


def expected(shop: Shop, ahead: int = 4, back: int = 0) -> dict[str, tuple[int, int | None]]:
    """What was expected and what came, by the week's Monday; weeks without either left out."""
    found = shop.desk.ask(cash_forecast, None, ahead, back)
    return {
        week.week.isoformat(): (week.expected, week.actual)
        for week in found.weeks
        if week.expected or week.actual
    }


def test_a_promise_an_old_debt_and_a_coming_one(shop: Shop) -> None:
    """1,000 promised and believed at 4/5, 750 at 80 % and 2,000 at 95 %: 800, 600 and 1,900."""
    trusted = shop.customer("Trusted")
    kept = shop.invoice(trusted, "100.00", "2026-01-05", terms="net 90")
    shop.on("2026-03-02")
    shop.do(make_promise, MakePromise(trusted, NewPromise(10_000, date(2026, 3, 3), "card")))
    shop.pay(trusted, 10_000, kept)
    shop.on("2026-03-31")
    shop.invoice(trusted, "1,000.00")
    shop.do(make_promise, MakePromise(trusted, NewPromise(100_000, date(2026, 4, 14), "card")))
    late = shop.customer("Late")
    shop.invoice(late, "750.00", "2026-01-20")  # due on 19 February, 40 days ago
    prompt = shop.customer("Prompt", pay_run="every Thu")
    shop.invoice(prompt, "2,000.00", "2026-03-23")  # due on 22 April; the next run is the 23rd
    assert expected(shop) == {
        "2026-04-06": (60_000, None),
        "2026-04-13": (80_000, None),
        "2026-04-20": (190_000, None),
    }


def test_the_week_that_runs_tells_what_is_still_to_come_beside_what_came_so_far(
    shop: Shop,
) -> None:
    """Only a week that is over is compared: its two sums are of the same seven days."""
    customer = shop.customer()
    shop.on("2026-03-20")
    first = shop.invoice(customer, "1,000.00", "2026-02-24")  # due on Thursday 26 March
    shop.invoice(customer, "500.00", "2026-03-04")  # due on Friday 3 April
    shop.on("2026-03-27")
    shop.pay(customer, 60_000, first)
    shop.on("2026-03-30")
    shop.pay(customer, 40_000, first)
    shop.on("2026-03-31")
    over, running, ahead = shop.desk.ask(cash_forecast, None, 2, 1).weeks
    assert (over.expected, over.actual, over.difference) == (95_000, 60_000, -35_000)
    assert (running.actual, running.runs, running.difference) == (40_000, True, None)
    assert running.expected + ahead.expected == 47_500
    assert (ahead.actual, ahead.runs, ahead.difference) == (None, False, None)


def test_an_old_debt_is_not_expected_anew_in_each_week_that_is_over(shop: Shop) -> None:
    """Due on Wednesday 4 February and never paid: expected in that week, and next when seen now."""
    shop.invoice(shop.customer(), issued="2026-01-05")
    assert expected(shop, back=10) == {"2026-02-02": (95_000, 0), "2026-04-06": (80_000, None)}


def test_a_week_that_is_over_knows_only_what_was_known_when_it_began(shop: Shop) -> None:
    """On Monday 2 March 1,000 was due that week; 400 came on the day itself, 100 the week before.

    The promise made on Tuesday, and the usual lateness learned since, were not known yet.
    """
    customer = shop.customer()
    shop.on("2026-02-02")
    invoice = shop.invoice(customer, terms="net 30")  # due on Wednesday 4 March
    shop.on("2026-02-26")
    shop.pay(customer, 10_000, invoice)
    shop.on("2026-03-02")
    shop.pay(customer, 40_000, invoice)
    shop.on("2026-03-03")
    promise = NewPromise(50_000, date(2026, 3, 13), "card", (invoice,))
    shop.do(make_promise, MakePromise(customer, promise))
    shop.on("2026-03-27")
    shop.pay(customer, 50_000, invoice)
    shop.on("2026-03-31")
    assert expected(shop, back=5) == {
        "2026-02-23": (0, 10_000),
        "2026-03-02": (85_500, 40_000),
        "2026-03-09": (37_500, 0),
        "2026-03-23": (0, 50_000),
    }


def test_a_promise_brings_no_more_than_is_owed_and_not_disputed(shop: Shop) -> None:
    """Of 1,000 promised, 200 are credited and 300 disputed; another 400 of it came before."""
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-03-02", terms="net 30")
    promise = NewPromise(100_000, date(2026, 4, 8), "card", (invoice,))
    shop.do(make_promise, MakePromise(customer, promise))
    assert expected(shop) == {"2026-04-06": (75_000, None)}
    shop.do(issue_credit_note, IssueCreditNote(invoice, 20_000, "short"))
    assert expected(shop) == {"2026-04-06": (60_000, None)}
    shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, 30_000, "price")))
    assert expected(shop) == {"2026-04-06": (37_500, None)}
    shop.pay(customer, 40_000, invoice, dated="2026-03-30")
    assert expected(shop)["2026-04-06"] == (7_500, None)


def test_the_sum_of_a_week_is_rounded_once(shop: Shop) -> None:
    """Three times 0.30 at 95 % are 0.855, not three times 0.29."""
    customer = shop.customer()
    for _ in range(3):
        shop.invoice(customer, "0.30", terms="net 7")
    assert expected(shop) == {"2026-04-06": (86, None)}


def test_what_went_back_is_expected_beside_the_instalments_of_a_plan(shop: Shop) -> None:
    """900 in three instalments from 8 April; a cheque of 300 from before the plan comes back.

    Its invoice was due 50 days ago, so 80 % of it is expected in five business days.
    """
    customer = shop.customer()
    first = shop.invoice(customer, "400.00", "2026-01-10")
    second = shop.invoice(customer, "800.00", "2026-01-20")
    cheque = shop.pay(customer, 30_000, first, dated="2026-02-10")
    shop.do(make_plan, MakePlan(customer, (first, second), 3, date(2026, 4, 8)))
    assert expected(shop, ahead=2) == {"2026-04-06": (28_500, None)}
    shop.do(reverse_payment, ReversePayment(cheque, date(2026, 3, 31)))
    _, coming, *_ = shop.desk.ask(cash_forecast).weeks
    assert (coming.instalments, coming.invoices) == (28_500, 24_000)
    shop.do(open_dispute, OpenDispute(customer, NewDispute(second, 70_000, "price")))
    weeks = shop.desk.ask(cash_forecast, None, 12).weeks
    # of 1,200 open, 500 are not disputed: 300 went back, and 200 of the instalments are left
    assert sum(week.instalments for week in weeks) == 19_000
    assert sum(week.invoices for week in weeks) == 24_000
    shop.desk.undo()
    promise = NewPromise(30_000, date(2026, 4, 2), "card", (first,))
    shop.do(make_promise, MakePromise(customer, promise))
    running, coming, *_ = shop.desk.ask(cash_forecast).weeks
    assert (running.promised, coming.instalments, coming.invoices) == (22_500, 28_500, 0)


def test_nothing_is_expected_of_who_is_insolvent_until_the_hold_is_lifted(shop: Shop) -> None:
    """Neither invoices nor what was promised; weeks that began before it was told stay as seen."""
    customer = shop.customer()
    shop.on("2026-03-16")
    promised = shop.invoice(customer, "500.00", "2026-02-20")
    shop.invoice(customer, "1,000.00", "2026-02-26")  # due on Saturday 28 March
    promise = NewPromise(50_000, date(2026, 4, 3), "card", (promised,))
    shop.do(make_promise, MakePromise(customer, promise))
    shop.on("2026-03-26")
    shop.call(customer, "insolvent")
    shop.on("2026-03-31")
    shop.invoice(shop.customer("Harbor Bakery"), "100.00", terms="net 7")
    assert expected(shop, back=1) == {"2026-04-06": (9_500, None)}
    shop.do(set_hold, SetHold(customer, "no_contact", date(2026, 4, 6), "insolvent"))
    assert expected(shop) == {"2026-04-06": (9_500, None)}
    shop.desk.undo()
    shop.do(set_hold, SetHold(customer, "none", None, "back on their feet"))
    assert expected(shop)["2026-04-06"] == (99_500, None)
    shop.desk.undo()
    shop.do(set_hold, SetHold(customer, "no_contact", date(2026, 4, 6), "insolvent"))
    assert sum(amount for amount, _ in expected(shop.on("2026-04-07")).values()) > 9_500
