"""Finds whom a voice accuses, and who claims or denies a deed of its own: parties that a statement's form names.

In:  a text and its Reading.    Out: Accused parties with a status.
Words live in languages/<code>/accusations.csv and in constructions.csv, room "accusations". "blamed the militia" names
the militia whatever the blame is for; a body that says that "one of its fighters" did it claims the deed; one that
denies any role denies it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from recounted import languages
from recounted.claims import parties
from recounted.languages import constructions, finding, persons
from recounted.languages.constructions import word_class
from recounted.languages.event_nouns import event_noun
from recounted.model import Reading, Span

NEAR = 40  # characters between "carried out" and the name of the event that it governs
NEAR_HARM = 600  # characters from harm that is told to an accusation that may be of it
LONGEST = 60  # characters of an accused's name; what is longer is a clause and no name

_STOP = re.compile(r"[.!?][”\"’']*\s+(?=[“\"‘'(]?[A-Z])|\n")


class _Words(NamedTuple):
    """Constructions of the room "accusations"."""

    phrase_ends: re.Pattern[str]  # what no name of an accused goes over
    name_goes_on: re.Pattern[str]  # … but "the Front of the late Odd Ness"
    nobody: re.Pattern[str]
    negated: re.Pattern[str]
    being: re.Pattern[str]
    onto: re.Pattern[str]  # "blamed the raid on the Front"
    holding: re.Pattern[str]  # "holds the command of the Brigade, and in person its chief, responsible for"
    bears: re.Pattern[str]  # "Velmar|, which arms the gang, bears full responsibility"
    own: re.Pattern[str]
    his: re.Pattern[str]
    which: re.Pattern[str]  # "the raid, which the militia carried out"
    role: re.Pattern[str]
    charge: re.Pattern[str]  # "Velmar denied | the charges"
    having: re.Pattern[str]
    on_whom: re.Pattern[str]
    passive: re.Pattern[str]
    subject_begins: re.Pattern[str]
    aged: re.Pattern[str]
    accusing: re.Pattern[str]
    blaming: re.Pattern[str]
    what_for: re.Pattern[str]


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "accusations", language)


class Accused(NamedTuple):
    """span: the party; status: how it stands to the deed; within: a span that stands where the voice is known."""

    span: Span
    status: str
    within: Span
    role: str = "actor"


class _Row(NamedTuple):
    frame: str
    role: str
    status: str


@functools.cache
def _rows(language: str) -> dict[str, _Row]:
    return {
        row["form"]: _Row(row["frame"], row["role"], row["status"]) for row in languages.table(language, "accusations")
    }


@functools.cache
def _pattern(frame: str, language: str) -> re.Pattern[str]:
    forms = sorted((form for form, row in _rows(language).items() if row.frame == frame), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(form) for form in forms)})\b")


def held_by_phrase(
    text: str, names: Sequence[Span], harm: Sequence[Span] = (), language: str = "en"
) -> Iterator[Accused]:
    """Yield the parties that stand right after "at the hands of", or before "was behind" and the name of an event.

    names, harm: spans of the names of events and of words of harm, without which there is no deed to answer for.
    """
    rows = _rows(language)
    for m in finding.finditer(_pattern("before", language), text):
        start, end = sentence_of(text, m.start())
        if not any(start <= a < end for a, _ in [*names, *harm]):
            continue
        row, opening = rows[m.group()], re.compile(r"\s+").match(text, m.end())
        phrase = phrase_at(text, opening.end(), end, language) if opening else None
        if phrase and not event_noun(text[slice(*phrase)].split()[-1], language):
            yield Accused(phrase, row.status, phrase, row.role)
    for m in finding.finditer(_words(language).holding, text):
        start, end = sentence_of(text, m.start())
        held = phrase_at(text, m.start("party"), m.end("party"), language)
        negated = _words(language).negated.search(text, start, m.start())
        deed = any(start <= a < end for a, _ in [*names, *harm])
        told = any(a < start for a, _ in harm) and not _words(language).what_for.match(text, m.end())
        if held and not negated and (deed or told):
            yield Accused(held, "alleged", held)
    for m in _words(language).bears.finditer(text):
        start, _ = sentence_of(text, m.start())
        negated = _words(language).negated.search(text, start, m.start())
        if not negated and any(a < m.end() for a, _ in [*names, *harm]):
            for party in parties.phrase_ending(text, m.start(), language):
                yield Accused(party.span, "alleged", party.span)
    for m in finding.finditer(_pattern("after", language), text):
        row = rows[m.group()]
        governs = any(m.end() < a <= m.end() + NEAR and not _STOP.search(text, m.end(), a) for a, _ in names)
        for party in parties.phrase_ending(text, m.start(), language):
            # The event stands before its relative clause.
            related = any(
                _words(language).which.fullmatch(text, b, party.span[0]) for _, b in names if b < party.span[0]
            )
            if governs or related:
                yield Accused(party.span, row.status, party.span, row.role)


def is_held(text: str, span: Span, language: str = "en") -> bool:
    """Say whether somebody holds a party at span responsible: "holds | the board | guilty of neglect"."""
    start, end = sentence_of(text, span[0])
    held = [m.span("party") for m in _words(language).holding.finditer(text, start, end)]
    return any(a <= span[0] and span[1] <= b for a, b in held)


def accused(text: str, reading: Reading, language: str = "en") -> Iterator[Accused]:
    """Yield the parties that statements accuse: the object of an accusing cue, the subject of its passive."""
    contents = _contents(reading)
    for at, mark in enumerate(reading.marks):
        frame = _frame(text, mark.span, language) if mark.role == "cue" else None
        spans = sorted(reading.marks[c].span for c in contents.get(at, []))
        if frame is None:
            continue
        if not _tells_of_harm(text, reading, mark.span) and not _blames_for_harm_told(
            text, reading, mark.span, spans, language
        ):
            continue
        if frame == "object":
            after = next((s for s in spans if s[0] >= mark.span[1]), None)
            phrase = phrase_at(text, after[0], after[1], language) if after else None
            if after and phrase and event_noun(text[slice(*phrase)].split()[-1], language):
                onto = _words(language).onto.search(text, phrase[1], after[1])
                phrase = phrase_at(text, onto.end(), after[1], language) if onto else None
            if phrase and _is_somebody(text[slice(*phrase)], language):
                yield Accused(phrase, "alleged", phrase)
        elif frame == "subject":
            subject = _subject(text, mark.span[0], sentence_of(text, mark.span[0])[0], language)
            if subject:
                yield Accused(subject, "alleged", spans[0] if spans else subject)


def _is_somebody(words: str, language: str) -> bool:
    """Say whether words can be an actor: a name, or a noun that the tables know ("the militia", "his neighbour"). One
    blames neglect and the weather as well."""
    if event_noun(words.split()[-1], language):
        return False
    person = persons.noun(words, language)
    known = parties.actor_kind(words, language) is not None or (person is not None and person.kind != "thing")
    return known or any(word[0].isupper() for word in words.split()[1:] or words.split())


def is_nobody(words: str, language: str = "en") -> bool:
    """Say whether words name nobody in particular: "nobody", "no group", "everyone"."""
    known = word_class("stands_for_speaker", language)
    return bool(_words(language).nobody.match(words)) and words.casefold() not in known


def is_role(words: str, language: str = "en") -> bool:
    """Say whether words deny a part in a deed ("any role in the killing of two priests"), and not the deed."""
    known = _words(language)
    return not known.having.match(words) and bool(known.role.fullmatch(words.strip()))


def _tells_of_harm(text: str, reading: Reading, cue: Span) -> bool:
    """Tell whether a cue's sentence holds harm or the name of an event: one is blamed for prices as well."""
    start, end = sentence_of(text, cue[0])
    return any(m.role in ("harm", "name") and start <= m.span[0] < end for m in reading.marks)


