"""The extent of an event's name, and who is held responsible as the clause says it plainly."""

from __future__ import annotations

import pytest

from recounted import languages
from recounted.claims.event_names import event_name, umbrellas, unmarked
from recounted.claims.parties import actor_kind, mended, plain_parties
from recounted.languages.event_nouns import contested, event_noun


def at(text, words):
    start = text.index(words)
    return (start, start + len(words))


@pytest.mark.parametrize(
    "text, marked, name",
    [
        ("A horrific suicide attack shook Orsk.", "suicide", "suicide attack"),
        ("A horrific suicide attack shook Orsk.", "A horrific suicide attack", "suicide attack"),
        ("After the car bomb attack they left.", "car bomb", "car bomb attack"),
        ("Relatives of the Drevo massacre met.", "massacre", "Drevo massacre"),
        ("Relatives of the Drevo Massacre met.", "Drevo Massacre", "Drevo Massacre"),
        ("They recalled the massacre perpetrated there.", "massacre perpetrated", "massacre"),
        ("Alleged war crimes were filmed.", "war", "war crimes"),
        ("The air strikes went on.", "strikes", "air strikes"),
        ("The latest raid was short.", "latest raid", "raid"),
        ("The attack on the market in Orsk was short.", "attack on the market", "attack"),
        ("They saw the crane collapse in Orsk.", "collapse", "crane collapse"),
        ("The Ostrel army's operation began.", "operation", "operation"),
        ("A drive-by shooting in Orsk.", "drive-by shooting", "drive-by shooting"),
        ("The special military operation began.", "operation", "special military operation"),
        ("Monday's stampede in Orsk.", "Monday's stampede", "stampede"),
        ("The heinous crime was filmed.", "heinous", "crime"),
        ("Massacres followed in the valley.", "Massacres", "Massacres"),
    ],
)
def test_the_extent_of_a_name(text, marked, name):
    span = event_name(text, at(text, marked), 0.7)
    assert span is not None and text[slice(*span)] == name


@pytest.mark.parametrize(
    "text, marked",
    [("They met in Orsk.", "Orsk"), ("It was premeditated.", "premeditated"), ("The talks of May.", "of")],
)
def test_what_names_no_event(text, marked):
    assert event_name(text, at(text, marked), 0.7) is None


@pytest.mark.parametrize("row", languages.table("en", "names"), ids=lambda row: row["form"])
def test_each_name_reads_its_own_example(row):
    span = event_name(row["example"], at(row["example"], row["form"]), 0.5)
    assert span is not None and row["example"][slice(*span)].endswith(row["form"])
    assert (contested(row["form"]) is not None) == (row["kind"] == "contested")
    assert bool(row["why"]) == (row["kind"] == "contested")
    assert not row["why"] or row["source"] != "own", "why a word is contested is said by a work, not by us"


@pytest.mark.parametrize("row", languages.table("en", "name_modifiers"), ids=lambda row: row["form"])
def test_each_modifier_belongs_to_the_name(row):
    span = event_name(row["example"], at(row["example"], "attack"), 0.5)
    assert row["example"][slice(*span)] == f"{row['form']} attack"
    assert contested(f"{row['form']} attack") == (row["why"] or contested(row["form"]))
    assert not row["why"] or row["source"] != "own", "why a word is contested is said by a work, not by us"


@pytest.mark.parametrize("row", languages.table("en", "actors"), ids=lambda row: row["form"])
def test_each_actor_has_its_kind(row):
    assert actor_kind(f"the {row['form']}") == row["kind"]


def test_a_plural_is_the_same_noun():
    assert event_noun("attacks") == event_noun("attack") and event_noun("Orsk") is None


@pytest.mark.parametrize(
    "text, marked, actor, role",
    [
        ("The raid was led by units of the Ostrel army.", "units of the Ostrel army", "units of the Ostrel army", None),
        ("Then Ostrel armed forces attacked Orsk.", "armed forces", "Ostrel armed forces", None),
        ("Then Ostrel armed forces attacked Orsk.", "Ostrel armed forces attacked", "Ostrel armed forces", None),
        (
            "It was done with the assistance of the 14th Rifle Regiment.",
            "the assistance of the 14th Rifle Regiment",
            "14th Rifle Regiment",
            "helper",
        ),
        ("It was done with the help of the 14th Rifle Regiment.", "Rifle Regiment", "14th Rifle Regiment", "helper"),
        ("Masked gunmen opened fire.", "gunmen", "Masked gunmen", None),
        ("A truck bomb in the same street went off.", "A truck bomb in the same", "A truck bomb", None),
        ("The quake killed nine.", "quake", "quake", None),
    ],
)
def test_the_extent_of_a_party(text, marked, actor, role):
    party = mended(text, at(text, marked), 0.7, [], [])
    assert party is not None
    found = text[slice(*party.span)]
    assert (found.removeprefix("The ").removeprefix("the "), party.role) == (actor, role)


