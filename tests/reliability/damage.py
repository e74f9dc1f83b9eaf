"""Corruptions of a closed book and of a backup: told, or without any effect; never a silent lie."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from collectdesk import bootstrap
from collectdesk.domain.backup import Reason
from collectdesk.domain.errors import KnownError
from collectdesk.usecases.backups import BackUp, back_up, restore
from collectdesk.usecases.checking import check_book
from collectdesk.usecases.ports import no_progress
from collectdesk.usecases.work import Work
from tests.reliability.writing import CLOCK, make_book, pay

_PAGE = 4096
_REBUILT = ("worklist", "customer_words", "invoice_words", "note_words", "sqlite_")
Damage = Callable[[bytearray, random.Random], None]


@dataclass
class Damaged:
    """What all corruptions together came to. ``without_effect`` left every value as it was."""

    corruptions: int = 0
    told: int = 0
    without_effect: int = 0
    silent: list[str] = field(default_factory=list)


def _flip_bit(content: bytearray, chance: random.Random) -> None:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _zero_page(content: bytearray, chance: random.Random) -> None:
    place = _PAGE * chance.randrange(len(content) // _PAGE)
    content[place : place + _PAGE] = bytes(_PAGE)


def _spoil_sector(content: bytearray, chance: random.Random) -> None:
    place = 512 * chance.randrange(len(content) // 512)
    content[place : place + 512] = chance.randbytes(512)


def _swap_pages(content: bytearray, chance: random.Random) -> None:
    one, two = (_PAGE * place for place in chance.sample(range(len(content) // _PAGE), 2))
    first, second = content[one : one + _PAGE], content[two : two + _PAGE]
    content[one : one + _PAGE], content[two : two + _PAGE] = second, first


def _truncate(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def _write_text(content: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(content) - 8)
    content[place : place + 8] = b"12345678"


DAMAGES: tuple[Damage, ...] = (
    _flip_bit, _flip_bit, _zero_page, _spoil_sector, _swap_pages, _truncate, _write_text,
)  # fmt: skip


def damage_books(folder: Path, corruptions: int, seed: int = 1) -> Damaged:
    """Spoil a closed book in all these ways, and ask the check what it finds."""
    book = _full_book(folder)
    content = book.read_bytes()
    wanted = everything_in(book)
    chance = random.Random(seed)
    result = Damaged()
    spoilt_book = folder / "Spoilt.collectdesk"
    for number in range(corruptions):
        damage = DAMAGES[number % len(DAMAGES)]
        spoilt_book.write_bytes(_spoilt(content, damage, chance))
        result.corruptions += 1
        if not _is_sound(spoilt_book):
            result.told += 1
        elif everything_in(spoilt_book) == wanted:
            result.without_effect += 1
        else:
            result.silent.append(f"{damage.__name__} {number}")
        for leftover in folder.glob("Spoilt.collectdesk*"):
            leftover.unlink()
    return result


def damage_backups(folder: Path, corruptions: int, seed: int = 1) -> Damaged:
    """Spoil a backup in all these ways, and try to restore it."""
    book = _full_book(folder)
    desk = bootstrap.open_desk(book, CLOCK)
    stored = back_up(desk, BackUp(Reason.BY_HAND, folder, directly=True), no_progress).stored
    desk.close()
    content = stored.path.read_bytes()
    chance = random.Random(seed)
    result = Damaged()
    for number in range(corruptions):
        damage = DAMAGES[number % len(DAMAGES)]
        spoilt = _spoilt(content, damage, chance)
        if spoilt == content:
            continue
        stored.path.write_bytes(spoilt)
        result.corruptions += 1
        target = folder / "Restored.collectdesk"
        try:
            restore(stored.path, target)
        except KnownError:
            result.told += not target.exists()
        else:
            result.silent.append(f"{damage.__name__} {number}")
            target.unlink()
    return result


def _full_book(folder: Path) -> Path:
    book = folder / "Full.collectdesk"
    make_book(book)
    desk = bootstrap.open_desk(book, CLOCK)
    for number in range(1, 60):
        pay(desk, number)
    desk.close()
    return book


def _spoilt(content: bytes, damage: Damage, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    damage(spoilt, chance)
    return bytes(spoilt)


def _is_sound(book: Path) -> bool:
    try:
        desk = bootstrap.look_at(book, CLOCK)
        try:
            return desk.ask(check_book).is_sound
        finally:
            desk.close()
    except KnownError:
        return False


def everything_in(book: Path) -> dict[str, list[Any]]:
    """All rows of all tables that are not derived."""
    desk = bootstrap.look_at(book, CLOCK)
    try:
        return desk.ask(_dump)
    finally:
        desk.close()


def _dump(work: Work) -> dict[str, list[Any]]:
    tables = work.db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: sorted(work.db.execute_sql(f"SELECT * FROM {name}").fetchall(), key=repr)
        for (name,) in tables
        if not name.startswith(_REBUILT)
    }
