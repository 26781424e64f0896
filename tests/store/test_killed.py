"""Killed at any moment, what was said to be added is there, and a second run adds the rest; two may add at once."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from recounted.model_many import Taken
from recounted.store import Store
from tests.store import adding, reports

ROOT = Path(adding.__file__).parents[2]


@pytest.fixture(scope="module")
def stream(taken: list[Taken], tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Taken], Path]:
    """Give 300 reports, and a file of them for another process."""
    many = reports.many(taken[1], 300)
    path = tmp_path_factory.mktemp("stream") / "taken.jsonl"
    path.write_bytes(b"\n".join(map(msgspec.json.encode, many)))
    return many, path


def start(url: str, path: Path, batch: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.adding", url, str(path), str(batch)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


@pytest.mark.parametrize("lines", [1, 61])
def test_killed_in_the_middle(url: str, stream: tuple[list[Taken], Path], lines: int) -> None:
    many, path = stream
    with start(url, path, 3) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
    assert process.returncode == -signal.SIGKILL
    named = [line.split()[1] for line in said if line.endswith("\n")]
    with Store.open(url) as store:
        there = {kept.record.document.id for kept in store.kept()}
        assert lines <= len(named) <= len(there) < len(many)
        assert set(named) <= there
        whole = {item.record.document.id: item for item in many}
        for kept in store.kept():  # each that is there is there with all its parts
            item = whole[kept.record.document.id]
            assert (kept.record, store.original(kept.original)) == (item.record, item.original)
        assert store.counts().claims == len(there) * len(many[0].record.claims)
        again = [one.said for one in store.add(many)]
        assert (again.count("known"), again.count("added")) == (len(there), len(many) - len(there))
        counts = store.counts()
        assert (counts.documents, counts.claims) == (len(many), len(many) * len(many[0].record.claims))
        assert len(list(store.find('"Bulletin 299"'))) == 1


def test_two_processes_add_at_once_to_a_store_that_neither_has_made(
    empty: str, stream: tuple[list[Taken], Path]
) -> None:
    many, path = stream
    processes = [start(empty, path, 7) for _ in range(2)]
    told = [process.communicate(timeout=60) for process in processes]
    assert [(process.returncode, errors) for process, (_, errors) in zip(processes, told, strict=True)] == [(0, "")] * 2
    said = [line.split() for output, _ in told for line in output.splitlines()]
    assert len(said) == 2 * len(many)
    assert sorted(id_ for what, id_ in said if what == "added") == sorted(item.record.document.id for item in many)
    assert {what for what, _ in said} == {"added", "known"}
    with Store.open(empty) as store:
        counts = store.counts()
        assert (counts.documents, counts.originals, counts.readings) == (len(many),) * 3
