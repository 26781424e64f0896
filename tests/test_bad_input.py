"""Bad input: one line that names file and place, the rest is read, nothing is half-written, the exit status says so."""

import json
import os
import re
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from recounted import cli, pipeline
from recounted.model import Record

GOOD = "ORLIN, Sarvia — Nine people were killed when the river left its bed, the mayor said.\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["read", *arguments, "--format", "jsonl"])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(GOOD)
    return tmp_path


def records(done: Result) -> list[Record]:
    return [msgspec.json.decode(line, type=Record) for line in done.stdout.splitlines()]


def the_rest_is_read(done: Result, place: str, words: str) -> None:
    """Assert that the good report before and after was read, and that one line tells of the bad one."""
    assert [record.document.text for record in records(done)].count(GOOD) == 2
    told = [line for line in done.stderr.splitlines() if re.search(words, line)]
    assert len(told) == 1 and told[0].startswith(f"recounted: {place}: "), done.stderr
    assert len(told[0]) < 300 and "Traceback" not in done.stderr
    assert done.exit_code == 1


@pytest.mark.parametrize(
    "name, data, words",
    [
        ("binary.txt", bytes(range(256)) * 40, "binary data"),
        ("scan.pdf", b"%PDF-1.7\n" + bytes(200), "a PDF"),
        ("broken.gz", b"\x1f\x8b\x08\x00 not gzip at all", "archive|damaged"),
        ("line.txt", b"x" * 50_000_000, "too long for one report"),
        ("login.html", b"<!doctype html><html><body><form>Name</form></body></html>", "no article"),
        ("array.json", b'[{"text": "a"}]', "jq -c"),
    ],
)
def test_a_file_that_cannot_be_read(here: Path, name: str, data: bytes, words: str) -> None:
    (here / name).write_bytes(data)
    place = f"{name}:1" if name.endswith(".json") else name
    the_rest_is_read(run("good.txt", name, "good.txt"), place, words)


def test_a_file_that_is_not_there(here: Path) -> None:
    the_rest_is_read(run("good.txt", "gone.txt", "good.txt"), "gone.txt", "no such file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(here: Path) -> None:
    (here / "secret.txt").write_text(GOOD)
    (here / "secret.txt").chmod(0)
    the_rest_is_read(run("good.txt", "secret.txt", "good.txt"), "secret.txt", "permission denied")


@pytest.mark.parametrize(
    "line, words",
    [
        (b'{"text": "malformed', "not JSON"),
        (b'{"text": "' + b"x" * 50_000_000 + b'"}', "a line of 50 MB"),
        (b'{"headline": "only"}', "no text under"),
    ],
)
def test_a_bad_line_17(here: Path, line: bytes, words: str) -> None:
    lines = [json.dumps({"text": GOOD if n in (1, 20) else "Nobody was hurt."}).encode() for n in range(1, 21)]
    lines[16] = line
    (here / "feed.jsonl").write_bytes(b"\n".join(lines))
    done = run("feed.jsonl")
    the_rest_is_read(done, "feed.jsonl:17", words)
    assert len(records(done)) == 19


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_empty_text_is_a_record_with_a_warning(here: Path, data: bytes) -> None:
    (here / "empty.txt").write_bytes(data)
    done = run("empty.txt")
    [record] = records(done)
    assert done.exit_code == 0
    assert [warning.what for warning in record.warnings] == ["the text is empty"]
    assert (record.claims, record.statements) == ([], [])
    assert done.stderr == "recounted: empty.txt: warning: the text is empty\n"


def test_an_impossible_date_is_a_warning_and_no_date(here: Path) -> None:
    (here / "header.txt").write_text(" date 1904-02-30 " + GOOD)
    (here / "feed.jsonl").write_text(json.dumps({"id": "a7", "text": GOOD, "date": "1904-13-01"}))
    done = run("header.txt", "feed.jsonl")
    assert done.exit_code == 0
    assert [record.document.published for record in records(done)] == [None, None]
    header, field = done.stderr.splitlines()
    assert header.startswith("recounted: header.txt: warning: ") and "1904-02-30" in header
    assert field.startswith("recounted: a7: warning: ") and "1904-13-01" in field and "feed.jsonl:1" in field


def test_an_unknown_language_is_a_warning(here: Path) -> None:
    (here / "feed.jsonl").write_text(json.dumps({"text": "Ez da inor zauritu.", "language": "eu"}))
    done = run("feed.jsonl")
    assert done.exit_code == 0 and len(records(done)) == 1
    [line] = done.stderr.splitlines()
    assert line.startswith("recounted: feed.jsonl:1: warning: ") and "'eu'" in line


def test_nothing_is_left_half_written(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "out.jsonl").write_text("what stood there before")

    def dies(paths: list[str], **options: object) -> object:
        yield from list(pipeline_read(paths))
        raise KeyboardInterrupt

    pipeline_read = pipeline.read_many
    monkeypatch.setattr(pipeline, "read_many", dies)
    done = run("good.txt", "-o", "out.jsonl")
    assert done.exit_code != 0
    assert (here / "out.jsonl").read_text() == "what stood there before"
    assert sorted(path.name for path in here.iterdir()) == ["good.txt", "out.jsonl"]


def test_an_output_that_cannot_be_written_is_one_line(here: Path) -> None:
    done = run("good.txt", "-o", "no/such/folder/out.jsonl")
    assert done.exit_code == 1 and done.stdout == ""
    assert done.stderr.startswith("recounted: no/such/folder/out.jsonl: ") and len(done.stderr.splitlines()) == 1


def test_words_of_a_text_cannot_steer_the_terminal(here: Path) -> None:
    (here / "feed.jsonl").write_text(json.dumps({"id": "a\x1b[2Jb\nc", "text": ""}))
    done = CliRunner().invoke(cli.main, ["read", "feed.jsonl", "feed\x1b[2J.txt"])
    assert "\x1b" not in done.output and "feed" in done.stderr and len(done.stderr.splitlines()) == 1
