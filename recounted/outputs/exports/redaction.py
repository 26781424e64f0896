"""Blackens names of private persons in a bundle: a separate copy in which every form of a name is a run of █.

In:  a Bundle and names.    Out: a Bundle of the same shape: same lengths, so that offsets hold; hashes of texts left
out, and every id that was made from one made anew ("d1", "d1-c0", "v1").
Forms: the name whole, in any order and joined by whatever an address joins words with; each of its words alone, with
an initial before it, in capitals, without accents, as a possessive or plural; percent-encoded. A given name alone goes
where it is printed as a name, and everywhere in keys and addresses. What is blackened too often is the smaller harm.
"""

from __future__ import annotations

import re
import unicodedata
import urllib.parse
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from recounted import languages
from recounted.model import ResponsibilityClaim, TollClaim
from recounted.model_accounts import Accounts
from recounted.model_many import Decision, Failed, Kept, SharedEvent
from recounted.outputs.exports import Bundle

BLACK = "█"
_PARTICLES = frozenset("al el de da di du del der den van von bin ibn bint abu la le ben ap of the and".split())
_ADDRESSES = frozenset(("key", "url", "account", "where"))  # fields where words are joined and uncapitalised
# Fields whose values are words of ours, not of a text: a person called Range takes nothing from "range".
_OURS = frozenset(
    "kind effect qualifier unit scope status polarity type precision when_from where_from published_from rule outcome "
    "role stance actor_kind format encoding schema language bounds only state reliability credibility hedges joint "
    "edtf value confidence kinds captured published retrieved made first last said day as_of".split()
)
_PLAIN = str.maketrans("łøđıßæœ", "lodisao")
_MARKS = r"[\u0300-\u036f]*"
_JOIN = r"(?:[\s\u00a0_.,'’+/-]|%[0-9a-f]{2}){0,3}"
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff]")
_ID = re.compile(r"sha256:[0-9a-f]{64}|(?<![0-9a-f])(?:ev-)?[0-9a-f]{8,16}(?![0-9a-f])")


def redacted(bundle: Bundle, names: Iterable[str]) -> Bundle:
    """Return the bundle with all forms of names blackened. Names that hold no letter are passed over."""
    chosen = sorted({" ".join(name.split()) for name in names if re.search(r"[^\W\d_]", name)})
    if not chosen:
        return bundle
    pen = _Pen(chosen, _ids(bundle))
    return Bundle(
        [pen.drawn(k, Kept) for k in bundle.kept], [pen.drawn(e, SharedEvent) for e in bundle.events],
        [pen.drawn(a, Accounts) for a in bundle.accounts], [pen.drawn(d, Decision) for d in bundle.decisions],
        [pen.drawn(f, Failed) for f in bundle.failures], len(chosen),
    )  # fmt: skip


class _Pen:
    def __init__(self, names: Sequence[str], ids: dict[str, str]) -> None:
        self._ids = ids
        self._always = re.compile("|".join(sorted({p for n in names for p in _everywhere(n)}, key=len, reverse=True)))
        given = sorted({p for n in names for p in _given(n)}, key=len, reverse=True)
        self._given = re.compile("|".join(given)) if given else None
        tight = sorted({p for n in names for p in _tight(n)}, key=len, reverse=True)
        self._tight = re.compile("|".join(tight)) if tight else None

    def drawn(self, value: Any, kind: Any) -> Any:
        return msgspec.convert(self._walk(msgspec.to_builtins(value), ""), kind)

    def _walk(self, value: Any, field: str) -> Any:
        if isinstance(value, str):
            return value if field in _OURS else self._words(value, field)
        if isinstance(value, list | tuple):
            return [self._walk(item, field) for item in value]
        if isinstance(value, dict):
            return {key: self._walk(item, key) for key, item in value.items()}
        return value

    def _words(self, words: str, field: str) -> str:
        words = _ID.sub(lambda m: self._ids.get(m.group(), m.group()), words)
        if re.fullmatch(r"[0-9a-f]{16}", words):  # of a document or claim that is not in the bundle
            words = self._ids.setdefault(words, f"x{len(self._ids)}")
        if words.startswith("sha256:"):
            return ""
        folded = _folded(words)
        spans = [m.span() for m in self._always.finditer(folded)]
        if self._given:
            address = field in _ADDRESSES
            spans += [m.span() for m in self._given.finditer(folded) if address or words[m.start()].isupper()]
        if self._tight and field in _ADDRESSES:
            spans += [m.span() for m in self._tight.finditer(folded)]
        for start, end in spans:
            words = words[:start] + BLACK * (end - start) + words[end:]
        return words


def _folded(words: str) -> str:
    """Return words in lower case and without accents, character for character of the same length."""
    out = []
    for c in words:
        low = unicodedata.normalize("NFKD", c)[:1].casefold()[:1] if not unicodedata.combining(c) else c
        out.append(low or c)
    return "".join(out).translate(_PLAIN)


# ---------------------------------------------------------------- forms of a name


def _tokens(name: str) -> list[str]:
    return [t for t in re.findall(r"[^\W_]+(?:[’'][^\W_]+)*", name) if len(t) > 1 and t.casefold() not in _PARTICLES]


