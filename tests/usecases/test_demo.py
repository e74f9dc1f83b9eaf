"""The demo book opens on a day full of work, whatever day it is, and holds one of everything."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from collectdesk import bootstrap
from collectdesk.base.clock import FixedClock
from collectdesk.domain.errors import BookExists, FolderNotWritable, InvalidInput
from collectdesk.domain.rows import CustomerListing, CustomerPage
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.checking import check_book
from collectdesk.usecases.demo.book import FillDemo, fill_demo
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.document_log import document_log
from collectdesk.usecases.figures import status_line
from collectdesk.usecases.pages import customer_listing, customer_page
from collectdesk.usecases.watch_list import watch_list
from collectdesk.usecases.work import Work
from tests.usecases.conftest import Shop

SATURDAY = date(2026, 11, 21)
ODD_DAYS = (
    date(2028, 2, 29),  # a leap day
    date(2027, 1, 1),  # the year has just changed
    date(2026, 8, 31),  # a last of the month whose neighbours are shorter
    date(2026, 5, 31),  # a Sunday and the last of a month
    date(2027, 3, 30),  # two months before, there is no such day
)


def made(folder: Path, day: date) -> Desk:
    clock = FixedClock(datetime(day.year, day.month, day.day, 9, 30))
    path = folder / f"Harbor Supplies {day}.collectdesk"
    bootstrap.make_demo(path, clock)
    return bootstrap.open_desk(path, clock)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The demo book on the Saturday of the picture."""
    opened = made(tmp_path_factory.mktemp("demo"), SATURDAY)
    yield opened
    opened.close()


def asked(desk: Desk, sql: str) -> list[Any]:
    def found(work: Work) -> list[Any]:
        return list(work.db.execute_sql(sql).fetchall())

    return desk.ask(found)


def words(desk: Desk, sql: str) -> set[Any]:
    return {row[0] for row in asked(desk, sql)}


def reasons(listing: CustomerListing) -> dict[str, str]:
    return {row.name: row.reason for row in listing.rows}


def page_of(desk: Desk, name: str) -> CustomerPage:
    (row,) = desk.ask(customer_listing, "all", name).rows
    return desk.ask(customer_page, row.customer_id)


def test_the_first_screen_is_the_one_of_the_picture(demo: Desk) -> None:
    first = demo.ask(customer_listing, "today").rows[0]
    assert (first.name, first.amount, first.when) == ("Harbor Point Dental", 486_000, "71 d late")
    assert first.reason == "Promise of $2,400 for Thu 19 Nov not kept"
    page = page_of(demo, "Harbor Point Dental")
    shown = [(row.number, row.days_late, row.balance) for row in page.invoices[:5]]
    assert shown == [
        ("INV-1042", 71, 122_000),
        ("INV-1077", 34, 240_000),
        ("INV-1103", 8, 124_000),
        ("INV-1131", None, 156_000),
        ("INV-0998", None, 0),
    ]
    maria = page.head.contacts[0]
    assert (maria.name, maria.phone) == ("Maria Alvarez", "(415) 555-0137")
    assert (page.head.owes, page.head.past_due) == (642_000, 486_000)
    assert page.head.aging == (156_000, 124_000, 240_000, 122_000, 0)


def test_the_day_has_about_fourteen_calls_each_for_its_own_reason(demo: Desk) -> None:
    told = reasons(demo.ask(customer_listing, "today"))
    assert {
        "Arroyo Physical Therapy": "Call back asked for: 2:30 pm",
        "Summit Ridge HOA": "Check due in the mail today",
        "Cedar Grove Veterinary": "Plan installment 3 of 6 due today ($220)",
        "Metro School District 9": "Send invoice by Mon 23 Nov for the 1 Dec run",
        "Bluebird Landscaping": "Dispute open 6 days: replacement to ship",
        "Okafor & Sons Printing": "Delivered yesterday: verification letter to send",
        "Ridgeline Builders LLC": "First call due: 3 business days past due",
        "Tanaka Auto Body": "Final notice sent 10 days ago, no answer",
        "Fenwick Catering": "32 days since invoice: courtesy call",
        "Pelican Bay Marina": "Over the credit limit",
        "Redwood Print & Sign": "Ask what the bank said",
    }.items() <= told.items()
    assert told["Łódź Café & Bakery"].startswith("Paying later each month: ")
    assert len(set(told.values())) == len(told)


