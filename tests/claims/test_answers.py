"""What the accused answer: a denial in apposition is theirs, and whoever denies a charge stands beside those who make it."""

import pytest

import recounted
from recounted.model import ResponsibilityClaim

# (text, who denies, what is denied)
DENIED = [
    ("The clerks blamed Velmar for the raid, a charge Velmar immediately denied.", "Velmar", "a charge"),
    ("The mayor blamed the Orlin Front for the raid, an accusation the group has repeatedly rejected.", "the group",
     "an accusation"),
    ("Officials said that the guards fired first, a claim that the prison’s lawyer, Ida Holm, disputes.",
     "the prison’s lawyer", "a claim"),
    (("The bishop accused the army of the massacre, charges that army leaders in Halvet have denied, noting that no "
      "troops were there."), "army leaders in Halvet", "charges"),
]  # fmt: skip


def read(text):
    record = recounted.read(text, outlet="Torvik Gazette", published="2026-02-26")
    return record, {s.id: s.name for s in record.sources}


@pytest.mark.parametrize(("text", "who", "what"), DENIED)
def test_a_denial_in_apposition_is_whose_it_is(text, who, what):
    record, _ = read(text)
    begin = text.index(", " + what)
    said = [
        ([text[a:b] for a, b in q.content], text[slice(*q.source_span)])
        for q in record.statements
        if q.polarity == "denied" and q.source_span
    ]
    assert ([what], who) in said
    others = [q for q in record.statements if q.polarity != "denied" and q.content[0][0] < begin]
    assert others and all(q.content[-1][1] <= begin for q in others)


NOT_DENIED = [
    "The mayor said the guards fired first, a charge nobody has denied.",
    "The mayor said the guards fired first, a charge prosecutors said he denied.",
]


@pytest.mark.parametrize("text", NOT_DENIED)
def test_what_nobody_denies_is_not_denied(text):
    record, names = read(text)
    assert not [q for q in record.statements if q.polarity == "denied" and names.get(q.source or "") != "he"]


# (text, who is held responsible how and by whom)
HELD = [
    ("The ministry accused Velmar of firing the rocket that killed nine people in Orsk. Velmar denied the charge.",
     {("Velmar", "alleged", "The ministry"), ("Velmar", "denied", "Velmar")}),
    ("Residents accused the army of killing nine villagers in Orsk. The army rejected all the accusations.",
     {("the army", "alleged", "Residents"), ("The army", "denied", "The army")}),
    ("Residents accused the army of killing nine villagers in Orsk, a charge the army denies.",
     {("the army", "alleged", "Residents"), ("the army", "denied", "the army")}),
    # Whoever nobody accused denies it for others.
    ("Residents accused the army of killing nine villagers in Orsk. The mayor rejected the accusations.",
     {("the army", "alleged", "Residents")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "held"), HELD)
def test_the_accused_are_heard(text, held):
    record, names = read(text)
    found = {
        (c.actor, c.status, names[c.voice[-1]] if c.voice else None)
        for c in record.claims
        if isinstance(c, ResponsibilityClaim)
    }
    assert {(a, s, (v or "").casefold()) for a, s, v in found} == {(a, s, v.casefold()) for a, s, v in held}
