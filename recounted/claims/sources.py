"""Resolves the mentions of sources within one document: one entry a source, all its mentions.

In:  the source marks of a Reading with their coreference links, the outlet's name.    Out: Sources and, for each
mark, the id of its source. Sources merge only within a kind and a jurisdiction: a bare "Ministry of Defence" joins a
fuller name of the same document only if there is one such; unnamed speakers stay anonymous with their description.
Words live in languages/<code>/constructions.csv, room "sources".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from recounted.claims import antecedents
from recounted.claims.antecedents import at_odds, gender
from recounted.claims.entries import Entry, same_name
from recounted.claims.mentions import Mention, fold, owner, read_mention, which, without_article, words_of
from recounted.claims.states import is_state
from recounted.languages import constructions, persons
from recounted.languages.constructions import word_class
from recounted.model import Reading, Source, Span

COREFERS = 0.5  # least probability of a coreference link that is followed
CALLED = 0.8  # least probability of one by which a person goes by a role that no mention gave


class _Words(NamedTuple):
    """Constructions of the room "sources"."""

    alone: re.Pattern[str]  # "a hospital official" is another one every time
    whose: re.Pattern[str]  # "Australia's prime minister" is not the prime minister told of before
    complement: re.Pattern[str]
    his: re.Pattern[str]  # each owner's group is named by the pronoun that takes its place


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "sources", language)


class Resolved(NamedTuple):
    """sources in order of first mention, the outlet first if known; of_mark: index of a source mark -> source id."""

    sources: list[Source]
    of_mark: dict[int, str]


def resolve(
    text: str,
    reading: Reading,
    sentences: list[Span],
    outlet: str | None,
    used: set[int],
    ties: dict[int, int],
    language: str = "en",
) -> Resolved:
    """Return the document's sources. used: the source marks that a statement cites; others are left out.

    ties: source mark -> the earlier one whose it is, known beforehand (the post -> the ministry that shared it).

    outlet: the name of the report's outlet, or None. Mentions of the outlet by name join it.
    """
    entries: list[Entry] = []
    if outlet:
        entries.append(Entry(Mention(outlet, "name", "outlet", outlet, None, fold(outlet.split()[-1])), None, language))
    of_mark: dict[int, Entry] = {}
    links = reading.heads("coref")
    mentions = {
        at: _speaker(text[slice(*mark.span)], language)
        for at, mark in enumerate(reading.marks)
        if mark.role == "source" and at in used
    }
    speaking = frozenset(_surname(m.name) for m in mentions.values() if m.kind == "person" and m.name)
    page = _Page(text, reading, sentences, entries, speaking, language)
    # "I" is whoever speaks the words around it, and may be told of only behind them.
    first = word_class("first_person", language)
    for at in sorted(mentions, key=lambda at: (mentions[at].head in first, at)):
        mark, mention = reading.marks[at], mentions[at]
        known = of_mark.get(ties[at]) if at in ties else None
        tied = known or next(
            (of_mark[k.head] for k in links.get(at, []) if k.probability >= COREFERS and k.head in of_mark), None
        )
        if tied is not None and known is None and _is_doubtful(mention, tied, links[at][0].probability, language):
            tied = None
        if tied is not None and known is None and _is_of_many(mention, tied, language):
            tied = None
        if tied is not None and known is None and _is_of_another_sort(mention, tied, language):
            tied = None
        if tied is not None and known is None and at_odds(gender(mention.words, language=language), tied.gender):
            tied = None
        if mention.head in first and mention.shape == "pronoun" and known is None:
            around = _around(reading, at)
            said = next((of_mark[head] for head in around if head in of_mark), None)
            tied = said or (tied if around or not outlet else entries[0])
        entry = known or _find(page, mention, mark.span, tied)
        if entry is None:
            entry = Entry(mention, mark.span, language)
            entries.append(entry)
        else:
            entry.take(mention, mark.span)
        of_mark[at] = entry
    for entry in entries:
        if not entry.mentions and outlet:
            entry.mentions = _mentions_of(text, outlet)
    for entry in entries:
        plain = entry.kind == "person" and entry.named and len(entry.name.split()) == 1 and not entry.description
        if plain and is_state(text, entry.name, language):
            entry.kind = "organisation"
    ids = {id(entry): f"s{n}" for n, entry in enumerate(entries)}
    sources = [
        Source(ids[id(e)], e.name, e.kind, _described(e), e.inferred, sorted(e.mentions))  # type: ignore[arg-type]
        for e in entries
    ]
    return Resolved(sources, {at: ids[id(entry)] for at, entry in of_mark.items()})


def _is_of_many(mention: Mention, tied: Entry, language: str) -> bool:
    """Say whether "he" or "she" is tied to several ("Doctors") or to no person, or several to one who has a name."""
    one = (
        mention.shape == "pronoun"
        and mention.kind == "person"
        and mention.head not in word_class("first_person", language)
    )
    if one and tied.kind in ("document", "organisation", "outlet", "group"):
        return True  # "she" is no report
    if mention.shape == "definite" and tied.kind == "person" and tied.named:
        return persons.is_plural(mention.head, language)  # "the men" are nobody by the name of Hall
    return one and not tied.named and (tied.kind == "group" or _plural(tied, language))


def _is_of_another_sort(mention: Mention, tied: Entry, language: str) -> bool:
    """Say whether a description is tied to another description of another sort: "the general staff" is no "rebel
    spokesman" told of before, of whom no word of it speaks."""
    if mention.shape != "definite" or tied.named or mention.head in tied.heads | tied.roles:
        return False
    return _is_one_person(mention.head, language) != any(_is_one_person(head, language) for head in tied.heads)


