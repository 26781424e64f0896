"""Words of accounts as every output for people shows them: figures with their hedge, columns, counts, days.

In:  parts of Accounts.    Out: "about 400", "killed: children", "12 → 20", "3 reports, 1 origin".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from recounted.kinds.figures import figure
from recounted.model_accounts import Account, Accounts, Cell, Column, CrossCheck, Held, NameSaid, Said, Voice

_HEDGES = {"about": "about ", "nearly": "nearly "}  # the others show in their bounds
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_SCOPES = {"cumulative": "running total", "daily": "of the day", "background": "other event"}


def plain(words: str) -> str:
    """Return words on one line, without the controls by which a text could steer a terminal."""
    return " ".join(_CONTROLS.sub(" ", words).split())


def effect_words(column: Column) -> str:
    """Return what a column counts, without its group: "killed", "killed, of the day 1904-02-04"."""
    words = column.effect.replace("_", " ")
    if column.joint:
        words = " or ".join(effect.replace("_", " ") for effect in column.joint)
    notes = [_SCOPES.get(column.scope), column.day, None if column.unit == "person" else _plural(column.unit)]
    scope = " ".join(note for note in notes[:2] if note)
    return ", ".join(note for note in (words, scope, notes[2]) if note)


def _plural(unit: str) -> str:
    return {"family": "families", "household": "households", "body": "bodies"}.get(unit, "not persons")


def group_words(column: Column) -> str:
    """Return whom of them a column counts: "in all", "children", "in Sarv", "by name"."""
    if column.part == "named":
        return "by name"
    group = column.group_code.replace("_", " ") if column.group_code else column.group
    return plain(", ".join(part for part in (group, column.part) if part) or "in all")


def column_words(column: Column) -> str:
    """Return a column's name on one line: "killed", "killed: children"."""
    group = group_words(column)
    return effect_words(column) + ("" if group == "in all" else f": {group}")


def said_words(said: Said, column: Column | None = None) -> str:
    """Return a figure as said: "about 400", "24 or more “dozens”", "9 (denied)"."""
    words = _HEDGES.get(said.qualifier, "") + figure(said.low, said.high)
    if said.qualifier in ("vague", "unspecified", "named"):
        worded = "; ".join(f"“{plain(w)}”" for w in said.as_said[:4])
        words = f"{worded}" if said.qualifier == "named" else f"{words} {worded}"
    elif column is not None and column.group_code:
        own = [g for g in said.groups if plain(g).casefold() != column.group_code.replace("_", " ")]
        words += f" “{plain(own[0])}”" if own else ""
    return words if said.status == "asserted" else f"{words} ({said.status})"


def cell_words(cell: Cell, column: Column | None = None, space: str = " ") -> str:
    """Return a cell's figures in the order in which they were said: "12 → 20" on later days, "12; 14" on one.

    space stands before each further figure: a line's end, to set one below another."""
    figures = [f for f in cell.figures if f.low is not None] or cell.figures
    out = ""
    for number, said in enumerate(figures):
        before = figures[number - 1] if number else None
        later = before is not None and before.first and said.first and before.first < said.first
        out += ("" if before is None else f"{space}→ " if later else f";{space}") + said_words(said, column)
    return out


def days(first: str | None, last: str | None) -> str:
    """Return days as "1904-02-04", "1904-02-04 – 1904-02-09", or "no date"."""
    if not first:
        return "no date"
    return first if last in (None, first) else f"{first} – {last}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 report", "3 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def rests_on(reports: int, origins: Sequence[str]) -> str:
    """Return how many reports carry words and on how many independent origins they rest."""
    return f"{counted(reports, 'report')}, {counted(len(origins), 'origin')}"


def carried_by(row: Account, named: dict[str, str]) -> str:
    """Return who carries a voice: "Sample Gazette ×3, Sample Wire"."""
    return ", ".join(named[c.voice] + (f" ×{c.reports}" if c.reports > 1 else "") for c in row.carriers)


def name_words(name: NameSaid) -> str:
    """Return a name with its stance and how often it is used: "“massacre” ×3 (distanced)"."""
    times = f" ×{name.mentions}" if name.mentions > 1 else ""
    return f"“{plain(name.term)}”{times}" + (f" ({name.stance})" if name.stance else "")


def held_words(held: Held) -> str:
    """Return whom a voice holds responsible: "the Orlin front (denied)"."""
    notes = [note for note in (held.role, held.status) if note not in ("actor", "asserted")]
    return plain(held.actor) + (f" ({', '.join(notes)})" if notes else "")


def voice_words(voice: Voice) -> str:
    """Return a voice's name; a report whose outlet is unknown is called by the end of its key."""
    if voice.kind == "report":
        return f"report {plain(voice.name).rstrip('/').rpartition('/')[2]}"
    return plain(voice.name)


def names(accounts: Accounts) -> dict[str, str]:
    """Return voice key -> its name; an origin of several voices by its own key."""
    out = {voice.key: voice_words(voice) for voice in accounts.voices}
    out.update({origin.key: plain(origin.name) for origin in accounts.origins if origin.key not in out})
    return out


def range_words(column: Column, named: dict[str, str]) -> str:
    """Return the range of what is said in a column and who says each end: "12 (A) to 20 (B and C)"."""
    if column.low is None:
        return "no number"
    low, high = f"{column.low:,}", "no upper end" if column.high is None else f"{column.high:,}"
    if column.low == column.high:
        return f"{low} ({by(column.low_by, named)})"
    return f"from {low} ({by(column.low_by, named)}) to {high} ({by(column.high_by, named)})"


def by(keys: Sequence[str], named: dict[str, str]) -> str:
    """Return voices as words: "A", "A and B", "A, B and 3 more"."""
    told = [named.get(key, key) for key in keys]
    if len(told) > 3:
        return f"{', '.join(told[:2])} and {len(told) - 2} more"
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1] if told else "")))


def check_words(check: CrossCheck, columns: dict[str, Column], named: dict[str, str]) -> str:
    """Return a check on one line, with those concerned."""
    what = f" of {column_words(columns[check.column])}" if check.column in columns else ""
    who = f" ({by(check.voices, named)})" if check.voices else ""
    return f"{check.rule.replace('_', ' ')}{what}: {check.outcome}; {plain(check.detail)}{who}"


def heading(accounts: Accounts) -> str:
    """Return what accounts are of, in numbers."""
    texts = counted(len(accounts.reports), "report")
    told = f"{texts}, {counted(len(accounts.rows), 'voice')}"
    dates = [r.published for r in accounts.reports if r.published]
    told += f", published {days(min(dates), max(dates))}" if dates else ""
    return told + (f" · as of {accounts.as_of}" if accounts.as_of else "")
