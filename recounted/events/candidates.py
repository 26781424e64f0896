"""Blocking: which tellings are worth comparing at all. Near-linear in the number of reports.

In:  profiles.    Out: pairs of their numbers. Two tellings are compared if they share a rare name, or a day of the
event together with a name or place that is less rare; each is compared with those it shares the most with, and no more.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from recounted.events.profiles import Profile, commonness

# Tuned on gva_dev (900 reports, 635 true pairs), where they keep .94 of the pairs at 12 comparisons a report.
RARE = 25  # tellings that may share a name for it to be a key by itself
WITH_DAY = 100  # tellings that may share a name and the event's day
MOST = 20  # comparisons that one telling asks for

Matrix: TypeAlias = Any  # scipy.sparse.csr_matrix, which has no types of its own


class Rarity:
    """How rare words are: by our own reports and the set at hand together."""

    def __init__(self, counts: Iterable[dict[str, int]]):
        self.tellings = 0
        self.of: Counter[str] = Counter()
        for words in counts:
            self.tellings += 1
            self.of.update(words.keys())

    def weight(self, word: str) -> float:
        """Return log(all reports / reports with the word), at least 0."""
        known = commonness()
        here = self.of[word] + known.words.get(word, (0, 0))[0]
        return max(0.0, math.log((self.tellings + known.reports) / max(1, here)))


def vectors(counts: list[dict[str, int]], rarity: Rarity) -> Matrix:
    """Return a row of length 1 a telling, over the words that two tellings share; weight (1 + log count) × rarity."""
    columns: dict[str, int] = {}
    rows, places, values = [], [], []
    for row, words in enumerate(counts):
        for word, count in words.items():
            if rarity.of[word] > 1:
                rows.append(row)
                places.append(columns.setdefault(word, len(columns)))
                values.append((1 + math.log(count)) * rarity.weight(word))
    made = sp.csr_matrix((values, (rows, places)), shape=(len(counts), max(1, len(columns))))
    length = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)).ravel())
    made = sp.diags_array(1 / np.maximum(length, 1e-9)) @ made
    return sp.csr_matrix(made)


def candidates(profiles: list[Profile], rarity: Rarity) -> NDArray[np.int64]:
    """Return the pairs worth comparing, n × 2, smaller number first, in order; rarity is of the profiles' names."""
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(profiles):
        for key in _keys(one, rarity):
            blocks[key].append(at)
    shared: list[Counter[int]] = [Counter() for _ in profiles]
    for block in blocks.values():
        if 1 < len(block) <= WITH_DAY:
            weight = 1 / len(block)
            for at in block:
                mine = shared[at]
                for other in block:
                    mine[other] += weight  # type: ignore[assignment]
    pairs = set()
    for at, mine in enumerate(shared):
        del mine[at]
        ranked = sorted(mine.items(), key=lambda item: (-item[1], profiles[item[0]].member.digest))
        pairs |= {(min(at, other), max(at, other)) for other, _ in ranked[:MOST]}
    return np.array(sorted(pairs), np.int64).reshape(-1, 2)


def _keys(one: Profile, rarity: Rarity) -> set[tuple[str, ...]]:
    keys: set[tuple[str, ...]] = {("name", name) for name in one.names if rarity.of[name] <= RARE}
    if one.when and one.when[1] - one.when[0] <= 1:
        for name in {*one.names, *one.where}:
            keys |= {("day", str(day), name) for day in one.when}
    return keys
