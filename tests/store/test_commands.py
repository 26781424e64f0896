"""add, failures, decisions, undo and find as a user meets them. Every report is invented."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recounted import cli
from recounted.store import Store
from tests.store import reports

COMMANDS = ("add", "failures", "decisions", "undo", "find")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RECOUNTED_DB", raising=False)
    (tmp_path / "report.txt").write_text(reports.FLOOD)
    return tmp_path


def test_help_loads_no_database() -> None:
    program = (
        "import sys\nfrom recounted import cli\n"
        "try: cli.main(['add', '--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'sqlalchemy', 'alembic', 'psycopg', 'onnxruntime', 'msgspec'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_examples_of_the_help_run(here: Path) -> None:
    (here / "reports").mkdir()
    (here / "reports/fire.txt").write_text(reports.FIRE)
    (here / "archive.jsonl.gz").write_bytes(json.dumps({"text": reports.UNDATED}).encode())
    ran = 0
    for command in COMMANDS:
        if command == "undo":
            with Store.open() as store:
                store.decide("same voice", "bo", [["a", "b"]])
        text = run(command, "--help").output
        for line in re.sub(r"Examples?:", "", text[text.index("Example") :].split("\n\n")[0]).splitlines():
            program, *arguments = shlex.split(line)
            done = run(*arguments)
            assert (program, done.exit_code) == ("recounted", 0), (line, done.stderr)
            ran += 1
    assert ran >= 11


def test_adding_says_what_became_of_each(here: Path) -> None:
    (here / "feed.jsonl").write_text("\n".join(map(json.dumps, reports.ROWS)))
    first = run("add", "report.txt", "feed.jsonl")
    assert (first.exit_code, first.stdout) == (0, "6 added, 1 new version\n")
    again = run("add", "report.txt", "feed.jsonl", "gone.txt")
    assert (again.exit_code, again.stdout) == (1, "7 known, 1 failed\n")
    assert again.stderr == "recounted: gone.txt: no such file or folder\n"
    dated = run("add", "report.txt", "--published", "1904-02-05")
    assert (dated.exit_code, dated.stdout) == (0, "1 read again\n")
    with Store.open() as store:
        kept = store.get("report.txt")
        assert kept is not None and kept.record.document.published == "1904-02-05"
        assert store.original(kept.original) == (here / "report.txt").read_bytes()
    assert run("add", "report.txt", "--published", "1904-02-05", "--again").stdout == "1 known\n"
    named = run("add", "report.txt", "--outlet", "The Korden Echo")
    assert named.stdout == "1 added\n"  # another outlet's copy is another document


def test_the_store_is_named_by_the_option_or_the_variable(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("add", "report.txt", "--db", "a.db").exit_code == 0
    monkeypatch.setenv("RECOUNTED_DB", "b.db")
    assert run("add", "report.txt").exit_code == 0
    assert {path.name for path in here.glob("*.db")} == {"a.db", "b.db"}
    assert run("find", "river", "--db", "a.db").stdout == run("find", "river").stdout != ""


def test_a_store_in_postgresql(here: Path, fresh: object) -> None:
    url = fresh("postgresql")  # type: ignore[operator]
    assert run("add", "report.txt", "--db", url).stdout == "1 added\n"
    assert "report.txt" in run("find", "river", "--db", url).stdout


def test_failures_are_listed(here: Path) -> None:
    run("add", "gone.txt", "feed.pdf")
    (here / "feed.pdf").write_bytes(b"%PDF-1.4")
    run("add", "gone.txt", "feed.pdf")
    lines = run("failures").stdout.splitlines()
    assert [line.partition(" (")[0] for line in lines] == [
        "feed.pdf: a PDF, not a report; `recounted formats` lists what is read", "feed.pdf: no such file or folder",
        "gone.txt: no such file or folder",
    ]  # fmt: skip
    assert "(2 times, last " in lines[2]
    listed = [json.loads(line) for line in run("failures", "-f", "jsonl").stdout.splitlines()]
    assert [one["times"] for one in listed] == [1, 1, 2] and json.loads(run("failures", "-f", "json").stdout) == listed
    (here / "gone.txt").write_text(reports.FIRE)
    run("add", "gone.txt")
    assert "gone.txt" not in run("failures").stdout and "gone.txt" in run("failures", "--all").stdout


def test_decisions_are_listed_and_undone(here: Path) -> None:
    run("add", "report.txt")
    assert run("decisions").stdout == "" and run("decisions", "-f", "json").stdout == "[]\n"
    with Store.open() as store:
        kept = store.get("report.txt")
        assert kept is not None
        claim = kept.record.claims[0]
        store.decide("reject", "ann", [[claim.digest]], "another flood", claim)
        store.decide("reject", "ann", [["0" * 16]], None, claim)
    again = run("decisions", "--look-again").stdout
    assert again.startswith("2  ") and "missing: 0000000000000000" in again and '"as_said"' in again
    done = run("undo", 1, "--by", "bo", "--reason", "it was this one")
    assert (done.exit_code, done.stdout) == (0, "3: undoes 1\n")
    lines = run("decisions").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2", "3"]
    assert lines[0].endswith(f"ann  reject {claim.digest}  (another flood)  [undone]")
    assert lines[2].endswith("bo  undo 1  (it was this one)")
    assert run("undo", 9, "--by", "bo").exit_code == 2 and "--by" in run("undo", 1).stderr


def test_find_shows_where_it_stands(here: Path) -> None:
    (here / "feed.jsonl").write_text("\n".join(map(json.dumps, reports.ROWS)))
    run("add", "feed.jsonl")
    table = run("find", "istanbul").stdout
    assert "1922-06-08" in table and "The Observer of Gates" in table and "At İstanbul Gate" in table
    [hit] = [json.loads(line) for line in run("find", '"قتل تسعة"', "-f", "jsonl").stdout.splitlines()]
    text = reports.SCRIPTS
    [snippet] = hit["snippets"]
    assert hit["document"]["key"] == "scripts" and hit["document"]["original"].startswith("sha256:")
    assert [(one["text"], text[slice(*one["span"])]) for one in snippet["found"]] == [("قُتِل تسعة",) * 2]
    assert text[slice(*snippet["span"])] == snippet["text"]
    for hit in json.loads(run("find", "--effect", "killed", "--where", "orlin", "-f", "json").stdout):
        text = next(row["text"] for row in reports.ROWS if row["id"] == hit["document"]["key"])
        for claim in hit["claims"]:
            assert claim["effect"] == "killed" and text[slice(*claim["span"])] == claim["as_said"]
    assert "[replaced by a newer version]" in run("find", "neighbours").stdout
    few = run("find", "people", "--limit", 2)
    assert "there are more" in few.stderr and few.stdout.count("\n1904") + few.stdout.startswith("1904") == 2
    assert run("find", "nobody-wrote-this").stdout == ""


@pytest.mark.parametrize(
    "arguments, status, words",
    [
        (["find", "x"], 1, "recounted.db: no database there; `recounted add PATH --db recounted.db` makes one"),
        (["failures", "--db", "report.txt"], 1, "report.txt: not a store of recounted"),
        (["decisions", "--db", "mysql://x/y"], 1, "PostgreSQL"),
        (["find", "--db", "new.db"], 1, "no database there"),
        (["find", "x", "--effect", "slain"], 2, "there are killed"),
        (["find", "x", "--kind", "rumour"], 2, "naming"),
        (["add", "report.txt", "--published", "1904-02-30"], 2, "no day of the calendar"),
        (["add", "report.txt", "--db", "nowhere/a.db"], 1, "make it first"),
        (["add"], 2, "PATH"),
    ],
)
def test_what_is_wrong_is_one_line(here: Path, arguments: list[str], status: int, words: str) -> None:
    done = run(*arguments)
    assert done.exit_code == status and words in done.stderr and done.stdout == ""
    assert "Traceback" not in done.stderr
    if status == 1:
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["find"], "nothing to look for"),
        (["find", "…"], "holds no word"),
        (["find", "--from", "yesterday"], "no day, month or year"),
    ],
)
def test_a_question_that_asks_for_nothing(here: Path, arguments: list[str], words: str) -> None:
    run("add", "report.txt")
    done = run(*arguments)
    assert done.exit_code == 2 and words in done.stderr
