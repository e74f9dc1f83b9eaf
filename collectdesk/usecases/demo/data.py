"""What the demo book tells, read from the texts that ship with the program."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from collectdesk.base.resources import resource_bytes

Facts = Mapping[str, Any]

_FOLDER = "demo"
_CUSTOMER_FILES = ("today", "careful", "promises", "regular")


@dataclass(frozen=True, slots=True)
class Product:
    """Something on the price list; ``usual`` is how many are sold on one line at most."""

    name: str
    unit: str
    price: str
    usual: int
    taxed: bool


@dataclass(frozen=True, slots=True)
class Trade:
    """How a customer orders and pays: about ``every`` so many days, up to ``until`` days before
    today, ``lines`` lines of some ``goods``, paid ``pays`` days after due (at first, and lately).
    Without ``pays`` the customer's own pay run tells."""

    every: int
    goods: tuple[str, ...]
    lines: int = 2
    scale: float = 1.0
    pays: tuple[int, int] | None = None
    until: int = 0


@dataclass(frozen=True, slots=True)
class DemoCustomer:
    """A customer of the demo book with its people, its habits and its story."""

    name: str
    address: str
    terms: str
    people: tuple[Facts, ...]
    trade: Trade
    story: tuple[Facts, ...] = ()
    trade_name: str = ""
    entity: str = ""
    natural_person: bool = False
    limit: str = ""
    pay_run: str = ""
    po_required: bool = False
    agency_intended: bool = False
    how: str = "cheque"
    cheques_from: int = 1001
    taxed: bool = False
    extra: bool = False


@dataclass(frozen=True, slots=True)
class DemoData:
    """Everything from which a demo book is made."""

    firm: Facts
    products: Mapping[str, tuple[Product, ...]]
    customers: tuple[DemoCustomer, ...]
    talk: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def load_demo() -> DemoData:
    """Read the demo's texts."""
    customers = [
        _customer(one) for name in _CUSTOMER_FILES for one in _table(name).get("customer", ())
    ]
    return DemoData(
        firm=_table("firm"),
        products={group: _products(facts) for group, facts in _table("products").items()},
        customers=tuple(customers),
        talk={kind: tuple(lines) for kind, lines in _table("talk").items()},
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resource_bytes(f"{_FOLDER}/{name}.toml").decode())


def _products(group: Facts) -> tuple[Product, ...]:
    taxed = group.get("taxed", True)
    return tuple(
        Product(name, unit, price, usual, taxed) for name, unit, price, usual in group["items"]
    )


def _customer(facts: Facts) -> DemoCustomer:
    unknown = set(facts) - {one.name for one in fields(DemoCustomer)}
    if unknown:
        raise ValueError(f"{facts['name']}: {sorted(unknown)} is not known")
    return DemoCustomer(
        **{
            **facts,
            "people": tuple(facts["people"]),
            "trade": _trade(facts["trade"]),
            "story": tuple(facts.get("story", ())),
        }
    )


def _trade(facts: Facts) -> Trade:
    pays = facts.get("pays")
    return Trade(
        **{
            **facts,
            "goods": tuple(facts["goods"]),
            "pays": None if pays is None else (pays[0], pays[1]),
            "until": -facts.get("until", 0),
        }
    )
