"""The types of many reports: what the store takes and hands out, decisions, events across reports, copies.

In:  the types of one record.    Out: the values that store, events, accounts and outputs hand to one another, and the
two pure functions of readings and decisions: `standing` (the claims of a report) and `unattached` ("look again").
Across records an item is known by its digest: a claim by Claim.digest, an event within a report by `event_digest`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal, NamedTuple

import msgspec

from recounted.model import Claim, Event, Frozen, Record, Span, digest_of

# ---------------------------------------------------------------- what the store takes


class Taken(Frozen, frozen=True):
    """A record on its way into the store: original the bytes that it was read from, origin where they stand
    ("feed.jsonl:17"), asked the digest of all that the record depends on (text, what its carrier says, options, version
    of the reader)."""

    record: Record
    original: bytes
    origin: str
    asked: str


class Seen(Frozen, frozen=True):
    """An article that was read exactly so before, and was not read again: document is the id it has in the store."""

    document: str
    key: str
    origin: str


class Added(Frozen, frozen=True):
    """What became of one item. said: "added"; "known" (nothing changed); "new version" (another text of an address that
    was there); "read again" (the same document, its reading replaced); "failed" (what tells why; id is None)."""

    said: Literal["added", "known", "new version", "read again", "failed"]
    key: str
    id: str | None = None
    what: str | None = None


class Failed(Frozen, frozen=True):
    """A failure as the store keeps it: first and last time that it was met (UTC), how many times."""

    where: str
    what: str
    first: str
    last: str
    times: int


# ---------------------------------------------------------------- what the store hands out


class Kept(Frozen, frozen=True):
    """A record as the store keeps it: captured is the UTC time at which its original was taken in (ISO 8601, seconds),
    original the "sha256:…" of the original's bytes, previous the id of the document that this one replaces (an earlier
    text of the same address), replaced_by the id of the one that replaces it."""

    record: Record
    captured: str
    original: str
    previous: str | None = None
    replaced_by: str | None = None


class Snippet(Frozen, frozen=True):
    """A stretch of a document's text, and the spans in it that were looked for; all in code points of the text."""

    span: Span
    found: list[Span]


class Hit(Frozen, frozen=True):
    """A document that was found: the claims that the facets chose (none were asked for: empty), and where the words
    stand."""

    kept: Kept
    claims: list[Claim]
    snippets: list[Snippet]


# ---------------------------------------------------------------- decisions

DecisionKind = Literal[
    "merge", "split", "apart",               # of events: subjects are event digests of members
    "same voice", "other voice",             # of voices: subjects are voice keys (accounts.voices)
    "reject", "correct", "accept", "add",    # of claims: subjects are claim digests
    "grade",                                 # of a voice or document: item {"reliability": "A", "credibility": 1}
    "undo",                                  # of a decision: undoes is its id
]  # fmt: skip

OF_EVENTS = ("merge", "split", "apart")
OF_CLAIMS = ("reject", "correct", "accept", "add")


