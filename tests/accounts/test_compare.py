"""Accounts side by side: what is compared with what, what stands in bounds, how much rests on how little."""

import random
from collections import Counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recounted.accounts.compare import accounts_of
from recounted.model_accounts import Account, Accounts
from recounted.model_many import Decision, Kept
from tests.accounts.made import Holds, Names, Who, event_of, report, says

MINISTRY = Who("Korden Health Ministry")
HOSPITAL = Who("Sarv Mission Hospital")
WIRE = Who("Orla Wire", "outlet")
WITNESS = Who("a lock keeper in Oss", "anonymous")


def accounts(*kept: Kept, decisions: tuple[Decision, ...] = (), as_of: str | None = None) -> Accounts:
    return accounts_of(event_of(*kept), kept, decisions, as_of)


def row(told: Accounts, name: str) -> Account:
    [found] = [r for r in told.rows if r.voice.name == name]
    return found


def cells(told: Accounts, name: str) -> dict[str, tuple[int | None, int | None]]:
    return {c.column: (c.low, c.high) for c in row(told, name).cells}


# ---------------------------------------------------------------- what is compared with what


@pytest.mark.parametrize(
    "one, other, columns",
    [
        ({}, {}, ["killed"]),
        ({"unit": "body"}, {}, ["killed"]),  # the dead and their bodies are counted together
        ({"unit": "family"}, {}, ["killed", "killed/family"]),
        ({"scope": "daily", "when": "1904-03-05"}, {}, ["killed", "killed/daily/1904-03-05"]),
        ({"scope": "daily", "when": "1904-03-05"}, {"scope": "daily", "when": "1904-03-06"}, ["killed/daily/1904-03-05", "killed/daily/1904-03-06"]),
        ({"scope": "cumulative"}, {}, ["killed", "killed/cumulative"]),
        ({"scope": "background"}, {}, ["killed", "killed/background"]),
        ({"group": "nine children", "group_code": "children"}, {}, ["killed", "killed/children"]),
        ({"group": "rafters"}, {"group": "the rafters"}, ["killed/rafters"]),  # an article makes no other group
        ({"group": "persons"}, {}, ["killed"]),
        ({"effect": "injured"}, {}, ["killed", "injured"]),
        ({"effect": "affected", "joint": ["killed", "injured"]}, {}, ["killed", "affected+killed+injured"]),
        ({"qualifier": "named"}, {}, ["killed", "killed/named"]),
        ({"part_of": "c9"}, {}, ["killed", "killed/some of them"]),
    ],
)  # fmt: skip
def test_columns(one: dict[str, object], other: dict[str, object], columns: list[str]) -> None:
    kept = [
        report("a", "The ministry counts 9.", says("9", 9, 9, MINISTRY, **one)),
        report("b", "The hospital counts 12.", says("12", 12, 12, HOSPITAL, **other), outlet="Sarv Echo"),
    ]
    assert [c.key for c in accounts(*kept).columns] == columns


def test_the_range_says_who_says_each_end() -> None:
    told = accounts(
        report("a", "It counts 9.", says("9", 9, 9, MINISTRY)),
        report(
            "b", "It counts at least 12.", says("at least 12", 12, None, HOSPITAL, qualifier="at_least"), outlet="Echo"
        ),
    )
    [column] = told.columns
    names = {v.key: v.name for v in told.voices}
    assert (column.low, column.high) == (9, None)
    assert [names[k] for k in column.low_by] == ["Korden Health Ministry"]
    assert [names[k] for k in column.high_by] == ["Sarv Mission Hospital"]


@pytest.mark.parametrize("status", ["denied", "expected", "hypothetical", "superseded"])
def test_what_is_not_asserted_is_shown_and_in_no_bound(status: str) -> None:
    kept = report(
        "a", "Of 9 it spoke, and of 40.", says("9", 9, 9, MINISTRY), says("40", 40, 40, MINISTRY, status=status)
    )
    told = accounts(kept)
    [cell] = row(told, "Korden Health Ministry").cells
    assert (cell.low, cell.high) == (9, 9)
    assert sorted((f.low, f.status) for f in cell.figures) == [(9, "asserted"), (40, status)]
    assert (told.columns[0].low, told.columns[0].high) == (9, 9)


def test_no_number_is_not_zero() -> None:
    told = accounts(
        report("a", "It spoke of the dead.", says("the dead", None, None, MINISTRY, qualifier="unspecified"))
    )
    assert cells(told, "Korden Health Ministry") == {"killed": (None, None)}
    assert (told.columns[0].low, told.columns[0].low_by) == (None, [])


