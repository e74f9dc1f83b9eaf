"""What a page says, for those who hear it read: headings, paragraphs, tables, pictures in words.

A ``Story`` follows one document while it is drawn. Each piece of text on a page gets a number, and
the story knows to which paragraph or cell it belongs; ``StructureTree`` writes it into the PDF.
Where no tags are wanted, ``NO_STORY`` listens and forgets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from collectdesk.documents.canvas import Canvas, CellPlace, FontUse
from collectdesk.documents.ink import Ink
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.styles import Style

AddObject = Callable[[bytes], bytes]
AddLate = Callable[[Callable[[], bytes]], bytes]

_ARTIFACT: Final = ("Artifact", 0, 0, 0)
_LONGEST: Final = 500

Key = tuple[str, int, int, int]
"""A kind of text, then its number; for a cell its table, row and column."""


class NoStory:
    """Takes every call and keeps nothing."""

    tagged = False

    def begin(self, kind: str) -> None:
        """What is drawn next belongs together, as a heading (H1, H2) or paragraph (P)."""

    def end(self) -> None:
        """What is drawn next stands for itself, each line a paragraph."""

    def decorate(self) -> None:
        """What is drawn next repeats or adorns, and is not read."""

    def begin_table(self) -> None:
        """A table begins."""

    def begin_row(self) -> None:
        """The next row of the table begins."""

    def cell(self, column: int, kind: str = "TD") -> None:
        """What is drawn next is in this column of the row; a kind of TH is its heading."""


NO_STORY: Final = NoStory()


class Story(NoStory):
    """What is said on the pages of one document, in reading order."""

    tagged = True

    def __init__(self) -> None:
        self.key: Key | None = None
        self.spans: list[tuple[Key, int, int]] = []  # key, page, number on the page
        self.alternatives: dict[Key, str] = {}
        self.pages = 0
        self._count = 0
        self._table = 0
        self._row = 0

    def begin(self, kind: str) -> None:
        self.key = self.new_key(kind)

    def end(self) -> None:
        self.key = None

    def decorate(self) -> None:
        self.key = _ARTIFACT

    def begin_table(self) -> None:
        self._count += 1
        self._table, self._row = self._count, 0

    def begin_row(self) -> None:
        self._row += 1

    def cell(self, column: int, kind: str = "TD") -> None:
        self.key = (kind, self._table, self._row, column + 1)

    def new_key(self, kind: str) -> Key:
        """A key of its own for something that stands alone."""
        self._count += 1
        return (kind, self._count, 0, 0)


class TaggedCanvas(Canvas):
    """A page whose pieces are numbered for the story that it tells."""

    def __init__(self, fonts: FontUse, height: float, story: Story) -> None:
        super().__init__(fonts, height)
        self._story = story
        self._page = story.pages
        story.pages += 1
        self._numbers = 0
        self._key: Key | None = None
        self._line = 0.0

    def operators(self) -> str:
        """What was drawn so far; lines and boxes are decoration."""
        under = [part if part.startswith("/Figure") else _adorning(part) for part in self._under]
        parts = [*under, *([_adorning(self._ruled())] if self._rules else [])]
        if self._text:
            parts += ["BT", *self._text, "EMC", "ET"]
        return "\n".join([*parts, *self._over])

    def text(self, x: float, y: float, item: Ink, style: Style) -> None:
        """Draw with the left end at ``x``."""
        self._follow(y)
        super().text(x, y, item, style)

    def rows(
        self, y: float, step: float, places: Sequence[CellPlace], rows: Iterable[Sequence[Ink]]
    ) -> None:
        """Rows of a table, cell by cell."""
        for number, row in enumerate(rows):
            self._story.begin_row()
            base = y + number * step
            for column, ((x, share, style), item) in enumerate(zip(places, row, strict=True)):
                if item.width:
                    self._story.cell(column)
                    self.text(x - item.width * share, base, item, style)
        self._story.end()

    def place(self, name: str, told: str = "") -> None:
        """Place a form of the size of this page; ``told`` says what it shows."""
        self._under.append(self._figure(f"/{name} Do", told))

    def place_at(self, name: str, y: float, height: float, told: str = "") -> None:
        """Place a form of this page's width; ``told`` says what it shows."""
        moved = f"q 1 0 0 1 0 {self.height - y - height:.2f} cm /{name} Do Q"
        self._under.append(self._figure(moved, told))

    def over(self, operators: str, told: str = "") -> None:
        """Add ready operators on top of everything; ``told`` says what they show."""
        self._over.append(self._figure(operators, told))

    def _figure(self, operators: str, told: str) -> str:
        if not told.strip():
            return _adorning(operators)
        key = self._story.new_key("Figure")
        self._story.alternatives[key] = one_line(told, _LONGEST)
        return f"/Figure<</MCID {self._numbered(key)}>>BDC\n{operators}\nEMC"

    def _follow(self, y: float) -> None:
        key = self._story.key
        if key is None:
            if self._key is not None and self._key[0] == "Line" and abs(y - self._line) < 1:
                return
            key = self._story.new_key("Line")
            self._line = y
        if key == self._key:
            return
        close = "EMC " if self._text else ""
        self._key = key
        if key == _ARTIFACT:
            self._text.append(f"{close}/Artifact BMC")
            return
        kind = "P" if key[0] == "Line" else key[0]
        self._text.append(f"{close}/{kind}<</MCID {self._numbered(key)}>>BDC")

    def _numbered(self, key: Key) -> int:
        number = self._numbers
        self._numbers += 1
        self._story.spans.append((key, self._page, number))
        return number


