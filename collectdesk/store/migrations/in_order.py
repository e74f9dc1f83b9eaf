"""All migrations, the oldest first: loaded only where a book is made or brought up to date."""

from __future__ import annotations

from collections.abc import Callable

from collectdesk.store.migrations import (
    m0001_first_book,
    m0002_rules_of_collecting,
    m0003_sealed_trail,
    m0004_days_off,
    m0005_lists_that_follow,
    m0006_tax_to_thousandths,
    m0007_trail_in_order,
    m0008_fine_prices,
    m0009_found_by_index,
)

MIGRATIONS: tuple[Callable[[], list[str]], ...] = (
    m0001_first_book.statements,
    m0002_rules_of_collecting.statements,
    m0003_sealed_trail.statements,
    m0004_days_off.statements,
    m0005_lists_that_follow.statements,
    m0006_tax_to_thousandths.statements,
    m0007_trail_in_order.statements,
    m0008_fine_prices.statements,
    m0009_found_by_index.statements,
)

RETIRED: frozenset[str] = m0007_trail_in_order.RETIRED
"""Tables and columns that some migration took away because their contents stand elsewhere."""