def test_the_figures_are_those_of_a_firm_of_this_size(demo: Desk) -> None:
    line = demo.ask(status_line)
    assert 7_000_000 < line.outstanding < 10_000_000
    assert 3_500_000 < line.past_due < 5_000_000
    assert line.promised_this_week > 0
    assert line.collected_this_month > 2_000_000
    assert 35 <= int(line.dso) <= 50
    settings = demo.ask(book_settings)
    assert (settings.firm_name, settings.owner_name) == ("Harbor Supplies", "Dana Kim")
    assert settings.firm_address == "410 Wharf Street, Suite 2\nOakland, CA 94607"
    count = asked(demo, "SELECT COUNT(*), MIN(issue_date) FROM invoice")[0]
    assert 600 <= count[0] <= 900
    assert count[1] < "2025-06-30"


@pytest.mark.parametrize(
    ("sql", "wanted"),
    [
        (
            "SELECT state FROM promise",
            {"open", "kept", "partly_kept", "broken", "renegotiated"},
        ),
        ("SELECT lifecycle FROM invoice", {"issued", "void", "draft"}),
        ("SELECT kind FROM credit", {"payment", "credit_note", "write_off", "discount"}),
        ("SELECT state FROM credit", {"received", "reversed"}),
        ("SELECT kind FROM invoice", {"invoice", "nsf_fee"}),
        ("SELECT hold FROM customer", {"none", "no_credit", "no_contact"}),
        ("SELECT placed FROM customer", {"no", "agency"}),
        ("SELECT resolution FROM dispute", {"", "replacement_shipped"}),
        ("SELECT method FROM credit WHERE kind = 'payment'", {"cheque", "transfer", "card"}),
        ("SELECT satisfaction FROM invoice", {"unknown", "confirmed"}),
        ("SELECT unapplied > 0 FROM credit", {0, 1}),
        ("SELECT tax > 0 FROM invoice", {0, 1}),
        ("SELECT received > 0 FROM promise WHERE state = 'open'", {0, 1}),
        ("SELECT count(*) FROM plan WHERE state = 'active'", {2}),
    ],
)
def test_everything_that_can_happen_happens(demo: Desk, sql: str, wanted: set[Any]) -> None:
    assert words(demo, sql) >= wanted


def test_letters_are_frozen_on_their_day_and_printed(demo: Desk) -> None:
    log = demo.ask(document_log)
    assert {row.kind for row in log} >= {
        "reminder", "past_due", "second", "final", "verification", "receipt", "statement",
    }  # fmt: skip
    assert all(row.printed_on == row.issued_on for row in log)


def test_names_come_in_many_scripts_and_one_is_meant_to_break_markup(demo: Desk) -> None:
    names = words(demo, "SELECT name FROM customer")
    letters = "".join(names)
    scripts = {unicodedata.name(char).split()[0] for char in letters if char.isalpha()}
    assert scripts >= {
        "LATIN", "GREEK", "CYRILLIC", "HEBREW", "ARABIC", "DEVANAGARI", "THAI", "CJK",
    }  # fmt: skip
    assert set("&<>'\"🍳") <= set(letters)
    assert max(map(len, names)) > 120


def test_nobody_real_can_be_called_or_written_to(demo: Desk) -> None:
    for phone, email in asked(demo, "SELECT phone, email FROM contact"):
        assert re.fullmatch(r"\(\d{3}\) 555-01\d\d", phone)
        assert email.endswith(".example")


