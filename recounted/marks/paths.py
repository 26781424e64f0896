"""Finds the likeliest tagging of a window whose spans begin and end where spans can.

In:  log-probabilities of a layer's tags, the window's words, the speech marks.    Out: one tag a piece.
A span that begins or ends within a clause is rarely one: contents begin after a cue, a source, a mark or "that", and
end before one or at the end of their sentence. Each piece alone does not know that; the best path does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_NEVER = 50.0  # cost, in nats, of a boundary within a word
_SURE = -0.005  # log-probability from which a piece is surely outside
_COLD = 5  # so many of them cost a span more than any two boundaries
_LEAST = -8.0  # log-probabilities are not taken to be surer than this
_SHORT = re.compile(r"(?:^|[\s(])(?:[A-Z]|[A-Z][a-z]{1,3}|Gov|Capt|(?:[A-Za-z]\.)+[A-Za-z])\.$")  # Mr. Gen. U.S. J.
_HANDS_OVER = frozenset("that as".split())


class Costs(NamedTuple):
    """Costs in nats of a span's begin and end: at a boundary (a mark, a cue, a source) and in mid clause; and of a
    second span right behind a first."""

    begin: float
    begin_mid: float
    end: float
    end_mid: float
    again: float
    crossing: float = 0.0  # of going on over the end of a sentence that no quotation holds


class Boundaries(NamedTuple):
    """For each piece: whether it lies within a word, whether a span may well begin there, or end there, and whether a
    sentence begins there."""

    within: list[bool]
    begins: list[bool]
    ends: list[bool]
    fresh: list[bool]


def boundaries(
    text: str, starts: list[int], ends: list[int], quoted: NDArray[np.bool_], speech: NDArray[np.bool_]
) -> Boundaries:
    """Return where spans may begin and end; speech says which pieces are cues or sources already."""
    n = len(starts)
    words = [text[a:b] if a >= 0 else "" for a, b in zip(starts, ends, strict=True)]
    mark = [not w[:1].isalnum() for w in words]
    # Within a word, or behind the apostrophe of one ("Obama's", "can't").
    within = [
        t > 0
        and starts[t] >= 0
        and ends[t - 1] == starts[t]
        and not mark[t]
        and (words[t - 1][-1:].isalnum() or (words[t - 1] in ("'", "’") and text[starts[t - 1] - 1].isalnum()))
        for t in range(n)
    ]
    spoken = speech.tolist()
    begins = [t == 0 or mark[t - 1] or spoken[t - 1] or words[t - 1].lower() in _HANDS_OVER for t in range(n)]
    closes = [t + 1 == n or mark[t + 1] or mark[t] or spoken[t + 1] for t in range(n)]
    inside = quoted.tolist()
    fresh = [t > 1 and not (inside[t] and inside[t - 1]) and _new_sentence(text, starts, ends, t) for t in range(n)]
    return Boundaries(within, begins, closes, fresh)


def _new_sentence(text: str, starts: list[int], ends: list[int], t: int) -> bool:
    """Say whether piece t begins a sentence: a capital or a mark after a full stop that no abbreviation owns."""
    start, before = starts[t], ends[t - 1]
    if start < 0 or before < 0 or start == before or not (text[start].isupper() or text[start] in "\"“'`"):
        return False
    tail = text[max(0, before - 12) : before].rstrip("\"”'’)")
    if not tail or tail[-1] not in ".!?":
        return False
    return tail[-1] != "." or not _SHORT.search(tail)


def best_path(chances: Floats, at: Boundaries, costs: Costs) -> NDArray[np.int64]:
    """Return the likeliest tags (0 outside, 1 + 2·role begins, 2 + 2·role goes on) of a layer of n pieces.

    chances: n × tags, log-probabilities; rows without a piece (CLS, SEP) leave no tag but 0.
    """
    out = np.zeros(len(chances), np.int64)
    for first, last in _islands(chances[:, 0]):
        out[first:last] = _path(np.maximum(chances[first:last], _LEAST).tolist(), first, last, len(chances), at, costs)
    return out


def _islands(outside: Floats) -> list[tuple[int, int]]:
    """Return the stretches in which a span may lie: no path bridges _COLD pieces that are so surely outside."""
    warm = np.nonzero(outside < _SURE)[0]
    if not len(warm):
        return []
    cuts = np.nonzero(np.diff(warm) > _COLD)[0]
    firsts, lasts = warm[np.r_[0, cuts + 1]], warm[np.r_[cuts, len(warm) - 1]]
    return [(int(a), int(b) + 1) for a, b in zip(firsts, lasts, strict=True)]


def _path(rows: list[list[float]], first: int, last: int, n: int, at: Boundaries, costs: Costs) -> list[int]:
    tags = len(rows[0])
    score, back = [0.0] + [-1e9] * (tags - 1), []
    leave = 0.0
    for t, row in enumerate(rows, first):
        within = at.within[t]
        begin = _NEVER if within else costs.begin if at.begins[t] else costs.begin_mid
        if within:
            leave = _NEVER
        inner = max(score[1:])
        leaving = score.index(inner, 1)
        left = inner - leave
        outside = score[0]
        new, came = ([outside + row[0]], [0]) if outside >= left else ([left + row[0]], [leaving])
        fresh, origin = outside - begin, 0
        if left - costs.again > fresh:
            fresh, origin = left - costs.again, leaving
        cross = costs.crossing if at.fresh[t] else 0.0
        for b in range(1, tags, 2):
            kept = b if score[b] >= score[b + 1] else b + 1
            new += (fresh + row[b], score[kept] + row[b + 1] - cross)
            came += (origin, kept)
        back.append(came)
        score = new
        leave = costs.end if at.ends[t] else costs.end_mid
    if last < n:  # what follows is outside: a span that is open here ends here
        leave = _NEVER if at.within[last] else leave
        score = [score[0], *(s - leave for s in score[1:])]
    state = score.index(max(score))
    out = [0] * len(rows)
    for t in range(len(rows) - 1, -1, -1):
        out[t] = state
        state = back[t][state]
    return out
