"""Contents that the encoder leaves out, told by the form of their sentence; the marks are given by hand."""

from __future__ import annotations

import pytest

from corpus import reading
from recounted.claims import untold
from recounted.marks.quotes import quotations
from recounted.marks.sentences import sentences


@pytest.mark.parametrize(
    "body, content",
    [
        ("The ford was shut on the reeve's order, {S1|sources} {U1|said}.", "The ford was shut on the reeve's order"),
        ("The ford was shut for good, {S1|a clerk} {U1|added} on Monday.", "The ford was shut for good"),
        ("{S1|The reeve} {U1|announced} that the ford was shut.", "the ford was shut"),
        ("{S1|Hamas} {U1|said} on Tuesday it fired rockets at Orsk.", "it fired rockets at Orsk"),
        ("{S1|The reeve} {U1|says} Orsk has no ford.", "Orsk has no ford"),
        ("They ran to a mill that {S1|the reeve} {U1|said} was hit by a shell while men slept.", "was hit by a shell"),
        ("{S1|It} {U1|blamed} the Orsk Front, which denied it.", "the Orsk Front"),
        # what the form does not say
        ("{S1|The ruling} {U1|upholds} that of the court of Orsk.", None),
        ("{S1|The reeve} {U1|said} little to the council of Orsk.", None),
        ("{S1|The reeve} {U1|spoke} to the council of Orsk.", None),
        ("{S1|The reeve} {U1|said} no.", None),
        ("{S1|The reeve} {U1|would not confirm} that but said two boats were lost.", None),
        ("{S1|The reeve}, asked twice, {U1|said} “no” to the council of Orsk.", None),
    ],
)
def test_what_a_sure_cue_hands_over(body, content):
    text, found = reading.of_words(body, "q1 S1 U1 - indirect")
    quoted = [piece for q in quotations(text) for piece in q.pieces]
    told = untold.contents(text, found, set(), sentences(text), quoted)
    assert [text[slice(*span)] for _, _, span in told] == ([content] if content else [])


def test_a_cue_that_has_a_content_is_left_alone():
    text, found = reading.of_words("{S1|The reeve} {U1|said} that {C1|the ford was shut}.", "q1 S1 U1 C1 indirect")
    cue = next(at for at, mark in enumerate(found.marks) if mark.role == "cue")
    assert untold.contents(text, found, {cue}, sentences(text), []) == []
