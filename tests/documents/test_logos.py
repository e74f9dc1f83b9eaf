"""Any file can be chosen as a logo: it is printed, or told in a sentence and passed over."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from collectdesk.documents.batch import render
from collectdesk.documents.pictures import problem_with, read_picture
from tests.documents.reading import whole_text
from tests.documents.samples import letter


def _picture(width: int, height: int, mode: str = "RGB", kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    Image.new(mode, (width, height)).save(target, kind)
    return target.getvalue()


def _with(logo: bytes) -> bytes:
    paper = letter()
    return render(replace(paper, firm=replace(paper.firm, logo=logo)))


@pytest.mark.parametrize(
    ("width", "height", "mode", "kind"),
    [(10_000, 800, "RGB", "PNG"), (1, 1, "RGB", "PNG"), (3_000, 10, "L", "JPEG"),
     (40, 4_000, "P", "PNG"), (200, 100, "CMYK", "JPEG")],
)  # fmt: skip
def test_pictures_of_any_size_and_kind_are_printed_small(
    width: int, height: int, mode: str, kind: str
) -> None:
    logo = _picture(width, height, mode, kind)
    assert problem_with(logo) == ""
    assert "HS" not in whole_text(_with(logo))
    assert len(_with(logo)) < 40_000


def _shown(logo: bytes) -> set[tuple[int, int, int]]:
    """The colours of a letter with this logo."""
    document = pypdfium2.PdfDocument(_with(logo))
    page = document[0].render(scale=2).to_pil().convert("RGB")
    document.close()
    return {colour for _, colour in page.getcolors(1 << 24)}


def test_a_logo_in_sixteen_bits_a_grey_keeps_its_grey() -> None:
    target = io.BytesIO()
    Image.new("I;16", (200, 100), 0x9C40).save(target, "PNG")
    assert (0x9C, 0x9C, 0x9C) in _shown(target.getvalue())


def test_a_photograph_that_was_taken_sideways_stands_upright() -> None:
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (300, 100), (9, 90, 200)).save(target, "JPEG", exif=exif)
    picture = read_picture(target.getvalue())
    assert picture is not None
    assert (picture.width, picture.height) == (100, 300)


def test_a_picture_that_is_wholly_see_through_is_told() -> None:
    assert "nothing can be seen" in problem_with(_picture(40, 20, "RGBA"))


def test_a_broad_logo_leaves_the_return_address_its_place_in_the_window() -> None:
    assert "410 Wharf Street, Suite 2" in whole_text(_with(_picture(900, 300)))


def _noise(kind: str) -> bytes:
    """A photograph, as far as compressing goes."""
    target = io.BytesIO()
    Image.effect_noise((1_200, 400), 60).convert("RGB").save(target, kind)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photograph_as_logo_does_not_make_letters_heavy(kind: str) -> None:
    assert len(_with(_noise(kind))) < 120_000


def test_colours_and_transparency_of_a_logo_survive() -> None:
    logo = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    logo.paste((200, 30, 40, 255), (0, 0, 64, 32))
    target = io.BytesIO()
    logo.save(target, "PNG")
    document = pypdfium2.PdfDocument(_with(target.getvalue()))
    page = document[0].render(scale=2).to_pil().convert("RGB")
    document.close()
    colours = {colour for _, colour in page.getcolors(1 << 24)}
    assert (200, 30, 40) in colours
    assert (0, 0, 0) not in colours


@pytest.mark.parametrize(
    ("logo", "word"),
    [
        (b"%PDF-1.4", "PNG, JPEG or SVG"),
        (_picture(300, 200)[:60], "damaged"),
        (_picture(12_000, 10), "large"),
        (_picture(9_000, 9_000, "1"), "large"),
    ],
    ids=["pdf", "cut off", "too wide", "too many pixels"],
)
def test_what_cannot_be_printed_is_told_and_the_initials_stand_in(logo: bytes, word: str) -> None:
    assert word in problem_with(logo)
    assert "HS" in whole_text(_with(logo))


def test_no_logo_is_nothing_to_tell() -> None:
    assert problem_with(letter().firm.logo) == ""
    assert read_picture(b"") is None
