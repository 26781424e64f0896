"""Folds text for search: letters without case, marks and width; each word with the place where it stands.

In:  text in any script.    Out: words of [a-z0-9] alone, so that every engine cuts them alike, and their spans.
A letter that is no Latin one becomes its number ("م" is u0645); scripts written without spaces give a word a letter, so
that any run of letters is found as a phrase. İ, I, ı and i are one letter here, as are ø and o, ß and ss.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from recounted.model import Span

_LATIN = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
LONGEST = 100  # letters of a word; what is longer is cut there, since engines bound the length of what they index
_JOINS = "\u0640"  # the stroke that lengthens an Arabic word
_SPACE = "\u200b"  # of no width, and yet it parts words
# Han, kana, Thai, Lao, Tibetan, Myanmar, Khmer: written without spaces between words.
_UNSPACED = (
    (0x0E00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x312F), (0x3190, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip


class Word(NamedTuple):
    """A folded word, and its span in the text, in code points."""

    folded: str
    span: Span


@functools.lru_cache(maxsize=65536)
def _letter(letter: str) -> tuple[str, bool]:
    """Return what a character adds to a word ("" nothing, "\\0" it ends it), and whether it is a word by itself."""
    if letter == _SPACE:
        return "\0", False
    out, alone, kept = "", False, False
    for part in unicodedata.normalize("NFKD", letter).casefold():
        kind = unicodedata.category(part)
        if kind in ("Mn", "Me", "Cf") or part == _JOINS:
            kept = True  # stripped, and the word goes on
            continue
        if part.isascii() and part.isalnum():
            out += part
        elif part in _LATIN:
            out += _LATIN[part]
        elif kind == "Nd":
            out += str(unicodedata.digit(part))
        elif kind[0] in "LN" or kind == "Mc":
            out += f"u{ord(part):04x}"
            alone = alone or any(first <= ord(part) <= last for first, last in _UNSPACED)
        elif kind == "So":  # emoji and other signs
            out += f"u{ord(part):04x}"
            alone = True
    return out or ("" if kept else "\0"), alone


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text, folded, in order."""
    parts: list[str] = []
    start = end = 0
    single = False  # the word is one letter of a script without spaces
    for at, letter in enumerate(text):
        folded, alone = _letter(letter)
        if not folded:
            end = at + 1  # a mark belongs to the letter before it
            continue
        if parts and (folded == "\0" or alone or single or len(parts) == LONGEST):
            yield Word("".join(parts), (start, end))
            parts = []
        if folded != "\0":
            start = start if parts else at
            parts.append(folded)
            end, single = at + 1, alone
    if parts:
        yield Word("".join(parts), (start, end))


def folded(text: str) -> str:
    """Return the words of a text, a space before, between and after them: " nine people "; a single space if none."""
    return " " + "".join(f"{word.folded} " for word in words(text))
