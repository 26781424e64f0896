"""Turns the network's outputs for one window into marks and links.

In:  a window, its logits and link projections.    Out: marks with code point spans, links between them.
Tuned numbers (the setting below) were fixed on ../shared/bench/polnear_dev, by the figures of bench/attribution.py.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

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
    log-probability of a link; least: the least probability kept; unread: roles of marks (whole layers) and of links
    that nobody asks for."""

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
    unread: frozenset[str] = frozenset()


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
    shifted: Floats = x - np.maximum.reduce(x, -1, keepdims=True)
    shifted -= np.log(np.add.reduce(np.exp(shifted), -1, keepdims=True))
    return shifted


def read_window(text: str, window: Window, outputs: Outputs, setting: Setting) -> tuple[list[Found], list[Link]]:
    """Return the window's marks, and links whose ends are indexes into that list."""
    found = _marks(text, window, outputs, setting)
    found.sort(key=lambda f: (f.mark.span[0], -f.mark.span[1], f.mark.role, f.mark.layer))
    return found, _links(text, window, outputs, found, setting)


# ---------------------------------------------------------------- spans


class _Span(NamedTuple):
    role: str
    depth: int
    first: int
    last: int
    sure: float


def _marks(text: str, window: Window, outputs: Outputs, setting: Setting) -> list[Found]:
    spans: list[_Span] = []
    real = window.starts >= 0
    starts, ends = window.starts.tolist(), window.ends.tolist()
    at = paths.boundaries(text, starts, ends, window.features >= 3, np.zeros(len(starts), bool))
    sure_all = _sure(outputs.tags, setting)
    chances_all = np.exp(sure_all)
    begins, widths, _ = _columns()
    for (name, roles, depth), column, width in zip(answers.LAYERS, begins.tolist(), widths.tolist(), strict=True):
        if not setting.unread.isdisjoint(roles):
            continue
        sure_of, chances = sure_all[:, column : column + width], chances_all[:, column : column + width]
        best = sure_of.argmax(-1)
        best[~real] = 0
        if not best.any():
            continue
        if name in setting.costs:
            sure_of[~real] = np.where(np.arange(width) == 0, 0.0, -np.inf)
            best = paths.best_path(sure_of, at, setting.costs[name])
            best[~real] = 0
        if name == "speech":
            at = at.beside(best > 0)
        within = [chances[:, 1 + 2 * role] + chances[:, 2 + 2 * role] for role in range(len(roles))]
        for role, first, last in _bridged(_runs(best), chances[:, 0], real, at.fresh, setting, name in WHOLE):
            sure = float(np.add.reduce(within[role][first : last + 1]) / np.float32(last + 1 - first))
            spans.append(_Span(roles[role], depth, first, last, round(sure, 4)))
    found = []
    for one, readings in zip(spans, _readings(outputs.asked, spans), strict=True):
        span = _whole_words(text, starts[one.first], ends[one.last])
        found.append(Found(one.first, one.last, Mark(one.role, span, one.depth, one.sure, readings)))  # type: ignore[arg-type]
    return found


@functools.cache
def _columns() -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return where each layer's tags begin, how many they are, and the layer of each tag."""
    widths = np.array([1 + 2 * len(roles) for _, roles, _ in answers.LAYERS])
    return np.cumsum(widths) - widths, widths, np.repeat(np.arange(len(widths)), widths)


def _sure(tags: Floats, setting: Setting) -> Floats:
    """Return the log-probability of each tag among those of its layer, n × TAGS."""
    begins, _, of_layer = _columns()
    sure: Floats = tags.copy()
    sure[:, begins] -= np.array([setting.outside.get(name, 0.0) for name, *_ in answers.LAYERS], np.float32)
    sure -= np.maximum.reduceat(sure, begins, 1)[:, of_layer]
    sure -= np.log(np.add.reduceat(np.exp(sure), begins, 1))[:, of_layer]
    return sure


