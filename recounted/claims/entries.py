"""One source while it is gathered, and when two names are one source's.

In:  mentions, one by one.    Out: Entry; the entry of a name, if any: surnames, acronyms, names told short.
"""

from __future__ import annotations

import re

from recounted.claims.antecedents import gender
from recounted.claims.mentions import Mention, fold, which
from recounted.languages.constructions import word_class
from recounted.model import Span


class Entry:
    def __init__(self, mention: Mention, span: Span | None, language: str = "en"):
        self.language = language
        self.name = mention.name or mention.words
        self.kind = mention.kind
        self.named = mention.shape == "name"
        self.description = mention.description
        self.indefinite = mention.shape == "indefinite"
        self.inferred = mention.government_of is not None
        self.mentions: list[Span] = [span] if span else []
        self.heads = {mention.head}
        self.roles = _roles(mention, language)
        self.which = {mention.head: which(mention, language)}
        self.last = span[0] if span else -1
        self.gender = _gender_of(mention, language)

    def take(self, mention: Mention, span: Span) -> None:
        if span not in self.mentions:
            self.mentions.append(span)
        self.last = span[0]
        self.gender = self.gender or (
            _gender_of(mention, self.language) if self.kind in ("person", "anonymous") else None
        )
        if mention.shape == "pronoun" or (mention.kind == "document" and self.kind != "document"):
            return
        self.heads.add(mention.head)
        self.roles |= _roles(mention, self.language)
        self.which[mention.head] = self.which.get(mention.head, frozenset()) | which(mention, self.language)
        if mention.shape == "name" and mention.name and (not self.named or _fuller(mention.name, self.name)):
            if self.kind in ("anonymous", "group") or not self.named:
                self.kind = mention.kind
            self.name, self.named = mention.name, True
        if mention.description and not self.description and self.kind == "person":
            self.description = mention.description


def _roles(mention: Mention, language: str) -> set[str]:
    """Return the words that may tell what somebody is: "an adviser to the president" is no president, an investigator
    "for the coroner's office" no coroner."""
    closers, out = word_class("mention_closer", language), set()
    for part in mention.words.split(","):
        for word in part.split():
            if fold(word) in closers and word.islower():
                break
            if not word.endswith(("'s", "’s")):
                out.add(fold(word))
    return out


def _gender_of(mention: Mention, language: str) -> str | None:
    return gender(mention.words, mention.name if mention.kind == "person" else None, language)


def _fuller(new: str, old: str) -> bool:
    return len(new.split()) > len(old.split()) and fold(old.split()[-1]) in {fold(w) for w in new.split()}


def same_name(mention: Mention, entries: list[Entry]) -> Entry | None:
    name = mention.name or ""
    words = [fold(w) for w in re.findall(r"[\w’'-]+", name)]
    fits = []
    for entry in entries:
        if not entry.named:
            continue
        known = [fold(w) for w in re.findall(r"[\w’'-]+", entry.name)]
        if words == known:
            return entry
        if mention.kind == "person" and entry.kind == "person":
            if (
                words
                and known
                and words[-1] == known[-1]
                and (len(words) == 1 or len(known) == 1 or words[0][0] == known[0][0])
            ) or (len(words) == 1 and words[0] in known):
                fits.append(entry)
        elif (
            mention.kind == "person"
            and len(words) == 1
            and entry.kind != "outlet"
            and words[0] in known[:1]
            and len(known) > 1
        ) or (
            "person" not in (mention.kind, entry.kind)
            and (
                _acronym(name, entry.name)
                or _acronym(entry.name, name)
                or _part_of(words, known)
                or _part_of(known, words)
            )
        ):
            fits.append(entry)
    # Two bodies that a short name fits (two ministries of defence) leave it by itself.
    return (
        fits[0] if len(fits) == 1 else (max(fits, key=lambda e: e.last) if fits and mention.kind == "person" else None)
    )


_SMALL = frozenset("the of for and a in on".split())


def _part_of(short: list[str], full: list[str]) -> bool:
    """Say whether a shorter name leaves words of a fuller one out, and keeps the word that carries it."""
    core, whole = [w for w in short if w not in _SMALL], [w for w in full if w not in _SMALL]
    return (
        0 < len(core) < len(whole)
        and set(core) <= set(whole)
        and (core[-1] in (whole[-1], *_heads(full)) or core[0] == whole[0])
    )


def _heads(words: list[str]) -> list[str]:
    return [words[at - 1] for at, word in enumerate(words) if at and word in ("of", "for")]


def _acronym(short: str, full: str) -> bool:
    letters = re.sub(r"\W", "", short)
    initials = "".join(w[0] for w in re.findall(r"[\w]+", full) if w[0].isupper())
    return letters.isupper() and len(letters) > 1 and letters == initials
