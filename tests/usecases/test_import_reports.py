"""Lists as other programs print and export them come in for what they are, to the cent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from collectdesk.domain.form_rows import ImportPreview
from collectdesk.domain.import_plan import RowsRefused, describe_import
from collectdesk.domain.ledger_columns import ColumnsMissing
from collectdesk.domain.table import NotATable
from collectdesk.domain.table_cells import DateOrdersMixed
from collectdesk.store import payments
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.imports import ImportFile, import_ledger
from collectdesk.usecases.invoice_rows import invoice_register
from collectdesk.usecases.ports import no_progress
from tests.exchange.workbook_files import made
from tests.usecases.conftest import opened_shop

TODAY = date(2026, 11, 22)

QUICKBOOKS_ONLINE = """Acme Trading LLC
Open Invoices
"As of November 22, 2026"

,Date,Transaction type,Num,Terms,Due date,Open balance
Amy's Bird Sanctuary,,,,,,
,09/15/2026,Invoice,1021,Net 30,10/15/2026,"$459.00"
Total for Amy's Bird Sanctuary,,,,,,"$459.00"
Cool Cars,,,,,,
,10/02/2026,Invoice,1004,Net 30,11/01/2026,"2,369.52"
,10/05/2026,Credit Memo,1026,,,"-100.00"
,11/01/2026,Payment,,,,"-50.00"
Total for Cool Cars,,,,,,"$2,219.52"
TOTAL,,,,,,"$2,678.52"

"Sunday, Nov 22, 2026 10:14:02 AM GMT-8"
"""
QUICKBOOKS_DESKTOP = """,Type,Date,Num,P. O. #,Terms,Due Date,Aging,Open Balance
"Abercrombie, Kristy",,,,,,,,
Remodel Bathroom,,,,,,,,
,Invoice,10/15/2026,1092,,Net 30,11/14/2026,8,"2,450.00"
Total Remodel Bathroom,,,,,,,,"2,450.00"
,Invoice,10/20/2026,1093,PO 77,Net 30,11/19/2026,3,100.00
,Payment,11/02/2026,4411,,,,,-25.00
,General Journal,11/03/2026,,,,,,-5.00
"Total Abercrombie, Kristy",,,,,,,,"2,520.00"
"Burch, Jason",,,,,,,,
,Invoice,11/01/2026,1094,,Due on receipt,11/01/2026,21,"1,005.00"
"Total Burch, Jason",,,,,,,,"1,005.00"
TOTAL,,,,,,,,"3,525.00"
"""
AGING_BY_AGE = """A/R Aging Detail
Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance
91 or more days past due,,,,,,
05/15/2026,Invoice,1021,Amy's Bird Sanctuary,06/14/2026,459.00,459.00
Total for 91 or more days past due,,,,,$459.00,$459.00
"""
DESKTOP_BY_AGE = """,Type,Date,Num,P. O. #,Name,Terms,Due Date,Aging,Open Balance
Current,,,,,,,,,
,Invoice,11/13/2026,1092,,Acme,Net 30,12/13/2026,,"2,450.00"
,Credit Memo,11/14/2026,CM9,,Acme,,11/14/2026,,(50.00)
Total Current,,,,,,,,,"2,400.00"
1 - 30,,,,,,,,,
,Payment,11/01/2026,,,Beta,,,,-10.00
,Deposit,11/02/2026,,,Beta,,,,-1.00
Total 1 - 30,,,,,,,,,-11.00
> 90,,,,,,,,,
Total > 90,,,,,,,,,0.00
TOTAL,,,,,,,,,"2,389.00"
"""
ZOHO = """Date,Transaction#,Type,Status,Customer Name,Age,Amount,Balance Due
2026-10-02,INV-1,Invoice,Overdue,Acme,51,100.00,100.00
2026-10-03,CN-1,Credit Note,Open,Acme,50,-30.00,-12.50
2026-10-04,7,Customer Payment,Unused,Acme,50,-40.00,-5.00
"""
XERO_BY_LINES = """ContactName,EmailAddress,InvoiceNumber,InvoiceDate,DueDate,Total,\
InvoiceAmountPaid,InvoiceAmountDue,Description,Quantity,UnitAmount,LineAmount,AccountCode,Currency,Type,Status
Basket Case,ap@b.co,INV-10,20/10/2026,19/11/2026,914.55,0,914.55,A,1,500,500,200,USD,Sales invoice,\
Awaiting Payment
Basket Case,ap@b.co,INV-10,20/10/2026,19/11/2026,914.55,0,914.55,B,1,262.13,262.13,201,USD,\
Sales invoice,Awaiting Payment
City,,INV-11,25/10/2026,24/11/2026,100.00,0,100.00,C,1,100,100,200,USD,Sales invoice,Draft
City,,CN-12,26/10/2026,,40.00,30.00,10.00,C,1,25,25,200,USD,Sales credit note,Awaiting Payment
City,,CN-12,26/10/2026,,40.00,30.00,10.00,D,1,15,15,200,USD,Sales credit note,Awaiting Payment
City,,,27/10/2026,,7.00,0,7.00,D,1,7,7,200,USD,Sales overpayment,Awaiting Payment
"""
XERO_AGED = """Aged Receivables Detail
As at 22 November 2026