def test_names_and_responsibility() -> None:
    told = accounts(
        report("a", "The massacre, the ministry said; the Tolmek guard did it.", Names((MINISTRY,), "massacre"),
               Holds((MINISTRY,), "the Tolmek guard", "alleged")),
        report("b", "The Massacre! No, not the Tolmek guard.", Names((MINISTRY,), "Massacre"),
               Holds((MINISTRY,), "Tolmek guard", "denied"), outlet="Echo"),
    )  # fmt: skip
    found = row(told, "Korden Health Ministry")
    assert [(n.term, n.mentions, n.reports) for n in found.names] == [("massacre", 2, 2)]
    assert sorted((h.actor, h.status, h.reports) for h in found.holds) == [
        ("Tolmek guard", "denied", 1), ("the Tolmek guard", "alleged", 1)
    ]  # fmt: skip


# ---------------------------------------------------------------- copies, credits, circles

WORDS = (
    "A raft of timber tore through the weir of Oss on Sunday and 14 people who stood on it were swept into the lower pool. "
    "The weir keeper of Oss closed the sluice at once, but the pool was over its banks by six."
)


def figure(told: Accounts, low: int) -> tuple[int, list[str]]:
    """Return (reports, names of the origins) of a killed figure."""
    names = {o.key: o.name for o in told.origins}
    [found] = [f for f in told.figures if f.low == low]
    return found.reports, sorted(names[o] for o in found.origins)


def test_copies_are_one_account_with_many_carriers() -> None:
    kept = [
        report(f"r{n}", WORDS, says("14 people", 14, 14), outlet=f"Paper {n}", published=f"1904-03-{7 + n:02d}")
        for n in range(5)
    ]
    told = accounts(*kept)
    [only] = told.rows
    assert (only.voice.name, len(only.carriers), len(only.reports)) == ("Paper 0", 4, 5)  # the earliest known carrier
    assert figure(told, 14) == (5, ["Paper 0"])
    assert {e.kinds[0] for e in told.edges} == {"copy"}


def test_an_agency_that_any_copy_credits_stands_for_all() -> None:
    kept = [
        report("a", WORDS, says("14 people", 14, 14), outlet="Paper 1"),
        report("b", f"(Orla Wire) — {WORDS}", says("14 people", 14, 14), outlet="Paper 2", published="1904-03-09", credit=("Orla Wire",)),
    ]  # fmt: skip
    told = accounts(*kept)
    assert [r.voice.name for r in told.rows] == ["Orla Wire"]
    assert figure(told, 14) == (2, ["Orla Wire"])
    assert told.origins[0].kind == "agency"


@pytest.mark.parametrize(
    "reports, carried, origins",
    [
        # two papers with one ministry's word: one origin
        ([("P", (MINISTRY,)), ("Q", (MINISTRY,))], 2, ["Korden Health Ministry"]),
        # two papers, two sources: two
        ([("P", (MINISTRY,)), ("Q", (HOSPITAL,))], 2, ["Korden Health Ministry", "Sarv Mission Hospital"]),
        # two papers that speak for themselves: two, as far as the texts show
        ([("P", ()), ("Q", ())], 2, ["P", "Q"]),
        # a chain rests on its innermost voice
        ([("P", (WIRE, MINISTRY)), ("Q", (MINISTRY,))], 2, ["Korden Health Ministry"]),
        # an agency stands for the unnamed speakers that it quotes
        ([("P", (WIRE, WITNESS)), ("Q", (WIRE, WITNESS))], 2, ["Orla Wire"]),
        # unnamed speakers without one are two
        ([("P", (WITNESS,)), ("Q", (WITNESS,))], 2, ["a lock keeper in Oss", "a lock keeper in Oss"]),
        # A cites B, B cites A
        ([("P", (Who("Q", "outlet"),)), ("Q", (Who("P", "outlet"),))], 2, ["P and Q, citing one another"]),
        # A cites B, B cites A, and one of them also has it from the ministry
        (
            [("P", (Who("Q", "outlet"),)), ("Q", (Who("P", "outlet"),)), ("Q", (MINISTRY,))],
            3,
            ["Korden Health Ministry"],
        ),
        # A cites B, and B has it from the ministry
        ([("P", (Who("Q", "outlet"),)), ("Q", (MINISTRY,))], 2, ["Korden Health Ministry"]),
        # A cites B, and B says it itself
        ([("P", (Who("Q", "outlet"),)), ("Q", ())], 2, ["Q"]),
    ],
)
def test_origins(reports: list[tuple[str, tuple[Who, ...]]], carried: int, origins: list[str]) -> None:
    fill = ("Rain fell in Oss.", "The mill stood still.", "No bell was rung.")
    kept = [
        report(f"r{n}", f"{fill[n]} Of 14 it spoke.", says("14", 14, 14, *chain), outlet=outlet)
        for n, (outlet, chain) in enumerate(reports)
    ]
    told = accounts(*kept)
    circles = [c for c in told.checks if c.rule == "circular"]
    assert figure(told, 14) == (carried, origins)
    assert bool(circles) is ("citing one another" in origins[0])


