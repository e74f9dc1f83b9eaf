"""Sums of about the same worth in every currency: what a new book begins with.

A small balance of 1.00 is a dollar to write off in a book of dollars; a hundred dong would be
nothing, and a hundred fils not a third of it. Only the power of ten is kept of what money is worth,
so that a rate of exchange hardly ever makes it wrong; the owner can change each sum.
"""

from __future__ import annotations

from typing import Final

from collectdesk.domain.money import unit

_TENS: Final = (
    "BOB BRL BWP CNY CUP CZK DKK EGP ERN GHS GTQ HKD HNL LSL LYD MAD MDL MOP MRU MUR MVR MXN NAD "
    "NIO NOK SBD SCR SEK SLE SRD STN SVC SZL THB TJS TRY TTD TWD UAH UYU ZAR ZMW"
)
_HUNDREDS: Final = (
    "AFN ALL AMD BDT BTN CVE DJF DOP DZD ETB GMD GYD HTG HUF INR ISK JMD JPY KES KGS KMF KPW LKR "
    "LRD MKD MZN NPR PHP PKR RSD RUB VES VUV XPF YER"
)
_THOUSANDS: Final = (
    "AOA ARS BIF CDF CLP COP CRC IQD KHR KRW KZT MGA MMK MNT MWK NGN RWF SDG SOS SSP TZS UGX XAF "
    "XOF"
)
_TEN_THOUSANDS: Final = "GNF IDR LAK PYG SYP UZS VND"
_HUNDRED_THOUSANDS: Final = "IRR LBP"

_LIKE_A_DOLLAR: Final[dict[str, int]] = {
    code: 10**power
    for power, codes in enumerate(
        (_TENS, _HUNDREDS, _THOUSANDS, _TEN_THOUSANDS, _HUNDRED_THOUSANDS), 1
    )
    for code in codes.split()
}
"""Whole units that are worth about a dollar, where one is worth less than a fifth of it."""

_CENTS: Final = 100


def like_sum(cents: int, currency: str) -> int:
    """A sum of whole dollars, in cents, as one of about the same worth: in minor units of
    ``currency``. A hundred cents are 100 yen, 1,000 won and 1.000 dinar.
    """
    return cents * unit(currency) * _LIKE_A_DOLLAR.get(currency, 1) // _CENTS
