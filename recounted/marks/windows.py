"""Cuts a text into the windows that the encoder reads: whole paragraphs packed to 192 pieces.

In:  a text.    Out: windows of pieces, their features (capitals, quotation state) and their offsets in the text.
Windows are cut the same way whoever asks, so that results do not depend on the question or on the number of jobs.
"""

from __future__ import annotations

import functools
import re
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from recounted.marks.masking import Names
from recounted.marks.quotes import quote_state

PIECES = 192  # a window's length; shorter ones are read faster, and --only claims leaves out more
CLS, SEP = 101, 102
KNOWN = 1 << 15  # words that are remembered

# Marks that the base model's vocabulary lacks are read as their plain cousins; the length never changes.
_PLAIN = {ord(a): b for a, b in zip("“”„«»‟’‘‚‛\u00a0\u202f", '""""""\'\'\'\'  ', strict=True)}
_PARAGRAPH = re.compile(r"[^\n\r]*[^\s][^\n\r]*")
_WORD = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9 ]")  # as the tokenizer cuts printable ASCII


class Window(NamedTuple):
    """ids, features: int64 arrays of one length n; starts, ends: code point offsets (-1 at CLS and SEP)."""

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def plain(text: str) -> str:
    """Return text with typographic marks made plain, character for character."""
    plainer = text.translate(_PLAIN).replace("''", '" ').replace("``", '" ')
    assert len(plainer) == len(text)
    return plainer


def _features(text: str, offsets: list[tuple[int, int]], quotes: bytes) -> list[int]:
    """Return for each piece 0 small, 1 capitalised, 2 all capitals; plus 3 within quotation marks (a byte each)."""
    out = []
    for start, end in offsets:
        first = text[start]
        case = (2 if end - start > 1 and text[start:end].isupper() else 1) if first.isupper() else 0
        out.append(case + 3 * quotes[start])
    return out


def paragraphs(
    text: str, tokenizer: Any, most: int = PIECES - 2, stand_in: int = 0
) -> list[tuple[list[int], list[int], list[tuple[int, int]]]]:
    """Return each paragraph's (ids, features, offsets); one of more than `most` pieces is cut at a sentence end.

    Rare names are masked (marks.masking), beginning with the stand-in of that number.
    """
    plainer, quotes, names = plain(text), quote_state(text).tobytes(), Names(text, tokenizer, stand_in)
    out = []
    for match in _PARAGRAPH.finditer(plainer):
        ids, offsets = names.masked(*_coded(match.group(), match.start(), tokenizer))
        features = _features(text, offsets, quotes)
        while len(ids) > most:
            cut = _sentence_end(plainer, offsets, most)
            out.append((ids[:cut], features[:cut], offsets[:cut]))
            ids, features, offsets = ids[cut:], features[cut:], offsets[cut:]
        if ids:
            out.append((ids, features, offsets))
    return out


def _coded(paragraph: str, begin: int, tokenizer: Any) -> tuple[list[int], list[tuple[int, int]]]:
    """Return a paragraph's pieces and their offsets in the text, in which it stands at `begin`.

    Word by word where that is the same: known words are looked up, for a third of the tokenizer's time. It is not where
    the tokenizer strips accents, drops control characters or finds a token of its own ("[SEP]").
    """
    if not (paragraph.isascii() and paragraph.isprintable() and "[" not in paragraph):
        coded = tokenizer.encode(paragraph, add_special_tokens=False)
        return list(coded.ids), [(a + begin, b + begin) for a, b in coded.offsets]
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    known = _known(tokenizer)
    for match in _WORD.finditer(paragraph):
        word, start = match.group(), match.start() + begin
        if word not in known:
            coded = tokenizer.encode(word, add_special_tokens=False)
            if len(known) >= KNOWN:
                known.clear()
            known[word] = coded.ids, coded.offsets
        pieces, spans = known[word]
        if len(pieces) == 1:  # nine words in ten
            ids.append(pieces[0])
            offsets.append((start, start + spans[0][1]))
        else:
            ids += pieces
            offsets += [(a + start, b + start) for a, b in spans]
    return ids, offsets


@functools.cache
def _known(tokenizer: Any) -> dict[str, tuple[list[int], list[tuple[int, int]]]]:
    """Return the pieces, and their offsets, of the words that this tokenizer has met: a cache without the call."""
    return {}


def _sentence_end(text: str, offsets: list[tuple[int, int]], most: int) -> int:
    for at in range(most - 1, most // 3, -1):
        start, end = offsets[at]
        if text[start:end] in ".!?" and (at + 1 >= len(offsets) or offsets[at + 1][0] > end):
            return at + 1
    return most


def pack(lengths: list[int], first: int = PIECES, most: int = PIECES) -> list[list[int]]:
    """Return runs of consecutive paragraphs that fit a window; `first` limits the first window (training varies it)."""
    runs: list[list[int]] = []
    run: list[int] = []
    used, limit = 1, first
    for at, length in enumerate(lengths):
        if run and used + length + 1 > limit:
            runs.append(run)
            run, used, limit = [], 1, most
        run.append(at)
        used += length + 1
    if run:
        runs.append(run)
    return runs


def windows(text: str, tokenizer: Any, first: int = PIECES, most: int = PIECES, stand_in: int = 0) -> list[Window]:
    """Return the windows of text in order: [CLS] paragraph [SEP] paragraph [SEP] …"""
    parts = paragraphs(text, tokenizer, most - 2, stand_in)
    out = []
    for run in pack([len(ids) for ids, _, _ in parts], first, most):
        ids, features, offsets = [CLS], [0], [(-1, -1)]
        for at in run:
            ids += [*parts[at][0], SEP]
            features += [*parts[at][1], 0]
            offsets += [*parts[at][2], (-1, -1)]
        span = np.array(offsets, np.int64)
        out.append(Window(np.array(ids, np.int64), np.array(features, np.int64), span[:, 0], span[:, 1]))
    return out
