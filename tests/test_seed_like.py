"""A ministry's post carried by an outlet on an anniversary, every word of it invented: the record that must come out.

The report tells of one event in two voices: the council that posted a declaration of three paragraphs, and the outlet.
Both give 482 killed; only the outlet breaks them down, says "pogrom" and holds somebody responsible.
"""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

import recounted
from recounted.model import NamingClaim, Record, ResponsibilityClaim, Statement, TollClaim

# What the weights of this commit still miss. A mark goes when its test passes with room to spare.
misses = functools.partial(pytest.mark.xfail, strict=False)

REPORT = Path(__file__).parent / "reports" / "tavrin.txt"


@functools.cache
def record() -> Record:
    return recounted.read(REPORT.read_text(), key="tavrin.txt")


def names(voice: list[str]) -> tuple[str, ...]:
    known = {source.id: source.name for source in record().sources}
    return tuple(known[source] for source in voice)


OUTLET = ("Meridian",)
COUNCIL = ("Meridian", "Defence Council of the Kingdom of Orsland")


def tolls(voice: tuple[str, ...]) -> list[TollClaim]:
    return [c for c in record().claims if isinstance(c, TollClaim) and names(c.voice) == voice]


def figures(voice: tuple[str, ...]) -> set[tuple[str, int | None, str]]:
    return {(c.effect, c.low, c.unit) for c in tolls(voice)}


def terms(voice: tuple[str, ...]) -> set[str]:
    named = (c for c in record().claims if isinstance(c, NamingClaim) and names(c.voice) == voice)
    return {claim.term.lower() for claim in named}


def declaration() -> Statement:
    [statement] = [q for q in record().statements if q.kind == "direct"]
    return statement


def test_the_outlet_and_the_day() -> None:
    document = record().document
    assert (document.published, document.published_from) == ("2031-09-03", "header")
    assert document.dateline is not None and document.dateline.date == "2031-09-03"
    assert document.dateline.place.startswith("VELMAR") and names([document.outlet or ""]) == OUTLET


def test_the_declaration_is_one_statement_of_three_paragraphs_whose_source_is_the_council() -> None:
    said = declaration()
    text = record().document.text
    assert [text[slice(*piece)].split()[0].strip("“") for piece in said.content] == ["We", "Our", "Let"]
    assert said.cue is not None and text[slice(*said.cue)] == "says"
    assert said.source_span is not None and text[slice(*said.source_span)] == "the declaration"
    assert names([said.source or ""]) == COUNCIL[1:]


def test_the_declaration_came_through_the_channel_named_a_sentence_before() -> None:
    channel = declaration().channel
    assert channel is not None and channel.name == "X"
    assert any(names([r.carrier, r.origin]) == COUNCIL and r.channel == "X" for r in record().relay)


@misses(reason="“the declaration” is not resolved to the council; those taken hostage and never found are not read")
def test_the_council_gives_one_number_and_three_harms_without_any() -> None:
    assert ("killed", 482, "person") in figures(COUNCIL)
    assert {c.effect for c in tolls(COUNCIL) if c.low is None} >= {"injured", "captive", "missing"}


def test_the_outlet_gives_the_killed_and_the_injured() -> None:
    assert {("killed", 482, "person"), ("injured", 318, "person")} <= figures(OUTLET)


def test_captives_who_were_tortured_are_the_same_people() -> None:
    captive = next(c for c in tolls(OUTLET) if c.effect == "captive")
    tortured = next(c for c in tolls(OUTLET) if c.effect == "tortured")
    assert captive.low == tortured.low == 906 and tortured.same_people == captive.id


def test_families_and_the_bereaved_are_counted_by_themselves() -> None:
    wanted = {("killed", 5, "family"), ("bereaved", 88, "person"), ("bereaved", 19, "person")}
    assert wanted <= figures(OUTLET)


def test_the_breakdown_is_part_of_the_outlets_total() -> None:
    whole = next(c for c in tolls(OUTLET) if (c.effect, c.low, c.unit) == ("killed", 482, "person"))
    parts = {(c.low, c.group_code) for c in tolls(OUTLET) if c.part_of == whole.id and c.unit == "person"}
    assert parts == {(51, "children"), (97, "women"), (64, "elderly")}
    assert any(
        c.rule == "parts_within_total" and c.detail.startswith("parts come to 212 of 482") for c in record().checks
    )


def test_nothing_else_is_a_number_of_people() -> None:
    told = {c.low for voice in (OUTLET, COUNCIL) for c in tolls(voice) if c.low is not None}
    assert told <= {482, 318, 906, 5, 88, 19, 51, 97, 64}


def test_one_event_holds_both_voices_figure() -> None:
    [main] = [event for event in record().events if event.main]
    assert {c.event for voice in (OUTLET, COUNCIL) for c in tolls(voice) if c.low == 482} == {main.id}


def test_the_event_is_dated_by_its_night_and_not_by_the_anniversary() -> None:
    [main] = [event for event in record().events if event.main]
    assert main.when in ("1994-09-02/1994-09-03", "1994-09-03")
    assert [c.outcome for c in record().checks if c.rule == "anniversary"] == ["consistent"]


def test_the_event_lies_where_the_harm_was_and_not_where_the_report_was_filed() -> None:
    [main] = [event for event in record().events if event.main]
    assert next(p.name for p in record().places if p.id == main.where) == "Tavrin"


def test_the_anniversary_and_the_dates_are_times() -> None:
    found = {(t.type, t.edtf) for t in record().times}
    assert {("date", "1994-09-03"), ("date", "1993-11"), ("date", "2031-09-03")} <= found
    assert "anniversary" in {t.type for t in record().times}


def test_each_voice_names_the_event_in_its_own_words() -> None:
    assert any("pogrom" in term for term in terms(OUTLET))
    assert any("slaughter" in term for term in terms(COUNCIL))
    assert not any("pogrom" in term for term in terms(COUNCIL))
    assert not any("slaughter" in term for term in terms(OUTLET))


def test_the_outlet_holds_the_troops_responsible() -> None:
    held = [c for c in record().claims if isinstance(c, ResponsibilityClaim) and names(c.voice) == OUTLET]
    assert any(c.actor.endswith("Kordish troops") and c.role == "actor" for c in held)
    assert all(c.actor_kind == "party" for c in held)


def test_the_brigade_helped() -> None:
    held = [c for c in record().claims if isinstance(c, ResponsibilityClaim) and c.role == "helper"]
    assert [c.actor.removeprefix("the ") for c in held] == ["41st Rifle Brigade of the old Imperial Army"]


@pytest.mark.parametrize("words", ["41st", "37th", "1994", "2031"])
def test_ordinals_and_years_count_nobody(words: str) -> None:
    text = record().document.text
    assert not [c for c in record().claims if isinstance(c, TollClaim) and words in text[slice(*c.span)]]
