"""Reads the wording of a source's mention: a name, a role, a pronoun, an unnamed speaker, a document.

In:  the words of one mention.    Out: a Mention: its kind, its name, its description, its head noun.
Words live in languages/<code>/speakers.csv, titles.csv, outlets.csv, metonyms.csv, bodies.csv.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted import languages

PRONOUNS = {
    "he": "person", "she": "person", "i": "person", "him": "person", "her": "person", "his": "person", "hers": "person",
    "they": "any", "their": "any", "them": "any", "we": "any", "our": "any", "us": "any", "it": "body", "its": "body",
    "who": "any", "which": "body", "that": "any", "himself": "person", "herself": "person", "themselves": "any",
    "whose": "any", "whom": "any", "this": "any", "both": "any", "those": "any", "these": "any",
}  # fmt: skip
_PARTICLES = frozenset("al el de da di du del der den van von bin ibn bint abu la le ben ap of".split())
_TOKEN = re.compile(r"[^\W_](?:[\w.’'&-]*[\w.])?|[,()]")
_LINKING = frozenset("by of for from at in on with by to and who whose that which near inside".split())
# What says something of a name and is no part of it: ", which was founded …", ", a newspaper in …".
_SAID_OF_IT = re.compile(r"(?:,?\s+(?:which|who|whose|whom)|,\s+(?:an?|one of))\s.*$", re.DOTALL)
# "a colonel, who spoke": a colonel; "an official who" (asked not to be named and said …): an official
_ASIDE = re.compile(r",\s+(?:which|who|whose|whom)\s.*$|,?\s+(?:which|who|that)$", re.DOTALL)
_LED = re.compile(r"^(?:[a-z]+(?:-[a-z]+)?\s+)+(?=[A-Z])")  # "the separatist Hill Front" is called Hill Front
_DEFINITE = frozenset("the this that these those his her its their our both".split())
_INDEFINITE = frozenset("a an one two three four some several another many other a-number most no any few".split())


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


@functools.cache
def words_of(language: str) -> Words:
    """Return the tables of a language that say what kind of speaker a noun makes."""
    return Words(
        {row["form"].casefold(): row["kind"] for row in languages.table(language, "speakers")},
        frozenset(row["form"].casefold().rstrip(".") for row in languages.table(language, "titles")),
        {row["form"].casefold().removeprefix("the "): row["form"] for row in languages.table(language, "outlets")},
        {fold(row["form"]): row["government_of"] for row in languages.table(language, "metonyms")},
        frozenset(fold(row["form"]) for row in languages.table(language, "bodies")),
    )


def fold(word: str) -> str:
    """Return a word as it is compared: lower case, plain apostrophe, no possessive."""
    return re.sub(r"'s?$", "", word.casefold().replace("’", "'"))


def read_mention(words: str, language: str = "en") -> Mention:
    """Return what the words of a source's mention say of it. Never fails: what is not understood is anonymous."""
    tables = words_of(language)
    plain = re.sub(r"\s+", " ", words).strip(" ,;:")
    plain += ('"' if plain.count('"') % 2 else "") + ("”" if plain.count("“") > plain.count("”") else "")
    key = fold(plain)
    if key in PRONOUNS:
        kind = {"person": "person", "body": "organisation", "any": "anonymous"}[PRONOUNS[key]]
        return Mention(plain, "pronoun", kind, None, None, key)
    if key in tables.metonyms:
        return Mention(plain, "name", "organisation", plain.removeprefix("the "), None, key, tables.metonyms[key])
    if key.removeprefix("the ") in tables.outlets:
        return Mention(plain, "name", "outlet", tables.outlets[key.removeprefix("the ")], None, key)
    if key.removeprefix("the ") in tables.bodies:
        return Mention(plain, "name", "organisation", re.sub(r"^the\s", "", plain, flags=re.I), None, key.split()[-1])
    plain = _ON_A_DAY.sub("", plain)
    parts = [part.strip() for part in re.split(r",\s+|\s[–—-]+\s|\s\(", plain) if part.strip(" ()")]
    if (body := _apposed(plain, parts, tables)) is not None:
        return body
    for at, part in enumerate(parts):
        lead = re.split(r"\s(?:of|for|from|at|in|on|with|who|whose)\s", part)[0]
        person = person_name(part, tables) or person_name(lead, tables)
        if person:
            role = part[: part.rfind(person.split()[0])].strip(" ,") if at == 0 else ""
            rest = [role, *(p for k, p in enumerate(parts) if k != at)]
            described = ", ".join(p.strip(" )") for p in rest if p) or None
            return Mention(plain, "name", "person", person, described, fold(person.split()[-1]))
    return _unnamed(plain, parts[0] if parts else plain, tables)


