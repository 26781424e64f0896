"""Says whether a date is that of the page, of nothing told on it: header, dateline, line of its own, stamp of a post.

In:  a text, a time's span and day, the day of the report.    Out: yes or no.
"VELMAR, September 3 — ...", "VELMAR, CA - SEPTEMBER 3: ...", a line that holds "September 3, 2031 11:16 AM" and no
more, "— Ada Orvo (@adaorvo) September 3, 2031" below what she posted. What stands between is rows of
constructions.csv, room "date_pages".
"""

from __future__ import annotations

import functools
import re
from datetime import date
from typing import NamedTuple

from recounted.languages import constructions
from recounted.model import Span

# The day of the report itself, in its header or dateline: "date 2031-09-03", "VELMAR, September 3. ", "(Feb. 4) –".
_HEADED = re.compile(r"\)?(?:\s*[—–]|\s*-\s|[.:]\s|\s+\(|\s*\n)")
_PLACED = re.compile(r"(?:[A-Z][\w.'’-]*,?[ \u00a0(]+){1,6}(?:[-—–][ \u00a0]?)?$")
HEAD = 120  # code points of a report in which its header and dateline end
ALONE = 40  # code points at most that stand beside a day alone on its line: its weekday, its hour
FILED = 2  # days at most from a dateline to the day of the report


class _Words(NamedTuple):
    """Constructions of the room "date_pages"."""

    header: re.Pattern[str]  # "date 2031-09-03"
    dated: re.Pattern[str]
    stamp: re.Pattern[str]  # "Ada Orvo (@adaorvo) " before the day of a post
    alone: re.Pattern[str]  # what may stand beside a day on a line that holds no more: its weekday, its hour


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "date_pages", language)


def dates_page(text: str, span: Span, day: date | None, report: date | None, language: str = "en") -> bool:
    """Say whether a time dates the page: day is its own, report that of the report; None where there is none."""
    if not any(c.isdigit() for c in text[slice(*span)]):
        return False  # "Torvik Fire Monday: ..." is a title
    if _words(language).stamp.search(text, max(0, span[0] - HEAD), span[0]):
        return True
    if day is None or report is None or (report - day).days > FILED:
        return False
    return (day == report and _is_alone(text, span, language)) or _heads(text, span, language)


def _is_alone(text: str, span: Span, language: str) -> bool:
    """Say whether a time and its like are all that a line holds."""
    start = text.rfind("\n", max(0, span[0] - ALONE), span[0]) + 1
    end = text.find("\n", span[1], span[1] + ALONE)
    end = end if end >= 0 else len(text)
    if max(span[0] - start, end - span[1]) >= ALONE or (start == 0 and end == len(text)):
        return False  # a longer line, or a report of one line
    alone = _words(language).alone
    return alone.fullmatch(text, start, span[0]) is not None and alone.fullmatch(text, span[1], end) is not None


def _heads(text: str, span: Span, language: str) -> bool:
    """Say whether a time stands in the header or the dateline of the report."""
    if span[0] >= HEAD:
        return False
    if _words(language).header.fullmatch(text, 0, span[0]):
        return True
    before = text[: span[0]].rpartition("\n")[2]
    header = _words(language).dated.match(before)
    placed = _PLACED.fullmatch(before[header.end() :] if header else before)
    return bool(placed and _HEADED.match(text, span[1]))
