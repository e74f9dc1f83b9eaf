"""What customers send: letters, mails and scans, kept unchanged beside our own documents."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from collectdesk.base.files import read_whole
from collectdesk.domain.document import RECEIVED
from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.domain.words import shortened
from collectdesk.exchange.mail_reading import mail_text
from collectdesk.store import documents as stored
from collectdesk.store import rows, settings
from collectdesk.usecases import checks
from collectdesk.usecases.work import Work

LARGEST_FILE: Final = 25_000_000
ENDINGS: Final = ("pdf", "eml", "png", "jpg", "jpeg", "tif", "tiff", "msg", "txt")
PICTURES: Final = ("png", "jpg", "jpeg", "tif", "tiff")
_LONGEST_SHOWN: Final = 200_000


@dataclass(frozen=True, slots=True)
class KeepFile:
    """Keep a file that a customer sent, optionally with the invoice that it is about."""

    customer_id: int
    path: str
    invoice_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A kept file as it came in. ``text`` is what can be read of a mail or a text file."""

    number: str
    name: str
    ending: str
    customer_name: str
    content: bytes
    text: str


def keep_file(work: Work, command: KeepFile) -> int:
    """Keep the bytes with their SHA-256; returns the id of the document."""
    customer = checks.customer(work, command.customer_id)
    path = Path(command.path)
    content = _read(path)
    name = checks.line(path.name, "path")[:200]
    work.label = f"Kept {shortened(name)} of {shortened(customer['name'], 40)}"
    work.stays = (
        f"{shortened(name)} was kept, so it is not taken back. Add a note if it belongs elsewhere."
    )
    document_id = rows.DOCUMENTS.add(
        work.db,
        customer_id=command.customer_id,
        number=settings.take_number(work.db, "document", "R-", width=5),
        kind=RECEIVED,
        issued_on=work.today,
        title=name,
        page=work.settings.paper,
        envelope=work.settings.envelope,
        paper="{}",
        sha256=hashlib.sha256(content).hexdigest(),
        printed_on=work.today,
        channel="received",
    )
    rows.DOCUMENT_BODIES.add(work.db, id=document_id, pdf=content)
    if command.invoice_id is not None:
        checks.invoice(work, command.invoice_id)
        rows.DOCUMENT_INVOICES.add(work.db, document_id=document_id, invoice_id=command.invoice_id)
    return document_id


def _read(path: Path) -> bytes:
    name = shortened(path.name, 80)
    try:
        content = _content(path, name)
    except OSError as error:
        raise InvalidInput(f"{name} could not be read.", "path") from error
    if not content:
        raise InvalidInput(f"{name} is empty.", "path")
    return content


def _content(path: Path, name: str) -> bytes:
    if path.is_dir():
        raise InvalidInput(
            f"{name} is a folder. Choose or drop the files that are in it.",
            "path",
        )
    if _ending(path.name) not in ENDINGS:
        raise InvalidInput(
            f"{name} is of a kind that is not kept. Save it as PDF, as a picture, or the"
            " e-mail as an .eml file.",
            "path",
        )
    if not path.is_file():
        raise InvalidInput(f"{name} could not be read.", "path")
    content = read_whole(path, LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise InvalidInput(f"{name} is larger than 25 MB. Keep a smaller scan.", "path")
    return content


def _ending(name: str) -> str:
    return name.rpartition(".")[2].casefold()


def received_file(work: Work, document_id: int) -> ReceivedFile:
    """A kept file, to look at or to save a copy of."""
    found = next(iter(stored.these(work.db, [document_id])), None)
    body = stored.body_of(work.db, document_id)
    if found is None or body is None or found.kind != RECEIVED:
        raise NotFound("document", str(document_id))
    ending = _ending(found.title)
    return ReceivedFile(
        number=found.number,
        name=found.title,
        ending=ending,
        customer_name=found.customer_name,
        content=body,
        text=_text(ending, body),
    )


def _text(ending: str, content: bytes) -> str:
    if ending == "txt":
        return content.decode("utf-8", "replace")[:_LONGEST_SHOWN]
    return mail_text(content)[:_LONGEST_SHOWN] if ending == "eml" else ""
