"""The tables of kinds are those of the types, and a table of bounds is checked before it is used."""

from typing import get_args

import pytest

from recounted import kinds, model


def test_effects_and_qualifiers_are_those_of_the_record():
    assert set(kinds.effects()) == set(get_args(model.Effect))
    assert set(kinds.qualifiers()) == set(get_args(model.Qualifier))


def test_no_group_code_takes_a_side():
    assert not {"terrorists", "terrorist", "militants", "militant"} & set(kinds.groups())


def test_death_goes_before_injury():
    assert "injured" in kinds.effects()["killed"].outranks
    assert "killed" not in kinds.effects()["injured"].outranks


@pytest.mark.parametrize(
    "n, qualifier, low, high",
    [
        (41, "exact", 41, 41),
        (69, "at_least", 69, None),
        (500, "more_than", 501, None),
        (400, "about", 400, 400),
        (400, "nearly", 400, 400),
        (50, "up_to", 0, 50),
        (20, "fewer_than", 0, 19),
        (0, "fewer_than", 0, 0),
        (24, "vague", 24, None),
        (1, "named", 1, 1),
    ],
)
def test_bounds_of_a_number(n, qualifier, low, high):
    assert kinds.bounded(n, qualifier) == (low, high)


def test_unspecified_has_no_bounds():
    with pytest.raises(ValueError, match="has no number"):
        kinds.bounded(3, "unspecified")


def test_two_tables_are_shipped_and_differ():
    assert kinds.bounds_names() == ("default", "one_unit")
    assert kinds.bounds("default").plural["dozens"] == 24
    assert kinds.bounds("one_unit").plural["dozens"] == 12


def test_a_table_of_ones_own(tmp_path):
    path = tmp_path / "mine.toml"
    units = "\n".join(f"{unit} = 7" for unit in kinds.bounds().plural)
    path.write_text(f'name = "mine"\nmeaning = "sevens"\nsource = "own"\nseveral = 4\n[plural]\n{units}\n')
    assert kinds.bounds(str(path)).plural["hundreds"] == 7


@pytest.mark.parametrize(
    "change, said",
    [
        (("several = 3", "several = 0"), "several is 0; write a whole number"),
        (("several = 3", 'several = "3"'), "several is '3'"),
        (("dozens = 24", "dozens = true"), "dozens is True"),
        (("dozens = 24", ""), r"missing \['dozens'\]"),
        (("dozens = 24", "dozens = 24\nmyriads = 9"), r"unknown \['myriads'\]"),
        (("several = 3", ""), r"missing \['several'\]"),
    ],
)
def test_a_faulty_table_says_what_is_wrong(tmp_path, change, said):
    from importlib import resources

    text = (resources.files("recounted.kinds") / "bounds" / "default.toml").read_text("utf-8")
    assert change[0] in text
    path = tmp_path / "faulty.toml"
    path.write_text(text.replace(*change), "utf-8")
    with pytest.raises(kinds.KindError, match=said):
        kinds.bounds(str(path))


def test_an_unknown_table_names_those_that_there_are(tmp_path):
    with pytest.raises(kinds.KindError, match="default, one_unit"):
        kinds.bounds("acres")
    with pytest.raises(kinds.KindError, match="no such file"):
        kinds.bounds(str(tmp_path / "gone.toml"))
