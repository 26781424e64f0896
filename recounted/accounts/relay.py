"""Who carries whose words, in how many reports, through which channels, and in which rings.

In:  views of reports, sayings, voices.    Out: Edges between voices, rings of voices that carry one another.
A report that is about the event gives all of its relay; one that tells of it in passing, only the chains of its
claims. A copy is carried from the earliest known carrier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from recounted.accounts.origins import strong_rings
from recounted.accounts.sayings import Saying, Viewed
from recounted.accounts.voices import Voices
from recounted.model_accounts import Edge, EdgeKind
from recounted.model_many import Copies

_KINDS: tuple[EdgeKind, ...] = ("cites", "credit", "copy")


def edges_of(
    views: Sequence[Viewed], sayings: Sequence[Saying], voices: Voices, copies: Sequence[Copies]
) -> list[Edge]:
    """Return the edges, by carrier and origin."""
    at = {view.record.document.id: view for view in views}
    reports: dict[tuple[str, str], set[str]] = defaultdict(set)
    kinds: dict[tuple[str, str], set[EdgeKind]] = defaultdict(set)
    channels: dict[tuple[str, str], set[str]] = defaultdict(set)

    def add(carrier: str, origin: str, kind: EdgeKind, view: Viewed, channel: str | None = None) -> None:
        if carrier != origin:
            reports[carrier, origin].add(view.latest)
            kinds[carrier, origin].add(kind)
            if channel:
                channels[carrier, origin].add(channel)

    for view in views:
        document = view.record.document.id
        if view.member.main:
            for relay in view.record.relay:
                ends = voices.of.get((document, relay.carrier)), voices.of.get((document, relay.origin))
                if ends[0] and ends[1]:
                    add(ends[0], ends[1], "cites", view, relay.channel)
            for agency in view.credit:
                add(view.voice, agency, "credit", view)
    for saying in sayings:
        for carrier, origin in pairwise(saying.chain):
            add(carrier, origin, "cites", saying.view)
        if saying.own and saying.speaker != saying.view.voice and saying.speaker not in saying.view.credit:
            add(saying.view.voice, saying.speaker, "copy", saying.view)
    for shared in copies:
        first = at[shared.passages[0].document]
        for view in (at[document] for document in dict.fromkeys(p.document for p in shared.passages)):
            # Two reports that credit one agency both carry the agency.
            if shared.kind != "quotation" and not {*view.credit, view.voice} & {*first.credit, first.voice}:
                add(view.voice, first.voice, "copy", view)
    return [
        Edge(carrier, origin, [k for k in _KINDS if k in kinds[carrier, origin]],
             sorted(channels[carrier, origin]), len(held))
        for (carrier, origin), held in sorted(reports.items())
    ]  # fmt: skip


def cycles_of(edges: Sequence[Edge]) -> list[list[str]]:
    """Return the rings of voices that carry one another."""
    graph: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        graph[edge.carrier].add(edge.origin)
    return [list(ring) for ring in strong_rings(dict(graph))]
