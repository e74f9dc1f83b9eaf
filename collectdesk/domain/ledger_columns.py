"""Which column of a file holds what: recognised by name, corrected by the owner, and checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from collectdesk.domain.errors import InvalidInput, KnownError
from collectdesk.domain.words import listed, quoted

CUSTOMER_NUMBER: Final = "customer_number"
CUSTOMER_NAME: Final = "customer_name"
COUNTRY: Final = "country"
INVOICE_NUMBER: Final = "invoice_number"
INVOICE_DATE: Final = "invoice_date"
DUE_DATE: Final = "due_date"
AMOUNT: Final = "amount"
PAID_AMOUNT: Final = "paid_amount"
OPEN_AMOUNT: Final = "open_amount"
TERMS: Final = "terms"
SETTLED_DATE: Final = "settled_date"
DISPUTED: Final = "disputed"
PO_NUMBER: Final = "po_number"
DELIVERY: Final = "delivery"
CURRENCY: Final = "currency"

DATE_FIELDS: Final = (INVOICE_DATE, DUE_DATE, SETTLED_DATE)
_COLUMNS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class LedgerField:
    """Something that an import knows. ``label`` names it to the owner, ``synonyms`` are the
    column names that it is recognised by, folded, the surest first."""

    name: str
    label: str
    synonyms: tuple[str, ...]
    required: bool = False


def _field(name: str, label: str, synonyms: str, required: bool = False) -> LedgerField:
    return LedgerField(name, label, tuple(synonyms.split()), required)


FIELDS: Final = (
    _field(
        CUSTOMER_NUMBER,
        "Customer number",
        "customernumber customerno customernr customernum customerid customercode custnumber custno"
        " custid clientnumber clientno clientid clientcode accountnumber accountno accountid"
        " accountcode acctno debtornumber debtorno debtorid customer client account buyer debtor",
        required=True,
    ),
    _field(
        CUSTOMER_NAME,
        "Customer name",
        "customername clientname companyname accountname buyername debtorname company name customer"
        " client account buyer debtor billto soldto",
    ),
    _field(
        INVOICE_NUMBER,
        "Invoice number",
        "invoicenumber invoiceno invoicenr invoicenum invoiceid invnumber invno invid"
        " documentnumber documentno docnumber docno billnumber billno invoice number no",
        required=True,
    ),
    _field(
        INVOICE_DATE,
        "Invoice date",
        "invoicedate dateofinvoice invdate issuedate dateissued issuedon issued invoicedon"
        " documentdate docdate billingdate billdate date dated",
        required=True,
    ),
    _field(
        DUE_DATE,
        "Due date",
        "duedate datedue dueon paymentduedate paymentdue netduedate payby paybydate due",
    ),
    _field(
        AMOUNT,
        "Amount",
        "invoiceamount invoicetotal invamount invoicevalue totalamount amount total grossamount"
        " gross originalamount value sum",
        required=True,
    ),
    _field(
        SETTLED_DATE,
        "Paid on",
        "settleddate datesettled settledon settlementdate settled paiddate datepaid paidon"
        " paymentdate dateofpayment paymentreceived cleareddate closeddate closedon paid",
    ),
    _field(
        PAID_AMOUNT,
        "Paid so far",
        "paidamount amountpaid totalpaid paidtotal paidtodate paidsofar paymentamount"
        " amountreceived receivedamount payments",
    ),
    _field(
        OPEN_AMOUNT,
        "Still open",
        "openbalance balancedue openamount amountopen amountdue dueamount outstandingamount"
        " outstandingbalance amountoutstanding remainingamount amountremaining remainingbalance"
        " balance outstanding remaining unpaid stillopen open",
    ),
    _field(TERMS, "Terms", "terms paymentterms termsofpayment invoiceterms paymentterm"),
    _field(DISPUTED, "Disputed", "disputed isdisputed indispute dispute"),
    _field(PO_NUMBER, "PO number", "ponumber pono purchaseordernumber purchaseorder customerpo po"),
    _field(COUNTRY, "Country", "country countrycode customercountry"),
    _field(DELIVERY, "Sent by", "delivery deliverymethod paperlessbill sentby"),
    _field(CURRENCY, "Currency", "currency currencycode invoicecurrency curr ccy"),
)
"""All that an import knows, in the order in which the owner reads it."""

_BY_NAME: Final = {field.name: field for field in FIELDS}


def label_of(name: str) -> str:
    """What a field is called to the owner."""
    return _BY_NAME[name].label


class ColumnsMissing(KnownError):
    """The file lacks a column that no invoice can do without."""

    def __init__(self, file_name: str, labels: Sequence[str], columns: Sequence[str]) -> None:
        shown = listed([quoted(column) for column in columns[:_COLUMNS_SHOWN]])
        example = quoted(labels[0])
        super().__init__(
            f"{file_name} has no column that is known as {listed(labels).lower()}; its columns are"
            f" {shown}. Name the column in the file, for example {example}, and try again."
            " Nothing was changed."
        )


def recognise(columns: Iterable[str], fields: Sequence[LedgerField] = FIELDS) -> dict[str, str]:
    """The column of each field that the names tell, by the field's name."""
    free = {_folded(column): column for column in reversed(list(columns))}
    mapping: dict[str, str] = {}
    for field in fields:
        known = next((synonym for synonym in field.synonyms if synonym in free), None)
        if known is not None:
            mapping[field.name] = free.pop(known)
    return mapping


def check_mapping(
    file_name: str,
    columns: Sequence[str],
    mapping: Mapping[str, str],
    fields: Sequence[LedgerField] = FIELDS,
) -> None:
    """Raises ColumnsMissing or InvalidInput when the mapping cannot be used for the columns."""
    for name, column in mapping.items():
        if column not in columns or all(field.name != name for field in fields):
            raise InvalidInput(
                f"{file_name} has no column {quoted(column)}. Choose another column.", name
            )
    missing = [
        field.label
        for field in fields
        if field.required and field.name not in mapping and not _stands_in(field.name, mapping)
    ]
    if missing:
        raise ColumnsMissing(file_name, missing, columns)


def _stands_in(name: str, mapping: Mapping[str, str]) -> bool:
    """A customer without a number goes by the name."""
    return name == CUSTOMER_NUMBER and CUSTOMER_NAME in mapping


def _folded(column: str) -> str:
    plain = unicodedata.normalize("NFKC", column).casefold().replace("#", "no")
    without_remarks = re.sub(r"\(.*?\)", "", plain) or plain
    return "".join(mark for mark in without_remarks if mark.isalnum())
