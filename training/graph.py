"""Builds the ONNX graph that the package ships from a checkpoint's weights, operator by operator.

In:  a state dict of training.network.Network.    Out: a model of one window: ids, features -> tags, asked, tails,
heads, bias.
Written by hand because torch's export carries a mask that one window does not need and shapes that it recomputes in
every layer, and because onnxruntime's own rewriting is slower in places: six layers took 23.5 ms a window of 187
pieces, on one thread, in torch's graph quantised by quantize_dynamic, and take 14.5 in this one (SkipLayerNormalization
alone costs five times what Add and LayerNormalization cost).
The encoder's matrices and the projection of links become int8 (one scale a column), their inputs are quantised as they
come; the word embeddings are int8 with one scale a row. The heads that decide stay in full precision.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from recounted.marks import answers
from training.network import HEAD

Floats = NDArray[np.float32]
OUTPUTS = ["tags", "asked", "tails", "heads", "bias"]
EPSILON = 1e-12  # BERT's, in its layer norms


def quantised(matrix: Floats, axis: int) -> tuple[NDArray[np.int8], Floats]:
    """Return a matrix as int8 and its scales, one for each column (axis 0) or row (axis 1); symmetric, so no offset."""
    scales = np.maximum(np.abs(matrix).max(axis, keepdims=True) / 127, 1e-9).astype(np.float32)
    return np.clip(np.round(matrix / scales), -127, 127).astype(np.int8), scales


class _Graph:
    """Collects nodes and constants. Weights are read by their names in the state dict."""

    def __init__(self, weights: dict[str, Floats], int8: bool):
        self.weights, self.int8 = weights, int8
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, value: NDArray[Any]) -> str:
        name = f"constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], outputs: list[str] | int = 1, **attributes: Any) -> list[str]:
        """Add a node; return the names of its outputs. Operators that ONNX lacks are onnxruntime's own."""
        own = kind in ("DynamicQuantizeMatMul", "MultiHeadAttention", "Gelu")
        names = [f"n{len(self.nodes)}.{k}" for k in range(outputs)] if isinstance(outputs, int) else outputs
        self.nodes.append(helper.make_node(kind, inputs, names, domain="com.microsoft" if own else "", **attributes))
        return names

    def linear(self, x: str, names: list[str], int8: bool) -> str:
        """Multiply by the matrices of those names, side by side, and add their biases."""
        matrix = np.concatenate([self.weights[f"{name}.weight"] for name in names]).T
        bias = self.constant(np.concatenate([self.weights[f"{name}.bias"] for name in names]))
        if not (int8 and self.int8):
            return self.node("Add", [*self.node("MatMul", [x, self.constant(matrix)]), bias])[0]
        whole, scales = quantised(matrix, 0)
        zero = np.zeros(scales.size, np.int8)
        inputs = [x, self.constant(whole), self.constant(scales[0]), self.constant(zero), bias]
        return self.node("DynamicQuantizeMatMul", inputs)[0]

    def norm(self, x: str, name: str) -> str:
        table = [self.constant(self.weights[f"{name}.{what}"]) for what in ("weight", "bias")]
        return self.node("LayerNormalization", [x, *table], axis=-1, epsilon=EPSILON)[0]

    def embedded(self, name: str) -> str:
        """Return the sum of a piece's embeddings: of its word, its place in the window and its features."""
        words = self.weights[f"{name}.word_embeddings.weight"]
        if self.int8:
            whole, scales = quantised(words, 1)
            rows = self.node("Gather", [self.constant(whole), "ids"])
            as_float = self.node("Cast", rows, to=TensorProto.FLOAT)
            word = self.node("Mul", [*as_float, *self.node("Gather", [self.constant(scales), "ids"])])
        else:
            word = self.node("Gather", [self.constant(words), "ids"])
        places = self.constant(self.weights[f"{name}.position_embeddings.weight"][None])
        first, axis = self.constant(np.array([0])), self.constant(np.array([1]))
        place = self.node("Slice", [places, first, *self.node("Shape", ["ids"], start=1, end=2), axis])
        features = self.constant(self.weights[f"{name}.token_type_embeddings.weight"])
        both = self.node("Add", [*word, *self.node("Gather", [features, "features"])])
        return self.norm(self.node("Add", [*both, *place])[0], f"{name}.LayerNorm")

    def layer(self, x: str, name: str) -> str:
        """Return a layer's output: attention, then the two matrices of the feed-forward part."""
        asked = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        parts = self.node("Split", [self.linear(x, asked, True)], 3, axis=-1, num_outputs=3)
        heads = len(self.weights[f"{asked[0]}.weight"]) // HEAD
        seen = self.node("MultiHeadAttention", parts, num_heads=heads)[0]
        for given, out in ((seen, f"{name}.attention.output"), ("", f"{name}.output")):
            inner = given or self.node("Gelu", [self.linear(x, [f"{name}.intermediate.dense"], True)])[0]
            both = self.node("Add", [self.linear(inner, [f"{out}.dense"], True), x])[0]
            x = self.norm(both, f"{out}.LayerNorm")
        return x

    def links(self, x: str) -> None:
        """Add the projections of links: tails go through their link's matrix, heads do not."""
        widths = [width for *_, width in answers.LINKS]
        projected = self.node("Gelu", [self.linear(x, ["project"], True)])
        names = [f"tail{k}" for k in range(len(widths))]
        sizes = self.constant(np.array([*widths, sum(widths)]))
        self.node("Split", [*projected, sizes], [*names, "heads"], axis=-1)
        turned = [
            self.node("MatMul", [name, self.constant(self.weights[f"bilinear.{k}"])])[0] for k, name in enumerate(names)
        ]
        self.node("Concat", turned, ["tails"], axis=-1)


def graph_of(weights: dict[str, Floats], int8: bool = True) -> onnx.ModelProto:
    """Return the model of a checkpoint's weights; int8=False keeps everything in full precision, to compare with.

    Inputs ids, features: int64, 1 × pieces. Outputs: 1 × pieces × the widths of recounted.marks.decode.Outputs.
    """
    graph = _Graph(weights, int8)
    x = graph.embedded("encoder.embeddings")
    layers = {int(name.split(".")[3]) for name in weights if name.startswith("encoder.encoder.layer.")}
    for number in sorted(layers):
        x = graph.layer(x, f"encoder.encoder.layer.{number}")
    names = ["tags", "asked", "bias"]
    sizes = graph.constant(np.array([len(weights[f"{name}.weight"]) for name in names]))
    graph.node("Split", [graph.linear(x, names, False), sizes], names, axis=-1)
    graph.links(x)
    half = answers.PROJECTION // 2
    widths = {"tails": half, "heads": half, **{name: len(weights[f"{name}.weight"]) for name in names}}
    made = helper.make_graph(
        graph.nodes,
        "encoder",
        [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"]) for name in ("ids", "features")],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "pieces", widths[name]]) for name in OUTPUTS],
        graph.constants,
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9)
