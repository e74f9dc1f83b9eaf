"""What a step changed, so that whoever shows it can ask again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds of things (``"invoice"``, ``"call"``, …) and the customers that a step touched."""

    kinds: frozenset[str] = frozenset()
    customers: frozenset[int] = frozenset()

    def touches(self, *kinds: str) -> bool:
        """Whether any of the given kinds changed."""
        return not self.kinds.isdisjoint(kinds)

    def together_with(self, others: Changes) -> Changes:
        """What two steps changed."""
        return Changes(self.kinds | others.kinds, self.customers | others.customers)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """The result of a finished step, what it changed, and its label if it can be undone.

    ``stays_label`` is the label of a step that cannot.
    """

    result: Result
    changes: Changes
    undo_label: str | None
    stays_label: str = ""
