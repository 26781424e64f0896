"""Finds the channel of a statement: the post, the press conference, the broadcast, the court paper it came through.

In:  a text, statements with their cues and sources.    Out: for each the Channel, or None; announcements.
Words live in languages/<code>/channels.csv, announcements.csv and constructions.csv, room "channels".
"""

from __future__ import annotations

import bisect
import functools
import re
from typing import NamedTuple

from recounted import languages
from recounted.claims.statements import Draft
from recounted.languages import constructions
from recounted.model import Channel, Reading, Span

_ACCOUNT = re.compile(r"@\w{2,30}")
_RANK = {"social": 0, "court": 1, "interview": 2, "press conference": 2, "broadcast": 2, "letter": 3, "document": 4,
         "statement": 5, "state media": 6}  # fmt: skip


@functools.cache
def _forms(language: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    rows = {row["form"]: (row["name"], row["kind"]) for row in languages.table(language, "channels")}
    # Longest first: alternation takes the first match, so "the post" would hide "Facebook post".
    longest = sorted(rows, key=len, reverse=True)
    pattern = "|".join(re.escape(form).replace("\\ ", r"\s+") for form in longest)
    # Names of networks are told by their capitals ("X"); the rest of the words in either case.
    return re.compile(rf"(?<![\w@])(?:{pattern})(?!\w)"), rows


class _Words(NamedTuple):
    """Constructions of the room "channels"."""

    announcement: re.Pattern[str]  # "has shared a statement"
    told_of: re.Pattern[str]  # "in a declaration"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "channels", language)


@functools.cache
def announced_nouns(language: str) -> frozenset[str]:
    """Return the things that are shared or issued: statement, post, declaration …"""
    return frozenset(row["form"] for row in languages.table(language, "announcements"))


def channel_in(text: str, start: int, end: int, language: str = "en") -> Channel | None:
    """Return the channel that the words of text[start:end] name, the most telling if several do."""
    pattern, rows = _forms(language)
    found = []
    for m in pattern.finditer(text, start, end):
        name, kind = rows[re.sub(r"\s+", " ", m.group())]
        vague = kind == "social" and name == "social media"  # "in a post on Telegram": the platform tells more
        found.append((_RANK.get(kind, 9), vague, m.start(), Channel(name, kind, None, (m.start(), m.end()))))
    if not found:
        return None
    channel = min(found, key=lambda f: f[:3])[3]
    account = _ACCOUNT.search(text, start, end)
    if account and channel.kind == "social":
        return Channel(channel.name, channel.kind, account.group(), channel.span)
    return channel


def channel_of(
    text: str, draft: Draft, drafts: list[Draft], reading: Reading, sentences: list[Span], language: str = "en"
) -> Channel | None:
    """Return a statement's channel: named in the words around its cue, outside of what is said, and on its own side of
    what others of the sentence say (drafts: all of the text)."""
    anchor = _anchor(draft, reading)
    sentence = sentence_at(sentences, anchor)
    others = [
        (_anchor(d, reading), max(end for _, end in d.content))
        for d in drafts
        if d.source != draft.source and d.source is not None and d.cue is not None
    ]
    left = max((max(at, end if end <= anchor else at) for at, end in others if at < anchor), default=0)
    right = min((at for at, _ in others if at > anchor), default=len(text))
    best: Channel | None = None
    for start, end in _outside(sentence, draft.content):
        start, end = max(start, left), min(end, right)
        found = channel_in(text, start, end, language)
        if found and (best is None or _RANK.get(found.kind, 9) < _RANK.get(best.kind, 9)):
            best = found
    return best


def _anchor(draft: Draft, reading: Reading) -> int:
    for at in (draft.cue, draft.source):
        if at is not None:
            return reading.marks[at].span[0]
    return draft.content[0][0]


def sentence_at(sentences: list[Span], at: int) -> Span:
    """Return the sentence that holds the offset `at` (the last that begins at or before it)."""
    k = bisect.bisect_right(sentences, (at, 1 << 60)) - 1
    return sentences[max(k, 0)] if sentences else (at, at)


def _outside(span: Span, holes: list[Span]) -> list[Span]:
    out, start = [], span[0]
    for a, b in sorted(holes):
        if b <= span[0] or a >= span[1]:
            continue
        if start < a:
            out.append((start, a))
        start = max(start, b)
    if start < span[1]:
        out.append((start, span[1]))
    return out


def is_announcement(text: str, draft: Draft, reading: Reading, language: str = "en") -> bool:
    """Say whether a draft only announces words that stand elsewhere ("has shared a statement on the flood").

    What such a sentence says of the statement is the reporter's own wording, so that it is in no one else's mouth.
    """
    if draft.quoted > 0.3:
        return False
    first = min(draft.content[0][0], reading.marks[draft.cue].span[0] if draft.cue is not None else draft.content[0][0])
    return any(
        first - 3 <= m.start() <= first + 60
        for m in _words(language).announcement.finditer(text, max(0, first - 40), draft.content[-1][1])
    )


def announced_channel(
    text: str, draft: Draft, sentences: list[Span], own: Channel | None, language: str = "en"
) -> Channel | None:
    """Return the channel of a statement that was announced before it: a network named on the way wins over "a post"."""
    if own is not None and own.kind == "social" and own.name != "social media":
        return own
    sentence = announcement_before(text, draft.content[0][0], sentences, language)
    named = channel_in(text, sentence[0], draft.content[0][0], language) if sentence else None
    return named if named is not None and (own is None or named.kind == "social") else own


def announcement_before(
    text: str, start: int, sentences: list[Span], language: str = "en", reach: int = 4
) -> Span | None:
    """Return the sentence that announces a statement, among the `reach` sentences before start.

    It says that one was shared or issued, or that something was said or done in or with one ("in a declaration").
    """
    k = bisect.bisect_right(sentences, (start, -1)) - 1
    for sentence in reversed(sentences[max(0, k - reach + 1) : k + 1]):
        if any(pattern.search(text, *sentence) for pattern in _words(language)):
            return sentence
    return None
