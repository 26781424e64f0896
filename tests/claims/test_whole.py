"""Whatever the text, every span of the record lies in it, and every id that is named exists."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import recounted
from recounted.model import Record

SPEAKERS = (
    "Ada Ruhl",
    "The Ministry of Rivers",
    "police",
    "a hospital official",
    "He",
    "They",
    "İlkay Şen",
    "the OOR",
    "",
)
VERBS = ("said", "denied", "told Reuters", "wrote on X", "warned that", "according to")
CONTENTS = (
    "nine miners were killed",
    "the ford is shut",
    "“no”",
    "🌊 two boats sank",
    "",
    "12 people, five of them children, died",
)
MARKS = (("“", "”"), ('"', '"'), ("''", "''"), ("«", "»"), ("“", ""), ("", "”"), ("", ""))
BETWEEN = (" ", "\n\n", "\r\n", " — ", "\t")


@st.composite
def reports(draw: st.DrawFn) -> str:
    """Return a few clumsy sentences: speakers, verbs and contents, with marks that may not be closed."""
    out = []
    for _ in range(draw(st.integers(0, 5))):
        opening, closing = draw(st.sampled_from(MARKS))
        words = f"{opening}{draw(st.sampled_from(CONTENTS))}{closing}"
        speaker, verb = draw(st.sampled_from(SPEAKERS)), draw(st.sampled_from(VERBS))
        out.append(
            draw(
                st.sampled_from(
                    (f"{words}, {speaker} {verb}.", f"{speaker} {verb}: {words}.", f"{speaker} {verb} {words}")
                )
            )
        )
        out.append(draw(st.sampled_from(BETWEEN)))
    return "".join(out) + draw(st.text(max_size=20))


def spans(record: Record) -> list[tuple[int, int]]:
    found = [m for s in record.sources for m in s.mentions]
    for q in record.statements:
        found += [*q.content, *([q.cue] if q.cue else []), *([q.source_span] if q.source_span else [])]
        found += [q.channel.span] if q.channel and q.channel.span else []
    found += [r.span for r in record.relay if r.span] + [c.span for c in record.claims]
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports(), st.sampled_from((None, "Torvik Gazette", "Reuters")))
def test_spans_lie_in_the_text_and_ids_exist(text, outlet):
    record = recounted.read(text, outlet=outlet)
    assert record.document.text == text
    assert all(0 <= start < end <= len(text) for start, end in spans(record))
    sources = [s.id for s in record.sources]
    statements = [q.id for q in record.statements]
    assert sources == [f"s{n}" for n in range(len(sources))]
    assert statements == [f"q{n}" for n in range(len(statements))]
    assert {q.source for q in record.statements} <= {None, *sources}
    assert {q.within for q in record.statements} <= {None, *statements}
    assert {name for r in record.relay for name in (r.carrier, r.origin)} <= set(sources)
    assert {name for c in record.claims for name in c.voice} <= set(sources)
    assert {c.said_in for c in record.claims} <= {None, *statements}
    if outlet:
        assert record.document.outlet == "s0"
    for q in record.statements:
        assert q.content == sorted(q.content)
        assert all(a[1] <= b[0] for a, b in zip(q.content, q.content[1:], strict=False))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_the_same_text_gives_the_same_record(text):
    assert recounted.read(text) == recounted.read(text)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_only_claims_gives_the_same_claims(text):
    whole, part = (
        recounted.read(text, outlet="Torvik Gazette"),
        recounted.read(text, outlet="Torvik Gazette", only="claims"),
    )
    assert [c.digest for c in whole.claims] == [c.digest for c in part.claims]
