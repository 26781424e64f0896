"""What the pipeline hands to the store: each record with the bytes that it was read from."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from recounted import pipeline
from recounted.model import Failure
from recounted.model_many import Seen, Taken
from tests.store import reports

PAGE = f"<!doctype html><html><head><title>Fire</title></head><body><article>{'<p>Two people were killed in Tarn.</p>' * 4}"


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfNine people were killed.\r\n")
    (tmp_path / "b.html").write_bytes(PAGE.encode("utf-16"))
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(b"Ten people were hurt in Orlin\x99."))
    lines = [json.dumps({"id": f"n{n}", "text": f"{n} people were killed in Orlin."}) for n in range(3, 6)]
    (tmp_path / "d.jsonl").write_bytes("\r\n".join([lines[0], "not JSON", *lines[1:]]).encode())
    return [str(tmp_path / name) for name in ("a.txt", "b.html", "c.txt.gz", "gone.txt", "d.jsonl")]


@pytest.mark.parametrize("jobs", [1, 2])
def test_originals_and_where_they_stand(paths: list[str], jobs: int) -> None:
    items = list(pipeline.take_many(paths, jobs))
    taken = [item for item in items if isinstance(item, Taken)]
    assert [item.original for item in taken] == [
        Path(paths[0]).read_bytes(), Path(paths[1]).read_bytes(), gzip.decompress(Path(paths[2]).read_bytes()),
        *Path(paths[4]).read_bytes().split(b"\r\n")[::2][:1], *Path(paths[4]).read_bytes().split(b"\r\n")[2:],
    ]  # fmt: skip
    feed = paths[4]
    assert [item.origin for item in taken] == [*paths[:3], f"{feed}:1", f"{feed}:3", f"{feed}:4"]
    assert [item.where for item in items if isinstance(item, Failure)] == [paths[3], f"{feed}:2"]
    assert [type(item) for item in items] == [Taken, Taken, Taken, Failure, Taken, Failure, Taken, Taken]


def test_records_are_those_that_are_read_without_a_store(paths: list[str]) -> None:
    taken = [item.record if isinstance(item, Taken) else item for item in pipeline.take_many(paths)]
    assert taken == list(pipeline.read_many(paths))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_known_is_not_read_again_and_stands_in_its_place(paths: list[str], jobs: int) -> None:
    first = [item for item in pipeline.take_many(paths) if isinstance(item, Taken)]
    known = {item.asked: item.record.document.id for item in first[1:3] + first[4:]}
    again = list(pipeline.take_many(paths, jobs, known=known.get))
    assert [type(item) for item in again] == [Taken, Seen, Seen, Failure, Taken, Failure, Seen, Seen]
    assert [item for item in again if isinstance(item, Taken)] == [first[0], first[3]]
    assert [(item.document, item.origin) for item in again if isinstance(item, Seen)] == [
        (item.record.document.id, item.origin) for item in first[1:3] + first[4:]
    ]


def test_what_is_asked_is_all_that_a_record_depends_on(tmp_path: Path) -> None:
    def asked(options: pipeline.Options = pipeline.AS_IT_IS, **row: str) -> str:
        path = tmp_path / "feed.jsonl"
        path.write_text("\n" * len(row) + json.dumps({"id": "a", "text": reports.FIRE, **row}))
        [item] = pipeline.take_many([str(path)], options=options)
        assert isinstance(item, Taken)
        return item.asked

    same = asked()
    assert asked(retrieved="2020-01-01", author="Ann Writer") == same  # of the capture, on another line
    others = [
        asked(date="1911-05-06"), asked(source="Tarn Courier"), asked(title="Fire"), asked(url="https://a.example/1"),
        asked(language="fr"), asked(id="b"), asked(text=reports.FLOOD), asked(pipeline.Options(bounds="one_unit")),
        asked(pipeline.Options(published="1911-05-06")), asked(pipeline.Options(outlet="Tarn Courier")),
    ]  # fmt: skip
    assert len({same, *others}) == 11


def test_a_report_that_breaks_the_reader_costs_itself(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    read = pipeline.read_article

    def breaks(article: pipeline.Article, options: pipeline.Options) -> object:
        if article.key == "n4":
            raise RuntimeError("odd")
        return read(article, options)

    monkeypatch.setattr(pipeline, "read_article", breaks)
    items = list(pipeline.take_many(paths))
    failed = items[6]
    assert isinstance(failed, Failure) and failed.where == f"{paths[4]}:3" and "RuntimeError: odd" in failed.what
    last = items[7]
    assert isinstance(last, Taken) and b'"n5"' in last.original
