"""Takes documents in, batch by batch, and hands them out in an order of their own.

In:  Taken, Seen and Failure, in any order.    Out: an Added each; Kept by day of publication, key and id.
A batch is prepared before the writer's lock is taken, and is there in whole or not at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, text, tuple_, update

from recounted.model import Failure, Record, digest_of
from recounted.model_many import Added, Failed, Kept, Seen, Taken
from recounted.store import rows, schema
from recounted.store.fold import folded

_MANY = 500  # values of one IN (…)
_PAGE = 200  # documents that are in memory at once


class Ready(NamedTuple):
    """An item with everything that can be computed of it before the lock."""

    taken: Taken
    sha: str
    reading: bytes
    digest: str
    folded: str


def ready(item: Taken | Seen | Failure) -> Ready | Seen | Failure:
    """Return an item made ready to be written; a Failure if its text holds what no file can (lone surrogates)."""
    if not isinstance(item, Taken):
        return item
    try:
        reading = rows.record_bytes(item.record)
    except UnicodeEncodeError as error:
        return Failure(item.origin, f"holds half of a character, and cannot be kept ({error.reason})")
    sha = "sha256:" + hashlib.sha256(item.original).hexdigest()
    return Ready(item, sha, reading, hashlib.sha256(reading).hexdigest()[:32], folded(item.record.document.text))


# ---------------------------------------------------------------- writing


class Batch:
    """Writes one batch: what is there already is looked up once, rows are gathered, and each table is written once.

    again: a reading replaces the present one wherever they differ, though nothing else was asked (Taken.asked)."""

    def __init__(self, connection: Connection, items: Sequence[Ready | Seen | Failure], again: bool) -> None:
        self._c, self._again = connection, again
        new = [item for item in items if isinstance(item, Ready)]
        records = [item.taken.record for item in new]
        d, t, o, r = schema.documents.c, schema.texts.c, schema.originals.c, schema.readings.c
        self._documents = {
            row.id: row
            for row in self._among(select(d.number, d.id, d.reading, d.asked), d.id, [x.document.id for x in records])
        }
        self._texts = {
            row.text_id: row.number
            for row in self._among(select(t.number, t.text_id), t.text_id, [x.document.text_id for x in records])
        }
        self._originals = {row.sha for row in self._among(select(o.sha), o.sha, [item.sha for item in new])}
        self._readings: dict[tuple[int, str], int] = {}
        self._last_reading: dict[int, int] = {}
        numbers = [row.number for row in self._documents.values()]
        for row in self._among(select(r.document, r.number, r.digest), r.document, numbers):
            self._readings[row.document, row.digest] = row.number
            self._last_reading[row.document] = max(row.number, self._last_reading.get(row.document, 0))
        self._urls: dict[str, set[int]] = {}
        urls = [digest_of(url) for x in records if (url := address_of(x))]
        for row in self._among(select(d.url_digest, d.text), d.url_digest, urls):
            self._urls.setdefault(row.url_digest, set()).add(row.text)
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._present: dict[str, tuple[int, int, str]] = {
            id_: (row.number, row.reading, row.asked) for id_, row in self._documents.items()
        }
        self._next = {name: self._after(getattr(schema, name)) for name in ("documents", "texts", "failures")}
        self._turned: dict[int, dict[str, Any]] = {}
        self._reread: dict[int, Record] = {}
        self._solved: list[str] = []
        self._failed: dict[str, Failure] = {}
        self._now = rows.now()

    def _among(self, query: Any, column: Any, values: Sequence[Any]) -> Iterator[Row[Any]]:
        distinct = list(dict.fromkeys(values))
        for at in range(0, len(distinct), _MANY):
            yield from self._c.execute(query.where(column.in_(distinct[at : at + _MANY])))

    def _after(self, table: Any) -> int:
        last = self._c.execute(select(func.max(table.c.number))).scalar()
        return 0 if last is None else int(last) + 1

    def _number(self, table: str) -> int:
        self._next[table] += 1
        return self._next[table] - 1

    def _put(self, table: str, **row: Any) -> None:
        self._rows.setdefault(table, []).append(row)

    def take(self, item: Ready | Seen | Failure) -> Added:
        """Note what is to be written for one item, and say what becomes of it."""
        if isinstance(item, Failure):
            self._failed[digest_of(item.where, item.what)] = item
            return Added("failed", item.where, what=item.what)
        if isinstance(item, Seen):
            self._solved.append(item.origin)
            return Added("known", item.key, item.document)
        self._solved.append(item.taken.origin)
        document = item.taken.record.document
        if document.id in self._present:
            return Added("read again" if self._read_again(item) else "known", document.key, document.id)
        return Added(self._new(item), document.key, document.id)

    def _new(self, item: Ready) -> Any:
        record, asked = item.taken.record, item.taken.asked
        document, url = record.document, address_of(record)
        number = self._number("documents")
        if item.sha not in self._originals:
            self._originals.add(item.sha)
            original = item.taken.original
            self._put("originals", sha=item.sha, size=len(original), packed=rows.pack(original))
        text_number = self._texts.get(document.text_id)
        if text_number is None:
            text_number = self._texts[document.text_id] = self._number("texts")
            packed = rows.pack(rows.text_bytes(document.text))
            self._put("texts", number=text_number, text_id=document.text_id, packed=packed, folded=item.folded)
        others = self._urls.setdefault(digest_of(url), set()) if url else set()
        said = "new version" if others - {text_number} else "added"
        others.add(text_number)
        outlet = next((s.name for s in record.sources if s.id == document.outlet), None)
        self._put(
            "documents", number=number, id=document.id, text=text_number, place=place_of(record),
            key=rows.plain(document.key), key_digest=digest_of(document.key), url=rows.plain(url),
            url_digest=digest_of(url) if url else None, published=document.published, outlet=rows.plain(outlet),
            title=rows.plain(document.title), retrieved=rows.utc(document.retrieved), captured=self._now,
            original=item.sha, origin=rows.plain(item.taken.origin), reading=0, asked=asked,
        )  # fmt: skip
        self._present[document.id] = (number, 0, asked)
        self._add_reading(number, 0, item)
        self._reread[number] = record
        return said

    def _add_reading(self, document: int, number: int, item: Ready) -> None:
        reader = item.taken.record.reader
        self._readings[document, item.digest] = self._last_reading[document] = number
        self._put(
            "readings", document=document, number=number, digest=item.digest, version=reader.version,
            bounds=rows.plain(reader.bounds), made=self._now, packed=rows.pack(item.reading),
        )  # fmt: skip

    def _read_again(self, item: Ready) -> bool:
        """Put another reading in the present one's place, which stays as history; False if they are the same."""
        record, asked = item.taken.record, item.taken.asked
        number, present, asked_before = self._present[record.document.id]
        if asked == asked_before and not self._again:
            return False
        reading = self._readings.get((number, item.digest))
        if reading is None:
            reading = self._last_reading[number] + 1
            self._add_reading(number, reading, item)
        self._present[record.document.id] = (number, reading, asked)
        self._turned[number] = {
            "number_": number, "reading_": reading, "asked_": asked, "published_": record.document.published,
            "place_": place_of(record), "title_": rows.plain(record.document.title),
        }  # fmt: skip
        self._reread[number] = record
        return reading != present

    def write(self) -> None:
        """Write everything that was noted."""
        for name in ("originals", "texts", "documents", "readings"):
            if self._rows.get(name):
                self._c.execute(insert(getattr(schema, name)), self._rows[name])
        self._write_search()
        if self._turned:
            d = schema.documents
            turn = update(d).where(d.c.number == bindparam("number_"))
            columns = ("reading", "asked", "published", "place", "title")
            self._c.execute(turn.values({c: bindparam(f"{c}_") for c in columns}), list(self._turned.values()))
        self._write_parts()
        self._write_failures()

    def _write_search(self) -> None:
        new = self._rows.get("texts", [])
        if not new:
            return
        if self._c.dialect.name == "sqlite":
            found = text("INSERT INTO found (rowid, words) VALUES (:number, :words)")
            values = [{"number": row["number"], "words": " ".join(set(row["folded"].split()))} for row in new]
        else:
            found = text("INSERT INTO found (text, words) VALUES (:number, :words)")
            values = [{"number": row["number"], "words": sorted(set(row["folded"].split()))} for row in new]
        self._c.execute(found, values)

    def _write_parts(self) -> None:
        """Write the claims and the events of every record that is new or was read again."""
        if not self._reread:
            return
        old = [{"document_": number} for number in self._turned]
        for table, make in ((schema.claims, rows.claim_rows), (schema.tellings, rows.telling_rows)):
            if old:
                self._c.execute(delete(table).where(table.c.document == bindparam("document_")), old)
            made = [row for number, record in self._reread.items() for row in make(record, number)]
            if made:
                self._c.execute(insert(table), made)
        advance(self._c)

    def _write_failures(self) -> None:
        f = schema.failures
        origins = [digest_of(origin) for origin in self._solved]
        for row in list(self._among(select(f.c.number).where(f.c.solved.is_(None)), f.c.origin_digest, origins)):
            self._c.execute(update(f).where(f.c.number == row.number).values(solved=self._now))
        met = {
            row.digest: row.number for row in self._among(select(f.c.digest, f.c.number), f.c.digest, [*self._failed])
        }
        for digest, failure in self._failed.items():
            if digest in met:
                again = update(f).where(f.c.number == met[digest])
                self._c.execute(again.values(last=self._now, times=f.c.times + 1, solved=None))
            else:
                self._put(
                    "failures", number=self._number("failures"), digest=digest, origin=rows.plain(failure.where),
                    origin_digest=digest_of(failure.where), what=rows.plain(failure.what), first=self._now,
                    last=self._now, times=1, solved=None,
                )  # fmt: skip
        if self._rows.get("failures"):
            self._c.execute(insert(f), self._rows["failures"])


