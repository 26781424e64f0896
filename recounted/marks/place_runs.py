"""Cuts a text into runs of capitalised words, and each run into names that the gazetteer may know.

In:  a text.    Out: Pieces: the words of one name or of names side by side, with what the gazetteer has for them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from recounted.marks.gazetteer import Entry, Gazetteer, fold
from recounted.marks.place_words import PlaceWords
from recounted.model import Span

MARKS = "'’ʻʼ‘`"
ARTICLE = re.compile(rf"(?:al|el|as|ad|ar|at|az|ash|ed|es|ez|et|ul|ur|[dl][{MARKS}])$", re.IGNORECASE)
_PARTICLES = (
    "of|upon|on|the|and|la|le|las|los|les|de|del|della|da|do|dos|das|di|du|der|den|am|an|al|el|as|ad|ar|at|az|ash|ed|es|ez"
    "|et|ul|ur|us|na|nad|pod|sur|sous|en|in|y|e|i|bin|bei|near"
)
_APOSTROPHES = tuple(MARKS)
_BREAKING = frozenset("and in on the at near".split())
_LONGEST = 8  # words of a name
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Token(NamedTuple):
    """One word; key is the word folded, capital whether it begins as a name does."""

    start: int
    end: int
    text: str
    key: str
    capital: bool


class Hit(NamedTuple):
    """Tokens first to last (past the end) of a piece that are a name of the gazetteer; end is an offset in the text,
    before a possessive."""

    first: int
    last: int
    end: int
    key: str
    entries: tuple[Entry, ...]


class Piece(NamedTuple):
    """Words that stand together. heading: in a line in which nearly every word is capitalised."""

    tokens: list[Token]
    hits: list[Hit]
    heading: bool


@functools.cache
def patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a run of names and that of its words. Letters without case (Arabic, say) begin names."""
    ranges: list[tuple[int, int]] = []
    for code in range(0x41, 0x10000):
        letter = chr(code)
        if letter.isalpha() and (letter.isupper() or letter.istitle() or not letter.islower()):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1] = (ranges[-1][0], code)
            else:
                ranges.append((code, code))
    capital = "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in ranges)
    name = rf"(?:(?:[A-Z]\.){{2,}}|(?:St|Ste|Ft|Mt|Pt)\.(?= [A-Z])|[{capital}][^\W\d_]*(?:[{MARKS}][^\W\d_]+)*)"
    gap = r"(?:[ \u00a0]|[-‑]|\n(?![\n ]))"
    lead = rf"(?:(?:al|el|as|ad|ar|at|az|ash|ed|es|ez|et|ul|ur)[-‑]|[dl][{MARKS}])"
    run = re.compile(rf"(?<![\w])(?:{lead})?{name}(?:{gap}(?:(?:{_PARTICLES}){gap}){{0,2}}(?:{lead})?{name})*")
    return run, re.compile(rf"(?:[dl][{MARKS}])?{name}|[^\W\d_]+")


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Return the words between two offsets."""
    out = []
    for m in patterns()[1].finditer(text, start, end):
        word = m.group()
        out.append(Token(m.start(), m.end(), word, fold(word), not word[0].islower() or word[1:2] in _APOSTROPHES))
    return out


def forms(token: Token) -> list[tuple[str, int]]:
    """Return the folded forms of a word with the offset at which each ends: as it is, and without a possessive."""
    if is_owner(token):
        return [(token.key, token.end), (fold(token.text[:-2]), token.end - 2)]
    return [(token.key, token.end)]


def is_owner(token: Token) -> bool:
    """Whether a word is a possessive: Syria's."""
    return len(token.text) > 2 and token.text[-2] in MARKS and token.text[-1] in "sS"


def headings(text: str) -> list[Span]:
    """Return the lines in which nearly every longer word is capitalised: headlines, and texts in capitals."""
    out: list[Span] = []
    for line in _LINE.finditer(text):
        if line.end() - line.start() < 200:
            long = [w for w in _WORD.findall(line.group()) if len(w) > 3]
            if len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.9 * len(long):
                out.append(line.span())
    return out


_SAINTS = frozenset({"st", "st.", "saint"})  # owns what stands behind it: "St. Mary's Hospital" is one name


