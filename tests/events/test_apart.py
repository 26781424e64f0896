"""What a report tells of another event, in the same words as of its own, leaves the main one."""

from __future__ import annotations

import recounted

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
