"""Power cuts and failing writes, by a small library that stands between SQLite and the system.

Every write, truncation and sync on the book's files is written down together with what was
acknowledged. A power cut keeps all that was synced and, of what came since, any part: writes that
came whole, in torn sectors, or not at all.
"""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SOURCE = Path(__file__).with_name("recorder.c")
_SECTOR = 512
_HEAD = struct.Struct("<ccqq")


def build(folder: Path) -> Path | None:
    """Compile the library; None where there is no compiler, or another system."""
    compiler = shutil.which("cc")
    if compiler is None or os.uname().sysname != "Linux":
        return None
    library = folder / "recorder.so"
    command = [compiler, "-O1", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


@dataclass(frozen=True)
class Event:
    """One thing that the system was told: W write, T truncate, S sync; ``file`` as in the C."""

    what: str
    file: str
    offset: int
    data: bytes


def read_log(path: Path) -> Iterator[Event]:
    """The events in their order."""
    content = path.read_bytes()
    place = 0
    while place < len(content):
        what, file, offset, size = _HEAD.unpack_from(content, place)
        place += _HEAD.size
        yield Event(what.decode(), file.decode(), offset, content[place : place + size])
        place += size


@dataclass
class Disk:
    """What a disk surely holds, and what it was told since without a sync."""

    files: dict[str, bytearray]
    pending: dict[str, list[Event]] = field(default_factory=dict)
    acknowledged: int = 0

    def take(self, event: Event) -> None:
        """Follow one event."""
        if event.file == "a":
            self.acknowledged = int(event.data.split()[-1])
        elif event.what == "S":
            for waiting in self.pending.pop(event.file, []):
                _apply(self.files.setdefault(event.file, bytearray()), waiting)
        else:
            self.pending.setdefault(event.file, []).append(event)

    def cut(self, chance: random.Random) -> dict[str, bytearray]:
        """The files after a power cut now."""
        left = {name: bytearray(content) for name, content in self.files.items()}
        for name, waiting in self.pending.items():
            content = left.setdefault(name, bytearray())
            keep = chance.random()
            for event in waiting:
                if chance.random() < keep:
                    _apply(content, _torn(event, chance))
        return left


def _torn(event: Event, chance: random.Random) -> Event:
    if event.what != "W" or chance.random() < 0.5:
        return event
    sectors = len(event.data) // _SECTOR
    return Event("W", event.file, event.offset, event.data[: _SECTOR * chance.randint(0, sectors)])


def _apply(content: bytearray, event: Event) -> None:
    if event.what == "T":
        del content[event.offset :]
        content.extend(bytes(event.offset - len(content)))
        return
    end = event.offset + len(event.data)
    content.extend(bytes(max(0, end - len(content))))
    content[event.offset : end] = event.data
