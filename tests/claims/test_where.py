"""Where a harm was done, and from how near the text says so. Events are invented or long past."""

from __future__ import annotations

import re

import pytest

from recounted.claims.where import event_where, where_of
from recounted.marks.places import mark_places
from recounted.marks.sentences import sentences
from recounted.model import Dateline


def head_of(text: str, words: str | None) -> Dateline | None:
    return Dateline(words, None, (text.index(words), text.index(words) + len(words))) if words else None


def at(text: str, harm: str, dateline: str | None = None) -> tuple[str | None, str | None]:
    """Return the name of the place of the harm word, and the ladder."""
    head = head_of(text, dateline)
    places = mark_places(text, head)
    start = text.index(harm)
    place, ladder = where_of(text, (start, start + len(harm)), places, sentences(text), head)
    return next((p.name for p in places if p.id == place), None), ladder


def event_at(text: str, harms: str, dateline: str | None = None) -> tuple[str | None, str | None]:
    head = head_of(text, dateline)
    places = mark_places(text, head)
    spans = [m.span() for m in re.finditer(rf"\b(?:{harms})\b", text)]
    place, ladder = event_where(text, spans, places, sentences(text), head)
    return next((p.name for p in places if p.id == place), None), ladder


@pytest.mark.parametrize("text, harm, name, ladder", [
    ("Six men were killed in Aleppo.", "killed", "Aleppo", "clause"),
    ("Six men were killed in Aleppo, and four were wounded in Homs.", "wounded", "Homs", "clause"),
    ("Six men were killed in Aleppo, and four were wounded in Homs.", "killed", "Aleppo", "clause"),
    ("Six men were killed while a convoy left Homs.", "killed", "Homs", "sentence"),
    ("A shell hit a school in Aleppo. Six men were killed.", "killed", "Aleppo", "paragraph"),
    ("A shell hit a school in Aleppo.\n\nSix men were killed.", "killed", "Aleppo", "document"),
    ("Six men were killed in the town of Khojaly, which lies in the Karabakh region of Azerbaijan.",
     "killed", "Khojaly", "clause"),
    ("Six men were killed in Azerbaijan.", "killed", "Azerbaijan", "clause"),
    ("In Syria, six men were killed near Homs.", "killed", "Homs", "clause"),
    ("Six men were killed 12 km from Shusha.", "killed", "Shusha", "clause"),
    ("Six men were killed in the village of Meshkor near Shusha.", "killed", "Meshkor", "clause"),
    ("Six men were killed in the 100 block of Brushwood Drive in Lafayette.", "killed", "Lafayette", "clause"),
    ("Six men were killed in the 100 block of Brushwood Drive.", "killed", "100 block of Brushwood Drive", "clause"),
    ("Six men were killed, a spokesman told reporters in Geneva. The shell had struck Homs.",
     "killed", "Homs", "paragraph"),
    ("The ministry said six men were killed in Gori. It spoke in Tbilisi.", "killed", "Gori", "clause"),
    ("Six men were killed in the Baltimore suburb of Essex.", "killed", "Essex", "clause"),
    ("Six men were wounded in Homs and taken to Damascus.", "wounded", "Homs", "clause"),
    ("Six men were killed in Homs, the Baltimore Sun wrote.", "killed", "Homs", "clause"),
    ("A ferry sank off Gaza.\n\nSix men were killed, the Evening Courier of Springfield, Illinois, wrote.",
     "killed", "Gaza", "document"),
    ("A ferry sank off Gaza.\n\nSix men were killed, wrote the Lamp, a newspaper in Springfield, Illinois.",
     "killed", "Gaza", "document"),
    ("Six men were killed near Homs.\n\nNine more are missing, the Health Ministry in Damascus said.",
     "missing", "Homs", "document"),
    ("Six men were killed, Baku police said.", "killed", "Baku", "document"),
    ("Six men were killed.\n\nKyiv denied it.", "killed", None, None),
    ("Six men were killed.\n\nA clerk said that Kyiv had no proof.", "killed", None, None),
    ("Six men were killed.\n\nKyiv denied it. The shell fell in Kyiv.", "killed", "Kyiv", "document"),
    ("Six men were killed.", "killed", None, None),
])  # fmt: skip
def test_where(text: str, harm: str, name: str | None, ladder: str | None) -> None:
    assert at(text, harm) == (name, ladder)