_PROPER = re.compile(
    r"(?:[Tt]he\s)?(?P<name>[A-Z][\w’'.&-]{2,}(?:\s(?:(?:of|for|the|and|on)\s){0,2}[A-Z0-9][\w’'.&-]*)*)$"
)


def _apposed(plain: str, parts: list[str], tables: Words) -> Mention | None:
    """Return the body that a description names right behind it: "a rights group, the Basin Monitoring Network"."""
    named = _PROPER.match(parts[1]) if len(parts) > 1 else None
    if named is None or _DAY.match(" " + named["name"]):
        return None
    described = _unnamed(parts[0], parts[0], tables)
    if described.shape == "name" or described.kind not in ("organisation", "group", "outlet"):
        return None
    return Mention(plain, "name", described.kind, named["name"], None, described.head)


_BY = re.compile(r"\s(?:(?P<deed>[a-z]+)\s(?:(?:on|late|early)\s|\w+day\s|today\s)*)?(?:by|from)\s(?P<owner>.+)$")
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = re.compile(rf"\s(?:(?:on|late|early|last)\s)+{_WEEKDAY}\b.*$|\s(?:{_WEEKDAY}|today|yesterday)$")


def owner(words: str, language: str = "en") -> str | None:
    """Return whose word a document is, where its mention says so: "an army statement", "a report published by the
    Ministry of Dams on Friday": the army, the Ministry of Dams. Court papers are nobody's."""
    tables = words_of(language)
    tokens = [t for t in re.sub(r"\s+", " ", words).strip(" ,;:").split(" ") if t]
    at = next((k for k, t in enumerate(tokens) if tables.speakers.get(fold(t)) == "document"), None)
    if at is None or (at > 1 and tokens[at][:1].isupper() and tokens[at - 1][:1].isupper()):  # "the Geological Survey"
        return None
    by = _BY.match(" " + " ".join(tokens[at + 1 :]))
    if by and by["deed"] not in _CARRYING:
        named = _DAY.sub("", re.split(r",\s|\s(?:that|which|who)\s", by["owner"])[0])
        found = read_mention(named, language)
        speaks = found.shape == "name" or tables.speakers.get(found.head) in _OWNERS
        return named if speaks and found.head not in _COURTS else None
    lead = [t for t in tokens[:at] if fold(t) not in _DEFINITE | _INDEFINITE]
    if not lead or lead[-1].endswith(("'s", "’s")):
        return None
    found = read_mention(" ".join(lead), language)
    if found.head in _COURTS:
        return None
    if tables.speakers.get(found.head) == "organisation":
        return " ".join(lead) if found.shape == "name" else f"the {' '.join(lead)}"
    known = found.kind == "outlet" or found.government_of is not None
    proper = all(t[:1].isupper() for t in lead) and (len(lead) > 1 or (lead[0].isupper() and len(lead[0]) > 1))
    return " ".join(lead) if known or proper else None


# By whom it was carried, it was not written: "an army statement carried by the news agency" is the army's.
_CARRYING = frozenset("carried aired broadcast seen obtained reported quoted reviewed read cited relayed".split())
_OWNERS = ("organisation", "person", "anonymous", "outlet")
_ON_A_DAY = re.compile(
    rf"(?<=\w)\s(?:on\s|late\s|early\s)*(?:{_WEEKDAY}|tonight|today|yesterday|"
    r"(?:this|last|yesterday)\s(?:morning|afternoon|evening|night|week))$"
)
_COURTS = frozenset("court courts jury tribunal".split())


