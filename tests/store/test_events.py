"""Ids of events last: through arrivals, mergers, splits and their undoing."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recounted.model import digest_of
from recounted.model_many import Group, Member, SharedEvent
from recounted.store import Store
from tests.store.conftest import Make


def member(name: str) -> Member:
    return Member(f"{name}.txt", f"document {name}", "e0", digest_of(name), name.islower())


def groups(*words: str) -> list[Group]:
    """Return a group for each word, a telling for each letter of it: "ab" tells of one event, "a", "b" of two."""
    return [
        Group(f"event {word}", f"1904-02-0{n + 1}", "Orlin", [member(c) for c in word]) for n, word in enumerate(words)
    ]


def ids(store: Store, *words: str) -> list[str]:
    return [event.id for event in store.save_events(groups(*words))]


def test_an_id_is_short_and_made_of_the_first_telling(store: Store) -> None:
    [one] = store.save_events(groups("abc"))
    assert one.id == f"ev-{digest_of('a')[:8]}"
    assert one == SharedEvent(one.id, "event abc", "1904-02-01", "Orlin", [member(c) for c in "abc"])
    found = store.event(one.id)
    assert found is not None and (found.event, found.through) == (one, [])
    assert list(store.events()) == store.events_of("document b") == [one]
    assert store.event("ev-00000000") is None and store.events_of("document z") == []


def test_saving_the_same_again_changes_nothing(store: Store) -> None:
    first = store.save_events(groups("ab", "c"))
    assert store.save_events(groups("ab", "c")) == first
    assert store.save_events(list(reversed(groups("ab", "c")))) == list(reversed(first))


def test_an_id_stays_when_reports_arrive_and_what_is_told_changes(store: Store) -> None:
    [ab, c] = ids(store, "ab", "c")
    [zab, c2, d] = store.save_events(
        [Group("another label", None, None, [member(x) for x in "zab"]), *groups("c", "d")]
    )
    assert (zab.id, c2.id) == (ab, c) and d.id not in (ab, c)
    found = store.event(ab)
    assert found is not None and found.event == zab


def test_a_merger_keeps_the_oldest_id_and_the_others_lead_to_it(store: Store) -> None:
    [a] = ids(store, "a")
    [_, b] = ids(store, "a", "b")
    [_, _, c] = ids(store, "a", "b", "c")
    [merged, _] = ids(store, "cb", "a")
    assert merged == b
    [merged] = ids(store, "cba")
    assert merged == a
    found = store.event(c)
    assert found is not None and found.event is not None
    assert (found.event.id, found.through[0], set(found.through) <= {b, c}) == (a, c, True)
    assert [event.id for event in store.events()] == [a]


def test_undoing_a_merger_restores_both_ids(store: Store) -> None:
    [a, bcd] = ids(store, "a", "bcd")
    assert ids(store, "abcd") == [a]
    assert ids(store, "a", "bcd") == [a, bcd]
    found = store.event(bcd)
    assert found is not None and found.through == []


def test_a_part_that_is_split_off_gets_an_id_of_its_own(store: Store) -> None:
    [whole] = ids(store, "abcd")
    [abc, d] = ids(store, "abc", "d")
    assert (abc, d) == (whole, f"ev-{digest_of('d')[:8]}")
    [rest, a] = ids(store, "bcd", "a")
    assert rest == whole and a not in (whole, d)  # its first telling's digits are taken: more of them
    assert a.startswith(whole) and len(a) == len(whole) + 1
    assert ids(store, "abcd") == [whole]


def test_an_event_that_no_report_tells_of_any_more_says_so(store: Store) -> None:
    [a, b] = ids(store, "a", "b")
    ids(store, "b")
    found = store.event(a)
    assert found is not None and (found.event, found.through) == (None, [a])
    assert ids(store, "a", "b") == [a, b]


def test_grouped_says_whether_the_events_are_of_what_is_there(store: Store) -> None:
    assert not store.grouped()
    state = store.state()
    store.save_events(groups("ab"), state)
    assert store.grouped()
    store.decide("apart", "ann", [["a"], ["b"]])
    assert not store.grouped() and store.state() != state
    store.save_events(groups("a", "b"), state)  # computed of what was there before the decision
    assert not store.grouped()
    store.save_events(groups("a", "b"), store.state())
    assert store.grouped()


def test_events_come_by_when_and_label_undated_last(store: Store) -> None:
    many = [
        Group(f"label {n % 7}", None if n % 5 == 0 else f"19{n % 50:02}", None, [member(f"x{n}")]) for n in range(1100)
    ]
    saved = store.save_events(random.Random(1).sample(many, len(many)))
    assert list(store.events()) == sorted(saved, key=lambda e: (e.when or "~", e.label, e.id))


def test_a_telling_is_of_one_event(store: Store) -> None:
    with pytest.raises(ValueError, match="one group"):
        store.save_events(groups("ab", "bc"))
    with pytest.raises(ValueError, match="holds one"):
        store.save_events([Group("nothing", None, None, [])])


partitions = st.lists(
    st.lists(st.integers(0, 3), min_size=6, max_size=6).map(
        lambda into: ["".join(c for c, at in zip("abcdef", into, strict=True) if at == n) for n in range(4)]
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25)
@given(partitions)
def test_whatever_happens_ids_are_sound(fresh: Make, history: Sequence[Sequence[str]]) -> None:
    """After any history of groupings: saving again changes nothing; every id ever given leads to one event, that of a
    telling which had it; no two events share an id; and what is done and undone leaves every id as it was."""
    had: dict[str, set[str]] = {}
    with Store.open(fresh("sqlite")) as store:

        def save(parts: Sequence[str]) -> dict[str, str]:
            made = groups(*filter(None, parts))
            events = store.save_events(made)
            assert store.save_events(made) == events
            assert len({event.id for event in events}) == len(events)
            return {m.digest: event.id for event in events for m in event.documents}

        for parts in history:
            for digest, event in save(parts).items():
                had.setdefault(event, set()).add(digest)
            for event, digests in had.items():
                found = store.event(event)
                assert found is not None and found.event is not None
                assert digests & {m.digest for m in found.event.documents}
        before = save(history[-1])
        save(history[0])
        assert save(history[-1]) == before
