"""The types of accounts: what each voice says of one event, set side by side.

In:  the types of one record and of many.    Out: Accounts: event, reports, columns, rows, figures, checks, relay.
A voice is a source merged across reports; its key is that of its first member and any member's key names it too.
Nothing here is averaged, ranked or called true: bounds stand beside who says each end.
"""

from __future__ import annotations

from typing import Literal

from recounted.model import (
    ActorKind,
    ActorRole,
    ActorStatus,
    Effect,
    Frozen,
    NameStance,
    Qualifier,
    Scope,
    Status,
    Unit,
)
from recounted.model_many import Copies, SharedEvent

VoiceKind = Literal["outlet", "organisation", "person", "group", "document", "anonymous", "report"]
OriginKind = Literal["voice", "agency", "report", "copies", "circle"]
EdgeKind = Literal["cites", "credit", "copy"]
CheckRule = Literal[
    "parts_within_total", "falling_total", "digit_slip", "dates_disagree", "self_contradiction", "change", "circular"
]
Outcome = Literal["consistent", "inconsistent", "undecidable"]


class ClaimRef(Frozen, frozen=True):
    """A claim across records: Document.id and Claim.digest."""

    document: str
    claim: str


# ---------------------------------------------------------------- who speaks


class VoiceMember(Frozen, frozen=True):
    """One report's source: key is its own voice key, source its id within the record ("s1"; "" for a report whose
    outlet is unknown and that speaks itself), name as that record has it."""

    key: str
    document: str
    source: str
    name: str


class VoiceMerge(Frozen, frozen=True):
    """Why two members are held to be one voice. by: the rule's name, or who decided."""

    keys: tuple[str, str]
    reason: str
    by: str


class Grade(Frozen, frozen=True):
    """A grading of a voice that a person entered: made (UTC) and by whom; letters and digits as entered."""

    made: str
    by: str
    reason: str | None
    reliability: str | None
    credibility: int | None


class Voice(Frozen, frozen=True):
    """wordings: every name and description that the texts use of it, as they word it, in order of first use.
    jurisdiction: the wording or country code that tells whose body it is, None where nothing does."""

    key: str
    name: str
    kind: VoiceKind
    wordings: list[str]
    members: list[VoiceMember]
    merges: list[VoiceMerge]
    jurisdiction: str | None = None
    grades: list[Grade] = []


class Carrier(Frozen, frozen=True):
    """A voice that passes another's words on, and in how many reports."""

    voice: str
    name: str
    reports: int


# ---------------------------------------------------------------- what is counted


class Column(Frozen, frozen=True):
    """What can be compared: one effect, group, part, scope, kind of unit and, for a day's figures, one day.

    key is readable and stable ("killed", "killed/children", "killed/daily/1904-02-04"). part: how a breakdown that is
    of no group is told apart (a place's wording, or "some of them"). low, high: the least and the most that any voice
    asserts, high None where one is open upward, both None where nobody gives a number; who says each end stands in
    low_by and high_by (voice keys). This is a range of what is said, never a finding.
    """

    key: str
    effect: Effect
    joint: list[Effect]
    group: str | None
    group_code: str | None
    part: str | None
    scope: Scope
    unit: Unit
    day: str | None
    low: int | None
    high: int | None
    low_by: list[str]
    high_by: list[str]


class Said(Frozen, frozen=True):
    """One figure as one voice says it. status: "superseded" also where its publisher replaced the report that held it.
    reports: how many reports carry it; origins: keys of the independent origins that it rests on (Accounts.origins).
    first, last: the days on which it was said, where known."""

    low: int | None
    high: int | None
    qualifier: Qualifier
    unit: Unit
    status: Status
    as_said: list[str]
    groups: list[str]
    claims: list[ClaimRef]
    reports: int
    origins: list[str]
    first: str | None
    last: str | None


class Cell(Frozen, frozen=True):
    """All that one voice says in one column. low, high: the ends of its asserted figures (None, None: no number, or
    nothing asserted); figures in the order in which they were first said."""

    column: str
    low: int | None
    high: int | None
    hedges: list[Qualifier]
    figures: list[Said]
    first: str | None
    last: str | None


class NameSaid(Frozen, frozen=True):
    """A name that a voice gives the event, or refuses it (stance: model.NameStance). mentions counts its places in
    texts, reports the reports."""

    term: str
    stance: NameStance | None
    mentions: int
    reports: int
    claims: list[ClaimRef]


class Held(Frozen, frozen=True):
    """Whom a voice holds responsible, owns to being, or denies."""

    actor: str
    actor_kind: ActorKind
    role: ActorRole
    status: ActorStatus
    reports: int
    claims: list[ClaimRef]
    first: str | None
    last: str | None


class Account(Frozen, frozen=True):
    """Everything that one voice says of the event. reports: ids of the documents that carry it; origins: what its
    words rest on; carriers: who passes them on."""

    voice: Voice
    carriers: list[Carrier]
    reports: list[str]
    origins: list[str]
    cells: list[Cell]
    names: list[NameSaid]
    holds: list[Held]
    first: str | None
    last: str | None


# ---------------------------------------------------------------- across voices


class Origin(Frozen, frozen=True):
    """Where words come from as far as the reports show. kind "voice": the innermost speaker; "agency": credited or
    cited for words of an unnamed speaker or of a whole report; "report": a report that speaks itself, outlet unknown;
    "copies": words that several reports share, named after the earliest known carrier; "circle": voices that cite one
    another. voices: the keys of those behind it."""

    key: str
    kind: OriginKind
    name: str
    voices: list[str]


class Figure(Frozen, frozen=True):
    """One distinct figure of a column: who says it, in how many reports, on how many independent origins."""

    column: str
    low: int | None
    high: int | None
    qualifier: Qualifier
    status: Status
    voices: list[str]
    reports: int
    origins: list[str]
    claims: list[ClaimRef]
    first: str | None
    last: str | None


class Edge(Frozen, frozen=True):
    """carrier passes origin's words on (voice keys): in how many reports, through which channels, and how that is
    known: it cites them, credits them for the whole report, or prints a copy."""

    carrier: str
    origin: str
    kinds: list[EdgeKind]
    channels: list[str]
    reports: int


class CrossCheck(Frozen, frozen=True):
    """Reports held against one another. It never says which is right. voices: keys of those concerned."""

    rule: CheckRule
    outcome: Outcome
    detail: str
    column: str | None
    voices: list[str]
    claims: list[ClaimRef]
    documents: list[str]


class Report(Frozen, frozen=True):
    """A document of the event, as the accounts' readers see it. main: the report is about this event. replaced_by: the
    id of the report that took its address, None if this is the latest. copy_of: ids of the Copies that it is in."""

    document: str
    key: str
    outlet: str | None
    voice: str
    published: str | None
    captured: str
    url: str | None
    title: str | None
    main: bool
    replaced_by: str | None
    copies: list[str]


class LeftOut(Frozen, frozen=True):
    """A document of the event that is not in these accounts, and why."""

    document: str
    why: str


class Accounts(Frozen, frozen=True):
    """The accounts of one event. as_of: only what had been published by that day, None for all. voices: everyone who
    speaks or carries, by key; cycles: rings of voices that carry one another, each beginning with its least key."""

    event: SharedEvent
    as_of: str | None
    reports: list[Report]
    columns: list[Column]
    rows: list[Account]
    figures: list[Figure]
    origins: list[Origin]
    checks: list[CrossCheck]
    voices: list[Voice]
    edges: list[Edge]
    cycles: list[list[str]]
    copies: list[Copies]
    left_out: list[LeftOut]