def _is_one_person(noun: str, language: str) -> bool:
    known = persons.noun(noun, language)
    person = known is not None and known.kind in ("noun", "generic")
    return person or words_of(language).speakers.get(noun) in ("person", "anonymous")


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


def _is_doubtful(mention: Mention, tied: Entry, probability: float, language: str) -> bool:
    """Say whether a role is hardly that of a person known by another ("the correspondent" may well be no mayor), or no
    person's at all ("the official count", "the newspaper")."""
    known = mention.head in words_of(language).speakers or persons.noun(mention.head, language) is None
    return (
        mention.shape == "definite"
        and known
        and tied.kind == "person"
        and tied.named
        and mention.head not in tied.roles
        and probability < CALLED
    )


def _speaker(words: str, language: str) -> Mention:
    """Return the mention of a speaker: of a document whose owner it names, the owner's."""
    mention = read_mention(words, language)
    whose = owner(words, language) if mention.kind == "document" else None
    his = _words(language).his.match(words) if mention.kind == "document" else None
    if his is not None and his.lastgroup is not None:
        whose = his.lastgroup  # "his letter" is whose word "he" would be
    return read_mention(whose, language) if whose else mention


def _surname(name: str) -> str:
    return fold(name.split()[-1])


def _described(entry: Entry) -> str | None:
    return entry.description if entry.kind in ("anonymous", "person") else None


def _mentions_of(text: str, outlet: str) -> list[Span]:
    return [(m.start(), m.end()) for m in re.finditer(rf"(?<!\w){re.escape(outlet)}(?!\w)", text)]


class _Page(NamedTuple):
    """What a mention is resolved in: the text, its marks and sentences, the sources found so far and who speaks at all,
    the language."""

    text: str
    reading: Reading
    sentences: list[Span]
    entries: list[Entry]
    speaking: frozenset[str]  # surnames, folded, of persons who speak anywhere in the report
    language: str


