"""Charging lateness period by period: what an invoice bears from one charge to the next.

Simple interest is principal × yearly rate × days ÷ 365, where the first day is the day after due;
by months it is principal × monthly rate × months, counted from the due date's day and clamped to
month ends. Both run over a balance that changes, for the time since the last charge, are rounded
once, half up, and leave out what is disputed. Money in minor units, rates in hundredths of a
percent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final

from collectdesk.domain.dates import add_months_clamped, parse_date_iso
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.interest import (
    BY_MONTH,
    STATUTORY,
    STATUTORY_MARGIN_BP,
    InterestMode,
    InterestRule,
    eu_compensation,
    late_fee,
    rate_in_force,
    uk_fixed_sum,
    uk_reference_day,
)
from collectdesk.domain.money import format_basis_points, round_half_up
from collectdesk.domain.numerals import parse_percent
from collectdesk.domain.words import counted, quoted

Steps = tuple[tuple[date, int], ...]
"""A sum over time: from the end of each day on it is so much. The oldest day comes first."""

_DAY: Final = timedelta(days=1)
_YEAR_DAYS: Final = 365
_WHOLE: Final = 10_000
_MOST_MONTHS: Final = 1_200


@dataclass(frozen=True, slots=True)
class LateInvoice:
    """An invoice past due: its whole balance and the part that bears interest, over time.

    ``charged_until`` is the last day that was charged for (the due date if none was),
    ``fee_charged`` whether it has had its fee; ``unpaid_interest`` is what was charged before and
    is still open, each charge from the end of its period on.
    """

    due: date
    balances: Steps
    bases: Steps
    charged_until: date
    fee_charged: bool = False
    unpaid_interest: Steps = ()


@dataclass(frozen=True, slots=True)
class PeriodCharge:
    """What to charge for the days after ``since`` up to ``until``; ``rate_bp`` as applied.

    ``principal`` is what bore interest at the end. ``bore_last`` is what did on the last of the
    days or months on which anything bore interest, and ``times`` is how many these are.
    """

    since: date
    until: date
    rate_bp: int
    principal: int
    interest: int
    fee: int
    bore_last: int = 0
    times: int = 0

    @property
    def total(self) -> int:
        """Interest and fee together."""
        return self.interest + self.fee

    def interest_words(self, mode: InterestMode) -> str:
        """For how long interest is charged and at what rate: "2 months at 1.50 % a month", or
        "31 of 53 days at 18.00 % a year" where nothing bore interest on the others."""
        since, until = self.since, self.until
        noun, whole = "day", (until - since).days
        if mode in BY_MONTH:
            noun, whole = "month", (until.year - since.year) * 12 + until.month - since.month
        some = f"{self.times} of " if self.times < whole else ""
        return f"{some}{counted(whole, noun)} at {rate_words(mode, self.rate_bp)}"


def rate_words(mode: InterestMode, rate_bp: int) -> str:
    """A rate and its time: "18.00 % a year"."""
    return f"{format_basis_points(rate_bp)} a {'month' if mode in BY_MONTH else 'year'}"


def period_charge(rule: InterestRule, invoice: LateInvoice, until: date) -> PeriodCharge | None:
    """What ``rule`` charges an invoice up to ``until`` beyond earlier charges; None for nothing.

    For UK and EU law ``rule.rate_bp`` is the reference rate. Within the grace days nothing is due;
    after them interest runs from the due date. Each month counts once, each fee once.
    """
    grace_ends = invoice.due + timedelta(days=max(0, rule.grace_days))
    if rule.mode is InterestMode.NONE or until <= grace_ends:
        return None
    if not highest(invoice.balances, grace_ends, until):
        return None
    rate = rule.rate_bp + (STATUTORY_MARGIN_BP if rule.mode in STATUTORY else 0)
    invoice = replace(invoice, charged_until=_begins(rule.mode, invoice))
    charged_to, interest = _interest(rule.mode, rate, invoice, until, compounds=rule.compounds)
    fee = 0 if invoice.fee_charged else _fee(rule, invoice, until)
    if not interest and not fee:
        return None
    end = min(charged_to, until)
    principal = level(invoice.bases, end) or level(invoice.bases, end - _DAY)
    bore = [one for one in _bearing(rule.mode, invoice, charged_to) if one[0]]
    return PeriodCharge(
        invoice.charged_until, charged_to, rate, principal, interest, fee,
        bore_last=bore[-1][0] if bore else principal,
        times=sum(times for _, times in bore),
    )  # fmt: skip


def _bearing(mode: InterestMode, invoice: LateInvoice, until: date) -> list[tuple[int, int]]:
    """What bore interest since the last charge, and on how many days or months in a row."""
    since = invoice.charged_until
    if mode in BY_MONTH:
        months = _months(invoice.due, until, started=mode is InterestMode.STARTED_MONTHS)
        return [(level(invoice.bases, day), 1) for day, last in months if last > since]
    return segments(invoice.bases, since, until) if since < until else []


def _begins(mode: InterestMode, invoice: LateInvoice) -> date:
    """The day after which interest goes on: a month of which days were charged before, by the day,
    is not charged again."""
    begins = invoice.charged_until
    if mode in BY_MONTH:
        months = (add_months_clamped(invoice.due, number) for number in range(_MOST_MONTHS))
        return next((day for day in months if day >= begins), begins)
    return begins


def _interest(
    mode: InterestMode, rate: int, invoice: LateInvoice, until: date, *, compounds: bool
) -> tuple[date, int]:
    """The last day charged for, and the interest.

    All charges together come to what one charge for the whole time would: each is the difference
    of two sums from the due date on, so that cents do not add up by being rounded often.
    """
    since = invoice.charged_until
    if mode is InterestMode.FIXED_FEE or until <= since:
        return max(since, until), 0
    if mode in BY_MONTH:
        started = mode is InterestMode.STARTED_MONTHS
        return _by_months(rate, invoice, since, until, started=started, compounds=compounds)
    return until, _by_days(rate, invoice, until) - _by_days(rate, invoice, since)


def _by_days(rate: int, invoice: LateInvoice, until: date) -> int:
    if until <= invoice.due:
        return 0
    weighted = sum(base * days for base, days in segments(invoice.bases, invoice.due, until))
    return round_half_up(Fraction(weighted * rate, _WHOLE * _YEAR_DAYS))


def _by_months(
    rate: int, invoice: LateInvoice, since: date, until: date, *, started: bool, compounds: bool
) -> tuple[date, int]:
    """A full month bears on what was open at its end, a started one on what was open before.

    Compounding adds the interest of the months before, as far as it is still open; none is added
    to a month that bears nothing.
    """
    earlier, exact, charged_to = Fraction(0), Fraction(0), since
    for day, last in _months(invoice.due, until, started=started):
        bears = Fraction(level(invoice.bases, day))
        if last <= since:
            earlier += 0 if compounds else bears * rate / _WHOLE
            continue
        if compounds and bears:
            bears += exact + max(0, level(invoice.unpaid_interest, day))
        exact += bears * rate / _WHOLE
        charged_to = last
    return charged_to, round_half_up(earlier + exact) - round_half_up(earlier)


def _months(due: date, until: date, *, started: bool) -> Iterator[tuple[date, date]]:
    """The months that are charged by a day: of each the day that tells what bears, and its end."""
    for number in range(1, _MOST_MONTHS):
        first, last = add_months_clamped(due, number - 1), add_months_clamped(due, number)
        bears_on = first if started else last - _DAY
        if bears_on >= until:
            return
        yield bears_on, last


@dataclass(frozen=True, slots=True)
class Charged:
    """A charge as it was made: for the days after ``since`` up to ``until``.

    ``rate_bp`` is the rate as applied, ``principal`` what bore interest at the end as then known.
    """

    mode: InterestMode
    rate_bp: int
    since: date
    until: date
    principal: int
    compounds: bool = False


def right_interest(charged: Charged, invoice: LateInvoice, grace_days: int = 0) -> int | None:
    """The interest of a period that was charged, by what is known of the invoice now.

    None if nothing has become known since. Rate and period stay as they were charged. Paid within
    the grace days it bears nothing, unless that payment was returned at any time since.
    """
    if not highest(invoice.balances, invoice.due + timedelta(days=grace_days), date.max):
        return 0
    if _as_known_then(charged, invoice):
        return None
    again = replace(invoice, charged_until=charged.since)
    _, interest = _interest(
        charged.mode, charged.rate_bp, again, charged.until, compounds=charged.compounds
    )
    return interest


def right_fee(
    charged: Charged, amount: int, invoice: LateInvoice, rule: InterestRule
) -> int | None:
    """The fee of an invoice that was charged ``amount``, by what is known of the invoice now.

    Grace and minimum are those of ``rule``, if it is still of the kind. None if nothing has become
    known since.
    """
    same = rule.mode is charged.mode
    grace_days, minimum = (rule.grace_days, rule.minimum) if same else (0, 0)
    if _as_known_then(charged, invoice):
        return None
    grace_ends = invoice.due + timedelta(days=grace_days)
    open_late = highest(invoice.balances, grace_ends, charged.until)
    if not open_late or (charged.mode is InterestMode.FIXED_FEE and open_late < minimum):
        return 0
    if charged.mode is InterestMode.UK:
        most = highest(invoice.balances, invoice.due, charged.until)
        return uk_fixed_sum(most, rule.law_unit)
    return amount


def _as_known_then(charged: Charged, invoice: LateInvoice) -> bool:
    """What bore interest at the end is unchanged; whatever is entered late lowers it from its day
    on, as long as nothing was disputed, rested for a plan, or was paid and returned.

    The last payment may hide another as large, which was entered late."""
    at_end, whole = level(invoice.bases, charged.until), max(dict(invoice.balances).values())
    if not at_end and charged.principal * 2 > whole:
        at_end = level(invoice.bases, charged.until - _DAY)
    return (
        charged.principal == at_end
        and invoice.bases == invoice.balances
        and _only_falls(invoice.balances, charged.until)
    )


def _only_falls(steps: Steps, until: date) -> bool:
    known = [amount for day, amount in steps if day <= until]
    return all(after < before for before, after in pairwise(known))


def _fee(rule: InterestRule, invoice: LateInvoice, until: date) -> int:
    days = (until - invoice.due).days
    day_before = until - timedelta(days=1)
    if not (level(invoice.bases, until) or level(invoice.bases, day_before)):
        return 0
    balance = level(invoice.balances, until) or level(invoice.balances, day_before)
    match rule.mode:
        case InterestMode.FIXED_FEE:
            return late_fee(days, balance, rule.fee, rule.grace_days, rule.minimum)
        case InterestMode.UK:
            return uk_fixed_sum(highest(invoice.balances, invoice.due, until), rule.law_unit)
        case InterestMode.EU:
            return eu_compensation(rule.law_unit)
        case _:
            return 0


def level(steps: Steps, day: date) -> int:
    """The sum at the end of a day; nothing before the first step."""
    found = 0
    for since, amount in steps:
        if since > day:
            break
        found = amount
    return found


def closed_by(balances: Steps, day: date) -> date | None:
    """The day since which nothing was open at the end of ``day``; None while something was.

    Also of what is open again by now, because a payment was returned after ``day``.
    """
    known = [step for step in balances if step[0] <= day]
    if not known or known[-1][1]:
        return None
    return known[-1][0]


def highest(steps: Steps, first: date, last: date) -> int:
    """The most that it was at the end of any of the days."""
    return max([level(steps, first), *(amount for day, amount in steps if first < day <= last)])


def segments(steps: Steps, since: date, until: date) -> list[tuple[int, int]]:
    """The sums that held in the days after ``since`` up to ``until``, each with its days.

    The day of a payment still counts with what was open before it.
    """
    inside = [day for day, _ in steps if since < day < until]
    days = [since, *sorted(set(inside)), until]
    return [(level(steps, first), (last - first).days) for first, last in pairwise(days)]


def steps_of(changes: Iterable[tuple[date, int]]) -> Steps:
    """Steps from changes in any order: each day's changes added to what was before."""
    by_day: dict[date, int] = {}
    for day, change in changes:
        by_day[day] = by_day.get(day, 0) + change
    total, found = 0, []
    for day, change in sorted(by_day.items()):
        total += change
        found.append((day, total))
    return tuple(found)


