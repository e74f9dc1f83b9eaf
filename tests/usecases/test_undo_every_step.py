"""Whatever step it was, Undo gives back every row, and Redo the same rows as the step itself."""

from __future__ import annotations

import copy
import importlib
import inspect
import pkgutil
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collectdesk import bootstrap, usecases
from tests.usecases.conftest import MovableClock, Shop, opened_shop
from tests.usecases.every_step import STEPS
from tests.usecases.scene import TODAY, Scene

PREPARED_BY_CREDIT = ("use of credit", "refund")
CANNOT_BE_UNDONE = {
    "keep_file": "what a customer sent stays",
    "issue_invoice": "an issued invoice is voided or credited",
    "issue_documents": "a letter that is out is out",
    "mark_printed": "paper came out of the printer",
    "keep_bodies": "the bytes of a letter are part of its issue",
    "fill_demo": "a demo book is thrown away instead",
    "judge_promises": "time has passed",
    "judge_all_plans": "time has passed",
}
NOT_STEPS = {"plan_preview", "policy_effect"}


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The scene in a book that is closed; it takes a while to make."""
    made = opened_shop(tmp_path_factory.mktemp("scene"), TODAY)
    scene = Scene(made)
    made.desk.close()
    return scene


@pytest.fixture
def scene(made_once: Scene, tmp_path: Path) -> Iterator[Scene]:
    """The scene in a book of its own, open."""
    path = shutil.copy(made_once.shop.desk.path, tmp_path)
    clock = MovableClock(TODAY)
    mine = copy.copy(made_once)
    mine.shop = Shop(bootstrap.open_desk(Path(path), clock), clock)
    yield mine
    mine.shop.desk.close()


@pytest.mark.parametrize("name", STEPS)
def test_undo_and_redo_give_back_every_row(scene: Scene, name: str) -> None:
    shop = scene.shop
    if name in PREPARED_BY_CREDIT:
        shop.pay(scene.customer, 500_000)
        shop.invoice(scene.customer, "70.00")
    usecase, command_for = STEPS[name]
    command = command_for(scene)
    before = shop.whole_book()
    outcome = shop.desk.do(usecase, command)
    after = shop.whole_book()
    assert outcome.undo_label
    assert after != before
    assert shop.desk.undo_label == outcome.undo_label
    shop.desk.undo()
    assert shop.whole_book() == before
    assert shop.desk.redo_label == outcome.undo_label
    shop.desk.redo()
    assert shop.whole_book() == after
    shop.desk.undo()
    assert shop.whole_book() == before


def test_every_command_is_either_tried_here_or_known_to_be_final() -> None:
    tried = {usecase.__name__ for usecase, _ in STEPS.values()}
    assert _commands() - NOT_STEPS == tried | set(CANNOT_BE_UNDONE)


def _commands() -> set[str]:
    """Functions that take a Work and a command, and name their step for Undo or the trail."""
    found = set()
    for module in pkgutil.walk_packages(usecases.__path__, f"{usecases.__name__}."):
        room = importlib.import_module(module.name)
        for name, function in inspect.getmembers(room, inspect.isfunction):
            if function.__module__ != room.__name__ or name.startswith("_"):
                continue
            parameters = inspect.signature(function).parameters.values()
            taken = [each for each in parameters if each.default is each.empty]
            if (
                len(taken) == 2
                and str(taken[0].annotation) == "Work"
                and _is_command(room, taken[1])
            ):
                found.add(name)
    return found


def _is_command(room: Any, parameter: inspect.Parameter) -> bool:
    """A command is a dataclass of the room that says in its docstring what it does."""
    kind = getattr(room, str(parameter.annotation), None)
    return (
        inspect.isclass(kind)
        and kind.__module__ == room.__name__
        and parameter.name in ("command", "_")
    )
