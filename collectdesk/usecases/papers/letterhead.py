"""What all printed papers share: both parties, the slip, the aging strip, the letter texts."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from typing import Any

from collectdesk.domain.aging import Aging
from collectdesk.domain.english import english_of
from collectdesk.domain.names import first_name, greeting_name
from collectdesk.domain.papers import AgingStrip, Firm, LetterFact, LetterPaper, Party, Slip
from collectdesk.domain.pay_code import iban_in, link_code, transfer_code
from collectdesk.domain.statement import shown_buckets
from collectdesk.domain.texts import LetterTemplate, LetterWords, write_letter
from collectdesk.store import customers as stored
from collectdesk.usecases.letters import letter_texts
from collectdesk.usecases.work import Work

_BETWEEN_SENTENCES = re.compile(r"((?<=[.!?])\s+|\s+[·|•–—]\s+|\s*\n\s*)")
_PAYABLES_ROLES = ("ap", "accounts payable", "payables", "payments", "ap clerk", "ap manager")


def letter_templates(work: Work, customer: Mapping[str, Any] | None) -> dict[str, LetterTemplate]:
    """The letter texts: the owner's own, in the customer's language if there are such, and those
    of the program for the others."""
    language = str(customer["language"]).casefold().strip() if customer else ""
    return letter_texts.in_use(work.settings.letter_texts, language, english_of(work.currency))


def firm(work: Work, *, is_firm: bool = False) -> Firm:
    """The owner's business as it appears on letters; a firm letter thanks nobody at its foot."""
    own = work.settings
    return Firm(
        name=own.firm_name or "Your firm",
        address=lines(own.firm_address),
        phone=own.firm_phone,
        email=own.firm_email,
        tax_id=own.firm_tax_id,
        colour=own.firm_colour,
        logo=_picture(own.firm_logo),
        footer=without_thanks(own.firm_footer) if is_firm else own.firm_footer,
        bank_lines=lines(own.bank_lines),
    )


def without_thanks(footer: str) -> str:
    """The foot of a page without its sentences of thanks: what has to stand there stays."""
    parts = _BETWEEN_SENTENCES.split(footer)
    kept = [at for at in range(0, len(parts), 2) if "thank" not in parts[at].casefold()]
    ends = [*(parts[at + 1] for at in kept[:-1]), ""]
    return "".join(parts[at] + end for at, end in zip(kept, ends, strict=False)).strip()


def _picture(encoded: str) -> bytes | None:
    try:
        return base64.b64decode(encoded, validate=True) or None
    except (binascii.Error, ValueError):
        return None


def party(work: Work, customer: dict[str, Any]) -> Party:
    """The customer as addressed, to the attention of whoever looks after payments."""
    person = payables_contact(work, customer["id"])
    attention = ""
    if person:
        attention = ", ".join(filter(None, [person["name"], _in_a_sentence(person["role"])]))
    return Party(
        name=customer["name"],
        number=_told_number(customer),
        attention=attention,
        address=lines(customer["billing_address"]),
        tax_id=customer["tax_id"],
    )


def _told_number(customer: dict[str, Any]) -> str:
    """Who came in from a list without numbers goes by the name, which is told already."""
    number: str = customer["number"]
    return "" if number.casefold() == customer["name"].casefold() else number


def _in_a_sentence(role: str) -> str:
    """ "Accounts payable" in small letters; what is short for something, as AP, stays."""
    return " ".join(
        word if word.isupper() and len(word) > 1 else word.lower() for word in role.split()
    )


def payables_contact(work: Work, customer_id: int) -> dict[str, Any] | None:
    """The person who looks after payments; else the first named; else None."""
    people = stored.contacts(work.db, customer_id)
    for person in people:
        if person["role"].casefold() in _PAYABLES_ROLES:
            return person
    return people[0] if people else None


def salutation_name(work: Work, customer: dict[str, Any]) -> str:
    """Whom a letter greets: the payables contact as people greet, or the customer."""
    person = payables_contact(work, customer["id"])
    return greeting_name(str(person["name"])) if person else str(customer["name"])


def personal_name(work: Work, customer: dict[str, Any]) -> str:
    """Whom a personal note greets: the first name of the payables contact, or the customer."""
    person = payables_contact(work, customer["id"])
    return first_name(str(person["name"])) if person else str(customer["name"])


def sender(work: Work) -> tuple[str, ...]:
    """Who signs a letter."""
    own = work.settings
    return tuple(filter(None, [own.owner_name or own.collector_name, own.firm_name]))


def signed(work: Work, words: LetterWords) -> tuple[str, ...]:
    """The close of a letter: its greeting, then who signs."""
    return tuple(filter(None, [words.sign_off, *sender(work)]))


def letter(
    work: Work, customer: Party, words: LetterWords, facts: Iterable[LetterFact] = ()
) -> LetterPaper:
    """A letter of today with these words, and of the facts those that say anything."""
    return LetterPaper(
        firm=firm(work),
        customer=customer,
        issued=work.today,
        heading=words.heading,
        salutation=words.salutation,
        paragraphs=words.paragraphs,
        facts=tuple(fact for fact in facts if fact.value),
        closing=words.closing,
        sender=signed(work, words),
        stamp=words.stamp,
    )


def slip(
    work: Work, customer: Mapping[str, Any] | None, amount_due: int, references: tuple[str, ...],
    due: Any = None,
) -> Slip | None:  # fmt: skip
    """The part that comes back with the money; none when there is nothing to pay."""
    if amount_due <= 0:
        return None
    own = work.settings
    values = {"firm": own.firm_name, "phone": own.firm_phone, "email": own.firm_email}
    words = write_letter(letter_templates(work, customer)["slip"], values)
    return Slip(
        amount_due=amount_due,
        references=references,
        due=due,
        remit_to=tuple(filter(None, [own.firm_name, *lines(own.firm_address)])),
        pay_code=_pay_code(work, amount_due, references),
        heading=words.heading,
        ticks=words.paragraphs,
    )


def _pay_code(work: Work, amount_due: int, references: tuple[str, ...]) -> str:
    """A transfer where the book is kept in euro and an IBAN is known, else the owner's link."""
    own = work.settings
    reference = " ".join(references)
    iban = iban_in(lines(own.bank_lines)) if work.currency == "EUR" else ""
    code = transfer_code(own.firm_name, iban, amount_due, reference) if iban else ""
    return code or link_code(own.payment_link, references[0] if references else "")


def strip(aged: Aging) -> AgingStrip:
    """The five cells of an aging by due date."""
    current, to_30, to_60, to_90, over_90 = shown_buckets(aged)
    return AgingStrip(current, to_30, to_60, to_90, over_90, aged.unapplied)


def lines(text: str) -> tuple[str, ...]:
    """The lines of a typed text that are not empty."""
    return tuple(part.strip() for part in text.splitlines() if part.strip())
