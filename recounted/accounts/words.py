"""Cuts a text into words and sentences as copies are found by them, and lays two texts side by side.

In:  texts.    Out: Words (folded, with offsets and sentences); for two of them, the runs of words that they share.
Words are compared folded (case, width, accents kept), so offsets stay those of the text. Scripts without spaces are
cut into characters. Sentences are cut by signs alone: a cut only has to fall alike in two copies.
"""

from __future__ import annotations

import bisect
import difflib
import functools
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from recounted import languages
from recounted.model import Span

GRAM = 5  # words in a row that two texts must share for a run to begin
TURNS = 3  # how often passages may have changed places
DAY = 4  # slots that an exchanged day of the month is worth
DATELINE = 8  # words within which a report may open with its own place and day
FLANK = 30  # words before and behind a run that are held against one another: a form is filled in beside it
REACH = 12  # words by which a run may be interrupted: a name that was spelled out, a date that was cut

_WORD = re.compile(r"[぀-ヿ㐀-䶿一-鿿豈-﫿]|[^\W_぀-ヿ㐀-䶿一-鿿豈-﫿]+(?:[.,’'-](?=\w)[^\W_]+)*")
_ENDS = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-z])|[。！？؟]+|\s*\n\s*")
_INITIAL = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Maj|Sgt|Capt|Gov|Sen|Rep|Prof|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)


class Words(NamedTuple):
    """The words of a text, those of a page's frame left out (languages/<code>/frames.csv): folded, with offsets and the
    number of the sentence that each is in. sentences: spans of characters; first: the number of each one's first word.
    figures: words that are numbers; special: those and names, which tell one occasion from another; days: figures that
    stand beside the name of a month."""

    folded: list[str]
    spans: list[Span]
    sentence_of: list[int]
    sentences: list[Span]
    first: list[int]
    figures: frozenset[int]
    special: frozenset[int]
    days: frozenset[int]


def words_of(text: str, language: str | None = None) -> Words:
    """Return the words of a text."""
    sentences = _sentences(text)
    language = language if language in languages.codes() else "en"
    frame = {n for n, span in enumerate(sentences) if _frames(language).search(text[slice(*span)])}
    folded: list[str] = []
    spans: list[Span] = []
    of: list[int] = []
    first: list[int] = []
    names: set[int] = set()
    opening: set[int] = set()
    small: set[str] = set()
    for m in _WORD.finditer(text):
        while not first or (len(first) < len(sentences) and m.start() >= sentences[len(first) - 1][1]):
            first.append(len(folded))
            if m.start() < sentences[len(first) - 1][1]:
                opening.add(len(folded))
        if len(first) - 1 in frame:
            continue
        word = m.group()
        low = word.casefold().replace("’", "'").removesuffix("'s")
        if word[0].isupper():
            names.add(len(folded))
        else:
            small.add(low)
        folded.append(low)
        spans.append(m.span())
        of.append(len(first) - 1)
    first += [len(folded)] * (len(sentences) - len(first))
    numbers = _number_words(language)
    figures = frozenset(k for k, low in enumerate(folded) if low[0].isdigit() or low in numbers)
    # A capital that opens a sentence makes no name where the text has the word in small letters too.
    plain = {k for k in opening if k < len(folded) and (folded[k] in small or folded[k] in _function_words())}
    months = {k for k in names if folded[k].rstrip(".") in _months(language)}
    days = frozenset(k for k in figures if months & {k - 1, k + 1, k + 2})
    return Words(folded, spans, of, sentences, first, figures, figures | (names - plain), days)


@functools.cache
def _number_words(language: str) -> frozenset[str]:
    return frozenset(row["form"] for row in languages.table(language, "numbers") if " " not in row["form"])


