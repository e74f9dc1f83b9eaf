"""Is the book sound? Its file, its references, and sums that must agree."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from collectdesk.store import chain
from collectdesk.store import checking as stored
from collectdesk.store.trail_check import rows_besides_the_trail
from collectdesk.usecases.checks import written
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.work import Work

Find = Callable[[Work], Sequence[str]]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked. ``problems`` is empty when all is well."""

    name: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All checks of a book."""

    checks: tuple[Check, ...]

    @property
    def is_sound(self) -> bool:
        """Whether no check found a problem."""
        return not any(check.problems for check in self.checks)


def check_book(work: Work) -> CheckReport:
    """Run every check; nothing is changed. What damage makes unreadable is a problem too."""
    return CheckReport(tuple(one_check(work, name) for name in check_names()))


def check_names() -> tuple[str, ...]:
    """What is checked, in this order."""
    return tuple(_CHECKS)


def one_check(work: Work, name: str) -> Check:
    """Run the check of that name."""
    return _checked(work, name, _CHECKS[name])


def _checked(work: Work, name: str, find: Find) -> Check:
    try:
        return Check(name, tuple(find(work)))
    except Exception as error:  # a damaged row can be anything
        _log.info("a check could not be finished", exc_info=error)
        return Check(name, ("This could not be read to its end.",))


def _accounts(work: Work) -> list[str]:
    aged = {row.customer_id: row.total for row in aging_report(work, work.today).rows}
    accounts = stored.account_balances(work.db, work.today)
    return [
        f"Customer {number} owes {written(work, account)} by the account,"
        f" {written(work, aged.get(customer, 0))} by age"
        for customer, number, account in accounts
        if account != aged.get(customer, 0)
    ]


_CHECKS: dict[str, Find] = {
    "The file is whole": lambda work: stored.integrity(work.db),
    "Every reference leads somewhere": lambda work: stored.references(work.db),
    "Invoice balances equal their entries": lambda work: stored.balances(work.db),
    "Credits on account equal their entries": lambda work: stored.unapplied(work.db),
    "No money pays more than it is": lambda work: stored.overallocated(work.db),
    "Invoice totals equal their lines": lambda work: stored.totals(work.db),
    "Accounts and open items agree, by age too": _accounts,
    "Issued documents are unchanged": lambda work: stored.documents(work.db),
    "The trail of steps is unbroken": lambda work: chain.problems(work.db),
    "Every row is as its last step left it": lambda work: rows_besides_the_trail(work.db),
}
