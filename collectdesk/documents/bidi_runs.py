"""Lines that mix writing directions, as runs from left to right (Unicode's UAX 9)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from bidi import algorithm as uax9

_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

_ENGLISH: Final = re.compile(r"(?<![^\s(])[A-Za-z][a-z]+(?=[\s,.;:!?)]|$)")
_SOME: Final = 2
"""So many words, one in small letters, are a sentence, and no number or name in one."""

Run = tuple[str, bool]


def directional_runs(text: str) -> list[Run]:
    """The runs of a line as they stand from left to right: (text as read, right to left?)."""
    if not _RIGHT_TO_LEFT.search(text):
        return [(text, False)]
    levelled = [
        ("".join(map(itemgetter(0), group)), level)
        for level, group in groupby(_levels(text), key=itemgetter(1))
    ]
    return [(run, level % 2 == 1) for run, level in _visual_order(levelled)]


def _levels(text: str) -> Iterator[tuple[str, int]]:
    """Each character with its embedding level; what the algorithm removes joins its neighbour."""
    known = "".join(map(_with_direction, text))
    storage = uax9.get_empty_storage()
    base = _base_level(known)
    storage["base_level"] = base
    storage["base_dir"] = "LR"[base]
    uax9.get_embedding_levels(known, storage)
    uax9.explicit_embed_and_overrides(storage)
    uax9.resolve_weak_types(storage)
    uax9.resolve_neutral_types(storage, False)
    uax9.resolve_implicit_levels(storage, False)
    resolved = iter(storage["chars"])
    waiting = next(resolved, None)
    level = base
    for character, stand_in in zip(text, known, strict=True):
        if waiting is not None and waiting["ch"] == stand_in:
            level = waiting["level"]
            waiting = next(resolved, None)
        yield character, level


def _base_level(text: str) -> int:
    """0 for a line from left to right, 1 for the other way: as its first letter, by rule P3, but
    English words go from left to right also behind a name that does not."""
    words = _ENGLISH.findall(text)
    is_english = len(words) >= _SOME and any(map(str.islower, words))
    return 0 if is_english else uax9.get_base_level(text)


def _with_direction(character: str) -> str:
    """The character, or a neutral one for those that the algorithm knows no direction of."""
    known = unicodedata.bidirectional(character) not in ("", "B", "S")
    return character if known else "\ufffc"


def _visual_order(runs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Rule L2: from the highest level down to 1, reverse neighbours of at least that level."""
    order = runs
    for floor in range(max(level for _, level in order), 0, -1):
        order = _reversed_from(floor, order)
    return order


def _reversed_from(floor: int, runs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    order: list[tuple[str, int]] = []
    for high, group in groupby(runs, key=lambda run: run[1] >= floor):
        neighbours = list(group)
        order += neighbours[::-1] if high else neighbours
    return order
