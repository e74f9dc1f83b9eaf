"""An e-mail draft goes to one person only, whatever was typed into names, subjects and texts."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectdesk.domain.errors import InvalidInput
from collectdesk.exchange.mail_draft import MailDraft, as_eml, mail_address

PDF = b"%PDF-1.4\r\n\x00\xff\nend"
TO, FROM = "maria@harbor.example", "desk@firm.example"
HEADERS = {"x-unsent", "to", "from", "subject", "mime-version", "content-type"}
HOSTILE = (
    "x\r\nBcc: thief@evil.example",
    "=?utf-8?q?x=0ABcc=3A_thief=40evil=2Eexample?=",
    "=?utf-8?b?eApCY2M6IHRoaWVmQGV2aWwuZXhhbXBsZQ==?=",
    "=?=?utf-8?q?x?=",
    'Maria" <thief@evil.example>, "',
    "a, b <thief@evil.example>; c:",
    "Maria\u2028Bcc: thief@evil.example\u0085x",
    "\u202emoc.live@feiht",
    "(comment) \\ [x] : ; @ . ,",
    "株式会社 مكتبة 🚀 Ångström, Söhne & Co. “GmbH”",
    "\ud800 half",
    "x" * 10_000,
)  # fmt: skip
marks = st.text(
    st.one_of(st.characters(), st.sampled_from('\r\n\t "\\,;:<>@()[]=?_\u2028\u202e')), max_size=60
)
words = st.one_of(
    st.sampled_from(HOSTILE), marks, st.lists(st.sampled_from(HOSTILE), max_size=3).map(" ".join)
)


def _draft(**changed: Any) -> MailDraft:
    usual = {
        "recipient": TO, "recipient_name": "Maria Alvarez", "sender": FROM,
        "sender_name": "Harbor Supplies", "subject": "Statement", "text": "Dear Maria,\n",
        "file_name": "Statement_D-00001.pdf", "pdf": PDF,
    }  # fmt: skip
    return MailDraft(**(usual | changed))


def _parsed(raw: bytes) -> EmailMessage:
    found = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def _header_names(raw: bytes) -> list[str]:
    """As the simplest of readers sees them: every line of the head that does not go on another."""
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii").replace("\r\n", "\n")
    lines = [line for line in head.split("\n") if line[:1] not in (" ", "\t")]
    return [line.partition(":")[0].casefold() for line in lines]


@settings(max_examples=150, deadline=None)
@given(to_name=words, from_name=words, subject=words, text=words)
def test_nothing_typed_adds_a_recipient_or_a_header(
    to_name: str, from_name: str, subject: str, text: str
) -> None:
    raw = as_eml(_draft(recipient_name=to_name, sender_name=from_name, subject=subject, text=text))
    assert sorted(_header_names(raw)) == sorted(HEADERS)
    message = _parsed(raw)
    assert [each.addr_spec for each in message["To"].addresses] == [TO]
    assert [each.addr_spec for each in message["From"].addresses] == [FROM]
    assert message["Bcc"] is None
    assert message["X-Unsent"] == "1"
    (attached,) = message.iter_attachments()
    assert attached.get_content() == PDF


@pytest.mark.parametrize(
    "name", ["Maria Alvarez", "Smith, Jones & Co", 'O\'Neil "Bud"', "Ångström GmbH", "株式会社 🚀"]
)
def test_names_and_texts_arrive_as_they_were_written(name: str) -> None:
    text = f"Dear {name},\n\n1 < 2 & 3 – “paid”\n"
    message = _parsed(as_eml(_draft(recipient_name=name, subject=f"For {name}", text=text)))
    assert message["To"].addresses[0].display_name == name
    assert message["Subject"] == f"For {name}"
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == text
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "Statement_D-00001.pdf"
    assert attached.get_content_type() == "application/pdf"


@pytest.mark.parametrize(
    "typed",
    ["", "maria", "@x.example", "maria@", "a@b", "a b@x.example", "a@x.example, b@x.example",
     "Maria <a@x.example>", "a@x.example\nBcc: b@x.example", "a@x.example?bcc=b@x.example",
     "a\u00a0@x.example", "ä@x.example", f"{'a' * 65}@x.example", f"a@{'x' * 300}.example",
     ".a@x.example", "a..b@x.example", '"a b"@x.example', "a@[127.0.0.1]", "\ud800@x.example"],
)  # fmt: skip
def test_what_is_no_single_address_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        as_eml(_draft(recipient=typed))
    assert refused.value.field == "email"


def test_addresses_of_the_whole_world_are_known() -> None:
    assert mail_address(" maria+ap@harbor.example ") == TO.replace("maria", "maria+ap")
    assert mail_address("o'neil@x.co.uk") == "o'neil@x.co.uk"
    assert mail_address("info@bücher.example") == "info@xn--bcher-kva.example"


def test_a_firm_without_an_address_leaves_the_sender_to_the_mail_program() -> None:
    assert "from" not in _header_names(as_eml(_draft(sender="")))