Invoice Date,Due Date,Invoice Number,Current,< 1 Month,Older,Total
Basket Case,,,,,,
20 Oct 2026,19 Nov 2026,INV-10,0.00,914.55,0.00,914.55
Total Basket Case,,,0.00,914.55,0.00,914.55
City,,,,,,
26 Oct 2026,,CN-12,(40.00),0.00,0.00,(40.00)
Total City,,,(40.00),0.00,0.00,(40.00)
Total,,,(40.00),914.55,0.00,874.55
Percentage of total,,,-4.57%,104.57%,0.00%,100.00%
"""
SAGE = """A/C,Name,Tel,No,Type,Date,Ref,Balance,Current,Period 1,Older
ABS001,ABS Garages Ltd,0191 254,12,SI,15/09/2026,1001,2533.31,0,2533.31,0
ABS001,ABS Garages Ltd,0191 254,15,SC,20/09/2026,5,-50.00,0,-50.00,0
ABS001,ABS Garages Ltd,0191 254,16,SA,21/09/2026,,-20.00,0,-20.00,0
"""
FRESHBOOKS = """Client Name,Invoice #,Date Issued,Invoice Status,Date Paid,Item Name,Line Total
Gala,21,2026-10-01,paid,2026-10-20,Design,200.00
Gala,22,2026-10-05,sent,,Design,200.00
Gala,22,2026-10-05,sent,,Print,50.25
Gala,23,2026-10-06,sent,,Returned,-30.00
"""
STRIPE = """Customer,Number,Created (UTC),Due Date (UTC),Amount Due,Amount Paid,Amount Remaining,\
Currency
cus_9,A-1,2026-10-01 10:22,2026-10-31 10:22,100.00,0.00,100.00,usd
"""
SUMS_WITHOUT_A_NAME = """Customer,Invoice,Date,Amount,Note,Note
,,,,,
Acme,1,2026-10-01,"1,000.00",a,b
Beta,2,2026-10-02,500.00,,
,,,1500.00,,
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    shop = opened_shop(tmp_path, TODAY)
    with closing(shop.desk):
        yield shop.desk


def brought(desk: Desk, folder: Path, text: str, **more: Any) -> ImportPreview:
    path = folder / "list.csv"
    path.write_text(text, encoding="cp1252")
    return import_ledger(desk, ImportFile(path, **more), no_progress)


def held(desk: Desk) -> list[tuple[str, str, int]]:
    """Every invoice: its customer, its number, what is open of it."""
    found = desk.ask(invoice_register, "", "all")
    return sorted((row.customer_name, row.number, row.balance) for row in found)


def on_account(desk: Desk) -> list[tuple[str, str, str, int]]:
    """Every credit with something left: its customer, kind and number, and what is left."""
    return sorted(
        (one.customer_name, one.kind, one.reference, one.unapplied)
        for one in desk.ask(lambda work: payments.on_account(work.db))
    )


