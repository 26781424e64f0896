"""The store: reports with their originals and readings, decisions about them, and the events that they share.

In:  Taken from the pipeline, decisions, groups.    Out: Kept in an order of its own, Decision, SharedEvent, Hit.
SQLite by default, PostgreSQL by its URL; both behave alike, and one process writes at a time. See docs/store.md.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any

from sqlalchemy import func, select

from recounted.model import Claim, Failure, Frozen
from recounted.model_many import (
    Added,
    Decision,
    DecisionKind,
    Failed,
    FoundEvent,
    Group,
    Hit,
    Kept,
    LookAgain,
    Seen,
    SharedEvent,
    Taken,
)
from recounted.store import decisions, documents, events, rows, schema, search
from recounted.store.database import DEFAULT, VARIABLE, Database, StoreError

__all__ = ["DEFAULT", "VARIABLE", "Counts", "Store", "StoreError"]

_LONGEST = 5.0  # seconds that an item waits for its batch to fill
_HITS = 50  # that are in memory at once


class Counts(Frozen, frozen=True):
    """How much there is. claims, readings: those of today, and all that there ever were. failures: not solved since."""

    documents: int
    texts: int
    originals: int
    claims: int
    readings: int
    events: int
    decisions: int
    failures: int


class Store:
    """A store in a database. Every method is one transaction; iterators hold a page of documents at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str | os.PathLike[str] | None = None, *, create: bool = True) -> Store:
        """Open a store: a path, a URL of SQLite or PostgreSQL; None is $RECOUNTED_DB, else recounted.db here.

        create: make it where there is none. An older store is brought to the present version. Use it in `with`.
        Raises StoreError, one line, if it cannot be opened, is no store, or is of a newer version.
        """
        return cls(Database(url, create))

    @property
    def name(self) -> str:
        """Return where the store is, without a password."""
        return self._database.name

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let the database go."""
        self._database.close()

    # ------------------------------------------------------------ documents

    def add(self, taken: Iterable[Taken | Seen | Failure], batch: int = 200, *, again: bool = False) -> Iterator[Added]:
        """Write items in batches, and yield what became of each once its batch is in the database for good.

        batch: the most items of one; it is also written once its first item has waited 5 seconds and another comes.
        again: let a reading replace the present one wherever they differ, though nothing else was asked (Taken.asked).
        """
        waiting: list[documents.Ready | Seen | Failure] = []
        since = time.monotonic()
        for item in taken:
            if not waiting:
                since = time.monotonic()
            waiting.append(documents.ready(item))
            if len(waiting) >= batch or time.monotonic() - since > _LONGEST:
                yield from self._written(waiting, again)
                waiting = []
        if waiting:
            yield from self._written(waiting, again)

    def _written(self, items: list[documents.Ready | Seen | Failure], again: bool) -> list[Added]:
        with self._database.writing() as connection:
            batch = documents.Batch(connection, items, again)
            said = [batch.take(item) for item in items]
            batch.write()
        return said

    def known(self, asked: str) -> str | None:
        """Return the id of the document whose present reading is of exactly this (Taken.asked), or None."""
        d = schema.documents.c
        with self._database.reading() as connection:
            return connection.execute(select(d.id).where(d.asked == asked)).scalar()

    def kept(self, ids: Iterable[str] | None = None) -> Iterator[Kept]:
        """Yield all documents, by day of publication (undated ones last), key and id, whatever order they came in.

        ids: only these, in this order.
        """
        if ids is not None:
            with self._database.reading() as connection:
                yield from documents.some(connection, ids)
            return
        with self._database.reading() as connection:
            chain = documents.versions(connection)
        after: tuple[str, str] | None = None
        while True:
            with self._database.reading() as connection:
                page, after = documents.page(connection, after, chain)
            yield from page
            if after is None:
                return

    def get(self, name: str) -> Kept | None:
        """Return the document of an id, a key or an address; where several have it, the latest version."""
        with self._database.reading() as connection:
            id_ = documents.id_of(connection, name)
            return next(documents.some(connection, [id_]), None) if id_ else None

    def claim(self, digest: str) -> tuple[Kept, Claim] | None:
        """Return a claim that is read now, by its digest, and its document."""
        c, d = schema.claims.c, schema.documents.c
        query = select(d.id, c.number).join(schema.claims, c.document == d.number).where(c.digest == digest)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
            if row is None:
                return None
            kept = next(documents.some(connection, [row.id]))
        return kept, kept.record.claims[row.number]

    def original(self, sha: str) -> bytes:
        """Return the bytes of an original ("sha256:…", Kept.original). Raises KeyError."""
        o = schema.originals.c
        with self._database.reading() as connection:
            packed = connection.execute(select(o.packed).where(o.sha == sha)).scalar()
        if packed is None:
            raise KeyError(sha)
        return rows.unpack(packed)

    def failures(self, solved: bool = False) -> Iterator[Failed]:
        """Yield what could not be read, by place; solved: also what was added since."""
        with self._database.reading() as connection:
            yield from documents.failed(connection, solved)

    def counts(self) -> Counts:
        """Return how much there is of everything."""
        s = schema
        tables = (s.documents, s.texts, s.originals, s.claims, s.readings)
        with self._database.reading() as connection:
            sizes = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]
            queries = (
                select(func.count()).select_from(s.events).where(s.events.c.live),
                select(func.count()).select_from(s.decisions),
                select(func.count()).select_from(s.failures).where(s.failures.c.solved.is_(None)),
            )
            return Counts(*sizes, *(connection.execute(query).scalar_one() for query in queries))

    def find(
        self, words: str | None = None, *, effect: str | None = None, least: int | None = None, most: int | None = None,
        voice: str | None = None, since: str | None = None, until: str | None = None, where: str | None = None,
        kind: str | None = None, limit: int | None = None,
    ) -> Iterator[Hit]:  # fmt: skip
        """Yield the documents that hold all words and "phrases" and a claim that is all that is asked of claims.

        Letters' case and marks do not matter. The facets are those of search.Facets; documents come in the order of
        `kept`. Raises ValueError, at once, for a question that asks for nothing.
        """
        facets = search.Facets(effect, least, most, voice, since, until, where, kind)
        return self._found(search.asked(words, facets), limit)

    def _found(self, question: search.Asked, limit: int | None) -> Iterator[Hit]:
        after: tuple[str, str] | None = None
        left = limit
        while left is None or left > 0:
            size = _HITS if left is None else min(_HITS, left)
            with self._database.reading() as connection:
                hits, after = search.page(connection, question, after, size)
            yield from hits
            left = None if left is None else left - len(hits)
            if after is None:
                return

    # ------------------------------------------------------------ decisions

    def decide(
        self, kind: DecisionKind, by: str, subjects: Sequence[Sequence[str]] = (), reason: str | None = None,
        item: Any = None, undoes: int | None = None,
    ) -> Decision:  # fmt: skip
        """Add a decision (model_many.Decision tells what each kind takes) and return it; "add" makes its own subjects.

        Raises ValueError, saying why, for a decision that means nothing.
        """
        with self._database.writing() as connection:
            return decisions.decide(connection, kind, by, subjects, reason, item, undoes)

    def decisions(self) -> list[Decision]:
        """Return all decisions, oldest first; model_many.in_force leaves out those that were undone."""
        with self._database.reading() as connection:
            return list(decisions.listed(connection))

    def look_again(self) -> list[LookAgain]:
        """Return the decisions in force whose claims or events are not among what is read now."""
        with self._database.reading() as connection:
            return decisions.look_again(connection)

    # ------------------------------------------------------------ events

    def state(self) -> str:
        """Return a word that changes with every new reading and every decision: what groups depend on."""
        with self._database.reading() as connection:
            return events.state(connection)

    def grouped(self) -> bool:
        """Say whether the events that are kept were computed of what is there now."""
        with self._database.reading() as connection:
            return events.grouped(connection) == events.state(connection)

    def save_events(self, groups: Iterable[Group], state: str | None = None) -> list[SharedEvent]:
        """Put groups in the place of all events that were there, and return them under their ids, in the same order.

        state: what `state` said before the reports were read that the groups were computed of.
        """
        with self._database.writing() as connection:
            return events.save(connection, list(groups), state)

    def events(self) -> Iterator[SharedEvent]:
        """Yield the events, by when, label and id; undated ones last."""
        after: tuple[str, str] | None = None
        while True:
            with self._database.reading() as connection:
                page, after = events.page(connection, after)
            yield from page
            if after is None:
                return

    def event(self, id_: str) -> FoundEvent | None:
        """Return the event that an id leads to, and the ids that were followed; None if no event ever had it."""
        with self._database.reading() as connection:
            return events.find(connection, id_)

    def events_of(self, document: str) -> list[SharedEvent]:
        """Return the events that a document (its id) tells of."""
        with self._database.reading() as connection:
            return events.of_document(connection, document)
