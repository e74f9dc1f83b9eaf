"""What is written as a frozen dataclass behaves as one, however it was made."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field

import pytest

from collectdesk.records import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """Two places and what was said of them."""

    x: int
    y: int = 2
    words: list[str] = field(default_factory=list, compare=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Deep(Point):
    """A point with a depth that follows from the others."""

    depth: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "depth", self.x + self.y)


@dataclass(frozen=True, slots=True)
class Nothing:
    """A record without fields."""


def test_a_record_is_made_from_places_names_and_defaults() -> None:
    assert Point(1) == Point(x=1, y=2)
    assert Point(1).words == []
    assert Point(1).words is not Point(1).words
    assert Deep(1, 5).depth == 6
    assert repr(Point(1, secret="s")) == "Point(x=1, y=2, words=[])"
    assert repr(Nothing()) == "Nothing()"
    with pytest.raises(TypeError, match=r"Point.__init__\(\) missing 1 required positional"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        Point(1, z=3)  # type: ignore[call-arg]


def test_a_record_is_equal_to_another_with_the_same_values_of_its_own_class() -> None:
    assert Point(1, words=["a"]) == Point(1, words=["b"])
    assert len({Point(1), Point(1), Point(2)}) == 2
    assert Point(1) != Deep(1)
    assert Nothing() == Nothing()
    assert Point(1) != object()


def test_a_record_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Point(1).x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del Point(1).x
    with pytest.raises(FrozenInstanceError):
        Point(1).other = 2  # type: ignore[attr-defined]


def test_a_record_can_be_replaced_taken_apart_copied_and_sent() -> None:
    point = Deep(1, 5, ["a"], "s")
    assert dataclasses.replace(Point(1, 5), y=6) == Point(1, 6)
    assert dataclasses.asdict(Point(1)) == {"x": 1, "y": 2, "words": [], "secret": ""}
    for same in (copy.copy(point), copy.deepcopy(point), pickle.loads(pickle.dumps(point))):
        assert same == point
        assert (same.words, same.secret) == (["a"], "s")
    match point:
        case Point(x, y):
            assert (x, y) == (1, 5)


def test_other_dataclasses_are_pythons_own() -> None:
    @dataclass(slots=True)
    class Changing:
        x: int

    changing = Changing(1)
    changing.x = 2
    assert changing == Changing(2)