def test_what_a_report_repeats_in_its_own_voice_rests_on_whom_it_names() -> None:
    kept = report(
        "a", "Of 14 it spoke. Fourteen, said the ministry.", says("14", 14, 14), says("Fourteen", 14, 14, MINISTRY)
    )
    assert figure(accounts(kept), 14) == (1, ["Korden Health Ministry"])


def test_one_quotation_in_two_papers_has_one_origin() -> None:
    words = "we pulled nine from the sluice and nobody came to help us until dark"
    kept = [
        report("a", f"Rain fell. “{words},” a man said.", says("nine", 9, 9, Who("a man", "anonymous")), outlet="P"),
        report("b", f"In Oss a neighbour told us: “{words}.” He left.", says("nine", 9, 9, Who("a neighbour", "anonymous")), outlet="Q"),
    ]  # fmt: skip
    told = accounts(*kept)
    reports, origins = figure(told, 9)
    assert (reports, len(origins)) == (2, 1)
    assert len(told.rows) == 2  # whether they are one man, nobody knows


# ---------------------------------------------------------------- versions, days, decisions


def test_as_of_shows_what_was_published_by_then() -> None:
    kept = [
        report("a", "It spoke of 9.", says("9", 9, 9, MINISTRY), published="1904-03-07"),
        report("b", "It spoke of 12.", says("12", 12, 12, MINISTRY), published="1904-03-09", outlet="Echo"),
        report("c", "It spoke of 15.", says("15", 15, 15, MINISTRY), published=None, captured="1904-03-08T06:00:00Z", outlet="Post"),
    ]  # fmt: skip
    told = accounts(*kept, as_of="1904-03-08")
    assert cells(told, "Korden Health Ministry") == {"killed": (9, 15)}
    assert [(left.document, left.why) for left in told.left_out] == [
        (kept[1].record.document.id, "published 1904-03-09, after 1904-03-08")
    ]
    assert accounts(*kept, as_of="1904-03-06").rows == []


def test_a_version_that_its_publisher_replaced_is_superseded_and_one_report() -> None:
    new = report(
        "b",
        "It spoke of 12, and of 3 boys.",
        says("12", 12, 12),
        says("3 boys", 3, 3, group_code="children"),
        url="x",
        published="1904-03-08",
    )
    old = report(
        "a",
        "It spoke of 9, and of 3 boys.",
        says("9", 9, 9),
        says("3 boys", 3, 3, group_code="children"),
        url="x",
        replaced_by=new.record.document.id,
    )
    told = accounts(old, new)
    [killed, children] = row(told, "Orla Post").cells
    assert [(f.low, f.status) for f in killed.figures] == [(9, "superseded"), (12, "asserted")]
    assert (killed.low, killed.high) == (12, 12)
    assert {f.reports for f in children.figures} == {1}
    assert accounts(old, new, as_of="1904-03-07").rows[0].cells[0].low == 9  # then it stood


def test_decisions_about_claims() -> None:
    kept = [
        report("a", "It spoke of 9.", says("9", 9, 9, MINISTRY)),
        report("b", "It spoke of 90.", says("90", 90, 90, MINISTRY), outlet="Echo"),
    ]
    claim = kept[1].record.claims[0]
    by = {"made": "2026-01-02T00:00:00Z", "by": "ana"}
    reject = Decision(1, kind="reject", subjects=[[claim.digest]], item=msgspec.to_builtins(claim), **by)
    assert cells(accounts(*kept, decisions=(reject,)), "Korden Health Ministry") == {"killed": (9, 9)}
    better = msgspec.to_builtins(msgspec.structs.replace(claim, low=19, high=19))
    correct = Decision(
        1,
        kind="correct",
        subjects=[[claim.digest]],
        item={"read": msgspec.to_builtins(claim), "corrected": better},
        **by,
    )
    assert cells(accounts(*kept, decisions=(correct,)), "Korden Health Ministry") == {"killed": (9, 19)}
    assert cells(
        accounts(*kept, decisions=(reject, Decision(2, kind="undo", subjects=[], undoes=1, **by))),
        "Korden Health Ministry",
    ) == {"killed": (9, 90)}


