"""Every word of a printed paper that speaks to a customer can be the owner's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.papers import NoticePaper, ReceiptPaper, StampSpec
from collectdesk.domain.texts import Passage
from collectdesk.usecases import plans, settings
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.letters import letter_texts
from collectdesk.usecases.letters.letter_checks import OwnText
from collectdesk.usecases.letters.letter_fields import EXAMPLES, FIELDS
from collectdesk.usecases.letters.letter_texts import SaveLetterText
from collectdesk.usecases.papers.letter_samples import draw_sample
from tests.documents.reading import whole_text
from tests.usecases.conftest import Shop
from tests.usecases.drafting import paper_of


def _words(shop: Shop, letter: str, language: str = "") -> OwnText:
    rows = shop.desk.ask(letter_texts.letter_texts, language)
    return next(row.text for row in rows if row.letter == letter)


def _save(shop: Shop, letter: str, language: str = "", **changed: Any) -> None:
    text = replace(_words(shop, letter, language), **changed)
    shop.do(letter_texts.save_letter_text, SaveLetterText(letter, text, language))


def _own(shop: Shop, letter: str, text: OwnText | None) -> None:
    shop.do(letter_texts.save_letter_text, SaveLetterText(letter, text))


def test_the_points_of_a_plan_are_the_owners_until_taken_back(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, invoice = late
    plan = shop.do(plans.make_plan, plans.MakePlan(customer, (invoice,), 3, date(2026, 5, 1)))
    usual = paper_of(shop, "plan_agreement", plan).clauses
    own = (Passage("{customer} has {cure_days}.", heading="Late by {cure_days}"), Passage(""))
    _save(shop, "plan", clauses=own)
    (only,) = paper_of(shop, "plan_agreement", plan).clauses
    assert only.heading == "Late by 5 business days"
    shop.desk.undo()
    assert paper_of(shop, "plan_agreement", plan).clauses == usual


def test_a_clause_with_an_unknown_field_is_refused(shop: Shop) -> None:
    for clause in (Passage("{amuont}"), Passage("ok", heading="{amuont}")):
        with pytest.raises(InvalidInput, match="amuont"):
            _save(shop, "demand", clauses=(clause,))


def test_half_a_letter_in_a_condition_is_left_out_as_in_any_text(shop: Shop) -> None:
    closing = _words(shop, "reminder").closing
    _save(shop, "reminder", closing=(*closing, Passage("Thank you.", unless="no\ud800thing")))
    assert _words(shop, "reminder").closing[-1] == Passage("Thank you.", unless="no thing")


def test_the_stamp_of_a_stage_is_the_owners_choice(shop: Shop, late: tuple[int, int]) -> None:
    customer, _ = late
    assert paper_of(shop, "notice", customer, stage="second").stamp.id == "second"
    _save(shop, "second", stamp=StampSpec("note", ("Hi {contact}, any problem?", "DK")))
    assert paper_of(shop, "notice", customer, stage="second").stamp.id == "note"
    assert paper_of(shop, "notice", customer, stage="final").stamp.id == "final"
    _save(shop, "second", stamp=StampSpec("", ()))
    assert paper_of(shop, "notice", customer, stage="second").stamp is None


@pytest.mark.parametrize(
    ("stamp", "word"),
    [
        (StampSpec("past_due", ("A very long warning that nobody could ever read",) * 3), "fit"),
        (StampSpec("plan", ("Plan",) * 3), "fit"),
        (StampSpec("hold", ("On hold",)), "does not exist"),
        (StampSpec("final", ("",)), "needs words"),
        (StampSpec("final", ("Pay by {whenever}",)), "whenever"),
        (StampSpec("final", ("{next_step}",)), "not always known"),
    ],
)
def test_words_that_a_stamp_cannot_carry_are_refused(
    shop: Shop, stamp: StampSpec, word: str
) -> None:
    with pytest.raises(InvalidInput, match=word):
        _save(shop, "final", stamp=stamp)


def test_the_slip_carries_the_owners_words(shop: Shop, late: tuple[int, int]) -> None:
    customer, _ = late
    _save(shop, "slip", heading="Tear here", opening=(Passage("Call me about {firm}"),))
    slip = paper_of(shop, "notice", customer).slip
    assert slip.heading == "Tear here"
    assert slip.ticks[0].startswith("Call me about ")


def test_the_credit_application_is_agreed_to_in_the_owners_words(shop: Shop) -> None:
    _save(shop, "application", clauses=(Passage("Due {terms}.\n\nFair?", heading="Deal"),))
    deal = paper_of(shop, "credit_application", 0).sections[-1]
    assert deal.heading == "Deal"
    assert deal.paragraphs[1] == "Fair?"
    assert deal.signatures


def test_terms_are_filled_from_the_settings_and_unknown_fields_refused(
    shop: Shop, late: tuple[int, int]
) -> None:
    now = shop.desk.ask(book_settings)
    wrong = replace(now, terms_text="Due {tems}")
    with pytest.raises(InvalidInput, match="tems"):
        shop.do(settings.save_settings, settings.SaveSettings(wrong))
    right = replace(now, terms_text="{firm} adds {nsf_fee}.", firm_name="Harbor", nsf_fee=3_000)
    shop.do(settings.save_settings, settings.SaveSettings(right))
    assert paper_of(shop, "invoice", late[1]).terms.text == "Harbor adds $30.00."


def test_customers_are_written_to_in_their_language_where_there_are_words(shop: Shop) -> None:
    spanish = shop.customer(name="Ferretería", language="Spanish")
    other = shop.customer(name="Smith", agency_intended=True)
    for customer in (spanish, other):
        shop.invoice(customer, issued="2026-01-30")
    assert "Spanish" in shop.desk.ask(letter_texts.languages)
    _save(shop, "reminder", "Spanish", heading="Un recordatorio amable")
    assert paper_of(shop, "notice", spanish, stage="reminder").heading == "Un recordatorio amable"
    assert paper_of(shop, "notice", other, stage="reminder").heading.startswith("A reminder")
    assert _words(shop, "reminder").heading.startswith("A reminder")


def test_the_tone_of_own_words_is_told(shop: Shop) -> None:
    _save(shop, "final", tone="polite")
    rows = {row.letter: row for row in shop.desk.ask(letter_texts.letter_texts)}
    assert rows["final"].tone == "polite"
    with pytest.raises(InvalidInput, match="sounds"):
        _save(shop, "final", tone="rude")


@pytest.mark.parametrize("letter", FIELDS)
def test_every_text_is_seen_on_paper_before_it_is_kept(shop: Shop, letter: str) -> None:
    text = _words(shop, letter)
    assert whole_text(shop.desk.ask(draw_sample, letter, text, False))


def test_the_programs_own_words_fit_and_every_field_has_an_example(shop: Shop) -> None:
    assert {name for names in FIELDS.values() for name in names} <= set(EXAMPLES)
    for row in shop.desk.ask(letter_texts.letter_texts):
        assert letter_texts.problems_in(row.letter, row.text) == ()


def test_the_owners_own_words_are_printed_until_taken_back(
    shop: Shop, late: tuple[int, int]
) -> None:
    customer, invoice = late
    payment = shop.pay(customer, 40_000, invoice)
    own = OwnText("Many thanks, {contact}!", "", (Passage("{amount} came in."),), ())
    _own(shop, "receipt", own)
    paper = paper_of(shop, "receipt", payment)
    assert isinstance(paper, ReceiptPaper)
    assert paper.heading.startswith("Many thanks, ")
    assert paper.paragraphs == ("$400.00 came in.",)
    listed = {row.letter: row for row in shop.desk.ask(letter_texts.letter_texts)}
    assert listed["receipt"].own
    assert listed["receipt"].text.opening == own.opening
    _own(shop, "receipt", None)
    assert paper_of(shop, "receipt", payment).heading == "Thank you for your payment"


def test_an_unknown_field_is_refused_and_changes_nothing(shop: Shop) -> None:
    wrong = OwnText("Hello {custmer}", "", (), ())
    assert "{contact}" in letter_texts.problems_in("receipt", wrong)[0]
    with pytest.raises(InvalidInput, match="custmer"):
        _own(shop, "receipt", wrong)
    assert not shop.desk.ask(book_settings).letter_texts


def test_a_field_that_is_not_always_known_stands_only_where_it_is(shop: Shop) -> None:
    anywhere = OwnText("Final", "", (Passage("Then {next_step}."),), ())
    assert "not always known" in letter_texts.problems_in("final", anywhere)[0]
    guarded = OwnText("Final", "", (Passage("Then {next_step}.", when="next_step"),), ())
    assert letter_texts.problems_in("final", guarded) == ()


def test_other_settings_can_be_saved_beside_long_own_words(shop: Shop) -> None:
    long = OwnText("Thanks", "", tuple(Passage("x" * 3_900) for _ in range(6)), ())
    _own(shop, "receipt", long)
    kept = shop.desk.ask(book_settings)
    shop.do(settings.save_settings, settings.SaveSettings(replace(kept, owner_name="Dana")))
    assert shop.desk.ask(book_settings).letter_texts == kept.letter_texts


@pytest.mark.parametrize("damaged", ["{", "[]", '{"receipt": 7}', '{"none": {}}', '"x"'])
def test_damaged_own_words_give_way_to_the_programs(damaged: str) -> None:
    assert letter_texts.in_use(damaged) == letter_texts.shipped()


def test_every_letter_names_the_fields_that_it_can_fill(shop: Shop, late: tuple[int, int]) -> None:
    assert set(FIELDS) == set(letter_texts.shipped())
    customer, _ = late
    for stage in ("reminder", "past_due", "second", "final"):
        assert isinstance(paper_of(shop, "notice", customer, stage=stage), NoticePaper)
    for row in shop.desk.ask(letter_texts.letter_texts):
        assert letter_texts.problems_in(row.letter, row.text) == ()
