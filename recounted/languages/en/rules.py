"""What a table cannot say of English: who in a clause does the harm, and to whom it comes.

In:  a text and spans of numbers and words of harm.    Out: is_doer; the person whom words of harm tell of.
Word order decides: the noun before an active verb that has an object is its subject, "by" hands over the doer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from recounted.languages import persons
from recounted.languages.persons import Noun, gender
from recounted.model import Span

_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|be|been|being|get|gets|got|getting|has been|have been|had been|found|left|lay|lying)"
    r"(?:\s+(?:not|also|both|all|then|later|reportedly|allegedly|apparently|fatally|accidentally|[a-z]+ly))*\s+$",
    re.I,
)
_ANIMALS = frozenset(
    "cougar wolf coyote dog cat horse cow goat sheep deer bear animal pet pig bull calf bird puppy".split()
)
_OBJECT = re.compile(
    r"\s+(?:an?|the|his|her|their|its|him|them|himself|herself|another|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|"
    r"dozens|scores|hundreds|at least|more than|up to|\d+|(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Christmas|New Year|Easter|In |On |At |The |"
    r"Police)[A-Z][\w'’.-]+)\b(?!\s+(?:times?|hours?|days?|minutes?|weeks?|months?|years?|p\.m\.|a\.m\.|"
    r"feet|yards|morning|night|evening|afternoon)\b)"
)
_TIMES = re.compile(r"\s+(?:\w+\s+){0,2}(?:times?|hours?|days?|minutes?|weeks?|years?|times)\b")
_ACTIVE = re.compile(r"(?:ing|kills|shoots|injures|wounds|stabs|claims|kill|shoot|injure|wound|stab)$", re.I)
_FORM = re.compile(r"(?:ed|shot|beat|hit|struck|slain|hurt|cut|taken|ing|s|kill|shoot|wound|injure|stab)\b", re.I)
_TIES = re.compile(r"\b(?:link|connect|t[iy]|match)(?:e?d|s|ing)? $")
_TIED = re.compile(r"[^.;]{0,20} (?:to|with) (?:the|both|his|her|an?) ")
_INVOLVED = re.compile(  # "three men involved in a fight and shooting", "the sole suspect in her shooting death"
    r"\b(?:involved|suspects?) in (?:(?:an?|the|his|her|their|[A-Z][\w'’-]*['’]s) )?(?:[\w-]+ ){0,4}$"
)
_CHARGED = re.compile(
    r"\b(?:charged (?:with|in)|accused of|suspected (?:of|in)|wanted (?:for|in)|arrested (?:for|in|on|"
    r"after|and charged)|"
    r"convicted of|guilty (?:of|to|in)|sentenced|faces?|facing|in connection with|responsible for|"
    r"confessed to|admitted (?:to )?|"
    r"pleaded|indicted (?:on|for|in)|on charges of|on suspicion of|blamed for|linked to|connected to|behind)\b",
    re.I,
)
_BY = re.compile(r"^[^.;,!?]{0,60}\bby\s+(?:(?:[\w'’-]+\s+){1,3}and\s+(?:the\s+)?)?$", re.I)
_GAPPED = re.compile(r"(?:,|;|\band) $")
_WHERE_ELSE = re.compile(r" (?:in|at|on|near|among|elsewhere)\b")
_GOES_ON = re.compile(
    r"includ|among|:\s*$|[—–(]\s*$|\bof (?:them|whom)|^\s*(?:were|was|are)?\s*$|,\s*$|\bas (?:were|was)\b",
    re.I,
)
_NEW_CLAUSE = re.compile(r"[.;!?]\s+(?=[A-Z“\"])|;|\bwho was\b|\bafter (?:being|he was|she was|they were)\b", re.I)


def is_passive(text: str, harm: Span) -> bool:
    """Return whether an auxiliary before words of harm says that they were suffered: "both were hit"."""
    return _PASSIVE.search(text, max(0, harm[0] - 40), harm[0]) is not None


_STRIKES = re.compile(r"(?:struck|strikes?|hits?) (?:again|once|twice|\w+ times)\b(?! (?:by|in|with)\b)", re.I)
_SOMEBODY = re.compile(r"(?:the|th[eo]se|they|he|she)\b", re.I)


def is_doer(text: str, number: Span, harm: Span) -> bool:
    """Return whether the people that a number tells of do the harm rather than suffer it.

    number before an active verb with an object ("a man shot two clerks"), or before "charged with murder"; one whom
    others tie to it ("linked Ness to the killing").
    """
    if _TIES.search(text, max(0, number[0] - 16), number[0]) and _TIED.match(text, number[1]):
        return True
    if number[1] > harm[0]:
        if harm[1] > number[0]:
            return False
        gap = text[harm[1] : number[0]]
        passive = _PASSIVE.search(text[max(0, harm[0] - 40) : harm[0]])
        if _GAPPED.search(gap) and _WHERE_ELSE.match(text, number[1]) and " " not in text[slice(*number)]:
            return False  # "418 were killed on one side and 12 on the other"
        return bool(_BY.search(gap) or (passive and not _GOES_ON.search(gap)))
    gap = text[number[1] : harm[0]]
    pronoun = re.findall(r"\b(he|she)\b", gap.lower())
    if pronoun and gender(text[slice(*number)]) == {"he": "female", "she": "male"}[pronoun[-1]]:
        return True
    if _CHARGED.search(gap) and not _NEW_CLAUSE.search(gap[max(m.end() for m in _CHARGED.finditer(gap)) :]):
        return True
    words = text[slice(*harm)]
    if (_NOUN_OF_HARM.search(words) or words.endswith("death")) and _INVOLVED.search(gap):
        return True
    if not _FORM.search(words) or len(gap) > 200:
        return False
    if re.fullmatch(r"\s+(?:\w+ly\s+)?", gap) and _STRIKES.match(text, harm[0]) and _SOMEBODY.match(text, number[0]):
        return True  # "The robbers struck twice on Monday"
    if re.search(r"\b(?:him|her|them|me|us)$", words) and not _PASSIVE.search(gap):
        return True
    after = text[harm[1] : harm[1] + 60]
    if (
        re.match(r"\s+at\b(?!\s+(?:\d|about\b|around\b|approximately\b))", after)
        and words.lower() in ("shot", "shoots", "shooting")
        and re.fullmatch(r"\s+(?:\w+ly\s+)?", gap)
    ):
        return True
    if not _OBJECT.match(after) or _TIMES.match(after):
        return False
    if _ACTIVE.search(words.split()[0]) or _ACTIVE.search(words):
        return not re.search(r"\b(?:of|in|for|by)\s+$", gap) or len(gap) > 3
    return not _PASSIVE.search(gap) and not re.search(r"\b(?:was|were|been|being|be|got)\b[^,.;]*$", gap)


_SELF = re.compile(r"\b(him|her)self$", re.I)


def is_anothers_own(text: str, number: Span, harm: Span) -> bool:
    """Return whether somebody else harmed himself: "her" in "led her to a man who shot himself"."""
    oneself = _SELF.search(text[slice(*harm)])
    if oneself is None or (number[0] < harm[1] and harm[0] < number[1]):
        return False
    other = {"him": "female", "her": "male"}[oneself[1].lower()]
    return number[0] >= harm[1] or gender(text[slice(*number)]) == other


_DOING = re.compile(r" [a-z]+ing\b(?! from (?:wounds|injuries|gunshot|burns))")


_BEFORE_COURT = re.compile(
    r"\s(?:[\w-]+\s){0,2}(?:cleared|acquitted|charged|convicted|jailed|sentenced|arrested|held|detained|tried|indicted|fined|"
    r"accused|questioned|suspended|sacked|on trial)\s(?:over|for|in|of|after)\b[^.;]{0,60}$"
)


def is_elsewhere_engaged(text: str, number: Span, harm: Span) -> bool:
    """Return whether people only stand beside the harmed: "found a man wounded and two people running", "two cleared
    over ferry deaths"."""
    if _BEFORE_COURT.match(text[number[1] : harm[0]]):
        return True
    joined = re.fullmatch(r",? and ", text[harm[1] : number[0]]) is not None
    return joined and _DOING.match(text, number[1]) is not None and not text.startswith(" suffering", number[1])


