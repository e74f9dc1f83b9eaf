"""Terms give the due date to the day, whatever people call them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.dates import month_end
from collectdesk.domain.discount import (
    DiscountVerdict,
    discount_amount,
    discount_date,
    discount_earned,
    judge_discount,
    settled_by_part_payment,
    skipping_cost,
    skipping_cost_of,
)
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.terms import (
    Terms,
    TermsKind,
    agreed_terms,
    due_date,
    parse_terms,
    terms_label,
)

MARCH_5 = date(2025, 3, 5)


@pytest.mark.parametrize(
    ("typed", "issued", "due"),
    [
        ("due on receipt", MARCH_5, MARCH_5),
        ("net 30", MARCH_5, date(2025, 4, 4)),
        ("net 15 EOM", MARCH_5, date(2025, 4, 15)),
        ("net 30 EOM", date(2025, 1, 31), date(2025, 3, 2)),
        ("15 MFI", MARCH_5, date(2025, 4, 15)),
        ("31 MFI", date(2025, 1, 15), date(2025, 2, 28)),
        ("31 MFI", date(2024, 1, 31), date(2024, 2, 29)),
        ("31 MFI", date(2025, 12, 1), date(2026, 1, 31)),
        ("EOM", MARCH_5, date(2025, 3, 31)),
        ("end of following month", date(2025, 2, 28), date(2025, 3, 31)),
        ("end of following month", date(2025, 1, 31), date(2025, 2, 28)),
        ("15 MFI cut-off 25", date(2025, 3, 25), date(2025, 4, 15)),
        ("15 MFI cut-off 25", date(2025, 3, 26), date(2025, 5, 15)),
        ("30 MFI cut-off 25", date(2024, 12, 26), date(2025, 2, 28)),
        ("EOM cut-off 25", date(2025, 1, 26), date(2025, 2, 28)),
        ("net 10 EOM cut-off 25", date(2025, 1, 26), date(2025, 3, 10)),
    ],
)
def test_the_due_date_follows_the_terms(typed: str, issued: date, due: date) -> None:
    assert due_date(issued, parse_terms(typed)) == due


def test_a_due_date_stays_on_its_weekend() -> None:
    assert due_date(date(2025, 3, 6), parse_terms("net 30")).weekday() == 5


@pytest.mark.parametrize(
    ("typed", "code", "label"),
    [
        ("Net 30", "NET 30", "Net 30"),
        ("n/30", "NET 30", "Net 30"),
        ("n30", "NET 30", "Net 30"),
        ("2/10 n30", "2/10 NET 30", "2/10 net 30"),
        ("due at the end of next month", "EOM 1M", "End of next month"),
        ("30 days", "NET 30", "Net 30"),
        ("30", "NET 30", "Net 30"),
        ("2/10 net 30", "2/10 NET 30", "2/10 net 30"),
        ("2% 10, net 30", "2/10 NET 30", "2/10 net 30"),
        ("2/10, n/30", "2/10 NET 30", "2/10 net 30"),
        ("1.5/10+3 net 45", "1.5/10+3 NET 45", "1.5/10 net 45"),
        ("2/10 net 30 eom", "2/10 NET 30 EOM", "2/10, 30 days after month end"),
        ("0/10 net 30", "NET 30", "Net 30"),
        ("15th of next month", "15 MFI", "15th of next month"),
        ("10th prox", "10 MFI", "10th of next month"),
        ("End of Month", "EOM", "End of month"),
        ("end of following month", "EOM 1M", "End of next month"),
        ("EOM + 15", "NET 15 EOM", "15 days after month end"),
        ("EOM plus 15 days", "NET 15 EOM", "15 days after month end"),
        ("30 days after the end of the month", "NET 30 EOM", "30 days after month end"),
        ("by the 10th of the month after invoice", "10 MFI", "10th of next month"),
        ("prox 10", "10 MFI", "10th of next month"),
        ("last day of next month", "EOM 1M", "End of next month"),
        ("Month-end", "EOM", "End of month"),
        ("payment terms: due in 30 days", "NET 30", "Net 30"),
        ("Net-30", "NET 30", "Net 30"),
        ("payable within 30 days from date of invoice", "NET 30", "Net 30"),
        ("2 weeks", "NET 14", "Net 14"),
        ("net 30, 2% 10 days", "2/10 NET 30", "2/10 net 30"),
        ("2/10/net 30", "2/10 NET 30", "2/10 net 30"),
        ("1,5/10 net 45", "1.5/10 NET 45", "1.5/10 net 45"),
        ("1.5/10 net 30", "1.5/10 NET 30", "1.5/10 net 30"),
        ("0.25% 10 net 30", "0.25/10 NET 30", "0.25/10 net 30"),
        ("1.500/10 net 30", "1.5/10 NET 30", "1.5/10 net 30"),
        ("2% within 10 days, otherwise net 30", "2/10 NET 30", "2/10 net 30"),
        ("Due Upon Receipt", "RECEIPT", "Due on receipt"),
        ("C.O.D.", "RECEIPT", "Due on receipt"),
        ("15mfi", "15 MFI", "15th of next month"),
        ("10th following", "10 MFI", "10th of next month"),
        ("first of the following month", "1 MFI", "1st of next month"),
        ("net 31 M.F.I.", "31 MFI", "31st of next month"),
        ("Net 15 E.O.M.", "NET 15 EOM", "15 days after month end"),
        ("net 30, EOM", "NET 30 EOM", "30 days after month end"),
        ("due at the end of the month", "EOM", "End of month"),
        ("2/10n30", "2/10 NET 30", "2/10 net 30"),
        ("2 / 10 , N / 30", "2/10 NET 30", "2/10 net 30"),
        ("2/10 \N{EN DASH} net 30", "2/10 NET 30", "2/10 net 30"),
        ("Net 30 (2% 10)", "2/10 NET 30", "2/10 net 30"),
        ("payment due upon receipt", "RECEIPT", "Due on receipt"),
        (
            "15 MFI cut-off 25th",
            "15 MFI CUTOFF 25",
            "15th of next month (after the 25th, one month later)",
        ),
    ],
)
def test_terms_are_understood_as_typed_and_said_plainly(typed: str, code: str, label: str) -> None:
    terms = parse_terms(typed)
    assert terms.code() == code
    assert terms_label(terms) == label


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "net thirty", "EOM 30", "32 MFI", "0 MFI", "net 9999", "net -5", "2/10", "٣٠",
     "2-10 net 30", "15-30 days", "net 30-45", "30, 2/10 or 3/15", "net 45 days from delivery",
     "due 30", "1 month", "- 30", "-1",
     "net 30 cut-off 25", "15 MFI cut-off 40", "net 30; DROP TABLE", "x" * 10_000],
)  # fmt: skip
def test_terms_that_are_not_understood_are_refused_rather_than_guessed(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_terms(typed)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("net 45 days from delivery", "date it on the day of delivery"),
        ("2/10 net 30 ROG", "date it on the day of delivery"),
        ("cash in advance", "Type due on receipt"),
        ("cash before delivery", "Type due on receipt"),
        ("1.375/10 net 30", "“1.375” is finer than a percentage is kept, and is not rounded"),
        ("net 30, 0.125% 10", "“0.125” is finer than a percentage is kept, and is not rounded"),
    ],
)
def test_what_to_do_about_terms_that_there_are_not_is_told(typed: str, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        parse_terms(typed)


ANY_TERMS = st.builds(
    Terms,
    kind=st.sampled_from(TermsKind),
    days=st.integers(0, 365),
    months=st.integers(0, 12),
    day_of_month=st.integers(1, 31),
    cutoff_day=st.none() | st.integers(1, 31),
    discount_bp=st.integers(0, 9_999),
    discount_days=st.integers(0, 60),
    discount_grace=st.integers(0, 10),
)
ISSUE_DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))


@given(ANY_TERMS)
def test_a_stored_code_gives_the_same_terms_back(terms: Terms) -> None:
    assert parse_terms(terms.code()) == terms


@given(ANY_TERMS)
def test_a_shown_label_can_be_typed_again(terms: Terms) -> None:
    again = parse_terms(terms_label(terms))
    assert due_date(MARCH_5, again) == due_date(MARCH_5, terms)
    assert again.discount_bp == terms.discount_bp


@given(ISSUE_DAYS, st.integers(0, 60), ANY_TERMS)
def test_a_later_invoice_is_never_due_earlier(issued: date, later: int, terms: Terms) -> None:
    assert issued <= due_date(issued, terms)
    assert due_date(issued, terms) <= due_date(issued + timedelta(days=later), terms)


@given(ISSUE_DAYS, st.integers(1, 31))
def test_a_day_of_the_following_month_is_clamped_to_its_last(issued: date, day: int) -> None:
    due = due_date(issued, Terms(TermsKind.MFI, day_of_month=day))
    assert due.day == min(day, month_end(due).day)
    assert (due.year * 12 + due.month) - (issued.year * 12 + issued.month) == 1


def test_two_ten_net_thirty_has_two_prices() -> None:
    terms = parse_terms("2/10 net 30")
    assert discount_date(MARCH_5, terms) == date(2025, 3, 15)
    assert discount_amount(100_000, terms) == 2_000
    assert due_date(MARCH_5, terms) == date(2025, 4, 4)
    assert discount_date(MARCH_5, parse_terms("net 30")) is None


@pytest.mark.parametrize(
    "typed",
    ["2/40 net 30", "2/31 net 30", "2/10 due on receipt", "2/31 EOM", "1/46 15 MFI",
     "2/60 15 MFI cut-off 20"],
)  # fmt: skip
def test_an_early_price_that_always_outlasts_the_due_date_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput, match="until after the due date") as refused:
        agreed_terms(typed)
    assert refused.value.field == "terms"
    assert parse_terms(typed).discount_bp  # what was agreed before is still read


@pytest.mark.parametrize(
    "typed", ["2/30 net 30", "2/10+5 net 10", "2/30 EOM", "1/45 15 MFI", "net 0", "2/10 net 30 EOM"]
)
def test_an_early_price_may_last_to_the_due_date(typed: str) -> None:
    assert agreed_terms(typed) == parse_terms(typed)


def test_the_discount_is_earned_through_its_last_day_and_grace() -> None:
    strict = parse_terms("2/10 net 30")
    lenient = parse_terms("2/10+3 net 30")
    assert discount_earned(MARCH_5, date(2025, 3, 15), strict)
    assert not discount_earned(MARCH_5, date(2025, 3, 16), strict)
    assert discount_earned(MARCH_5, date(2025, 3, 18), lenient)
    assert not discount_earned(MARCH_5, date(2025, 3, 19), lenient)
    assert not discount_earned(MARCH_5, MARCH_5, parse_terms("net 30"))


def test_a_discount_taken_late_stays_open_under_its_code() -> None:
    terms = parse_terms("2/10 net 30")

    def judged(paid: int, paid_on: date) -> DiscountVerdict:
        return judge_discount(100_000, paid, 100_000, MARCH_5, paid_on, terms)

    assert judged(98_000, date(2025, 3, 15)) is DiscountVerdict.EARNED
    assert judged(98_000, date(2025, 3, 20)) is DiscountVerdict.UNEARNED
    assert str(DiscountVerdict.UNEARNED) == "UNEARNED_DISCOUNT"
    assert judged(98_001, date(2025, 3, 15)) is DiscountVerdict.EARNED
    assert judged(98_001, date(2025, 3, 16)) is DiscountVerdict.NONE
    assert judged(97_999, date(2025, 3, 15)) is DiscountVerdict.NONE
    assert judged(97_000, date(2025, 3, 15)) is DiscountVerdict.NONE
    assert judged(100_000, date(2025, 3, 15)) is DiscountVerdict.NONE


def test_part_payments_settle_more_only_where_the_owner_grants_it() -> None:
    assert settled_by_part_payment(49_000, parse_terms("2/10 net 30")) == 50_000
    assert settled_by_part_payment(10_000, parse_terms("3/10 net 30")) == 10_309


def test_skipping_two_ten_net_thirty_costs_37_percent_a_year() -> None:
    cost = skipping_cost_of(MARCH_5, parse_terms("2/10 net 30"))
    assert cost is not None
    assert (cost.simple_bp, cost.effective_bp) == (3_724, 4_459)
    assert skipping_cost(200, 0) is None
    assert skipping_cost_of(MARCH_5, parse_terms("net 30")) is None


@pytest.mark.parametrize(
    "wrong",
    [{"days": 1_000}, {"days": -1}, {"months": 25}, {"day_of_month": 32}, {"cutoff_day": 0},
     {"discount_bp": 10_000}, {"discount_bp": 1, "discount_days": -1},
     {"discount_bp": 1, "discount_grace": -1}],
)  # fmt: skip
def test_terms_outside_any_use_are_refused(wrong: dict[str, int]) -> None:
    terms: dict[str, Any] = {"kind": TermsKind.MFI, "day_of_month": 1}
    with pytest.raises(InvalidInput):
        Terms(**terms | wrong)


def test_numbers_that_the_kind_does_not_use_are_forgotten() -> None:
    assert Terms(TermsKind.NET, days=30, day_of_month=15, cutoff_day=5) == parse_terms("net 30")
