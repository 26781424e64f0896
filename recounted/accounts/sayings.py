"""Who says what in which report: the claims of one event with their voices, seen through copies and credits.

In:  reports of the event, merged voices, common words.    Out: Sayings, a claim each, in order of report and text.
What a report says in its own voice is the word of the agency that it credits; where copies share the words, it is the
word of the agency that any copy credits or cites for them, or else of the earliest known carrier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from recounted.accounts.copies import Common
from recounted.accounts.voices import Voices
from recounted.model import Claim, Record, TollClaim
from recounted.model_accounts import ClaimRef
from recounted.model_many import Decision, Kept, Member, standing, verdicts


class Viewed(NamedTuple):
    """A report of the event: its place in it (Member), its latest version's id within the view, its own voice, the
    agencies that it credits for the whole report."""

    kept: Kept
    member: Member
    latest: str
    voice: str
    credit: list[str]

    @property
    def record(self) -> Record:
        return self.kept.record


class Saying(NamedTuple):
    """One claim of one report. chain: voices, outermost first; speaker: whose account it belongs to; agency: who is
    credited or cited for the words, where that is not the speaker; own: the report says it in its own voice; groups:
    the shared words that it is in; said: the day on which it was said, where known."""

    view: Viewed
    claim: Claim
    chain: tuple[str, ...]
    speaker: str
    agency: str | None
    own: bool
    groups: tuple[str, ...]
    said: str | None

    @property
    def ref(self) -> ClaimRef:
        return ClaimRef(self.view.record.document.id, self.claim.digest)

    @property
    def withdrawn(self) -> bool:
        """Say whether the publisher has replaced the report that holds the claim."""
        return self.view.latest != self.view.record.document.id


def viewed(kept: Kept, member: Member, latest: str, voices: Voices) -> Viewed:
    """Return a report as the accounts see it."""
    document = kept.record.document
    own = voices.of[document.id, document.outlet or ""]
    credit = [voices.of[document.id, s] for s in document.credit if (document.id, s) in voices.of]
    return Viewed(kept, member, latest, own, [key for key in dict.fromkeys(credit) if key != own])


def sayings_of(views: Sequence[Viewed], voices: Voices, common: Common, decisions: Sequence[Decision]) -> list[Saying]:
    """Return the claims of the event in all views, as they stand after what was decided about them."""
    decided = verdicts(list(decisions))
    first = [
        _saying(view, one.claim, voices, common)
        for view in views
        for one in standing(view.record, decided)
        if one.claim.event == view.member.event and one.state != "rejected"
    ]
    agencies = _agencies(first)
    told = _told(first)
    earliest = _earliest(first)
    return [_seen_through(saying, agencies, told, earliest) for saying in first]


def _saying(view: Viewed, claim: Claim, voices: Voices, common: Common) -> Saying:
    document = view.record.document
    chain = tuple(dict.fromkeys(voices.of[document.id, s] for s in claim.voice if (document.id, s) in voices.of))
    chain = chain or (view.voice,)
    own = chain[-1] == view.voice
    statement = next((q for q in view.record.statements if q.id == claim.said_in), None)
    said = (statement.said if statement else None) or document.published
    agency = None
    if own and len(view.credit) == 1:
        agency = view.credit[0]
    elif not own and voices.by_key[chain[-1]].kind == "anonymous":
        between = [key for key in chain[:-1] if key != view.voice and voices.by_key[key].kind == "outlet"]
        agency = between[-1] if between else view.credit[0] if len(view.credit) == 1 else None
    groups = tuple(common.group_of(document.id, claim.span))
    return Saying(view, claim, chain, agency if own and agency else chain[-1], agency, own, groups, said)


def _agencies(sayings: list[Saying]) -> dict[str, str]:
    """Return shared words -> the one agency that is credited or cited for them in any copy."""
    found: dict[str, set[str]] = defaultdict(set)
    for saying in sayings:
        for group in saying.groups:
            if saying.own and saying.agency:
                found[group].add(saying.agency)
    return {group: next(iter(agencies)) for group, agencies in found.items() if len(agencies) == 1}


def _figure(saying: Saying) -> tuple[object, ...]:
    claim = saying.claim
    if isinstance(claim, TollClaim):
        return ("toll", claim.effect, claim.low, claim.high, claim.group)
    return (type(claim).__name__, getattr(claim, "term", None) or getattr(claim, "actor", None))


def _told(sayings: list[Saying]) -> dict[tuple[object, ...], str]:
    """Return (shared words, figure) -> the one speaker to whom some copy gives what others say unattributed."""
    found: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for saying in sayings:
        if not saying.own:
            for group in saying.groups:
                found[group, _figure(saying)].add(saying.speaker)
    return {key: next(iter(speakers)) for key, speakers in found.items() if len(speakers) == 1}


def _earliest(sayings: list[Saying]) -> dict[str, str]:
    """Return shared words -> the earliest known carrier that says something in them in its own voice."""
    out: dict[str, str] = {}
    for saying in sayings:  # by rank of their reports
        if saying.own:
            for group in saying.groups:
                out.setdefault(group, saying.view.voice)
    return out


def _seen_through(
    saying: Saying, agencies: dict[str, str], told: dict[tuple[object, ...], str], earliest: dict[str, str]
) -> Saying:
    if not saying.own or saying.agency:
        return saying
    for group in saying.groups:
        if (speaker := told.get((group, _figure(saying)))) and speaker != saying.view.voice:
            return saying._replace(speaker=speaker, chain=(*saying.chain, speaker), own=False)
    for group in saying.groups:
        if agency := agencies.get(group):
            return saying._replace(speaker=agency, agency=agency)
    for group in saying.groups:
        if earliest.get(group, saying.view.voice) != saying.view.voice:
            return saying._replace(speaker=earliest[group])
    return saying