_PRESUPPOSED = re.compile(
    r"(?:\b(?:in|of|from|to|during|after|at|on|by) which|,? which|,? who|\bwhose|\bwhere)\b[^.;:,]*$"
)
_THAT = re.compile(r"\bthat\s+(?:(?:\w+ly|had|has|have)\s+)*$")


def is_presupposed(text: str, start: int, number: Span, harm: Span) -> bool:
    """Return whether a harm in a content that begins at start is told in a relative clause, which a denial leaves as it
    is: "acquitted of neglect in the sinking, in which 112 drowned" denies no death."""
    if _PRESUPPOSED.search(text, start, min(number[0], harm[0])):
        return True
    return harm[0] < number[0] and _THAT.search(text, start, harm[0]) is not None  # "the raid that killed nine"


_SHOT = re.compile(
    r"(?:\b(?:an?|the|single|warning|mug|gun|parting|each|every)\s+|\bfir(?:ed|es|ing)\b[^.;]{0,40})$",
    re.I,
)


_AIMED = re.compile(
    r"\s+at\b(?=\s+(?:him|her|them|me|us|police|officers?|deput\w+|each other|one another|(?:an?|the|some|two|"
    r"three|several|his|her)\s+"
    r"(?:[\w'’-]+\s+){0,2}?(?:m[ae]n|wom[ae]n|boys?|girls?|teens?|officers?|people|person|kids|children|"
    r"suspects?|\w+jackers?|robbers?|deput\w+|vehicles?|cars?|group))"
    r"|\s*[.,;]|\s+(?:by|but|after|while|as|and|when|from|several|multiple|repeatedly|was|were|is|has|had)\b)",
    re.I,
)


