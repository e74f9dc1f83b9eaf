"""Whatever a command holds: it is refused with a sentence and changes nothing, or it adds up.

The use cases are found by what they take, so that each new one is tried too.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import Enum
from random import Random
from typing import Any

from collectdesk import usecases
from collectdesk.domain.errors import KnownError
from collectdesk.domain.settings import BookSettings
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.checking import check_book
from collectdesk.usecases.work import Work
from tests.usecases.conftest import Shop
from tests.usecases.life import Life

TRIED = 420
TODAY = date(2026, 3, 31)
NO_STEPS = {"fill_demo", "keep_bodies", "draw_look", "filled_terms", "signed", "rule_words"} | {
    "figures", "sheet_of", "customer_of", "mail_recipient", "payment_foretold", "grant", "settle",
}  # fmt: skip
NUMBERS = (0, 1, -1, 2, 3, 10, 999, 5_000, 10_000, 10**13, 10**13 + 1, -(10**13), 2**63, 10**30)
DAYS = (
    *(TODAY + timedelta(days) for days in (0, 0, -1, 1, 5, -40, 40)),
    date.min, date.max, date(1969, 12, 31), date(2024, 2, 29), date(2199, 12, 31),
)  # fmt: skip
TEXTS = (
    "", " ", "x", "\0", "\ud800", "a\udfffb", "=1+1", "<b>&", "%s{x}", "{", "\u202e", "é" * 50,
    "a" * 10_000, "a" * 10_001, "\n", "-1", "NaN", "1,000.00", "US-CA", "net 30", "2/10 net 30",
    "every Thu, cut-off 3", "cheque", "transfer", "price", "open", "resolved", "credit_issued",
    "sent", "not_sent", "no_answer", "agency", "approved", "no", "yes", "uk", "simple", "9" * 400,
    "/dev/null", "[]", "null", "٣",
)  # fmt: skip


def steps() -> Iterator[tuple[Callable[..., Any], type[Any]]]:
    """Each use case, and the kind of its command."""
    for module in pkgutil.walk_packages(usecases.__path__, f"{usecases.__name__}."):
        for name, found in vars(importlib.import_module(module.name)).items():
            if inspect.isfunction(found) and found.__module__ == module.name:
                kind = command_of(found)
                if kind is not None and not name.startswith("_") and name not in NO_STEPS:
                    yield found, kind


def command_of(function: Callable[..., Any]) -> type[Any] | None:
    """What a function of the desk's work and one command takes, else None."""
    takes = [one.annotation for one in inspect.signature(function).parameters.values()]
    if len(takes) != 2 or takes[0] != Work.__name__:
        return None
    kind = list(typing.get_type_hints(function).values())[1]
    return typing.cast(type[Any], kind) if dataclasses.is_dataclass(kind) else None


@dataclasses.dataclass
class Chance:
    """Commands made by luck: of each field, values that fit its kind and hardly its meaning."""

    shop: Shop
    luck: Random

    def command(self, kind: type[Any]) -> Any:
        kinds = typing.get_type_hints(kind)
        given = [
            field.name
            for field in dataclasses.fields(kind)
            if _must_be_given(field) or self.luck.random() < 0.5
        ]
        if kind is BookSettings:
            now = self.shop.desk.ask(book_settings)
            return dataclasses.replace(now, **{n: self.value(kinds[n], n) for n in given[:2]})
        return kind(**{name: self.value(kinds[name], name) for name in given})

    def value(self, kind: Any, name: str) -> Any:
        origin, parts = typing.get_origin(kind), typing.get_args(kind)
        if origin in (typing.Union, types.UnionType):
            return self.value(self.luck.choice(parts), name)
        if origin is tuple and parts[-1] is Ellipsis:
            return tuple(self.value(parts[0], name) for _ in range(self.luck.randrange(3)))
        if origin is tuple:
            return tuple(self.value(part, name) for part in parts)
        if dataclasses.is_dataclass(kind):
            return self.command(typing.cast(type[Any], kind))
        if inspect.isclass(kind) and issubclass(kind, Enum):
            return self.luck.choice(list(kind))
        return self.plain(kind, name)

    def plain(self, kind: Any, name: str) -> Any:
        if kind is type(None):
            return None
        if kind is bool:
            return self.luck.random() < 0.5
        if kind is int:
            meant = name.endswith("_id") or name in ("named", "invoices", "parts", "customers")
            few = range(1, 6) if meant and self.luck.random() < 0.85 else NUMBERS
            return self.luck.choice(few)
        if kind is date:
            return self.luck.choice(DAYS[:7] if self.luck.random() < 0.8 else DAYS)
        assert kind is str, f"no values for {kind} of {name}"
        return self.luck.choice(TEXTS)


def _must_be_given(field: dataclasses.Field[Any]) -> bool:
    return field.default is field.default_factory is dataclasses.MISSING


def is_sound(work: Work) -> bool:
    return not any(check.problems for check in check_book(work).checks)


def undo_is_exact(shop: Shop, before: dict[str, list[Any]]) -> bool:
    after = shop.whole_book()
    shop.desk.undo()
    undone = shop.whole_book()
    shop.desk.redo()
    return undone == before and shop.whole_book() == after


def test_hostile_commands_are_refused_whole_or_add_up(shop: Shop) -> None:
    luck = Random(7)
    customers = [shop.customer("One"), shop.customer("Two", terms="2/10 net 30")]
    life, chance, known = (
        Life(shop, luck, customers),
        Chance(shop, luck),
        sorted(steps(), key=lambda step: step[0].__name__),
    )
    for _ in range(4):
        life.issue()
    life.pay()
    before = shop.whole_book()
    done: set[str] = set()
    refusals: set[str] = set()
    for _ in range(TRIED):
        step, kind = luck.choice(known)
        try:
            outcome = shop.desk.do(step, chance.command(kind))
        except KnownError as refusal:
            refusals.add(str(refusal))
            assert shop.whole_book() == before, step.__name__
            continue
        done.add(step.__name__)
        if outcome.undo_label:
            assert undo_is_exact(shop, before), step.__name__
        before = shop.whole_book()
    assert shop.desk.ask(is_sound)
    assert all(10 < len(sentence) < 900 for sentence in refusals)
    assert len(known) > 45
    assert len(done) > 15