def _readings(asked: Floats, spans: list[_Span]) -> list[dict[str, dict[str, float]]]:
    """Return the answers to the questions of each span's role, asked at its first piece."""
    begins, sizes, of_role = _questions()
    asks = [which for which, span in enumerate(spans) if span.role in of_role]
    out: list[dict[str, dict[str, float]]] = [{} for _ in spans]
    if not asks:
        return out
    rows = asked[
        [spans[which].first for which in asks]
    ]  # asked spans × ANSWERS: a softmax over each question's columns
    rows -= np.repeat(np.maximum.reduceat(rows, begins, 1), sizes, 1)
    np.exp(rows, out=rows)
    rows /= np.repeat(np.add.reduceat(rows, begins, 1), sizes, 1)
    for which, row in zip(asks, rows.astype(np.float64).round(4).tolist(), strict=True):
        for question, choices, here in of_role[spans[which].role]:
            out[which][question] = dict(zip(choices, row[here], strict=True))
    return out


@functools.cache
def _questions() -> tuple[NDArray[np.int64], NDArray[np.int64], dict[str, list[tuple[str, tuple[str, ...], slice]]]]:
    """Return where each question's columns begin, how many they are, and the questions of each role."""
    sizes = np.array([len(choices) for *_, choices in answers.QUESTIONS])
    ends = np.cumsum(sizes)
    of_role: dict[str, list[tuple[str, tuple[str, ...], slice]]] = {}
    for (question, role, choices), begin, end in zip(answers.QUESTIONS, ends - sizes, ends, strict=True):
        of_role.setdefault(role, []).append((question, choices, slice(int(begin), int(end))))
    return ends - sizes, sizes, of_role


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
    runs: list[tuple[int, int, int]],
    outside: Floats,
    real: NDArray[np.bool_],
    fresh: list[bool],
    setting: Setting,
    whole: bool,
) -> list[tuple[int, int, int]]:
    """Join runs of one role over a gap of a few pieces that the network itself is not sure to be outside, and that
    ends no sentence (fresh: pieces that begin one): "said the neighbor, Alma Reyes. Sheriff Marten said" is two.

    whole: also runs that touch ("brutally" "murdered", "sustained" "injuries"): two such marks side by side are one.
    """
    out: list[tuple[int, int, int]] = []
    for role, first, last in runs:
        near = bool(out) and out[-1][0] == role and not fresh[first]
        if near and (0 if whole else 1) <= first - out[-1][2] - 1 <= setting.gap:
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


# ---------------------------------------------------------------- links


class _Asked(NamedTuple):
    """A link to read: its column in the biases; tails and heads as indexes of found; its rows in the window's scores,
    its columns in the projections."""

    name: str
    which: int
    tails: list[int]
    heads: list[int]
    rows: slice
    columns: slice


def _links(text: str, window: Window, outputs: Outputs, found: list[Found], setting: Setting) -> list[Link]:
    """Return the two likeliest heads of each tail of each link, of those likely enough."""
    by_role: dict[str, list[int]] = {}
    for at, f in enumerate(found):
        by_role.setdefault(f.mark.role, []).append(at)
    links = _to_read(by_role, setting)
    if not links:
        return []
    between = _Between(text, window, found)
    firsts = between.firsts
    tails = np.concatenate([link.tails for link in links])
    pieces = _over_pieces(outputs, links, firsts[tails], setting)
    scores = np.full((len(tails), 1 + len(found)), -np.inf, np.float32)  # every tail: no head, or a mark as its head
    scores[:, 0] = pieces[:, 0]  # the first piece is "none"
    for name, _, its_tails, heads, rows, _ in links:
        here = pieces[rows][:, firsts[heads]]
        weight = setting.prior.get(name, 0.0)
        if weight:
            here -= (weight * between.cost(name, its_tails, heads)).astype(np.float32)
        if name in ("same", "coref"):
            here[firsts[heads] >= firsts[its_tails][:, None]] = -np.inf
        scores[rows, 0] += setting.none.get(name, 0.0)
        scores[rows, 1:][:, heads] = here
    scores[np.arange(len(tails)), 1 + tails] = -np.inf  # nothing is its own head
    chances = np.exp(log_softmax(scores))[:, 1:]
    names = [link.name for link in links for _ in link.tails]
    likely: dict[int, list[tuple[float, int]]] = {}
    for row, head in zip(*(part.tolist() for part in np.nonzero(chances >= setting.least)), strict=True):
        likely.setdefault(row, []).append((-float(chances[row, head]), head))
    return [
        Link(names[row], int(tails[row]), head, round(-chance, 4))  # type: ignore[arg-type]
        for row, kept in likely.items()
        for chance, head in sorted(kept)[:2]
    ]


