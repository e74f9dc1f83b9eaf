"""The rows of a ledger file are read without a guess; each fault comes with line and reason."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.domain import ledger_columns
from collectdesk.domain.dates import DateOrder
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import ImportProblem
from collectdesk.domain.ledger_columns import (
    DATE_FIELDS,
    ColumnsMissing,
    check_mapping,
    recognise,
)
from collectdesk.domain.ledger_file import read_rows
from collectdesk.domain.ledger_row import LedgerRow
from collectdesk.domain.table import Table, TableRow
from collectdesk.domain.table_cells import DateOrderUnknown, date_order_of

HEADING = (
    "Customer No", "Client Name", "Invoice", "Invoice Date", "Due", "Amount", "Paid on",
    "Disputed", "PO Number", "Currency",
)  # fmt: skip
GOOD = ("C-1", "Acme", "0007", "2013-01-02", "2013-02-01", "55.94", "", "no", "P-9", "USD")
TODAY = date(2014, 1, 31)


def table(*rows: tuple[str, ...], heading: tuple[str, ...] = HEADING) -> Table:
    return Table(
        "ledger.csv", heading, tuple(TableRow(line, row) for line, row in enumerate(rows, start=2))
    )


def read(*rows: tuple[str, ...]) -> tuple[tuple[LedgerRow, ...], tuple[ImportProblem, ...]]:
    read_table = table(*rows)
    found = read_rows(read_table, recognise(HEADING), DateOrder.MDY, "USD", TODAY)
    return found.rows, found.problems


def with_cell(column: str, text: str) -> tuple[str, ...]:
    place = HEADING.index(column)
    return (*GOOD[:place], text, *GOOD[place + 1 :])


def test_the_columns_of_the_public_ledger_are_recognised() -> None:
    columns = [
        "countryCode", "customerID", "PaperlessDate", "invoiceNumber", "InvoiceDate", "DueDate",
        "InvoiceAmount", "Disputed", "SettledDate", "PaperlessBill", "DaysToSettle", "DaysLate",
    ]  # fmt: skip
    assert recognise(columns) == {
        "customer_number": "customerID",
        "invoice_number": "invoiceNumber",
        "invoice_date": "InvoiceDate",
        "due_date": "DueDate",
        "amount": "InvoiceAmount",
        "settled_date": "SettledDate",
        "disputed": "Disputed",
        "country": "countryCode",
        "delivery": "PaperlessBill",
    }


@pytest.mark.parametrize(
    ("columns", "field", "column"),
    [
        (["Client", "Invoice #", "Date", "Total"], "customer_number", "Client"),
        (["CUSTOMER_NO", "Customer", "No."], "customer_name", "Customer"),
        (["Invoice No.", "Invoice Date"], "invoice_number", "Invoice No."),
        (["invoice_date", "date"], "invoice_date", "invoice_date"),
        (["Amount (USD)"], "amount", "Amount (USD)"),
        (["ＡＭＯＵＮＴ"], "amount", "ＡＭＯＵＮＴ"),
        (["Date Paid"], "settled_date", "Date Paid"),
    ],
)
def test_columns_are_recognised_however_they_are_written(
    columns: list[str], field: str, column: str
) -> None:
    assert recognise(columns)[field] == column


def test_every_field_is_recognised_by_its_own_label() -> None:
    labels = [field.label for field in ledger_columns.FIELDS]
    assert recognise(labels) == {field.name: field.label for field in ledger_columns.FIELDS}


def test_a_file_without_a_needed_column_names_what_is_missing() -> None:
    with pytest.raises(ColumnsMissing) as refused:
        check_mapping("ledger.csv", ["Who", "Amount"], recognise(["Who", "Amount"]))
    assert "customer number, invoice number and invoice date" in str(refused.value)
    assert "“Who” and “Amount”" in str(refused.value)


def test_a_corrected_mapping_may_only_name_columns_of_the_file() -> None:
    with pytest.raises(InvalidInput, match="no column “Absent”"):
        check_mapping("ledger.csv", HEADING, {**recognise(HEADING), "amount": "Absent"})


def test_a_good_row_comes_in_as_written_with_its_leading_zeros() -> None:
    rows, problems = read(with_cell("Paid on", "1/31/2013"))
    assert not problems
    assert rows == (
        LedgerRow(
            line=2,
            customer_number="C-1",
            customer_name="Acme",
            country="",
            invoice_number="0007",
            invoice_date=date(2013, 1, 2),
            due_date=date(2013, 2, 1),
            amount=5594,
            disputed=False,
            settled_on=date(2013, 1, 31),
            delivery="",
            po_number="P-9",
            tells_dispute=True,
        ),
    )


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("Invoice Date", "2/30/2013", "Invoice date: “2/30/2013” is not a date"),
        ("Invoice Date", "13/1/2013", "Invoice date: “13/1/2013” is not a date"),
        ("Invoice Date", "2013-02-30", "Invoice date: “2013-02-30” is not a date"),
        ("Invoice Date", "0001-01-01", "Invoice date: “0001-01-01” is not a date"),
        ("Invoice Date", "", "The invoice date is missing"),
        ("Invoice Date", "2014-02-01", "dated 1 Feb 2014, which is still to come"),
        ("Due", "2013-01-01", "due on 1 Jan 2013, before the day of the invoice"),
        ("Due", "2103-02-01", "more than 999 days after"),
        ("Due", "soon", "Due date: “soon” is not a date"),
        ("Paid on", "1/1/2013", "paid on 1 Jan 2013, before the day of the invoice"),
        ("Paid on", "2/1/2014", "paid on 1 Feb 2014, which is still to come"),
        ("Paid on", "yes", "Paid on: “yes” is not a date"),
        ("Amount", "", "The amount is missing"),
        ("Amount", "0", "more than zero"),
        ("Amount", "0.00", "more than zero"),
        ("Amount", "NaN", "“NaN” is not an amount"),
        ("Amount", "inf", "“inf” is not an amount"),
        ("Amount", "1e3", "“1e3” is not an amount"),
        ("Amount", "1_000", "“1_000” is not an amount"),
        ("Amount", "١٢٣", "is not an amount"),
        ("Amount", "12.345", "more than 2 decimals"),
        ("Amount", "999999999999999999", "too large"),
        ("Amount", "=1+1", "is not an amount"),
        ("Customer No", "x" * 41, "too long for a customer number"),
        ("Invoice", "", "The invoice number is missing"),
        ("Invoice", " \t ", "The invoice number is missing"),
        ("Invoice", "x" * 61, "too long for an invoice number"),
        ("Disputed", "perhaps", "“perhaps” is neither yes nor no, nor an amount"),
        ("Disputed", "-2.00", "“-2.00” is below zero or above the amount"),
        ("Disputed", "99,999.00", "“99,999.00” is below zero or above the amount"),
        ("Currency", "EUR", "in “EUR”, but this book is kept in USD"),
    ],
)
def test_a_bad_cell_is_a_problem_with_its_line(column: str, text: str, reason: str) -> None:
    rows, problems = read(GOOD, with_cell(column, text))
    assert [row.line for row in rows] == [2]
    assert {problem.line for problem in problems} == {3}
    assert any(reason in problem.reason for problem in problems)


@pytest.mark.parametrize(
    ("text", "disputed", "of_it"),
    [("0.00", False, 1_000), ("2.50", True, 250), ("yes", True, 1_000)],
)
def test_what_is_disputed_is_told_by_a_word_or_a_sum(text: str, disputed: bool, of_it: int) -> None:
    (row,), problems = read(with_cell("Disputed", text))
    assert not problems
    assert (row.disputed, row.disputed_of(1_000)) == (disputed, of_it)


def test_a_customer_without_number_goes_by_its_name() -> None:
    rows, problems = read(with_cell("Customer No", ""))
    assert not problems
    assert rows[0].customer_number == "Acme"


def test_a_row_without_number_and_name_is_a_problem() -> None:
    nobody = ("", "", *GOOD[2:])
    assert [problem.reason for problem in read(nobody)[1]] == ["The customer number is missing."]


def test_each_fault_of_a_row_is_told() -> None:
    _, problems = read(("", "", "", "x", "y", "z", "", "", "", ""))
    assert len(problems) == 5


def test_a_row_with_a_separator_too_many_is_a_problem() -> None:
    _, problems = read((*GOOD, "more"))
    assert problems[0].line == 2
    assert "11 cells, but the heading has 10" in problems[0].reason


@pytest.mark.parametrize(
    ("column", "text", "how"), [("Due", "2013-02-01", "the same"), ("Amount", "56", "different")]
)
def test_a_number_twice_is_a_problem_even_with_the_same_content(
    column: str, text: str, how: str
) -> None:
    _, problems = read(GOOD, with_cell(column, text))
    assert problems == (
        ImportProblem(3, f"Invoice “0007” is already on line 2, with {how} details."),
    )


def test_one_number_for_two_customers_is_a_problem() -> None:
    other = ("C-1", "Zenith", "0008", *GOOD[3:])
    same = ("C-1", "ACME", "0009", *GOOD[3:])
    nameless = ("C-1", "", "0010", *GOOD[3:])
    _, problems = read(GOOD, other, same, nameless)
    assert problems == (
        ImportProblem(3, "Customer “C-1” is called “Zenith” here, but “Acme” on line 2."),
    )


@pytest.mark.parametrize("name", ["<b>x</b>", "=cmd()", "'; DROP", "שלום", "🙂", "x" * 10_000])
def test_names_are_taken_as_they_are(name: str) -> None:
    assert read(with_cell("Client Name", name))[0][0].customer_name == name


def test_control_marks_and_line_breaks_become_spaces() -> None:
    rows, _ = read(with_cell("Client Name", " Acme\n\x1b[31m  Ltd\x07"))
    assert rows[0].customer_name == "Acme [31m Ltd"


def dates(*texts: str) -> Table:
    return table(*((*GOOD[:3], text, "", *GOOD[5:]) for text in texts))


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["4/6/2013", "1/31/2013"], DateOrder.MDY),
        (["4/6/2013", "31/1/2013"], DateOrder.DMY),
        (["13/04/06", "31/12/99"], DateOrder.DMY),
        (["2013/04/06", "2013-01-31"], DateOrder.YMD),
    ],
)
def test_the_order_of_dates_is_inferred_from_the_whole_column(
    texts: list[str], order: DateOrder
) -> None:
    assert date_order_of(dates(*texts), recognise(HEADING), DATE_FIELDS) is order


def test_all_date_columns_tell_the_order_together() -> None:
    rows = table((*GOOD[:3], "4/6/2013", "", *GOOD[5:6], "4/30/2013", *GOOD[7:]))
    assert date_order_of(rows, recognise(HEADING), DATE_FIELDS) is DateOrder.MDY


def test_an_order_that_cannot_be_known_is_asked_for() -> None:
    with pytest.raises(DateOrderUnknown, match="--date-order mdy, dmy or ymd"):
        date_order_of(dates("4/6/2013", "5/6/2013"), recognise(HEADING), DATE_FIELDS)


def test_dates_that_mean_the_same_in_every_order_are_not_asked_for() -> None:
    date_order_of(dates("4/4/2013", "2013-01-31"), recognise(HEADING), DATE_FIELDS)


def test_one_impossible_date_does_not_hide_the_order_of_the_others() -> None:
    mixed = dates("1/31/2013", "2/28/2013", "31/1/2013")
    order = date_order_of(mixed, recognise(HEADING), DATE_FIELDS)
    assert order is DateOrder.MDY
    problems = read_rows(mixed, recognise(HEADING), order, "USD", TODAY).problems
    assert 4 in {problem.line for problem in problems}
