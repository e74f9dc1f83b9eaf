"""Known failures, one class each, with the sentence that the owner reads.

A known error is not a crash: its text says what happened and what to do, in plain words. Whoever
shows it (window or terminal) prints ``str(error)`` and nothing else.
"""

from __future__ import annotations

from collectdesk.domain.words import quoted


class KnownError(Exception):
    """A foreseen failure. ``str(error)`` is one plain sentence; nothing was changed."""


class InvalidInput(KnownError):
    """A value that a person typed cannot be used. ``field`` names the command's field, if known."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class LineUnreadable(InvalidInput):
    """A line of an invoice cannot be used. ``line`` counts from 1, ``part`` names what of it."""

    def __init__(self, line: int, part: str, message: str) -> None:
        super().__init__(f"Line {line}: {message}", "lines")
        self.line, self.part = line, part


class CreditObjected(InvalidInput):
    """Something speaks against selling on account. ``objections`` say what, ``remedy`` what to do.

    ``sentence`` is both.
    """

    def __init__(self, objections: str) -> None:
        self.objections = objections
        self.remedy = "To issue it all the same, say why."
        super().__init__(f"{objections} {self.remedy}", "override")


class StepsUntried(InvalidInput):
    """A debt would be given up although more can be tried. ``steps`` follow "not tried yet:"."""

    def __init__(self, number: str, steps: tuple[str, ...]) -> None:
        super().__init__(
            f"Not tried yet for {number}: {', '.join(steps)}."
            " Do that first, or choose to write it off all the same.",
            "anyway",
        )
        self.steps = steps


class BookMissing(KnownError):
    """There is no file at the path."""

    def __init__(self, path: str) -> None:
        super().__init__(f"There is no book at {path}. Check the name, or make a new book there.")


class BookExists(KnownError):
    """A new book was asked for where a file already is."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"There is already a file at {path}. It was left as it is; choose another name."
        )


class NotABook(KnownError):
    """The file is something else."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is not a CollectDesk book. It was left as it is;"
            " open a file whose name ends in .collectdesk."
        )


class BookEmpty(KnownError):
    """A file of no bytes, as a failed copy leaves behind."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is an empty file, not a book. If a book was here, open its latest backup."
        )


class BookTooNew(KnownError):
    """A newer program has written the book."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} was written by a newer CollectDesk. Nothing was changed;"
            " update this program to open it."
        )


class PassphraseNeeded(KnownError):
    """The book is encrypted, and no passphrase was given."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is locked with a passphrase. Type it to open the book.")


class WrongPassphrase(KnownError):
    """The passphrase, or the recovery key, does not fit."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"That does not open {path}. Nothing was changed; mind capitals and the keyboard's"
            " language, and try again, or use the recovery key."
        )


class KeyFileDamaged(KnownError):
    """The file beside a locked book in which the recovery key's part of the passphrase lies."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is damaged, so the recovery key cannot be used with it. Nothing was changed;"
            " put the .key file of the latest backup in its place, or use the passphrase."
        )


class BookTooOld(KnownError):
    """An older program has written the book, which is only to be looked at."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} was written by an older CollectDesk. Nothing was changed; open a book once"
            " to bring it up to date, or restore a backup to a new book."
        )


class BookNotUpgraded(KnownError):
    """A book of an older program could not be brought to this one's form."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} was written by an older CollectDesk and could not be brought up to date."
            " It was left exactly as it was; go on with the older program, and keep a copy."
        )


class BookInUse(KnownError):
    """Another window or another computer holds the book."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is already open in another window or on another computer."
            " Close it there, then try again."
        )


class BookReadOnly(KnownError):
    """The book, its folder or its disk cannot be written."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} cannot be written: the file, its folder or the disk is read-only."
            " Nothing was changed; move the book to a folder of your own."
        )


class DiskFull(KnownError):
    """No room was left for what had to be written."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"The disk that holds {path} is full. Nothing was changed;"
            " make some room and try again."
        )


class DiskFailed(KnownError):
    """The disk could not read or write."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"The disk that holds {path} reports an error. The last step was not saved;"
            " check the disk, and open a backup if this happens again."
        )


