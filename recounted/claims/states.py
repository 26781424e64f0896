"""Says whether a name that no table knows is a state's, by what the report says that it has.

In:  a text and a name of one word.    Out: True for "Ostria", whose president, ministry or ambassador is told of.
Words live in languages/<code>/statehood.csv.
"""

from __future__ import annotations

import functools
import re

from recounted import languages


@functools.cache
def _nouns(language: str) -> str:
    forms = {row["form"] for row in languages.table(language, "statehood")}
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


def is_state(text: str, name: str, language: str = "en") -> bool:
    """Say whether a text gives a name what states have ("Ostria's president", "the Ministry of Dams of Ostria") or
    takes it up with "which"."""
    word, nouns = re.escape(name), _nouns(language)
    if re.search(rf"\b{word},\swhich\b", text):
        return True
    owns = rf"\b{word}['’]s?\s(?:(?-i:[a-z])[\w-]*\s){{0,2}}(?:{nouns})\b"
    owned = rf"\b(?:{nouns})\s(?:(?:of|for)\s[\w\s]{{0,30}}?)??(?:of|to|from)\s{word}\b"
    return re.search(f"{owns}|{owned}", text, re.IGNORECASE) is not None
