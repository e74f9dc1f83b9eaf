"""The first schema. Never edited after a release: later changes are further migrations."""

from __future__ import annotations


def _day(column: str, required: bool = False) -> str:
    """A calendar-day column. The modifier makes SQLite normalise, so 30 February is refused."""
    null = " NOT NULL" if required else ""
    return f"{column} TEXT{null} CHECK (date({column}, '+0 days') IS {column})"


def _text(column: str) -> str:
    return f"{column} TEXT NOT NULL DEFAULT ''"


def _flag(column: str) -> str:
    return f"{column} INTEGER NOT NULL DEFAULT 0 CHECK ({column} IN (0, 1))"


def _one_of(column: str, *words: str) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} TEXT NOT NULL DEFAULT '{words[0]}' CHECK ({column} IN ({listed}))"


def _ref(column: str, table: str, required: bool = True) -> str:
    null = " NOT NULL" if required else ""
    return f"{column} INTEGER{null} REFERENCES {table} (id) ON DELETE RESTRICT"


_TABLES: dict[str, list[str]] = {
    "book": [
        "id INTEGER PRIMARY KEY CHECK (id = 1)",
        "uuid TEXT NOT NULL CHECK (length(uuid) = 36)",
        "created_at TEXT NOT NULL",
        "currency TEXT NOT NULL CHECK (length(currency) = 3)",
        _day("laid_out_on"),
    ],
    "setting": [
        "id INTEGER PRIMARY KEY",
        "name TEXT NOT NULL UNIQUE",
        "value TEXT NOT NULL CHECK (json_valid(value))",
    ],
    "counter": [
        "id INTEGER PRIMARY KEY",
        "name TEXT NOT NULL UNIQUE",
        "next INTEGER NOT NULL CHECK (next > 0)",
    ],
    "holiday": [
        "id INTEGER PRIMARY KEY",
        _day("day", required=True),
        _text("name"),
        "UNIQUE (day)",
    ],
    "customer": [
        "id INTEGER PRIMARY KEY",
        "number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 40)",
        "name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 10000)",
        _text("trade_name"),
        _text("entity_type"),
        _flag("natural_person"),
        _text("tax_id"),
        _text("billing_address"),
        _text("shipping_address"),
        _text("country"),
        _text("language"),
        "currency TEXT NOT NULL CHECK (length(currency) = 3)",
        "terms TEXT NOT NULL",
        "credit_limit INTEGER CHECK (credit_limit >= 0)",
        _one_of("statement_style", "balance-forward", "open-item"),
        _text("pay_run"),
        _one_of("hold", "none", "no_credit", "no_contact"),
        _day("hold_until"),
        _text("hold_reason"),
        _flag("agency_intended"),
        _one_of("placed", "no", "agency", "attorney"),
        _flag("struggling"),
        _text("note"),
        _flag("po_required"),
        _day("created_on", required=True),
        _flag("archived"),
    ],
    "contact": [
        "id INTEGER PRIMARY KEY",
        _ref("customer_id", "customer"),
        "position INTEGER NOT NULL DEFAULT 0",
        "name TEXT NOT NULL CHECK (length(name) > 0)",
        _text("role"),
        _text("phone"),
        _text("extension"),
        _text("email"),
        _text("best_time"),
        _flag("do_not_call"),
        _text("rapport"),
    ],
    "invoice": [
        "id INTEGER PRIMARY KEY",
        _ref("customer_id", "customer"),
        "number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 60)",
        _one_of("kind", "invoice", "interest", "late_fee", "nsf_fee", "refund"),
        _one_of("lifecycle", "draft", "issued", "void"),
        _day("issue_date", required=True),
        _day("due_date", required=True),
        _day("sent_on"),
        _day("delivered_on"),
        _day("discount_date"),
        "discount_amount INTEGER NOT NULL DEFAULT 0 CHECK (discount_amount >= 0)",
        _text("po_number"),
        "terms TEXT NOT NULL",
        "net INTEGER NOT NULL",
        "tax INTEGER NOT NULL",
        "total INTEGER NOT NULL CHECK (total >= 0)",
        "balance INTEGER NOT NULL CHECK (balance BETWEEN 0 AND total)",
        "written_off INTEGER NOT NULL DEFAULT 0 CHECK (written_off BETWEEN 0 AND total)",
        "disputed INTEGER NOT NULL DEFAULT 0 CHECK (disputed BETWEEN 0 AND balance)",
        _day("closed_on"),
        _day("void_on"),
        _text("void_reason"),
        _one_of("satisfaction", "unknown", "confirmed", "problem"),
        "terms_version INTEGER NOT NULL DEFAULT 0",
        _ref("parent_id", "invoice", required=False),
        _text("note"),
        "CHECK (net + tax = total)",
        "CHECK ((lifecycle = 'void') = (void_on IS NOT NULL))",
        "CHECK (lifecycle != 'void' OR balance = 0)",
    ],
    "invoice_line": [
        "id INTEGER PRIMARY KEY",
        _ref("invoice_id", "invoice"),
        "position INTEGER NOT NULL",
        _text("description"),
        "quantity_milli INTEGER NOT NULL",
        _text("unit"),
        "unit_price INTEGER NOT NULL",
        "discount_bp INTEGER NOT NULL DEFAULT 0 CHECK (discount_bp BETWEEN 0 AND 10000)",
        "tax_rate_bp INTEGER NOT NULL DEFAULT 0 CHECK (tax_rate_bp BETWEEN 0 AND 10000)",
        _text("tax_name"),
        "net INTEGER NOT NULL",
    ],
    "credit": [
        "id INTEGER PRIMARY KEY",
        _ref("customer_id", "customer"),
        _one_of("kind", "payment", "credit_note", "write_off", "discount"),
        _text("number"),
        _day("dated", required=True),
        _day("received_on"),
        _text("method"),
        _text("reference"),
        "amount INTEGER NOT NULL CHECK (amount > 0)",
        "unapplied INTEGER NOT NULL CHECK (unapplied BETWEEN 0 AND amount)",
        _one_of("state", "received", "cleared", "reversed"),
        _day("reversed_on"),
        _text("reason"),
        _text("note"),
        "CHECK ((state = 'reversed') = (reversed_on IS NOT NULL))",
        "CHECK (state != 'reversed' OR unapplied = 0)",
    ],
    "allocation": [
        "id INTEGER PRIMARY KEY",
        _ref("customer_id", "customer"),
        _ref("credit_id", "credit"),
        _ref("invoice_id", "invoice"),
        "amount INTEGER NOT NULL CHECK (amount != 0)",
        _day("dated", required=True),
    ],
    "call": [
        "id INTEGER PRIMARY KEY",
        _ref("customer_id", "customer"),
        _one_of("direction", "out", "in"),
        _one_of("purpose", "collection", "courtesy", "service"),
        "at TEXT NOT NULL CHECK (length(at) = 19 AND datetime(at) IS NOT NULL)",
        _text("spoke_to"),
        "seconds INTEGER NOT NULL DEFAULT 0 CHECK (seconds >= 0)",
        "answer TEXT NOT NULL",
        "outcome TEXT NOT NULL",
        _text("reason"),
        _text("note"),
        _text("next_step"),
        _day("next_on"),
        _text("made_by"),
    ],
    "follow_up": [
        "id INTEGER PRIMARY KEY",
        _ref("customer_id", "customer"),
        _ref("call_id", "call", required=False),
        _day("due_on", required=True),
        _text("due_time"),
        "what TEXT NOT NULL",
        _day("done_on"),
    ],
    "promise": [
        "id INTEGER PRIMARY KEY",
        _ref("customer_id", "customer"),
        _ref("call_id", "call", required=False),
        _day("made_on", required=True),
        "amount INTEGER NOT NULL CHECK (amount > 0)",
        _day("promised_for", required=True),
        "method TEXT NOT NULL",
        _text("reference"),
        _day("deadline", required=True),
        _one_of("state", "open", "kept", "partly_kept", "broken", "renegotiated", "cancelled"),
        _day("judged_on"),
        "received INTEGER NOT NULL DEFAULT 0 CHECK (received >= 0)",
        _text("promised_by"),
    ],
    "promise_invoice": [
        "id INTEGER PRIMARY KEY",
        _ref("promise_id", "promise"),
        _ref("invoice_id", "invoice"),
        "UNIQUE (promise_id, invoice_id)",
    ],
    "dispute": [
        "id INTEGER PRIMARY KEY",
        _ref("customer_id", "customer"),
        _ref("invoice_id", "invoice"),
        "amount INTEGER NOT NULL CHECK (amount > 0)",
        "reason TEXT NOT NULL",
        _text("owner"),
        _day("opened_on", required=True),
        _one_of("state", "open", "investigating", "offered", "resolved"),
        _text("next_step"),
        _day("next_on"),
        _text("resolution"),
        _day("resolved_on"),
        _text("note"),
        "CHECK ((state = 'resolved') = (resolved_on IS NOT NULL))",
    ],
    "plan": [
        "id INTEGER PRIMARY KEY",
        _ref("customer_id", "customer"),
        _day("agreed_on", required=True),
        "amount INTEGER NOT NULL CHECK (amount > 0)",
        "down_payment INTEGER NOT NULL DEFAULT 0 CHECK (down_payment >= 0)",
        "cure_days INTEGER NOT NULL DEFAULT 5 CHECK (cure_days >= 0)",
        _one_of("state", "proposed", "signed", "active", "completed", "defaulted", "accelerated"),
        _text("note"),
    ],
    "plan_invoice": [
        "id INTEGER PRIMARY KEY",
        _ref("plan_id", "plan"),
        _ref("invoice_id", "invoice"),
        "UNIQUE (plan_id, invoice_id)",
    ],
    "instalment": [
        "id INTEGER PRIMARY KEY",
        _ref("customer_id", "customer"),
        _ref("plan_id", "plan"),
        "position INTEGER NOT NULL CHECK (position >= 0)",
        _day("due_on", required=True),
        "amount INTEGER NOT NULL CHECK (amount > 0)",
    ],
    "note": [
        "id INTEGER PRIMARY KEY",
        _ref("customer_id", "customer"),
        "at TEXT NOT NULL CHECK (length(at) = 19 AND datetime(at) IS NOT NULL)",
        "kind TEXT NOT NULL DEFAULT 'note'",
        "text TEXT NOT NULL",
        _text("made_by"),
    ],
    "document": [
        "id INTEGER PRIMARY KEY",
        _ref("customer_id", "customer"),
        "number TEXT NOT NULL UNIQUE",
        "kind TEXT NOT NULL",
        _day("issued_on", required=True),
        _text("title"),
        "amount INTEGER",
        _text("stamp"),
        _text("period"),
        "page TEXT NOT NULL CHECK (page IN ('letter', 'a4'))",
        "envelope TEXT NOT NULL",
        "paper TEXT NOT NULL CHECK (json_valid(paper))",
        "sha256 TEXT CHECK (sha256 IS NULL OR length(sha256) = 64)",
        _day("printed_on"),
        _text("channel"),
        _text("address_used"),
    ],
    "document_body": [
        "id INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE RESTRICT",
        "pdf BLOB NOT NULL",
    ],
    "document_invoice": [
        "id INTEGER PRIMARY KEY",
        _ref("document_id", "document"),
        _ref("invoice_id", "invoice"),
        "UNIQUE (document_id, invoice_id)",
    ],
    "worklist": [
        "id INTEGER PRIMARY KEY REFERENCES customer (id) ON DELETE CASCADE",
        "place TEXT NOT NULL CHECK (place IN ('today', 'resting', 'none'))",
        "pin INTEGER",
        "score INTEGER NOT NULL",
        "owes INTEGER NOT NULL",
        "past_due INTEGER NOT NULL",
        "overdue INTEGER NOT NULL",
        "days_late INTEGER NOT NULL",
        "promised INTEGER NOT NULL",
        _day("promised_next"),
        "amount INTEGER NOT NULL",
        "reason TEXT NOT NULL",
        "reason_long TEXT NOT NULL",
        "shown TEXT NOT NULL",
        "tone TEXT NOT NULL",
        "sort_name TEXT NOT NULL",
    ],
    "step": [
        "id INTEGER PRIMARY KEY",
        "at TEXT NOT NULL",
        "who TEXT NOT NULL",
        "what TEXT NOT NULL",
        "label TEXT NOT NULL",
        "undoes INTEGER REFERENCES step (id) ON DELETE RESTRICT",
        "command TEXT NOT NULL CHECK (json_valid(command))",
    ],
    "step_row": [
        "id INTEGER PRIMARY KEY",
        "step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE RESTRICT",
        "row_table TEXT NOT NULL",
        "row_id INTEGER NOT NULL",
        "before TEXT CHECK (before IS NULL OR json_valid(before))",
        "after TEXT CHECK (after IS NULL OR json_valid(after))",
    ],
}