def is_missed(text: str, harm: Span) -> bool:
    """Return whether somebody was shot at, which says of no wound: "shot at by two men", "shot at the officers"."""
    words = text[slice(*harm)].lower().removesuffix(" at")
    if words == "shooting":
        return text[harm[0] + len(words) :].lstrip().startswith("at ")
    return words in ("shot", "shoots", "shoot", "shooting") and bool(_AIMED.match(text, harm[0] + len(words)))


_STRUCK = re.compile(r"\s+(?:an?|the|his|her|their|its|one|two|three|several|\d+)((?:\s+[a-z'’-]+){1,4})")
_FIRED = re.compile(  # "one shot was fired", "a shot rang out"; "shot his .22 rifle at a tree"
    r"\s+(?:(?:was|were|had been|has been) (?:\w+ly )?fired|rang|flew|missed)\b"
    r"|\s+(?:an?|the|his|her|their) (?:[^\s,]+ ){0,2}?(?:gun|handgun|rifle|pistol|revolver|shotgun|firearm|weapon)s?"
    r"(?=[.,;]|\s+(?:at|in|into|through|toward|towards|off|from|while|after|before|when|and|to|on|outside|inside)\b|$)"
)
_EMPTIED = re.compile(r"(?:shot|shoots|shooting|shoot)\s+(?:out|up)\b", re.I)  # "shot out the windows"
_BODY_PART = re.compile(r"\b(?:in|to|on|through|into|across)\s+$", re.I)  # "hit several times in the body"
_SUFFERED = re.compile(r"\b([a-z]+)(?:,? (?:that|which))? (?:was|were|had been|has been|have been|been) (?:\w+ly )?$")


