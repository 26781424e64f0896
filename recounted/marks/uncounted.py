"""Tells numbers that count nobody who was harmed from those that may: owners, parts of things, a second figure.

In:  a text and the span of a phrase that numbers people.    Out: the span to read, or None.
"""

from __future__ import annotations

import functools
import re

from recounted.languages import persons, table
from recounted.languages.en import rules
from recounted.marks.place_addresses import numbers_a_house
from recounted.model import Span

_OWNS = re.compile(r"['’]s?\s+((?:[\w-]+\s+){0,3}[\w-]+)")
_OF_WHICH = re.compile(r"\bof which\b")
_SMALL = re.compile(r"\b[a-z]+\b")
_PLURAL = re.compile(r"\b(?!(?:was|has|is|his|this|its|as)\b)[a-z-]+s\b")
_AGES = re.compile(r"\bage[sd]?\s+(?:\d{1,3}(?:,\s*\d{1,3})*,?\s+(?:and|or|to)\s+)?$")
_AGE = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_BOTH_AGES = re.compile(rf"(?:(?:around|about) )?{_AGE}(?:(?:,|,? and|,? or| to) {_AGE})*")
_AGED = re.compile(r"\b(?:age[sd]?|described as(?: being)?)\s+(?:between\s+)?$|, (?:both|each|all) $")
_TWO = re.compile(r"\b(?:two|2|both|couple of) (?:[\w-]+ ){0,2}?(?P<noun>[a-z]+), $", re.I)
_TWO_AGES = re.compile(r"(?:one )?\d{1,2},? and (?:the other )?\d{1,2}(?:, ?)?")
_FROM = re.compile(r"\d(?=,?\s+from\s+(?:at least\s+|more than\s+|about\s+)?\d)")
_INCREASE = re.compile(
    r"\b(?:rose|risen|rises?|rising|grew|grown|climbed|jumped|increased|went up|gone up) by (?:[\w-]+ )?$"
)
_NOW = re.compile(r"\bto (?=(?:at least |more than )?[\d\w])")
_TAIL = re.compile(r"\s+of(?:\s+(?:the|its|their|those|his))?$")  # "eighty-two of the | injured"
_OPENS = re.compile(r"(?:^|(?<=[.!?”\"]\s)|(?<=\n))(?:Of|Among) (?:(?:the|these|those|all) )+$")
_PET = re.compile(r"[A-Z][\w'’-]*, (?:an?|the|his|her|their) (?:[\w'’-]+ ){0,4}(?P<what>[\w'’-]+),?")
_BARE = re.compile(r"[\d,.]+|[a-z]+(?:-[a-z]+)?")
_WHOM = re.compile(r"\s+(?:whom|them|those|these)\b")
REACH = 60  # characters in which the noun stands that "of which" takes up


def counted(text: str, span: Span, language: str) -> Span | None:
    """Return the span of the figure itself, or None where it counts others: "The girl's parents", "22 of which"."""
    if _owner(text, span, language) or _of_things(text, span, language) or _is_age_or_address(text, span):
        return None
    if _is_age_of_one(text, span, language) or _is_rest_or_share(text, span) or _SIZE.search(text, max(0, span[0] - 40), span[0]):
        return None
    if _OPENS.search(text, max(0, span[0] - 14), span[0]) and _BARE.fullmatch(text, *span) and text[span[1]] == ",":
        return None  # "Of the 42, four were shot": told before
    if _is_craft(text[slice(*span)], language) or _of_animals(text, span, language):
        return None
    pet = _PET.fullmatch(text, *span)
    if pet and rules.is_animal(pet["what"].lower(), persons.nouns(language), language):
        return None
    whom = _WHOM.match(text, span[1]) if text[span[0] : span[1]].endswith(" of") else None
    if whom:
        return span[0], whom.end()  # "nine of | whom later died"
    tail = _TAIL.search(text, *span)
    if tail:
        return span[0], tail.start()
    if _INCREASE.search(text, max(0, span[0] - 25), span[0]) and (now := _NOW.search(text, *span)):
        return now.end(), span[1]  # "rose by | six to 44"
    second = _FROM.search(text, *span)  # "38 from 40" are two figures
    return (span[0], second.end()) if second else span


# How many a place has, which says of no harm to them: "a school of nearly | 2,000 students".
_SIZE = re.compile(
    r"\b(?:school|town|city|village|community|county|island|nation|country|district|population|state|congregation|"
    r"campus|university|company|neighbou?rhood|province|parish) of (?:about |nearly |over |more than |roughly |some |"
    r"around |almost |only |just )?$"
)
# What is said of the others ("all but three of the 40 were saved"), and shares of a figure ("one in three of the 900").
_REST = re.compile(r"\b(?:all|everyone|everybody|none|nobody|no one|nothing) (?:but|except)(?: for)? $", re.I)
_EVERY = re.compile(r"\b(?:every|each) $", re.I)  # "every one of their occupants": all of them, and no one person
_SHARE = re.compile(
    r"(?:an?|one|two|three|four|the other)[ -](?:third|quarter|fifth|sixth|eighth|tenth)s? of\b"
    r"|half (?:of|the|its|their|those)\b"
    r"|one (?:person |man |woman |child |resident )?in (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b",
    re.I,
)
_SHARE_OF = re.compile(rf"(?:{_SHARE.pattern})(?: of)?(?: the| its| their| those)?(?: [\w-]+['’]s?)? $", re.I)


