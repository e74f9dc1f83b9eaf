"""The bookmarks of a PDF as a tree of ready objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


class Outline:
    """Bookmarks in reading order; each stands below the last one before it of a lower level."""

    def __init__(self) -> None:
        self._root = b""
        self._titles: list[str] = []
        self._pages: list[bytes] = []
        self._parents: list[int] = []
        self._children: dict[int, list[int]] = {_ROOT: []}
        self._positions: list[int] = []
        self._open: list[tuple[int, int]] = []
        self._items: Sequence[bytes] = ()

    def __len__(self) -> int:
        """How many bookmarks there are."""
        return len(self._titles)

    def add(self, title: str, page: bytes, level: int) -> None:
        """Append a bookmark to a page."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        parent = self._open[-1][1] if self._open else _ROOT
        place = len(self._titles)
        self._open.append((level, place))
        self._titles.append(title)
        self._pages.append(page)
        self._parents.append(parent)
        siblings = self._children.setdefault(parent, [])
        self._positions.append(len(siblings))
        siblings.append(place)

    def objects(self, references: Sequence[bytes]) -> Iterator[bytes]:
        """The outline's own object and those of the bookmarks, given the references to them."""
        self._root, *self._items = references
        shown = self._children[_ROOT]
        yield b"<</Type/Outlines/First %s/Last %s/Count %d>>\n" % (
            self._items[shown[0]], self._items[shown[-1]], len(shown),
        )  # fmt: skip
        yield from map(self._item, range(len(self._titles)))

    def _item(self, place: int) -> bytes:
        """The object of one bookmark; what is below it is folded away at first."""
        parent = self._parents[place]
        above = self._root if parent == _ROOT else self._items[parent]
        encoded = ("\ufeff" + self._titles[place]).encode("utf-16-be").hex().encode()
        links = self._beside(place, self._children[parent]) + self._below(place)
        return b"<</Title<%s>/Parent %s%s/Dest[%s/Fit]>>\n" % (
            encoded, above, links, self._pages[place],
        )  # fmt: skip

    def _beside(self, place: int, siblings: list[int]) -> bytes:
        at = self._positions[place]
        before = b"/Prev %s" % self._items[siblings[at - 1]] if at else b""
        after = b"/Next %s" % self._items[siblings[at + 1]] if at + 1 < len(siblings) else b""
        return before + after

    def _below(self, place: int) -> bytes:
        below = self._children.get(place)
        if not below:
            return b""
        first, last = self._items[below[0]], self._items[below[-1]]
        return b"/First %s/Last %s/Count %d" % (first, last, -len(below))


_ROOT = -1
