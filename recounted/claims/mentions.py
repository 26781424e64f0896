"""Reads the wording of a source's mention: a name, a role, a pronoun, an unnamed speaker, a document.

In:  the words of one mention.    Out: a Mention: its kind, its name, its description, its head noun.
Words live in languages/<code>/speakers.csv, titles.csv, outlets.csv, metonyms.csv, bodies.csv, and in
constructions.csv, room "mentions".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted import languages
from recounted.languages import constructions, persons
from recounted.languages.constructions import word_class

_TOKEN = re.compile(r"[^\W_](?:[\w.’'&-]*[\w.])?|[,()]")
_SPACES, _APART = re.compile(r"\s+"), re.compile(r",\s+|\s[–—-]+\s|\s\(")
_LED = re.compile(r"^(?:[a-z]+(?:-[a-z]+)?\s+)+(?=[A-Z])")  # "the separatist Hill Front" is called Hill Front


class Mention(NamedTuple):
    """shape: pronoun | name | definite | indefinite; kind as in the record; head: the noun that carries it, folded."""

    words: str
    shape: str
    kind: str
    name: str | None
    description: str | None
    head: str
    government_of: str | None = None


class Words(NamedTuple):
    """The tables that tell kinds of speakers apart, folded."""

    speakers: dict[str, str]
    titles: frozenset[str]
    outlets: dict[str, str]
    metonyms: dict[str, str]
    bodies: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]
    linking: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    determiners: frozenset[str]  # both


class _Words(NamedTuple):
    """Constructions of the room "mentions"."""

    the: re.Pattern[str]
    the_any: re.Pattern[str]
    article: re.Pattern[str]
    said_of_it: re.Pattern[str]  # what is no part of a name: ", which was founded …", ", a newspaper in …"
    aside: re.Pattern[str]  # "a colonel, who spoke": a colonel; "an official who" (asked not to be named and said …)
    lead_ends: re.Pattern[str]
    proper: re.Pattern[str]
    by: re.Pattern[str]
    day: re.Pattern[str]
    on_a_day: re.Pattern[str]
    owner_ends: re.Pattern[str]
    which_ends: re.Pattern[str]
    participle: re.Pattern[str]
    released: re.Pattern[str]  # behind a document
    left_over: re.Pattern[str]  # what is no part of a mention that it ends: "Marsh himself", "the office, which"
    of_one: re.Pattern[str]  # "the mother of one of the dead|, Ada Ruhl, 17"
    called: re.Pattern[str]  # "a clerk named Eckhart"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "mentions", language)


@functools.cache
def words_of(language: str) -> Words:
    """Return the tables of a language that say what kind of speaker a noun makes."""
    return Words(
        {row["form"].casefold(): row["kind"] for row in languages.table(language, "speakers")},
        frozenset(row["form"].casefold().rstrip(".") for row in languages.table(language, "titles")),
        {
            without_article(row["form"].casefold(), language): row["form"]
            for row in languages.table(language, "outlets")
        },
        {fold(row["form"]): row["government_of"] for row in languages.table(language, "metonyms")},
        frozenset(fold(row["form"]) for row in languages.table(language, "bodies")),
        word_class("article", language),
        word_class("name_particle", language),
        word_class("mention_closer", language),
        word_class("definite_word", language),
        word_class("indefinite_word", language),
        word_class("definite_word", language) | word_class("indefinite_word", language),
    )


@functools.cache
def pronouns(language: str = "en") -> dict[str, str]:
    """Return the kind of source that a pronoun stands for, as far as the pronoun tells."""
    return {
        word: kind
        for words, kind in (
            (word_class("pronoun_of_person", language), "person"),
            (word_class("pronoun_of_body", language), "organisation"),
            (word_class("pronoun_of_any", language), "anonymous"),
        )
        for word in words
    }


def without_article(words: str, language: str = "en") -> str:
    """Return words without the article, in small letters, that opens them."""
    return _less(_words(language).the, words)


@functools.lru_cache(maxsize=1 << 13)  # of the words of sources, each asked again and again
def fold(word: str) -> str:
    """Return a word as it is compared: lower case, plain apostrophe, no possessive."""
    low = word.casefold().replace("’", "'")
    return low[:-2] if low.endswith("'s") else low.removesuffix("'")


def read_mention(words: str, language: str = "en") -> Mention:
    """Return what the words of a source's mention say of it. Never fails: what is not understood is anonymous."""
    tables, told = words_of(language), _words(language)
    plain = _SPACES.sub(" ", words).strip(" ,;:")
    plain = told.left_over.sub("", plain)
    plain += ('"' if plain.count('"') % 2 else "") + ("”" if plain.count("“") > plain.count("”") else "")
    key = fold(plain)
    if (pronoun := pronouns(language).get(key)) is not None:
        return Mention(plain, "pronoun", pronoun, None, None, key)
    if key in tables.metonyms:
        return Mention(plain, "name", "organisation", without_article(plain, language), None, key, tables.metonyms[key])
    known = without_article(key, language)
    if known in tables.outlets:
        return Mention(plain, "name", "outlet", tables.outlets[known], None, key)
    if known in tables.bodies:
        return Mention(plain, "name", "organisation", _less(told.the_any, plain), None, key.split()[-1])
    plain = told.on_a_day.sub("", plain)
    if of_one := told.of_one.match(plain):
        plain = of_one.group()  # "the mother of one of the dead, Ada Ruhl, 17": that is the name of the dead
    parts = [part.strip() for part in _APART.split(plain) if part.strip(" ()")]
    if len(parts) > 1 and (state := fold(parts[0])) in tables.metonyms:  # "Orsk, a rival of the port"
        return Mention(plain, "name", "organisation", parts[0], None, state, tables.metonyms[state])
    if (body := _apposed(plain, parts, tables, language)) is not None:
        return body
    if (called := told.called.search(told.lead_ends.split(parts[0])[0] if parts else "")) and _is_somebody(
        called["who"], tables, language
    ):
        role = ", ".join([called["who"], *parts[1:]])
        return Mention(plain, "name", "person", called["name"], role, fold(called["name"].split()[-1]))
    for at, part in enumerate(parts):
        lead = told.lead_ends.split(part)[0]
        person = person_name(part, tables) or person_name(lead, tables)
        if person and not _is_acronym(person.split()[-1], plain):
            role = part[: part.rfind(person.split()[0])].strip(" ,") if at == 0 else ""
            rest = [role, *(p for k, p in enumerate(parts) if k != at)]
            described = ", ".join(p.strip(" )") for p in rest if p) or None
            return Mention(plain, "name", "person", person, described, fold(person.split()[-1]))
    return _unnamed(plain, parts[0] if parts else plain, tables, language)


