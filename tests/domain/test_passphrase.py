"""Advice on passphrases: what everybody tries counts little, unrelated words count much."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.passphrase import Strength, guess_bits, judge


@pytest.mark.parametrize(
    "typed",
    ["password", "P@ssw0rd", "Password2026!", "qwertyuiop", "1234567890", "aaaaaaaaaaaaaaaa",
     "abcdefghijklmnop", "hunter2", "Summer2026!", "Harbor Supplies 2026", "monkey monkey monkey",
     "zyxwvuts", "x", "iloveyou123"],
)  # fmt: skip
def test_what_everybody_tries_first_is_weak(typed: str) -> None:
    verdict = judge(typed, ("Harbor Supplies",))
    assert verdict.strength is Strength.WEAK
    assert verdict.advice.startswith("Weak")


@pytest.mark.parametrize(
    "typed",
    ["kettle orbit walnut fiddle meadow", "Grüße an Oma's Küche unterm Dach", "8fK#2mQx!9Lw@4Zt",
     "correct horse battery staple basin"],
)  # fmt: skip
def test_several_unrelated_words_or_a_long_muddle_are_strong(typed: str) -> None:
    assert judge(typed) == judge(typed, ("Harbor Supplies",))
    assert judge(typed).strength is Strength.STRONG
    assert judge(typed).advice == ""


def test_one_more_word_is_the_way_from_weak_to_strong() -> None:
    steps = ["kettle", "kettle orbit", "kettle orbit walnut", "kettle orbit walnut fiddle",
             "kettle orbit walnut fiddle meadow"]  # fmt: skip
    found = [judge(typed).strength for typed in steps]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (Strength.WEAK, Strength.STRONG)
    assert Strength.FAIR in found


def test_nothing_typed_gets_a_hint_and_no_blame() -> None:
    assert judge("   ").strength is Strength.NONE
    assert "Four or more words" in judge("").advice


@given(st.text(max_size=300), st.text(max_size=20))
def test_any_text_is_judged_and_the_name_of_the_firm_never_helps(typed: str, firm: str) -> None:
    assert guess_bits(typed, (firm,)) <= guess_bits(typed) + 1e-9
    assert judge(typed, (firm,)).strength in Strength
