"""Chooses which place of the gazetteer a name means, and says why.

In:  the names found in a report.    Out: for each the entry chosen or None, the reason, and the readings not chosen.
What decides, in this order: the state or country that the text names beside it; the report's dateline; the other
places of the report; the number of inhabitants. A place known the world over yields to the first only, or to two of the
others. Weights stand in tenfolds of inhabitants: 1 is worth as much as ten times the people. They were set by hand on
reports written for it (bench/places.jsonl), not learned.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from recounted.marks.gazetteer import Entry, fold, kilometres, within
from recounted.marks.place_found import SETTLEMENTS, Found, Hint
from recounted.model import Span

HOLDER, SAME_DIVISION, SAME_COUNTRY, NEAR = 20.0, 2.5, 1.5, 1.0
OTHERS_COUNTRY, OTHERS_DIVISION = 3.0, 1.5
ENOUGH = 4.0  # weight of other places at which they count in full: two countries named, or four towns
ALTERNATE, CAPITAL, KIND = -1.5, 1.0, 4.0
SETTLED = 200  # places of a report by which others are judged; a gazette of thousands stays quick
SEAT = -1.0  # a region that bears the name of its own town
NAMESAKE = 2.2  # a state that bears the name of another country: Georgia
DECISIVE = 1.3  # a name anchors the others once its first reading leads the second by this much

# What may stand between a place and the larger one that holds it: ", ", " in ", ", a village in the northern ", "(".
_HELD = re.compile(
    r",\s+(?:(?:in|near)\s+)?(?:the\s+)?|\s*\((?:in\s+)?|\s+"
    r"|(?:\s+[a-z]+)?,?\s+(?:(?:located|situated|lying|which (?:is|lies)|\d+|[a-z]+)\s+){0,7}"
    r"(?:in|of)\s+(?:the\s+)?"
    r"(?:(?:[a-z]+ern|central|north|south|east|west|(?:eastern part|province|state|region) of)\s+)*"
)
_HOLDING = re.compile(
    r"['’]s?\s+(?:[a-z]+(?:[ -][a-z]+)?\s+){0,2}"
    r"(?:(?:city|town|village|province|region|district|capital|state)\s+(?:of\s+)?)?,?\s*"
)


class Choice(NamedTuple):
    """The reading of one name. others: the readings not chosen with the reason, best first."""

    entry: Entry | None
    reason: str
    others: list[tuple[Entry, str]]


class Apart(NamedTuple):
    """One name's own weights, by country and by division, and what the other names come to: the sum of their countries'
    weights, and the most of a division's."""

    countries: dict[str, float]
    divisions: dict[tuple[str, str], float]
    total: float
    most: float


class Around(NamedTuple):
    """What the report's clear places say: weights by country and by (country, first division), for all names and for
    each name by itself, so that no name speaks for itself; and the places that are settled."""

    countries: dict[str, float]
    divisions: dict[tuple[str, str], float]
    by_name: dict[str, tuple[dict[str, float], dict[tuple[str, str], float]]]
    settled: list[Entry]
    apart: dict[str, Apart]  # filled by beside(), once a name: each of its readings asks

    def beside(self, key: str) -> Apart:
        """Return a name's weights and what the other names come to."""
        if key not in self.apart:
            mine, my_divisions = self.by_name.get(key, ({}, {}))
            total = sum(self.countries.values()) - sum(mine.values())
            most = max((w - my_divisions.get(d, 0.0) for d, w in self.divisions.items()), default=0.0)
            self.apart[key] = Apart(mine, my_divisions, total, most)
        return self.apart[key]


def weight(entry: Entry) -> float:
    """Return how well known a place is, in powers of ten of inhabitants; countries above all, divisions a little below
    a town of their size, rows of our own table as a town of ten thousand (they are there because reports name them)."""
    if entry.level == 0:
        return 8.5
    if entry.own:
        return 4.0 if entry.level == 3 else 6.5
    known = math.log10(max(entry.population, 300))
    if entry.level == 1:
        return known - 1.2
    if entry.level == 2:
        return known - 2.0
    return known + (CAPITAL if entry.capital else 0.0) + _unlike(entry)


