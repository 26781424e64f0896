"""What the words around a harm say of it: whose it is, whether it happened, to whom, and in which event."""

import pytest

from recounted.languages import persons
from recounted.languages.en import asides, rules


@pytest.mark.parametrize("text, harm, thing", [
    ("They killed a dog and ran.", "killed", True),
    ("They killed a small brown dog and ran.", "killed", True),
    ("A dog that had been shot and killed lay on the steps.", "shot and killed", True),
    ("They killed a dog, shot a clerk and ran.", "shot", False),
    ("She shot a cougar that followed her brother.", "shot", True),
    ("He killed a dog owner in Orsk.", "killed", False),
    ("He killed a clerk and his dog.", "killed", False),
    ("The horse was killed.", "killed", True),
    ("Two men were killed a mile away.", "killed", False),
])  # fmt: skip
def test_animals_are_no_toll(text, harm, thing):
    at = text.index(harm)
    assert rules.is_thing(text, (at, at + len(harm))) is thing


@pytest.mark.parametrize("text, separate", [
    ("In a separate incident on Monday, two men were shot.", True),
    ("During another raid two men were shot.", True),
    ("Separately, two men were shot.", True),
    ("In a separate room two men were shot.", False),
    ("Two men were kept separately and shot.", False),
])  # fmt: skip
def test_words_that_hand_harm_to_another_event(text, separate):
    assert asides.is_separate(text, 0, text.index("shot")) is separate


@pytest.mark.parametrize("text, aside", [
    ("The blast hurt 40 people, and the mayor acknowledged that a warning had come ten days earlier.", False),
    ("The council said the blast hurt 40 people and acknowledged a warning of ten days earlier.", False),
    ("Ten days earlier the blast hurt 40 people.", True),
])  # fmt: skip
def test_what_is_said_next_dates_no_harm(text, aside):
    at = text.index("40 people")
    assert asides.is_aside(text, (at, at + 9), (at - 5, at - 1)) is aside


@pytest.mark.parametrize("text, several", [
    ("Two people are dead in shootings across Orsk since Friday.", True),
    ("Three were wounded in weekend shootings.", True),
    ("A rider was wounded in a pair of shootings.", True),
    ("A rider was wounded in one of three shootings.", False),
    ("Two weavers were wounded at different places on Monday.", True),
    ("Two weavers were killed, one in Orsk and the other in Halvet.", True),
    ("Two people were wounded in a shooting at Orsk.", False),
    ("Nine were killed when the shelling began.", False),
    ("Seven killings were counted, with 40 wounded.", True),
    ("A bystander with no part in the shootings was wounded.", False),
])  # fmt: skip
def test_a_figure_may_sum_up_several_events(text, several):
    harm = next(word for word in ("dead", "wounded", "killed") if word in text)
    at = text.index(harm)
    assert asides.spans_events(text, 0, (0, at), (at, at + len(harm))) is several


@pytest.mark.parametrize("text, harm, unreal", [
    ("The groom had threatened to burn the mill and kill himself.", "kill", True),
    ("He was going to leave her and kill the rider.", "kill", True),
    ("He burned the mill and killed the rider.", "killed", False),
    ("The guards kept the groom from killing himself.", "killing", True),
    ("The guards kept the groom and fled from the killing.", "killing", False),
])  # fmt: skip
def test_harm_that_was_only_meant(text, harm, unreal):
    at = text.index(harm)
    assert rules.is_unreal(text, (at, at + len(harm))) is unreal


@pytest.mark.parametrize("text, aside", [
    ("A rider was hurt. SCHOOL CLOSED: Nine pupils hospitalized in Halvet", True),
    ("A rider was hurt. Nine pupils were hospitalized in Halvet", False),
])  # fmt: skip
def test_the_headline_of_another_report_is_aside(text, aside):
    at, harm = text.index("Nine pupils"), text.index("hospitalized")
    assert asides.is_aside(text, (at, at + 11), (harm, harm + 12)) is aside


@pytest.mark.parametrize(
    "text, number, harm, presupposed",
    [
        ("two managers of neglect in the sinking, in which 112 people drowned", "112 people", "drowned", True),
        ("a part in the raid that killed nine", "nine", "killed", True),
        ("nine people had died", "nine", "died", False),
        ("claims that nine people had died", "nine", "died", False),
        ("the general, who led the raid, had killed nine", "nine", "killed", False),
    ],
)
def test_a_denial_leaves_a_relative_clause_as_it_is(text, number, harm, presupposed):
    spans = [(text.index(words), text.index(words) + len(words)) for words in (number, harm)]
    assert rules.is_presupposed(text, 0, *spans) is presupposed


@pytest.mark.parametrize(
    "text, number, harm, engaged",
    [
        ("Two cleared over ferry deaths", "Two", "deaths", True),
        ("Nine soldiers jailed for the killing of a clerk", "Nine soldiers", "killing", True),
        ("Two shot dead over debts", "Two", "shot dead", False),
        ("Two died in the cells", "Two", "died", False),
    ],
)
def test_who_stands_before_a_court_for_a_harm_did_not_suffer_it(text, number, harm, engaged):
    spans = [(text.index(words), text.index(words) + len(words)) for words in (number, harm)]
    assert rules.is_elsewhere_engaged(text, *spans) is engaged


@pytest.mark.parametrize(
    "text, harm, slight",
    [
        ("The clerk did not believe the man's injuries were life-threatening.", "injuries", True),
        ("His wounds are not serious.", "wounds", True),
        ("The guards reported no injuries.", "injuries", False),
        ("The guards did not find any injuries.", "injuries", False),
    ],
)
def test_wounds_denied_to_be_grave_are_wounds(text, harm, slight):
    at = text.index(harm)
    assert rules.is_lightly_hurt(text, (at, at + len(harm))) is slight


@pytest.mark.parametrize("text, name", [
    ("A man shot in the 7th Ward died on Monday.", None),
    ("The suspect in the shooting near Ft. Sorli is dead.", None),
    ("Odd Ward died on Monday.", "Odd Ward"),
])  # fmt: skip
def test_a_place_before_words_of_harm_is_nobody(text, name):
    at = next(text.index(word) for word in ("died", "dead") if word in text)
    found = rules.subject_name(text, (at, at + 4))
    assert (found and found.words) == name


@pytest.mark.parametrize("text, person", [
    ("The female cougar had been killed.", None),
    ("The female guard had been killed.", "The female guard"),
])  # fmt: skip
def test_an_animal_is_no_person(text, person):
    at = text.index("killed")
    found = rules.sufferer(text, (at, at + 6), persons.nouns("en"))
    assert (found and found.words) == person


@pytest.mark.parametrize("words, gender", [("his ex-girlfriend", "female"), ("an ex-husband", "male")])
def test_who_once_was_kin_has_the_gender_of_kin(words, gender):
    assert persons.gender(words, "en") == gender