def _is_acronym(word: str, plain: str) -> bool:
    """Say whether a name ends in the acronym of a body: "State-run MRTV"."""
    return len(word) > 2 and word.isupper() and word.isalpha() and not plain.isupper() and not set(word) <= set("IVX")


def _is_somebody(noun: str, tables: Words, language: str) -> bool:
    """Say whether a description is of one person: "a clerk"."""
    head = fold(noun.split()[-1])
    known = persons.noun(head, language)
    person = known is not None and known.kind in ("noun", "generic") and not known.plural
    return person or tables.speakers.get(head) in ("person", "anonymous")


def _less(opening: re.Pattern[str], words: str) -> str:
    found = opening.match(words)
    return words[found.end() :] if found else words


def _apposed(plain: str, parts: list[str], tables: Words, language: str) -> Mention | None:
    """Return the body that a description names right behind it: "a rights group, the Basin Monitoring Network"."""
    named = _words(language).proper.match(parts[1]) if len(parts) > 1 else None
    if named is None or _words(language).day.match(" " + named["name"]):
        return None
    head = fold(named["name"].split()[-1])
    if tables.speakers.get(head) == "organisation":  # "the mine's owner, Kestrel Minerals"
        return Mention(plain, "name", "organisation", named["name"], None, head)
    described = _unnamed(parts[0], parts[0], tables, language)
    if described.shape == "name" or described.kind not in ("organisation", "group", "outlet"):
        return None
    return Mention(plain, "name", described.kind, named["name"], None, described.head)


