"""Says where a harm was done: by its clause, its sentence, its paragraph, or the report.

In:  a text, the span of a harm, the report's places.    Out: the id of a place, and how near the text says so.
A settlement or a known site is taken before a street, a street before a region, a region before a country. A place in
the name of a body, the place where somebody speaks, comes from or is taken to is not where the harm was done. Which
words say so stands in languages/<code>/constructions.csv, room "where".
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from recounted.claims.mentions import fold, words_of
from recounted.languages import constructions, finding
from recounted.languages.constructions import word_class
from recounted.model import Dateline, Ladder, Place, Span

LADDER: tuple[Ladder, ...] = ("clause", "sentence", "paragraph")
_IN_A_NAME = "in a name"
_CONTAINED = re.compile(r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2},\s+$")


class _Words(NamedTuple):
    """Constructions of the room "where"."""

    clause: re.Pattern[str]  # where a clause ends and another begins
    inside: re.Pattern[str]  # ties a place to what is told
    aside: re.Pattern[str]  # hands a place to one who speaks, is from, is treated, held or tried there
    street: re.Pattern[str]
    suburb: re.Pattern[str]  # "the Idlib town of Saraqeb": Idlib only says where the town lies
    of_a_club: re.Pattern[str]  # "members of the Orsk rowing club": where they come from
    office: re.Pattern[str]  # "Britain's defence ministry"
    opening: re.Pattern[str]  # with sits: "In Jerusalem the cabinet …"
    sits: re.Pattern[str]
    governs: re.Pattern[str]  # "that Washington had intelligence": its government, and no place
    indoors: re.Pattern[str]  # a building of which no gazetteer says where it stands


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "where", language)


TOLD = 2.5  # times the votes of a known place that one needs which no gazetteer has


def where_of(
    text: str, harm_span: Span, places: Sequence[Place], sentences: Sequence[Span], dateline: Dateline | None,
    language: str = "en",
) -> tuple[str | None, Ladder | None]:  # fmt: skip
    """Return (place id, ladder) for one harm; (None, None) if the report names no place.

    ladder says from how near the text tells it: clause, sentence, paragraph, or document (the dateline's place, or the
    one that the report supports most).
    """
    for ladder, (start, end) in zip(LADDER, _reaches(text, harm_span, sentences, language), strict=True):
        within = [p for p in places if start <= p.span[0] and p.span[1] <= end and not _heads(dateline, p)]
        near = [p for p in within if _is_scene(text, p, language)]
        if near:
            best = min(
                near,
                key=lambda p: (_rank(p, language), _preposed(text, p, language), _distance(harm_span, p.span), p.span),
            )
            if ladder != "paragraph" or _rank(best, language) < 4:
                return best.id, ladder
    return _of_document(text, places, dateline, language)


def event_where(
    text: str, harm_spans: Sequence[Span], places: Sequence[Place], sentences: Sequence[Span],
    dateline: Dateline | None, language: str = "en",
) -> tuple[str | None, Ladder | None]:  # fmt: skip
    """Return (place id, ladder) for the report's main event: the most specific place tied to its harms.

    Every harm votes for the places of its clause, sentence and paragraph, the nearer the more; earlier harms tell of
    the event, later ones of other matters, so votes fall with the number of harms read. The dateline and the body that
    serves a place (Lafayette police) support a place that is named.
    """
    votes: dict[str, float] = defaultdict(float)
    first: dict[str, tuple[int, Span, str, Ladder]] = {}
    usable = [p for p in places if _is_scene(text, p, language) and not _heads(dateline, p)]
    for number, harm in enumerate(sorted(harm_spans)[:12]):
        fall = 1 / (1 + 0.35 * number)
        seen: set[str] = set()
        for step, (ladder, (start, end)) in enumerate(
            zip(LADDER, _reaches(text, harm, sentences, language), strict=True)
        ):
            for p in usable:
                name = _identity(p)
                if start <= p.span[0] and p.span[1] <= end and name not in seen:
                    seen.add(name)
                    votes[name] += fall * (3.0, 2.0, 0.8)[step] * (1.0 if not _preposed(text, p, language) else 0.6)
                    tie = (step, p.span, p.id, ladder)
                    first[name] = min(first.get(name, tie), tie)
    if votes:
        for p in places:  # a mention that supports: the dateline, a body that serves the place
            name = _identity(p)
            if name in votes:
                votes[name] += 1.0 if _heads(dateline, p) else 0.3 if p.relation == _IN_A_NAME else 0.1
        by_id = {p.id: p for p in places}
        tied = [n for n in votes if first[n][0] < 2] or list(votes)  # of a clause or a sentence, if there is any
        best = min(tied, key=lambda n: (_group(by_id[first[n][2]], language), -votes[n], first[n][1]))
        if first[best][0] == 2 and dateline is not None:  # told near by at most: where the report was written is nearer
            named, named_from = _of_document(text, places, dateline, language)
            if named is not None and _heads(dateline, by_id[named]) and _group(by_id[named], language) == 0:
                return named, named_from
        told = max(tied, key=lambda n: votes[n])
        if told != best and _is_told(text, by_id[first[told][2]], language) and votes[told] >= TOLD * votes[best]:
            return first[told][2], first[told][3]  # a village that no gazetteer has, and of which the report tells
        if _group(by_id[first[best][2]], language) == 0:
            best = _narrower(best, tied, first, by_id)
            return first[best][2], first[best][3]
        named, named_from = _of_document(text, places, dateline, language)
        if named is not None and _group(by_id[named], language) == 0 and _is_loose(by_id[first[best][2]], language):
            return named, named_from
        return first[best][2], first[best][3]
    return _of_document(text, places, dateline, language)


def _narrower(
    best: str, tied: Sequence[str], first: dict[str, tuple[int, Span, str, Ladder]], by_id: dict[str, Place]
) -> str:
    """Return a known site within the town (some 25 km), if the same clause or a nearer one names it."""
    town = by_id[first[best][2]]
    for name in tied:
        site = by_id[first[name][2]]
        if site.kind == "site" and town.kind != "site" and first[name][0] <= first[best][0]:
            if None in (site.lat, site.lon, town.lat, town.lon):
                continue
            if abs((site.lat or 0) - (town.lat or 0)) < 0.25 and abs((site.lon or 0) - (town.lon or 0)) < 0.35:
                return name
    return best


# ---------------------------------------------------------------- kinds of places


def _rank(place: Place, language: str) -> int:
    """Return 0 for a settlement or a site that is known, up to 5 for a country: the order in which a place is taken."""
    if place.kind == "country" and place.relation not in (None, _IN_A_NAME):
        return 4  # "southern Lebanon" is a region
    if place.kind in ("country", "sea"):
        return 5
    if place.kind in ("region", "lake"):
        return 4
    if place.kind in ("site", "neighbourhood") and place.lat is None:
        return 3 if place.kind == "site" and _words(language).street.search(place.name) else 2
    if place.kind == "unknown":
        return 2
    if place.relation is not None and not word_class("way_to_place", language).isdisjoint(place.relation.split()):
        return 4  # "on the road to Jerusalem" may be anywhere short of it
    if place.relation is not None and place.lat is not None and place.kind != "site":
        return 1 if place.relation.split()[-1] in word_class("beside_place", language) else 0
    return 0 if place.lat is not None else 1


def _group(place: Place, language: str) -> int:
    """Return 0 for a settlement or known site, 1 for what is smaller and unknown, 2 for a region, 3 for a country."""
    rank = _rank(place, language)
    return 0 if rank < 2 else rank - 2 if rank > 3 else 1


def _is_told(text: str, place: Place, language: str) -> bool:
    """Whether the text itself says that something happened in a place that the gazetteer lacks."""
    return place.kind == "unknown" and not _preposed(text, place, language)


def _is_loose(place: Place, language: str) -> bool:
    """Whether the report's own town tells more than this: a street, a whole country, a name that nothing explains."""
    loose = place.kind == "site" and place.lat is None
    return loose or _rank(place, language) == 5 or (place.kind == "unknown" and place.relation is None)


