"""An SVG logo is printed sharp, or told in a sentence; it never reads a file and never hangs."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from collectdesk.documents.batch import render
from collectdesk.documents.pictures import as_png, problem_with, read_picture
from collectdesk.domain.papers import LetterPaper
from tests.documents.merging import render_merged
from tests.documents.reading import whole_text
from tests.documents.samples import letter

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
SIZE = 'width="300" height="100">'
BOX = '<rect width="300" height="100" fill="#c81e28"/>'


def svg(inside: str, size: str = SIZE) -> bytes:
    """A drawing with these parts."""
    return f"{HEAD}{size}{inside}</svg>".encode()


def _lettered(logo: bytes) -> LetterPaper:
    paper = letter()
    return replace(paper, firm=replace(paper.firm, logo=logo))


def _colours(pdf: bytes) -> set[tuple[int, int, int]]:
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].render(scale=2).to_pil().convert("RGB")
    document.close()
    return {colour for _, colour in page.getcolors(1 << 24)}


PRINTED = {
    "plain": svg(BOX),
    "by its view box": svg(BOX, 'viewBox="0 0 300 100">'),
    "in millimetres": svg(BOX, 'width="90mm" height="30mm" viewBox="0 0 300 100">'),
    "ten thousand pixels": svg(
        '<rect width="10000" height="10000" fill="#c81e28"/>', 'width="10000" height="10000">'
    ),
    "styled by classes": svg(f"<style>.a{{fill:#c81e28}}</style>{BOX.replace('fill', 'class')}"
                             .replace('class="#c81e28"', 'class="a"')),
    "used again": svg(f'<defs><g id="a">{BOX}</g></defs><use xlink:href="#a"/>'),
    "a link around it": svg(f'<a xlink:href="http://example.com">{BOX}</a>'),
    "names of a drawing program": (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
        ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'
        ' [<!ENTITY ns "http://www.w3.org/2000/svg">]>'
        f'<svg xmlns="&ns;" xmlns:x="http://x" x:y="1" {SIZE}<x:page/>{BOX}</svg>'
    ).encode(),
    "in UTF-16": f'<?xml version="1.0" encoding="utf-16"?>{HEAD}{SIZE}{BOX}</svg>'.encode("utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("logo", PRINTED.values(), ids=PRINTED.keys())
def test_a_drawing_is_printed_in_its_colours(logo: bytes) -> None:
    paper = _lettered(logo)
    assert problem_with(logo) == ""
    pdf = render(paper)
    assert "HS" not in whole_text(pdf)
    assert (200, 30, 40) in _colours(pdf)
    assert len(pdf) < 40_000


def test_a_drawing_is_sharp_at_six_hundred_dots_to_the_inch() -> None:
    picture = read_picture(svg(BOX))
    assert picture is not None
    assert picture.height >= 600 * 32 // 72


def test_letters_that_are_not_outlines_are_drawn_with_a_font_at_hand() -> None:
    logo = svg('<text x="10" y="60" font-size="50" font-family="None Such">Harbor</text>')
    assert problem_with(logo) == ""


def test_what_the_screen_shows_is_the_picture_that_is_printed() -> None:
    shown = Image.open(io.BytesIO(as_png(svg(BOX))))
    assert shown.convert("RGB").getpixel((5, 5)) == (200, 30, 40)
    assert as_png(b"no picture") == b""


def test_a_batch_holds_the_logo_once() -> None:
    content = render_merged([_lettered(svg(BOX))] * 40, "Letters").content
    assert content is not None
    assert content.count(b"/Subtype/Image") == 1


def _many(count: int, part: Callable[[int], str]) -> str:
    return "".join(map(part, range(count)))


_BOMB = "".join(f'<!ENTITY {b} "&{a};&{a};&{a};">' for a, b in zip("abcdef", "bcdefg", strict=True))
REFUSED = {
    "a file": (svg('<image href="/etc/passwd" width="9" height="9"/>'), "another file"),
    "a file by address": (svg('<image xlink:href="file:///etc/passwd"/>'), "another file"),
    "a page": (svg('<use href="http://example.com/a.svg#a"/>'), "another file"),
    "a style from elsewhere": (svg("<style>@import 'http://x';</style>" + BOX), "another file"),
    "a colour from elsewhere": (svg('<rect fill="url(http://x/#a)"/>'), "another file"),
    "a hidden address": (svg('<rect style="fill:\\75rl(http://x)"/>'), "another file"),
    "an outer entity": (
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<text>&x;</text>"),
        "another file",
    ),
    "an entity bomb": (
        f'<!DOCTYPE svg [<!ENTITY a "aaaaaaaa">{_BOMB}]>'.encode() + svg("<text>&g;</text>"),
        "too many parts",
    ),
    "a script": (svg("<script>alert(1)</script>" + BOX), "program"),
    "a script on opening": (svg(BOX, 'onload="x()" ' + SIZE), "program"),
    "a page inside": (svg("<foreignObject><p/></foreignObject>" + BOX), "program"),
    "a photograph inside": (svg('<image href="data:image/png;base64,AAAA"/>'), "around a picture"),
    "a shadow": (svg('<rect width="9" height="9" filter="url(#f)"/>'), "shadow"),
    "parts that use parts": (
        svg(
            '<g id="a0"><rect width="5" height="5"/></g>'
            + _many(9, lambda n: f'<g id="a{n + 1}">' + f'<use href="#a{n}"/>' * 10 + "</g>")
        ),
        "too many parts",
    ),
    "a part that uses itself": (svg('<g id="a"><use href="#a"/></g>'), "too many parts"),
    "a thousand layers": (svg('<g opacity=".9"><path d="M0 0h9"/></g>' * 999), "too many parts"),
    "ten thousand shades": (svg('<rect width="9" fill="url(#g)"/>' * 9_999), "too many parts"),
    "boxes in boxes": (svg("<g>" * 5_000 + "</g>" * 5_000), "too many parts"),
    "an endless path": (
        svg('<path d="M0 0 L' + _many(260_000, lambda n: f"{n % 99} {n % 98} ") + '"/>'),
        "too many parts",
    ),
    "more than three million letters": (svg(" " * 3_100_000), "too many parts"),
    "no size": (svg(BOX, ">"), "how large"),
    "no size that makes sense": (svg(BOX, 'width="0" height="-5">'), "how large"),
    "nothing in it": (svg(""), "nothing can be seen"),
    "cut off": (svg(BOX)[:-9], "damaged"),
    "of no known letters": (b'<?xml version="1.0" encoding="x-none"?>' + svg(BOX), "damaged"),
}


@pytest.mark.parametrize(("logo", "word"), REFUSED.values(), ids=REFUSED.keys())
def test_a_drawing_that_cannot_be_trusted_is_told_and_the_initials_stand_in(
    logo: bytes, word: str
) -> None:
    paper = _lettered(logo)
    assert word in problem_with(logo)
    assert "HS" in whole_text(render(paper))


def test_no_file_is_opened_for_a_drawing(tmp_path: Path) -> None:
    picture = tmp_path / "secret.png"
    Image.new("RGB", (9, 9), (1, 2, 3)).save(picture)
    for link in (str(picture), picture.as_uri(), f"../{picture.name}"):
        assert problem_with(svg(f'{BOX}<image href="{link}" width="300" height="100"/>'))
