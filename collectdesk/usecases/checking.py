"""Is the book sound? Its file, its references, and sums that must agree."""

from __future__ import annotations

from dataclasses import dataclass

from collectdesk.store import chain
from collectdesk.store import checking as stored
from collectdesk.store.trail_check import rows_besides_the_trail
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.work import Work


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
    """Run every check; nothing is changed."""
    return CheckReport(
        (
            Check("The file is whole", tuple(stored.integrity(work.db))),
            Check("Every reference leads somewhere", tuple(stored.references(work.db))),
            Check("Invoice balances equal their entries", tuple(stored.balances(work.db))),
            Check("Unapplied credits equal their entries", tuple(stored.unapplied(work.db))),
            Check("Nothing is allocated twice over", tuple(stored.overallocated(work.db))),
            Check("Invoice totals equal their lines", tuple(stored.totals(work.db))),
            Check("Accounts, open items and aging agree", tuple(_accounts(work))),
            Check("Issued documents are unchanged", tuple(stored.documents(work.db))),
            Check("The trail of steps is unbroken", tuple(chain.problems(work.db))),
            Check("Every row is as its last step left it", tuple(rows_besides_the_trail(work.db))),
        )
    )


def _accounts(work: Work) -> list[str]:
    aged = {row.customer_id: row.total for row in aging_report(work, work.today).rows}
    accounts = stored.account_balances(work.db, work.today)
    return [
        f"Customer {number}: account {account}, aging {aged.get(customer, 0)} (minor units)"
        for customer, number, account in accounts
        if account != aged.get(customer, 0)
    ]
