"""What a table cannot say of English: which words hand harm to another event, or say that a figure sums up several.

In:  a text and spans of people and words of harm.    Out: is_aside, is_separate, spans_events, departures, closing.
"""

from __future__ import annotations

import functools
import re

from recounted.model import Span

_STOP = re.compile(r"[.!?;](?=\s)|\n|[“”\"]")
_ASIDE = re.compile(
    r"\b(?:unrelated|in a separate|separate (?:incident|shooting|case)|(?:last|earlier this|"
    r"the previous) (?:month|year)|"
    r"(?:weeks?|months?|years?|days?|hours?) (?:ago|earlier|before)|(?:in|since|of|between) (?:19|20)\d\d|"
    r"so far this year|this year|in the past|"
    r"year to date|(?-i:More:|MORE:|READ\b|RELATED\b|Related:)|anniversary|the same (?:block|street|complex|day)|"
    r"another (?:shooting|homicide|"
    r"killing|slaying|incident)|an? (?:prior|previous|earlier) (?:incident|shooting|attack|assault|fight))\b", re.I
)  # fmt: skip


_SEVERAL_EVENTS = re.compile(
    r"\b(?:(?:in|by|of) (?:\w+ )?(?:separate|unrelated|different)|(?:two|three|four|five|six|seven|eight|nine|ten|"
    r"several|multiple|\d+|an? (?:pair|series|string|spate) of) (?:[\w-]+ ){0,2}"
    r"(?:shootings|stabbings|incidents|cases|crashes|homicides|slayings|killings|murders)|"
    r"in (?!the )(?:[\w-]+ ){0,3}(?:shootings|stabbings|homicides|slayings|killings|murders)|"
    r"(?:separate|unrelated) (?:[\w-]+ )?(?:shootings|stabbings|incidents|attacks|crashes)|"
    r"(?:at|in) (?:two|three|different|separate|nearby) (?:[\w-]+ )?(?:locations|places|scenes)|"
    r"one (?:in|on|at) (?:[\w.'’-]+ ){1,5}and (?:the other|another) (?:in|on|at))\b",
    re.I,
)


_CASES = r"(?:homicides?|murders?|killings?|slayings?|shootings|fatalit(?:y|ies)|deaths)\b"
_DEPARTS = re.compile(
    rf"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|latest|another) "
    rf"(?:[a-z-]+ ){{0,3}}{_CASES}(?! victims?\b)"
    rf"|\b[Tt]here (?:have been|were|had been) (?:at least |about )?(?:[\w-]+ ){{1,3}}{_CASES}"
    rf"|\b(?:has|have) (?:seen|had|recorded|reported) [^.]{{0,30}}\b{_CASES}"
    r"|\b(?:[Ii]n|to) (?:another|a separate|an unrelated|other|a second|a previous|an earlier)\b"
    r"|\b[Aa]nyone (?:with|who has|who may have) (?:any )?(?:information|details|tips)\b"
)
_CLOSES = re.compile(
    r"\b(?:Read or Share this|KEEP READING|Keep reading|Read (?:next|more)|READ (?:NEXT|MORE)|MORE [A-Z]+ NEWS|"
    r"(?:Related|RELATED) (?:[Ss]tories|[Cc]overage|[Cc]ontent|[Aa]rticles|STORIES|ARTICLES)|"
    r"CAPTION|Other Stories)"
)


@functools.lru_cache(maxsize=1)  # asked for each event of a report and each family of effects
def departures(text: str) -> tuple[int, ...]:
    """Return where a report leaves its event for others: a count of cases, another case, a plea for information."""
    return tuple(found.end() for found in _DEPARTS.finditer(text))


def closing(text: str, start: int) -> int:
    """Return where, from start on, a page ends its report and goes on with links to others."""
    found = _CLOSES.search(text, start)
    return found.start() if found else len(text)


_SEPARATE = re.compile(
    r"\b(?:[Ii]n|[Dd]uring) (?:an? (?:separate|unrelated|different)|another) (?:[\w-]+ ){0,2}?(?:incident|attack|"
    r"shooting|stabbing|case|crash|raid|strike|blast|explosion|bombing|clash|ambush|assault)s?\b|(?:^|(?<=\s))[Ss]eparately,"
)


def is_separate(text: str, start: int, end: int) -> bool:
    """Return whether the words between start and end hand what follows to another event: "in a separate incident"."""
    return _SEPARATE.search(text, start, end) is not None


_ONE_OF = re.compile(r"\bone of\b", re.I)


def spans_events(text: str, start: int, span: Span, harm: Span) -> bool:
    """Return whether a figure sums up several events: "wounded in two separate shootings".

    start: where its sentence begins.
    """
    end = max(span[1], harm[1])
    after = _STOP.search(text, end)
    found = _SEVERAL_EVENTS.search(text, start, min(after.start() if after else len(text), end + 100))
    if found is None:
        return False
    one_of = _ONE_OF.search(text, max(start, found.start() - 8), found.end())
    return one_of is None or span[1] > one_of.start()  # "Odd Ness was shot in one of three shootings"


def opens_with_several(text: str, first: int) -> bool:
    """Return whether what stands before the first person told of says that the report is of several events."""
    return bool(_SEVERAL_EVENTS.search(text, max(0, first - 400), first))


_CAPTION = re.compile(  # "Crime: Orsk man charged", the headline of another report
    r"(?:^|(?<=[.”\"] )|(?<=\.))(?!Photo|Update|UPDATE|Suspect|Victim|BREAKING)"
    r"(?:[A-Z][a-z]+(?: [a-z]+){0,3}|[A-Z]{3,} [A-Z]{3,}(?: [A-Z]+)?): (?=[A-Z][\w’'-]+ [a-z\d])"
)


_OWN_CLAUSE = re.compile(
    r",?\s(?:and|but|while)\s(?:[\w’'-]+\s){0,4}?(?:said|says|added|acknowledged|admitted|conceded|denied|warned|confirmed|"
    r"told|claimed|accused|blamed)\b"
)


def is_aside(text: str, span: Span, harm: Span) -> bool:
    """Return whether the sentence hands its harm to another time or event: "in an unrelated case", "last year"."""
    start, end = min(span[0], harm[0]), max(span[1], harm[1])
    left = max(0, start - 150)
    for stop in _STOP.finditer(text, left, start):
        left = stop.end()
    after = _STOP.search(text, end)
    right = min(after.start() if after else len(text), end + 100)
    own = _OWN_CLAUSE.search(text, end, right)  # "killed 40 …, and said that it had been warned ten days earlier"
    said = text[left : own.start() if own else right]
    # The look-ahead sees the words of the person, who may open the headline.
    caption = _CAPTION.search(text, left, start + 30)
    return bool(_ASIDE.search(said)) or (caption is not None and caption.end() <= start)
