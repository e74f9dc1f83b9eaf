"""The paper with a recovery key can be read, typed from and kept."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.documents.envelopes import PageName
from collectdesk.documents.recovery_sheet import render_recovery_sheet
from tests.documents.reading import page_texts

KEY = "PGIN-XKQI-RTGJ-DND5-TFH7-M56H-LJDD-5PRM"


@pytest.mark.parametrize("page", ["letter", "a4"])
def test_the_key_stands_on_one_page_in_groups(page: PageName) -> None:
    pdf = render_recovery_sheet("Łódź <b>& Søn</b>", KEY, date(2026, 3, 31), page)
    (text,) = page_texts(pdf)
    for group in KEY.split("-"):
        assert group in text
    assert "Łódź <b>& Søn</b>" in text
    assert "31 Mar 2026" in text


def test_a_name_without_end_leaves_the_key_on_the_page() -> None:
    (text,) = page_texts(render_recovery_sheet("x" * 10_000, KEY, date(2026, 3, 31)))
    assert "5PRM" in text
