"""READ FIRST: the whole way of one document, in order, one function a stage.

    bytes -> inputs -> Article -> marks -> Reading, times, places -> claims -> events -> Record

Stages meet only as values of model.py, and only this file knows their order.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from recounted import __version__, inputs, kinds, pool
from recounted.claims import (
    accusations,
    breakdown,
    channels,
    checks,
    dates,
    naming,
    responsibility,
    speakers,
    speech,
    toll,
    when,
    where,
)
from recounted.claims.event_names import umbrellas
from recounted.claims.speech import Speech
from recounted.events import telling, within
from recounted.inputs.opening import read_opening
from recounted.languages import recognise
from recounted.languages.en import asides, rules
from recounted.marks import decode, encoder, places, quantities, quotes, sentences, times
from recounted.marks.calibration import calibrated
from recounted.model import (
    SCHEMA,
    Article,
    Claim,
    Dateline,
    Document,
    Event,
    Failure,
    Mark,
    NamingClaim,
    Place,
    Reader,
    Reading,
    Record,
    Span,
    Time,
    TollClaim,
    Warning,
    claim_digest,
    digest_of,
    text_id_of,
)
from recounted.model_many import Seen, Taken


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


class Marks(NamedTuple):
    """Everything that is marked in one text before anything is claimed of it."""

    text: str
    reading: Reading
    sentences: list[Span]
    quotations: list[list[Span]]
    times: list[Time]
    places: list[Place]
    dateline: Dateline | None
    published: str | None


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
    language, remarks = _language(article, options)
    marks, warnings = _marks(article, options)
    said = _speech(article, marks, options, language)
    bounds = kinds.bounds(options.bounds)
    events, claims, places_named = _claims(marks, said, bounds, language)
    found = _checks(marks, events, claims)
    document = _document(article, marks, said, options, language)
    numbered = _numbered(document.id, claims)
    reader = Reader("recounted", __version__, language, options.bounds, options.only)
    return Record(
        SCHEMA, reader, document, said.sources, said.statements, said.relay, marks.times, places_named, events,
        numbered, found, [*article.warnings, *remarks, *warnings],
    )  # fmt: skip


def _language(article: Article, options: Options) -> tuple[str, list[Warning]]:
    """Return the language whose tables read the article, and a warning if it is another's."""
    named = options.language or article.language or "en"
    code = recognise.code_of(named)
    if code is None:
        return "en", [Warning(None, f"there are no tables for the language {named!r}; it was read with those of 'en'")]
    if not recognise.looks_like(article.text, code):
        return code, [
            Warning(None, f"the text does not look like its language, {code!r}: it has next to no common word of it")
        ]
    return code, []


# ---------------------------------------------------------------- marks


def _marks(article: Article, options: Options) -> tuple[Marks, list[Warning]]:
    text = article.text
    warnings = [] if text.strip() else [Warning(None, "the text is empty")]
    published = options.published or article.published
    opening = read_opening(text, article.title_span, published)
    dateline = opening.dateline
    if published is None and dateline is not None:
        published = dateline.date
    warnings += [Warning(dateline.span if dateline else None, remark) for remark in opening.remarks]
    quotations = [q.pieces for q in quotes.quotations(text)]
    reading = encoder.read_marks(text, _UNASKED, options.only) if text.strip() else Reading([], [])
    # Nothing is marked that can be claimed, so that nobody's word and no date or place of a claim is wanted.
    idle = options.only == "claims" and not any(m.role in _CLAIMED for m in reading.marks)
    reading = Reading([], []) if idle else speakers.with_speakers(text, reading, quotations)
    marks = Marks(
        text, reading, [] if idle else sentences.sentences(text), quotations,
        [] if idle else times.mark_times(text, _told_on(published, dateline)),
        [] if idle else places.mark_places(text, dateline),
        dateline, published,
    )  # fmt: skip
    return marks, warnings


def _told_on(published: str | None, dateline: Dateline | None) -> str | None:
    """Return the day from which "tonight" and "Monday" are told: the dateline's, where the report was printed a day or
    two after, else the day of publication."""
    if published is None or dateline is None or dateline.date is None or len(dateline.date) != DAY:
        return published
    late = (datetime.date.fromisoformat(published[:DAY]) - datetime.date.fromisoformat(dateline.date)).days
    return dateline.date if 0 < late <= PRINTED else published


