"""The PDF file: pages, forms drawn once, images, fonts and bookmarks.

Pages come here as finished operators; they are compressed and written at once, so that a long
batch stays small. The same calls give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO, Final

from reportlab.pdfbase import pdfdoc

from collectdesk.documents.canvas import Canvas, FontUse, glyph_font_name, simple_font_name
from collectdesk.documents.embedding import (
    add_glyph_font,
    add_simple_font,
    packed,
    packed_stream,
    stream,
)
from collectdesk.documents.fonts import FACES
from collectdesk.documents.links import Link, link_annotations
from collectdesk.documents.objects import Late, Objects
from collectdesk.documents.outline import Outline
from collectdesk.documents.pictures import Picture, read_picture
from collectdesk.documents.tags import StructureTree

PROGRAM: Final = "CollectDesk"
_PRODUCER: Final = "CollectDesk, ReportLab"
_ALPHAS: Final = (4, 8, 20, 100)
_MOST_FORMS: Final = 64


class _About(pdfdoc.PDFObject):
    """What the file says of itself; without ``issued`` it has no date."""

    __RefOnly__ = 1

    def __init__(self, title: str, author: str) -> None:
        self.title = title
        self.author = author
        self.issued: date | None = None

    def digest(self, signature: Any) -> None:
        """Let the file's fingerprint depend on it."""
        signature.update(self.format(None))

    def format(self, document: pdfdoc.PDFDocument | None) -> bytes:
        """The object's bytes."""
        title = _text(self.title)
        told = b"<</Title%s/Author%s/Subject%s/Creator%s/Producer%s/Trapped/False" % (
            title, _text(self.author), title, _text(PROGRAM), _text(_PRODUCER),
        )  # fmt: skip
        if self.issued is None:
            return told + b">>\n"
        day = f"(D:{self.issued.isoformat().replace('-', '')})".encode()
        return told + b"/CreationDate%s/ModDate%s>>\n" % (day, day)


def _text(text: str) -> bytes:
    return b"<%s>" % ("\ufeff" + text).encode("utf-16-be").hex().encode()


@dataclass(frozen=True, slots=True)
class _Form:
    """Something drawn once, compressed, with the fonts that it uses."""

    packed: bytes
    fonts: FontUse


_kept_forms: dict[Hashable, _Form] = {}
"""The letterheads and slips of earlier files: the next file of a batch has the same."""