def is_teller(words: str, language: str = "en") -> bool:
    """Say whether words name or describe somebody who may say something: "a local administrator", "poor health" not."""
    found = read_mention(words, language)
    if len(words.split()) > LONGEST:
        return False
    return found.shape == "name" or fold(found.head).rstrip("s") in words_of(language).speakers


def owner(words: str, language: str = "en") -> str | None:
    """Return whose word a document is, where its mention says so: "an army statement", "a report published by the
    Ministry of Dams on Friday": the army, the Ministry of Dams. Court papers are nobody's."""
    tables, told = words_of(language), _words(language)
    tokens = [t for t in _SPACES.sub(" ", words).strip(" ,;:").split(" ") if t]
    at = next((k for k, t in enumerate(tokens) if tables.speakers.get(fold(t)) == "document"), None)
    if at is None or (at > 1 and tokens[at][:1].isupper() and tokens[at - 1][:1].isupper()):  # "the Geological Survey"
        return None
    courts = word_class("court_word", language)
    by = told.by.match(" " + " ".join(tokens[at + 1 :]))
    # By whom it was carried, it was not written: "an army statement carried by the news agency" is the army's.
    if by and by["deed"] not in word_class("carrying", language):
        named = told.day.sub("", told.owner_ends.split(by["owner"])[0])
        found = read_mention(named, language)
        speaks = found.shape == "name" or tables.speakers.get(found.head) in _OWNERS
        return named if speaks and found.head not in courts else None
    lead = [t for t in tokens[:at] if fold(t) not in tables.determiners]
    if not lead or lead[-1].endswith(("'s", "’s")):
        return None
    found = read_mention(" ".join(lead), language)
    if found.head in courts:
        return None
    if tables.speakers.get(found.head) == "organisation":
        return " ".join(lead) if found.shape == "name" else f"the {' '.join(lead)}"
    known = found.kind == "outlet" or found.government_of is not None
    proper = all(t[:1].isupper() for t in lead) and (len(lead) > 1 or (lead[0].isupper() and len(lead[0]) > 1))
    return " ".join(lead) if known or proper else None


_OWNERS = ("organisation", "person", "anonymous", "outlet")


def which(mention: Mention, language: str = "en") -> frozenset[str]:
    """Return the words of a mention that say which of its kind speaks: "interior" of "the interior ministry", "health"
    of "Ministry of Health". Two mentions of one noun that share none of them are two speakers."""
    tables, part = words_of(language), _words(language).which_ends.split(mention.words)[0]
    words = {fold(t) for t in _TOKEN.findall(part) if t not in ",()"}
    plain = {_SPELT.get(w, w) for w in words - {mention.head} - tables.determiners - tables.linking}
    # Qualities tell how a speaker is, not which: "a senior official" and "the security official" may be one.
    return frozenset(plain - word_class("quality", language))


_SPELT = {"defense": "defence", "labor": "labour"}
LONGEST = 12  # words that name a teller; longer is a thought