PRINTED = 3  # days at most from a dateline to the paper


# ---------------------------------------------------------------- speech


def _speech(article: Article, marks: Marks, options: Options, language: str) -> Speech:
    outlet = options.outlet or article.outlet
    heard = speech.Heard(marks.text, marks.reading, marks.sentences, marks.quotations, marks.times)
    found = speech.speech(heard, outlet, language)
    said = [msgspec.structs.replace(q, confidence=calibrated("statement", q.confidence)) for q in found.statements]
    return found._replace(statements=said)


# ---------------------------------------------------------------- claims and events


_REFUSES = re.compile(r"\b(?:refus|declin|reject|object|avoid)", re.IGNORECASE)


def _claims(
    marks: Marks, said: Speech, bounds: kinds.Bounds, language: str
) -> tuple[list[Event], list[Claim], list[Place]]:
    text, reading = marks.text, marks.reading
    tolls = toll.toll_claims(text, reading, quantities.numbers(text, reading, bounds, language), language)
    ladder = functools.partial(_setting, marks)
    main = _main_event(marks, tolls)
    tolls = [_of_main(t, main, ladder(t.trigger or t.span)) for t in tolls]
    aside = [t for t in tolls if t.scope in ("background", "cumulative")]
    named = [m for m in reading.marks if m.role == "name"]
    wide = umbrellas(text, [m.span for m in named], language)
    other = [
        m for m in named if (m.readings["other"]["yes"] >= 0.5 and not _is_of(main, ladder(m.span))) or m.span in wide
    ]
    passing = [
        *(_passing(marks, t.span, ladder(t.trigger or t.span)) for t in aside),
        *(_passing(marks, m.span, ladder(m.span)) for m in other),
    ]
    apart = _apart(marks, tolls, [p for p in passing if p.span not in wide], main, ladder)
    passing += [_passing(marks, t.span, ladder(t.trigger or t.span)) for t in apart]
    if apart:
        gone = {channels.sentence_at(marks.sentences, t.span[0]) for t in apart}
        main = _main_event(marks, [t for t in tolls if t not in apart], gone)
    more, of_span = within.passing_events(passing, 1)
    events = [main, *more]

    def stand(mark: Mark) -> naming.Standing:
        return naming.Standing(*speech.voice_of(mark.span, said), of_span.get(mark.span, "e0"))

    def polarity(statement: str | None) -> str:
        return next((q.polarity for q in said.statements if q.id == statement), "affirmed")

    def refuses(statement: str | None) -> bool:
        said_in = next((q for q in said.statements if q.id == statement), None)
        cue = text[slice(*said_in.cue)] if said_in and said_in.cue else ""
        return said_in is not None and (said_in.polarity in ("denied", "questioned") or bool(_REFUSES.search(cue)))

    def of_harm(statement: str | None) -> str:
        content = next((q.content[0] for q in said.statements if q.id == statement), (0, 0))
        return "affirmed" if accusations.is_role(text[slice(*content)], language) else polarity(statement)

    tolls = [
        _placed(
            t,
            marks,
            said,
            of_span.get(t.span, "e0"),
            _within(main, of_span.get(t.span), ladder(t.trigger or t.span)),
            of_harm,
        )
        for t in tolls
    ]
    tolls = breakdown.of_own_voice(tolls)
    names = naming.naming_claims(text, reading, marks.quotations, stand, language, refuses)
    around = responsibility.Around(
        [t.span for t in tolls],
        [(t.trigger, t.span) for t in tolls if t.trigger],
        [p.span for p in marks.places if p.kind not in ("country", "region")],
        [span for claim in names for span in claim.mentions],
    )
    parties = responsibility.responsibility_claims(text, reading, stand, polarity, around, language)
    parties = responsibility.of_others(parties, {s.id: s.name for s in said.sources})
    claims: list[Claim] = [*tolls, *names, *parties]
    claims, tolls = _ordered(claims)
    events = [_told(event, tolls, claims, marks) for event in events]
    kept = [e for e in events if e.main or any(c.event == e.id for c in claims)]
    if not claims:
        kept = [e for e in kept if e.when or e.where or e.mentions]
    return kept, claims, marks.places


