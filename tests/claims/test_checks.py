"""A document held against itself: what each check says of figures that do and do not fit."""

from __future__ import annotations

import msgspec
import pytest

from recounted.claims import checks
from recounted.model import ResponsibilityClaim, TollClaim


def toll(identity, low, *, part=None, voice=("s0",), status="asserted", high=..., effect="killed", group="children"):
    top = low if high is ... else high
    return TollClaim(identity, "", effect, low, top, "exact", str(low), (0, 1), group=group, part_of=part,
                     voice=list(voice), status=status, event="e0")  # fmt: skip


def party(identity, actor, status, voice=("s0",)):
    return ResponsibilityClaim(
        identity, "", actor, "party", (0, 1), [(0, 1)], status=status, voice=list(voice), event="e0"
    )


@pytest.mark.parametrize(
    "whole, parts, outcome",
    [(90, [30, 40], "consistent"), (90, [50, 40], "consistent"), (90, [60, 40], "inconsistent")],
)
def test_parts_within_total(whole, parts, outcome):
    claims = [toll("c0", whole), *(toll(f"c{n}", p, part="c0") for n, p in enumerate(parts, 1))]
    [check] = checks.parts_within_total(claims)
    assert (check.outcome, check.items[0]) == (outcome, "c0") and f"{sum(parts)} of {whole}" in check.detail


def test_parts_that_two_voices_give_are_not_added_up():
    claims = [toll("c0", 90), toll("c1", 60, part="c0"), toll("c2", 60, part="c0", voice=("s0", "s1"))]
    assert [c.outcome for c in checks.parts_within_total(claims)] == ["consistent", "consistent"]


def test_an_open_total_decides_nothing():
    assert checks.parts_within_total([toll("c0", 50, high=None), toll("c1", 60, part="c0")])[0].outcome == "undecidable"


@pytest.mark.parametrize("before, now, falls", [(37, 40, False), (40, 37, True)])
def test_falling_total(before, now, falls):
    found = checks.falling_total([toll("c0", now), toll("c1", before, status="superseded")])
    assert [c.outcome for c in found] == (["inconsistent"] if falls else [])


@pytest.mark.parametrize("a, b, slip", [(613, 631, True), (613, 643, True), (613, 613, False), (613, 720, False)])
def test_digit_slip(a, b, slip):
    assert bool(checks.digit_slip([toll("c0", a), toll("c1", b)])) == slip


def test_a_voice_that_holds_and_denies():
    both = [party("c0", "the Orsk garrison", "claimed"), party("c1", "Orsk garrison", "denied")]
    assert checks.self_contradiction(both)[0].outcome == "inconsistent"
    alone = checks.self_contradiction(both[1:])
    assert [c.outcome for c in alone] == ["undecidable"]
    other = [msgspec.structs.replace(both[0], voice=["s0", "s1"]), both[1]]
    assert checks.self_contradiction(other) == []


@pytest.mark.parametrize(
    "dateline, published, outcome",
    [("2031-05-04", "2031-05-04", "consistent"), ("2031-05-03", "2031-05-04", "consistent"),
     ("2031-05-06", "2031-05-04", "inconsistent")],
)  # fmt: skip
def test_dateline_date(dateline, published, outcome):
    assert [c.outcome for c in checks.dateline_date((dateline, (0, 5)), published)] == [outcome]
    assert checks.dateline_date(None, published) == []
