"""Who in a clause does the harm, and to whom it comes.

In:  a text and spans of numbers and words of harm.    Out: is_doer; the person whom words of harm tell of.
Word order decides, which no table can say: the noun before an active verb that has an object is its subject, "by" hands
over the doer. Words live in languages/<code>/constructions.csv, room "rules".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from recounted.languages import constructions, finding, harms, persons
from recounted.languages.constructions import word_class
from recounted.languages.persons import Noun, gender
from recounted.model import Span


class _Words(NamedTuple):
    """Constructions of the room "rules"."""

    passive: re.Pattern[str]
    object: re.Pattern[str]
    and_verb: re.Pattern[str]  # "captured | and then tortured | two clerks"
    times: re.Pattern[str]  # "was shot several times"
    active: re.Pattern[str]
    form: re.Pattern[str]  # a verb, and no noun of harm
    charged: re.Pattern[str]
    by: re.Pattern[str]
    goes_on: re.Pattern[str]
    new_clause: re.Pattern[str]
    he_or_she: re.Pattern[str]
    object_pronoun: re.Pattern[str]
    at_target: re.Pattern[str]
    adverb: re.Pattern[str]
    preposition: re.Pattern[str]
    passive_in: re.Pattern[str]
    oneself: re.Pattern[str]
    doing: re.Pattern[str]
    suffering: re.Pattern[str]
    judged: re.Pattern[str]
    before_court: re.Pattern[str]
    and_also: re.Pattern[str]
    own_verb: re.Pattern[str]  # "four died and | nine were overcome"
    kept_apart: re.Pattern[str]  # "one man dead and | three guards on leave"
    staged: re.Pattern[str]  # "the film tells of a clerk who | kills"
    stage: re.Pattern[str]  # a word without which nothing is staged
    acted: re.Pattern[str]
    of_player: re.Pattern[str]  # "two defenders to | injury"
    at_goal: re.Pattern[str]  # "shot | from distance"
    finds: re.Pattern[str]  # "a woman| found her | husband dead"
    beside_it: re.Pattern[str]  # "he quarrelled with | a clerk and was shot"
    and_was: re.Pattern[str]
    presupposed: re.Pattern[str]
    that: re.Pattern[str]  # "the raid that killed nine"
    a_shot: re.Pattern[str]
    at_end: re.Pattern[str]
    aimed: re.Pattern[str]
    fired_at: re.Pattern[str]
    brought: re.Pattern[str]
    checked: re.Pattern[str]  # "taken to a hospital as a precaution"
    struck: re.Pattern[str]
    fired: re.Pattern[str]  # "one shot was fired", "a shot rang out"; "shot his .22 rifle at a tree"
    emptied: re.Pattern[str]  # "shot out the windows"
    body_thing: re.Pattern[str]  # "a body search"
    body_part: re.Pattern[str]  # "hit several times in the body"
    suffered: re.Pattern[str]
    base: re.Pattern[str]
    unreal: re.Pattern[str]
    perhaps: re.Pattern[str]
    event_noun: re.Pattern[str]
    fatal_event: re.Pattern[str]
    pronoun: re.Pattern[str]
    plural: re.Pattern[str]
    noun_of_harm: re.Pattern[str]
    own_life: re.Pattern[str]  # "before taking his own life"
    act: re.Pattern[str]
    active_subject: re.Pattern[str]
    subject_name: re.Pattern[str]
    object_person: re.Pattern[str]
    object_name: re.Pattern[str]
    of_person: re.Pattern[str]
    noun_phrase: re.Pattern[str]
    thing_named: re.Pattern[str]
    placed: re.Pattern[str]
    ties: re.Pattern[str]  # "linked Ness to the killing"
    tied: re.Pattern[str]
    involved: re.Pattern[str]  # "three men involved in a fight and shooting", "the suspect in her shooting death"
    gapped: re.Pattern[str]  # "418 were killed on one side and 12 on the other"
    where_else: re.Pattern[str]
    strikes: re.Pattern[str]  # "The robbers struck twice on Monday"
    somebody: re.Pattern[str]
    prevented: re.Pattern[str]  # "kept him from shooting the clerk"
    wounds: re.Pattern[str]
    slight: re.Pattern[str]  # "I don't think his injuries are serious"
    owned: re.Pattern[str]
    contrasted: re.Pattern[str]


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "rules", language)


STAGE = 240  # characters of a sentence before its harm in which it may say that it tells of a play or a drill
_OTHER = {"male": "female", "female": "male"}


def is_passive(text: str, harm: Span, language: str = "en") -> bool:
    """Return whether an auxiliary before words of harm says that they were suffered: "both were hit"."""
    return _words(language).passive.search(text, max(0, harm[0] - 40), harm[0]) is not None


def is_doer(text: str, number: Span, harm: Span, language: str = "en") -> bool:
    """Return whether the people that a number tells of do the harm rather than suffer it.

    number before an active verb with an object ("a man shot two clerks"), or before "charged with murder"; one whom
    others tie to it ("linked Ness to the killing").
    """
    known = _words(language)
    if known.ties.search(text, max(0, number[0] - 16), number[0]) and known.tied.match(text, number[1]):
        return True
    if number[1] > harm[0]:
        if harm[1] > number[0]:
            return False
        gap = text[harm[1] : number[0]]
        passive = known.passive.search(text[max(0, harm[0] - 40) : harm[0]])
        elsewhere = known.gapped.search(gap) and known.where_else.match(text, number[1])
        if elsewhere and " " not in text[slice(*number)]:
            return False  # "418 were killed on one side and 12 on the other"
        among = known.goes_on.search(gap) or known.goes_on.search(text[harm[1] : number[1]].rstrip(", "))
        return bool(known.by.search(gap) or (passive and not among))
    gap = text[number[1] : harm[0]]
    pronoun = known.he_or_she.findall(gap.lower())
    if pronoun and gender(text[slice(*number)], language) == _OTHER[gender(pronoun[-1], language)]:
        return True
    if known.charged.search(gap):
        last = max(m.end() for m in known.charged.finditer(gap))
        if not known.new_clause.search(gap[last:]):
            return True
    words = text[slice(*harm)]
    if (known.noun_of_harm.search(words) or words.endswith("death")) and known.involved.search(gap):
        return True
    if not known.form.search(words) or len(gap) > 200:
        return False
    strikes = known.adverb.fullmatch(gap) and known.strikes.match(text, harm[0])
    if strikes and known.somebody.match(text, number[0]):
        return True  # "The robbers struck twice on Monday"
    if known.object_pronoun.search(words) and not known.passive.search(gap):
        return True
    after = text[harm[1] : harm[1] + 60]
    shoots = words.lower() in word_class("shoot", language)
    if shoots and known.at_target.match(after) and known.adverb.fullmatch(gap):
        return True
    joined = known.and_verb.match(after)
    row = harms.harms(language).get(joined["verb"].lower()) if joined else None
    if joined and row is not None and row.effect not in ("none", "open"):
        after = text[harm[1] + joined.end() : harm[1] + joined.end() + 60]
    if not known.object.match(after) or known.times.match(after):
        return False
    if known.active.search(words.split()[0]) or known.active.search(words):
        return not known.preposition.search(gap) or len(gap) > 3
    return not known.passive.search(gap) and not known.passive_in.search(gap)


def is_anothers_own(text: str, number: Span, harm: Span, language: str = "en") -> bool:
    """Return whether somebody else harmed himself: "her" in "led her to a man who shot himself"."""
    oneself = _words(language).oneself.search(text[slice(*harm)])
    if oneself is None or (number[0] < harm[1] and harm[0] < number[1]):
        return False
    other = _OTHER[gender(oneself[1], language)]
    return number[0] >= harm[1] or gender(text[slice(*number)], language) == other


def is_elsewhere_engaged(text: str, number: Span, harm: Span, language: str = "en") -> bool:
    """Return whether people only stand beside the harmed: "found a man wounded and two people running", "two cleared
    over ferry deaths"."""
    words = _words(language)
    if words.before_court.match(text[number[1] : harm[0]]) or words.finds.match(text[number[1] : harm[0]]):
        return True
    if harm[1] <= number[0] and words.kept_apart.match(text, number[1]):
        return True
    if number[1] <= harm[0] and words.judged.search(text, max(0, number[0] - 24), number[0]):
        return True  # "A jury acquitted | two owners | of manslaughter"
    if words.beside_it.search(text, max(0, number[0] - 12), number[0]) and words.and_was.fullmatch(
        text, number[1], harm[0]
    ):
        return True
    joined = words.and_also.fullmatch(text[harm[1] : number[0]]) is not None
    if joined and words.own_verb.match(text, number[1]):
        return True
    doing = joined and words.doing.match(text, number[1]) is not None
    return doing and words.suffering.match(text, number[1]) is None


