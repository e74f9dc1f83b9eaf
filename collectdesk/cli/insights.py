"""The command that prints the figures of the business, for people and for other programs."""

from __future__ import annotations

import argparse
from datetime import date
from fractions import Fraction
from typing import Any, Final

from collectdesk.cli.arguments import Command, add_json, day
from collectdesk.cli.output import amount, say, say_json, say_table
from collectdesk.cli.session import opened
from collectdesk.domain.dates import long_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.figures import hundredths_string
from collectdesk.domain.money import format_amount, major_string
from collectdesk.usecases.customer_habits import CustomerHabits, customer_habits
from collectdesk.usecases.forecasts import Forecast, cash_forecast
from collectdesk.usecases.insights import Insights, insights

_MONTHS_SHOWN: Final = 12
_MOST_MONTHS: Final = 120
_WEEKS_AHEAD: Final = 8
_WEEKS_BACK: Final = 4

_Found = tuple[Insights, Forecast, tuple[CustomerHabits, ...]]


def _add_figures(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-of", "--to", type=day, dest="as_of", metavar="DATE", help="the last day; now today"
    )
    parser.add_argument(
        "--from",
        type=day,
        dest="since",
        metavar="DATE",
        help="the first day; without it each figure looks back as far as is usual",
    )
    add_json(parser)


def _figures(args: argparse.Namespace) -> int:
    with opened(args.book) as desk:
        last = args.as_of or desk.today
        months = _months_between(args.since, last)
        found = (
            desk.ask(insights, last, months, args.since),
            desk.ask(cash_forecast, last, _WEEKS_AHEAD, _WEEKS_BACK),
            desk.ask(customer_habits, last, args.since),
        )
    if args.json:
        say_json(_as_json(found))
    else:
        _say_figures(found)
    return 0


def _months_between(first: date | None, last: date) -> int:
    """How many months the two days touch; a year when there is no first day."""
    if first is None:
        return _MONTHS_SHOWN
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first > last or months > _MOST_MONTHS:
        raise InvalidInput(
            f"From {first} to {last} cannot be shown: the first day comes first, and at most"
            f" {_MOST_MONTHS} months are shown.",
            "from",
        )
    return months


def _as_json(found: _Found) -> dict[str, Any]:
    told, forecast, habits = found
    return {
        "as_of": told.as_of.isoformat(),
        "from": told.since.isoformat() if told.since else None,
        "currency": told.currency,
        "figures": [
            {
                "key": figure.key,
                "name": figure.name,
                "value": figure.value,
                "number": figure.number or None,
                "unit": figure.unit,
                "meaning": figure.meaning,
                "workings": figure.workings,
                "unknown": figure.unknown or None,
                "period": figure.period,
            }
            for figure in (*told.figures, *told.more)
        ],
        "months": [
            {
                "month": f"{month.month:%Y-%m}",
                "invoiced": major_string(month.invoiced, told.currency),
                "collected": major_string(month.collected, told.currency),
            }
            for month in told.months
        ],
        "forecast": _forecast_json(forecast, told.currency),
        "customers": [_habits_json(one, told.currency) for one in habits],
    }


def _forecast_json(forecast: Forecast, currency: str) -> dict[str, Any]:
    def money(minor: int | None) -> str | None:
        return None if minor is None else major_string(minor, currency)

    return {
        "weeks": [
            {
                "week": week.week.isoformat(),
                "expected": money(week.expected),
                "promised": money(week.promised),
                "instalments": money(week.instalments),
                "invoices": money(week.invoices),
                "actual": money(week.actual),
                "difference": money(week.difference),
                "runs": week.runs,
            }
            for week in forecast.weeks
        ],
        "later": money(forecast.later),
    }


def _habits_json(habits: CustomerHabits, currency: str) -> dict[str, Any]:
    return {
        "number": habits.number,
        "name": habits.name,
        "paid_invoices": habits.paid.invoices,
        "days_to_pay": _number(habits.paid.days_to_pay),
        "days_beyond_terms": _number(habits.paid.days_beyond_terms),
        "days_beyond_terms_late_only": _number(habits.paid.days_beyond_terms_late_only),
        "usual_days_late": _number(habits.usual_days_late),
        "getting_later": {
            "level": habits.later.level.value,
            "baseline": _number(habits.later.baseline),
            "recent": _number(habits.later.recent),
            "evidence": list(habits.later.evidence),
        },
        "promises_kept": _percent(habits.promises.rate_by_count),
        "promised_money_kept": _percent(habits.promises.rate_by_value),
        "forecast_rate": _percent(habits.promises.rate_for_forecast),
        "cost_of_lateness": major_string(habits.cost, currency),
    }


def _number(value: Fraction | None) -> str | None:
    return None if value is None else hundredths_string(value)


def _percent(share: Fraction | None) -> str | None:
    return None if share is None else _number(share * 100)


def _say_figures(found: _Found) -> None:
    told, forecast, habits = found
    currency = told.currency
    since = f"from {long_date(told.since)} to" if told.since else "as of"
    say(f"Figures {since} {long_date(told.as_of)}, in {currency}")
    say()
    figures = [
        [figure.name, figure.value, figure.period, figure.shown_workings()]
        for figure in (*told.figures, *told.more)
    ]
    say_table(["Figure", "Value", "Time", "How it is worked out"], figures, right=" r")
    say()
    months = [
        [f"{one.month:%Y-%m}", amount(one.invoiced, currency), amount(one.collected, currency)]
        for one in told.months
    ]
    say_table(["Month", "Invoiced", "Collected"], months, right=" rr")
    say()
    _say_forecast(forecast, currency)
    if habits:
        say()
        _say_habits(habits, currency)


def _say_forecast(forecast: Forecast, currency: str) -> None:
    def cell(minor: int | None, part: str = "") -> str:
        if minor is None:
            return ""
        return f"{format_amount(minor, currency)} {part}" if part else amount(minor, currency)

    rows = [
        [
            week.week.isoformat(),
            cell(week.expected, "still to come" if week.runs else ""),
            cell(week.actual, "so far" if week.runs else ""),
            cell(week.difference),
        ]
        for week in forecast.weeks
    ]
    rows.append(["later", amount(forecast.later, currency), "", ""])
    say_table(["Week of", "Expected", "Came in", "Difference"], rows, right=" rrr")


def _say_habits(habits: tuple[CustomerHabits, ...], currency: str) -> None:
    rows = [
        [
            one.number,
            one.name,
            _number(one.paid.days_to_pay) or "–",
            _number(one.paid.days_beyond_terms) or "–",
            one.later.level.value if one.later.is_getting_later else "–",
            _percent(one.promises.rate_by_count) or "–",
            amount(one.cost, currency),
        ]
        for one in habits
    ]
    heading = ["No.", "Customer", "Days to pay", "Beyond terms", "Later", "Kept %", "Costs you"]
    say_table(heading, rows, right="  rr rr")


COMMANDS: Final[tuple[Command, ...]] = (
    Command("figures", "days to collect, kept promises and other figures", _add_figures, _figures),
)
