"""Whom statements accuse, who owns to a deed and who denies it; each row of accusations.csv on its own example."""

from __future__ import annotations

import pytest

from corpus.reading import of_words
from recounted import languages
from recounted.claims import accusations, targets
from recounted.model import Link, Mark, Reading


def at(text, words):
    start = text.index(words)
    return (start, start + len(words))


def reading_of(text, cue):
    """Return a Reading of a sentence with a cue, the content behind it and a word of harm in it."""
    content = (at(text, cue)[1] + 1, len(text) - 1)
    marks = [Mark("cue", at(text, cue)), Mark("content", content), Mark("harm", at(text, "killings"))]
    return Reading(marks, [Link("cue", 1, 0, 1.0)])


@pytest.mark.parametrize("row", languages.table("en", "accusations"), ids=lambda row: row["form"])
def test_each_row_names_the_party_of_its_example(row):
    text = row["example"]
    if row["frame"] in ("before", "after"):
        deed = next(word for word in ("killings", "shot", "died") if word in text)
        found = list(accusations.held_by_phrase(text, [at(text, deed)]))
    else:
        found = list(accusations.accused(text, reading_of(text, row["form"])))
    told = [(text[slice(*a.span)].removeprefix("The ").removeprefix("the "), a.status, a.role) for a in found]
    assert told == [("Sarhad Front", row["status"], row["role"])]


@pytest.mark.parametrize(
    "body, below, found",
    [
        ("{S1|She} {U1|blamed} {C1|the militia for the {E1|deaths}}.", "q1 S1 U1 C1 indirect", ["the militia"]),
        ("{S1|She} {U1|blamed} {C1|it for the {E1|deaths}}.", "q1 S1 U1 C1 indirect", []),  # a pronoun names nobody
        ("{S1|She} {U1|blamed} {C1|the militia for the prices}.", "q1 S1 U1 C1 indirect", []),  # no harm to people
        ("Six {E1|died}. {S1|She} {U1|blamed} {C1|smugglers}.", "q1 S1 U1 C1 indirect", ["smugglers"]),  # for that
        ("Six {E1|died}. {S1|She} {U1|blamed} {C1|smugglers for the prices}.", "q1 S1 U1 C1 indirect", []),
        ("{S1|She} {U1|blamed} {C1|smugglers}.", "q1 S1 U1 C1 indirect", []),
        ("{S1|She} did not {U1|blame} {C1|the militia for the {E1|deaths}}.", "q1 S1 U1 C1 indirect", []),
        ("{S1|She} {U1|blamed} {C1|the {W1|raid} on the militia}.", "q1 S1 U1 C1 indirect\nw1 W1", ["the militia"]),
        ("{S1|She} {U1|blamed} {C1|the {W1|raid} on Monday}.", "q1 S1 U1 C1 indirect\nw1 W1", []),
        ("{S1|She} {U1|blamed} {C1|neglect for the {E1|deaths}}.", "q1 S1 U1 C1 indirect", []),  # nobody is neglect
        ("{S1|She} {U1|blamed} {C1|the weather for the {E1|deaths}}.", "q1 S1 U1 C1 indirect", []),
        ("{S1|She} {U1|accused} {C1|“the army” of the {E1|deaths}}.", "q1 S1 U1 C1 indirect", ["the army"]),
        (
            "{S1|He} {U1|accused} {C1|the army of Ostrel of {E1|killing} six}.",
            "q1 S1 U1 C1 indirect",
            ["the army of Ostrel"],
        ),
        ("Ivo Maren, 34, was {U1|charged with} {C1|{W1|murder}}.", "q1 - U1 C1 indirect\nw1 W1", ["Ivo Maren, 34"]),
        ("{S1|She} {U1|said} {C1|the militia had {E1|killed} six}.", "q1 S1 U1 C1 indirect", []),
    ],
)
def test_whom_a_statement_accuses(body, below, found):
    text, reading = of_words(body, below)
    assert [text[slice(*a.span)] for a in accusations.accused(text, reading)] == found


