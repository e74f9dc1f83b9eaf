"""What a customer sends is kept as it came in, and stands on the timeline with our own letters."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from collectdesk.domain.errors import InvalidInput, StepStays
from collectdesk.usecases.checking import check_book
from collectdesk.usecases.document_log import document_log
from collectdesk.usecases.received import KeepFile, keep_file, received_file
from tests.usecases.conftest import Shop

MAIL = b"""From: Ada <ada@harbor.example>\r
Subject: =?utf-8?q?Z=C3=A4hlung?=\r
Content-Type: text/plain; charset=utf-8\r
\r
We pay on <b>Friday</b>.\r
"""


def test_a_mail_is_kept_to_the_byte_and_can_be_read(shop: Shop, tmp_path: Path) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer)
    path = tmp_path / "Re payment.eml"
    path.write_bytes(MAIL)
    document = shop.do(keep_file, KeepFile(customer, str(path), invoice))
    path.unlink()
    kept = shop.desk.ask(received_file, document)
    assert kept.content == MAIL
    assert kept.text.startswith("From: Ada <ada@harbor.example>\nSubject: Zählung")
    assert kept.text.endswith("We pay on <b>Friday</b>.")
    (listed,) = shop.desk.ask(document_log)
    assert (listed.kind_label, listed.number) == ("Received", "R-00001")
    assert listed.sha256 == hashlib.sha256(MAIL).hexdigest()
    told = shop.page(customer).history[0]
    assert (told.strong, told.rest) == ("Received", "Re payment.eml, INV-0001")
    assert shop.desk.ask(check_book).is_sound
    with pytest.raises(StepStays, match=r"Re payment\.eml was kept"):
        shop.desk.undo()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("run.exe", b"MZ", "not kept"),
        ("empty.pdf", b"", "is empty"),
        ("gone.pdf", None, "could not be read"),
        (f"{'a' * 5_000}.pdf", None, "could not be read"),
    ],
)
def test_what_cannot_be_kept_is_told(
    shop: Shop, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InvalidInput, match=words):
        shop.do(keep_file, KeepFile(shop.customer(), str(path)))
    assert shop.desk.ask(document_log) == ()


def test_odd_mails_are_shown_and_break_nothing(shop: Shop, tmp_path: Path) -> None:
    customer = shop.customer()
    for at, content in enumerate(
        (b"\xff\xfe\x00", b"Content-Type: text/plain; charset=no\r\n\r\nx")
    ):
        path = tmp_path / f"{at}.eml"
        path.write_bytes(content)
        document = shop.do(keep_file, KeepFile(customer, str(path)))
        assert shop.desk.ask(received_file, document).content == content
