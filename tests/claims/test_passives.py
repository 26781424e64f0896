"""Whose word a passive is: whoever is named behind "by", and never the outlet alone."""

import pytest

import recounted
from recounted.model import NamingClaim, ResponsibilityClaim, TollClaim

# (sentence, speaker, pieces of what is said, polarity)
SAID = [
    ("The raid was described by the governor as a massacre.", "the governor", ["The raid", "a massacre"], "affirmed"),
    ("The raid has been called a massacre by the union.", "the union", ["The raid", "a massacre"], "affirmed"),
    ("The raid was condemned by the bishop of Orsk.", "the bishop of Orsk", ["The raid"], "affirmed"),
    ("The killings were condemned by the U.N. on Monday.", "U.N.", ["The killings"], "affirmed"),
    ("The figure of 40 dead was rejected by the army.", "the army", ["The figure of 40 dead"], "denied"),
    ("Reports of 40 dead were dismissed by the ministry as rumours.", "the ministry", ["Reports of 40 dead", "rumours"],
     "denied"),
    ("The dead were put at 40 by the clinic.", "the clinic", ["The dead", "40"], "affirmed"),
    ("The blast was ruled an accident by the coroner.", "the coroner", ["The blast", "an accident"], "affirmed"),
    ("The strike was blamed by residents on the army.", "residents", ["The strike", "the army"], "affirmed"),
    ("The killings, described by the Front as revenge, left nine dead.", "Front", ["The killings", "revenge"],
     "affirmed"),
    ("The mayor said the raid was described by the governor as a massacre.", "the governor", ["the raid", "a massacre"],
     "affirmed"),
    ("His claim that nobody died was disputed by residents.", "residents", ["His claim that nobody died"], "denied"),
]  # fmt: skip


def read(text):
    record = recounted.read(text, outlet="Torvik Gazette", published="2026-02-26")
    return record, {s.id: s.name for s in record.sources}


@pytest.mark.parametrize(("text", "who", "pieces", "polarity"), SAID)
def test_the_passive_is_its_speakers(text, who, pieces, polarity):
    record, names = read(text)
    said = [
        ([text[a:b] for a, b in q.content], q.polarity) for q in record.statements if names.get(q.source or "") == who
    ]
    assert (pieces, polarity) in said


NOBODY = [
    "The deaths were confirmed by tests.",
    "The march was called off by the mayor.",
    "The clerk was called in by the police.",
    "The mill was struck by a shell.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_what_is_done_is_not_said(text):
    assert read(text)[0].statements == []


def test_a_name_in_a_passive_is_not_the_outlets():
    record, names = read("The raid was described by the governor as a massacre.")
    voices = [[names[v] for v in c.voice] for c in record.claims if isinstance(c, NamingClaim)]
    assert voices and all(voice[-1] == "the governor" for voice in voices)


def test_a_toll_that_is_rejected_is_denied_by_whoever_rejects_it():
    record, names = read("The figure of 40 dead was rejected by the army.")
    toll = next(c for c in record.claims if isinstance(c, TollClaim))
    assert toll.status == "denied" and names[toll.voice[-1]] == "the army"


def test_whoever_describes_a_deed_did_not_do_it_by_that():
    record, _ = read("The killings, described by the Front as revenge, left nine dead.")
    assert not any(isinstance(c, ResponsibilityClaim) for c in record.claims)
