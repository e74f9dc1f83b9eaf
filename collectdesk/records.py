"""Frozen dataclasses that are made quickly, because the start of the program makes a hundred.

Python writes out and compiles six functions for each frozen dataclass (before 3.13 one by one),
which takes longer than all that the window asks the book. Here one is written, when the first
object is made, and the others are shared. The class itself, its fields, ``replace`` and ``match``
are Python's own; comparing, copying and pickling are as they are everywhere.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, **how):
        """As ``dataclasses.dataclass``; ``frozen=True, slots=True`` is made here."""

        def make(plain):
            if how != {"frozen": True, "slots": True}:
                return dataclasses.dataclass(**how)(plain)
            bare = dataclasses.dataclass(slots=True, init=False, repr=False, eq=False)
            return _completed(bare(plain))

        return make if cls is None else make(cls)


__all__ = ["dataclass"]


def _completed(cls: Any) -> Any:
    names = [field.name for field in dataclasses.fields(cls) if field.compare]
    own: dict[str, Any] = {
        "__init__": _written_when_used(cls),
        **_comparing(_key_of(names)),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__getstate__": _state,
        "__setstate__": _take_state,
    }
    for name, function in own.items():
        setattr(cls, name, function)
    if "__repr__" not in cls.__dict__:
        cls.__repr__ = _in_words
    return cls


def _written_when_used(cls: Any) -> Callable[..., None]:
    """Half of the records that are known at the start are first made much later."""

    def __init__(self: Any, *args: object, **kwargs: object) -> None:  # noqa: N807
        cls.__init__ = _init_of(cls)
        cls.__init__(self, *args, **kwargs)

    return __init__


def _init_of(cls: Any) -> Callable[..., None]:
    """``__init__`` with the fields as parameters; it fills the slots past the guard."""
    given: dict[str, Any] = {"missing": MISSING}
    heads, lines = [], []
    for at, field in enumerate(each for each in dataclasses.fields(cls) if each.init):
        value = field.name
        head = field.name
        given[f"set{at}"] = getattr(cls, field.name).__set__
        if field.default is not MISSING:
            given[f"default{at}"] = field.default
            head = f"{head}=default{at}"
        elif field.default_factory is not MISSING:
            given[f"new{at}"] = field.default_factory
            head = f"{head}=missing"
            value = f"new{at}() if {value} is missing else {value}"
        heads.append(head)
        lines.append(f"  set{at}(self, {value})\n")
    if hasattr(cls, "__post_init__"):
        lines.append("  self.__post_init__()\n")
    text = (
        f"def make({', '.join(given)}):\n"
        f" def __init__(self, {', '.join(heads)}):\n{''.join(lines) or '  pass'}\n"
        " return __init__"
    )
    made: dict[str, Any] = {}
    exec(text, made)
    init: Callable[..., None] = made["make"](**given)
    init.__qualname__ = f"{cls.__qualname__}.__init__"  # as errors of a caller name it
    return init


def _key_of(names: list[str]) -> Callable[[Any], object]:
    return attrgetter(*names) if names else lambda _: ()


def _comparing(key: Callable[[Any], object]) -> dict[str, Any]:
    def __eq__(self: Any, other: object) -> Any:  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return key(self) == key(other)

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(key(self))

    return {"__eq__": __eq__, "__hash__": __hash__}


def _in_words(self: Any) -> str:
    shown = (field.name for field in dataclasses.fields(self) if field.repr)
    words = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{type(self).__qualname__}({words})"


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _take_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
