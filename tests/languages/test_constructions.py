"""Every row of the tables of constructions and of word classes proves itself by its example, and stands for something."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

import recounted
from recounted import languages
from recounted.languages import TableError, constructions

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


class Hall(NamedTuple):
    sits: re.Pattern[str]


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
def test_each_form_of_a_class_is_read_in_its_example(row, monkeypatch):
    """By a construction that names its class, were it the only form of that; alone where it is asked for word by word,
    or where it stands for what must not follow."""
    forms, reference = constructions._forms, "{" + row["class"] + "}"
    alone = [re.compile(rf"(?<!\w)(?:{row['form']})", re.IGNORECASE)]
    monkeypatch.setattr(
        constructions, "_forms", lambda name, *rest: (row["form"],) if name == row["class"] else forms(name, *rest)
    )
    rooms = {r["room"] for r, _ in ROWS if reference in r["pattern"]}
    readers = [
        re.compile(spelled.spelled, 0 if spelled.case else re.IGNORECASE)
        for room in rooms
        for spelled, r in zip(constructions.rows(room, "en"), [r for r, _ in ROWS if r["room"] == room], strict=True)
        if reference in r["pattern"] and not re.search(r"\(\?!\S*" + reference, r["pattern"])
    ]
    assert any(pattern.search(row["example"]) for pattern in readers or alone)


def test_every_class_is_asked_for():
    named = {name for row, _ in ROWS for name in re.findall(r"\{([a-z_]+)\}", row["pattern"])}
    asked = set(re.findall(r'word_class\(\s*"(\w+)"', CODE))
    assert not {row["class"] for row in CLASSES} - named - asked


def test_every_part_is_used_and_every_room_asked_for():
    used = {(row["room"], name) for row, _ in ROWS for name in re.findall(r"\{([A-Z_]+)\}", row["pattern"])}
    assert {(row["room"], row["construction"]) for row, _ in ROWS if row["place"] == "part"} == used
    assert set(ROOMS) == set(re.findall(r'room\(\w+, "(\w+)"', CODE))


@pytest.mark.parametrize(
    "change, said",
    [
        ({"pattern": r"\b{seats}"}, "'seats' is no class of word_classes.csv, and no table"),
        ({"pattern": r"\b{SEATS}"}, "there is no part 'SEATS' above it"),
        ({"pattern": r"\b{revisions.often}"}, "revisions.csv has no row whose second column is 'often'"),
        ({"pattern": r"\b(?:seat"}, "missing \\)"),
        ({"place": "beside"}, "place 'beside', case 'any'"),
        ({"case": "small"}, "place 'in', case 'small'"),
        ({"construction": "stands"}, r"lacks \['sits'\] and has \['stands'\], which nothing asks for"),
    ],
)
def test_a_faulty_row_says_what_is_wrong(monkeypatch, change, said):
    row = {"room": "hall", "construction": "sits", "place": "in", "case": "any", "pattern": r"\bsits\b"} | change
    whole = constructions.table
    monkeypatch.setattr(
        constructions, "table", lambda code, name: (row,) if name == "constructions" else whole(code, name)
    )
    with pytest.raises(TableError, match=said):
        constructions.room(Hall, "hall", "en")


def test_the_rows_of_a_construction_have_one_place(monkeypatch):
    row = {"room": "hall", "construction": "sits", "place": "in", "case": "any", "pattern": r"\bsits\b"}
    monkeypatch.setattr(constructions, "table", lambda *_: (row, row | {"place": "after"}))
    with pytest.raises(TableError, match="its place is 'after', and 'in' in the rows above"):
        constructions.room(Hall, "hall", "en")


def test_a_class_that_is_asked_for_word_by_word_holds_no_pattern():
    assert constructions.word_class("animal", "en") >= {"dog", "horse"}
    with pytest.raises(TableError, match="of 'seated' is a pattern; give each word a row"):
        constructions.word_class("seated", "en")


def test_capitals_count_where_a_row_says_so(monkeypatch):
    rows = [
        {"room": "hall", "construction": "sits", "place": "before", "case": case, "pattern": pattern}
        for case, pattern in (("kept", r"\bSat "), ("any", r"\bsits "))
    ]
    monkeypatch.setattr(constructions, "table", lambda *_: tuple(rows))
    sits = constructions.room(Hall, "hall", "en").sits
    assert sits.search("He SITS ") and sits.search("He Sat ")
    assert not sits.search("He sat ") and not sits.search("He sits here")  # before: right before what is asked about
