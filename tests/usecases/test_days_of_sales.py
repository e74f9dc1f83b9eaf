"""How many days of sales wait to be paid, and when that cannot be told."""

from __future__ import annotations

from datetime import date

from collectdesk.usecases.figures import status_line
from collectdesk.usecases.insights import insights
from collectdesk.usecases.invoices import VoidInvoice, void_invoice
from tests.usecases.conftest import Shop
from tests.usecases.test_figures import TODAY, figures


def test_a_book_in_credit_waits_for_no_money_and_has_no_days_of_sales_below_zero(
    shop: Shop,
) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-03-02", terms="net 30")
    assert shop.desk.ask(status_line).dso == "90"
    shop.pay(customer, 150_000)
    line = shop.desk.ask(status_line)
    assert (line.outstanding, line.dso) == (-50_000, "–")
    shown = {figure.key: figure for figure in shop.desk.ask(insights).figures}
    for key in ("dso", "dso_count_back", "average_days_delinquent"):
        assert (shown[key].value, shown[key].number) == ("not known", "")
        assert shown[key].shown_workings() == "Not known: more is on account than is owed"


def test_days_of_sales_are_not_known_for_a_time_without_sales(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-05")
    asked = shop.desk.ask(insights, TODAY, since=date(2026, 3, 1)).figures
    told = {figure.key: (figure.value, figure.shown_workings()) for figure in asked}
    assert told["dso"] == ("not known", "Not known: nothing was invoiced in this time")


def test_dso_goes_by_the_time_asked_for(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "2,500.00", "2026-02-01")
    shop.pay(customer, 38_000)
    found = figures(shop, as_of=TODAY, since=date(2026, 1, 1))
    # 2,120 ÷ 2,500 × 90 days
    assert found["dso"] == "76.32"
    assert (found["best_possible_dso"], found["average_days_delinquent"]) == ("0.00", "76.32")
    assert figures(shop, as_of=TODAY, since=date(2026, 2, 1))["dso"] == "50.03"


def test_count_back_does_not_jump_when_a_month_begins(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "3,100.00", "2026-01-05")
    shop.invoice(customer, "2,800.00", "2026-02-05")
    # 28 days of February and 10 of January, then one more a day
    shop.pay(customer, 210_000, dated="2026-02-20")
    for day, days in ((date(2026, 2, 28), "38.00"), (date(2026, 3, 1), "39.00")):
        assert figures(shop, as_of=day)["dso_count_back"] == days


def test_count_back_reaches_as_far_back_as_there_were_sales(shop: Shop) -> None:
    """However long ago, and to an invoice that was void only later."""
    customer = shop.customer()
    wrong = shop.invoice(customer, "100.00", "2026-01-05")
    shop.do(void_invoice, VoidInvoice(wrong, "sent twice"))
    assert figures(shop, as_of=date(2026, 2, 28))["dso_count_back"] == "59.00"
    shop.invoice(customer, "100.00", "2018-12-05")
    shop.invoice(customer, "10.00", "2026-03-05")
    days = (TODAY - date(2018, 11, 30)).days
    assert figures(shop)["dso_count_back"] == f"{days}.00"
