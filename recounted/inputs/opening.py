"""What stands before a report's first sentence: the ` date YYYY-MM-DD ` header, the title, the dateline, the credit.

In:  a text, its title, and the day it was published, where known otherwise.    Out: an Opening, of spans into the text.
Words live in languages/<code>/time_words.csv (months) and slugs.csv (capitals that are no place).
"""

from __future__ import annotations

import datetime
import functools
import re

from recounted import languages
from recounted.inputs import dates
from recounted.model import Dateline, Frozen, Span

_HEADER = re.compile(r"\s?date (\d{4}-\d{2}-\d{2})(?: |$)")
_DAY = len("1917-12-06")  # an EDTF that is a day
_PRINTED = 3  # days at most from a dateline to the paper
_LINES = 5  # a dateline stands within so many lines that hold something: title, deck, byline, agency, dateline
_SHORT = 160  # characters of a line above a dateline; a longer one is the report's first paragraph

_PARAGRAPH = 90  # characters at least of a paragraph that a city and a colon open

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"{_UPPER}[\w.'’-]*"
_REGION = rf"{_WORD}(?:\s(?:(?:of|and|the|de|del|la)\s)*{_WORD}){{0,3}}"
_CLOSE = r"\s*(?P<close>\.?\s?[–—―]|\.?--+|[-:](?=\s)|\.(?=\s))\s*"


class Opening(Frozen, frozen=True):
    """header: the day that a ` date ` header gives. body: where the report's first sentence begins.

    credit: agencies in parentheses in the dateline, with credit_spans beside them. remarks: what of the dateline could
    not be read.
    """

    header: str | None
    dateline: Dateline | None
    credit: list[str]
    credit_spans: list[Span]
    body: int
    remarks: list[str]


def told_on(published: str | None, dateline: Dateline | None) -> str | None:
    """Return the day from which "tonight" and "Monday" are told: the dateline's, where the report was printed a day or
    two after, else the day of publication."""
    if published is None or dateline is None or dateline.date is None or len(dateline.date) != _DAY:
        return published
    late = (datetime.date.fromisoformat(published[:_DAY]) - datetime.date.fromisoformat(dateline.date)).days
    return dateline.date if 0 < late <= _PRINTED else published


def read_header(text: str) -> tuple[str | None, int, str | None]:
    """Return (day or None, offset at which the text goes on, remark or None) of a ` date YYYY-MM-DD ` header."""
    match = _HEADER.match(text)
    if not match:
        return None, 0, None
    try:
        return dates.find_date(match[1]), match.end(), None
    except ValueError as error:
        return None, match.end(), f"the date header {error}"


def read_dateline(text: str, published: str | None = None, language: str = "en") -> Dateline | None:
    """Return the dateline of text, if it has one. `published` gives the year that the dateline leaves out."""
    return read_opening(text, published=published, language=language).dateline


def read_opening(
    text: str, title_span: Span | None = None, published: str | None = None, language: str = "en"
) -> Opening:
    """Return what stands before the report's first sentence.

    published: an EDTF day that the caller or the carrier gives; without it the header's day is taken. A dateline that
    prints no year takes that of the day nearest to it; where nothing gives a year, its date is None, its place stays.
    """
    header, start, _ = read_header(text)  # its remark is the article's
    known = published or header
    if title_span and title_span[0] <= start + 2:
        start = max(start, title_span[1])
    body = start
    for count, (at, end) in enumerate(_lines(text, start)):
        found = _dateline_at(text, at, end, known, language, titled=count > 0)
        if found:
            dateline, credits, body, remark = found
            remarks = [remark] if remark else []
            return Opening(header, dateline, [text[a:b] for a, b in credits], credits, body, remarks)
        if agency := _credit_pattern(language).match(text, at, min(end, at + _SHORT)):
            credits = _parts(text, *agency.span("agency"))
            return Opening(header, None, [text[a:b] for a, b in credits], credits, agency.end(), [])
        if count + 1 >= _LINES or end - at > _SHORT:
            break
    return Opening(header, None, [], [], _first_word(text, body), [])


def _lines(text: str, start: int) -> list[Span]:
    spans, limit = [], start + _LINES * (_SHORT + 1) + 4096
    for match in re.compile(r"[^\n\r]*\S[^\n\r]*").finditer(text, start, limit):
        spans.append((match.start(), match.end()))
        if len(spans) == _LINES:
            break
    return spans


def _first_word(text: str, at: int) -> int:
    match = re.compile(r"\S").search(text, at)
    return match.start() if match else len(text)


_AGENCY = rf"{_UPPER}[^()\n—]{{1,40}}?"


def _printed(language: str) -> str:
    # The words are read again by _date, which knows what a missing year means.
    month = dates.month_pattern(language)
    return rf"(?i:(?:{month}\s*\d{{1,2}}|\d{{1,2}}\s+{month})(?:,?\s+\d{{4}})?)"


