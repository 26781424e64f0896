"""A name that no table knows is a state's where the report gives it what states have."""

from __future__ import annotations

import pytest

from recounted import languages
from recounted.claims.states import is_state


@pytest.mark.parametrize("row", languages.table("en", "statehood"), ids=lambda row: row["form"])
def test_each_row_makes_a_state(row):
    assert is_state(row["example"], "Ostria")
    assert not is_state(row["example"].replace("Ostria", "Marsh"), "Ostria")


@pytest.mark.parametrize(
    "text, name, state",
    [
        ("Ostria, which denied it, closed the road.", "Ostria", True),
        ("Ostria summoned the ambassador to Karsia.", "Karsia", True),
        ("The Ministry of Dams of Karsia spoke.", "Karsia", True),
        ("Marsh, who denied it, met the president.", "Marsh", False),
        ("Marsh's lawyer spoke to the president of Ostria.", "Marsh", False),
        ("Marsh's campaign was loud.", "Marsh", False),
    ],
)
def test_a_state_is_known_by_what_it_has(text, name, state):
    assert is_state(text, name) is state
