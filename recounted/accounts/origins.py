"""The independent origins on which a figure rests, beside the number of reports that print it.

In:  the sayings of one figure.    Out: for each saying, the keys of the origins behind it; circles that were found.
An origin is the innermost voice of a chain; an agency stands for the unnamed speakers that it quotes and for reports
that credit it. Copies and shared words count once. A report that says in its own voice what it also gives to someone
rests on that someone. A voice that has the figure only from others rests on them, and voices that have it only from
one another are one circle: nobody's word stands behind them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from recounted.accounts.rings import Rings
from recounted.accounts.sayings import Saying

CIRCLE = "circle:"


class Rested(NamedTuple):
    """origins: one set of origin keys a saying, in the order of the sayings. An origin's key is that of its voice, or
    "circle:" and the keys of the voices in it. circles: those keys, each in order."""

    origins: list[frozenset[str]]
    circles: list[tuple[str, ...]]


def rested(sayings: Sequence[Saying]) -> Rested:
    """Return what each saying of one figure rests on."""
    bases = _shared_once(sayings, [_base(s) for s in sayings])
    given: dict[str, set[str]] = defaultdict(set)
    for saying, base in zip(sayings, bases, strict=True):
        if not saying.own:
            given[saying.view.record.document.id].add(base)
    own: list[set[str]] = []
    rests: dict[str, set[str]] = defaultdict(set)
    firm: set[str] = set()
    for saying, base in zip(sayings, bases, strict=True):
        others = given[saying.view.record.document.id] - {saying.view.voice}
        others = others if getattr(saying.claim, "low", None) is not None else set()  # "many" is nobody's figure
        if saying.own and others:
            own.append(others)
        else:
            own.append({base})
            if saying.own:
                firm.add(base)
        if not saying.own and base != saying.view.voice:
            rests[saying.view.voice].add(base)
    terminal = _terminals(rests, firm)
    circles = sorted({c for keys in terminal.values() for c in keys if c.startswith(CIRCLE)})
    return Rested(
        [frozenset(k for base in sorted(found) for k in terminal.get(base, {base})) for found in own],
        [tuple(c.removeprefix(CIRCLE).split(",")) for c in circles],
    )


def _base(saying: Saying) -> str:
    return saying.agency or saying.speaker


def _shared_once(sayings: Sequence[Saying], bases: list[str]) -> list[str]:
    """Return the bases, those joined that one stretch of shared words stands for (where no copy of it has two)."""
    rings: Rings[str] = Rings()
    words: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for saying, base in zip(sayings, bases, strict=True):
        rings.add(base)
        for group in saying.groups:
            words[group][saying.view.record.document.id].add(base)
    for _, held in sorted(words.items()):
        if len(held) > 1 and max(map(len, held.values())) == 1:
            found = sorted({base for bases_ in held.values() for base in bases_})
            for other in found[1:]:
                rings.join(found[0], other)
    first = {base: n for n, base in reversed(list(enumerate(bases)))}
    return [min(rings.ring(base), key=lambda b: first[b]) for base in bases]


def _terminals(rests: dict[str, set[str]], firm: set[str]) -> dict[str, frozenset[str]]:
    """Return voice -> what it rests on in the end. A voice that also speaks for itself (firm) rests on itself."""
    graph = {voice: (set() if voice in firm else set(to)) for voice, to in rests.items()}
    rings = {v: ring for ring in strong_rings(graph) for v in ring}
    out: dict[str, frozenset[str]] = {}
    for voice in sorted({*graph, *(t for to in graph.values() for t in to)}):
        reached = _reached(graph, voice)
        ends = set()
        for v in reached:
            ring = rings.get(v, (v,))
            if all(to in ring for w in ring for to in graph.get(w, ())):
                ends.add(v if len(ring) == 1 else CIRCLE + ",".join(ring))
        out[voice] = frozenset(ends)
    return out


def _reached(graph: dict[str, set[str]], start: str) -> list[str]:
    seen, todo = {start}, [start]
    while todo:
        for to in graph.get(todo.pop(), ()):
            if to not in seen:
                seen.add(to)
                todo.append(to)
    return sorted(seen)


def strong_rings(graph: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """Return the sets of two nodes or more that all reach one another, each sorted, in order (Tarjan's components)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    held: set[str] = set()
    out = []
    for root in sorted(graph):
        if root in number:
            continue
        number[root] = low[root] = len(number)
        stack.append(root)
        held.add(root)
        path = [(root, iter(sorted(graph.get(root, ()))))]
        while path:
            node, edges = path[-1]
            for to in edges:
                if to not in number:
                    number[to] = low[to] = len(number)
                    stack.append(to)
                    held.add(to)
                    path.append((to, iter(sorted(graph.get(to, ())))))
                    break
                if to in held:
                    low[node] = min(low[node], number[to])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == number[node]:
                    ring = []
                    while True:
                        top = stack.pop()
                        held.discard(top)
                        ring.append(top)
                        if top == node:
                            break
                    if len(ring) > 1:
                        out.append(tuple(sorted(ring)))
    return sorted(out)


def reports_of(sayings: Iterable[Saying]) -> int:
    """Return how many reports hold the sayings: versions of one address are one report."""
    return len({s.view.latest for s in sayings})
