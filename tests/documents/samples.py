"""Papers as a small firm would issue them, for the tests of the documents room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from collectdesk.domain.papers import (
    AgingStrip,
    AgreementPaper,
    ChargeRow,
    DeliveredItem,
    DemandPaper,
    EarlyPrice,
    Enclosure,
    FilePaper,
    Firm,
    InvoiceLine,
    InvoicePaper,
    LetterFact,
    LetterPaper,
    NoticePaper,
    NoticeRow,
    OpenItem,
    PaidItem,
    Paper,
    Party,
    ReceiptPaper,
    Slip,
    StampSpec,
    StatementEntry,
    StatementPaper,
    TaxLine,
    TermsText,
    VerificationPaper,
)
from collectdesk.domain.papers_filed import (
    AgreedItem,
    AgreedPart,
    Blank,
    Clause,
    Section,
    SheetColumn,
    SheetTable,
)
from collectdesk.domain.papers_json import to_json

FIRM = Firm(
    name="Harbor Supplies",
    address=("410 Wharf Street, Suite 2", "Oakland, CA 94607"),
    phone="(510) 555-0182",
    email="ar@harborsupplies.example",
    tax_id="94-1234567",
    footer="Harbor Supplies LLC · Oakland · Tax ID 94-1234567",
    bank_lines=("Bank of the Bay", "Routing 121000358", "Account 0042 117 553"),
)
CUSTOMER = Party(
    name="Harbor Point Dental",
    number="C-0117",
    attention="Attn: Maria Alvarez, accounts payable",
    address=("88 Marina Blvd, Floor 3", "San Francisco, CA 94123"),
)


def notice(rows: int = 3) -> NoticePaper:
    """A second notice about ``rows`` invoices of 1,220.00 each."""
    first = NoticeRow("INV-1042", date(2026, 8, 12), date(2026, 9, 11), 71, 122000, 122000, "7731")
    listed = tuple(replace(first, number=f"INV-{1042 + place}") for place in range(rows))
    total = sum(row.balance for row in listed)
    return NoticePaper(
        firm=FIRM,
        customer=CUSTOMER,
        currency="USD",
        stage="second",
        issued=date(2026, 11, 21),
        heading="Second notice: three invoices are past due",
        salutation="Dear Maria,",
        paragraphs=(
            "we spoke on 12 November and agreed that $2,400.00 would be sent by 19 November. It "
            "has not reached us. The invoices below are open; if something about them is wrong, "
            "tell us today and we will put it right.",
        ),
        rows=listed,
        total=total,
        pay_by=date(2026, 12, 1),
        aging=AgingStrip(156000, 124000, 240000, 122000, 0),
        closing=(
            "If paying in full is hard right now, call us: a short payment plan is better for "
            "both of us than silence.",
        ),
        stamp=StampSpec("past_due", ("Past due", "Second notice", "Please pay by 1 Dec 2026")),
        slip=Slip(total, tuple(row.number for row in listed), date(2026, 12, 1)),
    )


def invoice() -> InvoicePaper:
    """An invoice with a discount for early payment and its terms."""
    return InvoicePaper(
        firm=FIRM,
        customer=CUSTOMER,
        currency="USD",
        number="INV-1117",
        issued=date(2026, 11, 21),
        due=date(2026, 12, 21),
        lines=(
            InvoiceLine("Nitrile gloves, size M", Decimal(40), Decimal("12.50"), 50000, "boxes"),
            InvoiceLine("Autoclave pouches", Decimal("12.5"), Decimal("31.20"), 39000, "packs"),
            InvoiceLine("Screws M3", Decimal(1000), Decimal("0.0375"), 3375, "", Decimal(10)),
        ),
        net=92375,
        taxes=(TaxLine("Sales tax", Decimal("9.25"), 92375, 8545),),
        total=100920,
        amount_due=100920,
        po_number="7811",
        delivered=date(2026, 11, 20),
        ship_to=("Harbor Point Dental, rear entrance", "90 Marina Blvd"),
        terms_label="2 % 10 days, net 30",
        early=EarlyPrice(98902, date(2026, 12, 1)),
        note="Thank you for your order.",
        terms=TermsText("2026-01", "1. Payment is due on the date stated.\n\n2. Please check."),
        slip=Slip(100920, ("INV-1117",), date(2026, 12, 21)),
    )


def verification() -> VerificationPaper:
    """A delivery check for the invoice."""
    return VerificationPaper(
        firm=FIRM,
        customer=CUSTOMER,
        issued=date(2026, 11, 20),
        invoice_number="INV-1117",
        delivered=date(2026, 11, 20),
        reply_by=date(2026, 11, 30),
        items=tuple(
            DeliveredItem(line.description, line.quantity, line.unit) for line in invoice().lines
        ),
        heading="Is everything in order with your delivery?",
        salutation="Dear Maria,",
        paragraphs=("thank you for your order. Please tick what applies and send this page back.",),
        payables_contact="Maria Alvarez",
        stamp=StampSpec("verify", ("Please check & return ☐", "by 30 Nov 2026")),
    )


def statement(entries: int = 3, closing: int = 63235) -> StatementPaper:
    """A balance-forward statement for October."""
    day = date(2026, 10, 2)
    listed = tuple(
        StatementEntry(
            day + timedelta(place % 28), "Invoice", f"INV-{1090 + place}", 51235, 0, 171235 + place
        )
        for place in range(entries)
    )
    return StatementPaper(
        firm=FIRM,
        customer=CUSTOMER,
        currency="USD",
        style="balance_forward",
        period_from=date(2026, 10, 1),
        period_to=date(2026, 10, 31),
        opening=120000,
        closing=closing,
        issued=date(2026, 11, 1),
        entries=listed,
        past_due=12000,
        aging=AgingStrip(51235, 12000, 0, 0, 0),
        paragraphs=("This is your account with us.",),
        slip=Slip(closing, ("INV-1090",), date(2026, 11, 15)),
        stamp=StampSpec("past_due", ("Past due", "$120.00", "Please pay now")),
    )


def open_items() -> StatementPaper:
    """The same account as a list of open items."""
    items = (
        OpenItem("INV-1090", date(2026, 10, 5), date(2026, 11, 4), 51235, 51235, "Invoice"),
        OpenItem("INV-1044", date(2026, 9, 1), date(2026, 10, 1), 30000, 12000, "Invoice"),
    )
    return replace(statement(0), style="open_item", open_items=items)


def receipt() -> ReceiptPaper:
    """Thanks for a check that paid two invoices."""
    return ReceiptPaper(
        firm=FIRM,
        customer=CUSTOMER,
        currency="USD",
        issued=date(2026, 11, 21),
        received=date(2026, 11, 20),
        amount=250000,
        method="Check",
        items=(
            PaidItem("INV-1042", date(2026, 8, 12), 122000, 0),
            PaidItem("INV-1077", date(2026, 9, 18), 118000, 122000),
        ),
        balance=122000,
        heading="Thank you for your payment",
        salutation="Dear Maria,",
        paragraphs=("we received $2,500.00 on 20 November. Thank you.",),
        reference="1107",
        unapplied=10000,
        sender=("Kind regards,", "Dana Kim", "Accounts receivable"),
        stamp=StampSpec("thanks", ("Paid", "Thank you", "20 Nov 2026")),
    )


def letter() -> LetterPaper:
    """The confirmation of a promise."""
    return LetterPaper(
        firm=FIRM,
        customer=CUSTOMER,
        issued=date(2026, 11, 21),
        heading="What we agreed today",
        salutation="Dear Maria,",
        paragraphs=("thank you for the talk today. So that we both have the same note:",),
        facts=(LetterFact("Amount", "$2,400.00"), LetterFact("Date", "27 Nov 2026")),
        closing=("If something comes in the way, please call us before that day.",),
        sender=("Kind regards,", "Dana Kim"),
        stamp=StampSpec("call_us", ("Please call Dana", "(510) 555-0182")),
    )


def agreement() -> AgreementPaper:
    """A balance of 1,000.00 in a down payment and three instalments."""
    return AgreementPaper(
        firm=FIRM,
        customer=CUSTOMER,
        currency="USD",
        issued=date(2026, 11, 21),
        heading="Payment plan agreement",
        salutation="Dear Maria,",
        paragraphs=("thank you for talking with us openly. This is what we agreed.",),
        items=(
            AgreedItem("INV-1042", date(2026, 8, 12), 60000),
            AgreedItem("INV-1077", date(2026, 9, 18), 60000),
        ),
        parts=(
            AgreedPart("Down payment", date(2026, 11, 21), 20000),
            AgreedPart("1", date(2026, 11, 30), 33333),
            AgreedPart("2", date(2026, 12, 30), 33333),
            AgreedPart("3", date(2027, 1, 30), 33334),
        ),
        total=120000,
        clauses=(
            Clause("Balance acknowledged", "Harbor Point Dental owes $1,200.00."),
            Clause("How it is paid", "By bank transfer or check, to arrive on the day."),
            Clause("If a payment is late", "There are five business days to make it up."),
        ),
        closing=("Please sign both copies and send one back.",),
        ours="Dana Kim",
        theirs="Maria Alvarez",
        stamp=StampSpec("plan", ("Payment plan", "3 payments from 30 Nov 2026")),
    )


def demand() -> DemandPaper:
    """The last letter before an agency, with a fee."""
    rows = notice().rows
    return DemandPaper(
        firm=FIRM,
        customer=CUSTOMER,
        currency="USD",
        issued=date(2026, 11, 21),
        deadline=date(2026, 12, 1),
        heading="Demand for payment",
        salutation="Dear Maria,",
        paragraphs=("we demand payment of $3,691.00 by 1 December 2026.",),
        creditor=("Harbor Supplies", "410 Wharf Street, Suite 2", "Oakland, CA 94607"),
        debtor=("Harbor Point Dental Inc.", "88 Marina Blvd", "San Francisco, CA 94123"),
        rows=rows,
        charges=(ChargeRow("Returned-payment fee NSF-1", 2500),),
        total=sum(row.balance for row in rows) + 2500,
        clauses=(
            Clause("Interest", "No interest is claimed in this letter."),
            Clause("If you dispute it", "Write to us by the same day: which part, and why."),
        ),
        sender=("Yours sincerely,", "Dana Kim, owner", "Harbor Supplies"),
    )


def record(calls: int = 2) -> FilePaper:
    """A customer's record with its calls."""
    table = SheetTable(
        (SheetColumn("Date"), SheetColumn("Outcome"), SheetColumn("Note", grows=True)),
        tuple(
            (f"{place + 1:,}", "promise made", "Maria will send a check after the run on Thursday")
            for place in range(calls)
        ),
    )
    return FilePaper(
        firm=FIRM,
        customer=CUSTOMER,
        issued=date(2026, 11, 21),
        heading="Customer record",
        facts=(LetterFact("Owes", "$4,860.00"), LetterFact("Terms", "Net 30")),
        sections=(
            Section("Calls", table=table),
            Section("Promises", table=SheetTable(table.columns, ()), empty="No promise so far."),
        ),
    )


