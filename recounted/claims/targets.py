"""Tells parties that the grammar makes a target, a bystander or a means from those that do harm.

In:  a text and a party's span.    Out: whether it acts. All of it is the grammar of a clause, none of it is names:
"fired on the militia", "a member of the militia", "run by the militia", "the militia were killed". Words live in
languages/<code>/constructions.csv, room "targets".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from recounted.languages import constructions
from recounted.languages.constructions import word_class
from recounted.languages.event_nouns import event_noun
from recounted.model import Span


class _Words(NamedTuple):
    """Constructions of the room "targets"."""

    article: re.Pattern[str]
    into: re.Pattern[str]
    inside: re.Pattern[str]
    upon: re.Pattern[str]
    blame: re.Pattern[str]  # with upon: "the blame fell on the militia"
    holding: re.Pattern[str]
    belongs: re.Pattern[str]
    suffers: re.Pattern[str]
    loses: re.Pattern[str]
    nobody: re.Pattern[str]
    beside: re.Pattern[str]  # "soldiers loyal to the general": his, and not he
    between: re.Pattern[str]  # the two sides of a collision or a clash: "between the steamer Orla and the barge Tove"
    of_them: re.Pattern[str]  # what the victims were: "put the dead at 12, all of them, it said, insurgents"
    named_as: re.Pattern[str]
    attacker: re.Pattern[str]
    used: re.Pattern[str]
    accuses: re.Pattern[str]  # lays the deed upon others: "that the army attributed to the Front"
    into_the_air: re.Pattern[str]  # a warning harms nobody
    silent: re.Pattern[str]  # who says nothing does nothing
    counts: re.Pattern[str]  # who counts the dead did not kill them
    pursues: re.Pattern[str]  # who arrests somebody for a deed did not do it
    attacks: re.Pattern[str]
    ground: re.Pattern[str]  # "rebel territory" does nothing


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "targets", language)


def acts(text: str, span: Span, language: str = "en") -> bool:
    """Say whether a party may be a doer: not what is fired on, not whose member someone is, not who was harmed, not
    "no group"."""
    words = _words(language)
    before = text[max(0, span[0] - 60) : span[0]]
    before = before[: words.article.search(before).start()]  # type: ignore[union-attr]
    before = re.split(r"[.!?\n]", before)[-1]
    suffering = (words.into, words.inside, words.holding, words.nobody, words.beside, words.between, words.of_them)
    if any(pattern.search(before) for pattern in suffering):
        return False
    if words.named_as.search(before) and not words.attacker.search(before):
        return False
    if words.upon.search(before) and not words.blame.search(before):
        return False
    of = words.belongs.search(before)
    if of and (of["noun"].casefold() in word_class("belonging", language) or _undergone(of["noun"], language)):
        return False
    if words.ground.search(text, *span):
        return False
    quiet = (words.into_the_air, words.silent, words.counts, words.pursues)
    harmless = (words.suffers, words.loses, words.accuses, *quiet)
    return not any(pattern.match(text, span[1]) for pattern in harmless)


def does(text: str, span: Span, language: str = "en") -> bool:
    """Say whether a party is the subject of a verb of attack: "gunmen | fired", "the militia, which | shelled"."""
    return _words(language).attacks.match(text, span[1]) is not None


def _undergone(noun: str, language: str) -> bool:
    """Say whether what follows a noun's "of" is what it was done to: the shelling of Orsk, the murder of a clerk."""
    done = word_class("doer_noun", language)
    return event_noun(noun, language) is not None and noun.casefold().removesuffix("s") not in done


def is_means(text: str, span: Span, sure_doers: Sequence[Span], language: str = "en") -> bool:
    """Say whether an event or weapon is no doer: it was used, or its sentence names whoever used it."""
    if _words(language).used.match(text, span[1]):
        return True
    start = max(text.rfind(stop, 0, span[0]) for stop in (". ", "\n", "? ", "! "))
    ends = [at for stop in (". ", "\n", "? ", "! ") if (at := text.find(stop, span[1])) >= 0]
    return any(start <= a < min(ends, default=len(text)) for a, _ in sure_doers)
