"""Finds the names of places in a text, and leaves names of persons, bodies and papers alone.

In:  a text.    Out: Found values in text order: where a name stands, what the gazetteer has for it, what is said of it.
A run of words that is a place's name and more is another's name (the Baltimore Sun, Paris Hilton), unless the rest is
a kind of place (Anbar Province), a state (Austin, Texas) or a body that serves the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from recounted.marks.gazetteer import Gazetteer, fold, within_any
from recounted.marks.place_addresses import COMPASS, COMPASS_POINT, addresses
from recounted.marks.place_around import Around
from recounted.marks.place_found import (
    ADJECTIVAL,
    COMMON_KINDS,
    SHORT_TITLE,
    Found,
    Hint,
)
from recounted.marks.place_runs import ARTICLE, Cutter, Hit, Piece, Token, forms, is_owner, tokens_of
from recounted.marks.place_words import PlaceWords, Setting, setting_before
from recounted.model import Span


def find_names(
    text: str, gazetteer: Gazetteer, words: PlaceWords, persons: Iterable[Span] = (), dateline: Span | None = None
) -> tuple[list[Found], list[Hint]]:
    """Return the names of places in text order, no two overlapping, and the countries and divisions that words hint at
    which are no places of their own: demonyms, states in the names of bodies (country, division or "", weight)."""
    reader = _Reader(text, gazetteer, words, sorted(persons), dateline)
    return reader.read(), sorted(reader.hints)


_SAINTS = re.compile(r"(?:St\.?|Saint) [A-Z]\w+['’]s")


class _Reader:
    """Reads one text; `seen` gathers words that ended the names of persons and bodies, which count as theirs later."""

    def __init__(
        self, text: str, gazetteer: Gazetteer, words: PlaceWords, people: Sequence[Span], dateline: Span | None
    ) -> None:
        self.text, self.gazetteer, self.words, self.dateline, self.people = text, gazetteer, words, dateline, people
        self.cutter = Cutter(text, gazetteer, words)
        self.seen = {fold(w) for a, b in people for w in text[a:b].split()}
        self.found: list[Found] = []
        self.around = Around(text, gazetteer, words, self.cutter, self.found, self.seen)
        self.hints: set[Hint] = set()
        self.waiting: list[tuple[str, Found]] = []
        self.ordinary: dict[str, bool] = {}
        self.borne: set[str] = set()  # names of ships, papers, storms

    def read(self) -> list[Found]:
        streets = addresses(self.text, self.gazetteer, self.words)
        pieces = list(self.cutter.pieces(streets))
        for piece in pieces:  # persons first: their names count wherever they stand
            self._remember(piece)
        for piece in pieces:
            self._read_piece(piece)
        known = {f.key for f in self.found if f.sure and not f.seat}
        for key, found in self.waiting:  # a name that is a place's once is one again
            if key in known:
                self.found.append(found._replace(key=key))
        if (opening := self._unknown_opening()) is not None:
            self.found.append(opening)
        for start, end in streets:
            setting = setting_before(self.text, start, self.words)
            self.found.append(Found((start, end), (), setting.role, setting.relation, "site", True))
        return sorted(self.found, key=lambda f: f.span)

    def _unknown_opening(self) -> Found | None:
        """Return the place of the dateline where the gazetteer has none for it: KHARDAN — …"""
        if self.dateline is None:
            return None
        begin, end = self.dateline
        if any(f.span[0] < end and begin < f.span[1] for f in self.found):
            return None
        tokens = tokens_of(self.text, begin, end)
        if any(self.words.kinds.get(t.key) in ("word", "function", "never") for t in tokens):
            return None
        return Found(self.dateline, (), None, None, None, True)

    # ------------------------------------------------------------ whose name it is

    def _is_function(self, token: Token) -> bool:
        return self.words.kinds.get(token.key) == "function"

    def _noun(self, token: Token) -> str | None:
        return self.words.nouns.get(token.text.casefold())

    def _opening(self, piece: Piece) -> int:
        """Return the number of words before the name: "In Baku", "Police at Sumgait". Compass words belong to it."""
        tokens, first = piece.tokens, 0
        covered = {h.first for h in piece.hits if h.last - h.first > 1}
        if len(tokens) > 2 and tokens[1].text == "of" and 0 not in covered and self._begins_sentence(tokens[0]):
            first = 2 if tokens[0].key.endswith("s") else 0  # "Survivors of Guernica", not "Bank of Scotland"
        while first < len(tokens) and first not in covered:
            token = tokens[first]
            strange = not token.capital and not ARTICLE.match(token.text)
            if not strange and (not self._is_function(token) or token.key in COMPASS):
                break
            first += 1
        return first

    def _begins_sentence(self, token: Token) -> bool:
        before = self.text[max(0, token.start - 3) : token.start].rstrip(" “\"'‘(")
        return not before or before[-1] in ".!?:\n"

    def _is_titled(self, token: Token) -> bool:
        return token.key in self.words.titles and self._noun(token) is None

    def _follows_title(self, start: int) -> bool:
        """Whether a shortened title with its full stop stands before: Mr. Paris."""
        m = SHORT_TITLE.search(self.text, max(0, start - 8), start)
        return m is not None and fold(m.group(1)) in self.words.titles

    def _remember(self, piece: Piece) -> None:
        """Note the last word of a name that is no place's, and its first where that is a given name."""
        for token in piece.tokens:
            if country := self.words.demonyms.get(token.key):
                self.hints.add((country, "", 0.7))
        tokens = piece.tokens[self._opening(piece) :]
        if len(tokens) < 2 or piece.heading or any(h.last - h.first >= len(tokens) for h in piece.hits):
            return
        if self._noun(tokens[-1]) or any(not t.capital or t.key in COMMON_KINDS for t in tokens):
            return
        if tokens[0].key in self.words.demonyms or (len(piece.hits) > 1 and self._side_by_side(piece)):
            return
        self.seen.update(key for key, _ in forms(tokens[-1]))
        if self.words.kinds.get(tokens[0].key) == "given":
            self.seen.add(tokens[0].key)

    def _read_piece(self, piece: Piece) -> None:
        first, tokens = self._opening(piece), piece.tokens
        if first >= len(tokens):
            return
        if any(a < tokens[-1].end and tokens[first].start < b for a, b in self.people):
            return
        name = fold(self.text[tokens[first].start : tokens[-1].end])
        if {name, name.removesuffix("'s"), name.removesuffix("'")} & self.words.names_of_bodies:
            return
        if self._is_borne(tokens[first]):
            return
        if self._is_saint_s(tokens[first:]):
            self._site(tokens[first:])
            return
        hits = [h for h in piece.hits if h.first >= first]
        piece = Piece(tokens, hits, piece.heading)
        whole = any(h.first == first and h.last == len(tokens) for h in hits)
        if (not whole and self._is_titled(tokens[first])) or self._follows_title(tokens[first].start):
            return
        rest = [n for n in range(first, len(tokens)) if not any(h.first <= n < h.last for h in hits)]
        if not hits:
            self._read_unknown(tokens[first:], piece.heading)
        elif rest:
            self._read_mixed(piece, first)
        elif len(hits) > 1 and self._is_body(tokens[hits[0].last :]):
            self._take(piece, hits[0], seat=True)  # "the Lafayette Patrol", though there is a hamlet of Patrol
        elif len(hits) == 1 or self._side_by_side(piece):
            for hit in hits:
                self._take(piece, hit)
        elif self._named_as_place(setting_before(self.text, tokens[first].start, self.words), tokens[first]):
            self._read_unknown(tokens[first:])

    def _is_borne(self, token: Token) -> bool:
        """Whether a name is that of a ship, a paper or a storm: "the ferry Estonia", and the Estonia after that."""
        before = self.text[max(0, token.start - 24) : token.start].split()
        named = bool(before) and before[-1].casefold() in self.words.name_bearers
        if named:
            self.borne.add(token.key)
        return named or (token.key in self.borne and bool(before) and before[-1].casefold() == "the")

    def _is_saint_s(self, tokens: Sequence[Token]) -> bool:
        """Whether a saint's possessive behind "at" is a church or a hospital: "at St George's, four nurses died"."""
        start, end = tokens[0].start, tokens[-1].end
        return self.text.endswith("at ", 0, start) and _SAINTS.fullmatch(self.text, start, end) is not None

    def _side_by_side(self, piece: Piece) -> bool:
        """Whether names side by side are a town and its state (Austin Texas) or two ends of a line (Baku-Tbilisi)."""
        for one, other in zip(piece.hits, piece.hits[1:], strict=False):
            hyphen = self.text[one.end : piece.tokens[other.first].start] in ("-", "‑", "–")
            divisions = [e for e in other.entries if e.level < 3]
            if not hyphen and not within_any(one.entries, divisions):
                return False
        return True

    def _read_mixed(self, piece: Piece, first: int) -> None:
        """Read a place's name within a longer one: kinds of places and bodies that serve one are understood."""
        tokens, hits = piece.tokens, piece.hits
        hit = hits[-1]
        lead, tail = tokens[first : hits[0].first], tokens[hit.last :]
        if not lead and len(hits) > 1 and self._is_body(tokens[hits[0].last :]):
            self._take(piece, hits[0], seat=True)
            return
        if len(lead) == 1 and not tail and len(hits) == 1 and self._is_part(lead[0], hit):
            self._take(piece, hit, part=lead[0])
            return
        if len(lead) == 1 and is_owner(lead[0]) and tokens[-1].text.casefold() in self.words.landmarks:
            self._read_unknown(tokens[first:])  # "Pike's Ford", though there is a Ford
            return
        setting = setting_before(self.text, tokens[first].start, self.words)
        if len(hits) == 2 and {tokens[n].text for n in range(hits[0].last, hit.first)} == {"of"} and not lead + tail:
            if within_any(hits[0].entries, hit.entries):  # the Narrows of Halifax
                for each in hits:
                    self._take(piece, each)
            return
        if len(hits) > 1 or not (self._introduces(lead, hit) if lead else True):
            if self._named_as_place(setting, tokens[first]) and not self._is_body(tail):
                self._read_unknown(tokens[first:])
            elif tail and self._noun(tail[-1]) == "site" and len(tokens) - first <= 5:
                self._site(tokens[first:])
            else:
                self._hint(hits)
            return
        noun = self._noun(tail[0]) if len(tail) == 1 else None
        if not tail:
            named = [n for t in lead if (n := self._noun(t))]
            if named and self._is_body(tokens[-1:]):
                return  # "the Highway Patrol", "the Island Post"
            if named and named[-1] in ("site", "camp", "lake", "sea"):
                self._site(tokens[first:])
            else:
                self._take(piece, hit, noun=named[-1] if named else None)
        elif noun and noun != "site":
            self._take(piece, hit, noun=noun, end=forms(tail[0])[-1][1])
        elif self._noun(tail[-1]) == "site" and len(tail) <= 3:
            self._site(tokens[first:])
        elif self._is_body(tail):
            self._take(piece, hit, seat=True)
        elif piece.heading and setting.role and not any(t.key in self.words.titles for t in tail):
            self._take(piece, hit)
        elif (setting.noun and setting.noun != "site") or self.around.announced(tokens[first].start):
            self._read_unknown(tokens[first:])
        else:
            self._hint(hits)

    def _is_part(self, lead: Token, hit: Hit) -> bool:
        """Whether a compass word before a place's name means a part of it: South Memphis, North Kosovo."""
        top = hit.entries[0]
        return bool(COMPASS_POINT.match(lead.key)) and (top.population >= 50000 or top.level < 2)

    def _named_as_place(self, setting: Setting, token: Token) -> bool:
        if setting.noun or self.around.announced(token.start):
            return True
        return setting.role in ("inside", "near") and token.key in COMPASS

    def _introduces(self, lead: list[Token], hit: Hit) -> bool:
        """Whether words may stand before a place's name without making another name: Syrian, Northern, City of."""
        if lead[-1].text == "of" and not (len(lead) > 1 and self._noun(lead[-2])):
            return False
        for token in lead:
            part = token.key in COMPASS or token.key.endswith("ern")
            if part and hit.entries[0].level > 1:
                return False
            known = token.key in self.words.demonyms or self._is_function(token) or self._noun(token)
            if not known and token.text not in ("of", "the"):
                return False
        return True

    def _is_body(self, tail: list[Token]) -> bool:
        words = [t.text.casefold() for t in tail]
        return any(" ".join(words[:size]) in self.words.bodies for size in (2, 1))

    def _hint(self, hits: list[Hit]) -> None:
        """Note the country and state of a name within a body's name: Indiana State Police."""
        for hit in hits:
            top = hit.entries[0]
            plain = hit.key not in self.seen and self.words.kinds.get(hit.key) not in ("given", "word")
            if top.level < 2 and top.country and plain:
                self.hints.add((top.country, top.admin if top.level else "", 0.7))

    # ------------------------------------------------------------ taking a name

    def _take(
        self, piece: Piece, hit: Hit, noun: str | None = None, end: int | None = None, seat: bool = False,
        part: Token | None = None,
    ) -> None:  # fmt: skip
        text, words = self.text, self.words
        start, stop = piece.tokens[hit.first].start, end or hit.end
        if ADJECTIVAL.match(text, stop):
            return
        setting = setting_before(text, part.start if part else start, words)
        if part is not None:
            setting = Setting(setting.role, setting.relation or part.text.casefold(), None)
        after = self.around.after(stop)
        if noun is None:
            noun = next((words.nouns[f] for f in after if words.nouns.get(f, "site") != "site"), None)
            seat = seat or (setting.role is None and any(f in words.bodies for f in after))
        kind = noun or setting.noun
        opening = self.dateline is not None and self.dateline[0] <= start < self.dateline[1]
        listed = self.around.listed(start)
        if listed is not None and setting.role is None:
            setting, kind = self.around.inherited(listed, start, kind)
        sure = bool(setting.role or kind or opening or listed)
        if sure and not seat:
            if not self.around.fits(hit, text[start:stop], kind, opening):
                return
        elif not self.around.stands_alone(hit, text[start:stop], stop, seat):
            if hit.key not in self.seen and words.kinds.get(hit.key) != "word":
                self.waiting.append(
                    (hit.key, Found((start, stop), hit.entries, setting.role, setting.relation, kind, False))
                )
            return
        self._keep(Found((start, stop), hit.entries, setting.role, setting.relation, kind, sure, seat))

    def _keep(self, found: Found) -> None:
        """Add a name, and the shortened state after it."""
        self.found.append(found._replace(key=fold(self.text[slice(*found.span)])))
        short = self.around.shortened_after(found.span[1])
        if short is None:
            return
        (start, end), states = short
        if self.text[start:end].endswith(".") and " " not in self.text[start:end]:
            return  # read as a name of its own
        if not found.entries or within_any(found.entries, states) or "." in self.text[start:end]:
            self.found.append(Found((start, end), states, None, None, "region", True))

    # ------------------------------------------------------------ names that the gazetteer does not have

    def _site(self, tokens: list[Token]) -> None:
        span = (tokens[0].start, forms(tokens[-1])[-1][1])
        setting = setting_before(self.text, span[0], self.words)
        self.found.append(Found(span, (), setting.role, setting.relation, "site", True))

    def _read_unknown(self, tokens: list[Token], heading: bool = False) -> None:
        """Keep a name that only the words around make a place's: "the village of X", "in X", "X district"."""
        words = self.words
        start, end = tokens[0].start, forms(tokens[-1])[-1][1]
        setting = setting_before(self.text, start, words)
        noun = self._noun(tokens[-1]) if len(tokens) > 1 else None
        if noun and self._is_body(tokens):
            return  # "Pakistan's Meteorological Department"
        if noun:
            if noun != "site" or (setting.role and len(tokens) <= 5):
                self.found.append(Found((start, end), (), setting.role, setting.relation, noun, True))
            return
        if (
            len(tokens) > 4
            or (len(tokens) == 1 and self._noun(tokens[0]))
            or any(self._never(t) for t in tokens)
            or ADJECTIVAL.match(self.text, end)
        ):
            return
        after = next((words.nouns[f] for f in self.around.after(end) if f in words.nouns), None)
        if after == "site":
            if setting.role in ("inside", "near") and not heading:
                form = next(f for f in self.around.after(end) if f in words.nouns)
                span = (start, self.text.index(form.split()[-1], end) + len(form.split()[-1]))
                self.found.append(Found(span, (), setting.role, setting.relation, "site", True))
            return
        listed, short = self.around.listed(start), self.around.shortened_after(end)
        kind = after or setting.noun
        if kind is None and listed is not None and setting.role is None and self.around.announced(start):
            setting, kind = self.around.inherited(listed, start, None)
        stated = kind is not None or (short and (setting.role or "." in self.text[slice(*short[0])]))
        placed = setting.role in ("inside", "near") and not heading
        if not stated and not (placed and self._may_be_new(tokens, self.text[start:end])):
            key = fold(self.text[start:end])
            if key not in self.seen:
                self.waiting.append((key, Found((start, end), (), None, None, None, False)))
            return
        self._keep(Found((start, end), (), setting.role, setting.relation, kind, True))

    def _never(self, token: Token) -> bool:
        return (
            any(self.words.kinds.get(key) == "never" for key, _ in forms(token))  # "in Tuesday's earthquake"
            or token.key in self.words.demonyms
            or token.key in self.words.titles
        )

    def _may_be_new(self, tokens: list[Token], printed: str) -> bool:
        """Whether an unknown name after "in" or "near" is taken for a place: no abbreviation, no person, and nowhere
        else in the text an ordinary word."""
        before = self.text[max(0, tokens[0].start - 8) : tokens[0].start]
        if before.endswith(("\n", "at the ")) or (before.endswith("at ") and len(tokens) > 1):
            return False  # "at Chalk Lines" is a business as often as a place; a line break may end a headline
        if len(printed) < 3 or (printed.isupper() and len(printed) < 6) or len(tokens) > 3:
            return False
        if any(t.key in self.seen and len(tokens) > 1 and n < len(tokens) - 1 for n, t in enumerate(tokens)):
            return False
        if any(t.text == "of" for t in tokens) or self.words.kinds.get(tokens[0].key) == "given":
            return False
        low = printed.lower()
        if low not in self.ordinary:
            self.ordinary[low] = re.search(rf"\b{re.escape(low)}\b", self.text) is not None
        return not self.ordinary[low]
