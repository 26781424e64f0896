"""Quotations: which characters stand between quotation marks, in every style, over paragraphs, closed or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.marks.quotes import quotations, quote_state


@pytest.mark.parametrize(
    "text, found",
    [
        ('She said "we stay" and left.', [["we stay"]]),
        ("She said “we stay” and left.", [["we stay"]]),
        ("''We stay,'' she said.", [["We stay,"]]),
        ("``We stay,'' she said.", [["We stay,"]]),
        ("«Nous restons», dit-elle.", [["Nous restons"]]),
        ("„Wir bleiben“, sagte sie.", [["Wir bleiben"]]),
        ('"We stay," she said. "All of us."', [["We stay,"], ["All of us."]]),
        # nested marks of the same kind are one quotation
        ("“He told me “run” twice,” she said.", [["He told me “run” twice,"]]),
        # a closing mark that was set the wrong way round
        ("It was “mostly calm.“\n\nShe “ran” home.", [["mostly calm."], ["ran"]]),
        # runs over paragraphs, opened once and closed at the end
        ("“First.\n\nSecond.\n\nThird,” she said.", [["First.", "Second.", "Third,"]]),
        # runs over paragraphs, re-opened at each
        ("“First.\n\n“Second.\n\n“Third,” she said.", [["First.", "Second.", "Third,"]]),
        ('"First.\n\n"Second," she said.', [["First.", "Second,"]]),
        # an unclosed mark costs one quotation and never the document
        ('"We stay, she said.\n\nNobody "ran" home.', [["We stay, she said."], ["ran"]]),
        ("“We stay, she said.\n\nNobody “ran” home.", [["We stay, she said."], ["ran"]]),
        # inches and feet are no quotation
        ('He is 6\'2" tall and said "no" at once.', [["no"]]),
        ("No marks at all.", []),
        ("", []),
        ('"', []),
    ],
)
def test_quotations(text, found):
    assert [[text[a:b] for a, b in q.pieces] for q in quotations(text)] == found


@given(st.text(alphabet="ab. \n\"“”'«»„`", max_size=60))
def test_pieces_are_verbatim_ordered_and_apart(text):
    last = 0
    for quotation in quotations(text):
        for start, end in quotation.pieces:
            assert last <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            last = end
    assert len(quote_state(text)) == len(text)