def _blames_for_harm_told(text: str, reading: Reading, cue: Span, contents: list[Span], language: str) -> bool:
    """Tell whether blame that says not what for is for the harm told before ("The minister blamed smugglers."), or an
    accusation of anything follows close upon harm."""
    words = _words(language)
    if words.accusing.match(text, *cue):  # "Relatives accused guards of keeping the doors shut."
        return any(m.role == "harm" and cue[0] - NEAR_HARM <= m.span[0] < cue[0] for m in reading.marks)
    blames = words.blaming.match(text, *cue) is not None
    whole = blames and bool(contents) and not any(words.what_for.search(text, *span) for span in contents)
    return whole and any(m.role == "harm" and m.span[0] < cue[0] for m in reading.marks)


def accuses_near(text: str, reading: Reading, span: Span, language: str = "en") -> bool:
    """Tell whether the sentence of a party holds an accusing cue."""
    start, end = sentence_of(text, span[0])
    return any(
        m.role == "cue" and start <= m.span[0] < end and _frame(text, m.span, language) is not None
        for m in reading.marks
    )


def sentence_of(text: str, at: int) -> Span:
    start = max((m.end() for m in _STOP.finditer(text, max(0, at - 600), at)), default=max(0, at - 600))
    stop = _STOP.search(text, at)
    return start, stop.start() if stop else len(text)


def _contents(reading: Reading) -> dict[int, list[int]]:
    """Return cue -> the contents that it hands over."""
    out: dict[int, list[int]] = {}
    for content, links in reading.heads("cue").items():
        out.setdefault(links[0].head, []).append(content)
    return out


def _frame(text: str, cue: Span, language: str) -> str | None:
    words = text[slice(*cue)].casefold()
    following = _words(language).on_whom.match(text[cue[1] : cue[1] + 6])
    complete = " " in words and words.rpartition(" ")[2] in word_class("of_whom", language)
    whole = words + (following.group() if following and not complete else "")
    if _words(language).negated.search(text[max(0, cue[0] - 12) : cue[1]]):
        return None
    passive = _words(language).passive.search(text[max(0, cue[0] - 12) : cue[1]])
    for form, frame in _framed(language):
        if frame == "subject" and passive and _ends_in(whole, form):
            return "subject"
        if frame == "object" and not passive and _ends_in(words, form):
            return "object"
    return None


