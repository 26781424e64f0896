"""The day on which a page says it was published.

In:  a parsed page and its address.    Out: an EDTF day, or None: a missing date stays missing.
Asked in order: what the page declares (JSON-LD, meta, time elements), its address, its byline. Dates in the running
text are never taken for it. Trafilatura's own search (htmldate) is not used: its upper bound is today, dateparser and
dateutil fill a missing day or year from today, it reads no year before 1990, and it falls back on any date in the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Literal

from recounted.inputs import dates

Where = Literal["metadata", "url"]

# Names of meta elements (name, property, itemprop, http-equiv) that give the day of publication, surest first.
_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "citation_publication_date", "pubdate", "publish-date",
    "publish_date", "publication_date", "published", "dc.date", "dcterms.date", "date",
)  # fmt: skip
_URL_DAY = re.compile(r"/((?:1[5-9]|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/_.-]|$)")
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:date|time|timestamp|dateline|published|pubdate|posted|byline|publish\w*)(?:$|[\s_-])", re.I
)
_BYLINE_LENGTH = 120  # characters; a longer element is the text itself


def find_published(
    tree: Any, url: str | None, latest: str | None = None
) -> tuple[str | None, Where | None, str | None]:
    """Return (day or None, where it was read, remark or None).

    tree: an lxml page. latest: the day on which the page was captured, if known; a later date is not its publication.
    An impossible or ambiguous date is passed over; the remark tells of it if no other date is found.
    """
    remark = None
    for printed, where in _candidates(tree, url):
        try:
            day = dates.find_date(printed)
        except ValueError as error:
            remark = remark or f"the page's date {error}"
            continue
        if day and (not latest or day <= latest[:10]):
            return day, where, None
    return None, None, remark


def _candidates(tree: Any, url: str | None) -> Iterator[tuple[str, Where]]:
    for printed in _structured(tree):
        yield printed, "metadata"
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            named.setdefault((element.get(attribute) or "").strip().lower(), element.get("content") or "")
    yield from ((named[name], "metadata") for name in _META if named.get(name))
    marked = tree.xpath('//*[@itemprop="datePublished"] | //time[@pubdate] | //abbr[contains(@class, "published")]')
    yield from ((_printed(element), "metadata") for element in marked)
    if url and (match := _URL_DAY.search(url)):
        yield "-".join(match.groups()), "url"
    # The first time element is the page's own, unless it stands in a list of other stories.
    yield from (
        (_printed(element), "metadata") for element in tree.xpath("//time[not(ancestor::aside or ancestor::nav)]")[:1]
    )
    for element in tree.xpath("//*[@class or @id][not(ancestor-or-self::aside or ancestor-or-self::nav)]"):
        if _BYLINE.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            words = " ".join(element.itertext())
            if len(words) <= _BYLINE_LENGTH:
                yield words, "metadata"


def _printed(element: Any) -> str:
    return str(
        element.get("datetime") or element.get("content") or element.get("title") or " ".join(element.itertext())
    )


def _structured(tree: Any) -> Iterator[str]:
    """Yield each datePublished of the page's JSON-LD, an article's before any other's."""
    found: list[tuple[int, str]] = []
    for script in tree.xpath('//script[contains(@type, "ld+json")]'):
        try:
            _walk(json.loads(script.text or "", strict=False), found)
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common and costs only its date
    yield from (printed for _, printed in sorted(found, key=lambda item: item[0]))


def _walk(value: Any, found: list[tuple[int, str]]) -> None:
    if isinstance(value, list):
        for item in value:
            _walk(item, found)
    elif isinstance(value, dict):
        if isinstance(printed := value.get("datePublished"), str):
            found.append((0 if "Article" in str(value.get("@type")) else 1, printed))
        for item in value.values():
            _walk(item, found)
