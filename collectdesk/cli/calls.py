"""Commands of the day: whom to call, and what came of a call."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Final

from collectdesk.cli.arguments import Command, add_as_of, add_json, day, payment_method
from collectdesk.cli.output import amount, say, say_json, say_table
from collectdesk.cli.session import currency_of, opened
from collectdesk.domain.answer import ANSWERS, Answer, answer_by_code
from collectdesk.domain.call import OutcomeCode
from collectdesk.domain.dates import long_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import format_amount, major_string, parse_money
from collectdesk.domain.promise import PromiseMethod
from collectdesk.domain.rows import CustomerRow
from collectdesk.domain.words import counted, quoted
from collectdesk.usecases.calls import LogCall, log_call
from collectdesk.usecases.customers import customer_id_by_number
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.pages import customer_listing
from collectdesk.usecases.promises import NewPromise
from collectdesk.usecases.queue_rows import queue_as_of

_EVERYONE: Final = 1_000_000


def _add_today(parser: argparse.ArgumentParser) -> None:
    add_as_of(parser)
    add_json(parser)


def _today(args: argparse.Namespace) -> int:
    with opened(args.book) as desk:
        on = args.as_of or desk.today
        currency = currency_of(desk)
        rows = _queue(desk, on)
    if args.json:
        say_json(
            {
                "as_of": on.isoformat(),
                "currency": currency,
                "customers": [
                    {
                        "number": row.number,
                        "name": row.name,
                        "amount": major_string(row.amount, currency),
                        "score": row.score,
                        "pinned": row.pinned,
                        "reason": row.reason,
                        "reason_long": row.reason_long,
                    }
                    for row in rows
                ],
            }
        )
    else:
        _say_queue(rows, on, currency)
    return 0


def _queue(desk: Desk, on: date) -> tuple[CustomerRow, ...]:
    if on == desk.today:
        return desk.ask(customer_listing, "today", limit=_EVERYONE).rows
    return desk.ask(queue_as_of, on)


def _say_queue(rows: tuple[CustomerRow, ...], on: date, currency: str) -> None:
    if not rows:
        say(f"Nobody to call on {long_date(on)}.")
        return
    say(f"To call on {long_date(on)}: {counted(len(rows), 'customer')}; * stands first")
    say()
    say_table(
        ["", "Score", "No.", "Customer", "Amount", "Why"],
        [
            [
                "*" if row.pinned else "",
                str(row.score),
                row.number,
                row.name,
                amount(row.amount, currency),
                row.reason,
            ]
            for row in rows
        ],
        right=" r  r ",
    )


def _answer_codes() -> dict[str, str]:
    """Each answer by its own code, and by the outcome that it is recorded as."""
    codes = {answer.code: answer.code for answer in ANSWERS}
    for answer in ANSWERS:
        codes.setdefault(answer.outcome.value, answer.code)
    return codes


def _answer(text: str) -> Answer:
    code = _answer_codes().get(text.strip().lower())
    if code is None:
        known = ", ".join(answer.code for answer in ANSWERS)
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not an answer. Use one of: {known}.")
    return answer_by_code(code)


def _add_call(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--customer", required=True, metavar="NO", help="the customer's number")
    parser.add_argument(
        "--answer",
        required=True,
        type=_answer,
        metavar="CODE",
        help="what was answered: " + ", ".join(answer.code for answer in ANSWERS),
    )
    parser.add_argument("--spoke-to", default="", metavar="NAME", help="whom you spoke to")
    parser.add_argument("--note", default="", metavar="TEXT", help="what was said")
    parser.add_argument("--promise", metavar="AMOUNT", help="what was promised; needs --by")
    parser.add_argument("--by", type=day, metavar="DATE", help="the promised day")
    parser.add_argument(
        "--method",
        type=payment_method,
        choices=[method.value for method in PromiseMethod],
        help="how the money will come; check (or cheque) unless said otherwise",
    )
    parser.add_argument(
        "--reference", default="", metavar="NO", help="the number of the payment, if they gave one"
    )
    parser.add_argument("--next", type=day, metavar="DATE", help="the day of the next step")
    parser.set_defaults(check=_check_promise)


def _check_promise(args: argparse.Namespace) -> str:
    """What is wrong with the words given, or nothing."""
    if (args.promise is None) != (args.by is None):
        return "a promise is an amount and a date: give --promise and --by together"
    if args.method and args.promise is None:
        return "--method tells how a promise will be paid: give --promise and --by too"
    return ""


def _call(args: argparse.Namespace) -> int:
    answer: Answer = args.answer
    if answer.outcome is OutcomeCode.DISPUTE:
        raise InvalidInput(
            "A dispute needs its invoice and what is wrong with it. Log this call in the window.",
            "answer",
        )
    with opened(args.book) as desk:
        currency = currency_of(desk)
        promise = _promise(args, currency)
        desk.do(
            log_call,
            LogCall(
                customer_id=desk.ask(customer_id_by_number, args.customer),
                answer=answer.code,
                spoke_to=args.spoke_to,
                note=args.note,
                promise=promise,
                next_on=args.next,
                reference=args.reference,
            ),
        )
    say(f"Logged the call with customer {args.customer}: {answer.label}.")
    if promise:
        promised = [
            format_amount(promise.amount, currency, symbol=True),
            PromiseMethod(promise.method).words(currency),
            f"(number {args.reference})" if args.reference else "",
        ]
        say(f"Promised: {' '.join(filter(None, promised))}, {long_date(promise.date)}.")
    return 0


def _promise(args: argparse.Namespace, currency: str) -> NewPromise | None:
    if args.promise is None:
        return None
    method = args.method or PromiseMethod.CHEQUE.value
    return NewPromise(parse_money(args.promise, currency), args.by, method)


COMMANDS: Final = (
    Command("today", "whom to call, and why", _add_today, _today),
    Command("call", "log a call, with what was promised", _add_call, _call),
)