def test_running_numbers_have_no_gaps_and_nothing_lies_in_the_future(demo: Desk) -> None:
    numbers = sorted(words(demo, "SELECT number FROM invoice WHERE kind = 'invoice'"))
    first, last = int(numbers[0][4:]), int(numbers[-1][4:])
    assert len(numbers) == last - first + 1
    today = SATURDAY.isoformat()
    for table, day in (("invoice", "issue_date"), ("credit", "dated"), ("document", "issued_on"),
                       ("call", "substr(at, 1, 10)"), ("promise", "made_on")):  # fmt: skip
        assert asked(demo, f"SELECT max({day}) <= '{today}' FROM {table}") == [(1,)]


def test_it_is_one_step_that_undo_does_not_know(demo: Desk) -> None:
    assert asked(demo, "SELECT what, label FROM step ORDER BY id LIMIT 1") == [
        ("fill_demo", "Demo book")
    ]
    assert demo.undo_label is None


def test_the_book_is_sound(demo: Desk) -> None:
    assert demo.ask(check_book).is_sound


@pytest.mark.parametrize("day", ODD_DAYS, ids=str)
def test_any_day_is_a_good_day_to_begin(tmp_path: Path, day: date) -> None:
    desk = made(tmp_path, day)
    try:
        today = desk.ask(customer_listing, "today")
        assert 12 <= len(today.rows) <= 18
        assert today.rows[0].name == "Harbor Point Dental"
        assert {row.pinned for row in today.rows} == {True, False}
        assert words(desk, "SELECT pin FROM worklist") == {None, 1, 2, 3, 4, 5}
        assert 6 <= today.promises_count <= 9
        assert today.resting_count >= 10
        numbers = words(desk, "SELECT number FROM invoice")
        assert {"INV-1042", "INV-1077", "INV-1103", "INV-1131"} <= numbers
        assert desk.ask(check_book).is_sound
    finally:
        desk.close()


def test_two_books_of_one_day_are_the_same(tmp_path: Path, demo: Desk) -> None:
    again = made(tmp_path, SATURDAY)
    try:
        for table in ("customer", "contact", "invoice", "invoice_line", "credit", "allocation",
                      "call", "follow_up", "promise", "dispute", "plan", "instalment", "note",
                      "document", "setting", "counter", "worklist"):  # fmt: skip
            sql = f"SELECT * FROM {table} ORDER BY id"
            assert asked(again, sql) == asked(demo, sql)
    finally:
        again.close()


def test_a_book_with_customers_is_never_filled(shop: Shop) -> None:
    shop.customer()
    before = shop.whole_book()
    with pytest.raises(InvalidInput, match="empty book"):
        shop.do(fill_demo, FillDemo())
    assert shop.whole_book() == before


def test_nothing_is_overwritten_and_nothing_left_behind(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Mine.collectdesk"
    path.write_bytes(b"mine")
    with pytest.raises(BookExists):
        bootstrap.make_demo(path, clock)
    assert path.read_bytes() == b"mine"
    with pytest.raises(FolderNotWritable):
        bootstrap.make_demo(tmp_path / "nowhere" / "Demo.collectdesk", clock)

    monkeypatch.setattr("collectdesk.usecases.demo.book.fill_demo", _fails)
    with pytest.raises(RuntimeError):
        bootstrap.make_demo(tmp_path / "Demo.collectdesk", clock)
    assert list(tmp_path.iterdir()) == [path]


def _fails(work: Work, command: FillDemo) -> int:
    fill_demo(work, command)
    raise RuntimeError("the machine stopped")


def test_something_waits_in_most_lists_of_the_watch_list(demo: Desk) -> None:
    found = demo.ask(watch_list)
    assert [row.number for row in found["disputes"]]
    assert [(row.customer_name, row.label) for row in found["short_payments"]] == [
        ("Merritt Dental Lab", "Damaged goods")
    ]
    assert [row.customer_name for row in found["not_invoiced"]] == ["Jack London Rowing Club"]
    assert [row.customer_name for row in found["credit_applications"]] == ["St. Brigid's Parish"]
    assert found["steps"]
    assert found["pay_runs"]