def _letters(token: str) -> str:
    """Return a pattern for a word of a name: its letters, accents apart, or as an address encodes them."""
    out = []
    for c in unicodedata.normalize("NFC", token):
        if c in "’'":
            out.append(r"(?:[’'\s]|%27|%e2%80%99)?")
            continue
        forms = {re.escape(_folded(c))}
        for form in (c, c.lower(), c.upper(), unicodedata.normalize("NFD", c.lower())):
            if not form.isascii():
                forms.add(re.escape(urllib.parse.quote(form).lower()))
        forms |= {"ß": {"ss"}, "æ": {"ae"}, "œ": {"oe"}, "ö": {"oe"}, "ü": {"ue"}, "ä": {"ae"}}.get(c.lower(), set())
        out.append(f"(?:{'|'.join(sorted(forms, key=len, reverse=True))}){_MARKS}")
    return "".join(out)


def _alone(pattern: str, token: str) -> str:
    if _SPACELESS.search(token):
        return pattern
    return rf"(?<![^\W_]){pattern}(?:[’']?s|es)?(?![^\W_])"


def _everywhere(name: str) -> list[str]:
    """Return patterns that are blackened wherever they stand: the name whole, its last word, that with an initial."""
    tokens = _tokens(name)
    if not tokens:
        return [_alone(re.escape(_folded(name)), name)]
    words = [_letters(t) for t in tokens]
    whole = [f"{_JOIN.join(order)}(?:[’']s)?" for order in (words, [words[-1], *words[:-1]])]
    if len(words) == 1:
        return [_alone(words[0], name)]
    initials = r"(?:" + "|".join({re.escape(_folded(t[0])) for t in tokens[:-1]}) + r")\.?[\s\u00a0]*"
    return [*whole, *(_alone(rf"(?:{initials}){{0,3}}{w}", t) for w, t in zip(words[1:], tokens[1:], strict=True))]


def _given(name: str) -> list[str]:
    tokens = _tokens(name)
    return [_alone(_letters(tokens[0]), tokens[0])] if len(tokens) > 1 else []


def _tight(name: str) -> list[str]:
    """Return patterns of keys and addresses, where words run together ("mtolen1904")."""
    return [_letters(t) for t in _tokens(name) if len(t) > 3]


# ---------------------------------------------------------------- who is private, what is an id


def private_names(kept: Iterable[Kept]) -> list[str]:
    """Return the names of persons whom the reports do not show as holders of a public office: the dead and injured by
    name, persons who are quoted or held responsible, and accounts of persons on social media. A name that some report
    reads as a body's is none."""
    out: set[str] = set()
    bodies: set[str] = set()
    for k in kept:
        language = k.record.document.language or "en"
        for source in k.record.sources:
            if source.kind not in ("person", "anonymous"):
                bodies.add(_folded(source.name))
            elif source.kind == "person" and not _public(f"{source.description or ''} {source.name}", language):
                out.add(source.name)
        people = {s.id for s in k.record.sources if s.kind in ("person", "anonymous")}
        out |= {
            q.channel.account for q in k.record.statements if q.channel and q.channel.account and q.source in people
        }
        for claim in k.record.claims:
            if isinstance(claim, TollClaim) and claim.qualifier == "named":
                out.update(_persons(claim.as_said, 1, language))
            elif isinstance(claim, ResponsibilityClaim) and claim.actor_kind == "person":
                out.update(_persons(claim.actor.split(",")[0], 2, language))
    return sorted(name for name in out if _tokens(name) and _folded(name) not in bodies)


def _public(words: str, language: str) -> bool:
    offices = {row["form"] for row in languages.table(language, "offices") if row["kind"] == "public"}
    return bool(offices & {w.casefold().removesuffix("'s") for w in re.findall(r"[\w'’-]+", words)})


def _persons(words: str, least: int, language: str) -> Iterable[str]:
    """Yield the names in words: capitalised words in a row, titles apart, at least so many."""
    if _public(words, language):
        return
    titles = {row["form"].rstrip(".").casefold() for row in languages.table(language, "titles")}
    others = {row["form"] for row in languages.table(language, "speakers") if row["kind"] == "organisation"}
    for run in re.findall(
        r"[A-Z][\w’'.-]*(?:[ \u00a0](?:(?:de|van|von|al|bin|la|el)[ \u00a0])?[A-Z][\w’'.-]*)*", words
    ):
        parts = [p for p in run.split() if p.rstrip(".").casefold() not in titles]
        if len(parts) < least or others & {p.casefold() for p in parts}:
            continue
        if len(parts) > 1 or not words.startswith(parts[0]) or " " not in words.strip():
            yield " ".join(parts)


def _ids(bundle: Bundle) -> dict[str, str]:
    """Return every id that was made from a text or a name -> a new one that tells nothing."""
    out: dict[str, str] = {}
    for number, k in enumerate(bundle.kept, 1):
        out[k.record.document.id] = f"d{number}"
        for claim in k.record.claims:
            out[claim.digest] = f"d{number}-{claim.id}"
    for number, event in enumerate(bundle.events, 1):
        out[event.id] = f"e{number}"
        for member in event.documents:
            out[member.digest] = f"{out.get(member.id, 'd')}-{member.event}"
    voices = [v for a in bundle.accounts for v in a.voices]
    for number, key in enumerate(dict.fromkeys(k for v in voices for k in (v.key, *(m.key for m in v.members))), 1):
        out[key] = f"v{number}"
    for number, copies in enumerate(dict.fromkeys(c.id for a in bundle.accounts for c in a.copies), 1):
        out[copies] = f"k{number}"
    return out
