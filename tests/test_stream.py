"""Memory stays flat over a stream, whatever its length."""

import gzip
import itertools
import json
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from recounted import inputs

REPORT = "ORLIN, Sarvia — {} people were killed when the river left its bed, the mayor of the town said on Monday.\n"


def feed(path: Path, lines: int) -> str:
    with gzip.open(path, "wt") as stream:
        stream.writelines(json.dumps({"id": n, "text": REPORT.format(n) * 4}) + "\n" for n in range(lines))
    return str(path)


def test_inputs_hold_one_article_at_a_time(tmp_path: Path) -> None:
    articles = inputs.read_articles([feed(tmp_path / "feed.jsonl.gz", 20_000)])
    for _ in itertools.islice(articles, 500):
        pass
    tracemalloc.start()
    try:
        count = sum(1 for _ in articles)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 19_500
    assert peak < 2_000_000  # bytes; all texts together are 8 MB


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_the_reader_holds_no_record(tmp_path: Path, jobs: int) -> None:
    """The high-water mark of a whole read grows by less than 20 MB from 400 documents to 1,600."""
    program = (
        "import resource, sys\n"
        "from recounted import read_many\n"
        "if __name__ == '__main__':\n"
        f"    count = sum(1 for _ in read_many([sys.argv[1]], jobs={jobs}))\n"
        "    print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    (tmp_path / "program.py").write_text(program)
    peaks = []
    for lines in (400, 1600):
        path = feed(tmp_path / f"{lines}.jsonl.gz", lines)
        done = subprocess.run(
            [sys.executable, tmp_path / "program.py", path], capture_output=True, text=True, check=True
        )
        count, peak = map(int, done.stdout.split())
        assert count == lines
        peaks.append(peak / 1024)
    assert peaks[1] - peaks[0] < 20, peaks
