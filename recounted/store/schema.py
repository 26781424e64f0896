"""The tables of the store, as the present version has them; migrations/ brings an older store to them.

In:  nothing.    Out: SQLAlchemy tables, the same in SQLite and in PostgreSQL.
Two tables for search are not here, because each engine has its own kind: `found` of migrations/versions.
Words of unbounded length carry no index (PostgreSQL refuses keys over 2.7 kB): their digests do.
Numbers are handed out by the one writer that there is at a time (database.py), not by sequences: they have no gaps.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import postgresql

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                       "fk": "fk_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"}
)  # fmt: skip

# Ordered by code point on both engines, whatever the language of the PostgreSQL server.
Words = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")

originals = Table(
    "originals", metadata,
    Column("sha", Words, primary_key=True),                      # "sha256:…" of the bytes
    Column("size", Integer, nullable=False),                     # bytes
    Column("packed", LargeBinary, nullable=False),               # the bytes, Zstandard
)  # fmt: skip

texts = Table(
    "texts", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("text_id", Words, nullable=False, unique=True),       # "sha256:…" of the text
    Column("packed", LargeBinary, nullable=False),               # UTF-8, Zstandard
    Column("folded", Text, nullable=False),                      # " word word ", as fold.py folds it
)  # fmt: skip

documents = Table(
    "documents", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),   # in the order of arrival
    Column("id", Words, nullable=False, unique=True),
    Column("text", Integer, ForeignKey("texts.number"), nullable=False),
    Column("place", Words, nullable=False),                      # day of publication ("~" if none), then key: the order
    Column("key", Words, nullable=False),
    Column("key_digest", Words, nullable=False, index=True),
    Column("url", Words),                                        # without its fragment
    Column("url_digest", Words, index=True),
    Column("published", Words),
    Column("outlet", Words),                                     # name
    Column("title", Words),
    Column("retrieved", Words),                                  # UTC, where the carrier says a time
    Column("captured", Words, nullable=False),                   # UTC
    Column("original", Words, ForeignKey("originals.sha"), nullable=False),
    Column("origin", Words, nullable=False),                     # "feed.jsonl:17"
    Column("reading", Integer, nullable=False),                  # the present one's number in readings
    Column("asked", Words, nullable=False, index=True),          # Taken.asked of the present reading
    Index("ix_documents_place", "place", "id"),
)  # fmt: skip

readings = Table(
    "readings", metadata,
    Column("document", Integer, ForeignKey("documents.number"), nullable=False),
    Column("number", Integer, nullable=False),                   # 0, 1, … within the document
    Column("digest", Words, nullable=False),                     # of the record's JSON without its text
    Column("version", Words, nullable=False),                    # of the reader
    Column("bounds", Words, nullable=False),
    Column("made", Words, nullable=False),                       # UTC
    Column("packed", LargeBinary, nullable=False),               # the record's JSON without its text, Zstandard
    PrimaryKeyConstraint("document", "number"),
)  # fmt: skip

claims = Table(
    "claims", metadata,
    Column("document", Integer, ForeignKey("documents.number"), nullable=False),
    Column("number", Integer, nullable=False),                   # place in the record's claims
    Column("digest", Words, nullable=False, index=True),
    Column("kind", Words, nullable=False),                       # toll, naming, responsibility
    Column("effect", Words),
    Column("effects", Words),                                    # " killed injured ": the effect, those joined
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("qualifier", Words),
    Column("status", Words),
    Column("scope", Words),
    Column("group_code", Words),
    Column("words", Words, nullable=False),                      # as said; the term; the actor
    Column("role", Words),                                       # of an actor
    Column("voices", Words, nullable=False),                     # names, outermost first, joined by " ← "
    Column("voices_folded", Words, nullable=False),              # with their descriptions: " mayor ilse brand |…"
    Column("event", Words),                                      # "e0"
    Column("when", Words),                                       # EDTF
    Column("first", Words),                                      # its first day
    Column("last", Words),                                       # its last day
    Column("where", Words),                                      # in the text's words
    Column("where_folded", Words),
    Column("start", Integer, nullable=False),                    # code points
    Column("end", Integer, nullable=False),
    PrimaryKeyConstraint("document", "number"),
    Index("ix_claims_kind_effect_low", "kind", "effect", "low"),
    Index("ix_claims_first", "first"),
)  # fmt: skip

tellings = Table(
    "tellings", metadata,                                        # events within reports, as read now
    Column("document", Integer, ForeignKey("documents.number"), nullable=False),
    Column("event", Words, nullable=False),                      # "e0"
    Column("digest", Words, nullable=False, index=True),
    Column("main", Boolean, nullable=False),
    PrimaryKeyConstraint("document", "event"),
)  # fmt: skip

failures = Table(
    "failures", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("digest", Words, nullable=False),                     # of origin and what
    Column("origin", Words, nullable=False),
    Column("origin_digest", Words, nullable=False, index=True),
    Column("what", Words, nullable=False),
    Column("first", Words, nullable=False),                      # UTC
    Column("last", Words, nullable=False),                       # UTC
    Column("times", Integer, nullable=False),
    Column("solved", Words),                                     # UTC: what stood there was added since
    UniqueConstraint("digest"),
)  # fmt: skip

decisions = Table(
    "decisions", metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("made", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("kind", Words, nullable=False, index=True),
    Column("subjects", Text, nullable=False),                    # JSON
    Column("reason", Text),
    Column("item", Text),                                        # JSON
    Column("undoes", Integer, ForeignKey("decisions.id")),
)  # fmt: skip

events = Table(
    "events", metadata,
    Column("id", Words, primary_key=True),
    Column("minted", Integer, nullable=False, unique=True),      # 0, 1, …: the lower, the older
    Column("forward", Words, ForeignKey("events.id")),           # where it leads, if it is no event any more
    Column("label", Words, nullable=False),
    Column("when", Words),
    Column("where", Words),
    Column("place", Words, nullable=False),                      # the order: when ("~" if none), then label
    Column("live", Boolean, nullable=False),
    Index("ix_events_place", "place", "id"),
)  # fmt: skip

members = Table(
    "members", metadata,
    Column("digest", Words, primary_key=True),                   # event_digest
    Column("event", Words, ForeignKey("events.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("document", Words, nullable=False, index=True),       # Document.id
    Column("key", Words, nullable=False),
    Column("telling", Words, nullable=False),                    # "e0"
    Column("main", Boolean, nullable=False),
    Index("ix_members_event_position", "event", "position"),
)  # fmt: skip

memberships = Table(
    "memberships", metadata,                                     # every id that a telling, or a group, ever took
    Column("digest", Words, nullable=False),
    Column("number", Integer, nullable=False),                   # the lower, the earlier; one save has one
    Column("event", Words, ForeignKey("events.id"), nullable=False),
    PrimaryKeyConstraint("digest", "number"),
)  # fmt: skip

state = Table(
    "state", metadata,
    Column("name", Words, primary_key=True),                     # "changes", "grouped": see events.py
    Column("value", Words, nullable=False),
)  # fmt: skip

APPEND_ONLY = ("originals", "texts", "readings", "decisions", "memberships")
