"""Groups things that are tied to one another: union-find that does not depend on the order of the ties.

In:  ties, and pairs that must stay apart.    Out: rings, each a set; the least member stands for its ring.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Rings(Generic[T]):
    """Sets of tied things. Members must be comparable with one another."""

    def __init__(self) -> None:
        self._over: dict[T, T] = {}
        self._members: dict[T, set[T]] = {}

    def add(self, one: T) -> None:
        if one not in self._over:
            self._over[one] = one
            self._members[one] = {one}

    def find(self, one: T) -> T:
        """Return the least member of one's ring; a thing that was never tied is its own."""
        at = one
        while (over := self._over.get(at, at)) != at:
            at = over
        while (over := self._over.get(one, one)) != at:
            self._over[one] = at
            one = over
        return at

    def join(self, one: T, other: T) -> None:
        """Tie two things and with them their rings."""
        self.add(one)
        self.add(other)
        a, b = self.find(one), self.find(other)
        if a == b:
            return
        least, most = (a, b) if _under(a, b) else (b, a)
        self._over[most] = least
        self._members[least] |= self._members.pop(most)

    def ring(self, one: T) -> set[T]:
        """Return the ring that one is in."""
        return self._members.get(self.find(one), {one})

    def rings(self) -> list[set[T]]:
        """Return the rings, by their least members."""
        keys: list[Any] = list(self._members)
        return [self._members[key] for key in sorted(keys)]


def _under(a: Any, b: Any) -> bool:
    return bool(a < b)
