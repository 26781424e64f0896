"""What a toll claim's words say of the people it tells of: one or many, named, told again, or told of as others.

In:  the text and toll claims.    Out: Mentions in text order, for events.telling.
Words live in languages/<code>/constructions.csv, room "people_told".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted.languages import constructions, given_names, harms, persons, table
from recounted.languages.constructions import word_class
from recounted.languages.en import asides, rules
from recounted.model import TollClaim

OPENING = 215  # characters from the first person told of within which all are; tuned on gvdb_train by bench/toll.py

_BESIDE = re.compile(r"[,(].*")  # ages, appositions
_NAME = re.compile(r"\b[A-Z][\w'’-]*[a-z][\w'’-]*")


class _Words(NamedTuple):
    """Constructions of the room "people_told"."""

    added: re.Pattern[str]  # "another man"
    also: re.Pattern[str]  # "two clerks | were also hurt"
    other: re.Pattern[str]  # "the other"
    someone: re.Pattern[str]  # "one of the men", "a man"
    of_them: re.Pattern[str]  # "one of them"
    of_those: re.Pattern[str]  # "seven | of the 12 wounded"
    of_the_dead: re.Pattern[str]
    definite: re.Pattern[str]  # "the man", "he"
    definite_before: re.Pattern[str]  # "the | three men"
    indefinite: re.Pattern[str]
    the: re.Pattern[str]
    pronoun: re.Pattern[str]
    related: re.Pattern[str]  # "his wife"
    risen: re.Pattern[str]
    joins: re.Pattern[str]
    reflexive: re.Pattern[str]
    ere: re.Pattern[str]  # "killing a clerk | before | he was shot dead"
    both: re.Pattern[str]  # "both of the dead" are no two told of last
    age: re.Pattern[str]
    predicate: re.Pattern[str]  # "died", "pronounced dead"
    sentence_end: re.Pattern[str]  # what may end one is looked for first: the look-behinds are slow
    joined: re.Pattern[str]
    clause: re.Pattern[str]  # "A man fell dead|, while | a man died later"
    apposed: re.Pattern[str]
    possessive: re.Pattern[str]
    rank: re.Pattern[str]  # "a third man"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "people_told", language)


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
    also: bool  # by "also" alone
    otherwise: bool  # added to people of its sentence harmed otherwise: "six died and four others are missing"
    rank: int  # "a third man": three at least are told of
    of_them: bool
    of_the_dead: bool
    definite: bool
    both: bool  # "both", "both men"
    pronoun: bool
    related: bool  # "his wife": somebody else than he
    reflexive: bool  # "himself"
    object: bool  # of an active deed right before: "killed | a clerk"
    names: frozenset[str]
    listed: bool  # a list that names each: "Odd Ness and his wife Ane"
    noun: str | None
    gender: str
    age: int | None
    predicate: bool
    several: bool  # sums up several events: "in two separate shootings"
    left: bool  # told of after the report left its event: "It was the town's third homicide this year."
    aside: bool  # handed to another time or event: "in an unrelated case"
    introduced: bool  # by a name that the report's opening has
    risen: bool  # the figure at which a toll stands now: "rose to | ten"
    placed: bool  # a bare figure with a place of its own: the "nine in Halvet" of a list of places
    sentence: int  # offset of the last sentence end before it
    after: str  # id of the claim whose mention stands before it
    opening: str  # what stands between the end of the mention before it and this one, in this text

    @property
    def bounds(self) -> tuple[int, int | None]:
        """The (least, most) people that the claim says; one where a word of harm tells of one person."""
        return (self.low, self.low) if self.claim.low is None else (self.claim.low, self.claim.high)

    def joined_to(self, before: Mention, language: str = "en") -> bool:
        """Tell whether "and" joins this to the mention right before it: two people, however alike."""
        return self.after == before.claim.id and bool(_words(language).joined.fullmatch(self.opening))

    def of_another_clause(self, before: Mention, language: str = "en") -> bool:
        """Tell whether a clause of its own says of how many more it is so: "Six fell dead, while | two died later"."""
        own = self.after == before.claim.id and self.effect == before.effect == "killed" and not self.of_them
        own = own and self.sentence == before.sentence and not self.definite and not self.pronoun
        return own and self.claim.trigger != before.claim.trigger and bool(_words(language).clause.search(self.opening))

    def listed_with(self, other: Mention) -> bool:
        """Tell whether both are figures of one list of places: "killed 14 in Orsk and nine in Halvet"."""
        one = self.sentence == other.sentence and self.claim.trigger == other.claim.trigger
        return one and self.placed and other.placed and self.claim.span != other.claim.span

    def is_doer_of(self, before: Mention, language: str = "en") -> bool:
        """Tell whether this is who did it to one told of before in the sentence: "killed his brother, then himself",
        "killing a clerk before he was shot dead"."""
        if before.sentence != self.sentence or not before.object:
            return False
        dead = before.effect == self.effect == "killed" and self.pronoun and self.after == before.claim.id
        return self.reflexive or (dead and bool(_words(language).ere.search(self.opening)))

    def apposed(self, before: Mention, language: str = "en") -> bool:
        """Tell whether this tells the person before it again in one breath: "Grace Mathis, a clerk", "a man as Odd"."""
        same = self.low == before.low == 1 and not self.added
        return same and bool(_words(language).apposed.fullmatch(self.opening))


def read_mentions(
    text: str, claims: list[TollClaim], told: list[TollClaim] | None = None, language: str = "en"
) -> list[Mention]:
    """Return the claims as mentions in text order; joint harm and ranges count by their least. told: all that the
    report claims of the event, whatever the effect."""
    if not claims:  # most families of effects of most events: the scans of the whole text below took a fifth of a read
        return []
    out = sorted((_mention(text, claim, language) for claim in claims), key=lambda m: (m.at, m.claim.id))
    out = _printed_once(text, out)
    first = out[0].at
    left = min((at for at in asides.departures(text, language) if at > first), default=len(text))
    closed = asides.closing(text, first, language)
    begins = min((m.at for m in out if not m.bare), default=first)
    opened = frozenset(word.lower() for word in _NAME.findall(text, 0, begins + OPENING))
    ends = [m.at + (len(m.claim.as_said) if m.claim.low is not None else 0) for m in out]
    summed = {m.claim.id for m in out if m.several}
    harmed = [(c.span[0], c.effect) for c in (told or claims) if c.low is not None]
    return [
        m._replace(
            several=m.several or (m.low > 1 and m.claim.same_people in summed),
            added=m.added and not _is_other_than_doer(text, m, out[:n], language),
            otherwise=m.added and any(m.sentence <= at < m.at and e != m.effect for at, e in harmed),
            left=m.at > left,
            aside=(m.aside and n > 0) or m.at > closed,
            introduced=any(name in opened for name in m.names),
            opening=text[ends[n - 1] : m.at] if n else "-",
            after=out[n - 1].claim.id if n else "",
        )
        for n, m in enumerate(out)
    ]


def _is_other_than_doer(text: str, mention: Mention, before: list[Mention], language: str) -> bool:
    """Tell whether "another" is another than who did it, and not than those told hurt before: "one of the grooms shot
    | the other", "a groom shot | another man"."""
    known, harm = _words(language), mention.claim.trigger
    if harm is None or harm[1] + 1 != mention.at or not known.other.match(mention.words):
        return False
    if any(m.sentence == mention.sentence for m in before) or rules.is_passive(text, harm, language):
        return False
    people = persons.nouns(language)
    for one in known.someone.finditer(text, mention.sentence, harm[0]):
        found = [people[word] for word in one["who"].lower().split() if word in people]
        if any(noun.kind in ("noun", "generic") for noun in found):
            return True
    return False


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
    known, (words, at, told) = _words(language), (claim.as_said, claim.span[0], claim.low)
    if claim.low is None and claim.trigger and claim.effect in ("killed", "injured"):
        person = rules.sufferer(text, claim.trigger, persons.nouns(language), language)
        name = rules.subject_name(text, claim.trigger, language)
        if name is not None and (person is None or name.span[0] > person.span[0]):
            person = name if _names(name.words, language) else person
        if person is not None and rules.is_doer(text, person.span, claim.trigger, language):
            person = None  # "a man wanted in connection with a shooting death"
        if person is not None:
            words, at, told = person.words, person.span[0], 1
    trigger = text[slice(*claim.trigger)] if claim.trigger else ""
    found = harms.harm_at(text, claim.trigger, language) if claim.trigger else None
    head = persons.noun(_BESIDE.sub("", words), language)
    full = words.rstrip(",. ")
    # "a Halvet man", "the Orsk, Meshkor, woman" are no names
    common = persons.noun(full, language) is not None and ("," not in full or known.the.match(words) is not None)
    indefinite = known.indefinite.match(words) is not None
    called = told is not None and not common and not indefinite and (claim.qualifier == "named" or told == 1)
    first = words.split(",")[0]
    own = _names(first, language) and persons.noun(first, language) is None  # "Odd Ness, an Orsk man"
    names = _names(first if own else words, language) if called else frozenset()
    age = known.age.search(words)
    several = (told or 0) > 1 and known.joins.search(words) is not None
    gender = "any" if several else persons.gender(words, language)  # "a woman and two boys" are of no one gender
    if gender == "any" and told == 1 and names:
        gender = given_names.gender_of(" ".join(_NAME.findall(first if own else words)), language) or "any"
    added = bool(known.added.search(words)) or rules.is_contrasted(text, claim.span, language)
    also = not added and _is_also(text, words, at, claim, language)
    return Mention(
        claim, claim.effect, words, told or claim.high or 0, at, told is None, bool(found and found[0].act),
        added or also, also, False, _rank(words, language),
        bool(known.of_them.search(words) or known.of_those.match(text, at + len(words))),
        bool(known.of_the_dead.search(words)),
        bool(known.definite.match(words) or known.definite_before.search(text, max(0, at - 12), at)),
        told == 2 and known.both.match(words) is not None,
        bool(known.pronoun.fullmatch(words)), bool(known.related.match(words) and head and head.kind == "noun"),
        bool(known.reflexive.fullmatch(words)), _is_object(text, at, claim, language), names,
        (told or 0) > 1 and claim.qualifier == "named", head.form if head and head.kind == "noun" else None,
        gender,
        int(age[1] or age[2]) if age else None, bool(known.predicate.match(trigger)),
        asides.spans_events(
            text, _sentence(text, at, language), (at, at + len(words)), claim.trigger or claim.span, language
        ),
        False, asides.is_aside(text, (at, at + len(words)), claim.trigger or claim.span, language), False,
        bool(known.risen.search(text, max(0, at - 90), at)), rules.is_placed(text, claim.span, language),
        _sentence(text, at, language), "", "-",
    )  # fmt: skip