def _setting(marks: Marks, span: Span) -> within.Setting:
    date, date_from, _ = when.when_of(marks.text, span, marks.times, marks.sentences, marks.published)
    place, place_from = where.where_of(marks.text, span, marks.places, marks.sentences, marks.dateline)
    return within.Setting(date, date_from, place, place_from)


def _passing(marks: Marks, span: Span, setting: within.Setting) -> within.Passing:
    return within.Passing(span, channels.sentence_at(marks.sentences, span[0]), setting)


def _apart(
    marks: Marks,
    tolls: list[TollClaim],
    named: list[within.Passing],
    main: Event,
    ladder: Callable[[Span], within.Setting],
) -> list[TollClaim]:
    """Return the tolls that the words hand to another event ("in a separate incident"), and those whose sentence names
    another event and dates it apart from the main one ("the ambush of last May killed two")."""
    others = {(p.sentence, p.setting.when) for p in named if _is_apart(p.setting, main)}
    out = []
    for claim in tolls:
        if claim.scope in ("event", "daily"):
            sentence = channels.sentence_at(marks.sentences, claim.span[0])
            separate = asides.is_separate(marks.text, sentence[0], claim.span[0])
            if separate or (others and (sentence, ladder(claim.trigger or claim.span).when) in others):
                out.append(claim)
    return [] if len(out) == len(tolls) else out


def _is_of(main: Event, setting: within.Setting) -> bool:
    """Say whether what a clause or a sentence dates is on the main event's very day."""
    near = setting.when_from in ("clause", "sentence")
    return near and main.when is not None and len(main.when) >= DAY and setting.when == main.when


def _is_apart(setting: within.Setting, main: Event) -> bool:
    """Say whether a clause or sentence gives a date of its own that is not the main event's."""
    near = setting.when_from in ("clause", "sentence") and setting.when is not None
    return near and main.when is not None and setting.when != main.when


def _main_event(marks: Marks, tolls: list[TollClaim], gone: Iterable[Span] = ()) -> Event:
    """Return the event that a report is about, without its toll. gone: sentences that tell of another event."""
    harm = [t.trigger or t.span for t in tolls if t.scope in ("event", "daily")]
    harm = harm or [t.trigger or t.span for t in tolls]  # a report of what is long past tells of nothing else
    named = [m.span for m in marks.reading.marks if m.role == "name" and m.readings["other"]["yes"] < 0.5]
    names = [span for span in named if not any(a <= span[0] < b for a, b in gone)]
    dated = [t for t in marks.times if not any(a <= t.span[0] < b for a, b in gone)]
    near = [p for p in marks.places if not any(a <= p.span[0] < b for a, b in gone)]
    date, date_from, _ = when.event_when(marks.text, harm or names, dated, marks.sentences, marks.published)
    place, place_from = where.event_where(marks.text, [*harm, *names], near, marks.sentences, marks.dateline)
    return Event("e0", "", True, date, date_from, place, place_from, sorted(names))


def _of_main(claim: TollClaim, main: Event, setting: within.Setting) -> TollClaim:
    """Return the claim as one of the main event where it is read as background but stands on that event's very day and
    at its place: the report of an anniversary tells of what it remembers."""
    same = main.when is not None and len(main.when) >= DAY and setting.when == main.when and setting.where == main.where
    near = {setting.when_from, setting.where_from} <= {"clause", "sentence"}  # said of it, not of the whole report
    passing = claim.scope == "background" and same and near and main.where is not None
    return msgspec.structs.replace(claim, scope="event") if passing else claim


DAY = len("1917-12-06")  # an EDTF that is at least a day


def _within(main: Event, other: str | None, setting: within.Setting) -> within.Setting:
    """Return a claim's setting: of a claim of the main event the event's place, where only the report tells one."""
    if other is None and setting.where_from == "document" and main.where is not None:
        return setting._replace(where=main.where)
    return setting