def is_thing(text: str, harm: Span) -> bool:
    """Return whether harm came to no people: "fired one shot", "a mug shot", "killed a dog", "a horse was shot"."""
    before = text[max(0, harm[0] - 60) : harm[0]]
    if text[slice(*harm)].lower() in ("shot", "shots") and _SHOT.search(before):
        return True
    if text[slice(*harm)].lower() in ("shot", "shots", "shoots", "shooting", "shoot") and _FIRED.match(text, harm[1]):
        return True
    if _EMPTIED.match(text, harm[0]) or (_BODY_PART.search(before) and text[slice(*harm)].lower() == "the body"):
        return True
    behind = _STRUCK.match(text, harm[1])
    words = behind[1].split() if behind else []
    for at, word in enumerate(words):
        found = persons.noun(word)
        if found:
            follows = persons.noun(words[at + 1]) if at + 1 < len(words) else None  # "a dog owner"
            return found.kind == "thing" and found.form in _ANIMALS and (follows is None or follows.kind == "thing")
    subject = _SUFFERED.search(before)
    found = persons.noun(subject[1]) if subject else None
    return found is not None and found.kind == "thing" and found.form in _ANIMALS


_BASE = re.compile(r"(?:kill|shoot|injure|wound|die|hurt|harm|stab|murder|drown)\b", re.I)
_UNREAL = re.compile(
    r"\b(?:to|could|would|might|may|can|will|let'?s|tr(?:y|ied|ying) (?:and|to)|threat\w* to|"
    r"helped \w+ \w+)\s+(?:\w+ly\s+)?$"
    r"|\b(?:threat|want|going|plann?|intend|vow|tr[yi]|attempt)\w* to [^.;:]{1,40}\b(?:and|or)\s+(?:then\s+)?$",
    re.I,
)


_PERHAPS = re.compile(
    r"(?:\b(?:may|might|could|would|must)(?: \w+)? have(?: been)?(?: \w+ly)?|\bpossib(?:le|"
    r"ly)\b[^.;,]{0,40}|\b(?:if|whether)\b[^.;,]{0,40}"
    r"|\b(?:believ|suspect|think)\w* (?:that )?(?:he|she|they) (?:was|were))\s+$",
    re.I,
)


_PREVENTED = re.compile(  # "kept him from shooting the clerk"
    r"\b(?:prevent|keep|kept|stop|deter|dissuad|restrain|discourag)(?:s|ed|ing|ped|ping|red)?\b"
    r"[^.;]{1,120}? from (?:\w+ly )?$"
)


def is_unreal(text: str, harm: Span) -> bool:
    """Return whether an infinitive tells of harm that is only meant or possible: "tried to kill her son"."""
    before = text[max(0, harm[0] - 60) : harm[0]]
    if _PREVENTED.search(text, max(0, harm[0] - 160), harm[0]):
        return True
    return bool((_BASE.match(text, harm[0]) and _UNREAL.search(before)) or _PERHAPS.search(before))


_WOUNDS = re.compile(r"(?:[a-z-]+ )?(?:injur(?:y|ies)|wounds?|burns|cuts)", re.I)
_SLIGHT = re.compile(
    r"[^.;!?]{0,40}?\b(?:not|never|n['’]t)\b[^.;!?]{0,40}?"
    r"\b(?:life[- ]threatening|serious|severe|grave|critical|major)\b"
    r"|\s+(?:was|were|is|are)\s+(?:[a-z]+\s+){0,3}(?:life[- ]threatening|serious|severe|grave|critical|major)\b", re.I
)  # fmt: skip
_OWNED = re.compile(r"\b(?:the|his|her|their|whose|[\w’'-]+['’]s?)\s+(?:[a-z-]+\s+)?$", re.I)


def is_lightly_hurt(text: str, harm: Span) -> bool:
    """Return whether wounds that somebody has are only denied to be grave: "I don't think his injuries are serious"."""
    wounds = _WOUNDS.fullmatch(text, *harm)
    return wounds is not None and bool(
        _OWNED.search(text, max(0, harm[0] - 30), harm[0]) and _SLIGHT.match(text, harm[1])
    )


_EVENT_NOUN = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?:shootings?|stabbings?|crash(?:es)?|accidents?|attacks?|fire|blaze|beating|"
    r"blast|explosion|collision|incident|wreck|encounter)\b",
)


