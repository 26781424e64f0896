"""Reports held against one another: each check on reports that it flags, and on some that it leaves alone."""

import pytest

from recounted.accounts.compare import accounts_of
from recounted.accounts.relay import cycles_of
from recounted.model_accounts import CrossCheck, Edge
from tests.accounts.made import Holds, Who, event_of, report, says

MINISTRY = Who("Korden Health Ministry")
HOSPITAL = Who("Sarv Mission Hospital")
CHILDREN = {"group_code": "children", "group": "children"}


def checks(
    *told: tuple[str, object], days: tuple[str, ...] = ("1904-03-07", "1904-03-07", "1904-03-08"), **fields: object
) -> list[CrossCheck]:
    """Return the checks of reports, one a claim, of other papers; days are those of publication."""
    kept = [
        report(f"r{n}", f"Report {n} from Sarv. {words}", claim, outlet=f"Paper {n}", published=days[n], **fields)  # type: ignore[arg-type]
        for n, (words, claim) in enumerate(told)
    ]
    return accounts_of(event_of(*kept), kept, []).checks


def rules(found: list[CrossCheck]) -> list[tuple[str, str]]:
    return [(c.rule, c.outcome) for c in found]


DAYS = ("1904-03-07", "1904-03-08")


@pytest.mark.parametrize(
    "one, other, days, expected",
    [
        # parts over totals
        (says("5 of them", 5, 5, MINISTRY, **CHILDREN), says("3 in all", 3, 3, MINISTRY), DAYS, [("parts_within_total", "inconsistent")]),
        (says("5 of them", 5, 5, MINISTRY, **CHILDREN), says("9 in all", 9, 9, MINISTRY), DAYS, []),
        (says("5 of them", 5, 5, MINISTRY, **CHILDREN), says("3 in all", 3, None, MINISTRY), DAYS, []),  # open above
        (says("3 in all", 3, 3, MINISTRY), says("5 of them", 5, 5, MINISTRY, **CHILDREN), DAYS, []),  # the toll had grown
        (says("5 of them", 5, 5, HOSPITAL, **CHILDREN), says("3 in all", 3, 3, MINISTRY), DAYS, [("parts_within_total", "inconsistent")]),
        (says("5 of them", 5, 5, MINISTRY, scope="daily", when="1904-03-06", **CHILDREN), says("3 in all", 3, 3, MINISTRY), DAYS, []),
        # one voice against itself, and its running totals
        (says("9", 9, 9, MINISTRY), says("12", 12, 12, MINISTRY), DAYS, [("change", "consistent")]),
        (says("12", 12, 12, MINISTRY), says("9", 9, 9, MINISTRY), DAYS, [("falling_total", "inconsistent")]),
        (says("12", 12, 12, MINISTRY), says("9", 9, 9, MINISTRY), DAYS[:1] * 2, [("self_contradiction", "inconsistent")]),
        (says("9", 9, None, MINISTRY), says("12", 12, 12, MINISTRY), DAYS, []),  # both can hold
        (says("12", 12, 12, MINISTRY), says("9", 9, 9, HOSPITAL), DAYS, []),  # two voices differ: that is what rows show
        (says("12", 12, 12, MINISTRY), says("9", 9, 9, MINISTRY, status="superseded"), DAYS, []),
        (says("12", 12, 12, MINISTRY), says("9", 9, 9, MINISTRY, scope="background"), DAYS, []),
        # slips of the pen
        (says("613", 613, 613, MINISTRY), says("631", 631, 631, HOSPITAL), DAYS, [("digit_slip", "undecidable")]),
        (says("613", 613, 613, MINISTRY), says("713", 713, 713, HOSPITAL), DAYS, [("digit_slip", "undecidable")]),
        (says("613", 613, 613, MINISTRY), says("745", 745, 745, HOSPITAL), DAYS, []),
        (says("13", 13, 13, MINISTRY), says("31", 31, 31, HOSPITAL), DAYS, []),
        # responsibility
        (Holds((MINISTRY,), "the weir company", "alleged"), Holds((MINISTRY,), "the weir company", "denied"), DAYS, [("change", "consistent")]),
        (Holds((MINISTRY,), "the weir company", "alleged"), Holds((MINISTRY,), "the weir company", "denied"), DAYS[:1] * 2, [("self_contradiction", "inconsistent")]),
        (Holds((MINISTRY,), "the weir company", "alleged"), Holds((HOSPITAL,), "the weir company", "denied"), DAYS, []),
        (Holds((MINISTRY,), "the weir company", "alleged"), Holds((MINISTRY,), "a storm", "denied"), DAYS, []),
    ],
)  # fmt: skip
def test_two_reports(one: object, other: object, days: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    words = [getattr(claim, "words", None) or claim.actor for claim in (one, other)]  # type: ignore[attr-defined]
    assert rules(checks((words[0], one), (words[1], other), days=days)) == expected


def test_a_check_names_its_claims_reports_and_voices() -> None:
    [check] = checks(("12", says("12", 12, 12, MINISTRY)), ("9", says("9", 9, 9, MINISTRY)), days=DAYS)
    assert check.detail == "12 on 1904-03-07, 9 on 1904-03-08"
    assert (len(check.claims), len(check.documents), len(check.voices), check.column) == (2, 2, 1, "killed")


@pytest.mark.parametrize(
    "one, other, flagged",
    [
        ("1904-03-06", "1904-03-06", False),
        ("1904-03-06", "1904-03-07", True),
        ("1904-03-06", "1904-03-05/1904-03-06", False),  # a night
        ("1904-03", "1904-03-06", False),
        ("1904", "1905-01-01", True),
        ("1904-03-06", None, False),
    ],
)
def test_dates(one: str, other: str | None, flagged: bool) -> None:
    kept = [
        report("a", "Of 9 it spoke.", says("9", 9, 9, MINISTRY), when=one),
        report("b", "Later of 9.", says("9", 9, 9, MINISTRY), when=other, outlet="Echo"),
    ]
    found = [c for c in accounts_of(event_of(*kept), kept, []).checks if c.rule == "dates_disagree"]
    assert bool(found) is flagged


def test_rings_of_carriers() -> None:
    def edge(carrier: str, origin: str) -> Edge:
        return Edge(carrier, origin, ["cites"], [], 1)

    assert cycles_of([edge("a", "b"), edge("b", "c")]) == []
    assert cycles_of([edge("a", "b"), edge("b", "a"), edge("c", "a")]) == [["a", "b"]]
    assert cycles_of([edge("c", "a"), edge("a", "b"), edge("b", "c"), edge("x", "y"), edge("y", "x")]) == [
        ["a", "b", "c"],
        ["x", "y"],
    ]
