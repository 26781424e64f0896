"""The claims of a report are a pure function of its reading and of what was decided; nothing is moved, nothing lost."""

from __future__ import annotations

import itertools
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from recounted.model import Document, Reader, Record, TollClaim, digest_of
from recounted.model_many import Decision, in_force, standing, unattached, verdicts

DOCUMENTS = ("one", "two")


def claim(n: int) -> TollClaim:
    return TollClaim(f"c{n}", digest_of(n), "killed", n, n, "exact", "words", (n, n + 1))


def record(document: str, numbers: list[int]) -> Record:
    reader = Reader("recounted", "1", "en", "default", None)
    return Record("s", reader, Document(document, "t", document, "text"), claims=[claim(n) for n in numbers])


def decision(id_: int, kind: Any, n: int, document: str, undoes: int) -> Decision:
    one = msgspec.to_builtins(claim(n))
    item = {
        "add": {"document": document, "claim": one},
        "correct": {"read": one, "corrected": msgspec.to_builtins(msgspec.structs.replace(claim(n), low=0))},
        "merge": None, "undo": None,
    }.get(kind, one)  # fmt: skip
    subjects = [] if kind == "undo" else [[digest_of(n)], ["x"]] if kind == "merge" else [[digest_of(n)]]
    return Decision(id_, "2026-01-01T00:00:00Z", "ann", kind, subjects, None, item, undoes if kind == "undo" else None)


numbers = st.lists(st.integers(0, 5), unique=True, max_size=6)
kinds = st.sampled_from(["reject", "accept", "correct", "add", "add", "undo", "merge"])


@st.composite
def histories(draw: st.DrawFn) -> list[Decision]:
    steps = draw(st.lists(st.tuples(kinds, st.integers(0, 7), st.sampled_from(DOCUMENTS)), max_size=9))
    out: list[Decision] = []
    for at, (kind, n, document) in enumerate(steps, 1):
        if kind == "undo" and at == 1:
            continue
        out.append(decision(at, kind, n, document, draw(st.integers(1, at - 1)) if kind == "undo" else 0))
    return out


@given(numbers, histories())
def test_every_claim_read_stands_once_in_its_order_and_every_addition_remains(
    read: list[int], decided: list[Decision]
) -> None:
    stands = standing(record("one", read), verdicts(decided))
    shown = [one.claim.digest for one in stands]
    assert len(set(shown)) == len(shown)
    assert [one.read for one in stands[: len(read)]] == [claim(n) for n in read]
    additions = {
        d.item["claim"]["digest"] for d in in_force(decided) if d.kind == "add" and d.item["document"] == "one"
    }
    assert set(shown) == {digest_of(n) for n in read} | additions


@given(numbers, histories())
def test_a_decision_counts_for_its_digest_alone_and_the_latest_counts(read: list[int], decided: list[Decision]) -> None:
    held = in_force(decided)
    for one in standing(record("one", read), verdicts(decided)):
        about = [d for d in held if d.kind in ("reject", "accept", "correct") and d.subjects[0] == [one.claim.digest]]
        added = [
            d for d in held if d.kind == "add" and d.item["document"] == "one" and d.subjects == [[one.claim.digest]]
        ]
        assert one.decisions == sorted(d.id for d in [*about, *added])
        if about:
            state = {"reject": "rejected", "correct": "corrected"}.get(
                about[-1].kind, "accepted" if one.read else "added"
            )
            assert one.state == state
            assert (one.claim == one.read) or one.read is None or state == "corrected"
        else:
            assert one.state == ("added" if one.read is None else "accepted" if added else "as read")


@given(numbers, histories())
def test_every_decision_in_force_stands_or_is_looked_at_again(read: list[int], decided: list[Decision]) -> None:
    records = [record("one", read), record("two", [6])]
    present = {one.digest for r in records for one in r.claims} | {"x"}
    again = unattached(present, decided)
    attached = {id_ for r in records for one in standing(r, verdicts(decided)) for id_ in one.decisions}
    for made in in_force(decided):
        if made.kind == "merge":
            assert (made.id in {a.decision.id for a in again}) == (
                made.subjects[0][0] not in present | by_hand(decided)
            )
        else:
            assert (made.id in attached) != (made.id in {a.decision.id for a in again})
    assert all(a.decision in in_force(decided) and a.missing for a in again)


def by_hand(decided: list[Decision]) -> set[str]:
    return {d.subjects[0][0] for d in in_force(decided) if d.kind == "add"}


@given(numbers, histories(), st.randoms())
def test_it_depends_on_the_set_of_decisions_and_not_on_how_they_are_handed_over(
    read: list[int], decided: list[Decision], chance: Any
) -> None:
    mixed = list(decided)
    chance.shuffle(mixed)
    assert standing(record("one", read), verdicts(mixed)) == standing(record("one", read), verdicts(decided))
    assert unattached({digest_of(n) for n in read}, mixed) == unattached({digest_of(n) for n in read}, decided)


@given(numbers, histories())
def test_undoing_everything_leaves_what_was_read(read: list[int], decided: list[Decision]) -> None:
    ids = itertools.count(len(decided) + 10)
    undone = [*decided]
    for made in in_force(decided):
        undone.append(decision(next(ids), "undo", 0, "one", made.id))
    assert [one.state for one in standing(record("one", read), verdicts(undone))] == ["as read"] * len(read)
    assert unattached(set(), undone) == []
