"""Where sentences end, in texts of our own."""

import pytest

from recounted.marks.sentences import sentences


@pytest.mark.parametrize(
    "text, parts",
    [
        ("The dam broke. Two died.", ["The dam broke.", "Two died."]),
        ("The dam broke\nTwo died.", ["The dam broke", "Two died."]),
        # a full stop that has lost the space behind it
        ("The dam broke.Two died.Nine fled.", ["The dam broke.", "Two died.", "Nine fled."]),
        ("Had the dam broken?“Nobody knew,” he said.", ["Had the dam broken?", "“Nobody knew,” he said."]),
        # a title, an initial, an address and a figure hold no end
        ("Capt.Orvo saw it.", ["Capt.Orvo saw it."]),
        ("It was J.Orvo of the U.S.Navy.", ["It was J.Orvo of the U.S.Navy."]),
        ("He wrote to orvo@torvik.example.", ["He wrote to orvo@torvik.example."]),
        ("The wave was 2.5 metres high.", ["The wave was 2.5 metres high."]),
    ],
)
def test_sentences(text, parts):
    assert [text[slice(*span)] for span in sentences(text)] == parts
