"""What the owner sees can be taken along: each list as a file, with what was typed above it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog


@pytest.fixture
def save_as(desktop: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Exports the list that is shown under a name; returns its rows."""

    def run(typed: str, written: str) -> list[list[str]]:
        def choose(*_: object) -> tuple[str, str]:
            return str(tmp_path / typed), "Comma-separated (*.csv)"

        monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
        desktop.window.actions_by_key["book.export"].trigger()
        path = tmp_path / written
        desktop.wait(path.exists)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        path.unlink()
        return rows

    return run


def test_each_place_is_exported_as_it_is_shown(desktop: Any, save_as: Any) -> None:
    heading, *customers = save_as("today", "today.csv")
    listed = desktop.window.desk.customers.list
    assert heading[:2] == ["Customer number", "Customer"]
    assert len(customers) == listed.model().rowCount()

    desktop.window.go_to("invoices")
    desktop.place.search.setText("ridge")
    desktop.wait(lambda: desktop.place.table.rows_model.rowCount())
    _, *invoices = save_as("invoices.csv", "invoices.csv")
    assert {row[2] for row in invoices} == {"Ridgeline Builders LLC"}

    desktop.window.go_to("insights")
    desktop.wait(lambda: desktop.place.table.rows_model.rowCount())
    heading, *aging = save_as("aging.v2", "aging.v2.csv")
    assert heading[2:] == ["Current", "1-30", "31-60", "61-90", "90+", "On account", "Total"]
    assert aging[-1][1] == "Total"


def test_a_list_that_is_no_register_says_where_to_go(desktop: Any) -> None:
    desktop.window.go_to("insights")
    desktop.place.by.choose("figures")
    told: list[str] = []
    desktop.window.scene.told.connect(told.append)
    desktop.window.actions_by_key["book.export"].trigger()
    assert told == ["Invoices, customers, aging, calls and statements can be exported; go there."]
