"""The record's types, the values that stages hand to one another, and content ids.

In:  nothing of ours.    Out: every type of docs/record.md, Mark and Link (what the encoder reads), digests.
A span is a half-open pair of code points into a text that never changes. Every key is always written: no field has a
default that is left out. The JSON Schema (`recounted schema`) is made from these types and written nowhere else.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal

import msgspec

SCHEMA = "recounted/record/1"

Span = tuple[Annotated[int, msgspec.Meta(ge=0)], Annotated[int, msgspec.Meta(ge=0)]]

Effect = Literal[
    "killed", "injured", "missing", "captive", "detained", "displaced", "rescued", "tortured", "sexual_violence",
    "bereaved", "affected",
]  # fmt: skip
Qualifier = Literal[
    "exact", "at_least", "more_than", "about", "nearly", "up_to", "fewer_than", "range", "vague", "named", "unspecified"
]
Unit = Literal["person", "family", "household", "body", "other"]
Scope = Literal["event", "daily", "cumulative", "background"]
Status = Literal["asserted", "denied", "expected", "hypothetical", "superseded"]
StatementKind = Literal["direct", "indirect", "mixed"]
Polarity = Literal["affirmed", "denied", "questioned", "conceded"]
NameStance = Literal["distanced", "rejected"]  # scare quotes, so-called; the voice refuses the word
ActorKind = Literal["party", "person", "cause", "unknown"]
ActorRole = Literal["actor", "helper", "order"]
ActorStatus = Literal["asserted", "denied", "alleged", "claimed"]
Ladder = Literal["clause", "sentence", "paragraph", "document"]


class Frozen(msgspec.Struct, frozen=True):
    """Base of every value: immutable, compared by content."""


# ---------------------------------------------------------------- document


class Dateline(Frozen, frozen=True):
    place: str
    date: str | None
    span: Span


class Warning(Frozen, frozen=True):
    where: Span | None
    what: str


class Document(Frozen, frozen=True):
    """One report as it was read. `id` is the digest of text_id, key and outlet name: copies by two outlets are two."""

    id: str
    text_id: str
    key: str
    text: str
    title: str | None = None
    title_span: Span | None = None
    language: str | None = None
    format: str = "text"
    encoding: str | None = None
    url: str | None = None
    retrieved: str | None = None
    published: str | None = None
    published_from: Literal["given", "header", "dateline", "metadata", "url"] | None = None
    dateline: Dateline | None = None
    outlet: str | None = None
    credit: list[str] = []


class Article(Frozen, frozen=True):
    """What an input yields for one article: the text and what its carrier (not its words) says of it.

    text is kept exactly; header_end is the offset at which the body begins when a ` date YYYY-MM-DD ` header stands
    before it (the header stays in the text). Dates are EDTF to the day. published_from says where published was read.
    original: the bytes that it was read from (a file unpacked, a line of JSON Lines), kept by the store and by no
    record; origin: where they stand ("feed.jsonl:17"), the key where nothing else is known.
    """

    key: str
    text: str
    title: str | None = None
    title_span: Span | None = None
    language: str | None = None
    format: str = "text"
    encoding: str | None = None
    url: str | None = None
    retrieved: str | None = None
    published: str | None = None
    published_from: Literal["given", "header", "dateline", "metadata", "url"] | None = None
    outlet: str | None = None
    author: str | None = None
    warnings: list[Warning] = []
    original: bytes | None = None
    origin: str | None = None


class Failure(Frozen, frozen=True):
    """What could not be read: where ("feed.jsonl:17"), what was found there, and the way out; one line."""

    where: str
    what: str


# ---------------------------------------------------------------- the parts of a record


class Source(Frozen, frozen=True):
    id: str
    name: str
    kind: Literal["outlet", "organisation", "person", "group", "document", "anonymous"]
    description: str | None = None
    inferred: bool = False
    mentions: list[Span] = []


class Channel(Frozen, frozen=True):
    name: str
    kind: str
    account: str | None = None
    span: Span | None = None


class Statement(Frozen, frozen=True):
    id: str
    kind: StatementKind
    content: list[Span]
    cue: Span | None = None
    source: str | None = None
    source_span: Span | None = None
    channel: Channel | None = None
    said: str | None = None
    within: str | None = None
    polarity: Polarity = "affirmed"
    rule: str = "encoder"
    confidence: float = 1.0


class Relay(Frozen, frozen=True):
    carrier: str
    origin: str
    channel: str | None = None
    span: Span | None = None


class Time(Frozen, frozen=True):
    id: str
    span: Span
    type: Literal["date", "time", "duration", "set", "anniversary"]
    value: str | None
    edtf: str | None
    precision: str | None


class Alternative(Frozen, frozen=True):
    """Another reading of a place name, with the reason for which it was not chosen."""

    geonames: int | None
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    reason: str


class Place(Frozen, frozen=True):
    id: str
    span: Span
    name: str
    kind: str
    relation: str | None = None
    geonames: int | None = None
    gazetteer_name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    alternatives: list[Alternative] = []
    reason: str | None = None


class Toll(Frozen, frozen=True):
    """A figure in an event's own telling: bounds, and the claims it was made from."""

    low: int | None
    high: int | None
    claims: list[str]


class Event(Frozen, frozen=True):
    id: str
    label: str
    main: bool
    when: str | None = None
    when_from: Ladder | None = None
    where: str | None = None
    where_from: Ladder | None = None
    mentions: list[Span] = []
    toll: dict[str, Toll] = {}


