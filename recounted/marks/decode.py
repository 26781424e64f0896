"""Turns the network's outputs for one window into marks and links.

In:  a window, its logits and link projections.    Out: marks with code point spans, links between them.
Tuned numbers (the setting below) were fixed on ../shared/bench/polnear_dev, by the figures of bench/attribution.py.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from recounted.marks import answers, paths
from recounted.marks.windows import Window
from recounted.model import Link, Mark

Floats = NDArray[np.float32]


WHOLE = frozenset({"harm", "party"})  # layers in which two marks never touch


class Setting(NamedTuple):
    """costs: of the boundaries of a layer's spans (paths); layers without them take each piece's best tag. outside:
    log-odds taken from "no mark" a layer; prior: weight of the distance prior a link; none: log-odds added to "no head"
    a link; gap, bridge: a span is joined over at most so many pieces, each less surely outside; floor: least
    log-probability of a link; least: the least probability kept."""

    costs: dict[str, paths.Costs] = {
        "speech": paths.Costs(-0.5, 0.5, -0.5, 0.5, 0.0),
        "content": paths.Costs(4.0, 8.0, 2.0, 8.0, 1.0, 4.0),
        "inner content": paths.Costs(5.0, 9.0, 5.0, 9.0, 1.0, 4.0),
    }
    outside: dict[str, float] = {"party": 0.6}  # on corpus/test.txt
    prior: dict[str, float] = {"cue": 0.07, "source": 0.07, "speaker": 0.07, "harm": 0.03}
    none: dict[str, float] = {}
    floor: float = 8.0
    gap: int = 3
    bridge: float = 0.9
    least: float = 0.15


class Outputs(NamedTuple):
    """The network's outputs for one window of n pieces: tags n×TAGS, asked n×ANSWERS, tails, heads, bias n×links."""

    tags: Floats
    asked: Floats
    tails: Floats
    heads: Floats
    bias: Floats


class Found(NamedTuple):
    """A mark as pieces: first and last piece, and the Mark."""

    first: int
    last: int
    mark: Mark


