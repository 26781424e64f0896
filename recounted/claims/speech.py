"""Who speaks in a report: statements with their sources and channels, who carries them, and whose voice a claim has.

In:  a text, its reading, sentences, quotations, times.    Out: Speech; the voice of any span.
Words live in languages/<code>/constructions.csv, room "speech".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple, cast

import msgspec

from recounted.claims import channels, citing, relay, sources, statements, voice, when
from recounted.claims.mentions import read_mention
from recounted.languages import constructions
from recounted.model import Polarity, Reading, Relay, Source, Span, Statement, StatementKind, Time


class _Words(NamedTuple):
    """Constructions of the room "speech"."""

    nobody: re.Pattern[str]  # "no group has claimed the bombing" is nobody's word


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "speech", language)


class Heard(NamedTuple):
    """What is marked in one text before it is known who speaks. body: where its first sentence begins."""

    text: str
    reading: Reading
    sentences: list[Span]
    quotations: list[list[Span]]
    times: list[Time]
    body: int = 0


class Speech(NamedTuple):
    """Who speaks: sources, their statements, who carries them; outlet: a source id; carriers: statement id -> the
    source that was told it ("told Reuters"); origins: statement id -> the source whom its own cites ("citing the
    ministry"); credit: agencies credited for the whole report."""

    sources: list[Source]
    statements: list[Statement]
    relay: list[Relay]
    outlet: str | None
    carriers: dict[str, str]
    origins: dict[str, str]
    credit: list[str]


def speech(heard: Heard, outlet: str | None, language: str) -> Speech:
    """Return who speaks in a text: sources, statements, relay.

    outlet: who publishes it, where the caller or the carrier says so; else the text's own credit ("Trend reports")
    does, if any. Confidences are the encoder's, not calibrated.
    """
    text, reading = heard.text, heard.reading
    drafts = statements.assemble(text, reading, heard.quotations, heard.sentences, language, heard.body)
    announced = [d for d in drafts if channels.is_announcement(text, d, reading, language)]
    drafts = [d for d in drafts if d not in announced]
    credited = relay.reports_credit(text, language)
    outlet = outlet or (credited[0] if credited else None)
    announcers = _announcers(heard, drafts, language)
    cites = drafts if citing.cites(text, language) else []
    cited = {n: at for n, d in enumerate(cites) if (at := citing.cited_by(text, reading, d, language)) is not None}
    used = {d.source for d in [*drafts, *announced] if d.source is not None} | set(announcers.values())
    used |= set(cited.values())
    ties = {mark: announcers[n] for n, d in enumerate(drafts) if n in announcers and (mark := d.source) is not None}
    resolved = sources.resolve(text, reading, heard.sentences, outlet, used, ties, language)
    said = _statements(heard, drafts, announcers, resolved, language)
    known, own = resolved.sources, "s0" if outlet else None
    agencies: dict[str, str] = {}
    carriers: dict[str, str] = {}
    for q in said:
        span = relay.told_to(text, q, channels.sentence_at(heard.sentences, (q.cue or q.content[0])[0]), language)
        if span:
            known, carriers[q.id] = sources.with_outlet(known, text[slice(*span)], span, language)
    credit = []
    for name, span in relay.credits(text, language):
        known, agencies[name] = sources.with_outlet(known, name, span, language)
        if agencies[name] != own:
            credit.append(agencies[name])
    origins = {f"q{n}": resolved.of_mark[at] for n, at in cited.items() if at in resolved.of_mark}
    carried = relay.relays(said, known, own, carriers, origins)
    carried += [Relay(own, agency, None, None) for agency in credit if own]
    return Speech(known, said, carried, own, carriers, origins, credit)


def voice_of(span: Span, said: Speech, language: str = "en") -> tuple[list[str], str | None]:
    """Return on whose word the words at span stand, outermost first, and the statement that they stand in."""
    statement = voice.statement_of(span, said.statements)
    chain = voice.chain(statement, said.statements, said.outlet, said.carriers, said.origins)
    no_one = _words(language).nobody
    nobody = {s.id for s in said.sources if no_one.match(s.name)}
    chain = [source for source in chain if source not in nobody]
    return chain, statement.id if statement else None


def _statements(
    heard: Heard, drafts: list[statements.Draft], announcers: dict[int, int], resolved: sources.Resolved, language: str
) -> list[Statement]:
    text, out = heard.text, []
    contents = [span for draft in drafts for span in draft.content]
    for n, draft in enumerate(drafts):
        speaker = draft.source if draft.source is not None else announcers.get(n)
        source = resolved.of_mark.get(speaker) if speaker is not None else None
        channel = channels.channel_of(text, draft, drafts, heard.reading, heard.sentences, language)
        if n in announcers:
            channel = channels.announced_channel(text, draft, heard.sentences, channel, language)
        cue = heard.reading.marks[draft.cue].span if draft.cue is not None else None
        source_span = heard.reading.marks[draft.source].span if draft.source is not None else None
        kind: StatementKind = "direct" if draft.quoted >= 0.9 else "mixed" if draft.quoted > 0.05 else "indirect"
        polarity = cast(Polarity, draft.polarity)
        said = when.said(heard.times, heard.sentences, cue, draft.content, contents) if source else None
        out.append(
            Statement(
                f"q{n}", kind, draft.content, cue, source, source_span, channel, said, None, polarity, "encoder",
                draft.confidence,
            )
        )  # fmt: skip
    inside = voice.within(out)
    of_id = {q.id: q for q in out}
    return [msgspec.structs.replace(q, within=inside[q.id], said=_day_of(q, inside, of_id)) for q in out]


def _day_of(said: Statement, inside: dict[str, str | None], of_id: dict[str, Statement]) -> str | None:
    """Return the day of a statement: its own, or that of the same source's statement that holds it ("said on Saturday
    that he hoped …")."""
    outer = of_id.get(inside[said.id] or "")
    return outer.said if said.said is None and outer is not None and outer.source == said.source else said.said


def _announcers(heard: Heard, drafts: list[statements.Draft], language: str) -> dict[int, int]:
    """Return draft number -> the source mark whose statement it is, where that was announced some sentences before:
    "The ministry has shared a statement. It was published on X. “…,” the post reads"."""
    out = {}
    for n, draft in enumerate(drafts):
        if draft.quoted < 0.9:
            continue
        if draft.source is not None:
            words = heard.text[slice(*heard.reading.marks[draft.source].span)]
            mention = read_mention(words, language)
            if mention.kind != "document" and mention.head not in channels.announced_nouns(language):
                continue
        sentence = channels.announcement_before(heard.text, draft.content[0][0], heard.sentences, language)
        if sentence is None:
            continue
        for at, mark in enumerate(heard.reading.marks):
            if mark.role == "source" and sentence[0] <= mark.span[0] < sentence[1]:
                out[n] = at
                break
    return out