class PdfFile:
    """A PDF being written: to ``out`` as it is drawn, else kept. Add pages, then end it, once.

    ``date_as`` dates it; without that it has no date of its own.
    """

    def __init__(
        self, title: str, author: str, language: str, *, tagged: bool = False,
        out: BinaryIO | None = None,
    ) -> None:  # fmt: skip
        self._kept = BytesIO()
        self._objects = Objects(out or self._kept, language)
        self._add = self._objects.add
        self._document = self._objects.document
        self._about = self._document.info = _About(title, author)
        self._page_refs: list[bytes] = []
        self._document.Catalog.Pages = Late(self._page_tree)
        self._pages_ref = self._ref(self._document.Catalog.Pages)
        self._resources = self._objects.add_late(self._resource_dictionary)
        self._forms: dict[Hashable, str] = {}
        self._xobjects: list[bytes] = []
        self._images: dict[bytes, tuple[str, Picture] | None] = {}
        self._outline = Outline()
        self._fonts: dict[str, bytes] = {}
        self.fonts = FontUse()
        self._structure_root = Late(self._structure_object)
        self.structure = self._new_structure() if tagged else None

    def date_as(self, issued: date) -> None:
        """Say when the paper was issued; of several papers in one file, the latest counts."""
        self._about.issued = max(self._about.issued or issued, issued)

    def add_page(
        self, operators: str, width: float, height: float, links: Sequence[Link] = ()
    ) -> bytes:
        """Append a page of ``width`` x ``height`` points; the reference to it."""
        contents = self._objects.add_page(stream(operators.encode("latin-1")))
        tags = b"/StructParents %d/Tabs/S" % self.page_count if self.structure else b""
        page = self._add(
            b"<</Type/Page/Parent %s/MediaBox[0 0 %.6g %.6g]/Resources %s/Contents %s%s%s>>\n"
            % (
                self._pages_ref, width, height, self._resources, contents,
                self._links(links, height) if links else b"", tags,
            )
        )  # fmt: skip
        self._page_refs.append(page)
        return page

    @property
    def page_count(self) -> int:
        """How many pages the file has so far."""
        return len(self._page_refs)

    def _links(self, links: Sequence[Link], height: float) -> bytes:
        """Links to pages may lead to some that are still to come."""
        annotations = partial(link_annotations, tuple(links), self._page_refs, height)
        late = any(link.page for link in links)
        at = self._objects.add_late(annotations) if late else self._add(annotations())
        return b"/Annots %s" % at

    def bookmark(self, title: str, page: bytes, level: int = 0) -> None:
        """Add a bookmark to a page, below the last one of a lower ``level``."""
        self._outline.add(title, page, level)

    def form(
        self, key: Hashable, draw: Callable[[Canvas], None], width: float, height: float
    ) -> str:
        """The name of a form that is drawn once and placed often; ``key`` tells it from others."""
        name = self._forms.get(key)
        if name is None:
            form = _kept_forms.get(key) or self._drawn_form(key, draw, height)
            self.fonts.note_all(form.fonts)
            entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %.6g %.6g]/Resources %s" % (
                width, height, self._resources,
            )  # fmt: skip
            self._document.updateSignature(form.packed)
            name = self._forms[key] = self._xobject(self._add(packed_stream(form.packed, entries)))
        return name

    def _drawn_form(self, key: Hashable, draw: Callable[[Canvas], None], height: float) -> _Form:
        canvas = Canvas(FontUse(), height)
        draw(canvas)
        operators = canvas.operators()
        form = _Form(packed(operators.encode("latin-1")), canvas.fonts)
        # Pictures have another number in each file, and so has what shows them.
        if " Do" not in operators:
            if len(_kept_forms) >= _MOST_FORMS:
                _kept_forms.clear()
            _kept_forms[key] = form
        return form

    def image(self, content: bytes) -> tuple[str, Picture] | None:
        """The name and the pixels of a PNG or JPEG, or None when it cannot be read."""
        if content not in self._images:
            picture = read_picture(content)
            name = self._xobject(self._image_reference(picture)) if picture else ""
            self._images[content] = (name, picture) if picture else None
        return self._images[content]

    def finish(self) -> bytes:
        """The whole file, where it was kept."""
        self.close()
        return self._kept.getvalue()

    def close(self) -> None:
        """Write the fonts and all else that was to be known first."""
        for weight, latin in self.fonts.simple.items():
            self._fonts[simple_font_name(weight)] = add_simple_font(weight, latin, self._add)
        for number, glyphs in self.fonts.glyphs.items():
            self._fonts[glyph_font_name(number)] = add_glyph_font(FACES[number], glyphs, self._add)
        catalog = self._document.Catalog
        if self._outline:
            count = 1 + len(self._outline)
            catalog.Outlines = self._objects.add_all(count, self._outline.objects)[0]
            catalog.PageMode = pdfdoc.PDFName("UseOutlines")
        if self.structure:
            catalog.StructTreeRoot = self._structure_root
            catalog.MarkInfo = Late(lambda: b"<</Marked true>>\n")
            catalog.ViewerPreferences = Late(lambda: b"<</DisplayDocTitle true>>\n")
        self._objects.close()

    def _image_reference(self, picture: Picture) -> bytes:
        size = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8" % (
            picture.width, picture.height,
        )  # fmt: skip
        entries = size + b"/ColorSpace/DeviceRGB"
        if picture.alpha is not None:
            mask = self._add(packed_stream(picture.alpha, size + b"/ColorSpace/DeviceGray"))
            entries += b"/SMask %s" % mask
        coding = b"DCTDecode" if picture.is_jpeg else b"FlateDecode"
        return self._add(packed_stream(picture.pixels, entries, coding))

    def _xobject(self, reference: bytes) -> str:
        self._xobjects.append(reference)
        return f"X{len(self._xobjects) - 1}"

    def _resource_dictionary(self) -> bytes:
        fonts = b"".join(b"/%s %s" % (name.encode(), ref) for name, ref in self._fonts.items())
        drawn = b"".join(b"/X%d %s" % pair for pair in enumerate(self._xobjects))
        alphas = b"".join(b"/A%d<</ca %.2f>>" % (alpha, alpha / 100) for alpha in _ALPHAS)
        return b"<</Font<<%s>>/XObject<<%s>>/ExtGState<<%s>>>>\n" % (fonts, drawn, alphas)

    def _page_tree(self) -> bytes:
        pages = b" ".join(self._page_refs)
        return b"<</Type/Pages/Count %d/Kids[%s]>>\n" % (self.page_count, pages)

    def _new_structure(self) -> StructureTree:
        add_late = self._objects.add_late
        return StructureTree(self._add, add_late, self._ref(self._structure_root))

    def _structure_object(self) -> bytes:
        return self.structure.root_object() if self.structure else b"null\n"

    def _ref(self, item: pdfdoc.PDFObject) -> bytes:
        reference: bytes = self._document.Reference(item).format(self._document)
        return reference
