"""Books with a passphrase: encrypted whole by SQLCipher, with a small clear header beside them.

The passphrase alone opens the book. The header ends in ``.key`` and holds no secret: a check that
tells a wrong passphrase from damage, and the passphrase locked up under the recovery key. Without
it both are lost, but not the book.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from base64 import b32encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from collectdesk.base.files import replace_patiently, sync_folder, write_atomically
from collectdesk.domain import errors
from collectdesk.store.engine import DATABASE_ERRORS, BookDatabase
from collectdesk.store.room import require_room

LONGEST = 200
_SALT = 16
_LOCKED_UP = 1024


@dataclass(frozen=True, slots=True)
class Header:
    """``checks`` are (salt, tag) of each passphrase that may fit; ``recovery`` is (salt, wrapped,
    tag). All are hexadecimal."""

    checks: tuple[tuple[str, str], ...]
    recovery: tuple[str, str, str]

    def fits(self, passphrase: str) -> bool:
        """Whether this is, or during a change may be, the passphrase of the book."""
        return any(_tag(passphrase, salt) == tag for salt, tag in self.checks)

    def as_text(self) -> str:
        """For the file."""
        checks = [list(check) for check in self.checks]
        content = {"format": 1, "checks": checks, "recovery": list(self.recovery)}
        return json.dumps({**content, "sha256": self.sha256()})

    def sha256(self) -> str:
        """Of what it holds: a header whose own differs is damaged, and says nothing."""
        held = (*(part for check in self.checks for part in check), *self.recovery)
        return hashlib.sha256(" ".join(held).encode("ascii")).hexdigest()


def header_path(book: Path) -> Path:
    """Where the header of a book or backup lies."""
    return book.with_name(f"{book.name}.key")


def header_of(book: Path) -> Header | None:
    """The header beside a book; None for a book without one, or with one that is damaged."""
    try:
        found: Any = json.loads(header_path(book).read_text(encoding="utf-8"))
        checks = tuple((_hex(salt), _hex(tag)) for salt, tag in found["checks"])
        salt, wrapped, tag = map(_hex, found["recovery"])
        header = Header(checks, (salt, wrapped, tag))
        # Headers of older programs have no sum.
        whole = found.get("sha256", header.sha256()) == header.sha256()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return header if whole else None


def _hex(text: str) -> str:
    bytes.fromhex(text)
    return text


def normal(passphrase: str) -> str:
    """The passphrase in one Unicode form. Raises InvalidInput for none and for one too long."""
    text = unicodedata.normalize("NFC", passphrase)
    if not text.strip() or "\0" in text:
        raise errors.InvalidInput("Please type a passphrase.", "passphrase")
    if len(text) > LONGEST:
        raise errors.InvalidInput(f"A passphrase has at most {LONGEST} characters.", "passphrase")
    return text


def key_for(book: Path, passphrase: str) -> str:
    """The key to open a book with; empty for a plain one, whatever was typed.

    Raises PassphraseNeeded, WrongPassphrase.
    """
    header = header_of(book)
    if header is None:
        if not passphrase and header_path(book).exists() and not is_plain(book):
            raise errors.PassphraseNeeded(str(book))
        return normal(passphrase) if passphrase else ""
    if is_plain(book):
        return ""
    if not passphrase:
        raise errors.PassphraseNeeded(str(book))
    if not header.fits(normal(passphrase)):
        raise errors.WrongPassphrase(str(book))
    return normal(passphrase)


def is_plain(book: Path) -> bool:
    """Whether the closed book can be read without a key."""
    db = BookDatabase(book, writable=False, frozen=True)
    try:
        db.connect()
        db.execute_sql("PRAGMA schema_version").fetchone()
    except DATABASE_ERRORS:
        return False
    finally:
        db.close()
    return True


def protect(db: BookDatabase, book: Path, passphrase: str) -> str:
    """Encrypt the open book anew under a passphrase; returns the recovery key, told only now.

    The caller holds the book alone and closes it right after. A crash leaves the old book or the
    new one, each with a header that fits it.
    """
    key = normal(passphrase)
    recovery = _new_recovery_key()
    before = header_of(book)
    wanted = Header((_check(key),), _locked_up(key, recovery))
    during = Header((*wanted.checks, *(before.checks if before else ())), wanted.recovery)
    _write_anew(db, book, key, during)
    _write_header(book, wanted)
    return recovery


def unprotect(db: BookDatabase, book: Path) -> None:
    """Write the open book anew without a passphrase."""
    _write_anew(db, book, "", header_of(book))
    header_path(book).unlink(missing_ok=True)


def passphrase_by(book: Path, recovery: str) -> str:
    """The passphrase that the recovery key keeps.

    Raises WrongPassphrase where it does not fit, KeyFileDamaged.
    """
    header = header_of(book)
    if header is None and header_path(book).exists():
        raise errors.KeyFileDamaged(str(header_path(book)))
    typed = "".join(recovery.upper().split()).replace("-", "")
    if header is None:
        raise errors.WrongPassphrase(str(book))
    salt, wrapped, tag = header.recovery
    if not hmac.compare_digest(_tag(typed, salt), tag):
        raise errors.WrongPassphrase(str(book))
    padded = _mixed(bytes.fromhex(wrapped), typed, salt)
    try:
        return padded.rstrip(b"\0").decode("utf-8")
    except UnicodeDecodeError as error:
        raise errors.KeyFileDamaged(str(header_path(book))) from error


def copy_header(source: Path, target: Path) -> None:
    """The same header beside a copy, if there is one."""
    header = header_of(source)
    if header is not None:
        _write_header(target, header)


def _write_anew(db: BookDatabase, book: Path, key: str, header: Header | None) -> None:
    require_room(book.parent, db.size())
    unfinished = book.with_name(f".{book.name}.{secrets.token_hex(8)}.new")
    try:
        db.export_to(unfinished, key)
        _require_equal(db, unfinished, key)
        if header is not None:
            _write_header(book, header)
        db.execute_sql("PRAGMA journal_mode = DELETE")  # lets its helper files go
        replace_patiently(unfinished, book)
        sync_folder(book.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _require_equal(db: BookDatabase, copy: Path, key: str) -> None:
    from collectdesk.store.upgrade import tally

    other = BookDatabase(copy, writable=False, key=key)
    other.connect()
    try:
        whole = other.execute_sql("PRAGMA integrity_check").fetchone()[0] == "ok"
        if not whole or tally(other) != tally(db):
            raise errors.BackupFailed(str(copy.parent))
    finally:
        other.close()


def _write_header(book: Path, header: Header) -> None:
    write_atomically(header_path(book), header.as_text().encode("ascii"))


def _new_recovery_key() -> str:
    text = b32encode(secrets.token_bytes(20)).decode("ascii")
    return "-".join(text[place : place + 4] for place in range(0, len(text), 4))


def _locked_up(key: str, recovery: str) -> tuple[str, str, str]:
    salt = secrets.token_hex(_SALT)
    typed = recovery.replace("-", "")
    padded = key.encode("utf-8").ljust(_LOCKED_UP, b"\0")
    return salt, _mixed(padded, typed, salt).hex(), _tag(typed, salt)


def _mixed(content: bytes, secret: str, salt: str) -> bytes:
    pad = _stretched(secret, salt, b"pad", len(content))
    return bytes(one ^ other for one, other in zip(content, pad, strict=True))


def _check(key: str) -> tuple[str, str]:
    salt = secrets.token_hex(_SALT)
    return salt, _tag(key, salt)


def _tag(secret: str, salt: str) -> str:
    return _stretched(secret, salt, b"tag", 32).hex()


def _stretched(secret: str, salt: str, purpose: bytes, size: int) -> bytes:
    """As slow as the cipher's own stretching, so that the check is no easier to guess at."""
    return hashlib.scrypt(
        secret.encode("utf-8", "surrogatepass"),
        salt=bytes.fromhex(salt) + purpose,
        n=2**15, r=8, p=1, maxmem=2**26, dklen=size,
    )  # fmt: skip