def _unlike(entry: Entry) -> float:
    """Return what an alternate name costs: half where the place is so large that its names are all well known."""
    return 0.0 if not entry.alternate else ALTERNATE if entry.population < 1000000 else ALTERNATE / 2


def choose(text: str, found: Sequence[Found], dateline: Span | None, hints: Sequence[Hint] = ()) -> list[Choice]:
    """Return a choice for each name, in order.

    dateline: the span of the report's dateline. hints: (country, first division or "", weight) of words that are no
    places themselves (demonyms, states within names of bodies).
    """
    holders = _holders(text, found)
    at_head = _dateline_entry(found, dateline, holders, hints)
    around = _around(found, holders, {}, at_head, hints)
    opening = {n for n, f in enumerate(found) if dateline and dateline[0] <= f.span[0] < dateline[1]}
    first: dict[int, Entry | None] = {}
    alike: dict[tuple[object, ...], Entry | None] = {}  # mentions of one name without a holder of their own
    for n, f in enumerate(found):
        mark: tuple[object, ...] = (f.key, f.kind, f.entries) if n not in holders else (n,)
        if mark not in alike:
            alike[mark] = _best(f, holders.get(n, []), at_head, around)[0]
        first[n] = alike[mark]
    around = _around(found, holders, first, at_head, hints)
    fixed: dict[str, Entry] = {
        f.key: at_head for n, f in enumerate(found) if at_head and n in opening and at_head in f.entries
    }
    for n, f in enumerate(found):
        if n in holders and f.entries:
            entry, _ = _best(f, holders[n], at_head, around)
            if entry and any(within(entry, h) for h in holders[n]):
                fixed.setdefault(f.key, entry)
    out: list[Choice] = []
    made: dict[tuple[object, ...], Choice] = {}
    for n, f in enumerate(found):
        mark = (f.key, f.kind, f.entries, n in opening) if n not in holders else (n,)
        if mark not in made:
            same = fixed.get(f.key) if n not in holders else None
            made[mark] = _choice(f, holders.get(n, []), None if n in opening else at_head, around, same)
        out.append(made[mark])
    return out


def _holders(text: str, found: Sequence[Found]) -> dict[int, list[Entry]]:
    """Return name number -> the larger places that the text puts it in."""
    out: dict[int, list[Entry]] = {}
    for n, (one, other) in enumerate(pairwise(found)):
        gap = text[one.span[1] : other.span[0]]
        if len(gap) > 90 or (not other.entries and not one.entries):
            continue
        if other.entries and (_HELD.fullmatch(gap)):
            large = [h for h in other.entries if h.level < 3 or (" in " in gap and gap.strip())]
            held = [h for h in large if not one.entries or any(within(e, h) for e in one.entries)]
            if held and not (gap.strip() == "" and not one.entries):
                out.setdefault(n, []).extend(held)
        if one.entries and other.entries and _HOLDING.fullmatch(gap):
            held = [h for h in one.entries if h.level < 3 and any(within(e, h) for e in other.entries)]
            if held:
                out.setdefault(n + 1, []).extend(held)
    for n in sorted(out, reverse=True):  # Halifax, West Yorkshire, England: what holds the holder holds the place
        if n + 1 in out and len(found) > n + 1:
            narrowed = [h for h in out[n] if any(within(h, g) for g in out[n + 1])]
            out[n] = narrowed or out[n]
    return out


def _dateline_entry(
    found: Sequence[Found], dateline: Span | None, holders: dict[int, list[Entry]], hints: Sequence[Hint]
) -> Entry | None:
    if dateline is None:
        return None
    around = _around(found, holders, {}, None, hints)
    for n, f in enumerate(found):
        if dateline[0] <= f.span[0] < dateline[1] and f.entries:
            return _best(f, holders.get(n, []), None, around)[0]
    return None


