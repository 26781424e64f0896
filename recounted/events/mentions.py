"""What a toll claim's words say of the people it tells of: one or many, named, told again, or told of as others.

In:  the text and toll claims.    Out: Mentions in text order, for events.telling.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted.languages import harms, persons, table
from recounted.languages.en import asides, rules
from recounted.model import TollClaim

OPENING = 215  # characters from the first person told of within which all are; tuned on gvdb_train by bench/toll.py

_ADDED = re.compile(r"\b(?:another|others?|more|further|additional|second|third|fourth|fifth|else)\b", re.I)
_OF_THEM = re.compile(r"\bof (?:them|whom|those|these|the \w+)\b|\bthem\b", re.I)
_DEFINITE = re.compile(
    r"^(?:the|this|that|his|her|their|its|he|she|him|himself|herself|who|both|[A-Z][\w'’]+['’]s)\b",
    re.I,
)
_PRONOUN = re.compile(r"he|she|him|her|himself|herself", re.I)
_RELATED = re.compile(r"(?:his|her|their) \w", re.I)
_BOTH = re.compile(r"both\b(?!.*\b(?:and|dead|killed)\b)", re.I)  # "both of the dead" are no two told of last
_FIRST = re.compile(r"\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b", re.I)
_NAME = re.compile(r"\b[A-Z][\w'’-]*[a-z][\w'’-]*")
_AGE = re.compile(r"\b(\d{1,3})[- ]year|(?:, ?|\(|aged )(\d{1,3})\b")
_PREDICATE = re.compile(
    r"^(?:later |has |had )?(?:died|dead|pronounced|declared|succumbed|killed|dies|passed|shot and killed|"
    r"fatally|found dead|deceased|perished|shot to death|expired|murdered)",
    re.I,
)


class Mention(NamedTuple):
    """One claim read for whom it tells of.

    words: of the people; low: how many, "up to nine" told as nine; at: offset of its words; bare: harm without a
    number; act: shot, stabbed; added: "another man"; of_them: "one of them"; definite: "the man", "he"; names: name
    words but titles; age in years; predicate: "died", "pronounced dead".
    """

    claim: TollClaim
    effect: str
    words: str
    low: int
    at: int
    bare: bool
    act: bool
    added: bool
    rank: int  # "a third man": three at least are told of
    of_them: bool
    definite: bool
    both: bool  # "both", "both men"
    pronoun: bool
    related: bool  # "his wife": somebody else than he
    names: frozenset[str]
    noun: str | None
    gender: str
    age: int | None
    predicate: bool
    several: bool  # sums up several events: "in two separate shootings"
    left: bool  # told of after the report left its event: "It was the town's third homicide this year."
    aside: bool  # handed to another time or event: "in an unrelated case"
    introduced: bool  # by a name that the report's opening has
    placed: bool  # a bare figure with a place of its own: the "nine in Halvet" of a list of places
    sentence: int  # offset of the last sentence end before it
    after: str  # id of the claim whose mention stands before it
    opening: str  # what stands between the end of the mention before it and this one, in this text

    @property
    def bounds(self) -> tuple[int, int | None]:
        """The (least, most) people that the claim says; one where a word of harm tells of one person."""
        return (self.low, self.low) if self.claim.low is None else (self.claim.low, self.claim.high)

    def joined_to(self, before: Mention) -> bool:
        """Tell whether "and" joins this to the mention right before it: two people, however alike."""
        return self.after == before.claim.id and bool(_JOINED.fullmatch(self.opening))

    def listed_with(self, other: Mention) -> bool:
        """Tell whether both are figures of one list of places: "killed 14 in Orsk and nine in Halvet"."""
        one = self.sentence == other.sentence and self.claim.trigger == other.claim.trigger
        return one and self.placed and other.placed and self.claim.span != other.claim.span

    def apposed(self, before: Mention) -> bool:
        """Tell whether this tells the person before it again in one breath: "Grace Mathis, a clerk", "a man as Odd"."""
        return self.low == before.low == 1 and bool(_APPOSED.fullmatch(self.opening)) and not self.added


def read_mentions(text: str, claims: list[TollClaim], language: str = "en") -> list[Mention]:
    """Return the claims as mentions in text order; joint harm and ranges count by their least."""
    if not claims:  # most families of effects of most events: the scans of the whole text below took a fifth of a read
        return []
    out = sorted((_mention(text, claim, language) for claim in claims), key=lambda m: (m.at, m.claim.id))
    out = _printed_once(text, out)
    first = out[0].at
    left = min((at for at in asides.departures(text) if at > first), default=len(text))
    closed = asides.closing(text, first)
    begins = min((m.at for m in out if not m.bare), default=first)
    opened = frozenset(word.lower() for word in _NAME.findall(text, 0, begins + OPENING))
    ends = [m.at + (len(m.claim.as_said) if m.claim.low is not None else 0) for m in out]
    return [
        m._replace(
            left=m.at > left,
            aside=(m.aside and n > 0) or m.at > closed,
            introduced=any(name in opened for name in m.names),
            opening=text[ends[n - 1] : m.at] if n else "-",
            after=out[n - 1].claim.id if n else "",
        )
        for n, m in enumerate(out)
    ]


COPY = 40  # characters that are no chance where a page has them twice


def _printed_once(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions without those that what follows tells word for word before: a page that prints its report
    twice."""
    out: list[Mention] = []
    for mention in mentions:
        end = mention.at + len(mention.words)
        following = text[end - 1 : end - 1 + COPY]
        if not out or len(following) < COPY or text.find(following, 0, end + COPY - 2) < 0:
            out.append(mention)
    return out


