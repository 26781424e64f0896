"""Tells what words of harm say of the people whom a number tells of: killed, injured, another effect, or nothing.

In:  a text, its Reading, a harm mark, a Numbered phrase.    Out: Harmed, or None where nobody is harmed.

The row of languages/<code>/harm.csv decides where the words are unambiguous, the encoder's reading where they are open.
Words live in languages/<code>/constructions.csv, room "effects".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted.kinds import Numbered
from recounted.languages import constructions, harms, persons
from recounted.languages.en import rules
from recounted.model import Effect, Mark, Reading, Span

# Tuned on ../shared/bench/gvdb_train by bench/toll.py.
HARM = 0.3  # least probability of a number's link to its harm word
SURE = 0.5  # least of it where the same words are as surely another number's
UNKNOWN = 0.97  # least of words that no row of harm.csv knows
OUTCOME = 0.995  # least of the encoder's "killed" that makes "shot" a death
HIT = 0.8  # least of the encoder's "injured" that makes "were hit" a wound
ALONE = 0.9  # least of an effect that stands on the encoder's reading alone
OBJECT = 0.6  # least of one on open words right before their object


class _Words(NamedTuple):
    """Constructions of the room "effects"."""

    towards: re.Pattern[str]  # "taken to | St Ane Hospital"
    shootings: re.Pattern[str]
    in_body: re.Pattern[str]  # "struck | the clerk in the leg"
    to_death: re.Pattern[str]  # "stabbed his wife | to death"
    murder: re.Pattern[str]  # "murder in the | shooting"
    by_what: re.Pattern[str]
    clause_ends: re.Pattern[str]
    with_wounds: re.Pattern[str]
    bears: re.Pattern[str]  # "with a gunshot wound": no deed that is somebody's
    own: re.Pattern[str]  # the "wounded" of "40 wounded"
    near_after: re.Pattern[str]
    died_there: re.Pattern[str]  # "One | died at the ford, | another in hospital": dead both
    in_hospital: re.Pattern[str]


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "effects", language)


class Harmed(NamedTuple):
    """What a harm mark says: its effect, effects it leaves undivided, the span of its words, how sure."""

    effect: Effect
    joint: tuple[Effect, ...]
    span: Span
    sure: float


def harmed(text: str, reading: Reading, head: int, numbered: Numbered | None, language: str) -> Harmed | None:
    """Return the effect of a harm mark for a number, or None where it tells of no harm to people."""
    mark = reading.marks[head]
    found = harms.harm_at(text, mark.span, language)
    if found and found[0].joint and _told_of_two(reading, head, found[1]):
        own = harms.harms(language).get(text[slice(*mark.span)].lower())
        found = (own, mark.span) if own else found
    if found and (found[0].effect == "none" or rules.is_thing(text, found[1]) or rules.is_missed(text, found[1])):
        return None
    if rules.is_only_checked(text, mark.span) or rules.is_staged(text, mark.span):
        return None
    if found and found[0].effect != "open":
        harm, span = found
        if harm.act and numbered and _to_death(text, mark, numbered, language):
            return Harmed("killed", (), _joined(span, mark.span), mark.confidence)
        if harm.act and numbered and _outcome(reading, mark, numbered) >= OUTCOME:
            return Harmed("killed", (), _joined(span, mark.span), mark.confidence)
        if harm.act and harm.effect == "affected" and _words(language).in_body.match(text, span[1]):
            return Harmed("injured", (), _joined(span, mark.span), mark.confidence)
        if harm.act and harm.effect == "affected" and numbered and _hit(text, reading, mark, numbered, language):
            return Harmed("injured", (), _joined(span, mark.span), mark.confidence)
        return Harmed(harm.effect, harm.joint, _joined(span, mark.span), mark.confidence)  # type: ignore[arg-type]
    if numbered is None and found and persons.noun(text[slice(*found[1])], language):
        return None  # "the victims" of what was told before
    asked = [mark.readings.get("effect", {})]
    if numbered:
        asked += [reading.marks[m].readings.get("effect", {}) for m in numbered.marks]
    effect, chance = most(mean(asked))
    if effect in ("killed", "injured") and found is not None:
        told = _complement(text, mark.span, language)
        if told is not None:
            harm, span = told
            return Harmed(harm.effect, harm.joint, span, mark.confidence)  # type: ignore[arg-type]
    beside = found and numbered is not None and numbered.span[0] == mark.span[1] + 1  # "lost | 14 soldiers"
    beside = beside and not _words(language).towards.search(text, *mark.span)
    if min(chance, mark.confidence) < (OBJECT if beside else ALONE if found else UNKNOWN) and (
        found is None or effect in ("killed", "injured")
    ):
        return None
    return Harmed(effect, (), mark.span, min(chance, mark.confidence))  # type: ignore[arg-type]


def _to_death(text: str, mark: Mark, numbered: Numbered, language: str) -> bool:
    """Tell whether words around make a deed a death: "stabbed his wife to death", "murder in the shooting of"."""
    words, begin = _words(language), max(0, mark.span[0] - 80)
    if mark.span[1] < numbered.span[0] and words.to_death.match(text, numbered.span[1]):
        return True
    return is_of_harm(text, numbered.span, language) and words.murder.search(text, begin, mark.span[0]) is not None


def _hit(text: str, reading: Reading, mark: Mark, numbered: Numbered, language: str) -> bool:
    """Tell whether people were hit and nothing is said of what hit them: "both were hit", in a report of shots."""
    asked = [mark, *(reading.marks[m] for m in numbered.marks)]
    sure = mean([m.readings.get("effect", {}) for m in asked]).get("injured", 0.0)
    return sure >= HIT and rules.is_passive(text, mark.span) and not _words(language).by_what.match(text, mark.span[1])


def _told_of_two(reading: Reading, head: int, words: Span) -> bool:
    """Tell whether joint words of harm are two marks, each another number's: "left a man dead and injured a woman"."""
    tied: dict[int, set[int]] = {}
    for link in reading.links:
        mark = reading.marks[link.head]
        if link.role == "harm" and link.probability >= SURE and words[0] <= mark.span[0] and mark.span[1] <= words[1]:
            tied.setdefault(link.head, set()).add(link.tail)
    return head in tied and any(not tied[head] & tails for other, tails in tied.items() if other != head)