def names_event(text: str, harm: Span) -> bool:
    """Return whether words of harm only name the event ("a fatal shooting") and tell of nobody in the clause."""
    words = text[slice(*harm)].lower()
    return words.startswith("fatal ") or (words in ("fatal", "deadly") and bool(_EVENT_NOUN.match(text, harm[1])))


# ---------------------------------------------------------------- whom words of harm tell of


class Person(NamedTuple):
    """One person named by a word in the clause: words as they stand, and where."""

    words: str
    span: Span


_STOP = re.compile(r"[.!?;](?=\s)|\n|[“”\"]")
_PRONOUN = re.compile(r"\b(?:he|she|him|her|himself|herself)\b", re.I)
_PLURAL = re.compile(r"\b(?:they|them|themselves|those|people|victims|both|others)\b", re.I)
_NOUN_OF_HARM = re.compile(
    r"(?:shootings?|stabbings?|killings?|murders?|homicides?|deaths|attacks?|slayings?|casualties|"
    r"arrests?|custody|toll|fatalities)$",
    re.I,
)
_ACT = re.compile(
    r"(?:shot|stabbed|beat|hit|struck|kicked|punched|cut|attacked|assaulted|slashed|fatally shot|"
    r"shot and killed)\b",
    re.I,
)
_ACTIVE_SUBJECT = re.compile(
    r"\b(?:he|she|they|I|we|police|officers?|deputies|suspects?|gunm[ae]n|shooters?|who|someone|somebody)(?:['’]d)?"
    r"(?:\s+(?:then|also|had|allegedly|reportedly|fatally|first))*\s+$", re.I
)  # fmt: skip
_SUBJECT_NAME = re.compile(
    r"(?<![\w'’-])((?:[A-Z](?=[\w'’-]*[a-z])[\w'’-]*+\s+)*[A-Z](?=[\w'’-]*[a-z])[\w'’-]*+),?(?:\s\d{1,2},)?"
    r"(?:\s(?:was|is|has|had|been|be|later|also|who|then|being|suffered|sustained|reportedly|dead|on|from|"
    r"multiple|a|[a-z]+ly))*\s*$"
)
_NO_NAME = frozenset(
    "the a an he she they it police officers deputies authorities officials january february march april may "
    "june july august september october november december monday tuesday wednesday thursday friday saturday "
    "sunday street avenue road county city hospital both one two three four in on at when after and but medics "
    "paramedics no whoever someone somebody everyone everybody nobody anyone".split()
)
_OBJECT_PERSON = re.compile(
    r"\s+(?:and \w+ )?(him|her|himself|herself|(?:an?|the|his|her|their|"
    r"another) (?:[\w'’-]+ ){0,3}?[\w'’-]+)",
    re.I,
)
_OBJECT_NAME = re.compile(r"\s+(?:of\s+)?((?:[A-Z][\w'’-]*[a-z][\w'’-]*\s+)+[A-Z][\w'’-]*[a-z][\w'’-]*)")
_OF_PERSON = re.compile(r"\s+of (an?|the|his|her) ((?:[\w'’-]+ ){0,3}?[\w'’-]+)", re.I)
_NOUN_PHRASE = re.compile(
    r"\b(?:an?|the|his|her|their|another)(?:\s+(?!(?:an?|the|his|her|their|another|of|in|at|on|with|who|"
    r"was|were|to|by|from|and)\b)"
    r"[\w'’-]+){1,5}", re.I
)  # fmt: skip


