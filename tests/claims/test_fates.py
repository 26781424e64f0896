"""What becomes of people who are held, or what they suffer: the second claim of a sentence counts the same people."""

import pytest

import recounted
from recounted.model import TollClaim

# (text, effects with numbers in order)
FATES = [
    ("Ninety-three schoolgirls abducted by gunmen last month have been freed, the governor said.",
     [("captive", 93), ("rescued", 93)]),
    ("Twenty villagers kidnapped in Orsk on Friday were rescued on Monday.", [("captive", 20), ("rescued", 20)]),
    ("Twelve sailors missing since Friday were found alive on Sunday.", [("missing", 12), ("rescued", 12)]),
    ("Thirty miners trapped by the collapse were rescued.", [("affected", 30), ("rescued", 30)]),
    ("Ten soldiers captured in May were executed, the ministry said.", [("captive", 10), ("killed", 10)]),
    ("Forty herders were kidnapped near the ford and later tortured, the envoy said.", [("captive", 40), ("tortured", 40)]),
    ("Some 300 clerks were captured and have been subjected to cruel beatings, the ministry said.",
     [("captive", 300), ("tortured", 300)]),
    ("Thirty miners were abducted in Orsk and later raped, the envoy said.",
     [("captive", 30), ("sexual_violence", 30)]),
    ("Nine men wounded in the blast died in hospital on Tuesday.", [("injured", 9), ("killed", 9)]),
]  # fmt: skip


def tolls(text):
    record = recounted.read(text, outlet="Torvik Gazette", published="2026-02-26")
    return [claim for claim in record.claims if isinstance(claim, TollClaim)]


@pytest.mark.parametrize(("text", "fates"), FATES)
def test_the_held_are_the_same_people_as_the_freed_or_dead(text, fates):
    claims = tolls(text)
    assert [(claim.effect, claim.low) for claim in claims] == fates
    assert claims[1].same_people == claims[0].id


# (text, effects with numbers in order): two active verbs have one object, and their subject is no victim.
BOTH = [
    ("Twenty rebels captured and tortured two clerks.", [("tortured", 2), ("captive", 2)]),
    ("Thirty soldiers detained and beat nine men.", [("injured", 9), ("detained", 9)]),
    ("Four attackers kidnapped and then killed 12 villagers.", [("killed", 12), ("captive", 12)]),
    ("Fourteen guards captured and beat thirty monks.", [("injured", 30), ("captive", 30)]),
    ("Police arrested and tortured dozens of students.", [("tortured", 24), ("detained", 24)]),
    ("Two men shot and killed a clerk and wounded nine others.", [("killed", 1), ("injured", 9)]),
    ("Nine villagers were captured and tortured by rebels.", [("captive", 9), ("tortured", 9)]),
    ("Nine villagers captured and tortured two weeks ago are home.", [("captive", 9), ("tortured", 9)]),
    ("They asked for the man behind the beating and detained him.", [("detained", 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "harms"), BOTH)
def test_the_subject_of_two_verbs_is_no_victim_and_their_object_suffers_both(text, harms):
    assert [(claim.effect, claim.low) for claim in tolls(text)] == harms


OTHERS = [
    "Twenty villagers kidnapped in Orsk said their children were rescued.",
    "Twenty villagers kidnapped in Orsk have not been freed.",
    "Twenty villagers kidnapped in Orsk, and the clerks who were freed, are at home.",
]
UNHARMED = [
    "Twenty villagers were kidnapped and the envoy spoke of torture.",
    "Twenty villagers were captured and their guards were tortured.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_others_are_freed(text):
    assert not [claim for claim in tolls(text) if claim.effect == "rescued" and claim.low == 20]


@pytest.mark.parametrize("text", UNHARMED)
def test_others_are_tortured(text):
    assert not [claim for claim in tolls(text) if claim.effect == "tortured" and claim.low == 20]


def test_a_suspect_released_is_not_rescued():
    assert not [
        c for c in tolls("Three men detained over the raid were freed on Monday.") if c.effect == "rescued" and c.low
    ]
