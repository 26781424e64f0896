"""Every row of the tables of constructions and of word classes proves itself by its example, and stands for something."""

import re
from pathlib import Path

import pytest

import recounted
from recounted import languages
from recounted.languages import constructions

CODE = "\n".join(path.read_text("utf-8") for path in Path(recounted.__file__).parent.rglob("*.py"))
ROOMS = list(dict.fromkeys(row["room"] for row in languages.table("en", "constructions")))
ROWS = [
    (row, spelled)
    for room in ROOMS
    for row, spelled in zip(
        [r for r in languages.table("en", "constructions") if r["room"] == room],
        constructions.rows(room, "en"),
        strict=True,
    )
]
CLASSES = languages.table("en", "word_classes")


def found(pattern: re.Pattern[str], place: str, example: str) -> re.Match[str] | None:
    """Return where a pattern stands to the words that an example has in brackets, as the place says."""
    text, start, end = example, 0, len(example)
    if "[" in example and place != "part":
        before, words, behind = re.fullmatch(r"(.*?)\[(.*)\](.*)", example, re.DOTALL).groups()
        text, start, end = before + words + behind, len(before), len(before + words)
    return {
        "before": lambda: pattern.search(text, 0, start),
        "after": lambda: pattern.match(text, end),
        "opens": lambda: pattern.match(text, start),
        "closes": lambda: pattern.search(text[start:end]),
        "whole": lambda: pattern.fullmatch(text, start, end),
        "in": lambda: pattern.search(text[start:end]),
        "part": lambda: pattern.search(text),
    }[place]()


@pytest.mark.parametrize(
    "row, spelled", ROWS, ids=[f"{row['room']} {row['construction']} {row['pattern']}" for row, _ in ROWS]
)
def test_each_alternative_matches_its_own_example(row, spelled):
    match = found(constructions.compiled([spelled]), row["place"], row["example"])
    assert match and match.group()


@pytest.mark.parametrize("row", CLASSES, ids=lambda row: f"{row['class']} {row['form']}")
def test_each_form_of_a_class_stands_in_its_example(row):
    assert re.search(rf"(?<!\w)(?:{row['form']})", row["example"], re.IGNORECASE)


def test_every_class_is_asked_for():
    named = {name for row, _ in ROWS for name in re.findall(r"\{([a-z_]+)\}", row["pattern"])}
    asked = set(re.findall(r'word_class\(\s*"(\w+)"', CODE))
    assert not {row["class"] for row in CLASSES} - named - asked


def test_every_part_is_used_and_every_room_asked_for():
    used = {(row["room"], name) for row, _ in ROWS for name in re.findall(r"\{([A-Z_]+)\}", row["pattern"])}
    assert {(row["room"], row["construction"]) for row, _ in ROWS if row["place"] == "part"} == used
    assert set(ROOMS) == set(re.findall(r'room\(\w+, "(\w+)"', CODE))
