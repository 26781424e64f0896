"""Forms of words that tell of people and harm where the encoder marks neither."""

import pytest

from corpus import reading
from recounted.marks import unread
from recounted.model import Link, Mark, Reading

FORMS = [
    ("Shots at the mill sent two clerks to a nearby hospital.", [("two clerks", "sent", "injured")]),
    ("It ended in a blaze, sending one to the hospital.", [("one", "sending", "injured")]),
    ("The gas sent her husband and two sons to hospital.", [("her husband and two sons", "sent", "injured")]),
    ("The blast sent dozens of clerks to hospitals in Orsk.", [("dozens of clerks", "sent", "injured")]),
    ("The board sent two letters to the hospital.", []),
    ("A groom is accused of shooting two clerks at the ford.", [("two clerks", "shooting", "injured")]),
    ("A groom was charged with fatally killing his wife.", [("his wife", "killing", "killed")]),
    ("A groom is accused of shooting at a tree.", []),
    ("Six guards evicted 12 villagers at dawn.", [("12 villagers", "evicted", "displaced")]),
    ("The raiders have deported 40 families.", [("40 families", "deported", "displaced")]),
    ("The raiders have not deported 40 families.", []),
    ("Two clerks were deported, 40 families said.", []),
    ("They cared for the displaced 40 families.", []),
    ("They came at dawn, abducting two clerks.", [("two clerks", "abducting", "captive")]),
    ("The guards beat up two clerks.", [("two clerks", "beat up", "injured")]),
    ("The mayor beat two other candidates.", []),
    ("The raiders forced 40 families from their homes.", [("40 families", "forced", "displaced")]),
    ("The raiders forced 40 families to pay.", []),
    ("The raiders released 14 of the 30 captives.", [("14", "released", "rescued")]),
    ("Police released three suspects.", []),
    ("They pulled nine clerks alive from the mill.", [("nine clerks", "pulled", "rescued")]),
    ("They pulled nine carts from the mill.", []),
    ("The raiders hold 12 hostages at the mill.", [("12 hostages", "hold", "captive")]),
    ("The mill can hold 12 carts.", []),
    ("The jail can hold 300 prisoners.", []),
    ("They tell of a triple murder at the mill.", [("triple", "murder", "killed")]),
    ("Every one of the 14 millers aboard was lost.", [("14 millers", "lost", "killed")]),
    ("The boat was found; there were no survivors.", [("no", "survivors", "rescued")]),
]  # fmt: skip


@pytest.mark.parametrize("text, wanted", FORMS, ids=[text for text, _ in FORMS])
def test_forms_that_tell_of_harm(text, wanted):
    found = unread.with_unread(text, Reading([], []))
    told = [(found.marks[link.tail], found.marks[link.head]) for link in found.links]
    assert [
        (text[slice(*who.span)], text[slice(*harm.span)], max(harm.readings["effect"], key=harm.readings["effect"].get))
        for who, harm in told
    ] == wanted


def test_what_the_encoder_ties_to_harm_is_left_as_it_is():
    text, read = reading.of_words("It {E1|wounded} {N1|two millers}, sent to a hospital.", "t1 N1 E1 injured 2 exact")
    assert unread.with_unread(text, read) == read


def test_links_stay_where_a_mark_that_is_none_is_replaced():
    text = "The blast sent dozens to hospital; Odd Ness told of it."
    marks = [Mark("number", (15, 21)), Mark("harm", (22, 24)), Mark("source", (35, 43)), Mark("cue", (44, 48))]
    found = unread.with_unread(text, Reading(marks, [Link("harm", 0, 1, 0.9), Link("source", 3, 2, 1.0)]))
    told = {
        k.role: (text[slice(*found.marks[k.tail].span)], text[slice(*found.marks[k.head].span)]) for k in found.links
    }
    assert told == {"harm": ("dozens", "sent"), "source": ("told", "Odd Ness")}


@pytest.mark.parametrize("text, wanted", [
    ("The boat was carrying about 83 people.", ["about 83 people"]),
    ("None of the 22 people on board survived.", ["22 people"]),
    ("The boat carried 83 bags.", []),
])  # fmt: skip
def test_who_was_aboard(text, wanted):
    assert [text[slice(*span)] for span in unread.aboard(text, "en")] == wanted
