"""A record as rows of the tables: what search needs of its claims, and its bytes packed.

In:  a Record.    Out: rows for executemany, whose words PostgreSQL takes too; and the way back, for the record itself.
"""

from __future__ import annotations

import datetime
import functools
from typing import Any

import msgspec
import zstandard

from recounted.model import Claim, NamingClaim, Record, TollClaim
from recounted.model_many import event_digest
from recounted.store.days import days
from recounted.store.fold import folded

_MOST = 2**63 - 1  # what a column of numbers holds; the record itself keeps any number


def now() -> str:
    """Return the time in UTC, ISO 8601 to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def utc(printed: str | None) -> str | None:
    """Return a time that a carrier prints as UTC, or as the day it is; None if it is no ISO 8601."""
    try:
        read = datetime.datetime.fromisoformat(printed or "")
    except ValueError:
        return None
    if len(printed or "") == 10:
        return printed
    aware = read if read.tzinfo else read.replace(tzinfo=datetime.UTC)
    return aware.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def plain(words: str | None) -> str | None:
    """Return words as a column of text takes them: U+FFFD for what is no character of a text (NUL, lone surrogates)."""
    if words is None:
        return None
    return words.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


# ---------------------------------------------------------------- packed bytes


def pack(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=6).compress(data)


def unpack(data: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(data)


def text_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def record_bytes(record: Record) -> bytes:
    """Return a record as JSON without its text, which stands in the table of texts. Raises UnicodeEncodeError."""
    return msgspec.json.encode(
        msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, text=""))
    )


def record_of(reading: bytes, text: bytes) -> Record:
    """Return the record of a packed reading and its packed text."""
    record = _decoder().decode(unpack(reading))
    words = unpack(text).decode("utf-8", "surrogatepass")
    return msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, text=words))


@functools.cache
def _decoder() -> msgspec.json.Decoder[Record]:
    return msgspec.json.Decoder(Record)


# ---------------------------------------------------------------- rows


def claim_rows(record: Record, document: int) -> list[dict[str, Any]]:
    """Return the rows of the table of claims."""
    sources = {source.id: source for source in record.sources}
    places = {place.id: place.name for place in record.places}
    tellings = {event.id: event for event in record.events}
    out = []
    for number, claim in enumerate(record.claims):
        voices = [sources[voice] for voice in claim.voice if voice in sources]
        telling = tellings.get(claim.event or "")
        when = claim.when if isinstance(claim, TollClaim) else telling.when if telling else None
        place = claim.where if isinstance(claim, TollClaim) else telling.where if telling else None
        where = places.get(place or "")
        first, last = days(when) or (None, None)
        out.append(
            {
                **_own(claim), "document": document, "number": number, "digest": claim.digest,
                "voices": plain(" ← ".join(voice.name for voice in voices)),
                "voices_folded": "|".join(folded(f"{voice.description or ''} {voice.name}") for voice in voices),
                "event": claim.event, "when": when, "first": first, "last": last,
                "where": plain(where), "where_folded": folded(where) if where else None,
                "start": claim.span[0], "end": claim.span[1],
            }
        )  # fmt: skip
    return out


def _own(claim: Claim) -> dict[str, Any]:
    """Return the columns that depend on the claim's kind."""
    row: dict[str, Any] = dict.fromkeys(
        ("effect", "effects", "low", "high", "qualifier", "status", "scope", "group_code", "role")
    )
    if isinstance(claim, TollClaim):
        effects = dict.fromkeys([claim.effect, *claim.joint])
        return row | {
            "kind": "toll", "effect": claim.effect, "effects": f" {' '.join(effects)} ", "low": _bounded(claim.low),
            "high": _bounded(claim.high), "qualifier": claim.qualifier, "status": claim.status, "scope": claim.scope,
            "group_code": claim.group_code, "words": plain(claim.as_said),
        }  # fmt: skip
    if isinstance(claim, NamingClaim):
        return row | {"kind": "naming", "status": claim.stance, "words": plain(claim.term)}
    return row | {
        "kind": "responsibility", "status": claim.status, "role": claim.role, "words": plain(claim.actor)
    }  # fmt: skip


def _bounded(number: int | None) -> int | None:
    return None if number is None else min(number, _MOST)


def telling_rows(record: Record, document: int) -> list[dict[str, Any]]:
    """Return the rows of the table of events within reports."""
    return [
        {"document": document, "event": event.id, "digest": event_digest(record, event), "main": event.main}
        for event in record.events
    ]
