"""A day's work from the terminal: calls, payments, notices, letters, statements."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from collectdesk.base.clock import TODAY_VARIABLE
from tests.cli.conftest import Cli


def total(cli: Cli, book: Path, number: str) -> str:
    rows = cli("aging", book, "--json").json["customers"]
    return next((row["total"] for row in rows if row["number"] == number), "0.00")


def text_of(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)


def test_a_promise_puts_the_customer_to_rest_and_on_top_when_it_is_broken(
    cli: Cli, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = cli(
        "call", book, "--customer", "C-1", "--answer", "not_sent", "--spoke-to", "Ann Lee",
        "--note", "will pay on Friday", "--promise", "1,000", "--by", "2026-04-03",
        "--method", "transfer",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    assert "Promised: $1,000.00 by bank transfer, 3 Apr 2026." in ran.out
    assert {"C-3"} == {row["number"] for row in cli("today", book, "--json").json["customers"]}
    ahead = cli("today", book, "--as-of", "2026-04-07", "--json").json["customers"][0]
    assert (ahead["number"], ahead["pinned"]) == ("C-1", True)
    monkeypatch.setenv(TODAY_VARIABLE, "2026-04-07")
    first = cli("today", book, "--json").json["customers"][0]
    assert (first["number"], first["pinned"]) == ("C-1", True)


def test_a_call_may_name_its_outcome_instead_of_the_answer(cli: Cli, book: Path) -> None:
    ran = cli("call", book, "--customer", "C-3", "--answer", "promise", "--next", "2026-04-02")
    assert ran.code == 0
    assert cli("call", book, "--customer", "C-3", "--answer", "gatekeeper").code == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--customer", "X", "--answer", "no_answer"], "There is no customer “X”"),
        (["--customer", "C-1", "--answer", "wrong"], "Log this call in the window"),
        (["--customer", "C-1", "--answer", "sent", "--promise", "abc", "--by", "2026-04-02"],
         "“abc” is not an amount"),
        (["--customer", "C-1", "--answer", "sent", "--promise", "-5", "--by", "2026-04-02"],
         "above zero"),
        (["--customer", "C-1", "--answer", "sent", "--promise", "5", "--by", "2026-03-30"],
         "today or a later day"),
        (["--customer", "C-1", "--answer", "no_answer", "--next", "2026-03-30"], "lies ahead"),
        (["--customer", "C-1", "--answer", "no_answer", "--note", "x" * 10_001],
         "10,001 characters"),
    ],
)  # fmt: skip
def test_a_call_that_cannot_be_is_one_sentence(
    cli: Cli, book: Path, words: list[str], sentence: str
) -> None:
    before = cli("today", book, "--json").json
    ran = cli("call", book, *words)
    assert (ran.code, ran.out) == (1, "")
    assert sentence in ran.err
    assert cli("today", book, "--json").json == before


def test_a_payment_goes_to_the_named_invoice_first(cli: Cli, book: Path) -> None:
    ran = cli(
        "payment", book, "--customer", "C-1", "--amount", "$350.00", "--date", "2026-03-31",
        "--method", "check", "--reference", "4711", "--invoice", "0009",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    assert "It pays $300.00 of invoice 0009 and pays $50.00 of invoice 0008." in ran.out
    assert total(cli, book, "C-1") == "950.00"


def test_a_payment_tells_the_discount_that_it_earned_and_what_is_left(
    cli: Cli, tmp_path: Path
) -> None:
    ledger, firm = tmp_path / "early.csv", tmp_path / "Early.collectdesk"
    ledger.write_text(
        "Customer No,Customer,Invoice,Invoice Date,Terms,Amount\n"
        'C-1,Acme,0001,3/25/2026,2/10 net 30,"1,000.00"\n'
        "C-1,Acme,0002,3/1/2026,net 30,60.00\n",
        encoding="utf-8",
    )
    cli("new", firm, "--name", "Firm")
    assert cli("import", firm, ledger).code == 0
    paid = ["payment", firm, "--customer", "C-1", "--date", "2026-03-31", "--method", "transfer"]
    assert cli(*paid, "--amount", "980", "--invoice", "0001").out.endswith(
        "It pays $980.00 of invoice 0001 ($20.00 is the discount for paying early).\n"
    )
    assert cli(*paid, "--amount", "59.70", "--invoice", "0002").out.endswith(
        "It pays $59.70 of invoice 0002 ($0.30 is written off as a small balance).\n"
    )
    assert cli(*paid, "--amount", "5").out.endswith("It leaves $5.00 as credit on account.\n")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (["--amount", "0"], "above zero"),
        (["--amount", "-5"], "above zero"),
        (["--amount", "NaN"], "“NaN” is not an amount"),
        (["--amount", "1e9"], "“1e9” is not an amount"),
        (["--amount", "999999999999999"], "too large"),
        (["--date", "2026-04-01"], "cannot lie in the future"),
        (["--customer", "C-9"], "There is no customer “C-9”"),
        (["--invoice", "9999"], "There is no invoice “9999”"),
        (["--invoice", "0011"], "belongs to another customer"),
        (["--invoice", "0007"], "is paid already"),
    ],
)
def test_a_payment_that_cannot_be_is_one_sentence_and_changes_nothing(
    cli: Cli, book: Path, changed: list[str], sentence: str
) -> None:
    words = {"--customer": "C-1", "--amount": "10", "--date": "2026-03-30", "--method": "cash"}
    words[changed[0]] = changed[1]
    ran = cli("payment", book, *(part for pair in words.items() for part in pair))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert sentence in ran.err
    assert total(cli, book, "C-1") == "1300.00"


def test_notices_that_are_due_are_written_as_one_pdf(cli: Cli, book: Path, tmp_path: Path) -> None:
    out = tmp_path / "notices.pdf"
    told = cli("notices", book, "--out", out, "--json").json
    assert told["as_of"] == "2026-03-31"
    assert {row["number"]: (row["amount"], row["invoices"]) for row in told["notices"]} == {
        "C-1": ("1000.00", ["0008"]),
        "C-3": ("80.50", ["0011"]),
    }
    assert [row["has_address"] for row in told["notices"]] == [False, False]
    assert "<b>Zoë</b>" in text_of(out)
    again = cli("notices", book, "--out", tmp_path / "again.pdf")
    assert again.code == 0
    assert "No notice is due" in again.out
    assert not (tmp_path / "again.pdf").exists()


def test_a_notice_can_be_asked_for_by_customer(cli: Cli, book: Path, tmp_path: Path) -> None:
    out = tmp_path / "one.pdf"
    ran = cli("notices", book, "--out", out, "--customer", "C-3")
    assert "No address." in ran.out
    assert ran.code == 0
    assert "1 notice over $80.50" in ran.out
    assert len(PdfReader(out).pages) == 1


def test_no_notice_is_made_of_disputed_money(cli: Cli, book: Path, tmp_path: Path) -> None:
    ran = cli("notices", book, "--out", tmp_path / "x.pdf", "--customer", "C-2")
    assert ran.code == 1
    assert "“C-2”" in ran.err
    assert not (tmp_path / "x.pdf").exists()


def test_an_invoice_and_its_letter_are_written_and_reprint_identically(
    cli: Cli, book: Path, tmp_path: Path
) -> None:
    invoice, letter = tmp_path / "invoice.pdf", tmp_path / "letter.pdf"
    assert cli("invoice", book, "0008", "--out", invoice).code == 0
    assert cli("letter", book, "verification", "--invoice", "0008", "--out", letter).code == 0
    assert "0008" in text_of(invoice)
    assert "0008" in text_of(letter)
    first = invoice.read_bytes()
    cli("payment", book, "--customer", "C-1", "--amount", "1000", "--date", "2026-03-31",
        "--method", "cash")  # fmt: skip
    assert cli("invoice", book, "0008", "--out", invoice).code == 0
    assert invoice.read_bytes() == first


def test_statements_of_a_month_are_one_file_a_customer_and_one_of_all(
    cli: Cli, book: Path, tmp_path: Path
) -> None:
    folder, merged = tmp_path / "statements" / "march", tmp_path / "all.pdf"
    told = cli(
        "statements", book, "--month", "2026-03", "--out", folder, "--merged", merged, "--json"
    ).json
    assert (told["month"], told["count"], told["total"]) == ("2026-03", 3, "1580.50")
    assert sorted(Path(name).name for name in told["files"]) == [
        "Acme-Søn_C-1_Statement_2026-03.pdf",
        "b-Zoë-b_C-3_Statement_2026-03.pdf",
        "株式会社_C-2_Statement_2026-03.pdf",
    ]
    assert all(Path(name).parent == folder for name in told["files"])
    assert len(PdfReader(merged).pages) == 3
    ran = cli("statements", book, "--month", "2025-01", "--out", tmp_path / "none")
    assert ran.code == 0
    assert "No customer had activity or a balance in 2025-01" in ran.out


@pytest.mark.parametrize("style", ["open-item", "balance-forward"])
def test_statements_come_in_either_style(cli: Cli, book: Path, tmp_path: Path, style: str) -> None:
    out = tmp_path / "st"
    told = cli("statements", book, "--month", "2026-03", "--out", out, "--style", style, "--json")
    assert told.json["total"] == "1580.50"


@pytest.mark.parametrize(
    "words",
    [
        ["notices", "BOOK", "--out", "PLACE/x.pdf"],
        ["invoice", "BOOK", "0008", "--out", "PLACE/x.pdf"],
        ["letter", "BOOK", "verification", "--invoice", "0008", "--out", "PLACE/x.pdf"],
        ["statements", "BOOK", "--month", "2026-03", "--out", "PLACE"],
        ["statements", "BOOK", "--month", "2026-03", "--out", "OK", "--merged", "PLACE/x.pdf"],
    ],
)
def test_a_place_that_cannot_be_written_is_told_before_anything_is_issued(
    cli: Cli, book: Path, tmp_path: Path, words: list[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"mine")
    names = {"BOOK": str(book), "PLACE": str(blocked), "OK": str(tmp_path / "ok")}
    for name, value in names.items():
        words = [word.replace(name, value) for word in words]
    ran = cli(*words)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert "Nothing can be written to" in ran.err
    assert blocked.read_bytes() == b"mine"
    assert "Issued documents" not in cli("check", book).err
    due = cli("notices", book, "--out", tmp_path / "due.pdf", "--json").json["notices"]
    assert {row["number"] for row in due} == {"C-1", "C-3"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(cli: Cli, book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    ran = cli("invoice", book, "0008", "--out", folder / "x.pdf")
    assert ran.code == 1
    assert "Nothing can be written to" in ran.err


def test_a_document_is_never_written_over_a_book(cli: Cli, book: Path) -> None:
    ran = cli("invoice", book, "0008", "--out", book)
    assert ran.code == 1
    assert "is the name of a book" in ran.err
    assert cli("check", book).code == 0


@pytest.mark.parametrize("name", ["prices.ods", "notes", "letter.docx"])
def test_a_document_is_never_written_over_a_file_of_another_kind(
    cli: Cli, book: Path, tmp_path: Path, name: str
) -> None:
    theirs = tmp_path / name
    theirs.write_bytes(b"a year of work")
    for words in (["notices", book], ["invoice", book, "0007"]):
        ran = cli(*words, "--out", theirs)
        assert (ran.code, ran.err.count("\n")) == (1, 1)
        assert "is there already" in ran.err
    assert theirs.read_bytes() == b"a year of work"


def test_a_batch_is_sorted_and_started_again_from_a_number(
    cli: Cli, book: Path, tmp_path: Path
) -> None:
    first = tmp_path / "notices.pdf"
    assert cli("notices", book, "--out", first, "--sort", "number").code == 0
    again = cli("notices", book, "--out", tmp_path / "rest.pdf", "--from-row", "2")
    assert (again.code, again.err) == (0, "")
    assert "Numbers 2 to 2 of 2" in again.out
    assert text_of(tmp_path / "rest.pdf") in text_of(first)
    assert "<b>Zoë</b>" in text_of(tmp_path / "rest.pdf")
    listed = cli("reprint", book, "--json").json["batches"]
    assert [(row["what"], row["count"], row["printed"]) for row in listed] == [
        ("Past-due notices", 2, 2)
    ]
    each = tmp_path / "each"
    done = cli("reprint", book, "--batch", listed[0]["batch"], "--each", each, "--sort", "name")
    assert done.code == 0
    assert len(list(each.iterdir())) == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["notices", "--out", "x.pdf", "--from-row", "3"], "numbers 1 to 2"),
        (["statements", "--month", "2026-03", "--out", "d", "--from-row", "1"], "No such batch"),
        (["reprint", "--batch", "999", "--out", "x.pdf"], "no batch 999"),
    ],
)
def test_a_batch_that_cannot_be_started_again_is_one_sentence(
    cli: Cli, book: Path, tmp_path: Path, words: list[str], sentence: str
) -> None:
    assert cli("notices", book, "--each", tmp_path / "first").code == 0
    places = [str(tmp_path / word) if word in ("x.pdf", "d") else word for word in words]
    ran = cli(places[0], book, *places[1:])
    assert (ran.code, ran.out) == (1, "")
    assert sentence in ran.err
    assert not (tmp_path / "x.pdf").exists()


def test_the_rest_of_a_months_statements_is_written_again(
    cli: Cli, book: Path, tmp_path: Path
) -> None:
    month = ["statements", book, "--month", "2026-03", "--out", tmp_path / "all"]
    first = cli(*month, "--merged", tmp_path / "all.pdf", "--sort", "postcode", "--json").json
    rest = cli(*month, "--merged", tmp_path / "rest.pdf", "--from-row", "2")
    assert rest.code == 0
    assert len(PdfReader(tmp_path / "rest.pdf").pages) == first["count"] - 1
    assert len(list((tmp_path / "all").iterdir())) == first["count"]


def test_receipts_are_written_for_payments_that_have_none(
    cli: Cli, book: Path, tmp_path: Path
) -> None:
    paid = ["payment", book, "--customer", "C-1", "--amount", "10", "--method", "cash"]
    assert cli(*paid, "--date", "2026-03-31").code == 0
    ran = cli("receipts", book, "--from", "2026-03-01", "--each", tmp_path / "receipts")
    assert (ran.code, ran.err) == (0, "")
    assert "1 receipt over $10.00" in ran.out
    (file,) = (tmp_path / "receipts").iterdir()
    assert "10.00" in text_of(file)
    assert "No payment waits" in cli("receipts", book, "--out", tmp_path / "none.pdf").out


@pytest.mark.parametrize(
    "words",
    [
        ["statements", "BOOK", "--month", "2026-03", "--out", "NEW", "--merged", "BOOK"],
        ["statements", "BOOK", "--month", "2026-03", "--out", "NEW", "--from-row", "2"],
        ["notices", "BOOK", "--each", "NEW", "--customer", "C-2"],
        ["notices", "BOOK", "--each", "NEW", "--from-row", "1"],
        ["notices", "BOOK.gone", "--each", "NEW"],
        ["receipts", "BOOK", "--each", "NEW", "--from-row", "1"],
        ["reprint", "BOOK", "--batch", "7", "--each", "NEW"],
    ],
)
def test_what_is_refused_leaves_no_empty_folder(
    cli: Cli, book: Path, tmp_path: Path, words: list[str]
) -> None:
    folder = tmp_path / "letters" / "march"
    names = {"BOOK": str(book), "NEW": str(folder)}
    for name, value in names.items():
        words = [word.replace(name, value) for word in words]
    assert cli(*words).code == 1
    assert not folder.parent.exists()


def test_a_folder_that_was_there_stays_although_nothing_came_into_it(
    cli: Cli, book: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    assert cli("reprint", book, "--batch", "7", "--each", folder).code == 1
    assert folder.is_dir()
