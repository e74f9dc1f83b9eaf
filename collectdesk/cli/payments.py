"""The command that records a payment."""

from __future__ import annotations

import argparse
from typing import Final

from collectdesk.cli.arguments import Command, day, payment_method
from collectdesk.cli.output import say
from collectdesk.cli.session import currency_of, opened
from collectdesk.domain.dates import long_date
from collectdesk.domain.money import format_amount, parse_money
from collectdesk.domain.words import listed
from collectdesk.usecases.charge_corrections import charged_wrongly
from collectdesk.usecases.customers import customer_id_by_number
from collectdesk.usecases.invoices import invoice_id_by_number
from collectdesk.usecases.payments import (
    METHODS,
    RecordPayment,
    open_items,
    record_payment,
)


def _add_payment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--customer", required=True, metavar="NO", help="the customer's number")
    parser.add_argument("--amount", required=True, help="as 1,234.50")
    parser.add_argument("--date", required=True, type=day, help="the day of the payment")
    parser.add_argument(
        "--method", required=True, type=payment_method, choices=METHODS, help="how it was paid"
    )
    parser.add_argument("--reference", default="", help="cheque or transfer number")
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
        before = desk.ask(open_items, command.customer_id)
        desk.do(record_payment, command)
        left = {item.invoice_id: item.balance for item in desk.ask(open_items, command.customer_id)}
        wrong = desk.ask(charged_wrongly, [command.customer_id])
    paid = format_amount(command.amount, currency, symbol=True)
    say(f"Recorded {paid} from customer {args.customer}, paid on {long_date(args.date)}.")
    paid_of = [(item.number, item.balance - left.get(item.invoice_id, 0)) for item in before]
    say(_allocated(paid_of, command.amount, currency))
    too_much = -sum(min(0, one.difference) for one in wrong)
    if too_much:
        said = format_amount(too_much, currency, symbol=True)
        say(f"{said} of interest and fees was charged too much; “charges --apply” takes it back.")
    return 0


def _allocated(paid_of: list[tuple[str, int]], amount: int, currency: str) -> str:
    """Where the money went, in words: the invoices by number, and the credit that is left."""
    done = [
        f"pays {format_amount(part, currency, symbol=True)} of invoice {number}"
        for number, part in paid_of
        if part
    ]
    rest = amount - sum(part for _, part in paid_of)
    if rest:
        done.append(f"leaves {format_amount(rest, currency, symbol=True)} as credit on account")
    return f"It {listed(done)}."


COMMANDS: Final = (Command("payment", "record a payment and allocate it", _add_payment, _payment),)