def _unnamed(plain: str, part: str, tables: Words, language: str) -> Mention:
    told = _words(language)
    tokens = [t for t in _TOKEN.findall(part) if t not in ",()"]
    first = fold(tokens[0]) if tokens else ""
    definite = first in tables.definite or "'s" in part or "’s" in part
    indefinite = first in tables.indefinite or first.isdigit()
    core = tokens
    for at, token in enumerate(tokens):
        ends = fold(token) in tables.linking or (
            told.participle.search(token) and tables.speakers.get(fold(tokens[at - 1])) == "document"
        )
        if at and token.islower() and ends:  # "a statement | released on Monday", "a report | by"
            core = tokens[:at]
            break
    head = fold(core[-1]) if core else ""
    kind = tables.speakers.get(head) or tables.speakers.get(head.rstrip("s"))
    capitals = [t for t in core if t[:1].isupper() and fold(t) not in tables.determiners]
    capitals = [*capitals, *(t for t in core if _capital(t, tables) and t[:1].islower())]  # "al-Masri"
    proper = bool(capitals) and core[-1] in capitals and not (len(capitals) == 1 and core[0] == capitals[0] and kind)
    described = told.aside.sub("", plain)
    if kind in ("person", "anonymous"):
        shape = "definite" if definite and not indefinite else "indefinite"
        return Mention(described, shape, "anonymous", None, described, head)
    if kind == "document":
        # "a report | released on Monday"
        plain = re.sub(rf"(\s{re.escape(core[-1])}){told.released.pattern}", r"\1", plain)
        return Mention(plain, "definite" if definite else "indefinite", "document", None, plain, head)
    if len(tokens) == 1 and proper and not kind and not tokens[0].isupper():
        rest = plain[len(part) :].lstrip(" ,") or None  # "Musa, a fruit seller"
        return Mention(plain, "name", "person", plain if rest is None else part, rest, head)
    if proper or (capitals and kind == "organisation" and not indefinite):
        whole = told.said_of_it.sub("", plain)
        name = _less(told.article, whole) if kind != "outlet" else whole
        name = _LED.sub("", name) if core[-1][:1].isupper() else name
        return Mention(plain, "name", kind or "organisation", name, None, head)
    if kind:
        shape = "indefinite" if indefinite else "definite" if definite else "bare"
        return Mention(described, shape, kind, None, described, head)
    shape = "definite" if definite and not indefinite else "indefinite"
    return Mention(described, shape, "anonymous", None, described, head)


def _capital(token: str, tables: Words) -> bool:
    """Say whether a word begins a name: "Marsh", "al-Masri"."""
    if token[:1].isupper():
        return True
    head, _, rest = token.partition("-")
    return head in tables.particles and rest[:1].isupper()


def person_name(part: str, tables: Words) -> str | None:
    """Return the person's name in a part of a mention ("Police Commissioner Odell Marsh" → "Odell Marsh"), or None.

    A name is two to five capitalised words that end the part and follow a role or title, or one after a title
    ("Mr Marsh"); words that make an organisation (ministry, front, …) never belong to one.
    """
    if " & " in part:
        return None  # "Orsk Gas & Electric"
    tokens = [t for t in _TOKEN.findall(part) if t not in ",()"]
    run: list[str] = []
    for token in reversed(tokens):
        key = fold(token).rstrip(".")
        if _capital(token, tables) and key not in tables.titles and key not in tables.articles:
            if tables.speakers.get(key) or tables.speakers.get(key.rstrip("s")):
                break
            run.insert(0, token)
        elif run and fold(token) in tables.particles and fold(token) not in tables.linking and token.islower():
            run.insert(0, token)
        else:
            break
    before = tokens[: len(tokens) - len(run)]
    key = fold(before[-1]).rstrip(".") if before else ""
    led = bool(before) and (key in tables.titles or tables.speakers.get(key) in ("person", "anonymous"))
    common = bool(before) and before[-1].islower() and key not in tables.linking | tables.determiners and len(run) > 1
    led = led or (common and tables.speakers.get(key) is None)
    while run and run[0].islower():
        run.pop(0)
    if run and run[-1].casefold().endswith(("'s", "’s")):
        return None
    if not run or len(run) > 5 or (before and not led):
        return None
    if len(run) == 1 and not (led and key in tables.titles):
        return None
    if all(t.isupper() and len(t) > 2 for t in run) and not led:
        return None
    if "".join(run).casefold() in tables.outlets or " ".join(run).casefold() in tables.outlets:
        return None
    name = " ".join(run)
    if fold(name) in tables.bodies:
        return None
    return name if name in part else part[part.find(run[0]) :].strip()
