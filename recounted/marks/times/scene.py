"""What a reading sees and what it gives: a Scene of tokens, and Drafts of times.

In:  the tokens of a match.    Out: its words by class, its neighbours, the moment as a Draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .moment import Moment
from .resolve import Context, pointed
from .words import LEADS, Token

# What may stand between a year and what is told of in it: "In 1988, on the evening of Dec. 7".
BETWEEN = frozenset({"comma", "in", "on", "of", "lead", "from", "the", "between", "night_of", "part", "phase"})
BESIDE = 7  # tokens between them at most

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


def year_beside(scene: Scene) -> int | None:
    """Return the year that stands directly before the expression and holds it: "In 1995, on July 11"."""
    for back in range(1, BESIDE + 1):
        token = scene.before(back)
        if token is None or token.kind not in ("year", *BETWEEN):
            return None
        if token.kind == "year":
            led = scene.before(back + 1)
            return year_of(token) if back > 1 and led is not None and led.kind in LEADS else None
    return None


def pointed_year(scene: Scene) -> int | None:
    """Return the year of "last year", "that year"; None if no pointer and unit say one."""
    unit, pointer = scene.first("unit"), scene.pointer()
    if unit is None or pointer is None or unit.value != "year":
        return None
    if pointer == "next" and scene.first("the") is not None:
        pointer = "after"  # "in May of the next year": as seen from the year told of
    moment = pointed(scene.context, "this" if pointer == "latest" else pointer, "year")
    return moment.day.year if moment else None
