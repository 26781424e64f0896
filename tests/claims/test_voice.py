"""Chains of voices: who says that who says; what lies outside every content is the outlet's own."""

from __future__ import annotations

import pytest

from recounted.claims.voice import chain, statement_of, within
from recounted.model import Statement


def statement(name: str, *content: tuple[int, int], source: str | None = None, cue=None, inside=None) -> Statement:
    return Statement(name, "indirect", list(content), cue, source, None, None, None, inside, "affirmed", "encoder", 1.0)


OUTER = statement("q0", (20, 90), source="s1", cue=(10, 18))
INNER = statement("q1", (50, 90), source="s2", cue=(40, 48), inside="q0")
SPLIT = statement("q2", (100, 110), (130, 140), source="s3", cue=(115, 120))


def test_an_inner_statement_stands_within_the_outer():
    assert within([OUTER, INNER, SPLIT]) == {"q0": None, "q1": "q0", "q2": None}


def test_a_cue_outside_makes_another_s_statement():
    other = statement("q1", (50, 90), source="s2", cue=(95, 99))
    assert within([OUTER, other])["q1"] is None


@pytest.mark.parametrize(
    "span, found",
    [((0, 5), None), ((25, 30), "q0"), ((60, 65), "q1"), ((105, 108), "q2"), ((116, 119), None), ((132, 139), "q2")],
)
def test_the_innermost_content_says_it(span, found):
    said = statement_of(span, [OUTER, INNER, SPLIT])
    assert (said.id if said else None) == found


@pytest.mark.parametrize(
    "said, outlet, carriers, voice",
    [
        (None, "s0", {}, ["s0"]),
        (None, None, {}, []),
        (OUTER, "s0", {}, ["s0", "s1"]),
        (OUTER, None, {}, ["s1"]),
        (INNER, "s0", {}, ["s0", "s1", "s2"]),
        # told to an agency: the agency carries it
        (OUTER, "s0", {"q0": "s9"}, ["s0", "s9", "s1"]),
        (INNER, "s0", {"q1": "s9"}, ["s0", "s1", "s9", "s2"]),
        # the outlet's own words in its own mouth are said once
        (statement("q0", (0, 9), source="s0"), "s0", {}, ["s0"]),
        # no source: the outer voice stands
        (statement("q0", (0, 9)), "s0", {}, ["s0"]),
        (statement("q1", (50, 90), inside="q0"), "s0", {}, ["s0", "s1"]),
    ],
)
def test_chains(said, outlet, carriers, voice):
    statements = (
        [OUTER, INNER, SPLIT] if said is None or (said.id in ("q0", "q1") and said in (OUTER, INNER)) else [OUTER, said]
    )
    assert chain(said, statements, outlet, carriers) == voice


def test_a_ring_of_statements_ends():
    one, two = statement("q0", (0, 9), source="s1", inside="q1"), statement("q1", (0, 9), source="s2", inside="q0")
    assert chain(one, [one, two], "s0", {}) == ["s0", "s2", "s1"]