def log_softmax(x: Floats) -> Floats:
    """Return the log of the softmax over the last axis."""
    shifted = x - x.max(-1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return logs


def read_window(text: str, window: Window, outputs: Outputs, setting: Setting) -> tuple[list[Found], list[Link]]:
    """Return the window's marks, and links whose ends are indexes into that list."""
    found = _marks(text, window, outputs, setting)
    found.sort(key=lambda f: (f.mark.span[0], -f.mark.span[1], f.mark.role, f.mark.layer))
    return found, _links(text, window, outputs, found, setting)


# ---------------------------------------------------------------- spans


def _marks(text: str, window: Window, outputs: Outputs, setting: Setting) -> list[Found]:
    found, column = [], 0
    real = window.starts >= 0
    asked = _Asked(outputs.asked)
    starts, ends = window.starts.tolist(), window.ends.tolist()
    quoted = window.features >= 3
    at = paths.boundaries(text, starts, ends, quoted, np.zeros(len(starts), bool))
    for name, roles, depth in answers.LAYERS:
        width = 1 + 2 * len(roles)
        logits = outputs.tags[:, column : column + width].copy()
        column += width
        logits[:, 0] -= setting.outside.get(name, 0.0)
        best = logits.argmax(-1)
        best[~real] = 0
        if not best.any():
            continue
        sure_of = log_softmax(logits)
        if name in setting.costs:
            sure_of[~real] = np.where(np.arange(width) == 0, 0.0, -np.inf)
            best = paths.best_path(sure_of, at, setting.costs[name])
            best[~real] = 0
        if name == "speech":
            at = paths.boundaries(text, starts, ends, quoted, best > 0)
        chances = np.exp(sure_of)
        for role, first, last in _bridged(_runs(best), chances[:, 0], real, setting, name in WHOLE):
            span = _whole_words(text, int(window.starts[first]), int(window.ends[last]))
            tag = 1 + 2 * role
            sure = float(chances[first : last + 1, tag : tag + 2].sum(-1).mean())
            mark = Mark(roles[role], span, depth, round(sure, 4), asked.of(roles[role], first))  # type: ignore[arg-type]
            found.append(Found(first, last, mark))
    return found


def _runs(tags: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """Return (role, first, last) of each span in a BIO row: 0 outside, 1 + 2·role begins, 2 + 2·role goes on."""
    at = np.nonzero(tags)[0]
    out: list[tuple[int, int, int]] = []
    for piece in at.tolist():
        role, begins = divmod(int(tags[piece]) - 1, 2)
        if out and begins != 0 and out[-1][2] == piece - 1 and out[-1][0] == role:
            out[-1] = (role, out[-1][1], piece)
        else:
            out.append((role, piece, piece))
    return out


def _bridged(
    runs: list[tuple[int, int, int]], outside: Floats, real: NDArray[np.bool_], setting: Setting, whole: bool
) -> list[tuple[int, int, int]]:
    """Join runs of one role over a gap of a few pieces that the network itself is not sure to be outside.

    whole: also runs that touch ("brutally" "murdered", "sustained" "injuries"): two such marks side by side are one.
    """
    out: list[tuple[int, int, int]] = []
    for role, first, last in runs:
        if out and out[-1][0] == role and (0 if whole else 1) <= first - out[-1][2] - 1 <= setting.gap:
            gap = slice(out[-1][2] + 1, first)
            if first == out[-1][2] + 1 or (real[gap].all() and float(outside[gap].max()) < setting.bridge):
                out[-1] = (role, out[-1][1], last)
                continue
        out.append((role, first, last))
    return out


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    if text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end):
        end += 1
    return start, end


class _Asked:
    def __init__(self, logits: Floats):
        self.logits = logits

    def of(self, role: str, piece: int) -> dict[str, dict[str, float]]:
        out, column = {}, 0
        for question, asked_of, choices in answers.QUESTIONS:
            if asked_of == role:
                row = np.exp(log_softmax(self.logits[piece, column : column + len(choices)]))
                out[question] = {answer: round(float(p), 4) for answer, p in zip(choices, row, strict=True)}
            column += len(choices)
        return out


# ---------------------------------------------------------------- links


def _links(text: str, window: Window, outputs: Outputs, found: list[Found], setting: Setting) -> list[Link]:
    out: list[Link] = []
    column = 0
    by_role: dict[str, list[int]] = {}
    for at, f in enumerate(found):
        by_role.setdefault(f.mark.role, []).append(at)
    breaks = _breaks(text, window)
    for which, (name, tail_roles, head_roles, width) in enumerate(answers.LINKS):
        tails = [at for role in tail_roles for at in by_role.get(role, [])]
        heads = [at for role in head_roles for at in by_role.get(role, [])]
        here, column = slice(column, column + width), column + width
        if not tails or not heads:
            continue
        rows = outputs.tails[[found[t].first for t in tails], here] @ outputs.heads[:, here].T + outputs.bias[:, which]
        chance = np.maximum(log_softmax(rows), -setting.floor)
        weight = setting.prior.get(name, 0.0)
        for row, tail in zip(chance, tails, strict=True):
            scores = [row[0] + setting.none.get(name, 0.0)]
            for head in heads:
                if head == tail or (name in ("same", "coref") and found[head].first >= found[tail].first):
                    scores.append(-np.inf)
                    continue
                score = row[found[head].first]
                if weight:
                    score -= weight * _distance(name, found, by_role, tail, head, breaks)
                scores.append(score)
            chances = np.exp(log_softmax(np.array(scores, np.float32)))
            ranked = sorted(zip(chances[1:].tolist(), heads, strict=True), key=lambda x: (-x[0], x[1]))[:2]
            out += [Link(name, tail, head, round(p, 4)) for p, head in ranked if p >= setting.least]  # type: ignore[arg-type]
    return out


def _breaks(text: str, window: Window) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the number of sentence ends, and of paragraph ends, before each piece."""
    n = len(window.starts)
    sentence, paragraph = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64)
    for at in range(n):
        start, end = int(window.starts[at]), int(window.ends[at])
        stop = False
        if start >= 0 and text[start:end] in (".", "!", "?"):
            following = int(window.starts[at + 1]) if at + 1 < n else -1
            stop = following < 0 or following > end or text[end : end + 1] in ('"', "”", "'")
        sentence[at + 1] = sentence[at] + stop
        paragraph[at + 1] = paragraph[at] + (start < 0)
    return sentence, paragraph


def _distance(name: str, found: list[Found], by_role: dict[str, list[int]], tail: int, head: int, breaks: Any) -> float:
    """Return the distance prior's cost: pieces, sentence and paragraph ends, and rivals between (decisions.md)."""
    a, b = found[tail], found[head]
    left, right = (a, b) if a.first < b.first else (b, a)
    gap = max(0, right.first - left.last - 1)
    sentences = max(0, int(breaks[0][right.first] - breaks[0][left.last + 1]))
    paras = max(0, int(breaks[1][right.first] - breaks[1][left.last + 1]))
    low, high = min(a.last, b.last), max(a.first, b.first)

    def between(role: str) -> int:
        return sum(1 for at in by_role.get(role, []) if found[at].first > low and found[at].last < high)

    cost = min(gap, 30) + 20 * sentences + 60 * paras
    if name in ("cue", "speaker"):
        cost += 15 * between("cue") + 3 * between("content")
    elif name == "source":
        cost += 10 * between("cue") + 5 * between("content") + (3 if b.first > a.first else 0)
    return float(cost)
