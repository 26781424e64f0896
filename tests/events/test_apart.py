"""What a report tells of another event, in the same words as of its own, leaves the main one."""

from __future__ import annotations

import recounted
from recounted.model import ResponsibilityClaim

BAKERY = (
    "At least 17 people, most of them women and children, were killed overnight when a shell hit a bakery in Dumar, "
    "residents said.\n\nNine bodies had been brought to the clinic.\n\nIn a separate incident on Monday, two policemen "
    "were shot dead at a checkpoint near Harasta."
)


def test_a_separate_incident_is_an_event_of_its_own():
    record = recounted.read(BAKERY, published="2024-03-12")
    main, other = record.events
    names = {p.id: p.name for p in record.places}
    assert (main.when, names[main.where], main.toll["killed"].low) == ("2024-03-12", "Dumar", 17)
    assert (other.when, names[other.where], other.toll["killed"].low) == ("2024-03-11", "Harasta", 2)


def test_what_only_the_report_places_stands_at_its_event():
    record = recounted.read(BAKERY, published="2024-03-12")
    names = {p.id: p.name for p in record.places}
    bodies = next(c for c in record.claims if getattr(c, "unit", "") == "body")
    assert (names[bodies.where], bodies.where_from) == ("Dumar", "document")


def test_tonight_is_the_dateline_s_night():
    text = "ORSK, April 19.—A fire killed nine people tonight, the mayor said."
    record = recounted.read(text, published="1906-04-20")
    assert record.document.dateline.date == "1906-04-19"
    assert [t.edtf for t in record.times][-1] == "1906-04-19"
    assert record.events[0].when == "1906-04-19"


def test_a_day_of_the_week_is_no_place():
    record = recounted.read("Nine men were killed in Tuesday's magnitude 7 earthquake.", published="2010-01-14")
    assert record.places == [] and record.events[0].when == "2010-01-12"


def test_a_voice_does_not_accuse_itself():
    text = "An army statement said gangs had shelled the bakery in order to blame the army. Nine people were killed."
    actors = [c.actor for c in recounted.read(text).claims if isinstance(c, ResponsibilityClaim)]
    assert "gangs" in actors and "the army" not in actors


def test_the_place_of_what_is_remembered_is_not_the_event_s():
    text = (
        "LAS VEGAS - Fifty people were killed when a gunman fired on a concert on Sunday night, the sheriff said.\n\n"
        "The toll is above that of the nightclub in Orlando, where 49 people died last year."
    )
    record = recounted.read(text, published="2017-10-02", outlet="Torvik Wire")
    places = {place.id: place.name for place in record.places}
    assert [places.get(event.where) for event in record.events] == ["LAS VEGAS", "Orlando"]


RAIDS = (
    "KHARKIV, Ukraine — A shell hit a house in Kharkiv on Wednesday, killing nine people and injuring 43, the governor "
    "said.\n\nIn the Russian region of Belgorod, two people were killed and five wounded on Tuesday, its governor said."
)


def test_another_day_at_another_place_is_another_event_and_lends_nobody():
    record = recounted.read(RAIDS, published="2026-11-26")
    main, other = record.events
    assert {effect: toll.low for effect, toll in main.toll.items()} == {"killed": 9, "injured": 43}
    assert (other.when, {effect: toll.low for effect, toll in other.toll.items()}) == (
        "2026-11-24",
        {"killed": 2, "injured": 5},
    )
    event = {c.id: c.event for c in record.claims}
    assert all(event[c.part_of] == c.event for c in record.claims if getattr(c, "part_of", None))


def test_a_place_before_a_colon_in_a_headline_says_nothing():
    text = "Sudan: Fighters killed 40 villagers\n\nThe villagers died at noon."
    assert not any(q.content[0][0] < text.index("\n") for q in recounted.read(text).statements)


def test_the_days_of_a_timeline_are_events_of_their_own():
    text = (
        "Timeline: violence in Orsk\n\nNov. 3 – A bomb killed seven soldiers near Orsk.\n\nNov. 7 – Troops fired on a "
        "funeral, killing 12 mourners.\n\nNov. 25 – A shell killed five pupils at a school."
    )
    record = recounted.read(text, published="2026-11-26")
    assert [e.toll["killed"].low for e in record.events if "killed" in e.toll] == [7, 12, 5]


def test_an_arrest_dates_no_shooting():
    text = "Two clerks were shot dead at Orsk on Monday. A man of 40 was arrested at his home on Thursday."
    assert recounted.read(text, published="2026-11-27").events[0].when == "2026-11-23"
