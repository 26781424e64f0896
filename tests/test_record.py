"""The record's contract: types, keys, verbatim spans, the same bytes again. Parties and places are invented."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import recounted
from recounted.model import (
    SCHEMA,
    NamingClaim,
    Record,
    ResponsibilityClaim,
    TollClaim,
    claim_digest,
    text_id_of,
)

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"


@pytest.fixture(scope="module")
def records() -> list[Record]:
    found = list(recounted.read_many([str(SAMPLES)]))
    assert len(found) >= 8 and all(isinstance(record, Record) for record in found)
    return typing.cast(list[Record], found)


# ---------------------------------------------------------------- types and keys


def plain(record: Record) -> Any:
    return json.loads(msgspec.json.encode(record))


def structs(value: object) -> Iterator[msgspec.Struct]:
    """Yield value and every struct inside it."""
    if isinstance(value, msgspec.Struct):
        yield value
        for name in value.__struct_fields__:
            yield from structs(getattr(value, name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from structs(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from structs(item)


def test_a_record_decodes_strictly_into_its_own_types(records: list[Record]) -> None:
    for record in records:
        again = msgspec.json.decode(msgspec.json.encode(record), type=Record, strict=True)
        assert again == record and again.schema == SCHEMA


def test_every_key_is_always_written(records: list[Record]) -> None:
    for record in [*records, recounted.read("")]:
        for item in structs(record):
            tag = {"kind"} if type(item).__struct_config__.tag else set()
            assert set(msgspec.to_builtins(item)) == set(item.__struct_fields__) | tag


def allowed(schema: dict[str, Any], node: dict[str, Any], value: Any) -> bool:
    """Say whether value is admitted by node of schema, for the words of JSON Schema that ours uses."""
    if "$ref" in node:
        return allowed(schema, schema["$defs"][node["$ref"].rpartition("/")[2]], value)
    for word in ("anyOf", "oneOf"):
        if word in node:
            return any(allowed(schema, option, value) for option in node[word])
    if "enum" in node or "const" in node:
        return value in node.get("enum", [node.get("const")])
    kinds: dict[str, Any] = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "number": (int, float),
        "null": type(None),
    }
    kind = node.get("type")
    if kind and (
        (kind != "boolean" and not isinstance(value, kinds[kind])) or isinstance(value, bool) != (kind == "boolean")
    ):
        return False
    if kind == "integer" and value < node.get("minimum", value):
        return False
    if kind == "object":
        known = node.get("properties", {})
        rest = node.get("additionalProperties", {})
        return all(name in value for name in node.get("required", [])) and all(
            allowed(schema, known.get(name, rest), item) if known.get(name, rest) else True
            for name, item in value.items()
        )
    if kind == "array":
        first = node.get("prefixItems", [])
        items = node.get("items")
        most = len(value) <= node.get("maxItems", len(value)) and len(value) >= node.get("minItems", 0)
        return most and all(
            allowed(schema, first[at] if at < len(first) else items or {}, item) for at, item in enumerate(value)
        )
    return True


def test_the_schema_admits_records_and_refuses_what_is_none(records: list[Record]) -> None:
    schema = json.loads(msgspec.json.encode(msgspec.json.schema(Record)))
    for record in records:
        assert allowed(schema, schema, plain(record))
    broken = plain(records[0])
    broken["claims"][0]["effect"] = "unlucky"
    assert not allowed(schema, schema, broken)
    broken = plain(records[0])
    broken["document"]["text"] = 3
    assert not allowed(schema, schema, broken)
    broken = plain(records[0])
    del broken["document"]["key"]
    assert not allowed(schema, schema, broken)


def test_ids_are_ordinals_and_references_lead_somewhere(records: list[Record]) -> None:
    for record in records:
        for letter, items in (
            ("s", record.sources), ("q", record.statements), ("t", record.times), ("p", record.places),
            ("e", record.events), ("c", record.claims),
        ):  # fmt: skip
            ids = [item.id for item in items]
            assert len(set(ids)) == len(ids) and all(re.fullmatch(letter + r"\d+", name) for name in ids)
        sources = {s.id for s in record.sources}
        statements, events = {q.id for q in record.statements}, {e.id for e in record.events}
        places, times, claims = (
            {p.id for p in record.places},
            {t.id for t in record.times},
            {c.id for c in record.claims},
        )
        for claim in record.claims:
            assert set(claim.voice) <= sources
            assert claim.said_in in statements | {None} and claim.event in events | {None}
            if isinstance(claim, TollClaim):
                assert {claim.part_of, claim.same_people} <= claims | {None}
                assert claim.where in places | {None} and claim.time in times | {None}
        for statement in record.statements:
            assert statement.source in sources | {None} and statement.within in statements | {None}
        for relay in record.relay:
            assert {relay.carrier, relay.origin} <= sources
        for event in record.events:
            assert event.where in places | {None}
            assert {name for toll in event.toll.values() for name in toll.claims} <= claims
        for check in record.checks:
            assert set(check.items) <= claims | times | events | statements | sources | places
        assert record.document.outlet in sources | {None}
        assert len([event for event in record.events if event.main]) <= 1


def test_a_voice_begins_with_the_outlet(records: list[Record]) -> None:
    for record in records:
        if record.document.outlet:
            assert all(claim.voice[:1] == [record.document.outlet] for claim in record.claims)


def test_digests_tell_claims_apart_and_leave_ordinals_out(records: list[Record]) -> None:
    for record in records:
        for claim in record.claims:
            assert claim.digest == claim_digest(record.document.id, claim)
            assert (
                claim_digest(record.document.id, msgspec.structs.replace(claim, id="c999", rule="other"))
                == claim.digest
            )
        assert record.document.text_id == text_id_of(record.document.text)


def test_bounds_are_bounds(records: list[Record]) -> None:
    for record in records:
        for claim in record.claims:
            if isinstance(claim, TollClaim):
                assert claim.low is not None or claim.high is None
                assert claim.high is None or 0 <= (claim.low or 0) <= claim.high
                assert (claim.low is None) == (claim.qualifier == "unspecified")


# ---------------------------------------------------------------- spans


def spans(record: Record) -> Iterator[tuple[int, int]]:
    """Yield every span of a record: every pair of numbers under a key that holds spans."""
    for item in structs(record):
        hints = typing.get_type_hints(type(item), include_extras=False)
        for name in item.__struct_fields__:
            value, hint = getattr(item, name), str(hints[name])
            if value is None or "tuple[int, int]" not in hint:
                continue
            if typing.get_origin(hints[name]) in (list,):
                yield from value
            else:
                yield value


def faults(record: Record) -> list[str]:
    """Return what of a record does not stand in its text as it says."""
    text = record.document.text
    out = [f"span {span} of {len(text)}" for span in spans(record) if not 0 <= span[0] < span[1] <= len(text)]

    def same(words: str, span: tuple[int, int]) -> None:
        if text[slice(*span)] != words:
            out.append(f"{words!r} is {text[slice(*span)]!r} at {span}")

    for claim in record.claims:
        if isinstance(claim, TollClaim):
            same(claim.as_said, claim.span)
        elif isinstance(claim, NamingClaim):
            same(claim.term, claim.span)
            out += [f"{claim.id}: {claim.span} is not its first mention"] * (claim.mentions[0] != claim.span)
        elif isinstance(claim, ResponsibilityClaim):
            same(claim.actor, claim.span)
    for place in record.places:
        same(place.name, place.span)
    if record.document.dateline:
        start = record.document.dateline.span[0]
        same(record.document.dateline.place, (start, start + len(record.document.dateline.place)))
    if record.document.title and record.document.title_span:
        same(record.document.title, record.document.title_span)
    order = [time.span for time in record.times]
    out += [f"times {a} and {b} overlap" for a, b in itertools.pairwise(order) if a[1] > b[0]]
    return out


def test_every_span_of_the_samples_is_verbatim(records: list[Record]) -> None:
    for record in records:
        assert faults(record) == [], record.document.key
        assert list(spans(record))


_WHO = [
    "The mayor of Orlin",
    "A hospital official 🏥",
    "Le préfet de Korden",
    "وزارة الداخلية",
    "Ilse Brand",
    "The Orlin Front",
]
_COUNT = [
    "at least 41 people",
    "1\u202f200 men",
    "Nine children",
    "dozens of villagers",
    "some thirty",
    "12 👩‍🚒",
    "no one",
    "２３ people",
]
_HARM = ["were killed", "died", "are missing", "were wounded\u200b", "fled", "was taken hostage"]
_WHEN = ["on Monday", "on 3 February 1904", "in the night of 2–3 May", "last year", "İstanbul’da dün", ""]
_JOIN = [" ", "\n", "\n\n", "\r\n\r\n", "\u2028", "  ", "\t"]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Reports put together from pieces that trouble offsets: emoji, combining marks, right to left, odd spaces."""
    sentences = []
    for _ in range(draw(st.integers(1, 6))):
        who, count, harm, when = (draw(st.sampled_from(words)) for words in (_WHO, _COUNT, _HARM, _WHEN))
        form = draw(st.sampled_from([
            "{who} said {when} that {count} {harm} in Orlin, Sarvia.",
            "“{count} {harm} {when},” {who} said. “We mourn the massacre.”",
            "{count} {harm} {when} in the attack, which {who} blamed on Korden’s troops.",
            "“{count} {harm} {when}. \n\n“Nobody else,” the statement reads.",
        ]))  # fmt: skip
        sentences.append(form.format(who=who, count=count, harm=harm, when=when))
    head = draw(st.sampled_from(["", " date 1904-02-04 ", "ORLIN, Sarvia, February 3. ", "\ufeff", "🇺🇦 "]))
    noise = draw(st.text(max_size=20))
    return head + draw(st.sampled_from(_JOIN)).join(sentences) + noise


