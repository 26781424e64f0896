"""The tables of an export: their columns and rows, the same in every format.

In:  a Bundle.    Out: Tables. Cells are text, whole numbers, fractions, truth values, or None where there is nothing.
Dates are text as EDTF. A reviewer's handle is in no table; that a claim was accepted, corrected or added is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from typing import Literal, NamedTuple

from recounted import kinds
from recounted.model import NamingClaim, Record, ResponsibilityClaim, Span, TollClaim
from recounted.model_many import Kept, Standing, standing, verdicts
from recounted.outputs.accounts import csv as account_rows
from recounted.outputs.exports import Bundle

Cell = str | int | float | bool | None
Type = Literal["text", "whole", "fraction", "truth"]

CONTEXT = 60  # characters before and after a claim that are exported with it


class Table(NamedTuple):
    """columns: name -> type; rows: cells in the order of the columns, made as they are asked for."""

    name: str
    columns: dict[str, Type]
    rows: Callable[[], Iterable[tuple[Cell, ...]]]


def tables(bundle: Bundle) -> list[Table]:
    """Return the tables of a bundle, those that say how it was made first."""
    return [
        Table("method", {"what": "text", "value": "text"}, lambda: method(bundle)),
        Table("coverage", {"what": "text", "value": "text"}, lambda: coverage(bundle)),
        Table("bounds", {"bounds": "text", "word": "text", "least": "whole", "source": "text"},
              lambda: _bounds(bundle)),
        Table("failures", {"where": "text", "what": "text", "first": "text", "last": "text", "times": "whole"},
              lambda: ((f.where, f.what, f.first, f.last, f.times) for f in bundle.failures)),
        Table("documents", _DOCUMENT, lambda: (_document(k, bundle) for k in bundle.kept)),
        Table("statements", _STATEMENT, lambda: (row for k in bundle.kept for row in _statements(k.record))),
        Table("claims", _CLAIM, lambda: _claims(bundle)),
        Table("events", {"event": "text", "label": "text", "when": "text", "where": "text", "documents": "whole"},
              lambda: ((e.id, e.label, e.when, e.where, len(e.documents)) for e in bundle.events)),
        Table("event_documents",
              {"event": "text", "document": "text", "key": "text", "in_record": "text", "main": "truth"},
              lambda: ((e.id, m.id, m.key, m.event, m.main) for e in bundle.events for m in e.documents)),
        Table("accounts", _ACCOUNT, lambda: _accounts(bundle)),
    ]  # fmt: skip


# ---------------------------------------------------------------- how it was made

_RULES = {
    "figures": "as said: low and high are the bounds of the words, high empty where open upward; both empty where no "
    "number is said; absence is not zero",
    "dates": "EDTF to the day, as text; empty where the text does not say; no date of capture stands in for another",
    "voices": "outermost first; the last is on whose word it stands",
    "accounts": "what each voice says of an event; nothing is averaged, ranked or called true; copies of one statement "
    "are one voice, origins count independent sources as far as the reports show",
    "offsets": "half-open, in Unicode code points of the document's text",
    "counting rule": "none applied",
}


def method(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """Yield what made the data and by which rules."""
    yield "made by", f"recounted {version('recounted')}"
    readers = Counter((k.record.reader.name, k.record.reader.version, k.record.reader.language) for k in bundle.kept)
    for (name, number, language), count in sorted(readers.items()):
        yield "read by", f"{name} {number}, language {language}: {_counted(count, 'document')}"
    yield from _RULES.items()
    if bundle.redacted:
        blackened = f"{_counted(bundle.redacted, 'name')} blackened in texts, titles, keys and addresses"
        yield "redacted", f"{blackened}, by runs of █ of the same length; hashes of texts left out, ids made anew"


def coverage(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """Yield what was read, of which days, and what could not be read."""
    documents = [k.record.document for k in bundle.kept]
    days = sorted(d.published for d in documents if d.published)
    taken = sorted(k.captured for k in bundle.kept)
    yield "documents", f"{len(documents):,}"
    yield "published", f"{days[0]} to {days[-1]}" if days else "no document says when"
    yield "without a date of publication", f"{len(documents) - len(days):,}"
    yield "captured", f"{taken[0]} to {taken[-1]}" if taken else "nothing"
    yield "replaced by a later version", f"{sum(1 for k in bundle.kept if k.replaced_by):,}"
    yield "could not be read", f"{len(bundle.failures):,} (table failures)"
    partly = Counter(k.record.reader.only for k in bundle.kept if k.record.reader.only)
    for only, count in sorted(partly.items()):
        yield f"read only for {only}", f"{count:,}"
    outlets = Counter(_outlet(k.record) or "not stated" for k in bundle.kept)
    for outlet, count in sorted(outlets.items(), key=lambda item: (-item[1], item[0])):
        yield f"outlet {outlet}", f"{count:,}"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def _bounds(bundle: Bundle) -> Iterator[tuple[Cell, ...]]:
    for choice in sorted({k.record.reader.bounds for k in bundle.kept}):
        try:
            table = kinds.bounds(choice)
        except (ValueError, OSError) as error:
            yield choice, "(the table is not at hand)", None, str(error)
            continue
        yield choice, "several", table.several, table.source
        for word, least in table.plural.items():
            yield choice, word, least, table.source


# ---------------------------------------------------------------- documents, statements, claims

_DOCUMENT: dict[str, Type] = {
    "document": "text", "key": "text", "title": "text", "outlet": "text", "credit": "text", "published": "text",
    "published_from": "text", "dateline_place": "text", "dateline_date": "text", "language": "text", "format": "text",
    "url": "text", "retrieved": "text", "captured": "text", "original": "text", "text_id": "text", "previous": "text",
    "replaced_by": "text", "bounds": "text", "warnings": "text", "characters": "whole", "text": "text",
}  # fmt: skip


def _document(kept: Kept, bundle: Bundle) -> tuple[Cell, ...]:
    record, d = kept.record, kept.record.document
    names = _names(record)
    line = d.dateline
    return (
        d.id, d.key, d.title, _outlet(record), "; ".join(names.get(c, c) for c in d.credit) or None, d.published,
        d.published_from, line.place if line else None, line.date if line else None, d.language, d.format, d.url,
        d.retrieved, kept.captured, kept.original or None, d.text_id or None, kept.previous, kept.replaced_by,
        record.reader.bounds, "; ".join(w.what for w in record.warnings) or None, len(d.text), d.text,
    )  # fmt: skip


_STATEMENT: dict[str, Type] = {
    "document": "text", "statement": "text", "kind": "text", "source": "text", "source_kind": "text",
    "source_words": "text", "channel": "text", "account": "text", "said": "text", "within": "text", "polarity": "text",
    "words": "text", "spans": "text", "cue": "text", "rule": "text", "confidence": "fraction",
}  # fmt: skip


def _statements(record: Record) -> Iterator[tuple[Cell, ...]]:
    sources = {s.id: s for s in record.sources}
    for q in record.statements:
        source = sources.get(q.source or "")
        yield (
            record.document.id, q.id, q.kind, source.name if source else None, source.kind if source else None,
            _at(record, q.source_span), q.channel.name if q.channel else None, q.channel.account if q.channel else None,
            q.said, q.within, q.polarity, " … ".join(_at(record, span) or "" for span in q.content),
            " ".join(f"{a}-{b}" for a, b in q.content), _at(record, q.cue), q.rule, q.confidence,
        )  # fmt: skip


_CLAIM: dict[str, Type] = {
    "document": "text", "claim": "text", "id": "text", "kind": "text", "state": "text", "event": "text",
    "effect": "text",
    "low": "whole", "high": "whole", "qualifier": "text", "unit": "text", "group": "text", "group_code": "text",
    "part_of": "text", "same_people": "text", "joint": "text", "scope": "text", "status": "text", "term": "text",
    "stance": "text", "actor": "text", "actor_kind": "text", "role": "text", "voice": "text", "said_in": "text",
    "when": "text", "when_from": "text", "time": "text", "where": "text", "where_from": "text", "quotation": "text",
    "start": "whole", "end": "whole", "prefix": "text", "suffix": "text", "trigger": "text", "rule": "text",
    "confidence": "fraction",
}  # fmt: skip


def _claims(bundle: Bundle) -> Iterator[tuple[Cell, ...]]:
    decided = verdicts(list(bundle.decisions))
    shared = {(m.id, m.event): e.id for e in bundle.events for m in e.documents}
    for kept in bundle.kept:
        digests = {c.id: c.digest for c in kept.record.claims}
        for one in standing(kept.record, decided):
            row = _claim(kept.record, one, digests)
            row["event"] = shared.get((kept.record.document.id, one.claim.event or ""))
            yield tuple(row.get(column) for column in _CLAIM)


def _claim(record: Record, one: Standing, digests: dict[str, str]) -> dict[str, Cell]:
    claim, text = one.claim, record.document.text
    start, end = claim.span
    names = _names(record)
    row: dict[str, Cell] = {
        "document": record.document.id, "claim": claim.digest, "id": claim.id, "state": one.state,
        "voice": " ← ".join(names.get(v, v) for v in claim.voice) or None, "said_in": claim.said_in,
        "quotation": text[start:end], "start": start, "end": end, "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT], "rule": claim.rule, "confidence": claim.confidence,
    }  # fmt: skip
    if isinstance(claim, TollClaim):
        places = {p.id: p.name for p in record.places}
        return row | {
            "kind": "toll", "effect": claim.effect, "low": claim.low, "high": claim.high, "qualifier": claim.qualifier,
            "unit": claim.unit, "group": claim.group, "group_code": claim.group_code,
            "part_of": digests.get(claim.part_of or ""), "same_people": digests.get(claim.same_people or ""),
            "joint": "; ".join(claim.joint) or None, "scope": claim.scope, "status": claim.status, "when": claim.when,
            "when_from": claim.when_from, "time": claim.time, "where": places.get(claim.where or ""),
            "where_from": claim.where_from, "trigger": _at(record, claim.trigger),
        }  # fmt: skip
    if isinstance(claim, NamingClaim):
        return row | {"kind": "naming", "term": claim.term, "stance": claim.stance}
    assert isinstance(claim, ResponsibilityClaim)
    return row | {
        "kind": "responsibility", "actor": claim.actor, "actor_kind": claim.actor_kind, "role": claim.role,
        "status": claim.status, "trigger": _at(record, claim.trigger),
    }  # fmt: skip


def _names(record: Record) -> dict[str, str]:
    return {s.id: s.name or s.description or s.id for s in record.sources}


def _outlet(record: Record) -> str | None:
    return _names(record).get(record.document.outlet or "")


def _at(record: Record, span: Span | None) -> str | None:
    return record.document.text[slice(*span)] if span else None


# ---------------------------------------------------------------- accounts

_NUMBERS = ("low", "high", "mentions", "reports", "origins")
_ACCOUNT: dict[str, Type] = {name: "whole" if name in _NUMBERS else "text" for name in account_rows.COLUMNS}


def _accounts(bundle: Bundle) -> Iterator[tuple[Cell, ...]]:
    for one in bundle.accounts:
        for row in account_rows.rows(one):
            yield tuple(None if row.get(column) == "" else row.get(column) for column in account_rows.COLUMNS)
