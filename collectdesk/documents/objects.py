"""The numbered objects of a PDF, each written to the file as soon as it is known.

Only where each begins stays in memory, so that a file may have any number of pages. ReportLab's
document layer keeps the few objects that are known at the end: the catalog and what it names.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any, BinaryIO, Final

from reportlab.pdfbase import pdfdoc

_LANGUAGE: Final = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FREE: Final = b"0000000000 65535 f \n"


class Late(pdfdoc.PDFObject):
    """An object that is known when all pages are drawn."""

    __RefOnly__ = 1

    def __init__(self, make: Callable[[], bytes]) -> None:
        self.make = make

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's bytes, made now."""
        return self.make()


class Objects:
    """The objects of one PDF that is written to ``out``."""

    def __init__(self, out: BinaryIO, language: str) -> None:
        self._out = out
        self._at = 0
        self._starts = array("Q")
        self._late: list[tuple[int, Callable[[], bytes]]] = []
        self.document = _new_document(language)
        """ReportLab's document; its published types do not know the catalog."""
        # What is not named in the catalog is left out.
        self.document.Catalog.Outlines = None
        self._write(pdfdoc.PDFFile(self.document._pdfVersion).format(self.document))

    def add(self, content: bytes) -> bytes:
        """Write an object; the reference to it."""
        number = self._next()
        self._put(number, content)
        return _reference(number)

    def add_late(self, make: Callable[[], bytes]) -> bytes:
        """A reference to an object that ``make`` gives when all pages are drawn."""
        number = self._next()
        self._late.append((number, make))
        return _reference(number)

    def add_all(
        self, count: int, make: Callable[[Sequence[bytes]], Iterable[bytes]]
    ) -> Sequence[bytes]:
        """Write objects that name each other: ``make`` gives them, told the references to all."""
        numbers = [self._next() for _ in range(count)]
        references = [_reference(number) for number in numbers]
        for number, content in zip(numbers, make(references), strict=True):
            self._put(number, content)
        return references

    def add_page(self, content: bytes) -> bytes:
        """Write the operators of a page, which the file's fingerprint depends on."""
        self.document.updateSignature(content)
        return self.add(content)

    def close(self) -> None:
        """Write what was late, the catalog, and where everything is."""
        for number, make in self._late:
            self._put(number, make())
        document = self.document
        document.info.digest(document.signature)
        root, info = document.Reference(document.Catalog), document.Reference(document.info)
        self._put_registered()
        begins = self._at
        self._write(b"xref\n0 %d\n" % (len(self._starts) + 1) + _FREE)
        for start in self._starts:
            self._write(b"%010d 00000 n \n" % start if start else _FREE)
        trailer = pdfdoc.PDFTrailer(
            startxref=begins, Size=len(self._starts) + 1, Root=root, Info=info, ID=document.ID()
        )
        self._write(trailer.format(document))

    def _put_registered(self) -> None:
        """The objects that ReportLab keeps; to write one can bring others."""
        document = self.document
        written: set[int] = set()
        while waiting := sorted(document.numberToId.keys() - written):
            for number in waiting:
                held = document.idToObject[document.numberToId[number]]
                self._put(number, pdfdoc.format(held, document, toplevel=1))
            written.update(waiting)

    def _next(self) -> int:
        self.document.objectcounter += 1
        return int(self.document.objectcounter)

    def _put(self, number: int, content: bytes) -> None:
        if number > len(self._starts):
            self._starts.extend([0] * (number - len(self._starts)))
        self._starts[number - 1] = self._at
        end = b"endobj\n" if content.endswith(b"\n") else b"\nendobj\n"
        self._write(b"%d 0 obj\n" % number + content + end)

    def _write(self, content: bytes) -> None:
        self._out.write(content)
        self._at += len(content)


def _reference(number: int) -> bytes:
    return b"%d 0 R" % number


def _new_document(language: str) -> Any:
    known = language if _LANGUAGE.fullmatch(language) else "en"
    return pdfdoc.PDFDocument(compression=0, invariant=1, pdfVersion=(1, 5), lang=known)
