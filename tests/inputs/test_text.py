import io

from hypothesis import given
from hypothesis import strategies as st

from recounted.inputs import text
from recounted.model import Article, Failure


def read(data: bytes) -> Article | Failure:
    [item] = text.articles(io.BytesIO(data), "report.txt")
    return item


def test_the_header_dates_the_report_and_stays_in_its_text() -> None:
    item = read(b" date 1904-02-03 ORLIN - The river rose.\r\n")
    assert isinstance(item, Article)
    assert item.text == " date 1904-02-03 ORLIN - The river rose.\r\n"
    assert (item.published, item.published_from, item.format, item.encoding) == (
        "1904-02-03",
        "header",
        "text",
        "utf-8",
    )


def test_without_a_header_there_is_no_date() -> None:
    item = read(b"The river rose on 3 February 1904.")
    assert isinstance(item, Article)
    assert (item.published, item.published_from) == (None, None)


def test_an_impossible_header_is_a_warning_and_no_date() -> None:
    item = read(b" date 1904-02-30 The river rose.")
    assert isinstance(item, Article)
    assert item.published is None and "1904-02-30" in item.warnings[0].what


def test_what_is_too_long_for_a_report_is_refused_with_its_size() -> None:
    item = read(b"x " * (text.LONGEST // 2 + 1))
    assert isinstance(item, Failure) and "1,000,002 characters" in item.what


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_the_text_is_exactly_what_the_bytes_say(words: str) -> None:
    item = read(words.encode())
    assert isinstance(item, Article) and item.text == words
    assert text.article_of(words).text == words