class Cutter:
    """Cuts one text."""

    def __init__(self, text: str, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self.text, self.gazetteer, self.words = text, gazetteer, words
        self._headings = headings(text)

    def pieces(self, taken: Sequence[Span]) -> Iterator[Piece]:
        """Yield the pieces of the text in order; what is taken is left out."""
        line = at = 0
        for m in patterns()[0].finditer(self.text):
            while line < len(self._headings) and self._headings[line][1] <= m.start():
                line += 1
            heading = line < len(self._headings) and self._headings[line][0] <= m.start()
            start = m.start()
            while at < len(taken) and taken[at][1] <= start:
                at += 1
            for a, b in taken[at : at + 9]:  # what stands before and after an address in one run
                if a < m.end() and start < b:
                    yield from self._cut(tokens_of(self.text, start, a), heading)
                    start = b
            yield from self._cut(tokens_of(self.text, start, m.end()), heading)

    def _cut(self, tokens: list[Token], heading: bool) -> Iterator[Piece]:
        """Cut a run at the small words that no name holds, and after a possessive: "Syria's Idlib" is two pieces."""
        hits: list[Hit] = []
        at = 0
        while at < len(tokens):
            hit = self.longest(tokens, at)
            if hit is None:
                at += 1
            else:
                hits.append(hit)
                at = hit.last
        inside = {n for hit in hits for n in range(hit.first, hit.last)}
        within = {n for hit in hits for n in range(hit.first + 1, hit.last)}
        first = 0
        for n, token in enumerate(tokens):
            owned = n > first and n not in within and is_owner(tokens[n - 1]) and tokens[first].key not in _SAINTS
            if owned and token.text.casefold() not in self.words.landmarks:  # "Pike's Ford" is one name
                yield self._piece(tokens, hits, first, n, heading)
                first = n
            breaks = token.text in _BREAKING or (heading and self.words.kinds.get(token.key) == "function")
            if breaks and n not in inside:
                if n > first:
                    yield self._piece(tokens, hits, first, n, heading)
                first = n + 1
        if first < len(tokens):
            yield self._piece(tokens, hits, first, len(tokens), heading)

    @staticmethod
    def _piece(tokens: list[Token], hits: list[Hit], first: int, last: int, heading: bool) -> Piece:
        own = [h._replace(first=h.first - first, last=h.last - first) for h in hits if first <= h.first < last]
        return Piece(tokens[first:last], own, heading)

    def longest(self, tokens: list[Token], at: int) -> Hit | None:
        """Return the longest name of the gazetteer that begins with word number at."""
        if not tokens[at].capital and not ARTICLE.match(tokens[at].text):
            return None
        if (state := self._shortened(tokens[at])) is not None:
            return state._replace(first=at, last=at + 1)
        key, best = "", None
        for n in range(at, min(len(tokens), at + _LONGEST)):
            token = tokens[n]
            if token.capital:
                for folded, end in forms(token):
                    whole = f"{key} {folded}" if key else folded
                    entries = self.gazetteer.find(whole)
                    if entries and self._may_stand(whole, self.text[tokens[at].start : end], entries):
                        best = Hit(at, n + 1, end, whole, entries)
                        break
            key = f"{key} {token.key}" if key else token.key
        return best

    def _shortened(self, token: Token) -> Hit | None:
        """Return the state of a shortened name with its full stop, wherever it stands: "an Ore. college"."""
        end = token.end if token.text.endswith(".") else token.end + 1
        printed = self.text[token.start : end]
        known = self.words.abbreviations.get(printed) if printed.endswith(".") else None
        if known is None:
            return None
        entries = tuple(e for e in self.gazetteer.find(fold(known[0])) if e.country == known[1] and e.level == 1)
        return Hit(0, 1, end, fold(known[0]), entries) if entries else None

    def _may_stand(self, key: str, printed: str, entries: Sequence[Entry]) -> bool:
        """Short names are places only as abbreviations in capitals (US, UK); peoples and months never are; a square or
        a road is not the town that was once called after one."""
        if " " in key:
            return self.words.nouns.get(key.rsplit(" ", 1)[1]) != "site" or not entries[0].alternate
        if self.words.kinds.get(key) in ("never", "function") or any(
            key in words for words in (self.words.demonyms, self.words.nouns, self.words.titles)
        ):
            return False
        if (
            entries[0].level == 0 and len(key) < 5 and fold(entries[0].name) != key
        ):  # US, UAE and CAR; not "us" or "car"
            return printed.replace(".", "").isupper()
        return len(key) > 2
