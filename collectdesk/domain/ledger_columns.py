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
KIND: Final = "kind"
STATUS: Final = "status"
CREDIT_FOR: Final = "credit_for"
HISTORY: Final = "history"
PERSON: Final = "person"
FIRST_NAME: Final = "first_name"
LAST_NAME: Final = "last_name"
PHONE: Final = "phone"
EMAIL: Final = "email"
ADDRESS: Final = "address"
ADDRESS_2: Final = "address_2"
ADDRESS_3: Final = "address_3"
CITY: Final = "city"
REGION: Final = "region"
POSTCODE: Final = "postcode"

DATE_FIELDS: Final = (INVOICE_DATE, DUE_DATE, SETTLED_DATE)
_COLUMNS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class LedgerField:
    """Something that an import knows. ``label`` names it to the owner, ``synonyms`` are the
    column names that it is recognised by, folded, the surest first, ``hint`` says what its cells
    may hold where the label does not."""

    name: str
    label: str
    synonyms: tuple[str, ...]
    required: bool = False
    hint: str = ""


_FIRMS: Final = " ".join(("organization", "organisation"))
_SHORT_CODES: Final = " ".join(("zip", "postcode", "plz"))
"""Word by word, as they stand in the files of others: they are said to nobody."""


def _field(
    name: str, label: str, synonyms: str, required: bool = False, hint: str = ""
) -> LedgerField:
    return LedgerField(name, label, tuple(synonyms.split()), required, hint)


