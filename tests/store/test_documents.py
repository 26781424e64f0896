"""What is added is there, once, whole, and in an order of its own."""

from __future__ import annotations

import hashlib
import itertools
import json
import random

import msgspec
import pytest

from recounted.model import Failure
from recounted.model_many import Added, Kept, Seen, Taken
from recounted.store import Store
from tests.store import reports


def add(store: Store, *items: Taken | Seen | Failure, batch: int = 200) -> list[Added]:
    return list(store.add(items, batch))


def keys(store: Store) -> list[str]:
    return [kept.record.document.key for kept in store.kept()]


def without_captured(kept: Kept) -> Kept:
    return msgspec.structs.replace(kept, captured="")


def test_a_record_comes_back_as_it_went_in(store: Store, taken: list[Taken]) -> None:
    add(store, *taken)
    found = {kept.record.document.id: kept for kept in store.kept()}
    assert [found[item.record.document.id].record for item in taken] == [item.record for item in taken]


def test_originals_are_kept_byte_for_byte_with_their_hash_and_the_time(store: Store, taken: list[Taken]) -> None:
    add(store, *taken)
    for item, row in zip(taken, reports.ROWS, strict=True):
        kept = store.get(item.record.document.id)
        assert kept is not None
        data = store.original(kept.original)
        assert data == item.original == json.dumps(row, ensure_ascii=False).encode()
        assert kept.original == "sha256:" + hashlib.sha256(data).hexdigest()
        assert len(kept.captured) == 20 and kept.captured.endswith("Z")
    with pytest.raises(KeyError):
        store.original("sha256:0")


def test_adding_twice_changes_nothing(store: Store, taken: list[Taken]) -> None:
    first = add(store, *taken)
    before, counts, state = list(store.kept()), store.counts(), store.state()
    again = add(store, *taken, *taken)
    assert [item.said for item in first] == ["added", "new version", "added", "added", "added", "added"]
    assert {item.said for item in again} == {"known"}
    assert (list(store.kept()), store.counts(), store.state()) == (before, counts, state)


def test_twice_in_one_batch_is_once(store: Store, taken: list[Taken]) -> None:
    assert [item.said for item in add(store, taken[0], taken[0])] == ["added", "known"]
    assert store.counts().documents == store.counts().readings == 1


@pytest.mark.parametrize("seed, batch", [(1, 1), (2, 4), (3, 200)])
def test_the_order_of_arrival_shows_nowhere(
    store: Store, both: dict[str, Store], taken: list[Taken], seed: int, batch: int
) -> None:
    shuffled = random.Random(seed).sample(taken, len(taken))
    add(store, *shuffled, batch=batch)
    assert keys(store) == reports.KEYS
    assert [without_captured(kept) for kept in store.kept()] == [without_captured(k) for k in both["sqlite"].kept()]


def test_versions_of_one_address(filled: Store, taken: list[Taken]) -> None:
    ids = {item.record.document.key: item.record.document.id for item in taken}
    first, second, copy = (filled.get(ids[key]) for key in ("flood", "flood-2", "flood-copy"))
    assert first and second and copy
    assert (first.previous, first.replaced_by) == (None, ids["flood-2"])
    assert (second.previous, second.replaced_by) == (ids["flood"], None)
    assert (copy.previous, copy.replaced_by) == (None, None)
    latest = filled.get("https://post.example/flood")
    assert latest is not None and latest.record.document.id == ids["flood-2"]


def test_copies_by_two_outlets_are_two_documents_of_one_text(filled: Store) -> None:
    counts = filled.counts()
    assert (counts.documents, counts.texts, counts.originals) == (6, 5, 6)
    one, two = filled.get("flood"), filled.get("flood-copy")
    assert one and two
    assert one.record.document.id != two.record.document.id
    assert one.record.document.text_id == two.record.document.text_id


def test_a_document_by_its_id_its_key_its_address_and_a_claim_by_its_digest(filled: Store, taken: list[Taken]) -> None:
    record = next(item.record for item in taken if item.record.document.key == "fire")
    for name in (record.document.id, "fire"):
        kept = filled.get(name)
        assert kept is not None and kept.record == record
    assert filled.get("no such thing") is None
    for claim in record.claims:
        found = filled.claim(claim.digest)
        assert found is not None and (found[0].record, found[1]) == (record, claim)
    assert filled.claim("0" * 16) is None


def test_some_documents_in_the_order_asked_for(filled: Store, taken: list[Taken]) -> None:
    ids = [item.record.document.id for item in reversed(taken)]
    assert [kept.record.document.id for kept in filled.kept(["unknown", *ids])] == ids


