"""The PDF file: numbered objects, pages, forms drawn once, images, fonts and bookmarks.

ReportLab's document layer keeps the objects, the page tree and the cross references. Pages come
here as finished operators; they are compressed at once, so that a long batch stays small.
The same calls give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

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
from collectdesk.documents.outline import Outline
from collectdesk.documents.pictures import Picture, read_picture
from collectdesk.documents.tags import StructureTree

PROGRAM: Final = "CollectDesk"
_PRODUCER: Final = "CollectDesk, ReportLab"
_LANGUAGE: Final = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ALPHAS: Final = (4, 8, 20, 100)
_MOST_FORMS: Final = 64


class _Object(pdfdoc.PDFObject):
    """An object whose bytes are ready."""

    __RefOnly__ = 1

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's bytes."""
        return self.content


class _Late(pdfdoc.PDFObject):
    """An object that is known when all pages are drawn."""

    __RefOnly__ = 1

    def __init__(self, make: Callable[[], bytes]) -> None:
        self.make = make

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's bytes, made now."""
        return self.make()


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


class _NoOutline:
    """Stands where ReportLab prepares its own outline; ours is made of ready objects."""

    ready = 1

    def prepare(self, document: pdfdoc.PDFDocument, canvas: object) -> None:
        """Nothing is left to do."""


def _new_document(language: str) -> Any:
    """ReportLab's document; its published types do not know the page tree and the catalog."""
    known = language if _LANGUAGE.fullmatch(language) else "en"
    return pdfdoc.PDFDocument(compression=0, invariant=1, pdfVersion=(1, 5), lang=known)


class PdfFile:
    """A PDF being written. Add pages, then take the bytes with ``finish``, once.

    ``date_as`` dates it; without that it has no date of its own.
    """

    def __init__(self, title: str, author: str, language: str, *, tagged: bool = False) -> None:
        self._document = _new_document(language)
        self._document.Outlines = _NoOutline()
        self._document.Catalog.Outlines = None
        self._about = self._document.info = _About(title, author)
        self._pages_ref = self._ref(self._document.Pages)
        self._resources = self._ref(_Late(self._resource_dictionary))
        self._forms: dict[Hashable, str] = {}
        self._xobjects: list[bytes] = []
        self._images: dict[bytes, tuple[str, Picture] | None] = {}
        self._outline = Outline()
        self._fonts: dict[str, bytes] = {}
        self.fonts = FontUse()
        self._structure_root = _Late(self._structure_object)
        self.structure = self._new_structure() if tagged else None
        self._page_refs: list[bytes] = []

    def date_as(self, issued: date) -> None:
        """Say when the paper was issued; of several papers in one file, the latest counts."""
        self._about.issued = max(self._about.issued or issued, issued)

    def add_page(
        self, operators: str, width: float, height: float, links: Sequence[Link] = ()
    ) -> bytes:
        """Append a page of ``width`` x ``height`` points; the reference to it."""
        content = stream(operators.encode("latin-1"))
        self._document.updateSignature(content)
        contents = self._add(content)
        tags = b"/StructParents %d/Tabs/S" % self.page_count if self.structure else b""
        page = _Object(
            b"<</Type/Page/Parent %s/MediaBox[0 0 %.6g %.6g]/Resources %s/Contents %s%s%s>>\n"
            % (
                self._pages_ref, width, height, self._resources, contents,
                self._links(links, height) if links else b"", tags,
            )
        )  # fmt: skip
        self._document.addPage(page)
        self._page_refs.append(self._ref(page))
        return self._page_refs[-1]

    @property
    def page_count(self) -> int:
        """How many pages the file has so far."""
        return len(self._page_refs)

    def _links(self, links: Sequence[Link], height: float) -> bytes:
        """Links may lead to pages that are still to come."""
        late = _Late(partial(link_annotations, tuple(links), self._page_refs, height))
        return b"/Annots %s" % self._ref(late)

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
        """The whole file."""
        for weight, latin in self.fonts.simple.items():
            self._fonts[simple_font_name(weight)] = add_simple_font(weight, latin, self._add)
        for number, glyphs in self.fonts.glyphs.items():
            self._fonts[glyph_font_name(number)] = add_glyph_font(FACES[number], glyphs, self._add)
        if self._outline:
            self._document.Catalog.Outlines = self._outline_root()
            self._document.Catalog.PageMode = pdfdoc.PDFName("UseOutlines")
        if self.structure:
            catalog = self._document.Catalog
            catalog.StructTreeRoot = self._structure_root
            catalog.MarkInfo = _Object(b"<</Marked true>>\n")
            catalog.ViewerPreferences = _Object(b"<</DisplayDocTitle true>>\n")
        content: bytes = self._document.GetPDFData(self)
        return content

    def _outline_root(self) -> _Object:
        items = [self._ref(_Late(partial(self._outline.item, at))) for at in self._outline.places]
        root = _Object(self._outline.root(items))
        self._outline.root_reference = self._ref(root)
        return root

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

    def _add(self, content: bytes) -> bytes:
        return self._ref(_Object(content))

    def _new_structure(self) -> StructureTree:
        return StructureTree(self._add, self._add_late, self._ref(self._structure_root))

    def _structure_object(self) -> bytes:
        return self.structure.root_object() if self.structure else b"null\n"

    def _add_late(self, make: Callable[[], bytes]) -> bytes:
        return self._ref(_Late(make))

    def _ref(self, item: pdfdoc.PDFObject) -> bytes:
        reference: bytes = self._document.Reference(item).format(self._document)
        return reference
