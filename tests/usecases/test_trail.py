"""The trail tells in words who did what when, and what it changed."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.trail_words import describe_change
from collectdesk.usecases.checking import CheckReport, check_book
from collectdesk.usecases.customers import ContactForm, SaveContact, save_contact
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import SaveDraft, save_draft
from collectdesk.usecases.trail import trail
from collectdesk.usecases.work import Work
from tests.usecases.conftest import Shop


def test_each_step_is_told_newest_first(shop: Shop) -> None:
    customer = shop.customer("Harbor Point")
    invoice = shop.invoice(customer)
    shop.pay(customer, 25_000, invoice)
    rows = shop.desk.ask(trail)
    assert [row.what for row in rows[:4]] == [
        "Payment of $250.00 from Harbor Point",
        "INV-0001 sent",
        "Invoice INV-0001",
        "New customer Harbor Point",
    ]
    assert rows[0].at == datetime(2026, 3, 31, 9, 30)
    assert "Invoice INV-0001: balance 1,000.00 → 750.00" in rows[0].changed
    assert "Credit 2291" not in rows[0].changed
    assert any(line.endswith("of 250.00 added") for line in rows[0].changed)


def test_a_line_is_told_as_it_is_read_however_it_is_kept(shop: Shop) -> None:
    customer = shop.customer("Harbor Point")

    def draft(price: str, tax: str, quantity: str, discount: str, draft: int | None = None) -> int:
        line = LineForm("Diesel", quantity, price=price, tax=tax, discount=discount)
        form = InvoiceForm(
            invoice_id=draft, customer_id=customer, issue_date=shop.clock.today(), lines=(line,)
        )
        return int(shop.do(save_draft, SaveDraft(form)))

    first = draft("3.45", "8", "2", "")
    draft("3.459", "8.875", "2.5", "1.5", draft=first)
    changed = shop.desk.ask(trail)[0].changed
    (line,) = (line for line in changed if line.startswith("Invoice line Diesel: "))
    told = line.removeprefix("Invoice line Diesel: ").split(", ")
    assert sorted(told)[:4] == [
        "discount 0 % → 1.5 %",
        "net 6.90 → 8.52",
        "quantity 2 → 2.5",
        "tax rate 8 % → 8.875 %",
    ]
    assert "unit price 3.45 → 3.459" in told


def test_what_was_taken_back_stays_in_the_trail(shop: Shop) -> None:
    shop.customer("Harbor Point")
    shop.desk.undo()
    taken, made = shop.desk.ask(trail)[:2]
    assert taken.what == "Taken back: New customer Harbor Point"
    assert taken.changed == ("Customer C-0001 removed",)
    assert made.what == "New customer Harbor Point"


def test_one_customer_is_told_without_the_others(shop: Shop) -> None:
    first, second = shop.customer("First"), shop.customer("Second")
    shop.invoice(second)
    assert [row.what for row in shop.desk.ask(trail, first)] == ["New customer First"]
    assert len(shop.desk.ask(trail, second)) == 3


def test_a_long_trail_is_read_page_by_page(shop: Shop) -> None:
    for number in range(7):
        shop.customer(f"Customer {number}")
    everything = shop.desk.ask(trail)
    first = shop.desk.ask(trail, limit=3)
    second = shop.desk.ask(trail, limit=3, before_id=first[-1].step_id)
    assert (*first, *second) == everything[:6]


def test_the_check_covers_the_trail(shop: Shop) -> None:
    shop.customer("Harbor Point")
    report = shop.desk.ask(check_book)
    assert any("trail" in check.name for check in report.checks)
    assert report.is_sound


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, {"id": 1, "number": "I-1", "total": 5}, "Invoice I-1 of 0.05 added"),
        ({"id": 1, "number": "I-1"}, None, "Invoice I-1 removed"),
        (
            {"id": 1, "number": "I-1", "archived": 0, "note": ""},
            {"id": 1, "number": "I-1", "archived": 1, "note": "a\nb"},
            "Invoice I-1: archived no → yes, note none → a b",
        ),
    ],
)
def test_a_change_is_told_in_words(
    before: dict[str, object] | None, after: dict[str, object] | None, told: str
) -> None:
    assert describe_change("invoice", before, after, "USD") == told


_VALUES = st.none() | st.integers() | st.text()
_ROWS = st.none() | st.dictionaries(st.sampled_from(["name", "amount", "note", "id"]), _VALUES)


@given(_ROWS, _ROWS)
def test_any_change_is_told_on_one_line(
    before: dict[str, object] | None, after: dict[str, object] | None
) -> None:
    assert "\n" not in describe_change("note", before, after, "USD")


@pytest.mark.parametrize(
    ("forgery", "told"),
    [
        ("UPDATE customer SET name = 'Mallory'", "Row 1 of customer was changed"),
        ("UPDATE credit SET reference = 'x'", "Row 1 of credit was changed"),
        ("DELETE FROM contact", "Row 1 of contact was removed"),
        (
            "INSERT INTO note (customer_id, at, text) VALUES (1, '2026-03-31 09:00:00', 'x')",
            "Row 1 of note was added",
        ),
    ],
)
def test_what_was_changed_past_the_program_is_found(shop: Shop, forgery: str, told: str) -> None:
    customer = shop.customer("Harbor Point")
    shop.do(save_contact, SaveContact(ContactForm(customer_id=customer, name="Maria")))
    shop.pay(customer, 25_000, shop.invoice(customer))
    shop.on("2026-06-30")
    assert shop.desk.ask(check_book).is_sound

    def forged(work: Work) -> CheckReport:
        work.db.execute_sql(forgery)
        return check_book(work)

    found = [problem for check in shop.desk.ask(forged).checks for problem in check.problems]
    assert any(problem.startswith(told) for problem in found)
