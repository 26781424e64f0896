"""What distilling does to networks and windows. Runs where torch is, which is no part of the lock (make train)."""

from __future__ import annotations

import random

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is installed for training only (.venv-train)")

from recounted.marks import answers  # noqa: E402
from training import distil  # noqa: E402
from training.examples import Example  # noqa: E402


def example(ids: list[int]) -> Example:
    n = len(ids)
    return Example(np.array(ids), np.zeros(n, np.int64), np.zeros((len(answers.LAYERS), n), np.int64), [], [])


def test_only_whole_words_are_exchanged() -> None:
    # 4 goes on in 5 ("##ing"): neither is touched, and nothing but ids changes.
    whole = np.array([True, True, True, True, True, False])
    near = np.full((6, distil.NEIGHBOURS), 3)
    given = example([2, 4, 5, 2])
    got = distil.exchanged(given, near, whole, 1.0, random.Random(0))
    assert got.ids.tolist() == [3, 4, 5, 3]
    assert given.ids.tolist() == [2, 4, 5, 2]
    assert got.tags is given.tags


def test_no_word_is_exchanged_at_a_share_of_none() -> None:
    whole = np.ones(6, bool)
    near = np.full((6, distil.NEIGHBOURS), 3)
    assert distil.exchanged(example([1, 2, 4]), near, whole, 0.0, random.Random(0)).ids.tolist() == [1, 2, 4]


def test_teachers_lessons_come_again_in_another_order() -> None:
    batches = [[n] for n in range(20)]
    drawn = distil.forever(batches, random.Random(0))
    first, second = [[next(drawn)[0] for _ in range(20)] for _ in range(2)]
    assert sorted(first) == sorted(second) == list(range(20)) and first != second
