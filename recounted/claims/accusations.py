"""Finds whom a voice accuses, and who claims or denies a deed of its own: parties that a statement's form names.

In:  a text and its Reading.    Out: Accused parties with a status.
Words live in languages/<code>/accusations.csv. "blamed the militia" names the militia whatever the blame is for; a body
that says that "one of its fighters" did it claims the deed; one that denies any role denies it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from recounted import languages
from recounted.claims import parties
from recounted.languages import persons
from recounted.languages.event_nouns import event_noun
from recounted.model import Reading, Span

NEAR = 40  # characters between "carried out" and the name of the event that it governs
LONGEST = 60  # characters of an accused's name; what is longer is a clause and no name

_PHRASE_ENDS = re.compile(
    r"\s+(?:of|for|with|in|on|over|to|and|who|which|that|from|at|as|by|after|when|because|whose|while|before|if|but|"
    r"(?:is|are|was|were|has|had|have|will|would)|\w+ing)\b|[.,;:!?)\n”\"—–]|\s-"
)
_NAME_GOES_ON = re.compile(r"\s+(?:of|and|for)\s+(?=(?:the\s+)?(?:(?:old|former|late|new)\s+)?[A-Z])")
_NOBODY = re.compile(
    r"(?:him|her|them|it|us|me|you|I|himself|themselves|that|this|what|whoever|those|these|everyone|everybody|nobody|"
    r"he|she|they|we|who|which|no one|no \w+|the other|each \w+|most of .*|both .*|\d.*)$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?][”\"’']*\s+(?=[“\"‘'(]?[A-Z])|\n")
_NEGATED = re.compile(r"\b(?:not|never|nobody|no one)\b|n[’']t\b", re.IGNORECASE)
_BE = re.compile(r"(?:\b(?:who|which|that|was|were|is|are|been|be|being|has|have|had|also|not|now)\s*|\s*\b\w+ly\s+)+$")
_ONTO = re.compile(r"\s(?:on|to)\s+(?!\w+day\b)")
# "holds the command of the Brigade, and in person its chief, responsible for"
_HOLDING = re.compile(
    r"\b(?:hold|holds|held|holding)\s+(?P<party>[^.;:\n]{2,160}?),?\s+(?:\w+ly\s+)?"
    r"(?:responsible|accountable|liable|to blame)\b"
)
_OWN = re.compile(
    r"(?:(?:one|two|three|some|several|members?|fighters?|units?) of )?(?:its|our)\b|(?:it|we)$", re.IGNORECASE
)
_HIS = re.compile(r"(?:his|her|their)\b", re.IGNORECASE)
_WHICH = re.compile(r",?\s+(?:which|that)\s+(?:the\s+|a\s+|an\s+)?", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:having (?:had )?)?(?:any|all|its|their|his|her|a|the)?\s*(?:\w+ )?"
    r"(?:role|responsibility|involvement|part|complicity|hand|knowledge|links?|connection)\b.*|having .*"
    r"|being behind .*",
    re.IGNORECASE | re.DOTALL,
)


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
    for m in _pattern("before", language).finditer(text):
        start, end = _sentence(text, m.start())
        if not any(start <= a < end for a, _ in [*names, *harm]):
            continue
        row, opening = rows[m.group()], re.compile(r"\s+").match(text, m.end())
        phrase = phrase_at(text, opening.end(), end) if opening else None
        if phrase and not event_noun(text[slice(*phrase)].split()[-1], language):
            yield Accused(phrase, row.status, phrase, row.role)
    for m in _HOLDING.finditer(text):
        start, end = _sentence(text, m.start())
        held = phrase_at(text, m.start("party"), m.end("party"))
        if held and any(start <= a < end for a, _ in [*names, *harm]) and not _NEGATED.search(text, start, m.start()):
            yield Accused(held, "alleged", held)
    for m in _pattern("after", language).finditer(text):
        row = rows[m.group()]
        governs = any(m.end() < a <= m.end() + NEAR and not _STOP.search(text, m.end(), a) for a, _ in names)
        for party in parties.phrase_ending(text, m.start(), language):
            # "the raid, which the militia carried out": the event stands before its relative clause
            related = any(_WHICH.fullmatch(text, b, party.span[0]) for _, b in names if b < party.span[0])
            if governs or related:
                yield Accused(party.span, row.status, party.span, row.role)


def accused(text: str, reading: Reading, language: str = "en") -> Iterator[Accused]:
    """Yield the parties that statements accuse: the object of an accusing cue, the subject of its passive."""
    contents = _contents(reading)
    for at, mark in enumerate(reading.marks):
        frame = _frame(text, mark.span, language) if mark.role == "cue" else None
        spans = sorted(reading.marks[c].span for c in contents.get(at, []))
        if frame is None:
            continue
        if not _tells_of_harm(text, reading, mark.span) and not _of_event(text, reading, mark.span, spans):
            continue
        if frame == "object":
            after = next((s for s in spans if s[0] >= mark.span[1]), None)
            phrase = phrase_at(text, after[0], after[1]) if after else None
            if after and phrase and event_noun(text[slice(*phrase)].split()[-1], language):
                onto = _ONTO.search(text, phrase[1], after[1])  # "blamed the raid on the Front"
                phrase = phrase_at(text, onto.end(), after[1]) if onto else None
            if phrase and _is_somebody(text[slice(*phrase)], language):
                yield Accused(phrase, "alleged", phrase)
        elif frame == "subject":
            subject = _subject(text, mark.span[0], _sentence(text, mark.span[0])[0])
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


def is_nobody(words: str) -> bool:
    """Say whether words name nobody in particular: "nobody", "no group", "everyone"."""
    return bool(_NOBODY.match(words)) and words.casefold() not in ("it", "we")


def is_role(words: str) -> bool:
    """Say whether words deny a part in a deed ("any role in the killing of two priests"), and not the deed."""
    return not words.startswith("having") and bool(_ROLE.fullmatch(words.strip()))


def _tells_of_harm(text: str, reading: Reading, cue: Span) -> bool:
    """Tell whether a cue's sentence holds harm or the name of an event: one is blamed for prices as well."""
    start, end = _sentence(text, cue[0])
    return any(m.role in ("harm", "name") and start <= m.span[0] < end for m in reading.marks)


