"""Reads the words that number people: "at least 41 people", "dozens of villagers", "his wife and two sons".

In:  a phrase as marked, a table of bounds.    Out: Count, the least and most people that the words can mean.
Words live in languages/<code>/numbers.csv, hedges.csv and people.csv; vague numbers take kinds/bounds.

    count   = conjunct (("and" | "," | "&") conjunct)*          two men and a woman: 3
    conjunct = hedge* number [to number] hedge* noun*           between 10 and 20 soldiers
             | (a | the | his …) singular noun                  a man, his wife
             | Name                                             Sgt P. Dolnik
"""

from __future__ import annotations

import functools
import re

from recounted.kinds import Bounds, Count, Numbered, bounded
from recounted.languages import persons, table
from recounted.marks import extents, phrases, uncounted, unread
from recounted.marks.figures import Figures, Number
from recounted.model import Qualifier, Reading, Unit


def read_count(words: str, bounds: Bounds, language: str = "en") -> Count:
    """Return what a phrase that numbers people says.

    words: as printed, e.g. "at least 1,200 people"; ages, and what follows "who", "in", "from", are passed over.
    Raises ValueError if words hold no number of people ("the victims", "many"): silence is not zero.
    Source: languages/<language>/numbers.csv, hedges.csv, people.csv; an example proves each row.
    """
    fold = phrases.fold(words, language)
    if fold is not None:
        return Count(fold, fold, "exact", "person", None)  # the "triple" of a triple murder
    tokens = phrases.tokens(_without_age(words, language), language)
    found = _Reader(tokens, bounds, language).whole()
    if found is None:
        raise ValueError(f"{words!r} holds no number of people; leave it unspecified")
    return found


_AGES = re.compile(r",? (?:ages?|aged) \d{1,3}(?:(?:,| and|, and) \d{1,3})*")
_BARE_AGE = re.compile(r"(?<=[^\W\d_]) \d{1,2}$")


def _without_age(words: str, language: str) -> str:
    """Return words without an age that no comma parts from whom it is of: "The driver 17", "Two men ages 31 and 35".

    A number at the end is an age behind one person: a name, or a singular noun that nothing numbers.
    """
    words = _AGES.sub("", words)
    age = _BARE_AGE.search(words)
    if age is None:
        return words
    before = words[: age.start()]
    last = before.split()[-1]
    head = persons.noun(before, language)
    one = head is not None and head.kind == "noun" and not head.plural
    named = head is None and last[0].isupper() and len(before.split()) > 1
    counted = any(t.value is not None or phrases.is_number(t.low, language) for t in phrases.tokens(before, language))
    return before if (one or named) and not counted else words


def numbers(text: str, reading: Reading, bounds: Bounds, language: str = "en") -> list[Numbered]:
    """Return the numbers of people that a text's marks hold, in text order; marks that hold none are left out.

    Marks that the encoder broke ("A 33-year-old" … "man") are read as the one noun phrase that they stand in. Whoever
    is said to be aboard a vessel is numbered without a mark.
    """
    out = []
    for phrase, marks in extents.noun_phrases(text, reading, language):
        span = uncounted.counted(text, phrase, language)
        if span is None:
            continue
        behind = any(m.role == "harm" and m.span[0] == span[1] + 1 for m in reading.marks)
        for piece in uncounted.parts(text, span, language) if behind else [span]:
            try:
                out.append(Numbered(piece, marks, read_count(text[slice(*piece)], bounds, language)))
            except ValueError:
                continue
    for span in unread.aboard(text, language):
        if not any(span[0] < n.span[1] and n.span[0] < span[1] and n.count.low for n in out):
            out.append(Numbered(span, (), read_count(text[slice(*span)], bounds, language)))
    return sorted(out, key=lambda n: n.span)


# ---------------------------------------------------------------- the tables


@functools.cache
def _hedges(language: str, place: str) -> dict[tuple[str, ...], Qualifier]:
    rows = (row for row in table(language, "hedges") if row["place"] == place)
    return {tuple(row["form"].split()): row["qualifier"] for row in rows}  # type: ignore[misc]


_OVER = ("person", "people", "others", "other", "more", "further", "additional")


_BEFORE_GROUP = phrases.ARTICLES | phrases.POSSESSIVES | frozenset(
    "of them whom those other others more further additional new these us all and in confirmed reported known".split()
)  # fmt: skip


