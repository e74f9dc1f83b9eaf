"""Each step names its rows by the first and the last of them, and carries its own seal.

Rows are written step after step, so that a range is enough to find them: neither an index over
them nor a table of seals has to be written with each step. What is read in the order of issue
among open invoices follows from the index of closing days.
"""

from __future__ import annotations

_STEP = """
CREATE TABLE step_next (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  label TEXT NOT NULL,
  undoes INTEGER REFERENCES step (id) ON DELETE RESTRICT,
  command TEXT NOT NULL CHECK (json_valid(command)),
  first_row INTEGER NOT NULL,
  last_row INTEGER NOT NULL CHECK (last_row >= first_row - 1),
  hash TEXT CHECK (length(hash) = 64)
) STRICT
"""

_STEP_ROW = """
CREATE TABLE step_row_next (
  id INTEGER PRIMARY KEY,
  row_table TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT
"""

_ROWS = """
INSERT INTO step_row_next (row_table, row_id, before, after)
SELECT row_table, row_id, before, after FROM step_row ORDER BY step_id, id
"""

_STEPS = """
INSERT INTO step_next
SELECT id, at, who, what, label, undoes, command, last - of_it + 1, last, hash
FROM (
  SELECT *, SUM(of_it) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) AS last
  FROM (SELECT *, (SELECT COUNT(*) FROM step_row WHERE step_id = step.id) AS of_it FROM step)
) LEFT JOIN step_seal USING (id)
"""

RETIRED = frozenset({"step_seal", "step_seal.id", "step_row.id", "step_row.step_id"})
"""Tables and sums that are gone on purpose; what they told stands in the steps."""


def statements() -> list[str]:
    """The SQL of this step, in order."""
    return [
        _STEP.strip(),
        _STEPS.strip(),
        _STEP_ROW.strip(),
        _ROWS.strip(),
        "DROP TABLE step_seal",
        "DROP TABLE step_row",
        "DROP TABLE step",
        "ALTER TABLE step_next RENAME TO step",
        "ALTER TABLE step_row_next RENAME TO step_row",
        *_guards(),
        "DROP INDEX invoice_due",
        "DROP INDEX invoice_open_issued",
        "DROP INDEX invoice_closed_on",
        "CREATE INDEX invoice_closed_on ON invoice (closed_on, issue_date)",
    ]


def _guards() -> list[str]:
    """A step takes its seal once; nothing else of the trail is ever changed."""
    wanted = {"step": " WHEN old.hash IS NOT NULL", "step_row": ""}
    return [
        f"CREATE TRIGGER {table}_keeps_{verb.lower()} BEFORE {verb} ON {table}"
        f"{unless if verb == 'UPDATE' else ''}"
        f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table, unless in wanted.items()
        for verb in ("UPDATE", "DELETE")
    ]