def _identity(place: Place) -> str:
    return str(place.geonames) if place.geonames else f"{place.gazetteer_name or place.name.casefold()} {place.lat}"


def _is_scene(text: str, place: Place, language: str) -> bool:
    if place.relation == _IN_A_NAME:
        return False
    if place.kind == "site" and place.lat is None and _words(language).indoors.search(place.name):
        return False
    return _may_be_scene(text, place.span, language) and not _governs(text, place, language)


@functools.lru_cache(maxsize=512)  # asked again for every claim of a text
def _may_be_scene(text: str, span: Span, language: str) -> bool:
    """Whether the words around a place leave it one where something may have happened."""
    words = _words(language)
    start, end = span
    if words.suburb.match(text, end):
        return False  # the Idlib town of Saraqeb
    if words.office.match(text, end) or words.of_a_club.match(text, end):
        return False  # Britain's defence ministry
    if words.opening.search(text, max(0, start - 8), start) and words.sits.match(text, end):
        return False  # "In Jerusalem the cabinet …"
    return not _stands_aside(text, start, language) and not _contains_one_aside(text, start, language)


def _governs(text: str, place: Place, language: str) -> bool:
    """Whether a place's name stands for its government: "Kyiv denied it", "that Washington had proof"."""
    metonym = fold(place.name) in words_of(language).metonyms
    return metonym and _words(language).governs.match(text, place.span[1]) is not None


