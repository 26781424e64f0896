"""Words that once stood in a wrong mouth, and parties that once answered for what they did not do; each with its sentence."""

import pytest

import recounted
from recounted.model import ResponsibilityClaim, TollClaim


def read(text):
    record = recounted.read(text, outlet="Torvik Gazette", published="2026-02-26")
    return record, {s.id: s.name for s in record.sources}


# (text, words of a statement, whoever does not say them)
NOT_SAID_BY = [
    (
        ("Medics at two hospitals told Northline they had received 23 bodies, nine of them children. The Front, which "
        "controls the town, put the toll at 40 and accused the government of genocide."),
        "received 23 bodies",
        "Front",
    ),
    (
        ("Relatives of the 38 miners laid wreaths on Thursday and called for the managers to be tried. An inquiry found in "
        "November that the gas alarms had been switched off."),
        "alarms",
        "Relatives",
    ),
    ("The mother of one of the dead, Grace Maro, 17, said the school had been warned.", "warned", "Grace"),
    ("The raid was described by the governor as a massacre.", "massacre", "Torvik Gazette"),
    (
        "Prosecutor: officer lied\n\nA former officer lied when he said a boy had held a knife, a prosecutor told a jury.",
        "a boy had held a knife",
        "Prosecutor",
    ),
    ("Orr met a clerk on Monday. He said nine people had died.", "nine people had died", "met a clerk"),
    # Whoever opens the sentence before and speaks only later in the report is no less its "she".
    (
        ("Clerk Odd Maren said that the mill was open.\n\nRuhl ended her own search late last year. She said that nine "
        "people had died.\n\n“It is over,” Dahlia Ruhl said."),
        "nine people had died",
        "Maren",
    ),
    (
        "At the mill lay Maren, a 22-year-old man who was shot. She said that nine people had died.",
        "nine people had died",
        "Maren",
    ),
    ("Rain hit the mayor. He said nine people had died.", "nine people had died", "Rain"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "nobody"), NOT_SAID_BY, ids=[case[1] for case in NOT_SAID_BY])
def test_nobody_is_given_anothers_words(text, words, nobody):
    record, names = read(text)
    said = [q for q in record.statements if any(words in text[a:b] for a, b in q.content)]
    assert not [q for q in said if q.source and nobody in names[q.source]]


# (text, whoever is held responsible for nothing in it)
NOT_RESPONSIBLE = [
    ("Police arrested three men on suspicion of killing a shopkeeper, 54, who was found dead on Sunday.", "Police"),
    ("Detectives are searching for two men who shot a clerk on Monday.", "Detectives"),
    (
        "According to two witnesses cited by the Torvik Star, masked men opened fire on a bus, killing the driver.",
        "Torvik Star",
    ),
]


@pytest.mark.parametrize(("text", "party"), NOT_RESPONSIBLE, ids=[case[1] for case in NOT_RESPONSIBLE])
def test_nobody_answers_for_anothers_deed(text, party):
    actors = [c.actor for c in read(text)[0].claims if isinstance(c, ResponsibilityClaim)]
    assert not [actor for actor in actors if party in actor or actor in party]


def test_whoever_is_arrested_may_have_done_it():
    text = "Police arrested three men on suspicion of killing a shopkeeper, 54, who was found dead on Sunday."
    held = [(c.actor, c.status) for c in read(text)[0].claims if isinstance(c, ResponsibilityClaim)]
    assert held == [("three men", "alleged")]


def test_one_verdict_is_not_anothers():
    text = "The court convicted a colonel of ordering the killing of 12 villagers in 1994 and acquitted his driver."
    held = {c.actor: c.status for c in read(text)[0].claims if isinstance(c, ResponsibilityClaim)}
    assert held.get("his driver") == "denied" and held.get("a colonel") != "denied"


def test_an_inquiry_is_heard_for_itself():
    record, names = read("An inquiry found in November that the alarms had been switched off.")
    assert [names[q.source] for q in record.statements if q.source] == ["An inquiry"]


