"""Merges voices across reports: by name, kind and jurisdiction, carefully, every merge with its reason.

In:  reports, what their words have in common, decisions.    Out: Voices: a Voice for each source of each report.
A source's own key is a digest of its report, kind and name; a voice's key is that of its first member. The same full
name is one voice; an acronym joins its expansion where a text gives it; a bare "Ministry of Defence" or a surname
stays its report's own, unless copied words show who it is or, for police and the like, both reports tell of one place.
Unnamed speakers merge only where copies of one passage carry them. What a person decided stands above every rule, and
"other voice" is never undone by one. The result does not depend on the order of reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from recounted.accounts.copies import Common
from recounted.accounts.names import Name, expansions, fold, is_acronym, local, middles_agree, name_of
from recounted.accounts.rings import Rings
from recounted.languages import persons
from recounted.model import Record, Source, Statement, digest_of
from recounted.model_accounts import Grade, Voice, VoiceKind, VoiceMember, VoiceMerge
from recounted.model_many import Decision, in_force

SHORT = 3  # strength of ties from which on one side may be short for many


class Atom(NamedTuple):
    """One report's source. report: the report's place among the reports by rank; wordings: as its mentions have it."""

    key: str
    report: int
    document: str
    source: str
    kind: VoiceKind
    name: Name
    said_as: str
    wordings: tuple[str, ...]


class Tie(NamedTuple):
    """Two atoms that a rule holds to be one voice. strength: stronger ones (lower numbers) are followed first."""

    strength: int
    one: str
    other: str
    reason: str
    rule: str


class Voices(NamedTuple):
    """of: (document id, source id) -> key of its voice, source "" for a report that speaks itself."""

    of: dict[tuple[str, str], str]
    by_key: dict[str, Voice]


def voice_key(document: str, kind: str, name: str, twin: int = 0) -> str:
    """Return the key of a report's source. twin tells sources of one name apart ("a witness", another "a witness")."""
    return digest_of(document, "voice", kind, fold(name), twin)


def source_keys(record: Record) -> dict[str, str]:
    """Return the keys by which decisions know the sources of one report -> their names."""
    return {atom.key: atom.said_as for atom in _atoms(0, record)}


def merged_voices(records: Sequence[Record], common: Common, decisions: Sequence[Decision]) -> Voices:
    """Return the voices of records, which stand by rank (copies.rank)."""
    atoms = [atom for number, record in enumerate(records) for atom in _atoms(number, record)]
    ties = [
        *_same_names(atoms), *_acronyms(atoms, records),
        *_carried(atoms, records, common), *_of_one_place(atoms, records),
    ]  # fmt: skip
    rings, merges = _followed(atoms, ties, list(decisions))
    grades = _grades(list(decisions))
    of, by_key = {}, {}
    order = {atom.key: n for n, atom in enumerate(atoms)}
    for ring in rings.rings():
        members = [atoms[n] for n in sorted(order[key] for key in ring)]
        voice = _voice(members, merges, grades)
        by_key[voice.key] = voice
        of.update({(a.document, a.source): voice.key for a in members})
    return Voices(of, by_key)


# ---------------------------------------------------------------- one report's sources


def _atoms(number: int, record: Record) -> Iterator[Atom]:
    document = record.document
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for source in record.sources:
        twin = seen[source.kind, fold(source.name)]
        seen[source.kind, fold(source.name)] += 1
        key = voice_key(document.id, source.kind, source.name, twin)
        name = name_of(source, record)
        said_as = source.name or source.description or source.id
        yield Atom(key, number, document.id, source.id, source.kind, name, said_as, _wordings(source, record))
    if not document.outlet:
        name = Name("unnamed", "unnamed", (document.key,), (), None)
        yield Atom(voice_key(document.id, "report", ""), number, document.id, "", "report", name, document.key, ())


def _wordings(source: Source, record: Record) -> tuple[str, ...]:
    text, language = record.document.text, record.document.language or "en"
    out = [source.name] if source.name else []
    for span in source.mentions:
        words = " ".join(text[slice(*span)].split())
        noun = persons.noun(words, language) if " " not in words else None
        pronoun = (noun is not None and noun.kind == "pronoun") or (len(words) < 5 and not words[1:].isupper())
        if words and not (pronoun and " " not in words):
            out.append(words)
    return tuple(dict.fromkeys(out))


# ---------------------------------------------------------------- rules


def _star(strength: int, group: list[Atom], reason: str, rule: str) -> Iterator[Tie]:
    for other in group[1:]:
        if other.key != group[0].key:
            yield Tie(strength, group[0].key, other.key, reason, rule)


