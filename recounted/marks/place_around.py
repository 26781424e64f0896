"""Says what stands around the name of a place and what it tells of it: a list, a state behind it, a noun, nothing.

In:  a text, the names found so far.    Out: yes or no, or what the name has from its neighbours.
"""

from __future__ import annotations

from recounted.marks.gazetteer import Entry, Gazetteer, fold, within_any
from recounted.marks.place_found import HELD, LISTED, NOUN_AFTER, SPEAKING, Found
from recounted.marks.place_runs import Cutter, Hit, patterns, tokens_of
from recounted.marks.place_words import PlaceWords, Setting, setting_before
from recounted.model import Span


class Around:
    """Looks around names in one text. found, seen: shared with the reader of names, who adds to them: the names of
    places so far, and words that are of the names of persons and bodies."""

    def __init__(
        self, text: str, gazetteer: Gazetteer, words: PlaceWords, cutter: Cutter, found: list[Found], seen: set[str]
    ) -> None:
        self.text, self.gazetteer, self.words, self.cutter = text, gazetteer, words, cutter
        self.found, self.seen = found, seen

    def after(self, stop: int) -> list[str]:
        """Return the two small words and the one small word that follow."""
        m = NOUN_AFTER.match(self.text, stop)
        if m is None:
            return []
        return [f"{m.group(1)} {m.group(2)}", m.group(1)] if m.group(2) else [m.group(1)]

    def inherited(self, listed: Found, start: int, kind: str | None) -> tuple[Setting, str | None]:
        """Return what a name has from the one before it in a list: "north of A and B"; a comma ends the relation."""
        comma = "," in self.text[listed.span[1] : start] and not self.announced(start)
        many = self.announced(start)
        return Setting(listed.role, None if comma else listed.relation, None), kind or (listed.kind if many else None)

    def listed(self, start: int) -> Found | None:
        """Return the name before, if both stand in one list."""
        last = self.found[-1] if self.found else None
        if last is None or not 0 < start - last.span[1] < 30 or not last.sure or last.seat:
            return None
        return last if LISTED.fullmatch(self.text, last.span[1], start) else None

    def announced(self, start: int) -> bool:
        """Whether a noun announced the list that reaches to offset start: "the villages of A, B and"."""
        at, begin = len(self.found), start
        least = max(0, at - 60)  # a list of thousands of names is not walked to its head from each of them
        while at > least and LISTED.fullmatch(self.text, self.found[at - 1].span[1], begin):
            at -= 1
            begin = self.found[at].span[0]
        return setting_before(self.text, begin, self.words).many

    def shortened_after(self, stop: int) -> tuple[Span, tuple[Entry, ...]] | None:
        """Return the shortened name of a state that follows ("Franklin, Ind."), and the state."""
        m = self.words.shortened.match(self.text, stop)
        if m is None:
            return None
        name, country = self.words.abbreviations[m.group(1)]
        return m.span(1), tuple(e for e in self.gazetteer.find(fold(name)) if e.country == country and e.level == 1)

    def contained_after(self, stop: int, entries: tuple[Entry, ...]) -> bool:
        """Whether a state or country that holds the place follows: "Reading, Pa.", "Mobile, Alabama"."""
        if (short := self.shortened_after(stop)) is not None:
            return within_any(entries, short[1])
        comma = HELD.match(self.text, stop)
        run = patterns()[0].match(self.text, comma.end()) if comma else None
        if run is None:
            return False
        hit = self.cutter.longest(tokens_of(self.text, run.start(), run.end()), 0)
        return hit is not None and within_any(entries, [e for e in hit.entries if e.level < 3])

    def fits(self, hit: Hit, printed: str, kind: str | None, opening: bool) -> bool:
        """Whether a name in a place's position is one: "in Reading" is, "in Hope" may not be."""
        top = hit.entries[0]
        word = self.words.kinds.get(hit.key)
        if kind or opening or top.level == 0 or any(e.own for e in hit.entries) or (top.level == 1 and word != "word"):
            return True
        if word == "word" or (printed.isupper() and len(printed) < 5):
            return top.population >= 5000
        return True

    def stands_alone(self, hit: Hit, printed: str, stop: int, seat: bool) -> bool:
        """Whether a name without place words around it is a place's: countries and known cities are."""
        top, word = hit.entries[0], self.words.kinds.get(hit.key)
        if self.contained_after(stop, hit.entries):
            return True
        if hit.key in self.seen or (word in ("given", "family") and SPEAKING.match(self.text, stop)):
            return False
        if seat:
            return word != "word" or top.population > 50000
        if top.level == 0:
            return True
        if word == "word" or (printed.isupper() and len(printed) < 5):
            return False
        if word in ("given", "family"):
            return top.population >= 300000 and not top.alternate
        if top.own:  # a village's short name is too often a person's: Meja, Rais
            return top.kind not in ("village", "camp") or " " in hit.key or len(hit.key) > 6
        return top.population >= (100000 if top.alternate or top.level == 1 else 15000)
