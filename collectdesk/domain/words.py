"""Small English helpers shared by sentences that a person reads."""

from __future__ import annotations

from collections.abc import Sequence

QUOTE_LIMIT = 40


def quoted(text: str) -> str:
    """What a person typed, safe to repeat in a sentence: one line, without control marks."""
    visible = "".join(mark if mark.isprintable() else " " for mark in text[: QUOTE_LIMIT * 4])
    flat = " ".join(visible.split())
    if len(flat) > QUOTE_LIMIT or len(text) > QUOTE_LIMIT * 4:
        flat = flat[:QUOTE_LIMIT].rstrip() + "…"
    return f"“{flat}”"


def counted(number: int, noun: str, plural: str = "") -> str:
    """``counted(1, "day")`` is "1 day", ``counted(3, "day")`` is "3 days"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Sequence[str]) -> str:
    """Words joined as people write them: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def ordinal(number: int) -> str:
    """1 is "1st", 2 is "2nd", 11 is "11th", 31 is "31st"."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


_SMALL_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


def counted_in_words(number: int, one: str, several: str) -> str:
    """A count as letters write it: (3, "invoice is", "invoices are") is "three invoices are"."""
    word = _SMALL_NUMBERS[number] if 0 <= number < len(_SMALL_NUMBERS) else f"{number:,}"
    return f"{word} {one if number == 1 else several}"


_TRUST_ESTIMATE_AFTER_S = 1.0


def time_left(done: int, total: int, spent: float) -> str:
    """A rough, kind guess of the time left; empty while there is nothing to guess from."""
    if not 0 < done < total or spent < _TRUST_ESTIMATE_AFTER_S:
        return ""
    seconds = int(spent / done * (total - done)) + 1
    if seconds < 60:
        return f"about {counted(seconds, 'second')} left"
    return f"about {counted(-(-seconds // 60), 'minute')} left"