def sufferer(text: str, harm: Span, nouns: Mapping[str, Noun]) -> Person | None:
    """Return the one person whom words of harm without a number tell of: "he" in "he was shot", or None.

    An active verb's object, the noun after "of", else the nearest person before in the same sentence.
    """
    words = text[slice(*harm)]
    if _NOUN_OF_HARM.search(words) or (
        _ACT.match(words) and _ACTIVE_SUBJECT.search(text[max(0, harm[0] - 40) : harm[0]])
    ):
        return None
    after = text[harm[1] : harm[1] + 60]
    if _FORM.search(words) and (found := _OBJECT_PERSON.match(after)):
        person = _person(found[1], harm[1] + found.start(1), nouns)
        if person:
            return person
    if (
        _FORM.search(words)
        and not _PASSIVE.search(text[max(0, harm[0] - 40) : harm[0]])
        and (found := _OBJECT_NAME.match(after))
    ):
        return Person(found[1], (harm[1] + found.start(1), harm[1] + found.end(1)))
    if found := _OF_PERSON.match(after):
        person = _person(found.group().strip()[3:], harm[1] + found.start() + 4, nouns)
        if person:
            return person
    start = max(0, harm[0] - 120)
    before = text[start : harm[0]]
    for stop in _STOP.finditer(before):
        start = max(start, harm[0] - len(before) + stop.end())
    before = text[start : harm[0]]
    best: Person | None = None
    for pattern in (_PRONOUN, _NOUN_PHRASE):
        for match in pattern.finditer(before):
            person = _person(match.group(), start + match.start(), nouns)
            if person and (best is None or person.span[0] > best.span[0]):
                best = person
    if best and _PLURAL.search(text[best.span[1] : harm[0]]):
        return None
    return best


def is_animal(word: str, nouns: Mapping[str, Noun]) -> bool:
    """Return whether a word, in small letters, is an animal or several."""
    found = nouns.get(word)
    return found is not None and found.kind in ("thing", "plural") and found.form in _ANIMALS


def _person(phrase: str, at: int, nouns: Mapping[str, Noun]) -> Person | None:
    """Return the phrase up to its first noun that is one person."""
    for word in re.finditer(r"[\w'’-]+", phrase):
        low = word.group().lower()
        found = nouns.get(low)
        if found is None:
            continue
        if low == "her" and word.end() < len(phrase):
            continue
        if (
            found.plural
            or found.kind not in ("noun", "generic", "pronoun")
            or low in ("another", "who", "i", "me", "you", "injury", "fatality", "death", "casualty")
        ):
            return None
        following = re.match(r"[\s-]+([\w'’-]+)", phrase[word.end() :])
        if following and is_animal(following[1].lower(), nouns):
            return None  # "the female cougar"
        if following and following[1].lower() in nouns and nouns[following[1].lower()].kind in ("noun", "generic"):
            continue
        return Person(phrase[: word.end()], (at, at + word.end()))
    return None


_THING_NAMED = re.compile(
    r"\b(?:an?|the|his|her|their|in|at|on|near|of|from)\s+(?:[a-z-]+\s+|\d+(?:st|nd|rd|th)\s+|(?:Ft|Mt|Pt|St)\.\s+)?$"
)


def subject_name(text: str, harm: Span) -> Person | None:
    """Return the name right before the verb group of words of harm: "Miller" in "Miller later died"."""
    start = max(0, harm[0] - 80)
    found = _SUBJECT_NAME.search(text[start : harm[0]])
    if found and _THING_NAMED.search(text[max(0, start + found.start(1) - 25) : start + found.start(1)]):
        return None
    if found is None or found[1].split()[-1].lower() in _NO_NAME or _NOUN_OF_HARM.search(text[slice(*harm)]):
        return None
    return Person(found[1], (start + found.start(1), start + found.end(1)))


_PLACE = re.compile(r"\s(?:in|at|on|off|near|outside)\s+(?:the\s+)?(?:[\w-]+\s+of\s+)?[A-Z]")


_CONTRASTED = re.compile(r" (?:in|at|on|near) (?:the (?:other|second)|another)\b")


def is_contrasted(text: str, number: Span) -> bool:
    """Return whether a bare figure is of another side or place than one before: the "12 on the other" of "418 on one
    side and 12 on the other"."""
    return " " not in text[slice(*number)] and _CONTRASTED.match(text, number[1]) is not None


def is_placed(text: str, number: Span) -> bool:
    """Return whether a bare figure has a place of its own behind it: the "nine in Halvet" of a list of places."""
    return " " not in text[slice(*number)] and bool(_PLACE.match(text, number[1]))