def _find(page: _Page, mention: Mention, span: Span, tied: Entry | None) -> Entry | None:
    """Return the entry that a mention belongs to, or None for a new source."""
    entries, language = page.entries, page.language
    if mention.shape == "name":
        return same_name(mention, entries) or _introduced(mention, tied)
    if mention.shape == "pronoun":
        return _of_pronoun(page, mention, span, tied)
    if tied is not None and mention.shape == "definite" and _is_another(mention, tied, language):
        tied = None
    same = [e for e in entries if mention.head in e.heads and e.kind != "outlet"]
    same = [e for e in same if not _is_another(mention, e, language)]
    if mention.kind == "document":
        return tied or (same[-1] if same and mention.shape == "definite" else None)
    if mention.shape == "definite":
        if words_of(language).speakers.get(mention.head) == "person":  # "the sheriff" is nobody's body
            tied = None if tied is not None and tied.kind not in ("person", "anonymous") else tied
            held = [e for e in entries if e.kind == "person" and mention.head in e.roles]
            same = same or ([max(held, key=lambda e: e.last)] if held and tied is None else [])
        if tied is not None and _agrees(mention, tied):
            return tied
        any_body = mention.head in word_class("of_any_body", language)
        if not same and any_body and mention.words.split()[0].lower() in word_class("pointing", language):
            bodies = [e for e in entries if e.named and e.kind in ("organisation", "group") and not e.inferred]
            # No government is a "group", a "movement" or a "faction".
            same = [e for e in bodies if e.heads.isdisjoint(word_class("of_state_only", language))]
        return max(same, key=lambda e: e.last) if same else None
    alone = _words(language).alone.match(mention.words)
    if mention.shape == "bare" or (mention.shape == "indefinite" and mention.words[:1].isupper() and not alone):
        return next((e for e in same if fold(e.name) == fold(mention.words)), None)
    bare = [e for e in same if fold(e.name) == fold(mention.words) and not alone]
    return bare[-1] if bare else None


def _of_pronoun(page: _Page, mention: Mention, span: Span, tied: Entry | None) -> Entry | None:
    """Return whom a pronoun stands for: who stands before "who"; who opens its paragraph or the sentence before, where
    the encoder ties it to somebody last told of before that; the author of what is quoted; else whom the encoder says,
    or who spoke last."""
    text, language, start = page.text, page.language, span[0]
    found = None
    relative = word_class("relative_of_person", language) | word_class("relative_of_body", language)
    if mention.head in relative and not _ends_at(tied, start):
        found = _marked_before(page, start) or antecedents.named_before(text, start, mention.head, language)
    if found is None and mention.kind == "person" and tied is not None and tied.last < text.rfind("\n", 0, start) + 1:
        found = antecedents.person_opening(text, start, mention, language)
        if found and tied.named and found.words.split()[-1] in tied.name:
            found = None
    known = page.speaking.union(_surname(e.name) for e in page.entries if e.kind == "person" and e.named)
    if found is None:
        opened = text.rfind("\n", 0, start)
        spoken = any(opened <= e.last < start for e in ([tied] if tied else page.entries))
        subject = antecedents.subject_before(text, start, page.sentences, mention, language, known, spoken)
        if subject and subject.kind == "person" and _is_at_odds(page, subject.words, mention):
            subject = None
        told = tied or (_antecedent(page, mention, span) if subject else None)
        later = subject is not None and (tied is None or tied.last < subject.span[0])
        found = subject if later and not (told and subject and _may_be(told, subject, language)) else None
    found = found or antecedents.author_before(text, start, language)
    if found is not None:
        return _joined(page, found, mention, span)
    own = antecedents.own_subject(text, start, page.sentences, mention, language, known)
    many = mention.kind != "person" and tied is not None and tied.kind == "person"
    nearer = own is not None and (tied is None or (tied.last < own.span[0] and (many or mention.kind == "person")))
    if own is not None and nearer and not _is_at_odds(page, own.words, mention):
        return _joined(page, own, mention, span)
    return tied or _antecedent(page, mention, span)


def _is_at_odds(page: _Page, name: str, pronoun: Mention) -> bool:
    """Say whether a person of that name is known to be of another gender than a pronoun."""
    entry = same_name(Mention(name, "name", "person", name, None, fold(name.split()[-1])), page.entries)
    return entry is not None and at_odds(gender(pronoun.words, language=page.language), entry.gender)


def _marked_before(page: _Page, start: int) -> antecedents.Words | None:
    """Return the source mark that ends right before a relative pronoun, cited elsewhere or not."""
    for mark in page.reading.marks:
        if mark.role == "source" and mark.span[1] <= start and page.text[mark.span[1] : start].strip() in ("", ","):
            return antecedents.Words(page.text[slice(*mark.span)], mark.span)
    return None


def _may_be(tied: Entry, subject: antecedents.Words, language: str) -> bool:
    """Say whether a role that opens a sentence may be that of a person told of before: "The senator", of Ada Ruhl."""
    return tied.kind in ("person", "anonymous") and antecedents.is_role(subject.words, language)