FIELDS: Final = (
    _field(
        CUSTOMER_NUMBER,
        "Customer number",
        "customernumber customerno customernr customernum customerid customercode custnumber custno"
        " custid clientnumber clientno clientid clientcode accountnumber accountno accountid"
        " accountcode acctno ac acref accountref accountreference debtornumber"
        " debtorno debtorid customer client account buyer debtor",
        required=True,
    ),
    _field(
        CUSTOMER_NAME,
        "Customer name",
        "customername customerfullname clientname companyname accountname buyername debtorname"
        " company name customer client account buyer debtor billto soldto contactname " + _FIRMS,
    ),
    _field(
        INVOICE_NUMBER,
        "Invoice number",
        "invoicenumber invoiceno invoicenr invoicenum invoiceid invnumber invno invid"
        " documentnumber documentno docnumber docno billnumber billno invoice num number no ref"
        " reference transactionnumber transactionno",
        required=True,
    ),
    _field(
        INVOICE_DATE,
        "Invoice date",
        "invoicedate dateofinvoice invdate issuedate dateissued issuedon issued invoicedon"
        " documentdate docdate billingdate billdate date dated createddate createdon created",
        required=True,
    ),
    _field(
        DUE_DATE,
        "Due date",
        "duedate invoiceduedate invoicedue datedue dueon paymentduedate paymentdue netduedate"
        " payby paybydate due",
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
        "paidamount amountpaid invoiceamountpaid totalpaid paidtotal paidtodate paidsofar"
        " paymentamount amountreceived receivedamount payments",
    ),
    _field(
        OPEN_AMOUNT,
        "Still open",
        "openbalance balancedue openamount amountopen amountremaining amountdue invoiceamountdue"
        " dueamount"
        " outstandingamount outstandingbalance amountoutstanding remainingamount"
        " remainingbalance balance outstanding remaining unpaid stillopen open",
    ),
    _field(TERMS, "Terms", "terms paymentterms termsofpayment invoiceterms paymentterm"),
    _field(
        DISPUTED,
        "Disputed",
        "disputed isdisputed indispute dispute",
        hint="Yes or no (also 1 or 0), or how much of the invoice is disputed. Where any cell of"
        " the column holds another amount than 1 or 0, all of them are amounts.",
    ),
    _field(PO_NUMBER, "PO number", "ponumber pono purchaseordernumber purchaseorder customerpo po"),
    _field(
        KIND,
        "Type",
        "transactiontype documenttype doctype invoicetype type",
        hint="Credit notes and payments come in on account, with what is unused of them.",
    ),
    _field(
        STATUS,
        "Status",
        "invoicestatus status",
        hint="Drafts and void invoices are passed over.",
    ),
    _field(
        HISTORY,
        "How it was paid",
        "howitwaspaid paymenthistory",
        hint="Each payment with its day, as in a list that CollectDesk exported.",
    ),
    _field(
        CREDIT_FOR,
        "Credit for",
        "creditfor creditedinvoice originalinvoice",
        hint="The number of the invoice that a credit note is about.",
    ),
    _field(DELIVERY, "Sent by", "delivery deliverymethod paperlessbill sentby"),
    _field(CURRENCY, "Currency", "currency currencycode invoicecurrency curr ccy"),
    _field(
        PERSON,
        "Contact person",
        "contactperson person primarycontact maincontact contactfullname contactname contact"
        " attention attn attentionto poattentionto fullname",
    ),
    _field(
        FIRST_NAME, "First name", "firstname contactfirstname forename givenname primaryfirstname"
    ),
    _field(LAST_NAME, "Last name", "lastname contactlastname surname familyname primarylastname"),
    _field(
        PHONE,
        "Phone",
        "phone phonenumber phonenumbers phoneno telephone telephonenumber telephoneno tel telno"
        " mainphone workphone businessphone officephone contactphone customerphone mobile"
        " mobilenumber mobilephone cell cellphone",
    ),
    _field(
        EMAIL,
        "E-mail",
        "email emailaddress emailaddresses emails mail mainemail contactemail customeremail"
        " clientemail billingemail invoiceemail accountsemail",
    ),
    _field(
        ADDRESS,
        "Billing address",
        "billingaddress billaddress address invoiceaddress billtoaddress billingaddressline1"
        " billingaddress1"
        " billingstreet poaddressline1 addressline1 address1 street1 street streetaddress"
        " mailingaddress postaladdress billto1 billto",
    ),
    _field(
        ADDRESS_2,
        "Address line 2",
        "addressline2 address2 street2 billingaddressline2 billingaddress2 billingstreet2"
        " poaddressline2 billto2",
    ),
    _field(
        ADDRESS_3,
        "Address line 3",
        "addressline3 address3 street3 billingaddressline3 billingaddress3 poaddressline3 billto3",
    ),
    _field(CITY, "City", "city town billingcity pocity billtocity citytown suburb"),
    _field(
        REGION,
        "State or region",
        "stateorregion state region province county stateprovince billingstate poregion"
        " billtostate",
    ),
    _field(
        POSTCODE,
        "Postal code",
        "postalcode zipcode billingzip billingpostalcode popostalcode billtozip " + _SHORT_CODES,
    ),
    _field(COUNTRY, "Country", "country countrycode customercountry billingcountry pocountry"),
)
"""All that an import knows, in the order in which the owner reads it."""

CUSTOMER_FIELDS: Final = (
    CUSTOMER_NUMBER, CUSTOMER_NAME, TERMS, CURRENCY, PERSON, FIRST_NAME, LAST_NAME, PHONE, EMAIL,
    ADDRESS, ADDRESS_2, ADDRESS_3, CITY, REGION, POSTCODE, COUNTRY,
)  # fmt: skip
"""What a list of customers alone can tell."""

DETAILS: Final = (
    PERSON, FIRST_NAME, LAST_NAME, PHONE, EMAIL, ADDRESS, ADDRESS_2, ADDRESS_3, CITY, REGION,
    POSTCODE, COUNTRY,
)  # fmt: skip
"""What tells whom to reach at a customer, and where."""

_DETAILS: Final = frozenset(CUSTOMER_FIELDS) - {CUSTOMER_NUMBER, CUSTOMER_NAME, CURRENCY}
_INVOICE_ALONE: Final = (INVOICE_DATE, AMOUNT, OPEN_AMOUNT)
_OF_A_LINE: Final = frozenset(
    (
        "unitamount", "unitprice", "lineamount", "linetotal", "linesubtotal", "quantity", "qty",
        "itemname", "itemdescription", "lineitemname", "productservice",
    )
)  # fmt: skip
_OF_THE_LEDGER: Final = {"accountcode": "unitamount"}
"""Names that mean another thing beside a certain column: the seller's own account, of each line."""

