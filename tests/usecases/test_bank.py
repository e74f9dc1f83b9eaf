"""What the bank says came in becomes payments when the owner says so, and only once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.ledger_columns import ColumnsMissing
from collectdesk.domain.table_cells import DateOrderUnknown
from collectdesk.usecases.bank import (
    BankRow,
    LookAtStatement,
    OfferEntriesAgain,
    RecordEntries,
    SetEntriesAside,
    StatementLook,
    TakenEntry,
    look_at_statement,
    offer_entries_again,
    record_entries,
    set_entries_aside,
)
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.customers import CustomerForm, SaveCustomer, save_customer
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import IssueInvoice, issue_invoice
from collectdesk.usecases.pages import customer_page
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.ports import no_progress
from collectdesk.usecases.settings import SaveSettings, save_settings
from tests.exchange.bank_files import entry, sgml

ACME, MULLER, TWIN = 1, 2, 3


@pytest.fixture
def owed(desk: Desk) -> Desk:
    """Acme owes 240.00 and 60.00, Müller 99.00, and a third one 99.00 too."""
    sold = (("Acme Tools, Inc.", ("240", "60")), ("Müller GmbH", ("99",)), ("Other", ("99",)))
    for name, prices in sold:
        customer = desk.do(save_customer, SaveCustomer(CustomerForm(name=name))).result
        for price in prices:
            form = InvoiceForm(
                customer_id=customer,
                issue_date=desk.today - timedelta(60),
                lines=(LineForm("Gloves", price=price),),
            )
            desk.do(issue_invoice, IssueInvoice(form))
    return desk


def numbers(desk: Desk, customer: int) -> list[str]:
    return [row.number for row in desk.ask(customer_page, customer).invoices]


def owes(desk: Desk, customer: int) -> int:
    return desk.ask(customer_page, customer).head.owes


def looked(desk: Desk, folder: Path, content: str, name: str = "bank.ofx") -> StatementLook:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return look_at_statement(desk, LookAtStatement(path), no_progress)


def said(desk: Desk, folder: Path, **told: str) -> BankRow:
    day = (desk.today - timedelta(2)).strftime("%Y%m%d")
    return looked(desk, folder, sgml(entry(day=day, **told))).rows[0]


def record(desk: Desk, *rows: BankRow) -> int:
    taken = tuple(TakenEntry(row.entry, row.customer_id or 0, row.invoices) for row in rows)
    return desk.do(record_entries, RecordEntries("bank.ofx", taken)).result


def test_an_invoice_that_is_named_is_found_however_it_is_written(
    owed: Desk, tmp_path: Path
) -> None:
    number = numbers(owed, ACME)[1]
    for text in (number, number.lower(), number.replace("-", " "), f"REF/{number}/THX"):
        row = said(owed, tmp_path, name="UNKNOWN SENDER", memo=text, amount="60.00")
        assert (row.customer_id, row.is_sure) == (ACME, True), text
    record(owed, row)
    assert owes(owed, ACME) == 24_000


@pytest.mark.parametrize(
    ("name", "amount", "customer", "sure"),
    [
        ("ACME TOOLS INC", "240.00", ACME, True),
        ("acme tools", "300.00", ACME, True),
        ("ACME TOOLS INC", "17.00", ACME, False),
        ("MULLER", "99.00", MULLER, True),
        ("MUELLERSTRASSE", "99.00", None, False),
        ("SOMEBODY", "240.00", ACME, False),
        ("SOMEBODY", "99.00", None, False),
        ("SOMEBODY", "1.00", None, False),
    ],
)
def test_only_what_cannot_be_chance_is_sure(
    owed: Desk, tmp_path: Path, name: str, amount: str, customer: int | None, sure: bool
) -> None:
    row = said(owed, tmp_path, name=name, amount=amount)
    assert (row.customer_id, row.is_sure) == (customer, sure)
    assert row.why


def test_the_price_for_paying_early_fits_as_long_as_it_is_in_time(
    desk: Desk, tmp_path: Path
) -> None:
    customer = desk.do(save_customer, SaveCustomer(CustomerForm(name="Blue Ridge"))).result
    sent = desk.today - timedelta(12)
    goods = (LineForm("Ink", price="800"),)
    form = InvoiceForm(customer_id=customer, issue_date=sent, terms="2/10 net 30", lines=goods)
    desk.do(issue_invoice, IssueInvoice(form))
    (number,) = numbers(desk, customer)

    def paid(days: int, **told: str) -> BankRow:
        day = f"{sent + timedelta(days):%Y%m%d}"
        return looked(desk, tmp_path, sgml(entry(day=day, amount="784.00", **told))).rows[0]

    told = {
        number: f"Names {number}, the early price",
        "Blue Ridge": f"The name, and the early price of {number}",
        "Somebody": f"Only the amount, which is the early price of {number}",
    }
    for words, why in told.items():
        assert (paid(10, name=words).why, paid(10, name=words).is_sure) == (
            why,
            words != "Somebody",
        )
    assert paid(11, name=number).why == f"Names {number}, less a discount taken too late"
    assert not paid(11, name="Blue Ridge").is_sure
    record(desk, paid(10, name=number))
    assert owes(desk, customer) == 0


def test_the_same_file_again_brings_nothing_and_undo_offers_it_anew(
    owed: Desk, tmp_path: Path
) -> None:
    row = said(owed, tmp_path, name="Acme Tools", amount="240.00")
    assert record(owed, row) == 1
    assert owes(owed, ACME) == 6_000
    again = looked(owed, tmp_path, (tmp_path / "bank.ofx").read_text())
    assert (again.rows, again.known) == ((), 1)
    with pytest.raises(InvalidInput, match="recorded already"):
        record(owed, row)
    with pytest.raises(InvalidInput, match="recorded already"):
        record(owed, *[said(owed, tmp_path, name="Acme Tools", amount="60", bank_id="9")] * 2)
    assert owes(owed, ACME) == 6_000
    owed.undo()
    assert owes(owed, ACME) == 30_000
    assert len(looked(owed, tmp_path, sgml(entry())).rows) == 1


def test_a_payment_that_was_typed_before_is_not_sure_any_more(owed: Desk, tmp_path: Path) -> None:
    owed.do(record_payment, RecordPayment(ACME, 24_000, owed.today - timedelta(4)))
    for name in ("Acme Tools", "Nobody"):
        row = said(owed, tmp_path, name=name, amount="240.00")
        assert not row.is_sure
        assert "Perhaps entered already" in row.why
    assert "Perhaps" not in said(owed, tmp_path, name="Acme Tools", amount="60.00").why


def test_the_same_money_in_another_file_of_the_bank_is_not_sure_any_more(
    owed: Desk, tmp_path: Path
) -> None:
    record(owed, said(owed, tmp_path, name="Acme Tools", amount="60.00"))
    gloves = (LineForm("Gloves", price="60"),)
    form = InvoiceForm(customer_id=ACME, issue_date=owed.today, lines=gloves)
    owed.do(issue_invoice, IssueInvoice(form))
    day = owed.today - timedelta(2)
    rows = f"{day},ACME TOOLS DEPOSIT,60.00\n{owed.today},ACME TOOLS,60\n"
    table = f"Date,Description,Amount\n{rows}"
    first, other = looked(owed, tmp_path, table, "bank.csv").rows
    assert "Perhaps entered already" in first.why
    assert not first.is_sure
    record(owed, first)
    assert other.customer_id == ACME
    later = looked(owed, tmp_path, table, "bank.csv")
    assert [row.entry.day for row in later.rows] == [owed.today]


def test_all_of_the_confirmed_entries_come_in_or_none(owed: Desk, tmp_path: Path) -> None:
    good = said(owed, tmp_path, name="Acme Tools", amount="240.00")
    lost = said(owed, tmp_path, name="Nobody", amount="5.00", bank_id="2")
    with pytest.raises(Exception, match="no customer"):
        record(owed, good, lost)
    assert owes(owed, ACME) == 30_000


@pytest.mark.parametrize(
    "table",
    [
        "Date,Description,Amount\n2026-03-12,Acme Tools,240.00\n2026-03-12,Rent,-900.00\n",
        "Booking Date;Name;Paid in;Paid out\n12.03.2026;Acme Tools;240,00;\n13.3.2026;R;;9,00\n",
        "Date,Payee,Amount,Debit/Credit\n03/13/2026,Acme Tools,240.00,CRDT\n3/13/2026,R,9,DBIT\n",
        "Of 1\n\nDate|Details|Amount\n2026-03-12|Acme Tools|$240.00\n2026-03-12|R|(9.00)\n",
        "Date,Details,Amount\n2026-03-12,Acme Tools,240.00\n2026-03-12,Rent,900.00-\n",
    ],
)
def test_a_statement_as_a_table_is_read_as_well(owed: Desk, tmp_path: Path, table: str) -> None:
    found = looked(owed, tmp_path, table, "bank.csv")
    assert [(row.entry.amount, row.customer_id, row.is_sure) for row in found.rows] == [
        (24_000, ACME, True)
    ]
    assert found.outgoing == 1
    assert found.rows[0].entry.day in (date(2026, 3, 12), date(2026, 3, 13))


def test_a_table_that_does_not_tell_enough_is_asked_about(owed: Desk, tmp_path: Path) -> None:
    with pytest.raises(ColumnsMissing, match="amount"):
        looked(owed, tmp_path, "Date,Who\n2026-03-12,Acme\n", "bank.csv")
    with pytest.raises(DateOrderUnknown):
        looked(owed, tmp_path, "Date,Amount\n1/2/2026,5\n", "bank.csv")
    found = looked(owed, tmp_path, "Date,Amount\n2026-03-12,NaN\n2026-03-12,5\n", "bank.csv")
    assert [problem.line for problem in found.problems] == [2]
    assert len(found.rows) == 1


def test_what_no_customer_paid_is_said_once_and_not_offered_again(
    owed: Desk, tmp_path: Path
) -> None:
    day = (owed.today - timedelta(2)).strftime("%Y%m%d")
    march = sgml(
        entry(day=day, amount="12.00", name="INTEREST", bank_id="1"),
        entry(day=day, amount="240.00", name="ACME TOOLS", bank_id="2"),
    )
    interest, acme = looked(owed, tmp_path, march).rows
    before = owed.undo_label
    set_aside = owed.do(set_entries_aside, SetEntriesAside("march.ofx", (interest.entry,)))
    assert set_aside.result == 1
    assert owed.undo_label == "Set aside: 1 entry of march.ofx"
    again = looked(owed, tmp_path, march)
    assert [row.entry.payer for row in again.rows] == ["ACME TOOLS"]
    assert [row.entry.payer for row in again.aside] == ["INTEREST"]
    keep = replace(owed.ask(book_settings), firm_name="Harbor & Sons")
    owed.do(save_settings, SaveSettings(keep))
    assert len(looked(owed, tmp_path, march).aside) == 1
    owed.do(offer_entries_again, OfferEntriesAgain("march.ofx", (interest.entry,)))
    assert len(looked(owed, tmp_path, march).rows) == 2
    for _ in range(3):
        owed.undo()
    assert (owed.undo_label, looked(owed, tmp_path, march).aside) == (before, ())
    assert record(owed, acme) == 1


def test_entries_that_no_bank_offers_any_more_are_forgotten(owed: Desk, tmp_path: Path) -> None:
    old = (owed.today - timedelta(800)).strftime("%Y%m%d")
    rows = looked(owed, tmp_path, sgml(entry(day=old, name="INTEREST", bank_id="1"))).rows
    owed.do(set_entries_aside, SetEntriesAside("old.ofx", tuple(row.entry for row in rows)))
    assert owed.ask(book_settings).bank_set_aside == ""