_INDEXES = [
    "CREATE INDEX contact_customer ON contact (customer_id, position)",
    "CREATE INDEX invoice_customer ON invoice (customer_id, lifecycle, issue_date)",
    "CREATE INDEX invoice_open ON invoice (customer_id, due_date, issue_date, balance, disputed)"
    " WHERE balance > 0 AND lifecycle = 'issued'",
    "CREATE INDEX invoice_issued ON invoice (issue_date, id)",
    "CREATE INDEX invoice_due ON invoice (due_date) WHERE balance > 0 AND lifecycle = 'issued'",
    "CREATE INDEX invoice_closed ON invoice (customer_id, closed_on) WHERE closed_on IS NOT NULL",
    "CREATE INDEX invoice_line_invoice ON invoice_line (invoice_id, position)",
    "CREATE INDEX credit_customer ON credit (customer_id, dated)",
    "CREATE INDEX credit_dated ON credit (dated, kind)",
    "CREATE INDEX credit_unapplied ON credit (customer_id, unapplied) WHERE unapplied > 0",
    "CREATE INDEX allocation_invoice ON allocation (invoice_id, dated, amount)",
    "CREATE INDEX allocation_credit ON allocation (credit_id, dated, amount)",
    "CREATE INDEX allocation_customer ON allocation (customer_id, dated)",
    "CREATE INDEX call_customer ON call (customer_id, at, outcome, direction)",
    "CREATE INDEX call_reason ON call (customer_id, at) WHERE reason != ''",
    "CREATE INDEX call_at ON call (at)",
    "CREATE INDEX follow_up_open ON follow_up (customer_id, due_on) WHERE done_on IS NULL",
    "CREATE INDEX promise_customer ON promise (customer_id, state, deadline)",
    "CREATE INDEX promise_open ON promise (deadline) WHERE state = 'open'",
    "CREATE INDEX promise_invoice_invoice ON promise_invoice (invoice_id)",
    "CREATE INDEX dispute_invoice ON dispute (invoice_id, state)",
    "CREATE INDEX dispute_customer ON dispute (customer_id, state)",
    "CREATE INDEX plan_customer ON plan (customer_id, state)",
    "CREATE INDEX plan_invoice_invoice ON plan_invoice (invoice_id)",
    "CREATE INDEX instalment_plan ON instalment (plan_id, position)",
    "CREATE INDEX note_customer ON note (customer_id, at)",
    "CREATE INDEX document_customer ON document (customer_id, issued_on)",
    "CREATE INDEX document_issued ON document (issued_on, id)",
    "CREATE INDEX document_invoice_invoice ON document_invoice (invoice_id)",
    "CREATE INDEX worklist_today ON worklist (place, pin, score DESC)",
    "CREATE INDEX step_row_step ON step_row (step_id)",
]

