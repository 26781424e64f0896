"""What each phrase that numbers people says; the rows of the tables prove themselves by their examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import reading
from recounted import kinds
from recounted.languages import persons, table
from recounted.marks import extents, uncounted
from recounted.marks.quantities import numbers, read_count
from recounted.model import Mark, Reading

BOUNDS = kinds.bounds()

CASES = [
    # words, least, most, qualifier
    ("12", 12, 12, "exact"),
    ("41 people", 41, 41, "exact"),
    ("Nine miners", 9, 9, "exact"),
    ("thirty-one quarrymen", 31, 31, "exact"),
    ("thirty one quarrymen", 31, 31, "exact"),
    ("a hundred", 100, 100, "exact"),
    ("a hundred and seventy-four souls", 174, 174, "exact"),
    ("two hundred and eleven seamen", 211, 211, "exact"),
    ("three thousand four hundred and six", 3406, 3406, "exact"),
    ("twelve hundred pilgrims", 1200, 1200, "exact"),
    ("two million", 2000000, 2000000, "exact"),
    ("one million two hundred thousand people", 1200000, 1200000, "exact"),
    # digits in several locales
    ("1,200", 1200, 1200, "exact"),
    ("1.200", 1200, 1200, "exact"),
    ("1 200", 1200, 1200, "exact"),
    ("1\u00a0200 people", 1200, 1200, "exact"),
    ("1\u202f200", 1200, 1200, "exact"),
    ("1'200", 1200, 1200, "exact"),
    ("1,20,000 villagers", 120000, 120000, "exact"),
    ("12,345,678", 12345678, 12345678, "exact"),
    ("1.5 thousand", 1500, 1500, "exact"),
    ("1,5 million", 1500000, 1500000, "exact"),
    ("1.250 million", 1250000, 1250000, "exact"),
    ("3 million", 3000000, 3000000, "exact"),
    ("2.3 lakh people", 230000, 230000, "exact"),
    ("2 crore", 20000000, 20000000, "exact"),
    ("twenty-four (24)", 24, 24, "exact"),
    # dozens and sets
    ("a dozen", 12, 12, "exact"),
    ("half a dozen", 6, 6, "exact"),
    ("half-a-dozen shepherds", 6, 6, "exact"),
    ("two dozen", 24, 24, "exact"),
    ("a couple of miners", 2, 2, "exact"),
    ("a couple of dozen pickets", 24, 24, "exact"),
    ("a married couple", 2, 2, "exact"),
    ("a pair of skaters", 2, 2, "exact"),
    ("Both climbers", 2, 2, "exact"),
    ("a trio of anglers", 3, 3, "exact"),
    ("three score", 60, 60, "exact"),
    # vague
    ("dozens", 24, None, "vague"),
    ("Dozens of villagers", 24, None, "vague"),
    ("scores of them", 40, None, "vague"),
    ("hundreds", 200, None, "vague"),
    ("thousands of families", 2000, None, "vague"),
    ("tens of thousands", 20000, None, "vague"),
    ("hundreds of thousands of people", 200000, None, "vague"),
    ("several", 3, None, "vague"),
    ("several bodies", 3, None, "vague"),
    ("several dozen", 36, None, "vague"),
    ("a few dozen", 24, None, "vague"),
    ("a few hundred ferrymen", 200, None, "vague"),
    ("a couple dozen ferrymen", 24, 24, "exact"),
    ("40 people at most", 0, 40, "up_to"),
    ("40 people, at most", 0, 40, "up_to"),
    ("20 clerks, at least", 20, None, "at_least"),
    ("several hundred ferrymen", 300, None, "vague"),
    ("several thousand", 3000, None, "vague"),
    ("several hundred thousand herders", 300000, None, "vague"),
    ("some few hundreds", 200, None, "vague"),
    # hedges before
    ("at least 69", 69, None, "at_least"),
    ("At least 41 people", 41, None, "at_least"),
    ("no fewer than nine editors", 9, None, "at_least"),
    ("not less than 40", 40, None, "at_least"),
    ("a minimum of 30", 30, None, "at_least"),
    ("at least one teacher", 1, None, "at_least"),
    ("at least a dozen", 12, None, "at_least"),
    ("more than 500", 501, None, "more_than"),
    ("over two dozen", 25, None, "more_than"),
    ("upwards of 40 people", 41, None, "more_than"),
    ("in excess of 1,000", 1001, None, "more_than"),
    ("more than a thousand", 1001, None, "more_than"),
    ("“over 70”", 71, None, "more_than"),
    ("about 400", 400, 400, "about"),
    ("some thirty", 30, 30, "about"),
    ("an estimated 300", 300, 300, "about"),
    ("roughly 1,500 residents", 1500, 1500, "about"),
    ("around 30 others", 30, 30, "about"),
    ("20-odd", 20, 20, "about"),
    ("ninety-odd of them", 90, 90, "about"),
    ("A further 30 or so", 30, 30, "about"),
    ("nearly 400", 400, 400, "nearly"),
    ("almost fifty people", 50, 50, "nearly"),
    ("close to 1.5 thousand", 1500, 1500, "nearly"),
    ("just under 90", 90, 90, "nearly"),
    ("nearly a hundred children", 100, 100, "nearly"),
    ("up to 50", 0, 50, "up_to"),
    ("as many as 365", 0, 365, "up_to"),
    ("As many as a hundred", 0, 100, "up_to"),
    ("no more than 12", 0, 12, "up_to"),
    ("fewer than 20 civilians", 0, 19, "fewer_than"),
    ("less than a thousand", 0, 999, "fewer_than"),
    ("fewer than three", 0, 2, "fewer_than"),
    # hedges after
    ("107 or more", 107, None, "at_least"),
    ("20 civilians at least", 20, None, "at_least"),
    ("40+", 40, None, "at_least"),
    ("60 plus", 60, None, "at_least"),
    ("12 or fewer", 0, 12, "up_to"),
    ("35 people in total", 35, 35, "exact"),
    # ranges
    ("between 10 and 20", 10, 20, "range"),
    ("from 10 to 20 soldiers", 10, 20, "range"),
    ("10-20", 10, 20, "range"),
    ("10–20 people", 10, 20, "range"),
    ("another 50 to 60", 50, 60, "range"),
    ("four or five", 4, 5, "range"),
    ("six or eight girls", 6, 8, "range"),
    ("“one, possibly two” stokers", 1, 2, "range"),
    ("four, five dozen", 48, 60, "range"),
    ("two or three hundred", 200, 300, "range"),
    ("3-5 lakh", 300000, 500000, "range"),
    ("between 1.1 and 1.6 million people", 1100000, 1600000, "range"),
    ("Between 60 and 80 labourers", 60, 80, "range"),
    # nobody
    ("nobody", 0, 0, "exact"),
    ("No one", 0, 0, "exact"),
    ("No one else", 0, 0, "exact"),
    ("no officers", 0, 0, "exact"),
    ("none of them", 0, 0, "exact"),
    ("Neither she nor a customer", 0, 0, "exact"),
    ("not one villager", 0, 0, "exact"),
    ("zero", 0, 0, "exact"),
    # more, others, some of them
    ("another 12", 12, 12, "exact"),
    ("the other three", 3, 3, "exact"),
    ("The other three people in the vehicle", 3, 3, "exact"),
    ("30 others", 30, 30, "exact"),
    ("two more", 2, 2, "exact"),
    ("nine of them", 9, 9, "exact"),
    ("seven of the dead", 7, 7, "exact"),
    ("two of whom", 2, 2, "exact"),
    ("Two of the eight", 2, 2, "exact"),
    ("a crew of nine", 9, 9, "exact"),
    ("a family of six", 6, 6, "exact"),
    ("a total of 31", 31, 31, "exact"),
    ("the first sixteen", 16, 16, "exact"),
    ("the bodies of 12 men", 12, 12, "exact"),
    # one person
    ("a man", 1, 1, "exact"),
    ("A woman, 41,", 1, 1, "exact"),
    ("man", 1, 1, "exact"),
    ("a 34-year-old man", 1, 1, "exact"),
    ("a 10-month old baby", 1, 1, "exact"),
    ("A four-year-old", 1, 1, "exact"),
    ("a gentleman of 80", 1, 1, "exact"),
    ("one of the apprentices, aged 16,", 1, 1, "exact"),
    ("a passenger in the second car", 1, 1, "exact"),
    ("a third person", 1, 1, "exact"),
    ("a sixth teacher", 1, 1, "exact"),
    ("his wife", 1, 1, "exact"),
    ("a woman and a teen-age boy", 2, 2, "exact"),
    ("a well known and respected member of the guild", 1, 1, "exact"),
    ("a 24-year-old and his wife", 2, 2, "exact"),
    ("the couple’s grandson, aged six,", 1, 1, "exact"),
    ("another", 1, 1, "exact"),
    ("he", 1, 1, "exact"),
    ("a soldier", 1, 1, "exact"),
    # sums
    ("his wife and two sons", 3, 3, "exact"),
    ("A mum and her two kids", 3, 3, "exact"),
    ("the bride, the groom and 17 guests", 19, 19, "exact"),
    ("a clerk, a porter and two cooks", 4, 4, "exact"),
    ("a teacher, her two daughters", 3, 3, "exact"),
    ("a reeve, his wife, their son and a maid", 4, 4, "exact"),
    ("a man, a father of two", 1, 1, "exact"),
    ("a 7-11 clerk", 1, 1, "exact"),
    ("a record 30 people", 30, 30, "exact"),
    ("47-year-old Ane Dahl, Odd's estranged wife, and her daughter Jenna", 2, 2, "named"),
    ("Ane Dahl, 40, Odd's wife, and two guards", 3, 3, "exact"),
    ("Two men, a clerk and a porter", 2, 2, "exact"),
    ("Ane Sorli, a clerk and mother of two", 1, 1, "named"),
    ("two men and a woman", 3, 3, "exact"),
    ("Both Ane Sorli and her son", 2, 2, "exact"),
    ("both Ane Sorli and Petra Holm-Sorli", 2, 2, "named"),
    ("both men", 2, 2, "exact"),
    ("both men and a woman", 3, 3, "exact"),
    ("a man and woman", 2, 2, "exact"),
    ("three tellers and a customer", 4, 4, "exact"),
    ("A delivery driver, 45, and her passenger, 12,", 2, 2, "exact"),
    ("Two brothers, 16 and 18,", 2, 2, "exact"),
    ("27 girls and women", 27, 27, "exact"),
    ("31 road engineers and cooks", 31, 31, "exact"),
    ("174 passengers and crew", 174, 174, "exact"),
    # names
    ("Sgt P. Dolnik", 1, 1, "named"),
    ("Mr Gannow, who was 63,", 1, 1, "named"),
    ("Josiah Trimmel, aged 49", 1, 1, "named"),
    ("fire captain Ros Teague", 1, 1, "named"),
    ("Drewe", 1, 1, "named"),
    ("A boy called Jem, nineteen", 1, 1, "named"),
    ("Yannick Drewe, 29, and Ottoline Sabo, 51,", 2, 2, "named"),
]


@pytest.mark.parametrize("words, least, most, qualifier", CASES, ids=[case[0] for case in CASES])
def test_counts(words, least, most, qualifier):
    count = read_count(words, BOUNDS)
    assert (count.low, count.high, count.qualifier) == (least, most, qualifier)


@pytest.mark.parametrize(
    "words",
    ["the victims", "many", "a number of villagers", "the wounded", "some", "his sons", "they", "civilians",
     "a crew", "",
     "27 vehicles", "two dogs", "four shots", "the house", "and", "25-minute", "a few", "most of them"],
)  # fmt: skip
def test_no_number_of_people(words):
    with pytest.raises(ValueError, match="holds no number of people"):
        read_count(words, BOUNDS)


@pytest.mark.parametrize(
    "words, group, unit, code",
    [
        ("41 people", None, "person", None),
        ("30 others", None, "person", None),
        ("27 pro-government fighters", "pro-government fighters", "person", "fighters"),
        ("nine children", "children", "person", "children"),
        ("a woman", "woman", "person", "women"),
        ("66 elderly persons", "elderly persons", "person", "elderly"),
        ("20 civilians at least", "civilians", "person", "civilians"),
        ("over 345 pilgrims", "pilgrims", "person", "pilgrims"),
        ("two bodies", None, "body", None),
        ("the bodies of 12 men", "men", "person", "men"),
        ("Two families", "families", "family", None),
        ("1,900 delinquent households", "delinquent households", "household", None),
        ("340 militants", "militants", "person", None),
        ("six other prisoners", "prisoners", "person", "prisoners"),
        ("27 girls and women", "girls and women", "person", "women"),
        ("dozens of villagers", "villagers", "person", "civilians"),
        ("a 12-year-old boy", "12-year-old boy", "person", "children"),
        ("a gentleman of 80", "gentleman", "person", "elderly"),
        ("three (3) police officers", "police officers", "person", "police"),
        ("the gunman", "gunman", "person", "suspects"),
    ],
)
def test_whom_it_counts(words, group, unit, code):
    count = read_count(words, BOUNDS)
    assert (count.group_words, count.unit) == (group, unit)
    assert persons.group_code(words) == code


def test_another_table_of_bounds():
    cautious = kinds.bounds("one_unit")
    words = ("dozens", "hundreds", "several", "several dozen", "tens of thousands", "a few hundred")
    assert [read_count(w, cautious).low for w in words] == [12, 100, 2, 24, 10000, 100]


@pytest.mark.parametrize("row", table("en", "numbers"), ids=lambda row: row["form"])
def test_each_number_reads_its_own_example(row):
    assert row["form"] in row["example"]
    count = read_count(row["example"], BOUNDS)
    kind, value = row["kind"], row["value"]
    if kind in ("unit", "tens", "set", "zero", "fold"):
        assert (count.low, count.high) == (int(value), int(value))
    elif kind == "times":
        assert count.low % int(value) == 0 and count.low > 0
    elif kind == "plural":
        assert (count.low, count.qualifier) == (BOUNDS.plural[value], "vague")
    elif kind == "several":
        assert (count.low, count.qualifier) == (BOUNDS.several, "vague")
    elif kind == "few":
        assert (count.low, count.qualifier) == (BOUNDS.plural["hundreds"], "vague")
    elif kind == "half":
        assert count.low == 12 // int(value)
    else:
        assert kind == "ordinal" and count.low == 1


@pytest.mark.parametrize("row", table("en", "hedges"), ids=lambda row: f"{row['form']} {row['place']}")
def test_each_hedge_reads_its_own_example(row):
    count = read_count(row["example"], BOUNDS)
    assert count.qualifier == row["qualifier"]
    assert (count.low, count.high) == kinds.bounded(40, row["qualifier"])


@pytest.mark.parametrize("row", table("en", "people"), ids=lambda row: row["form"])
def test_each_noun_reads_its_own_example(row):
    if row["kind"] == "thing":
        with pytest.raises(ValueError, match="holds no number"):
            read_count(row["example"], BOUNDS)
        return
    count = read_count(row["example"], BOUNDS)
    wanted = {"collective": 6, "plural": 40}.get(row["kind"], 1)
    assert count.low == wanted
    assert row["kind"] not in ("body", "family", "household") or count.unit == row["kind"]


@pytest.mark.parametrize("row", table("en", "groups"), ids=lambda row: row["form"])
def test_each_group_reads_its_own_example(row):
    assert persons.group_code(row["example"]) == row["code"]
    assert read_count(row["example"], BOUNDS).low == 9


@given(st.integers(1, 10**9))
def test_digits_with_and_without_separators(n):
    for words in (f"{n} people", f"{n:,} people", f"{n:,} people".replace(",", "\u202f")):
        assert read_count(words, BOUNDS).low == n


@given(st.text(max_size=60))
def test_any_words_end_in_a_count_or_a_refusal(words):
    try:
        count = read_count(words, BOUNDS)
    except ValueError:
        return
    assert count.low >= 0 and (count.high is None or count.high >= count.low)


@pytest.mark.parametrize(
    "body, wanted",
    [
        ("{N1|A} {N2|fisherman} {E1|drowned}.", ["A fisherman"]),
        ("{N1|A 33-year-old} Dunn Harbour {N2|man} {E1|died}.", ["A 33-year-old Dunn Harbour man"]),
        ("All {N1|1,}{N2|901 people} {E1|died}.", ["1,901 people"]),
        ("Police said {N1|Vinny} A. {N2|Reinholt} {E1|died}.", ["Vinny A. Reinholt"]),
        ("They found {N1|27} vehicles and {N2|two} men {E1|dead}.", ["two men"]),
        ("{N1|Two men} and three boys aged {N2|eight, 12 and 13} were {E1|killed}.", ["Two men"]),
        ("They asked for {N1|900 body} bags and found {N2|two} men {E1|dead}.", ["two men"]),
        ("Odd Hunter, {N1|26}, of Orsk, {E1|died}.", []),
        ("He was {E1|shot} {N1|four} times.", []),
        ("It came at about {N1|2}:35 and {N2|nobody} was {E1|hurt}.", ["nobody"]),
        ("They {E1|wounded} {N1|two men} in their {N2|30s}.", ["two men"]),
        ("{N1|Odd Ness}, 37, of {N2|Orsk}, {E1|died}.", ["Odd Ness"]),
        ("See https://gazette.example/2031/{N1|13}/teen-{E1|hurt}", []),
        ("A woman was {E1|shot} at {N1|575} Halvet Avenue.", []),
        ("The landlord called {N1|9-1}-1 and found him {E1|dead}.", []),
        ("Ane Sorli was {E1|shot dead} {N1|March} 19 at home.", []),
        ("The town's {N1|2031 homicide victim} total rose to {N2|14} {E1|dead}.", ["14"]),
        ("Wardens said two men {E1|beat} {N1|him}.", ["him"]),
        ("{N1|None of our riders} was hurt, nor were any {N2|other grooms} {E1|hurt}.", ["None of our riders"]),
        ("See the film.{N1|5512004 Two riders} were {E1|hurt}.", ["Two riders"]),
        ("{N1|At least three} Halvet homes were {E1|hit}.", []),
        ("The fire {E1|killed} {N1|one man and left three other men} {E2|hurt}.", ["one man", "three other men"]),
    ],
)
def test_broken_marks_are_read_as_the_phrase_they_stand_in(body, wanted):
    text, found = reading.of_words(body, "")
    assert [text[slice(*n.span)] for n in numbers(text, found, BOUNDS)] == wanted


def test_a_number_mark_ends_before_its_conjunction():
    """The encoder marked "Olac and" and "a woman": two people, each by itself."""
    text = "Someone shot Olac and a woman."
    reading = Reading([Mark("number", (13, 21)), Mark("number", (22, 29))], [])
    assert [text[slice(*span)] for span, _ in extents.noun_phrases(text, reading, "en")] == ["Olac", "a woman"]


def test_numbers_listed_with_commas_are_told_apart():
    text = "Among them were 63 men, 40 women and nine children."
    reading = Reading([Mark("number", (16, 32))], [])
    assert [text[slice(*span)] for span, _ in extents.noun_phrases(text, reading, "en")] == ["63 men", "40 women"]


def test_figures_joined_by_and_are_told_apart():
    text = "Among them were 63 men and 40 women, and two men and a boy."
    reading = Reading([Mark("number", (16, 35)), Mark("number", (41, 58))], [])
    spans = [text[slice(*span)] for span, _ in extents.noun_phrases(text, reading, "en")]
    assert spans == ["63 men", "40 women", "two men and a boy"]


def test_nations_joined_by_and_are_told_apart():
    text = "Among them were eight Ostrelians and four Velmarers, and two men and a boy."
    reading = Reading([Mark("number", (16, 51)), Mark("number", (57, 74))], [])
    spans = [text[slice(*span)] for span, _ in extents.noun_phrases(text, reading, "en")]
    assert spans == ["eight Ostrelians", "four Velmarers", "two men and a boy"]


@pytest.mark.parametrize(
    "text, mark, found",
    [
        ("The men, 190 of them, were shot.", "The men, 190 of them", ["190 of them"]),
        (
            "They counted about a dozen, four of them critical.",
            "about a dozen, four of them",
            ["about a dozen", "four of them"],
        ),
        ("There a student killed 32 people.", "a student killed 32 people", ["32 people"]),
        ("Of the 42, four were shot.", "42, four", ["four"]),
    ],
)
def test_a_mark_that_holds_two_figures(text, mark, found):
    at = text.index(mark)
    reading = Reading([Mark("number", (at, at + len(mark)))], [])
    assert [text[slice(*span)] for span, _ in extents.noun_phrases(text, reading, "en")] == found


@pytest.mark.parametrize(
    "text, mark, found",
    [
        ("Ane Boyd-Sorli was the only one who died.", "Ane Boyd", ["Ane Boyd-Sorli"]),
        ("A man and another woman, a neighbour, were hurt.", "another woman,", ["another woman"]),
        ("In the deaths of Odd Ness, 47; and two pages.", "Odd Ness, 47;", ["Odd Ness, 47"]),
        ("The sappers counted 1,200 dead.", "1,", ["1,"]),
        ("Two riders, and a page, were hurt.", "and", []),
        ("The suspect in the shooting near Ft. Sorli is dead.", "Sorli", []),
        ('Police said nine "raiders" were shot.', 'nine "raiders', ['nine "raiders"']),
        ("Police said nine “raiders” were shot.", "nine “raiders", ["nine “raiders”"]),
        ("The raiders handed over 40 clerks.", "over 40 clerks", ["40 clerks"]),
        ("The raiders handed over 40 clerks.", "40 clerks", ["40 clerks"]),
        ("The raiders hurt over 40 clerks.", "40 clerks", ["over 40 clerks"]),
        ("“They took nine men” is all she said.", "nine men", ["nine men"]),
    ],
)
def test_where_a_mark_begins_and_ends(text, mark, found):
    at = text.index(mark)
    reading = Reading([Mark("number", (at, at + len(mark)))], [])
    assert [text[slice(*span)] for span, _ in extents.noun_phrases(text, reading, "en")] == found


def test_where_somebody_lives_is_no_part_of_the_name():
    text = "The dead are Odd Ness, 58, and his daughter Jenna, 24, both of Orsk."
    reading = Reading([Mark("number", (13, 25)), Mark("number", (31, 67))], [])
    spans = [text[slice(*span)] for span, _ in extents.noun_phrases(text, reading, "en")]
    assert spans == ["Odd Ness, 58", "his daughter Jenna, 24"]


@pytest.mark.parametrize("words, low", [
    ("The driver 17", 1), ("Two men ages 31 and 35", 2), ("Dora Ekman 70", 1), ("A second man 23", 1), ("a crew of 9", 9),
    ("armed man", 1), ("eight homicides", 8), ("a 17- year-old", 1), ("a 16- and a 17- year-old", 2),
    ("two men in their 30s", 2), ("a woman in her mid-40s", 1),
])  # fmt: skip
def test_an_age_without_its_comma_is_no_number_of_people(words, low):
    assert read_count(words, kinds.bounds()).low == low


@pytest.mark.parametrize(
    "words, counts",
    [("a Malaysian airliner", False), ("a Malaysian boy", True), ("a Malaysian", True), ("a boy", True)],
)
def test_a_nation_s_thing_is_nobody(words, counts):
    text = f"There {words} was lost."
    assert (uncounted.counted(text, (6, 6 + len(words)), "en") is not None) is counts
