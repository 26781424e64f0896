"""What the wording of a source's mention says: a name, a role, an unnamed speaker, a document."""

from __future__ import annotations

import pytest

from recounted import languages
from recounted.claims.mentions import owner, read_mention


@pytest.mark.parametrize(
    "words, shape, kind, name",
    [
        ("he", "pronoun", "person", None),
        ("They", "pronoun", "anonymous", None),
        ("it", "pronoun", "organisation", None),
        ("Odell Marsh", "name", "person", "Odell Marsh"),
        ("Mr. Marsh", "name", "person", "Marsh"),
        ("Police Commissioner Odell Marsh", "name", "person", "Odell Marsh"),
        ("the town's mayor, Ana Kol", "name", "person", "Ana Kol"),
        ("Ana Kol, the town's mayor", "name", "person", "Ana Kol"),
        ("Ines Baptiste-Voll of the Ondolan Survey", "name", "person", "Ines Baptiste-Voll"),
        ("Musa, a fruit seller who gave one name", "name", "person", "Musa"),
        ("One of them, a teacher,", "indefinite", "anonymous", None),
        ("the separatist Hill Front", "name", "organisation", "Hill Front"),
        ("the Ministry of Dams", "name", "organisation", "Ministry of Dams"),
        ("monitor chief Rami Halabi", "name", "person", "Rami Halabi"),
        ("Sgt. P. Dolnik", "name", "person", "P. Dolnik"),
        ("Farid al-Masri, a shopkeeper", "name", "person", "Farid al-Masri"),
        ("Marsh", "name", "person", "Marsh"),
        ("the Ostrel Observatory for Human Rights", "name", "organisation", "Ostrel Observatory for Human Rights"),
        ("The Ministry of Foreign Affairs of the Republic of Ostrel", "name", "organisation",
         "Ministry of Foreign Affairs of the Republic of Ostrel"),
        ("Ostrel's defence ministry", "name", "organisation", "Ostrel's defence ministry"),
        ("the Harbour Workers' Union", "name", "organisation", "Harbour Workers' Union"),
        ("Halvet police", "name", "organisation", "Halvet police"),
        ("the Halvet Relief Fund, which was founded after the flood", "name", "organisation", "Halvet Relief Fund"),
        ("the Evening Lantern, a newspaper in Halvet", "name", "organisation", "Evening Lantern"),
        ("the New-Halvet Tribune", "name", "organisation", "New-Halvet Tribune"),
        ("the Orsk Front, whose men hold the bridge", "name", "organisation", "Orsk Front"),
        ("the Nurses Who Care Union", "name", "organisation", "Nurses Who Care Union"),
        ("A rights group, the Basin Watch", "name", "organisation", "Basin Watch"),
        ("the news agency, Orsk Today", "name", "organisation", "Orsk Today"),
        ("Its television channel, Al-Masar", "name", "outlet", "Al-Masar"),
        ("The Orsk Geological Survey", "definite", "document", None),
        ("the ministry, Tuesday", "definite", "organisation", None),
        ("The Ondolan branch of the Hill Front", "name", "organisation", "Ondolan branch of the Hill Front"),
        ("General Haskell, commanding the troops", "name", "person", "Haskell"),
        ("A clerk named Eckhart, whose arm was broken", "name", "person", "Eckhart"),
        ("Marsh himself", "name", "person", "Marsh"),
        ("the Orsk rights office, which", "name", "organisation", "Orsk rights office"),
        ("AFP", "name", "outlet", "AFP"),
        ("the New York Times", "name", "outlet", "the New York Times"),
        ("Ankara", "name", "organisation", "Ankara"),
        ("the Kremlin", "name", "organisation", "Kremlin"),
        ("police", "bare", "organisation", None),
        ("the ministry", "definite", "organisation", None),
        ("the group", "definite", "organisation", None),
        ("witnesses", "indefinite", "anonymous", None),
        ("a hospital official", "indefinite", "anonymous", None),
        ("two officials", "indefinite", "anonymous", None),
        ("the 34-year-old", "definite", "anonymous", None),
        ("a spokesman for the army", "indefinite", "anonymous", None),
        ("the spokeswoman", "definite", "anonymous", None),
        ("The post", "definite", "document", None),
        ("a report", "indefinite", "document", None),
        ("the indictment", "definite", "document", None),
        ("a probable cause statement released on Monday", "indefinite", "document", None),
        ("a report published by the court", "indefinite", "document", None),
    ],
)  # fmt: skip
def test_mentions(words, shape, kind, name):
    mention = read_mention(words)
    assert (mention.shape, mention.kind, mention.name) == (shape, kind, name)


