"""The settings are read once and again after a change; nobody sees old ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.store import settings
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.work import Work


def test_a_change_of_settings_is_seen_at_once_taken_back_and_left_out_if_it_fails(
    desk: Desk,
) -> None:
    def firm() -> str:
        return desk.ask(lambda work: work.settings.firm_name)

    def renamed(work: Work, name: str) -> None:
        work.label = "Name of the firm"
        settings.save(work.db, replace(settings.load(work.db), firm_name=name))
        assert settings.load(work.db).firm_name == name
        if not name:
            raise InvalidInput("A firm has a name.")

    def tried(work: Work, name: str) -> str:
        renamed(work, name)
        return settings.load(work.db).firm_name

    before = firm()
    desk.do(renamed, "Harbor Supply")
    assert firm() == "Harbor Supply"
    assert desk.ask(tried, "Harbor Goods") == "Harbor Goods"
    assert firm() == "Harbor Supply"
    with pytest.raises(InvalidInput):
        desk.do(renamed, "")
    assert firm() == "Harbor Supply"
    desk.undo()
    assert firm() == before
    desk.redo()
    assert firm() == "Harbor Supply"
