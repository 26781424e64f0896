"""A table to read: who speaks through what, tolls by voice, names and responsibility by voice, checks, warnings.

In:  records.    Out: plain text, as wide as the terminal, or 100 columns where there is none. No figure is preferred:
voices stand in the order in which the report lets them speak, breakdowns indented under what they break down.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterable, Iterator
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from recounted.model import Event, NamingClaim, Record, ResponsibilityClaim, TollClaim
from recounted.outputs.wording import contested_terms, figure, voice_words

_WIDTH = 100  # columns where the output is no terminal, so that a file does not depend on who made it
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")

_QUALIFIERS = {"about": "about ", "nearly": "nearly "}  # the others show in their bounds


def write(records: Iterable[Record], stream: IO[bytes]) -> None:
    """Write each record's tables, a blank line between records."""
    terminal = stream.isatty()
    width = shutil.get_terminal_size((_WIDTH, 24)).columns if terminal else _WIDTH
    for number, record in enumerate(records):
        page = io.StringIO()
        console = Console(
            file=page, width=width, force_terminal=terminal, color_system="standard" if terminal else None,
            legacy_windows=False, highlight=False, markup=False, emoji=False,
        )  # fmt: skip
        if number:
            console.print()
        for part in _parts(record):
            console.print(part)
        text = "".join(line.rstrip() + "\n" for line in page.getvalue().splitlines())
        stream.write(text.encode("utf-8", "replace"))


def plain(words: str) -> str:
    """Return words on one line, without the controls by which a text could steer a terminal."""
    return " ".join(_CONTROLS.sub(" ", words).split())


def _parts(record: Record) -> Iterator[Text | Table]:
    yield _heading(record)
    if record.statements or record.relay:
        yield _speakers(record)
    for event in [*record.events, None]:
        yield from _event(record, event)
    for check in record.checks:
        if check.outcome != "undecidable":
            yield Text(f"  check    {check.rule.replace('_', ' ')}: {check.outcome} ({plain(check.detail)})")
    for warning in record.warnings:
        place = f" at {warning.where[0]}–{warning.where[1]}" if warning.where else ""
        yield Text(f"  warning  {plain(warning.what)}{place}")


def _heading(record: Record) -> Text:
    document = record.document
    line = Text(plain(document.key), style="bold")
    about = [
        plain(document.dateline.place) if document.dateline else None,
        f"published {document.published}" if document.published else "no date of publication",
        _name(record, document.outlet) if document.outlet else "outlet unknown",
        *(f"credit {_name(record, source)}" for source in document.credit),
    ]
    line.append("\n  " + " · ".join(filter(None, about)), style="not bold")
    if document.title:
        line.append(f"\n  “{plain(document.title)}”", style="not bold")
    return line


def _name(record: Record, source: str | None) -> str:
    found = next((s for s in record.sources if s.id == source), None)
    if found is None:
        return "a source that is not named" if source is None else plain(source)
    return plain(found.name or found.description or found.id)


def _voice(record: Record, voice: Iterable[str]) -> str:
    return plain(voice_words(record, list(voice)))


def _grid(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False, header_style="underline")
    for column in columns:
        table.add_column(column, justify="left", overflow="fold")
    return table


def _indented(table: Table) -> Table:
    table.columns[0].header = f"  {table.columns[0].header}"
    return table


def _speakers(record: Record) -> Table:
    """Who speaks through what: a row a source and channel, how often, and in what way."""
    rows: dict[tuple[str, str], list[str]] = {}
    outlet = [record.document.outlet] if record.document.outlet else []
    for statement in record.statements:
        channel = plain(statement.channel.name) if statement.channel else ""
        carriers = [r.carrier for r in record.relay if statement.source and r.origin == statement.source]
        chain = [*(outlet or carriers[:1]), *(c for c in carriers if c not in outlet)][:2]
        who = " ← ".join([*(_name(record, c) for c in chain if c != statement.source), _name(record, statement.source)])
        how = statement.kind if statement.polarity == "affirmed" else f"{statement.kind}, {statement.polarity}"
        rows.setdefault((who, channel), []).append(how)
    table = _grid("Who speaks", "Through", "Statements")
    for (who, channel), hows in rows.items():
        counted = ", ".join(f"{hows.count(how)} {how}" for how in dict.fromkeys(hows))
        table.add_row(f"  {who}", channel, counted)
    return _indented(table)


