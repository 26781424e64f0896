import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.inputs import jsonl
from recounted.model import Article, Failure


def read(*rows: Any) -> list[Article | Failure]:
    lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
    return list(jsonl.articles(io.BytesIO(b"\n".join(lines)), "feed.jsonl"))


def article(**row: Any) -> Article:
    [item] = read(row)
    assert isinstance(item, Article)
    return item


@pytest.mark.parametrize("field, names", jsonl.ALIASES.items())
def test_every_alias_is_read(field: str, names: tuple[str, ...]) -> None:
    for name in names:
        value = "1904-02-03" if field == "published" else "The words of it."
        item = article(**{"text": "The river rose.", name: value})
        got = {"id": item.key, "text": item.text}.get(field, getattr(item, field, None))
        assert got == value or (field == "text" and item.text in (value, "The river rose."))
        if field == "text":
            assert article(**{name: value}).text == value


def test_names_differ_in_case_and_joints() -> None:
    item = article(**{"Full_Text": "The river rose.", "publishedAt": "1904-02-03T10:00:00Z", "Site-Name": "Orlin Post"})
    assert (item.text, item.published, item.outlet) == ("The river rose.", "1904-02-03", "Orlin Post")


def test_the_shapes_that_news_apis_give() -> None:
    item = article(
        id=17,
        content="The river rose.",
        source={"id": None, "name": "Orlin Post"},
        authors=["Ann Writer", "Bo Quill"],
        published=-2_079_000_000,
        url="https://post.example/1",
    )
    assert (item.key, item.outlet, item.author) == ("17", "Orlin Post", "Ann Writer, Bo Quill")
    assert (item.published, item.published_from) == ("1904-02-14", "metadata")
    assert article(text="x", source="https://www.post.example/feed").outlet == "post.example"
    assert article(text="x", date=19040203).published == "1904-02-03"


def test_a_line_without_an_id_is_known_by_its_place() -> None:
    assert [item.key for item in read({"text": "a"}, b"", {"text": "b"}) if isinstance(item, Article)] == [
        "feed.jsonl:1",
        "feed.jsonl:3",
    ]


def test_a_title_stands_before_the_text() -> None:
    item = article(title="Flood in Orlin", text="The river rose.")
    assert item.text == "Flood in Orlin\n\nThe river rose." and item.title_span == (0, 14)


def test_a_header_in_the_text_dates_it_only_where_no_field_does() -> None:
    assert article(text=" date 1904-02-03 The river").published_from == "header"
    assert article(text=" date 1904-02-03 The river", date="1904-02-05").published == "1904-02-05"


@pytest.mark.parametrize(
    "line, words",
    [
        (b'{"text": "broken', "not JSON"),
        (b"[1, 2]", "not an object"),
        (b'{"headline": "no text"}', "no text under"),
        (b'{"text": null}', "no text under"),
        (b'{"text": "\\ud800"}', "not JSON"),
        (b'{"text": "' + b"x" * 1_000_001 + b'"}', "too long"),
        (b"{" * 200_000, "not JSON"),
    ],
)
def test_a_bad_line_costs_itself_and_names_its_place(line: bytes, words: str) -> None:
    items = read({"text": "before"}, line, {"text": "after"})
    assert [type(item) for item in items] == [Article, Failure, Article]
    failure = items[1]
    assert isinstance(failure, Failure) and failure.where == "feed.jsonl:2"
    assert words in failure.what and "\n" not in failure.what and len(failure.what) < 300


@pytest.mark.parametrize("printed", ["1904-02-30", "03/04/1904", "some day"])
def test_a_date_that_cannot_be_read_is_a_warning_with_its_place(printed: str) -> None:
    item = article(text="The river rose.", date=printed, id="a7")
    assert item.published is None
    assert printed in item.warnings[0].what and "feed.jsonl:1" in item.warnings[0].what


@pytest.mark.parametrize("data", [b'[{"text": "a"}]', b'{\n  "text": "a"\n}', '{"text": "a"}\n'.encode("utf-16")])
def test_json_that_is_not_an_object_a_line_is_one_failure_with_the_way_out(data: bytes) -> None:
    [item] = jsonl.articles(io.BytesIO(data), "feed.json")
    assert isinstance(item, Failure) and "convert it first" in item.what


def test_empty_text_is_an_article() -> None:
    assert article(text="").text == ""
    assert article(text="", body="The river rose.").text == "The river rose."


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_the_text_is_exactly_the_string(words: str) -> None:
    assert article(text=words).text == words
