"""Finds the events that one report tells of: the one it is about, and those it mentions in passing.

In:  tolls and naming marks with their scope, times and places.    Out: which event each span belongs to.
The main event takes every claim that is not background. Background figures and words make events of their own, one a
sentence or one a date and place that they share, so that figures of different events are never compared as one.
"""

from __future__ import annotations

from typing import NamedTuple

from recounted.model import Event, Ladder, Place, Span


class Setting(NamedTuple):
    """When and where an event was, and from how near the text says so."""

    when: str | None
    when_from: Ladder | None
    where: str | None
    where_from: Ladder | None


class Passing(NamedTuple):
    """A background claim or word: its span, its sentence, its own setting."""

    span: Span
    sentence: Span
    setting: Setting


def passing_events(passing: list[Passing], first: int) -> tuple[list[Event], dict[Span, str]]:
    """Return the events mentioned in passing (ids from e<first> on), and span -> event id.

    Spans of one sentence tell of one event unless their clauses date them apart; spans of two sentences do so only
    where both date and place are the same and come from the clause or the sentence.
    """
    events: list[Event] = []
    of_span: dict[Span, str] = {}
    by_key: dict[tuple[object, ...], int] = {}
    for item in sorted(passing, key=lambda p: p.span):
        near = item.setting.when if item.setting.when_from in ("clause", "sentence") else None
        spot = item.setting.where if item.setting.where_from in ("clause", "sentence") else None
        keys: list[tuple[object, ...]] = [("sentence", item.sentence, near)]
        if near and spot:
            keys.append(("setting", near, spot))
        at = next((by_key[k] for k in keys if k in by_key), None)
        if at is None:
            at = len(events)
            events.append(
                Event(
                    f"e{first + at}",
                    "",
                    False,
                    near,
                    item.setting.when_from if near else None,
                    spot,
                    item.setting.where_from if spot else None,
                )
            )
        for key in keys:
            by_key.setdefault(key, at)
        of_span[item.span] = events[at].id
    return events, of_span


def label(when: str | None, place: Place | None, term: str | None) -> str:
    """Return an event's label: the text's wording of its place, its date; the word "event" where there is neither."""
    parts = [p for p in (place.name if place else None, when) if p]
    return ", ".join(parts) if parts else (term or "event")