@pytest.mark.parametrize("words", ["Odell Marsh, a fisherman", "the fisherman Odell Marsh"])
def test_a_role_in_apposition_is_the_description(words):
    assert "fisherman" in (read_mention(words).description or "")


def test_a_document_is_called_without_its_release():
    assert read_mention("a cause statement released Monday").description == "a cause statement"


@pytest.mark.parametrize(
    "words, whose",
    [
        ("an army statement", "the army"),
        ("a police report", "the police"),
        ("a Ministry of Dams statement", "Ministry of Dams"),
        ("a statement by the reeve's office", "the reeve's office"),
        ("a report published on Friday by Odell Marsh", "Odell Marsh"),
        ("an army statement broadcast by Radio Ostrel", "the army"),
        ("a statement carried by Radio Ostrel", None),
        ("a report by the Sunday Herald Union", "the Sunday Herald Union"),
        ("a report on the army", None),
        ("a report by the court", None),
        ("the court papers", None),
        ("a Tuesday statement", None),
        ("the statement", None),
        ("a ministry", None),
    ],
)
def test_whose_a_document_is(words, whose):
    assert owner(words) == whose


def test_a_metonym_says_whose_government_it_is():
    assert read_mention("Ankara").government_of == "Turkey"


@pytest.mark.parametrize("row", languages.table("en", "speakers"), ids=lambda row: row["form"])
def test_each_speaker_reads_its_own_example(row):
    words = row["example"].split(" said ")[0]
    kind = {"person": "anonymous"}.get(row["kind"], row["kind"])
    assert read_mention(words).kind == kind


@pytest.mark.parametrize("row", languages.table("en", "outlets"), ids=lambda row: row["form"])
def test_each_outlet_is_known_by_its_name(row):
    assert row["form"] in row["example"]
    assert read_mention(row["form"]).kind == "outlet"


@pytest.mark.parametrize("row", languages.table("en", "titles"), ids=lambda row: row["form"])
def test_a_title_is_no_part_of_a_name(row):
    words = row["example"].split(" said ")[0]
    assert read_mention(words).name == "Odell Marsh"


@pytest.mark.parametrize("row", languages.table("en", "metonyms"), ids=lambda row: row["form"])
def test_each_metonym_speaks_for_a_government(row):
    words = row["example"].removesuffix(" denied the charge.")
    assert read_mention(words).government_of == row["government_of"]


@pytest.mark.parametrize("row", languages.table("en", "bodies"), ids=lambda row: row["form"])
def test_a_body_s_name_is_no_person_s(row):
    words = row["example"].removesuffix(" said the bridge was closed.")
    mention = read_mention(words)
    assert (mention.kind, mention.shape, mention.name) == ("organisation", "name", row["form"])


@pytest.mark.parametrize(
    "words, name, kind",
    [
        ("The mine's owner, Kestrel Minerals", "Kestrel Minerals", "organisation"),
        ("the line's operator, Halvet Railways", "Halvet Railways", "organisation"),
        ("Russia, a neighbour of the port", "Russia", "organisation"),
        ("The mine's owner, Odd Ness", "Odd Ness", "person"),
        ("the coastguard", "coastguard", "organisation"),
    ],
)
def test_a_firm_behind_its_part_and_a_state_with_a_description_are_bodies(words, name, kind):
    mention = read_mention(words)
    assert (mention.name or mention.words.removeprefix("the ")) == name
    assert mention.kind == kind
