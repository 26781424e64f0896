"""Words by which a voice gives an event its name: called it a massacre, described it as one, the word massacre.

In:  a text and the span of a term.    Out: whether the words before make it the word in question; who calls it so.
Forms stand in languages/<code>/callings.csv; a frame says how the term stands behind its form.
"""

from __future__ import annotations

import functools
import re

from recounted.languages import table
from recounted.model import Span

# A word of who calls it so: no verb and no end of a clause, or what stands between is no one's name.
_OF_SOURCE = (
    r"(?!(?:is|are|was|were|be|been|has|have|had|could|might|may|can|said|says|that|to)\b)"
    r"(?:[A-Z][a-z]{0,3}\.|[^\s.,;:?!]+)"
)
REACH = 100  # characters before a term in which what calls it so begins


@functools.cache
def _forms(frame: str, language: str) -> str:
    forms = [row["form"] for row in table(language, "callings") if row["frame"] == frame]
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@functools.cache
def _refused(language: str) -> re.Pattern[str]:
    """Return what ends right before a term that a statement is about, article and one adjective included.

    object: "call the raid a", "call it"; as: "describe the raid as"; equals: "amounts to"; word: "the word".
    """
    called, described = _forms("object", language), _forms("as", language)
    return re.compile(
        rf"\b(?:(?:{_forms('equals', language)}|{_forms('word', language)})"
        rf"|(?:{called})\s+(?:it|this|that|them|what\b[^.;]{{1,60}}|(?:[\w’'-]+\s+){{1,6}}?(?=an?\s))"
        rf"|(?:{described})\s+(?:[\w’'-]+\s+){{1,8}}?as)"
        r"\s*(?:an?\s+|the\s+)?(?:[\w-]+\s+)?[\"“‘']?$",
        re.IGNORECASE,
    )


@functools.cache
def _word(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_forms('word', language)})\s+[\"“‘']?$", re.IGNORECASE)


@functools.cache
def what_one_calls(language: str) -> re.Pattern[str]:
    """Return the pattern of "what the clerk called a massacre", with the groups source, cue, words and quoted."""
    return re.compile(
        rf"\b[Ww]hat (?P<source>{_OF_SOURCE}(?: {_OF_SOURCE}){{0,5}}?) "
        r"(?:(?:has|have|had|later|also|then) )*"
        rf"(?P<cue>{_forms('object', language)}|(?:{_forms('as', language)}) as) "
        r"(?P<words>[\"“‘'](?P<quoted>[^\"”’\n]{2,80}?)[\"”’']|(?:an?|the) [\"“][^\"”\n]{2,80}[\"”]|[^,.;:\n]{0,60})"
    )


def is_in_question(text: str, span: Span, language: str = "en") -> bool:
    """Say whether the words before a term make it the word that a statement is about, and no mention of the event."""
    return _refused(language).search(text, max(0, span[0] - REACH), span[0]) is not None


def is_spoken_of(text: str, span: Span, language: str = "en") -> bool:
    """Say whether a term is spoken of and not used: "the word genocide"."""
    return _word(language).search(text, max(0, span[0] - 16), span[0]) is not None
