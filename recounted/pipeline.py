"""READ FIRST: the whole way of one document, in order, one function a stage.

    bytes -> inputs -> Article -> marks -> Reading, times, places -> claims -> events -> Record

Stages meet only as values of model.py and model_stages.py, and only this file knows their order.
"""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from recounted import __version__, inputs, kinds, pool
from recounted.claims import (
    breakdown,
    checks,
    dates,
    naming,
    numbering,
    responsibility,
    settings,
    speakers,
    speech,
    standing,
    toll,
)
from recounted.claims.event_names import umbrellas
from recounted.claims.speech import Speech
from recounted.events import within
from recounted.inputs.opening import read_opening, told_on
from recounted.languages import recognise
from recounted.marks import decode, encoder, places, quantities, quotes, sentences, times, unread
from recounted.marks.calibration import calibrated
from recounted.model import (
    SCHEMA,
    Article,
    Claim,
    Document,
    Event,
    Failure,
    Reader,
    Reading,
    Record,
    Warning,
    claim_digest,
    digest_of,
    text_id_of,
)
from recounted.model_many import Seen, Taken
from recounted.model_stages import Marks


class Options(NamedTuple):
    """How to read: published (EDTF day) and outlet override what the document says; bounds names a table of vague
    numbers (kinds/bounds) or a file; only "claims" reads only the windows that claims need."""

    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    bounds: str = "default"
    only: str | None = None


AS_IT_IS = Options()

# No stage asks the encoder for these: times and places have rooms of their own, which read words.
_UNASKED = decode.Setting(unread=frozenset({"time", "place", "when", "where"}))
_CLAIMED = frozenset({"number", "harm", "name", "party"})  # roles of the marks that claims are made of


# ---------------------------------------------------------------- the two ways in


def read(
    text: str, *, published: str | None = None, outlet: str | None = None, key: str = "text",
    language: str | None = None, bounds: str = "default", only: str | None = None,
) -> Record:  # fmt: skip
    """Return the record of one text. The text is kept exactly.

    published: the report's date, EDTF to the day; outlet: who publishes it. Both stay null where nothing says so.
    """
    article = inputs.article_of(text, key=key)
    return read_article(article, Options(published, outlet, language, bounds, only))


def read_many(
    paths: Iterable[str], *, jobs: int = 1, options: Options | None = None, **fields: Any
) -> Iterator[Record | Failure]:
    """Yield a Record for each document of paths (files, folders, globs, "-"), a Failure for each that cannot be read.

    The order and the bytes are the same with any number of jobs.
    """
    for item in take_many(paths, jobs, options or Options(**fields)):
        if not isinstance(item, Seen):
            yield item.record if isinstance(item, Taken) else item


def take_many(
    paths: Iterable[str], jobs: int = 1, options: Options = AS_IT_IS, known: Callable[[str], str | None] | None = None
) -> Iterator[Taken | Seen | Failure]:
    """Yield what paths hold as the store takes it: each record with the bytes that it was read from.

    known: given Taken.asked, the id of the document that was read exactly so before, if any (Store.known): such an
    article is not read again, and a Seen stands in its place.
    """
    aside: deque[tuple[bytes, str, str]] = deque()  # what no worker needs; as long as what the pool has in flight

    def unread() -> Iterator[Article | Seen | Failure]:
        for item in inputs.read_articles(paths):
            if isinstance(item, Failure):
                yield item
                continue
            asked, origin = _asked(item, options), item.origin or item.key
            if known and (document := known(asked)):
                yield Seen(document, item.key, origin)
                continue
            original = item.text.encode("utf-8", "surrogatepass") if item.original is None else item.original
            aside.append((original, origin, asked))
            yield msgspec.structs.replace(item, original=None)

    step = functools.partial(_read_or_report, options=options)
    for item in pool.map_in_order(step, unread(), jobs, _lost):
        if isinstance(item, Record):
            yield Taken(item, *aside.popleft())
        elif isinstance(item, Unread):
            aside.popleft()
            yield item.failure
        else:
            yield item


class Unread(NamedTuple):
    """An article that the reader failed on."""

    failure: Failure


def _asked(article: Article, options: Options) -> str:
    """Return the digest of everything that a record depends on. When and how an article was captured is not in it: a
    report that is fetched again unchanged is the same."""
    said = (article.title, article.title_span, article.language, article.url, article.published, article.outlet)
    return digest_of(__version__, list(options), article.key, article.text, said)


def _read_or_report(item: Article | Seen | Failure, options: Options) -> Record | Unread | Seen | Failure:
    if not isinstance(item, Article):
        return item
    try:
        return read_article(item, options)
    except Exception as error:  # one document that breaks the reader is reported, and the rest goes on
        what = f"the reader failed on this document ({type(error).__name__}: {error}); please report it"
        return Unread(Failure(item.origin or item.key, what))


def _lost(item: Article | Seen | Failure) -> Record | Unread | Seen | Failure:
    if not isinstance(item, Article):
        return item
    return Unread(Failure(item.origin or item.key, "the process that read this document was killed; try it alone"))


def read_article(article: Article, options: Options = AS_IT_IS) -> Record:
    """Return the record of one article: the stages in order."""
    language, remarks = recognise.chosen(options.language or article.language or "en", article.text)
    marks, warnings = _marks(article, options, language)
    said = _speech(article, marks, options)
    found = _events(marks, kinds.bounds(options.bounds))
    claims = _claims(marks, said, found)
    events = _told(marks, found.events, claims)
    document = _document(article, marks, said, options)
    reader = Reader("recounted", __version__, language, options.bounds, options.only)
    return Record(
        SCHEMA, reader, document, said.sources, said.statements, said.relay, marks.times, marks.places, events,
        _numbered(document.id, claims), _checks(marks, events, claims), [*article.warnings, *remarks, *warnings],
    )  # fmt: skip