def _contains_one_aside(text: str, start: int, language: str) -> bool:
    """Whether the place only says where one lies that stands aside: "a newspaper in Rensselaer, Indiana"."""
    town = _CONTAINED.search(text, max(0, start - 45), start)
    return town is not None and _stands_aside(text, town.start(), language)


def _stands_aside(text: str, start: int, language: str) -> bool:
    return finding.search_between(_words(language).aside, text, max(0, start - 70), start) is not None


def _heads(dateline: Dateline | None, place: Place) -> bool:
    """Whether a place stands in the dateline, which is no part of the sentence after it, or opens the title that the
    dateline stands under ("Moscow: Two officers killed")."""
    if dateline is None:
        return False
    titled = place.span[0] == 0 and fold(place.name) == fold(dateline.place.split(",")[0].rstrip("."))
    return titled or dateline.span[0] <= place.span[0] < dateline.span[1]


def _preposed(text: str, place: Place, language: str) -> bool:
    """Whether no preposition ties the place to what is told: "Paris" in "Paris condemned it"."""
    if place.relation is not None:
        return False
    return not _follows_preposition(text, place.span[0], language)


@functools.lru_cache(maxsize=512)
def _follows_preposition(text: str, start: int, language: str) -> bool:
    return _words(language).inside.search(text, max(0, start - 45), start) is not None


def _distance(harm: Span, span: Span) -> int:
    return max(span[0] - harm[1], harm[0] - span[1], 0)


# ---------------------------------------------------------------- how far the text reaches


def _reaches(text: str, harm: Span, sentences: Sequence[Span], language: str) -> tuple[Span, Span, Span]:
    """Return the clause, the sentence and the paragraph that hold a harm."""
    sentence = next((s for s in sentences if s[0] <= harm[0] < s[1]), harm)
    start, end = sentence
    for m in _words(language).clause.finditer(text, sentence[0], sentence[1]):
        if m.end() <= harm[0]:
            start = m.end()
        elif m.start() >= harm[1]:
            end = m.start()
            break
    before = text.rfind("\n", 0, sentence[0]) + 1
    after = text.find("\n", sentence[1])
    return (start, end), sentence, (before, after if after >= 0 else len(text))


def _of_document(
    text: str, places: Sequence[Place], dateline: Dateline | None, language: str
) -> tuple[str | None, Ladder | None]:
    """Return the dateline's place if it is a settlement, or the place that the report supports most.

    Mentions count, the first lines double, a body that serves a place half; what lies nearer to a point wins.
    """
    governing = {_identity(p) for p in places if _governs(text, p, language)}
    scenes = {_identity(p) for p in places if _is_scene(text, p, language)}
    clubs = {_identity(p) for p in places if _words(language).of_a_club.match(text, p.span[1])}
    places = [p for p in places if _identity(p) not in (governing | clubs) - scenes]
    if not places:
        return None, None
    if dateline is not None:
        at_head = [p for p in places if _heads(dateline, p)]
        if at_head:
            return min(at_head, key=lambda p: (_rank(p, language), p.span)).id, "document"
    weight: dict[str, float] = defaultdict(float)
    mention: dict[str, Place] = {}
    for p in places:
        name = _identity(p)
        value = 0.5 if p.relation == _IN_A_NAME else 1.0 if _is_scene(text, p, language) else 0.4
        weight[name] += value * (2 if p.span[0] < 300 else 1)
        if name not in mention or (mention[name].relation == _IN_A_NAME and p.relation != _IN_A_NAME):
            mention[name] = p
    best = min(weight, key=lambda n: (_group(mention[n], language), -weight[n], mention[n].span))
    return mention[best].id, "document"
