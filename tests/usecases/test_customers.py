"""Customers are kept as typed, found by any of their words, and held as the owner says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.usecases.customers import (
    AddNote,
    ContactForm,
    CustomerForm,
    PlaceAccount,
    RemoveContact,
    SaveContact,
    SaveCustomer,
    SetHold,
    add_note,
    customer_form,
    customer_id_by_number,
    place_account,
    remove_contact,
    save_contact,
    save_customer,
    set_hold,
)
from collectdesk.usecases.pages import customer_listing
from tests.usecases.conftest import Shop

HOSTILE = "'; DROP TABLE customer; -- <b>=1+1</b> \u202eevil\x07 🍳"


def test_a_customer_is_shown_as_typed(shop: Shop) -> None:
    form = CustomerForm(
        number="K-7",
        name="Łódź Café & Bakery",
        trade_name="Łódź",
        billing_address="1 Grand Avenue\nOakland",
        terms="2/10 net 30",
        credit_limit=800_000,
        pay_run="every other Fri from 2026-11-06",
        po_required=True,
        note="Ask for Zofia",
    )
    customer = shop.do(save_customer, SaveCustomer(form))
    kept = shop.desk.ask(customer_form, customer)
    shown = ("number", "name", "trade_name", "billing_address", "terms", "credit_limit",
             "po_required", "note")  # fmt: skip
    assert {name: getattr(kept, name) for name in shown} == {
        name: getattr(form, name) for name in shown
    }
    assert kept.pay_run == "every other Fri from 2026-11-06"
    pills = [pill.text for pill in shop.page(customer).head.pills]
    assert pills[:3] == ["2/10 net 30", "Limit $8,000", "Pay run: every other Fri"]


@pytest.mark.parametrize(
    ("pay_run", "terms"),
    [
        ("every Fri", "15 MFI"),
        ("every other Fri from 2026-11-06, cut-off 3", "2/10+5 net 30"),
        ("15th and last, cut-off 2", "net 15 EOM cutoff 25"),
        ("25th of the month forward", "due on receipt"),
    ],
)
def test_saving_the_form_as_it_was_shown_changes_nothing(
    shop: Shop, pay_run: str, terms: str
) -> None:
    customer = shop.customer(pay_run=pay_run, terms=terms, credit_limit=100)
    before = shop.whole_book()
    shop.do(save_customer, SaveCustomer(shop.desk.ask(customer_form, customer)))
    assert shop.whole_book() == before


def test_numbers_are_given_once(shop: Shop) -> None:
    first = shop.customer("First")
    number = shop.page(first).head.number
    with pytest.raises(InvalidInput, match="belongs to First already") as refused:
        shop.customer("Second", number=number)
    assert refused.value.field == "number"
    second = shop.customer("Second")
    assert shop.page(second).head.number != number
    assert shop.desk.ask(customer_id_by_number, number) == first
    with pytest.raises(NotFound):
        shop.desk.ask(customer_id_by_number, "no such number")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "  "}, "name"),
        ({"terms": "when the cows come home"}, "terms"),
        ({"pay_run": "at full moon"}, "pay_run"),
        ({"credit_limit": -1}, "credit_limit"),
        ({"number": "9" * 41}, "number"),
        ({"name": "x" * 10_001}, "name"),
    ],
)
def test_a_form_that_cannot_be_kept_names_its_field_and_changes_nothing(
    shop: Shop, facts: dict[str, Any], field: str
) -> None:
    before = shop.whole_book()
    with pytest.raises(InvalidInput) as refused:
        shop.customer(**facts)
    assert refused.value.field == field
    assert shop.whole_book() == before


def test_hostile_text_is_kept_as_text_without_control_characters(shop: Shop) -> None:
    customer = shop.customer(HOSTILE)
    name = shop.page(customer).head.name
    assert "\x07" not in name
    assert "DROP TABLE customer" in name
    assert shop.desk.ask(customer_listing, "all", HOSTILE).rows[0].customer_id == customer


def test_half_a_letter_is_taken_for_none_and_what_was_typed_is_kept(shop: Shop) -> None:
    customer = shop.customer("Broken \ud800 name")
    assert shop.page(customer).head.name == "Broken name"
    shop.do(add_note, AddNote(customer, "They say \udcff"))
    row = shop.page(customer).history[0]
    assert "They say" in f"{row.rest}{row.detail}"
    with pytest.raises(NotFound):
        shop.desk.ask(customer_id_by_number, "C-\udcff")


@pytest.mark.parametrize(
    "typed", ["lodz", "ŁÓDŹ caf", "wisniewska", "555-0124", "5105550124", "zofia@lodz", "grand av"]
)
def test_a_customer_is_found_by_any_of_its_words(shop: Shop, typed: str) -> None:
    shop.customer("Ridgeline Builders LLC")
    customer = shop.customer("Łódź Café & Bakery", billing_address="1419 Grand Avenue")
    contact = ContactForm(None, customer, "Zofia Wiśniewska", phone="(510) 555-0124",
                          email="zofia@lodzcafe.example")  # fmt: skip
    shop.do(save_contact, SaveContact(contact))
    found = shop.desk.ask(customer_listing, "all", typed).rows
    assert [row.customer_id for row in found] == [customer]


def test_people_are_added_changed_and_taken_off(shop: Shop) -> None:
    customer = shop.customer()
    form = ContactForm(None, customer, "Maria Alvarez", "accounts payable", "(415) 555-0137")
    contact = shop.do(save_contact, SaveContact(form))
    shop.do(save_contact, SaveContact(replace(form, contact_id=contact, do_not_call=True)))
    (shown,) = shop.page(customer).head.contacts
    assert (shown.name, shown.do_not_call) == ("Maria Alvarez", True)
    shop.do(remove_contact, RemoveContact(contact))
    assert shop.page(customer).head.contacts == ()


def test_no_contact_rests_until_its_day_and_the_reason_is_shown(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-05")
    hold = SetHold(customer, "no_contact", date(2026, 4, 10), "death in the family")
    shop.do(set_hold, hold)
    place, reason = shop.place(customer)
    assert place == "resting"
    assert "death in the family" in reason
    assert shop.on("2026-04-13").place(customer)[0] == "today"


def test_a_hold_is_lifted_with_its_reason(shop: Shop) -> None:
    customer = shop.customer()
    shop.do(set_hold, SetHold(customer, "no_credit", None, "three late payments"))
    with pytest.raises(InvalidInput, match="on hold for new credit"):
        shop.invoice(customer)
    shop.do(set_hold, SetHold(customer, "none"))
    assert shop.invoice(customer)
    with pytest.raises(InvalidInput):
        shop.do(set_hold, SetHold(customer, "no_credit", date(2026, 3, 30)))
    with pytest.raises(InvalidInput):
        shop.do(set_hold, SetHold(customer, "forever"))


LONG_REASON = "In hospital until the middle of May; the daughter looks after the post, 555 0142"


def test_a_call_that_gives_a_hold_another_reason_keeps_the_former_one_in_the_history(
    shop: Shop,
) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-05")
    shop.do(set_hold, SetHold(customer, "no_contact", date(2026, 5, 15), LONG_REASON))
    shop.call(customer, "do_not_call", reason="unknown")
    assert shop.page(customer).head.hold == "no_contact"
    told = f"Until now it was to end on 15 May 2026: {LONG_REASON}"
    assert any(told in f"{one.rest} {one.detail}" for one in shop.page(customer).history)


def test_the_whole_reason_of_a_hold_that_ends_is_kept_in_the_history(shop: Shop) -> None:
    customer = shop.customer()
    shop.do(set_hold, SetHold(customer, "no_credit", None, LONG_REASON))
    shop.do(set_hold, SetHold(customer, "no_contact", None, "asked for it"))
    assert any(LONG_REASON in f"{one.rest} {one.detail}" for one in shop.page(customer).history)


@pytest.mark.parametrize("by_call", [True, False])
def test_a_hold_that_takes_the_place_of_another_is_told_in_the_history_and_undone(
    shop: Shop, by_call: bool
) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-05")
    shop.do(set_hold, SetHold(customer, "no_credit", None, "three late payments"))
    before = shop.whole_book()
    if by_call:
        shop.call(customer, "do_not_call", reason="unknown")
    else:
        shop.do(set_hold, SetHold(customer, "no_contact", None, "asked for it"))
    assert shop.page(customer).head.hold == "no_contact"
    told = "The hold “no new credit” (three late payments) ends with it"
    assert any(told in f"{one.rest} {one.detail}" for one in shop.page(customer).history)
    shop.desk.undo()
    assert shop.whole_book() == before
    shop.do(set_hold, SetHold(customer, "no_credit", None, "four late payments"))
    assert shop.whole_book()["note"] == before["note"], "it is the same hold"


def test_an_account_with_an_agency_rests_until_it_is_taken_back(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-05")
    shop.do(place_account, PlaceAccount(customer, "agency"))
    assert shop.place(customer)[0] == "resting"
    assert "With the agency" in [pill.text for pill in shop.page(customer).head.pills]
    shop.do(place_account, PlaceAccount(customer, "no"))
    assert shop.place(customer)[0] == "today"
    with pytest.raises(InvalidInput):
        shop.do(place_account, PlaceAccount(customer, "moon"))


def test_notes_are_on_the_history_newest_first(shop: Shop) -> None:
    customer = shop.customer()
    shop.do(add_note, AddNote(customer, "first"))
    shop.on("2026-04-01").do(add_note, AddNote(customer, "second\nline"))
    notes = [row.detail for row in shop.page(customer).history if row.strong == "Note"]
    assert notes == ["second\nline", "first"]
    with pytest.raises(InvalidInput):
        shop.do(add_note, AddNote(customer, " \n "))
