"""Every command in any order, over days: refused whole with a sentence, or all still agrees.

Commands are made by luck but with meaning: of things that are there, for days and sums near those
that fit. Undo of any depth, also of what was done on earlier days, gives back each row.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from collectdesk import usecases
from collectdesk.domain.answer import ANSWERS
from collectdesk.domain.call import Direction
from collectdesk.domain.credit import Decision
from collectdesk.domain.dispute import DisputeReason, DisputeState, Remedy, Resolution
from collectdesk.domain.errors import CannotUndo, KnownError
from collectdesk.domain.interest import InterestMode
from collectdesk.domain.payment_method import METHODS
from collectdesk.usecases.customers import HOLDS, PLACED, CustomerForm, customer_form
from collectdesk.usecases.policy import SavePolicy, current_policy
from collectdesk.usecases.work import Work
from tests.usecases.conftest import Shop, opened_shop
from tests.usecases.life import TERMS, Life
from tests.usecases.test_histories import FIRST_DAY, all_rows, replayed, steps_made, sums_agree
from tests.usecases.test_hostile_commands import Chance, is_sound, steps

LENGTH = 90
CODE = re.compile(r"\bNone\b|Traceback|\w+Error\b|<class|\d{4}-\d\d-\d\d|\b[a-z]+_[a-z_]+\b")
JUDGES = {"judge_promises", "judge_all_plans"}
AHEAD = ("until", "next_on", "first", "last", "date", "remedy_on", "review_on", "resumes_on")
TABLES = {
    "customer_id": "customer", "customers": "customer", "invoice_id": "invoice",
    "invoices": "invoice", "named": "invoice", "parts": "invoice", "charge_id": "charge",
    "credit_id": "credit", "promise_id": "promise", "plan_id": "plan", "dispute_id": "dispute",
    "contact_id": "contact", "application_id": "credit_application", "document_ids": "document",
}  # fmt: skip
SUMS = (
    "amount", "credit", "fee", "down", "minimum", "limit", "granted_limit", "requested_limit",
    "monthly",
)  # fmt: skip
CHOICES: dict[str, tuple[str, ...]] = {
    "answer": tuple(answer.code for answer in ANSWERS),
    "direction": tuple(Direction),
    "purpose": ("", "collection", "courtesy", "service"),
    "satisfaction": ("", "confirmed", "problem"),
    "method": METHODS,
    "hold": HOLDS,
    "placed": PLACED,
    "decision": tuple(Decision),
    "resolution": tuple(Resolution),
    "remedy": ("", *Remedy),
    "state": (*DisputeState, "confirmed", "problem", "unknown"),
    "reason": (*(one for one in DisputeReason if "_" not in one), "said so", ""),
    "mode": tuple(InterestMode),
    "terms": TERMS,
    "pay_run": ("", "every Thu, cut-off 3", "15th and last"),
    "calendar": ("", "US", "US-CA", "none"),
    "price": ("100.00", "0.01", "1,234.56", "-10.00"),
    "quantity": ("1", "2", "0.5"),
    "discount": ("", "10"),
    "tax": ("", "20"),
    "number": ("", "X-1"),
    "path": ("",),
}


class Meaning(Chance):
    """Commands that mostly could be meant."""

    def command(self, kind: type[Any]) -> Any:
        if kind is CustomerForm and self.luck.random() < 0.6:
            form = self.shop.desk.ask(customer_form, self.one("customer"))
            name = self.luck.choice(["terms", "pay_run", "calendar", "number", "note"])
            return dataclasses.replace(form, **{name: self.plain(str, name)})
        if kind is SavePolicy:
            followed = list(self.shop.desk.ask(current_policy).steps)
            at = self.luck.randrange(len(followed))
            step = followed[at].step
            later = dataclasses.replace(step, offset=step.offset + self.luck.choice([-1, 1, 400]))
            followed[at] = dataclasses.replace(followed[at], step=later)
            return SavePolicy(tuple(followed), "tried out")
        return super().command(kind)

    def plain(self, kind: Any, name: str) -> Any:
        if self.luck.random() < 0.08:
            typed = super().plain(kind, name)
            return typed.replace("_", " ") if isinstance(typed, str) else typed
        if kind is int and name in TABLES:
            return self.one(TABLES[name])
        if kind is int and name in SUMS:
            return self.luck.choice([0, 1, 999, 5_000, 9_800, 10_000, 123_456])
        if kind is date:
            days = self.luck.choice([0, 0, 1, 2, 5, 9, 20])
            return self.shop.clock.today() + timedelta(days if name in AHEAD else -days)
        if kind is str:
            return str(self.luck.choice(CHOICES.get(name, ("Ann Lee", "Zoë <b>", "2291"))))
        return super().plain(kind, name)

    def one(self, table: str) -> int:
        """One of the rows that are there, more often of those with something open."""
        is_open = table == "invoice" and self.luck.random() < 0.7
        return self.luck.choice(self.ids(table, "balance > 0" if is_open else "1") or [1])

    def ids(self, table: str, rule: str = "1") -> list[int]:
        def found(work: Work) -> list[int]:
            sql = f"SELECT id FROM {table} WHERE {rule} ORDER BY id"
            return [row[0] for row in work.db.execute_sql(sql)]

        return self.shop.desk.ask(found)


def questions() -> Iterator[tuple[Callable[..., Any], str]]:
    """Each question about one customer or one invoice."""
    for module in pkgutil.walk_packages(usecases.__path__, f"{usecases.__name__}."):
        for name, found in vars(importlib.import_module(module.name)).items():
            if inspect.isfunction(found) and found.__module__ == module.name and name[0] != "_":
                takes = list(inspect.signature(found).parameters.values())
                asked = [one.name for one in takes[1:] if one.default is one.empty]
                told = inspect.signature(found).return_annotation != "None"
                if told and takes and takes[0].annotation == Work.__name__ and asked in ABOUT:
                    yield found, asked[0]


ABOUT = (["customer_id"], ["invoice_id"])


def is_plain(sentence: str) -> bool:
    """Whether it is a sentence without codes, but for what was typed and what is to be typed."""
    told = re.sub(r"“.*?”|direct_debit|from 2026-11-06", "", sentence)
    return told[-1:] in (".", "?") and not CODE.search(told)


@dataclasses.dataclass
class Days:
    """What was tried so far, and how the book was before each step that can be undone today."""

    shop: Shop
    luck: Random
    life: Life
    meaning: Meaning
    before: list[dict[str, list[Any]]] = dataclasses.field(default_factory=list)
    refused: set[str] = dataclasses.field(default_factory=set)

    def one_thing(self) -> None:
        """A step, a night, or the last steps taken back and some of them done again."""
        dice = self.luck.random()
        if dice < 0.08:
            self.shop.on(str(self.shop.clock.today() + timedelta(self.luck.choice([1, 3, 20]))))
            self.before.clear()
        elif dice < 0.16:
            self.some_back()
        else:
            self.step(self.usual() if dice < 0.4 else self.any_command)
        for back in (0, 35):
            sums_agree(self.shop, self.life.customers, self.shop.clock.today() - timedelta(back))

    def usual(self) -> Callable[[], None]:
        awake = [thing for thing in self.life.things() if thing != self.life.sleep]
        return self.luck.choice(awake)

    def any_command(self) -> None:
        step, kind = self.luck.choice(COMMANDS)
        self.shop.do(step, self.meaning.command(kind))

    def step(self, happen: Callable[[], None]) -> None:
        now, label, made = self.shop.whole_book(), self.shop.desk.undo_label, steps_made(self.shop)
        try:
            happen()
        except KnownError as refusal:
            self.refused.add(str(refusal))
        more, after = steps_made(self.shop) - made, self.shop.whole_book()
        assert more or after == now
        if more == 1 and self.shop.desk.undo_label not in (None, label):
            self.before.append(now)
        elif more:
            self.before.clear()

    def some_back(self) -> None:
        """Undo what can be undone, also of earlier days; then do it again, or a part of it."""
        seen = [self.shop.whole_book()]
        for depth in range(self.luck.randrange(1, 7)):
            try:
                if not self.shop.desk.undo_label:
                    break
                self.shop.desk.undo()
            except CannotUndo:
                assert self.shop.whole_book() == seen[-1]
                self.before.clear()
                break
            seen.append(self.shop.whole_book())
            assert depth >= len(self.before) or seen[-1] == self.before[-1 - depth]
        for _ in range(self.luck.choice([len(seen) - 1, self.luck.randrange(len(seen))])):
            self.shop.desk.redo()
            seen.pop()
            assert self.shop.whole_book() == seen[-1]
        del self.before[max(0, len(self.before) - len(seen) + 1) :]

    def nothing_waits_to_be_judged(self) -> None:
        now = self.shop.whole_book()
        self.shop.desk.start_day()
        assert self.shop.whole_book() == now

    def everything_can_be_looked_at(self) -> None:
        for question, about in QUESTIONS:
            for row in self.meaning.ids(TABLES[about]):
                try:
                    self.shop.desk.ask(question, row)
                except KnownError as refusal:
                    self.refused.add(str(refusal))


COMMANDS = [
    pair
    for pair in sorted(steps(), key=lambda one: one[0].__name__)
    if pair[0].__name__ not in JUDGES
]
QUESTIONS = list(questions())


@pytest.mark.parametrize("seed", [4, 7])
def test_commands_in_any_order_are_refused_whole_or_all_still_agrees(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop, luck = opened_shop(Path(folder), FIRST_DAY), Random(seed)
        with closing(shop.desk):
            customers = [shop.customer("One"), shop.customer("Two", terms="2/10 net 30")]
            life = Life(shop, luck, customers)
            for _ in range(4):
                life.issue()
            days = Days(shop, luck, life, Meaning(shop, luck))
            for number in range(LENGTH):
                days.one_thing()
                if number % 10 == 0:
                    days.nothing_waits_to_be_judged()
            days.everything_can_be_looked_at()
            assert [told for told in days.refused if not is_plain(told)] == []
            assert shop.desk.ask(is_sound)
            again = Path(folder) / "again"
            again.mkdir()
            assert replayed(shop, again) == shop.desk.ask(all_rows)