@settings(max_examples=40)
@given(texts())
def test_every_span_is_verbatim_whatever_the_text(text: str) -> None:
    record = recounted.read(text, published="1904-02-04", outlet="The Orlin Post")
    assert record.document.text == text
    assert faults(record) == []
    assert msgspec.json.decode(msgspec.json.encode(record), type=Record) == record


@settings(max_examples=15)
@given(st.text(max_size=300))
def test_any_text_yields_a_record(text: str) -> None:
    record = recounted.read(text)
    assert record.document.text == text and faults(record) == []


# ---------------------------------------------------------------- the same bytes again


def test_a_second_run_gives_the_same_bytes(records: list[Record]) -> None:
    again = [msgspec.json.encode(item) for item in recounted.read_many([str(SAMPLES)])]
    assert again == [msgspec.json.encode(record) for record in records]


def test_another_process_gives_the_same_bytes(records: list[Record]) -> None:
    """Whatever the order in which that process walks a set of strings."""
    command = [sys.executable, "-m", "recounted.cli", "read", str(SAMPLES), "-f", "jsonl"]
    environment = {**os.environ, "PYTHONHASHSEED": "1917"}
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert done.stdout.splitlines() == [msgspec.json.encode(record) for record in records]


@pytest.mark.slow
def test_two_jobs_give_the_same_bytes(records: list[Record]) -> None:
    twice = [str(SAMPLES)] * 2  # more than one chunk, so that both processes have something to read
    read = [msgspec.json.encode(item) for item in recounted.read_many(twice, jobs=2)]
    assert read == [msgspec.json.encode(record) for record in records] * 2


