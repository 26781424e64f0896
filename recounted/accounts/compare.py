"""Sets the accounts of one event side by side: a row a voice, a column an effect and group.

In:  a SharedEvent, Kept records, decisions.    Out: Accounts (model_accounts). The result depends on the set of records
and decisions, never on their order. Bounds are what is asserted; denied, expected, hypothetical and superseded figures
stand beside them. There is no best figure, no average and no majority.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from recounted.accounts import checks, relay
from recounted.accounts.columns import SOME, Place, order, place_of
from recounted.accounts.copies import Common, common_words, rank
from recounted.accounts.names import fold
from recounted.accounts.origins import CIRCLE, Rested, reports_of, rested
from recounted.accounts.sayings import Saying, Viewed, sayings_of, viewed
from recounted.accounts.voices import Voices, merged_voices
from recounted.model import NamingClaim, Qualifier, ResponsibilityClaim, Status, TollClaim
from recounted.model_accounts import (
    Account,
    Accounts,
    Carrier,
    Cell,
    Column,
    Edge,
    Figure,
    Held,
    LeftOut,
    NameSaid,
    Origin,
    Report,
    Said,
    Voice,
)
from recounted.model_many import Decision, Kept, SharedEvent

FigureKey = tuple[str, int | None, int | None, Qualifier, Status]


def accounts_of(
    event: SharedEvent, kept: Iterable[Kept], decisions: Sequence[Decision], as_of: str | None = None
) -> Accounts:
    """Return the accounts of event. kept may hold other records too; as_of (EDTF day): only what was published by then.

    A report without a date of publication is in an as_of view if it was captured by then. Nothing is left out in
    silence: left_out says what, and why.
    """
    members = {member.id: member for member in event.documents}
    records = sorted((k for k in kept if k.record.document.id in members), key=rank)
    missing = sorted(set(members) - {k.record.document.id for k in records})
    left_out = [LeftOut(document, "the record is not at hand") for document in missing]
    chosen = []
    for one in records:
        why = _too_late(one, as_of)
        if why:
            left_out.append(LeftOut(one.record.document.id, why))
        else:
            chosen.append(one)
    common = common_words(chosen)
    voices = merged_voices([k.record for k in chosen], common, decisions)
    latest = _latest(chosen)
    views = [viewed(k, members[k.record.document.id], latest[k.record.document.id], voices) for k in chosen]
    sayings = sayings_of(views, voices, common, decisions)
    return _set_side_by_side(event, as_of, views, sayings, voices, common, left_out)


def _too_late(kept: Kept, as_of: str | None) -> str | None:
    published = kept.record.document.published
    if as_of is None or (published or kept.captured[:10]) <= as_of:
        return None
    if published:
        return f"published {published}, after {as_of}"
    return f"no date of publication, and captured {kept.captured[:10]}, after {as_of}"


def _latest(kept: Sequence[Kept]) -> dict[str, str]:
    """Return document id -> the id of the version that took its address last, among those in view."""
    after = {k.record.document.id: k.replaced_by for k in kept}
    for k in kept:
        if k.previous in after and after[k.previous] is None:
            after[k.previous] = k.record.document.id
    out = {}
    for document in after:
        at, seen = document, {document}
        while (new := after.get(at)) and new in after and new not in seen:
            seen.add(new)
            at = new
        out[document] = at
    return out


def _set_side_by_side(
    event: SharedEvent, as_of: str | None, views: list[Viewed], sayings: list[Saying], voices: Voices, common: Common,
    left_out: list[LeftOut],
) -> Accounts:  # fmt: skip
    tolls = [(s, place_of(s.claim, s.view.record)) for s in sayings if isinstance(s.claim, TollClaim)]
    by_figure: dict[FigureKey, list[Saying]] = defaultdict(list)
    for saying, place in tolls:
        by_figure[_figure_key(saying, place)].append(saying)
    resting = {key: rested(held) for key, held in by_figure.items()}
    origin_of = {
        (id(saying)): found
        for key, held in by_figure.items()
        for saying, found in zip(held, resting[key].origins, strict=True)
    }
    rows = _rows(sayings, tolls, voices, origin_of)
    columns = _columns(tolls, rows)
    position = {column.key: n for n, column in enumerate(columns)}
    figures = [_figure(key, held, resting[key]) for key, held in by_figure.items()]
    figures.sort(
        key=lambda f: (
            position[f.column],
            f.low is None,
            f.low or 0,
            f.high is None,
            f.high or 0,
            f.qualifier,
            f.status,
        )
    )
    edges = relay.edges_of(views, sayings, voices, common.copies)
    return Accounts(
        event, as_of, [_report(view, voices, common) for view in views], columns, rows, figures,
        _origins(rows, figures, sayings, voices, common), checks.held_together(views, tolls, sayings, resting),
        _spoken(views, sayings, edges, voices), edges, relay.cycles_of(edges), common.copies,
        sorted(left_out, key=lambda item: item.document),
    )  # fmt: skip


def _figure_key(saying: Saying, place: Place) -> FigureKey:
    claim = saying.claim
    assert isinstance(claim, TollClaim)
    return (place.key, claim.low, claim.high, claim.qualifier, status_of(saying))


def status_of(saying: Saying) -> Status:
    """Return how a figure stands: as claimed, but superseded where its publisher replaced the report that held it."""
    assert isinstance(saying.claim, TollClaim)
    if saying.withdrawn and saying.claim.status == "asserted":
        return "superseded"
    return saying.claim.status


def _figure(key: FigureKey, held: list[Saying], resting: Rested) -> Figure:
    column, low, high, qualifier, status = key
    days = [s.said for s in held if s.said]
    return Figure(
        column, low, high, qualifier, status, list(dict.fromkeys(s.speaker for s in held)), reports_of(held),
        sorted({o for found in resting.origins for o in found}), [s.ref for s in held],
        min(days, default=None), max(days, default=None),
    )  # fmt: skip


# ---------------------------------------------------------------- rows


def _rows(
    sayings: list[Saying], tolls: list[tuple[Saying, Place]], voices: Voices, origin_of: dict[int, frozenset[str]]
) -> list[Account]:
    held: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        held[saying.speaker].append(saying)
    places = {id(saying): place for saying, place in tolls}
    rows = [_account(voices.by_key[key], said, places, voices, origin_of) for key, said in held.items()]
    return sorted(rows, key=lambda row: (row.first or "9999", fold(row.voice.name), row.voice.key))


def _account(
    voice: Voice, said: list[Saying], places: dict[int, Place], voices: Voices, origin_of: dict[int, frozenset[str]]
) -> Account:
    cells: dict[Place, list[Saying]] = defaultdict(list)
    for saying in said:
        if isinstance(saying.claim, TollClaim):
            cells[places[id(saying)]].append(saying)
    carriers: dict[str, set[str]] = defaultdict(set)
    for saying in said:
        for key in {*saying.chain, saying.view.voice} - {voice.key}:
            carriers[key].add(saying.view.latest)
    passing = [Carrier(key, voices.by_key[key].name, len(reports)) for key, reports in carriers.items()]
    days = [s.said for s in said if s.said]
    numbered = [s for s in said if isinstance(s.claim, TollClaim) and s.claim.low is not None]
    origins = {o for s in numbered for o in origin_of[id(s)]} or {s.agency or s.speaker for s in said}
    return Account(
        voice, sorted(passing, key=lambda c: (-c.reports, fold(c.name), c.voice)),
        list(dict.fromkeys(s.view.record.document.id for s in said)), sorted(origins),
        [_cell(place, cells[place], origin_of) for place in sorted(cells, key=order)],
        _names(said), _holds(said), min(days, default=None), max(days, default=None),
    )  # fmt: skip


def _cell(place: Place, said: list[Saying], origin_of: dict[int, frozenset[str]]) -> Cell:
    by_figure: dict[FigureKey, list[Saying]] = defaultdict(list)
    for saying in said:
        by_figure[_figure_key(saying, place)].append(saying)
    figures = [_said(key, held, origin_of) for key, held in by_figure.items()]
    figures.sort(key=lambda f: (f.first or "9999", f.low is None, f.low or 0, f.high is None, f.high or 0, f.status))
    asserted = [f for f in figures if f.status == "asserted" and f.low is not None]
    days = [s.said for s in said if s.said]
    return Cell(
        place.key, min((f.low for f in asserted if f.low is not None), default=None), _most(asserted),
        list(dict.fromkeys(f.qualifier for f in figures)), figures, min(days, default=None), max(days, default=None),
    )  # fmt: skip


def _most(figures: list[Said]) -> int | None:
    tops = [f.high for f in figures]
    return None if None in tops else max((top for top in tops if top is not None), default=None)


def _said(key: FigureKey, held: list[Saying], origin_of: dict[int, frozenset[str]]) -> Said:
    _, low, high, qualifier, status = key
    claims = [s.claim for s in held if isinstance(s.claim, TollClaim)]
    days = [s.said for s in held if s.said]
    return Said(
        low, high, qualifier, claims[0].unit, status,
        list(dict.fromkeys(c.as_said for c in claims)), list(dict.fromkeys(c.group for c in claims if c.group)),
        [s.ref for s in held], reports_of(held), sorted({o for s in held for o in origin_of[id(s)]}),
        min(days, default=None), max(days, default=None),
    )  # fmt: skip


def _names(said: list[Saying]) -> list[NameSaid]:
    terms: dict[tuple[str, str | None], list[tuple[Saying, NamingClaim]]] = defaultdict(list)
    for saying in said:
        if isinstance(saying.claim, NamingClaim):
            terms[_plain(saying.claim.term), saying.claim.stance].append((saying, saying.claim))
    out = []
    for (_, stance), held in terms.items():
        worded = [claim.term for _, claim in held]
        term = min(set(worded), key=lambda w: (-worded.count(w), worded.index(w)))
        mentions = sum(len(claim.mentions) for _, claim in held)
        refs = [saying.ref for saying, _ in held]
        out.append(NameSaid(term, stance, mentions, reports_of(s for s, _ in held), refs))  # type: ignore[arg-type]
    return sorted(out, key=lambda n: (-n.reports, -n.mentions, _plain(n.term), n.stance or ""))


def _plain(words: str) -> str:
    return fold(" ".join(words.split())).removeprefix("the ").removeprefix("a ").removeprefix("an ")


def _holds(said: list[Saying]) -> list[Held]:
    actors: dict[tuple[str, str, str], list[tuple[Saying, ResponsibilityClaim]]] = defaultdict(list)
    for saying in said:
        if isinstance(saying.claim, ResponsibilityClaim):
            claim = saying.claim
            actors[_plain(claim.actor), claim.role, claim.status].append((saying, claim))
    out = []
    for held in actors.values():
        claims = [claim for _, claim in held]
        days = [s.said for s, _ in held if s.said]
        out.append(
            Held(
                claims[0].actor, claims[0].actor_kind, claims[0].role, claims[0].status, reports_of(s for s, _ in held),
                [s.ref for s, _ in held], min(days, default=None), max(days, default=None),
            )
        )  # fmt: skip
    return sorted(out, key=lambda h: (h.first or "9999", _plain(h.actor), h.role, h.status))


# ---------------------------------------------------------------- columns, origins, reports


def _columns(tolls: list[tuple[Saying, Place]], rows: list[Account]) -> list[Column]:
    cells: dict[str, list[tuple[str, Cell]]] = defaultdict(list)
    for row in rows:
        for cell in row.cells:
            cells[cell.column].append((row.voice.key, cell))
    out = []
    for place in sorted({place for _, place in tolls}, key=order):
        told = [(key, cell) for key, cell in cells[place.key] if cell.low is not None]
        told = [] if place.part and place.part.endswith(SOME) else told  # some here, others there: no range
        low = min((cell.low for _, cell in told if cell.low is not None), default=None)
        tops = [cell.high for _, cell in told]
        high = None if None in tops else max((top for top in tops if top is not None), default=None)
        out.append(
            Column(
                place.key, place.effect, list(place.joint), place.group, place.group_code, place.part, place.scope,
                place.unit, place.day, low, high, [key for key, cell in told if cell.low == low],
                [key for key, cell in told if cell.high == high],
            )
        )  # fmt: skip
    return out


def _origins(
    rows: list[Account], figures: list[Figure], sayings: list[Saying], voices: Voices, common: Common
) -> list[Origin]:
    agencies = {s.agency for s in sayings if s.agency}
    copied = {s.speaker for s in sayings if s.own and s.groups and _carried(s, sayings)}
    out = []
    for key in sorted({o for row in rows for o in row.origins} | {o for f in figures for o in f.origins}):
        members = key.removeprefix(CIRCLE).split(",")
        names = sorted(voices.by_key[k].name for k in members)
        if key.startswith(CIRCLE):
            out.append(Origin(key, "circle", " and ".join(names) + ", citing one another", members))
        elif key in agencies:
            out.append(Origin(key, "agency", names[0], members))
        elif voices.by_key[key].kind == "report":
            out.append(Origin(key, "report", names[0], members))
        else:
            out.append(Origin(key, "copies" if key in copied else "voice", names[0], members))
    return out


def _carried(saying: Saying, sayings: list[Saying]) -> bool:
    return any(s.speaker == saying.speaker and s.own and s.view.voice != s.speaker for s in sayings)


def _report(view: Viewed, voices: Voices, common: Common) -> Report:
    document = view.record.document
    outlet = voices.by_key[view.voice].name if document.outlet else None
    copies = [c.id for c in common.copies if any(p.document == document.id for p in c.passages)]
    replaced = view.latest if view.latest != document.id else None
    return Report(
        document.id, document.key, outlet, view.voice, document.published, view.kept.captured, document.url,
        document.title, view.member.main, replaced, copies,
    )  # fmt: skip


def _spoken(views: list[Viewed], sayings: list[Saying], edges: list[Edge], voices: Voices) -> list[Voice]:
    """Return the voices that speak, carry or are carried, by name."""
    keys = {view.voice for view in views} | {k for s in sayings for k in (*s.chain, s.speaker)}
    keys |= {key for edge in edges for key in (edge.carrier, edge.origin)}
    return sorted((voices.by_key[key] for key in keys), key=lambda v: (fold(v.name), v.key))