def _around(
    found: Sequence[Found], holders: dict[int, list[Entry]], chosen: dict[int, Entry | None], at_head: Entry | None,
    hints: Sequence[Hint],
) -> Around:  # fmt: skip
    """Weigh the countries and divisions of the names that are clear by themselves, each name once."""
    countries: dict[str, float] = defaultdict(float)
    divisions: dict[tuple[str, str], float] = defaultdict(float)
    by_name: dict[str, tuple[dict[str, float], dict[tuple[str, str], float]]] = {}
    settled: dict[int, Entry] = {}
    for country, division, strength in hints:
        countries[country] += strength
        if division:
            divisions[country, division] += strength
    for n, f in enumerate(found):
        entry = _clear(f, holders.get(n, []), chosen.get(n))
        if entry is None or entry.country is None:
            continue
        strength = 0.25 if entry.row in settled else 2.0 if entry.level == 0 or n in holders else 1.0
        settled[entry.row] = entry
        own = by_name.setdefault(f.key, (defaultdict(float), defaultdict(float)))
        for counted in (countries, own[0]):
            counted[entry.country] += strength
        if entry.level and entry.admin:
            for tallied in (divisions, own[1]):
                tallied[entry.country, entry.admin] += strength * (2 if entry.level == 1 else 1)
    return Around(countries, divisions, by_name, [e for e in settled.values() if e.level][:SETTLED], {})


def _clear(found: Found, holders: list[Entry], chosen: Entry | None) -> Entry | None:
    """Return what a name means if that needs no look at the rest of the report."""
    ranked = sorted(((_own_score(found, e, holders), -n, e) for n, e in enumerate(found.entries)), reverse=True)
    if not ranked:
        return None
    top = ranked[0]
    if top[2].level == 0 and top[0] < HOLDER and any(e.level == 1 and e.population > 500000 for e in found.entries):
        return chosen  # Georgia and Georgia: only the rest of the report tells
    if top[0] >= HOLDER or len(ranked) == 1 or top[0] - ranked[1][0] >= DECISIVE:
        return top[2] if top[0] >= 4 or top[2].level < 3 else chosen
    if chosen is not None and top[2] == chosen and top[0] >= 5:
        return chosen
    return None


def _own_score(found: Found, entry: Entry, holders: list[Entry]) -> float:
    score = weight(entry)
    if any(within(entry, h) for h in holders):
        score += HOLDER
    if found.kind is None and entry.level == 1 and any(_seat_of(e, entry) for e in found.entries):
        score += SEAT
    if found.kind == "region":
        score += KIND if entry.level in (1, 2) else 0
    elif entry.level == 1 and found.entries[0].level == 0 and found.entries[0].country != entry.country:
        score += NAMESAKE
    elif (found.kind in SETTLEMENTS and entry.level == 3) or (found.kind == "country" and entry.level == 0):
        score += KIND
    return score


def _seat_of(city: Entry, region: Entry) -> bool:
    """Whether a city gave its region the name: "in Aleppo" is the city where no word says province."""
    same = (
        city.level == 3 and city.country == region.country and city.admin == region.admin and city.population >= 50000
    )
    return same and " " not in city.name and fold(city.name)[:4] == fold(region.name)[:4]


def _score(
    found: Found, entry: Entry, holders: list[Entry], at_head: Entry | None, around: Around
) -> tuple[float, str]:
    """Return the score of a reading, and the strongest of what speaks for it beside its own weight."""
    own = _own_score(found, entry, holders)
    if own >= HOLDER:
        holder = next(h for h in holders if within(entry, h))
        return own, f"the text puts it in {holder.name}"
    head, reason = 0.0, ""
    if at_head is not None and at_head.country == entry.country:
        head = SAME_COUNTRY
        if at_head.row == entry.row:
            head = SAME_DIVISION + 2 * NEAR
        elif entry.level and entry.admin == at_head.admin:
            head = SAME_DIVISION
            head += NEAR if _close(entry, at_head, 80) else 0
        reason = f"the report is datelined {at_head.name}, {at_head.country}"
    others = 0.0
    mine, my_divisions, total, most = around.beside(found.key)
    if total > 0.1 and entry.country:
        same = around.countries.get(entry.country, 0.0) - mine.get(entry.country, 0.0)
        enough = min(1.0, total / ENOUGH)
        others += OTHERS_COUNTRY * enough * same / total
        at = (entry.country, entry.admin)
        if entry.level and most > 0.1:
            others += OTHERS_DIVISION * enough * (around.divisions.get(at, 0.0) - my_divisions.get(at, 0.0)) / most
        if any(_close(entry, other, 60) and other not in found.entries for other in around.settled):
            others += NEAR
    if others > head:
        reason = "other places that the report names lie in the same country or near"
    return own + head + others, reason


