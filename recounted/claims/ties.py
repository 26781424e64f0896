"""Ties numbers of people to words of harm: which belong together, and what the words say of these people.

In:  a text, its Reading, its Numbered phrases.    Out: ties (Links, best first) and Harmed, for claims.toll.

The encoder proposes ties; the clause that a number and the words of harm stand in decides between rivals. The row of
languages/<code>/harm.csv decides where the words are unambiguous, the encoder's reading where they are open.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from recounted.claims import breakdown
from recounted.kinds import Numbered
from recounted.languages import harms, persons
from recounted.languages.en import rules
from recounted.marks import phrases
from recounted.model import Effect, Link, Mark, Reading, Span

# Tuned on ../shared/bench/gvdb_train by bench/toll.py.
HARM = 0.3  # least probability of a number's link to its harm word
SURE = 0.5  # least of it where the same words are as surely another number's
UNKNOWN = 0.97  # least of words that no row of harm.csv knows
OUTCOME = 0.995  # least of the encoder's "killed" that makes "shot" a death
HIT = 0.8  # least of the encoder's "injured" that makes "were hit" a wound
ALONE = 0.9  # least of an effect that stands on the encoder's reading alone


OBJECT = 0.6  # least of one on open words right before their object

_TOWARDS = re.compile(r"\b(?:to|in|at|into|from|on)$")  # "taken to | St Ane Hospital"


class Harmed(NamedTuple):
    """What a harm mark says: its effect, effects it leaves undivided, the span of its words, how sure."""

    effect: Effect
    joint: tuple[Effect, ...]
    span: Span
    sure: float


# ---------------------------------------------------------------- which belong together


def harm_ties(text: str, reading: Reading, numbered: Numbered, language: str) -> list[Link]:
    """Return the ties of a number's marks to harm words, the best of each head, most probable first."""
    best: dict[int, Link] = {}
    for link in reading.links:
        if link.role != "harm" or link.tail not in numbered.marks or link.probability < HARM:
            continue
        link = msgspec.structs.replace(link, head=_before_the_next(reading, link))
        own = _reflexive(text, reading, link.tail)
        if own is None:
            own = _of_the_harmed(text, reading, numbered.span, link.head, language)
        if own is not None:
            link = msgspec.structs.replace(link, head=own, probability=1.0)
        if link.head not in best or best[link.head].probability < link.probability:
            best[link.head] = link
    return sorted(best.values(), key=lambda link: (-link.probability, link.head))


_SELF = re.compile(r"(?:him|her|them)sel(?:f|ves)\b")


def _reflexive(text: str, reading: Reading, number: int) -> int | None:
    """Return the words of harm that a reflexive stands right behind: "killed | himself after murdering his wife"."""
    start = reading.marks[number].span[0]
    if _SELF.match(text, start) is None:
        return None
    return next((at for at, mark in enumerate(reading.marks) if mark.role == "harm" and mark.span[1] == start - 1), None)


_OF_THE = re.compile(r" of (?:the|those|these)\s+(?P<all>[\w,-]+)(?: [a-z]+)?\s+")


def _of_the_harmed(text: str, reading: Reading, number: Span, head: int, language: str) -> int | None:
    """Return the words of harm that some of those come to whom others tell of: "seven of the 12 wounded have | died"."""
    harm = reading.marks[head].span
    whole = _OF_THE.fullmatch(text, number[1], harm[0])
    if whole is None or not (whole["all"][0].isdigit() or phrases.is_number(whole["all"], language)):
        return None
    end = text.find(". ", harm[1])
    end = end if end >= 0 else len(text)
    later = (at for at, m in enumerate(reading.marks) if m.role == "harm" and harm[1] < m.span[0] < end)
    return next(later, None)


_FRAME = re.compile(r"(?:^|[.!?][”\"]?\s+|\n\s*)(?:Out of|Of|Among)(?: (?:the|these|those|all))* $")