class BookDamaged(KnownError):
    """SQLite finds the file malformed."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is damaged and was not changed. Open its latest backup instead.")


class BookMoved(KnownError):
    """The file at the path is no longer the one that was opened."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"The file {path} was moved, replaced or deleted while it was open."
            " The last step was not saved; close the book and open the right file."
        )


class CannotUndo(KnownError):
    """Later work, or a day that has passed, stands on what would be undone.

    ``before`` is the step that Undo would take back next, if there is one.
    """

    def __init__(self, label: str, before: str | None = None) -> None:
        super().__init__(
            f"“{label}” can no longer be undone, because later work or a day that has passed since"
            f" builds on it. Nothing was changed.{_undo_goes_on(before)}"
        )


class CannotRedo(KnownError):
    """What was undone does not fit any more what later work, or a day that has passed, changed.

    ``after`` is the step that Redo would do again next, if there is one.
    """

    def __init__(self, label: str, after: str | None = None) -> None:
        further = f" Redo once more does again what was done after it: “{after}”." if after else ""
        super().__init__(
            f"“{label}” can no longer be done again, because later work or a day that has passed"
            f" since changed what it was about. Nothing was changed by this.{further}"
        )


class NothingToUndo(KnownError):
    """The list of steps is at its end."""

    def __init__(self, word: str = "undo") -> None:
        super().__init__(f"There is nothing to {word}.")


class StepStays(KnownError):
    """The latest step issued or kept something: its sentence tells what to do instead.

    ``before`` is the step that Undo would take back next, if there is one.
    """

    def __init__(self, stays: str, before: str | None = None) -> None:
        super().__init__(stays + _undo_goes_on(before))


def _undo_goes_on(before: str | None) -> str:
    return f" Undo once more takes back what was done before: “{before}”." if before else ""


class Cancelled(KnownError):
    """The owner cancelled a running job; nothing, or only whole files, remain."""

    def __init__(self, message: str = "Stopped. Nothing was changed.") -> None:
        super().__init__(message)


class NotFound(KnownError):
    """A number that the book does not know."""

    def __init__(self, what: str, number: str) -> None:
        super().__init__(f"There is no {what} {quoted(number)} in this book. Check the number.")


class FolderNotWritable(KnownError):
    """A file cannot be made where the owner asked for it."""

    def __init__(self, path: str, reason: str = "") -> None:
        why = f" ({reason})" if reason else ""
        super().__init__(
            f"Nothing can be written to {path}{why}. Choose a folder of your own and try again."
        )


class BackupFailed(KnownError):
    """A copy did not equal the book; it was thrown away."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"The backup in {folder} did not read back as it was written and was thrown away."
            " The book itself is as it was; check that disk, or choose another folder."
        )


class BackupMissing(KnownError):
    """There is no file at the path."""

    def __init__(self, path: str) -> None:
        super().__init__(f"There is no backup at {path}. Check the name.")


class BackupDamaged(KnownError):
    """A backup whose content is not what was written."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"The backup {path} is damaged and was not restored. Nothing was changed;"
            " choose the backup before it."
        )


class BackupNotABook(KnownError):
    """A backup was to be opened for work."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is a backup. It stays as it is; restore it to a new book and open that."
        )


class OldLogBeside(KnownError):
    """A write-ahead log of another copy lies where the book is, or is to be."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"Beside {path} lies the log of another copy of it, a file that ends in -wal. Nothing"
            " was changed; put the book alone into another folder and open it there."
        )


class MoveFailed(KnownError):
    """The copy of a book that was to be moved did not equal it; it was thrown away."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"The copy in {folder} did not read back as the book is and was thrown away. The book"
            " stays where it was; check that disk, or choose another folder."
        )


class OpenedToLook(KnownError):
    """A step was tried on a book that was opened without the right to write."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is open only to look at. Nothing was changed.")


class SharedFolder(KnownError):
    """The book lies where another computer may write it at the same time."""

    def __init__(self, path: str, service: str) -> None:
        super().__init__(
            f"{path} lies in a folder that {service} shares with other computers, which can"
            " damage an open book. Nothing was changed; move the book to a folder of this"
            " computer alone, and let its backups go to the shared one."
        )