def _close(entry: Entry, other: Entry, km: float) -> bool:
    if entry.lat is None or entry.lon is None or other.lat is None or other.lon is None or other.level < 3:
        return False
    return abs(entry.lat - other.lat) < 1 and kilometres(entry.lat, entry.lon, other.lat, other.lon) <= km


def _best(found: Found, holders: list[Entry], at_head: Entry | None, around: Around) -> tuple[Entry | None, str]:
    scored = [(_score(found, e, holders, at_head, around), -n, e) for n, e in enumerate(found.entries)]
    if not scored:
        return None, ""
    (_, reason), _, entry = max(scored)
    return entry, reason


def _choice(found: Found, holders: list[Entry], at_head: Entry | None, around: Around, fixed: Entry | None) -> Choice:
    if not found.entries:
        held = f"; the text puts it in {holders[0].name}" if holders else ""
        return Choice(None, f"not in the gazetteer{held}", [])
    ranked = sorted(
        ((*_score(found, e, holders, at_head, around), -n, e) for n, e in enumerate(found.entries)),
        key=lambda r: (-r[0], -r[2]),
    )
    entries = [r[3] for r in ranked]
    if (
        found.kind == "region"
        and not entries[0].own
        and all(e.level == 3 and e.kind not in ("region", "sea", "lake") for e in entries)
    ):
        return Choice(
            None, "the gazetteer has a town of this name, not the region", [(e, "a town") for e in entries[:8]]
        )
    if found.kind in SETTLEMENTS and all(e.level < 3 for e in entries):
        return Choice(
            None, "the gazetteer has a region of this name, not the settlement", [(e, "a region") for e in entries[:8]]
        )
    if fixed is not None:
        best, reason = fixed, "the report places this name, here or elsewhere"
    else:
        best, reason = entries[0], ranked[0][1]
    if len(entries) == 1:
        reason = reason if reason.startswith("the text") else "the only place of this name in the gazetteer"
    elif not reason or (reason.startswith("other") and _first_by_weight(found, best)):
        reason = reason or f"the best known of {len(entries)} places of this name"
    if fixed is None and best.kind == "site" and not _site_is_here(best, holders, at_head, around):
        return Choice(
            None, "the gazetteer's site of this name lies far from the report's other places", [(best, "far")]
        )
    others = [(e, _against(e, best, holders, at_head)) for e in entries if e.row != best.row]
    return Choice(best, reason, others[:8])


def _site_is_here(site: Entry, holders: list[Entry], at_head: Entry | None, around: Around) -> bool:
    """Whether a site may be the one meant: every town has a Red Square, so the report has to be near it."""
    if any(within(site, h) for h in holders):
        return True
    towns = [e for e in [*around.settled, *([at_head] if at_head else [])] if e.level == 3 and e.row != site.row]
    if towns:
        return any(_close(site, town, 60) for town in towns)
    elsewhere = [c for c in around.countries if c != site.country]
    return not elsewhere or site.country in around.countries or site.country is None


def _first_by_weight(found: Found, entry: Entry) -> bool:
    return max(found.entries, key=weight).row == entry.row


def _against(entry: Entry, best: Entry, holders: list[Entry], at_head: Entry | None) -> str:
    """Return why a reading was not chosen."""
    if holders and any(within(best, h) for h in holders) and not any(within(entry, h) for h in holders):
        return f"not in {next(h for h in holders if within(best, h)).name}"
    if weight(entry) < weight(best):
        return "less known" if entry.level == best.level else "of another kind"
    if at_head is not None and entry.country != at_head.country:
        return f"not in the country of the dateline ({at_head.country})"
    return "the report's other places lie elsewhere"
