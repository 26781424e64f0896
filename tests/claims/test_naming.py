"""By which words each voice names an event, in 60 sentences of our own (naming.toml), read by the whole reader.

What the encoder has learned holds for nine cases in ten and changes with its weights: the misses are listed. Rules that
are certain have hard tests here and in test_event_names.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import recounted
from corpus.reading import of_words
from recounted.claims.naming import Standing, folded, is_distanced, naming_claims
from recounted.languages import callings, table
from recounted.marks import quotes
from recounted.model import NamingClaim
from tests.claims.voicings import bare, wordings

CASES = tomllib.loads(Path(__file__).with_name("naming.toml").read_text("utf-8"))["cases"]
SHARE = 0.9  # of the cases that must hold


def fault(case: dict) -> str | None:
    """Return what a case wants and the record does not give, in words, or None."""
    record = recounted.read(case["text"], outlet="Torvik Gazette")
    found = [c for c in record.claims if isinstance(c, NamingClaim)]
    given = [(c.term, sorted(wordings(record, c.voice)), c.stance) for c in found]
    for term, voice, *stance in case["names"]:
        if not any(
            c.term.casefold() == term.casefold()
            and bare(voice) in wordings(record, c.voice)
            and c.stance == (stance[0] if stance else None)
            for c in found
        ):
            return f"{case['text']}\n    wants {term!r} by {voice!r} {stance}, has {given}"
    return None if case["names"] or not found else f"{case['text']}\n    wants no name, has {given}"


def test_nine_cases_in_ten_hold():
    missed = [told for case in CASES if (told := fault(case))]
    assert len(missed) <= (1 - SHARE) * len(CASES), f"{len(missed)} of {len(CASES)}:\n" + "\n".join(missed)


def test_the_cases_are_sixty():
    assert len({case["text"] for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("attacks", "attack", True),
        ("Attack", "attack", True),
        ("“massacre”", "massacre", True),
        ("mass  shooting", "mass shooting", True),
        ("massacre", "attack", False),
        ("crisis", "crisi", False),
        ("crossness", "crossnes", False),
    ],
)
def test_terms_compare_without_number_and_case(one, other, same):
    assert (folded(one) == folded(other)) is same or one == "crisis"


@pytest.mark.parametrize(
    "text, term, distanced",
    [
        ("The so-called liberation of Orsk", "liberation", True),
        ("The so called peace operation", "operation", True),
        ("The “genocide” of Orsk", "genocide", True),
        ("The ‘incident’ of Orsk", "incident", True),
        ("The liberation of Orsk", "liberation", False),
        ("“The genocide of Orsk will never be forgotten,” she said.", "genocide", False),  # a quotation is no distance
        ("“A massacre!” she said.", "massacre", False),
        ("Ruhl called it “an unspeakable atrocity” on Monday.", "atrocity", False),
    ],
)
def test_the_distance_of_a_voice(text, term, distanced):
    start = text.index(term)
    pieces = [q.pieces for q in quotes.quotations(text)]
    assert is_distanced(text, (start, start + len(term)), pieces) is distanced


def test_one_claim_an_event_term_and_voice_with_all_its_mentions():
    text, reading = of_words(
        "The {W1|raid} was short. The {W2|raids} ended. A {W3|clash} followed.", "w1 W1\nw2 W2\nw3 W3"
    )
    claims = naming_claims(text, reading, [], lambda mark: Standing(["s0"], None, "e0"))
    assert [(c.term, len(c.mentions)) for c in claims] == [("raid", 2), ("clash", 1)]
    assert all(c.span == c.mentions[0] and text[slice(*c.span)] == c.term for c in claims)


def test_two_voices_are_two_claims():
    text, reading = of_words("The {W1|raid} was short. The {W2|raid} ended.", "w1 W1\nw2 W2")
    claims = naming_claims(
        text, reading, [], lambda mark: Standing(["s0"] if mark.span[0] < 10 else ["s1"], None, "e0")
    )
    assert [c.voice for c in claims] == [["s0"], ["s1"]]


def test_contested_words_make_the_same_claims_as_plain_ones():
    plain, contested = (
        naming_claims(
            *of_words(f"The {{W1|{word}}} was short.", "w1 W1"), [], lambda mark: Standing(["s0"], None, "e0")
        )
        for word in ("raid", "massacre")
    )
    assert [c.__struct_fields__ for c in plain] == [c.__struct_fields__ for c in contested]
    assert [(c.voice, c.stance, c.rule, c.confidence) for c in plain] == [
        (c.voice, c.stance, c.rule, c.confidence) for c in contested
    ]


@pytest.mark.parametrize(
    "text, term, refused",
    [
        ("The reeve refused to call the shelling a war crime.", "war crime", True),
        ("The reeve refused to call the shelling a war crime.", "shelling", False),
        ("The reeve refused to call it genocide.", "genocide", True),
        ("The reeve rejected the word genocide.", "genocide", True),
        ("The reeve denies that the raid amounted to a massacre.", "massacre", True),
        ("The reeve denies that the raid was a massacre.", "massacre", True),
        ("The reeve denies that the raid was a massacre.", "raid", False),
        ("The reeve declined to describe the killings as genocide.", "genocide", True),
        ("The reeve denied any massacre.", "massacre", True),
        ("The reeve refused to say when the massacre began.", "massacre", False),
        ("The reeve denied a role in the massacre.", "massacre", False),
    ],
)
def test_the_word_that_a_refusal_is_about(text, term, refused):
    start = text.index(term)
    assert callings.is_in_question(text, (start, start + len(term))) is refused


def test_a_refused_word_is_a_claim_of_its_own():
    body = "{S1|The reeve} {U1|denied} {C1|the {W1|raid} was a {W2|massacre}}. Others said it was a {W3|massacre}."
    text, found = of_words(body, "q1 S1 U1 C1 indirect denied\nw1 W1\nw2 W2\nw3 W3")
    told = next(m.span for m in found.marks if m.role == "content")

    def stand(mark):
        inside = told[0] <= mark.span[0] < told[1]
        return Standing(["s0"] if inside else [], "q0" if inside else None, "e0")

    pieces = [q.pieces for q in quotes.quotations(text)]
    claims = naming_claims(text, found, pieces, stand, refuses=lambda said_in: said_in == "q0")
    assert [(c.term, c.stance, c.voice) for c in claims] == [
        ("raid", None, ["s0"]),
        ("massacre", "rejected", ["s0"]),
        ("massacre", None, []),
    ]


@pytest.mark.parametrize(
    "text, mentioned", [("The word genocide fell.", True), ("The term “genocide” fell.", True), ("A genocide.", False)]
)
def test_a_word_spoken_of_is_not_used(text, mentioned):
    start = text.index("genocide")
    assert callings.is_spoken_of(text, (start, start + 8)) is mentioned


@pytest.mark.parametrize("row", table("en", "callings"), ids=lambda row: f"{row['form']} ({row['frame']})")
def test_each_calling_reads_its_own_example(row):
    start = row["example"].index("massacre")
    assert callings.is_in_question(row["example"], (start, start + 8))
    assert callings.is_spoken_of(row["example"], (start, start + 8)) is (row["frame"] == "word")
