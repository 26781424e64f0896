"""Cuts a phrase that numbers people into tokens, without the ages in it, and reads the phrase of one person.

In:  words as printed.    Out: Tokens; for "a man", "his wife", "Sgt P. Dolnik" a Count of one.
Digits are read in several locales: 1,200  1 200  1.200  1'200  1,20,000  1.5 (thousand).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from recounted.kinds import Count
from recounted.languages import persons, table
from recounted.languages.constructions import word_class

ARTICLES = frozenset("a an the this that another one each every no".split())
POSSESSIVES = frozenset("his her its my our your their whose".split())
JOINS = frozenset(("and", "&", ",", "plus", "with", "along", "together", "nor"))
# Where the noun phrase of a person ends: what follows tells of that person and numbers nobody else.
STOPS = frozenset(
    "who whom which in from at on with by near believed identified was were is are had has whose aboard for after "
    "before when while among inside outside armed to as during under against thought suspected accused of "
    "reportedly killed dead".split()
)
_BEFORE_NOUN = ARTICLES | POSSESSIVES | {"other", "single"}
_MANY = frozenset(("few", "lot", "many", "majority", "minority", "rest", "half", "quarter", "bunch"))  # no number
_CALLED = frozenset(("called", "named", "identified"))


class Token(NamedTuple):
    """value: the number that digits say, or None. name: capitalised, and no common word of the tables."""

    text: str
    low: str
    value: float | None
    name: bool


_SPACES = "\u00a0\u202f\u2009"
_LITERAL = (
    rf"\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)|\d{{1,3}}(?:[{_SPACES} .,'’]\d{{3}})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)?"
)
_TOKEN = re.compile(
    r"(?P<age>(?:early-|mid-|late-)?\d+0['’]?s\b|\w+-(?:year|month|week|day)s?-olds?|\d+-(?!odd|strong)[^\W\d_][\w-]*)"
    rf"|(?P<ordinal>\d+(?:st|nd|rd|th)\b)|(?P<number>{_LITERAL})"
    r"|(?P<word>[^\W\d_][\w'’.]*(?:[-‑][\w'’]+)*)|(?P<sign>>=|<=|[,&+~<>–—-])"
)
_AGES = (
    re.compile(r"\((?:aged? )?\d{1,3}\)"),
    re.compile(
        r",?\s*(?<![\w-])(?:both |each )?aged?(?: about| of| around| only)? [\w-]+(?:(?:,| and|"
        r" to) \d{1,3})*(?: years)?(?: old| of age)?",
        re.I,
    ),
    re.compile(r",?\s*\d{1,3} (?:years?|months?) (?:of age|old)(?=,|$)", re.I),
    re.compile(
        r"(?<=[^\W\d_.)]),\s*\d{1,3}(?:\s*(?:,|and|&)\s*\d{1,3})*\s*"
        r"(?=,|;|$|\band\b|\bof\b|\bwho\b|\bwas\b|\))"
    ),
)
_SHARED_AGE = re.compile(r"\b(\d{1,3})-(?= (?:and|or|to) \w* ?\d{1,3}-? ?year)", re.I)  # a 16- and a 17-year-old
_OLD = re.compile(r"\b([\w]+)(?:- | -|[- ])(year|yr|month|week|day)(s?)\.?[- ]old(s?)\b", re.I)
_QUOTED = re.compile("[“”\"„«»‘]|(?<!\\w)'|[’'](?!\\w)")
_REPEATED = re.compile(r"(?<=\w)\s*\(\d[\d,. ]*\)")


def tokens(words: str, language: str) -> list[Token]:
    """Return the tokens of a phrase. Ages, brackets that repeat the number, and quotation marks are passed over."""
    plain = _REPEATED.sub("", _QUOTED.sub("", words))
    plain = plain.replace(";", ",")
    plain = _SHARED_AGE.sub(r"\1-year-old", plain)
    plain = _OLD.sub(lambda m: f"{m[1]}-{m[2].lower().replace('yr', 'year')}-old{m[4]}", plain)
    for pattern in _AGES:
        plain = pattern.sub("", plain)
    out: list[Token] = []
    for match in _TOKEN.finditer(plain):
        kind, text = match.lastgroup, match.group()
        if kind == "number":
            scaled = _times_follows(plain[match.end() :], language)
            out.append(Token(text, text, _value(text, scaled), False))
        elif kind == "word":
            out += _word(text, language)
        else:
            sign = "-" if text in "–—" else text.lower()
            out.append(Token(text, sign, None, False))
    return _shared_unit(_without_hyphen_odd(out), language)


def _value(literal: str, scaled: bool) -> float:
    """Return the number that digits say: three digits after a sign are thousands, unless a multiplier follows."""
    bare = re.sub(rf"[{_SPACES} '’]", "", literal)
    if re.fullmatch(r"\d{1,2}(,\d{2})+,\d{3}", bare):
        return float(bare.replace(",", ""))
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", bare) and not (scaled and "." in bare):
        return float(re.sub("[.,]", "", bare))
    if "," in bare and "." in bare:
        last = max(bare.rfind(","), bare.rfind("."))
        return float(re.sub("[.,]", "", bare[:last]) + "." + bare[last + 1 :])
    return float(bare.replace(",", "."))


def _times_follows(rest: str, language: str) -> bool:
    word = re.match(r"\s*([^\W\d_]+)", rest)
    return bool(word) and _common(language).get(word[1].lower()) == "times"  # type: ignore[index]


def _word(text: str, language: str) -> list[Token]:
    text = text.rstrip(".") if len(text) > 3 else text
    low = text.lower().replace("’", "'").replace("‑", "-")
    common = _common(language)
    parts = low.split("-")
    numeric = all(common.get(part, "person") != "person" or part == "odd" for part in parts)
    if len(parts) > 1 and low not in common and numeric:
        return [Token(part, part, None, False) for part in parts]
    stem = low.removesuffix("'s")
    name = text[0].isupper() and low not in common and stem not in common and low not in STOPS
    return [Token(text, low, None, name)]


def _without_hyphen_odd(found: list[Token]) -> list[Token]:
    following = [*(token.low for token in found[1:]), ""]
    return [token for token, after in zip(found, following, strict=False) if (token.low, after) != ("-", "odd")]


def _shared_unit(found: list[Token], language: str) -> list[Token]:
    """Give "3-5 lakh", "four, five dozen", "between 1.1 and 1.6 million" the unit at both ends."""
    common = _common(language)
    for at in range(len(found) - 3):
        left, link, right, unit = found[at : at + 4]
        digits = left.value is not None and right.value is not None
        spelled = common.get(left.low) == common.get(right.low) == "unit"
        if (digits or spelled) and common.get(unit.low) == "times" and link.low in ("-", "to", "or", "and", ","):
            if digits and left.value > right.value:  # type: ignore[operator]
                continue
            return [*found[: at + 1], unit, *found[at + 1 :]]
    return found


_OTHER_COMMON = frozenset(
    "of or to not all other others more only further additional young old new local elderly pregnant teenage male "
    "female they everyone everybody".split()
)


@functools.cache
def _common(language: str) -> dict[str, str]:
    """Return word -> what it is ("unit", "times", "hedge", "person" …) for every word that is no name."""
    out = dict.fromkeys(ARTICLES | POSSESSIVES | JOINS | _OTHER_COMMON, "common")
    out.update((form, "person") for form in persons.nouns(language))
    for row in table(language, "groups"):
        out.update(dict.fromkeys((row["form"], row["plural"]), "person"))
    for row in table(language, "hedges"):
        out.update((word, "hedge") for word in row["form"].split() if word not in out)
    out.update((row["form"], row["kind"]) for row in table(language, "numbers") if row["kind"] != "fold")
    return out


@functools.cache
def _folds(language: str) -> dict[str, int]:
    return {row["form"]: int(row["value"]) for row in table(language, "numbers") if row["kind"] == "fold"}


def fold(word: str, language: str) -> int | None:
    """Return how many a word such as the "triple" of a triple murder counts, or None."""
    return _folds(language).get(word.lower())


def is_number(word: str, language: str) -> bool:
    """Return whether a word is a number or a hedge before one."""
    return _common(language).get(word.lower().split("-")[0], "common") not in ("common", "person", "ordinal")


# ---------------------------------------------------------------- one person


def single(found: Sequence[Token], at: int, first: bool, language: str) -> tuple[Count, int] | None:
    """Return (count of one, index behind it) of the person that a phrase without number tells of, or None.

    One person: a pronoun; an article or possessive and a singular noun; a bare singular noun of people.csv; a name.
    first: whether it opens the phrase; a bare common noun after "and" is one person too ("a man and woman").
    """
    end = at
    while (
        end < len(found)
        and found[end].low not in JOINS
        and (found[end].low not in STOPS or _leads(found, at, end, language))
    ):
        end += 1
    phrase = found[at:end]
    if not phrase:
        return None
    low = [token.low for token in phrase]
    head = persons.noun(" ".join(low), language)
    if low[0] in STOPS and (head is None or len(low) == 1):  # "armed with" ends a phrase, "armed man" is one
        return None
    if head and head.kind == "pronoun" and len(head.form.split()) == len(low):
        return Count(1, 1, "exact"), end
    determined = low[0] in ARTICLES or low[0] in POSSESSIVES or any(w.endswith(("'s", "s'")) for w in low[:-1])
    called = next((n for n, word in enumerate(low) if word in _CALLED and n + 1 < len(low)), None)
    if called is not None and phrase[called + 1].name:
        return Count(1, 1, "named", "person", None), end
    if phrase[-1].name and not (determined and low[0] in ("a", "an")):
        return Count(1, 1, "named", "person", None), end
    if any(token.name for token in phrase) and head is None and not determined:
        return Count(1, 1, "named", "person", None), end
    return _common_noun(phrase, determined, head, language, end)


def _leads(found: Sequence[Token], at: int, end: int, language: str) -> bool:
    """Tell whether a word that else ends a noun phrase opens it, or stands as an adjective: "a suspected thief"."""
    determined = end == at + 1 and found[at].low in ARTICLES | POSSESSIVES
    return end == at or (determined and found[end].low in word_class("adjective_too", language))


def _common_noun(
    phrase: Sequence[Token], determined: bool, head: persons.Noun | None, language: str, end: int
) -> tuple[Count, int] | None:
    words = [token.text for token in phrase]
    last = phrase[-1].low
    if last in word_class("pair_noun", language) and phrase[0].low in word_class("possessive_of_one", language):
        return Count(2, 2, "exact", "person", last), end
    if len(phrase) == 1 and last in word_class("possessive_of_one", language):
        return Count(1, 1, "exact"), end  # "his injuries"
    if len(phrase) == 1 and (last in ARTICLES or last in POSSESSIVES):
        return None
    ordinal = determined and _common(language).get(last) == "ordinal"
    if head is None and (ordinal or re.fullmatch(r"\d+(st|nd|rd|th)|\w+-(year|month|week|day)s?-old", last)):
        return Count(1, 1, "exact", "person", last if "old" in last else None), end
    if last in _MANY:
        return None
    strange = not last.isascii() or not last[0].isalpha() or last[-2:] == "0s"
    if head is None and (not determined or strange or persons.is_plural(last, language)):
        return None
    if head is not None and (head.plural or head.kind in ("collective", "thing")):
        return None
    while words and (words[0].lower() in _BEFORE_NOUN or _common(language).get(words[0].lower()) == "ordinal"):
        words = words[1:]
    if head is not None and head.kind in ("generic", "body", "pronoun"):
        words = []
    unit = head.kind if head is not None and head.kind in ("body", "family", "household") else "person"
    return Count(1, 1, "exact", unit, " ".join(words) or None), end  # type: ignore[arg-type]
