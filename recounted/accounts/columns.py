"""What can be compared with what: the column of a toll claim.

In:  a claim, its record, its event.    Out: a Place in a table: effect, group or part, scope, unit, day; its key.
A day's figure, a running total, the total of the event and another event's toll are four columns; a part stands in
none that a total stands in; people and their bodies are counted together, families and households by themselves.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from recounted import kinds
from recounted.languages import persons
from recounted.model import Effect, Record, Scope, TollClaim, Unit

SOME = "some of them"  # the part of a breakdown that is of no group and no place


class Place(NamedTuple):
    """Where a claim stands. group holds the text's wording where there is no code."""

    effect: Effect
    joint: tuple[Effect, ...]
    group: str | None
    group_code: str | None
    part: str | None
    scope: Scope
    unit: Unit
    day: str | None

    @property
    def key(self) -> str:
        """Return a readable key: "killed", "killed/children", "killed/daily/1904-02-04"."""
        joint = "+".join([self.effect, *self.joint])
        group = self.group_code or self.group
        unit = None if self.unit == "person" else self.unit
        scope = None if self.scope == "event" else self.scope
        return "/".join(part for part in (joint, group, self.part, scope, self.day, unit) if part)

    @property
    def whole(self) -> tuple[object, ...]:
        """Return what a breakdown shares with its total."""
        return (self.effect, self.joint, self.scope, self.unit, self.day)


def place_of(claim: TollClaim, record: Record) -> Place:
    """Return the column of a claim."""
    language = record.document.language or "en"
    code, group = claim.group_code, None
    if code is None and claim.group:
        words = re.sub(r"^(?:the|a|an|its|their|our|his|her)\s+", "", " ".join(claim.group.casefold().split()))
        noun = persons.noun(words, language)
        if not (noun and noun.kind in ("generic", "plural", "pronoun") and " " not in words):
            group = words
    part = None
    if claim.qualifier == "named":
        part = "named"
    elif claim.part_of is not None and not _divides(claim, record):
        where = next((p for p in record.places if p.id == claim.where and claim.where_from == "clause"), None)
        part = f"in {where.name}" if where else SOME
    unit: Unit = "person" if claim.unit == "body" else claim.unit
    day = claim.when if claim.scope == "daily" else None
    return Place(claim.effect, tuple(claim.joint), group, code, part, claim.scope, unit, day)


def _divides(claim: TollClaim, record: Record) -> bool:
    """Say whether a part has a group that its whole has not, and so a column of its own."""
    whole = next((c for c in record.claims if c.id == claim.part_of and isinstance(c, TollClaim)), None)
    own = (claim.group_code, None if claim.group_code else claim.group)
    return own != (None, None) and (
        whole is None or own != (whole.group_code, None if whole.group_code else whole.group)
    )


def order(place: Place) -> tuple[object, ...]:
    """Return what sorts columns: effects as in kinds/effects.toml, totals before groups and parts, the event's own
    figures before running totals, days and background."""
    effects = list(kinds.effects())
    scopes = ("event", "cumulative", "daily", "background")
    units = ("person", "family", "household", "body", "other")
    return (
        effects.index(place.effect), place.joint, scopes.index(place.scope), place.day or "", units.index(place.unit),
        place.part is not None, place.part == "named", place.group_code is None and place.group is not None,
        place.group_code or place.group or "", place.part or "",
    )  # fmt: skip