class TollClaim(Frozen, frozen=True, tag_field="kind", tag="toll"):
    id: str
    digest: str
    effect: Effect
    low: int | None
    high: int | None
    qualifier: Qualifier
    as_said: str
    span: Span
    trigger: Span | None = None
    unit: Unit = "person"
    group: str | None = None
    group_code: str | None = None
    part_of: str | None = None
    same_people: str | None = None
    joint: list[Effect] = []
    scope: Scope = "event"
    status: Status = "asserted"
    voice: list[str] = []
    said_in: str | None = None
    event: str | None = None
    when: str | None = None
    when_from: Ladder | None = None
    time: str | None = None
    where: str | None = None
    where_from: Ladder | None = None
    rule: str = "encoder"
    confidence: float = 1.0


class NamingClaim(Frozen, frozen=True, tag_field="kind", tag="naming"):
    id: str
    digest: str
    term: str
    span: Span
    mentions: list[Span]
    stance: NameStance | None = None
    voice: list[str] = []
    said_in: str | None = None
    event: str | None = None
    rule: str = "encoder"
    confidence: float = 1.0


class ResponsibilityClaim(Frozen, frozen=True, tag_field="kind", tag="responsibility"):
    id: str
    digest: str
    actor: str
    actor_kind: ActorKind
    span: Span
    mentions: list[Span]
    trigger: Span | None = None
    role: ActorRole = "actor"
    status: ActorStatus = "asserted"
    voice: list[str] = []
    said_in: str | None = None
    event: str | None = None
    rule: str = "encoder"
    confidence: float = 1.0


Claim = TollClaim | NamingClaim | ResponsibilityClaim


class Check(Frozen, frozen=True):
    rule: Literal[
        "anniversary", "parts_within_total", "falling_total", "digit_slip", "weekday", "self_contradiction",
        "dateline_date",
    ]  # fmt: skip
    outcome: Literal["consistent", "inconsistent", "undecidable"]
    detail: str
    items: list[str]


class Reader(Frozen, frozen=True):
    name: str
    version: str
    language: str
    bounds: str
    only: str | None


class Record(Frozen, frozen=True):
    schema: str
    reader: Reader
    document: Document
    sources: list[Source] = []
    statements: list[Statement] = []
    relay: list[Relay] = []
    times: list[Time] = []
    places: list[Place] = []
    events: list[Event] = []
    claims: list[Claim] = []
    checks: list[Check] = []
    warnings: list[Warning] = []


# ---------------------------------------------------------------- what the encoder reads

MarkRole = Literal["source", "cue", "content", "number", "harm", "name", "party", "time", "place"]
LinkRole = Literal["cue", "source", "speaker", "harm", "part", "same", "doer", "when", "where", "coref"]


class Mark(Frozen, frozen=True):
    """A span that the encoder read. `layer` is 0 for the outer content and 1 for one inside it; 0 for other roles.

    readings holds, for each question that the role answers ("effect", "status", "scope", "polarity", "other",
    "actor_role", "actor_status", "actor_kind"), the probabilities of the answers in the order of marks.answers.
    """

    role: MarkRole
    span: Span
    layer: int = 0
    confidence: float = 1.0
    readings: dict[str, dict[str, float]] = {}


class Link(Frozen, frozen=True):
    """A directed tie between two marks (indexes into Reading.marks): content -> cue, cue -> source, number -> harm,
    number -> the number it is part of, number -> the same people earlier, party -> harm or name, number -> time, place,
    source -> its earlier mention. probability is the encoder's, with the distance prior."""

    role: LinkRole
    tail: int
    head: int
    probability: float


class Reading(Frozen, frozen=True):
    """Everything that the encoder reads of one text, in text order."""

    marks: list[Mark]
    links: list[Link]

    def heads(self, role: LinkRole) -> dict[int, list[Link]]:
        """Return tail index -> its links of that role, most probable first."""
        out: dict[int, list[Link]] = {}
        for link in self.links:
            if link.role == role:
                out.setdefault(link.tail, []).append(link)
        for links in out.values():
            links.sort(key=lambda link: (-link.probability, link.head))
        return out


# ---------------------------------------------------------------- ids


def digest_of(*parts: Any) -> str:
    """Return 16 hex digits of SHA-256 over the parts, each length-prefixed, so that no two lists of parts collide."""
    state = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else msgspec.json.encode(part)
        state.update(f"{len(data)}:".encode() + data)
    return state.hexdigest()[:16]


def text_id_of(text: str) -> str:
    """Return "sha256:" and the hash of the text in UTF-8 (lone surrogates kept as they are)."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def checked_span(text: str, start: int, end: int) -> Span:
    """Return (start, end) if it lies within text and holds something; raise ValueError if not."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span {start}-{end} does not lie within a text of {len(text)} characters")
    return (start, end)


def claim_digest(document_id: str, claim: Claim) -> str:
    """Return the digest by which a claim is known across records: document, kind, spans and values, no rule, no ids.

    Items that a claim points to (voice, event, part_of …) are ordinals of one record and so stay out.
    """
    if isinstance(claim, TollClaim):
        values = [claim.span, claim.trigger, claim.effect, claim.low, claim.high, claim.qualifier, claim.unit,
                  claim.group_code, claim.status, claim.scope]  # fmt: skip
        return digest_of(document_id, "toll", *values)
    if isinstance(claim, NamingClaim):
        return digest_of(document_id, "naming", claim.span, claim.term, claim.stance)
    return digest_of(document_id, "responsibility", claim.span, claim.actor, claim.role, claim.status)
