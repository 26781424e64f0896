"""Ties numbers of people to words of harm: which belong together.

In:  a text, its Reading, its Numbered phrases.    Out: ties (Links, best first), for claims.toll.

The encoder proposes ties; the clause that a number and the words of harm stand in decides between rivals. Words live in
languages/<code>/constructions.csv, room "ties".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from recounted.claims import breakdown
from recounted.claims.effects import HARM, SURE, Harmed, most
from recounted.kinds import Numbered
from recounted.languages import constructions, harms, persons
from recounted.languages.en import rules
from recounted.model import Link, Reading, Span


class _Words(NamedTuple):
    """Constructions of the room "ties"."""

    self: re.Pattern[str]
    auxiliary: re.Pattern[str]  # "two clerks | were | shot"
    dies: re.Pattern[str]  # "two clerks | died"
    some_of: re.Pattern[str]  # "seven | of the 12 | wounded"
    of_all_before: re.Pattern[str]  # "seven of the | 12"
    frame: re.Pattern[str]  # "Of the | 40 people aboard, 12 died"
    together: re.Pattern[str]
    aside: re.Pattern[str]  # "with | a clerk", "by his wife and | two others", "with his | girlfriend's sons"
    to_at: re.Pattern[str]  # "dead | to | 42"
    risen: re.Pattern[str]  # "dead in the fall of the bridge | rose to | 39"
    its_own: re.Pattern[str]
    opens: re.Pattern[str]  # a clause of its own, with its own subject
    another_verb: re.Pattern[str]  # "two men | got into a fight and | one was shot"
    relative: re.Pattern[str]
    resumed: re.Pattern[str]
    then_clause: re.Pattern[str]
    who: re.Pattern[str]
    or_ends: re.Pattern[str]
    of: re.Pattern[str]
    then: re.Pattern[str]


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "ties", language)


def harm_ties(text: str, reading: Reading, numbered: Numbered, language: str) -> list[Link]:
    """Return the ties of a number's marks to harm words, the best of each head, most probable first."""
    whole = _whole_tie(text, reading, numbered, language)
    if whole is not None:
        return [whole]
    best: dict[int, Link] = {}
    for link in reading.links:
        if link.role != "harm" or link.tail not in numbered.marks or link.probability < HARM:
            continue
        link = msgspec.structs.replace(link, head=_before_the_next(text, reading, numbered.span, link, language))
        own = _reflexive(text, reading, link.tail, language)
        if own is None:
            own = _before_a_pair(reading, numbered.span, link.head)
        if own is None:
            own = _by_own_verb(text, reading, numbered.span, link.head, language)
        if own is None:
            own = _of_the_harmed(text, reading, numbered.span, link.head, language)
        if own is not None:
            link = msgspec.structs.replace(link, head=own, probability=1.0)
        if link.head not in best or best[link.head].probability < link.probability:
            best[link.head] = link
    return sorted(best.values(), key=lambda link: (-link.probability, link.head))


def _whole_tie(text: str, reading: Reading, numbered: Numbered, language: str) -> Link | None:
    """Return the only tie of a figure of which another is some: "two of the | six people hurt" have died."""
    (start, end), mark = numbered.span, numbered.marks[0] if numbered.marks else None
    if mark is None or not _words(language).of_all_before.search(text, max(0, start - 30), start):
        return None
    behind = (at for at, m in enumerate(reading.marks) if m.role == "harm" and m.span[0] == end + 1)
    head = next(behind, None)
    return None if head is None else Link("harm", mark, head, SURE)


def _reflexive(text: str, reading: Reading, number: int, language: str) -> int | None:
    """Return the words of harm that a reflexive stands right behind: "killed | himself after murdering his wife"."""
    start = reading.marks[number].span[0]
    if _words(language).self.match(text, start) is None:
        return None
    return next(
        (at for at, mark in enumerate(reading.marks) if mark.role == "harm" and mark.span[1] == start - 1), None
    )


def _before_a_pair(reading: Reading, number: Span, head: int) -> int | None:
    """Return the words of harm right before a number where those right behind it have a number of their own behind
    them: the "killed" of "killed 30 people injured 90"."""
    after = reading.marks[head].span
    if after[0] != number[1] + 1 or not any(m.role == "number" and m.span[0] == after[1] + 1 for m in reading.marks):
        return None
    before = (at for at, mark in enumerate(reading.marks) if mark.role == "harm" and mark.span[1] == number[0] - 1)
    return next(before, None)


def _by_own_verb(text: str, reading: Reading, number: Span, head: int, language: str) -> int | None:
    """Return the words of harm that a number is the subject of, where a tie leads back into the clause before: the
    "shot" of "a guard was stabbed and two clerks | were | shot"."""
    if reading.marks[head].span[1] > number[0]:
        return None
    verb = _words(language).auxiliary
    after = (
        at for at, m in enumerate(reading.marks) if m.role == "harm" and verb.fullmatch(text, number[1], m.span[0])
    )
    return next(after, None)


