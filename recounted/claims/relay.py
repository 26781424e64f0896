"""Finds who carries whose words: the outlet, the agency it credits, the channel, the origin.

In:  statements with resolved sources, the text.    Out: Relays in text order, carriers of single statements, credit.
Words live in languages/<code>/outlets.csv and in constructions.csv, room "relay"; an outlet that no table knows is told
by the last word of its name: KRCR-TV, Orsk Radio, the Valley Herald.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted.languages import constructions
from recounted.model import Relay, Source, Span, Statement


class _Words(NamedTuple):
    """Constructions of the room "relay"."""

    told: re.Pattern[str]  # "told Reuters"
    credited_first: re.Pattern[str]  # "(AP) —" in the dateline
    credited_last: re.Pattern[str]  # "Source: Reuters" at the end
    reports: re.Pattern[str]  # "…, Trend reports."
    title: re.Pattern[str]  # "Statement by the Ministry of Dams", of a text that is one


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "relay", language)


def told_to(text: str, statement: Statement, sentence: Span, language: str = "en") -> Span | None:
    """Return the span of the outlet that a source told its words to ("told Reuters"), in the cue's sentence.

    The verb of telling is the statement's own cue: what another speaker of the sentence told is no word of this one.
    """
    if statement.cue is None:
        return None
    m = _words(language).told.search(
        text, max(sentence[0], statement.cue[0] - 5), min(sentence[1], statement.cue[1] + 40)
    )
    return (m.start("name"), m.end("name")) if m and m.start() < statement.cue[1] else None


def credits(text: str, language: str = "en") -> list[tuple[str, Span]]:
    """Return the agencies credited for the whole report: "(AP) —" in the dateline, "Source: Reuters" at the end."""
    out = []
    head = _words(language).credited_first.match(text)
    tail = _words(language).credited_last.search(text.strip())
    lead = len(text) - len(text.lstrip())
    for m, shift in ((head, 0), (tail, lead)):
        if m:
            out.append((m.group("name"), (m.start("name") + shift, m.end("name") + shift)))
    return out


def reports_credit(text: str, language: str = "en") -> tuple[str, Span] | None:
    """Return the outlet that credits itself at the end of its first sentence ("…, Trend reports."), or whoever issues a
    text that is titled as a statement ("Statement by the Ministry of Dams"), or None."""
    m = _words(language).reports.search(text[:900]) or _words(language).title.match(text)
    return (m.group("name"), (m.start("name"), m.end("name"))) if m else None


def relays(
    statements: list[Statement],
    sources: list[Source],
    outlet: str | None,
    carriers: dict[str, str],
    origins: dict[str, str] | None = None,
) -> list[Relay]:
    """Return who carries whose statements, one a carrier, origin and channel, in text order."""
    out: dict[tuple[str, str, str | None], Relay] = {}
    by_id = {q.id: q for q in statements}

    def add(carrier: str | None, origin: str | None, channel: str | None, span: Span | None) -> None:
        if carrier and origin and carrier != origin:
            out.setdefault((carrier, origin, channel), Relay(carrier, origin, channel, span))

    for q in statements:
        if not q.source:
            continue
        span = q.channel.span if q.channel and q.channel.span else q.source_span
        channel = q.channel.name if q.channel else None
        outer = by_id[q.within].source if q.within and q.within in by_id else outlet
        carrier = carriers.get(q.id)
        if carrier:
            add(outer or outlet, carrier, None, span)
            add(carrier, q.source, channel, span)
        else:
            add(outer or outlet, q.source, channel, span)
        if origins and q.id in origins:
            add(q.source, origins[q.id], None, None)
    return list(out.values())
