"""A letter that fills page after page: what stands where is asked for in reading order.

``Flow.y`` is where the next thing goes. Whatever needs more room than is left starts a new page;
what is too tall for any page is continued over pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from collectdesk.documents.canvas import Canvas
from collectdesk.documents.envelopes import Layout
from collectdesk.documents.ink import Ink, ink
from collectdesk.documents.links import Link, addresses_in
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.safe_text import PARAGRAPH_CAP, many_lines
from collectdesk.documents.styles import BODY, INCH, LINE, SMALL, TINY, Style
from collectdesk.documents.tags import NO_STORY, Story, TaggedCanvas
from collectdesk.documents.wrap import Room, fit, wrap_in

_TIGHTEST: Final = 0.4
"""Gaps of the tightest page, as a share of the usual ones."""

_HEAD_SMALLEST: Final = 0.9
_FINE: Final = 0.94
_FINE_LEADING: Final = 0.9
_FEWER: Final = 1.6
"""Smaller text takes fewer lines too; what that saves shows only when it is drawn."""

_SMALLEST_FINE: Final = 9.0
"""Points: what is smaller already stays as it is on a fine page."""

_SECOND: Final = 2
_CONTINUED_FROM: Final = 0.95 * INCH
_FOOT: Final = 0.72 * INCH
_ABOVE_TEAR: Final = 20.0
"""From the tear line up to the foot of the letter above it, over the slip's own words."""

_LOWEST: Final = 0.3 * INCH
"""What nearly every printer leaves white at the end of a sheet."""

