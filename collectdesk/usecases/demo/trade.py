"""The daily trade of the demo book: who ordered what and when, how it was paid, who was called.

Nothing here touches a book. The same day always gives the same trade.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise
from random import Random

from collectdesk.domain.calendar import follow_up_day
from collectdesk.domain.pay_run import PayRun, parse_pay_run, paying_run
from collectdesk.domain.terms import Terms, due_date, parse_terms
from collectdesk.usecases.demo.data import DemoCustomer, DemoData, Facts, Product
from collectdesk.usecases.demo.days import Days
from collectdesk.usecases.invoice_forms import LineForm

HISTORY_DAYS = 540
_SEED = "Harbor Supplies"
_PATIENCE = 4
_LETTER_DAYS = 40

AT = {
    "invoice": time(8, 40),
    "draft": time(8, 45),
    "payment": time(10, 5),
    "returned": time(11, 0),
    "credit": time(11, 30),
    "delivered": time(12, 0),
    "letter": time(12, 10),
    "verified": time(15, 0),
    "notice": time(17, 5),
}
_EVENING = time(17, 20)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a customer; ``facts`` depend on what it was."""

    day: date
    at: time
    customer: DemoCustomer
    do: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Order:
    """Goods ordered, delivered and invoiced on a day."""

    customer: DemoCustomer
    day: date
    lines: tuple[LineForm, ...]

    @property
    def key(self) -> str:
        """Names the order among those of its customer."""
        return f"order {self.day} {self.lines[0].description} {len(self.lines)}"


