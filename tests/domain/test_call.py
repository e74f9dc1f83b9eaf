"""The call console: what to say first, what to answer, and what to write down."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.answer import ANSWERS, Answer, answer_by_code
from collectdesk.domain.call import REACHED_OUTCOMES, CausedBy, OutcomeCode, ReasonCode
from collectdesk.domain.call_script import (
    OpeningKind,
    Situation,
    filled,
    opening_kind,
    opening_line,
)
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.promise import PromiseMethod

TODAY = date(2026, 11, 20)


def situation(kind: OpeningKind, **more: Any) -> Situation:
    return Situation(kind, TODAY, "Maria", "Sam", "Harbor Supplies", ("INV-1077",), 240_000, **more)


def test_the_first_overdue_call_asks_when_the_payment_was_sent() -> None:
    assert opening_line(situation(OpeningKind.OVERDUE)) == (
        "Hello Maria, Sam at Harbor Supplies. I'm updating our records for invoice INV-1077, "
        "$2,400. When did you send your payment?"
    )


def test_a_broken_promise_is_recalled_in_the_customers_own_words() -> None:
    line = opening_line(
        situation(OpeningKind.BROKEN_PROMISE, on=date(2026, 11, 12), method=PromiseMethod.CHEQUE)
    )
    assert line == (
        "On Thu 12 Nov you told me $2,400 would come by check. It hasn't reached us. What happened?"
    )


def test_a_promise_without_a_method_reads_well_too() -> None:
    line = opening_line(situation(OpeningKind.BROKEN_PROMISE, on=TODAY, method=PromiseMethod.OTHER))
    assert "would come. It hasn't" in line


def test_before_the_due_date_the_question_is_approval() -> None:
    assert opening_line(situation(OpeningKind.BEFORE_DUE)).endswith(
        "Is INV-1077 approved, and which payment run is it in?"
    )


def test_about_a_dispute_we_tell_where_we_stand_and_ask_for_no_money() -> None:
    kind = opening_kind({OpeningKind.DISPUTED})
    assert "what is wrong with INV-1077" in opening_line(situation(kind))
    assert opening_kind({OpeningKind.DISPUTED, OpeningKind.OVERDUE}) is OpeningKind.OVERDUE


def test_who_owes_nothing_is_thanked_and_not_chased() -> None:
    kind = opening_kind({OpeningKind.NOTHING_OPEN})
    assert "Thank you for your payments" in opening_line(situation(kind))
    both = {OpeningKind.NOTHING_OPEN, OpeningKind.INBOUND}
    assert opening_kind(both) is OpeningKind.INBOUND


def test_a_ticked_problem_is_put_right_first() -> None:
    line = opening_line(situation(OpeningKind.VERIFICATION_PROBLEM, problem="damaged {amount}"))
    assert line == "You ticked “damaged {amount}”. I'd like to put that right today."


def test_a_caller_is_thanked() -> None:
    assert opening_line(situation(OpeningKind.INBOUND)).startswith("Thank you for calling back")


def test_several_invoices_and_missing_names_still_make_a_sentence() -> None:
    many = Situation(
        OpeningKind.OVERDUE, TODAY, invoices=("A", "B", "C", "D", "E"), amount=150, currency="USD"
    )
    assert opening_line(many) == (
        "Hello. I'm updating our records for invoices A, B, C and 2 more, $1.50. "
        "When did you send your payment?"
    )


@pytest.mark.parametrize(
    ("names", "hello"),
    [
        ({"us": "Cr"}, "Hello, this is Cr."),
        ({"name": "Maria", "us": "Cr"}, "Hello Maria, this is Cr."),
        ({"me": "Sam", "us": "Cr"}, "Hello, this is Sam at Cr."),
        ({"name": "Maria", "me": "Sam", "us": "Cr"}, "Hello Maria, Sam at Cr."),
        ({"name": "Maria"}, "Hello Maria."),
    ],
)
def test_a_greeting_reads_well_without_one_or_the_other_name(
    names: dict[str, Any], hello: str
) -> None:
    line = opening_line(Situation(OpeningKind.OVERDUE, TODAY, **names))
    assert line == (
        f"{hello} I'm updating our records for your account. When did you send your payment?"
    )


def test_of_a_promise_kept_in_part_it_is_not_said_that_nothing_came() -> None:
    broken = situation(OpeningKind.BROKEN_PROMISE, on=TODAY, received=90_000)
    assert "would come. Only $900 has reached us. What happened?" in opening_line(broken)


def test_who_never_bought_is_asked_about_no_invoice() -> None:
    kind = opening_kind({OpeningKind.NOTHING_YET})
    assert (
        opening_line(Situation(kind, TODAY)) == "Hello. Is there anything that we can do for you?"
    )


def test_nothing_is_asked_of_a_part_that_is_not_there() -> None:
    """All is in dispute: neither "$0.00" nor a hole is read aloud."""
    wrong, words = answer_by_code("wrong").say, {"remedy": "a credit", "undisputed": "$5"}
    assert filled(wrong, words).endswith("I'll send a credit; can the other $5 go out now?")
    assert filled(wrong, words | {"undisputed": ""}).endswith("I'll send a credit.")
    not_sent = filled(answer_by_code("not_sent").say, {"method": "check", "date": "Fri 27 Nov"})
    assert not_sent == ("When will you send it? By what method? So: check, Fri 27 Nov.")


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.code)
@pytest.mark.parametrize("known", [{}, {"us": "Cr", "date": "Fri 27 Nov", "method": "check"}])
def test_every_line_can_be_read_aloud_whatever_is_known(
    answer: Answer, known: dict[str, str]
) -> None:
    said = filled(f"{answer.say} {answer.say_if_meant}".strip(), known)
    for mark in ("[", "]", "|", "{", "  ", " .", " ,", ",,", "? ,", "$0"):
        assert mark not in said


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({OpeningKind.OVERDUE, OpeningKind.BROKEN_PROMISE}, OpeningKind.BROKEN_PROMISE),
        ({OpeningKind.OVERDUE, OpeningKind.GETTING_LATER}, OpeningKind.GETTING_LATER),
        ({OpeningKind.PROMISED, OpeningKind.PROMISED_DAY_PASSED}, OpeningKind.PROMISED_DAY_PASSED),
        ({OpeningKind.DISPUTED, OpeningKind.PLAN_KEPT}, OpeningKind.DISPUTED),
        ({OpeningKind.OVERDUE}, OpeningKind.OVERDUE),
        (set(), OpeningKind.BEFORE_DUE),
    ],
)
def test_the_most_telling_situation_chooses_the_opening(
    facts: set[OpeningKind], kind: OpeningKind
) -> None:
    assert opening_kind(facts) is kind


@given(st.sampled_from(OpeningKind), st.text(max_size=50), st.booleans())
def test_no_opening_ever_asks_whether_the_invoice_was_received(
    kind: OpeningKind, name: str, known: bool
) -> None:
    line = opening_line(Situation(kind, TODAY, name="", us=name, on=TODAY if known else None))
    assert "receive" not in line.replace(name, "").lower()
    assert line


def test_every_outcome_can_be_recorded_with_an_answer() -> None:
    assert {answer.outcome for answer in ANSWERS} == set(OutcomeCode)


def test_the_buttons_are_those_of_the_desk() -> None:
    assert [answer.label for answer in ANSWERS if answer.is_main] == [
        "It's on its way",
        "Not sent yet",
        "Can't pay it all",
        "Won't pay",
        "Something is wrong",
        "No answer",
        "Wrong person",
    ]


def test_every_answer_has_its_words() -> None:
    assert len({answer.code for answer in ANSWERS}) == len(ANSWERS)
    for answer in ANSWERS:
        assert answer.say
        assert answer.label


def test_a_voicemail_names_no_debt() -> None:
    said = answer_by_code("voicemail").say
    assert not any(word in said.lower() for word in ("amount", "invoice", "pay", "due", "debt"))


def test_the_agency_is_named_only_where_the_owner_means_it() -> None:
    refused = answer_by_code("wont_pay")
    assert "agency" not in refused.say
    assert "agency" in refused.say_if_meant
    assert not any(answer.say_if_meant for answer in ANSWERS if answer.code != "wont_pay")


def test_an_unknown_answer_is_refused() -> None:
    with pytest.raises(InvalidInput):
        answer_by_code("shrug")


def test_words_are_filled_once_and_unknown_ones_stay_open() -> None:
    said = filled("So: {amount}, {method}, {date}.", {"amount": "{date}", "date": "Fri 27 Nov"})
    assert said == "So: {date}, …, Fri 27 Nov."


def test_leaving_a_message_is_not_reaching_anyone() -> None:
    assert "voicemail" not in REACHED_OUTCOMES
    assert "no_answer" not in REACHED_OUTCOMES
    assert "refused" in REACHED_OUTCOMES
    assert {outcome for outcome in OutcomeCode if outcome.reached} == REACHED_OUTCOMES
    assert all(outcome.label for outcome in OutcomeCode)


def test_reasons_tell_whose_side_they_are_on() -> None:
    assert ReasonCode.CASH_FLOW.caused_by is CausedBy.THEIRS
    assert ReasonCode.NO_INVOICE.caused_by is CausedBy.OURS
    assert all(reason.label for reason in ReasonCode)