def test_a_text_reads_the_same_wherever_it_stands(records: list[Record]) -> None:
    """What was read before leaves no trace: each record alone is the record in its row."""
    for record in records[::-1]:
        if record.document.format == "text":
            [alone] = recounted.read_many([record.document.key])
            assert alone == record


def test_only_claims_gives_the_claims_of_the_whole_read(records: list[Record]) -> None:
    for whole, part in zip(records, recounted.read_many([str(SAMPLES)], only="claims"), strict=True):
        assert isinstance(part, Record) and part.reader.only == "claims"
        assert [c.digest for c in part.claims] == [c.digest for c in whole.claims]


def test_an_empty_text_is_a_record_with_a_warning() -> None:
    record = recounted.read(" \n")
    assert record.document.text == " \n" and not record.claims and not record.statements
    assert [w.what for w in record.warnings] == ["the text is empty"]


@pytest.mark.parametrize(
    "text",
    [
        "In Halifax, Nova Scotia, on 6 December 1917, some 2,000 people were killed when the Mont-Blanc blew up.",
        "On the anniversary of the attack, mourners gathered in Christchurch, where 51 people were killed on 15 March 2019.",
    ],
)
def test_what_a_report_remembers_is_its_event(text: str) -> None:
    record = recounted.read(text, published="2026-02-26")
    assert [(e.main, sorted(e.toll or {})) for e in record.events] == [(True, ["killed"])]
