"""Papers to text and back, so that an issued paper is stored frozen and drawn again unchanged."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from collectdesk.domain.errors import KnownError
from collectdesk.domain.papers import Paper

VERSION = 1

_KINDS: dict[str, type[Paper]] = {paper.kind: paper for paper in get_args(Paper)}


class UnreadablePaper(KnownError):
    """A stored document is damaged or of a kind that this program does not know."""


class NewerPaper(KnownError):
    """A stored document was written by a newer CollectDesk."""


def to_json(paper: Paper) -> str:
    """The paper as one line of JSON with its ``kind`` and ``version``; equal papers, equal text."""
    document = {"kind": paper.kind, "version": VERSION, "paper": _encode(paper)}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Paper:
    """The paper that ``to_json`` wrote. Raises ``UnreadablePaper`` or ``NewerPaper``."""
    document = _parsed(text)
    _refuse_newer(document.get("version"))
    kind: Any = _KINDS.get(str(document.get("kind")))
    if kind is None:
        raise UnreadablePaper("This stored document is of a kind that CollectDesk does not know.")
    try:
        paper: Paper = _decoder(kind)(document["paper"])
    except (KeyError, TypeError, ValueError, InvalidOperation, binascii.Error) as error:
        raise UnreadablePaper(_DAMAGED) from error
    return paper


_DAMAGED = "This stored document is damaged and cannot be shown; look for it in a backup."


def _parsed(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadablePaper(_DAMAGED) from error
    if not isinstance(document, dict):
        raise UnreadablePaper(_DAMAGED)
    return document


def _refuse_newer(version: object) -> None:
    if not isinstance(version, int) or version < 1:
        raise UnreadablePaper(_DAMAGED)
    if version > VERSION:
        raise NewerPaper("This document was made by a newer CollectDesk; please update to see it.")


def _encode(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


Decode = Callable[[Any], Any]


@cache
def _decoder(kind: Any) -> Decode:
    """The function that reads a value of the annotated type ``kind``."""
    if is_dataclass(kind):
        return _dataclass_decoder(kind)
    if get_origin(kind) is tuple:
        return _tuple_decoder(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return _optional_decoder(next(arg for arg in get_args(kind) if arg is not NoneType))
    if get_origin(kind) is Literal:
        return _choice_decoder(get_args(kind))
    return _PLAIN[kind]


def _dataclass_decoder(kind: Any) -> Decode:
    hints = get_type_hints(kind)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(kind)}

    def decode(value: Any) -> Any:
        return kind(**{name: decoders[name](item) for name, item in value.items()})

    return decode


def _tuple_decoder(item_kind: Any) -> Decode:
    decode_item = _decoder(item_kind)

    def decode(value: Any) -> Any:
        if not isinstance(value, list):
            raise TypeError("a list was expected")
        return tuple(decode_item(item) for item in value)

    return decode


def _optional_decoder(kind: Any) -> Decode:
    decode = _decoder(kind)
    return lambda value: None if value is None else decode(value)


def _choice_decoder(choices: tuple[str, ...]) -> Decode:
    def decode(value: Any) -> Any:
        if value not in choices:
            raise ValueError("an unknown choice")
        return value

    return decode


def _exactly(kind: type) -> Decode:
    def decode(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{kind.__name__} was expected")
        return value

    return decode


_PLAIN: dict[Any, Decode] = {
    str: _exactly(str),
    bool: _exactly(bool),
    int: _exactly(int),
    date: date.fromisoformat,
    Decimal: lambda value: Decimal(_exactly(str)(value)),
    bytes: lambda value: base64.b64decode(value, validate=True),
}