def _introduced(mention: Mention, tied: Entry | None) -> Entry | None:
    """A name may stand for a description told before ("a monitor … the Syrian Observatory") if links tie them, and for
    "the ministry" only where it is a ministry's."""
    if tied is None or tied.named or tied.kind != mention.kind:
        return None
    return tied if tied.indefinite or {fold(w) for w in (mention.name or "").split()} & tied.heads else None


def _is_another(mention: Mention, entry: Entry, language: str) -> bool:
    """Say whether a description's own words bar it from a source: "the interior ministry" is no health ministry."""
    own, known = which(mention, language), entry.which.get(mention.head, frozenset())
    owner_of = _words(language).whose.match(mention.words)
    if owner_of and fold(owner_of["owner"]) not in {fold(w) for w in known}:
        return True
    return mention.head not in word_class("of_any_body", language) and bool(own and known) and own.isdisjoint(known)


def _agrees(mention: Mention, entry: Entry) -> bool:
    bodies = ("organisation", "group", "outlet")
    return (
        mention.kind == entry.kind or mention.kind == "anonymous" or (mention.kind in bodies and entry.kind in bodies)
    )


def _antecedent(page: _Page, mention: Mention, span: Span) -> Entry | None:
    text, before = page.text, [e for e in page.entries if 0 <= e.last < span[0]]
    if mention.kind == "person":
        before = [e for e in before if e.kind == "person" or (e.kind == "anonymous" and not _plural(e, page.language))]
        of_gender = gender(mention.words, language=page.language)
        before = [e for e in before if not at_odds(of_gender, e.gender)]
        name = antecedents.person_before(text, span[0], of_gender, page.language)
        near = max(before, key=lambda e: e.last, default=None)
        opened = text.rfind("\n", 0, span[0])
        at = name[1][0] if name else 0
        nearer = near is not None and near.last < opened < at  # named in the pronoun's own paragraph
        if name and (near is None or nearer or span[0] - near.last > antecedents.REACH):
            return _joined(page, name, mention, span)
        return near
    if mention.kind == "organisation":
        before = [e for e in before if e.kind in ("organisation", "group", "document", "outlet")]
    elif mention.head in word_class("pronoun_of_many", page.language):
        bodies = ("organisation", "group")
        before = [e for e in before if e.kind in bodies or (e.kind == "anonymous" and _plural(e, page.language))]
    return max(before, key=lambda e: e.last, default=None)


def _plural(entry: Entry, language: str) -> bool:
    head = _words(language).complement.split(entry.name)[0]
    return head.endswith("s") or head.split()[0].lower() in word_class("several", language)


def _joined(page: _Page, found: antecedents.Words, mention: Mention, span: Span) -> Entry:
    """Return the entry of words that are no source elsewhere, the pronoun among its mentions."""
    entries = page.entries
    words, at, kind = found
    read = read_mention(words, page.language)
    if kind is not None:
        read = Mention(words, "name", kind, words, None, fold(words.split()[-1]))
    if read.shape == "name":
        known = same_name(read, entries)
    else:
        same = [e for e in entries if read.head in e.heads and e.kind != "outlet"]
        same = [e for e in same if not _is_another(read, e, page.language)]
        known = same[-1] if same and read.shape == "definite" else None
    if known is None:
        known = Entry(read, at, page.language)
        entries.append(known)
    known.take(mention, span)
    return known


def _ends_at(entry: Entry | None, start: int) -> bool:
    """Say whether an entry's last mention ends right before an offset, but for a comma."""
    return entry is not None and any(start - 8 <= b <= start for _, b in entry.mentions)


def with_outlet(sources: list[Source], name: str, span: Span, language: str = "en") -> tuple[list[Source], str]:
    """Return the sources with a carrier among them, and its id: that of its name with this mention, or a new one."""
    known = without_article(fold(name), language)
    for at, source in enumerate(sources):
        if without_article(fold(source.name), language) == known:
            mentions = sorted({*source.mentions, span})
            return [*sources[:at], msgspec.structs.replace(source, mentions=mentions), *sources[at + 1 :]], source.id
    new = Source(f"s{len(sources)}", name, "outlet", None, False, [span])
    return [*sources, new], new.id