def test_another_reading_takes_the_place_of_the_present_one(store: Store, taken: list[Taken]) -> None:
    item = taken[3]
    add(store, item)
    fewer = msgspec.structs.replace(
        item.record, claims=item.record.claims[1:], reader=msgspec.structs.replace(item.record.reader, version="99")
    )
    newer = Taken(fewer, item.original, item.origin, "asked otherwise")
    state = store.state()
    assert [one.said for one in add(store, newer)] == ["read again"]
    kept = store.get(item.record.document.id)
    assert kept is not None and kept.record == fewer
    assert store.claim(item.record.claims[0].digest) is None
    assert store.claim(item.record.claims[1].digest) is not None
    assert (store.counts().readings, store.counts().claims, store.counts().documents) == (2, len(fewer.claims), 1)
    assert store.state() != state
    assert [one.said for one in add(store, newer)] == ["known"]
    assert [one.said for one in add(store, item)] == ["read again"]  # back to the first, which is kept as it was
    assert store.counts().readings == 2
    back = store.get(item.record.document.id)
    assert back is not None and back.record == item.record


def test_reading_again_keeps_what_differs(store: Store, taken: list[Taken]) -> None:
    """After a change of the reader that its version does not tell: nothing else is asked, and it reads otherwise."""
    item = taken[3]
    add(store, item)
    otherwise = msgspec.structs.replace(item, record=msgspec.structs.replace(item.record, claims=[]))
    assert [one.said for one in store.add([otherwise])] == ["known"]
    assert [one.said for one in store.add([otherwise, item, item], again=True)] == ["read again", "read again", "known"]
    assert (store.counts().readings, store.counts().claims) == (2, len(item.record.claims))


def test_what_is_known_is_told_before_it_is_read(store: Store, taken: list[Taken]) -> None:
    item = taken[0]
    assert store.known(item.asked) is None
    add(store, item)
    assert store.known(item.asked) == item.record.document.id
    [said] = add(store, Seen(item.record.document.id, "flood", item.origin))
    assert (said.said, said.id) == ("known", item.record.document.id)


def test_failures_are_kept_counted_and_solved(store: Store, taken: list[Taken]) -> None:
    lost = Failure(taken[0].origin, "the reader failed")
    assert add(store, lost, Failure("/a.pdf", "a PDF")) == [
        Added("failed", taken[0].origin, None, "the reader failed"), Added("failed", "/a.pdf", None, "a PDF"),
    ]  # fmt: skip
    add(store, lost)
    assert [(one.where, one.what, one.times) for one in store.failures()] == [
        ("/a.pdf", "a PDF", 1), (taken[0].origin, "the reader failed", 2),
    ]  # fmt: skip
    assert store.counts().failures == 2
    add(store, taken[0])
    assert [one.where for one in store.failures()] == ["/a.pdf"]
    assert len(list(store.failures(solved=True))) == 2
    add(store, lost)
    assert store.counts().failures == 2


def test_what_was_said_to_be_added_is_there(store: Store, url: str, taken: list[Taken]) -> None:
    """A batch is said when it is written, and not before: another reader finds each document that was named."""
    with Store.open(url) as other:
        for said in store.add(reports.many(taken[5], 12), batch=5):
            assert said.id is not None and other.get(said.id) is not None


def test_nothing_is_read_ahead_of_a_batch(store: Store, taken: list[Taken]) -> None:
    drawn = itertools.count()
    stream = (item for item in reports.many(taken[5], 20) if next(drawn) is not None)
    said = store.add(stream, batch=4)
    next(said)
    assert next(drawn) == 4


def test_words_that_a_database_refuses_are_kept_in_the_record(store: Store, taken: list[Taken]) -> None:
    item = reports.many(taken[5], 1)[0]
    odd = msgspec.structs.replace(
        item.record, document=msgspec.structs.replace(item.record.document, key="a\0b" + "k" * 5000, title="t\0")
    )
    add(store, Taken(odd, b"\0\xff", "o\0", "asked"))
    [kept] = store.kept()
    assert kept.record == odd and store.original(kept.original) == b"\0\xff"
    broken = msgspec.structs.replace(odd, document=msgspec.structs.replace(odd.document, id="half", title="\ud800"))
    [said] = add(store, Taken(broken, b"", "half.txt", "asked 2"))
    assert said.said == "failed" and "half of a character" in (said.what or "")
    assert store.counts().documents == 1
