"""A Reading under change: what rules of form add to the encoder's marks and links.

In:  a Reading.    Out: the Reading with what was added, in text order.
"""

from __future__ import annotations

import msgspec

from recounted.model import Link, Mark, Reading, Span


class Additions:
    """A Reading under change: marks may be added and a tail's links replaced; indexes stay until done() sorts them."""

    def __init__(self, reading: Reading):
        self.marks, self.links, self.grown = list(reading.marks), list(reading.links), False

    def source(self, span: Span) -> int:
        for at, mark in enumerate(self.marks):
            if mark.role == "source" and mark.span[0] < span[1] and span[0] < mark.span[1]:
                return at
        return self.mark(Mark("source", span))

    def whole_source(self, span: Span) -> int:
        """Return the source at a span, widened to it where the encoder marked only some of its words."""
        at = self.source(span)
        if span[0] <= self.marks[at].span[0] and self.marks[at].span[1] <= span[1]:
            self.marks[at] = msgspec.structs.replace(self.marks[at], span=span)
            self.grown = True
        return at

    def mark(self, mark: Mark) -> int:
        self.marks.append(mark)
        self.grown = True
        return len(self.marks) - 1

    def contents(self, start: int, end: int) -> list[int]:
        """Return the outer content marks whose middle lies in a stretch."""
        return [
            at for at, m in enumerate(self.marks)
            if m.role == "content" and not m.layer and start <= (m.span[0] + m.span[1]) // 2 < end
        ]  # fmt: skip

    def tie(self, content: int, source: int) -> None:
        """Make source the speaker of a content, without a cue."""
        self.links = [k for k in self.links if k.tail != content or k.role not in ("cue", "speaker")]
        self.links.append(Link("speaker", content, source, 1.0))
        self.grown = True

    def relink(self, role: str, tail: int, head: int) -> None:
        """Make head the only one of a tail's links of a role."""
        self.links = [k for k in self.links if k.role != role or k.tail != tail]
        self.links.append(Link(role, tail, head, 1.0))  # type: ignore[arg-type]

    def done(self) -> Reading:
        if not self.grown:
            return Reading(self.marks, self.links)
        order = sorted(range(len(self.marks)), key=lambda at: (self.marks[at].span[0], -self.marks[at].span[1], at))
        new = {old: at for at, old in enumerate(order)}
        links = [Link(k.role, new[k.tail], new[k.head], k.probability) for k in self.links]
        return Reading([self.marks[at] for at in order], links)
