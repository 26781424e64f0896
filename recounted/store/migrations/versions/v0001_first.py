"""Version 1: documents, their originals and readings, claims, failures, decisions, events, search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "1"
down_revision = None

_WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
_APPEND_ONLY = {
    "originals": ("sha",),
    "texts": ("number",),
    "readings": ("document", "number"),
    "decisions": ("id",),
    "memberships": ("digest", "number"),
}


def _words(name: str, null: bool = True) -> sa.Column[str]:
    return sa.Column(name, _WORDS, nullable=null)


def _number(name: str, null: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=null)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _yes_no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _table(name: str, keys: tuple[str, ...], *parts: sa.schema.SchemaItem) -> None:
    op.create_table(name, *parts, sa.PrimaryKeyConstraint(*keys, name=f"pk_{name}"))


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}")


def _unique(table: str, column: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(column, name=f"uq_{table}_{column}")


def upgrade() -> None:
    _documents()
    _claims()
    _judged()
    _search()
    for table, keys in _APPEND_ONLY.items():
        _append_only(table, keys)


def _documents() -> None:
    _table("originals", ("sha",), _words("sha", False), _number("size", False), _bytes("packed"))
    _table(
        "texts", ("number",), _number("number", False), _words("text_id", False), _bytes("packed"),
        sa.Column("folded", sa.Text, nullable=False), _unique("texts", "text_id"),
    )  # fmt: skip
    _table(
        "documents", ("number",), _number("number", False), _words("id", False), _number("text", False),
        _words("place", False), _words("key", False), _words("key_digest", False), _words("url"),
        _words("url_digest"), _words("published"), _words("outlet"), _words("title"), _words("retrieved"),
        _words("captured", False), _words("original", False), _words("origin", False), _number("reading", False),
        _words("asked", False), _unique("documents", "id"), _refers("documents", "text", "texts.number"),
        _refers("documents", "original", "originals.sha"),
    )  # fmt: skip
    op.create_index("ix_documents_place", "documents", ["place", "id"])
    for column in ("key_digest", "url_digest", "asked"):
        op.create_index(f"ix_documents_{column}", "documents", [column])
    _table(
        "readings", ("document", "number"), _number("document", False), _number("number", False),
        _words("digest", False), _words("version", False), _words("bounds", False), _words("made", False),
        _bytes("packed"), _refers("readings", "document", "documents.number"),
    )  # fmt: skip
    _table(
        "failures", ("number",), _number("number", False), _words("digest", False), _words("origin", False),
        _words("origin_digest", False), _words("what", False), _words("first", False), _words("last", False),
        _number("times", False), _words("solved"), _unique("failures", "digest"),
    )  # fmt: skip
    op.create_index("ix_failures_origin_digest", "failures", ["origin_digest"])
    _table("state", ("name",), _words("name", False), _words("value", False))


def _claims() -> None:
    _table(
        "claims", ("document", "number"), _number("document", False), _number("number", False),
        _words("digest", False), _words("kind", False), _words("effect"), _words("effects"),
        sa.Column("low", sa.BigInteger), sa.Column("high", sa.BigInteger), _words("qualifier"),
        _words("status"), _words("scope"), _words("group_code"), _words("words", False), _words("role"),
        _words("voices", False), _words("voices_folded", False),
        _words("event"), _words("when"), _words("first"), _words("last"), _words("where"), _words("where_folded"),
        _number("start", False), _number("end", False), _refers("claims", "document", "documents.number"),
    )  # fmt: skip
    op.create_index("ix_claims_digest", "claims", ["digest"])
    op.create_index("ix_claims_kind_effect_low", "claims", ["kind", "effect", "low"])
    op.create_index("ix_claims_first", "claims", ["first"])
    _table(
        "tellings", ("document", "event"), _number("document", False), _words("event", False),
        _words("digest", False), _yes_no("main"), _refers("tellings", "document", "documents.number"),
    )  # fmt: skip
    op.create_index("ix_tellings_digest", "tellings", ["digest"])


def _judged() -> None:
    _table(
        "decisions", ("id",), _number("id", False), _words("made", False), _words("by", False), _words("kind", False),
        sa.Column("subjects", sa.Text, nullable=False), sa.Column("reason", sa.Text), sa.Column("item", sa.Text),
        _number("undoes"), _refers("decisions", "undoes", "decisions.id"),
    )  # fmt: skip
    op.create_index("ix_decisions_kind", "decisions", ["kind"])
    _table(
        "events", ("id",), _words("id", False), _number("minted", False), _words("forward"), _words("label", False),
        _words("when"), _words("where"), _words("place", False), _yes_no("live"), _unique("events", "minted"),
        _refers("events", "forward", "events.id"),
    )  # fmt: skip
    op.create_index("ix_events_place", "events", ["place", "id"])
    _table(
        "members", ("digest",), _words("digest", False), _words("event", False), _number("position", False),
        _words("document", False), _words("key", False), _words("telling", False), _yes_no("main"),
        _refers("members", "event", "events.id"),
    )  # fmt: skip
    op.create_index("ix_members_event_position", "members", ["event", "position"])
    op.create_index("ix_members_document", "members", ["document"])
    _table(
        "memberships", ("digest", "number"), _words("digest", False), _number("number", False),
        _words("event", False), _refers("memberships", "event", "events.id"),
    )  # fmt: skip


def _search() -> None:
    """Which words stand in which text; where they stand is seen in texts.folded. The row's number is the text's."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE found USING fts5(words, content='', detail=none, columnsize=0, tokenize='ascii')"
        )
    else:
        op.create_table(
            "found",
            sa.Column("text", sa.Integer, sa.ForeignKey("texts.number", name="fk_found_text"), nullable=False),
            sa.Column("words", postgresql.ARRAY(sa.Text), nullable=False),
            sa.PrimaryKeyConstraint("text", name="pk_found"),
        )
        op.create_index("ix_found_words", "found", ["words"], postgresql_using="gin")


def _append_only(table: str, keys: tuple[str, ...]) -> None:
    """Let the database itself refuse to change or to remove a row."""
    said = f"{table} is append-only: what was wrong is set right by a new entry"
    if op.get_bind().dialect.name == "sqlite":
        same = " AND ".join(f"{key} = NEW.{key}" for key in keys)
        # SQLite runs no trigger for the row that INSERT OR REPLACE removes.
        conditions = {"UPDATE": "", "DELETE": "", "INSERT": f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"}
        for verb, condition in conditions.items():
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{said}'; END $$"
    )
    for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {table}_refuse()"
        )
