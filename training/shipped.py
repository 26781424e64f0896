"""Reads the shipped graph back into a checkpoint's weights, so that a network may go on learning from what it is.

In:  encoder.onnx as training.graph writes it.    Out: a state dict of training.network.Network.
The constants of a graph stand in the order in which training.graph asks for them; int8 matrices come back as what their
scales make of them, so that the network reads as the shipped one does.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from recounted.marks import answers
from training.graph import Floats
from training.network import HEAD

Weights = dict[str, Floats]


def state_of(path: Path) -> dict[str, torch.Tensor]:
    """Return the state dict of the graph at path. Raises ValueError where it is not training.graph's int8 one."""
    model = onnx.load(str(path))
    constants = iter([numpy_helper.to_array(c) for c in model.graph.initializer])
    layers = sum(node.op_type == "MultiHeadAttention" for node in model.graph.node)
    weights: Weights = {}
    try:
        _embeddings(constants, weights)
        for number in range(layers):
            _layer(constants, f"encoder.encoder.layer.{number}", weights)
        _heads(constants, weights)
    except (StopIteration, IndexError) as broken:
        raise ValueError(f"{path}: not a graph of training.graph; export a checkpoint anew") from broken
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in weights.items()}


def _embeddings(constants: Iterator[Floats], weights: Weights) -> None:
    name = "encoder.embeddings"
    words, scales = next(constants), next(constants)
    weights[f"{name}.word_embeddings.weight"] = words.astype(np.float32) * scales
    weights[f"{name}.position_embeddings.weight"] = next(constants)[0]
    next(constants), next(constants)  # where a window's places begin, and along which axis
    weights[f"{name}.token_type_embeddings.weight"] = next(constants)
    _norm(constants, f"{name}.LayerNorm", weights)


def _norm(constants: Iterator[Floats], name: str, weights: Weights) -> None:
    weights[f"{name}.weight"], weights[f"{name}.bias"] = next(constants), next(constants)


def _linear(constants: Iterator[Floats], names: list[str], weights: Weights, sizes: list[int] | None = None) -> None:
    bias, matrix, scales, _ = (next(constants) for _ in range(4))
    whole = (matrix.astype(np.float32) * scales).T
    _shared(names, whole, bias, weights, sizes)


def _shared(names: list[str], whole: Floats, bias: Floats, weights: Weights, sizes: list[int] | None) -> None:
    cuts = np.cumsum(sizes)[:-1] if sizes else len(names)
    for name, rows, part in zip(names, np.split(whole, cuts), np.split(bias, cuts), strict=True):
        weights[f"{name}.weight"], weights[f"{name}.bias"] = rows, part


def _layer(constants: Iterator[Floats], name: str, weights: Weights) -> None:
    _linear(constants, [f"{name}.attention.self.{part}" for part in ("query", "key", "value")], weights)
    if len(weights[f"{name}.attention.self.query.weight"]) % HEAD:
        raise IndexError("heads")
    for out in (f"{name}.attention.output", f"{name}.output"):
        if not out.startswith(f"{name}.attention"):
            _linear(constants, [f"{name}.intermediate.dense"], weights)
        _linear(constants, [f"{out}.dense"], weights)
        _norm(constants, f"{out}.LayerNorm", weights)


def _heads(constants: Iterator[Floats], weights: Weights) -> None:
    sizes = [int(size) for size in next(constants)]
    bias, matrix = next(constants), next(constants)
    _shared(["tags", "asked", "bias"], matrix.T, bias, weights, sizes)
    _linear(constants, ["project"], weights)
    next(constants)  # how the projection is divided among the links
    for number in range(len(answers.LINKS)):
        weights[f"bilinear.{number}"] = next(constants)
