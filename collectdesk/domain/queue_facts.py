"""What the work queue looks at: a customer's facts, and what each of them weighs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectdesk.domain.calendar import FOLLOW_UP_FROM_DAYS
from collectdesk.domain.call import ATTEMPTS_PER_WEEK, LIVE_CALLS_PER_DAY
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.unkept import BrokenPromise, FailedPlan


@dataclass(frozen=True, slots=True)
class QueueWeights:
    """What each fact is worth. The four maxima and silence add up to at most 100.

    ``large_amount`` is in minor units: so much overdue earns all the points for the amount.
    """

    large_amount: int = 500_000
    amount_max: int = 30
    lateness_max: int = 30
    days_per_lateness_point: int = 2
    promises_max: int = 20
    broken_points: int = 10
    partly_points: int = 5
    risk_max: int = 10
    risk_points: int = 5
    silence_max: int = 10
    days_per_silence_point: int = 3
    first_call_business_days: int = 3
    follow_up_from_days: int = FOLLOW_UP_FROM_DAYS
    live_calls_per_day: int = LIVE_CALLS_PER_DAY
    attempts_per_week: int = ATTEMPTS_PER_WEEK

    def __post_init__(self) -> None:
        maxima = (
            self.amount_max,
            self.lateness_max,
            self.promises_max,
            self.risk_max,
            self.silence_max,
        )
        points = (*maxima, self.broken_points, self.partly_points, self.risk_points)
        if min(points) < 0 or sum(maxima) > 100:
            raise InvalidInput("The points of the work list add up to at most 100.", "weights")
        divisors = (self.large_amount, self.days_per_lateness_point, self.days_per_silence_point)
        limits = (self.live_calls_per_day, self.attempts_per_week)
        if min(*divisors, *limits) < 1 or self.first_call_business_days < 0:
            raise InvalidInput("The limits of the work list are at least 1.", "weights")


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """Everything that the queue looks at, for one customer. Money in minor units of ``currency``.

    ``overdue`` leaves out disputed sums; ``days_late`` and ``oldest_due`` belong to the oldest
    invoice in it. ``broken_90`` and ``partly_90`` count promises of the last 90 days, ``nsf_180``
    tells of a returned payment in the last 180. ``later_days`` are the days to pay in growing
    order, as evidence for ``getting_later``.

    ``promise_broken`` is the latest broken promise that nothing answered since (see
    ``domain.unkept``), ``plan_failed`` such a plan, and ``payment_returned`` the day on which a
    payment came back that is to be sent again.
    ``next_call`` (day, day of the call that set it, what) lies ahead. ``newest_late`` is the day
    from which the newest of what is overdue and not promised in full was so.

    ``promised`` is what the open promises may still bring, ``promised_overdue`` what of it is for
    what is overdue, and ``open_promise`` (amount, promised day, deadline) the next of them.
    ``held`` is on account and on no invoice yet, and ``asked_since`` the oldest due day of what is
    overdue and not promised.
    ``settled_until`` is the day until which something overdue has its days to pay after a dispute.
    ``plan_up_to_date`` says that all that is overdue is in a plan whose instalments have come.
    ``instalment_due`` is (number, of how many, what is still to come of it, date).
    ``cutoff`` is the day by which an invoice must be there for ``cutoff_run``, ``cutoff_send_by``
    the last one to post it. ``courtesy_since`` is the day on which the oldest invoice still without
    a first follow-up was sent. ``last_notice`` is the letter's name and its day.
    """

    name: str
    currency: str = "USD"
    owes: int = 0
    overdue: int = 0
    days_late: int = 0
    oldest_due: date | None = None
    broken_90: int = 0
    partly_90: int = 0
    getting_later: bool = False
    later_days: tuple[int, ...] = ()
    over_limit: bool = False
    nsf_180: bool = False
    last_reached: date | None = None
    last_notice: tuple[str, date] | None = None
    promise_broken: BrokenPromise | None = None
    follow_up_due: tuple[date, str] | None = None
    instalment_due: tuple[int, int, int, date] | None = None
    plan_failed: FailedPlan | None = None
    payment_returned: date | None = None
    next_call: tuple[date, date, str] | None = None
    newest_late: date | None = None
    cutoff: date | None = None
    cutoff_run: date | None = None
    cutoff_send_by: date | None = None
    dispute_step: tuple[date, str] | None = None
    dispute_opened: date | None = None
    verification_due: date | None = None
    courtesy_since: date | None = None
    open_promise: tuple[int, date, date] | None = None
    promised: int = 0
    promised_overdue: int = 0
    held: int = 0
    asked_since: date | None = None
    disputed: int = 0
    all_disputed: bool = False
    settled_until: date | None = None
    no_contact_until: date | None = None
    no_contact_reason: str = ""
    plan_up_to_date: bool = False
    placed: bool = False
    contacts_today: int = 0
    attempts_7d: int = 0

    @property
    def asked(self) -> int:
        """What is overdue and neither promised nor on account; not above zero if nothing is."""
        return self.overdue - self.promised_overdue - self.held

    @property
    def is_covered(self) -> bool:
        """Whether all that is overdue and not promised is on account already."""
        return self.overdue > self.promised_overdue and self.asked <= 0
