"""Relations that the day's list keeps whatever has happened in a shop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from collectdesk import bootstrap
from collectdesk.domain.errors import KnownError
from collectdesk.domain.queue import PIN_FOLLOW_UP, PIN_PROMISE_BROKEN
from collectdesk.store.worklist import WorkRow
from collectdesk.usecases.calls import LogCall, log_call
from collectdesk.usecases.pages import TABS, customer_listing
from collectdesk.usecases.placing import placed_now
from collectdesk.usecases.promises import NewPromise
from tests.usecases.conftest import Shop, opened_shop
from tests.usecases.life import Life

ANSWERS = (
    "sent", "not_sent", "wont_pay", "no_answer", "wrong_person", "voicemail", "soon",
    "nothing_now", "no_invoice", "not_approved", "call_back", "insolvent", "do_not_call",
)  # fmt: skip
ASKED_FOR = (None, PIN_PROMISE_BROKEN, PIN_FOLLOW_UP)
DAY = timedelta(days=1)
A_FEW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@contextmanager
def lived(seed: int, length: int = 50) -> Iterator[Life]:
    """A shop in which things have happened for some weeks, and everybody owes something overdue."""
    with TemporaryDirectory() as folder:
        shop = opened_shop(Path(folder), date(2026, 3, 2))
        life = Life(shop, Random(seed), [shop.customer(name) for name in ("Ada", "Bo", "Cy")])
        try:
            for _ in range(length):
                with suppress(KnownError):
                    life.luck.choice(life.things())()
            for customer in life.customers:
                with suppress(KnownError):  # on hold for new credit
                    day = life.some_day().isoformat()
                    shop.invoice(customer, "150.00", day, "due on receipt")
            yield life
        finally:
            life.shop.desk.close()


def opened_again(life: Life) -> Shop:
    """The same shop after its book was closed."""
    path = life.shop.desk.path
    life.shop.desk.close()
    life.shop = Shop(bootstrap.open_desk(path, life.shop.clock), life.shop.clock)
    return life.shop


def lists(shop: Shop) -> list[Any]:
    return [shop.desk.ask(customer_listing, tab) for tab in TABS]


def rows(shop: Shop) -> dict[int, WorkRow]:
    return {row.customer_id: row for row in shop.desk.ask(placed_now)}


def a_call(life: Life, customer: int) -> LogCall:
    luck, today = life.luck, life.shop.clock.today()
    answer = luck.choice(ANSWERS)
    promise = NewPromise(luck.choice([1, 5_000, 10_000]), today + luck.randrange(9) * DAY, "card")
    needed = answer in ("not_sent", "soon")
    return LogCall(
        customer,
        answer,
        direction=luck.choice(["out", "in"]),
        promise=promise if needed or luck.random() < 0.2 else None,
        next_on=today + luck.randrange(1, 9) * DAY if luck.random() < 0.2 else None,
    )


@A_FEW
@given(st.integers(0, 10_000))
@example(10)
def test_who_was_called_is_asked_for_nothing_more_that_day_and_undo_brings_the_list_back(
    seed: int,
) -> None:
    with lived(seed) as life:
        shop = life.shop
        for customer in life.customers:
            before, told = lists(shop), a_call(life, customer)
            try:
                shop.do(log_call, told)
            except KnownError:
                assert lists(shop) == before
                continue
            row = rows(shop)[customer]
            assert row.place != "today" or row.pin not in ASKED_FOR, (told, row.reason)
            after = lists(shop)
            shop.desk.undo()
            assert lists(shop) == before
            shop.desk.redo()
            assert lists(shop) == after
        before = lists(shop)
        assert lists(opened_again(life)) == before


@A_FEW
@given(st.integers(0, 10_000))
def test_days_without_news_take_nobody_off_the_list_and_make_nothing_less_overdue(
    seed: int,
) -> None:
    """But for the days from the failure of a plan until all that it covered falls due."""
    with lived(seed) as life:
        shop, before = life.shop, rows(life.shop)
        for _ in range(20):
            now = rows(shop.on((shop.clock.today() + DAY).isoformat()))
            for customer, row in now.items():
                was = before[customer]
                assert was.place != "today" or row.place == "today", (was.reason, row.reason)
                assert row.overdue >= was.overdue or was.shown == "plan"
            before = now