@pytest.mark.parametrize(
    "body, found",
    [
        ("{S1|The Front} {U1|denied} {C1|any role in the {W1|raid}}.", ["The Front"]),
        ("{S1|The Front} {U1|denied} {C1|responsibility}.", ["The Front"]),
        ("{S1|The Front} {U1|denied} {C1|having {E1|killed} anybody}.", ["The Front"]),
        ("{S1|The Front} {U1|denied} {C1|having met the envoy}.", []),
        ("{S1|The Front} {U1|denied} {C1|that six men were {E1|killed}}.", []),  # a toll denied, not a deed of its own
        ("{S1|No group} {U1|denied} {C1|responsibility}.", []),
    ],
)
def test_who_denies_a_deed_of_its_own(body, found):
    text, reading = of_words(body, "q1 S1 U1 C1 indirect denied")
    assert [text[slice(*a.span)] for a in accusations.deniers(text, reading)] == found


@pytest.mark.parametrize(
    "party, owner",
    [("one of its fighters", "The Front"), ("it", "The Front"), ("our men", "The Front"), ("the army", None)],
)
def test_who_speaks_of_a_deed_of_its_own(party, owner):
    text, reading = of_words(f"{{S1|The Front}} {{U1|said}} {{C1|{party} fired}}.", "q1 S1 U1 C1 indirect")
    found = accusations.own_deed(text, reading, at(text, party))
    assert (text[slice(*found)] if found else None) == owner


@pytest.mark.parametrize(
    "text, party, acts",
    [
        ("They fired on the militia.", "the militia", False),
        ("It was blamed on the militia.", "the militia", True),
        ("A checkpoint run by the militia was hit.", "the militia", False),
        ("Six were killed by the militia.", "the militia", True),
        ("He was a member of the militia.", "the militia", False),
        ("It came by order of the militia.", "the militia", True),
        ("The shelling of the militia went on.", "the militia", False),
        ("The militia were killed.", "The militia", False),
        ("The militia lost nine men.", "The militia", False),
        ("The militia killed nine men.", "The militia", True),
        ("It was a raid that the army attributed to the militia.", "the army", False),
        ("It was a raid that the army attributed to the militia.", "the militia", True),
        ("They put the dead at 12, all of them, they said, insurgents.", "insurgents", False),
        ("The army, and the militia accused of the raid, fled.", "the militia", True),
        ("A raid in northern Ostrel killed six.", "Ostrel", False),
        ("The raid, in which the militia killed six, was short.", "the militia", True),
        ("He dismissed similar reports by the militia.", "the militia", False),
        ("Despite the appeals of the militia, nobody came.", "the militia", False),
        ("A shell was fired from rebel territory.", "rebel territory", False),
        ("The dead man was identified as Ivo Maren.", "Ivo Maren", False),
        ("The gunman was identified as Ivo Maren.", "Ivo Maren", True),
    ],
)
def test_who_acts(text, party, acts):
    assert targets.acts(text, at(text, party)) is acts


@pytest.mark.parametrize(
    "text, thing, doers, means",
    [
        ("A car bomb killed six.", "A car bomb", [], False),
        ("A car bomb was used by the Front.", "A car bomb", ["the Front"], True),
        ("A car bomb, set by the Front, killed six.", "A car bomb", ["the Front"], True),
        ("A car bomb killed six. The Front was silent.", "A car bomb", ["The Front"], False),
    ],
)
def test_what_is_only_the_means(text, thing, doers, means):
    assert targets.is_means(text, at(text, thing), [at(text, d) for d in doers]) is means


@pytest.mark.parametrize(
    "text, held",
    [
        ("The council holds the Volunteer Brigade responsible for the massacre.", ["the Volunteer Brigade"]),
        ("The council holds the head of the Brigade fully accountable for the massacre.", ["the head of the Brigade"]),
        ("The council does not hold the militia responsible for the massacre.", []),
        ("The council held the militia off during the massacre.", []),
    ],
)
def test_whom_one_holds_responsible(text, held):
    names = [at(text, "massacre")]
    assert [text[slice(*a.span)] for a in accusations.held_by_phrase(text, names)] == held
