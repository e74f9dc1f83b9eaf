"""The postcode in an address that somebody typed: where it stands differs by country."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_BRITISH: Final = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b")
_IRISH: Final = re.compile(r"\b([A-Z]\d[\dW]) ([A-Z\d]{4})$")
_CANADIAN: Final = re.compile(r"\b([A-Z]\d[A-Z])[ -]?(\d[A-Z]\d)\b")
_DUTCH: Final = re.compile(r"^(?:NL-)?(\d{4})\s?([A-Z]{2})\b(?=\s)")
_BEFORE_THE_TOWN: Final = re.compile(
    r"^(?:[A-Z]{1,3}-)?(\d{4}-\d{3}|\d{2}-\d{3}|\d{4,6}|\d{3} \d{2})(?=[ ,]+\D)"
)
_AFTER_THE_TOWN: Final = re.compile(
    r"\D[ ,-](\d{5}-\d{4}|\d{5}-\d{3}|\d{3}-\d{4}|\d{3} \d{3}|\d{3} \d{2}|\d{4,6})\W*$"
)
_ALONE: Final = re.compile(r"^〒?(\d{3}-\d{4}|\d{5}-\d{3,4}|\d{3} \d{2,3}|\d{4,6})$")
_PATTERNS: Final = (
    _BRITISH, _CANADIAN, _IRISH, _DUTCH, _BEFORE_THE_TOWN, _AFTER_THE_TOWN, _ALONE,
)  # fmt: skip
_NUMBERED: Final = re.compile(r"\b(BOX|SUITE|STE|UNIT|APT|FLOOR|ROOM|NO)\W*\d+\W*$")
_STREET: Final = re.compile(
    r"\b(street|st|road|rd|avenue|ave|boulevard|blvd|lane|ln|drive|dr|way|court|ct|place|pl|"
    r"square|suite|ste|floor|unit|building|highway|hwy|parkway|box|apt)\b\.?",
    re.IGNORECASE,
)


def postcode_of(address: Sequence[str]) -> str:
    """The postcode as it is sorted by, "SW1A 1AA" or "94123-1200"; "" where none is seen.

    It is looked for from the last line up, since towns come last. The first of several lines and
    lines that name a street are passed over: their numbers belong to houses.
    """
    lines = [" ".join(line.split()) for line in address if line.strip()]
    for line in reversed(lines[1:] or lines):
        found = _in_line(line.upper())
        if found:
            return found
    return ""


def _in_line(line: str) -> str:
    if _NUMBERED.search(line):
        return ""
    patterns = (_BRITISH, _CANADIAN, _AFTER_THE_TOWN) if _STREET.search(line) else _PATTERNS
    for pattern in patterns:
        match = pattern.search(line)
        if match:
            return " ".join(match.groups())
    return ""
