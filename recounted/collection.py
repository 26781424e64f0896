"""Many reports as one: a store, the events that its reports share, and people's decisions about them.

In:  a database, paths, decisions.    Out: what was added, events, why reports are held together.
Events are computed anew when reports or decisions have changed, from the whole set, and kept under ids that last.
"""

from __future__ import annotations

import datetime
import itertools
import os
from collections.abc import Iterable, Iterator
from types import TracebackType

from recounted.events import across
from recounted.events.across import Reason
from recounted.events.profiles import Profile, days_of
from recounted.model_many import Decision, DecisionKind, Failed, Kept, SharedEvent
from recounted.store import Store


class CollectionError(ValueError):
    """What was asked for is not there; one line that says where, what and the way out."""


def open(db: str | os.PathLike[str] | None = None, *, create: bool = False) -> Collection:
    """Open the collection of a database: a path, a URL, or None for $RECOUNTED_DB, else recounted.db.

    Raises store.StoreError, one line, where there is none (unless create), or none that can be read.
    """
    return Collection(Store.open(db, create=create))


class Collection:
    """The reports of one store. Use it in `with`."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Collection:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.store.close()

    def kept(self, ids: Iterable[str] | None = None) -> list[Kept]:
        """Return the documents, all or those of ids, in the store's order."""
        return list(self.store.kept(ids))

    def decisions(self) -> list[Decision]:
        """Return all decisions, oldest first."""
        return self.store.decisions()

    def failures(self) -> list[Failed]:
        """Return what could not be read."""
        return list(self.store.failures())

    # ------------------------------------------------------------ events

    def events(self) -> Iterator[SharedEvent]:
        """Yield all events, grouped anew if anything has changed since; by day, label and id."""
        self.grouped()
        yield from self.store.events()

    def chosen(
        self, *, where: str | None = None, since: str | None = None, until: str | None = None, query: str | None = None,
        limit: int | None = None,
    ) -> Iterator[SharedEvent]:  # fmt: skip
        """Yield the events that fit: where, words of its place; since, until, days (ISO); query, words of a report."""
        within = {hit.kept.record.document.id for hit in self.store.find(query)} if query else None
        fitting = (
            event
            for event in self.events()
            if (not where or where.casefold() in (event.where or "").casefold())
            and _dated(event, since, until)
            and (within is None or any(m.id in within for m in event.documents))
        )
        yield from itertools.islice(fitting, limit)

    def grouped(self) -> None:
        """See to it that the events are those of the reports and decisions that are there now."""
        while not self.store.grouped():
            state = self.store.state()
            self.store.save_events(across.groups(self._tellings(), self.decisions()), state)

    def event(self, name: str) -> SharedEvent:
        """Return the event that an id leads to, or that a report (its key, id or address) is about.

        Raises CollectionError if there is none.
        """
        self.grouped()
        found = self.store.event(name)
        if found is None:
            kept = self.store.get(name)
            about = self.store.events_of(kept.record.document.id) if kept else []
            for event in about:
                if any(m.main and kept and m.id == kept.record.document.id for m in event.documents):
                    return event
            raise CollectionError(
                f"{self.store.name}: no event or report {name!r}; `recounted events` lists the events"
            )
        if found.event is None:
            raise CollectionError(f"{self.store.name}: no report tells of event {name!r} any more")
        return found.event

    def forwarded(self, id_: str) -> list[str]:
        """Return the ids that were followed from id_ to the event that it leads to; [] where it is the event's own."""
        found = self.store.event(id_)
        return found.through if found else []

    def why(self, event: SharedEvent) -> list[Reason]:
        """Return why the reports of an event are held together, pair by pair, most alike first."""
        tellings = list(self._tellings())
        mine = {member.digest for member in event.documents if member.main}
        return across.why([t for t in tellings if t.member.digest in mine], tellings)

    def _tellings(self) -> list[Profile]:
        return [telling for kept in self.store.kept() for telling in across.profiles_of(kept.record)]

    # ------------------------------------------------------------ decisions about events

    def merge(self, one: str, other: str, by: str, reason: str | None = None) -> SharedEvent:
        """Decide that two events are one, and return it. Raises CollectionError."""
        return self._decided("merge", *self._two(one, other), by, reason)

    def apart(self, one: str, other: str, by: str, reason: str | None = None) -> SharedEvent:
        """Decide that two events are not the same, now and when reports are added; return the second.

        Raises CollectionError.
        """
        return self._decided("apart", *self._two(one, other), by, reason)

    def split(self, id_: str, documents: list[str], by: str, reason: str | None = None) -> SharedEvent:
        """Decide that these documents (ids or keys) of an event are of another; return what is left of it.

        Raises CollectionError for a document that is not of the event, and where nothing would be left on one side.
        """
        event = self.event(id_)
        named = {name: [m for m in event.documents if name in (m.id, m.key)] for name in documents}
        for name, members in named.items():
            if not members:
                raise CollectionError(
                    f"event {event.id} has no document {name!r}; `recounted event {event.id}` lists them"
                )
        away = {m.digest for members in named.values() for m in members}
        stay = [m.digest for m in event.documents if m.digest not in away]
        if not stay:
            raise CollectionError(f"event {event.id} has no other documents; name those that are to leave it")
        return self._decided("split", sorted(away), stay, by, reason)

    def _two(self, one: str, other: str) -> tuple[list[str], list[str]]:
        first, second = self.event(one), self.event(other)
        if first.id == second.id:
            raise CollectionError(f"{one} and {other} are one event, {first.id}; `recounted split` takes it apart")
        return [m.digest for m in first.documents], [m.digest for m in second.documents]

    def _decided(
        self, kind: DecisionKind, one: list[str], other: list[str], by: str, reason: str | None
    ) -> SharedEvent:
        """Keep the decision with the events as they were judged, group anew, and return the event of the last group."""
        judged = [e for e in self.store.events() if {m.digest for m in e.documents} & {*one, *other}]
        item = {"events": [{"id": e.id, "label": e.label, "documents": [m.key for m in e.documents]} for e in judged]}
        self.store.decide(kind, by, [one, other], reason, item)
        self.grouped()
        return next(e for e in self.store.events() if other[0] in {m.digest for m in e.documents})


def _dated(event: SharedEvent, since: str | None, until: str | None) -> bool:
    """Say whether an event's days reach into since … until; one without a day fits only where neither is given."""
    if not since and not until:
        return True
    days = days_of(event.when)
    first = datetime.date.fromisoformat(since).toordinal() if since else 0
    last = datetime.date.fromisoformat(until).toordinal() if until else datetime.date.max.toordinal()
    return days is not None and days[0] <= last and first <= days[1]
