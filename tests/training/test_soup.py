"""Averages of checkpoints. Runs where torch is, which is no part of the lock (make train)."""

import pytest

torch = pytest.importorskip("torch")

from training import soup  # noqa: E402


def test_each_weight_is_the_mean_of_its_likes() -> None:
    got = soup.average([{"a": torch.tensor([1.0, 2.0])}, {"a": torch.tensor([3.0, 6.0])}])
    assert got["a"].tolist() == [2.0, 4.0]


def test_different_networks_are_refused() -> None:
    with pytest.raises(ValueError, match="different networks"):
        soup.average([{"a": torch.zeros(2)}, {"a": torch.zeros(3)}])