def _frames(text: str, number: Span, harm: Span) -> bool:
    """Tell whether a number only says of how many the clause behind it tells: "Of the 40 people aboard, 12 died"."""
    if _FRAME.search(text, max(0, number[0] - 24), number[0]) is None:
        return False
    return "," in text[number[1] : harm[0]]


def taken(reading: Reading, numbered: Numbered, head: int) -> bool:
    """Tell whether the words of harm are surely tied to another number."""
    return any(
        link.role == "harm" and link.head == head and link.tail not in numbered.marks and link.probability >= SURE
        for link in reading.links
    )


def _before_the_next(reading: Reading, tie: Link) -> int:
    """Return the words of harm that a tie leads to, or those that stand before the next number, where that one is tied
    to the same words and the number itself is read as harmed so: "30 lost one parent, and nine lost both parents".
    """
    number, harm = reading.marks[tie.tail], reading.marks[tie.head]
    tied = {link.tail for link in reading.links if link.role == "harm" and link.head == tie.head}
    begins = [reading.marks[n].span[0] for n in tied if number.span[1] <= reading.marks[n].span[0] < harm.span[0]]
    if not begins:
        return tie.head
    between = [
        at
        for at, mark in enumerate(reading.marks)
        if mark.role == "harm" and number.span[1] <= mark.span[0] and mark.span[1] <= min(begins)
    ]
    asked = number.readings.get("effect", {})

    def fits(at: int) -> float:
        return asked.get(most(reading.marks[at].readings.get("effect", {}))[0], 0.0)

    return between[0] if between and fits(between[0]) >= fits(tie.head) else tie.head


_TOGETHER = re.compile(
    r"^[\s,;()—–-]*(?:(?:and|or|&|as well as|along with|including|among them|of whom)\s+)*[^.;!?]{0,12}$",
    re.I,
)
_ASIDE = re.compile(  # "with | a clerk", "by his wife and | two others", "with his | girlfriend's sons"
    r"\b(?:(?<!, )with|by|against|to|from|at|near|for|between|toward|towards|into)\s+"
    r"(?P<first>(?:an?|the|his|her|their)\s+(?:[\w'’-]+\s+){0,2}?[\w'’-]+\s+and\s+)?(?:(?:the|his|her|their)\s+)?$",
    re.I,
)
_RISEN = re.compile(  # "dead | to 42", "dead in the fall of the bridge | rose to 39"
    r"^\s+(?:to|at)\s+$|\b(?:r[oi]se[ns]?|rising|climb\w*|increas\w*|jump\w*|f[ae]ll(?:s|en)?|stood|st[ao]nds?|put)\s+"
    r"(?:\w+\s+)?(?:to|at)\s+$"
)
_ITS_OWN = re.compile(r"(?:\s+[a-z]+ly)?\s+(?:was|were|is|are|has|had|have|died|[a-z]+ed)\b")
_OPENS = re.compile(  # a clause of its own, with its own subject
    r"\b(?:where|while|when|before|after|until|because|as|whom?|which|that)\b"
    r"|\b(?:is|are|was|were|has|had|have|will|remains?)\b.*\band\b|, with\b|;",
    re.I | re.S,
)
_ANOTHER_VERB = re.compile(r"(?: [\w'’-]+){2,},? and ")  # "two men | got into a fight and | one was shot"
_RELATIVE = re.compile(r"^,? (?:who|whose|which)\b")
_RESUMED = re.compile(r", (?:also |later |then )?(?:was|were|is|are|has|had|died|[a-z]+ed)\b")


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
            if _frames(text, numbered.span, reading.marks[tie.head].span):
                out.add((numbered.span, tie.head))
            if tie.probability < SURE and taken(reading, numbered, tie.head):
                out.add((numbered.span, tie.head))
    for head, rivals in of_head.items():
        harm = reading.marks[head].span
        own = [n for n in numbers if n.span[0] < harm[0] and harm[1] <= n.span[1] and n in rivals]
        if own:  # "95 victims in December, but only 16 deaths"
            out.update((one.span, head) for one in rivals if one not in own and one.count.low > own[0].count.low)
        rivals = [one for one in rivals if not _stands_aside(text, one, rivals, harm)]
        out.update((one.span, head) for one in of_head[head] if one not in rivals)
        for one in rivals:
            for other in rivals:
                if one is other or _in_one_breath(text, one.span, other.span):
                    continue
                loser = _beyond(text, harm, one, other, language)
                if loser is not None and not _is_toll(text, harm, loser):
                    out.add((loser.span, head))
    return out


