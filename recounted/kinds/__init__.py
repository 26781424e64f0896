"""What there is to count: effects, groups, qualifiers, and the bounds of vague numbers, as tables.

In:  kinds/*.toml, kinds/bounds/*.toml or a path.    Out: Effect, Group, Qualifier, Bounds; Count, what a number says.
A new effect or group is a new section; another table of bounds is another file, chosen by name or path.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any, get_args

from recounted import model
from recounted.model import Frozen


class KindError(ValueError):
    """A table of kinds or bounds that cannot be used: the message says where, what was found and the way out."""


class EffectKind(Frozen, frozen=True):
    """outranks: effects that the same people leave behind when the text says this of them too."""

    name: str
    meaning: str
    outranks: list[str]
    gkg: str
    example: str


class GroupKind(Frozen, frozen=True):
    code: str
    meaning: str
    example: str


class QualifierKind(Frozen, frozen=True):
    """low, high: what the qualifier makes of a number n: "n", "n+1", "n-1", "0", "open", "none"."""

    name: str
    low: str
    high: str
    meaning: str
    example: str


class Bounds(Frozen, frozen=True):
    """What vague numbers promise at least. plural: bare plural -> its least; several: the least of "several"."""

    name: str
    meaning: str
    source: str
    several: int
    plural: dict[str, int]


class Count(Frozen, frozen=True):
    """What a number of people says. high is None where it is open upward; group_words is the text's wording of whom
    it counts, without number, hedge or article, None where it says no more than people."""

    low: int
    high: int | None
    qualifier: model.Qualifier
    unit: model.Unit = "person"
    group_words: str | None = None


class Numbered(Frozen, frozen=True):
    """A number of people in a text: its span, the indexes of the Reading's marks that it was read from, its count."""

    span: model.Span
    marks: tuple[int, ...]
    count: Count


_UNITS = ("tens", "dozens", "scores", "hundreds", "thousands", "lakhs", "millions", "crores")
_TERMS = ("n", "n+1", "n-1", "0", "open", "none")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("recounted.kinds") / name).read_text("utf-8"))


@functools.cache
def effects() -> dict[str, EffectKind]:
    """Return name -> effect, exactly those of model.Effect; raise KindError where table and type differ."""
    found = {name: EffectKind(name=name, **row) for name, row in _toml("effects.toml").items()}
    _same("effects.toml", set(found), set(get_args(model.Effect)))
    for kind in found.values():
        _known("effects.toml", kind.name, kind.outranks, set(found))
    return found


@functools.cache
def qualifiers() -> dict[str, QualifierKind]:
    """Return name -> qualifier, exactly those of model.Qualifier."""
    found = {name: QualifierKind(name=name, **row) for name, row in _toml("qualifiers.toml").items()}
    _same("qualifiers.toml", set(found), set(get_args(model.Qualifier)))
    for kind in found.values():
        _known("qualifiers.toml", kind.name, [kind.low, kind.high], set(_TERMS))
    return found


@functools.cache
def groups() -> dict[str, GroupKind]:
    """Return code -> group."""
    return {code: GroupKind(code=code, **row) for code, row in _toml("groups.toml").items()}


def bounded(n: int, qualifier: model.Qualifier) -> tuple[int, int | None]:
    """Return the (least, most) people that n means under a qualifier; most is None if open.

    Raises ValueError for "unspecified", which has no number.
    """
    kind = qualifiers()[qualifier]
    terms: dict[str, int | None] = {"n": n, "n+1": n + 1, "n-1": max(0, n - 1), "0": 0, "open": None}
    if kind.low not in terms:
        raise ValueError(f"{qualifier!r} has no number; leave both bounds empty")
    low = terms[kind.low]
    assert low is not None
    return low, terms[kind.high]


@functools.cache
def bounds(choice: str = "default") -> Bounds:
    """Return a table of vague numbers by its name in kinds/bounds, or by the path of a TOML file of the same shape.

    Raises KindError for an unknown name, a missing or unknown key, or a bound that is no whole number from 1 up.
    """
    path = Path(choice)
    if path.suffix == ".toml":
        if not path.is_file():
            raise KindError(
                f"{choice}: there is no such file; name a TOML file with the keys of kinds/bounds/default.toml"
            )
        return _checked_bounds(choice, tomllib.loads(path.read_text("utf-8")))
    if choice not in bounds_names():
        raise KindError(
            f"bounds {choice!r} is not one of {', '.join(bounds_names())}; or give the path of a .toml file"
        )
    return _checked_bounds(f"bounds/{choice}.toml", _toml(f"bounds/{choice}.toml"))


@functools.cache
def bounds_names() -> tuple[str, ...]:
    """Return the names of the tables of bounds that are shipped."""
    folder = resources.files("recounted.kinds") / "bounds"
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


def _checked_bounds(where: str, row: dict[str, Any]) -> Bounds:
    _same(where, set(row), {"name", "meaning", "source", "several", "plural"})
    plural = row["plural"]
    if not isinstance(plural, dict):
        raise KindError(f"{where}: plural is {plural!r}; write a section [plural]")
    _same(f"{where} [plural]", set(plural), set(_UNITS))
    for key, value in [("several", row["several"]), *plural.items()]:
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise KindError(f"{where}: {key} is {value!r}; write a whole number from 1 up")
    return Bounds(**row)


def _same(where: str, found: set[str], wanted: set[str]) -> None:
    if found != wanted:
        raise KindError(
            f"{where}: missing {sorted(wanted - found)}, unknown {sorted(found - wanted)}; "
            f"the keys are {sorted(wanted)}"
        )


def _known(where: str, name: str, found: list[str], wanted: set[str]) -> None:
    for word in found:
        if word not in wanted:
            raise KindError(f"{where}: [{name}] has {word!r}, which is not one of {sorted(wanted)}")