def interest_bases(
    balances: Steps, disputed: Steps, pauses: Sequence[tuple[date, date | None]]
) -> Steps:
    """What bears interest over time: the balance less what is disputed, nothing in a pause.

    A pause runs from its first day to the day before its second, or on without one.
    """
    ends = [day for pause in pauses for day in pause if day is not None]
    days = sorted({*(day for day, _ in balances), *(day for day, _ in disputed), *ends})
    return tuple(
        (day, 0 if _paused(pauses, day) else max(0, level(balances, day) - level(disputed, day)))
        for day in days
    )


def _paused(pauses: Sequence[tuple[date, date | None]], day: date) -> bool:
    return any(first <= day and (last is None or day < last) for first, last in pauses)


def parse_rates(text: str) -> tuple[tuple[date, int], ...]:
    """Reference rates from lines such as "2026-07-01 4.25", in hundredths of a percent.

    Raises InvalidInput for a line that is not a day and a rate.
    """
    rates = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        day, _, rate = line.partition(" ")
        try:
            rates.append((parse_date_iso(day), parse_percent(rate.strip())))
        except InvalidInput as error:
            raise InvalidInput(
                f"{quoted(line)} is not a day and a rate. Write it as 2026-07-01 4.25.",
                "reference_rates",
            ) from error
    return tuple(sorted(rates))


def reference_rate(mode: InterestMode, rates: Sequence[tuple[date, int]], due: date) -> int | None:
    """The reference rate of a statutory mode for an invoice due that day; None without rates.

    In the UK it is that of the 31 December or 30 June before interest starts; else that of the day
    on which interest starts. Raises InvalidInput when the list starts later.
    """
    if mode not in STATUTORY or not rates:
        return None
    return rate_in_force(rates, reference_day(mode, due))


def reference_day(mode: InterestMode, due: date) -> date:
    """The day whose reference rate holds for an invoice that is late by a statutory mode."""
    return uk_reference_day(due) if mode is InterestMode.UK else due + _DAY
