"""Groups tellings into events: average linkage over scored pairs, under people's decisions.

In:  the digests of tellings, scored pairs, decisions.    Out: a partition, which depends on the set alone and never on
the order of arrival. Average linkage after Sokal and Michener (1958).
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable

from recounted.model_many import Decision, in_force

ENOUGH = 0.0  # average log odds from which two groups are one event; gva_dev has its best B-cubed between -.5 and .5
UNSCORED = -5.0  # what a pair counts that blocking did not find worth comparing
_SHARE = 0.5  # of all pairs between two groups that must have been compared; what lacks counts as UNSCORED
_AT_MOST = 8  # comparisons a member beyond which no more are wanted, so that large events stay possible

Tie = tuple[float, int]  # sum of log odds, number of compared pairs


class Bonds:
    """What decisions say of tellings: `together` are sets that are one event, `apart` pairs of sets that are not.

    A later decision overrules an earlier one for the tellings that both speak of.
    """

    def __init__(self, decisions: Iterable[Decision]):
        self.together: list[set[str]] = []
        self.apart: list[tuple[set[str], set[str]]] = []
        for decision in in_force(list(decisions)):
            if decision.kind == "merge":
                self._join({digest for group in decision.subjects for digest in group})
            elif decision.kind in ("split", "apart"):
                one, other = (set(group) for group in decision.subjects)
                self._part(one, other)

    def _join(self, joined: set[str]) -> None:
        kept = []
        for one, other in self.apart:
            kept += [(one - joined, other), (one & joined, other - joined)]
        self.apart = [(one, other) for one, other in kept if one and other]
        for known in [s for s in self.together if s & joined]:
            self.together.remove(known)
            joined = joined | known
        self.together.append(joined)

    def _part(self, one: set[str], other: set[str]) -> None:
        self.apart.append((one, other))
        parted = []
        for known in self.together:
            parted += [known - other, known & other] if known & one and known & other else [known]
        self.together = [s for s in parted if len(s) > 1]


def group(digests: list[str], pairs: Iterable[tuple[int, int, float]], bonds: Bonds) -> list[list[int]]:
    """Return the groups of telling numbers, each sorted by digest, in the order of their first digest.

    digests: of the tellings; pairs: (number, number, log odds) of those that were compared.
    """
    rank = {at: n for n, at in enumerate(sorted(range(len(digests)), key=digests.__getitem__))}
    growing = _Growing([digests[at] for at in sorted(rank, key=rank.__getitem__)], bonds)
    for one, other, odds in pairs:
        growing.tie(rank[one], rank[other], odds)
    growing.grow()
    back = {n: at for at, n in rank.items()}
    return [[back[n] for n in sorted(members)] for members in sorted(growing.members.values(), key=min)]


class _Growing:
    """Groups while they grow. A group is known by its number; merging two makes a third."""

    def __init__(self, digests: list[str], bonds: Bonds):
        self.members: dict[int, list[int]] = {n: [n] for n in range(len(digests))}
        self.ties: defaultdict[int, dict[int, Tie]] = defaultdict(dict)
        at = {digest: n for n, digest in enumerate(digests)}
        self.sides: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
        for which, sets in enumerate(bonds.apart):
            for side, digests_of_side in enumerate(sets):
                for digest in digests_of_side & at.keys():
                    self.sides[at[digest]].add((which, side))
        self.next = len(digests)
        self.bound = [sorted(at[d] for d in together & at.keys()) for together in bonds.together]

    def tie(self, one: int, other: int, odds: float) -> None:
        self.ties[one][other] = self.ties[other][one] = (odds, 1)

    def grow(self) -> None:
        for together in self.bound:
            if together:
                first = together[0]
                for other in together[1:]:
                    first = self._merge(first, other)
        heap = [
            (-average, one, other)
            for one, ties in self.ties.items()
            if one in self.members
            for other in ties
            if one < other and other in self.members and (average := self._average(one, other)) > ENOUGH
        ]
        heapq.heapify(heap)
        while heap:
            _, one, other = heapq.heappop(heap)
            if one not in self.members or other not in self.members or self._forbidden(one, other):
                continue
            made = self._merge(one, other)
            for neighbour in self.ties[made]:
                average = self._average(made, neighbour)
                if average > ENOUGH:
                    heapq.heappush(heap, (-average, neighbour, made))

    def _average(self, one: int, other: int) -> float:
        total, compared = self.ties[one][other]
        a, b = len(self.members[one]), len(self.members[other])
        wanted = min(_SHARE * a * b, _AT_MOST * (a + b))
        return (total + UNSCORED * max(0.0, wanted - compared)) / max(compared, wanted)

    def _forbidden(self, one: int, other: int) -> bool:
        return any((which, 1 - side) in self.sides[other] for which, side in self.sides[one])

    def _merge(self, one: int, other: int) -> int:
        made = self.next
        self.next += 1
        self.members[made] = self.members.pop(one) + self.members.pop(other)
        self.sides[made] = self.sides.pop(one, set()) | self.sides.pop(other, set())
        joined: dict[int, Tie] = {}
        for part in (one, other):
            for neighbour, (odds, compared) in self.ties.pop(part, {}).items():
                if neighbour in self.members:
                    before = joined.get(neighbour, (0.0, 0))
                    joined[neighbour] = (before[0] + odds, before[1] + compared)
        self.ties[made] = joined
        for neighbour, tie in joined.items():
            ties = self.ties[neighbour]
            ties.pop(one, None)
            ties.pop(other, None)
            ties[made] = tie
        return made
