"""Given names and the gender that they tell."""

from __future__ import annotations

import pytest

from recounted.languages import given_names, table


@pytest.mark.parametrize(
    "name, gender",
    [
        ("Judith Okun", "female"),
        ("Michael Tarn", "male"),
        ("Fatima Zare", "female"),
        ("Leslie Orde", None),  # either's
        ("Judith", None),  # may be a surname
        ("Zqx Okun", None),
    ],
)
def test_a_full_name_tells_a_gender(name, gender):
    assert given_names.gender_of(name) == gender


def test_each_row_has_a_gender_of_three():
    rows = table("en", "given_names")
    assert {row["gender"] for row in rows} == {"male", "female", "any"}
    assert all(given_names.is_given(row["form"].upper()) for row in rows)
