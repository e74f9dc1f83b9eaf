"""A bank's files for tests."""

from __future__ import annotations

HEADER = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

"""
XML_HEADER = '<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>'


def entry(
    day: str = "20260312",
    amount: str = "240.00",
    bank_id: str = "1",
    name: str = "ACME",
    memo: str = "",
) -> str:
    """One transaction in the old form, without closing tags."""
    return (
        f"<STMTTRN>\n<TRNTYPE>CREDIT\n<DTPOSTED>{day}\n<TRNAMT>{amount}\n<FITID>{bank_id}\n"
        f"<NAME>{name}\n<MEMO>{memo}\n</STMTTRN>\n"
    )


def sgml(*entries: str, currency: str = "USD", account: str = "12345678") -> str:
    """A statement in the old form."""
    return (
        f"{HEADER}<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>{currency}\n<BANKACCTFROM>\n"
        f"<ACCTID>{account}\n</BANKACCTFROM>\n<BANKTRANLIST>\n{''.join(entries)}</BANKTRANLIST>\n"
        "<LEDGERBAL><BALAMT>1<DTASOF>20260331</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )
