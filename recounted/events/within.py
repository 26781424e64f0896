"""Finds the events that one report tells of: the one it is about, and those it mentions in passing.

In:  Marks, tolls with their scope, ways to tell when and where something was.    Out: Found: the events, which of them
each span tells of, the tolls with event and setting; an Event's label, mentions and toll.
The main event takes every claim that is not background, unless the words hand it to another one. Background figures and
words make events of their own, one a sentence or one a date and place that they share, so that figures of different
events are never compared as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from recounted.events import telling
from recounted.languages.en import asides
from recounted.model import Claim, Event, NamingClaim, Place, Span, TollClaim
from recounted.model_stages import Marks, Setting

DAY = len("1917-12-06")  # an EDTF that is at least a day
FAR = 0.3  # degrees between two settlements that are not one town and its suburb (some 25 km)
_AFTER = frozenset({"detained", "rescued"})  # effects of what comes after: an arrest dates no shooting
ENTRIES = 3  # paragraphs that a date opens make a timeline
_ENTRY = re.compile(r"\s*[–—:-]\s")
_NEAR = ("clause", "sentence")  # from where a setting is told of a claim itself, and not of the whole report


class Told(NamedTuple):
    """What a report tells, before its events are known.

    setting: when and where the words at a span are set. whole: the setting of the event that words of harm and names
    tell of, sentences of another event left out. umbrellas: names of what the event is only a part of.
    """

    marks: Marks
    setting: Callable[[Span], Setting]
    whole: Callable[[Sequence[Span], Sequence[Span], Sequence[Span]], Setting]
    umbrellas: set[Span]


class Passing(NamedTuple):
    """A background claim or word: its span, its sentence, its own setting."""

    span: Span
    sentence: Span
    setting: Setting


class Found(NamedTuple):
    """events: the main one first, without toll; of_span: span -> id of the event mentioned in passing that it tells of;
    tolls: the claims with event and setting."""

    events: list[Event]
    of_span: dict[Span, str]
    tolls: list[TollClaim]


def events_of(told: Told, tolls: list[TollClaim]) -> Found:
    """Return the events that a report tells of."""
    main = _main(told, tolls, _remembered(told, tolls))
    recalled = asides.recalled(told.marks.text, told.marks.language)
    tolls = [
        claim if any(a <= claim.span[0] < b for a, b in recalled) else _of_main(claim, main, told.setting(_at(claim)))
        for claim in tolls
    ]
    named = [m for m in told.marks.reading.marks if m.role == "name"]
    other = [
        m.span for m in named
        if (m.readings["other"]["yes"] >= 0.5 and not _is_of(main, told.setting(m.span))) or m.span in told.umbrellas
    ]  # fmt: skip
    passing = [_passing(told, t.span, _at(t)) for t in tolls if t.scope in ("background", "cumulative")]
    passing += [_passing(told, span, span) for span in other]
    apart = _apart(told, tolls, [p for p in passing if p.span not in told.umbrellas], main)
    if apart:
        passing += [_passing(told, t.span, _at(t)) for t in apart]
        elsewhere = [*_remembered(told, tolls), *(told.marks.sentence_at(t.span[0]) for t in apart)]
        main = _main(told, [t for t in tolls if t not in apart], elsewhere)
    more, of_span = passing_events(passing, 1)
    placed = [_placed(claim, of_span.get(claim.span), told.setting(_at(claim)), main) for claim in tolls]
    return Found([main, *more], of_span, _unlinked(placed))


def of_triggers(found: Found) -> dict[Span, str]:
    """Return word of harm -> the event in passing that it tells of, where it tells nothing of the main one."""
    main = found.events[0].id
    own = {t.trigger for t in found.tolls if t.event == main}
    return {t.trigger: t.event for t in found.tolls if t.trigger and t.event and t.trigger not in own}


def _unlinked(tolls: list[TollClaim]) -> list[TollClaim]:
    """Return the tolls without links to those of another event: nobody wounded there is one of the wounded here."""
    event = {t.id: t.event for t in tolls}
    return [
        msgspec.structs.replace(
            t,
            part_of=t.part_of if event.get(t.part_of or "", t.event) == t.event else None,
            same_people=t.same_people if event.get(t.same_people or "", t.event) == t.event else None,
        )
        for t in tolls
    ]


def _remembered(told: Told, tolls: list[TollClaim]) -> list[Span]:
    """Return the sentences that tell of nobody but those of another time, where the report tells of its own event too:
    "The toll exceeds that of the Orlando nightclub, where 49 died last year"."""
    numbered = [t for t in tolls if t.scope in ("event", "daily") and t.low is not None]
    own = {told.marks.sentence_at(t.span[0]) for t in numbered}
    past = {told.marks.sentence_at(t.span[0]) for t in tolls if t.scope in ("background", "cumulative")}
    return sorted(past - own) if own else []


def _at(claim: TollClaim) -> Span:
    """Return where a toll's harm is told."""
    return claim.trigger or claim.span


def _passing(told: Told, span: Span, at: Span) -> Passing:
    return Passing(span, told.marks.sentence_at(span[0]), told.setting(at))


# ---------------------------------------------------------------- the main event


def _main(told: Told, tolls: list[TollClaim], elsewhere: list[Span]) -> Event:
    """Return the event that a report is about, without its toll. elsewhere: sentences that tell of another event."""
    own = [t for t in tolls if t.scope in ("event", "daily")]
    harm = [_at(t) for t in own if t.effect not in _AFTER] or [_at(t) for t in own]
    harm = harm or [_at(t) for t in tolls]  # a report of what is long past tells of nothing else
    named = [m.span for m in told.marks.reading.marks if m.role == "name" and m.readings["other"]["yes"] < 0.5]
    names = [span for span in named if not any(a <= span[0] < b for a, b in elsewhere)]
    setting = told.whole(harm, names, elsewhere)
    return Event("e0", "", True, *setting, mentions=sorted(names))


def _of_main(claim: TollClaim, main: Event, setting: Setting) -> TollClaim:
    """Return the claim as one of the main event where it is read as background but stands on that event's very day and
    at its place: the report of an anniversary tells of what it remembers."""
    same = main.when is not None and len(main.when) >= DAY and setting.when == main.when and setting.where == main.where
    near = {setting.when_from, setting.where_from} <= set(_NEAR)  # said of it, not of the whole report
    passing = claim.scope == "background" and same and near and main.where is not None
    return msgspec.structs.replace(claim, scope="event") if passing else claim


def _is_of(main: Event, setting: Setting) -> bool:
    """Say whether what a clause or a sentence dates is on the main event's very day."""
    near = setting.when_from in _NEAR
    return near and main.when is not None and len(main.when) >= DAY and setting.when == main.when


def _is_apart(setting: Setting, main: Event) -> bool:
    """Say whether a clause or sentence gives a date of its own that is not the main event's."""
    near = setting.when_from in _NEAR and setting.when is not None
    return near and main.when is not None and setting.when != main.when


def _entries(marks: Marks) -> dict[Span, str]:
    """Return the paragraphs of a timeline -> their day: "Nov. 3 – A bomb …", each opened by a date and a dash or colon;
    none where there are fewer than ENTRIES."""
    opened: dict[Span, str] = {}
    for time in marks.times:
        start = marks.text.rfind("\n", 0, time.span[0]) + 1
        bare = not marks.text[start : time.span[0]].strip(" •*·▪-–")
        if bare and time.edtf and len(time.edtf) >= DAY and _ENTRY.match(marks.text, time.span[1]):
            end = marks.text.find("\n", start)
            opened[start, end if end >= 0 else len(marks.text)] = time.edtf
    return opened if len(opened) >= ENTRIES else {}


def _is_another_day(setting: Setting, main: Event) -> bool:
    """Say whether a clause or sentence gives a day that is none of the main event's."""
    if setting.when_from not in _NEAR or main.when is None or setting.when is None:
        return False
    if min(len(main.when), len(setting.when)) < DAY:
        return False
    (one, first), (other, last) = (sorted((w[:DAY], w[-DAY:])) for w in (main.when, setting.when))
    return first < other or last < one