def _event(record: Record, event: Event | None) -> Iterator[Text | Table]:
    claims = [claim for claim in record.claims if claim.event == (event.id if event else None)]
    if not claims and not (event and event.main):
        return
    label = plain(event.label) if event else ""
    yield Text("")
    yield Text(f"  Event: {label or 'no place or date'}" if event else "  Of no event", style="bold")
    tolls = [claim for claim in claims if isinstance(claim, TollClaim)]
    if tolls:
        yield _tolls(record, tolls)
    views = [claim for claim in claims if not isinstance(claim, TollClaim)]
    if views:
        yield _views(record, views)
    for term, why in contested_terms(record, event.id if event else None).items():
        yield Text(f"  contested in use: “{plain(term)}” ({why})")


def _tolls(record: Record, tolls: list[TollClaim]) -> Table:
    table = _grid("Voice", "Effect", "Persons", "As said")
    own = {claim.id: claim for claim in tolls}
    voices = list(dict.fromkeys(tuple(claim.voice) for claim in tolls))
    for voice in voices:
        first = True
        said = [claim for claim in tolls if tuple(claim.voice) == voice]
        for claim, depth in _nested(said):
            table.add_row(
                f"  {_voice(record, voice)}" if first else "",
                "  " * depth + _effect(claim),
                "  " * depth + count(claim),
                _as_said(record, claim, own, depth),
            )
            first = False
    return _indented(table)


def _nested(claims: list[TollClaim]) -> list[tuple[TollClaim, int]]:
    """Return the claims in order, each followed by those that break it down, with their depth."""
    ids = {claim.id for claim in claims}
    out: list[tuple[TollClaim, int]] = []

    def add(claim: TollClaim, depth: int) -> None:
        if any(claim is done for done, _ in out):
            return
        out.append((claim, depth))
        for part in claims:
            if part.part_of == claim.id:
                add(part, depth + 1)

    for claim in claims:
        if claim.part_of not in ids:
            add(claim, 0)
    for claim in claims:  # parts of one another, which the record should not hold, are still shown
        add(claim, 0)
    return out


def _effect(claim: TollClaim) -> str:
    words = claim.effect.replace("_", " ")
    if claim.joint:
        words += f" ({' or '.join(effect.replace('_', ' ') for effect in claim.joint)})"
    notes = [note for note in (claim.status, claim.scope) if note not in ("asserted", "event")]
    return ", ".join([words, *notes])


def count(claim: TollClaim) -> str:
    """Return a claim's bounds as words: "613", "24 or more", "about 400"; with the unit, if it is no person."""
    words = _QUALIFIERS.get(claim.qualifier, "") + figure(claim.low, claim.high)
    return words if claim.unit == "person" else f"{words} ({claim.unit})"


def _as_said(record: Record, claim: TollClaim, own: dict[str, TollClaim], depth: int) -> str:
    words = [f"“{plain(claim.as_said)}”"]
    if claim.group and plain(claim.group) not in words[0]:
        words.append(plain(claim.group))
    if claim.part_of and not depth and (whole := own.get(claim.part_of)):
        words.append(f"part of “{plain(whole.as_said)}” ({_voice(record, whole.voice)})")
    if claim.same_people and (other := own.get(claim.same_people)):
        words.append(f"the same people as “{plain(other.as_said)}” {other.effect.replace('_', ' ')}")
    return ", ".join(words)


def _views(record: Record, claims: list[NamingClaim | ResponsibilityClaim]) -> Table:
    """Names and responsibility, a row a voice."""
    table = _grid("Voice", "Names it", "Holds responsible")
    for voice in dict.fromkeys(tuple(claim.voice) for claim in claims):
        said = [claim for claim in claims if tuple(claim.voice) == voice]
        terms = [
            f"“{plain(claim.term)}”" + (f" ({claim.stance})" if claim.stance else "")
            for claim in said
            if isinstance(claim, NamingClaim)
        ]
        actors = [_actor(claim) for claim in said if isinstance(claim, ResponsibilityClaim)]
        table.add_row(f"  {_voice(record, voice)}", ", ".join(dict.fromkeys(terms)), "; ".join(dict.fromkeys(actors)))
    return _indented(table)


def _actor(claim: ResponsibilityClaim) -> str:
    notes = [note for note in (claim.role, claim.status) if note not in ("actor", "asserted")]
    return plain(claim.actor) + (f" ({', '.join(notes)})" if notes else "")