def _same_names(atoms: list[Atom]) -> Iterator[Tie]:
    bodies: dict[Any, list[Atom]] = defaultdict(list)
    people: dict[Any, list[Atom]] = defaultdict(list)
    for atom in atoms:
        if atom.name.shape == "named":
            (bodies if atom.name.sort == "body" else people)[atom.name.words].append(atom)
    for group in bodies.values():
        whose = group[0].name.jurisdiction
        reason = f"the same full name, of {whose}" if whose else "the same full name"
        yield from _star(1, group, reason, "same name")
    for group in people.values():
        middles = sorted({a.name.middles for a in group})
        if all(middles_agree(a, b) for a, b in combinations(middles, 2)):
            yield from _star(1, group, "the same first and last name", "same name")
            continue
        exact: dict[tuple[str, ...], list[Atom]] = defaultdict(list)
        for atom in group:
            exact[atom.name.middles].append(atom)
        for twins in exact.values():
            yield from _star(1, twins, "the same name in full; others of that name differ", "same name")
    # A name in full that one report reads as a person's and another as a body's is one name all the same.
    for words, group in people.items():
        other = bodies.get(frozenset(words), []) if not any(a.name.middles for a in group) else []
        if other:
            yield Tie(
                2, other[0].key, group[0].key, "the same full name, read as a person's in one report", "same name"
            )


def _acronyms(atoms: list[Atom], records: Sequence[Record]) -> Iterator[Tie]:
    """Tie an acronym to the one full name that its own report gives it, else to the one that the reports give it."""
    full: dict[frozenset[str], list[Atom]] = defaultdict(list)
    short: dict[str, list[Atom]] = defaultdict(list)
    for atom in atoms:
        if atom.name.sort == "body":
            (
                short[atom.said_as] if is_acronym(atom.said_as) else full[frozenset(map(fold, atom.said_as.split()))]
            ).append(atom)
    for acronym, group in sorted(short.items()):
        given = {
            number: found
            for number, record in enumerate(records)
            if (found := expansions(record.document.text, acronym))
        }
        everywhere = {frozenset(map(fold, name.split())): name for found in given.values() for name in found}
        for atom in group:
            own = {frozenset(map(fold, name.split())): name for name in given.get(atom.report, ())} or everywhere
            fits = [(words, name) for words, name in sorted(own.items(), key=lambda item: item[1]) if words in full]
            if len(own) == 1 and fits:
                words, name = fits[0]
                yield Tie(2, full[words][0].key, atom.key, f"a text gives “{name} ({acronym})”", "acronym")


def _carried(atoms: list[Atom], records: Sequence[Record], common: Common) -> Iterator[Tie]:
    """Tie speakers to whom shared words are given: in copied sentences under the same words ("the ministry"), in a
    quotation under names that agree. An unnamed speaker needs a copied sentence: a quotation in other company may be
    another's."""
    at = {(a.document, a.source): a for a in atoms}
    speakers: dict[tuple[str, str, str], list[Atom]] = defaultdict(list)
    for record in records:
        for statement in record.statements:
            atom = at.get((record.document.id, statement.source or ""))
            if atom is None or not statement.source:
                continue
            named = record.document.text[slice(*statement.source_span)] if statement.source_span else atom.said_as
            for group, kind in _groups_of(record, statement, common):
                speakers[group, kind, fold(named) if kind == "passage" else ""].append(atom)
    for (_, kind, _), held in sorted(speakers.items()):
        for one, other in combinations(list(dict.fromkeys(held))[:40], 2):
            if one.report == other.report:
                continue
            if kind == "passage" and not one.name.shape == other.name.shape == "named":
                yield Tie(
                    3, one.key, other.key, "carried by copies of one passage under the same words", "copied words"
                )
            elif kind == "quotation" and _agree(one.name, other.name):
                yield Tie(4, one.key, other.key, "the same quotation, under names that agree", "same quotation")


def _groups_of(record: Record, statement: Statement, common: Common) -> Iterator[tuple[str, str]]:
    spans = [*statement.content, *([statement.source_span] if statement.source_span else [])]
    for (a, b), group, kind in common.groups.get(record.document.id, ()):
        if any(s < b and a < e for s, e in spans):
            yield group, kind


def _agree(one: Name, other: Name) -> bool:
    """Say whether one name can be short for the other: Velt for Anna Velt, the Ministry for the Korden Ministry."""
    if one.sort != other.sort or "unnamed" in (one.shape, other.shape):
        return False
    if one.sort == "person":
        short, long = sorted((one, other), key=lambda n: len(n.words))
        return len(short.words) == 1 and list(short.words) == list(long.words)[-1:]
    a, b = set(one.words), set(other.words)
    return one.shape != other.shape and (a <= b or b <= a)