_BY_NAME: Final = {field.name: field for field in FIELDS}


def label_of(name: str) -> str:
    """What a field is called to the owner."""
    return _BY_NAME[name].label


class ColumnsMissing(KnownError):
    """The file lacks a column that no invoice, or no payment, can do without."""

    def __init__(
        self, file_name: str, labels: Sequence[str], columns: Sequence[str], *, can_choose: bool
    ) -> None:
        shown = listed([quoted(column) for column in columns[:_COLUMNS_SHOWN]])
        what_to_do = (
            "Choose the right one for each (in a terminal with --column"
            f' "{labels[0]}=…"), or name it so in the file.'
            if can_choose
            else f"Name the column in the file, for example {quoted(labels[0])}, and try again."
        )
        super().__init__(
            f"{file_name} has no column that is known as {listed(labels).lower()}; its columns are"
            f" {shown}. {what_to_do} Nothing was changed."
        )


def recognise(columns: Iterable[str], fields: Sequence[LedgerField] = FIELDS) -> dict[str, str]:
    """The column of each field that the names tell, by the field's name.

    Where they name neither day nor amount of an invoice, it is a list of customers.
    """
    listed = list(columns)
    mapping = _recognised(listed, fields)
    if fields is not FIELDS or any(name in mapping for name in _INVOICE_ALONE):
        return mapping
    customers = _recognised(listed, [_BY_NAME[name] for name in CUSTOMER_FIELDS])
    return customers if tells_customers_alone(customers) else mapping


def tells_customers_alone(mapping: Mapping[str, str]) -> bool:
    """Whether the columns tell of customers and of no invoices."""
    names = set(mapping)
    return (
        names <= set(CUSTOMER_FIELDS)
        and not names.isdisjoint((CUSTOMER_NUMBER, CUSTOMER_NAME))
        and not names.isdisjoint(_DETAILS)
    )


def tells_lines(columns: Iterable[str]) -> bool:
    """Whether a row is a line of an invoice, so that an invoice has as many rows as lines."""
    return not _OF_A_LINE.isdisjoint(map(_folded, columns))


def line_total_among(columns: Iterable[str]) -> str | None:
    """The column with the total of a line, tax and all; None where there is none."""
    return next((column for column in columns if _folded(column) == "linetotal"), None)


def means_something(column: str, fields: Sequence[LedgerField] = FIELDS) -> bool:
    """Whether a column's name is known to one of the fields."""
    folded = _folded(column)
    return any(folded in field.synonyms for field in fields)


def _recognised(columns: Sequence[str], fields: Sequence[LedgerField]) -> dict[str, str]:
    free = {_folded(column): column for column in reversed(columns)}
    for name, beside in _OF_THE_LEDGER.items():
        if beside in free:
            free.pop(name, None)
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
    if fields is FIELDS and tells_customers_alone(mapping):
        return
    if fields is FIELDS and mapping and set(mapping) <= _DETAILS:
        name = _BY_NAME[CUSTOMER_NAME].label
        raise ColumnsMissing(file_name, [name], columns, can_choose=True)
    missing = [
        field.label
        for field in fields
        if field.required and field.name not in mapping and not _stands_in(field.name, mapping)
    ]
    if missing:
        raise ColumnsMissing(file_name, missing, columns, can_choose=fields is FIELDS)


def _stands_in(name: str, mapping: Mapping[str, str]) -> bool:
    """A customer without a number goes by the name, and an invoice by what is open of it."""
    instead = {CUSTOMER_NUMBER: CUSTOMER_NAME, AMOUNT: OPEN_AMOUNT}.get(name)
    return instead in mapping


def _folded(column: str) -> str:
    plain = unicodedata.normalize("NFKC", column).casefold().replace("#", "no")
    without_remarks = re.sub(r"\(.*?\)", "", plain) or plain
    return "".join(mark for mark in without_remarks if mark.isalnum())
