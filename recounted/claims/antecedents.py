"""Says for whom a pronoun speaks where no source mark before it does: the subject of the sentence before, a name.

In:  a text, where a pronoun stands, its mention.    Out: words and their span, to be read as a mention.
A subject is taken as centering has it (Grosz, Joshi and Weinstein 1995): who opens the sentence before is whom the next
one's "he", "it" or "they" takes up first, if number, gender and kind agree. Words live in
languages/<code>/constructions.csv, room "antecedents".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted.claims.mentions import Mention, fold, person_name, read_mention, words_of
from recounted.languages import constructions, given_names, persons
from recounted.languages.constructions import word_class
from recounted.model import Span

REACH = 400  # characters before a pronoun in which a person's name may stand who is not a source elsewhere
OPENS = 4  # words of a title before the name with which a paragraph opens


class Words(NamedTuple):
    """Words of a text that name or describe somebody, and where they stand; kind: as a pronoun tells of a name."""

    words: str
    span: Span
    kind: str | None = None


class _Words(NamedTuple):
    """Constructions of the room "antecedents"."""

    male: re.Pattern[str]
    female: re.Pattern[str]
    owned: re.Pattern[str]  # "his lawyer" may be a woman
    and_other: re.Pattern[str]
    which_body: re.Pattern[str]
    named: re.Pattern[str]  # no name goes over the end of a sentence
    body_before: re.Pattern[str]
    described_before: re.Pattern[str]
    told_as: re.Pattern[str]  # "Ivo Maren|, a 22-year-old man"
    author_before: re.Pattern[str]  # "a note left by Brahim in which | he said"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "antecedents", language)


# ---------------------------------------------------------------- gender


def gender(words: str, name: str | None = None, language: str = "en") -> str | None:
    """Return "male" or "female" where a mention's own words say so (a title, a noun, a pronoun), or else the given name
    of the person whom they name, if any; else None."""
    told = _words(language)
    words = words[:1].lower() + words[1:] if words[:3] in word_class("capital_pronoun", language) else words
    owned = told.owned.match(words)
    words = words[owned.end() :] if owned else words
    by_words = "female" if told.female.search(words) else "male" if told.male.search(words) else None
    return by_words or (given_names.gender_of(name, language) if name else None)


def at_odds(one: str | None, other: str | None) -> bool:
    """Say whether two genders are known and differ."""
    return one is not None and other is not None and one != other


# ---------------------------------------------------------------- the subject of the sentence before

_WORD = re.compile(r"[^\W_](?:[\w.’'&-]*[\w])?\.?")
_APPOSED = re.compile(r",\s(?P<who>(?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w’'-]+)(?=,\s)")
LONGEST = 7  # words of a subject


_OPENING = "“\"'‘„«"
_QUOTED = re.compile(r"[“\"'‘„«].*[”\"'’“»],?(?:\s\w+){0,2}", re.DOTALL)  # “…,” said | he
_LEAD = re.compile(r"[^,.;:]{3,80},\s+")  # "Asked about this, Garba laughed."


def subject_before(
    text: str,
    start: int,
    sentences: list[Span],
    mention: Mention,
    language: str,
    known: frozenset[str] = frozenset(),
    spoken: bool = False,
) -> Words | None:
    """Return the subject of the sentence before a pronoun's own, in one paragraph, where it agrees with the pronoun and
    nothing but an adverbial ("In an earlier post on Telegram it said") or the words quoted stand before the pronoun.

    known: surnames, folded, of persons who speak in the report; a name of one word is a subject only if it is one.
    spoken: whether somebody whom the pronoun may mean has spoken in the paragraph already."""
    if mention.head not in word_class("taking_up", language):
        return None
    at = next((n for n, (a, b) in enumerate(sentences) if a <= start < b), None)
    if not at:
        return None
    own, (begin, end) = sentences[at], sentences[at - 1]
    lead = text[own[0] : start].strip()
    quoted = _QUOTED.fullmatch(lead) is not None
    lead = "" if quoted else lead.strip("“\"'‘")
    leading = word_class("leading_in", language)
    if "\n" in text[end : own[0]] or (lead and lead.split()[0].casefold().rstrip(",") not in leading):
        return None
    opening = text[begin:end].split(maxsplit=1)[0].casefold()
    if opening in leading and (passed := _LEAD.match(text, begin, end)):
        begin = passed.end()
    found = _opening(text, begin, end, language, known)
    if found is None or not _agrees(found, mention, text, language):
        return None
    read = read_mention(found.words, language)
    if read.name is None or read.kind != "person":
        # "The victim fell. “…,” he said": not the victim where another speaks; but whoever is new ("A neighbour") is.
        passed_over = quoted and spoken and mention.kind == "person" and read.shape == "definite"
        return None if passed_over else found
    if mention.kind == "organisation":
        return found._replace(kind="organisation")
    at = begin + found.words.rindex(read.name)
    return Words(read.name, (at, at + len(read.name)), "person")


def own_subject(
    text: str,
    start: int,
    sentences: list[Span],
    mention: Mention,
    language: str,
    known: frozenset[str] = frozenset(),
) -> Words | None:
    """Return the subject of a pronoun's own sentence, a person's name or a body, where it agrees: "Deputies shot a man
    who | they said had a knife". What stands in quotation marks is no subject of who speaks behind them.

    known: as in subject_before."""
    takes_up = mention.head in word_class("taking_up", language)
    own = next(((a, b) for a, b in sentences if a < start < b), None) if takes_up else None
    if own is None or text[own[0]] in _OPENING or text[own[0] : start].count("”"):
        return None
    found = _opening(text, own[0], start, language, known)
    if found is None or not _agrees(found, mention, text, language):
        return None
    read = read_mention(found.words, language)
    # "A former officer lied when | he said": whoever is new in a sentence is its "he", too.
    known_here = read.shape in ("name", "indefinite")
    sure = known_here if mention.kind == "person" else read.kind in ("organisation", "group", "outlet")
    return found if sure else None


def _opening(text: str, begin: int, end: int, language: str, known: frozenset[str] = frozenset()) -> Words | None:
    """Return the noun phrase of a speaker that opens a sentence, a name in apposition with it."""
    tables, words = words_of(language), list(_WORD.finditer(text, begin, min(end, begin + 120)))
    if not words or words[0].start() != begin:
        return None
    first, ends = fold(words[0].group()), word_class("subject_closer", language)
    if first in word_class("leading_in", language) or first in word_class("no_subject", language):
        return None
    inner = word_class("determiner", language)
    before = inner | word_class("predeterminer", language)
    stop = None
    for n, word in enumerate(words[:LONGEST]):
        if n and not re.fullmatch(r"\s", text[words[n - 1].end() : word.start()]):
            break
        key = fold(word.group())
        if n and key in word_class("clause_joiner", language):
            return None
        if n and word.group().islower() and key in ends:
            break
        if n and stop is None and key in inner and fold(words[n - 1].group()) not in before:
            return None  # "Orr met | a clerk"
        noun = key in tables.speakers or key.rstrip("s") in tables.speakers or _is_person(key, language)
        named = (n > 0 or key in known) and word.group()[0].isupper()
        if noun or named:
            stop = word
        elif stop is not None and word.group()[0].islower():
            break
    if stop is None or text[stop.end() : stop.end() + 2] in ("'s", "’s") or stop.group().endswith(("'s", "’s")):
        return None
    if _words(language).and_other.match(text, stop.end(), stop.end() + 6):
        return None
    apposed = _APPOSED.match(text, stop.end())
    last = apposed.end("who") if apposed and person_name(apposed["who"], tables) else stop.end()
    return Words(text[begin:last], (begin, last))


def _is_person(noun: str, language: str) -> bool:
    found = persons.noun(noun, language)
    return found is not None and found.kind in ("noun", "generic")


def is_role(words: str, language: str) -> bool:
    """Say whether a subject is known by a role alone ("The senator"), which may be that of somebody named before."""
    read = read_mention(words, language)
    titled = read.head in words_of(language).titles or words_of(language).speakers.get(read.head) == "person"
    noun = persons.noun(read.head, language)  # "the aunt", "the man" and "the victim" are nobody's office
    return read.shape == "definite" and titled and (noun is None or (noun.gender == "any" and noun.kind == "noun"))


def _agrees(found: Words, pronoun: Mention, text: str, language: str) -> bool:
    read = read_mention(found.words, language)
    if read.shape == "pronoun":
        return False
    head = read.head if read.shape != "name" else ""
    plural = bool(head) and (persons.is_plural(head, language) or read.kind == "group")
    if pronoun.kind == "person":
        known = read.shape == "name" or _is_person(head, language) or words_of(language).speakers.get(head) == "person"
        one = read.kind in ("person", "anonymous") and known and not plural
        return one and not at_odds(gender(pronoun.words, language=language), gender(found.words, read.name, language))
    if pronoun.kind == "organisation":
        body = read.kind in ("organisation", "group", "outlet", "document")
        return body or _words(language).which_body.match(text, found.span[1]) is not None
    many = plural or (read.kind == "organisation" and read.head in words_of(language).speakers)  # "Orsk police … they"
    return pronoun.head in word_class("pronoun_of_many", language) and many


# ---------------------------------------------------------------- names

_NAME_BEFORE = re.compile(r"(?P<name>(?:[A-Z][\w.’'-]+ )*[A-Z][\w’'-]*[a-z]),(?: \d{1,3},)?\s+$")


def named_before(text: str, start: int, pronoun: str, language: str) -> Words | None:
    """Return the name that a relative pronoun at start takes up: "Saal, | who denied it", "the Front, | which …"."""
    of_person = pronoun in word_class("relative_of_person", language)
    pattern = _NAME_BEFORE if of_person else _words(language).body_before
    found = pattern.search(text, max(0, start - 80), start)
    tables = words_of(language)
    if found is None:
        return _described_before(text, start, pronoun, language)
    name = found["name"]
    if of_person and (fold(name.split()[-1]) in tables.speakers or fold(name) in tables.metonyms):
        return None
    if pronoun in word_class("relative_of_body", language) and read_mention(name, language).kind == "person":
        return None
    return Words(name, found.span("name"))


def _described_before(text: str, start: int, pronoun: str, language: str) -> Words | None:
    """Return the description that a relative pronoun takes up: "the opposition, | which", "his mother, | who"."""
    found = _words(language).described_before.search(text, max(0, start - 80), start)
    if found is None:
        return None
    head = fold(found["head"])
    kind = words_of(language).speakers.get(head)
    person = kind in ("person", "anonymous") or (kind is None and _is_person(head, language))
    body = kind in ("organisation", "group", "outlet")
    fits = person if pronoun in word_class("relative_of_person", language) else body
    return Words(found["who"], found.span("who")) if fits else None


def author_before(text: str, start: int, language: str = "en") -> Words | None:
    """Return whose writing it is in which a pronoun at start speaks."""
    author = _words(language).author_before.search(text, max(0, start - 120), start)
    return Words(author["who"], author.span("who"), "person") if author else None


def person_before(text: str, start: int, of_gender: str | None, language: str) -> Words | None:
    """Return the last name of a person (two words or more) of a gender that stands within REACH before start."""
    begin = max(0, start - REACH)
    found = None
    for m in _words(language).named.finditer(text[begin:start]):
        name = m["called"] or m["aged"] or person_name(m.group(), words_of(language))
        # "South Carolina" and "When Trump" are no persons: a name has a title, or a first name that the tables know.
        sure = (
            m["called"]
            or m["aged"]
            or (name and (name != m.group() or given_names.is_given(name.split()[0], language)))
        )
        at = begin + m.start() + m.group().rfind(name or "")
        told_as = _words(language).told_as.match(text, at + len(name or ""), start)
        of_name = (gender(told_as["as"], language=language) if told_as else None) or gender(m.group(), name, language)
        if name and sure and not at_odds(of_gender, of_name):
            found = Words(name, (at, at + len(name)), "person")
    return found


def person_opening(text: str, start: int, pronoun: Mention, language: str) -> Words | None:
    """Return the person with whom the paragraph of a "he" or "she" opens: "Prime Minister Jens Solberg led a minute's
    silence. “…,” he told mourners"."""
    opened = text.rfind("\n", 0, start) + 1
    name = person_before(text, start, gender(pronoun.words, language=language), language) if opened else None
    near = name is not None and name.span[0] >= opened and len(text[opened : name.span[0]].split()) <= OPENS
    return name if near else None