def _stands_aside(text: str, one: Numbered, rivals: list[Numbered], harm: Span) -> bool:
    """Tell whether a number hangs on a preposition, and another is told apart from it: not "with | one man dead"."""
    if one.span[1] + 1 == harm[0]:
        return False
    if _is_toll(text, harm, one):
        return False
    aside = _ASIDE.search(text, max(0, one.span[0] - 40), one.span[0])
    if aside is None or (aside["first"] and _ITS_OWN.match(text, one.span[1])):
        return False
    return any(other is not one and not _in_one_breath(text, one.span, other.span) for other in rivals)


def _is_toll(text: str, harm: Span, one: Numbered) -> bool:
    """Tell whether a number is the figure at which the words of harm before it stand: "the number of dead to | 42"."""
    return harm[1] <= one.span[0] and _RISEN.search(text[harm[1] : one.span[0]]) is not None


def _beyond(text: str, harm: Span, far: Numbered, near: Numbered, language: str) -> Numbered | None:
    """Return which of two numbers, told in this order away from the harm, a clause parts from it; None if neither."""
    if far.span[1] <= near.span[0] and near.span[1] <= harm[0]:
        gap = text[far.span[1] : near.span[0]]
        if _RELATIVE.match(gap):
            return near if _RESUMED.search(text[near.span[1] : harm[0] + 12]) else None
        opened = _OPENS.search(gap) is not None or breakdown.apart(text, far.span, near.span)
        opened = opened or (text[slice(*near.span)].lower() == "one" and _ANOTHER_VERB.fullmatch(gap) is not None)
    elif harm[1] <= near.span[0] and near.span[1] <= far.span[0]:
        gap = text[near.span[1] : far.span[0]]
        opened = re.search(r"\b(?:where|while|when|before|after|until)\b", gap) is not None
        opened = opened or (re.match(r" who\b", gap) is not None and re.search(r"\b(?:and|or)\s+$", gap) is None)
    else:
        return None
    same = (far.count.low, far.count.high) == (near.count.low, near.count.high)
    told = persons.noun(text[slice(*near.span)], language)
    again = same and told is not None and told.kind == "pronoun"
    return far if opened and not again else None


def _in_one_breath(text: str, one: Span, other: Span) -> bool:
    left, right = sorted((one, other))
    gap = text[left[1] : right[0]]
    return bool(_TOGETHER.match(gap)) and not _OPENS.search(gap)


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


_OF = re.compile(r"\b([a-z]+?)s? of (?:an? |the )?$")
_THEN = re.compile(
    r"(?: (?!and\b|who\b|after\b|when\b)[a-z]+){0,4} (?:was|were|had been|have been|has been)(?: [a-z]+ly)? ([a-z]+)\b"
)


def told_beside(text: str, number: Span, language: str) -> Harmed | None:
    """Return the harm of a number that no tie leads to but the words beside it: "the shootings of four people", "two
    women at the mill were hurt"."""
    begin = max(0, number[0] - 30)
    before, after = _OF.search(text[begin : number[0]]), _THEN.match(text, number[1])
    for word, at in ((before, begin), (after, 0)):
        found = harms.harm_at(text, (at + word.start(1), at + word.end(1)), language) if word else None
        if found is None and word is before and word is not None:
            known = harms.harms(language).get(word[1])
            found = (known, (begin + word.start(1), begin + word.end(1))) if known else None
        if found and found[0].effect in ("killed", "injured") and not rules.is_doer(text, number, found[1]):
            return Harmed(found[0].effect, found[0].joint, found[1], 1.0)  # type: ignore[arg-type]
    return None


_SHOOTINGS = re.compile(r"\b(?:shooting|killing|stabbing|wounding|murder|slaying|death)s? of (?:the |these )?$")


