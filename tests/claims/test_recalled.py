"""Tolls of the event that a report only measures its own by."""

import pytest

import recounted
from recounted.languages.en import asides
from recounted.model import TollClaim

# (report, the killed that it tells of its event, the killed of other events)
REPORTS = [
    ("A bomb in Orsk, the worst there since a 2009 blast that killed 85 people, killed 14 people on Monday.", 14, [85]),
    ("Monday's crash, the deadliest since 1998, when 61 passengers died at Tarn, left 12 dead and 40 hurt.", 12, [61]),
    ("The attack, the deadliest since 2015, when 130 people died, left 12 dead.", 12, [130]),
    ("Nine people died on Friday in a fire at Meshkor, more than the six who were killed there in 1986.", 9, [6]),
    ("Nine died when fire swept a hall.\n\nIt was the worst fire since the mill burned in 1951, killing 23.", 9, [23]),
    ("The flood killed 40 people in Halvet on Friday, exceeding the 31 who drowned there in 1977.", 40, [31]),
]


@pytest.mark.parametrize(("text", "own", "past"), REPORTS)
def test_what_is_recalled_is_no_toll_of_the_event(text, own, past):
    record = recounted.read(text, outlet="Torvik Gazette", published="2026-06-10")
    assert record.events[0].toll["killed"].low == own
    tolls = [c for c in record.claims if isinstance(c, TollClaim) and c.effect == "killed" and c.low in past]
    assert tolls and all(c.scope == "background" and c.event != "e0" for c in tolls)


STRETCHES = [
    ("It was the worst raid since a blast in 1998 that killed nine, the mayor said.", ["a blast in 1998 that killed nine"]),
    ("It was the deadliest raid since May 3, 1998, when nine died.", ["May 3, 1998, when nine died"]),
    ("Ten died, fewer than the 1,200 lost in the flood.", ["the 1,200 lost in the flood"]),
    ("It is the bloodiest day since then.", []),
    ("The worst is over. Since Monday nine men have died.", []),
    ("Since Monday nine men have died.", []),
    ("More than nine men died.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "recalled"), STRETCHES)
def test_where_the_recalled_begins_and_ends(text, recalled):
    assert [text[a:b] for a, b in asides.recalled(text)] == recalled


def test_what_a_report_opens_with_is_what_it_remembers():
    text = (
        "A decade after a bomb killed 24 soldiers and nine civilians on the Alder bridge, nobody has been tried.\n\n"
        "The attack, on 3 March 2016, was claimed by the Valley Brigade."
    )
    record = recounted.read(text, published="2026-03-03")
    assert record.events[0].toll["killed"].low == 33
    assert record.events[0].when == "2016-03-03"
