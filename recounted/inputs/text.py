"""Plain text: one report a file, with an optional ` date YYYY-MM-DD ` header, which stays in the text.

In:  bytes that no other format claims.    Out: one Article, its text exactly what the bytes say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from recounted.inputs import encoding, opening
from recounted.inputs.streams import Bytes
from recounted.model import Article, Failure, Warning

SUFFIXES = (".txt", ".text", ".asc", "")
LONGEST = 1_000_000  # characters of one report; two minutes of reading, and no report is a hundredth of it
_MOST = 4 * LONGEST  # bytes


def likelihood(head: bytes) -> float:
    """Return how sure it is that head (a file's first bytes) is of this format: the last resort."""
    return 0.0 if encoding.binary_kind(head) else 0.1


def articles(stream: Bytes, key: str) -> Iterator[Article | Failure]:
    """Yield the one report of stream; a Failure if it is too long to be one."""
    data = stream.read(_MOST + 1)
    if len(data) > _MOST:
        yield Failure(key, too_long(f"more than {_MOST // 1_000_000} MB"))
        return
    text, name, remark = encoding.decode(data)
    if len(text) > LONGEST:
        yield Failure(key, too_long(f"{len(text):,} characters"))
        return
    yield msgspec.structs.replace(article_of(text, key, name, [remark] if remark else []), original=data)


def article_of(text: str, key: str = "text", encoding_name: str | None = None, remarks: Sequence[str] = ()) -> Article:
    """Return the article of a text that arrives as a string: kept exactly, its ` date ` header read."""
    header, _, header_remark = opening.read_header(text)
    return Article(
        key=key,
        text=text,
        encoding=encoding_name,
        published=header,
        published_from="header" if header else None,
        warnings=[Warning(None, words) for words in (*remarks, header_remark) if words],
    )


def too_long(size: str) -> str:
    """Return what is said of a report of that size."""
    return f"{size} is too long for one report (at most {LONGEST:,} characters); split it into the reports it holds"