def is_presupposed(text: str, start: int, number: Span, harm: Span, language: str = "en") -> bool:
    """Return whether a harm in a content that begins at start is told in a relative clause, which a denial leaves as it
    is: "acquitted of neglect in the sinking, in which 112 drowned" denies no death."""
    if _words(language).presupposed.search(text, start, min(number[0], harm[0])):
        return True
    return harm[0] < number[0] and _words(language).that.search(text, start, harm[0]) is not None


def is_missed(text: str, harm: Span, language: str = "en") -> bool:
    """Return whether somebody was shot at, which says of no wound: "shot at by two men", "shot at the officers"."""
    known = _words(language)
    words = known.at_end.sub("", text[slice(*harm)].lower())
    if words in word_class("shooting_at", language):
        return known.fired_at.match(text, harm[0] + len(words)) is not None
    return words in word_class("shoot_at", language) and bool(known.aimed.match(text, harm[0] + len(words)))


def is_only_checked(text: str, harm: Span, language: str = "en") -> bool:
    """Return whether somebody was brought to a hospital without a word of a wound: "taken there as a precaution"."""
    words = _words(language)
    return bool(words.brought.fullmatch(text, *harm) and words.checked.match(text, harm[1]))


def is_thing(text: str, harm: Span, language: str = "en") -> bool:
    """Return whether harm came to no people: "fired one shot", "a mug shot", "killed a dog", "a horse was shot"."""
    known, told = _words(language), text[slice(*harm)].lower()
    before = text[max(0, harm[0] - 60) : harm[0]]
    if told in word_class("shot_noun", language) and known.a_shot.search(before):
        return True
    if told in word_class("shot_word", language) and known.fired.match(text, harm[1]):
        return True
    if known.emptied.match(text, harm[0]) or (told in word_class("body", language) and known.body_part.search(before)):
        return True
    if told.endswith("body") and known.body_thing.match(text, harm[1]):
        return True
    behind = known.struck.match(text, harm[1])
    words = behind[1].split() if behind else []
    for at, word in enumerate(words):
        found = persons.noun(word, language)
        if found:
            follows = persons.noun(words[at + 1], language) if at + 1 < len(words) else None  # "a dog owner"
            return _is_animal(found, language) and (follows is None or follows.kind == "thing")
    subject = known.suffered.search(before)
    found = persons.noun(subject[1], language) if subject else None
    return found is not None and _is_animal(found, language)


