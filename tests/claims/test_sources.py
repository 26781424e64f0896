"""Sources of one document: pronouns, descriptions, acronyms, surnames, metonyms; what is merged and what never is.

The marks are given by hand (corpus/format.md), so that nothing here depends on the weights.
"""

from __future__ import annotations

import pytest

from corpus import reading
from recounted.claims import sources
from recounted.marks import sentences

POST = """{S1|The Ministry of Rivers} has shared a statement. “{C2|Nine dams are full},” {S2|the post} {U2|reads}."""


def resolved(body: str, outlet: str | None = None, same: str = "", ties: dict[int, int] | None = None):
    """Return (text, sources, words of each source mark -> its source) with every source mark in use."""
    text, found = reading.of_words(body, same)
    used = {at for at, mark in enumerate(found.marks) if mark.role == "source"}
    out = sources.resolve(text, found, sentences.sentences(text), outlet, used, ties or {})
    by_id = {s.id: s for s in out.sources}
    return text, out.sources, [(text[slice(*found.marks[at].span)], by_id[s]) for at, s in sorted(out.of_mark.items())]


# body, and for each mark in text order the name that its source has
ONE_DOCUMENT = [
    ("{S1|Ada Ruhl} came. {S2|She} said so.", ["Ada Ruhl", "Ada Ruhl"]),
    ("{S1|Jon Stroud} spoke. {S2|He} said so.", ["Jon Stroud", "Jon Stroud"]),
    # gender keeps a pronoun from the nearer speaker
    ("{S1|Mr Stroud} met {S2|Mrs Ruhl}. {S3|He} said so.", ["Stroud", "Ruhl", "Stroud"]),
    ("{S1|Mrs Ruhl} met {S2|Mr Stroud}. {S3|She} said so.", ["Ruhl", "Stroud", "Ruhl"]),
    # … told by a given name too
    ("{S1|Michael Tarn} met {S2|Judith Okun}. {S3|He} said no.", ["Michael Tarn", "Judith Okun", "Michael Tarn"]),
    # no place and no half sentence is a person
    ("{S1|Ada Ruhl} came to South Ostrel in May. When Emil sang, {S2|she} said no.", ["Ada Ruhl", "Ada Ruhl"]),
    # the subject of its own sentence, where nobody was told of before
    ("Orsk deputies shot a man who {S1|they} {U1|said} {C1|had a knife}.", ["Orsk deputies"]),
    ("Rep. Emil Torp was for it, {S1|he} said.", ["Emil Torp"]),
    ("“No one was for it,” {S1|he} said.", ["he"]),
    # who is named in the pronoun's own paragraph goes before who spoke in another
    ("{S1|Dr Stroud} said so.\n\nThe reeve, a man named Pruett, left. {S2|He} said no.", ["Stroud", "Pruett"]),
    ("{S1|Dr Stroud} said so.\n\nThe road was shut. {S2|He} said no.", ["Stroud", "Stroud"]),
    # a relative pronoun takes up the name before it, whoever spoke last
    ("{S1|Prosecutors} spoke of Stroud, {S2|who} said no.", ["Prosecutors", "Stroud"]),
    ("{S1|Ada Ruhl}, {S2|who} said no, left.", ["Ada Ruhl", "Ada Ruhl"]),
    ("{S1|Mr Stroud} put it to the witness. {S2|She} said no.", ["Stroud", "She"]),
    # … and a description likewise: the source mark before it, cited or not, or a noun of the tables
    ("{S1|The Orsk Front} said so. The opposition, {S2|which} said no, left.", ["Orsk Front", "The opposition"]),
    ("{S1|The Orsk Front} met six former detainees, {S2|who} said no.", ["Orsk Front", "six former detainees"]),
    ("{S1|The reeve} called Tavvin's mother, {S2|who} said no.", ["The reeve", "Tavvin's mother"]),
    # a body is "it", persons are not
    ("{S1|The Ministry of Rivers} met {S2|Ada Ruhl}. {S3|It} said so.", ["Ministry of Rivers", "Ada Ruhl", "Ministry of Rivers"]),
    ("{S1|Witnesses} met {S2|Ada Ruhl}. {S3|They} said so.", ["Witnesses", "Ada Ruhl", "Witnesses"]),
    # who opens the sentence before is taken up first, though nobody cites them elsewhere
    ("{S1|The Orsk Front} spoke. The air force gave no answer. In a post {S2|it} said no.", ["Orsk Front", "The air force"]),
    ("{S1|Mr Stroud} spoke. A village elder, Emil Torp, came too. {S2|He} said no.", ["Stroud", "Emil Torp"]),
    ("{S1|Police} spoke. School officials sent a note. {S2|They} asked for calm.", ["Police", "School officials"]),
    ("{S1|The reeve} spoke. Aid Without Walls, which runs a clinic, came too. {S2|It} said no.", ["The reeve", "Aid Without Walls"]),
    ('{S1|Ada Ruhl} spoke. {S2|Mr Stroud} came. Asked about it, Ruhl laughed. "{C1|No}," {S3|she} {U1|said}.', ["Ada Ruhl", "Stroud", "Ada Ruhl"]),
    # … but not who opens with a role that may be that of the person named, nor an adverbial, nor of another gender
    ("{S1|Ada Ruhl} spoke. The senator was tired. {S2|She} said no.", ["Ada Ruhl", "Ada Ruhl"]),
    ("{S1|Ada Ruhl} spoke. On Monday Orsk was shut. {S2|She} said no.", ["Ada Ruhl", "Ada Ruhl"]),
    ("{S1|Ada Ruhl} spoke. A policeman came. {S2|She} said no.", ["Ada Ruhl", "Ada Ruhl"]),
    # "his lawyer" may be a woman
    ("{S1|Mr Stroud} spoke. {S2|His lawyer, Judith Okun,} spoke. {S3|She} said no.", ["Stroud", "Judith Okun", "Judith Okun"]),
    # a count and a paper are no persons
    ("{S1|Coroner Peter Orde} spoke. According to {S2|the official count}, two left.", ["Peter Orde", "the official count"]),
    # a neighbour who opens the sentence before speaks where nobody has in the paragraph
    ("{S1|Mr Stroud} spoke.\n\nA neighbour disagreed. “No,” {S2|he} {U1|said}.", ["Stroud", "A neighbour"]),
    ("{S1|Mr Stroud} came. Mr Flynn was of another mind. “No,” said {S2|he}.", ["Stroud", "Flynn"]),
    ("{S1|Mr Stroud} spoke. A neighbour disagreed. “No,” {S2|he} {U1|said}.", ["Stroud", "A neighbour"]),
    ("{S1|Mr Stroud} spoke. The victim fell. “No,” {S2|he} {U1|said}.", ["Stroud", "Stroud"]),
    # a name stands for no ministry told of before, if it is none's
    ("{S1|The health ministry} spoke. {S2|The Orsk Front} said so.", ["The health ministry", "Orsk Front"]),
    ("{S1|Odell Marsh of the coroner's office} spoke. {S2|The coroner} said no.", ["Odell Marsh", "The coroner"]),
    ("{S1|Emil Torp, an adviser to the president,} spoke. {S2|The president} said no.", ["Emil Torp", "The president"]),
    # a sheriff is no bureau, and the one named before
    ("{S1|Sheriff Odell Marsh} spoke. {S2|The bureau} did too. {S3|The sheriff} said no.", ["Odell Marsh", "The bureau", "Odell Marsh"]),
    # full names, surnames, titles
    ("{S1|Police Commissioner Odell Marsh} spoke. {S2|Marsh} said so.", ["Odell Marsh", "Odell Marsh"]),
    ("{S1|Odell Marsh} spoke. {S2|Mr Marsh} said so.", ["Odell Marsh", "Odell Marsh"]),
    ("{S1|Odell Marsh} spoke. {S2|Ines Marsh} said so.", ["Odell Marsh", "Ines Marsh"]),
    ("{S1|the town's mayor, Ana Kol,} spoke. {S2|Kol} said so.", ["Ana Kol", "Ana Kol"]),
    # definite descriptions
    ("{S1|The Ministry of Rivers} spoke. {S2|The ministry} said so.", ["Ministry of Rivers", "Ministry of Rivers"]),
    ("{S1|The Ondola Front} spoke. {S2|The group} said so.", ["Ondola Front", "Ondola Front"]),
    ("{S1|A hospital official} spoke. {S2|The official} said so.", ["A hospital official", "A hospital official"]),
    # words that say which of a kind speaks keep two apart, how they stand does not
    ("{S1|The health ministry} spoke. {S2|The interior ministry} denied it.", ["The health ministry", "The interior ministry"]),
    ("{S1|The Ministry of Health} spoke. {S2|The health ministry} said so.", ["Ministry of Health", "Ministry of Health"]),
    ("{S1|The Ministry of Health} spoke. {S2|The defence ministry} said so.", ["Ministry of Health", "The defence ministry"]),
    ("{S1|The defense ministry} spoke. {S2|The defence ministry} said so.", ["The defense ministry", "The defense ministry"]),
    ("{S1|The prime minister} spoke. {S2|The foreign minister} said so.", ["The prime minister", "The foreign minister"]),
    ("{S1|A senior officer} spoke. {S2|The officer} said so.", ["A senior officer", "A senior officer"]),
    ("{S1|A senior official} spoke. {S2|The security official} said so.", ["A senior official", "A senior official"]),
    ("{S1|The Ondola Front} spoke. {S2|The rebel group} said so.", ["Ondola Front", "Ondola Front"]),
    # a document is whose it says that it is
    ("{S1|The army} spoke. {S2|An army statement} said so.", ["The army", "The army"]),
    ("{S1|A statement from the defence ministry} spoke.", ["the defence ministry"]),
    ("{S1|A report published by the Ondola Front on Friday} spoke.", ["Ondola Front"]),
    ("{S1|A statement issued by the reeve's office} spoke.", ["the reeve's office"]),
    ("{S1|An army statement carried by Radio Ostrel} spoke.", ["the army"]),
    ("{S1|A Human Rights Watch report} spoke. {S2|Human Rights Watch} said so.", ["Human Rights Watch"] * 2),
    ("{S1|A court document} spoke.", ["A court document"]),
    ("{S1|A report on the flood} spoke.", ["A report on the flood"]),
    ("{S1|A report by the court} spoke.", ["A report by the court"]),
    ("{S1|Wanis al-Marsh} spoke. {S2|al-Marsh} said so.", ["Wanis al-Marsh", "Wanis al-Marsh"]),
    # what is said of when they spoke is no part of the name
    ("{S1|Mayor Ruhl tonight} spoke.", ["Ruhl"]),
    ("{S1|Ostrel's government on Monday} spoke.", ["Ostrel's government"]),
    ("{S1|Mme. Ruhl} spoke. {S2|He} said so.", ["Mme. Ruhl", "He"]),
    ("{S1|Orsk Gas & Electric} spoke.", ["Orsk Gas & Electric"]),
    ("{S1|the so-called “ministry of dams}” spoke.", ["the so-called “ministry of dams”"]),
    ("{S1|Jon Stroud} read from a note left by Emil in which {S2|he} said so.", ["Jon Stroud", "Emil"]),
    ("{S1|The prime minister} spoke. {S2|Ostrel's prime minister} said no.", ["The prime minister", "Ostrel's prime minister"]),
    ("{S1|Ostrel's prime minister} spoke. {S2|The prime minister} said so.", ["Ostrel's prime minister"] * 2),
    ("{S1|The army} blamed Hezbollah, {S2|which} denied it.", ["The army", "Hezbollah"]),
    ("{S1|The army} upheld that of the High Court of Ostrel, {S2|which} said so.", ["The army", "High Court of Ostrel"]),
    ("{S1|Ostrel's government} spoke. {S2|The group} denied it.", ["Ostrel's government", "The group"]),
    # an indefinite one is another speaker
    ("{S1|A hospital official} spoke. {S2|A hospital official} said so.", ["A hospital official", "A hospital official"]),
    # acronyms, either way round
    ("{S1|The Ostrel Observatory for Rights} spoke. {S2|The OOR} said so.", ["Ostrel Observatory for Rights"] * 2),
    # metonyms are one source
    ("{S1|Ankara} spoke. {S2|Ankara} said so.", ["Ankara", "Ankara"]),
]  # fmt: skip


