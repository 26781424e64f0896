"""A marked report as the encoder would read it: marks in text order, links between them."""

from pathlib import Path

import pytest

from corpus import marked, reading

OWN = sorted((Path(__file__).parents[2] / "corpus" / "own").glob("*.txt"))


def tie(found, role):
    return [(link.tail, link.head) for link in found.links if link.role == role]


def test_marks_carry_roles_spans_and_answers():
    text, found = reading.of_words(
        "{N1|Two} {E1|dead} in {L1|Orsk}.", "t1 N1 E1 killed 2 exact status=expected where=L1"
    )
    assert [(m.role, text[slice(*m.span)]) for m in found.marks] == [
        ("number", "Two"),
        ("harm", "dead"),
        ("place", "Orsk"),
    ]
    assert found.marks[0].readings["status"] == {"expected": 1.0}
    assert tie(found, "harm") == [(0, 1)]
    assert tie(found, "where") == [(0, 2), (1, 2)]


def test_parts_and_the_same_people():
    _, found = reading.of_words(
        "{N1|41} {E1|died}, {N2|nine} children. {N3|The 41} were {E2|buried}.",
        "t1 N1 E1 killed 41 exact\nt2 N2 E1 killed 9 exact part=t1\nt3 N3 E2 killed 41 exact\ndup t1 t3",
    )
    assert tie(found, "part") == [(2, 0)]
    assert tie(found, "same") == [(3, 0)]


def test_speech_links():
    _, found = reading.of_words(
        "“{C1|{N1|Two} {E1|dead}},” {U1|said} {S1|Ilse Brandt}. {S2|She} wept.",
        "q1 S1 U1 C1 direct\nt1 N1 E1 killed 2 exact\nsame S1 S2",
    )
    assert [m.role for m in found.marks] == ["content", "number", "harm", "cue", "source", "source"]
    assert (tie(found, "cue"), tie(found, "source"), tie(found, "speaker")) == ([(0, 3)], [(3, 4)], [(0, 4)])
    assert tie(found, "coref") == [(5, 4)]


def test_harm_without_a_number_is_bare():
    _, found = reading.of_words("Many {E1|fled}.", "t1 - E1 displaced ? unspecified")
    assert found.marks[0].readings["bare"] == {"yes": 1.0}
    assert found.links == []


def test_a_content_inside_a_content_is_the_inner_layer():
    _, found = reading.of_words(
        "{C1|He {U1|said} {C2|it fell}}, {S1|she} {U2|told}.", "q1 - U1 C2 indirect\nq2 S1 U2 C1 indirect"
    )
    assert [m.layer for m in found.marks if m.role == "content"] == [0, 1]


@pytest.mark.parametrize("path", OWN[::7], ids=lambda path: path.stem)
def test_reports_are_read(path):
    try:
        report = marked.read(str(path))
    except marked.Fault:
        pytest.skip("the corpus' own check speaks of this report")
    found = reading.reading_of(report)
    assert len(found.marks) == sum(len(pieces) for pieces in report["spans"].values())
    assert [m.span for m in found.marks] == sorted((m.span for m in found.marks), key=lambda span: (span[0], -span[1]))
    assert all(link.tail != link.head for link in found.links)
