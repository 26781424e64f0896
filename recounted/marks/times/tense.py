"""Says whether a date without its year or week lies before the report or after it, by the words around it.

In:  tokens and the place of an expression.    Out: "past", "future", or None where nothing tells.
Cues live in languages/<code>/time_cues.csv; regular past forms are told by their ending. A cue is "past", "future",
"sure" (future, whatever day is near), "toward" or "limit" (directly before the date: ahead unless long past; "limit"
surely), "onward" (the same if nothing else tells) or "none" (no cue after all, three words long).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Literal, NamedTuple

from recounted.languages import table

from .company import Company, company
from .words import OTHER, Token

Direction = Literal["past", "future", "toward"]
BEFORE, AFTER = 14, 9  # tokens looked at on either side of the expression, within its sentence
LATE_VERB = 30  # tokens ahead in which a past verb still tells: "In May, a week after the flood of …, the dam burst"
QUOTES = frozenset("\"'`“‘")
_CLOCK = ("clock", "ampm", "zone", "part", "clock_word", "oclock")


class Cues(NamedTuple):
    """The direction of each cue, and the words that govern a participle or stand around a verb."""

    ways: dict[str, str]
    sure: frozenset[str]
    limit: frozenset[str]  # "until"
    words: Company


@functools.cache
def _cues(language: str) -> Cues:
    rows = {row["form"].lower(): row["direction"] for row in table(language, "time_cues")}
    rows |= {form.replace("'", "’"): way for form, way in rows.items()}
    ways = {form: {"sure": "future", "limit": "toward"}.get(way, way) for form, way in rows.items()}
    limit = frozenset(form for form, way in rows.items() if way == "limit")
    return Cues(ways, _sure(language), limit, company(language))


@functools.cache
def _sure(language: str) -> frozenset[str]:
    """Return the cues that set the day ahead even where another reading is near: "will", "until"."""
    forms = [row["form"].lower() for row in table(language, "time_cues") if row["direction"] in ("sure", "limit")]
    return frozenset(forms + [form.replace("'", "’") for form in forms])


def is_sure(tokens: Sequence[Token], start: int, language: str) -> bool:
    """Say whether the nearest cue before a place is one that surely looks ahead, or "until" stands there."""
    cues, sure = _cues(language), _sure(language)
    if any(t.word in cues.limit for t in tokens[max(0, start - 2) : start]):
        return True
    for i in range(start - 1, max(-1, start - 1 - BEFORE), -1):
        if tokens[i].kind == "stop":
            return False
        if _told(tokens, i, cues):
            words = [t.word for t in tokens[max(0, i - 1) : i + 2]]
            return not sure.isdisjoint((tokens[i].word, " ".join(words[:2]), " ".join(words[-2:]))) or _governed(
                tokens, i, sure
            )
    return False


def _governed(tokens: Sequence[Token], i: int, sure: frozenset[str]) -> bool:
    """Say whether a participle stands behind a sure cue: "will be freed"."""
    return any(t.word in sure for t in tokens[max(0, i - 3) : i])


def direction(tokens: Sequence[Token], start: int, end: int, language: str) -> Direction | None:
    """Return where the clause of tokens[start:end] points: the nearest cue before it, else the nearest after it.

    "toward": directly after "by" or "until", which point ahead unless the day has long passed; after "through" or
    "heading into" if nothing else tells ("is shut through Friday").
    """
    cues = _cues(language)
    if end < len(tokens) and _told(tokens, end, cues) == "past":
        return "past"  # "on Friday issued"
    lead = start
    while lead > 0 and tokens[lead - 1].kind in _CLOCK:
        lead -= 1
    near = 2 if lead and tokens[lead - 1].kind != OTHER else 1  # "by the", "until early"
    owns = end < len(tokens) and tokens[end].kind == "poss"  # "hit by Friday's storm", "by a Friday storm"
    whose = owns or (lead > 0 and tokens[lead - 1].kind == "a")
    if not whose and any(cues.ways.get(t.word) == "toward" for t in tokens[max(0, lead - near) : lead]):
        opens = lead < 2 or tokens[lead - 2].kind == "stop" or tokens[lead - 2].word in QUOTES
        behind = _first_told(tokens, end, cues)
        if (opens and behind == "past") or _was_done(tokens, lead) or _had_lasted(tokens, lead, cues):
            return "past"
        # "should be done by September", "By May, it will be": ahead, however long ago the last one was.
        return "future" if (_last_told(tokens, lead, cues) or behind) == "future" else "toward"
    if not owns and _is_then(tokens, lead, cues):
        return "future"
    onward: Direction | None = "toward" if _leads_onward(tokens, lead, cues) else None
    return _last_told(tokens, start, cues) or _first_told(tokens, end, cues) or onward


def _was_done(tokens: Sequence[Token], lead: int) -> bool:
    """Say whether what leads to an expression was done before it: "901 bodies had been recovered by Sunday"."""
    for i in range(lead - 1, max(-1, lead - 1 - BEFORE), -1):
        if tokens[i].kind == "stop" or tokens[i].word in ("to", "would"):
            return False
        if tokens[i].word == "had":
            return True
    return False


def _had_lasted(tokens: Sequence[Token], lead: int, cues: Cues) -> bool:
    """Say whether "until" ends what was: "was not found until Friday", "there were no calls until Friday", "lasted
    until Friday"; but "was extended until Friday", "is not open until Friday"."""
    if not lead or tokens[lead - 1].word not in cues.limit:
        return False
    for i in range(lead - 2, max(-1, lead - 2 - BEFORE), -1):
        word, before = tokens[i].word, tokens[i - 1].word if i else ""
        if tokens[i].kind == "stop" or word in ("to", "would") or _told(tokens, i, cues) == "future":
            return False
        if word in cues.words.lasting or word in cues.words.was_not:
            return True
        if word in cues.words.negation and before in cues.words.was:
            return True
    return False