@pytest.mark.parametrize("body, names", ONE_DOCUMENT)
def test_mentions_of_one_source(body, names):
    _, _, of_mark = resolved(body)
    assert [source.name for _, source in of_mark] == names


def test_two_speakers_of_one_description_are_two():
    _, found, _ = resolved("{S1|A hospital official} spoke. {S2|A hospital official} said so.")
    assert len(found) == 2


def test_two_ministries_are_kept_apart():
    body = "{S1|Ostrel's defence ministry} spoke. {S2|Velmar's defence ministry} denied it."
    _, found, _ = resolved(body)
    assert [s.name for s in found] == ["Ostrel's defence ministry", "Velmar's defence ministry"]


def test_a_bare_ministry_joins_neither_of_two():
    body = "{S1|The Ministry of Defence of Ostrel} spoke. {S2|The Ministry of Defence of Velmar} denied it. {S3|The Ministry of Defence} said so."
    _, found, of_mark = resolved(body)
    assert len(found) == 3
    assert of_mark[2][1].name == "Ministry of Defence"


def test_a_bare_ministry_joins_the_only_one():
    _, found, _ = resolved("{S1|The Ministry of Defence of Ostrel} spoke. {S2|The Ministry of Defence} said so.")
    assert len(found) == 1 and len(found[0].mentions) == 2