def _is_animal(noun: Noun, language: str) -> bool:
    return noun.kind == "thing" and noun.form in word_class("animal", language)


@functools.lru_cache(maxsize=512)  # asked again for every number that harm may have come to
def is_staged(text: str, harm: Span, language: str = "en") -> bool:
    """Return whether harm is told of in a work of art or a drill, or is sport: "in the film, a sniper kills eleven",
    "lost two defenders to injury". A sentence with a year in it may tell of what the work is about, and counts."""
    words, begin = _words(language), max(0, harm[0] - STAGE)
    said = text[slice(*harm)].lower()
    if _has_stage(text, language):
        if words.staged.search(text, begin, harm[0]) or words.acted.match(text, harm[1]):
            return True
        if "injur" in said and words.of_player.search(text, begin, harm[1]):
            return True
    return said in word_class("shoot", language) and words.at_goal.match(text, harm[1]) is not None


@functools.lru_cache(maxsize=4)
def _has_stage(text: str, language: str) -> bool:
    """Whether a text has a word without which nothing is staged: most have none, and each harm would ask."""
    return finding.search(_words(language).stage, text) is not None


def is_unreal(text: str, harm: Span, language: str = "en") -> bool:
    """Return whether an infinitive tells of harm that is only meant or possible: "tried to kill her son"."""
    before = text[max(0, harm[0] - 60) : harm[0]]
    words = _words(language)
    if words.prevented.search(text, max(0, harm[0] - 160), harm[0]):
        return True
    return bool((words.base.match(text, harm[0]) and words.unreal.search(before)) or words.perhaps.search(before))


def is_lightly_hurt(text: str, harm: Span, language: str = "en") -> bool:
    """Return whether wounds that somebody has are only denied to be grave: "I don't think his injuries are serious"."""
    words = _words(language)
    owned = words.wounds.fullmatch(text, *harm) and words.owned.search(text, max(0, harm[0] - 30), harm[0])
    return bool(owned and words.slight.match(text, harm[1]))


def names_event(text: str, harm: Span, language: str = "en") -> bool:
    """Return whether words of harm only name the event ("a fatal shooting") and tell of nobody in the clause."""
    known, words = _words(language), text[slice(*harm)].lower()
    if known.fatal_event.match(words):
        return True
    return words in word_class("fatal", language) and bool(known.event_noun.match(text, harm[1]))


