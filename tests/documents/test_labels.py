"""Labels lie where the sheet has them, start where it is still full, and go off no edge."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from pypdf import PdfReader

from collectdesk.base.resources import resource_bytes
from collectdesk.documents.envelopes import EnvelopeName, PageName
from collectdesk.documents.label_sheets import (
    UnknownLabelSheet,
    label_cautions,
    label_sheet,
    label_sheet_names,
    render_labels,
    set_on,
    stamp_scale,
)
from collectdesk.documents.stamps import stamp_size
from collectdesk.documents.trial_prints import render_calibration, render_envelope_test
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.label import Label, PrintOffset
from collectdesk.domain.papers import StampSpec
from tests.documents.reading import POINTS_PER_MM, page_texts, places_of, whole_text
from tests.documents.test_hostile import HOSTILE
from tests.documents.test_stamps import TEXTS

SHEETS = label_sheet_names()
ADDRESS = Label(("Harbor Point Dental", "88 Marina Blvd, Floor 3", "San Francisco, CA 94123"))


def _geometry(name: str) -> dict[str, float]:
    entries = json.loads(resource_bytes("geometry.json"))["labels"]
    entry: dict[str, Any] = entries[entries[name].get("same_as", name)]
    unit = POINTS_PER_MM if str(entry["unit"]) == "mm" else 72
    return {
        key: value * unit if key not in ("cols", "rows") else value
        for key, value in entry.items()
        if isinstance(value, int | float)
    }


def test_all_sheets_that_shops_sell_are_known() -> None:
    wanted = {"5160", "5163", "5167", "L7160", "L7163", "L7263", "L6034", "L7651"}
    assert set(SHEETS) == wanted
    with pytest.raises(UnknownLabelSheet):
        label_sheet("5161")


@pytest.mark.parametrize("name", SHEETS)
def test_each_address_is_printed_inside_its_label(name: str) -> None:
    known = _geometry(name)
    sheet = label_sheet(name)
    labels = [Label((f"Nr{number:03d}",)) for number in range(1, sheet.count + 1)]
    pdf = render_labels(labels, name)
    for number in (1, int(known["cols"]), sheet.count):
        row, column = divmod(number - 1, int(known["cols"]))
        left = known["left"] + column * known["pitch_x"]
        top = known["top"] + row * known["pitch_y"]
        (word,) = places_of(pdf, f"Nr{number:03d}")
        assert left <= word.left <= word.right <= left + known["w"]
        assert top <= word.top <= word.bottom <= top + known["h"]


@pytest.mark.parametrize("name", SHEETS)
def test_no_label_reaches_beyond_the_page(name: str) -> None:
    sheet = label_sheet(name)
    last = sheet.place(sheet.count)
    assert last.right <= sheet.page[0]
    assert last.bottom <= sheet.page[1] + 0.01


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("stamp", TEXTS)
def test_a_turned_stamp_fits_its_label_and_is_never_enlarged(name: str, stamp: str) -> None:
    sheet = label_sheet(name)
    scale = stamp_scale(sheet, stamp)
    width, height = stamp_size(stamp)
    assert 0 < scale <= 1
    assert width * scale <= sheet.width
    assert height * scale <= sheet.height


def test_a_used_sheet_goes_on_at_the_chosen_label_and_the_rest_on_a_new_one() -> None:
    labels = [Label((f"Nr{number}",)) for number in range(8)]
    pdf = render_labels(labels, "5163", start=8)
    pages = page_texts(pdf)
    assert [len(page.split()) for page in pages] == [3, 5]
    sheet = label_sheet("5163")
    (word,) = places_of(pdf, "Nr0")
    assert sheet.place(8).left < word.left < sheet.place(8).right
    (first_of_next,) = places_of(pdf, "Nr3", page=1)
    assert first_of_next.top < sheet.place(1).bottom


@pytest.mark.parametrize("start", [0, 11, -1])
def test_a_start_that_is_not_on_the_sheet_is_refused(start: int) -> None:
    with pytest.raises(InvalidInput, match="1 to 10"):
        render_labels([ADDRESS], "5163", start)


def test_no_labels_are_no_print() -> None:
    with pytest.raises(InvalidInput):
        render_labels([], "5163")


def test_a_print_moves_by_quarter_millimetres() -> None:
    (before,) = places_of(render_labels([ADDRESS], "L7160"), "Harbor")
    (after,) = places_of(render_labels([ADDRESS], "L7160", 1, PrintOffset(3, -5)), "Harbor")
    assert after.left - before.left == pytest.approx(0.75 * POINTS_PER_MM, abs=0.02)
    assert after.top - before.top == pytest.approx(-1.25 * POINTS_PER_MM, abs=0.02)
    with pytest.raises(InvalidInput, match="10 mm"):
        PrintOffset(41, 0)


def test_low_labels_take_only_the_first_line_of_a_stamp() -> None:
    stamp = Label(stamp=StampSpec("past_due", TEXTS["past_due"]))
    for name, lines in (("5167", 1), ("L7651", 1), ("L7163", 3)):
        printed = whole_text(render_labels([stamp], name))
        assert "PAST DUE" in printed
        assert (TEXTS["past_due"][1].upper() in printed) == (lines > 1)


def test_an_address_with_too_many_lines_keeps_name_and_town_and_tells_the_rest() -> None:
    many = Label(("Name", *(f"a rather long line of an address, {n}" for n in range(12)), "Town"))
    shown = set_on(label_sheet("5167"), many)
    assert shown.lines[0] == "Name"
    assert shown.lines[-1] == "Town"
    assert len(shown.lines) + len(shown.left_out) == 14
    (said,) = label_cautions([many, ADDRESS, many], "5167")
    assert said.startswith("“Name” and 1 other: the address has no room on these labels")


def test_a_long_name_is_whole_on_a_label_and_small_letters_are_told() -> None:
    name = "The Extraordinarily Long Name of a Company with Branches in Many Towns and Sons of Sons"
    long = Label(
        (name, "Accounts building, entrance B", "2200 Industrial Parkway", "Reno, NV 89501")
    )
    for sheet in ("5160", "5163", "L7160", "L7163"):
        shown = set_on(label_sheet(sheet), long)
        assert shown.left_out == ()
        assert "".join(shown.lines).replace(" ", "").startswith(name.replace(" ", ""))
        assert shown.style.size >= 8
        assert label_cautions([long], sheet) == ()
    four = Label((*ADDRESS.lines[:2], "Accounts, building three", ADDRESS.lines[2]))
    (said,) = label_cautions([four, four], "5167")
    assert "and 1 other: the address only goes on these labels in letters below the 8" in said


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_labels_print_whatever_stands_in_an_address(text: str) -> None:
    labels = [Label((text, text)), Label(stamp=StampSpec("second", (text, text)))]
    assert len(PdfReader(io.BytesIO(render_labels(labels, "5167"))).pages) == 1


def test_the_calibration_page_has_a_frame_a_label_and_rulers_of_true_length() -> None:
    for name in SHEETS:
        pdf = render_calibration(name, PrintOffset(1, 2))
        printed = whole_text(pdf)
        assert str(label_sheet(name).count) in printed
        assert "+0.25 mm" in printed
        operators = PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
        assert operators is not None
        assert _lines_of(operators.get_data().decode("latin-1"), 100 * POINTS_PER_MM)


def _lines_of(operators: str, length: float) -> bool:
    for line in operators.splitlines():
        words = line.split()
        if "l" in words and "m" in words:
            at, to = words.index("m"), words.index("l")
            if abs(float(words[to - 2]) - float(words[at - 2]) - length) < 0.02:
                return True
    return False


@pytest.mark.parametrize(
    ("page", "envelope"),
    [("letter", "us_double"), ("letter", "us_single"), ("a4", "din5008_a"), ("a4", "din5008_b"),
     ("a4", "a4_uk")],
)  # fmt: skip
def test_each_envelope_has_a_test_print_that_says_what_to_look_for(
    page: PageName, envelope: EnvelopeName
) -> None:
    printed = whole_text(render_envelope_test(page, envelope))
    assert "always visible" in printed
    assert "Harbor Point Dental" in printed
    assert printed.count("fold here") == 2
