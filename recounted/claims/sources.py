"""Resolves the mentions of sources within one document: one entry a source, all its mentions.

In:  the source marks of a Reading with their coreference links, the outlet's name.    Out: Sources and, for each
mark, the id of its source. Sources merge only within a kind and a jurisdiction: a bare "Ministry of Defence" joins a
fuller name of the same document only if there is one such; unnamed speakers stay anonymous with their description.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from recounted.claims.mentions import Mention, fold, owner, person_name, read_mention, which, words_of
from recounted.model import Reading, Source, Span

COREFERS = 0.5  # least probability of a coreference link that is followed
CALLED = 0.8  # least probability of one by which a person goes by a role that no mention gave
REACH = 400  # characters before a pronoun in which a person's name may stand who is not a source elsewhere


class Resolved(NamedTuple):
    """sources in order of first mention, the outlet first if known; of_mark: index of a source mark -> source id."""

    sources: list[Source]
    of_mark: dict[int, str]


class _Entry:
    def __init__(self, mention: Mention, span: Span | None):
        self.name = mention.name or mention.words
        self.kind = mention.kind
        self.named = mention.shape == "name"
        self.description = mention.description
        self.inferred = mention.government_of is not None
        self.mentions: list[Span] = [span] if span else []
        self.heads = {mention.head}
        self.roles = {fold(word) for word in mention.words.split()}
        self.which = {mention.head: which(mention)}
        self.last = span[0] if span else -1
        self.gender = _gender(mention.words)

    def take(self, mention: Mention, span: Span) -> None:
        if span not in self.mentions:
            self.mentions.append(span)
        self.last = span[0]
        self.gender = self.gender or (_gender(mention.words) if self.kind in ("person", "anonymous") else None)
        if mention.shape == "pronoun" or (mention.kind == "document" and self.kind != "document"):
            return
        self.heads.add(mention.head)
        self.roles |= {fold(word) for word in mention.words.split()}
        self.which[mention.head] = self.which.get(mention.head, frozenset()) | which(mention)
        if mention.shape == "name" and mention.name and (not self.named or _fuller(mention.name, self.name)):
            if self.kind in ("anonymous", "group") or not self.named:
                self.kind = mention.kind
            self.name, self.named = mention.name, True
        if mention.description and not self.description and self.kind == "person":
            self.description = mention.description


def _fuller(new: str, old: str) -> bool:
    return len(new.split()) > len(old.split()) and fold(old.split()[-1]) in {fold(w) for w in new.split()}


def resolve(
    text: str, reading: Reading, outlet: str | None, used: set[int], ties: dict[int, int], language: str = "en"
) -> Resolved:
    """Return the document's sources. used: the source marks that a statement cites; others are left out.

    ties: source mark -> the earlier one whose it is, known beforehand (the post -> the ministry that shared it).

    outlet: the name of the report's outlet, or None. Mentions of the outlet by name join it.
    """
    entries: list[_Entry] = []
    if outlet:
        entries.append(_Entry(Mention(outlet, "name", "outlet", outlet, None, fold(outlet.split()[-1])), None))
    of_mark: dict[int, _Entry] = {}
    links = reading.heads("coref")
    mentions = {
        at: _speaker(text[slice(*mark.span)], language)
        for at, mark in enumerate(reading.marks)
        if mark.role == "source" and at in used
    }
    # "I" is whoever speaks the words around it, and may be told of only behind them.
    for at in sorted(mentions, key=lambda at: (mentions[at].head in _FIRST, at)):
        mark, mention = reading.marks[at], mentions[at]
        known = of_mark.get(ties[at]) if at in ties else None
        tied = known or next(
            (of_mark[k.head] for k in links.get(at, []) if k.probability >= COREFERS and k.head in of_mark), None
        )
        if tied is not None and known is None and _is_doubtful(mention, tied, links[at][0].probability, language):
            tied = None
        if tied is not None and known is None and _at_odds(_gender(mention.words), tied.gender):
            tied = None
        if mention.head in _FIRST and mention.shape == "pronoun" and known is None:
            around = _around(reading, at)
            said = next((of_mark[head] for head in around if head in of_mark), None)
            tied = said or (tied if around or not outlet else entries[0])
        entry = known or _find(text, mention, mark.span, tied, entries, language)
        if entry is None:
            entry = _Entry(mention, mark.span)
            entries.append(entry)
        else:
            entry.take(mention, mark.span)
        of_mark[at] = entry
    for entry in entries:
        if not entry.mentions and outlet:
            entry.mentions = _mentions_of(text, outlet)
    ids = {id(entry): f"s{n}" for n, entry in enumerate(entries)}
    sources = [
        Source(ids[id(e)], e.name, e.kind, _described(e), e.inferred, sorted(e.mentions))  # type: ignore[arg-type]
        for e in entries
    ]
    return Resolved(sources, {at: ids[id(entry)] for at, entry in of_mark.items()})


_FIRST = frozenset("i me my we us our".split())


def _around(reading: Reading, at: int) -> list[int]:
    """Return the source marks of the statements that hold a mark, the innermost first; -1 for one without."""
    start, end = reading.marks[at].span
    speakers = reading.heads("speaker")
    holding = [
        (mark.span[1] - mark.span[0], speakers[n][0].head if n in speakers else -1)
        for n, mark in enumerate(reading.marks)
        if mark.role == "content" and mark.span[0] <= start and end <= mark.span[1]
    ]
    return [head for _, head in sorted(holding) if head != at]


def _is_doubtful(mention: Mention, tied: _Entry, probability: float, language: str) -> bool:
    """Say whether a role is hardly that of a person known by another: "the correspondent" may well be no mayor."""
    role = mention.shape == "definite" and mention.head in words_of(language).speakers
    return role and tied.kind == "person" and tied.named and mention.head not in tied.roles and probability < CALLED


def _speaker(words: str, language: str) -> Mention:
    """Return the mention of a speaker: of a document whose owner it names, the owner's."""
    mention = read_mention(words, language)
    whose = owner(words, language) if mention.kind == "document" else None
    return read_mention(whose, language) if whose else mention


