"""What each expression of time means, in sentences of our own; the tables' rows prove themselves."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recounted.languages import table
from recounted.marks.times import mark_times, weekday_faults

THURSDAY = "2026-02-26"
CASES = tomllib.loads((Path(__file__).parent / "times.toml").read_text("utf-8"))["case"]
TABLES = ("time_words", "time_phrases", "time_holidays", "time_zones", "time_cues", "time_patterns")
ROWS = [(name, row) for name in TABLES for row in table("en", name)]


@pytest.mark.parametrize("name, row", ROWS, ids=[f"{n}:{r.get('form', r.get('name'))}" for n, r in ROWS])
def test_each_row_reads_its_own_example(name, row):
    times = mark_times(row["example"], THURSDAY)
    assert row["means"] in [time.value for time in times]
    form = row.get("form")
    assert form is None or form.lower() in row["example"].lower()
    if name in ("time_phrases", "time_holidays"):
        time = next(t for t in times if t.value == row["means"])
        assert form.lower() in row["example"][slice(*time.span)].lower()


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_case(case):
    """times: [words, type, value] of every expression, in text order; edtf: of those named, where it matters."""
    published = case.get("published", THURSDAY) or None
    times = mark_times(case["text"], published)
    assert [[case["text"][slice(*t.span)], t.type, t.value or ""] for t in times] == case["times"]
    edtf = {case["text"][slice(*t.span)]: t.edtf or "" for t in times}
    for words, wanted in case.get("edtf", {}).items():
        assert edtf[words] == wanted


PIECES = [row["example"].split() for _, row in ROWS]
WORDS = sorted({word for piece in PIECES for word in piece})


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=40).map(" ".join),
    st.sampled_from([None, THURSDAY, "2024-02-29", "0001-01-01", "9999-12-31"]),
)
def test_spans_are_verbatim_ordered_and_apart(text, published):
    times = mark_times(text, published)
    assert [t.id for t in times] == [f"t{i}" for i in range(len(times))]
    end = 0
    for time in times:
        assert end <= time.span[0] < time.span[1] <= len(text)
        assert text[slice(*time.span)].strip() == text[slice(*time.span)]
        end = time.span[1]


def test_without_a_date_of_the_report_nothing_is_invented():
    times = mark_times("Gunmen attacked the convoy on Monday, two days after a truce, and again on May 3.", None)
    assert [t.edtf for t in times if t.type == "date"] == [None, "XXXX-05-03"]


def test_a_date_that_is_none_is_refused():
    with pytest.raises(ValueError):
        mark_times("It ended on Monday.", "26 February")


@pytest.mark.parametrize(
    "text, said, was",
    [
        ("The dam broke on Monday, Feb. 23, 2026.", None, None),
        ("The dam broke on Monday, Feb. 24, 2026.", "Monday", "Tuesday"),
        ("The dam broke on Tuesday (Jan. 7).", "Tuesday", "Wednesday"),
        ("The dam broke on Thursday, 26 February 2026.", None, None),
        ("The dam broke on Monday.", None, None),
        ("The dam broke at 9 a.m. Monday.", None, None),
    ],
)
def test_a_weekday_is_held_against_its_day(text, said, was):
    faults = weekday_faults(mark_times(text, THURSDAY), text)
    assert [(f.said, f.was) for f in faults] == ([(said, was)] if said else [])