def application() -> FilePaper:
    """A form to fill in, with ticks, lines and signatures."""
    return FilePaper(
        firm=FIRM,
        customer=CUSTOMER,
        issued=date(2026, 11, 21),
        heading="Credit application",
        paragraphs=("Please fill in, sign and send back.",),
        sections=(
            Section("Your business", blanks=(Blank(("Legal name", "Trade name"), ("Harbor",)),)),
            Section("Legal form", ticks=("Corporation", "LLC", "Partnership")),
            Section("Signature", ("I accept the terms.",), signatures=("Harbor Point Dental",)),
        ),
    )


def enclosed(paper: Paper, title: str, sha256: str = "") -> Enclosure:
    """A paper as it goes with another one."""
    return Enclosure(title, to_json(paper), "as sent", sha256)


def hand_over() -> FilePaper:
    """A file for an agency: its own pages, then an invoice of two pages, a notice and a receipt."""
    return replace(
        record(),
        heading="Hand-over file",
        enclosures=(
            enclosed(invoice(), "Invoice INV-1117", "ab" * 32),
            enclosed(notice(), "Second notice D-00007", "cd" * 32),
            enclosed(receipt(), "Receipt D-00009"),
        ),
    )


def with_copies() -> StatementPaper:
    """A statement with a copy of an invoice behind it."""
    copy = replace(invoice(), stamp=StampSpec("copy", ("Copy",)), terms=None)
    return replace(statement(), copies=(enclosed(copy, "Invoice INV-1117"),))


def all_papers() -> tuple[Paper, ...]:
    """One paper of each kind and style."""
    return (
        invoice(), verification(), notice(), statement(), open_items(), receipt(), letter(),
        agreement(), demand(), record(1), application(), hand_over(), with_copies(),
    )  # fmt: skip