def _leads_onward(tokens: Sequence[Token], lead: int, cues: Cues) -> bool:
    """Say whether "through" or "heading into" stands before a place."""
    lead -= lead > 0 and tokens[lead - 1].kind == "the"
    words = [t.word for t in tokens[max(0, lead - 2) : lead]]
    return any(cues.ways.get(form) == "onward" for form in (" ".join(words), *words[-1:]))


def _is_then(tokens: Sequence[Token], lead: int, cues: Cues) -> bool:
    """Say whether a date is what something is, or when it is done: "the vote is Friday", "is leaving May 3"."""
    at = lead - 1 if lead and tokens[lead - 1].kind in ("on", "in") else lead
    if at > 2 and tokens[at - 1].word.endswith("ing") and tokens[at - 2].word in cues.words.copula:
        return True  # "is retiring in May"
    return at > 1 and tokens[at - 1].word in cues.words.copula


def _last_told(tokens: Sequence[Token], start: int, cues: Cues) -> Direction | None:
    """Return what the nearest cue before an expression says, within its sentence."""
    for i in range(start - 1, max(-1, start - 1 - BEFORE), -1):
        if tokens[i].kind == "stop":
            break
        found = _told(tokens, i, cues)
        if found:
            return found
    return None


def _first_told(tokens: Sequence[Token], end: int, cues: Cues) -> Direction | None:
    """Return what the nearest cue after an expression says, within its sentence."""
    for i in range(end, min(len(tokens), end + LATE_VERB)):
        if tokens[i].kind == "stop":
            break
        found = _told(tokens, i, cues)
        if found == "future" and _is_promise(tokens, i, cues):
            return "past"
        if found:
            return found if found == "past" or i < end + AFTER else None
    return None


def _is_promise(tokens: Sequence[Token], i: int, cues: Cues) -> bool:
    """Say whether a verb of the past leads to what is to come: of "Friday both sides agreed to meet", the agreement;
    but "he's expected to win"."""
    verb = tokens[i].word.endswith("ed") and i + 1 < len(tokens) and tokens[i + 1].word == "to"
    return verb and not (i and (tokens[i - 1].kind == "poss" or tokens[i - 1].word in cues.words.governing))


def _told(tokens: Sequence[Token], i: int, cues: Cues) -> Direction | None:
    """Return what the word at i says; a participle after "be" or "to" leaves it to the words before it."""
    word, cue = tokens[i].word, _cue(tokens, i, cues)
    have = i + 2 if i + 1 < len(tokens) and tokens[i + 1].word in ("not", "to") else i + 1
    had = have + 1 < len(tokens) and tokens[have].word == "have" and _is_participle(tokens[have + 1].word, cues)
    if cue == "future" and had and word not in cues.sure:
        return "past"  # "may have heard"; "will have heard", "may have to leave" are ahead
    if cue == "future" and i and tokens[i - 1].word == "to":
        return None  # "to expire": what leads to it tells
    if cue == "future":
        if i > 1 and tokens[i - 1].word == "been" and tokens[i - 2].word == "had":
            return "past"  # "had been due to leave"
        return "future"
    past = cue == "past" or (len(word) > 4 and word.endswith("ed") and word.isalpha() and not tokens[i].capital)
    if not past:
        return None
    for back in range(i - 1, max(-1, i - 3), -1):
        if back and tokens[back - 1].kind in ("the", "a"):
            break  # a noun: "the plan ended"
        if tokens[back].word in cues.words.governing or tokens[back].word in cues.words.modal:
            # "will be released", "is expected", "to be freed": a form of "be" or a modal governs it; "starts" in
            # "housing starts fell" does not.
            if any(_cue(tokens, b, cues) == "future" for b in range(max(0, back - 2), back + 1)):
                return "future"
            return None
        if not tokens[back].word.endswith("ly") and tokens[back].word not in cues.words.adverb:
            break
    return "past"


def _is_participle(word: str, cues: Cues) -> bool:
    """Say whether a word can follow "have": "heard", "seen", "ended"; but "would have trouble"."""
    return word.endswith(("ed", "en", "wn")) or cues.ways.get(word) == "past" or word in cues.words.participle


def _is_name(tokens: Sequence[Token], i: int) -> bool:
    """Say whether a capital within a sentence makes a name of a word: "Will Stone", a programme called 'Meet …'."""
    if not tokens[i].capital or i == 0 or tokens[i - 1].kind == "stop":
        return False
    quoted = tokens[i - 1].word in QUOTES and i > 1 and tokens[i - 2].kind not in ("stop", "comma")
    return quoted or (i + 1 < len(tokens) and tokens[i + 1].capital)


def _cue(tokens: Sequence[Token], i: int, cues: Cues) -> str | None:
    """Return the direction of the cue that begins at i, of two words before one of one.

    The word before it or behind it may take it away: "seems to be" and "due to the" have the direction "none".
    """
    if tokens[i].kind == "month" or _is_name(tokens, i):
        return None  # "May"
    word = tokens[i].word
    pair = f"{word} {tokens[i + 1].word}" if i + 1 < len(tokens) else ""
    cue = cues.ways.get(pair) or cues.ways.get(word)
    if cue == "future" and (
        (i and cues.ways.get(f"{tokens[i - 1].word} {pair}") == "none")
        or (i + 2 < len(tokens) and cues.ways.get(f"{pair} {tokens[i + 2].word}") == "none")
    ):
        return None
    return cue
