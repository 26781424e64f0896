"""Keeps the events that reports share, under ids that last.

In:  groups of tellings, computed anew from all reports and decisions.    Out: SharedEvent, each under its id.
An id is minted once. It stays with the tellings that had it first: a group takes the oldest id that is its own; an id
whose tellings went into another group leads there from then on; a part that was split off gets an id of its own, or,
where it was an event of its own before, takes its old one up again, so that undoing a merger restores both ids.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from recounted.model import digest_of
from recounted.model_many import FoundEvent, Group, Member, SharedEvent
from recounted.store import rows, schema

_PAGE = 500  # events in memory at once
_DIGITS = 8  # of an id, more where two would be the same


class _Ids(NamedTuple):
    """Ids as they were: oldest first; the one that a telling has now; all that a telling or a whole group took, one
    after another."""

    minted: list[str]
    now: dict[str, str]
    taken: dict[str, list[str]]


def save(connection: Connection, groups: Sequence[Group], computed_of: str | None) -> list[SharedEvent]:
    """Put these groups in the place of all that were there; return them under their ids, in the same order.

    computed_of: the `state` that they were computed of. Raises ValueError if a telling is in two groups.
    """
    digests = [member.digest for group in groups for member in group.documents]
    if len(set(digests)) < len(digests) or not all(group.documents for group in groups):
        raise ValueError("every telling is in one group, and every group holds one")
    ids = _ids(connection)
    own, leads = _assign(groups, ids)
    own = _minted(groups, own, ids.minted)
    out = [
        SharedEvent(id_, group.label, group.when, group.where, group.documents)
        for group, id_ in zip(groups, own, strict=True)
    ]
    _write_events(connection, out, {event: own[at] for event, at in leads.items()})
    _write_members(connection, out)
    if computed_of is not None:
        connection.execute(delete(schema.state).where(schema.state.c.name == "grouped"))
        connection.execute(insert(schema.state).values(name="grouped", value=computed_of))
    return out


def state(connection: Connection) -> str:
    """Return what groups depend on, as a short word: it changes with every new reading and every decision."""
    changes = connection.execute(select(schema.state.c.value).where(schema.state.c.name == "changes")).scalar()
    decided = connection.execute(select(func.max(schema.decisions.c.id))).scalar()
    return f"{changes or 0}.{decided or 0}"


def grouped(connection: Connection) -> str | None:
    """Return the state that the events were computed of; None if they never were."""
    return connection.execute(select(schema.state.c.value).where(schema.state.c.name == "grouped")).scalar()


# ---------------------------------------------------------------- which id a group has


def _ids(connection: Connection) -> _Ids:
    e, m, was = schema.events.c, schema.members.c, schema.memberships.c
    minted = list(connection.execute(select(e.id).order_by(e.minted)).scalars())
    now = {row.digest: row.event for row in connection.execute(select(m.digest, m.event))}
    taken: dict[str, list[str]] = {}
    for row in connection.execute(select(was.digest, was.event).order_by(was.number)):
        taken.setdefault(row.digest, []).append(row.event)
    return _Ids(minted, now, taken)


_FIRST, _NOW = 1 << 40, 1 << 20  # weights: no number of lesser votes outweighs a greater one


def _assign(groups: Sequence[Group], ids: _Ids) -> tuple[list[str], dict[str, int]]:
    """Return the id of each group ("" where one is to be minted), and the group that each other id leads to.

    A group that is as it was keeps its id, and one that is as it once was takes the id up that it had then: so every
    decision that is undone at once leaves all ids as they were. Of the others, oldest id first, each goes to a group
    that has none yet: to where most of the tellings are that had it as their first, then where most are that have it
    now; what is left goes to where it once was. An id that finds no such group leads to where most of its tellings are.
    """
    own, found = _as_they_were(groups, ids)
    votes: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for at, group in enumerate(groups):
        for member in group.documents:
            taken = ids.taken.get(member.digest, [])
            for event in dict.fromkeys(taken):
                votes[event][at] += 1 + _NOW * (ids.now.get(member.digest) == event) + _FIRST * (event == taken[0])
    ranked = {event: _ranked(votes[event]) for event in votes}
    for least in (_NOW, 1):
        for event in ids.minted:
            free = next((at for at, weight in ranked.get(event, ()) if weight >= least and not own[at]), None)
            if event not in found and free is not None:
                own[free] = event
                found.add(event)
    # Not by what they have now: saving the same groups again must lead to the same.
    leads = {event: Counter({at: w // _FIRST * _FIRST + w % _NOW for at, w in votes[event].items()}) for event in votes}
    return own, {event: _ranked(at)[0][0] for event, at in leads.items() if event not in found}


def _ranked(votes: Counter[int]) -> list[tuple[int, int]]:
    return sorted(votes.items(), key=lambda item: (-item[1], item[0]))


def _as_they_were(groups: Sequence[Group], ids: _Ids) -> tuple[list[str], set[str]]:
    """Return the ids of the groups that are as they were, or as they once were; "" for the others."""
    sizes = Counter(ids.now.values())
    own = []
    for group in groups:
        now = {ids.now.get(member.digest, "") for member in group.documents}
        own.append(now.pop() if len(now) == 1 and sizes[next(iter(now))] == len(group.documents) else "")
    found = set(filter(None, own))
    for at, group in enumerate(groups):
        last = ids.taken.get(_whole(group), [""])[-1]
        if last and not own[at] and last not in found:
            own[at] = last
            found.add(last)
    return own, found


def _whole(group: Group | SharedEvent) -> str:
    """Return the digest of a group's tellings together, by which it is known when it is formed again."""
    return digest_of("group", sorted(member.digest for member in group.documents))


