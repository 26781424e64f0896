"""Finds one quotation in several reports: the same words between quotation marks, whole or cut.

In:  records.    Out: their Quotations; rings of (report, quotation) that hold the same words.
A quotation counts from six words on. A cut one is held in the whole; "…" divides it into pieces that must all be
there in order. Two speakers who are named and differ have not said one thing, whatever the words.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import NamedTuple

from recounted.accounts.rings import Rings
from recounted.accounts.words import words_of
from recounted.model import Record, Span

LEAST = 6  # words from which on a quotation is compared
DIFFERENT = 4  # of which so many must differ from one another ("no, no, no, no, no, no")
PIECE = 3  # words that a piece beside "…" must have to be looked for
CUE = 90  # characters between two parts of one quotation: a speaker with a role
SEED = 4  # words in a row by which quotations that may agree are found

_MARKS = (("“", "”"), ("«", "»"), ("„", "“"), ('"', '"'), ("「", "」"))
_QUOTED = re.compile("|".join(f"{a}([^{a}{b}\n]+)(?:{b}|(?=\n|$))" for a, b in _MARKS))
_CUT = re.compile(r"…|\.\s?\.\s?\.|\[[^\]\n]{1,40}\]")


class Quotation(NamedTuple):
    """span: between the marks, first part to last; pieces: its words, folded, divided at cuts; speaker: the
    name of the person who is quoted, folded, None where the record does not tell or tells of no person by name."""

    span: Span
    pieces: list[list[str]]
    speaker: str | None

    @property
    def words(self) -> list[str]:
        return [w for piece in self.pieces for w in piece]


def quotations_of(record: Record) -> list[Quotation]:
    """Return the quotations of a record's text that are long enough to be known by their words."""
    text = record.document.text
    named = {s.id: s.name.casefold() for s in record.sources if s.kind == "person"}
    said = [(span, named.get(q.source or "")) for q in record.statements for span in q.content]
    out = []
    for parts in _together(record):
        span = (parts[0][0], parts[-1][1])
        pieces = [words_of(piece).folded for piece in _CUT.split(" ".join(text[slice(*part)] for part in parts))]
        pieces = [piece for piece in pieces if len(piece) >= PIECE] or pieces[:1]
        if sum(map(len, pieces)) >= LEAST and len({w for piece in pieces for w in piece}) >= DIFFERENT:
            middle = (span[0] + span[1]) / 2
            speaker = next((who for (a, b), who in said if a <= middle <= b and who), None)
            out.append(Quotation(span, pieces, speaker))
    return out


def _together(record: Record) -> list[list[Span]]:
    """Return the spans between quotation marks; those of one speaker that only a cue divides ("…," she said. "…")
    belong together."""
    text = record.document.text
    said = [(span, q.source) for q in record.statements if q.source for span in q.content]

    def source(span: Span) -> str | None:
        middle = (span[0] + span[1]) / 2
        return next((who for (a, b), who in said if a <= middle <= b), None)

    out: list[list[Span]] = []
    for m in _QUOTED.finditer(text):
        group = next(k for k in range(1, len(_MARKS) + 1) if m.group(k) is not None)
        span = m.span(group)
        between = text[out[-1][-1][1] : span[0]] if out else "\n"
        if "\n" not in between and len(between) <= CUE and source(span) and source(span) == source(out[-1][-1]):
            out[-1].append(span)
        else:
            out.append([span])
    return out


def same_quotations(quotations: list[list[Quotation]]) -> Rings[tuple[int, int]]:
    """Return rings of (report, quotation) that hold the same words, whole or cut."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for i, said in enumerate(quotations):
        for n, quotation in enumerate(said):
            for piece in quotation.pieces:
                for k in range(len(piece) - SEED + 1):
                    key = tuple(piece[k : k + SEED])
                    if not places[key] or places[key][-1] != (i, n):
                        places[key].append((i, n))
    pairs = {pair for held in places.values() for pair in itertools.pairwise(held)}
    out: Rings[tuple[int, int]] = Rings()
    for one, other in sorted(pairs):
        if one[0] != other[0] and _agree(quotations[one[0]][one[1]], quotations[other[0]][other[1]]):
            out.join(one, other)
    return out


def _agree(one: Quotation, other: Quotation) -> bool:
    if one.speaker and other.speaker and not _same_name(one.speaker, other.speaker):
        return False
    short, long = sorted((one, other), key=lambda q: len(q.words))
    words, at = f" {' '.join(long.words)} ", 0
    for piece in short.pieces:
        found = words.find(f" {' '.join(piece)} ", at)
        if found < 0:
            return False
        at = found + 1
    return True


def _same_name(one: str, other: str) -> bool:
    a, b = (set(re.findall(r"\w{3,}", name)) - {"the", "and"} for name in (one, other))
    return bool(a & b) or not a or not b
