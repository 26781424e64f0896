"""Constructions found by their opening letters are those that re finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.languages import constructions, finding, table

ROWS = table("en", "constructions")
ROOMS = sorted({row["room"] for row in ROWS})


def patterns(room):
    found = {}
    for row in constructions.rows(room, "en"):
        if row.place != "part":
            found.setdefault(row.construction, []).append(row)
    return {name: constructions.compiled(rows) for name, rows in found.items()}


@pytest.mark.parametrize("room", ROOMS)
def test_every_construction_is_found_where_re_finds_it(room):
    examples = "\n".join(row["example"].translate({91: "", 93: ""}) for row in ROWS if row["room"] == room)
    for name, pattern in patterns(room).items():
        for text in (examples, examples.upper(), examples.lower()):
            ours = [m.span() for m in finding.finditer(pattern, text)]
            assert ours == [m.span() for m in pattern.finditer(text)], name


def test_most_constructions_that_open_a_word_name_their_letters():
    opening = [p for room in ROOMS for p in patterns(room).values() if p.pattern.startswith(r"\b")]
    told = [p for p in opening if finding.openings(p) is not None]
    assert len(told) > 0.7 * len(opening)


@pytest.mark.parametrize(
    "pattern, keys",
    [
        (r"\b(?:holds?|held) nine", {"hol", "hel"}),
        (r"\b(?P<who>\d+(?:st|nd)) case", {"000", "00s", "00n", "0st", "0nd"}),
        (r"\b[Aa]n? dam", {"an ", "a d"}),
        (r"\b(?<!can )(?:sent)", {"sen"}),
        (r"\bx?yz ", {"xyz", "yz "}),
        (r"\b(?:of\s)*no\s", {"of ", "no "}),
        (r"\b\w+ dam", None),  # any word
        (r"dam", None),  # within a word
        (r"\b, dam", None),  # no word
        (r"\bat", None),  # shorter than a key
    ],
)
def test_letters_are_read_off_the_pattern(pattern, keys):
    assert finding.openings(re.compile(pattern)) == (keys and frozenset(keys))


def test_between_two_offsets_too():
    pattern = patterns("where")["aside"]
    assert finding.openings(pattern) is not None
    for text in (row["example"].translate({91: "", 93: ""}) for row in ROWS if row["room"] == "where"):
        for start, end in ((a, b) for b in range(len(text)) for a in (0, b // 3, b // 2)):
            ours, res = finding.search_between(pattern, text, start, end), pattern.search(text, start, end)
            assert (ours and ours.span()) == (res and res.span()), (text, start, end)


@given(st.text(alphabet="abhisold 1٣ſıİK\n.“-'é", max_size=60))
def test_any_text_gives_what_re_gives(text):
    for pattern in (
        r"\b(?:hold|hal|sis|ids)\w*",
        r"\b\d+(?:\s|[ab])\d",
        r"\b(?:h|a)[od ]\s",
        r"\b(?:aab|ab |ba-)(?=\b)?",
    ):
        compiled = re.compile(pattern, re.IGNORECASE)
        assert [m.span() for m in finding.finditer(compiled, text)] == [m.span() for m in compiled.finditer(text)]
