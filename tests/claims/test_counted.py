"""Whom a figure counts, which figure stands, and what is staged: toll claims from marks and links, as in test_toll."""

import pytest

from corpus import reading
from recounted import kinds
from recounted.claims.toll import toll_claims
from recounted.marks.quantities import numbers


def read(body, below):
    text, found = reading.of_words(body, below)
    return text, toll_claims(text, found, numbers(text, found, kinds.bounds()))


def test_who_died_at_the_scene_and_another_in_hospital_are_both_dead():
    _, claims = read(
        "{N1|One person} {E1|died} at the ford, {N2|another} in hospital.",
        "t1 N1 E1 killed 1 exact\nt2 N2 E1 killed 1 exact",
    )
    assert [(c.effect, c.low) for c in claims] == [("killed", 1), ("killed", 1)]


@pytest.mark.parametrize(
    "body, below, wanted",
    [
        ("{N1|Twelve} of the {N2|15 passengers} {E1|survived}.",
         "t1 N1 E1 rescued 12 exact\nt2 N2 E1 rescued 15 exact", ["Twelve"]),
        ("{N1|Nine people} {E1|died}, some of whom were {N2|under 10}.",
         "t1 N1 E1 killed 9 exact\nt2 N2 E1 killed 9.. fewer_than", ["Nine people"]),
        ("{N1|She} {E1|lost} {N2|her husband} in the {E2|massacre}.",
         "t1 N1 E1 killed 1 exact\nt2 N2 E1 killed 1 exact", ["her husband"]),
        ("{N1|A woman} found {N2|her husband} {E1|dead}.",
         "t1 N1 E1 killed 1 exact\nt2 N2 E1 killed 1 exact", ["her husband"]),
        ("{N1|Forty} were {E1|hurt}, {N2|ten of them} {E2|seriously}.",
         "t1 N1 E1 injured 40 exact\nt2 N2 E2 injured 10 exact", ["Forty", "ten of them"]),
        ("One in {N1|8} {E1|deaths} is of smoke; {N2|nine} {E2|died} here.",
         "t1 N1 E1 killed 8 exact\nt2 N2 E2 killed 9 exact", ["deaths", "nine"]),
        ("Some {N1|8.1 million people} {E1|died}.", "t1 N1 E1 killed 8100000 about", ["Some 8.1 million people"]),
    ],
)  # fmt: skip
def test_whom_a_figure_counts(body, below, wanted):
    _, claims = read(body, below)
    assert [c.as_said for c in claims] == wanted


def test_a_figure_cut_in_two_is_one():
    _, claims = read(
        "Some {N1|8}.{N2|1 million people} {E1|died}.", "t1 N1 E1 killed 8 exact\nt2 N2 E1 killed 1000000 about"
    )
    assert [(c.as_said, c.low) for c in claims] == [("Some 8.1 million people", 8_100_000)]


@pytest.mark.parametrize(
    "words, wanted",
    [("to 45 from an earlier {N1|38}", "superseded"), ("to 45, {N1|38} of them men", "asserted")],
)
def test_an_earlier_figure_is_superseded(words, wanted):
    _, claims = read("The {E1|death} toll rose " + words + ".", "t1 N1 E1 killed 38 exact")
    assert [c.status for c in claims if c.low == 38] == [wanted]


def test_a_number_is_the_subject_of_its_own_verb():
    text, claims = read(
        "{N1|A guard} was {E1|stabbed} and {N2|two clerks} were {E2|shot}.",
        "t1 N1 E1 injured 1 exact\nt2 N2 E1 injured 2 exact",
    )
    assert [(c.as_said, text[slice(*c.trigger)]) for c in claims] == [("A guard", "stabbed"), ("two clerks", "shot")]


def test_what_earlier_reports_said_is_superseded():
    _, claims = read(
        "{N1|Nine} {E1|died}; earlier reports said {N2|eleven} had {E2|died}.",
        "t1 N1 E1 killed 9 exact\nt2 N2 E2 killed 11 exact",
    )
    assert [(c.low, c.status) for c in claims] == [(9, "asserted"), (11, "superseded")]


STAGED = [
    ("The film tells of a sniper who {E1|kills} {N1|eleven people}.", 0),
    ("In the novel, a gunman {E1|murders} {N1|eleven people}.", 0),
    ("The drill assumed {N1|eleven} {E1|dead}.", 0),
    ("Police held an exercise in which {N1|eleven actors} played the {E1|wounded}.", 0),
    ("{N1|Eleven people} are {E1|killed} off in the first episode.", 0),
    ("Rovers lost {N1|eleven defenders} to {E1|injury}.", 0),
    ("The film tells of the flood of 1913, which {E1|killed} {N1|eleven people}.", 1),
    ("At the film fair, a sniper {E1|killed} {N1|eleven people}.", 1),
    ("{N1|Eleven people} were {E1|killed} in an army drill.", 1),
    ("{N1|Eleven people} were {E1|shot} from close range.", 1),
    ("The play has been called off after a gunman {E1|killed} {N1|eleven people}.", 1),
    ("A film shows soldiers who {E1|kill} {N1|eleven people}.", 1),
    ("A gunman {E1|killed} {N1|eleven people} at a concert played by Odd Ness.", 1),
    ("{N1|Eleven players} were taken to hospital with {E1|injuries}.", 1),
    ("A defender spoke of {N1|eleven people} {E1|hurt} in the street.", 1),
]


@pytest.mark.parametrize("body, told", STAGED)
def test_what_is_staged_harms_nobody(body, told):
    _, claims = read(body, "t1 N1 E1 killed 11 exact")
    assert len([c for c in claims if c.low == 11]) == told


def test_what_was_initially_said_is_superseded():
    _, claims = read(
        "Police initially said that {N1|four} had {E1|died}, but later found {N2|three} {E2|dead}.",
        "t1 N1 E1 killed 4 exact\nt2 N2 E2 killed 3 exact",
    )
    assert [(c.low, c.status) for c in claims] == [(4, "superseded"), (3, "asserted")]
