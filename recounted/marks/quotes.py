"""Finds quotations: what stands between quotation marks, over paragraphs where the marks say so.

In:  a text.    Out: Quotations in text order, each in pieces (one a paragraph), marks outside.
Straight, curly, doubled single ('' ``), guillemets and low-9 marks. A quotation that is left open at the end of its
paragraph goes on if the next mark closes it or re-opens it at the head of a paragraph; otherwise it ends with its
paragraph, so that an unclosed mark costs one quotation and never the document.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recounted.model import Span

REACH = 8  # paragraphs that an open quotation may run on before its closing mark; longer is a lost mark

_MARK = re.compile(r"''|``|[\"“”„‟«»]")
_PARAGRAPH = re.compile(r"[^\n\r]*[^\s][^\n\r]*")
_OPENS_AFTER = frozenset(" \t\n\r([{—–-:\u00a0\u202f‘'")


class Quotation(NamedTuple):
    """pieces: spans between the marks, one a paragraph; closed: whether its closing mark was found."""

    pieces: list[Span]
    closed: bool


def _shape(text: str, start: int, end: int, inside: bool, low: bool) -> str:
    """Return "open" or "close" for the mark at [start, end)."""
    mark = text[start:end]
    if mark in ("„", "«", "``", "‟"):
        return "open"
    if mark in ("”", "»"):
        return "close"
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if mark == "“":
        misset = not before.isspace() and before not in _OPENS_AFTER and not after.isalnum()
        return "close" if inside and (low or misset) else "open"
    if before in _OPENS_AFTER and not after.isspace():
        return "open" if not inside or before != " " or after.isupper() else "close" if _closes(text, end) else "open"
    if not before.isspace() and (after.isspace() or not after.isalnum()):
        return "close"
    return "close" if inside else "open"


def _closes(text: str, end: int) -> bool:
    """Say whether the straight mark before `end` leaves an even number of marks in what remains of its paragraph."""
    stop = text.find("\n", end)
    rest = text[end : stop if stop >= 0 else len(text)]
    return rest.count('"') % 2 == 0


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of text. Spans are trimmed of spaces and never empty."""
    paragraphs = [m.span() for m in _PARAGRAPH.finditer(text)]
    marks = [[m.span() for m in _MARK.finditer(text, a, b)] for a, b in paragraphs]
    out: list[Quotation] = []
    pieces: list[Span] = []
    begin: int | None = None  # where the piece that is open begins
    low, nested = False, 0
    for at, (first, last) in enumerate(paragraphs):
        nested = 0
        if begin is not None:
            begin = first  # an open quotation goes on over the whole paragraph
        for start, end in marks[at]:
            shape = _shape(text, start, end, begin is not None, low)
            if shape == "open":
                if begin is not None and start == first + (len(text[first:last]) - len(text[first:last].lstrip())):
                    begin = end  # re-opened at the head of a paragraph
                elif begin is None:
                    begin, low = end, text[start:end] == "„"
                elif text[start:end] == "“" and text.count("”", end, last) > text.count("“", end, last) + 1:
                    nested += 1  # “We said “no” twice”: both are closed further on
                continue
            if begin is None:
                continue  # closes nothing
            if nested:
                nested -= 1
                continue
            _add(text, pieces, begin, start)
            if pieces:
                out.append(Quotation(pieces, True))
            pieces, begin = [], None
        if begin is not None:
            _add(text, pieces, begin, last)
            if not _goes_on(text, paragraphs, marks, at, low):
                if pieces:
                    out.append(Quotation(pieces, False))
                pieces, begin = [], None
    if pieces:
        out.append(Quotation(pieces, False))
    return out


def _add(text: str, pieces: list[Span], start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        pieces.append((start, end))


def _goes_on(text: str, paragraphs: list[Span], marks: list[list[Span]], at: int, low: bool) -> bool:
    """Say whether a quotation open at the end of paragraph `at` goes on: the next mark re-opens or closes it."""
    for following in range(at + 1, min(at + 1 + REACH, len(paragraphs))):
        if not marks[following]:
            continue
        start, end = marks[following][0]
        head = paragraphs[following][0]
        if not text[head:start].strip():
            return following == at + 1 and _shape(text, start, end, False, low) == "open"
        return _shape(text, start, end, True, low) == "close"
    return False


def quote_state(text: str) -> NDArray[np.int8]:
    """Return 1 for each character of a quotation and of the marks around it, 0 elsewhere."""
    state = np.zeros(len(text), np.int8)
    for quotation in quotations(text):
        for start, end in quotation.pieces:
            before, after = start, end
            while before and (text[before - 1].isspace() or _MARK.match(text[before - 1])) and start - before < 3:
                before -= 1
            while after < len(text) and _MARK.match(text[after]) and after - end < 2:
                after += 1
            state[before:after] = 1
    return state