def time_of(do: str, customer: DemoCustomer, day: date) -> time:
    """The time of day of an event: calls at any hour, the rest in the routine of the office."""
    if do == "call":
        minutes = 9 * 60 + 5 + Random(f"{customer.name} {day}").randrange(7 * 60 + 45)
        return time(minutes // 60, minutes % 60)
    return AT.get(do, _EVENING)


def event(do: str, customer: DemoCustomer, day: date, facts: Facts) -> Event:
    """An event at its usual time of day."""
    return Event(day, time_of(do, customer, day), customer, do, facts)


def regular_events(data: DemoData, days: Days, anchors: Sequence[tuple[date, int]],
                   story_days: Sequence[date]) -> tuple[list[Event], int]:  # fmt: skip
    """The regular trade, and the number of its first invoice.

    ``anchors`` are days and numbers of invoices in the stories, ``story_days`` the days of all
    story invoices: orders are added or left out so that running numbers come out as told.
    """
    orders = [order for customer in data.customers for order in _orders(data, customer, days)]
    chosen, first = _counted_out(data, days, orders, sorted(anchors), sorted(story_days))
    listed: list[Event] = []
    by_customer: dict[str, list[Order]] = defaultdict(list)
    for order in chosen:
        by_customer[order.customer.name].append(order)
    for customer in data.customers:
        mine = sorted(by_customer[customer.name], key=lambda order: (order.day, order.key))
        listed += _Account(data, customer, days).events(mine)
    return listed, first


def _orders(data: DemoData, customer: DemoCustomer, days: Days) -> Iterator[Order]:
    trade = customer.trade
    rng = Random(f"{_SEED} {customer.name}")
    back = HISTORY_DAYS - rng.randrange(trade.every)
    while back > max(trade.until, 1):
        day = days.on(f"-{back}")
        yield Order(customer, day, _lines(data, customer, rng, trade.lines))
        back -= rng.randint(trade.every * 3 // 4, trade.every * 5 // 4 + 1)


def _lines(data: DemoData, customer: DemoCustomer, rng: Random, usual: int) -> tuple[LineForm, ...]:
    shelf = [product for group in customer.trade.goods for product in data.products[group]]
    picked = rng.sample(shelf, min(len(shelf), rng.randint(max(1, usual - 1), usual + 1)))
    lines = [_line(data, customer, rng, product) for product in picked]
    if rng.random() < 0.2:
        lines.append(_line(data, customer, rng, data.products["service"][0]))
    return tuple(lines)


def _line(data: DemoData, customer: DemoCustomer, rng: Random, product: Product) -> LineForm:
    most = max(1, round(product.usual * customer.trade.scale))
    return LineForm(
        description=product.name,
        quantity=str(rng.randint((most + 3) // 4, most)),
        unit=product.unit,
        price=product.price,
        discount="5" if most > 10 and rng.random() < 0.1 else "",
        tax=data.firm["tax_percent"] if customer.taxed and product.taxed else "",
    )


def _counted_out(
    data: DemoData, days: Days, orders: list[Order], anchors: list[tuple[date, int]],
    story_days: list[date],
) -> tuple[list[Order], int]:  # fmt: skip
    rng = Random(f"{_SEED} between")
    first_day, first_number = anchors[0]
    chosen = [order for order in orders if order.day < first_day]
    before = len(chosen) + sum(day < first_day for day in story_days)
    for (start, low), (end, high) in pairwise(anchors):
        told = sum(start <= day < end for day in story_days)
        within = [order for order in orders if start < order.day < end]
        chosen += _exactly(data, days, rng, within, high - low - 1 - told, (start, end))
    chosen += [order for order in orders if order.day > anchors[-1][0]]
    return chosen, first_number - before


def _exactly(
    data: DemoData, days: Days, rng: Random, orders: list[Order], wanted: int,
    between: tuple[date, date],
) -> list[Order]:  # fmt: skip
    shuffled = rng.sample(orders, len(orders))
    large_first = sorted(shuffled, key=lambda order: -order.customer.trade.scale)
    kept = large_first[: max(0, wanted)]
    fillers = [customer for customer in data.customers if customer.extra]
    start, end = between
    free = [
        day
        for day in (start + timedelta(days=n) for n in range(1, (end - start).days))
        if days.calendar.is_business_day(day)
    ]
    while len(kept) < wanted:
        customer = rng.choice(fillers)
        order = Order(
            customer, rng.choice(free), _lines(data, customer, rng, customer.trade.lines + 1)
        )
        if order.key not in {one.key for one in kept if one.customer is customer}:
            kept.append(order)
    return kept


class _Account:
    """One customer's orders followed to the money."""

    def __init__(self, data: DemoData, customer: DemoCustomer, days: Days) -> None:
        self._data = data
        self._customer = customer
        self._days = days
        self._terms: Terms = parse_terms(customer.terms)
        run = days.filled(customer.pay_run)
        self._run: PayRun | None = parse_pay_run(run) if run else None
        self._rng = Random(f"{_SEED} {customer.name} pays")

    def events(self, orders: Iterable[Order]) -> list[Event]:
        """Invoices, deliveries, calls and payments of the orders."""
        listed: list[Event] = []
        due_payments: dict[date, list[str]] = defaultdict(list)
        for order in orders:
            listed += self._delivered(order)
            paid = self._paid_on(order)
            listed += self._calls(order, paid)
            if paid < self._days.today:
                due_payments[paid].append(order.key)
        listed += [
            event("payment", self._customer, day, {"for": tuple(keys)})
            for day, keys in due_payments.items()
        ]
        return listed

    def _delivered(self, order: Order) -> Iterator[Event]:
        facts = {"as": order.key, "lines": order.lines}
        if self._customer.po_required or self._rng.random() < 0.15:
            facts["po"] = f"PO {self._rng.randrange(10_000, 99_999)}"
        yield event("invoice", self._customer, order.day, facts)
        age = (self._days.today - order.day).days
        if age > _LETTER_DAYS or self._days.calendar.add_business_days(order.day, 1) >= (
            self._days.today
        ):
            return
        arrived = self._days.calendar.add_business_days(order.day, 1)
        yield event("delivered", self._customer, arrived, {"for": order.key})
        yield event("letter", self._customer, arrived, {"for": order.key})
        answered = self._days.calendar.add_business_days(arrived, self._rng.randint(3, 6))
        if answered < self._days.today and self._rng.random() < 0.6:
            yield event("verified", self._customer, answered, {"for": order.key})

    def _paid_on(self, order: Order) -> date:
        calendar = self._days.calendar
        due = due_date(order.day, self._terms)
        if self._run is not None and self._customer.trade.pays is None:
            wished = paying_run(due, order.day, self._run, calendar)
        else:
            share = 1 - (self._days.today - order.day).days / HISTORY_DAYS
            first, lately = self._customer.trade.pays or (0, 0)
            usual = round(first + (lately - first) * share)
            wished = due + timedelta(days=usual + self._rng.randint(-1, 1))
            wished = calendar.previous_business_day(max(order.day, wished))
        yesterday = calendar.add_business_days(self._days.today, -1)
        asked = min(due + timedelta(days=1), follow_up_day(order.day, calendar))
        in_time = min(wished, yesterday) if asked <= self._days.today else wished
        return max(in_time, order.day)

    def _calls(self, order: Order, paid: date) -> Iterator[Event]:
        calendar = self._days.calendar
        due = due_date(order.day, self._terms)
        courtesy = follow_up_day(order.day, calendar)
        if courtesy < min(due, paid, self._days.today):
            yield self._call(courtesy, "courtesy", {"answer": "pay_run", "reason": ""})
        first = calendar.add_business_days(due, _PATIENCE)
        if paid >= self._days.today or first >= paid or self._rng.random() < 0.35:
            return
        if self._rng.random() < 0.4:
            answer = self._rng.choice(["no_answer", "voicemail"])
            yield self._call(first, answer, {"answer": answer})
            yield event("notice", self._customer, first, {"kind": "reminder"})
            first = calendar.add_business_days(first, 1)
        if first < paid:
            yield self._asked(order, first, paid)

    def _asked(self, order: Order, day: date, paid: date) -> Event:
        reason = self._rng.choice(self._data.talk["reasons"])
        if (paid - day).days <= 2:
            return self._call(day, "sent", {"answer": "sent"})
        breaks = self._rng.random() < 0.12
        by = self._days.calendar.add_business_days(day, 1) if breaks else paid
        promise = {"on": by, "how": self._customer.how, "for": (order.key,)}
        return self._call(
            day, "not_sent", {"answer": "not_sent", "reason": reason, "promise": promise}
        )

    def _call(self, day: date, said: str, facts: Facts) -> Event:
        note = self._rng.choice(self._data.talk[said])
        spoke = "" if said in ("no_answer", "voicemail") else self._customer.people[0]["name"]
        return event("call", self._customer, day, {"note": note, "with": spoke, **facts})