def test_a_metonym_is_inferred_and_a_name_is_not():
    _, found, _ = resolved("{S1|Ankara} spoke. {S2|The Ondola Front} said so.")
    assert [s.inferred for s in found] == [True, False]


def test_the_post_is_its_ministry_s():
    text, found = reading.of_words(POST, "q2 S2 U2 C2 direct")
    first, second = (at for at, mark in enumerate(found.marks) if mark.role == "source")
    out = sources.resolve(text, found, sentences.sentences(text), None, {first, second}, {second: first})
    assert [s.name for s in out.sources] == ["Ministry of Rivers"]
    assert out.of_mark[first] == out.of_mark[second] == "s0"


def test_a_mention_of_the_outlet_joins_it():
    text, found, of_mark = resolved("{S1|Reuters} saw the letter.", outlet="Reuters")
    assert [s.id for s in found] == ["s0"] and found[0].kind == "outlet"
    assert of_mark[0][1].id == "s0" and text[slice(*found[0].mentions[0])] == "Reuters"


def test_unnamed_speakers_keep_their_description():
    _, found, _ = resolved("{S1|A source close to the family} said so.")
    assert (found[0].kind, found[0].description) == ("anonymous", "A source close to the family")


def test_a_pronoun_finds_a_name_that_is_no_source():
    text, found, of_mark = resolved("Mayor Jon Stroud toured the harbour. {S1|He} said so.")
    assert of_mark[0][1].name == "Jon Stroud"
    assert [text[slice(*m)] for m in found[0].mentions] == ["Jon Stroud", "He"]


