"""Says when and where something was: its date (when.py) and its place (where.py) together.

In:  Marks, a span.    Out: a Setting; that of the event that a report is about.
"""

from __future__ import annotations

from collections.abc import Sequence

from recounted.claims import when, where
from recounted.model import Span
from recounted.model_stages import Marks, Setting


def setting_of(marks: Marks, span: Span) -> Setting:
    """Return the setting of what is told at a span."""
    text, sentences, language = marks.text, marks.sentences, marks.language
    date, date_from, _ = when.when_of(text, span, marks.times, sentences, marks.published, language)
    place, place_from = where.where_of(text, span, marks.places, sentences, marks.dateline, language)
    return Setting(date, date_from, place, place_from)


def setting_of_event(
    marks: Marks, harm: Sequence[Span], names: Sequence[Span], elsewhere: Sequence[Span] = ()
) -> Setting:
    """Return the setting of the event that a report is about.

    harm, names: spans of its words of harm and of its names. elsewhere: sentences that tell of another event.
    """
    text, sentences, language = marks.text, marks.sentences, marks.language
    times = [t for t in marks.times if not any(a <= t.span[0] < b for a, b in elsewhere)]
    places = [p for p in marks.places if not any(a <= p.span[0] < b for a, b in elsewhere)]
    date, date_from, _ = when.event_when(text, harm or names, times, sentences, marks.published, language)
    place, place_from = where.event_where(text, [*harm, *names], places, sentences, marks.dateline, language)
    return Setting(date, date_from, place, place_from)
