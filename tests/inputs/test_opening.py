"""Headers, datelines, credits and titles. Places and agencies are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted import languages
from recounted.inputs import opening

DATELINES = [
    # text, published, place, date, credit, first words
    ("PORT VALE (KNA) — Two ferries met.", None, "PORT VALE", None, ["KNA"], "Two ferries"),
    ("ORLIN, Dec 31 (Korden Press) - Three men", "2026-01-01", "ORLIN", "2025-12-31", ["Korden Press"], "Three men"),
    ("ORLIN, Jan. 1 — Three men", "2025-12-31", "ORLIN", "2026-01-01", [], "Three men"),
    ("ST. ORLO — A fire has", None, "ST. ORLO", None, [], "A fire"),
    ("Orlin, March 3 (KNA) -- The river", "2020-03-04", "Orlin", "2020-03-03", ["KNA"], "The river"),
    ("ORLIN, N.S. (KNA) — The river", None, "ORLIN, N.S.", None, ["KNA"], "The river"),
    ("ORLIN, New Sarvia, Feb. 3, 1904. The river", None, "ORLIN, New Sarvia", "1904-02-03", [], "The river"),
    ("ORLIN, Republic of the Sarv — two men", None, "ORLIN, Republic of the Sarv", None, [], "two men"),
    ("SARVIA/KORDEN, 3 May 2001. Officials", None, "SARVIA/KORDEN", "2001-05-03", [], "Officials"),
    ("PORT-AU-SEL, Sarvia – Two men", None, "PORT-AU-SEL, Sarvia", None, [], "Two men"),
    ("ÖSTHAVN and SAN JOSÉ, May 3 — Two men", "1999-05-05", "ÖSTHAVN and SAN JOSÉ", "1999-05-03", [], "Two men"),
    ("ORLIN /KNA/ — two men", None, "ORLIN", None, ["KNA"], "two men"),
    ("ORLIN, May 3 (KNA/Korden Press) — Two men", None, "ORLIN", None, ["KNA", "Korden Press"], "Two men"),
    ("Flood kills nine\nBy Ann Writer\n\nORLIN (KNA) — The river", None, "ORLIN", None, ["KNA"], "The river"),
    (" date 1904-02-04 ORLIN, Sarvia, February 3. The river", None, "ORLIN, Sarvia", "1904-02-03", [], "The river"),
]


@pytest.mark.parametrize("text, published, place, date, credit, first", DATELINES)
def test_datelines(
    text: str, published: str | None, place: str, date: str | None, credit: list[str], first: str
) -> None:
    found = opening.read_opening(text, published=published)
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.date, found.credit) == (place, date, credit)
    assert text[slice(*found.dateline.span)].startswith(place)
    assert [text[slice(*span)] for span in found.credit_spans] == credit
    assert text[found.body :].startswith(first)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said on Monday. He had seen the dam.",
        "Officials (KNA) said — twice — that nobody was hurt.",
        "KORDEN: Police said two men were held.",
        "Smith, Jones — two men of the same street — were found.",
        "FLOOD KILLS NINE - MAYOR",
        "A — b",
        "AN Orlin court — the highest — has ruled.",
        "Friday, May 3 - Two trains met.",
        "Two of the nine were children, the Orlin Post reports. May 3 was a holiday.",
        "",
    ],
)
def test_what_looks_like_a_dateline_and_is_none(text: str) -> None:
    assert opening.read_dateline(text) is None


@pytest.mark.parametrize("row", languages.table("en", "slugs"), ids=lambda row: row["form"])
def test_a_slug_is_no_place(row: dict[str, str]) -> None:
    assert opening.read_dateline(row["example"]) is None
    # … and a place in its stead is one, so that the row is what makes the difference.
    example = row["example"].upper().partition("—")[0].replace(row["form"], "ORLIN") + "— Two men"
    assert opening.read_dateline(example) is not None


@pytest.mark.parametrize(
    "text, place",
    [
        ("Dam breaks\n\nORSK: At least nine clerks were lost when the old dam above the town gave way at noon on Monday, the mayor said.", "ORSK"),
        ("ORSK: At least nine clerks were lost when the old dam above the town gave way at noon on Monday, the mayor said.", None),
        ("Dam breaks\n\nORSK: The dam broke.", None),  # a label and its value
    ],
)  # fmt: skip
def test_a_city_in_capitals_and_a_colon_open_a_paragraph_under_a_title(text: str, place: str | None) -> None:
    dateline = opening.read_dateline(text)
    assert (dateline.place if dateline else None) == place


def test_an_agency_without_a_place_is_a_credit() -> None:
    for text in ("(KNA) — Two men", "May 3 (KNA) - Two men"):
        found = opening.read_opening(text)
        assert (found.dateline, found.credit, text[found.body :]) == (None, ["KNA"], "Two men")


def test_a_dateline_that_the_calendar_lacks_keeps_its_place() -> None:
    found = opening.read_opening("ORLIN, Feb. 30 — The river", published="1904-03-01")
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.date) == ("ORLIN", None)
    assert "no day of the calendar" in found.remarks[0]


def test_header() -> None:
    assert opening.read_header(" date 1904-02-03 The river rose.") == ("1904-02-03", 17, None)
    day, _, remark = opening.read_header(" date 1904-02-30 The river rose.")
    assert day is None and remark is not None and "1904-02-30" in remark
    assert opening.read_header("The date 1904-02-03 is known.") == (None, 0, None)


def test_a_title_that_does_not_open_the_text_is_put_before_it() -> None:
    assert opening.place_title("The river rose.", "Flood  in Orlin") == (
        "Flood in Orlin\n\nThe river rose.",
        "Flood in Orlin",
        (0, 14),
    )


def test_a_title_that_opens_the_text_is_found_in_its_wording() -> None:
    text = "\nFLOOD  kills “nine” in Orlin\n\nThe river rose."
    kept, title, span = opening.place_title(text, 'Flood kills "nine" in Orlin')
    assert kept == text and span is not None
    assert title == text[slice(*span)] == "FLOOD  kills “nine” in Orlin"


def test_a_title_that_only_begins_a_longer_word_does_not_open_the_text() -> None:
    assert opening.place_title("Floods are frequent.", "Flood")[2] == (0, 5)
    assert opening.place_title("Floods are frequent.", "Flood")[0].startswith("Flood\n\nFloods")


@given(st.text(alphabet="ABC abz.,-—–:/()\n3Mé é’", max_size=80), st.sampled_from([None, "1904-02-03"]))
def test_spans_are_verbatim_whatever_the_text(text: str, published: str | None) -> None:
    found = opening.read_opening(text, published=published)
    if found.dateline:
        assert text[slice(*found.dateline.span)].startswith(found.dateline.place)
    assert [text[a:b] for a, b in found.credit_spans] == found.credit
    assert 0 <= found.body <= len(text)