def advance(connection: Connection) -> None:
    """Count one more change of what is read (state "changes"), so that what was computed of it is known to be old."""
    s = schema.state
    before = connection.execute(select(s.c.value).where(s.c.name == "changes")).scalar()
    if before is None:
        connection.execute(insert(s).values(name="changes", value="1"))
    else:
        connection.execute(update(s).where(s.c.name == "changes").values(value=str(int(before) + 1)))


def address_of(record: Record) -> str | None:
    """Return the address by which versions of one page are known: its URL without the part after "#"."""
    return (record.document.url or "").partition("#")[0].strip() or None


def place_of(record: Record) -> str:
    """Return what documents are ordered by: the day of publication, undated ones last, then the key."""
    return f"{record.document.published or '~'} {rows.plain(record.document.key[:400])}"


# ---------------------------------------------------------------- reading


def versions(connection: Connection, urls: Iterable[str] | None = None) -> dict[str, tuple[str | None, str | None]]:
    """Return document id -> (the one before it, the one after it) for documents of an address that had several texts.

    Versions are ordered by the time at which they were seen: that of retrieval, else the day of publication, else the
    time at which they were taken in.
    """
    d = schema.documents.c
    several = select(d.url_digest).where(d.url_digest.is_not(None))
    if urls is not None:
        several = several.where(d.url_digest.in_(list(urls)))
    several = several.group_by(d.url_digest).having(func.count(func.distinct(d.text)) > 1)
    query = select(d.id, d.url_digest, d.text, d.retrieved, d.published, d.captured, d.number)
    chains: dict[str, list[Any]] = {}
    for row in connection.execute(query.where(d.url_digest.in_(several))):
        chains.setdefault(row.url_digest, []).append(row)
    out: dict[str, tuple[str | None, str | None]] = {}
    for chain in chains.values():
        chain.sort(key=lambda row: (row.retrieved or row.published or row.captured, row.captured, row.number))
        for at, row in enumerate(chain):
            before = next((other.id for other in reversed(chain[:at]) if other.text != row.text), None)
            after = next((other.id for other in chain[at + 1 :] if other.text != row.text), None)
            out[row.id] = (before, after)
    return out