def _placed(
    claim: TollClaim, marks: Marks, said: Speech, event: str, setting: within.Setting, polarity: Any
) -> TollClaim:
    chain, said_in = speech.voice_of(claim.span, said)
    denied = claim.status == "asserted" and polarity(said_in) == "denied"
    status = "denied" if denied and not _is_presupposed(claim, said_in, marks.text, said) else claim.status
    return msgspec.structs.replace(
        claim, voice=chain, said_in=said_in, event=event, status=status, when=setting.when, when_from=setting.when_from,
        where=setting.where, where_from=setting.where_from,
    )  # fmt: skip


def _is_presupposed(claim: TollClaim, said_in: str | None, text: str, said: Speech) -> bool:
    """Say whether a claim stands in a relative clause of its statement, which a denial leaves as it is."""
    harm = claim.trigger or claim.span
    told = min(claim.span[0], harm[0])
    content = next((q.content for q in said.statements if q.id == said_in), [])
    begins = [a for a, b in content if a <= told < b]
    return bool(begins) and rules.is_presupposed(text, begins[0], claim.span, harm)


def _ordered(claims: list[Claim]) -> tuple[list[Claim], list[TollClaim]]:
    """Return the claims in text order with ids c0, c1 …, and their references to one another renamed along."""
    order = sorted(
        range(len(claims)),
        key=lambda n: (claims[n].span, ("toll", "naming", "responsibility").index(_kind(claims[n])), n),
    )
    renamed = {claims[n].id: f"c{k}" for k, n in enumerate(order) if claims[n].id}
    out: list[Claim] = []
    for k, n in enumerate(order):
        claim = msgspec.structs.replace(claims[n], id=f"c{k}")
        if isinstance(claim, TollClaim):
            claim = msgspec.structs.replace(
                claim, part_of=renamed.get(claim.part_of or ""), same_people=renamed.get(claim.same_people or "")
            )
        out.append(claim)
    return out, [c for c in out if isinstance(c, TollClaim)]


def _kind(claim: Claim) -> str:
    return "toll" if isinstance(claim, TollClaim) else "naming" if isinstance(claim, NamingClaim) else "responsibility"


def _told(event: Event, tolls: list[TollClaim], claims: list[Claim], marks: Marks) -> Event:
    own = [t for t in tolls if t.event == event.id]
    place = next((p for p in marks.places if p.id == event.where), None)
    terms = [c for c in claims if isinstance(c, NamingClaim) and c.event == event.id]
    named = within.label(event.when, place, None)
    mentions = sorted({*event.mentions, *(span for c in terms for span in c.mentions)})
    return msgspec.structs.replace(event, label=named, mentions=mentions, toll=telling.telling(marks.text, own))


# ---------------------------------------------------------------- the record


def _checks(marks: Marks, events: list[Event], claims: list[Claim]) -> list[Any]:
    dateline = (marks.dateline.date, marks.dateline.span) if marks.dateline else None
    main = next((e for e in events if e.main), None)
    return [
        *checks.dateline_date(dateline, marks.published),
        *checks.anniversaries(dates.anniversary_check(marks.times, marks.published, main.when if main else None), main),
        *checks.parts_within_total(claims),
        *checks.falling_total(claims),
        *checks.digit_slip(claims),
        *checks.self_contradiction(claims),
        *checks.weekdays(
            [(f.time, f"{f.day} was a {f.was}, not a {f.said}") for f in times.weekday_faults(marks.times, marks.text)]
        ),
    ]


def _document(article: Article, marks: Marks, said: Speech, options: Options, language: str) -> Document:
    text_id = text_id_of(article.text)
    outlet = said.sources[0].name if said.outlet else ""
    published_from = "given" if options.published else article.published_from
    if marks.published and published_from is None:
        published_from = "dateline"
    return Document(
        digest_of(text_id, article.key, outlet), text_id, article.key, article.text, article.title, article.title_span,
        language, article.format, article.encoding, article.url, article.retrieved,
        marks.published, published_from, marks.dateline, said.outlet, said.credit,
    )  # fmt: skip


def _numbered(document_id: str, claims: list[Claim]) -> list[Claim]:
    return [
        msgspec.structs.replace(
            claim, digest=claim_digest(document_id, claim), confidence=calibrated(_kind(claim), claim.confidence)
        )
        for claim in claims
    ]
