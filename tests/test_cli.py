"""The command line as a user meets it. Every report here is invented."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from recounted import __version__, cli, outputs
from recounted.model import Record

REPORT = """ date 1904-02-04 ORLIN, Sarvia, February 3. Nine people were killed when the river Sarv left its bed, the \
Orlin Post reports.

“We have found nine of our neighbours, three of them children,” said Mayor Ilse Brand.
"""


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments], input=given)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(REPORT)
    return tmp_path


def records(output: str) -> list[Record]:
    return [msgspec.json.decode(line, type=Record) for line in output.splitlines()]


def test_help_answers_within_half_a_second() -> None:
    took = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-m", "recounted.cli", "--help"], capture_output=True, check=True)
        took.append(time.perf_counter() - start)
    assert b"explain" in done.stdout
    assert min(took) < 0.5


def test_help_loads_nothing_of_the_reader() -> None:
    program = (
        "import sys\nfrom recounted import cli\n"
        "try: cli.main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'onnxruntime', 'numpy', 'trafilatura', 'msgspec', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", [[], ["read"], ["explain"], ["schema"], ["formats"]])
def test_every_command_has_help_with_an_example(command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.exit_code == 0
    assert "Example" in done.output and "recounted " in done.output


def test_the_examples_of_the_help_run(here: Path) -> None:
    (here / "reports/a").mkdir(parents=True)
    (here / "reports/a/page.html").write_text("<html><body><article>" + "<p>Nine people were killed in Orlin.</p>" * 5)
    (here / "archive.jsonl.gz").write_bytes(json.dumps({"text": REPORT}).encode())
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    examples = []
    for command in ([], ["read"], ["schema"], ["formats"], ["explain"]):
        text = run(*command, "--help").output
        block = text[text.index("Example") :].split("\n\n")[0]
        examples += [line.strip() for line in re.sub(r"Examples?:", "", block).splitlines() if line.strip()]
    assert len(examples) >= 9
    for example in examples:
        done = subprocess.run(example, shell=True, capture_output=True, text=True, env=environment, cwd=here)
        assert done.returncode == 0, (example, done.stderr)
        assert done.stdout or "-o " in example


def test_version() -> None:
    assert run("--version").output == f"recounted {__version__}\n"


def test_the_default_is_a_table(here: Path) -> None:
    done = run("read", "report.txt")
    assert done.exit_code == 0 and done.stderr == ""
    assert "report.txt" in done.output and "ORLIN, Sarvia" in done.output and "1904-02-04" in done.output


def test_json_lines_are_records_with_every_key(here: Path) -> None:
    done = run("read", "report.txt", "--format", "jsonl")
    [record] = records(done.output)
    assert record.document.text == REPORT and record.document.key == "report.txt"
    written = json.loads(done.output)
    assert msgspec.json.encode(record) == done.output.encode().rstrip(b"\n")
    assert set(Record.__struct_fields__) == set(written)
    assert set(type(record.document).__struct_fields__) == set(written["document"])


@pytest.mark.parametrize("count", [1, 2])
def test_json_is_an_array_however_many_there_are(here: Path, count: int) -> None:
    done = run("read", *["report.txt"] * count, "-f", "json")
    assert len(msgspec.json.decode(done.stdout, type=list[Record])) == count


def test_what_the_caller_says_goes_before_what_the_report_says(here: Path) -> None:
    done = run("read", "report.txt", "--published", "1904-02-09", "--outlet", "The Korden Echo", "-f", "jsonl")
    [record] = records(done.output)
    assert (record.document.published, record.document.published_from) == ("1904-02-09", "given")
    assert record.sources[0].name == "The Korden Echo" and record.document.outlet == record.sources[0].id


def test_standard_input(here: Path) -> None:
    [record] = records(run("read", "-", "-f", "jsonl", given=REPORT.encode()).output)
    assert (record.document.key, record.document.text) == ("-", REPORT)


@pytest.mark.parametrize("name, format_name", [("out.jsonl", "jsonl"), ("out.json", "json"), ("out.html", "html")])
def test_the_file_names_its_format(here: Path, name: str, format_name: str) -> None:
    assert run("read", "report.txt", "-o", name).exit_code == 0
    assert (here / name).read_text() == run("read", "report.txt", "-f", format_name).stdout


def test_any_number_of_jobs_gives_the_same_bytes(here: Path) -> None:
    lines = [{"id": f"a{n}", "text": REPORT.replace("Nine", f"{n} hundred")} for n in range(1, 60)]
    lines.insert(20, {"id": "bad"})
    (here / "feed.jsonl").write_text("\n".join(map(json.dumps, lines)))
    one, two = (run("read", "feed.jsonl", "-f", "jsonl", "--jobs", jobs) for jobs in (1, 2))
    assert one.stdout == two.stdout == run("read", "feed.jsonl", "-f", "jsonl").stdout
    assert [record.document.key for record in records(one.stdout)] == [f"a{n}" for n in range(1, 60)]
    assert one.stderr == two.stderr and "feed.jsonl:21: no text" in one.stderr
    assert one.exit_code == two.exit_code == 1


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["--published", "1904-02-30"], "no day of the calendar"),
        (["--published", "19040203"], "1904-02-03"),
        (["--language", "xx"], "there are en"),
        (["--format", "xml"], "there are html, json, jsonl, table"),
        (["--bounds", "no-such-table"], "no-such-table"),
        (["--jobs", "0"], "--jobs"),
        (["--only", "names"], "claims"),
    ],
)
def test_what_is_not_understood_is_usage(here: Path, arguments: list[str], words: str) -> None:
    done = run("read", "report.txt", *arguments)
    assert done.exit_code == 2 and words in done.stderr and done.stdout == ""


def test_no_path_is_usage() -> None:
    assert run("read").exit_code == 2


def test_progress_and_sums_are_remarks_and_only_for_more_than_a_few(here: Path) -> None:
    assert run("read", *["report.txt"] * 4, "-f", "jsonl").stderr == ""
    done = run("read", *["report.txt"] * 5, "gone.txt", "-f", "jsonl")
    assert done.stderr.splitlines()[-1] == "recounted: 5 reports read, 1 could not be read"
    assert len(records(done.stdout)) == 5


def test_schema_is_made_from_the_types_and_admits_a_record(here: Path) -> None:
    made = json.loads(run("schema").output)
    record = json.loads(run("read", "report.txt", "-f", "jsonl").output)
    assert set(made["$defs"]["Record"]["properties"]) == set(record)
    assert set(made["$defs"]["Document"]["properties"]) == set(record["document"])


def test_formats_lists_what_is_read_and_written() -> None:
    lines = run("formats").output.splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["reads", "html"], ["reads", "jsonl"], ["reads", "text"],
        ["writes", "html"], ["writes", "json"], ["writes", "jsonl"], ["writes", "table"],
        ["accounts", "csv"], ["accounts", "html"], ["accounts", "json"], ["accounts", "png"], ["accounts", "svg"],
        ["accounts", "table"], ["exports", "csv"], ["exports", "jsonl"], ["exports", "parquet"], ["exports", "xlsx"],
    ]  # fmt: skip
    assert all(len(line.split()) > 4 for line in lines)


def test_explain_shows_the_evidence_of_a_claim(here: Path) -> None:
    run("read", "report.txt", "-o", "record.jsonl")
    [record] = records((here / "record.jsonl").read_text())
    assert record.claims
    for claim in record.claims:
        done = run("explain", "record.jsonl", claim.id)
        assert done.exit_code == 0, done.output
        assert claim.digest in done.output
        assert " ".join(REPORT[slice(*claim.span)].split()) in done.output
        assert claim.rule in done.output
        assert done.output == run("explain", "record.jsonl", claim.digest).output


def test_explain_asks_for_a_digest_where_an_id_is_no_name(here: Path) -> None:
    (here / "again.txt").write_text(REPORT)
    run("read", "report.txt", "again.txt", "-o", "two.json")
    done = run("explain", "two.json", "c0")
    assert done.exit_code == 2 and "digest" in done.stderr
    assert run("explain", "two.json", "c999").exit_code == 2
    assert run("explain", "report.txt", "c0").exit_code == 2


def test_a_reader_that_has_seen_enough_ends_it_quietly(here: Path) -> None:
    command = [sys.executable, "-m", "recounted.cli", "read", *["report.txt"] * 30, "-f", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=here) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_an_output_of_another_package_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    class Entry:
        name = "count"

        def load(self) -> Any:
            return outputs.formats()["jsonl"]

    def entry_points(group: str) -> list[Entry]:
        return [Entry()] if group == "recounted.outputs" else []

    monkeypatch.setattr(outputs, "entry_points", entry_points)
    assert "count" in outputs.formats.__wrapped__()
