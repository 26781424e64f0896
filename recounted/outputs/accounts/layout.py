"""Places the voices of a relay graph: in layers from who speaks to who carries, lines crossing as little as may be.

In:  edges between voices, their names, rings.    Out: Graph: nodes with layer and row, edges with direction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from recounted.model_accounts import Edge

EDGES = 80  # lines that a graph shows; those of the fewest reports are left out first
SWEEPS = 6  # passes over the layers; more change nothing on graphs of this size


class Node(NamedTuple):
    """layer 0 holds those whose words are carried and who carry nobody; row is from the top, in steps, may be between
    two."""

    key: str
    name: str
    layer: int
    row: float


class Line(NamedTuple):
    """forward: from a lower layer to a higher one; ring: both ends are in one ring; copy: known from a copy alone."""

    origin: str
    carrier: str
    reports: int
    forward: bool
    ring: bool
    copy: bool


class Graph(NamedTuple):
    nodes: list[Node]
    edges: list[Line]
    layers: int
    rows: int
    left_out: int


def placed(edges: Sequence[Edge], names: dict[str, str], cycles: Sequence[Sequence[str]]) -> Graph:
    """Return the graph. It depends on the edges alone, not on their order."""
    kept = sorted(edges, key=lambda e: (-e.reports, e.carrier, e.origin))[:EDGES]
    ring_of = {key: n for n, ring in enumerate(cycles) for key in ring}
    layer = _layers(kept, ring_of)
    rows: dict[int, list[str]] = defaultdict(list)
    for key in sorted(layer, key=lambda k: (names[k], k)):
        rows[layer[key]].append(key)
    beside: dict[str, set[str]] = defaultdict(set)
    for edge in kept:
        beside[edge.carrier].add(edge.origin)
        beside[edge.origin].add(edge.carrier)
    for sweep in range(SWEEPS):
        for number in sorted(rows, reverse=bool(sweep % 2)):
            at = {key: n / max(1, len(held) - 1) for held in rows.values() for n, key in enumerate(held)}
            rows[number].sort(key=lambda key: sum(at[k] for k in beside[key]) / max(1, len(beside[key])))
    most = max((len(held) for held in rows.values()), default=0)
    nodes = [
        Node(key, names[key] if len(names[key]) <= 46 else names[key][:45] + "…", number, n + (most - len(held)) / 2)
        for number, held in sorted(rows.items())
        for n, key in enumerate(held)
    ]
    lines = [
        Line(
            e.origin, e.carrier, e.reports, layer[e.origin] < layer[e.carrier],
            e.origin in ring_of and ring_of[e.origin] == ring_of.get(e.carrier), e.kinds == ["copy"],
        )
        for e in kept
    ]  # fmt: skip
    return Graph(nodes, lines, len(rows), most, len(edges) - len(kept))


def _layers(edges: Sequence[Edge], ring_of: dict[str, int]) -> dict[str, int]:
    """Return voice -> the length of the longest way from a voice that carries nobody; rings count as one step each."""
    origins: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        origins[edge.carrier].add(edge.origin)
        origins[edge.origin].update(())
    order = {key: n for n, key in enumerate(sorted(origins))}
    known: dict[str, int] = {}

    def depth(key: str, above: tuple[str, ...]) -> int:
        if key in known:
            return known[key]
        within = ring_of.get(key)
        below = [
            k for k in origins[key]
            if k not in above and not (within is not None and ring_of.get(k) == within and order[k] > order[key])
        ]  # fmt: skip
        found = max((depth(k, (*above, key)) + 1 for k in sorted(below)), default=0)
        known[key] = found
        return found

    for key in sorted(origins):
        depth(key, ())
    present = {number: n for n, number in enumerate(sorted(set(known.values())))}
    return {key: present[number] for key, number in known.items()}