_APPEND_ONLY = ["step", "step_row", "document_body"]

_SEARCH = [
    f"CREATE VIRTUAL TABLE {name} USING fts5 (words, content='', contentless_delete=1,"
    " detail=none, prefix='1 2 3')"
    for name in ("customer_words", "invoice_words", "note_words")
]


def statements() -> list[str]:
    """The SQL of the first schema, in order."""
    tables = [
        f"CREATE TABLE {name} (\n  " + ",\n  ".join(columns) + "\n) STRICT"
        for name, columns in _TABLES.items()
    ]
    guards = [
        f"CREATE TRIGGER {name}_keeps_{verb.lower()} BEFORE {verb} ON {name}"
        f" BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
        for name in _APPEND_ONLY
        for verb in ("UPDATE", "DELETE")
    ]
    issued = (
        "CREATE TRIGGER invoice_issued_stays BEFORE UPDATE OF number, customer_id, issue_date,"
        " net, tax, total, terms ON invoice WHEN old.lifecycle != 'draft'"
        " AND (old.number IS NOT new.number OR old.customer_id IS NOT new.customer_id"
        " OR old.issue_date IS NOT new.issue_date OR old.net IS NOT new.net"
        " OR old.tax IS NOT new.tax OR old.total IS NOT new.total OR old.terms IS NOT new.terms)"
        " BEGIN SELECT RAISE(ABORT, 'an issued invoice never changes'); END"
    )
    return [*tables, *_INDEXES, *guards, issued, *_SEARCH]
