"""Finds whose word a passive is: "was described by the governor as a massacre", "was put at 40 by the clinic".

In:  a text, its Reading under change.    Out: cues, sources and contents added to it or mended.
Left unread, such words stand in the mouth of whoever reports them: the outlet would call the raid a massacre, and count
the dead that the army rejects. What is said of what is the content, in two pieces. Words live in
languages/<code>/constructions.csv, room "passives".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from recounted.claims.additions import Additions
from recounted.claims.mentions import is_teller
from recounted.languages import constructions, finding, persons
from recounted.languages.constructions import word_class
from recounted.model import Mark, Span


class _Words(NamedTuple):
    """Constructions of the room "passives". Groups: what, cue, who, and in most what it is said to be."""

    hint: re.Pattern[str]  # what stands in every one of these
    noun: re.Pattern[str]  # a cue that is no verb: "Reports of 40 dead were rejected"
    held: re.Pattern[str]  # "was described by the governor as a massacre"
    apposed: re.Pattern[str]  # "The raid, described by the governor as a massacre, …"
    called: re.Pattern[str]  # "was called a massacre by the union", "were put at 40 by the clinic"
    laid: re.Pattern[str]  # "was blamed by residents on the army"
    one: re.Pattern[str]  # "the clinic", "Orsk", but not "tests"
    answered: re.Pattern[str]  # "was condemned by the union", "was rejected by the army"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "passives", language)


def with_passives(text: str, added: Additions, language: str = "en") -> None:
    """Add the statement of each passive that names its speaker, where the encoder left it unread or without one."""
    words = _words(language)
    if finding.search(words.hint, text) is None:  # most reports: the patterns below take a hundredth of a read
        return
    for pattern in (words.held, words.apposed, words.called, words.laid, words.answered):
        for found in finding.finditer(pattern, text):
            if not _speaks(found["who"], language):
                continue
            cue = next(
                (at for at, c in enumerate(added.marks) if c.role == "cue" and _meet(c.span, found.span("cue"))), None
            )
            begin = _begin(text, added, found.span("what"), language)
            if begin is None:
                continue
            pieces = [(begin, found.end("what"))]
            pieces += [found.span("be")] if "be" in found.re.groupindex else []
            if cue is not None and _is_read(added, cue, pieces):
                continue
            _say(added, found.span("cue"), cue, found.span("who"), pieces)


def _is_read(added: Additions, cue: int, pieces: list[Span]) -> bool:
    """Say whether the encoder gave a cue a source, and contents for just what is said."""
    said = [added.marks[k.tail].span for k in added.links if k.role == "cue" and k.head == cue]
    spoken = any(k.role == "source" and k.tail == cue for k in added.links)
    return spoken and all(piece in said for piece in pieces)


def _speaks(words: str, language: str) -> bool:
    """Say whether words are somebody who may say something: who is known to, or whoever has an article or a name;
    "confirmed by tests", "called by phone" are not."""
    known = is_teller(words, language) or persons.noun(words, language) is not None
    return known or words.lower() in word_class("passive_speaker", language) or bool(_words(language).one.match(words))


def _begin(text: str, added: Additions, what: Span, language: str) -> int | None:
    """Return where what a passive tells of begins: behind a verb of speech in it, with the content that the passive
    stands in ("The mayor said | the raid was …"); None where the encoder read no such content."""
    noun = _words(language).noun
    cues = [m.span for m in added.marks if m.role == "cue" and _meet(m.span, what)]
    verbs = [end for start, end in cues if not noun.fullmatch(text, start, end)]
    if not verbs:
        return what[0]
    inner = (m.span[0] for m in added.marks if m.role == "content" and m.span[1] >= what[1])
    return max((start for start in inner if max(verbs) <= start < what[1]), default=None)


def _say(added: Additions, words: Span, cue: int | None, who: Span, pieces: list[Span]) -> None:
    """Tie pieces of content to a cue and its source; those that the encoder tied to the cue are mended or let go."""
    if cue is None:
        cue = added.mark(Mark("cue", words))
    added.marks[cue] = msgspec.structs.replace(added.marks[cue], span=words)
    source = added.whole_source(who)
    own = {k.tail for k in added.links if k.role == "cue" and k.head == cue}
    tied = {k.tail for k in added.links if k.role == "cue"}
    for piece in pieces:
        held = any(m.role == "content" and m.span[0] <= piece[0] and piece[1] < m.span[1] for m in added.marks)
        free = [at for at, m in enumerate(added.marks) if m.role == "content" and (at in own or at not in tied)]
        meets = (at for at in free if [p for p in pieces if _meet(added.marks[at].span, p)] == [piece])
        content = next(meets, None)
        if content is None:
            content = added.mark(Mark("content", piece, int(held)))
        added.marks[content] = msgspec.structs.replace(added.marks[content], span=piece)
        own.discard(content)
        for role, tail, head in (("cue", content, cue), ("speaker", content, source)):
            added.relink(role, tail, head)
    added.relink("source", cue, source)
    subject = pieces[0]
    for at, m in enumerate(
        added.marks
    ):  # "His claim that | nobody died | was disputed": the claim ends with the subject
        if m.role == "content" and at in tied and subject[0] < m.span[0] < subject[1] < m.span[1]:
            added.marks[at] = msgspec.structs.replace(m, span=(m.span[0], subject[1]), layer=1)
    # Who calls it revenge is no doer by that.
    doers = {at for at, m in enumerate(added.marks) if m.role == "party" and _meet(m.span, who)}
    added.links = [
        k for k in added.links
        if not (k.tail in own and k.role in ("cue", "speaker")) and not (k.tail in doers and k.role == "doer")
    ]  # fmt: skip
    added.grown = True


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