def is_of_harm(text: str, number: Span) -> bool:
    """Tell whether a number stands in the very phrase of a harm: "the shootings of | four people, of whom one died"."""
    return _SHOOTINGS.search(text, max(0, number[0] - 30), number[0]) is not None


def of_no_harm(text: str, number: Span, language: str) -> bool:
    """Tell whether the words that a number hangs on say of no harm: "the attempted murder of two people"."""
    begin = max(0, number[0] - 30)
    word = _OF.search(text[begin : number[0]])
    if word is None:
        return False
    found = harms.harm_at(text, (begin + word.start(1), begin + word.end(1)), language)
    return found is not None and found[0].effect == "none"


# ---------------------------------------------------------------- what the words say


def harmed(text: str, reading: Reading, head: int, numbered: Numbered | None, language: str) -> Harmed | None:
    """Return the effect of a harm mark for a number, or None where it tells of no harm to people."""
    mark = reading.marks[head]
    found = harms.harm_at(text, mark.span, language)
    if found and found[0].joint and _told_of_two(reading, head, found[1]):
        own = harms.harms(language).get(text[slice(*mark.span)].lower())
        found = (own, mark.span) if own else found
    if found and (found[0].effect == "none" or rules.is_thing(text, found[1]) or rules.is_missed(text, found[1])):
        return None
    if rules.is_only_checked(text, mark.span):
        return None
    if found and found[0].effect != "open":
        harm, span = found
        if harm.act and numbered and _to_death(text, mark, numbered):
            return Harmed("killed", (), _joined(span, mark.span), mark.confidence)
        if harm.act and numbered and _outcome(reading, mark, numbered) >= OUTCOME:
            return Harmed("killed", (), _joined(span, mark.span), mark.confidence)
        if harm.act and harm.effect == "affected" and _IN_BODY.match(text, span[1]):
            return Harmed("injured", (), _joined(span, mark.span), mark.confidence)
        if harm.act and harm.effect == "affected" and numbered and _hit(text, reading, mark, numbered):
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
    beside = beside and not _TOWARDS.search(text, *mark.span)
    if min(chance, mark.confidence) < (OBJECT if beside else ALONE if found else UNKNOWN) and (
        found is None or effect in ("killed", "injured")
    ):
        return None
    return Harmed(effect, (), mark.span, min(chance, mark.confidence))  # type: ignore[arg-type]


_IN_BODY = re.compile(  # "struck the clerk in the leg", "hit a boy in his left arm"
    r"\s+(?:(?!in\b)[\w'’-]+\s+){1,4}in (?:the|his|her|their) (?:(?:left|right|upper|lower|back of the) )*"
    r"(?:heads?|faces?|necks?|chests?|backs?|stomachs?|abdomens?|torsos?|body|arms?|legs?|hands?|foot|feet|thighs?|hips?|"
    r"shoulders?|ankles?|knees?|eyes?|jaws?|buttocks)\b"
)


_DEATH = re.compile(r" to death\b")
_MURDER = re.compile(r"(?<!attempted )\b(?:murder|manslaughter|homicide)s?(?: charges?)?,? in (?:[\w'’-]+ ){0,5}$", re.I)


def _to_death(text: str, mark: Mark, numbered: Numbered) -> bool:
    """Tell whether words around say that a deed was a death: "stabbed his wife to death", "murder in the shooting of"."""
    if mark.span[1] < numbered.span[0] and _DEATH.match(text, numbered.span[1]):
        return True
    return is_of_harm(text, numbered.span) and _MURDER.search(text, max(0, mark.span[0] - 80), mark.span[0]) is not None


def _hit(text: str, reading: Reading, mark: Mark, numbered: Numbered) -> bool:
    """Tell whether people were hit and nothing is said of what hit them: "both were hit", in a report of shots."""
    asked = [mark, *(reading.marks[m] for m in numbered.marks)]
    sure = mean([m.readings.get("effect", {}) for m in asked]).get("injured", 0.0)
    return sure >= HIT and rules.is_passive(text, mark.span) and not text.startswith((" by", " with"), mark.span[1])


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


