"""An issued document as an e-mail draft, for the owner to look at and send."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from collectdesk.base.files import sync_folder
from collectdesk.domain.document import document_label
from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.domain.names import greeting_name
from collectdesk.exchange.file_names import FileNames
from collectdesk.exchange.mail_draft import SUFFIX, MailDraft, as_eml, mail_address
from collectdesk.store import customers as people
from collectdesk.store import documents as stored
from collectdesk.usecases.papers.drawing import document_pdf, each_frozen
from collectdesk.usecases.papers.letterhead import payables_contact, sender
from collectdesk.usecases.papers.paper_files import SavedFiles, require_folder, write_file
from collectdesk.usecases.papers.printing import PaperRequest, customer_of
from collectdesk.usecases.ports import DeskPort, Progress, no_progress
from collectdesk.usecases.work import Work

_TEXT = """\
Dear {name},

Please find our {what} attached.

If anything in it is not right, please reply to this message and we will see to it.

Kind regards
{signature}
"""


def mail_draft(desk: DeskPort, document_id: int, progress: Progress) -> bytes:
    """The ``.eml`` of an issued document with its PDF, to whoever looks after payments there.

    Raises InvalidInput where no address is known, NotFound.
    """
    cover = desk.ask(_cover, document_id)
    return as_eml(replace(cover, pdf=document_pdf(desk, document_id, progress)))


def save_drafts(
    desk: DeskPort, document_ids: tuple[int, ...], folder: Path, progress: Progress
) -> SavedFiles:
    """Each document as a draft of its own; who has no address is told in a sentence."""
    require_folder(folder)
    names = FileNames(entry.name for entry in folder.iterdir())
    files: list[Path] = []
    written: list[int] = []
    problems: list[str] = []
    for done, frozen in enumerate(each_frozen(desk, document_ids)):
        progress(done, len(document_ids), frozen.customer_name)
        try:
            draft = mail_draft(desk, frozen.document_id, no_progress)
        except InvalidInput:
            problems.append(f"{frozen.customer_name} has no e-mail address.")
            continue
        parts = (frozen.customer_name, frozen.customer_number, frozen.number)
        path = folder / names.name(*parts, suffix=SUFFIX)
        write_file(path, draft, one_of_many=True)
        files.append(path)
        written.append(frozen.document_id)
    sync_folder(folder)
    progress(len(document_ids), len(document_ids), "")
    return SavedFiles(tuple(files), tuple(written), tuple(problems))


def mail_recipient(work: Work, request: PaperRequest) -> str:
    """The address that a paper would be written to. Raises InvalidInput where none is known.

    Asked before a paper is issued, so that none is issued in vain.
    """
    return _recipient(work, customer_of(work, request))[1]


def _cover(work: Work, document_id: int) -> MailDraft:
    """All of the message but the PDF."""
    found = stored.these(work.db, (document_id,))
    if not found:
        raise NotFound("document", str(document_id))
    file, own = found[0], work.settings
    person, address = _recipient(work, file.customer_id)
    label = document_label(file.kind, work.currency)
    names = (file.customer_name, file.customer_number, label, file.number)
    signature = "\n".join(filter(None, [*sender(work), own.firm_phone]))
    return MailDraft(
        recipient=address,
        recipient_name=person,
        sender=_own_address(own.firm_email),
        sender_name=own.firm_name,
        subject=f"{label} {file.number}" + (f" from {own.firm_name}" if own.firm_name else ""),
        text=_TEXT.format(
            name=greeting_name(person) or file.customer_name,
            what=f"{label[0].lower()}{label[1:]} {file.number}",
            signature=signature,
        ),
        file_name=FileNames().name(*names, suffix=".pdf"),
        pdf=b"",
    )


def _recipient(work: Work, customer_id: int) -> tuple[str, str]:
    """Name and address: of whoever looks after payments, else of the first with an address."""
    payables = payables_contact(work, customer_id)
    listed = [*([payables] if payables else []), *people.contacts(work.db, customer_id)]
    for person in listed:
        if person["email"].strip():
            return str(person["name"]), mail_address(person["email"])
    raise InvalidInput(
        "No e-mail address is known here. Add one to a person of this customer (Shift+F2), then"
        " try again.",
        "email",
    )


def _own_address(typed: str) -> str:
    """The firm's address; empty where it cannot be used: the mail program puts its own."""
    try:
        return mail_address(typed)
    except InvalidInput:
        return ""