def test_whom_a_ferry_carried_are_not_all_missing():
    text = (
        "Rescuers pulled 61 survivors from the sea after a ferry carrying about 140 people capsized in a storm, but 52 "
        "people were still missing, the coast guard said."
    )
    missing = [c.low for c in read(text)[0].claims if isinstance(c, TollClaim) and c.effect == "missing"]
    assert missing == [52]


STATEMENT = """Statement by the Ministry of Defence of Ostrel

On 4 May units of the Northern Army attacked our positions near Meshkor. Six of our men were killed.

Velmar, which arms and finances the gang, bears full responsibility.
"""


def test_a_text_that_is_titled_as_a_statement_is_whose_it_says():
    record = recounted.read(STATEMENT, published="2026-05-05")
    names = {s.id: s.name for s in record.sources}
    assert names[record.document.outlet or ""] == "Ministry of Defence of Ostrel"
    assert all(c.voice[:1] == [record.document.outlet] for c in record.claims)


def test_whoever_bears_responsibility_is_held_responsible():
    record = recounted.read(STATEMENT, published="2026-05-05")
    held = {c.actor: c.status for c in record.claims if isinstance(c, ResponsibilityClaim)}
    assert held["Velmar"] == "alleged"
    text = "Nine clerks died in the raid. The Front bears no responsibility, the army said."
    assert not [c for c in read(text)[0].claims if isinstance(c, ResponsibilityClaim) and c.status == "alleged"]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A 41-year-old man was being questioned on Thursday over the killing of three members of one family.", [3]),
        ("Man held over killing of three", [3]),
    ],
)
def test_whoever_is_held_over_a_killing_is_none_of_the_killed(text, dead):
    claims = [c for c in read(text)[0].claims if isinstance(c, TollClaim) and c.effect == "killed"]
    assert [c.low for c in claims] == dead


def test_a_lone_hedge_numbers_nobody():
    text = "The army acknowledged the attack but said only three of its men were hurt."
    hurt = [c.as_said.removeprefix("only ") for c in read(text)[0].claims if isinstance(c, TollClaim) and c.low]
    assert hurt == ["three of its men"]


def test_whoever_is_still_held_is_captive():
    text = (
        "The Front freed nine of the 49 people it had seized at Orsk on Monday and still holds 40, the governor said."
    )
    held = [c.low for c in read(text)[0].claims if isinstance(c, TollClaim) and c.effect == "captive"]
    assert held == [40]


def test_a_cue_is_the_subjects_that_opens_its_sentence():
    text = NOT_SAID_BY[0][0]
    record, names = read(text)
    said = [names[q.source] for q in record.statements if q.source and "23 bodies" in text[slice(*q.content[0])]]
    assert said == ["Medics at two hospitals"]


# (text, number -> who gives it, outermost first behind the outlet)
GIVEN_BY = [
    ("The army said that 12 people had been killed but rebels reported 17 dead.", {12: ["army"], 17: ["rebels"]}),
    ("The clinic said that 45 people had died, although the governor said nine had died.", {45: ["clinic"], 9: ["governor"]}),
    ("The army said rebels reported 17 dead.", {17: ["army", "rebels"]}),
    ("The agency reported that the army said 17 people had died.", {17: ["agency", "army"]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "given"), GIVEN_BY)
def test_who_gives_a_number(text, given):
    record, names = read(text)
    tolls = {c.low: [names[v].lower().removeprefix("the ") for v in c.voice][1:]
             for c in record.claims if isinstance(c, TollClaim) and c.low}  # fmt: skip
    assert tolls == given


def test_blame_laid_in_a_relative_clause_is_its_speakers():
    record, names = read("Twelve people died in a raid that a rights group blamed on the police.")
    (blame,) = [c for c in record.claims if isinstance(c, ResponsibilityClaim)]
    assert [names[v] for v in blame.voice] == ["Torvik Gazette", "a rights group"]
