"""Learn further: the shipped weights go on learning from the marked reports, those written since among them.

    python -m training.further [--new 'grown-[cde]*'] [--out build/encoder.pt] [--epochs 3]

In:  recounted/weights/encoder.onnx, corpus/own.    Out: a checkpoint of the same shape for training.export.
`make train` learns anew, in two hours, and no two such trainings read alike; this takes a quarter of an hour and keeps
what is read: the network learns the marks, and on windows in which words have been exchanged the answers of the network
that it was (learning without forgetting: Li and Hoiem (2016), arXiv:1606.09282). Reports that match --new are drawn
--often times as often as the others.
"""

from __future__ import annotations

import argparse
import copy
import fnmatch
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from recounted.marks import answers
from training.distil import forever, lessons, taught_loss
from training.examples import ROOT, test_ids
from training.graph import graph_of
from training.network import Network, shape_of
from training.steps import Pace, descend
from training.train import batches, course_of, epochs, loss_of, save

SHIPPED = ROOT / "recounted" / "weights" / "encoder.onnx"
Arrays = dict[str, NDArray[Any]]


def weights_of(path: Path) -> dict[str, torch.Tensor]:
    """Return the state dict that training.graph made the weights at path from, int8 made float again.

    Its constants bear no names, so they are told by their order. Raises ValueError where the graph that is made from
    them again is another.
    """
    model = onnx.load(path)
    rest = iter([numpy_helper.to_array(constant) for constant in model.graph.initializer])
    out: Arrays = {}
    _embeddings(rest, out)
    layers = sum(node.op_type == "MultiHeadAttention" for node in model.graph.node)
    for number in range(layers):
        _layer(rest, out, f"encoder.encoder.layer.{number}")
    sizes, bias, matrix = next(rest), next(rest), next(rest)
    at = np.cumsum(sizes)[:-1]
    for name, one, columns in zip(("tags", "asked", "bias"), np.split(bias, at), np.split(matrix, at, 1), strict=True):
        out[f"{name}.bias"], out[f"{name}.weight"] = one, columns.T
    _linear(rest, out, ["project"])
    next(rest)  # widths of the links
    for number in range(len(answers.LINKS)):
        out[f"bilinear.{number}"] = next(rest)
    again = graph_of({name: np.ascontiguousarray(value) for name, value in out.items()})
    if [c.raw_data for c in again.graph.initializer] != [c.raw_data for c in model.graph.initializer]:
        raise ValueError(f"{path}: the weights were made by another training.graph; train anew")
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in out.items()}


def _embeddings(rest: Iterator[NDArray[Any]], out: Arrays) -> None:
    name = "encoder.embeddings"
    words, scales, places, _, _, features = (next(rest) for _ in range(6))
    out[f"{name}.word_embeddings.weight"] = words.astype(np.float32) * scales
    out[f"{name}.position_embeddings.weight"] = places[0]
    out[f"{name}.token_type_embeddings.weight"] = features
    _norm(rest, out, f"{name}.LayerNorm")


def _layer(rest: Iterator[NDArray[Any]], out: Arrays, name: str) -> None:
    _linear(rest, out, [f"{name}.attention.self.{part}" for part in ("query", "key", "value")])
    _linear(rest, out, [f"{name}.attention.output.dense"])
    _norm(rest, out, f"{name}.attention.output.LayerNorm")
    _linear(rest, out, [f"{name}.intermediate.dense"])
    _linear(rest, out, [f"{name}.output.dense"])
    _norm(rest, out, f"{name}.output.LayerNorm")


def _linear(rest: Iterator[NDArray[Any]], out: Arrays, names: list[str]) -> None:
    bias, whole, scales, _ = (next(rest) for _ in range(4))
    matrix = (whole.astype(np.float32) * scales).T
    for name, one, rows in zip(names, np.split(bias, len(names)), np.split(matrix, len(names)), strict=True):
        out[f"{name}.bias"], out[f"{name}.weight"] = one, rows


def _norm(rest: Iterator[NDArray[Any]], out: Arrays, name: str) -> None:
    out[f"{name}.weight"], out[f"{name}.bias"] = next(rest), next(rest)


def _read(base: str, path: str) -> Network:
    state = torch.load(path)
    network = Network(base, shape_of(state))
    network.load_state_dict(state)
    return network.eval()


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--new", nargs="*", default=[], help="names of reports that are drawn more often: 'grown-c*'")
    parser.add_argument("--often", type=int, default=3, help="times as often as the others")
    parser.add_argument("--teachers", nargs="*", default=[], help="checkpoints of training.train that teach too")
    parser.add_argument("--out", default="build/encoder.pt")
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--variants", type=int, default=1, help="of each report, with words exchanged")
    parser.add_argument("--batch", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--weight", type=float, default=0.15, help="of questions and links beside spans")
    parser.add_argument("--old", type=float, default=1.0, help="of what the network was beside the marks")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--reports", nargs="*", help="marked reports (default: corpus/own/*.txt)")
    options = parser.parse_args(arguments)
    course = course_of(options, test_ids())
    base, tokenizer, reports, names, dice = course
    began = time.time()
    state = weights_of(SHIPPED)
    network = Network(base, shape_of(state))
    network.load_state_dict(state)
    teachers = [copy.deepcopy(network).eval(), *(_read(base, path) for path in options.teachers)]
    pool = forever(lessons(teachers, reports, tokenizer, names, options), random.Random(options.seed + 2))
    new = [r for r in reports if any(fnmatch.fnmatch(r["id"], pattern) for pattern in options.new)]
    print(f"{len(reports)} reports, {len(new)} of them new; lessons after {time.time() - began:.0f} s", flush=True)
    drawn_from = reports + new * (options.often - 1)
    drawn = epochs(drawn_from, tokenizer, dice, options.batch, names)
    total = int(len(batches(drawn_from, tokenizer, random.Random(0), options.batch, names)) * options.epochs)

    def loss() -> tuple[torch.Tensor, list[float]]:
        marked, _ = loss_of(network, next(drawn), options.weight, True)
        soft = taught_loss(network, next(pool), options.weight)
        return marked + options.old * soft, [marked.item(), soft.item()]

    descend(network, total, Pace(options.rate, 1, 0.1, 0), loss, "marks, teachers")
    save(network, options, course, began)


if __name__ == "__main__":
    main()
