"""CSV: a line a figure, name or party of one voice, and a line a check; for a spreadsheet or a script.

In:  accounts.    Out: UTF-8 with a header, "\\r\\n" after each line; a cell that a spreadsheet could run begins with a
"'".
The first column says what a line is: figure, name, responsible, check. Dates are text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import IO

from recounted.kinds.figures import figure
from recounted.model_accounts import Accounts
from recounted.outputs.accounts.wording import column_words, names

COLUMNS = (
    "what", "event", "event_label", "as_of", "voice", "voice_name", "voice_kind", "column", "column_words", "low",
    "high", "words", "qualifier", "status", "stance", "role", "as_said", "group", "mentions", "reports", "origins",
    "origin_names", "carriers", "first_said", "last_said", "claims", "outcome",
)  # fmt: skip


def write(accounts: Iterable[Accounts], stream: IO[bytes]) -> None:
    """Write the lines of all events below one header."""
    page = io.StringIO(newline="")
    writer = csv.DictWriter(page, COLUMNS, restval="")
    writer.writeheader()
    for one in accounts:
        for row in rows(one):
            writer.writerow({column: inert(value) for column, value in row.items()})
    stream.write(page.getvalue().encode("utf-8", "replace"))


def inert(value: str | int | None) -> str | int:
    """Return a value that no spreadsheet runs: text that opens like a formula gets a "'" before it."""
    if value is None:
        return ""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value


def rows(accounts: Accounts) -> Iterator[dict[str, str | int | None]]:
    """Yield the lines of one event, each a dict of the columns that it fills."""
    named = names(accounts)
    columns = {column.key: column for column in accounts.columns}
    every: dict[str, str | int | None] = {
        "event": accounts.event.id, "event_label": accounts.event.label, "as_of": accounts.as_of
    }  # fmt: skip
    for row in accounts.rows:
        voice: dict[str, str | int | None] = {
            **every, "voice": row.voice.key, "voice_name": row.voice.name, "voice_kind": row.voice.kind,
            "carriers": "; ".join(carrier.name for carrier in row.carriers),
        }  # fmt: skip
        for cell in row.cells:
            for said in cell.figures:
                yield {
                    **voice, "what": "figure", "column": cell.column,
                    "column_words": column_words(columns[cell.column]), "low": said.low, "high": said.high,
                    "words": figure(said.low, said.high), "qualifier": said.qualifier, "status": said.status,
                    "as_said": "; ".join(said.as_said), "group": "; ".join(said.groups),
                    "reports": said.reports, "origins": len(said.origins),
                    "origin_names": "; ".join(named.get(o, o) for o in said.origins), "first_said": said.first,
                    "last_said": said.last, "claims": " ".join(ref.claim for ref in said.claims),
                }  # fmt: skip
        for name in row.names:
            yield {
                **voice, "what": "name", "words": name.term, "stance": name.stance, "mentions": name.mentions,
                "reports": name.reports, "claims": " ".join(ref.claim for ref in name.claims),
            }  # fmt: skip
        for held in row.holds:
            yield {
                **voice, "what": "responsible", "words": held.actor, "role": held.role, "status": held.status,
                "reports": held.reports, "first_said": held.first, "last_said": held.last,
                "claims": " ".join(ref.claim for ref in held.claims),
            }  # fmt: skip
    for check in accounts.checks:
        yield {
            **every, "what": "check", "voice": " ".join(check.voices),
            "voice_name": "; ".join(named.get(key, key) for key in check.voices), "column": check.column,
            "words": f"{check.rule.replace('_', ' ')}: {check.detail}", "outcome": check.outcome,
            "claims": " ".join(ref.claim for ref in check.claims),
        }  # fmt: skip