# ---------------------------------------------------------------- whom words of harm tell of


class Person(NamedTuple):
    """One person named by a word in the clause: words as they stand, and where."""

    words: str
    span: Span


_STOP = re.compile(r"[.!?;](?=\s)|\n|[“”\"]")


def sufferer(text: str, harm: Span, nouns: Mapping[str, Noun], language: str = "en") -> Person | None:
    """Return the one person whom words of harm without a number tell of: "he" in "he was shot", or None.

    An active verb's object, the noun after "of", else the nearest person before in the same sentence.
    """
    known, words, near = _words(language), text[slice(*harm)], text[max(0, harm[0] - 40) : harm[0]]
    if own := known.own_life.search(words):
        return Person(own[1], (harm[0] + own.start(1), harm[0] + own.end(1)))
    if known.noun_of_harm.search(words) or (known.act.match(words) and known.active_subject.search(near)):
        return None
    after = text[harm[1] : harm[1] + 60]
    if known.form.search(words) and (found := known.object_person.match(after)):
        person = _person(found[1], harm[1] + found.start(1), nouns, language)
        if person:
            return person
    if known.form.search(words) and not known.passive.search(near) and (found := known.object_name.match(after)):
        return Person(found[1], (harm[1] + found.start(1), harm[1] + found.end(1)))
    if found := known.of_person.match(after):
        person = _person(found[1], harm[1] + found.start(1), nouns, language)
        if person:
            return person
    start = max(0, harm[0] - 120)
    before = text[start : harm[0]]
    for stop in _STOP.finditer(before):
        start = max(start, harm[0] - len(before) + stop.end())
    before = text[start : harm[0]]
    best: Person | None = None
    for pattern in (known.pronoun, known.noun_phrase):
        for match in pattern.finditer(before):
            person = _person(match.group(), start + match.start(), nouns, language)
            if person and (best is None or person.span[0] >= best.span[0]):
                best = person
    if best and known.plural.search(text[best.span[1] : harm[0]]):
        return None
    return best


def is_animal(word: str, nouns: Mapping[str, Noun], language: str = "en") -> bool:
    """Return whether a word, in small letters, is an animal or several."""
    found = nouns.get(word)
    return found is not None and found.kind in ("thing", "plural") and found.form in word_class("animal", language)


def _person(phrase: str, at: int, nouns: Mapping[str, Noun], language: str) -> Person | None:
    """Return the phrase up to its first noun that is one person."""
    for word in re.finditer(r"[\w'’-]+", phrase):
        low = word.group().lower()
        found = nouns.get(low)
        if found is None:
            continue
        if low in word_class("possessor_too", language) and word.end() < len(phrase):
            continue
        if (
            found.plural
            or found.kind not in ("noun", "generic", "pronoun")
            or low in word_class("no_one_person", language)
        ):
            return None
        following = re.match(r"[\s-]+([\w'’-]+)", phrase[word.end() :])
        if following and is_animal(following[1].lower(), nouns, language):
            return None  # "the female cougar"
        if following and following[1].lower() in nouns and nouns[following[1].lower()].kind in ("noun", "generic"):
            continue
        return Person(phrase[: word.end()], (at, at + word.end()))
    return None


def subject_name(text: str, harm: Span, language: str = "en") -> Person | None:
    """Return the name right before the verb group of words of harm: "Miller" in "Miller later died"."""
    known, start = _words(language), max(0, harm[0] - 80)
    found = known.subject_name.search(text[start : harm[0]])
    if found and known.thing_named.search(text[max(0, start + found.start(1) - 25) : start + found.start(1)]):
        return None
    if found is None or found[1].split()[-1].lower() in word_class("no_person", language):
        return None
    if known.noun_of_harm.search(text[slice(*harm)]):
        return None
    return Person(found[1], (start + found.start(1), start + found.end(1)))


def is_contrasted(text: str, number: Span, language: str = "en") -> bool:
    """Return whether a bare figure is of another side or place than one before: the "12 on the other" of "418 on one
    side and 12 on the other"."""
    return " " not in text[slice(*number)] and _words(language).contrasted.match(text, number[1]) is not None


def is_placed(text: str, number: Span, language: str = "en") -> bool:
    """Return whether a figure has a place of its own behind it: the "nine in Halvet" of a list of places."""
    return " " not in text[slice(*number)].removesuffix(" people") and bool(
        _words(language).placed.match(text, number[1])
    )
