"""How tags of pieces become spans."""

from __future__ import annotations

import numpy as np

from recounted.marks.decode import Setting, _bridged


def joined(fresh: set[int], outside: float = 0.5):
    """Return the runs of pieces 0-3 and 5-7 joined or not; piece 4 between them is outside with a probability."""
    sure = np.zeros(8, np.float32)
    sure[4] = outside
    runs = [(0, 0, 3), (0, 5, 7)]
    return _bridged(runs, sure, np.ones(8, bool), [n in fresh for n in range(8)], Setting(), False)


def test_a_span_goes_on_over_a_piece_that_is_not_surely_outside():
    assert joined(set()) == [(0, 0, 7)]
    assert joined(set(), outside=0.99) == [(0, 0, 3), (0, 5, 7)]


def test_no_span_goes_on_over_the_end_of_a_sentence():
    """…,” said the neighbor, Alma Reyes. Sheriff Doug Marten said …: two sources."""
    assert joined({5}) == [(0, 0, 3), (0, 5, 7)]
