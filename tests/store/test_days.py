"""The first and the last day of what a text can mean by a date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.store.days import days


@pytest.mark.parametrize(
    "edtf, first, last",
    [
        ("1904-02-03", "1904-02-03", "1904-02-03"),
        ("1904-02-03~", "1904-02-03", "1904-02-03"),
        ("1904-02-03T10:15", "1904-02-03", "1904-02-03"),
        ("1904-02", "1904-02-01", "1904-02-29"),
        ("1903-02?", "1903-02-01", "1903-02-28"),
        ("1904", "1904-01-01", "1904-12-31"),
        ("190X", "1900-01-01", "1909-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1904-XX", "1904-01-01", "1904-12-31"),
        ("1904-02-XX", "1904-02-01", "1904-02-29"),
        ("1904-22", "1904-06-01", "1904-08-31"),
        ("1904-24", "1904-12-01", "1905-02-28"),  # winter goes into the next year
        ("1904-34", "1904-04-01", "1904-06-30"),
        ("1904-41", "1904-07-01", "1904-12-31"),
        ("1904-02-03/1904-02-05", "1904-02-03", "1904-02-05"),
        ("1904-02/1905", "1904-02-01", "1905-12-31"),
    ],
)
def test_days(edtf: str, first: str, last: str) -> None:
    assert days(edtf) == (first, last)


@pytest.mark.parametrize("edtf", [None, "", "XXXX-02-03", "1904-13", "1904-02-30", "1904/..", "../1904", "last week",
                                  "1905/1904", "1/2/3", "1904-02-03x", "0000", "10000"])  # fmt: skip
def test_what_has_no_first_and_last_day(edtf: str | None) -> None:
    assert days(edtf) is None or edtf == "0000"


@given(st.dates())
def test_a_day_is_itself(day: object) -> None:
    assert days(str(day)) == (str(day), str(day))


@given(st.text(alphabet="0123456789-X/?~%T.", max_size=14))
def test_nothing_breaks_it(words: str) -> None:
    found = days(words)
    assert found is None or found[0] <= found[1]
