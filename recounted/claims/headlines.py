"""Finds whose word a headline is: "12 killed in Orsk blast – ministry", "Police: four shot at mill", "…: residents".

In:  a text, its Reading under change.    Out: sources, contents and links added to it or taken from it.
A headline names its speaker without a verb, before a colon or behind a colon or a dash. Only who is known to speak is
taken, and an outlet that signs its page ("… - WXYZ News") is none. "…, rebels blamed" says nothing of who blames them.
Words live in speakers.csv, in bodies.csv and in constructions.csv, room "headlines".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from recounted.claims.additions import Additions
from recounted.claims.mentions import fold, words_of
from recounted.languages import constructions
from recounted.languages.constructions import word_class
from recounted.model import Mark, Span

LONGEST = 170  # characters of a headline
SHORTEST = 3  # words of what it says
SAID = 0.5  # share of the headline's words that contents may cover already
KINDS = ("organisation", "group", "person", "anonymous", "document")

_LINE = re.compile(r"^[^\n]+$", re.MULTILINE)
_CLOSED = re.compile(r"[.!?][\"”’]?\s*$")


class _Words(NamedTuple):
    """Constructions of the room "headlines"."""

    behind: re.Pattern[str]  # "…: residents", "… – regional governor"
    before: re.Pattern[str]  # "Police: …", "• The army: …"
    blamed: re.Pattern[str]
    of: re.Pattern[str]


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "headlines", language)


def with_headlines(text: str, added: Additions, language: str = "en") -> None:
    """Add the statement of each headline that names its speaker without a verb, where no content covers it; untie who
    is only blamed in one."""
    for line in _headlines(text):
        _untie_blamed(text, added, line, language)
        told = _told(text, line, language)
        if told is None or _covered(added, told[1]):
            continue
        source = added.source(told[0])
        added.tie(added.mark(Mark("content", told[1])), source)


def _headlines(text: str) -> Iterator[Span]:
    """Yield the first line, and every line that is no sentence or a point of a list."""
    first = True
    for m in _LINE.finditer(text):
        line = m.group()
        point = line.lstrip()[:1] in "•*-–·▪"
        if line.strip() and len(line) <= LONGEST and (first or point or not _CLOSED.search(line)):
            yield m.span()
        first = first and not line.strip()


def _told(text: str, line: Span, language: str) -> tuple[Span, Span] | None:
    """Return (who, what) of a headline that names its speaker, or None."""
    words = _words(language)
    for pattern in (words.before, words.behind):
        m = pattern.fullmatch(text, line[0], line[1])
        signs = pattern is words.behind and ":" not in text[m.end("what") : m.start("who")] if m else False
        if m and len(m["what"].split()) >= SHORTEST and speaks(m["who"], signs, language):
            return m.span("who"), m.span("what")
    return None


def speaks(words: str, signs: bool, language: str) -> bool:
    """Say whether words are somebody who is known to speak: "regional governor", "UN", "a monitor".

    signs: whether an outlet would only sign its page where they stand ("… - WXYZ TV"; but "…: state TV")."""
    tables = words_of(language)
    if any(fold(word) in word_class("day", language) for word in words.split()):
        return False  # "Tuesday's Morning Email: …" is a column
    body = _words(language).of.split(words)[0]  # "Ministry | of Foreign Affairs"
    head = fold(body.split()[-1])
    kind = tables.speakers.get(head) or tables.speakers.get(head.removesuffix("s"))
    if kind in KINDS or (kind == "outlet" and not signs):
        return True
    # No government: "Sudan: fighters kill 40" says where, and so may "Moscow: …".
    return fold(words) in tables.bodies


def _covered(added: Additions, what: Span) -> bool:
    held = sum(
        max(0, min(m.span[1], what[1]) - max(m.span[0], what[0])) for m in added.marks
        if m.role == "content" and not m.layer
    )  # fmt: skip
    return held > SAID * (what[1] - what[0])


def _untie_blamed(text: str, added: Additions, line: Span, language: str) -> None:
    """Take the words before "…, rebels blamed" from the rebels."""
    blamed = _words(language).blamed.search(text, *line)
    if blamed is None:
        return
    cues = {
        at for at, m in enumerate(added.marks)
        if m.role == "cue" and blamed.start() < m.span[0] and m.span[1] <= blamed.end()
    }  # fmt: skip
    contents = {k.tail for k in added.links if k.role == "cue" and k.head in cues}
    said = {at for at in contents if added.marks[at].span[1] <= blamed.start() + 1}
    if said:
        added.links = [k for k in added.links if k.tail not in said or k.role not in ("cue", "speaker")]
        added.grown = True