def _is_rest_or_share(text: str, span: Span) -> bool:
    before = max(0, span[0] - 60)
    if _EVERY.search(text, before, span[0]) and text[span[0] :].lower().startswith("one"):
        return True
    if _SHARE.match(text, span[0]) or _REST.search(text, before, span[0]):
        return True
    return _SHARE_OF.search(text, before, span[0]) is not None


def _owner(text: str, span: Span, language: str) -> bool:
    """Whether one person only says whose the people after it are: harm that comes to them is not the owner's."""
    owned = _OWNS.match(text, span[1])
    if owned is None:
        return False
    words = owned[1].split()
    heads = [persons.noun(" ".join(words[: n + 1]), language) for n in range(len(words))]
    first = next((head for head in heads if head is not None), None)  # the "death" of a soldier is no person
    return first is not None and first.kind in ("noun", "plural", "family", "household")


_WAS = re.compile(r"(?P<who>[^.;!?\n,]{1,60}) (?:was|is) (?:only |just |about )?$")
_AFTER_AGE = re.compile(r"[.,;]| and\b| when\b|$")


def _is_age_of_one(text: str, span: Span, language: str) -> bool:
    """Whether bare digits are the age of one person: "The man who died was 22.", not "The number of dead was 22."."""
    if not re.fullmatch(r"\d{1,2}", text[slice(*span)]) or not _AFTER_AGE.match(text, span[1]):
        return False
    left = max(text.rfind(stop, max(0, span[0] - 80), span[0]) for stop in (". ", "; ", "\n", "! ", "? ")) + 1
    was = _WAS.search(text, max(left, span[0] - 80), span[0])
    if was is None:
        return False
    words = [word.lower() for word in re.findall(r"[\w'’-]+", was["who"])]
    known = persons.nouns(language)
    first = next((word for word in words if word in known or word in _FIGURE), "")
    return first not in _FIGURE and first in known and not known[first].plural and known[first].kind != "thing"


_FIGURE = frozenset("number toll count total figure tally dead".split())


def _is_age_or_address(text: str, span: Span) -> bool:
    """Whether bare digits are the second of two ages or number a house: "two girls, age 16 and 17", "9 Mill Road"."""
    ages = _BOTH_AGES.fullmatch(text, *span)
    if ages and _AGED.search(text, max(0, span[0] - 30), span[0]):
        return True
    if _TWO_AGES.fullmatch(text, *span) and _TWO.search(text, max(0, span[0] - 40), span[0]):
        return True  # "two women, | 19 and 45, died"
    if not text[slice(*span)].isdigit():
        return False
    return bool(_AGES.search(text, max(0, span[0] - 30), span[0]) or numbers_a_house(text, span))


_OF_THEM = re.compile(r"[\w-]+ of them", re.IGNORECASE)


def _of_animals(text: str, span: Span, language: str) -> bool:
    """Whether a number breaks down animals: "two dogs ran at them; a guard shot | one of them"."""
    if not _OF_THEM.fullmatch(text, *span):
        return False
    known = persons.nouns(language)
    told = [known[word] for word in _SMALL.findall(text, max(0, span[0] - 2 * REACH), span[0]) if word in known]
    several = [noun for noun in told if noun.plural and noun.kind != "pronoun"]
    return bool(several) and rules.is_animal(several[-1].form, known, language)


_NATION = re.compile(r"(?:an?|the|one|another)\s(?P<nation>[A-Z][a-z]+)\s(?P<noun>[a-z]+)$", re.IGNORECASE)


def _is_craft(words: str, language: str) -> bool:
    """Whether a nation's name only tells whose a thing is: "a Malaysian airliner" is nobody."""
    found = _NATION.match(words)
    if found is None or found["nation"].casefold() not in _demonyms(language):
        return False
    return persons.noun(found["noun"], language) is None


@functools.cache
def _demonyms(language: str) -> frozenset[str]:
    return frozenset(row["form"].casefold() for row in table(language, "demonyms"))


def _of_things(text: str, span: Span, language: str) -> bool:
    """Whether a number breaks down things: "25 buildings collapsed, 22 of which had been cleared"."""
    if not _OF_WHICH.search(text, span[0], span[1] + len(" of which")):
        return False
    nouns = _PLURAL.findall(text, max(0, span[0] - REACH), span[0])
    found = persons.noun(nouns[-1], language) if nouns else None
    return bool(nouns) and (found is None or found.kind == "thing")
