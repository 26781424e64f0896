"""Events across reports: which tellings are one event, whatever their order, and what people decided stays decided."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import recounted
from recounted.events import across, candidates
from recounted.events.group import Bonds, group
from recounted.events.profiles import days_of
from recounted.model_many import Decision

# One line a report: key, day of publication, text. What is before the dash of the key is the event.
REPORTS = """
bridge-1|1931-03-04|VELMORA, March 4 — At least 12 people were killed when the Harrow footbridge at Velmora fell into the Orsk on Tuesday evening, the harbour office said. Eighteen were hurt. Constable Ivo Marenka was among those who pulled people from the river.
bridge-2|1931-03-06|Fifteen people are now known to have died in Tuesday's fall of the Harrow footbridge. The harbour office at Velmora said that two more bodies had been found in the Orsk below the weir.
bridge-3|1931-09-20|A court at Velmora began on Monday to hear the case of Anton Quill, who rebuilt the Harrow footbridge over the Orsk. Fifteen people died when it fell on March 3.
mill-1|1931-03-05|KESTERFORD, March 5 — A boiler burst at the Dunmallow paper mill on Wednesday and killed four men, the fire chief, Osric Tamm, said. Nine others were scalded.
mill-2|1931-03-07|The fourth victim of Wednesday's boiler explosion at the Dunmallow paper mill was named as Piet Sollander, 41, of Kesterford. Nine men are still in hospital, fire chief Osric Tamm said.
raid-1|1931-03-05|Rovian planes bombed the market of Tel Hadra on Wednesday morning and killed 21 people, the Hadran Red Lamp society said. The society's doctor, Samir Obeck, spoke of forty wounded.
raid-2|1931-04-17|Rovian planes bombed the grain store of Tel Hadra on Thursday and killed six people, the Hadran Red Lamp society said. On the same day shells fell on the railway station.
"""


def _profiles() -> list:
    out = []
    for line in REPORTS.strip().splitlines():
        key, published, text = line.split("|")
        out += across.profiles_of(recounted.read(text, key=key, published=published))
    return out


@pytest.fixture(scope="module")
def tellings() -> list:
    return _profiles()


def _sorted(groups: list) -> list:
    return sorted(groups, key=lambda g: g.documents[0].digest)


def _main(groups: list) -> set[frozenset[str]]:
    return {frozenset(m.key for m in g.documents if m.main) for g in groups} - {frozenset()}


def _digest(tellings: list, key: str) -> str:
    return next(t.member.digest for t in tellings if t.member.key == key and t.member.main)


def _decision(number: int, kind: str, *subjects: list[str], undoes: int | None = None) -> Decision:
    return Decision(number, "1931-10-01T00:00:00Z", "tester", kind, list(subjects), None, None, undoes)


def test_reports_of_one_event_are_grouped_and_two_raids_are_two(tellings):
    assert _main(across.groups(tellings)) == {
        frozenset({"bridge-1", "bridge-2", "bridge-3"}), frozenset({"mill-1", "mill-2"}), frozenset({"raid-1"}),
        frozenset({"raid-2"}),
    }  # fmt: skip


def test_the_order_of_arrival_changes_nothing(tellings):
    wanted = across.groups(tellings)
    for seed in range(6):
        shuffled = random.Random(seed).sample(tellings, len(tellings))
        assert _sorted(across.groups(shuffled)) == _sorted(wanted)


def test_a_label_is_in_the_words_of_the_texts(tellings):
    [bridge] = [g for g in across.groups(tellings) if any(m.key == "bridge-1" for m in g.documents)]
    assert bridge.when == "1931-03-03"
    assert bridge.where in ("Velmora", "VELMORA", "Orsk")  # as a report has it, never the gazetteer's spelling
    assert bridge.label == f"{bridge.where}, 1931-03-03"


def test_reasons_are_told(tellings):
    reasons = across.why([t for t in tellings if t.member.key.startswith("mill")], tellings)
    assert any("tamm" in words for words in reasons[0].words)


def test_merged_by_decision_and_undone(tellings):
    one, other = _digest(tellings, "raid-1"), _digest(tellings, "raid-2")
    merged = _decision(1, "merge", [one], [other])
    assert frozenset({"raid-1", "raid-2"}) in _main(across.groups(tellings, [merged]))
    undone = _decision(2, "undo", undoes=1)
    assert frozenset({"raid-1"}) in _main(across.groups(tellings, [merged, undone]))
    again = _decision(3, "undo", undoes=2)
    assert frozenset({"raid-1", "raid-2"}) in _main(across.groups(tellings, [merged, undone, again]))


def test_not_the_same_is_remembered_when_reports_are_added(tellings):
    apart = _decision(1, "apart", [_digest(tellings, "bridge-1")], [_digest(tellings, "bridge-3")])
    early = [t for t in tellings if t.member.key != "bridge-2"]
    for some in (early, tellings):
        assert not any({"bridge-1", "bridge-3"} <= keys for keys in _main(across.groups(some, [apart])))


def test_a_later_decision_overrules_an_earlier_one(tellings):
    one, other = [_digest(tellings, "mill-1")], [_digest(tellings, "mill-2")]
    apart, merged = _decision(1, "apart", one, other), _decision(2, "merge", one, other)
    assert frozenset({"mill-1", "mill-2"}) in _main(across.groups(tellings, [apart, merged]))
    apart_after = _decision(3, "split", one, other)
    assert frozenset({"mill-1"}) in _main(across.groups(tellings, [apart, merged, apart_after]))


@pytest.mark.parametrize("edtf, first, last", [
    ("1931-03-03", "1931-03-03", "1931-03-03"),
    ("1931-02", "1931-02-01", "1931-02-28"),
    ("1931", "1931-01-01", "1931-12-31"),
    ("1931-03-03/1931-03-04", "1931-03-03", "1931-03-04"),
    ("1931-03-03?", "1931-03-03", "1931-03-03"),
])  # fmt: skip
def test_days_of_a_date(edtf, first, last):
    import datetime

    days = days_of(edtf)
    assert days is not None
    assert tuple(datetime.date.fromordinal(day).isoformat() for day in days) == (first, last)


@pytest.mark.parametrize("edtf", [None, "", "1931-03-03/..", "193X", "spring"])
def test_no_days_of_what_is_open_or_unreadable(edtf):
    assert days_of(edtf) is None


_PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), st.floats(-9, 9), max_size=20
)


@given(_PAIRS, st.permutations(range(8)))
@settings(max_examples=200, deadline=None)
def test_grouping_is_a_partition_that_no_order_changes(pairs, order):
    digests = [f"{n:02d}" for n in range(8)]
    found = group(digests, [(a, b, odds) for (a, b), odds in pairs.items()], Bonds([]))
    assert sorted(itertools.chain(*found)) == list(range(8))
    place = {n: at for at, n in enumerate(order)}
    moved = group([digests[n] for n in order], [(place[b], place[a], o) for (a, b), o in pairs.items()], Bonds([]))
    assert [[digests[order[n]] for n in part] for part in moved] == [[digests[n] for n in part] for part in found]


@given(
    _PAIRS, st.lists(st.tuples(st.sampled_from(["merge", "apart"]), st.integers(0, 7), st.integers(0, 7)), max_size=6)
)
@settings(max_examples=200, deadline=None)
def test_the_last_decision_on_two_tellings_holds(pairs, made):
    digests = [f"{n:02d}" for n in range(8)]
    decisions = [
        Decision(n, "", "", kind, [[digests[a]], [digests[b]]]) for n, (kind, a, b) in enumerate(made) if a != b
    ]
    found = group(digests, [(a, b, odds) for (a, b), odds in pairs.items()], Bonds(decisions))
    of = {digests[n]: at for at, part in enumerate(found) for n in part}
    if decisions:
        [one], [other] = decisions[-1].subjects
        assert (of[one] == of[other]) == (decisions[-1].kind == "merge")


def test_blocking_compares_few():
    """Forty reports of forty events that share only common words: next to nothing is compared."""
    texts = [
        f"Two men were hurt at Kel{chr(97 + n % 26)}{n}or on Monday, police chief Ano Ber{n}sk said." for n in range(40)
    ]
    tellings = [t for n, text in enumerate(texts) for t in across.profiles_of(recounted.read(text, key=str(n)))]
    main = [t for t in tellings if t.member.main]
    assert len(candidates.candidates(main, candidates.Rarity([t.names for t in main]))) < 40 * candidates.MOST
