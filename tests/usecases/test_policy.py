"""The written manual is followed as the owner changed it, with a version and a reason each time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.policy import FIRST_CALL, FOLLOW_UP, Policy, policy_json, read_policy
from collectdesk.usecases.papers.manual import manual_paper
from collectdesk.usecases.papers.notices import notices_due
from collectdesk.usecases.policy import SavePolicy, current_policy, save_policy
from collectdesk.usecases.policy_effect import policy_effect
from tests.usecases.conftest import Shop


def changed(shop: Shop, code: str, days: int | None = None, **facts: Any) -> SavePolicy:
    policy = shop.desk.ask(current_policy)
    steps = []
    for one in policy.steps:
        if one.step.code == code:
            step = one.step if days is None else replace(one.step, offset=days)
            one = replace(one, step=step, **facts)
        steps.append(one)
    return SavePolicy(tuple(steps), "the mail is slow")


def test_a_notice_comes_when_the_manual_says(shop: Shop) -> None:
    late = shop.customer("Ridgeline")
    shop.invoice(late, "100", "2026-02-14", terms="Net 30")  # 15 days past due
    assert [row.stage for row in shop.desk.ask(notices_due)] == ["past_due"]
    command = changed(shop, "call_2", 20)
    told = shop.desk.ask(policy_effect, command).sentences
    assert told == ("Ridgeline gets the reminder instead of the past-due notice.",)
    shop.do(save_policy, command)
    assert [row.stage for row in shop.desk.ask(notices_due)] == ["reminder"]


def test_the_follow_up_after_sending_moves_with_the_manual(shop: Shop) -> None:
    buyer = shop.customer("Harbor")
    shop.invoice(buyer, "100", "2026-03-10", terms="Net 60")
    assert shop.place(buyer) == ("", "")
    command = changed(shop, "follow_up_30", 20)
    assert shop.desk.ask(policy_effect, command).sentences == ("Harbor comes onto today's list.",)
    assert shop.place(buyer) == ("", "")
    shop.do(save_policy, command)
    assert shop.place(buyer)[0] == "today"
    shop.desk.undo()
    assert shop.place(buyer) == ("", "")


def test_versions_tell_what_was_changed_when_and_why_and_the_manual_prints_them(shop: Shop) -> None:
    assert shop.desk.ask(current_policy).version == 1
    shop.do(save_policy, changed(shop, "courtesy_check", is_on=False))
    shop.on("2026-04-02").do(save_policy, changed(shop, "call_1", 5))
    policy = shop.desk.ask(current_policy)
    assert [one.number for one in policy.versions] == [2, 3]
    assert policy.versions[0].changes == (
        "Large or new customer: is it approved, is it scheduled?: left out.",
    )
    assert policy.versions[1].why == "the mail is slow"
    paper = shop.desk.ask(manual_paper)
    printed = str(paper)
    assert "This is version 3" in printed
    assert "is it approved, is it scheduled?', 'call" not in printed
    assert "Due date + 5 business days" in printed


@pytest.mark.parametrize(
    ("code", "days", "facts", "words"),
    [
        ("second_notice", 50, {}, "comes later than the one before"),
        ("call_1", None, {"is_on": False}, "not left out"),
        ("thanks", 400, {}, "within a year"),
        (FIRST_CALL, -1, {}, "comes after what it follows from"),
        (FOLLOW_UP, 0, {}, "comes after what it follows from"),
        ("call_2", 0, {}, "comes later than the one before"),
    ],
)
def test_a_manual_that_cannot_be_followed_is_refused(
    shop: Shop, code: str, days: int | None, facts: dict[str, object], words: str
) -> None:
    with pytest.raises(InvalidInput, match=words):
        shop.do(save_policy, changed(shop, code, days, **facts))
    with pytest.raises(InvalidInput, match="Nothing was changed"):
        shop.do(save_policy, SavePolicy(shop.desk.ask(current_policy).steps))


@pytest.mark.parametrize(("code", "days"), [(FIRST_CALL, 0), (FOLLOW_UP, 1)])
def test_a_step_may_follow_at_once(shop: Shop, code: str, days: int) -> None:
    shop.do(save_policy, changed(shop, code, days))
    assert shop.desk.ask(current_policy).days(code) == days


def test_what_cannot_be_read_gives_way_to_the_steps_of_the_program() -> None:
    plain = read_policy("", 3)
    for odd in (
        "[]",
        "{",
        '{"steps": 3, "versions": [1, {"on": "x"}]}',
        '{"steps": {"call_2": 1}}',
    ):
        assert read_policy(odd, 3) == plain
    assert read_policy(policy_json(plain), 3) == plain
    assert isinstance(plain, Policy)
