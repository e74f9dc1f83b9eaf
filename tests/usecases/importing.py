"""A ledger in a file, and what it brings to a book; for tests of imports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from collectdesk.domain.form_rows import ImportPreview
from collectdesk.domain.rows import AgingReport
from collectdesk.usecases.customers import customer_id_by_number
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.imports import ImportFile, import_ledger
from collectdesk.usecases.pages import customer_page
from collectdesk.usecases.ports import no_progress

HEADING = "Customer No,Customer,Invoice,Invoice Date,Due Date,Amount,Paid on,Disputed"
ROWS = (
    "C-1,Acme & Søn,0007,1/2/2026,2/1/2026,55.94,2/20/2026,no",
    'C-1,Acme & Søn,0008,1/31/2026,3/2/2026,"1,000.00",,no',
    "C-2,株式会社,0009,2/1/2026,3/3/2026,200,,yes",
)
SHARES = "Customer,Invoice,Date,Due,Amount,Paid to date,Balance,Paid on,Terms"


def written(folder: Path, *rows: str, heading: str = HEADING) -> Path:
    """A list with these rows."""
    path = folder / "ledger.csv"
    path.write_text("\n".join([heading, *rows, ""]), encoding="utf-8")
    return path


def brought(desk: Desk, path: Path, dry_run: bool = False) -> ImportPreview:
    """What comes of the list in the book."""
    return import_ledger(desk, ImportFile(path, dry_run=dry_run), no_progress)


def counts(preview: ImportPreview) -> tuple[int, int, int, int, int]:
    """New customers, invoices, payments and disputes, and rows that were there already."""
    return (
        preview.new_customers,
        preview.new_invoices,
        preview.new_payments,
        preview.new_disputes,
        preview.already_here,
    )


def report(desk: Desk, day: date, by: str = "due") -> AgingReport:
    """What is open, by age on a day."""
    return desk.ask(aging_report, day, by)


def owed(desk: Desk, number: str) -> int:
    """What the customer of a number owes."""
    customer = desk.ask(customer_id_by_number, number)
    return desk.ask(customer_page, customer).head.owes
