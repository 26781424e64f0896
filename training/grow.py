"""Go on from the shipped weights: teach them the marked reports written since, without all of `make train`.

    python -m training.grow --out build/encoder.pt

In:  recounted/weights/encoder.onnx, corpus/own (without the test part).    Out: a checkpoint for training.export.
The network learns from the marks of all reports at a low rate, and from its own answers of before on windows whose
words have been exchanged, so that it forgets little (Li and Hoiem (2016), arXiv:1606.09282). `make train` makes
weights anew from the corpus alone; this is for growth between two of its runs.
"""

from __future__ import annotations

import argparse
import random
import time

import torch

from training.distil import forever, lessons, taught_loss
from training.examples import ROOT, test_ids
from training.network import Network, shape_of
from training.shipped import state_of
from training.steps import Pace, descend
from training.train import batches, course_of, epochs, loss_of, save


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default="build/encoder.pt")
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--variants", type=int, default=1, help="of each report, with words exchanged")
    parser.add_argument("--batch", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--weight", type=float, default=0.15, help="of questions and links beside spans")
    parser.add_argument("--kept", type=float, default=1.0, help="weight of the answers of before")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--reports", nargs="*", help="marked reports (default: corpus/own/*.txt)")
    options = parser.parse_args(arguments)
    course = course_of(options, test_ids())
    base, tokenizer, reports, names, dice = course
    state = state_of(ROOT / "recounted" / "weights" / "encoder.onnx")
    before, network = Network(base, shape_of(state)), Network(base, shape_of(state))
    before.load_state_dict(state)
    network.load_state_dict(state)
    before.eval()
    began = time.time()
    pool = forever(lessons([before], reports, tokenizer, names, options), dice)
    print(f"{len(reports)} reports, lessons after {time.time() - began:.0f} s", flush=True)
    drawn = epochs(reports, tokenizer, dice, options.batch, names)

    def loss() -> tuple[torch.Tensor, list[float]]:
        marked, _ = loss_of(network, next(drawn), options.weight, True)
        soft = taught_loss(network, next(pool), options.weight)
        return marked + options.kept * soft, [marked.item(), soft.item()]

    total = int(len(batches(reports, tokenizer, random.Random(options.seed), options.batch, names)) * options.epochs)
    descend(network, total, Pace(options.rate, 3, 0.1, 0.0), loss, "marks, before")
    save(network, options, course, began)


if __name__ == "__main__":
    main()