def _of_the_harmed(text: str, reading: Reading, number: Span, head: int, language: str) -> int | None:
    """Return the words of harm that come to some of those told of: "seven of the 12 wounded have | died"."""
    harm = reading.marks[head].span
    if harm[0] < number[1] or _words(language).some_of.fullmatch(text, number[1], harm[0]) is None:
        return None
    end = text.find(". ", harm[1])
    end = end if end >= 0 else len(text)
    later = (at for at, m in enumerate(reading.marks) if m.role == "harm" and harm[1] < m.span[0] < end)
    return next(later, None)


def _frames(text: str, number: Span, harm: Span, language: str) -> bool:
    """Tell whether a number only says of how many the clause behind it tells: "Of the 40 people aboard, 12 died"."""
    if _words(language).frame.search(text, max(0, number[0] - 24), number[0]) is None:
        return False
    return "," in text[number[1] : harm[0]]


def taken(reading: Reading, numbered: Numbered, head: int) -> bool:
    """Tell whether the words of harm are surely tied to another number."""
    return any(
        link.role == "harm" and link.head == head and link.tail not in numbered.marks and link.probability >= SURE
        for link in reading.links
    )


def _before_the_next(text: str, reading: Reading, number: Span, tie: Link, language: str) -> int:
    """Return the words of harm that a tie leads to, or those that stand before the next number, where that one is tied
    to the same words, and the number itself is their subject ("30 people, nine of them guards, were killed and 12 were
    abducted") or is read as harmed so: "30 lost one parent, and nine lost both parents".
    """
    mark, harm = reading.marks[tie.tail], reading.marks[tie.head]
    tied = {k.tail for k in reading.links if k.role == "harm" and k.head == tie.head and k.probability >= HARM}
    next_ones = [reading.marks[n].span[0] for n in tied if number[1] <= reading.marks[n].span[0] < harm.span[0]]
    between = [
        at for at, m in enumerate(reading.marks)
        if m.role == "harm" and number[1] <= m.span[0] and any(m.span[1] <= begin for begin in next_ones)
    ]  # fmt: skip
    own = next((at for at in between if is_subject(text, number, reading.marks[at].span, language)), None)
    if own is not None:
        return own
    between = [at for at in between if reading.marks[at].span[1] <= min(next_ones)]
    asked = mark.readings.get("effect", {})

    def fits(at: int) -> float:
        return asked.get(most(reading.marks[at].readings.get("effect", {}))[0], 0.0)

    return between[0] if between and fits(between[0]) >= fits(tie.head) else tie.head


def is_subject(text: str, number: Span, harm: Span, language: str) -> bool:
    """Tell whether a number is the subject of the words of harm behind it: "30 people, nine of them guards, were |
    killed"."""
    words = _words(language)
    if number[1] > harm[0]:
        return False
    return bool(words.auxiliary.fullmatch(text, number[1], harm[0]) or words.dies.fullmatch(text, number[1], harm[1]))


def rivals(text: str, reading: Reading, numbers: list[Numbered], language: str) -> set[tuple[Span, int]]:
    """Return the ties (number, words of harm) of those who stand aside in a clause whose harm came to another number.

    Two numbers are tied to one word and are not told in one breath. The one that hangs on a preposition is passed over
    ("The woman, who lived with her son, was shot"), and so is the one beyond the clause that the harm is told in
    ("Both men were taken to a hospital, where Odd Ness died"), unless a relative clause ends between ("Ness, who named
    Dahl as the gunman, was shot": not Dahl). A weak tie gives way to a number that the words are surely tied to.
    """
    of_head: dict[int, list[Numbered]] = {}
    for numbered in numbers:
        for tie in harm_ties(text, reading, numbered, language)[:2]:
            of_head.setdefault(tie.head, []).append(numbered)
    out: set[tuple[Span, int]] = set()
    for numbered in numbers:
        for tie in harm_ties(text, reading, numbered, language):
            if _frames(text, numbered.span, reading.marks[tie.head].span, language):
                out.add((numbered.span, tie.head))
            if _is_whole_of_another(text, numbered, of_head.get(tie.head, []), language):
                out.add((numbered.span, tie.head))
            if tie.probability < SURE and taken(reading, numbered, tie.head):
                out.add((numbered.span, tie.head))
    for head, rivals in of_head.items():
        harm = reading.marks[head].span
        own = [n for n in numbers if n.span[0] < harm[0] and harm[1] <= n.span[1] and n in rivals]
        if own:  # "95 victims in December, but only 16 deaths"
            out.update((one.span, head) for one in rivals if one not in own and one.count.low > own[0].count.low)
        rivals = [one for one in rivals if not _stands_aside(text, one, rivals, harm, language)]
        out.update((one.span, head) for one in of_head[head] if one not in rivals)
        for one in rivals:
            for other in rivals:
                if one is other or _in_one_breath(text, one.span, other.span, language):
                    continue
                loser = _beyond(text, harm, one, other, language)
                if loser is not None and not _is_toll(text, harm, loser, language):
                    out.add((loser.span, head))
    return out


