"""Letters go out complete: a field without a value is refused, and names are never templates."""

from __future__ import annotations

import pytest

from collectdesk.base.resources import resource_bytes
from collectdesk.domain.texts import (
    LetterTemplate,
    Passage,
    UnknownField,
    UnreadableTexts,
    fields_of,
    fill,
    read_labels,
    read_templates,
    unknown_fields,
    write_letter,
)

LETTERS = read_templates(resource_bytes("texts/en/letters.toml").decode())
BROKEN_PROMISE = {
    "contact": "Maria",
    "invoices_are": "three invoices are",
    "amount": "$4,860.00",
    "pay_by": "1 December",
    "promise_made_on": "12 November",
    "promise_amount": "$2,400.00",
    "promise_date": "19 November",
    "promise_outcome": "It has not reached us.",
    "oldest_late": "71 days late",
}


def test_fields_are_filled_in_once_and_values_are_never_templates() -> None:
    assert fill("Dear {contact},", {"contact": "{amount} & Co"}) == "Dear {amount} & Co,"
    assert fill("{ } {A} {a b} {{", {}) == "{ } {A} {a b} {{"


def test_a_field_without_a_value_is_refused_by_name() -> None:
    with pytest.raises(UnknownField, match=r"\{amuont\}") as refused:
        fill("Please pay {amuont}.", {"amount": "$5.00"})
    assert refused.value.field == "amuont"


def test_a_text_can_be_checked_while_it_is_written() -> None:
    template = LetterTemplate("x", "warm", "{a}", "{b}", (Passage("{c} {a}"),), ())
    assert fields_of("{c} {a} {c}") == ["c", "a"]
    assert unknown_fields(template, {"a", "b"}) == ["c"]


def test_a_notice_recalls_the_promise_that_was_not_kept() -> None:
    words = write_letter(LETTERS["second"], BROKEN_PROMISE, {"broken_promise"})
    assert words.heading == "Second notice: three invoices are past due"
    assert words.salutation == "Dear Maria,"
    assert "We spoke on 12 November and agreed that $2,400.00" in words.paragraphs[0]
    assert words.stamp is not None
    assert words.stamp.texts == ("Second notice", "71 days late")


def test_without_a_promise_the_notice_asks_for_the_amount() -> None:
    known = {key: value for key, value in BROKEN_PROMISE.items() if "promise" not in key}
    words = write_letter(LETTERS["past_due"], known)
    assert words.paragraphs[0].startswith("$4,860.00 is past due.")
    assert not any("spoke" in text for text in words.paragraphs)


def test_a_threat_appears_only_when_the_owner_means_it() -> None:
    values = {**BROKEN_PROMISE, "next_step": "we will pass the account to an agency"}
    meant = write_letter(LETTERS["final"], values, {"next_step"})
    open_word = write_letter(LETTERS["final"], BROKEN_PROMISE)
    assert "agency" in " ".join(meant.paragraphs)
    assert "agency" not in " ".join(open_word.paragraphs)


def test_every_letter_has_a_tone_and_words() -> None:
    stages = {"reminder", "past_due", "second", "final", "verification", "statement", "receipt"}
    assert stages <= LETTERS.keys()
    for template in LETTERS.values():
        assert template.tone
        only_a_stamp = template.id.startswith("invoice_")
        assert template.stamp_texts if only_a_stamp else template.heading and template.opening


def test_no_letter_threatens_with_credit_records_or_borrowing() -> None:
    written = " ".join(
        passage.text.lower()
        for template in LETTERS.values()
        for passage in (*template.opening, *template.closing)
    )
    for unwanted in ("credit report", "credit record", "bureau", "borrow", "family", "debtor"):
        assert unwanted not in written


def test_british_labels_replace_only_what_differs() -> None:
    text = resource_bytes("texts/en/labels.toml").decode()
    american, british = read_labels(text, "US"), read_labels(text, "GB")
    assert american["tick_price"] == "A price or the tax is not as agreed"
    assert british["tick_price"] == "A price or the VAT is not as agreed"
    assert british["invoice"] == american["invoice"]
    assert american.keys() == british.keys()


def test_damaged_files_are_refused() -> None:
    for text in ("[x", "[x]\nheading = 1", 'x = "y"'):
        with pytest.raises(UnreadableTexts):
            read_templates(text)
