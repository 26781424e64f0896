"""Mends the extent of a mark of a party, and finds parties that the grammar of a clause names plainly.

In:  a text, marked spans, the spans of people harmed and of places.    Out: spans of parties with what the words say
of their status, or None where a mark holds no party.
Words live in languages/<code>/actors.csv, names.csv, demonyms.csv and constructions.csv, room "parties". A party is
never who was harmed, never a lone town.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from recounted import languages
from recounted.claims import doers
from recounted.claims.doers import Party
from recounted.languages import constructions, finding
from recounted.languages.constructions import word_class
from recounted.languages.event_nouns import event_noun
from recounted.model import Span

PLAIN = 0.6  # least confidence of a mark of small words that no row of actors.csv knows
EVENT = 0.95  # least confidence of a mark that is an event or a weapon ("an air strike"); set after reading gold/

_WORD = re.compile(r"[^\W_](?:[\w.'’&-]*[^\W_])?|&")
_BETWEEN = re.compile(r"[\s)]*(?:\w+\s+){1,2}")  # a bracket and a word or two, between a body and its deed


class _Words(NamedTuple):
    """Constructions of the room "parties"."""

    ordinal: re.Pattern[str]
    owner: re.Pattern[str]
    verb_group: re.Pattern[str]
    passive: re.Pattern[str]
    by: re.Pattern[str]
    claims: re.Pattern[str]
    with_help: re.Pattern[str]
    help_inside: re.Pattern[str]
    active: re.Pattern[str]
    cut_short: re.Pattern[str]  # the noun of "in the same district" was left out
    runs_on: re.Pattern[str]  # "troops | used flamethrowers"
    said_of_it: re.Pattern[str]  # "the Black Banner, an armed group"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "parties", language)


@functools.cache
def _never_part(language: str) -> frozenset[str]:
    """Return the words that no name of a party begins or ends with."""
    return word_class("linking", language) | word_class("determiner", language) | word_class("day", language)


@functools.cache
def _actors(language: str) -> dict[str, str]:
    return {row["form"]: row["kind"] for row in languages.table(language, "actors")}


@functools.cache
def _demonyms(language: str) -> frozenset[str]:
    return frozenset(row["form"].casefold() for row in languages.table(language, "demonyms"))


def actor_kind(words: str, language: str = "en") -> str | None:
    """Return the kind of actor that a phrase's last known noun makes, or None where no row knows it."""
    for word in reversed(_WORD.findall(words)):
        low = word.casefold()
        kind = _actors(language).get(low) or _actors(language).get(low.removesuffix("s"))
        if kind:
            return kind
    return None


def mended(
    text: str, span: Span, sure: float, harmed: Sequence[Span], towns: Iterable[Span], language: str = "en"
) -> Party | None:
    """Return the party that a mark stands in, or None where it holds none.

    harmed: spans of the people harmed. towns: spans of settlements; a mark that is nothing else is no party.
    """
    start, end = span
    role, known = None, _words(language)
    inside = known.help_inside.match(text[start:end])
    if inside:
        start, role = start + inside.end(), "helper"
    words = [m.span() for m in _WORD.finditer(text, max(0, start - 80), min(len(text), end + 80))]
    at = [
        k
        for k, (a, b) in enumerate(words)
        if (a < end and start < b and not text[a:b].isdigit()) or (a < end and start < b)
    ]
    while at and text[slice(*words[at[0]])].casefold() in word_class("linking", language):
        at.pop(0)
    while at and not _carries(text[slice(*words[at[-1]])], language):
        at.pop()
    if not at:
        return None
    first, last = _left(text, words, at[0], language), _right(text, words, at[-1], language)
    whole = (words[first][0], words[last][1])
    cuts = (known.cut_short.search(text[slice(*whole)]), known.runs_on.search(text[slice(*whole)]))
    whole = (whole[0], min([whole[0] + cut.start() for cut in cuts if cut and cut.start()], default=whole[1]))
    if said := known.said_of_it.search(text[slice(*whole)]):
        whole = (whole[0], whole[0] + said.start())
        last = max(k for k, (_, b) in enumerate(words) if b <= whole[1])
    owner = known.owner.search(text, max(0, whole[0] - 30), whole[0])
    if owner:
        whole = (owner.start(), whole[1])
    if any(a < whole[1] and whole[0] < b for a, b in harmed) or any((a, b) == whole for a, b in towns):
        return None
    head = text[slice(*words[last])]
    names = [
        w
        for k in range(first, last + 1)
        if (w := text[slice(*words[k])])[:1].isupper() and w.casefold() not in word_class("determiner", language)
    ]
    if (
        all(w.casefold() in _demonyms(language) | word_class("day", language) for w in names)
        and actor_kind(text[slice(*whole)], language) is None
    ):
        return None
    if event_noun(head, language) and _actors(language).get(head.casefold()) != "cause" and sure < EVENT:
        return None
    if not names and actor_kind(text[slice(*whole)], language) is None and sure < PLAIN:
        return None
    if known.with_help.search(text[max(0, whole[0] - 40) : whole[0]]):
        role = "helper"
    return Party(whole, role)


