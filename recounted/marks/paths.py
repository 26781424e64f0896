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
_OPENS = frozenset("\"“'`")
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

    def beside(self, speech: NDArray[np.bool_]) -> Boundaries:
        """Return the boundaries where some pieces are cues or sources already: spans begin behind and end before."""
        if not speech.any():
            return self
        spoken = speech.tolist()
        begins = [begin or before for begin, before in zip(self.begins, [False, *spoken[:-1]], strict=True)]
        ends = [end or after for end, after in zip(self.ends, [*spoken[1:], False], strict=True)]
        return self._replace(begins=begins, ends=ends)


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
        and ends[t - 1] == starts[t] >= 0
        and not mark[t]
        and (words[t - 1][-1:].isalnum() or (words[t - 1] in ("'", "’") and text[starts[t - 1] - 1].isalnum()))
        for t in range(n)
    ]
    begins = [True, *(m or w.lower() in _HANDS_OVER for m, w in zip(mark[:-1], words[:-1], strict=True))]
    closes = [a or b for a, b in zip(mark, [*mark[1:], True], strict=True)]
    inside = quoted.tolist()
    fresh = [
        t > 1
        and (words[t][:1].isupper() or words[t] in _OPENS)
        and not (inside[t] and inside[t - 1])
        and _new_sentence(text, starts[t], ends[t - 1])
        for t in range(n)
    ]
    return Boundaries(within, begins, closes, fresh).beside(speech)


def _new_sentence(text: str, start: int, before: int) -> bool:
    """Say whether a sentence begins with the piece at start, a capital or a mark: after a full stop (the piece before
    ends there) that no abbreviation owns."""
    if before < 0 or start == before:
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
    step = _one_role if chances.shape[1] == 3 else _roles
    for first, last in _islands(chances[:, 0]):
        stretch = Boundaries(*(flags[first:last] for flags in at))
        score, back = step(np.maximum(chances[first:last], _LEAST).tolist(), stretch, costs)
        if last < len(chances):  # what follows is outside: a span that is open here ends here
            leave = _NEVER if at.within[last] else costs.end if stretch.ends[-1] else costs.end_mid
            score = [score[0], *(s - leave for s in score[1:])]
        state = score.index(max(score))
        tags = []
        for came in reversed(back):
            tags.append(state)
            state = came[state]
        out[first:last] = tags[::-1]
    return out


def _islands(outside: Floats) -> list[tuple[int, int]]:
    """Return the stretches in which a span may lie: no path bridges _COLD pieces that are so surely outside."""
    out: list[tuple[int, int]] = []
    for piece in np.nonzero(outside < _SURE)[0].tolist():
        if out and piece - out[-1][1] < _COLD:
            out[-1] = (out[-1][0], piece + 1)
        else:
            out.append((piece, piece + 1))
    return out


Steps = tuple[list[float], list[tuple[int, ...]]]  # the last piece's scores, one a tag; where each piece's came from


def _roles(rows: list[list[float]], at: Boundaries, costs: Costs) -> Steps:
    tags = len(rows[0])
    score, back = [0.0] + [-1e9] * (tags - 1), []
    leave = 0.0
    for row, within, begins, ends, breaks in zip(rows, *at, strict=True):
        begin = _NEVER if within else costs.begin if begins else costs.begin_mid
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
        cross = costs.crossing if breaks else 0.0
        for b in range(1, tags, 2):
            kept = b if score[b] >= score[b + 1] else b + 1
            new += (fresh + row[b], score[kept] + row[b + 1] - cross)
            came += (origin, kept)
        back.append(tuple(came))
        score = new
        leave = costs.end if ends else costs.end_mid
    return score, back


def _one_role(rows: list[list[float]], at: Boundaries, costs: Costs) -> Steps:
    """Do what _roles does, for a layer of one role: twice as fast, and contents are most of what is read."""
    outside, begun, held = 0.0, -1e9, -1e9
    back: list[tuple[int, ...]] = []
    leave = 0.0
    _, _, end, end_mid, again, crossing = costs
    for row, within, begins, ends, breaks in zip(rows, *at, strict=True):
        begin = costs.begin if begins else costs.begin_mid
        if within:
            begin = leave = _NEVER
        inner, leaving = (begun, 1) if begun >= held else (held, 2)
        left = inner - leave
        fresh, origin = outside - begin, 0
        if left - again > fresh:
            fresh, origin = left - again, leaving
        begun, held = fresh + row[1], inner + row[2] - (crossing if breaks else 0.0)
        if outside >= left:
            outside += row[0]
            back.append((0, origin, leaving))
        else:
            outside = left + row[0]
            back.append((leaving, origin, leaving))
        leave = end if ends else end_mid
    return [outside, begun, held], back