_CLAUSE_END = re.compile(r"[.;!?\n]|, (?:and|but|who|when|where|while|after)\b")


def _complement(text: str, harm: Span, language: str) -> tuple[harms.Harm, Span] | None:
    """Return the first unambiguous words of harm behind an open one in its clause: "found … with a gunshot wound"."""
    end = min(len(text), harm[1] + 80)
    stop = _CLAUSE_END.search(text, harm[1], end)
    end = stop.start() if stop else end
    for word in re.finditer(r"[\w'’-]+", text[harm[1] : end]):
        found = harms.harm_at(text, (harm[1] + word.start(), harm[1] + word.end()), language)
        if found and found[0].effect not in ("none", "open") and found[1][0] >= harm[1]:
            return None if rules.is_thing(text, found[1]) else found  # "escaped when a forester fired a shot"
    return None


def _joined(row: Span, mark: Span) -> Span:
    """Return the words of harm: the row's where it holds the mark, else the mark's own."""
    return row if row[0] <= mark[0] and mark[1] <= row[1] else mark


_WITH = re.compile(r"[^.;,]{0,30}? with\b")
_BEARS = re.compile(r"(?:with|suffering)\b", re.I)  # "with a gunshot wound": no deed that is somebody's
_BEFORE = re.compile(r"([\w'’-]+)\s+$")
_OWN = re.compile(r"(?<!\bof the)(?<!\bof those)\s(dead|killed|injured|wounded|hurt|missing|martyrs)$", re.I)
_AFTER = re.compile(r"\s+(?:(?:people|others|more|were|was|are|is|being|have been|had been)\s+){0,2}([\w'’-]+)")


def beside(text: str, number: Span, harmed: Harmed | None, language: str) -> Harmed | None:
    """Return the harm right beside a number where it is another than the one tied to it: "wounding 238", "22 injured".

    What stands on one side only is the number's own; between two ("killed 30 injured") the tie decides.
    """
    found = []
    own = _OWN.search(text[slice(*number)])
    row = harms.harm_at(text, (number[0] + own.start(1), number[1]), language) if own else None
    if row and row[0].effect in ("killed", "injured", "missing") and harmed and harmed.effect != row[0].effect:
        return Harmed(row[0].effect, row[0].joint, row[1], harmed.sure)  # type: ignore[arg-type]
    for pattern, begin in ((_BEFORE, max(0, number[0] - 25)), (_AFTER, number[1])):
        window = text[begin : number[0]] if pattern is _BEFORE else text[begin : begin + 25]
        word = pattern.search(window) if pattern is _BEFORE else pattern.match(window)
        row = harms.harm_at(text, (begin + word.start(1), begin + word.end(1)), language) if word else None
        if row and row[0].effect not in ("none", "open") and not (row[1][0] < number[1] and number[0] < row[1][1]):
            found.append(row)
    if len(found) != 1 or (harmed and found[0][0].effect == harmed.effect):
        return None
    if found[0][0].act and (harmed or not _BEARS.match(text, found[0][1][0])):
        return None
    harm, span = found[0]
    if harmed and harm.effect == "rescued" and harmed.effect == "injured" and _WITH.match(text, span[1]):
        return None  # "survived with minor injuries"
    if harm.joint and harmed and span[0] <= harmed.span[0] and harmed.span[1] <= span[1]:
        return None  # told apart already: "left a man dead and injured a woman"
    sure = harmed.sure if harmed else HARM
    return Harmed(harm.effect, harm.joint, span, sure)  # type: ignore[arg-type]


def mean(readings: list[dict[str, float]]) -> dict[str, float]:
    kept = [r for r in readings if r]
    answers = dict.fromkeys(answer for r in kept for answer in r)
    return {answer: sum(r.get(answer, 0.0) for r in kept) / len(kept) for answer in answers}


def most(chances: dict[str, float]) -> tuple[str, float]:
    return max(chances.items(), key=lambda pair: pair[1]) if chances else ("affected", 0.0)
