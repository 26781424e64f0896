"""Files, folders, globs, archives and standard input, and which format reads what."""

import gzip
import io
import json
import logging
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
import zstandard

from recounted import inputs
from recounted.inputs import streams
from recounted.model import Article, Failure

PAGE = "<!doctype html><html><body><article>" + "<p>The river rose in Orlin on Thursday, the mayor said.</p>" * 4


def feed(lines: int) -> bytes:
    return "".join(json.dumps({"text": f"The river rose by {n} metres."}) + "\n" for n in range(lines)).encode()


FEED = feed(2000)


def read(*paths: object) -> list[Article | Failure]:
    return list(inputs.read_articles([str(path) for path in paths]))


def texts(*paths: object) -> list[str]:
    return [item.text for item in read(*paths) if isinstance(item, Article)]


def failure(*paths: object) -> Failure:
    [item] = read(*paths)
    assert isinstance(item, Failure), item
    assert "\n" not in item.what
    return item


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_content_decides_and_not_the_name(here: Path) -> None:
    (here / "a.txt").write_text(PAGE)
    (here / "b.html").write_bytes(FEED[:200].rpartition(b"\n")[0])
    (here / "c.jsonl").write_text("The river rose.")
    formats = [
        [item.format for item in read(name) if isinstance(item, Article)] for name in ("a.txt", "b.html", "c.jsonl")
    ]
    assert (formats[0], set(formats[1]), formats[2]) == (["html"], {"jsonl"}, ["text"])


@pytest.mark.parametrize("name", ["feed", "feed.gz", "feed.zst", "feed.gz.zst"])
def test_archives_are_known_by_their_content(here: Path, name: str) -> None:
    half = len(FEED) // 2
    packed = {
        "feed": FEED,
        "feed.gz": gzip.compress(FEED[:half]) + gzip.compress(FEED[half:]),
        "feed.zst": zstandard.compress(FEED[:half]) + zstandard.compress(FEED[half:]),
        "feed.gz.zst": zstandard.compress(gzip.compress(FEED)),
    }[name]
    (here / "plain-name").write_bytes(packed)
    items = read("plain-name")
    assert len(items) == 2000 and all(isinstance(item, Article) for item in items)


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_an_archive_that_breaks_off_gives_what_it_holds_and_says_so(here: Path, pack: object) -> None:
    packed = pack(feed(20_000))  # type: ignore[operator]  # several of Zstandard's blocks of 128 KB
    (here / "feed").write_bytes(packed[: len(packed) // 2])
    *before, last = read("feed")
    assert len(before) > 100 and all(isinstance(item, Article) for item in before)
    assert isinstance(last, Failure) and last.what == f"the archive ends early; the {len(before)} before it were read"


def test_a_damaged_archive_says_so(here: Path) -> None:
    packed = bytearray(gzip.compress(FEED))
    packed[2000:2010] = b"0123456789"
    (here / "feed.gz").write_bytes(packed)
    last = read("feed.gz")[-1]
    assert isinstance(last, Failure) and "damaged" in last.what


def test_a_folder_is_searched_in_order_and_paths_stay_as_given(here: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("b/2.txt", "b/10.html", "a.jsonl.gz", "b/.hidden.txt", "notes.md", ".git/x.txt", "plain"):
        (here / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (here / "in" / name).write_text("The river rose.")
    with caplog.at_level(logging.INFO, logger="recounted"):
        keys = [item.key for item in read("./in/") if isinstance(item, Article)]
    assert keys == ["./in/a.jsonl.gz", "./in/plain", "./in/b/10.html", "./in/b/2.txt"]
    assert "1 .md" in caplog.text
    assert texts("in/notes.md") == ["The river rose."]


def test_globs(here: Path) -> None:
    for name in ("x/1.txt", "x/y/2.txt", "x/3.htm"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(name)
    assert texts("x/**/*.txt") == ["x/1.txt", "x/y/2.txt"]
    (here / "odd[1].txt").write_text("a name with brackets")
    assert texts("odd[1].txt") == ["a name with brackets"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(gzip.compress("The river rose. Ünï".encode()))

    monkeypatch.setattr(sys, "stdin", Input())
    [item] = read("-")
    assert isinstance(item, Article) and (item.key, item.text) == ("-", "The river rose. Ünï")
    assert not Input.buffer.closed


def test_what_cannot_be_opened(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert failure("nothing.txt") == Failure("nothing.txt", "no such file or folder")
    assert failure("no*thing") == Failure("no*thing", "no file matches this pattern")
    (here / "empty").mkdir()
    assert "no report in this folder" in failure("empty").what
    (here / "dangling.txt").symlink_to("gone")
    assert failure("dangling.txt").where == "dangling.txt"

    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    (here / "secret.txt").write_text("x")
    monkeypatch.setattr(streams, "open_unpacked", refuse)
    assert failure("secret.txt") == Failure("secret.txt", "may not be read: permission denied")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(here: Path) -> None:
    (here / "secret.txt").write_text("x")
    (here / "secret.txt").chmod(0)
    assert "permission denied" in failure("secret.txt").what


def test_a_binary_is_named(here: Path) -> None:
    (here / "report.txt").write_bytes(b"%PDF-1.7\n\0\0")
    assert failure("report.txt").what.startswith("a PDF, not a report")


def test_the_rest_is_read(here: Path) -> None:
    (here / "a.txt").write_text("first")
    (here / "b.txt").write_bytes(bytes(range(256)))
    (here / "c.txt").write_text("third")
    assert [type(item) for item in read("a.txt", "b.txt", "gone", "c.txt")] == [Article, Failure, Failure, Article]


def test_a_format_that_fails_costs_its_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = ModuleType("broken")
    broken.SUFFIXES, broken.likelihood = (".brk",), lambda head: float(head.startswith(b"BRK"))  # type: ignore[attr-defined]
    broken.articles = lambda stream, key: iter([1 // 0])  # type: ignore[attr-defined]
    monkeypatch.setattr(inputs, "formats", lambda: {"broken": broken, "text": sys.modules["recounted.inputs.text"]})
    (here / "a.brk").write_text("BRK")
    (here / "b.txt").write_text("The river rose.")
    first, second = read("a.brk", "b.txt")
    assert isinstance(first, Failure) and "ZeroDivisionError" in first.what
    assert isinstance(second, Article)
