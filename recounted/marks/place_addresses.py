"""Finds streets and addresses: the 100 block of Brushwood Drive, Interstate 64, 9th Avenue.

In:  a text.    Out: spans in text order. Streets are in no gazetteer of ours: they are sites without a position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from recounted.marks.gazetteer import Gazetteer, fold
from recounted.marks.place_words import PlaceWords
from recounted.model import Span

COMPASS = frozenset("north south east west new old upper lower great greater little".split())
COMPASS_POINT = re.compile(r"(?:north|south)(?:east|west)?$|(?:east|west)$")
_STREETS = (
    "Street|Avenue|Drive|Road|Boulevard|Lane|Court|Highway|Circle|Parkway|Terrace|Alley|Turnpike|Freeway|Expressway"
    "|(?:St|Ave|Dr|Rd|Blvd|Ln|Ct|Hwy|Pkwy)\\b\\.?"
)
_ADDRESS = re.compile(
    r"(?:\b\d{1,5}(?:-\d+)?\s+block\s+of\s+|\b\d{1,5}\s+)?"
    r"(?:(?:[NSEW]\.?|(?:North|South)(?:east|west)?|East|West)\s+)?"
    rf"(?:[A-Z][\w’'-]*\s+|\d{{1,3}}(?:st|nd|rd|th)\s+){{1,3}}(?:{_STREETS})(?![\w’'])"
    r"|\b(?:Interstate|Highway|Route|County Road|State Road|US)\s\d{1,4}(?:\s(?:North|South|East|West))?\b"
)
_ADDRESS_WORD = re.compile(rf"\b(?:{_STREETS}|Interstate|Route)")


_PERSON_BEFORE = re.compile(r"[a-z],\s+$")
LONGEST = 100  # characters of an address on either side of its word
TOWN = 5000  # people of a place that a street's name still means


def numbers_a_house(text: str, number: Span) -> bool:
    """Say whether digits open an address: "1591 Old Mill Road"."""
    found = _ADDRESS.match(text, number[0])
    return found is not None and found.end() > number[1]


def _found(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of an address around each of its words: the pattern opens with what may be left out, and would
    be tried at every character."""
    start = end = 0
    for word in _ADDRESS_WORD.finditer(text):
        if word.start() < end:
            continue
        left = max(start, word.start() - LONGEST)
        left = next((at for at in range(left, word.start()) if at == 0 or text[at - 1].isspace()), left)
        right = text.find(" ", word.end() + LONGEST)  # never within a word
        for m in _ADDRESS.finditer(text, left, right if right >= 0 else len(text)):
            yield m
            start = end = m.end()


def addresses(text: str, gazetteer: Gazetteer, words: PlaceWords) -> list[Span]:
    """Return the addresses of a text; what the gazetteer knows as a town (Fort Drive, say) is none: the hamlet of Fifth
    Street, Texas, is not the Fifth Street of every report."""
    out: list[Span] = []
    for m in _found(text):
        start = m.start()
        for lead in re.finditer(r"\S+\s+", m.group()):  # "At Brushwood Drive" opens with no part of the name
            word = fold(lead.group().strip())
            if words.kinds.get(word) != "function" or word in COMPASS:
                break
            start = m.start() + lead.end()
        printed = text[start : m.end()].split()
        if words.kinds.get(fold(printed[0])) == "given" and _PERSON_BEFORE.search(text, max(0, start - 30), start):
            continue  # "the ambassador, Christopher Lane, …"
        known = gazetteer.find(fold(" ".join(printed)))
        if len(printed) > 1 and not any(entry.population >= TOWN for entry in known):
            out.append((start, m.end()))
    return out
