"""A page: the article's text and what the page says of it (title, author, outlet, day, address).

In:  bytes of one HTML page.    Out: one Article whose paragraphs stand a blank line apart; a Failure if none is found.
Text and metadata by trafilatura; the day of publication by published.py, which asks no clock.
"""

from __future__ import annotations

import copy
import functools
import logging
import re
from collections.abc import Iterator
from configparser import ConfigParser
from typing import Any

import msgspec

from recounted.inputs import encoding, opening, published
from recounted.inputs.streams import Bytes
from recounted.inputs.text import LONGEST, too_long
from recounted.model import Article, Failure, Warning

SUFFIXES = (".html", ".htm", ".xhtml")
LARGEST = 16 * 1024 * 1024  # bytes of one page

_OPENS = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_ELEMENT = re.compile(r"<(?:html|head|body|div|p|article|h[1-6]|meta|title|span|table|ul)\b[^<]*?>", re.I)
_CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]+)|<\?xml[^>]+encoding=[\"']([A-Za-z0-9_:-]+)", re.I
)
_NO_DATES = {"extensive_search": False, "max_date": "9999-12-31"}  # its dates are not used; the bound spares the clock
_LEAST = 40  # characters; less is a label or a button
_SHORTEST = "80"  # characters of an article; by its own default of 250, trafilatura runs a brief's paragraphs together


def likelihood(head: bytes) -> float:
    """Return how sure it is that head (a file's first bytes) is of this format."""
    if encoding.binary_kind(head):
        return 0.0
    start = encoding.decode(head[:8192]).text
    if _OPENS.match(start):
        return 0.95
    return 0.6 if start.lstrip().startswith("<") and len(_ELEMENT.findall(start)) >= 2 else 0.0


def articles(stream: Bytes, key: str) -> Iterator[Article | Failure]:
    """Yield the article of the page in stream, or a Failure."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield Failure(key, f"a page of more than {LARGEST // 1_000_000} MB; save the article alone")
        return
    declared = _CHARSET.search(data, 0, 8192)
    decoded = encoding.decode(data, (declared[1] or declared[2]).decode("ascii") if declared else None)
    item = read_page(decoded, key)
    yield msgspec.structs.replace(item, original=data) if isinstance(item, Article) else item


@functools.cache
def _config() -> ConfigParser:
    from trafilatura.settings import DEFAULT_CONFIG

    config = copy.deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = _SHORTEST
    return config


def read_page(
    page: encoding.Decoded, key: str, url: str | None = None, retrieved: str | None = None
) -> Article | Failure:
    """Return the article of a page.

    url: its address, if known; retrieved: the time of capture, the latest day on which it can have been published.
    """
    import trafilatura  # 0.3 s to import
    from trafilatura import metadata

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it could not read is told in a Failure
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    tree = trafilatura.load_html(page.text) if page.text.strip() else None
    if tree is None:
        return Failure(key, "no HTML in it")
    about: Any = metadata.extract_metadata(tree, url, dict(_NO_DATES))
    day, where, remark = published.find_published(tree, url or about.url, retrieved)
    found: Any = trafilatura.bare_extraction(
        tree, url=url, include_comments=False, include_tables=False, config=_config()
    )
    text = "\n\n".join(line.strip() for line in (found.text or "").splitlines() if line.strip()) if found else ""
    if len(text) < _LEAST:
        return Failure(key, "no article found in the page")
    if len(text) > LONGEST:
        return Failure(key, too_long(f"{len(text):,} characters"))
    text, title, title_span = opening.place_title(text, about.title)
    return Article(
        key=key,
        text=text,
        title=title,
        title_span=title_span,
        language=(tree.get("lang") or "").split("-")[0].lower() or None,
        format="html",
        encoding=page.encoding,
        url=url or about.url,
        retrieved=retrieved,
        published=day,
        published_from=where,
        outlet=about.sitename,
        author=about.author,
        warnings=[Warning(None, words) for words in (page.remark, remark) if words],
    )
