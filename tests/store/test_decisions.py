"""Decisions are added and never changed, by whomever; they hold for what was judged, and for nothing else."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from sqlalchemy.exc import DBAPIError

from recounted.model import TollClaim, claim_digest
from recounted.model_many import Group, Member, Taken, event_digest, in_force, standing, verdicts
from recounted.store import Store, schema
from tests.store.conftest import raw


@pytest.fixture
def full(store: Store, taken: list[Taken]) -> Store:
    """A store in which every table that is append-only holds something."""
    list(store.add(taken))
    record = taken[0].record
    event = record.events[0]
    member = Member(record.document.key, record.document.id, event.id, event_digest(record, event), event.main)
    store.save_events([Group(event.label, event.when, "Orlin", [member])])
    store.decide("reject", "ann", [[record.claims[0].digest]], "read in the wrong mouth", record.claims[0])
    return store


def changes(table: Any, engine: str) -> list[str]:
    column = next(iter(table.primary_key.columns)).name
    some = [f"UPDATE {table.name} SET {column} = {column}", f"DELETE FROM {table.name}"]
    if engine == "sqlite":
        some.append(f"INSERT OR REPLACE INTO {table.name} SELECT * FROM {table.name}")
    else:
        some.append(f"TRUNCATE {table.name} CASCADE")
    return some


@pytest.mark.parametrize("name", schema.APPEND_ONLY)
def test_the_database_itself_refuses_to_change_what_is_append_only(full: Store, url: str, name: str) -> None:
    table = schema.metadata.tables[name]
    engine = raw(url)
    for change in changes(table, engine.dialect.name):
        with engine.connect() as connection:
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar()
            with pytest.raises(DBAPIError, match=r"\w+ is append-only: what was wrong is set right by a new entry"):
                connection.exec_driver_sql(change)


def test_a_decision_comes_back_as_it_was_made(full: Store, taken: list[Taken]) -> None:
    claim = taken[0].record.claims[0]
    [made] = full.decisions()
    assert (made.id, made.by, made.kind, made.subjects) == (1, "ann", "reject", [[claim.digest]])
    assert made.reason == "read in the wrong mouth" and made.undoes is None
    assert msgspec.convert(made.item, type(claim)) == claim
    undone = full.decide("undo", "bo", reason="it was right", undoes=1)
    assert full.decisions() == [made, undone] and in_force(full.decisions()) == []
    full.decide("undo", "ann", undoes=2)
    assert in_force(full.decisions()) == [made]


@pytest.mark.parametrize(
    "kind, subjects, item, undoes, words",
    [
        ("approve", [["a"]], None, None, "no kind of decision 'approve'"),
        ("undo", [], None, 77, "there is no decision 77"),
        ("undo", [], None, None, "names the decision"),
        ("merge", [["a"], ["b"]], None, 1, "names the decision"),
        ("merge", [["a"]], None, None, "two groups"),
        ("apart", [["a"], ["a"]], None, None, "two groups"),
        ("same voice", [["a"], ["b"]], None, None, "one group"),
        ("grade", [], None, None, "one group"),
        ("grade", [["a"]], None, None, "'A' to 'F'"),
        ("grade", [["a"]], {"reliability": "G"}, None, "'A' to 'F'"),
        ("grade", [["a"]], {"reliability": "AB"}, None, "'A' to 'F'"),
        ("grade", [["a"]], {"reliability": 1}, None, "'A' to 'F'"),
        ("grade", [["a"]], {"reliability": "A", "truth": 1}, None, "'A' to 'F'"),
        ("grade", [["a"]], {"credibility": 0}, None, "1 to 6"),
        ("grade", [["a"]], {"credibility": 2}, None, "given for a reason"),
        ("reject", [["a"]], {"not": "a claim"}, None, "the claim as it was judged"),
        ("correct", [["a"]], None, None, "{'read': claim, 'corrected': claim}"),
        ("add", [], {"document": "d"}, None, "{'document': id, 'claim': claim}"),
    ],
)
def test_what_means_nothing_is_refused(
    filled: Store, kind: Any, subjects: list[list[str]], item: Any, undoes: int | None, words: str
) -> None:
    with pytest.raises(ValueError, match=words.replace("{", r"\{")):
        filled.decide(kind, "ann", subjects, None, item, undoes)
    assert filled.decisions() == []


def test_a_grade_is_a_persons_with_a_reason(store: Store) -> None:
    made = store.decide(
        "grade", "ann", [["Orlin Post"]], "its own reporter was there", {"reliability": "B", "credibility": 2}
    )
    assert store.decisions() == [made]


def test_a_decision_is_somebodys(filled: Store) -> None:
    with pytest.raises(ValueError, match="by whom"):
        filled.decide("same voice", " ", [["a", "b"]])


def by_hand(taken: Taken, words: str) -> TollClaim:
    at = taken.record.document.text.index(words)
    return TollClaim("", "", "killed", 31, 31, "exact", words, (at, at + len(words)))


def test_a_claim_added_by_hand_has_its_evidence_and_stays(full: Store, taken: list[Taken]) -> None:
    item = taken[3]
    claim = by_hand(item, "31 people")
    made = full.decide("add", "ann", item={"document": item.record.document.id, "claim": claim})
    assert made.subjects == [[claim_digest(item.record.document.id, claim)]]
    with pytest.raises(ValueError, match="the text has"):
        wrong = msgspec.structs.replace(claim, as_said="32 people")
        full.decide("add", "ann", item={"document": item.record.document.id, "claim": wrong})
    with pytest.raises(ValueError, match="within the text"):
        full.decide("add", "ann", item={"document": item.record.document.id, "claim": msgspec.structs.replace(claim, span=(9000, 9001))})  # fmt: skip
    with pytest.raises(ValueError, match="no document nowhere"):
        full.decide("add", "ann", item={"document": "nowhere", "claim": claim})
    emptied = msgspec.structs.replace(item.record, claims=[])
    list(full.add([Taken(emptied, item.original, item.origin, "read by another")]))
    kept = full.get("fire")
    assert kept is not None
    [stands] = standing(kept.record, verdicts(full.decisions()))
    assert (stands.state, stands.claim.digest) == ("added", made.subjects[0][0])
    assert made.id not in {again.decision.id for again in full.look_again()}
    full.decide("correct", "bo", made.subjects, item={"read": stands.claim, "corrected": claim})


def test_what_is_not_read_any_more_is_looked_at_again_and_never_moved(full: Store, taken: list[Taken]) -> None:
    assert full.look_again() == []
    item = taken[0]
    claim = item.record.claims[0]
    # Another reader reads the same words with another number: not the claim that was judged.
    other = msgspec.structs.replace(claim, digest="f" * 16)
    again = msgspec.structs.replace(item.record, claims=[other, *item.record.claims[1:]])
    list(full.add([Taken(again, item.original, item.origin, "read by another")]))
    [look] = full.look_again()
    assert (look.decision.id, look.missing) == (1, [claim.digest])
    assert msgspec.convert(look.decision.item, type(claim)) == claim
    kept = full.get(item.record.document.id)
    assert kept is not None
    assert {one.state for one in standing(kept.record, verdicts(full.decisions()))} == {"as read"}
    list(full.add([item]))  # and back: the decision holds again
    assert full.look_again() == []
    full.decide("undo", "ann", undoes=1)
    list(full.add([Taken(again, item.original, item.origin, "read by another")]))
    assert full.look_again() == []


def test_decisions_about_events_within_reports_are_looked_at_again_too(full: Store, taken: list[Taken]) -> None:
    digests = [event_digest(item.record, item.record.events[0]) for item in taken[:2]]
    full.decide("merge", "ann", [[digests[0]], [digests[1]]])
    assert full.look_again() == []
    full.decide("apart", "ann", [[digests[0]], ["0" * 16]])
    assert [(look.decision.kind, look.missing) for look in full.look_again()] == [("apart", ["0" * 16])]