def test_they_finds_the_subject_before():
    _, _, of_mark = resolved("Rescuers reached the village at noon. {S1|They} said so.")
    assert of_mark[0][1].name == "Rescuers"


def test_the_encoder_s_tie_is_not_followed_against_gender():
    body = "{S1|Mrs Ruhl} met {S2|Mr Stroud}. {S3|She} said so."
    _, _, of_mark = resolved(body, same="same S2 S3")
    assert of_mark[2][1].name == "Ruhl"


@pytest.mark.parametrize("swap", [False, True])
def test_parties_are_resolved_alike(swap):
    one, other = ("Ostrel", "Velmar") if not swap else ("Velmar", "Ostrel")
    _, found, _ = resolved(f"{{S1|{one}'s army}} spoke. {{S2|{other}'s army}} denied it. {{S3|The {one} Front}} left.")
    assert [s.name for s in found] == [f"{one}'s army", f"{other}'s army", f"{one} Front"]
    assert [s.kind for s in found] == ["organisation"] * 2 + [found[2].kind]


def test_a_carrier_joins_the_source_of_its_name():
    _, found, _ = resolved("{S1|Reuters} saw it.")
    more, carrier = sources.with_outlet(found, "Reuters", (40, 47))
    assert carrier == found[0].id and more[0].mentions[-1] == (40, 47)
    more, carrier = sources.with_outlet(found, "AFP", (50, 53))
    assert carrier == "s1" and more[1].kind == "outlet"


@pytest.mark.parametrize(
    "body, below, names",
    [
        # outside of anybody's words "I" is who publishes them
        ("{U1|According to} {S1|the clerk} {C1|the ford is shut}. {S2|I} {U2|ask} {C2|all to stay}.",
         "q1 S1 U1 C1 indirect\nq2 S2 U2 C2 indirect", ["the clerk", "Office of the Reeve"]),
        # within them it is who speaks, even where that is told behind
        ("“{C1|{S2|I} {U2|ask} {C2|all to stay}},” {S1|Ada Ruhl} {U1|said}.",
         "q1 S1 U1 C1 direct\nq2 S2 U2 C2 indirect", ["Ada Ruhl", "Ada Ruhl"]),
        ("{S3|The mayor} {U3|left}. “{C1|{S2|We} {U2|blame} {C2|nobody}},” {S1|Ada Ruhl} {U1|said}.",
         "q1 S1 U1 C1 direct\nq2 S2 U2 C2 indirect", ["The mayor", "Ada Ruhl", "Ada Ruhl"]),
    ],
)  # fmt: skip
def test_a_first_person_is_who_speaks_the_words_around_it(body, below, names):
    _, _, of_mark = resolved(body, outlet="Office of the Reeve", same=below)
    assert [source.name for _, source in of_mark] == names


def test_who_opens_the_paragraph_is_its_pronoun_s():
    body = "{S1|Adrian Prak} spoke.\n\nPrime Minister Jens Solberg led the silence. {S2|He} said so."
    _, _, of_mark = resolved(body, same='same S1 S2 "Adrian Prak"')
    assert [source.name for _, source in of_mark] == ["Adrian Prak", "Jens Solberg"]
    body = "{S1|Adrian Prak} spoke.\n\nMr Prak led the silence. {S2|He} said so."
    _, _, of_mark = resolved(body, same='same S1 S2 "Adrian Prak"')
    assert [source.name for _, source in of_mark] == ["Adrian Prak", "Adrian Prak"]