# ---------------------------------------------------------------- properties

NAMES = ["Korden Health Ministry", "Sarv Mission Hospital", "Anna Velt", "the ministry", "a witness"]
KINDS = {"Anna Velt": "person", "a witness": "anonymous"}
OUTLETS = ["Paper 1", "Paper 2", None]


@st.composite
def many(draw: st.DrawFn) -> list[Kept]:
    """Draw reports: copies of one text, and others, each with some claims of some voices."""
    kept = []
    for n in range(draw(st.integers(1, 6))):
        copied = draw(st.booleans())
        figures = draw(st.lists(st.integers(1, 40), min_size=1, max_size=3))
        text = (
            WORDS if copied else f"Report {n} from Oss. " + " ".join(f"It spoke of {f} at the weir." for f in figures)
        )
        told = []
        for f in [14] if copied else figures:
            voice = draw(st.sampled_from([None, *NAMES]))
            chain = (Who(voice, KINDS.get(voice, "organisation")),) if voice else ()
            told.append(says("14 people" if copied else f"{f} at", f, draw(st.sampled_from([f, None])), *chain))
        day = draw(st.sampled_from(["1904-03-07", "1904-03-08", None]))
        kept.append(report(f"r{n}", text, *told, outlet=draw(st.sampled_from(OUTLETS)), published=day))
    return kept


@settings(max_examples=60)
@given(many(), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(kept: list[Kept], chance: random.Random) -> None:
    first = accounts_of(event_of(*kept), kept, [])
    mixed = list(kept)
    chance.shuffle(mixed)
    assert accounts_of(event_of(*kept), mixed, []) == first


@settings(max_examples=60)
@given(many())
def test_no_claim_is_lost_and_none_stands_twice(kept: list[Kept]) -> None:
    told = accounts_of(event_of(*kept), kept, [])
    shown = Counter((r.document, r.claim) for row in told.rows for c in row.cells for f in c.figures for r in f.claims)
    read = Counter((k.record.document.id, c.digest) for k in kept for c in k.record.claims)
    assert shown == read
    assert Counter((r.document, r.claim) for f in told.figures for r in f.claims) == read
    assert {r.voice.key for r in told.rows} <= {v.key for v in told.voices}


@settings(max_examples=60)
@given(many(), st.integers(1, 3))
def test_a_copy_never_raises_origins(kept: list[Kept], copies: int) -> None:
    """However often the earliest report is printed again by other papers, no figure rests on more than before."""

    def origins(reports: list[Kept]) -> dict[tuple[object, ...], int]:
        told = accounts_of(event_of(*reports), reports, [])
        return {(f.column, f.low, f.high, f.qualifier, f.status): len(f.origins) for f in told.figures}

    first = kept[0]
    again = [_printed(first, f"copy {n}") for n in range(copies)]
    before, after = origins(kept), origins([*kept, *again])
    assert all(after[key] <= before[key] for key in before)


def _printed(kept: Kept, outlet: str) -> Kept:
    """Return a verbatim copy by another outlet, a day later."""
    record = kept.record
    document = msgspec.structs.replace(
        record.document, id=f"{record.document.id}-{outlet}", key=outlet, published="1904-03-12"
    )
    sources = [msgspec.structs.replace(s, name=outlet) if s.id == document.outlet else s for s in record.sources]
    return msgspec.structs.replace(kept, record=msgspec.structs.replace(record, document=document, sources=sources))


@settings(max_examples=40)
@given(many())
def test_mirrored_parties_mirror_the_accounts(kept: list[Kept]) -> None:
    def seen(told: Accounts, swap: dict[str, str]) -> list[object]:
        rows = [
            (
                swap.get(r.voice.name, r.voice.name),
                [(c.column, c.low, c.high) for c in r.cells],
                len(r.reports),
                r.first,
            )
            for r in told.rows
        ]
        return sorted(rows, key=repr)

    swap = {"Korden Health Ministry": "Tolmek Water Guard", "Sarv Mission Hospital": "Drunin Hill Clinic"}
    mirrored = [_renamed(k, swap) for k in kept]
    there = accounts_of(event_of(*kept), kept, [])
    back = accounts_of(event_of(*mirrored), mirrored, [])
    assert seen(there, swap) == seen(back, {})


def _renamed(kept: Kept, swap: dict[str, str]) -> Kept:
    sources = [msgspec.structs.replace(s, name=swap.get(s.name, s.name)) for s in kept.record.sources]
    return msgspec.structs.replace(kept, record=msgspec.structs.replace(kept.record, sources=sources))