def _minted(groups: Sequence[Group], own: list[str], taken: list[str]) -> list[str]:
    """Return the ids of the groups, those that have none given one: "ev-" and as many digits of their first telling's
    digest as are needed."""
    known, out = set(taken), []
    for group, id_ in zip(groups, own, strict=True):
        if not id_:
            digest = group.documents[0].digest
            tries = [f"ev-{digest[:length]}" for length in range(_DIGITS, len(digest) + 1)]
            id_ = next((one for one in tries if one not in known), "")
            number = 2
            while not id_ or id_ in known:
                id_, number = f"{tries[-1]}-{number}", number + 1
            known.add(id_)
        out.append(id_)
    return out


# ---------------------------------------------------------------- writing


def _write_events(connection: Connection, events: Sequence[SharedEvent], leads: dict[str, str]) -> None:
    e = schema.events
    before = {row.id: row for row in connection.execute(select(e))}
    number = max((row.minted for row in before.values()), default=-1) + 1
    new, changed = [], []
    for event in events:
        values = {
            "forward": None, "label": rows.plain(event.label), "when": event.when, "where": rows.plain(event.where),
            "place": f"{event.when or '~'} {rows.plain(event.label[:400])}", "live": True,
        }  # fmt: skip
        row = before.pop(event.id, None)
        if row is None:
            new.append({"id": event.id, "minted": number, **values})
            number += 1
        elif any(getattr(row, name) != value for name, value in values.items()):
            changed.append({"id": event.id, **values})
    if new:
        connection.execute(insert(e), new)
    for id_, row in before.items():  # what is no event any more leads to where its tellings went, or stays as it was
        forward = leads.get(id_, row.forward)
        if row.live or forward != row.forward:
            gone = {name: getattr(row, name) for name in ("label", "when", "where", "place")}
            changed.append({"id": id_, "forward": forward, "live": False, **gone})
    if changed:
        names = [name for name in changed[0] if name != "id"]
        turn = update(e).where(e.c.id == bindparam("id_")).values({name: bindparam(f"{name}_") for name in names})
        connection.execute(turn, [{f"{name}_": row[name] for name in ("id", *names)} for row in changed])


def _write_members(connection: Connection, events: Sequence[SharedEvent]) -> None:
    m, was = schema.members, schema.memberships
    before = {row.digest: row._asdict() for row in connection.execute(select(m))}
    had = {
        row.digest: row.event for row in connection.execute(select(was.c.digest, was.c.event).order_by(was.c.number))
    }
    last = connection.execute(select(func.max(was.c.number))).scalar()
    number = 0 if last is None else last + 1
    now = {}
    for event in events:
        for at, member in enumerate(event.documents):
            now[member.digest] = {
                "digest": member.digest, "event": event.id, "position": at, "document": member.id,
                "key": rows.plain(member.key), "telling": member.event, "main": member.main,
            }  # fmt: skip
    have = [(digest, row["event"]) for digest, row in now.items()] + [(_whole(event), event.id) for event in events]
    gone = [{"digest_": digest} for digest, row in before.items() if now.get(digest) != row]
    put = [row for digest, row in now.items() if before.get(digest) != row]
    if gone:
        connection.execute(delete(m).where(m.c.digest == bindparam("digest_")), gone)
    if put:
        connection.execute(insert(m), put)
    met = [{"digest": digest, "event": id_, "number": number} for digest, id_ in have if had.get(digest) != id_]
    if met:
        connection.execute(insert(was), met)


# ---------------------------------------------------------------- reading


def page(
    connection: Connection, after: tuple[str, str] | None, ids: Sequence[str] | None = None
) -> tuple[list[SharedEvent], tuple[str, str] | None]:
    """Return the events that follow a place in the order (when, then label; undated ones last), and the last one's
    place, None at the end. ids: only these."""
    e, m = schema.events.c, schema.members.c
    query = select(e.id, e.label, e.when, e.where, e.place).where(e.live).order_by(e.place, e.id).limit(_PAGE)
    if after is not None:
        query = query.where((e.place > after[0]) | ((e.place == after[0]) & (e.id > after[1])))
    if ids is not None:
        query = query.where(e.id.in_(list(ids)))
    found = connection.execute(query).all()
    tellings: dict[str, list[Member]] = {row.id: [] for row in found}
    wanted = select(schema.members).where(m.event.in_(list(tellings))).order_by(m.event, m.position)
    for row in connection.execute(wanted):
        tellings[row.event].append(Member(row.key, row.document, row.telling, row.digest, row.main))
    events = [SharedEvent(row.id, row.label, row.when, row.where, tellings[row.id]) for row in found]
    return events, (found[-1].place, found[-1].id) if len(found) == _PAGE else None


def find(connection: Connection, id_: str) -> FoundEvent | None:
    """Return the event that an id leads to; None if no event ever had it."""
    e = schema.events.c
    through: list[str] = []
    while True:
        row = connection.execute(select(e.forward, e.live).where(e.id == id_)).one_or_none()
        if row is None:
            return None
        if row.live:
            return FoundEvent(page(connection, None, [id_])[0][0], through)
        through.append(id_)
        if row.forward is None or row.forward in through:
            return FoundEvent(None, through)
        id_ = row.forward


def of_document(connection: Connection, document: str) -> list[SharedEvent]:
    """Return the events that a document tells of."""
    m = schema.members.c
    ids = list(connection.execute(select(m.event).where(m.document == document).distinct()).scalars())
    return page(connection, None, ids)[0] if ids else []
