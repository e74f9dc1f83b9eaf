"""The customers that a query looks at: some of them, or all."""

from __future__ import annotations

import json
from collections.abc import Iterable

Only = Iterable[int] | None
"""The ids of the customers wanted, or None for all."""


def code_words(codes: Iterable[str]) -> str:
    """Code words of our own as they stand between the brackets of ``IN``; no text of the owner."""
    return ", ".join(f"'{code}'" for code in sorted(codes))


def among(only: Only, column: str = "customer_id") -> tuple[str, dict[str, int | str]]:
    """A condition to put behind another one, and the values to run it with.

    Each question has one text for whomever it is about, so that it is prepared once: a prepared
    list of thousands would stay in memory. Of one customer alone, the value is called ``only``.
    """
    if only is None:
        return "", {}
    listed = list(only)
    if len(listed) == 1:
        return f" AND {column} = :only", {"only": listed[0]}
    return f" AND {column} IN (SELECT value FROM json_each(:several))", {
        "several": json.dumps(listed)
    }