def which(mention: Mention) -> frozenset[str]:
    """Return the words of a mention that say which of its kind speaks: "interior" of "the interior ministry", "health"
    of "Ministry of Health". Two mentions of one noun that share none of them are two speakers."""
    part = re.split(r",\s|\s(?:who|which|whose|whom|that)\s", mention.words)[0]
    words = {fold(t) for t in _TOKEN.findall(part) if t not in ",()"}
    plain = {_SPELT.get(w, w) for w in words - {mention.head} - _DEFINITE - _INDEFINITE - _LINKING}
    return frozenset(plain - _QUALITIES)


_SPELT = {"defense": "defence", "labor": "labour"}
# They tell how a speaker is, not which: "a senior official" and "the security official" may be one.
_QUALITIES = frozenset(
    "and senior local top former other same second first third last unnamed unidentified young old elderly wounded own "
    "new late high-ranking ranking anonymous main chief deputy acting official".split()
)


def _unnamed(plain: str, part: str, tables: Words) -> Mention:
    tokens = [t for t in _TOKEN.findall(part) if t not in ",()"]
    first = fold(tokens[0]) if tokens else ""
    definite, indefinite = first in _DEFINITE or "'s" in part or "’s" in part, first in _INDEFINITE or first.isdigit()
    core = tokens
    for at, token in enumerate(tokens):
        ends = fold(token) in _LINKING or (
            token.endswith("ed") and tables.speakers.get(fold(tokens[at - 1])) == "document"
        )
        if at and token.islower() and ends:  # "a statement | released on Monday", "a report | by"
            core = tokens[:at]
            break
    head = fold(core[-1]) if core else ""
    kind = tables.speakers.get(head) or tables.speakers.get(head.rstrip("s"))
    capitals = [t for t in core if t[:1].isupper() and fold(t) not in _DEFINITE | _INDEFINITE]
    capitals = [*capitals, *(t for t in core if _capital(t) and t[:1].islower())]  # "al-Masri"
    proper = bool(capitals) and core[-1] in capitals and not (len(capitals) == 1 and core[0] == capitals[0] and kind)
    described = _ASIDE.sub("", plain)
    if kind in ("person", "anonymous"):
        shape = "definite" if definite and not indefinite else "indefinite"
        return Mention(described, shape, "anonymous", None, described, head)
    if kind == "document":
        plain = re.sub(rf"(\s{re.escape(core[-1])})\s[a-z]+ed\b.*$", r"\1", plain)  # "a report | released on Monday"
        return Mention(plain, "definite" if definite else "indefinite", "document", None, plain, head)
    if len(tokens) == 1 and proper and not kind and not tokens[0].isupper():
        rest = plain[len(part) :].lstrip(" ,") or None  # "Musa, a fruit seller"
        return Mention(plain, "name", "person", plain if rest is None else part, rest, head)
    if proper or (capitals and kind == "organisation" and not indefinite):
        whole = _SAID_OF_IT.sub("", plain)
        name = re.sub(r"^(?:the|a|an)\s+", "", whole, flags=re.I) if kind != "outlet" else whole
        name = _LED.sub("", name) if core[-1][:1].isupper() else name
        return Mention(plain, "name", kind or "organisation", name, None, head)
    if kind:
        shape = "indefinite" if indefinite else "definite" if definite else "bare"
        return Mention(described, shape, kind, None, described, head)
    shape = "definite" if definite and not indefinite else "indefinite"
    return Mention(described, shape, "anonymous", None, described, head)


def _capital(token: str) -> bool:
    """Say whether a word begins a name: "Marsh", "al-Masri"."""
    if token[:1].isupper():
        return True
    head, _, rest = token.partition("-")
    return head in _PARTICLES and rest[:1].isupper()


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
        if _capital(token) and key not in tables.titles and key not in ("the", "a", "an"):
            if tables.speakers.get(key) or tables.speakers.get(key.rstrip("s")):
                break
            run.insert(0, token)
        elif run and fold(token) in _PARTICLES and fold(token) != "of" and token.islower():
            run.insert(0, token)
        else:
            break
    before = tokens[: len(tokens) - len(run)]
    key = fold(before[-1]).rstrip(".") if before else ""
    led = bool(before) and (key in tables.titles or tables.speakers.get(key) in ("person", "anonymous"))
    common = bool(before) and before[-1].islower() and key not in _LINKING | _DEFINITE | _INDEFINITE and len(run) > 1
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
