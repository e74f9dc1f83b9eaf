"""A command as the trail keeps it: its fields as JSON, unless that would be too long to be read."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import date
from json.encoder import encode_basestring
from typing import Any

_LONGEST = 20_000


def command_as_json(command: Any) -> str:
    """The fields of a command; most values are plain, and faster written one by one."""
    written = []
    for name in _field_names(command):
        value = getattr(command, name)
        if type(value) is tuple and _is_long(value):
            return _kept_as_rows(command)
        written.append(f'"{name}": {_value(value)}')
    text = f"{{{', '.join(written)}}}"
    if len(text) > _LONGEST:
        return _kept_as_rows(command)
    # Half a letter, as from a broken file name, cannot be stored.
    return text if text.isascii() else text.encode(errors="replace").decode()


def _kept_as_rows(command: Any) -> str:
    return json.dumps({"kept_as_rows": type(command).__name__})


def _is_long(values: tuple[Any, ...]) -> bool:
    """Whether a list alone is too long; to write it out would only take memory."""
    return bool(values) and len(values) * _least(values[0]) > _LONGEST


def _least(value: Any) -> int:
    """The signs that a value in a list takes at least: a comma, a blank, and itself."""
    return 3 + sum(len('"": 0, ') + len(name) for name in _field_names(value))


def _field_names(value: Any) -> tuple[str, ...]:
    """The fields of a dataclass; anything else has none."""
    return tuple(getattr(value, "__dataclass_fields__", ()))


def _value(value: Any) -> str:
    return _WRITTEN.get(type(value), _nested)(value)


def _plain(value: Any) -> Any:
    """What JSON does not know: a dataclass as names and values, anything else as text."""
    if dataclasses.is_dataclass(value):
        return {name: getattr(value, name) for name in _field_names(value)}
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return str(value)


_nested = json.JSONEncoder(default=_plain, ensure_ascii=False).encode

_WRITTEN: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    bool: lambda value: "true" if value else "false",
    int: str,
    str: encode_basestring,
    date: lambda day: f'"{day}"',
    tuple: lambda listed: f"[{', '.join(map(_value, listed))}]",
}
"""What writes each of the plain kinds."""