def _described(entry: _Entry) -> str | None:
    return entry.description if entry.kind in ("anonymous", "person") else None


def _mentions_of(text: str, outlet: str) -> list[Span]:
    return [(m.start(), m.end()) for m in re.finditer(rf"(?<!\w){re.escape(outlet)}(?!\w)", text)]


def _find(
    text: str, mention: Mention, span: Span, tied: _Entry | None, entries: list[_Entry], language: str
) -> _Entry | None:
    """Return the entry that a mention belongs to, or None for a new source."""
    if mention.shape == "name":
        return _same_name(mention, entries) or _introduced(mention, tied)
    if mention.shape == "pronoun":
        named = _named_before(text, span[0], mention.head, language) if mention.head in ("who", "which") else None
        if named is not None and not _ends_at(tied, span[0]):
            return _joined(named, None, mention, span, entries, language)
        subject = _subject_of_paragraph(text, mention, span, tied, language)
        if subject is not None:
            return _joined(subject, "person", mention, span, entries, language)
        author = _AUTHOR.search(text, max(0, span[0] - 120), span[0])
        if author is not None:
            return _joined((author["who"], author.span("who")), "person", mention, span, entries, language)
        return tied or _antecedent(text, mention, span, entries, language)
    if tied is not None and mention.shape == "definite" and _is_another(mention, tied):
        tied = None
    same = [e for e in entries if mention.head in e.heads and e.kind != "outlet" and not _is_another(mention, e)]
    if mention.kind == "document":
        return tied or (same[-1] if same and mention.shape == "definite" else None)
    if mention.shape == "definite":
        if tied is not None and _agrees(mention, tied):
            return tied
        if not same and mention.head in _GENERIC and mention.words.split()[0].lower() in ("the", "this", "that"):
            bodies = [e for e in entries if e.named and e.kind in ("organisation", "group") and not e.inferred]
            same = [e for e in bodies if e.heads.isdisjoint(_STATE)]
        return max(same, key=lambda e: e.last) if same else None
    alone = re.match(r"an?\s", mention.words, re.I)  # "a hospital official" is another one every time
    if mention.shape == "bare" or (mention.shape == "indefinite" and mention.words[:1].isupper() and not alone):
        return next((e for e in same if fold(e.name) == fold(mention.words)), None)
    bare = [e for e in same if fold(e.name) == fold(mention.words) and not alone]
    return bare[-1] if bare else None


def _subject_of_paragraph(
    text: str, mention: Mention, span: Span, tied: _Entry | None, language: str
) -> tuple[str, Span] | None:
    """Return the person with whom a "he" or "she"'s own paragraph opens, where the encoder ties the pronoun to somebody
    last told of before it: "Prime Minister Jens Solberg led a minute's silence. “…,” he told mourners"."""
    opened = text.rfind("\n", 0, span[0]) + 1
    if tied is None or mention.kind != "person" or tied.last >= opened or not opened:
        return None
    name = _person_before(text, span[0], _gender(mention.words), language)
    if name is None or name[1][0] < opened or len(text[opened : name[1][0]].split()) > OPENS:
        return None
    return None if tied.named and name[0].split()[-1] in tied.name else name