def _is_whole_of_another(text: str, one: Numbered, rivals: list[Numbered], language: str) -> bool:
    """Tell whether a figure only says of how many another is some: "Twelve of the | 15 passengers survived"."""
    before = _words(language).of_all_before
    return any(
        other.span[1] < one.span[0] and before.search(text, max(0, other.span[0]), one.span[0]) is not None
        and one.span[0] - other.span[1] <= len(" of these ") for other in rivals
    )  # fmt: skip


def _stands_aside(text: str, one: Numbered, rivals: list[Numbered], harm: Span, language: str) -> bool:
    """Tell whether a number hangs on a preposition, and another is told apart from it: not "with | one man dead"."""
    if one.span[1] + 1 == harm[0]:
        return False
    if _is_toll(text, harm, one, language):
        return False
    aside = _words(language).aside.search(text, max(0, one.span[0] - 40), one.span[0])
    if aside is None or (aside["first"] and _words(language).its_own.match(text, one.span[1])):
        return False
    return any(other is not one and not _in_one_breath(text, one.span, other.span, language) for other in rivals)


def _is_toll(text: str, harm: Span, one: Numbered, language: str) -> bool:
    """Tell whether a number is the figure at which the words of harm before it stand: "the number of dead to | 42"."""
    words, between = _words(language), (harm[1], one.span[0])
    said = harm[1] <= one.span[0] and (words.to_at.fullmatch(text, *between) or words.risen.search(text, *between))
    return bool(said)


def _beyond(text: str, harm: Span, far: Numbered, near: Numbered, language: str) -> Numbered | None:
    """Return which of two numbers, told in this order away from the harm, a clause parts from it; None if neither."""
    words = _words(language)
    if far.span[1] <= near.span[0] and near.span[1] <= harm[0]:
        gap = text[far.span[1] : near.span[0]]
        if words.relative.match(gap):
            return near if words.resumed.search(text[near.span[1] : harm[0] + 12]) else None
        opened = words.opens.search(gap) is not None or breakdown.apart(text, far.span, near.span)
        opened = opened or (text[slice(*near.span)].lower() == "one" and words.another_verb.fullmatch(gap) is not None)
    elif harm[1] <= near.span[0] and near.span[1] <= far.span[0]:
        gap = text[near.span[1] : far.span[0]]
        opened = words.then_clause.search(gap) is not None
        opened = opened or (words.who.match(gap) is not None and words.or_ends.search(gap) is None)
    else:
        return None
    same = (far.count.low, far.count.high) == (near.count.low, near.count.high)
    told = persons.noun(text[slice(*near.span)], language)
    again = same and told is not None and told.kind == "pronoun"
    return far if opened and not again else None


def _in_one_breath(text: str, one: Span, other: Span, language: str) -> bool:
    left, right = sorted((one, other))
    gap = text[left[1] : right[0]]
    return bool(_words(language).together.fullmatch(gap)) and not _words(language).opens.search(gap)


def of_another(reading: Reading, numbered: Numbered, head: int) -> bool:
    """Tell whether a number that is tied to the words of harm first of all stands between these and the number:
    "nine were hurt, 40 were taken captive" takes nobody of the nine captive."""
    near = sorted((numbered.span, reading.marks[head].span))
    for at, mark in enumerate(reading.marks):
        if mark.role == "number" and near[0][1] <= mark.span[0] and mark.span[1] <= near[1][0]:
            own = [link for link in reading.links if link.role == "harm" and link.tail == at]
            if own and max(own, key=lambda link: link.probability).head == head:
                return True
    return False


def told_beside(text: str, number: Span, language: str) -> Harmed | None:
    """Return the harm of a number that no tie leads to but the words beside it: "the shootings of four people", "two
    women at the mill were hurt"."""
    begin = max(0, number[0] - 30)
    before, after = _words(language).of.search(text[begin : number[0]]), _words(language).then.match(text, number[1])
    for word, at in ((before, begin), (after, 0)):
        found = harms.harm_at(text, (at + word.start(1), at + word.end(1)), language) if word else None
        if found is None and word is before and word is not None:
            known = harms.harms(language).get(word[1])
            found = (known, (begin + word.start(1), begin + word.end(1))) if known else None
        if found and found[0].effect in ("killed", "injured") and not rules.is_doer(text, number, found[1]):
            return Harmed(found[0].effect, found[0].joint, found[1], 1.0)  # type: ignore[arg-type]
    return None


def of_no_harm(text: str, number: Span, language: str) -> bool:
    """Tell whether the words that a number hangs on say of no harm: "the attempted murder of two people"."""
    begin = max(0, number[0] - 30)
    word = _words(language).of.search(text[begin : number[0]])
    if word is None:
        return False
    found = harms.harm_at(text, (begin + word.start(1), begin + word.end(1)), language)
    return found is not None and found[0].effect == "none"
