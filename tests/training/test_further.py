"""Whether the shipped weights can go on learning: what training.graph made of them is undone. Runs where torch and onnx
are, which are no part of the lock (make train)."""

import pytest

pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
pytest.importorskip("transformers")

from training import further  # noqa: E402
from training.network import shape_of  # noqa: E402


def test_the_shipped_weights_are_read_back() -> None:
    """weights_of compares every constant of the graph that it would make again."""
    state = further.weights_of(further.SHIPPED)
    assert shape_of(state).layers and state["encoder.embeddings.word_embeddings.weight"].shape[0] > 30_000


def test_weights_of_another_graph_are_refused(tmp_path) -> None:
    model = onnx.load(further.SHIPPED)
    bias = model.graph.initializer[8]  # of the first layer's projections
    bias.raw_data = bias.raw_data[4:] + bias.raw_data[:4]
    scales = model.graph.initializer[10]
    scales.raw_data = bytes(len(scales.raw_data))  # no column has a scale
    onnx.save(model, tmp_path / "other.onnx")
    with pytest.raises(ValueError, match="another training"):
        further.weights_of(tmp_path / "other.onnx")
