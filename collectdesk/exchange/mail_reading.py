"""Mails that came in, as text to look at: never as markup, whatever they say about themselves."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

_HEADS = ("From", "To", "Date", "Subject")


def mail_text(content: bytes) -> str:
    """Sender, date, subject, words and names of attachments; odd mails as they are."""
    try:
        return _told(email.message_from_bytes(content, policy=email.policy.default))
    except (LookupError, ValueError, TypeError, AttributeError):
        return content.decode("utf-8", "replace")


def _told(mail: EmailMessage) -> str:
    heads = [f"{name}: {mail[name]}" for name in _HEADS if mail[name]]
    body = mail.get_body(preferencelist=("plain", "html"))
    words = body.get_content() if body is not None else ""
    files = [part.get_filename() or "unnamed" for part in mail.iter_attachments()]
    tail = [f"Attached: {', '.join(files)}"] if files else []
    return "\n".join([*heads, "", str(words).strip(), "", *tail]).strip()
