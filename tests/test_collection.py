"""Events of a store: computed anew where something has changed, under ids that last, and decided by people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from recounted import cli, collection
from recounted.collection import CollectionError

REPORTS = [
    ("mill-1", "1931-03-05", ("KESTERFORD, March 5 — A boiler burst at the Dunmallow paper mill on Wednesday and killed four "
     "men, the fire chief, Osric Tamm, said. Nine others were scalded.")),
    ("mill-2", "1931-03-07", ("The fourth victim of Wednesday's boiler explosion at the Dunmallow paper mill was named as Piet "
     "Sollander, 41, of Kesterford. Nine men are still in hospital, fire chief Osric Tamm said.")),
    ("raid-1", "1931-03-05", ("Rovian planes bombed the market of Tel Hadra on Wednesday morning and killed 21 people, the "
     "Hadran Red Lamp society said. The society's doctor, Samir Obeck, spoke of forty wounded.")),
    ("raid-2", "1931-04-17", ("Rovian planes bombed the grain store of Tel Hadra on Thursday and killed six people, the Hadran "
     "Red Lamp society said. On the same day shells fell on the railway station.")),
]  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run a command on a store of its own, to which the reports were added."""
    monkeypatch.setenv("RECOUNTED_DB", str(tmp_path / "reports.db"))
    monkeypatch.delenv("RECOUNTED_BY", raising=False)
    (tmp_path / "feed.jsonl").write_text(
        "".join(json.dumps({"id": key, "published": day, "text": text}) + "\n" for key, day, text in REPORTS), "utf-8"
    )

    def command(*words: str, status: int = 0) -> str:
        done = CliRunner().invoke(cli.main, list(words))
        assert done.exit_code == status, done.output
        return done.stdout if status == 0 else done.output

    command("add", str(tmp_path / "feed.jsonl"))
    return command


def _events(run) -> dict[frozenset[str], str]:
    lines = [json.loads(line) for line in run("events", "--format", "jsonl").splitlines()]
    return {frozenset(m["key"] for m in e["documents"] if m["main"]): e["id"] for e in lines}


def test_an_event_a_line_with_its_documents(run):
    lines = [json.loads(line) for line in run("events", "--format", "jsonl").splitlines()]
    assert {"id", "label", "when", "where", "documents"} <= lines[0].keys()
    assert {"key", "id", "main"} <= lines[0]["documents"][0].keys()
    assert {frozenset(m["key"] for m in e["documents"] if m["main"]) for e in lines} >= {
        frozenset({"mill-1", "mill-2"}), frozenset({"raid-1"}), frozenset({"raid-2"}),
    }  # fmt: skip


@pytest.mark.parametrize("options, keys", [
    (["--from", "1931-04-01"], {"raid-2"}),
    (["--to", "1931-03-31", "--query", "Rovian"], {"raid-1"}),
    (["--query", '"boiler explosion"'], {"mill-1", "mill-2"}),
    (["--query", "zeppelin"], set()),
    (["--from", "1931-03-01", "--limit", "1"], None),
])  # fmt: skip
def test_events_are_chosen_by_day_and_words(run, options, keys):
    lines = [json.loads(line) for line in run("events", "--format", "jsonl", *options).splitlines()]
    if keys is None:
        assert len(lines) == 1
    else:
        assert {m["key"] for e in lines for m in e["documents"] if m["main"]} == keys


def test_merged_events_keep_both_ids_and_are_parted_again_by_undoing(run):
    before = _events(run)
    one, other = before[frozenset({"raid-1"})], before[frozenset({"raid-2"})]
    run("merge", one, other, "--by", "ana", "--reason", "one campaign")
    merged = _events(run)[frozenset({"raid-1", "raid-2"})]
    assert merged in (one, other)
    assert f"{({one, other} - {merged}).pop()} was merged into it" in run("event", ({one, other} - {merged}).pop())
    run("undo", "1", "--by", "ana")
    assert _events(run) == before


def test_split_and_not_the_same_are_remembered(run, tmp_path):
    mill = _events(run)[frozenset({"mill-1", "mill-2"})]
    run("split", mill, "mill-2", "--by", "ana", "--reason", "another mill")
    assert frozenset({"mill-1"}) in _events(run)
    (tmp_path / "more.txt").write_text(
        "KESTERFORD, March 8, 1931 — Osric Tamm, the fire chief, said that the boiler of the Dunmallow paper mill had been old. "
        "Its explosion on Wednesday killed Piet Sollander and three other men.", "utf-8")  # fmt: skip
    run("add", str(tmp_path / "more.txt"))
    assert not any({"mill-1", "mill-2"} <= keys for keys in _events(run))
    raids = _events(run)
    one, other = raids[frozenset({"raid-1"})], raids[frozenset({"raid-2"})]
    run("apart", one, other, "--by", "ana")
    assert frozenset({"raid-1"}) in _events(run)


def test_an_event_is_named_by_its_id_or_by_a_report(run):
    assert run("event", "mill-2") == run("event", _events(run)[frozenset({"mill-1", "mill-2"})])
    assert "tamm" in run("event", "mill-1", "--why")


@pytest.mark.parametrize("words, told", [
    (["event", "ev-none"], "no event or report 'ev-none'; `recounted events` lists the events"),
    (["merge", "mill-1", "mill-2", "--by", "ana"], "are one event"),
    (["split", "mill-1", "raid-1", "--by", "ana"], "has no document 'raid-1'"),
    (["split", "mill-1", "mill-1", "mill-2", "--by", "ana"], "has no other documents"),
])  # fmt: skip
def test_what_cannot_be_is_said_in_one_line(run, words, told):
    out = run(*words, status=1)
    assert told in out and len(out.strip().splitlines()) == 1


def test_a_decision_needs_a_name(run):
    assert "--by" in run("apart", "raid-1", "raid-2", status=2)


def test_no_store_is_an_error_with_a_way_out(tmp_path):
    done = CliRunner().invoke(cli.main, ["events", "--db", str(tmp_path / "none.db")])
    assert done.exit_code == 1 and "recounted add" in done.output


def test_the_order_of_arrival_changes_no_event(tmp_path):
    """The same reports, added in three orders and in two steps, are the same events."""
    found = []
    for order in ([0, 1, 2, 3], [3, 1, 0, 2], [2, 3, 1, 0]):
        db = str(tmp_path / f"{''.join(map(str, order))}.db")
        for step in (order[:2], order[2:]):
            feed = tmp_path / "part.jsonl"
            lines = [json.dumps({"id": k, "published": d, "text": t}) for k, d, t in (REPORTS[n] for n in step)]
            feed.write_text("\n".join(lines), "utf-8")
            assert CliRunner().invoke(cli.main, ["add", str(feed), "--db", db]).exit_code == 0
            with collection.open(db) as reports:
                list(reports.events())
        with collection.open(db) as reports:
            found.append({frozenset(m.key for m in e.documents if m.main) for e in reports.events()})
    assert found[0] == found[1] == found[2]


def test_an_unknown_event_raises(tmp_path):
    with collection.open(str(tmp_path / "new.db"), create=True) as reports, pytest.raises(CollectionError):
        reports.event("ev-1")