def test_dateline_is_the_document() -> None:
    text = "HALIFAX, N.S. – A ship blew up.\n\nSome 1,800 people were killed."
    assert at(text, "killed", "HALIFAX, N.S.") == ("HALIFAX", "document")


def test_a_named_town_beats_the_dateline() -> None:
    text = "GUATEMALA CITY – Soldiers killed villagers at Dos Erres in 1982."
    assert at(text, "killed", "GUATEMALA CITY") == ("Dos Erres", "clause")


@pytest.mark.parametrize("text, harms, name, ladder", [
    ("Six men were killed in Homs, officials in Damascus said. The dead were miners. Talks were held in Geneva.",
     "killed|dead", "Homs", "clause"),
    ("Six people were killed in Syria. The shell struck a bakery in Homs and killed a baker.",
     "killed", "Homs", "clause"),
    ("Six people were killed on Monday. The shop stood in Franklin, Ind.", "killed", "Franklin", "paragraph"),
    ("Lafayette police said that six men were killed on Brushwood Drive. Lafayette was quiet later.",
     "killed", "Lafayette", "document"),
    ("Six people were killed in Anbar Province, Iraq.", "killed", "Anbar Province", "clause"),
    ("Nothing happened in Rome.", "killed", "Rome", "document"),
    ("Nothing happened.", "killed", None, None),
    ("A blast in Bologna killed 85 people in 1980. In Milan, in 1969, a bomb had killed 17.",
     "killed", "Bologna", "clause"),
    ("Soldiers killed hundreds in Son My in 1968, and others were killed at Co Luy.", "killed", "Son My", "clause"),
])  # fmt: skip
def test_event(text: str, harms: str, name: str | None, ladder: str | None) -> None:
    assert event_at(text, harms) == (name, ladder)


@pytest.mark.parametrize(
    "text, harm, name",
    [
        ("GDANSK, May 3 — Nine men died at the gates, Sweden's defence ministry said.", "died", "GDANSK"),
        ("Nine men died in Gdansk, Sweden's foreign minister said.", "died", "Gdansk"),
        ("Nine men died on Sweden's coast.", "died", "Sweden"),
        ("GDANSK, May 3 — In Warsaw the cabinet met over the raid. Nine men died.", "died", "GDANSK"),
        ("GDANSK, May 3 — The reeve wrote in a dispatch to Warsaw that nine men died.", "died", "GDANSK"),
        ("GDANSK, May 3 — Nine men died, and were taken to a cemetery near Warsaw.", "died", "GDANSK"),
        ("GDANSK, May 3 — Nine men died, all members of the Warsaw rowing club.", "died", "GDANSK"),
        ("GDANSK, May 3 — Nine men died on the road to Warsaw.", "died", "Warsaw"),
        ("Nine men died at a mill in Gdansk on the road to Warsaw.", "died", "Gdansk"),
    ],
)
def test_whose_office_speaks_is_no_place_of_the_harm(text, harm, name):
    assert at(text, harm)[0] == name


def test_parties_mirrored() -> None:
    """Names of parties and their places exchanged, the place of the harm is exchanged with them."""
    text = "{a} forces killed six men in {x}, {b} officials in {c} said."
    one = text.format(a="Armenian", b="Azerbaijani", x="Malibeyli", c="Baku")
    two = text.format(a="Azerbaijani", b="Armenian", x="Maragha", c="Yerevan")
    assert at(one, "killed") == ("Malibeyli", "clause")
    assert at(two, "killed") == ("Maragha", "clause")
