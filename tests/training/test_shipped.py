"""What is shipped comes back as the weights it was made from: the same graph is made of them again."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch is installed for training only (.venv-train)")
onnx = pytest.importorskip("onnx", reason="onnx is installed for training only (.venv-train)")


def test_the_shipped_graph_is_made_again_from_what_is_read_of_it():
    from training.graph import graph_of
    from training.shipped import state_of

    path = Path(str(resources.files("recounted") / "weights" / "encoder.onnx"))
    weights = {name: value.numpy() for name, value in state_of(path).items()}
    again, shipped = graph_of(weights), onnx.load(str(path))
    assert [n.op_type for n in again.graph.node] == [n.op_type for n in shipped.graph.node]
    for one, other in zip(again.graph.initializer, shipped.graph.initializer, strict=True):
        a, b = onnx.numpy_helper.to_array(one), onnx.numpy_helper.to_array(other)
        assert a.shape == b.shape and abs(a.astype(float) - b.astype(float)).max() <= 1e-4


def test_another_graph_is_refused(tmp_path):
    from training.shipped import state_of

    path = tmp_path / "empty.onnx"
    graph = onnx.helper.make_graph([], "empty", [], [])
    onnx.save(onnx.helper.make_model(graph), str(path))
    with pytest.raises(ValueError, match="export a checkpoint anew"):
        state_of(path)