@pytest.mark.parametrize(
    ("text", "invoices", "credits", "told"),
    [
        (
            QUICKBOOKS_ONLINE,
            [("Amy's Bird Sanctuary", "1021", 45_900), ("Cool Cars", "1004", 236_952)],
            [
                ("Cool Cars", "credit_note", "1026", 10_000),
                ("Cool Cars", "payment", "", 5_000),
            ],
            "2 invoices, 1 credit note on account ($100.00) and 1 payment on account ($50.00)."
            " Open invoices less credits: $2,678.52.",
        ),
        (
            QUICKBOOKS_DESKTOP,
            [
                ("Abercrombie, Kristy", "1093", 10_000),
                ("Abercrombie, Kristy:Remodel Bathroom", "1092", 245_000),
                ("Burch, Jason", "1094", 100_500),
            ],
            [
                ("Abercrombie, Kristy", "credit_note", "", 500),
                ("Abercrombie, Kristy", "payment", "4411", 2_500),
            ],
            "Credit note of 2026-11-03: “-5.00” is below zero, and comes in as a credit note on",
        ),
        (AGING_BY_AGE, [("Amy's Bird Sanctuary", "1021", 45_900)], [], "2 rows: titles or sums"),
        (
            DESKTOP_BY_AGE,
            [("Acme", "1092", 245_000)],
            [
                ("Acme", "credit_note", "CM9", 5_000), ("Beta", "payment", "", 100),
                ("Beta", "payment", "", 1_000),
            ],
            "Open invoices less credits: $2,389.00.",
        ),
        (
            ZOHO,
            [("Acme", "INV-1", 10_000)],
            [("Acme", "credit_note", "CN-1", 1_250), ("Acme", "payment", "7", 500)],
            "Open invoices less credits: $82.50.",
        ),
        (
            XERO_BY_LINES,
            [("Basket Case", "INV-10", 91_455)],
            [("City", "credit_note", "CN-12", 1_000), ("City", "payment", "", 700)],
            "“INV-11”: it is a draft",
        ),
        (
            XERO_AGED,
            [("Basket Case", "INV-10", 91_455)],
            [("City", "credit_note", "CN-12", 4_000)],
            "Credit note “CN-12”: “(40.00)” is below zero, and comes in as a credit note",
        ),
        (
            SAGE,
            [("ABS Garages Ltd", "12", 253_331)],
            [
                ("ABS Garages Ltd", "credit_note", "15", 5_000),
                ("ABS Garages Ltd", "payment", "16", 2_000),
            ],
            "Open invoices less credits: $2,463.31.",
        ),
        (
            FRESHBOOKS,
            [("Gala", "21", 0), ("Gala", "22", 25_025)],
            [("Gala", "credit_note", "23", 3_000)],
            "Credit note “23”: “-30.00” is below zero",
        ),
        (STRIPE, [("cus_9", "A-1", 10_000)], [], ""),
        (
            SUMS_WITHOUT_A_NAME,
            [("Acme", "1", 100_000), ("Beta", "2", 50_000)],
            [],
            "Line 5: it holds the sum of the rows above, and is passed over.",
        ),
    ],
    ids=[
        "quickbooks online", "quickbooks desktop", "aging by age", "desktop by age", "zoho",
        "xero lines", "xero aged",
        "sage", "freshbooks", "stripe", "sums without a name",
    ],
)  # fmt: skip
def test_a_list_of_another_program_comes_in_whole_and_what_is_left_out_is_told(
    desk: Desk,
    tmp_path: Path,
    text: str,
    invoices: list[tuple[str, str, int]],
    credits: list[tuple[str, str, str, int]],
    told: str,
) -> None:
    preview = brought(desk, tmp_path, text)
    assert preview.imported
    assert held(desk) == invoices
    assert on_account(desk) == credits
    assert told in describe_import(preview)
    totals = desk.ask(aging_report, TODAY, "due").totals
    assert sum(totals.amounts) == sum(balance for _, _, balance in invoices)
    assert totals.unapplied == sum(unused for *_, unused in credits)
    assert totals.total == sum(totals.amounts) - totals.unapplied
    again = brought(desk, tmp_path, text)
    assert (again.brings, again.already_here) == (False, len(invoices) + len(credits))


def test_an_open_list_again_a_month_later_tells_what_was_paid_since(
    desk: Desk, tmp_path: Path
) -> None:
    brought(desk, tmp_path, QUICKBOOKS_ONLINE)
    later = QUICKBOOKS_ONLINE.replace("2,369.52", "369.52")
    told = describe_import(brought(desk, tmp_path, later))
    assert "the list says $369.52 is open, the book says $2,369.52; not changed" in told
    assert brought(desk, tmp_path, later, paid_on=date(2026, 11, 20)).new_payments == 1
    assert ("Cool Cars", "1004", 36_952) in held(desk)


def test_headings_above_rows_are_customers_in_a_workbook_too(desk: Desk, tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write("A1", "Open invoices by customer")
        sheet.write_row("A3", ["", "Type", "Date", "Num", "Open Balance"])
        sheet.write("A4", "Acme")
        sheet.write_row("B5", ["Invoice", 46000, 77, 50.25])
        sheet.write_row("A6", ["Total for Acme", "", "", "", 50.25])

    path = made(tmp_path / "list.xlsx", Open=fill)
    import_ledger(desk, ImportFile(path), no_progress)
    assert held(desk) == [("Acme", "77", 5_025)]


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        (
            "Customer,Invoice,Date,Amount\nA,1,10/13/2026,10\nA,2,13.10.2026,4\n",
            DateOrdersMixed,
            "such as “10/13/2026” and “13.10.2026”",
        ),
        (
            "Customer,Invoice,Date,Amount,Amount\nA,1,2026-10-01,10,10\n",
            NotATable,
            "names “Amount” more than once",
        ),
        ("First Name,Email\nAna,ana@a.com\n", ColumnsMissing, "known as customer name; its"),
        (
            "Customer,Invoice,Date,Amount\nA,1,2026-10-01,10\nB,,,4\n",
            RowsRefused,
            "invoice number is missing",
        ),
        ("Customer,Invoice,Date,Amount,Status\nA,1,2026-10-01,10,Paid\n", RowsRefused, "one day"),
    ],
)
def test_what_cannot_come_in_is_told_with_what_to_do(
    desk: Desk, tmp_path: Path, text: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        brought(desk, tmp_path, text)
    assert held(desk) == []