def _mention(text: str, claim: TollClaim, language: str) -> Mention:
    words, at, told = claim.as_said, claim.span[0], claim.low
    if claim.low is None and claim.trigger and claim.effect in ("killed", "injured"):
        person = rules.sufferer(text, claim.trigger, persons.nouns(language))
        name = rules.subject_name(text, claim.trigger)
        if name is not None and (person is None or name.span[0] > person.span[0]):
            person = name if _names(name.words, language) else person
        if person is not None and rules.is_doer(text, person.span, claim.trigger):
            person = None  # "a man wanted in connection with a shooting death"
        if person is not None:
            words, at, told = person.words, person.span[0], 1
    trigger = text[slice(*claim.trigger)] if claim.trigger else ""
    found = harms.harm_at(text, claim.trigger, language) if claim.trigger else None
    head = persons.noun(re.sub(r"[,(].*", "", words), language)
    full = words.rstrip(",. ")
    # "a Halvet man", "the Orsk, Meshkor, woman" are no names
    common = persons.noun(full, language) is not None and ("," not in full or words.startswith(("The ", "the ")))
    indefinite = re.match(r"(?:an?|one|another)\b", words, re.I) is not None
    known = told is not None and not common and not indefinite and (claim.qualifier == "named" or told == 1)
    first = words.split(",")[0]
    own = _names(first, language) and persons.noun(first, language) is None  # "Odd Ness, an Orsk man"
    names = _names(first if own else words, language) if known else frozenset()
    age = _AGE.search(words)
    return Mention(
        claim, claim.effect, words, told or claim.high or 0, at, told is None, bool(found and found[0].act),
        bool(_ADDED.search(words)) or rules.is_contrasted(text, claim.span), _rank(words),
        bool(_OF_THEM.search(words)), bool(_DEFINITE.match(words)),
        told == 2 and _BOTH.match(words) is not None,
        bool(_PRONOUN.fullmatch(words)), bool(_RELATED.match(words) and head and head.kind == "noun"), names,
        head.form if head and head.kind == "noun" else None, persons.gender(words, language),
        int(age[1] or age[2]) if age else None, bool(_PREDICATE.match(trigger)),
        asides.spans_events(text, _sentence(text, at), (at, at + len(words)), claim.trigger or claim.span),
        False, asides.is_aside(text, (at, at + len(words)), claim.trigger or claim.span),
        False, rules.is_placed(text, claim.span), _sentence(text, at), "", "-",
    )  # fmt: skip


_RANKS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_RANK = re.compile(rf"(?:an?|the) ({'|'.join(_RANKS)})\b", re.I)


def _rank(words: str) -> int:
    found = _RANK.match(words)
    return _RANKS.index(found[1].lower()) + 2 if found else 1


_SENTENCE = re.compile(
    r"(?=[.!?])"  # looked for first: the look-behinds are slow
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bJr)(?<!\bSgt)(?<!\bLt)(?<!\bSt)[.!?][”\"’')]*\s+(?=[“\"‘(]*[A-Z\d])|"
    r"\n",
)


@functools.lru_cache(maxsize=64)
def _sentence(text: str, at: int) -> int:
    start = max(0, at - 400)
    # One more than `at`, so that the look-ahead sees the capital that opens the sentence.
    return max((stop.end() for stop in _SENTENCE.finditer(text, start, at + 1) if stop.end() <= at), default=start)


@functools.cache
def _titles(language: str) -> frozenset[str]:
    return frozenset(row["form"].lower().rstrip(".") for row in table(language, "titles"))


def _names(words: str, language: str) -> frozenset[str]:
    """Return the words of a name in lower case: capitalised, no noun of people.csv, no title of titles.csv."""
    titles = _titles(language)
    known = persons.nouns(language)
    found = [re.sub(r"['’]s?$", "", w.lower()) for w in _NAME.findall(words)]
    return frozenset(w for w in found if w not in known and w not in titles and w not in _COMMON)


_JOINED = re.compile(r"; |[,;]? ?(?:and|&|as well as|along with|plus)\s+(?:\w+\s+)?")
_APPOSED = re.compile(r"(?:, ?|,? (?:later )?identified as |,? as | ?\()(?:\d{1,2}, )?")
_COMMON = frozenset(
    "a an the one two three four five six another first second third his her their both no of jr sr and".split()
)
