"""Steps are undone last first and redone in order; what cannot be undone says so and stays."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.domain.errors import CannotRedo, CannotUndo, InvalidInput, NothingToUndo
from collectdesk.usecases import customers, plans, promises
from collectdesk.usecases.pages import customer_listing
from collectdesk.usecases.work import Work
from tests.usecases.conftest import Shop
from tests.usecases.scene import TODAY


def test_steps_are_undone_last_first_and_redone_in_order(shop: Shop) -> None:
    customer = shop.customer()
    states = [shop.whole_book()]
    for text in ("one", "two", "three"):
        shop.do(customers.add_note, customers.AddNote(customer, text))
        states.append(shop.whole_book())
    for state in reversed(states[:-1]):
        shop.desk.undo()
        assert shop.whole_book() == state
    for state in states[1:]:
        shop.desk.redo()
        assert shop.whole_book() == state


def test_a_new_step_ends_what_could_be_redone(shop: Shop) -> None:
    customer = shop.customer()
    shop.do(customers.add_note, customers.AddNote(customer, "one"))
    shop.desk.undo()
    shop.do(customers.add_note, customers.AddNote(customer, "two"))
    assert shop.desk.redo_label is None
    with pytest.raises(NothingToUndo):
        shop.desk.redo()


def test_an_empty_list_of_steps_says_so(shop: Shop) -> None:
    with pytest.raises(NothingToUndo):
        shop.desk.undo()


def test_what_later_work_stands_on_is_not_undone_and_nothing_changes(shop: Shop) -> None:
    customer = shop.customer()

    def noted_by_itself(work: Work, text: str) -> None:
        customers.add_note(work, customers.AddNote(customer, text))
        work.label = ""  # as what the program does by itself: no step for Undo

    shop.do(noted_by_itself, "Stands on the new customer")
    before = shop.whole_book()
    with pytest.raises(CannotUndo):
        shop.desk.undo()
    assert shop.whole_book() == before


def test_behind_what_can_no_longer_be_undone_undo_goes_on_and_says_with_what(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "100", "2025-12-15")
    shop.do(customers.add_note, customers.AddNote(customer, "Pays by card"))
    promise = promises.NewPromise(10_000, TODAY, "card")
    shop.do(promises.make_promise, promises.MakePromise(customer, promise))
    shop.on("2026-04-01")
    assert shop.promises(customer) == ["broken"]
    before = shop.whole_book()
    with pytest.raises(CannotUndo, match=r"a day that has passed .* once more .*: “Note on"):
        shop.desk.undo()
    assert shop.whole_book() == before
    assert str(shop.desk.undo_label).startswith("Note on")
    shop.desk.undo()
    assert "Note" not in [row.strong for row in shop.page(customer).history]
    assert shop.promises(customer) == ["broken"]


def test_what_can_no_longer_be_done_again_is_told_once_and_redo_goes_on(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "100", "2025-12-15")
    promise = promises.NewPromise(10_000, TODAY, "card")
    made = shop.do(promises.make_promise, promises.MakePromise(customer, promise))
    shop.do(promises.cancel_promise, promises.CancelPromise(made))
    shop.do(customers.add_note, customers.AddNote(customer, "Pays by card"))
    shop.desk.undo()
    shop.desk.undo()
    shop.on("2026-04-02")
    before = shop.whole_book()
    with pytest.raises(CannotRedo, match=r"no longer be done again.* after it: “Note on"):
        shop.desk.redo()
    assert shop.whole_book() == before
    shop.desk.redo()
    assert "Note" in [row.strong for row in shop.page(customer).history]
    assert shop.promises(customer) == ["broken"]
    assert shop.desk.redo_label is None


def test_a_payment_taken_back_on_a_later_day_breaks_what_it_had_kept(shop: Shop) -> None:
    customer = shop.customer()
    planning = shop.customer("Two")
    for one in (customer, planning):
        shop.invoice(one, "100", "2025-12-15")
    planned = shop.page(planning).invoices[0].invoice_id
    promise = promises.NewPromise(10_000, date(2026, 4, 1), "card")
    shop.do(promises.make_promise, promises.MakePromise(customer, promise))
    shop.do(plans.make_plan, plans.MakePlan(planning, (planned,), 2, date(2026, 4, 1)))
    for one in (planning, customer):
        shop.on("2026-04-01").pay(one, 5_000 if one == planning else 10_000)

    def states() -> tuple[str, str]:
        return shop.promises(customer)[0], shop.desk.ask(plans.plan_rows, planning)[0].state

    shop.on("2026-04-20")
    kept = shop.whole_book()
    assert states() == ("kept", "active")
    shop.desk.undo()
    assert states() == ("broken", "active")
    shop.desk.undo()
    assert states() == ("broken", "accelerated")
    taken_back = shop.whole_book()
    shop.on("2026-04-20")
    assert shop.whole_book() == taken_back
    for _ in range(2):
        shop.desk.redo()
    assert shop.whole_book() == kept


def test_a_refused_step_leaves_undo_as_it_was(shop: Shop) -> None:
    customer = shop.customer()
    shop.do(customers.add_note, customers.AddNote(customer, "one"))
    label = shop.desk.undo_label
    with pytest.raises(InvalidInput):
        shop.do(customers.add_note, customers.AddNote(customer, " "))
    assert shop.desk.undo_label == label


def test_search_follows_undo(shop: Shop) -> None:
    shop.customer("Łódź Café & Bakery")
    shop.desk.undo()
    assert shop.desk.ask(customer_listing, "all", "lodz").rows == ()
    shop.desk.redo()
    assert len(shop.desk.ask(customer_listing, "all", "lodz").rows) == 1


def test_a_step_with_a_long_name_in_it_is_named_by_whole_words(shop: Shop) -> None:
    customer = shop.customer("Brotherhood of Harbour Carpenters, Sailmakers and Ropemakers of Kent")
    shop.do(customers.add_note, customers.AddNote(customer, "one"))
    assert shop.desk.undo_label == ("Note on Brotherhood of Harbour Carpenters, Sailmakers and…")
