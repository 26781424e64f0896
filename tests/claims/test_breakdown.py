"""Which figure is part of which, which a newer one replaces, and which count nobody who was harmed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from corpus import reading
from recounted import kinds, languages
from recounted.claims import breakdown, revisions
from recounted.claims.toll import toll_claims
from recounted.marks.quantities import numbers
from recounted.marks.uncounted import counted
from recounted.model import TollClaim
from tests.claims.test_toll import claims_of


def toll(n: int, low: int, voice: list[str], **more: object) -> TollClaim:
    claim = TollClaim(f"t{n}", "", "killed", low, low, "exact", str(low), (n * 10, n * 10 + 2), voice=voice, event="e0")
    return replace(claim, **more)


def test_a_part_is_of_the_total_that_its_own_voice_gave():
    theirs, his = toll(0, 23, ["police"]), toll(1, 26, ["colonel"])
    part = toll(2, 3, ["colonel"], part_of="t0", group="policemen")
    assert [c.part_of for c in breakdown.of_own_voice([theirs, his, part])] == [None, None, "t1"]


@pytest.mark.parametrize(
    "own",
    [
        toll(1, 26, ["colonel"], effect="injured"),
        toll(1, 2, ["colonel"]),  # too small to hold it
        toll(1, 26, ["colonel"], group="civilians"),
        toll(1, 26, ["colonel"], status="expected"),
        toll(1, 26, ["doctor"]),
    ],
)
def test_a_part_stays_with_anothers_total_where_its_own_voice_gave_none(own):
    part = toll(2, 3, ["colonel"], part_of="t0")
    assert breakdown.of_own_voice([toll(0, 23, ["police"]), own, part])[2].part_of == "t0"


def test_another_count_of_all_is_no_part():
    theirs, his = toll(0, 31, ["union"]), toll(1, 19, ["ministry"], part_of="t0")
    assert breakdown.of_own_voice([theirs, his])[1].part_of is None


def test_some_of_the_wounded_are_no_part_of_the_dead():
    body = "{N1|Fifteen people} {E1|died}. {N2|Twelve of the wounded} are in {E2|critical condition}."
    below = "t1 N1 E1 killed 15 exact\nt2 N2 E2 injured 12 exact part=t1"
    assert [c.part_of for c in claims_of(body, below)[1]] == [None, None]


@pytest.mark.parametrize(
    "second, part", [("; {N2|two women} were {E2|raped}", None), ("; {N2|two of them} were {E2|raped}", "t0")]
)
def test_who_came_to_another_harm_is_no_part_without_a_word_of_it(second, part):
    body = f"{{N1|Thirty weavers}} were {{E1|tortured}}{second}."
    below = "t1 N1 E1 tortured 30 exact\nt2 N2 E2 sexual_violence 2 exact part=t1"
    assert [c.part_of for c in claims_of(body, below)[1]] == [None, part]


def test_figures_that_cannot_be_equal_are_not_the_same_people():
    body = "{N1|Four pupils} are {E1|orphaned}. {N2|38 people} {E2|died}."
    below = "t1 N1 E1 bereaved 4 exact\nt2 N2 E2 killed 38 exact same=t1"
    assert [c.same_people for c in claims_of(body, below)[1]] == [None, None]


@pytest.mark.parametrize("row", languages.table("en", "revisions"), ids=lambda row: row["form"])
def test_each_row_of_revisions_replaces_its_older_figure(row):
    text = row["example"]
    old = next(text.index(n) for n in ("30", "40") if n in text)
    new = text.index("38")
    claims = [toll(0, 38, [], span=(new, new + 2)), toll(1, int(text[old : old + 2]), [], span=(old, old + 2))]
    assert [c.status for c in revisions.superseded(text, claims)] == ["asserted", "superseded"]


@pytest.mark.parametrize(
    "text, number, old",
    [
        ("The office put the toll at 38 from 40.", "40", False),  # who knows what was meant
        ("The office lowered the toll to 38 from 40.", "40", True),
        ("The toll went to 38 people from about 40.", "40", True),
        ("From 30 to 38 people died, police said.", "30", False),  # a range
        ("Between 30 and 38 people died. It rose.", "30", False),
        ("Water rose in the night. From 30 to 38 people died.", "30", False),
        ("Help came from 30 to 38 men.", "30", False),
    ],
)
def test_what_is_an_older_figure(text, number, old):
    at = text.index(number)
    assert revisions.is_old(text, toll(0, int(number), [], span=(at, at + 2))) is old


@pytest.mark.parametrize(
    "text, phrase, read",
    [
        ("The girl's parents and two brothers had died.", "The girl", None),
        ("The mayor’s two older sons were shot.", "The mayor", None),
        ("The soldier's death shook Orsk.", "The soldier", "The soldier"),
        ("A girl's body was found.", "A girl", "A girl"),
        ("The soldier's death shook the family.", "The soldier", "The soldier"),
        ("Twenty-five houses fell, 22 of which had been left.", "22", None),
        ("Twenty-five houses fell, 22 of which had been left.", "22 of", None),
        ("They buried 132 victims, 20 of which were children.", "20", "20"),
        ("The office lowered the toll to 38 from 40.", "38 from 40", "38"),
        ("Nine men from Orsk were shot.", "Nine men", "Nine men"),
        ("He beat two girls, age 16 and 17, at the mill.", "17", None),
        ("Three boys aged 12, 14 and 15 were hurt.", "15", None),
        ("Two dogs ran out, and a guard shot one of them.", "one of them", None),
        ("Two dogs ran at two guards and bit one of them.", "one of them", "one of them"),
        ("The toll rose by six to 44.", "six to 44", "44"),
        ("Of the crew six to 44 were lost.", "six to 44", "six to 44"),
        ("Two men, ages 25 and 29, were shot.", "25 and 29", None),
        ("They sought a clerk described as about 15.", "about 15", None),
        ("A crash with injury, 1591 Old Mill Road.", "1591", None),
        ("The crash hurt 15 on Old Mill Road.", "15", "15"),
        ("All but three of the 40 passengers were saved.", "three of the 40 passengers", None),
        ("Everyone except two stokers was lost.", "two stokers", None),
        ("One in three of the town's 9,000 people fled.", "One", None),
        ("One in three of the town's 9,000 people fled.", "9,000 people", None),
        ("Of the 130 hurt, a third of them are in hospital.", "a third of them", None),
        ("Half of the 900 villagers fled.", "900 villagers", None),
        ("She treated 74, nine of whom died.", "nine of", "nine of whom"),
        ("The infirmary has eighty-two of the injured.", "eighty-two of the", "eighty-two"),
        ("A half-dozen miners were hurt, half-dozen miners died.", "half-dozen miners", "half-dozen miners"),
        ("Half the 900 villagers fled.", "900 villagers", None),
        ("One of the nine was hurt.", "One of the nine", "One of the nine"),
        ("A third man was shot.", "A third man", "A third man"),
    ],
)
def test_numbers_that_count_nobody_who_was_harmed(text, phrase, read):
    start = text.index(phrase)
    span = counted(text, (start, start + len(phrase)), "en")
    assert (span and text[slice(*span)]) == read


def test_an_owner_makes_no_claim():
    body = "{N1|The girl}'s parents and {N2|two brothers} had {E1|died}."
    _, claims = claims_of(body, "t1 N1 E1 killed 1 exact\nt2 N2 E1 killed 2 exact")
    assert [c.as_said for c in claims] == ["two brothers"]


def test_a_word_of_harm_that_a_number_is_read_from_makes_no_claim_of_its_own():
    body = "They {E1|captured} {N1|30 soldiers} and {E2|killed} {N2|14 others}."
    text, found = reading.of_words(body, "t1 N1 E2 captive 30 exact\nt2 N2 E2 killed 14 exact")
    claims = toll_claims(text, found, numbers(text, found, kinds.bounds()))
    assert [(c.effect, c.low) for c in claims] == [("captive", 30), ("killed", 14)]


@pytest.mark.parametrize(
    "body, parts",
    [
        ("The storm {E1|killed} {N1|14} in Orsk, {N2|nine} in Halvet.", [None, None]),
        ("The storm {E1|killed} {N1|14} in Orsk and {N2|nine} in Halvet.", [None, None]),
        ("The storm {E1|killed} {N1|14} in Orsk, including {N2|nine} in the mill.", [None, "t0"]),
        ("The storm {E1|killed} {N1|14 people}, {N2|nine} in Orsk.", [None, "t0"]),
    ],
)
def test_figures_of_a_list_of_places_are_no_parts_of_the_first(body, parts):
    below = "t1 N1 E1 killed 14 exact\nt2 N2 E1 killed 9 exact part=t1"
    assert [c.part_of for c in claims_of(body, below)[1]] == parts


@pytest.mark.parametrize(
    "text, words, to_come",
    [
        ("The death toll would rise, officials said.", "death toll", True),
        ("The number of dead is expected to climb.", "number of dead", True),
        ("The death toll rose on Monday.", "death toll", False),
        ("The death toll could rise to 50.", "50", True),
        ("The toll may well exceed 200.", "200", True),
        ("The toll rose to 50 and could rise again.", "50", False),
        ("The flood may have killed 50.", "50", False),  # that it is a guess is another status's
    ],
)
def test_figures_to_come_are_expected(text, words, to_come):
    at = text.index(words)
    span = (at, at + len(words))
    low = int(words) if words.isdigit() else None
    claim = replace(toll(0, 0, []), low=low, high=low, span=span, trigger=None if low else span)
    assert revisions.is_expected(text, claim) is to_come


@pytest.mark.parametrize(
    "text, old", [("They counted 58 victims, not 59.", True), ("They counted 59, not all of them men.", False)]
)
def test_what_it_is_not_is_superseded(text, old):
    at = text.index("59")
    assert revisions.is_old(text, toll(0, 59, [], span=(at, at + 2))) is old
