"""Tells parties that the grammar makes a target, a bystander or a means from those that do harm.

In:  a text and a party's span.    Out: whether it acts. All of it is the grammar of a clause, none of it is names:
"fired on the militia", "a member of the militia", "run by the militia", "the militia were killed".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from recounted.languages.event_nouns import event_noun
from recounted.model import Span

_ARTICLE = re.compile(r"\s*[“\"'‘]?(?:the\s+|a\s+|an\s+)?$", re.IGNORECASE)
_INTO = re.compile(r"\b(?:against|into|near|inside|towards?|between|among|including|targeting)$", re.IGNORECASE)
_IN = re.compile(r"\bin(?:\s+(?!which\b|whom\b|what\b)[a-z]+)?$", re.IGNORECASE)
_ON = re.compile(r"\bon$", re.IGNORECASE)
_BLAME = re.compile(r"\b(?:blam\w+|pin\w*|suspicion|responsib\w+|finger|fault|falls?|fell|guilt)\b", re.IGNORECASE)
_HOLDING = re.compile(
    r"\b(?:run|held|controlled|ruled|backed|supported|manned|guarded|owned|protected|inhabited|populated|governed|"
    r"administered|employed|contested)\s+by$",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?P<noun>[\w-]+)[”\"’']?\s+of$", re.IGNORECASE)
_BELONGING = frozenset(
    "member members supporter supporters gathering crowd group banner flag positions position wedding funeral"
    " stronghold capital city village town territory toll".split()
)
_SUFFERS = re.compile(
    r"\s+(?:was|were|have been|has been|had been|are|is)\s+(?:\w+ly\s+|also\s+)?"
    r"(?:killed|wounded|injured|captured|kidnapped|abducted|ambushed|targeted|hit|shelled|bombed|dispatched|evacuated)\b"
)
_LOSES = re.compile(r"\s+(?:had\s+|have\s+|has\s+|also\s+)?(?:suffered|sustained|lost|mourn\w*)\b")
_NOBODY = re.compile(
    r"\b(?:no|neither|nor)(?:\s(?!evidence\b|doubt\b|proof\b|signs?\b|longer\b|sooner\b)[a-z-]+)?$", re.I
)
_BESIDE = re.compile(  # "soldiers loyal to the general": his, and not he
    r"\b(?:allegiance|loyalty|fealty|links?|ties|sympathy|sympathies|support|devotion|sworn|pledged)\s(?:to|with|for)$"
    r"|\binspired by$|\b(?:loyal|close|allied|aligned|sympathetic|opposed|hostile|opposition)\s(?:to|with)$"
    r"|\b(?:fighting|battles?|clash|clashes|clashed|skirmish|skirmishes|combat|war)\swith$"
    r"|\b(?:fighting|battling|combating|countering|resisting)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(  # the two sides of a collision or a clash: "between the steamer Orla and the barge Tove"
    r"\bbetween\s(?:[^.;:\n]{1,100}\band\s)?(?:(?:the|an?)\s)?(?:(?!(?:which|whom|where|when)\b)[\w’'-]+\s?){0,3}$"
)
_OF_THEM = re.compile(  # what the victims were: "put the dead at 12, all of them, it said, insurgents"
    r"\b(?:all|most|many|some|several|both|none|\w+) of (?:them|whom)(?:,[^,.;]{0,40},)?(?:\s+(?:were|was|are))?$",
    re.IGNORECASE,
)
_NAMED_AS = re.compile(
    r"\bidentified(?:\s+\w+)?\s+(?:himself\s+|herself\s+)?as$|\bidentifying\s+\w+\s+as$", re.IGNORECASE
)
_ATTACKER = re.compile(
    r"\b(?:suspect|attacker|gunman|gunmen|shooter|bomber|assailant|killer|driver|him|her)\w*\b", re.IGNORECASE
)
_USED = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:was|were|had been|have been|has been|is|are)\s+(?!not\b)\w+(?:ed|n|t|wn)\b"
)


# Whoever lays the deed upon others: "that the army attributed to the Front", "the council blamed Ostrel".
_ACCUSES = re.compile(
    r"\s+(?:(?:has|had|have|later|also|itself|themselves)\s+)*(?:attribut|ascrib|blam|accus|pinn)(?:ed|es?)\b(?!\s+(?:of|for|by|in)\b)"
)


_IN_THE_AIR = re.compile(  # a warning harms nobody
    r"\s+(?:(?:had|have|has|also|then)\s+)*(?:fired|shot|opened fire)\s+(?:\w+\s+){0,2}"
    r"(?:(?:in|into) the air|warning shots)\b"
)


_SILENT = re.compile(  # who says nothing does nothing
    r"\s+(?:(?:did|has|have|had|would|could)(?:\s+not|n['’]t)|declined|refused|had\s+no)\s+(?:immediately\s+|yet\s+)?"
    r"(?:to\s+)?(?:be\s+)?(?:respond|responded|comment|commented|repl(?:y|ied)|reached|answer|answered|say|said)\b"
)


def acts(text: str, span: Span) -> bool:
    """Say whether a party may be a doer: not what is fired on, not whose member someone is, not who was harmed, not
    "no group"."""
    before = text[max(0, span[0] - 60) : span[0]]
    before = before[: _ARTICLE.search(before).start()]  # type: ignore[union-attr]
    before = re.split(r"[.!?\n]", before)[-1]
    if any(pattern.search(before) for pattern in (_INTO, _IN, _HOLDING, _NOBODY, _BESIDE, _BETWEEN, _OF_THEM)):
        return False
    if _NAMED_AS.search(before) and not _ATTACKER.search(before):
        return False
    if _ON.search(before) and not _BLAME.search(before):
        return False
    of = _OF.search(before)
    if of and (of["noun"].casefold() in _BELONGING or _undergone(of["noun"])):
        return False
    return not any(pattern.match(text, span[1]) for pattern in (_SUFFERS, _LOSES, _ACCUSES, _IN_THE_AIR, _SILENT))


def _undergone(noun: str) -> bool:
    """Say whether what follows a noun's "of" is what it was done to: the shelling of Orsk, the murder of a clerk."""
    return event_noun(noun) is not None and noun.casefold().removesuffix("s") not in (
        "crime",
        "act",
        "fire",
        "operation",
    )


def is_means(text: str, span: Span, sure_doers: Sequence[Span], language: str = "en") -> bool:
    """Say whether an event or weapon is no doer: it was used, or its sentence names whoever used it."""
    if _USED.match(text, span[1]):
        return True
    start = max(text.rfind(stop, 0, span[0]) for stop in (". ", "\n", "? ", "! "))
    ends = [at for stop in (". ", "\n", "? ", "! ") if (at := text.find(stop, span[1])) >= 0]
    return any(start <= a < min(ends, default=len(text)) for a, _ in sure_doers)
