"""Agreement of two markings: whole where they are the same, and lower by what one of them leaves out."""

import pytest

from corpus import marked
from training.agreement import agreement, f1, table

REPORT = """# id: twice
# published: -
# outlet: -
# kind: agency
{R1|A bomb} {E1|killed} {N1|at least nine people} and {E2|wounded} {N2|30} in the {W1|attack}.

{C1|The road was mined}, {S1|the mayor, Ilse Dorn}, {U1|said}. “{C2|Nobody warned us,}” {S2|she} {U2|told} reporters.
---
q1 S1 U1 C1 indirect
q2 S2 U2 C2 direct
t1 N1 E1 killed 9.. at_least group=people
t2 N2 E2 injured 30 exact
w1 W1
r1 R1 E1 actor asserted kind=unknown
same S1 S2
"""


@pytest.fixture
def read(tmp_path):
    def reader(text):
        (tmp_path / "report.txt").write_text(text, "utf-8")
        return marked.read(str(tmp_path / "report.txt"))

    return reader


def changed(*swaps):
    text = REPORT
    for old, new in swaps:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def scores(read, other):
    return {row: f1(n) for row, n in agreement([(read(REPORT), read(other))]).items()}


def test_the_same_marking_agrees_wholly(read):
    found = scores(read, REPORT)
    assert len(found) == 19
    assert set(found.values()) == {1.0}


@pytest.mark.parametrize(
    ("swaps", "row", "value"),
    [
        ([("{W1|attack}", "attack"), ("w1 W1\n", "")], "name, exact", 0.0),
        ([("q1 S1 U1 C1 indirect\n", ""), ("{C1|The road was mined}", "The road was mined"), ("{U1|", ""),
          ("said}.", "said."), ("{S1|the mayor, Ilse Dorn}", "the mayor, Ilse Dorn"), ("same S1 S2", "")],
         "statements", 2 / 3),
        ([("q1 S1 U1 C1 indirect\n", "q1 - U1 C1 indirect\n"), ("{S1|the mayor, Ilse Dorn}", "the mayor, Ilse Dorn"),
          ("same S1 S2", 'same S2 "Ilse Dorn"')], "statements, other", 0.0),
        ([("{N1|at least nine people}", "at least {N1|nine people}")], "number, exact", 0.5),
        ([("t2 N2 E2 injured 30 exact", "t2 N2 E2 killed 30 exact")], "toll, effect", 0.5),
        ([("killed 9.. at_least", "killed 9 exact")], "toll, bounds", 0.5),
    ],
)  # fmt: skip
def test_what_one_leaves_out_or_takes_otherwise_lowers_its_row(read, swaps, row, value):
    assert scores(read, changed(*swaps))[row] == pytest.approx(value)


def test_half_overlap_forgives_a_hedge_and_a_pronoun_has_its_full_name(read):
    found = scores(read, changed(("{N1|at least nine people}", "at least {N1|nine people}")))
    assert found["number, half"] == 1.0
    other = changed(("{S2|she}", "she"), ("q2 S2 U2", "q2 S1 U2"), ("same S1 S2", 'same S1 "Ilse Dorn"'))
    assert scores(read, other)["statements, direct"] == 1.0


def test_two_texts_are_refused(read):
    with pytest.raises(ValueError, match="different texts"):
        agreement([(read(REPORT), read(REPORT.replace("30}", "31}")))])


def test_the_table_has_a_line_a_row(read):
    rows = agreement([(read(REPORT), read(REPORT))])
    assert len(table(rows).splitlines()) == len(rows) + 1