OPENS = 4  # words of a title before the name with which a paragraph opens


_AUTHOR = re.compile(  # "a note left by Brahim in which | he said"
    r"\b(?:left|written|sent|posted|recorded|made|published|signed)\s+by\s+"
    r"(?P<who>[A-Z][\w’'-]*[a-z](?:\s[A-Z][\w’'-]*[a-z])*),?\s+in\s+which\s+$"
)


def _introduced(mention: Mention, tied: _Entry | None) -> _Entry | None:
    """A name may stand for a description told before ("a monitor … the Syrian Observatory") if links tie them."""
    return tied if tied is not None and not tied.named and tied.kind == mention.kind else None


_WHOSE = re.compile(r"(?:[Tt]he\s)?([A-Z][\w-]+)['’]s?\s")


def _is_another(mention: Mention, entry: _Entry) -> bool:
    """Say whether a description's own words bar it from a source: "the interior ministry" is no health ministry."""
    own, known = which(mention), entry.which.get(mention.head, frozenset())
    owner_of = _WHOSE.match(mention.words)  # "Australia's prime minister" is not the prime minister told of before
    if owner_of and fold(owner_of[1]) not in {fold(w) for w in known}:
        return True
    return mention.head not in _GENERIC and bool(own and known) and own.isdisjoint(known)


def _agrees(mention: Mention, entry: _Entry) -> bool:
    bodies = ("organisation", "group", "outlet")
    return (
        mention.kind == entry.kind or mention.kind == "anonymous" or (mention.kind in bodies and entry.kind in bodies)
    )


def _same_name(mention: Mention, entries: list[_Entry]) -> _Entry | None:
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


