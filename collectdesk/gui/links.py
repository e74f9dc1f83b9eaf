"""Telephone and mail links: only these two schemes, and digits only in a number; own folders."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

ALLOWED_SCHEMES: Final = frozenset({"tel", "mailto"})
_NOT_DIALLED: Final = re.compile(r"[^0-9]")
_EXTENSION: Final = re.compile(r"(?:ext\.?|extension|x|#)\s*\d+\s*$", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_FEWEST_DIGITS: Final = 3
_MOST_DIGITS: Final = 20


def phone_url(phone: str) -> QUrl | None:
    """A ``tel:`` link of digits (and a leading plus), or None for text that is no number."""
    number = _EXTENSION.sub("", phone.strip())
    digits = _NOT_DIALLED.sub("", number)
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return None
    plus = "+" if number.startswith("+") else ""
    return QUrl(f"tel:{plus}{digits}")


def mail_url(email: str) -> QUrl | None:
    """A ``mailto:`` link of one plain address without subject or text, else None."""
    address = email.strip()
    if not _ADDRESS.fullmatch(address):
        return None
    url = QUrl()
    url.setScheme("mailto")
    url.setPath(address)
    return url


def open_link(url: QUrl) -> bool:
    """Hand a link to the system. False if its scheme is not allowed or nothing took it.

    True does not mean that anybody was called or written to: systems say yes to what they drop.
    """
    return url.scheme() in ALLOWED_SCHEMES and QDesktopServices.openUrl(url)


def show_folder(folder: Path) -> bool:
    """Show a folder of this computer in the system's file manager; nothing else is opened."""
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
