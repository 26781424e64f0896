"""Mirrored parties: the same text with its two parties swapped must give the mirrored record.

In:  20 templates and 15 pairs of invented parties, both ways round.    Out: the share that mirrors, the misses.
The same list is tested, in part, by tests/test_mirror.py. Source of the demand: promises on neutrality (README).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

import recounted
from recounted.model import Record

PAIRS = [
    ("Ostrel", "Zhelmany"), ("Karvania", "Tolmek"), ("Vestria", "Morland"), ("Halvet", "Drunin"),
    ("Sarnia", "Belgora"), ("Tarquesia", "Ondola"), ("Kessara", "Lumeria"), ("Norvania", "Estalia"),
    ("Barovia", "Gelderia"), ("Mirelia", "Torvany"), ("Rusalia", "Pontara"), ("Zemgora", "Illyra"),
    ("Calduria", "Varnesia"), ("Orlania", "Dravany"), ("Sibelia", "Quorany"),
]  # fmt: skip

TEMPLATES = [
    "{A} forces shelled the border town of Orsk on Monday, killing nine civilians, {B} officials said.",
    "The army of {A} said on Tuesday that {B} troops had killed 14 of its soldiers.",
    "{A} accused {B} of killing 22 villagers in an attack on Tuesday.",
    "{A} denied that its aircraft had bombed a school in {B}. At least 12 children were killed in the bombing.",
    "“This massacre will not be forgotten,” the president of {A} said. {B} called it an incident.",
    "At least 31 people were killed in an attack by {A} forces, according to the {B} defence ministry.",
    "The foreign ministry of {A} condemned what it called the genocide of 1994. {B} rejects the word.",
    "{A} troops captured 40 soldiers of {B} near Orsk, the defence ministry of {A} said in a statement.",
    "{A} media reported that {B} artillery wounded six people on Sunday.",
    "A spokesman for the {A} army told reporters that {B} rebels had kidnapped three engineers.",
    "Two soldiers from {A} and five from {B} were killed in a clash on Friday, monitors said.",
    "{A} claimed responsibility for the raid, in which {B} lost 18 soldiers.",
    "The {A} government said the explosion was the work of agents of {B}. Seven people died.",
    "“We did not fire first,” the commander of the {A} brigade said. {B} says otherwise.",
    "{B} police arrested 11 supporters of {A} after the riot, a court official said.",
    "Residents of {A} fled after shelling from {B}; some 2,000 people were displaced, the Red Cross said.",
    "{A} blamed the ambush on {B}, which has not commented. Four guards were shot dead.",
    "The president of {B} said that {A} had used the word liberation for an occupation.",
    "According to {A}, 55 fighters of {B} were killed or wounded during the offensive.",
    "Both {A} and {B} reported losses: {A} said 12 of its soldiers had died, {B} spoke of nine dead.",
]


def canonical(record: Record, one: str, other: str) -> str:
    """Return what a record says, without offsets, ids, confidences and places, the parties as 1 and 2."""
    names = {s.id: s.name for s in record.sources}
    said = [
        [q.kind, names.get(q.source or ""), q.polarity, [record.document.text[a:b] for a, b in q.content]]
        for q in record.statements
    ]
    claims = []
    for claim in record.claims:
        fields = msgspec.to_builtins(claim)
        voice = [names.get(v, v) for v in claim.voice]
        kept = (
            "kind",
            "effect",
            "low",
            "high",
            "qualifier",
            "as_said",
            "group",
            "scope",
            "status",
            "term",
            "stance",
            "actor",
            "role",
        )
        claims.append([voice, *(fields.get(k) for k in kept)])

    def mirrored(part: object) -> str:
        return msgspec.json.encode(part).decode().replace(one, "1").replace(other, "2")

    return "\n".join([mirrored(said), *sorted(mirrored(claim) for claim in claims)])  # sorted with no name in them


def misses(templates: list[str] = TEMPLATES, pairs: list[tuple[str, str]] = PAIRS) -> Iterator[tuple[str, str, str]]:
    """Yield (template, A, B) for each text whose record is not the mirror of the one with its parties swapped."""
    for template in templates:
        for a, b in pairs:
            there = recounted.read(template.format(A=a, B=b), published="2031-05-14")
            back = recounted.read(template.format(A=b, B=a), published="2031-05-14")
            if canonical(there, a, b) != canonical(back, b, a):
                yield template, a, b


def main() -> None:
    missed = list(misses())
    total = len(TEMPLATES) * len(PAIRS)
    print(
        f"mirrored parties: {total - len(missed)} of {total} pairs of texts mirror"
        f" ({1 - len(missed) / total:.3f}; aim .99)"
    )
    for template, a, b in missed:
        print(f"  {a} / {b}: {template}")


if __name__ == "__main__":
    main()
