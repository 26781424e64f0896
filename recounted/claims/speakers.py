"""Adds the speakers that the form of a text names and the encoder leaves out.

In:  a text, its Reading, its quotations.    Out: the Reading with those sources and links added, in text order.
Four forms of its own: a name signed under a quotation (“…” ― Name), a turn of a transcript (NAME: …), a relative
pronoun between a source and its cue (the clerk, who said …), which is the mention that hands the words over, and
whoever stands behind a quotation and its cue (“…,” telegraphs the correspondent); then what claims.handing and
claims.nominal find inside others' words, and a speaker whom another cites (claims.citing). Words live in
languages/<code>/constructions.csv, room "speakers".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from recounted.claims import citing, contents, handing, headlines, nominal, passives
from recounted.claims.additions import Additions
from recounted.claims.mentions import words_of
from recounted.languages import constructions
from recounted.model import Link, Mark, Reading, Span

_TURN = re.compile(r"^(?P<name>(?:[A-Z][A-Z.’'-]+[ ]?){1,4})(?:\([^)\n]{1,40}\))?:[ ](?P<words>\S[^\n]*)", re.MULTILINE)
TURNS = 3  # a transcript has at least so many turns; one line with a colon is a heading


class _Words(NamedTuple):
    """Constructions of the room "speakers"."""

    signed: re.Pattern[str]
    relative: re.Pattern[str]
    beside: re.Pattern[str]  # but not "General Haskell, commanding the troops"
    says: re.Pattern[str]
    owner: re.Pattern[str]
    unheaded: re.Pattern[str]  # "Earlier" in "Earlier reports had said"
    noun: re.Pattern[str]
    goes_on: re.Pattern[str]
    that: re.Pattern[str]  # what may stand between a verb of speech and what is said
    says_himself: re.Pattern[str]  # "a clerk | who said the army" had told him
    hung: re.Pattern[str]
    naming: re.Pattern[str]
    name_behind: re.Pattern[str]
    dangling: re.Pattern[str]
    cites: re.Pattern[str]
    citer: re.Pattern[str]
    speaker: re.Pattern[str]


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "speakers", language)


def with_speakers(text: str, reading: Reading, quotations: list[list[Span]], language: str = "en") -> Reading:
    """Return the reading with signed quotations, turns and relative pronouns given their sources."""
    apart = contents.with_cues_apart(reading)
    added = Additions(_trimmed(text, apart, language))
    _verbs_of_sources(text, apart, added, language)
    _signatures(text, added, quotations, language)
    _turns(text, added)
    _relatives(text, added, language)
    _of_relatives(text, added, language)
    _inverted(text, added, quotations, language)
    _citing(text, added, language)
    handing.subjects(text, added, language)
    handing.second_cues(text, added, language)
    handing.contrasts(text, added, language)
    handing.callings(text, added, language)
    nominal.with_own_clause(text, added, language)
    nominal.answered(text, added, language)
    nominal.disputed(text, added, language)
    passives.with_passives(text, added, language)
    headlines.with_headlines(text, added, language)
    for span in citing.cited(text, language):
        added.whole_source(span)
    return added.done()


_DATELINE = re.compile(r"[A-Z][A-Z/.,'’ -]+[A-Z]\s+(?:[–—―]|--?)\s+(?=[A-Z])")


def _trimmed(text: str, reading: Reading, language: str) -> Reading:
    """Return the reading with sources whole: none ends in its own verb ("The Orsk Courier reports" is the Courier) or
    lacks its noun ("Earlier" in "Earlier reports had said"), none keeps the ending of an owner."""
    marks = [
        msgspec.structs.replace(mark, span=_whole(text, mark.span, language)) if mark.role == "source" else mark
        for mark in reading.marks
    ]
    return reading if marks == reading.marks else Reading(marks, reading.links)


def _verbs_of_sources(text: str, reading: Reading, added: Additions, language: str) -> None:
    """Make a cue of the verb that the encoder took for the end of a source: "An inquiry found | that it was on"."""
    behind = _words(language).that
    for at, mark in enumerate(reading.marks):
        source, verb = added.marks[at].span, (added.marks[at].span[1], mark.span[1])
        if mark.role != "source" or source == mark.span or not _words(language).says.fullmatch(text, *verb):
            continue
        said = next(
            (
                n
                for n, c in enumerate(added.marks)
                if c.role == "content" and behind.fullmatch(text, verb[1], max(verb[1], c.span[0]))
            ),
            None,
        )
        if said is None or any(m.role == "cue" and m.span[0] < verb[1] and verb[0] < m.span[1] for m in added.marks):
            continue
        cue = added.mark(Mark("cue", (verb[0] + 1, verb[1])))
        for role, tail, head in (("source", cue, at), ("cue", said, cue), ("speaker", said, at)):
            added.relink(role, tail, head)


def _whole(text: str, span: Span, language: str) -> Span:
    if dateline := _DATELINE.match(text, *span):
        span = (dateline.end(), span[1])  # "ORSK - The Front"
    words, told = text[slice(*span)], _words(language)
    if words[-1] not in ",;:" and words.split()[-1][:1].isupper() and (whole := told.goes_on.match(text, span[1])):
        return span[0], whole.end()  # "Orsk | Now put the toll at 31"
    if told.naming.search(words) and (behind := told.name_behind.match(text, span[1])):
        return span[0], behind.end()  # "A witness named | Ahmad"
    if dangling := told.dangling.search(words):
        return span[0], span[0] + dangling.start()  # "A jury | on Wednesday"
    if told_more := told.says_himself.search(words):
        return span[0], span[0] + told_more.start()  # "a clerk | who said the army"
    if cites := told.cites.search(words):
        return span[0], span[0] + cites.start()  # "Orsk TV | , quoting two diplomats"
    beside = told.beside.fullmatch(words)
    if beside and _speaks(beside["who"], language):
        return span[0] + beside.start("who"), span[1]  # "…, Sergio Mello, | U.N. officials said"
    verb = told.says.search(words)
    named = verb is not None and re.search(r"[A-Z]", words[: verb.start()]) is not None  # and not "news | reports"
    if verb and named and verb.start() and not told.unheaded.fullmatch(words[: verb.start()]):
        return span[0], span[0] + verb.start()
    if (owner := told.owner.fullmatch(words)) and owner["who"][-1].islower():
        return span[0], span[0] + owner.end("who")  # "the general's" in "the general's claim"
    if told.unheaded.fullmatch(words) and (noun := told.noun.match(text, span[1])):
        return span[0], noun.end()
    return span


def _signatures(text: str, added: Additions, quotations: list[list[Span]], language: str) -> None:
    for m in _words(language).signed.finditer(text):
        quotation = next((q for q in quotations if q[0][0] < m.start() and abs(q[-1][1] - m.start()) <= 1), None)
        if quotation is None:
            continue
        source = added.source(m.span("name"))
        for start, end in quotation:
            for content in added.contents(start, end) or [added.mark(Mark("content", (start, end)))]:
                added.tie(content, source)


def _turns(text: str, added: Additions) -> None:
    turns = list(_TURN.finditer(text))
    if len(turns) < TURNS or len({m.group("name") for m in turns}) == len(turns):
        return
    for m in turns:
        start = m.start("name")
        source = added.source((start, start + len(m.group("name").rstrip())))
        contents = [
            c
            for c in added.contents(*m.span("words"))
            if added.marks[c].span[1] - added.marks[c].span[0] > (m.end() - m.start("words")) // 2
        ]
        content = contents[0] if contents else added.mark(Mark("content", m.span("words")))
        added.tie(content, source)


def _inverted(text: str, added: Additions, quotations: list[list[Span]], language: str) -> None:
    """Give a quotation whose cue stands right behind it to whoever follows the cue, where the encoder would give it to
    somebody further off: “…,” telegraphs the Associated Press correspondent."""
    closes = {q[-1][1]: q for q in quotations}
    for at, cue in enumerate(list(added.marks)):
        opening = _CLOSED.search(text, max(0, cue.span[0] - 4), cue.span[0]) if cue.role == "cue" else None
        quotation = next((closes[k] for k in closes if opening and abs(k - opening.start()) <= 1), None)
        if quotation is None or cue.confidence < INVERTED:
            continue
        marked = [
            k for k, m in enumerate(added.marks)
            if m.role == "source" and cue.span[1] <= m.span[0] and text[cue.span[1] : m.span[0]].isspace()
        ]  # fmt: skip
        speaker = None if marked else _words(language).speaker.match(text, cue.span[1])
        if not marked and (speaker is None or not _speaks(speaker["who"], language)):
            continue
        own = [k for k in added.links if k.role == "source" and k.tail == at]
        if marked and own and max(own, key=lambda k: k.probability).head == marked[0]:
            continue
        source = marked[0] if marked or speaker is None else added.source(speaker.span("who"))
        added.relink("source", at, source)
        for content in [c for start, end in quotation for c in added.contents(start, end)]:
            added.relink("speaker", content, source)


def _citing(text: str, added: Additions, language: str) -> None:
    """Give words to who reports them, and not to whom that cites: "Reuters, citing two diplomats, reported that …"."""
    best: dict[int, Link] = {}
    for link in added.links:
        if link.role in ("source", "speaker") and link.probability > best.get(link.tail, _NONE).probability:
            best[link.tail] = link
    for tail, link in best.items():
        cited = added.marks[link.head].span
        citer = _words(language).citer.search(text, max(0, cited[0] - 60), cited[0])
        if citer is None or added.marks[tail].span[0] < cited[1] or text[cited[1] : cited[1] + 1] != ",":
            continue
        source = added.source(citer.span("who"))
        added.relink(link.role, tail, source)


_NONE = Link("source", -1, -1, 0.0)
INVERTED = 0.5  # least confidence of a cue between a quotation and its speaker
_CLOSED = re.compile(r"(?:[\"”»]|'')\s+$")


def _speaks(words: str, language: str) -> bool:
    speakers = words_of(language).speakers
    head = words.split()[-1].lower()
    return bool(speakers.get(head) or speakers.get(head.removesuffix("s")))


def _relatives(text: str, added: Additions, language: str) -> None:
    best: dict[int, int] = {}
    for n, link in enumerate(added.links):
        if link.role == "source" and (
            link.tail not in best or link.probability > added.links[best[link.tail]].probability
        ):
            best[link.tail] = n
    for cue, n in best.items():
        link = added.links[n]
        start, end = added.marks[link.head].span[1], added.marks[cue].span[0]
        m = _words(language).relative.fullmatch(text, start, end) if start < end else None
        if m is None:
            continue
        pronoun = added.mark(Mark("source", m.span("pronoun")))
        added.links[n] = Link("source", cue, pronoun, link.probability)
        for k, other in enumerate(added.links):
            if other.role == "speaker" and other.head == link.head and _hangs(added, other.tail, cue):
                added.links[k] = Link("speaker", other.tail, pronoun, other.probability)
        added.links.append(Link("coref", pronoun, link.head, 1.0))


def _of_relatives(text: str, added: Additions, language: str) -> None:
    """Give the words of a relative clause to what it hangs on, where that speaks: "…, contradicting a government
    statement that | put the dead at 14" is the statement's count, and not whoever contradicts it."""
    for at, cue in enumerate(list(added.marks)):
        hung = _words(language).hung.search(text, max(0, cue.span[0] - 80), cue.span[0]) if cue.role == "cue" else None
        if hung is None or not _speaks(hung["who"], language):
            continue
        own = [k for k in added.links if k.role == "source" and k.tail == at]
        best = max(own, key=lambda k: k.probability, default=None)
        if best is None or added.marks[best.head].span[1] > hung.start("who"):
            continue
        source = added.source(hung.span("who"))
        added.relink("source", at, source)
        for content in [k.tail for k in added.links if k.role == "cue" and k.head == at]:
            added.relink("speaker", content, source)


def _hangs(added: Additions, content: int, cue: int) -> bool:
    ties = [k for k in added.links if k.role == "cue" and k.tail == content]
    return bool(ties) and max(ties, key=lambda k: k.probability).head == cue