def _outcome(reading: Reading, mark: Mark, numbered: Numbered) -> float:
    """Return how sure the encoder is, at the number and at the harm, that those shot or stabbed died of it."""
    asked = [mark, *(reading.marks[m] for m in numbered.marks)]
    return min(m.readings.get("effect", {}).get("killed", 0.0) for m in asked)


def _complement(text: str, harm: Span, language: str) -> tuple[harms.Harm, Span] | None:
    """Return the first unambiguous words of harm behind an open one in its clause: "found … with a gunshot wound"."""
    end = min(len(text), harm[1] + 80)
    stop = _words(language).clause_ends.search(text, harm[1], end)
    end = stop.start() if stop else end
    for word in re.finditer(r"[\w'’-]+", text[harm[1] : end]):
        found = harms.harm_at(text, (harm[1] + word.start(), harm[1] + word.end()), language)
        if found and found[0].effect not in ("none", "open") and found[1][0] >= harm[1]:
            return None if rules.is_thing(text, found[1]) else found  # "escaped when a forester fired a shot"
    return None


def _joined(row: Span, mark: Span) -> Span:
    """Return the words of harm: the row's where it holds the mark, else the mark's own."""
    return row if row[0] <= mark[0] and mark[1] <= row[1] else mark


_BEFORE = re.compile(r"([\w'’-]+)\s+$")


def beside(text: str, number: Span, harmed: Harmed | None, language: str) -> Harmed | None:
    """Return the harm right beside a number where it is another than the one tied to it: "wounding 238", "22 injured".

    What stands on one side only is the number's own; between two ("killed 30 injured") the tie decides.
    """
    if (
        harmed
        and harmed.effect == "killed"
        and harmed.span[1] < number[0]
        and _died_elsewhere(text, harmed.span, number, language)
    ):
        return None
    found = []
    own = _words(language).own.search(text[slice(*number)])
    row = harms.harm_at(text, (number[0] + own.start(1), number[1]), language) if own else None
    if row and row[0].effect in ("killed", "injured", "missing") and harmed and harmed.effect != row[0].effect:
        return Harmed(row[0].effect, row[0].joint, row[1], harmed.sure)  # type: ignore[arg-type]
    for pattern, begin in ((_BEFORE, max(0, number[0] - 25)), (_words(language).near_after, number[1])):
        window = text[begin : number[0]] if pattern is _BEFORE else text[begin : begin + 25]
        word = pattern.search(window) if pattern is _BEFORE else pattern.match(window)
        row = harms.harm_at(text, (begin + word.start(1), begin + word.end(1)), language) if word else None
        if row is None or row[0].effect in ("none", "open") or rules.is_only_checked(text, row[1]):
            continue
        if not (row[1][0] < number[1] and number[0] < row[1][1]):
            found.append(row)
    if len(found) != 1 or (harmed and found[0][0].effect == harmed.effect):
        return None
    if found[0][0].act and (harmed or not _words(language).bears.match(text, found[0][1][0])):
        return None
    harm, span = found[0]
    if (
        harmed
        and harm.effect == "rescued"
        and harmed.effect == "injured"
        and _words(language).with_wounds.match(text, span[1])
    ):
        return None  # "survived with minor injuries"
    if harm.joint and harmed and span[0] <= harmed.span[0] and harmed.span[1] <= span[1]:
        return None  # told apart already: "left a man dead and injured a woman"
    sure = harmed.sure if harmed else HARM
    return Harmed(harm.effect, harm.joint, span, sure)  # type: ignore[arg-type]


def _died_elsewhere(text: str, harm: Span, number: Span, language: str) -> bool:
    """Tell whether a clause without a verb says where else people died: "One died at the ford, another in hospital"."""
    there = _words(language).died_there.fullmatch(text, harm[0], number[0])
    return there is not None and _words(language).in_hospital.match(text, number[1]) is not None


def is_of_harm(text: str, number: Span, language: str) -> bool:
    """Tell whether a number stands in the very phrase of a harm: "the shootings of | four people, of whom one died"."""
    return _words(language).shootings.search(text, max(0, number[0] - 30), number[0]) is not None


def mean(readings: list[dict[str, float]]) -> dict[str, float]:
    kept = [r for r in readings if r]
    answers = dict.fromkeys(answer for r in kept for answer in r)
    return {answer: sum(r.get(answer, 0.0) for r in kept) / len(kept) for answer in answers}


def most(chances: dict[str, float]) -> tuple[str, float]:
    return max(chances.items(), key=lambda pair: pair[1]) if chances else ("affected", 0.0)