@functools.cache
def _credit_pattern(language: str) -> re.Pattern[str]:
    """An agency and no place: "(AP) —", "Feb 26 (Reuters) - "."""
    return re.compile(rf"\s*(?:{_printed(language)}\s*)?\((?P<agency>{_AGENCY})\){_CLOSE}")


@functools.cache
def _dateline_pattern(language: str) -> re.Pattern[str]:
    def agency(number: int) -> str:
        return rf"(?:\((?P<agency{number}>{_AGENCY})\)|/(?P<slashed{number}>{_AGENCY})/)"

    return re.compile(
        rf"\s*(?P<place>(?P<city>{_WORD}(?:(?: and |[ /]){_WORD}){{0,4}})(?:,\s+{_REGION}){{0,2}}?)"
        rf"(?:\s*{agency(1)})?"
        rf"(?:[,.]?\s+(?P<date>{_printed(language)}))?"
        rf"(?:[,.]?\s*{agency(2)})?"
        rf"{_CLOSE}"
    )


@functools.cache
def _slugs(language: str) -> frozenset[str]:
    """Return what stands where a place would and is none, in capitals: slugs, days of the week, months."""
    words = {row["form"] for row in languages.table(language, "slugs")}
    calendar = {row["form"] for row in dates.calendar_words(language, "month", "weekday")}
    return frozenset(word.upper() for word in words | calendar)


Found = tuple[Dateline, list[Span], int, str | None]


def _dateline_at(text: str, at: int, end: int, known: str | None, language: str, titled: bool) -> Found | None:
    """Return (dateline, spans of credits, offset of the first sentence, remark) of the line [at, end), or None.

    A city in capitals is enough before a dash; any other wording needs a date or an agency, and a full stop or colon
    that closes it needs a date: names and headlines look like places too. titled: whether a title stands above; then
    a city in capitals before a colon and a whole paragraph is one too ("ORSK: At least nine …").
    """
    match = _dateline_pattern(language).match(text, at, min(end, at + _SHORT))
    if not match:
        return None
    city, printed, close = match["city"], match["date"], match["close"]
    agencies = [match.span(group) for group in ("agency1", "slashed1", "agency2", "slashed2") if match[group]]
    letters = city.replace(" and ", " ")
    # What follows must have small letters: in a headline all in capitals, a dash follows anything.
    capitals = (
        letters == letters.upper() and len(city) >= 3 and text[match.end() : end].upper() != text[match.end() : end]
    )
    if city.upper() in _slugs(language) or not (printed or agencies or capitals):
        return None
    opens = titled and capitals and close == ":" and end - match.end() >= _PARAGRAPH
    if not printed and not opens and (close == "." or (close in ":" and not agencies)):
        return None
    date, remark = _date(printed, known, language) if printed else (None, None)
    last = match.end("date") if printed else match.end("place")
    spans = [part for span in agencies for part in _parts(text, *span)]
    return Dateline(match["place"], date, (match.start("place"), last)), spans, match.end(), remark


def _parts(text: str, start: int, end: int) -> list[Span]:
    """Return the spans of the agencies in "AP/Reuters"."""
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"[^/\s][^/]*[^/\s]", text[start:end])]


def _date(printed: str, known: str | None, language: str) -> tuple[str | None, str | None]:
    """Return (EDTF day or None, remark or None) of a dateline's date; a year not printed is that nearest to `known`."""
    words = printed.replace(",", " ")
    try:
        if re.search(r"\d{4}", words):
            return dates.find_date(words, language), None
        if not known:
            return None, None
        then = datetime.date.fromisoformat(known)
        days = [_day_or_none(words, year, language) for year in (then.year - 1, then.year, then.year + 1)]
        real = [day for day in days if day]
        if not real:
            raise ValueError(f"{printed!r} is no day of the calendar")
        return min(real, key=lambda day: abs((datetime.date.fromisoformat(day) - then).days)), None
    except ValueError as error:
        return None, f"the dateline's date {error}"


def _day_or_none(words: str, year: int, language: str) -> str | None:
    try:
        return dates.find_date(f"{words} {year}", language)
    except ValueError:
        return None


def place_title(text: str, title: str | None) -> tuple[str, str | None, Span | None]:
    """Return (text, title, title_span): a title that does not open the text is put before it with a blank line.

    A title that opens it, give or take case, spaces and the shape of quotation marks, is taken in the text's wording.
    """
    title = " ".join(title.split()) if title else None
    if not title:
        return text, None, None
    _, start, _ = read_header(text)
    words = [re.sub(r"[\"“”„«»'‘’‚]|&quot;", "[\"“”„«»'‘’‚]", re.escape(word)) for word in title.split()]
    match = re.compile(r"\s*(" + r"\s+".join(words) + r")(?!\w)", re.IGNORECASE).match(text, start)
    if match:
        return text, match[1], match.span(1)
    return f"{title}\n\n{text}", title, (0, len(title))
