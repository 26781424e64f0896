"""Which language's tables read a text, and whether the text looks like that language.

In:  a text, a language as a carrier names it ("en-GB", "English").    Out: a folder of languages/, with
a warning where it does not fit; yes or no.
The words live in languages/<code>/language.toml, under `common`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Any

from recounted.languages import codes
from recounted.model import Warning

_LETTERS = 60  # fewer tell nothing
_READ = 20_000  # characters that are looked at
# Of words, the share that are common ones: in 3,915 English texts (bench, over 100 characters) at least .026, in half
# of them over .21; in sentences of Basque, Dutch, French, German and Spanish none.
_LEAST_SHARE = 0.02
_WORD = re.compile(r"[^\W\d_]+")


@functools.cache
def _language(code: str) -> dict[str, Any]:
    file = resources.files("recounted.languages") / code / "language.toml"
    return tomllib.loads(file.read_text("utf-8"))


def chosen(named: str, text: str) -> tuple[str, list[Warning]]:
    """Return the language whose tables read a text that is said to be in `named`, and a warning if it is another's."""
    code = code_of(named)
    if code is None:
        return "en", [Warning(None, f"there are no tables for the language {named!r}; it was read with those of 'en'")]
    if not looks_like(text, code):
        return code, [
            Warning(None, f"the text does not look like its language, {code!r}: it has next to no common word of it")
        ]
    return code, []


def code_of(named: str) -> str | None:
    """Return the folder of languages/ that "en", "en-GB", "en_US" or "English" names, or None if there is none."""
    words = named.strip().lower()
    found = (
        code for code in codes() if re.split(r"[-_]", words)[0] == code or words == _language(code)["name"].lower()
    )
    return next(found, None)


@functools.cache
def common_words(language: str) -> frozenset[str]:
    """Return the commonest words of a language that others do not share."""
    return frozenset(_language(language)["common"])


def looks_like(text: str, language: str) -> bool:
    """Return False if text is long enough to tell and holds next to none of the language's common words."""
    words = _WORD.findall(text[:_READ].lower())
    if sum(map(len, words)) < _LETTERS:
        return True
    common = common_words(language)
    return sum(word in common for word in words) >= _LEAST_SHARE * len(words)