def _to_read(by_role: dict[str, list[int]], setting: Setting) -> list[_Asked]:
    """Return the links of which the window has both ends."""
    out: list[_Asked] = []
    column = row = 0
    for which, (name, tail_roles, head_roles, width) in enumerate(answers.LINKS):
        here, column = slice(column, column + width), column + width
        tails = [at for role in tail_roles for at in by_role.get(role, [])]
        heads = [at for role in head_roles for at in by_role.get(role, [])]
        if tails and heads and name not in setting.unread:
            out.append(_Asked(name, which, tails, heads, slice(row, row + len(tails)), here))
            row += len(tails)
    return out


def _over_pieces(outputs: Outputs, links: list[_Asked], firsts: NDArray[np.int64], setting: Setting) -> Floats:
    """Return for every tail (its first piece) the log-probability of each piece as its head, none below the floor."""
    rows = np.empty((len(firsts), len(outputs.heads)), np.float32)
    for link in links:
        np.matmul(outputs.tails[firsts[link.rows], link.columns], outputs.heads[:, link.columns].T, rows[link.rows])
        rows[link.rows] += outputs.bias[:, link.which]
    rows -= np.maximum.reduce(rows, -1, keepdims=True)
    rows -= np.log(np.add.reduce(np.exp(rows), -1, keepdims=True))
    return np.maximum(rows, -setting.floor, out=rows)


def _breaks(text: str, window: Window) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the number of sentence ends, and of paragraph ends, before each piece."""
    starts, n = window.starts, len(window.starts)
    stops, paragraphs = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64)
    for at in np.nonzero(window.ends - starts == 1)[0].tolist():
        end, after = int(window.ends[at]), int(starts[at + 1]) if at + 1 < n else -1
        ends = after < 0 or after > end or text[end : end + 1] in ('"', "”", "'")
        stops[at + 1] = text[end - 1] in ".!?" and ends
    np.cumsum(starts < 0, out=paragraphs[1:])
    return np.cumsum(stops), paragraphs


class _Between:
    """Counts what lies between two marks of a window, for the distance prior (decisions.md)."""

    def __init__(self, text: str, window: Window, found: list[Found]):
        self.firsts, self.lasts = np.array([f.first for f in found]), np.array([f.last for f in found])
        self.ends = _breaks(text, window)
        self.found, self.size = found, len(window.ids) + 1
        self.counts: dict[str, list[tuple[NDArray[np.int64], NDArray[np.int64]]]] = {}

    def rivals(self, role: str, low: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many marks of a role begin behind the pieces `low` and end before the pieces `right`."""
        if role not in self.counts:
            self.counts[role] = [
                (self._before(self.lasts[those]), self._before(self.firsts[those])) for those in self._layers(role)
            ]
        count = np.zeros_like(low)
        for ended, begun in self.counts[role]:
            count += np.maximum(0, ended[right] - begun[low + 1])  # marks of a layer never overlap
        return count

    def _layers(self, role: str) -> list[list[int]]:
        marks = [(f.mark.layer, at) for at, f in enumerate(self.found) if f.mark.role == role]
        return [[at for layer, at in marks if layer == each] for each in sorted({layer for layer, _ in marks})]

    def _before(self, pieces: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return for each piece of the window how many of those pieces stand before it."""
        return np.cumsum(np.bincount(pieces + 1, minlength=self.size))

    def cost(self, name: str, tails: list[int], heads: list[int]) -> NDArray[np.int64]:
        """Return the prior's cost, tails × heads: pieces, sentence and paragraph ends, and rivals between."""
        tail_first, tail_last = self.firsts[tails][:, None], self.lasts[tails][:, None]
        head_first, head_last = self.firsts[heads], self.lasts[heads]
        right, low = np.maximum(tail_first, head_first), np.minimum(tail_last, head_last)
        behind = np.where(tail_first < head_first, tail_last, head_last) + 1
        cost: NDArray[np.int64] = np.minimum(np.maximum(right - behind, 0), 30)
        for ends, dear in zip(self.ends, (20, 60), strict=True):
            cost += dear * np.maximum(0, ends[right] - ends[behind])
        if name in ("cue", "speaker"):
            cost += 15 * self.rivals("cue", low, right) + 3 * self.rivals("content", low, right)
        elif name == "source":
            cost += 10 * self.rivals("cue", low, right) + 5 * self.rivals("content", low, right)
            cost += 3 * (head_first > tail_first)
        return cost