def _carries(word: str, language: str) -> bool:
    low = word.casefold()
    if low in _never_part(language):
        return False
    known = _actors(language)
    return (
        word[:1].isupper()
        or low in known
        or low.removesuffix("s") in known
        or (low.islower() and not low.endswith(("ed", "ing")))
    )


def _near(text: str, words: list[Span], k: int) -> bool:
    return text[words[k - 1][1] : words[k][0]] in (" ", "\u00a0", "-")


def _left(text: str, words: list[Span], first: int, language: str) -> int:
    qualifying = word_class("qualifying", language)
    while first and _near(text, words, first):
        word = text[slice(*words[first - 1])]
        low = word.casefold()
        opened = text[slice(*words[first])].casefold() in word_class("determiner", language)
        if opened or low in _never_part(language):
            break  # "in October | the armed forces"
        if not (
            word[:1].isupper()
            or _words(language).ordinal.fullmatch(word)
            or low in qualifying
            or low in _actors(language)
        ):
            break
        before = text[: words[first - 1][0]].rstrip()
        opens = not before or before[-1] in ".!?\n"
        known = low in qualifying or low in _demonyms(language)
        if (
            opens
            and not known
            and (low in word_class("sentence_opener", language) or not text[slice(*words[first])][:1].isupper())
        ):
            break  # a sentence's first word is no name for its capital
        first -= 1
    if first > 1 and text[slice(*words[first - 1])] in word_class("name_link", language):
        before = text[slice(*words[first - 2])].casefold()
        return first - 2 if before in word_class("body_of_people", language) else first
    return first


def _right(text: str, words: list[Span], last: int, language: str) -> int:
    links, articles = word_class("name_link", language), word_class("name_article", language)
    while last + 1 < len(words) and _near(text, words, last + 1):
        word = text[slice(*words[last + 1])]
        here = text[slice(*words[last])].casefold()
        if word[:1].isupper() or (
            word.casefold() in _actors(language)
            and (
                text[words[last][0]].isupper()
                or here in _demonyms(language)
                or here in word_class("qualifying", language)
            )
        ):
            last += 1
            continue
        led = last + 2 < len(words) and text[slice(*words[last + 2])] in articles
        reach = last + 3 if word in links and led else last + 2
        if (
            word in links and reach < len(words) and _long_name(text, words, reach, language)
            and here in _actors(language)
        ):  # fmt: skip
            last = reach
            continue
        break
    return last


def _long_name(text: str, words: list[Span], k: int, language: str) -> bool:
    word = text[slice(*words[k])]
    described = word.islower() and word not in word_class("linking", language) and k + 1 < len(words)
    return word[:1].isupper() or (described and text[slice(*words[k + 1])][:1].isupper())


# ---------------------------------------------------------------- what the grammar says plainly


