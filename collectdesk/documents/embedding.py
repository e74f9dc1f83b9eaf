"""Fonts inside a PDF: only the glyphs that are used, as bytes of ready PDF objects.

Western text uses one simple font a weight, cut once per process to what English needs or to all
of Windows-1252.
All other runs use a font of two-byte glyph numbers, cut for the document.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import uharfbuzz as hb

from collectdesk.documents.fonts import Face, main_face
from collectdesk.documents.ink import ALL_CODES, COMMON, code_widths
from collectdesk.documents.styles import Weight

AddObject = Callable[[bytes], bytes]
"""Puts the bytes of an object into the file and gives the reference to it, as in ``b"7 0 R"``."""

_NOTHING: Final = "\u200b"
"""Stands for a glyph without text of its own: readers print a stray sign for an empty entry."""

_NOT_NEEDED: Final = ("GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "kern")
_EFFORT: Final = 4
_SYMBOLIC: Final = 4
_NONSYMBOLIC: Final = 32


@dataclass(frozen=True, slots=True)
class _Cut:
    """A font program with some glyphs only, and where each glyph went."""

    program: bytes
    numbers: Mapping[int, int]


def packed(content: bytes) -> bytes:
    """Compressed bytes; more effort takes a third more time and saves a fiftieth."""
    return zlib.compress(content, _EFFORT)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream object; ``entries`` are further lines of its dictionary."""
    return packed_stream(packed(content), entries)


def packed_stream(packed: bytes, entries: bytes = b"", coding: bytes = b"FlateDecode") -> bytes:
    """A stream object of bytes that are compressed already."""
    head = b"<</Filter/%s/Length %d%s>>\nstream\n" % (coding, len(packed), entries)
    return head + packed + b"\nendstream\n"


def add_simple_font(weight: Weight, latin: bool, add: AddObject) -> bytes:
    """Add the font of plain Western text; the reference to it."""
    name, program, descriptor, widths = _simple_pieces(weight, latin)
    file = add(program)
    described = add(descriptor % file)
    return add(
        b"<</Type/Font/Subtype/TrueType/BaseFont/%s/Encoding/WinAnsiEncoding/FirstChar 32"
        b"/LastChar 255/Widths[%s]/FontDescriptor %s>>\n" % (name, widths, described)
    )


@cache
def _simple_pieces(weight: Weight, latin: bool) -> tuple[bytes, bytes, bytes, bytes]:
    face = main_face(weight)
    request = _request()
    request.unicode_set.update(set(map(ord, ALL_CODES if latin else COMMON)))
    program = bytes(hb.subset(face.harfbuzz, request).blob.data)
    name = _subset_name(face, latin)
    widths = " ".join(map(str, code_widths(weight)[32:])).encode()
    return name, _font_file(program), _descriptor(face, name, _NONSYMBOLIC), widths


def add_glyph_font(face: Face, glyphs: Mapping[int, str], add: AddObject) -> bytes:
    """Add a font for numbered glyphs (number: text that it stands for); the reference to it."""
    cut = _cut(face, glyphs)
    name = _subset_name(face, True)
    described = add(_descriptor(face, name, _SYMBOLIC) % add(_font_file(cut.program)))
    descendant = add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>/DW 1000/W[%s]/CIDToGIDMap %s/FontDescriptor %s>>\n"
        % (name, _widths(face, glyphs), add(stream(_places(cut, glyphs))), described)
    )
    return add(
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%s]"
        b"/ToUnicode %s>>\n" % (name, descendant, add(stream(_to_unicode(glyphs))))
    )


def _request() -> Any:
    request = hb.SubsetInput()
    request.flags = (
        hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    )
    request.drop_table_tag_set.update({int.from_bytes(tag.encode()) for tag in _NOT_NEEDED})
    return request


def _cut(face: Face, glyphs: Iterable[int]) -> _Cut:
    request = _request()
    request.glyph_set.update(set(glyphs))
    plan = hb.SubsetPlan(face.harfbuzz, request)
    return _Cut(bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping))


def _subset_name(face: Face, latin: bool) -> bytes:
    tag = chr(ord("A") + face.number // 26) + chr(ord("A") + face.number % 26)
    return f"CD{tag}{'LX' if latin else 'AS'}+{face.name}".encode()


def _font_file(program: bytes) -> bytes:
    return stream(program, b"/Length1 %d" % len(program))


def _descriptor(face: Face, name: bytes, flags: int) -> bytes:
    """The descriptor, with a place for the reference to the font file."""
    extents = face.font.get_font_extents("ltr")
    scale = 1000 / face.units
    ascent, descent = round(extents.ascender * scale), round(extents.descender * scale)
    return (
        b"<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[-500 %d 2000 %d]/ItalicAngle 0"
        b"/Ascent %d/Descent %d/CapHeight 730/StemV 80/FontFile2 %%s>>\n"
        % (name, flags, descent, ascent, ascent, descent)
    )


def _widths(face: Face, glyphs: Iterable[int]) -> bytes:
    return b"".join(b"%d[%d]" % (glyph, face.advance(glyph)) for glyph in sorted(glyphs))


def _places(cut: _Cut, glyphs: Iterable[int]) -> bytes:
    """Two bytes a glyph number up to the largest: where it is in the cut font."""
    places = bytearray(2 * (max(glyphs) + 1))
    for glyph in glyphs:
        places[2 * glyph : 2 * glyph + 2] = cut.numbers.get(glyph, 0).to_bytes(2)
    return bytes(places)


def _to_unicode(glyphs: Mapping[int, str]) -> bytes:
    pairs = [
        f"<{glyph:04x}> <{(text or _NOTHING).encode('utf-16-be').hex()}>"
        for glyph, text in glyphs.items()
    ]
    chunks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(
        f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar" for chunk in chunks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
