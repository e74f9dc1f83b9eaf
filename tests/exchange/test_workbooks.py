"""A workbook is read to the letter in a process of its own, or refused with a sentence."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from collectdesk.base import processes
from collectdesk.domain.errors import Cancelled
from collectdesk.domain.table import NotATable, SheetUnknown, Table
from collectdesk.exchange import workbooks
from collectdesk.exchange.tables import read_table
from tests.exchange.workbook_files import changed, made, open_document

SHEET = "xl/worksheets/sheet1.xml"


def kinds(book: Any, sheet: Any) -> None:
    """One row of each kind of cell, below a title and an empty row, from column B on."""
    day = book.add_format({"num_format": "d/m/yy"})
    moment = book.add_format({"num_format": "d/m/yy hh:mm"})
    percent = book.add_format({"num_format": "0.0%"})
    sheet.merge_range("B1:J1", "Open invoices of Harbor Supplies")
    sheet.write_row(
        2, 1, ["Text", "Whole", "Sum", "Day", "Moment", "Share", "Tick", "Wrong", "Bare"]
    )
    sheet.write(3, 1, "株式会社 =1+1")
    sheet.write(3, 2, 9001)
    sheet.write_formula(3, 3, "=0.1+0.2", None, 0.1 + 0.2)
    sheet.write_datetime(3, 4, datetime(2026, 11, 21), day)
    sheet.write_datetime(3, 5, datetime(2026, 11, 21, 13, 5), moment)
    sheet.write(3, 6, 0.19, percent)
    sheet.write_boolean(3, 7, True)
    sheet.write_formula(3, 8, "=1/0", None, "#DIV/0!")
    sheet.write(3, 9, 46347)


def ledger(book: Any, sheet: Any) -> None:
    """A heading and one row."""
    sheet.write_row(0, 0, ["Customer", "Invoice", "Date", "Amount"])
    sheet.write_row(1, 0, ["C-1", 7, "2026-01-02", 12.5])


def nothing(book: Any, sheet: Any) -> None:
    """An empty sheet."""


def only_row(table: Table) -> tuple[str, ...]:
    assert len(table.rows) == 1
    return table.rows[0].cells


def refusal(path: Path, sheet: str = "") -> str:
    with pytest.raises(NotATable) as refused:
        read_table(path, sheet)
    return str(refused.value)


def test_every_kind_of_cell_is_read_as_what_it_is(tmp_path: Path) -> None:
    table = read_table(made(tmp_path / "kinds.xlsx", One=kinds))
    assert table.columns[:3] == ("Text", "Whole", "Sum")
    assert table.rows[0].line == 4
    assert only_row(table) == (
        "株式会社 =1+1", "9001", "0.3", "2026-11-21", "2026-11-21 13:05:00", "0.19", "TRUE",
        "#DIV/0!", "46347",
    )  # fmt: skip
    assert table.day_zero
    assert table.day_zero + timedelta(46347) == date(2026, 11, 21)


def test_no_error_is_taken_for_an_empty_cell_however_it_is_written(tmp_path: Path) -> None:
    sound = made(tmp_path / "sound.xlsx", One=kinds)
    other = changed(sound, tmp_path / "other.xlsx", SHEET, 'r="I4" t="e"', "t='e' r='I4'")
    assert only_row(read_table(other))[7] == "#DIV/0!"


def test_a_workbook_of_an_old_mac_counts_its_days_from_1904(tmp_path: Path) -> None:
    sound = made(tmp_path / "sound.xlsx", One=ledger)
    mac = changed(
        sound, tmp_path / "mac.xlsx", "xl/workbook.xml", "<workbookPr", '<workbookPr date1904="1"'
    )
    assert read_table(mac).day_zero == date(1904, 1, 1)


def test_a_heading_of_merged_cells_gets_the_names_from_both_rows(tmp_path: Path) -> None:
    def grouped(book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:A2", "Customer")
        sheet.merge_range("B1:C1", "Invoice")
        sheet.merge_range("D1:D2", "Amount")
        sheet.write_row("B2", ["No", "Date"])
        sheet.write_row("A3", ["C-1", 7, "2026-01-02", 12.5])

    table = read_table(made(tmp_path / "grouped.xlsx", One=grouped))
    assert table.columns == ("Customer", "Invoice No", "Invoice Date", "Amount")
    assert only_row(table) == ("C-1", "7", "2026-01-02", "12.5")


def test_of_several_sheets_one_must_be_chosen_and_empty_ones_do_not_count(tmp_path: Path) -> None:
    alone = made(tmp_path / "alone.xlsx", First=nothing, Ledger=ledger)
    assert read_table(alone).sheet == "Ledger"
    several = made(tmp_path / "several.xlsx", One=kinds, Ledger=ledger, Empty=nothing)
    with pytest.raises(SheetUnknown, match="has several sheets: “One” and “Ledger”") as asked:
        read_table(several)
    assert asked.value.sheets == ("One", "Ledger")
    assert only_row(read_table(several, "Ledger")) == ("C-1", "7", "2026-01-02", "12.5")


def test_a_small_file_that_asks_for_the_memory_of_a_large_computer_is_refused(
    tmp_path: Path,
) -> None:
    def far(book: Any, sheet: Any) -> None:
        ledger(book, sheet)
        sheet.write("XFD1048576", "x")

    path = made(tmp_path / "far.xlsx", One=far)
    assert path.stat().st_size < 8_000
    assert "reaches as far as row 1,048,576 and column 16,384" in refusal(path)


def test_what_only_looks_far_is_read(tmp_path: Path) -> None:
    """A coloured cell without a value, and a wrong word about the size, are no danger."""

    def coloured(book: Any, sheet: Any) -> None:
        ledger(book, sheet)
        sheet.write_blank("XFD1048576", None, book.add_format({"bold": True}))

    assert only_row(read_table(made(tmp_path / "coloured.xlsx", One=coloured)))[0] == "C-1"


@pytest.mark.parametrize(
    ("name", "part", "old", "new", "words"),
    [
        ("cut", SHEET, "</sheetData>.*", "", "it is damaged"),
        ("other", "[Content_Types].xml", "^", "", "C-1"),
        ("no-book", "xl/workbook.xml", ".*", "<x>", "it is damaged"),
        ("no-sheet", "xl/_rels/workbook.xml.rels", "sheet1", "sheet9", "it is damaged"),
    ],
)
def test_a_damaged_workbook_is_told(
    tmp_path: Path, name: str, part: str, old: str, new: str, words: str
) -> None:
    sound = made(tmp_path / "sound.xlsx", One=ledger)
    spoilt = changed(sound, tmp_path / f"{name}.xlsx", part, old, new)
    if words == "C-1":
        assert only_row(read_table(spoilt))[0] == words
    else:
        assert words in refusal(spoilt)


def test_other_files_are_refused_as_what_they_are(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    zipped = tmp_path / "photos.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("cat.jpg", b"meow")
    for content, words in (
        (ole, "old form of Excel"),
        (ole + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"PK\x03\x04 and no more", "it is damaged"),
        (zipped.read_bytes(), "not a workbook"),
        (b"OFXHEADER:100\n<OFX>", "it is a file of a bank"),
        (b"<HTML><table><tr><td>1</td></tr></table>", "is a web page"),
    ):
        path = tmp_path / "ledger.xls"
        path.write_bytes(content)
        assert words in refusal(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w") as archive:
        for number in range(5_001):
            archive.writestr(f"{number}", b"")
    assert "more in it than can be read safely" in refusal(bomb)


def test_open_documents_are_read_and_their_errors_not_lost(tmp_path: Path) -> None:
    heading = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
        for word in ("Customer", "Amount")
    )
    value = '<table:table-cell office:value-type="float" office:value="12.5"/>'
    wrong = '<table:table-cell office:value-type="string" calcext:value-type="error"/>'
    rows = "<table:table-row>{}</table:table-row><table:table-row>{}{}</table:table-row>"
    sound = open_document(tmp_path / "sound.ods", rows.format(heading, value, value))
    assert only_row(read_table(sound)) == ("12.5", "12.5")
    spoilt = open_document(tmp_path / "spoilt.ods", rows.format(heading, value, wrong))
    assert "show an error" in refusal(spoilt)


def test_reading_stops_when_it_takes_too_long_or_is_not_wanted_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "ledger.xlsx", One=ledger)

    def cancel() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_table(path, "", cancel)
    for name, most in (("_SECONDS", 0), ("_MEMORY", 1)):
        with monkeypatch.context() as patched:
            patched.setattr(workbooks, name, most)
            assert "more time or memory than can be given" in refusal(path)


def test_a_reader_that_dies_is_told_and_takes_nothing_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "ledger.xlsx", One=ledger)
    monkeypatch.setattr(processes, "_this_program", lambda: ["false"])
    assert "or it is damaged" in refusal(path)