class Decision(Frozen, frozen=True):
    """One judgement by a named person or rule. Never changed: what was wrong is undone by another decision.

    made: UTC, ISO 8601, seconds. subjects: digests, in two groups for "merge", "split" and "apart" (others: all in the
    first). item: what was judged, as it stood (JSON): for "reject" and "accept" the claim, for "correct" {"read":
    claim, "corrected": claim}, for "add" {"document": id, "claim": claim}, for events {"events": [{"id",
    "label", "documents"}]}. undoes: the id of a decision, for kind "undo".
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


class Standing(Frozen, frozen=True):
    """A claim as it stands after what was decided about it. claim is the one that counts (the corrected one, if it was
    corrected), read the one that the reader read, None for a claim that was added by hand."""

    claim: Claim
    state: Literal["as read", "accepted", "rejected", "corrected", "added"]
    read: Claim | None
    decisions: list[int]


class LookAgain(Frozen, frozen=True):
    """A decision whose subjects are not all among what is read now: it is shown with its item as judged, and moved to
    nothing else."""

    decision: Decision
    missing: list[str]


class Verdicts(NamedTuple):
    """Decisions about claims that are in force, oldest first: by the digest of the claim, and additions by document."""

    of_claim: dict[str, list[Decision]]
    added_to: dict[str, list[Decision]]


def verdicts(decisions: list[Decision]) -> Verdicts:
    """Return the decisions about claims, laid out once for `standing`."""
    out = Verdicts({}, {})
    for decision in in_force(decisions):
        if decision.kind == "add":
            out.added_to.setdefault(decision.item["document"], []).append(decision)
        elif decision.kind in OF_CLAIMS:
            for digest in dict.fromkeys(digest for group in decision.subjects for digest in group):
                out.of_claim.setdefault(digest, []).append(decision)
    return out


def standing(record: Record, decided: Verdicts) -> list[Standing]:
    """Return the claims of a report as they stand: those read, in their order, then those added by hand.

    A decision counts for the claim of its digest and for no other; of several the latest counts. An added claim whose
    digest the reader now reads too is that claim, and stands once.
    """
    added: dict[str, tuple[Claim, list[int]]] = {}
    for decision in decided.added_to.get(record.document.id, []):
        claim: Claim = msgspec.convert(decision.item["claim"], Claim)
        added[claim.digest] = (claim, [*added.get(claim.digest, (claim, []))[1], decision.id])
    out = []
    read = {claim.digest for claim in record.claims}
    for claim in record.claims:
        also = added[claim.digest][1] if claim.digest in added else []
        out.append(_standing(claim, claim, "accepted" if also else "as read", also, decided))
    for digest, (claim, ids) in added.items():
        if digest not in read:
            out.append(_standing(claim, None, "added", ids, decided))
    return out


def _standing(
    claim: Claim, read: Claim | None, state: Literal["as read", "accepted", "added"], ids: list[int], decided: Verdicts
) -> Standing:
    about = decided.of_claim.get(claim.digest, [])
    if not about:
        return Standing(claim, state, read, ids)
    latest, all_ids = about[-1], sorted([*ids, *(d.id for d in about)])
    if latest.kind == "correct":
        return Standing(msgspec.convert(latest.item["corrected"], Claim), "corrected", read, all_ids)
    if latest.kind == "reject":
        return Standing(claim, "rejected", read, all_ids)
    return Standing(claim, "added" if read is None else "accepted", read, all_ids)


def unattached(present: Collection[str], decisions: list[Decision]) -> list[LookAgain]:
    """Return the decisions in force whose claims or events within reports are not among `present`, the digests of what
    is read now; oldest first. A claim that was added by hand is always present."""
    held = in_force(decisions)
    by_hand = {digest for d in held if d.kind == "add" for group in d.subjects for digest in group}
    out = []
    for decision in held:
        if decision.kind in OF_EVENTS or decision.kind in ("reject", "correct", "accept"):
            subjects = dict.fromkeys(digest for group in decision.subjects for digest in group)
            missing = [digest for digest in subjects if digest not in present and digest not in by_hand]
            if missing:
                out.append(LookAgain(decision, missing))
    return out


# ---------------------------------------------------------------- events across reports


class Member(Frozen, frozen=True):
    """One report's telling of an event: document is Document.id, event the ordinal within its record ("e0"), digest
    its event_digest; main where the report is about this event."""

    key: str
    id: str
    event: str
    digest: str
    main: bool


class Group(Frozen, frozen=True):
    """An event that reports share, before it has an id: what grouping hands to the store."""

    label: str
    when: str | None
    where: str | None
    documents: list[Member]


class SharedEvent(Frozen, frozen=True):
    """An event that reports share. id is minted once; when (EDTF) and where are as most of its reports that are about
    it have them, in the texts' own wording; documents are ordered by publication, then key."""

    id: str
    label: str
    when: str | None
    where: str | None
    documents: list[Member]


class FoundEvent(Frozen, frozen=True):
    """The event that an id leads to. through: the ids that were followed, the one asked for first; [] if it is the
    event's own. event is None if no report tells of it any more (its reports were read again, and tell of others)."""

    event: SharedEvent | None
    through: list[str]


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
