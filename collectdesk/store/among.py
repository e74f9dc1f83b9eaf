"""The customers that a query looks at: some of them, or all."""

from __future__ import annotations

from collections.abc import Iterable

Only = Iterable[int] | None
"""The ids of the customers wanted, or None for all."""


def among(only: Only, column: str = "customer_id") -> tuple[str, dict[str, int]]:
    """A condition to put behind another one, and the values to run it with.

    The most frequent question, about one customer, has one text for all, so that it is prepared
    once.
    """
    if only is None:
        return "", {}
    listed = list(only)
    if len(listed) == 1:
        return f" AND {column} = :only", {"only": listed[0]}
    return f" AND {column} IN ({', '.join(str(int(one)) for one in listed) or 'NULL'})", {}
