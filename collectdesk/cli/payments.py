"""The command that records a payment."""

from __future__ import annotations

import argparse
from typing import Final

from collectdesk.cli.arguments import Command, day, payment_method
from collectdesk.cli.output import say
from collectdesk.cli.session import currency_of, opened
from collectdesk.domain.dates import long_date
from collectdesk.domain.money import format_amount, parse_money
from collectdesk.domain.payment_method import METHODS
from collectdesk.domain.words import listed
from collectdesk.usecases.charge_corrections import charged_wrongly
from collectdesk.usecases.customers import customer_id_by_number
from collectdesk.usecases.invoices import invoice_id_by_number
from collectdesk.usecases.payment_told import PaidPart, PaymentTold, payment_told
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.short_payments import UNEARNED_DISCOUNT


def _add_payment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--customer", required=True, metavar="NO", help="the customer's number")
    parser.add_argument("--amount", required=True, help="as 1,234.50")
    parser.add_argument("--date", required=True, type=day, help="the day of the payment")
    parser.add_argument(
        "--method", required=True, type=payment_method, choices=METHODS, help="how it was paid"
    )
    parser.add_argument("--reference", default="", help="its number, or the text of the transfer")
    parser.add_argument(
        "--invoice",
        action="extend",
        nargs="+",
        default=[],
        metavar="NO",
        help="invoices to pay first; then the oldest due",
    )


def _payment(args: argparse.Namespace) -> int:
    with opened(args.book) as desk:
        currency = currency_of(desk)
        command = RecordPayment(
            customer_id=desk.ask(customer_id_by_number, args.customer),
            amount=parse_money(args.amount, currency),
            dated=args.date,
            method=args.method,
            reference=args.reference,
            named=tuple(desk.ask(invoice_id_by_number, number) for number in args.invoice),
        )
        told = desk.ask(payment_told, desk.do(record_payment, command).result)
        wrong = desk.ask(charged_wrongly, [command.customer_id])
    paid = format_amount(command.amount, currency, symbol=True)
    say(f"Recorded {paid} from customer {args.customer}, paid on {long_date(args.date)}.")
    say(_allocated(told, currency))
    too_much = -sum(min(0, one.difference) for one in wrong)
    if too_much:
        said = format_amount(too_much, currency, symbol=True)
        say(f"{said} of interest and fees was charged too much; “charges --apply” takes it back.")
    return 0


def _allocated(told: PaymentTold, currency: str) -> str:
    """Where the money went, in words: the invoices by number, and the credit that is left."""
    done = [f"pays {_part(part, currency)}" for part in told.parts]
    if told.on_account:
        left = format_amount(told.on_account, currency, symbol=True)
        done.append(f"leaves {left} as credit on account")
    return f"It {listed(done)}."


def _part(part: PaidPart, currency: str) -> str:
    settled = [
        (part.discount, "is the discount for paying early"),
        (part.small_balance, "is written off as a small balance"),
    ]
    beside = [
        f"{format_amount(cents, currency, symbol=True)} {why}" for cents, why in settled if cents
    ]
    if part.code == UNEARNED_DISCOUNT:
        beside.append("the discount was taken too late and stays open")
    words = f"{format_amount(part.paid, currency, symbol=True)} of invoice {part.number}"
    return f"{words} ({' and '.join(beside)})" if beside else words


COMMANDS: Final = (Command("payment", "record a payment and allocate it", _add_payment, _payment),)
