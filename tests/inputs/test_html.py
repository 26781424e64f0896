"""Pages. Outlets, places and people are invented."""

import io
import subprocess
import sys

import pytest

from recounted.inputs import encoding, html
from recounted.model import Article, Failure

BODY = """<nav><a href="/">Home</a> <a href="/weather">Weather</a></nav>
<article><h1>Flood kills nine in Orlin</h1>{byline}
<p>ORLIN (KNA) — Nine people were killed when the river Sarv left its bed on Thursday, the mayor said.</p>
<p>“We have found nine of our neighbours,” said Mayor Ilse Brand.</p>
<p>The district office said twelve were missing after the dam of 1 May 1899 gave way.</p></article>
<aside><time datetime="1911-11-11">11 November 1911</time> Another story</aside>
<footer>Copyright 2024 The Orlin Post</footer>"""
HEAD = """<title>Flood kills nine in Orlin - The Orlin Post</title>
<meta property="og:site_name" content="The Orlin Post"><meta name="author" content="Ann Writer">"""

LINKED = """<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "1904-02-09",
"datePublished": "1904-02-05T23:00:00+02:00"}</script>"""


def page(head: str = "", byline: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head>{HEAD}{head}</head><body>{BODY.format(byline=byline)}</body></html>'
    )


def read(data: str | bytes) -> Article | Failure:
    [item] = html.articles(io.BytesIO(data.encode() if isinstance(data, str) else data), "page.html")
    return item


def article(head: str = "", byline: str = "") -> Article:
    item = read(page(head, byline))
    assert isinstance(item, Article), item
    return item


def test_the_article_and_what_the_page_says_of_it() -> None:
    item = article('<link rel="canonical" href="https://post.example/news/flood">')
    assert item.text.split("\n\n") == [
        "Flood kills nine in Orlin",
        "ORLIN (KNA) — Nine people were killed when the river Sarv left its bed on Thursday, the mayor said.",
        "“We have found nine of our neighbours,” said Mayor Ilse Brand.",
        "The district office said twelve were missing after the dam of 1 May 1899 gave way.",
    ]
    assert (item.title, item.title_span) == ("Flood kills nine in Orlin", (0, 25))
    assert (item.outlet, item.author, item.language) == ("The Orlin Post", "Ann Writer", "en")
    assert (item.url, item.format, item.encoding) == ("https://post.example/news/flood", "html", "utf-8")


@pytest.mark.parametrize(
    "head, byline, day, where",
    [
        ('<meta property="article:published_time" content="1904-02-05T10:00:00Z">', "", "1904-02-05", "metadata"),
        (LINKED, "", "1904-02-05", "metadata"),
        ('<link rel="canonical" href="https://post.example/1904/02/05/flood">', "", "1904-02-05", "url"),
        ("", '<time datetime="1904-02-05T10:00">Friday</time>', "1904-02-05", "metadata"),
        ("", '<p class="byline">By Ann Writer, February 5, 1904</p>', "1904-02-05", "metadata"),
        ("", '<p class="post-date">Friday, 5 February 1904</p>', "1904-02-05", "metadata"),
        # Nothing that only looks like the day of publication is taken for it.
        ("", "", None, None),
        ("", '<p class="byline">By Ann Writer, February 5</p>', None, None),
        ('<meta property="article:modified_time" content="1904-02-09">', "", None, None),
        ('<script type="application/ld+json">{"datePublished": "soon"</script>', "", None, None),
    ],
)  # fmt: skip
def test_the_day_of_publication(head: str, byline: str, day: str | None, where: str | None) -> None:
    item = article(head, byline)
    assert (item.published, item.published_from) == (day, where)


def test_no_date_is_later_than_the_capture() -> None:
    decoded = encoding.decode(page('<meta name="date" content="1904-02-05">').encode())
    for retrieved, day in (("1904-02-05T12:00:00Z", "1904-02-05"), ("1904-02-04", None), (None, "1904-02-05")):
        item = html.read_page(decoded, "page.html", retrieved=retrieved)
        assert isinstance(item, Article) and item.published == day and item.retrieved == retrieved


def test_an_impossible_date_is_a_warning() -> None:
    item = article('<meta name="date" content="1904-02-30">')
    assert item.published is None and "1904-02-30" in item.warnings[0].what


def test_no_clock_is_asked_for_the_day_of_publication() -> None:
    """The same page is read alike in a process whose clock stands in the year 2001 and in one of 2099."""
    source = page('<meta name="date" content="2050-01-02">', '<p class="date">March 2007</p>')
    program = (
        "import datetime, sys, time\n"
        "year = int(sys.argv[1])\n"
        "real = datetime.datetime\n"
        "class Clock(real):\n"
        "    @classmethod\n"
        "    def now(cls, tz=None): return real(year, 1, 1, tzinfo=tz)\n"
        "    today = utcnow = now\n"
        "datetime.datetime = Clock\n"
        "import io\n"
        "from recounted.inputs import html\n"
        "[item] = html.articles(io.BytesIO(sys.stdin.buffer.read()), 'page.html')\n"
        "print(item)\n"
    )
    said = [
        subprocess.run([sys.executable, "-c", program, year], input=source.encode(), capture_output=True, check=True)
        for year in ("2001", "2099")
    ]
    assert b"published='2050-01-02'" in said[0].stdout
    assert said[0].stdout == said[1].stdout


def test_the_declared_encoding_is_read() -> None:
    russian = page().replace("Nine people", "Девять человек").replace("“", '"').replace("”", '"').replace("—", "-")
    item = read(russian.replace("<head>", '<head><meta charset="koi8-r">').encode("koi8-r"))
    assert isinstance(item, Article) and "Девять человек" in item.text and item.encoding == "koi8-r"


@pytest.mark.parametrize(
    "data, words",
    [
        ("<html><body></body></html>", "no article"),
        ("<html><head><title>Log in</title></head><body><form><input name=q></form></body></html>", "no article"),
        ("<html>" + "<p>" + "x" * html.LARGEST, "16 MB"),
    ],
)
def test_a_page_without_an_article_is_a_failure(data: str, words: str) -> None:
    item = read(data)
    assert isinstance(item, Failure) and item.where == "page.html" and words in item.what


@pytest.mark.parametrize(
    "head, sure",
    [
        ("<!DOCTYPE html><html>", True),
        ("\n<!-- saved -->\n<HTML lang=en>", True),
        ('<?xml version="1.0"?><html xmlns="x">', True),
        ("<div><p>A fragment</p><p>of a page</p></div>", True),
        ("The tag <p> opens a paragraph in <html>.", False),
        ("A < b and b > c", False),
        ("", False),
    ],
)
def test_a_page_is_known_by_its_content(head: str, sure: bool) -> None:
    assert (html.likelihood(head.encode()) > 0.5) is sure
    assert (html.likelihood(head.encode("utf-16")) > 0.5) is sure