def _query() -> Any:
    d, r, t = schema.documents.c, schema.readings.c, schema.texts.c
    return (
        select(d.id, d.place, d.url_digest, d.captured, d.original, r.packed.label("reading"), t.packed.label("text"))
        .join(schema.readings, (r.document == d.number) & (r.number == d.reading))
        .join(schema.texts, t.number == d.text)
    )


def _kept(row: Row[Any], chain: dict[str, tuple[str | None, str | None]]) -> Kept:
    before, after = chain.get(row.id, (None, None))
    return Kept(rows.record_of(row.reading, row.text), row.captured, row.original, before, after)


def page(
    connection: Connection, after: tuple[str, str] | None, chain: dict[str, tuple[str | None, str | None]]
) -> tuple[list[Kept], tuple[str, str] | None]:
    """Return the documents that follow a place in the order, and the last one's place; None at the end."""
    d = schema.documents.c
    query = _query().order_by(d.place, d.id).limit(_PAGE)
    if after is not None:
        query = query.where(tuple_(d.place, d.id) > after)
    found = connection.execute(query).all()
    return [_kept(row, chain) for row in found], (found[-1].place, found[-1].id) if len(found) == _PAGE else None


def some(connection: Connection, ids: Iterable[str]) -> Iterator[Kept]:
    """Yield the documents of some ids, in the order of the ids; unknown ones are passed over."""
    stream = iter(ids)
    while wanted := list(islice(stream, _PAGE)):
        found = {row.id: row for row in connection.execute(_query().where(schema.documents.c.id.in_(wanted)))}
        chain = versions(connection, {row.url_digest for row in found.values() if row.url_digest})
        yield from (_kept(found[id_], chain) for id_ in wanted if id_ in found)


def id_of(connection: Connection, name: str) -> str | None:
    """Return the id of a document by its id, its key or its address; of several, that of the latest version."""
    d = schema.documents.c
    if connection.execute(select(d.id).where(d.id == name)).scalar():
        return name
    either = (d.key_digest == digest_of(name)) | (d.url_digest == digest_of(name.partition("#")[0]))
    found = connection.execute(select(d.id, d.retrieved, d.published, d.captured, d.number).where(either)).all()
    latest = sorted(found, key=lambda row: (row.retrieved or row.published or row.captured, row.captured, row.number))
    return latest[-1].id if latest else None


def failed(connection: Connection, solved: bool) -> Iterator[Failed]:
    """Yield what could not be read, by place; with those that were added since, if solved."""
    f = schema.failures.c
    query = select(f.origin, f.what, f.first, f.last, f.times).order_by(f.origin, f.what)
    for row in connection.execute(query if solved else query.where(f.solved.is_(None))):
        yield Failed(row.origin, row.what, row.first, row.last, row.times)
