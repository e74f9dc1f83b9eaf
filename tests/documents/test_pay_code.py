"""A phone reads from the slip what would be typed otherwise: payee, IBAN, amount, reference."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from collectdesk.documents.batch import render
from collectdesk.domain.papers import Slip
from collectdesk.domain.pay_code import iban_in, is_iban, link_code, transfer_code
from tests.documents.reading import whole_text
from tests.documents.samples import invoice

IBAN = "DE89370400440532013000"
TRANSFER = transfer_code("Müller & Söhne", IBAN, 123_450, "INV-1042")


@pytest.mark.parametrize("text", [TRANSFER, "https://pay.example/INV-1042", "Ωμέγα 字 12345"])
def test_a_reader_of_codes_reads_from_the_printed_page_what_was_meant(text: str) -> None:
    reader = pytest.importorskip("zxingcpp")
    slip = Slip(100920, ("INV-1117",), pay_code=text)
    document = pypdfium2.PdfDocument(render(replace(invoice(), slip=slip), "a4"))
    page = document[0].render(scale=2).to_pil()
    document.close()
    assert [code.text for code in reader.read_barcodes(page)] == [text]


def test_a_transfer_says_all_that_a_banking_app_needs() -> None:
    lines = TRANSFER.split("\n")
    assert lines[:4] == ["BCD", "002", "1", "SCT"]
    assert lines[5:8] == ["Müller & Söhne", IBAN, "EUR1234.50"]
    assert lines[-1] == "INV-1042"
    assert len(TRANSFER.encode()) <= 331


@pytest.mark.parametrize("cents", [0, -5, 100_000_000_000])
def test_an_amount_that_no_transfer_can_have_gets_no_code(cents: int) -> None:
    assert transfer_code("Firm", IBAN, cents, "1") == ""


def test_line_ends_in_a_name_cannot_forge_another_line() -> None:
    forged = transfer_code("Firm\nDE00", IBAN, 100, "1\nEUR9")
    assert forged.split("\n")[5:8] == ["Firm DE00", IBAN, "EUR1.00"]


def test_the_iban_is_found_in_bank_details_as_people_type_them() -> None:
    assert iban_in(["Commerzbank", "IBAN: DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX"]) == IBAN
    assert iban_in(["Account 0042 117 553", "IBAN DE88 3704 0044 0532 0130 00"]) == ""
    assert is_iban("GB82WEST12345698765432")


def test_only_a_safe_link_becomes_a_code() -> None:
    assert link_code("https://pay.example/{number}", "INV 1/2") == "https://pay.example/INV-1-2"
    for link in (
        "http://pay.example",
        "javascript:alert(1)",
        "https://a b",
        "https://" + "x" * 400,
    ):
        assert link_code(link, "1") == ""


@pytest.mark.parametrize("code", [TRANSFER, "x" * 10_000, "\ud800", "字" * 150, "", "\x00\n"])
def test_a_slip_prints_with_any_code(code: str) -> None:
    slip = Slip(100920, ("INV-1117",), pay_code=code)
    printed = whole_text(render(replace(invoice(), slip=slip), "a4"))
    assert "$1,009.20" in printed
    assert ("Scan to pay" in printed) == (code not in ("", "x" * 10_000))
