"""Windows that may hold claims: which words select, and that paths put the ends of spans where spans can end."""

from __future__ import annotations

import numpy as np
import pytest

from recounted import languages
from recounted.marks import paths
from recounted.marks.selection import chosen, introductions, looks_back, places_of
from recounted.model import Mark


@pytest.mark.parametrize("row", languages.table("en", "selecting"), ids=lambda row: row["form"])
def test_each_row_selects_or_not(row):
    at = row["example"].index(row["form"])
    assert (at in places_of(row["example"])) == (row["selects"] == "yes")


@pytest.mark.parametrize(
    "text, words",
    [
        ("Nine miners were killed.", ["killed"]),
        ("NINE KILLED IN BLAST", ["KILLED", "BLAST"]),
        ("İlkay was killed.", ["killed"]),  # a capital that grows in lower case moves no offset
        ("The warden skilled in warfares.", []),
        ("The council met on Tuesday.", []),
    ],
)
def test_words_that_select(text, words):
    assert [text[a:].split()[0].rstrip(".") for a in places_of(text)] == words


def test_a_quotation_that_runs_on_takes_its_neighbour():
    text = "“Nine were killed.\n\n“We ran.”\n\nThe council met."
    extents = [(0, 18), (20, 29), (31, len(text))]
    assert chosen(text, extents, []) == {0}
    assert chosen(text, extents, [[(1, 18), (21, 28)]]) == {0, 1}


@pytest.mark.parametrize(
    "first, second, read",
    [("The council, which met on and on,", "was told that nine were killed.", {0, 1}),
     ("Nine were killed, as the council,", "which met on and on, was told.", {0, 1}),
     ("The council met and went on.", "Nine were killed.", {1}), ("Nine were killed.", "The council met.", {0})],
)  # fmt: skip
def test_a_sentence_cut_in_two_is_read_whole(first, second, read):
    text = f"{first} {second}"
    assert chosen(text, [(0, len(first)), (len(first) + 1, len(text))], []) == read


WINDOWS = ["Ola Marsh of the quarry spoke.", "The ministry met.", "Snow fell.", ""]  # the last one is a case's


@pytest.mark.parametrize(
    "last, back",
    [("He said nine died.", [1, 2]), ("Marsh said nine died.", [0]), ("Mr. Marsh said nine died.", [0]),
     ("the ministry said nine died.", [1]), ("the group said nine died.", [1, 2]), ("the mayor said nine died.", []),
     ("Odd Lind said nine died.", []), ("two officials said nine died.", []), ("officials said nine died.", [])],
)  # fmt: skip
def test_a_speaker_named_before_is_looked_for(last, back):
    text = " ".join([*WINDOWS[:-1], last])
    begins = [text.index(window) for window in [*WINDOWS[:-1], last]]
    extents = list(zip(begins, [*(b - 1 for b in begins[1:]), len(text)], strict=True))
    source = Mark("source", (begins[-1], text.index(" said")))
    assert looks_back(text, [source, Mark("harm", (len(text) - 5, len(text) - 1))], extents, 3) == back
    assert looks_back(text, [source], extents, 3) == []


def test_a_pronoun_behind_a_name_needs_no_window_before():
    text = "Snow fell. Odd Lind said he saw nine die."
    marks = [Mark("source", (11, 19)), Mark("source", (25, 27)), Mark("harm", (37, 40))]
    assert looks_back(text, marks, [(0, 10), (11, len(text))], 1) == []
    assert looks_back(text, marks[1:], [(0, 10), (11, len(text))], 1) == [0]


def test_who_is_introduced_where():
    text = "Ola Marsh spoke. Snow fell. Marsh left."
    extents = [(0, 16), (17, 27), (28, len(text))]
    assert introductions(text, [Mark("source", (28, 33))], extents, 2) == [0]
    assert introductions(text, [Mark("source", (0, 9))], extents, 0) == []


TEXT = "The army said that the northern pass was open. Snow fell."
WORDS = [(m, m + len(w)) for w in ("The", "army", "said", "that", "the", "northern", "pass", "was", "open", ".", "Snow", "fell")
         for m in [TEXT.index(w if w != "the" else "the n")]]  # fmt: skip
COSTS = paths.Costs(4.0, 8.0, 2.0, 8.0, 1.0, 4.0)


def best(inside: dict[int, float]) -> list[int]:
    """Return the tags of TEXT's words whose content is likely as given; the rest are surely outside."""
    chances = np.full((len(WORDS), 3), -9.0, np.float32)
    chances[:, 0] = -0.001
    for at, p in inside.items():
        chances[at] = np.log([1 - p, p / 2, p / 2])
    speech = np.array([at in (0, 1, 2) for at in range(len(WORDS))])
    ends = paths.boundaries(TEXT, [a for a, _ in WORDS], [b for _, b in WORDS], np.zeros(len(WORDS), bool), speech)
    return [int(tag > 0) for tag in paths.best_path(chances, ends, COSTS)]


def test_a_hole_in_a_clause_is_filled():
    assert best({4: 0.99, 5: 0.99, 6: 0.3, 7: 0.99, 8: 0.99}) == [0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0]


def test_a_span_begins_behind_that_and_ends_at_the_stop():
    assert best({4: 0.45, 5: 0.99, 6: 0.99, 7: 0.99, 8: 0.4}) == [0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0]


def test_a_lone_weak_word_is_no_span():
    assert best({6: 0.8}) == [0] * 12


def test_a_span_stays_in_its_sentence():
    tags = best(dict.fromkeys(range(4, 12), 0.99))
    assert tags[4:9] == [1] * 5


def test_no_boundary_lies_within_a_word():
    found = paths.boundaries("unkindness", [0, 2, 6], [2, 6, 10], np.zeros(3, bool), np.zeros(3, bool))
    assert found.within == [False, True, True]
