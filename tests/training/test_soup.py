"""Averages of checkpoints. Runs where torch is, which is no part of the lock (make train)."""

import pytest

torch = pytest.importorskip("torch")

pytest.importorskip("onnx")

from training import further, soup  # noqa: E402


def test_each_weight_is_the_mean_of_its_likes() -> None:
    got = soup.average([{"a": torch.tensor([1.0, 2.0])}, {"a": torch.tensor([3.0, 6.0])}])
    assert got["a"].tolist() == [2.0, 4.0]


def test_different_networks_are_refused() -> None:
    with pytest.raises(ValueError, match="different networks"):
        soup.average([{"a": torch.zeros(2)}, {"a": torch.zeros(3)}])


def test_shipped_weights_are_averaged_with_a_checkpoint(tmp_path) -> None:
    state = further.weights_of(further.SHIPPED)
    torch.save({name: value + 1 for name, value in state.items()}, tmp_path / "a.pt")
    soup.main([str(further.SHIPPED), str(tmp_path / "a.pt"), "--out", str(tmp_path / "b.pt")])
    got = torch.load(tmp_path / "b.pt")
    assert got.keys() == state.keys()
    assert all(torch.allclose(got[name], state[name] + 0.5, atol=1e-5) for name in state)
