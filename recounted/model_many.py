"""The types of many reports: what the store hands out, decisions, events across reports, copies.

In:  the types of one record.    Out: the values that store, events, accounts and outputs hand to one another.
Across records an item is known by its digest: a claim by Claim.digest, an event within a report by `event_digest`.
"""

from __future__ import annotations

from typing import Any, Literal

from recounted.model import Event, Frozen, Record, Span, digest_of


class Kept(Frozen, frozen=True):
    """A record as the store keeps it: captured is the UTC time at which its original was taken in (ISO 8601, seconds),
    original the "sha256:…" of the original's bytes, previous the id of the document that this one replaces (an earlier
    text of the same address), replaced_by the id of the one that replaces it."""

    record: Record
    captured: str
    original: str
    previous: str | None = None
    replaced_by: str | None = None


# ---------------------------------------------------------------- decisions

DecisionKind = Literal[
    "merge", "split", "apart",               # of events: subjects are event digests of members
    "same voice", "other voice",             # of voices: subjects are voice keys (accounts.voices)
    "reject", "correct", "accept", "add",    # of claims: subjects are claim digests; item is the claim as judged
    "grade",                                 # of a voice or document: item {"reliability": "A", "credibility": 1}
    "undo",                                  # of a decision: undoes is its id
]  # fmt: skip


class Decision(Frozen, frozen=True):
    """One judgement by a named person or rule. Never changed: what was wrong is undone by another decision.

    made: UTC, ISO 8601, seconds. subjects: digests, in two groups for "merge" and "apart" (others: all in the first).
    item: what was judged, as it stood (JSON). undoes: the id of a decision, for kind "undo".
    """

    id: int
    made: str
    by: str
    kind: DecisionKind
    subjects: list[list[str]]
    reason: str | None = None
    item: Any = None
    undoes: int | None = None


def in_force(decisions: list[Decision]) -> list[Decision]:
    """Return the decisions that no later decision undoes, oldest first. Undoing an "undo" restores what it undid."""
    undone: set[int] = set()
    for decision in sorted(decisions, key=lambda d: d.id, reverse=True):
        if decision.kind == "undo" and decision.id not in undone and decision.undoes is not None:
            undone.add(decision.undoes)
    return [d for d in sorted(decisions, key=lambda d: d.id) if d.kind != "undo" and d.id not in undone]


# ---------------------------------------------------------------- events across reports


class Member(Frozen, frozen=True):
    """One report's telling of an event: document is Document.id, event the ordinal within its record ("e0"), digest
    its event_digest; main where the report is about this event."""

    key: str
    id: str
    event: str
    digest: str
    main: bool


class SharedEvent(Frozen, frozen=True):
    """An event that reports share. id is minted once; when (EDTF) and where are as most of its reports that are about
    it have them, in the texts' own wording; documents are ordered by publication, then key."""

    id: str
    label: str
    when: str | None
    where: str | None
    documents: list[Member]


def event_digest(record: Record, event: Event) -> str:
    """Return the digest by which an event within a report is known across readings: the main one by its document
    alone, one told in passing by what it is."""
    if event.main:
        return digest_of(record.document.id, "event", "main")
    return digest_of(record.document.id, "event", event.when, event.label, event.mentions)


# ---------------------------------------------------------------- copies


class Passage(Frozen, frozen=True):
    """Where a document holds words that others hold too."""

    document: str
    span: Span


class Copies(Frozen, frozen=True):
    """Documents that carry the same words. kind: "copy" (near-identical reports), "passage" (shared paragraphs within
    otherwise different reports), "quotation" (one quotation in different company). passages: one a document and place,
    the earliest known carrier first (by day of publication, then by time of capture, then by key)."""

    id: str
    kind: Literal["copy", "passage", "quotation"]
    passages: list[Passage]