def _is_also(text: str, words: str, at: int, claim: TollClaim, language: str) -> bool:
    """Tell whether what is said of people not told of before is added to what was: "two clerks were | also hurt"."""
    known = _words(language)
    again = known.definite.match(words) or known.definite_before.search(text, max(0, at - 12), at)
    return not again and claim.qualifier != "named" and bool(known.also.match(text, at + len(words)))


def _is_object(text: str, at: int, claim: TollClaim, language: str) -> bool:
    """Tell whether words of harm right before people say what is done to them: "killed | a clerk"."""
    harm = claim.trigger
    return harm is not None and harm[1] + 1 == at and not rules.is_passive(text, harm, language)


def _rank(words: str, language: str) -> int:
    """Return how many are told of at least where words count on: three with "a third man"."""
    found = _words(language).rank.match(words)
    if found is None:
        return 1
    number = next(row["value"] for row in table(language, "numbers") if row["form"] == found["rank"].lower())
    return int(float(number))


@functools.lru_cache(maxsize=64)
def _sentence(text: str, at: int, language: str) -> int:
    start = max(0, at - 400)
    # One more than `at`, so that the look-ahead sees the capital that opens the sentence.
    stops = _words(language).sentence_end.finditer(text, start, at + 1)
    return max((stop.end() for stop in stops if stop.end() <= at), default=start)


@functools.cache
def _titles(language: str) -> frozenset[str]:
    return frozenset(row["form"].lower().rstrip(".") for row in table(language, "titles"))


def _names(words: str, language: str) -> frozenset[str]:
    """Return the words of a name in lower case: capitalised, no noun of people.csv, no title of titles.csv."""
    titles = _titles(language)
    known = persons.nouns(language)
    possessive, common = _words(language).possessive, word_class("no_name_word", language)
    found = [possessive.sub("", w.lower()) for w in _NAME.findall(words)]
    return frozenset(w for w in found if w not in known and w not in titles and w not in common)