def _adorning(operators: str) -> str:
    return f"/Artifact BMC\n{operators}\nEMC"


@dataclass(slots=True)
class _Element:
    reference: bytes
    kids: list[bytes] = field(default_factory=list)


class StructureTree:
    """The structure of a whole file, written when its pages are known."""

    def __init__(self, add: AddObject, add_late: AddLate, root: bytes) -> None:
        self._add = add
        self._add_late = add_late
        self._page_parts: list[list[bytes]] = []
        self._document = _Element(b"")
        self._document.reference = self._group(root, "Document", self._document)

    def add(self, story: Story, pages: Sequence[bytes], first: int) -> None:
        """Add a document's story; ``pages`` are its pages, ``first`` the place of the first."""
        self._page_parts += [[] for _ in range(first + len(pages) - len(self._page_parts))]
        marks: dict[Key, list[tuple[int, int]]] = {}
        for key, page, number in story.spans:
            marks.setdefault(key, []).append((page, number))
        groups: dict[tuple[int, int], _Element] = {}
        numbered: list[tuple[int, int, bytes]] = []
        for key, places in marks.items():
            parent = self._parent(key, groups)
            reference = self._leaf(key, places, parent, pages, story.alternatives.get(key, ""))
            parent.kids.append(reference)
            numbered += [(page, number, reference) for page, number in places]
        for page, _, reference in sorted(numbered):
            self._page_parts[first + page].append(reference)

    def _parent(self, key: Key, groups: dict[tuple[int, int], _Element]) -> _Element:
        """The row of a cell, in its table; else the document."""
        _, table, row, column = key
        if not column:
            return self._document
        above = groups.get((table, 0))
        if above is None:
            above = groups[table, 0] = self._grouped(self._document, "Table")
        found = groups.get((table, row))
        if found is None:
            found = groups[table, row] = self._grouped(above, "TR")
        return found

    def _grouped(self, parent: _Element, kind: str) -> _Element:
        element = _Element(b"")
        element.reference = self._group(parent.reference, kind, element)
        parent.kids.append(element.reference)
        return element

    def _group(self, parent: bytes, kind: str, element: _Element) -> bytes:
        head = b"<</Type/StructElem/S/%s/P %s/K[" % (kind.encode(), parent)
        return self._add_late(lambda: head + b" ".join(element.kids) + b"]>>\n")

    def _leaf(
        self, key: Key, places: Sequence[tuple[int, int]], parent: _Element,
        pages: Sequence[bytes], told: str,
    ) -> bytes:  # fmt: skip
        kind = b"P" if key[0] == "Line" else key[0].encode()
        scope = b"/A<</O/Table/Scope/Column>>" if kind == b"TH" else b""
        if told:
            scope = b"/Alt<%s>" % ("\ufeff" + told).encode("utf-16-be").hex().encode()
        first = places[0][0]
        kids = b" ".join(
            b"%d" % number
            if page == first
            else b"<</Type/MCR/Pg %s/MCID %d>>" % (pages[page], number)
            for page, number in places
        )
        return self._add(
            b"<</Type/StructElem/S/%s/P %s/Pg %s%s/K[%s]>>\n"
            % (kind, parent.reference, pages[first], scope, kids)
        )

    def root_object(self) -> bytes:
        """The tree itself, when all stories are in it."""
        parts = b" ".join(
            b"%d[%s]" % (place, b" ".join(parts)) for place, parts in enumerate(self._page_parts)
        )
        return b"<</Type/StructTreeRoot/K %s/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d>>\n" % (
            self._document.reference,
            parts,
            len(self._page_parts),
        )
