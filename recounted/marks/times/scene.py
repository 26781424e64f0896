"""What a reading sees and what it gives: a Scene of tokens, and Drafts of times.

In:  the tokens of a match.    Out: its words by class, its neighbours, the moment as a Draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .moment import Moment
from .resolve import Context, pointed
from .words import Token

POINTERS = ("last", "next", "this", "that", "after", "before", "latest")


class Draft(NamedTuple):
    """A time before it has its id: tokens [start, end), type, TIMEX3 value, EDTF, precision, moment if there is one."""

    start: int
    end: int
    type: str
    value: str | None
    edtf: str | None = None
    precision: str | None = None
    moment: Moment | None = None


class Scene(NamedTuple):
    """What a reading may look at besides its own tokens."""

    tokens: Sequence[Token]
    start: int
    end: int
    context: Context
    language: str

    def own(self) -> Sequence[Token]:
        return self.tokens[self.start : self.end]

    def first(self, *kinds: str) -> Token | None:
        return next((t for t in self.own() if t.kind in kinds), None)

    def every(self, *kinds: str) -> list[Token]:
        return [t for t in self.own() if t.kind in kinds]

    def before(self, back: int = 1) -> Token | None:
        return self.tokens[self.start - back] if self.start >= back else None

    def after(self, ahead: int = 0) -> Token | None:
        return self.tokens[self.end + ahead] if self.end + ahead < len(self.tokens) else None

    def after_is(self, *kinds: str) -> bool:
        after = self.after()
        return after is not None and after.kind in kinds

    def pointer(self) -> str | None:
        """Return the pointer among the words; "the next day" in a telling points from the last date: "after"."""
        found = [t.kind for t in self.own() if t.kind in POINTERS]
        return found[-1] if found else None


def of(scene: Scene, moment: Moment, kind: str = "date", value: str | None = None) -> Draft:
    """Return the Draft of a moment over the scene's tokens."""
    precision = moment.grain
    return Draft(scene.start, scene.end, kind, value or moment.value(), moment.edtf(), precision, moment)


def unknown(scene: Scene, value: str | None, kind: str = "date", edtf: str | None = None) -> Draft:
    return Draft(scene.start, scene.end, kind, value, edtf, None)


def year_of(token: Token) -> int:
    if token.kind == "short_year":
        return int(token.value) + (1900 if int(token.value) > 30 else 2000)
    return int(token.value)


def pointed_year(scene: Scene) -> int | None:
    """Return the year of "last year", "that year"; None if no pointer and unit say one."""
    unit, pointer = scene.first("unit"), scene.pointer()
    if unit is None or pointer is None or unit.value != "year":
        return None
    moment = pointed(scene.context, "this" if pointer == "latest" else pointer, "year")
    return moment.day.year if moment else None