class _Reader(Figures):
    # ------------------------------------------------ conjuncts

    def whole(self) -> Count | None:
        """Return the sum of the conjuncts, or None; what cannot be counted after "and" belongs to the group."""
        parts: list[Count] = []
        at, end = 0, len(self.tokens)
        if self.low[:1] == ["both"] and "and" in self.low:  # "both Ane Sorli and her son" are two
            pair = _Reader(self.tokens[1:], self.bounds, self.language).whole()
            if pair is not None and pair.low == 2:
                return pair
        while at < end:
            found = self.conjunct(at, first=not parts)
            if found is None:
                if not parts:
                    return None
                break
            count, at = found
            parts.append(count)
            if count.low == 0 and count.high == 0:
                break
            while at < end and self.low[at] not in phrases.JOINS:
                at += 1
            at = self._past_apposition(at, parts[-1])
            if at >= end or not self._joins(at, parts):
                break
            while at < end and self.low[at] in phrases.JOINS:
                at += 1
        return _sum(parts) if parts else None

    def _past_apposition(self, at: int, part: Count) -> int:
        """Return where a list goes on behind whose relative a name is: "Ane Dahl, Odd's wife, and her son" are two."""
        opens = self.low[at + 1 : at + 2]
        if self.low[at : at + 1] != [","] or part.qualifier != "named" or not opens or not opens[0].endswith("'s"):
            return at
        return next((n for n in range(at + 1, len(self.low)) if self.low[n] in phrases.JOINS), len(self.low))

    def _joins(self, at: int, parts: list[Count]) -> bool:
        """Tell whether a conjunct follows: a comma alone opens an apposition unless an "and" ends the list."""
        if self.low[at] == "with":
            return False
        if self.low[at] != ",":
            return not self._same_noun(at)
        rest = self.low[at + 1 :]
        if rest and rest[0] in ("and", "&"):
            return True
        if (
            parts[-1].low == 1
            and parts[-1].unit == "person"
            and parts[-1].qualifier != "named"
            and self._listed(at + 1)
        ):
            return True
        return bool(rest) and rest[0] not in ("a", "an", "the") and "and" in rest and parts[-1].qualifier == "named"

    def _listed(self, at: int) -> bool:
        """Tell whether a list of people goes on at token `at`: "the bride, | the groom and 17 guests", "a clerk, | her
        two sons". One person said otherwise ("a man, a father of two") is no list."""
        if self.low[at : at + 1] and self.low[at] in phrases.POSSESSIVES and self.number(at + 1):
            return True
        found = self.conjunct(at, first=False)
        if found is None:
            return False
        after = found[1]
        while after < len(self.low) and self.low[after] not in phrases.JOINS and not self._stops(after):
            after += 1
        if self.low[after : after + 1] == [","]:
            return self._listed(after + 1)
        opens = self.low[after + 1 : after + 2]
        led = bool(opens) and (opens[0] in phrases.ARTICLES | phrases.POSSESSIVES or self.number(after + 1) is not None)
        return self.low[after : after + 1] == ["and"] and led

    def _same_noun(self, at: int) -> bool:
        """Tell whether "and" joins two adjectives of one person: "a well known and respected member"."""
        before, rest = self.low[:at], self.low[at + 1 :]
        if before[0] not in ("a", "an") or len(before) < 2 or before[-1].endswith("-old") or not rest:
            return False
        if persons.noun(" ".join(before), self.language) or any(token.name for token in self.tokens[1:at]):
            return False
        return not (
            rest[0] in phrases.ARTICLES | phrases.POSSESSIVES or self.tokens[at + 1].name or self.number(at + 1)
        )

    def conjunct(self, at: int, first: bool) -> tuple[Count, int] | None:
        return (None if self._one_of_a_figure(at) else self.numbered(at, first)) or self.single(at, first)

    def _one_of_a_figure(self, at: int) -> bool:
        """Tell whether a figure only tells which one person is meant: "a 7-11 clerk"."""
        if at + 1 >= len(self.low) or self.low[at] not in ("a", "an") or self.tokens[at + 1].value is None:
            return False
        end = next((n for n in range(at, len(self.low)) if self._stops(n) or self.low[n] in phrases.JOINS), None)
        head = persons.noun(" ".join(self.low[at:end]), self.language)
        return head is not None and head.kind == "noun" and not head.plural

    # ------------------------------------------------ hedge number noun

    def numbered(self, at: int, first: bool) -> tuple[Count, int] | None:
        """Read hedge, number, hedge and nouns from token `at`; articles and adjectives may stand before the number."""
        qualifier: Qualifier = "exact"
        start, ranged = at, False
        while at < len(self.tokens):
            if self.low[at] in phrases.JOINS or (self._stops(at) and at > start):
                return None
            if self.low[at] in ("between", "from"):
                ranged = True
            hedge = self._longest(_hedges(self.language, "before"), at)
            if hedge and (self.number(hedge[1]) or self._article(hedge[1])):
                # "an estimated at least 40": the nearer hedge binds
                qualifier, at = hedge
                continue
            number = self.number(at)
            if number:
                break
            if self.tokens[at].name and not first:
                return None
            if self.low[at] == "of" and at > start and (self._aged(at) or self.tokens[at - 1].name):
                return None  # "Odd Ness of 83 Tarn Hill"
            at += 1
        else:
            return None
        said, at = number
        if self._thing(at):
            return None
        if said.zero:
            return Count(0, 0, "exact", "person", self.group(at)[0]), len(self.tokens)
        upper, at = self._upper(at, said, ranged)
        after = self._longest(_hedges(self.language, "after"), at)
        if after and upper is None:
            at = after[1]
            if qualifier == "exact":
                qualifier = after[0]
        group, unit, at = self._group_and_unit(at)
        if qualifier == "exact":
            behind = at + (self.low[at : at + 1] == [","])  # "40 people, at most"
            late = self._longest(_hedges(self.language, "after"), behind)
            if late and self.number(late[1]) is None:
                qualifier, at = late
        if upper is not None and upper.value > said.value:
            return Count(said.value, upper.value, "range", unit, group), at
        if said.vague and qualifier not in ("up_to", "fewer_than"):
            return Count(said.value, None, "vague", unit, group), at
        low, high = bounded(said.value, qualifier)
        return Count(low, high, qualifier, unit, group), at

    def _stops(self, at: int) -> bool:
        """Tell whether the noun phrase ends before token `at`; "of" goes on in "nine of them", "a crew of nine"."""
        return self.low[at] in phrases.STOPS and self.low[at] != "of"

    def _thing(self, at: int) -> bool:
        """Tell whether the number counts things or animals ("27 vehicles", "two dogs")."""
        end = at
        while (
            end < len(self.low)
            and not self._stops(end)
            and self.low[end] not in phrases.JOINS
            and self.low[end] != "of"
        ):
            end += 1
        head = persons.noun(" ".join(self.low[at:end]), self.language) if end > at else None
        return head is not None and head.kind == "thing"

    def _aged(self, at: int) -> bool:
        """Tell whether "of" gives one person's age ("a gentleman of 80") and no size ("a crew of nine")."""
        before = persons.noun(self.low[at - 1], self.language)
        return before is not None and before.kind == "noun" and not before.plural

    def _article(self, at: int) -> bool:
        return at < len(self.low) and self.low[at] in ("a", "an", "the") and self.number(at + 1) is not None

    def _upper(self, at: int, said: Number, ranged: bool) -> tuple[Number | None, int]:
        """Return the upper end of "10 to 20", "between 10 and 20", "four or five", "five, six", "one, possibly two"."""
        if at >= len(self.low):
            return None, at
        links = ("to", "-", "or", ",", "and")
        step = at
        if self.low[step] in links:
            step += 1
        elif self.low[step] != "possibly":
            return None, at
        while step < len(self.low) and self.low[step] in (
            "possibly",
            "perhaps",
            "maybe",
            "even",
            "more",
            "than",
            ",",
            "about",
        ):
            step += 1
        other = self.number(step)
        if other and not other[0].zero and other[0].value > said.value and (ranged or not other[0].vague):
            return other
        return None, at

    def _longest(self, forms: dict[tuple[str, ...], Qualifier], at: int) -> tuple[Qualifier, int] | None:
        for length in range(4, 0, -1):
            words = tuple(self.low[at : at + length])
            if len(words) == length and words in forms:
                return forms[words], at + length
        return None

    # ------------------------------------------------ nouns

    def _group_and_unit(self, at: int) -> tuple[str | None, Unit, int]:
        group, unit = self.group(at)
        while at < len(self.low) and self.low[at] not in phrases.JOINS and not self._stops(at):
            if self._longest(_hedges(self.language, "after"), at):
                break
            at += 1
        return group, unit, at

    def group(self, at: int) -> tuple[str | None, Unit]:
        """Return the wording of whom the number counts (None for "people", "others", "of them") and its unit."""
        end = at
        while end < len(self.low) and not self._stops(end) and self.low[end] != ",":
            if self._longest(_hedges(self.language, "after"), end):
                break
            if self.low[end] in ("and", "&", "plus") and (self.conjunct(end + 1, False) is not None):
                break
            end += 1
        words = [token.text for token in self.tokens[at:end]]
        while words and words[0].lower() in _BEFORE_GROUP:
            words = words[1:]
        if words[-2:] in (["in", "total"], ["in", "all"]):
            words = words[:-2]
        head = persons.noun(" ".join(words), self.language) if words else None
        unit: Unit = "person"
        if head and head.kind in ("body", "family", "household"):
            unit = head.kind  # type: ignore[assignment]
        if (head and head.kind in ("generic", "body", "pronoun")) or (words and words[-1].lower() in _OVER):
            words = (
                words[:-1]
                if len(words) > 1 and head and head.kind == "generic" and words[-2].lower() not in _OVER
                else []
            )
        return (" ".join(words) or None), unit

    # ------------------------------------------------ one person

    def single(self, at: int, first: bool) -> tuple[Count, int] | None:
        """Read "a man", "the victim", "his wife", "he", "Sgt P. Dolnik": one person, or None."""
        return phrases.single(self.tokens, at, first, self.language)


def _sum(parts: list[Count]) -> Count:
    if len(parts) == 1:
        return parts[0]
    low = sum(p.low for p in parts)
    high = None if any(p.high is None for p in parts) else sum(p.high or 0 for p in parts)
    named = all(p.qualifier == "named" for p in parts)
    hedged: Qualifier = next((p.qualifier for p in parts if p.qualifier not in ("exact", "named")), "exact")
    group = " and ".join(p.group_words for p in parts if p.group_words) or None
    return Count(low, high, "named" if named else hedged, parts[0].unit, group)
