"""JSON Lines: one article a line, under the names that archives and news APIs give its fields.

In:  bytes, a JSON object a line.    Out: an Article a line, its text exactly the string, or a Failure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec

from recounted.inputs import dates, encoding, opening
from recounted.inputs.streams import Bytes
from recounted.inputs.text import LONGEST, too_long
from recounted.model import Article, Failure, Warning

SUFFIXES = (".jsonl", ".ndjson", ".json", ".jl")
LONGEST_LINE = 16 * 1024 * 1024  # bytes; the longest report takes at most 12 MB when every character is escaped

# Names under which a field is found, the first that holds something; letters' case, "_" and "-" do not matter.
ALIASES = {
    "id": ("id", "guid", "uid", "articleid", "docid", "documentid", "key"),
    "text": ("text", "body", "content", "fulltext", "maintext", "articlebody", "articletext", "article", "story"),
    "title": ("title", "headline", "head"),
    "published": ("published", "date", "publishedat", "datepublished", "publicationdate", "publishdate", "pubdate",
                  "datepublish", "publishedon"),
    "outlet": ("outlet", "source", "site", "sitename", "publisher", "publication", "newspaper", "sourcename"),
    "url": ("url", "link", "uri", "permalink", "canonicalurl", "sourceurl"),
    "author": ("author", "byline", "authors", "creator"),
    "language": ("language", "lang"),
    "retrieved": ("retrieved", "retrievedat", "fetched", "fetchedat", "crawled", "crawledat", "datedownload"),
}  # fmt: skip


def likelihood(head: bytes) -> float:
    """Return how sure it is that head (a file's first bytes) is of this format: an object opens its first line."""
    start = encoding.decode(head[:4096]).text.lstrip() if not encoding.binary_kind(head) else ""
    return 0.9 if start.startswith(('{"', "{ ", "{}", "{\n", "{\r", "[{", "[\n", "[\r")) else 0.0


def articles(stream: Bytes, key: str) -> Iterator[Article | Failure]:
    """Yield the article of each line, keyed by its id or by "key:line", or a Failure that names the line."""
    first = True
    for number, (line, size) in enumerate(_lines(stream), 1):
        where = f"{key}:{number}"
        if line is None:
            yield Failure(
                where, f"a line of {size / 1e6:.0f} MB is longer than one article's {LONGEST_LINE // 1_000_000} MB"
            )
        elif line.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
            if first and (way_out := _not_lines(line)):
                yield Failure(where, way_out)
                return
            first = False
            item = _article(line, where)
            kept = line.rstrip(b"\r\n")
            yield msgspec.structs.replace(item, original=kept, origin=where) if isinstance(item, Article) else item


def _lines(stream: Bytes) -> Iterator[tuple[bytes | None, int]]:
    """Yield (line, bytes), the line None where it is longer than LONGEST_LINE: it is passed over, never held."""
    while line := stream.readline(LONGEST_LINE + 1):
        size = len(line)
        if size > LONGEST_LINE and not line.endswith(b"\n"):
            while (more := stream.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
                size += len(more)
            yield None, size + len(more)
            continue
        yield line, size


def _not_lines(line: bytes) -> str | None:
    """Return what is said of a file that is JSON but not a line an object, judged by its first line."""
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "JSON Lines in UTF-16; convert it first: iconv -f utf-16 -t utf-8 FILE"
    start = line.strip(b" \t\r\n\xef\xbb\xbf")
    if start.startswith(b"["):
        return "a JSON array, not an object a line; convert it first: jq -c '.[]' FILE"
    if start == b"{":
        return "a JSON object over several lines, not an object a line; convert it first: jq -c . FILE"
    return None


def _article(line: bytes, where: str) -> Article | Failure:
    text, name, remark = encoding.decode(line)
    try:
        row = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        return Failure(where, f"not JSON: {str(error)[:160]}")
    if not isinstance(row, dict):
        return Failure(where, f'not an object but {type(row).__name__}; write {{"text": …}}')
    return article_of_row(row, where, name, [remark] if remark else [])


def article_of_row(row: dict[str, Any], where: str, encoding_name: str | None, remarks: list[str]) -> Article | Failure:
    """Return the article that a row of named fields holds, or a Failure at `where` if it has no text."""
    fields = {name.lower().replace("_", "").replace("-", ""): value for name, value in reversed(row.items())}
    text = _text(fields)
    if text is None:
        names = ", ".join(map(repr, list(row)[:8])) or "none"
        return Failure(where, f"no text under {', '.join(ALIASES['text'][:4])} …; its fields are {names}")
    if len(text) > LONGEST:
        return Failure(where, too_long(f"{len(text):,} characters"))
    published, from_where = None, None
    if (printed := _field(fields, "published")) is not None:
        try:
            published = _day(printed)
            from_where = "metadata" if published else None
            if not published:
                remarks = [*remarks, f"published {str(printed)[:40]!r} is no full date"]
        except ValueError as error:
            remarks = [*remarks, f"published {error}"]
    if not published:
        published, _, remark = opening.read_header(text)
        from_where, remarks = "header" if published else None, [*remarks, remark] if remark else remarks
    text, title, title_span = opening.place_title(text, _words(_field(fields, "title")))
    return Article(
        key=_words(_field(fields, "id")) or where,
        text=text,
        title=title,
        title_span=title_span,
        language=_words(_field(fields, "language")),
        format="jsonl",
        encoding=encoding_name,
        url=_words(_field(fields, "url")),
        retrieved=_words(_field(fields, "retrieved")),
        published=published,
        published_from=from_where,  # type: ignore[arg-type]
        outlet=_outlet(_field(fields, "outlet")),
        author=_words(_field(fields, "author")),
        warnings=[Warning(None, f"{words} ({where})") for words in remarks],
    )


def _field(fields: dict[str, Any], name: str) -> Any:
    """Return the first value under the field's aliases that holds something, or None."""
    return next((fields[alias] for alias in ALIASES[name] if fields.get(alias) not in (None, "", [], {})), None)


def _text(fields: dict[str, Any]) -> str | None:
    """Return the first string under the aliases of text that holds something, else an empty one, else None."""
    strings = [fields[alias] for alias in ALIASES["text"] if isinstance(fields.get(alias), str)]
    return next((text for text in strings if text.strip()), strings[0] if strings else None)


def _words(value: Any) -> str | None:
    """Return a value as words: a name within an object, names of a list joined, a number as printed."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, list):
        value = ", ".join(filter(None, map(_words, value)))
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and value.strip() else None


def _outlet(value: Any) -> str | None:
    """Return the outlet's name; of an address its host, since no more is known."""
    words = _words(value)
    if words and words.startswith(("http://", "https://")):
        return (urlsplit(words).hostname or words).removeprefix("www.")
    return words


def _day(value: Any) -> str | None:
    """Return the day of a date as printed, of 20260226, or of a Unix time."""
    if isinstance(value, int | float) and not isinstance(value, bool) and not 1e7 <= value < 1e8:
        return dates.day_of_seconds(value)
    words = _words(value)
    return dates.find_date(words) if words else None
