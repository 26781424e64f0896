"""Who carries whose words: agencies told, agencies credited, posts, outlets that credit themselves."""

from __future__ import annotations

import pytest

from recounted.claims.relay import credits, relays, reports_credit, told_to
from recounted.model import Channel, Relay, Source, Statement


def said(name: str, source: str | None, cue: tuple[int, int] | None = None, channel=None, inside=None) -> Statement:
    return Statement(name, "indirect", [(0, 5)], cue, source, (6, 9), channel, None, inside, "affirmed", "encoder", 1.0)


@pytest.mark.parametrize(
    "text, cue, agency",
    [
        ("The pass is open, Karel Dunn told Reuters.", "told", "Reuters"),
        ("The pass is open, Karel Dunn told the BBC on Monday.", "told", "BBC"),
        ("The pass is open, he told Agence France-Presse.", "told", "Agence France-Presse"),
        ("The pass is open, Karel Dunn told ORSK-TV.", "told", "ORSK-TV"),
        ("The pass is open, Karel Dunn told the Orsk Valley Herald.", "told", "Orsk Valley Herald"),
        ("The pass is open, he told the council.", "told", None),
        ("The pass is open, he said. Later he told Reuters more.", "said", None),
        ("The pass is open, he said, but a guide told Reuters it is not.", "said", None),
    ],
)
def test_told_to_an_agency(text, cue, agency):
    at = text.index(cue)
    end = text.index(".") + 1
    span = told_to(text, said("q0", "s1", (at, at + len(cue))), (0, end))
    assert (text[slice(*span)] if span else None) in ({agency, f"the {agency}"} if agency else {None})


@pytest.mark.parametrize(
    "text, names",
    [
        ("ORSK, Ostrel (AP) — Two men were hurt.", ["AP"]),
        ("ORSK (Reuters) - Two men were hurt.", ["Reuters"]),
        ("Two men were hurt.\n\nSource: Reuters", ["Reuters"]),
        ("Two men were hurt, and a reporter of Reuters saw it.", []),
    ],
)
def test_credit_of_the_whole_report(text, names):
    found = credits(text)
    assert [name for name, _ in found] == names
    assert all(text[slice(*span)] == name for name, span in found)


def test_an_outlet_credits_itself():
    text = "The ministry has shared a statement on the flood, Trend reports.\n\nNothing else was said."
    assert reports_credit(text) == ("Trend", (text.index("Trend"), text.index("Trend") + 5))
    assert reports_credit("The flood, the ministry reports, was the worst in years.") is None


SOURCES = [
    Source("s0", "Torvik Gazette", "outlet"),
    Source("s1", "the army", "organisation"),
    Source("s2", "Reuters", "outlet"),
]
X = Channel("X", "social", "@OstrelArmy", (20, 24))


@pytest.mark.parametrize(
    "statements, carriers, found",
    [
        ([said("q0", "s1")], {}, [Relay("s0", "s1", None, (6, 9))]),
        ([said("q0", "s1", channel=X)], {}, [Relay("s0", "s1", "X", (20, 24))]),
        # told to an agency: the outlet carries the agency, the agency the army
        ([said("q0", "s1")], {"q0": "s2"}, [Relay("s0", "s2", None, (6, 9)), Relay("s2", "s1", None, (6, 9))]),
        # nested: the outer source carries the inner one
        ([said("q0", "s2"), said("q1", "s1", inside="q0")], {}, [Relay("s0", "s2", None, (6, 9)), Relay("s2", "s1", None, (6, 9))]),
        # one entry a carrier, origin and channel
        ([said("q0", "s1"), said("q1", "s1")], {}, [Relay("s0", "s1", None, (6, 9))]),
        ([said("q0", "s0")], {}, []),
        ([said("q0", None)], {}, []),
    ],
)  # fmt: skip
def test_relays(statements, carriers, found):
    assert relays(statements, SOURCES, "s0", carriers) == found


def test_nobody_carries_where_the_outlet_is_unknown():
    assert relays([said("q0", "s1")], SOURCES, None, {}) == []