def plain_parties(
    text: str, triggers: Sequence[tuple[Span, Span]], names: Sequence[Span], language: str = "en"
) -> Iterator[Party]:
    """Yield the parties that a clause names plainly.

    triggers: (harm word, people harmed) of tolls: the subject of an active harm word is its doer. names: spans of the
    event's names: "the Sarhad Front attack". Further: "by X" behind a passive, "X claimed responsibility". Whoever has
    no name ("by two men in masks") is found by claims.doers.
    """
    known = _words(language)
    for trigger, people in triggers:
        if trigger[1] <= people[0] <= trigger[1] + 30 and known.active.search(text[slice(*trigger)].split()[0]):
            begin = max(0, trigger[0] - 120)
            before = text[begin : trigger[0]]
            if not known.passive.search(before):
                stop = known.verb_group.search(before)
                end = begin + (stop.start() if stop else len(before))
                found = list(phrase_ending(text, end, language))
                yield from found or doers.subject(text, end, language)
        yield from doers.agent(text, trigger, language)
    for m in finding.finditer(known.by, text):
        blamed = m["verb"] in word_class("blaming_verb", language)
        if blamed == (m["by"] in word_class("blame_onto", language)):
            yield from phrase_beginning(text, m.start("np"), "alleged" if blamed else None, language)
    for m in known.claims.finditer(text):
        for party in phrase_ending(text, m.start(), language):
            yield party._replace(status="claimed")
    for start, _ in names:
        yield from _before_name(text, start, language)


def phrase_ending(text: str, end: int, language: str) -> Iterator[Party]:
    line = text.rfind("\n", 0, end) + 1
    words = [m.span() for m in _WORD.finditer(text, max(line, end - 80), end)]
    if not words or text[words[-1][1] : end].strip(") "):
        return
    last = len(words) - 1
    word = text[slice(*words[last])]
    if event_noun(word, language) or word.casefold() in word_class("unowned_weapon", language):
        owners = list(_before_name(text, words[last][0], language))
        yield from owners
        if not owners and actor_kind(word, language) == "cause":
            yield Party(words[last])
        return
    low = word.casefold()
    if (
        word[:1].isupper()
        or actor_kind(word, language) in ("party", "unknown", "cause")
        or low in word_class("stands_for_speaker", language)
    ):
        first = _left(text, words, last, language)
        if low not in _never_part(language) | word_class("no_party", language):
            yield Party((words[first][0], words[last][1]))


def phrase_beginning(text: str, start: int, status: str | None, language: str) -> Iterator[Party]:
    words = [m.span() for m in _WORD.finditer(text, start, min(len(text), start + 100))]
    if words and text[slice(*words[0])].casefold() in word_class("article", language):
        words.pop(0)
    last, qualifying = -1, word_class("qualifying", language)
    for k, (a, b) in enumerate(words):
        if k and not _near(text, words, k):
            break
        word = text[a:b]
        if word[:1].isupper() or word.casefold() in qualifying or word.casefold() in _actors(language):
            last = k
        else:
            break
    no_heads = word_class("day", language) | qualifying - word_class("names_party", language)
    while last >= 0 and text[slice(*words[last])].casefold() in no_heads:
        last -= 1
    if last >= 0 and _actors(language).get(text[slice(*words[last])].casefold()) != "cause":
        yield Party((words[0][0], words[_right(text, words, last, language)][1]), None, status)


def _before_name(text: str, start: int, language: str) -> Iterator[Party]:
    """Yield the body whose attack it was: a name of two words, or in capitals, right before the event's name."""
    words = [m.span() for m in _WORD.finditer(text, max(text.rfind("\n", 0, start) + 1, start - 70), start)]
    while words and (
        text[slice(*words[-1])].casefold() in word_class("day", language)
        or text[slice(*words[-1])] in word_class("carried_weapon", language)
    ):
        words.pop()
    if not words or (text[words[-1][1] : start].strip(" )") and not _BETWEEN.fullmatch(text[words[-1][1] : start])):
        return
    last = len(words) - 1
    head = text[slice(*words[last])]
    shouted = text[: words[last][0]].rpartition("\n")[2].isupper() or head.casefold() in word_class(
        "determiner", language
    )
    if (head.isupper() and 1 < len(head) <= 5 and not shouted) or (
        _actors(language).get(head.casefold()) == "party" and head[:1].isupper()
    ):
        yield Party((words[_left(text, words, last, language)][0], words[last][1]))
