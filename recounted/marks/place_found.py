"""What is found of one place in a text, and the patterns of what follows its name.

In:  nothing.    Out: Found, Hint, patterns that marks/place_names.py reads with.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from recounted.marks.gazetteer import Entry
from recounted.model import Span

SETTLEMENTS = frozenset({"city", "town", "village", "settlement", "neighbourhood", "camp"})
COMMON_KINDS = frozenset("city county province district region state police".split())
SPEAKING = re.compile(
    r"\s+(?:said|says|told|added|testified|pleaded|recalled|wrote|was (?:arrested|charged|born)"
    r"|is (?:accused|charged))\b"
)
ADJECTIVAL = re.compile(
    r"[-‑](?:based|born|backed|led|style|trained|registered|area|bound|flagged|controlled|held|made)\b"
)
LISTED = re.compile(
    r"(?:,\s*(?:and\s+|or\s+|as well as\s+)?|\s+(?:and|or|as well as)\s+|\s*;\s*(?:and\s+)?|\s*/\s*|\s*[-–]\s*)"
    r"(?:the\s+)?(?:in\s+|at\s+)?"
)
SHORT_TITLE = re.compile(r"\b([A-Z][a-z]{0,4})\. $")
HELD = re.compile(r",\s+|\s+in\s+(?:the\s+)?")
NOUN_AFTER = re.compile(r"\s+([a-z]+)(?:\s([a-z]+))?\b")


class Found(NamedTuple):
    """A name of a place in the text. entries is empty where the gazetteer knows none; kind is what the text calls it
    (or None); seat is True for a place in the name of a body that serves it, sure where the words around say that it
    is a place; key is the name folded, by which mentions of one name are known."""

    span: Span
    entries: tuple[Entry, ...]
    role: str | None
    relation: str | None
    kind: str | None
    sure: bool
    seat: bool = False
    key: str = ""


Hint = tuple[str, str, float]