def _of_one_place(atoms: list[Atom], records: Sequence[Record]) -> Iterator[Tie]:
    """Tie bare local bodies ("police") of reports that tell of one place, if each report has only that one."""
    groups: dict[Any, list[Atom]] = defaultdict(list)
    beside: dict[int, list[Atom]] = defaultdict(list)
    for atom in atoms:
        if atom.name.sort == "body" and atom.kind != "outlet":
            beside[atom.report].append(atom)
    for atom in atoms:
        record = records[atom.report]
        if not local(atom.name, record.document.language):
            continue
        rivals = [a for a in beside[atom.report] if a.key != atom.key and set(atom.name.words) <= set(a.name.words)]
        where = _place(record)
        if where and not rivals:
            groups[atom.name.words, fold(where)].append(atom)
    for (words, _), group in groups.items():
        where = _place(records[group[0].report])
        yield from _star(
            5, group, f"both reports tell of {where}, and name no other {' '.join(sorted(words))}", "one place"
        )


def _place(record: Record) -> str | None:
    main = next((e for e in record.events if e.main), None)
    place = next((p for p in record.places if main and p.id == main.where), None)
    return place.name if place and place.kind not in ("country", "region") else None


# ---------------------------------------------------------------- decisions and rules together


def _followed(
    atoms: list[Atom], ties: list[Tie], decisions: list[Decision]
) -> tuple[Rings[str], dict[str, list[VoiceMerge]]]:
    """Return the rings and, for each atom, the merges that it takes part in. A later decision outweighs an earlier."""
    rings: Rings[str] = Rings()
    known = {a.key for a in atoms}
    for key in sorted(known):
        rings.add(key)
    names = {a.key: (a.name.sort, a.name.words) for a in atoms if a.name.shape == "named"}
    apart: set[tuple[str, str]] = set()
    merges: dict[str, list[VoiceMerge]] = defaultdict(list)

    def parted(one: str, other: str) -> bool:
        a, b = rings.ring(one), rings.ring(other)
        return any((x in a and y in b) or (x in b and y in a) for x, y in apart)

    def named_apart(one: str, other: str) -> bool:
        """Say whether both rings have full names and none in common: what is short for either may not join them."""
        a, b = ({names[k] for k in rings.ring(key) if k in names} for key in (one, other))
        return bool(a and b and not a & b)

    def join(one: str, other: str, reason: str, by: str) -> None:
        if rings.find(one) != rings.find(other) and not parted(one, other):
            rings.join(one, other)
            merges[one].append(VoiceMerge((one, other), reason, by))

    for decision in reversed(in_force(decisions)):
        if decision.kind not in ("same voice", "other voice"):
            continue
        for one, other in _pairs(decision):
            if one not in known or other not in known or one == other:
                continue
            if decision.kind == "same voice":
                join(one, other, decision.reason or "decided", decision.by)
            elif rings.find(one) != rings.find(other):
                apart.add((one, other))
    for tie in sorted(ties):
        if tie.strength >= SHORT and named_apart(tie.one, tie.other):
            continue
        join(tie.one, tie.other, tie.reason, tie.rule)
    return rings, merges


def _pairs(decision: Decision) -> Iterator[tuple[str, str]]:
    groups = [g for g in decision.subjects if g]
    if len(groups) > 1:
        yield from ((a, b) for one, other in combinations(groups, 2) for a in one for b in other)
    elif groups:
        yield from combinations(groups[0], 2)


def _grades(decisions: list[Decision]) -> dict[str, list[Grade]]:
    out: dict[str, list[Grade]] = defaultdict(list)
    for decision in in_force(decisions):
        if decision.kind != "grade":
            continue
        item = decision.item if isinstance(decision.item, dict) else {}
        grade = Grade(decision.made, decision.by, decision.reason, item.get("reliability"), item.get("credibility"))
        for key in (key for group in decision.subjects for key in group):
            out[key].append(grade)
    return out


def _voice(members: list[Atom], merges: dict[str, list[VoiceMerge]], grades: dict[str, list[Grade]]) -> Voice:
    uses: dict[str, int] = defaultdict(int)
    for member in members:
        uses[member.said_as] += 1
    long = [name for name in uses if not is_acronym(name)] or list(uses)
    shapes = {m.said_as: m.name.shape for m in members}
    named = [name for name in long if shapes[name] == "named"] or long
    name = min(named, key=lambda n: (-uses[n], -len(n), n))
    kinds = [m.kind for m in members if m.said_as == name]
    kind: VoiceKind = min(set(kinds), key=lambda k: (-kinds.count(k), k))
    return Voice(
        members[0].key, name, kind,
        list(dict.fromkeys(w for m in members for w in (m.wordings or (m.said_as,)))),
        [VoiceMember(m.key, m.document, m.source, m.said_as) for m in members],
        [merge for m in members for merge in merges.get(m.key, [])],
        next((m.name.jurisdiction for m in members if m.name.jurisdiction), None),
        [grade for m in members for grade in grades.get(m.key, [])],
    )  # fmt: skip
