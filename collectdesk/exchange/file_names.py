"""File names made from customers' names: the one place that decides what may stand in a folder.

A name can hold anything: path separators, "..", Windows' device names, an ending dot, marks that
differ only in case or Unicode form from another customer's. Letters and digits of any script are
kept, everything else becomes a dash.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

_LONGEST_PART: Final = 80
"""In bytes of UTF-8: file systems take 255 for the whole name."""
_KEPT: Final = frozenset("LMN")
_DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"]
)


def slug(text: str) -> str:
    """The letters and digits of ``text``, with a dash between its words; may be empty."""
    marks = (
        mark if unicodedata.category(mark)[0] in _KEPT else " "
        for mark in unicodedata.normalize("NFC", text)
    )
    return _shortened("-".join("".join(marks).split()))


def _shortened(text: str) -> str:
    whole = text.encode("utf-8")[:_LONGEST_PART].decode("utf-8", "ignore")
    return whole.rstrip("-")


class FileNames:
    """Names for the files of one folder, each given once. ``taken`` are names already there."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {_key(name) for name in taken}

    def name(self, *parts: str, suffix: str) -> str:
        """A safe name such as "Harbor-Café_C-102_2026-03.pdf" that no other file here has.

        Parts are a customer's name, its number, a month; equal ones are not repeated. ``suffix``
        is ours, with its dot.
        """
        stem = "_".join(dict.fromkeys(filter(None, map(slug, parts)))) or "document"
        if stem.casefold() in _DEVICES:
            stem = f"{stem}_"
        name = f"{stem}{suffix}"
        copy = 1
        while _key(name) in self._taken:
            copy += 1
            name = f"{stem}_{copy}{suffix}"
        self._taken.add(_key(name))
        return name


def _key(name: str) -> str:
    """Equal for names that some file system takes for the same."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
