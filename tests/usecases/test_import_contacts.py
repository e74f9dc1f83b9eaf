"""Phone, e-mail and address come along with a list; what the book has is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectdesk.domain.form_rows import ImportPreview
from collectdesk.domain.import_plan import RowsRefused, describe_import
from collectdesk.usecases.customers import (
    ContactForm,
    CustomerForm,
    SaveContact,
    SaveCustomer,
    customer_form,
    customer_id_by_number,
    save_contact,
    save_customer,
)
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.imports import ImportFile, import_ledger
from collectdesk.usecases.pages import customer_listing, customer_page
from collectdesk.usecases.ports import no_progress

XERO = (
    "*ContactName,AccountNumber,EmailAddress,FirstName,LastName,POAddressLine1,POAddressLine2,"
    "POCity,PORegion,POPostalCode,POCountry,PhoneNumber"
)
QUICKBOOKS = "Customer,Phone Numbers,Email,Full Name,Billing Address,Terms"
PLAIN = "Customer No,Customer,Contact,Tel.,E-Mail Address,Street,Zip,Town"
LEDGER = "Customer No,Customer,E-mail,Telephone,Invoice,Date,Amount"


def brought(desk: Desk, folder: Path, *rows: str, dry_run: bool = False) -> ImportPreview:
    path = folder / "list.csv"
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")
    return import_ledger(desk, ImportFile(path, dry_run=dry_run), no_progress)


def people(desk: Desk, number: str) -> list[tuple[str, str, str]]:
    head = desk.ask(customer_page, desk.ask(customer_id_by_number, number)).head
    return [(one.name, one.phone, one.email) for one in head.contacts]


def address(desk: Desk, number: str) -> str:
    return desk.ask(customer_form, desk.ask(customer_id_by_number, number)).billing_address


@pytest.mark.parametrize(
    ("heading", "row", "number", "lines"),
    [
        (
            XERO,
            "Acme,C-1,ana@acme.com,Ana,Lopez,88 Marina Blvd,Suite 2,San Francisco,CA,94123,US,5551",
            "C-1",
            "88 Marina Blvd\nSuite 2\nSan Francisco, CA 94123",
        ),
        (
            QUICKBOOKS,
            'Acme,Phone:5551 Mobile:555 2,"ana@acme.com, ap@acme.com",Ana Lopez,'
            '"88 Marina Blvd\nSan Francisco, CA 94123",Net 30',
            "Acme",
            "88 Marina Blvd\nSan Francisco, CA 94123",
        ),
        (
            PLAIN,
            "C-1,Acme,Ana Lopez,5551,ana@acme.com,Hauptstr. 5,80331,München",
            "C-1",
            "Hauptstr. 5\nMünchen 80331",
        ),
    ],
)
def test_a_list_of_customers_brings_whom_to_reach_and_where(
    desk: Desk, tmp_path: Path, heading: str, row: str, number: str, lines: str
) -> None:
    preview = brought(desk, tmp_path, heading, row)
    assert describe_import(preview) == "Imported from list.csv: 1 new customer."
    assert people(desk, number) == [("Ana Lopez", "5551", "ana@acme.com")]
    assert address(desk, number) == lines
    again = brought(desk, tmp_path, heading, row)
    assert (again.brings, again.remarks) == (False, ())
    desk.undo()
    assert desk.ask(customer_listing, "all").all_count == 0


def test_a_list_of_invoices_brings_phone_and_mail_of_new_customers(
    desk: Desk, tmp_path: Path
) -> None:
    rows = ("C-1,Acme,ap@acme.com,,7,2026-01-02,100", "C-1,Acme,ap@acme.com,5551,8,2026-01-03,50")
    assert brought(desk, tmp_path, LEDGER, *rows).new_invoices == 2
    assert people(desk, "C-1") == [("Accounts payable", "5551", "ap@acme.com")]


@pytest.fixture
def known(desk: Desk) -> Desk:
    """A book that knows Acme, with a person whose e-mail is missing."""
    customer = desk.do(save_customer, SaveCustomer(CustomerForm(name="Acme", number="C-1"))).result
    person = ContactForm(customer_id=customer, name="Ana Lopez", phone="+1 415 555 0134")
    desk.do(save_contact, SaveContact(person))
    return desk


def test_blanks_of_a_customer_in_the_book_are_filled_and_nothing_else_changes(
    known: Desk, tmp_path: Path
) -> None:
    row = "C-1,ACME Inc,Ana Lopez,555 9999,ana@acme.com,1 Wharf St,94607,Oakland"
    for dry_run in (True, False):
        preview = brought(known, tmp_path, PLAIN, row, dry_run=dry_run)
        assert preview.filled == 1
        assert "details that 1 customer lacked" in describe_import(preview)
        (remark,) = preview.remarks
        assert remark.text == (
            "“Acme”: for the phone of Ana Lopez, the list says “555 9999” and the book"
            " “+1 415 555 0134”; not changed."
        )
    assert people(known, "C-1") == [("Ana Lopez", "+1 415 555 0134", "ana@acme.com")]
    assert address(known, "C-1") == "1 Wharf St\nOakland 94607"
    assert known.ask(customer_listing, "all").rows[0].name == "Acme"
    known.undo()
    assert people(known, "C-1") == [("Ana Lopez", "+1 415 555 0134", "")]


def test_another_person_joins_once(known: Desk, tmp_path: Path) -> None:
    row = "C-1,Acme,Ben Okoro,5557,ben@acme.com,,,"
    first = brought(known, tmp_path, PLAIN, row)
    assert (first.new_people, first.filled) == (1, 0)
    assert brought(known, tmp_path, PLAIN, row).brings is False
    assert [name for name, _, _ in people(known, "C-1")] == ["Ana Lopez", "Ben Okoro"]


@pytest.mark.parametrize("column", ["Customer Name", "Customer", "Customer No"])
def test_a_list_with_names_alone_means_the_customers_that_the_book_knows_so(
    known: Desk, tmp_path: Path, column: str
) -> None:
    long = "The Very Long Company of Northern California Limited"
    rows = ("acme,7,2026-01-02,100", f"{long},8,2026-01-02,50")
    heading = f"{column},Invoice,Date,Amount"
    assert brought(known, tmp_path, heading, *rows).new_customers == 1
    listing = known.ask(customer_listing, "all")
    assert {row.name for row in listing.rows} == {"Acme", long}
    assert brought(known, tmp_path, heading, *rows).already_here == 2
    known.do(save_customer, SaveCustomer(CustomerForm(name="ACME", number="C-2")))
    with pytest.raises(RowsRefused, match="Several customers in this book are called"):
        brought(known, tmp_path, heading, "Acme,9,2026-01-02,100")