# ---------------------------------------------------------------- marks


def _marks(article: Article, options: Options, language: str) -> tuple[Marks, list[Warning]]:
    text = article.text
    warnings = [] if text.strip() else [Warning(None, "the text is empty")]
    published = options.published or article.published
    opening = read_opening(text, article.title_span, published, language)
    dateline = opening.dateline
    if published is None and dateline is not None:
        published = dateline.date
    warnings += [Warning(dateline.span if dateline else None, remark) for remark in opening.remarks]
    quotations = [q.pieces for q in quotes.quotations(text)]
    reading = encoder.read_marks(text, _UNASKED, options.only, language) if text.strip() else Reading([], [])
    reading = unread.with_unread(text, reading, language)
    # Nothing is marked that can be claimed, so that nobody's word and no date or place of a claim is wanted.
    idle = options.only == "claims" and not any(m.role in _CLAIMED for m in reading.marks)
    reading = Reading([], []) if idle else speakers.with_speakers(text, reading, quotations, language)
    marks = Marks(
        text, language, reading, [] if idle else sentences.sentences(text), quotations,
        [] if idle else times.mark_times(text, told_on(published, dateline), language),
        [] if idle else places.mark_places(text, dateline, language),
        dateline, published, opening.body if dateline else 0,
    )  # fmt: skip
    return marks, warnings


# ---------------------------------------------------------------- speech


def _speech(article: Article, marks: Marks, options: Options) -> Speech:
    outlet = options.outlet or article.outlet
    heard = speech.Heard(marks.text, marks.reading, marks.sentences, marks.quotations, marks.times, marks.body)
    found = speech.speech(heard, outlet, marks.language)
    said = [msgspec.structs.replace(q, confidence=calibrated("statement", q.confidence)) for q in found.statements]
    return found._replace(statements=said)


# ---------------------------------------------------------------- claims and events


def _events(marks: Marks, bounds: kinds.Bounds) -> within.Found:
    """Return the events that a report tells of, with the tolls, from which it is known what it is about."""
    text, reading, language = marks.text, marks.reading, marks.language
    tolls = toll.toll_claims(text, reading, quantities.numbers(text, reading, bounds, language), language)
    names = [m.span for m in reading.marks if m.role == "name"]
    setting = functools.cache(functools.partial(settings.setting_of, marks))
    whole = functools.partial(settings.setting_of_event, marks)
    return within.events_of(within.Told(marks, setting, whole, umbrellas(text, names, language)), tolls)


def _claims(marks: Marks, said: Speech, found: within.Found) -> list[Claim]:
    text, reading, language = marks.text, marks.reading, marks.language
    ground = standing.Ground(text, said, found.of_span, language)
    tolls = breakdown.of_own_voice([ground.toll(claim) for claim in found.tolls])
    names = naming.naming_claims(text, reading, marks.quotations, ground.standing, language, ground.refuses)
    around = responsibility.Around(
        [t.span for t in tolls if t.effect != "detained"],  # who was arrested may well have done it
        [(t.trigger, t.span) for t in tolls if t.trigger and t.effect in responsibility.DONE],
        [p.span for p in marks.places if p.kind not in ("country", "region")],
        [span for claim in names for span in claim.mentions],
        within.of_triggers(found),
    )
    parties = responsibility.responsibility_claims(text, reading, ground.standing, ground.polarity, around, language)
    parties = responsibility.of_others(parties, {s.id: s.name for s in said.sources}, language)
    return numbering.ordered([*tolls, *names, *parties])


def _told(marks: Marks, events: list[Event], claims: list[Claim]) -> list[Event]:
    """Return the events with what the claims tell of them, but those that no claim is about."""
    told = [within.with_claims(event, claims, marks.text, marks.places) for event in events]
    kept = [e for e in told if e.main or any(c.event == e.id for c in claims)]
    return kept if claims else [e for e in kept if e.when or e.where or e.mentions]


# ---------------------------------------------------------------- the record


def _checks(marks: Marks, events: list[Event], claims: list[Claim]) -> list[Any]:
    dateline = (marks.dateline.date, marks.dateline.span) if marks.dateline else None
    main = next((e for e in events if e.main), None)
    faults = times.weekday_faults(marks.times, marks.text, marks.language)
    return [
        *checks.dateline_date(dateline, marks.published),
        *checks.anniversaries(dates.anniversary_check(marks.times, marks.published, main.when if main else None), main),
        *checks.parts_within_total(claims),
        *checks.falling_total(claims),
        *checks.digit_slip(claims),
        *checks.self_contradiction(claims),
        *checks.weekdays([(f.time, f"{f.day} was a {f.was}, not a {f.said}") for f in faults]),
    ]


def _document(article: Article, marks: Marks, said: Speech, options: Options) -> Document:
    text_id = text_id_of(article.text)
    outlet = said.sources[0].name if said.outlet else ""
    published_from = "given" if options.published else article.published_from
    if marks.published and published_from is None:
        published_from = "dateline"
    return Document(
        digest_of(text_id, article.key, outlet), text_id, article.key, article.text, article.title, article.title_span,
        marks.language, article.format, article.encoding, article.url, article.retrieved,
        marks.published, published_from, marks.dateline, said.outlet, said.credit,
    )  # fmt: skip


def _numbered(document_id: str, claims: list[Claim]) -> list[Claim]:
    return [
        msgspec.structs.replace(
            claim,
            digest=claim_digest(document_id, claim),
            confidence=calibrated(numbering.kind_of(claim), claim.confidence),
        )
        for claim in claims
    ]