@functools.cache
def _framed(language: str) -> list[tuple[str, str]]:
    """Return (form, frame) of the rows of accusing cues, the longest first."""
    rows = _rows(language)
    return [(form, rows[form].frame) for form in sorted(rows, key=len, reverse=True)]


def _ends_in(words: str, form: str) -> bool:
    return words.endswith(form) and not words[: -len(form)][-1:].isalnum()


def phrase_at(text: str, start: int, end: int, language: str = "en") -> Span | None:
    """Return the noun phrase that begins at start, without quotation marks around it; None for a pronoun or none."""
    while start < end and text[start] in " “\"'‘":
        start += 1
    stop, known = start, _words(language)
    while True:
        cut = known.phrase_ends.search(text, stop, end)
        stop = cut.start() if cut else end
        on = known.name_goes_on.match(text, stop, end)
        if not on:
            break
        stop = on.end()
    words = text[start:stop].rstrip(" '’\"”")
    if not words or len(words) > LONGEST or known.nobody.match(words):
        return None
    return start, start + len(words)


def _subject(text: str, cue: int, begin: int, language: str) -> Span | None:
    """Return the noun phrase right before a passive cue, over its auxiliaries: "a man, 34, was charged with"."""
    before, known = text[begin:cue], _words(language)
    rest = before[: m.start()] if (m := known.being.search(before)) else before
    rest = rest.rstrip(" ,")
    cut = [m.end() for m in known.subject_begins.finditer(rest)]
    # An apposition between commas belongs to the noun before it: "Ivo Maren, 34, was charged".
    start = cut[-1] if cut else 0
    while start and known.aged.fullmatch(rest[start:]):
        cut.pop()
        start = cut[-1] if cut else 0
    words = rest[start:].strip()
    if not words or len(words) > LONGEST or known.nobody.match(words):
        return None
    at = begin + before.rindex(words)
    return at, at + len(words)


# ---------------------------------------------------------------- one's own deed


def own_deed(text: str, reading: Reading, span: Span, language: str = "en") -> Span | None:
    """Return the source that speaks of a party as its own ("one of its fighters", "his men", "we"), or None."""
    words = text[slice(*span)]
    known = _words(language)
    if not known.own.match(words) and not (
        known.his.match(words) and parties.actor_kind(words, language) in ("party", "unknown")
    ):
        return None
    return speaker_of(reading, span)


def is_his(words: str, language: str = "en") -> bool:
    """Say whether words are of a person's own people: "his men"."""
    return _words(language).his.match(words) is not None


def speaker_of(reading: Reading, span: Span) -> Span | None:
    """Return the source mark of the innermost content that holds a span."""
    cues, sources, speakers = reading.heads("cue"), reading.heads("source"), reading.heads("speaker")
    holders = [
        at
        for at, m in enumerate(reading.marks)
        if m.role == "content" and m.span[0] <= span[0] and span[1] <= m.span[1]
    ]
    for at in sorted(holders, key=lambda n: reading.marks[n].span[1] - reading.marks[n].span[0]):
        cue = cues.get(at)
        source = sources.get(cue[0].head) if cue else None
        source = source or speakers.get(at)
        if source:
            return reading.marks[source[0].head].span
    return None


def said_by(reading: Reading, span: Span) -> Span | None:
    """Return the content that a party at span hands over itself, the nearest, or None."""
    cues, sources = reading.heads("cue"), reading.heads("source")
    said = []
    for content, links in cues.items():
        source = sources.get(links[0].head)
        own = reading.marks[source[0].head].span if source else (0, 0)
        if own[0] < span[1] and span[0] < own[1]:
            said.append(reading.marks[content].span)
    return min(said, key=lambda content: abs(content[0] - span[1]), default=None)


def deniers(text: str, reading: Reading, language: str = "en") -> Iterator[Accused]:
    """Yield the sources that deny a deed of their own: "denied any role", "rejected the accusations"."""
    known = _words(language)
    for source, said in _denials(text, reading, language):
        deed = any(m.role in ("harm", "name") and said[0] <= m.span[0] < said[1] for m in reading.marks)
        role = known.role.fullmatch(text[slice(*said)].strip())
        if role and (deed or not known.having.match(role.group())):
            yield Accused(source, "denied", said)


def answers(text: str, reading: Reading, language: str = "en") -> Iterator[Accused]:
    """Yield the sources that deny what somebody charges, themselves or others: "Velmar denied the charges"."""
    for source, said in _denials(text, reading, language):
        if _words(language).charge.fullmatch(text[slice(*said)].strip()):
            yield Accused(source, "denied", said)


def _denials(text: str, reading: Reading, language: str) -> Iterator[tuple[Span, Span]]:
    """Yield the source and the content of each statement that denies what it tells of."""
    cues, sources = reading.heads("cue"), reading.heads("source")
    for content, links in cues.items():
        cue = links[0].head
        chances = reading.marks[cue].readings.get("polarity", {})
        if not chances or max(chances, key=lambda a: chances[a]) != "denied" or cue not in sources:
            continue
        source = reading.marks[sources[cue][0].head].span
        if not _words(language).nobody.match(text[slice(*source)]):
            yield source, reading.marks[content].span
