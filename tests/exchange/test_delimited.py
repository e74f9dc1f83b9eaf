"""A CSV from any program is read to the letter, or refused with a sentence that says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectdesk.domain.table import NotATable
from collectdesk.exchange import delimited, tables
from collectdesk.exchange.tables import read_table

TEXT = "Customer,Invoice,Amount\nSmørrebrød – Østergård,1,12.50\nMüller,2,7.00\n"
CELLS = [("Smørrebrød – Østergård", "1", "12.50"), ("Müller", "2", "7.00")]


def written(folder: Path, content: bytes | str) -> Path:
    path = folder / "ledger.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def refusal(folder: Path, content: bytes | str) -> str:
    with pytest.raises(NotATable) as refused:
        read_table(written(folder, content))
    return str(refused.value)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_every_usual_encoding_gives_the_same_letters(tmp_path: Path, encoding: str) -> None:
    table = read_table(written(tmp_path, TEXT.encode(encoding)))
    assert table.columns == ("Customer", "Invoice", "Amount")
    assert [row.cells for row in table.rows] == CELLS


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_usual_separator_and_line_end_is_found(
    tmp_path: Path, separator: str, line_end: str
) -> None:
    content = TEXT.replace(",", separator).replace("\n", line_end)
    assert [row.cells for row in read_table(written(tmp_path, content)).rows] == CELLS


def test_a_line_that_declares_the_separator_is_not_a_heading(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "sep=;\na;b,c\n1;2\n"))
    assert table.columns == ("a", "b,c")
    assert [row.line for row in table.rows] == [3]


def test_quoted_cells_keep_separators_quotes_and_line_breaks(tmp_path: Path) -> None:
    content = '"a;x";b\n"say ""hi""";"two\nlines"\n5" pipe;6\n'
    table = read_table(written(tmp_path, content))
    assert table.columns == ("a;x", "b")
    assert [row.cells for row in table.rows] == [('say "hi"', "two\nlines"), ('5" pipe', "6")]


def test_each_row_knows_its_true_line(tmp_path: Path) -> None:
    content = 'a,b\n\n"1\n2\n3",x\n   \n,,\n4,y\n'
    assert [row.line for row in read_table(written(tmp_path, content)).rows] == [3, 8]


def test_short_rows_are_filled_and_empty_cells_too_many_dropped(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "a,b,c\n1\n1,2,3,,\n1,2,3,4\n"))
    assert [row.cells for row in table.rows] == [
        ("1", "", ""),
        ("1", "2", "3"),
        ("1", "2", "3", "4"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        '2,"never closed,5\n3,x,6\n4,y,7\n',
        '2,"closed by the next quoted cell,5\n3,"Jones, Ltd",6\n',
        '2,"closed" too early,5\n3,x,6\n',
    ],
)
def test_a_quote_that_would_swallow_rows_is_refused_with_its_line(
    tmp_path: Path, rows: str
) -> None:
    assert "line 3 is not closed" in refusal(tmp_path, f"a,b,c\n1,first,4\n{rows}")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n \r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"a,b,c\n", "no rows below"),
        (b"Dear Sir\nplease pay\n", "is not a table"),
        (b"PK\x05\x06\x14\x00\x00\x00zip", "not a table of text"),
        (b"a,b\n1,\x00\n", "not a table of text"),
        (b"a,b\n1,2\n3,\x81\n", "line 3 holds characters"),
        (b"\xff\xfea,\x00\xd8", "characters that cannot be read"),
        (b"Amount,Name, amount \n1,2,3\n", "more than once"),
        (b",".join([b"a", b"b", b"c", b"d", b"e", b"f"] * 20) + b"\n1\n", "“d” and 2 others more"),
        (b"a,b\n1," + b"x" * 10_001, "line 2 holds a text of more than 10,000"),
        (b"a,b\n1," + b"x" * 200_000, "line 2 holds a text of more than 10,000"),
        (b"a,b\n1," + b"x" * 1_000_001, "line 2 is too long"),
        (b"," * 600 + b"\n1,2\n", "more than 500 columns"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes, words: str
) -> None:
    sentence = refusal(tmp_path, content)
    assert sentence.startswith("ledger.csv was not read: ")
    assert words in sentence
    assert sentence.endswith("Nothing was changed.")


def test_a_cell_of_ten_thousand_characters_is_taken(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "a,b\n1," + "é" * 10_000 + "\n"))
    assert len(table.rows[0].cells[1]) == 10_000


def test_a_missing_file_a_folder_and_a_huge_file_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotATable, match="there is no such file"):
        read_table(tmp_path / "absent.csv")
    with pytest.raises(NotATable, match="a folder"):
        read_table(tmp_path)
    monkeypatch.setattr(tables, "LARGEST_FILE", 10)
    assert "larger than" in refusal(tmp_path, "a,b\n1,2\n3,4\n")


def test_columns_without_a_name_get_one(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "a,b,,\n1,2,3,4\n"))
    assert table.columns == ("a", "b", "Column 3", "Column 4")


def test_titles_above_the_heading_are_passed_over(tmp_path: Path) -> None:
    table = read_table(
        written(tmp_path, 'Open invoices, all\n\n"As of; today"\na;b;c;d\n1;2;3;4\n')
    )
    assert table.columns == ("a", "b", "c", "d")
    assert [row.line for row in table.rows] == [5]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Łódź", "iso8859_2"),
        ("Müller", "mac_roman"),
        ("株式会社", "shift_jis"),
        ("株式会社", "gbk"),
        ("Иванов", "cp1251"),
        ("Παπαδόπουλος", "cp1253"),
    ],
)
def test_letters_in_an_unknown_code_are_refused_instead_of_changed(
    tmp_path: Path, text: str, encoding: str
) -> None:
    content = f"a,b\n1,2\n3,{text}\n".encode(encoding)
    assert "line 3 holds characters that cannot be read" in refusal(tmp_path, content)


@pytest.mark.parametrize(
    "text",
    [
        "Müller & Søn",
        "Čapek",
        "DÉJÀ VU",
        "Ærø",
        "5 m² à 12½ €",
        "Café™",
        "«Été»",
        "O’Neill",
        "£5",
        "ÅÄÖ",
    ],
)
def test_names_in_the_old_code_of_windows_are_kept(tmp_path: Path, text: str) -> None:
    known = text.replace("Č", "Š")
    table = read_table(written(tmp_path, f"a,b\n1,{known}\n".encode("cp1252")))
    assert table.rows[0].cells[1] == known


def test_a_table_with_too_many_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "MOST_ROWS", 2)
    assert len(read_table(written(tmp_path, "a,b\n1,2\n3,4\n")).rows) == 2
    assert "Split it into parts" in refusal(tmp_path, "a,b\n1,2\n3,4\n5,6\n")
