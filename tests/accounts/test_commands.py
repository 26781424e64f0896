"""The commands on a store of the samples: accounts, voices, same-voice, other-voice, export, cite."""

import json
import sqlite3
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from recounted.cli import main
from recounted.model_accounts import Accounts

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("store") / "samples.db")
    assert (
        run(path, "add", *map(str, [*sorted(SAMPLES.glob("*19*")), SAMPLES / "three-disasters.jsonl"])).exit_code == 0
    )
    return path


def run(db: str, command: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, [command, *arguments, "--db", db])


@pytest.fixture(scope="module")
def event(db: str) -> str:
    """The event of the Eastland, which several of the samples tell of."""
    lines = run(db, "events", "--format", "jsonl").stdout.splitlines()
    return next(e["id"] for e in map(json.loads, lines) if "1915" in (e["when"] or ""))


def accounts(db: str, event: str, *more: str) -> Accounts:
    done = run(db, "accounts", event, "--format", "json", *more)
    assert done.exit_code == 0, done.output
    [told] = msgspec.json.decode(done.stdout_bytes, type=list[Accounts])
    return told


def test_accounts_as_a_table(db: str, event: str) -> None:
    page = run(db, "accounts", event).stdout
    for words in ("Peter Hoffman", "Associated Press", "0–1,000", "842", "901", "said of killed:", "2 reports"):
        assert words in page


def test_as_of(db: str, event: str) -> None:
    told = accounts(db, event, "--as-of", "1915-07-25")
    assert {r.published for r in told.reports} == {"1915-07-25"}
    assert told.left_out
    done = run(db, "accounts", event, "--as-of", "25 July")
    assert done.exit_code == 2


@pytest.mark.parametrize("ending", ["json", "csv", "html"])
def test_the_ending_of_the_file_is_the_format(ending: str, db: str, event: str, tmp_path: Path) -> None:
    path = tmp_path / f"out.{ending}"
    assert run(db, "accounts", event, "-o", str(path)).exit_code == 0
    head = path.read_text("utf-8")[:15]
    assert head.startswith({"json": "[", "csv": "what,", "html": "<!doctype html>"}[ending])


def test_errors_are_one_line(db: str, event: str, tmp_path: Path) -> None:
    for arguments in (
        ("accounts", "ev-nothing"),
        ("cite", "zzzz"),
        ("export", "--to", "csv", "-o", str(SAMPLES / "SOURCES.md")),
    ):
        done = run(db, *arguments)
        assert done.exit_code == 1
        assert len(done.stderr.strip().splitlines()) == 1
    assert run(db, "accounts", event, "--format", "poem").exit_code == 2
    assert run(str(tmp_path / "none.db"), "accounts", event).exit_code == 1


def test_voices_are_joined_and_parted_and_it_can_be_undone(db: str, event: str) -> None:
    keys = {v.name: v.key for v in accounts(db, event).voices}
    named = [keys["Peter Hoffman"], keys["The coroner"]]
    assert run(db, "same-voice", *named, "--by", "ana", "--reason", "he was the coroner").exit_code == 0
    [voice] = [v for v in accounts(db, event).voices if v.name == "Peter Hoffman"]
    assert "The coroner" in voice.wordings
    assert "he was the coroner (ana)" in run(db, "voices", event).stdout
    assert run(db, "other-voice", *named, "--by", "ben").exit_code == 0
    assert "The coroner" in {v.name for v in accounts(db, event).voices}
    assert run(db, "same-voice", named[0], "0" * 16, "--by", "ana").exit_code == 1
    decided = [d["id"] for d in json.loads(run(db, "decisions", "--format", "json").stdout)]
    for number in decided[::-1]:
        assert run(db, "undo", str(number), "--by", "ana").exit_code == 0
    assert {v.name: v.key for v in accounts(db, event).voices} == keys


def test_export_and_cite(db: str, event: str, tmp_path: Path) -> None:
    assert run(db, "export", "--to", "jsonl", "-o", str(tmp_path / "out")).exit_code == 0
    claims = [json.loads(line) for line in (tmp_path / "out" / "claims.jsonl").read_text("utf-8").splitlines()]
    with sqlite3.connect(db) as store:
        [[count]] = store.execute("select count(*) from documents").fetchall()
    assert len((tmp_path / "out" / "documents.jsonl").read_text("utf-8").splitlines()) == count
    told = run(db, "cite", claims[0]["claim"]).stdout
    assert claims[0]["quotation"] in told
    assert claims[0]["claim"] in told
    assert run(db, "export", "--to", "jsonl", "-o", str(tmp_path / "b"), "--redact", "Peter Hoffman").exit_code == 0
    assert "hoffman" not in "".join(p.read_text("utf-8").lower() for p in (tmp_path / "b").iterdir())