@pytest.mark.parametrize(
    "text, marked, harmed, towns",
    [
        ("They killed nine shepherds in Orsk.", "nine shepherds", ["nine shepherds"], []),
        ("The dead lay in Orsk.", "Orsk", [], ["Orsk"]),
        ("It happened on Monday.", "Monday", [], []),
        ("The military operations went on.", "military operations", [], []),
        ("It was of the kind.", "of", [], []),
    ],
)
def test_what_is_no_party(text, marked, harmed, towns):
    assert mended(text, at(text, marked), 0.7, [at(text, h) for h in harmed], [at(text, t) for t in towns]) is None


@pytest.mark.parametrize(
    "text, harm, actor, status",
    [
        ("Sarhad Front kills 30 in Kessab", ("kills", "30"), "Sarhad Front", None),
        ("Rebels have killed nine soldiers.", ("killed", "nine soldiers"), "Rebels", None),
        ("Nine people were killed by Ostrel troops.", ("killed", "Nine people"), "Ostrel troops", None),
        ("The raid was carried out by Sarhad Front.", None, "Sarhad Front", None),
        ("The blast was blamed on the Sarhad Front.", None, "Sarhad Front", "alleged"),
        ("The Sarhad Front claimed responsibility.", None, "Sarhad Front", "claimed"),
        ("The Sarhad Front has also claimed responsibility for it.", None, "Sarhad Front", "claimed"),
    ],
)
def test_what_a_clause_says_plainly(text, harm, actor, status):
    triggers = [(at(text, harm[0]), at(text, harm[1]))] if harm else []
    found = [(text[slice(*p.span)].removeprefix("The "), p.status) for p in plain_parties(text, triggers, [])]
    assert found == [(actor, status)]


@pytest.mark.parametrize(
    "text, harm",
    [
        ("Nine soldiers were killed near Orsk.", ("killed", "Nine soldiers")),
        ("He was shot by mistake.", ("shot", "He")),
        ("The report was blamed for it.", None),
    ],
)
def test_what_a_clause_does_not_say(text, harm):
    triggers = [(at(text, harm[0]), at(text, harm[1]))] if harm else []
    assert list(plain_parties(text, triggers, [])) == []


@pytest.mark.parametrize(
    "text, names",
    [
        ("He was hurt in the blast.", ["blast"]),
        ("She saw an enormous explosion.", ["explosion"]),
        ("Observers said air strikes killed six.", ["air strikes"]),
        ("They will attack again.", []),  # a verb
        ("It was a fire of the heart.", []),  # a noun of many uses
        ("The war went on.", []),  # what the event is a part of
        ("This was a crime against humanity.", []),  # left to the encoder, which reads whether it names an event
        ("The barbarity of the massacre.", ["barbarity", "massacre"]),
    ],
)
def test_names_that_need_no_encoder(text, names):
    assert [text[slice(*span)] for span in unmarked(text, [])] == names


def test_a_naming_verb_names_where_it_tells_of_harm():
    text = "Six children were martyred and a bomb was neutralised."
    martyred = at(text, "martyred")
    assert list(unmarked(text, [], [martyred])) == [martyred] and list(unmarked(text, [])) == []


def test_a_marked_name_is_left_alone():
    text = "He was hurt in the blast."
    assert list(unmarked(text, [at(text, "blast")])) == []


@pytest.mark.parametrize(
    "text, marked, name",
    [
        ("It is a crime against humanity.", "crime", "crime against humanity"),
        ("He recalled the Kettleby Bridge murder.", "murder", "murder"),  # Bridge belongs to the place
        ("UPDATED Suicide attack in Orsk.", "attack", "Suicide attack"),
        ("A bridge collapse in Orsk.", "collapse", "bridge collapse"),
        ("A road-rage shooting in Orsk.", "shooting", "road-rage shooting"),
    ],
)
def test_what_belongs_to_a_name(text, marked, name):
    span = event_name(text, at(text, marked), 0.7)
    assert span is not None and text[slice(*span)] == name


def test_a_war_is_another_event_where_the_event_has_a_name_of_its_own():
    text = "The raid was the worst of the war."
    raid, war = at(text, "raid"), at(text, "war")
    assert umbrellas(text, [raid, war]) == {war} and umbrellas(text, [war]) == set()


@pytest.mark.parametrize(
    "term, shown",
    [
        ("terrorist attack", True),
        ("Drevo massacre", True),
        ("war crimes", True),
        ("suicide attack", False),
        ("quake", False),
    ],
)
def test_contested_in_use_is_shown_of_the_whole_term(term, shown):
    assert (contested(term) is not None) is shown


@pytest.mark.parametrize(
    "text, marked, name",
    [
        ("They fought the Orsk Liberation Army.", "Liberation", None),
        ("They spoke of the Orsk Massacre Museum's day.", "Massacre", "Massacre"),
        ("Nine men died in Tuesday's Explosion.", "Explosion", "Explosion"),
    ],
)
def test_what_names_a_body_or_a_day_is_no_part_of_an_event_s_name(text, marked, name):
    at = text.index(marked)
    span = event_name(text, (at, at + len(marked)), 0.9)
    assert (text[slice(*span)].split()[-1] if span else None) == name
    assert span is None or "Tuesday" not in text[slice(*span)]
