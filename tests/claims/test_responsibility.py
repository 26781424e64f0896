"""Whom each voice holds responsible, in 69 sentences of our own (responsibility.toml), read by the whole reader.

What the encoder has learned holds for nine cases in ten and changes with its weights: the misses are listed. Rules that
are certain have hard tests here, in test_accusations and in test_event_names.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import recounted
from corpus.reading import of_words
from recounted import languages
from recounted.claims import checks, targets
from recounted.claims.accusations import is_role
from recounted.claims.naming import Standing
from recounted.claims.responsibility import Around, actor_key, responsibility_claims
from recounted.model import ResponsibilityClaim, TollClaim
from tests.claims.voicings import bare, wordings

CASES = tomllib.loads(Path(__file__).with_name("responsibility.toml").read_text("utf-8"))["cases"]
SHARE = 0.9  # of the cases that must hold


def fault(case: dict) -> str | None:
    """Return what a case wants and the record does not give, in words, or None."""
    record = recounted.read(case["text"], outlet="Torvik Gazette")
    found = [c for c in record.claims if isinstance(c, ResponsibilityClaim)]
    given = [(c.actor, c.status, c.role, sorted(wordings(record, c.voice))) for c in found]
    for actor, status, role, voice in case["held"]:
        if not any(
            bare(actor) in (bare(c.actor), bare(c.actor).split(",")[0])
            and status in ("", c.status)
            and role in ("", c.role)
            and bare(voice) in wordings(record, c.voice)
            for c in found
        ):
            return f"{case['text']}\n    wants {actor!r} {status} {role} by {voice!r}, has {given}"
    return None if case["held"] or not found else f"{case['text']}\n    wants nobody, has {given}"


def test_nine_cases_in_ten_hold():
    missed = [told for case in CASES if (told := fault(case))]
    assert len(missed) <= (1 - SHARE) * len(CASES), f"{len(missed)} of {len(CASES)}:\n" + "\n".join(missed)


def test_the_cases_are_sixty():
    assert len({case["text"] for case in CASES}) == len(CASES) >= 60


def claims_of(body, below, polarity="affirmed"):
    """Return the claims of marked words, each party tied to a deed told in its sentence."""
    text, reading = of_words(body.removesuffix(".") + " ({E9|killings}).", below.replace(" - ", " E9 "))
    return responsibility_claims(
        text, reading, lambda mark: Standing(["s0"], "q0", "e0"), lambda statement: polarity, Around([], [], [], [])
    )


@pytest.mark.parametrize(
    "body, below, kind",
    [
        ("{R1|Gunmen} fired.", "r1 R1 - actor asserted", "unknown"),
        ("The {R1|quake} was strong.", "r1 R1 - actor asserted", "cause"),
        ("{R1|The Sarhad Front} fired.", "r1 R1 - actor asserted", "party"),
        ("{R1|A teacher} fired.", "r1 R1 - actor asserted", "person"),
    ],
)
def test_the_kind_of_an_actor_is_its_nouns(body, below, kind):
    assert [c.actor_kind for c in claims_of(body, below)] == [kind]


def test_a_denied_statement_denies_what_it_holds():
    below = "r1 R1 - actor asserted"
    assert [c.status for c in claims_of("{R1|The militia} fired.", below, "denied")] == ["denied"]
    assert [c.status for c in claims_of("{R1|The militia} fired.", below)] == ["asserted"]


def test_an_acquittal_denies_what_the_encoder_holds_alleged():
    body, below = "A jury cleared {R1|Emil Torp} of arson.", "r1 R1 - actor alleged"
    assert [c.status for c in claims_of(body, below, "denied")] == ["denied"]
    assert [c.status for c in claims_of(body, below)] == ["alleged"]


@pytest.mark.parametrize("row", languages.table("en", "courts"), ids=lambda row: row["form"])
def test_a_party_before_a_court_stands_as_the_court_says(row):
    body = row["example"].replace("Emil Torp", "{R1|Emil Torp}")
    assert [c.status for c in claims_of(body, "r1 R1 - actor asserted")] == [row["status"]]


@pytest.mark.parametrize(
    "body, statuses",
    [
        ("A court acquitted {R1|Emil Torp} on Friday, and {R2|Jan Vik} was charged a day later.", ["denied", "alleged"]),
        ("{R1|Jan Vik} was indicted in May for the fire of which {R2|Emil Torp} had been acquitted.", ["alleged", "denied"]),
        ("Emil Torp was acquitted. {R1|Jan Vik} fired.", ["asserted"]),  # another sentence's case
    ],
)  # fmt: skip
def test_of_two_cases_in_a_sentence_the_nearest_word_decides(body, statuses):
    below = "\n".join(f"r{n} R{n} - actor asserted" for n in range(1, len(statuses) + 1))
    assert [c.status for c in claims_of(body, below)] == statuses


def test_one_claim_an_actor_with_all_its_mentions():
    claims = claims_of(
        "{R1|The militia} fired. {R2|A militia} fired.", "r1 R1 - actor asserted\nr2 R2 - actor asserted"
    )
    assert [(c.actor, len(c.mentions)) for c in claims] == [("The militia", 2)]


def test_a_helper_is_not_the_doer():
    claims = claims_of("It was done with the help of the {R1|14th Rifle Regiment}.", "r1 R1 - actor asserted")
    assert [(c.actor, c.role) for c in claims] == [("14th Rifle Regiment", "helper")]


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("the militia", "The militia", True),
        ("a militia", "the militia", True),
        ("Orsk’s army", "Orsk's army", True),
        ("the militia", "the army", False),
    ],
)
def test_actors_compare_without_their_articles(one, other, same):
    assert (actor_key(one) == actor_key(other)) is same


def claim(status, voice, actor="the Sarhad Front"):
    return ResponsibilityClaim(
        f"c{status}", "", actor, "party", (0, 1), [(0, 1)], None, "actor", status, voice, None, "e0"
    )


@pytest.mark.parametrize(
    "claims, outcomes",
    [
        ([claim("claimed", ["s1"]), claim("denied", ["s1"])], ["inconsistent"]),  # one voice claims and denies
        ([claim("alleged", ["s2"]), claim("denied", ["s1"])], []),  # a quarrel of two voices is no contradiction
        ([claim("denied", ["s1"])], ["undecidable"]),  # a denial without its accusation
        ([claim("denied", ["s1"]), claim("alleged", ["s2"], "the army")], ["undecidable"]),  # another was accused
    ],
)
def test_a_voice_against_itself(claims, outcomes):
    assert [c.outcome for c in checks.self_contradiction(claims)] == outcomes


@pytest.mark.parametrize(
    "body, statuses",
    [
        ("No {R1|group} claimed the attack.", []),
        ("No militant {R1|group} claimed the attack.", []),
        ("There is no doubt the {R1|militia} fired.", ["asserted"]),
        ("Soldiers loyal to {R1|General Orr} fired.", []),
        ("A collision between the old steamer {R1|Orla} and the barge {R2|Tove} killed nine.", []),
        ("In fighting between the army and rebels, in which {R1|the militia} fired, nine died.", ["asserted"]),
        ("Villagers fighting the {R1|Sarhad Front} fired.", []),
        ("{R1|The Black Banner, an armed group} of the hills, fired.", ["asserted"]),
        ("Gunmen believed to belong to {R1|the Sarhad Front} fired.", ["alleged"]),
        ("Men thought to come from {R1|the Sarhad Front} fired.", ["alleged"]),
        ("{R1|The Sarhad Front} killed two men believed to be clerks.", ["asserted"]),
    ],
)
def test_who_is_held_responsible_and_how_surely(body, statuses):
    below = "\n".join(f"r{n} R{n} - actor asserted" for n in (1, 2) if f"{{R{n}|" in body)
    assert [c.status for c in claims_of(body, below)] == statuses


def test_it_stands_for_the_speaker():
    record = recounted.read("The group said it was behind the bombing, which killed nine.")
    held = [c for c in record.claims if isinstance(c, ResponsibilityClaim)]
    assert [(c.actor, c.status) for c in held] == [("The group", "claimed")]


@pytest.mark.parametrize(
    "words, role",
    [
        ("any role in the killing of two priests", True),
        ("involvement in the raid", True),
        ("knowledge of the shelling", True),
        ("being behind the raid", True),
        ("killing the two priests", False),
        ("that nine people died", False),
    ],
)
def test_a_role_is_denied_and_not_the_deed(words, role):
    assert is_role(words) is role


def test_those_killed_stay_killed_where_a_role_is_denied():
    record = recounted.read("The militia denies any role in the killing of the two priests.")
    assert [(c.low, c.status) for c in record.claims if isinstance(c, TollClaim)] == [(2, "asserted")]


def test_an_inquiry_of_the_army_claims_no_deed():
    record = recounted.read("The army's own inquiry found that its soldiers had shot the two boys dead.")
    held = [c for c in record.claims if isinstance(c, ResponsibilityClaim)]
    assert all("inquiry" not in c.actor and c.status != "claimed" for c in held)


def test_nobody_is_no_voice():
    record = recounted.read("No group has claimed responsibility for the bombing in Orsk.", outlet="Torvik Gazette")
    outlet = record.sources[0].id
    assert record.claims and all(c.voice == [outlet] for c in record.claims)


def test_a_month_before_an_article_is_no_part_of_a_name():
    assert [c.actor for c in claims_of("In October {R1|the army of Ostrel} fired.", "r1 R1 - actor asserted")] == [
        "the army of Ostrel"
    ]


def test_what_is_said_of_a_party_is_no_part_of_its_name():
    body = "{R1|The Black Banner, an armed group} of the hills, fired."
    assert [c.actor for c in claims_of(body, "r1 R1 - actor asserted")] == ["The Black Banner"]


@pytest.mark.parametrize(
    "words, status",
    [
        ("was not to blame", "denied"),
        ("had no part in it", "denied"),
        ("wasn't behind it", "denied"),
        ("was behind it", "alleged"),
        ("had a part in it", "alleged"),
    ],
)
def test_a_party_that_is_cleared_is_denied(words, status):
    claims = claims_of(f"{{R1|The Sarhad Front}} {words}.", "r1 R1 - actor alleged")
    assert [c.status for c in claims] == [status]


@pytest.mark.parametrize(
    "words, acts",
    [
        ("did not respond to questions", False),
        ("declined to comment", False),
        ("fired into the air", False),
        ("fired warning shots", False),
        ("fired on the crowd", True),
        ("did not stop at the bridge", True),
    ],
)
def test_who_is_silent_or_only_warns_does_no_harm(words, acts):
    text = f"The Orsk army {words}."
    assert targets.acts(text, (4, 13)) is acts


def test_whom_one_fights_is_no_doer():
    text = "Nine men died in fighting with the Orsk army."
    assert not targets.acts(text, (text.index("Orsk"), text.index("army") + 4))


@pytest.mark.parametrize("words", ["pledged allegiance to", "had ties to", "was inspired by", "was loyal to"])
def test_whom_a_gunman_follows_is_no_doer(words):
    text = f"A gunman who {words} the Orsk Front fired on the crowd."
    assert not targets.acts(text, (text.index("Orsk"), text.index(" fired")))


@pytest.mark.parametrize(
    "body, held",
    [
        ("The {E1|killing} went on.\n\nDespite the appeals of {R1|the Red Cross}, nobody came.", []),
        ("The {E1|killing} went on. Despite a truce {R1|the Sarhad Front} fired.", ["the Sarhad Front"]),
        (
            "The {E1|killing} went on.\n\n{S1|A judge} {U1|blamed} {C1|{R1|the pilot of the barge}}.",
            ["the pilot of the barge"],
        ),
    ],
)
def test_who_is_tied_to_a_deed_of_another_paragraph_did_nothing_in_its_own(body, held):
    below = "r1 R1 E1 actor alleged" + ("\nq1 S1 U1 C1 indirect" if "{S1" in body else "")
    assert [claim.actor for claim in claims_of(body, below)] == held


@pytest.mark.parametrize(
    "body, held",
    [
        ("{S1|The Orsk Front} {U1|said} {C1|{R1|its fighters} {E1|killed} six}.", ["The Orsk Front", "its fighters"]),
        ("{S1|General Emil Torp} {U1|said} {C1|{R1|his fighters} {E1|killed} six}.", ["his fighters"]),
    ],
)
def test_a_body_owns_to_what_its_men_did_and_a_person_to_what_he_did_himself(body, held):
    found = claims_of(body, "r1 R1 E1 actor asserted\nq1 S1 U1 C1 indirect")
    assert [(claim.actor, claim.status) for claim in found] == [(actor, "claimed") for actor in held]