_GENERIC = frozenset("group organisation organization body outfit movement faction".split())  # nouns of any body
# What is no "group", "movement" or "faction".
_STATE = frozenset(
    "government ministry army military police court parliament council embassy office cabinet presidency navy".split()
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


def _antecedent(text: str, mention: Mention, span: Span, entries: list[_Entry], language: str) -> _Entry | None:
    before = [e for e in entries if 0 <= e.last < span[0]]
    if mention.kind == "person":
        before = [e for e in before if e.kind == "person" or (e.kind == "anonymous" and not e.name.endswith("s"))]
        before = [e for e in before if not _at_odds(_gender(mention.words), e.gender)]
        name = _person_before(text, span[0], _gender(mention.words), language)
        near = max(before, key=lambda e: e.last, default=None)
        opened = text.rfind("\n", 0, span[0])
        at = name[1][0] if name else 0
        nearer = near is not None and near.last < opened < at  # named in the pronoun's own paragraph
        if name and (near is None or nearer or span[0] - near.last > REACH):
            return _joined(name, "person", mention, span, entries, language)
        return near
    if mention.kind == "organisation":
        before = [e for e in before if e.kind in ("organisation", "group", "document", "outlet")]
    elif mention.head in _MANY:
        before = [e for e in before if e.kind in ("organisation", "group") or (e.kind == "anonymous" and _plural(e))]
        if not before:
            subject = _subject_before(text, span[0], language)
            return _joined(subject, None, mention, span, entries, language) if subject else None
    return max(before, key=lambda e: e.last, default=None)


_MANY = frozenset("they them their themselves both".split())
_MALE = re.compile(
    r"\b(?:he|him|his|Mr|Messrs|Monsieur|Herr|Señor|Sir|Lord|King|Prince|father|brother|son|husband|(?!wo)[A-Za-z]*(?<!wo)man)\b"
)
_FEMALE = re.compile(
    r"\b(?:she|her|hers|Mrs|Mme|Mlle|Madame|Frau|Señora|Dame|Ms|Miss|Lady|Queen|Princess|mother|sister|daughter|wife|[A-Za-z]*woman)\b"
)


def _gender(words: str) -> str | None:
    """Return "male" or "female" where a mention's own words say so (a title, a noun, a pronoun), else None."""
    words = words[:1].lower() + words[1:] if words[:3] in ("He", "His", "Him", "She", "Her") else words
    female = bool(_FEMALE.search(words))
    return "female" if female else "male" if _MALE.search(words) else None


def _at_odds(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _plural(entry: _Entry) -> bool:
    head = entry.name.split(",")[0].split(" of ")[0].split(" who ")[0]
    return head.endswith("s") or head.split()[0].lower() in (
        "two",
        "three",
        "four",
        "several",
        "many",
        "some",
        "police",
    )


def _joined(
    found: tuple[str, Span], kind: str | None, mention: Mention, span: Span, entries: list[_Entry], language: str
) -> _Entry:
    """Return the entry of words that are no source elsewhere, the pronoun among its mentions."""
    words, at = found
    read = read_mention(words, language)
    if kind == "person":
        read = Mention(words, "name", "person", words, None, fold(words.split()[-1]))
    known = _same_name(read, entries) if read.shape == "name" else None
    if known is None:
        known = _Entry(read, at)
        entries.append(known)
    known.take(mention, span)
    return known


def _subject_before(text: str, start: int, language: str) -> tuple[str, Span] | None:
    """Return the speakers that open the sentence before start ("Rescuers reached the village. They …"), or None."""
    begin = max(0, start - REACH)
    openings = list(re.finditer(r"(?:^|[.!?]['\"”’]*\s+|\n\s*)(?=[A-Z])", text[begin:start]))
    for m in reversed(openings[:-1] if openings and begin + openings[-1].end() >= start - 1 else openings):
        opening = begin + m.end()
        phrase = re.match(
            r"(?:The |Two |Three |Four |Several |Some |Many )?(?:[\w’'-]+ ){0,2}?([\w’'-]+s)\b", text[opening:start]
        )
        kind = words_of(language).speakers.get(phrase[1].lower()) if phrase else None
        if phrase and (kind or words_of(language).speakers.get(phrase[1].lower().rstrip("s"))):
            return phrase[0], (opening, opening + phrase.end())
        return None
    return None


def _named_before(text: str, start: int, pronoun: str, language: str) -> tuple[str, Span] | None:
    """Return the name that a relative pronoun at start takes up: "Saal, | who denied it", "the Front, | which …"."""
    found = (_NAME_BEFORE if pronoun == "who" else _BODY_BEFORE).search(text, max(0, start - 80), start)
    words = words_of(language)
    if found is None:
        return None
    if pronoun == "who" and (fold(found[1].split()[-1]) in words.speakers or fold(found[1]) in words.metonyms):
        return None
    if pronoun == "which" and read_mention(found[1], language).kind == "person":
        return None
    return found[1], found.span(1)


_BODY_BEFORE = re.compile(r"(\b(?:[A-Z][\w.’'-]*\s(?:(?:of|for|the|and|on)\s){0,2})*[A-Z][\w’'-]*[a-z]),\s+$")
_NAME_BEFORE = re.compile(r"((?:[A-Z][\w.’'-]+ )*[A-Z][\w’'-]*[a-z]),(?: \d{1,3},)?\s+$")


def _ends_at(entry: _Entry | None, start: int) -> bool:
    """Say whether an entry's last mention ends right before an offset, but for a comma."""
    return entry is not None and any(start - 8 <= b <= start for _, b in entry.mentions)


_NAMED = re.compile(r"\b(?:named|called) (?P<called>[A-Z][\w’'-]*[a-z])\b|(?:[A-Z][\w.’'-]+\s+)+[A-Z][\w’'-]+")


def _person_before(text: str, start: int, gender: str | None, language: str) -> tuple[str, Span] | None:
    """Return the last name of a person (two words or more) of a gender that stands within REACH before start."""
    begin = max(0, start - REACH)
    found = None
    for m in _NAMED.finditer(text[begin:start]):
        name = m["called"] or person_name(m.group(), words_of(language))
        if name and not _at_odds(gender, _gender(m.group())):
            at = begin + m.start() + m.group().rfind(name)
            found = (name, (at, at + len(name)))
    return found


def with_outlet(sources: list[Source], name: str, span: Span) -> tuple[list[Source], str]:
    """Return the sources with a carrier among them, and its id: that of its name with this mention, or a new one."""
    for at, source in enumerate(sources):
        if fold(source.name).removeprefix("the ") == fold(name).removeprefix("the "):
            mentions = sorted({*source.mentions, span})
            return [*sources[:at], msgspec.structs.replace(source, mentions=mentions), *sources[at + 1 :]], source.id
    new = Source(f"s{len(sources)}", name, "outlet", None, False, [span])
    return [*sources, new], new.id