_WHAT_FOR = re.compile(r"\b(?:for|of|on|over)\s")


def _of_event(text: str, reading: Reading, cue: Span, contents: list[Span]) -> bool:
    """Tell whether blame that says not what for is for the harm told before: "The minister blamed smugglers."."""
    blames = text[slice(*cue)].casefold().startswith("blam")
    whole = blames and bool(contents) and not any(_WHAT_FOR.search(text, *span) for span in contents)
    return whole and any(m.role == "harm" and m.span[0] < cue[0] for m in reading.marks)


def accuses_near(text: str, reading: Reading, span: Span, language: str = "en") -> bool:
    """Tell whether the sentence of a party holds an accusing cue."""
    start, end = _sentence(text, span[0])
    return any(
        m.role == "cue" and start <= m.span[0] < end and _frame(text, m.span, language) is not None
        for m in reading.marks
    )


def _sentence(text: str, at: int) -> Span:
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
    following = re.match(r"\s+(?:of|with|for|on)\b", text[cue[1] : cue[1] + 6])
    whole = words + (following.group() if following and not words.endswith((" of", " with", " for", " on")) else "")
    if _NEGATED.search(text[max(0, cue[0] - 12) : cue[1]]):
        return None
    passive = re.search(r"\b(?:was|were|is|are|been|be|being|stands?|stood)\b", text[max(0, cue[0] - 12) : cue[1]])
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


def phrase_at(text: str, start: int, end: int) -> Span | None:
    """Return the noun phrase that begins at start, without quotation marks around it; None for a pronoun or none."""
    while start < end and text[start] in " “\"'‘":
        start += 1
    stop = start
    while True:
        cut = _PHRASE_ENDS.search(text, stop, end)
        stop = cut.start() if cut else end
        on = _NAME_GOES_ON.match(text, stop, end)
        if not on:
            break
        stop = on.end()
    words = text[start:stop].rstrip(" '’\"”")
    if not words or len(words) > LONGEST or _NOBODY.match(words):
        return None
    return start, start + len(words)


def _subject(text: str, cue: int, begin: int) -> Span | None:
    """Return the noun phrase right before a passive cue, over its auxiliaries: "a man, 34, was charged with"."""
    before = text[begin:cue]
    rest = before[: m.start()] if (m := _BE.search(before)) else before
    rest = rest.rstrip(" ,")
    cut = [m.end() for m in re.finditer(r"(?:[,;:—–(]|\b(?:and|but|that|when|after|said|as|where|while)\b)\s*", rest)]
    # An apposition between commas belongs to the noun before it: "Ivo Maren, 34, was charged".
    start = cut[-1] if cut else 0
    if start and re.fullmatch(r"\d{1,3}(?:, of [\w ]+)?", rest[start:]):
        start = cut[-2] if len(cut) > 1 else 0
    words = rest[start:].strip()
    if not words or len(words) > LONGEST or _NOBODY.match(words):
        return None
    at = begin + before.rindex(words)
    return at, at + len(words)


# ---------------------------------------------------------------- one's own deed


def own_deed(text: str, reading: Reading, span: Span, language: str = "en") -> Span | None:
    """Return the source that speaks of a party as its own ("one of its fighters", "his men", "we"), or None."""
    words = text[slice(*span)]
    if not _OWN.match(words) and not (
        _HIS.match(words) and parties.actor_kind(words, language) in ("party", "unknown")
    ):
        return None
    return speaker_of(reading, span)


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


def deniers(text: str, reading: Reading) -> Iterator[Accused]:
    """Yield the sources that deny a deed of their own: "denied any role", "rejected the accusations"."""
    cues, sources = reading.heads("cue"), reading.heads("source")
    for content, links in cues.items():
        cue = links[0].head
        chances = reading.marks[cue].readings.get("polarity", {})
        if not chances or max(chances, key=lambda a: chances[a]) != "denied" or cue not in sources:
            continue
        said, source = reading.marks[content].span, reading.marks[sources[cue][0].head].span
        deed = any(m.role in ("harm", "name") and said[0] <= m.span[0] < said[1] for m in reading.marks)
        role = _ROLE.fullmatch(text[slice(*said)].strip())
        if role and (deed or not role.group().startswith("having")) and not _NOBODY.match(text[slice(*source)]):
            yield Accused(source, "denied", said)