def _is_another_place(places: Sequence[Place], setting: Setting, main: Event) -> bool:
    """Say whether a clause or sentence gives a place that is neither the main event's nor may hold it or lie in it: a
    settlement some way off, or a region of another country."""
    of_id = {p.id: p for p in places}
    here, there = of_id.get(setting.where or ""), of_id.get(main.where or "")
    if here is None or there is None or setting.where_from not in _NEAR:
        return False
    if None in (here.lat, here.lon, there.lat, there.lon) or "country" in (here.kind, there.kind):
        return False
    if here.country != there.country:
        return True
    wide = {"region", "sea", "lake"} & {here.kind, there.kind}
    far = max(abs((here.lat or 0) - (there.lat or 0)), abs((here.lon or 0) - (there.lon or 0)))
    return not wide and far > FAR


def _apart(told: Told, tolls: list[TollClaim], named: list[Passing], main: Event) -> list[TollClaim]:
    """Return the tolls that the words hand to another event ("in a separate incident"), those whose sentence names
    another event and dates it apart from the main one ("the ambush of last May killed two"), and those of another day
    and another place."""
    others = {(p.sentence, p.setting.when) for p in named if _is_apart(p.setting, main)}
    entries = _entries(told.marks)
    out = []
    for claim in tolls:
        if claim.scope in ("event", "daily"):
            sentence = told.marks.sentence_at(claim.span[0])
            separate = asides.is_separate(told.marks.text, sentence[0], claim.span[0], told.marks.language)
            setting = told.setting(_at(claim))
            elsewhere = _is_another_day(setting, main) and _is_another_place(told.marks.places, setting, main)
            entry = next((day for (a, b), day in entries.items() if a <= claim.span[0] < b), None)
            listed = entry is not None and _is_another_day(setting._replace(when=entry, when_from="clause"), main)
            if separate or elsewhere or listed or (others and (sentence, setting.when) in others):
                out.append(claim)
    return [] if len(out) == len(tolls) else out


def _placed(claim: TollClaim, other: str | None, setting: Setting, main: Event) -> TollClaim:
    """Return a toll with its event and setting: of one of the main event that event's place, where only the report
    tells one."""
    where, when, when_from = setting.where, setting.when, setting.when_from
    if other is None and setting.where_from == "document" and main.where is not None:
        where = main.where
    if other is None and when_from == "document":  # the day of the event, and none where it has none
        when, when_from = main.when, when_from if main.when else None
    return msgspec.structs.replace(
        claim, event=other or main.id, when=when, when_from=when_from, where=where, where_from=setting.where_from
    )


# ---------------------------------------------------------------- those mentioned in passing


def passing_events(passing: list[Passing], first: int) -> tuple[list[Event], dict[Span, str]]:
    """Return the events mentioned in passing (ids from e<first> on), and span -> event id.

    Spans of one sentence tell of one event unless their clauses date them apart; spans of two sentences do so only
    where both date and place are the same and come from the clause or the sentence.
    """
    events: list[Event] = []
    of_span: dict[Span, str] = {}
    by_key: dict[tuple[object, ...], int] = {}
    for item in sorted(passing, key=lambda p: p.span):
        near = item.setting.when if item.setting.when_from in _NEAR else None
        spot = item.setting.where if item.setting.where_from in _NEAR else None
        keys: list[tuple[object, ...]] = [("sentence", item.sentence, near)]
        if near and spot:
            keys.append(("setting", near, spot))
        at = next((by_key[k] for k in keys if k in by_key), None)
        if at is None:
            at = len(events)
            when_from, where_from = item.setting.when_from if near else None, item.setting.where_from if spot else None
            events.append(Event(f"e{first + at}", "", False, near, when_from, spot, where_from))
        for key in keys:
            by_key.setdefault(key, at)
        of_span[item.span] = events[at].id
    return events, of_span


# ---------------------------------------------------------------- what is told of an event


def with_claims(event: Event, claims: Sequence[Claim], text: str, places: Sequence[Place]) -> Event:
    """Return an event with what its claims tell of it: its label (the text's wording of its place, its date; "event"
    where there is neither), its mentions, its toll."""
    own = [c for c in claims if isinstance(c, TollClaim) and c.event == event.id]
    terms = [c for c in claims if isinstance(c, NamingClaim) and c.event == event.id]
    place = next((p.name for p in places if p.id == event.where), None)
    label = ", ".join(part for part in (place, event.when) if part) or "event"
    mentions = sorted({*event.mentions, *(span for c in terms for span in c.mentions)})
    return msgspec.structs.replace(event, label=label, mentions=mentions, toll=telling.telling(text, own))