_BASELINE: Final = 0.78
"""Where a baseline lies in a line, as a share of the leading."""


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page: ``head`` left and right on later pages, ``foot`` on all."""

    head_left: str
    head_right: str
    foot: str
    page_of: str


class Flow:
    """The pages of one document, filled from the top."""

    def __init__(self, pdf: PdfFile, layout: Layout, running: Running) -> None:
        self.pdf = pdf
        self.layout = layout
        self.left, self.right = layout.left, layout.right
        self.y = layout.body_from
        self._running = running
        self._narrow_until = 0.0
        self._narrow_right = self.right
        self.over = 0.0  # how far a usual page is too long
        self.savings = 0.0  # what the tightest page needs less
        self.spare = 0.0  # what a bare page leaves out
        self.finer = 0.0  # what a page of smaller text needs less
        self._carried = 0.0  # how much was missing where rows went to the next page with a slip
        self._left_at = self.y
        self._slip_page: Canvas | None = None
        self._ends_at = 0.0
        self._marks: list[tuple[int, str]] = []
        self._links: list[tuple[int, Link]] = []
        self.story = Story() if pdf.structure else NO_STORY
        self.canvas = self._new_canvas()
        self._pages = [self.canvas]

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self.right - self.left

    @property
    def page_count(self) -> int:
        """How many pages the document has so far."""
        return len(self._pages)

    @property
    def bottom(self) -> float:
        """The lowest place that the text may use on this page."""
        return self.layout.height - _FOOT

    @property
    def top_of_page(self) -> float:
        """Where the text of this page begins."""
        return _CONTINUED_FROM if len(self._pages) > 1 else self.layout.body_from

    @property
    def page_room(self) -> float:
        """The height of an empty later page."""
        return self.bottom - _CONTINUED_FROM

    def narrow(self, right: float, until: float) -> None:
        """Keep text left of ``right`` down to the height ``until``: a stamp stands beside it."""
        self._narrow_right, self._narrow_until = right, until

    @property
    def width_here(self) -> float:
        """The width of a line at this height."""
        return (self._narrow_right if self.y < self._narrow_until else self.right) - self.left

    def gap(self, height: float, least: float | None = None) -> None:
        """Leave room, less down to ``least`` when the page is set tight, none at the top of a later
        page."""
        if len(self._pages) == 1 or self.y > _CONTINUED_FROM:
            self.give(height, height * _TIGHTEST if least is None else least)

    def give(self, height: float, least: float) -> None:
        """Take the height, or less of it the tighter the page is."""
        self.could_save(height - least)
        self.y += self.taken(height, least)

    def taken(self, height: float, least: float | None = None) -> float:
        """What a gap of this height takes of the page."""
        smallest = height * _TIGHTEST if least is None else least
        return height - self.layout.tight * (height - smallest)

    def height_of(self, texts: Sequence[str], style: Style = BODY, gap: float = 5) -> float:
        """What these paragraphs take below what stands beside the text."""
        room = Room(self.width)
        lines = sum(
            len(wrap_in(line, style, room))
            for text in texts
            for line in many_lines(text, PARAGRAPH_CAP)
        )
        return lines * style.leading + max(0, len(texts) - 1) * self.taken(gap)

    def could_save(self, height: float) -> None:
        """Note what the tightest page would need less than a usual one."""
        self.savings += height

    def could_spare(self, height: float) -> None:
        """Note the height of what a bare page leaves out."""
        self.spare += height

    def fine(self, style: Style) -> Style:
        """The style as it is on this page, a little smaller on a fine one."""
        if not self.layout.fine or style.size < _SMALLEST_FINE:
            return style
        return replace(style, size=style.size * _FINE, leading=style.leading * _FINE_LEADING)

    def could_refine(self, style: Style, lines: int, between: float = 0.0) -> None:
        """Note what these lines, and the room between them, would need less on a fine page."""
        if style.size >= _SMALLEST_FINE:
            self.finer += lines * (style.leading * (1 - _FINE_LEADING) + between)

    @property
    def spilled(self) -> bool:
        """Whether a usual page is too short and a tight one may not be."""
        return 0 < self.over <= self.savings + self.spare

    @property
    def spilled_far(self) -> bool:
        """Whether a usual page is too short and a tight one of smaller text may not be."""
        return 0 < self.over <= self.savings + self.spare + _FEWER * self.finer

    @property
    def _usual_y(self) -> float:
        saved = self.layout.tight * self.savings
        return self.y + saved + (self.spare if self.layout.bare else 0)

    def need(self, height: float) -> bool:
        """Start a new page unless ``height`` is left; whether it did."""
        if self.y + height <= self.bottom or self.y <= _CONTINUED_FROM:
            return False
        self.new_page()
        return True

    def new_page(self) -> None:
        """Go to the top of the next page."""
        self._left_at = self.y
        self.canvas = self._new_canvas()
        self._pages.append(self.canvas)
        self.y = _CONTINUED_FROM
        self._narrow_until = 0.0

    def _new_canvas(self) -> Canvas:
        if isinstance(self.story, Story):
            return TaggedCanvas(self.pdf.fonts, self.layout.height, self.story)
        return Canvas(self.pdf.fonts, self.layout.height)

    def clear_narrow(self, gap: float = 6) -> None:
        """Go below what stands beside the text; above its foot nothing is gained by closeness."""
        if self._narrow_until:
            foot = self._narrow_until + gap
            self.savings = min(self.savings, max(0.0, self._usual_y - foot))
            self.y = max(self.y, foot)

    def text(
        self, text: str, style: Style = BODY, cap: int = PARAGRAPH_CAP, kind: str = "P"
    ) -> None:
        """A text with its own line ends kept, broken over lines and pages where needed."""
        self.story.begin(kind)
        style = self.fine(style)
        for line in many_lines(text, cap):
            self.lines(wrap_in(line, style, self._room(style)), style)
        self.story.end()

    def paragraphs(self, texts: Iterable[str], style: Style = BODY, gap: float = 5) -> None:
        """Paragraphs with a gap between them."""
        for number, text in enumerate(texts):
            if number:
                self.gap(gap)
            self.text(text, style)

    def heading(self, text: str, style: Style, kind: str = "H2") -> None:
        """A heading, kept with the first lines of what follows it; the letter's own is H1."""
        self.need(style.leading + 3 * BODY.leading)
        self.text(text, style, kind=kind)

    def lines(self, lines: Sequence[Ink], style: Style) -> None:
        """Ready lines below each other; one line of many does not go alone to the next page."""
        self.could_refine(style, len(lines))
        for number, line in enumerate(lines):
            two = number in (0, len(lines) - 2) and len(lines) > 1
            self.need(style.leading * (2 if two else 1))
            self.canvas.text(self.left, self.y + _BASELINE * style.leading, line, style)
            self.y += style.leading

    def rule(self, colour: str = LINE, width: float = 0.6) -> None:
        """A line over the whole width."""
        self.canvas.line(self.left, self.y, self.right, self.y, colour, width)

    def carry(self, missing: float) -> None:
        """Note that rows go to the next page, as a slip below them would not fit on this one."""
        self._carried = missing

    def finish_at(self, height: float, above: Callable[[], None] | None = None) -> None:
        """Make sure that everything so far ends above ``height``: a slip takes the rest.

        Where the slip gets a page to itself, ``above`` fills what is above it. ``over`` tells
        afterwards by how much a usual page is too short.
        """
        self.over = max(self._carried, self._usual_y - height)
        if self.y > height:
            self.new_page()
            if above is not None:
                known = self.savings, self.spare, self.finer
                above()
                self.savings, self.spare, self.finer = known
        self._slip_page = self.canvas
        self._ends_at = self.y

    def could_be_one_page(self) -> None:
        """Note how far the document goes over its first page, if not far."""
        if len(self._pages) == _SECOND:
            self.over = max(1.0, self.y - _CONTINUED_FROM - (self.bottom - self._left_at))

    def could_have_held(self, height: float) -> None:
        """Note by how much the first page was too short for what begins the second."""
        if len(self._pages) == _SECOND:
            self.over = max(1.0, self._left_at + height - self.bottom)

    def mark(self, title: str) -> None:
        """Remember this page for a bookmark below that of the document."""
        self._marks.append((len(self._pages) - 1, title))

    def link(self, link: Link) -> None:
        """Make a place on this page lead somewhere; pages are counted in the whole document."""
        self._links.append((len(self._pages) - 1, link))

    def close(
        self, bookmark: str = "", level: int = 0, bundled: Sequence[str] = (), before: int = 0
    ) -> None:
        """Number the pages and put them into the file.

        ``bundled`` is said at the head of each page: where it is in a file of several documents.
        ``before`` are the pages of the file before the document.
        """
        total = len(self._pages)
        references = []
        begins_at = self.pdf.page_count
        self.story.decorate()
        for number, page in enumerate(self._pages, start=1):
            self._furnish(page, number, total)
            if bundled:
                page.text_right(self.right, 0.33 * INCH, ink(bundled[number - 1]), TINY)
            size = self.layout.width, self.layout.height
            links = self._links_of(number - 1, before) if self._links else ()
            references.append(self.pdf.add_page(page.operators(), *size, links))
        if self.pdf.structure and isinstance(self.story, Story):
            self.pdf.structure.add(self.story, references, begins_at)
        if bookmark:
            self.pdf.bookmark(bookmark, references[0], level)
            for place, title in self._marks:
                self.pdf.bookmark(title, references[place], level + 1)

    def _links_of(self, place: int, before: int) -> list[Link]:
        return [
            replace(link, page=link.page + before) if link.page else link
            for at, link in self._links
            if at == place
        ]

    def _room(self, style: Style) -> Room:
        if self.y >= self._narrow_until:
            return Room(self.width)
        lines = ceil((self._narrow_until - self.y) / style.leading)
        return Room(self.width, self._narrow_right - self.left, lines)

    def _furnish(self, page: Canvas, number: int, total: int) -> None:
        if number > 1:
            self._head(page)
        with_slip = page is self._slip_page
        if total > 1:
            y = self.layout.slip_from - 8 if with_slip else self._foot_line
            page_of = self._running.page_of.format(n=number, m=total)
            page.text_right(self.right, y, ink(page_of), TINY)
        if self._running.foot:
            y = self._foot_line_beside_slip() if with_slip else self._foot_line
            foot, style = fit(self._running.foot, TINY, self.width - 60)
            page.text(self.left, y, foot, style)
            for left, right, address in addresses_in(self._running.foot, style):
                place = Link(
                    self.left + left, y - style.size, self.left + right, y + 3, address=address
                )
                self._links.append((number - 1, place))

    @property
    def _foot_line(self) -> float:
        return self.layout.height - 0.42 * INCH

    def _foot_line_beside_slip(self) -> float:
        """Above the tear line, where it stays with whoever pays; below the slip when the text
        leaves no room there. Neither place can show in an envelope's window."""
        above = self.layout.slip_from - _ABOVE_TEAR
        return above if self._ends_at + TINY.leading <= above else self.layout.height - _LOWEST

    def _head(self, page: Canvas) -> None:
        y = 0.62 * INCH
        half = self.width / 2 - 6
        left, left_style = fit(self._running.head_left, SMALL, half, _HEAD_SMALLEST)
        right, right_style = fit(self._running.head_right, SMALL, half, _HEAD_SMALLEST)
        page.text(self.left, y, left, left_style)
        page.text_right(self.right, y, right, right_style)
        page.line(self.left, y + 7, self.right, y + 7)
