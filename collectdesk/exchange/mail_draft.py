"""E-mail drafts: a file that the owner's mail program opens as a message yet to be sent.

Whatever stands in a name or a text, the message has one recipient and the headers written here:
marks that end a line and the beginnings of encoded words are taken out, since mail programs and
Python's own parser would make headers of them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from collectdesk.domain.errors import InvalidInput

SUFFIX: Final = ".eml"
_LONGEST_ADDRESS: Final = 254
_LONGEST_LOCAL_PART: Final = 64
_LONGEST_NAME: Final = 100
_LONGEST_SUBJECT: Final = 150
_LONGEST_TEXT: Final = 20_000
_ATOMS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN: Final = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
)
_KEPT_IN_TEXT: Final = "\n\t"
_ONE_LINE_A_HEADER: Final = SMTP.clone(max_line_length=990)
"""Python's folding of a long quoted name drops the quotes, and what stood in them gets a meaning.
Mail allows lines of 998 characters."""


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A message to one person with one PDF. An empty ``sender`` leaves the mail program's own."""

    recipient: str
    recipient_name: str
    sender: str
    sender_name: str
    subject: str
    text: str
    file_name: str
    pdf: bytes


def mail_address(typed: str) -> str:
    """One plain address in ASCII, its domain in the form that mail servers know.

    Raises InvalidInput for anything else.
    """
    local, _, domain = typed.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        domain = ""
    address = f"{local}@{domain}"
    usable = _ATOMS.fullmatch(local) and _DOMAIN.fullmatch(domain)
    if not usable or len(local) > _LONGEST_LOCAL_PART or len(address) > _LONGEST_ADDRESS:
        raise InvalidInput(f"“{one_line(typed, 80)}” is not an e-mail address.", "email")
    return address


def as_eml(draft: MailDraft) -> bytes:
    """The draft as a file. Raises InvalidInput where the recipient is not an address."""
    message = EmailMessage(policy=_ONE_LINE_A_HEADER)
    message["X-Unsent"] = "1"
    message["To"] = _mailbox(draft.recipient_name, mail_address(draft.recipient))
    if draft.sender:
        message["From"] = _mailbox(draft.sender_name, mail_address(draft.sender))
    message["Subject"] = one_line(draft.subject, _LONGEST_SUBJECT)
    message.set_content(_lines(draft.text), cte="base64")
    message.add_attachment(
        draft.pdf, maintype="application", subtype="pdf", filename=draft.file_name
    )
    return message.as_bytes()


def _mailbox(name: str, address: str) -> Address:
    return Address(display_name=one_line(name, _LONGEST_NAME), addr_spec=address)


def one_line(text: str, longest: int) -> str:
    """``text`` as it may stand in a header: one line without marks that begin something."""
    seen = "".join(mark if _is_plain(mark) else " " for mark in unicodedata.normalize("NFC", text))
    while "=?" in seen:
        seen = seen.replace("=?", "=")
    return " ".join(seen.split())[:longest].strip()


def _lines(text: str) -> str:
    whole = text[:_LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    return "".join(mark for mark in whole if mark in _KEPT_IN_TEXT or _is_plain(mark))


def _is_plain(mark: str) -> bool:
    """Whether it is neither a control mark, a direction override, half a pair, nor a line's end."""
    return unicodedata.category(mark) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