@functools.cache
def _frames(language: str) -> re.Pattern[str]:
    forms = sorted((row["form"] for row in languages.table(language, "frames")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE)


@functools.cache
def _months(language: str) -> frozenset[str]:
    rows = languages.table(language, "time_words")
    return frozenset(row["form"].casefold().rstrip(".") for row in rows if row["kind"] in ("month", "month_short"))


@functools.cache
def _function_words() -> frozenset[str]:
    return frozenset(
        row["form"].casefold() for row in languages.table("en", "place_words") if row["kind"] == "function"
    )


def _sentences(text: str) -> list[Span]:
    out: list[Span] = []
    start = 0
    for m in _ENDS.finditer(text):
        if "\n" not in m.group() and _INITIAL.search(text[max(start, m.start() - 8) : m.start()]):
            continue
        if text[start : m.start()].strip():
            out.append((start, m.end()))
        start = m.end()
    if text[start:].strip() or not out:
        out.append((start, len(text)))
    return out


class Shared(NamedTuple):
    """What two texts share: pairs of places of equal words, run by run; slots: how often a figure or a name of one
    stands where another stands in the other, in the middle of equal words. A day of the month counts DAY times, unless
    a dateline's: two texts that tell of two days are of one form, not of one making."""

    runs: list[list[tuple[int, int]]]
    slots: int

    @property
    def matched(self) -> int:
        return sum(len(run) for run in self.runs)


def shared(one: Words, other: Words) -> Shared:
    """Lay two texts side by side: passages that changed places are found too. Cost is near-linear in their lengths."""
    places: dict[tuple[str, ...], int] = {}
    for b in range(len(other.folded) - GRAM, -1, -1):
        places[tuple(other.folded[b : b + GRAM])] = b
    grams = [tuple(one.folded[a : a + GRAM]) for a in range(len(one.folded) - GRAM + 1)]
    hits = list(
        {(b := places[gram]): (a, b) for a, gram in reversed(list(enumerate(grams))) if gram in places}.values()
    )
    hits.sort()
    runs: list[list[tuple[int, int]]] = []
    slots = 0
    for _ in range(TURNS):
        line = _rising(hits)
        taken: tuple[set[int], set[int]] = (set(), set())
        for run in _runs(line):
            pairs, exchanged = _filled(one, other, run)
            runs.append(pairs)
            slots += exchanged
            taken[0].update(a for a, _ in pairs)
            taken[1].update(b for _, b in pairs)
        hits = [(a, b) for a, b in hits if a not in taken[0] and b not in taken[1]]
        if not hits:
            break
    return Shared(runs, slots)


def _rising(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest choice of hits, sorted by their first place, that rises in the second too."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_, b) in enumerate(hits):
        at = bisect.bisect_left(tops, b)
        before.append(ends[at - 1] if at else -1)
        if at == len(tops):
            tops.append(b)
            ends.append(n)
        else:
            tops[at], ends[at] = b, n
    out: list[tuple[int, int]] = []
    n = ends[-1] if ends else -1
    while n >= 0:
        out.append(hits[n])
        n = before[n]
    return out[::-1]


def _runs(line: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the places of equal words that hits stand for, cut where more than REACH words come between."""
    run: list[tuple[int, int]] = []
    for a, b in line:
        for pair in ((a + k, b + k) for k in range(GRAM)):
            if run and (pair[0] <= run[-1][0] or pair[1] <= run[-1][1]):
                continue
            if run and max(pair[0] - run[-1][0], pair[1] - run[-1][1]) > REACH + 1:
                yield run
                run = []
            run.append(pair)
    if run:
        yield run


def _filled(one: Words, other: Words, run: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], int]:
    """Return the run with the equal words in its gaps and at its ends, and the number of slots there."""
    (a, b), (y, z) = run[0], run[-1]
    found, slots = _gap(one, other, (max(0, a - FLANK), a), (max(0, b - FLANK), b), "before")
    out = [*found]
    for (a0, b0), (a1, b1) in pairwise(run):
        out.append((a0, b0))
        if a1 - a0 > 1 and b1 - b0 > 1:
            found, here = _gap(one, other, (a0 + 1, a1), (b0 + 1, b1), "within")
            out += found
            slots += here
    found, here = _gap(one, other, (y + 1, y + 1 + FLANK), (z + 1, z + 1 + FLANK), "behind")
    return [*out, (y, z), *found], slots + here


def _gap(one: Words, other: Words, mine: Span, its: Span, where: str) -> tuple[list[tuple[int, int]], int]:
    """Return the equal words of two stretches within a run, before or behind it, and the slots there.

    At a run's ends the stretches are another text, unless equal words stand on the far side of what differs.
    """
    left, right = one.folded[slice(*mine)], other.folded[slice(*its)]
    if not left or not right:
        return [], 0
    codes = difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    if where == "before":
        while codes and (codes[0][0] != "equal" or codes[0][2] - codes[0][1] < 2):
            codes.pop(0)
    elif where == "behind":
        while codes and (codes[-1][0] != "equal" or codes[-1][2] - codes[-1][1] < 2):
            codes.pop()
    pairs: list[tuple[int, int]] = []
    slots = 0
    for tag, a0, a1, b0, b1 in codes:
        if tag == "equal":
            pairs += [(mine[0] + a0 + k, its[0] + b0 + k) for k in range(a1 - a0)]
        elif tag == "replace":
            told = {one.folded[mine[0] + k] for k in range(a0, a1) if mine[0] + k in one.special}
            other_told = {other.folded[its[0] + k] for k in range(b0, b1) if its[0] + k in other.special}
            if told and other_told and told != other_told:
                dated = any(mine[0] + k in one.days and mine[0] + k >= DATELINE for k in range(a0, a1))
                slots += DAY if dated else 1
    return pairs, slots
