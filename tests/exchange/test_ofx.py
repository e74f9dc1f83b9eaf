"""A bank's file is read as the bank meant it, by its own day, whatever it says of its letters."""

from __future__ import annotations

import re
from datetime import date

import pytest

from collectdesk.domain.bank import BankEntry, BankStatement
from collectdesk.domain.table import NotATable
from collectdesk.exchange.ofx import is_ofx, read_ofx
from tests.exchange.bank_files import HEADER, XML_HEADER, entry, sgml

TODAY = date(2026, 3, 31)


def read(text: str | bytes, currency: str = "USD") -> BankStatement:
    content = text.encode("cp1252") if isinstance(text, str) else text
    assert is_ofx(content)
    return read_ofx(content, "bank.ofx", currency, TODAY)


def only(text: str | bytes) -> BankEntry:
    found = read(text)
    assert (len(found.entries), found.problems) == (1, ())
    return found.entries[0]


def test_the_old_form_is_read() -> None:
    found = only(sgml(entry(name="Müller &amp; S&#246;hne", memo="INV 0008 &lt;thanks&gt;")))
    assert (found.account, found.bank_id, found.day) == ("12345678", "1", date(2026, 3, 12))
    assert (found.amount, found.payer) == (24_000, "Müller & Söhne")
    assert found.text == "INV 0008 <thanks>"
    assert found.line == 16


def test_the_form_in_xml_is_read_too() -> None:
    body = sgml(entry()).removeprefix(HEADER)
    closed = re.sub(r"<([A-Z]+)>([^<\n]+)\n", r"<\1>\2</\1>", body)
    assert "<TRNAMT>240.00</TRNAMT>" in closed
    found = only(XML_HEADER + closed)
    assert (found.amount, found.payer, found.account) == (24_000, "ACME", "12345678")


def test_a_wrong_word_about_the_letters_does_no_harm() -> None:
    text = sgml(entry(name="Łódź Crème"))
    assert only(text.encode("utf-8")).payer == "Łódź Crème"
    assert only(sgml(entry(name="Crème")).encode("cp1252")).payer == "Crème"


@pytest.mark.parametrize(
    "posted",
    ["20260312", "20260312000000[0:GMT]", "20260312235959.999[-12:X]", "20260312120000[+14:LINT]"],
)
def test_the_day_is_the_banks_own(posted: str) -> None:
    assert only(sgml(entry(day=posted))).day == date(2026, 3, 12)


@pytest.mark.parametrize(
    ("amount", "minor"),
    [
        ("240.00", 24_000), ("+240", 24_000), ("240,5", 24_050), ("240.5000", 24_050), (".07", 7),
        ("1,234.56", 123_456), ("+1,234,567.8", 123_456_780), ("1.234,56", 123_456),
        ("1,234,567", 123_456_700), ("1 234,56", 123_456), ("1'234.56", 123_456),
        ("1,234", 123_400), ("0,500", 50), ("1234,500", 123_450),
    ],
)  # fmt: skip
def test_amounts_are_exact(amount: str, minor: int) -> None:
    assert only(sgml(entry(amount=amount))).amount == minor


@pytest.mark.parametrize(("amount", "minor"), [("1,230", 1_230), ("1,234.5", 1_234_500)])
def test_money_of_three_decimals_is_written_with_them(amount: str, minor: int) -> None:
    assert read(sgml(entry(amount=amount), currency="KWD"), "KWD").entries[0].amount == minor


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"amount": "NaN"}, "is not an amount"),
        ({"amount": "inf"}, "is not an amount"),
        ({"amount": "1e3"}, "is not an amount"),
        ({"amount": "240,500"}, "can mean 240.50 or 240,500.00"),
        ({"amount": "1,000"}, "can mean 1.00 or 1,000.00"),
        ({"amount": "1,23,456.78"}, "is not an amount"),
        ({"amount": "1,234,56"}, "is not an amount"),
        ({"amount": "+-5"}, "is not an amount"),
        ({"amount": "1,234.567"}, "more than 2 decimals"),
        ({"amount": "٣"}, "is not an amount"),
        ({"amount": ""}, "is not an amount"),
        ({"amount": "1.005"}, "more than 2 decimals"),
        ({"amount": "9" * 15}, "too large"),
        ({"day": "20260230"}, "is not a date"),
        ({"day": ""}, "date"),
        ({"day": "20270101"}, "still to come"),
    ],
)
def test_what_cannot_be_known_is_told_with_its_line(changed: dict[str, str], words: str) -> None:
    text = sgml(entry(bank_id="1"), entry(bank_id="2", **changed)).replace("٣", "&#1635;")
    found = read(text)
    assert [one.bank_id for one in found.entries] == ["1"]
    assert [problem.line for problem in found.problems] == [24]
    assert words in found.problems[0].reason


def test_money_that_went_out_and_entries_told_twice_are_left_aside() -> None:
    same_id = entry(bank_id="7", amount="5")
    found = read(sgml(entry(), entry(amount="-240.00", bank_id="2"), same_id, same_id))
    assert (len(found.entries), found.outgoing, found.repeated) == (2, 1, 1)


def test_one_id_for_two_different_entries_keeps_both() -> None:
    found = read(sgml(entry(amount="5"), entry(amount="6"), entry(amount="5", day="20260313")))
    assert len({one.key for one in found.entries}) == 3


def test_equal_entries_without_an_id_are_two_payments() -> None:
    again = read(sgml(entry(bank_id=""), entry(bank_id="")))
    assert (len(again.entries), again.repeated) == (2, 0)
    assert [one.key for one in again.entries] == [
        one.key for one in read(sgml(entry(bank_id=""), entry(bank_id=""))).entries
    ]


def test_another_currency_is_refused_line_by_line() -> None:
    found = read(sgml(entry(), currency="EUR"))
    assert "this book is kept in USD" in found.problems[0].reason


@pytest.mark.parametrize("content", [b"OFXHEADER:100\n", b"<OFX></OFX>", b"OFXHEADER\0\xff"])
def test_what_holds_nothing_is_refused(content: bytes) -> None:
    with pytest.raises(NotATable):
        read(content)


def test_hostile_markup_is_only_text() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    found = only(XML_HEADER + bomb + sgml(entry(name="&a;&b;<b>=1+1")).removeprefix(HEADER))
    assert "root" not in found.payer
    assert found.payer == "&a;&b;"
