"""A payment before it is recorded: ticked invoices in their order, typed amounts, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from collectdesk.domain.allocation import OpenItem, allocate, oldest_first
from collectdesk.domain.dates import weekday_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import OpenItemRow
from collectdesk.domain.money import format_amount
from collectdesk.domain.words import counted, listed

NAMED_IN_WORDS = 4
"""How many invoices a sentence names before it counts the rest."""


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """An open invoice in a payment. ``typed`` is the amount set by hand, None when worked out."""

    item: OpenItemRow
    ticked: bool
    typed: int | None = None
    pays: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """What settles a part of an invoice beside the money. Amounts in minor units.

    ``too_late``: what is missing is a discount whose time was over, so it stays open.
    """

    discount: int = 0
    small_balance: int = 0
    too_late: bool = False

    @property
    def amount(self) -> int:
        """All of it."""
        return self.discount + self.small_balance


class PaymentSpread:
    """The lines of one payment, spread again by ``allocate`` after every change.

    The oldest due stand first; disputed ones start unticked. Ticked lines are the named invoices,
    in the order of the lines. What settles the rest is worked out by the early price alone, until
    ``foretell`` says what trying the payment showed. Amounts in minor units.
    """

    def __init__(self, items: Iterable[OpenItemRow], currency: str, amount: int = 0) -> None:
        self._currency = currency
        self._amount = amount
        self._paid_on: date | None = None
        self._foretold: Mapping[int, Settled] | None = None
        by_id = {item.invoice_id: item for item in items}
        in_order = oldest_first(map(_open_item, by_id.values()))
        self._lines = [SpreadLine(by_id[one.id], ticked=one.disputed <= 0) for one in in_order]
        self._spread()

    @property
    def lines(self) -> tuple[SpreadLine, ...]:
        """The invoices in the order in which they are paid."""
        return tuple(self._lines)

    @property
    def amount(self) -> int:
        """The whole payment."""
        return self._amount

    @property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """Invoice and amount of every line that gets something."""
        return tuple((line.item.invoice_id, line.pays) for line in self._lines if line.pays)

    @property
    def unapplied(self) -> int:
        """What stays on the customer's account; negative when more was typed than was paid."""
        return self._amount - sum(line.pays for line in self._lines)

    @property
    def takes_late_discount(self) -> bool:
        """Whether a discount is missing, or would be granted, whose time was over."""
        return any(
            settled.too_late or (settled.discount > 0 and self.is_late(line))
            for line in self._lines
            for settled in [self.settled(line)]
        )

    def set_amount(self, amount: int) -> None:
        """The payment's amount."""
        self._amount = amount
        self._spread()

    def set_paid_on(self, day: date | None) -> None:
        """The payment's date: an early price counts up to its last day."""
        self._paid_on = day
        self._spread()

    def tick(self, position: int, ticked: bool) -> None:
        """Pay a line or leave it out; a typed amount is forgotten."""
        self._lines[position] = replace(self._lines[position], ticked=ticked, typed=None)
        self._spread()

    def type_amount(self, position: int, amount: int | None) -> None:
        """Set a line's amount by hand; None works it out again. Raises InvalidInput."""
        line = self._lines[position]
        if amount is not None and not 0 <= amount <= line.item.balance:
            open_amount = self._money(line.item.balance)
            raise InvalidInput(
                f"{line.item.number} has {open_amount} open. Type no more than that.", "parts"
            )
        self._lines[position] = replace(line, ticked=amount != 0, typed=amount or None)
        self._spread()

    def move(self, position: int, to: int) -> None:
        """Put a line at another place in the order."""
        self._lines.insert(to, self._lines.pop(position))
        self._spread()

    def foretell(self, settled: Mapping[int, Settled]) -> None:
        """What trying the payment showed, by invoice id; the next change forgets it."""
        self._foretold = settled

    def settled(self, line: SpreadLine) -> Settled:
        """What settles a part of the line's invoice beside the money."""
        if self._foretold is not None:
            return self._foretold.get(line.item.invoice_id, Settled())
        price = _open_item(line.item).price_on(self._paid_on)
        return Settled(line.item.balance - price if line.pays == price else 0)

    def left(self, line: SpreadLine) -> int:
        """What stays open of the line's invoice."""
        return line.item.balance - line.pays - self.settled(line).amount

    def settles(self, line: SpreadLine) -> bool:
        """Whether the line's invoice is closed."""
        return line.pays > 0 and self.left(line) == 0

    def is_late(self, line: SpreadLine) -> bool:
        """Whether the time of the line's early price was over on the day of the payment."""
        last = line.item.discount_until
        return last is not None and self._paid_on is not None and self._paid_on > last

    def sentence(self) -> str:
        """What the payment does, in words."""
        if self.unapplied < 0:
            over = self._money(-self.unapplied)
            return f"The amounts typed are {over} more than the payment."
        said = [
            *self._settled_words(),
            *self._discount_words(),
            *self._small_balance_words(),
            *self._part_paid_words(),
            *self._unapplied_words(),
        ]
        return f"{_capitalised(listed(said))}." if said else ""

    def _spread(self) -> None:
        self._foretold = None
        left = self._amount - sum(line.typed or 0 for line in self._lines)
        waiting = [
            _open_item(line.item) for line in self._lines if line.typed is None and line.ticked
        ]
        parts: dict[int, int] = {}
        if left > 0 and waiting:
            named = [item.id for item in waiting]
            parts = dict(allocate(left, waiting, named, self._paid_on).parts)
        self._lines = [
            replace(line, pays=line.typed or parts.get(line.item.invoice_id, 0))
            for line in self._lines
        ]

    def _settled_words(self) -> list[str]:
        numbers = [line.item.number for line in self._lines if self.settles(line)]
        return [f"pays {_named(numbers)} in full"] if numbers else []

    def _discount_words(self) -> list[str]:
        granted = {False: 0, True: 0}
        for line in self._lines:
            granted[self.is_late(line)] += self.settled(line).discount
        why = {False: "for paying early", True: "although it was taken too late"}
        return [
            f"grants {self._money(amount)} discount {why[late]}"
            for late, amount in granted.items()
            if amount
        ]

    def _small_balance_words(self) -> list[str]:
        given_up = sum(self.settled(line).small_balance for line in self._lines)
        return [f"writes off the missing {self._money(given_up)}"] if given_up else []

    def _part_paid_words(self) -> list[str]:
        return [
            f"leaves {self._money(self.left(line))} of {line.item.number} open"
            f"{self._too_late_words(line)}"
            for line in self._lines
            if line.pays and not self.settles(line)
        ]

    def _too_late_words(self, line: SpreadLine) -> str:
        last = line.item.discount_until
        if not self.settled(line).too_late or last is None or self._paid_on is None:
            return ""
        return f", a discount whose last day was {weekday_date(last, self._paid_on)}"

    def _unapplied_words(self) -> list[str]:
        if not self.unapplied:
            return []
        return [f"keeps {self._money(self.unapplied)} on the account as credit"]

    def _money(self, amount: int) -> str:
        return format_amount(amount, self._currency, symbol=True)


def _open_item(row: OpenItemRow) -> OpenItem:
    return OpenItem(
        row.invoice_id,
        row.number,
        row.issued,
        row.due,
        row.balance,
        row.disputed,
        row.discount,
        row.discount_until,
    )


def _named(numbers: Sequence[str]) -> str:
    if len(numbers) <= NAMED_IN_WORDS:
        return listed(numbers)
    rest = counted(len(numbers) - NAMED_IN_WORDS + 1, "other")
    return listed([*numbers[: NAMED_IN_WORDS - 1], rest])


def _capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
